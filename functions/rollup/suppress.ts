import type { PlanSummary } from '../plan/summary.ts';
import { foldPeople } from './fold/people.ts';
import { type FewStages, fewStagesOf, hideForecast } from './forecasts.ts';
import { withActuals } from './quarters.ts';
import {
  type Counted,
  type People,
  type PeriodRow,
  type Published,
  type Rollup,
  type Row,
  type SegmentRow,
  type Step,
  steps,
} from './rollup.ts';

/**
 * Hides the actual counts of people from which somebody could be recognized. Targets, money and organizations stay as they are.
 *
 * What it does:
 * - primary: every count from 1 to one below the threshold is hidden
 * - a total that is hidden hides its parts, zeros included: "nobody of this group" beside a few people says who the few are
 * - total less its parts: where a part is hidden, or where those in no part are few, all parts of that stage are hidden, unless at
 *   least three are hidden that together with those in no part make up the threshold
 * - both routes and all placements: never two of the three where the third is hidden
 * - communities' own pages: a sum over communities is hidden where what their own pages leave out of it is one
 *   community's count, or fewer people than the threshold
 *
 * What it does not do yet: find the smallest set of further cells that protects the rest, bound what can be inferred from the order of the stages
 * (placed cannot exceed completed) or from several inequalities at once, protect between states and the network, or compare with earlier exports.
 * Until then it hides rather too much than too little.
 *
 * Keeps nothing of a community but what it hides of its own, so that any number of them fits into memory.
 *
 * @param rollup     the fold of `summaries`
 * @param summaries  what each community would publish on its own is worked out from these
 */
export const suppressRollup = (rollup: Rollup<Counted>, summaries: Iterable<PlanSummary>): Rollup<Published> => {
  const { threshold } = rollup;
  const own = ownPages(summaries, threshold);
  // A community's own page is the rollup itself when the scope is that community.
  const isOne = rollup.scope.kind === 'community';
  const hidden = hiddenIn(rollup.people, threshold, isOne ? nothingHidden : own.between);
  const people = publishPeople(rollup.people, hidden);
  return {
    ...rollup,
    people,
    forecast: hideForecast(rollup.forecast, people, isOne ? [] : own.fewStages),
    quarters: withActuals<Published>(rollup.quarters, people.periods),
    communities: rollup.communities.map((community) => ({
      ...community,
      placed: publish(community.placed, isFew(community.placed, threshold) || own.placedHidden.has(community.id)),
    })),
    localGoals: rollup.localGoals.map((goal) => ({
      ...goal,
      baseline: publish(goal.baseline, isFew(goal.baseline, threshold)),
    })),
  };
};

/** Which cells are hidden, by the row that they stand in. */
interface Hidden {
  whole: ReadonlySet<Step>;
  segment: (key: string) => ReadonlySet<Step>;
  period: (key: string) => ReadonlySet<Step>;
}

/** What communities' own pages hide. */
interface OwnPages {
  /** What a sum over communities would give away beside them. */
  between: Hidden;
  fewStages: readonly FewStages[];
  /** Communities that hide their placements. */
  placedHidden: ReadonlySet<string>;
}

const none: ReadonlySet<Step> = new Set();
const nothingHidden: Hidden = { whole: none, segment: () => none, period: () => none };

/**
 * @param already  cells that are hidden for another reason, from which more follow
 */
const hiddenIn = (people: People<Counted>, threshold: number, already: Hidden): Hidden => {
  const total = actualsOf(people.whole);
  const whole = hiddenInRow(total, threshold, already.whole);
  const hiddenParts = <Part>(
    parts: readonly Part[],
    keyOf: (part: Part) => string,
    countsOf: (part: Part) => Counts,
    before: (key: string) => ReadonlySet<Step>,
  ): ((key: string) => ReadonlySet<Step>) => {
    const hidden = hiddenInParts(
      parts.map(countsOf),
      parts.map((part) => before(keyOf(part))),
      total,
      whole,
      threshold,
    );
    const byKey = new Map(parts.map((part, index) => [keyOf(part), hidden[index]!]));
    return (key) => byKey.get(key) ?? none;
  };
  return {
    whole,
    segment: hiddenParts(people.segments, segmentKey, ({ row }) => actualsOf(row), already.segment),
    period: hiddenParts(people.periods, periodKey, ({ actuals }) => actuals, already.period),
  };
};

type Counts = Record<Step, Counted>;

const routes = ['placedDirect', 'placedTrained'] as const;

const hiddenInRow = (counts: Counts, threshold: number, already: ReadonlySet<Step>): ReadonlySet<Step> => {
  const hidden = new Set(already);
  for (const step of steps) if (isFew(counts[step], threshold)) hidden.add(step);
  hideRoutes(counts, hidden);
  return hidden;
};

/** Two routes and their sum: any two of them give the third. All placements matter most, so they stay where they can. */
const hideRoutes = (counts: Counts, hidden: Set<Step>): void => {
  if (!hidden.has('placed') && !routes.some((route) => hidden.has(route))) return;
  for (const route of routes) hidden.add(route);
  // "Not counted" is never hidden, so that beside it all placements are those of the other route.
  if (routes.some((route) => counts[route] === null)) hidden.add('placed');
};

const hiddenInParts = (
  parts: readonly Counts[],
  already: readonly ReadonlySet<Step>[],
  total: Counts,
  totalHidden: ReadonlySet<Step>,
  threshold: number,
): ReadonlySet<Step>[] => {
  const hidden = parts.map((counts, index) => new Set(hiddenInRow(counts, threshold, already[index] ?? none)));
  const cells = (): number => hidden.reduce((so, row) => so + row.size, 0);
  for (let before = -1; before !== cells(); ) {
    before = cells();
    for (const step of steps)
      if (totalHidden.has(step) || isExposed(step, parts, hidden, total[step], threshold))
        for (const row of hidden) row.add(step);
    // The routes are shown for every part or for none: part by part they could be combined with the sums of both directions.
    if (hidden.some((row) => routes.some((route) => row.has(route))))
      for (const row of hidden) for (const route of routes) row.add(route);
    for (const [index, counts] of parts.entries()) hideRoutes(counts, hidden[index]!);
  }
  return hidden;
};

/** Whether the total less the parts that are shown says too much about the rest. */
const isExposed = (
  step: Step,
  parts: readonly Counts[],
  hidden: readonly ReadonlySet<Step>[],
  total: Counted,
  threshold: number,
): boolean => {
  if (total === null) return false;
  // Parts that add up to more than the total are a mistake of the plan; then the difference says nothing.
  const inNoPart = Math.max(0, total - parts.reduce((so, counts) => so + (counts[step] ?? 0), 0));
  const hiddenCounts = parts.flatMap((counts, index) => (hidden[index]!.has(step) ? (counts[step] ?? []) : []));
  if (hiddenCounts.length === 0) return isFew(inNoPart, threshold);
  return hiddenCounts.length < 3 || hiddenCounts.reduce((so, count) => so + count, inNoPart) < threshold;
};

/**
 * A sum over communities, less what they publish themselves, is what they hid.
 *
 * @param threshold  the scope's; each community's own page has its own
 */
const ownPages = (summaries: Iterable<PlanSummary>, threshold: number): OwnPages => {
  const whole = new HiddenSums(threshold);
  const segments = new HiddenSums(threshold);
  const periods = new HiddenSums(threshold);
  const fewStages = new Map<string, FewStages>();
  const placedHidden = new Set<string>();
  for (const summary of summaries) {
    const people = foldPeople([summary]);
    const hidden = hiddenIn(people, summary.publishThreshold, nothingHidden);
    whole.add('', actualsOf(people.whole), hidden.whole);
    for (const part of people.segments) segments.add(part.key, actualsOf(part.row), hidden.segment(part.key));
    for (const part of people.periods) periods.add(periodKey(part), part.actuals, hidden.period(periodKey(part)));
    if (hidden.whole.has('placed')) placedHidden.add(summary.communityId);
    const few = fewStagesOf(people, summary.publishThreshold);
    const key = `${few.whole.join()} ${few.periods.join()}`;
    fewStages.set(key, { ...few, communities: (fewStages.get(key)?.communities ?? 0) + 1 });
  }
  return {
    between: {
      whole: whole.exposed(''),
      segment: (key) => segments.exposed(key),
      period: (key) => periods.exposed(key),
    },
    fewStages: [...fewStages.values()],
    placedHidden,
  };
};

/** By row and stage: how many communities hide their count on their own page, and how many people these are. */
class HiddenSums {
  readonly #threshold: number;
  readonly #sums = new Map<string, Map<Step, { communities: number; people: number }>>();

  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  add(key: string, counts: Counts, hidden: ReadonlySet<Step>): void {
    for (const step of hidden) {
      const count = counts[step];
      if (count === null) continue;
      const row = this.#sums.get(key) ?? new Map<Step, { communities: number; people: number }>();
      this.#sums.set(key, row);
      const so = row.get(step) ?? { communities: 0, people: 0 };
      row.set(step, { communities: so.communities + 1, people: so.people + count });
    }
  }

  exposed(key: string): ReadonlySet<Step> {
    const row = this.#sums.get(key);
    if (!row) return none;
    return new Set(
      [...row].flatMap(([step, { communities, people }]) =>
        communities === 1 || people < this.#threshold ? [step] : [],
      ),
    );
  }
}

const publishPeople = (people: People<Counted>, hidden: Hidden): People<Published> => ({
  whole: publishRow(people.whole, hidden.whole),
  segments: people.segments.map(
    (part): SegmentRow<Published> => ({ ...part, row: publishRow(part.row, hidden.segment(part.key)) }),
  ),
  periods: people.periods.map(
    (part): PeriodRow<Published> => ({
      ...part,
      actuals: perStep((step) => publish(part.actuals[step], hidden.period(periodKey(part)).has(step))),
    }),
  ),
});

const publishRow = (row: Row<Counted>, hidden: ReadonlySet<Step>): Row<Published> =>
  perStep((step) => ({ ...row[step], actual: publish(row[step].actual, hidden.has(step)) }));

/** What nobody has counted stays so: there is nothing to hide. */
const publish = (count: Counted, isHidden: boolean): Published => (count !== null && isHidden ? 'hidden' : count);

const isFew = (count: Counted, threshold: number): boolean => count !== null && count > 0 && count < threshold;

const actualsOf = (row: Row<Counted>): Counts => perStep((step) => row[step].actual);

const perStep = <T>(of: (step: Step) => T): Record<Step, T> =>
  Object.fromEntries(steps.map((step) => [step, of(step)])) as Record<Step, T>;

const segmentKey = ({ key }: SegmentRow<Counted>): string => key;
const periodKey = ({ from, to }: PeriodRow<Counted>): string => `${from}/${to}`;
