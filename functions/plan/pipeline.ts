import { apportion } from './apportion.ts';
import type { Calendar, Cohort } from './calendar.ts';
import type { Funnel } from './funnel.ts';
import type { Plan, RowOf } from './plan.ts';
import { cleanText, nameKey } from './text.ts';

/**
 * Employers' openings against the people who are ready for them, by role and quarter.
 *
 * - from training: of those who complete a program in the quarter, if every seat is filled, whom the plan's rate expects to be placed
 * - from matching: the quarter's placements by direct match, which nobody gives by role, shared out over the roles in proportion to their
 *   openings in that quarter, or in the year where the quarter has none; by largest remainder
 * - who finds no opening waits for the next quarter; an opening that finds nobody does not
 *
 * Nobody counts twice: what comes into a quarter (carried, trained, matched) is what is filled there and what is carried on.
 */
export interface Pipeline {
  /** Every role of the Demand tab and of the intakes of the year, by name. */
  roles: PipelineRole[];
  /** Roles that intakes train for and no employer has on the Demand tab. */
  withoutDemand: string[];
  capture: Capture | null;
}

export interface PipelineRole {
  /** What spellings of the role have in common. */
  key: string;
  /** Of several spellings the first in order. */
  name: string;
  quarters: PipelineQuarter[];
  /** In the year; null where no quarter has a number. */
  openings: number | null;
  /** Who gets ready for a job in the year, trained or matched. */
  ready: number;
  /** Of them, who finds an opening. */
  filled: number;
  /** Openings for which nobody is ready in their quarter, in the year. */
  short: number;
  /** Who waits for an opening at the end of the year. */
  unplaced: number;
  trainees: Trainees;
  /** The rows that it comes from, as the sheet numbers them. */
  rows: { demand: number[]; programs: number[] };
}

export interface PipelineQuarter {
  /** Null where no employer has said. */
  openings: number | null;
  /** Who completes training; more than are expected to be placed. */
  completers: number;
  fromTraining: number;
  fromMatching: number;
  carriedIn: number;
  filled: number;
  short: number;
  carriedOn: number;
}

export interface Trainees {
  /** Of all who must start training, by the role's part of the openings; null where no openings are known at all. */
  needed: number | null;
  /** Seats of intakes that end in the plan year. */
  existing: number;
  new: number;
  /** Seats of intakes that end after it. */
  tooLate: number;
}

/**
 * Which share of those who complete training this year the committed employers can hire: partners marked Committed, with their own openings
 * only, by role and quarter, before anybody who is matched directly.
 */
export interface Capture {
  hired: number;
  completers: number;
}

/**
 * @param plan      only what counts: rows with errors are left out before
 * @param calendar  of the same plan and funnel
 * @returns null where the plan has neither demand nor programs, or no targets yet
 */
export const planPipeline = (plan: Plan, funnel: Funnel, calendar: Calendar | null): Pipeline | null => {
  if (!calendar || !funnel.all || (plan.demand.length === 0 && plan.programs.length === 0)) return null;
  const { cohorts, quarters } = calendar;
  const lines = plan.demand.filter(({ values }) => values.role !== null);
  const spellings = new Map<string, string>();
  for (const name of [...lines.map(({ values }) => values.role!), ...cohorts.map(({ role }) => role)]) {
    const known = spellings.get(nameKey(name));
    if (known === undefined || cleanText(name) < known) spellings.set(nameKey(name), cleanText(name));
  }
  // In an order that does not depend on the rows' order, because the parts of equal remainders go by it.
  const keys = [...spellings.keys()].sort();
  const linesOf = Map.groupBy(lines, ({ values }) => nameKey(values.role!));
  const cohortsOf = Map.groupBy(cohorts, ({ role }) => nameKey(role));
  const openings = keys.map((key) => openingsOf(linesOf.get(key) ?? []));
  const matched = matchedByRole(
    quarters.map(({ direct }) => direct),
    openings,
  );
  const inYear = openings.map((ofRole) => sum(ofRole.map((number) => number ?? 0)));
  const known = inYear.some((number) => number > 0);
  const needed = known ? apportion(funnel.all.stages.enrolled.target, inYear) : null;
  const trained = keys.map((key) => trainedByQuarter(cohortsOf.get(key) ?? []));
  const roles = keys.map((key, index): PipelineRole => {
    const filledQuarters = fill(openings[index]!, trained[index]!, matched[index]!);
    return {
      key,
      name: spellings.get(key)!,
      quarters: filledQuarters,
      openings: openings[index]!.every((number) => number === null) ? null : inYear[index]!,
      ready: sum(filledQuarters.map(({ fromTraining, fromMatching }) => fromTraining + fromMatching)),
      filled: sum(filledQuarters.map(({ filled }) => filled)),
      short: sum(filledQuarters.map(({ short }) => short)),
      unplaced: filledQuarters.at(-1)!.carriedOn,
      trainees: { needed: needed?.[index] ?? null, ...seatsOf(cohortsOf.get(key) ?? []) },
      rows: {
        demand: rowNumbers(linesOf.get(key) ?? []),
        programs: rowNumbers((cohortsOf.get(key) ?? []).map((cohort) => cohort.row)),
      },
    };
  });
  return {
    roles,
    withoutDemand: roles.filter(({ key }) => !linesOf.has(key)).map(({ name }) => name),
    capture: captureOf(plan, lines, keys, trained),
  };
};

export const openingFields = ['openingsQ1', 'openingsQ2', 'openingsQ3', 'openingsQ4'] as const;

const openingsOf = (lines: readonly RowOf<'demand'>[]): (number | null)[] =>
  openingFields.map((field) =>
    lines.reduce<number | null>((so, { values }) => (values[field] === null ? so : (so ?? 0) + values[field]), null),
  );

/** One list of quarters a role. */
const matchedByRole = (
  matchedInQuarter: readonly number[],
  openings: readonly (readonly (number | null)[])[],
): number[][] => {
  const inYear = openings.map((ofRole) => sum(ofRole.map((number) => number ?? 0)));
  const byQuarter = matchedInQuarter.map((matched, quarter) => {
    const inQuarter = openings.map((ofRole) => ofRole[quarter] ?? 0);
    const weights = sum(inQuarter) > 0 ? inQuarter : inYear;
    return sum(weights) > 0 ? apportion(matched, weights) : weights.map(() => 0);
  });
  return openings.map((_, role) => byQuarter.map((ofQuarter) => ofQuarter[role]!));
};

interface Trained {
  completers: number;
  placed: number;
}

const trainedByQuarter = (cohorts: readonly Cohort[]): Trained[] =>
  [0, 1, 2, 3].map((quarter) => {
    const ending = cohorts.filter(({ endsIn }) => endsIn === quarter);
    return {
      completers: sum(ending.map(({ completed }) => completed)),
      placed: sum(ending.map(({ placed }) => placed)),
    };
  });

const fill = (
  openings: readonly (number | null)[],
  trained: readonly Trained[],
  matched: readonly number[],
): PipelineQuarter[] => {
  let carried = 0;
  return openings.map((number, quarter) => {
    const { completers, placed } = trained[quarter]!;
    const carriedIn = carried;
    const ready = carriedIn + placed + matched[quarter]!;
    const filled = Math.min(number ?? 0, ready);
    carried = ready - filled;
    return {
      openings: number,
      completers,
      fromTraining: placed,
      fromMatching: matched[quarter]!,
      carriedIn,
      filled,
      short: (number ?? 0) - filled,
      carriedOn: carried,
    };
  });
};

const seatsOf = (cohorts: readonly Cohort[]): Omit<Trainees, 'needed'> => {
  const seats = (wanted: (cohort: Cohort) => boolean): number =>
    sum(cohorts.filter(wanted).map((cohort) => cohort.seats));
  return {
    existing: seats(({ endsIn, existing }) => endsIn !== null && existing),
    new: seats(({ endsIn, existing }) => endsIn !== null && !existing),
    tooLate: seats(({ endsIn }) => endsIn === null),
  };
};

const captureOf = (
  plan: Plan,
  lines: readonly RowOf<'demand'>[],
  keys: readonly string[],
  trained: readonly Trained[][],
): Capture | null => {
  const committed = new Set(
    plan.partners.flatMap(({ values }) =>
      values.name !== null && values.status === 'committed' ? [nameKey(values.name)] : [],
    ),
  );
  const theirs = Map.groupBy(
    lines.filter(({ values }) => values.employer !== null && committed.has(nameKey(values.employer))),
    ({ values }) => nameKey(values.role!),
  );
  const completers = sum(trained.flat().map((quarter) => quarter.completers));
  if (completers === 0 || theirs.size === 0) return null;
  const nobody = [0, 0, 0, 0];
  const hired = keys.map((key, index) =>
    sum(fill(openingsOf(theirs.get(key) ?? []), trained[index]!, nobody).map(({ filled }) => filled)),
  );
  return { hired: sum(hired), completers };
};

const rowNumbers = (rows: readonly { row: number }[]): number[] => rows.map(({ row }) => row).sort((a, b) => a - b);

const sum = (numbers: readonly number[]): number => numbers.reduce((so, number) => so + number, 0);
