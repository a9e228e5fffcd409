import { daysBetween, type IsoDate } from '../plan/date.ts';
import { stillToFind } from '../plan/money.ts';
import type { PlanSummary } from '../plan/summary.ts';
import { rateNames } from '../plan/tables/assumptions.ts';
import { type SourceKind, sourceKinds } from '../plan/tables/funding.ts';
import { partnerKinds } from '../plan/tables/partners.ts';
import { type StageName, stageNames } from '../plan/tables/progress.ts';
import { needKinds } from '../plan/tables/resources.ts';
import { cleanText, nameKey } from '../plan/text.ts';
import { foldForecast } from './forecasts.ts';
import { withActuals } from './quarters.ts';
import {
  type Counted,
  type CoveredDollars,
  type FundingRow,
  type IncludedCommunity,
  type LeftOutCommunity,
  type Money,
  type Pace,
  type People,
  type PeriodRow,
  type QuarterRow,
  type RoleRow,
  type Rollup,
  type RollupPipeline,
  type RollupRisk,
  type Row,
  type SegmentRow,
  type Step,
  type SwingRow,
  steps,
} from './rollup.ts';
import type { Scope } from './scope.ts';

export interface RollupInput {
  scope: Scope;
  year: number;
  /** ISO time at which all summaries were read. */
  readAt: string;
  /** One a community, in any order. */
  summaries: readonly PlanSummary[];
  communitiesLeftOut: readonly LeftOutCommunity[];
}

/**
 * Adds up what the plans of a scope say. Nothing is hidden yet: `publishRollup` makes of it what may leave the house.
 *
 * A number that nobody has given stays null and adds nothing; the sum is null only where nobody has given one. The order
 * of `summaries` makes no difference.
 */
export const foldRollup = (input: RollupInput): Rollup<Counted> => {
  const summaries = [...input.summaries].sort((left, right) => compare(left.communityId, right.communityId));
  const communities = summaries.map(includedCommunity);
  const people = foldPeople(summaries);
  return {
    scope: input.scope,
    title: titleOf(input.scope, communities),
    year: input.year,
    period: {
      from: least(communities.flatMap(({ yearStart }) => yearStart ?? [])),
      to: greatest(communities.flatMap(({ yearEnd }) => yearEnd ?? [])),
    },
    readAt: input.readAt,
    threshold: summaries.reduce(
      (strictest, { publishThreshold }) => Math.max(strictest, publishThreshold),
      LEAST_THRESHOLD,
    ),
    people,
    risk: foldRisk(summaries),
    pace: foldPace(summaries),
    forecast: foldForecast(summaries),
    money: foldMoney(summaries),
    partners: foldPartners(summaries),
    demand: {
      openings: total(summaries, ({ demand }) => demand.openings),
      employers: total(summaries, ({ demand }) => demand.employers),
    },
    training: {
      programs: total(summaries, ({ training }) => training.programs),
      seats: total(summaries, ({ training }) => training.seats),
    },
    quarters: withActuals(foldQuarters(summaries), people.periods),
    pipeline: foldPipeline(summaries),
    localGoals: summaries.flatMap(({ communityId, community, localGoals }) =>
      localGoals.map((goal) => ({ communityId, community: community.name, ...goal })),
    ),
    communities,
    leftOut: [...input.communitiesLeftOut].sort((left, right) => compare(left.id, right.id)),
    waivers: summaries.flatMap(({ communityId, community, waivers }) =>
      waivers.map((waiver) => ({ communityId, community: community.name, ...waiver })),
    ),
    findings: {
      error: total(summaries, ({ findings }) => findings.error),
      warning: total(summaries, ({ findings }) => findings.warning),
      info: total(summaries, ({ findings }) => findings.info),
    },
    checklist: {
      done: total(summaries, ({ checklist }) => checklist.done),
      of: total(summaries, ({ checklist }) => checklist.of),
    },
  };
};

/** No plan can ask for less: the Community tab refuses it. */
const LEAST_THRESHOLD = 5;

/** The figures about people of several plans; of one plan, what is published of that community on its own. */
export const foldPeople = (summaries: readonly PlanSummary[]): People<Counted> => {
  const whole = blankRow();
  const segments = new Map<string, SegmentRow<Counted>>();
  const periods = new Map<string, PeriodRow<Counted>>();
  for (const summary of summaries) {
    const segmentsHere = new Set<string>();
    const all = summary.scopes.find(({ segment }) => segment === null);
    addToRow(whole, summary.goals.placements, all);
    for (const scope of summary.scopes) {
      const { segment, placements } = scope;
      if (segment === null) continue;
      const key = nameKey(segment);
      const found = entry(segments, key, () => ({
        key,
        name: cleanText(segment),
        communities: 0,
        row: blankRow(),
      }));
      // Of several spellings the first in order, so that the order of communities makes no difference.
      if (compare(cleanText(segment), found.name) < 0) found.name = cleanText(segment);
      if (!segmentsHere.has(key)) found.communities++;
      segmentsHere.add(key);
      addToRow(found.row, placements, scope);
    }
    const periodsHere = new Set<string>();
    for (const { from, to, actuals } of summary.periods) {
      const key = `${from}/${to}`;
      const found = entry(periods, key, () => ({ from, to, communities: 0, actuals: blankActuals() }));
      if (!periodsHere.has(key)) found.communities++;
      periodsHere.add(key);
      const counted = withPlaced(actuals);
      for (const step of steps) found.actuals[step] = sum(found.actuals[step], counted[step]);
    }
  }
  return {
    whole,
    segments: [...segments.values()]
      .filter(({ key, row }) => key !== OTHERS || saysSomething(row))
      .sort(
        (left, right) => Number(left.key === OTHERS) - Number(right.key === OTHERS) || compare(left.key, right.key),
      ),
    periods: [...periods.values()].sort((left, right) => compare(left.from, right.from) || compare(left.to, right.to)),
  };
};

/** A summary's name for those of no segment. */
export const OTHERS = 'other';

/** Where the segments' goals add up to the whole, a summary may still have a line of those of no segment: nobody. */
const saysSomething = (row: Row<Counted>): boolean =>
  steps.some((step) => (row[step].target ?? 0) > 0 || row[step].actual !== null);

const addToRow = (
  row: Row<Counted>,
  placements: number | null,
  scope: PlanSummary['scopes'][number] | undefined,
): void => {
  for (const stage of Object.keys(stageNames) as StageName[]) {
    const target = scope?.targets?.[stage];
    if (!target) continue;
    const figures = row[stage];
    const confidence = scope?.confidence?.[stage];
    figures.target = sum(figures.target, target.target);
    figures.withLowRates = sum(figures.withLowRates, target.withLowRates);
    figures.withHighRates = sum(figures.withHighRates, target.withHighRates);
    for (const column of ['withConfidence', 'withUncertainRates'] as const)
      figures[column] = sumOfAll(figures[column], confidence?.[column] ?? null, figures.communities.target);
    figures.communities.target++;
  }
  if (placements !== null) {
    // The goal itself: rates have no part in it, so low and high are the same.
    const { placed } = row;
    placed.target = sum(placed.target, placements);
    for (const column of ['withLowRates', 'withHighRates', 'withConfidence', 'withUncertainRates'] as const)
      placed[column] = placed.target;
    placed.communities.target++;
  }
  if (!scope) return;
  const counted = withPlaced(scope.actuals);
  for (const step of steps) {
    if (counted[step] === null) continue;
    row[step].actual = sum(row[step].actual, counted[step]);
    row[step].communities.actual++;
  }
};

/** A community that uses one route only leaves the other blank; its placements are then those of the one route. */
const withPlaced = (actuals: Record<StageName, number | null>): Record<Step, Counted> => ({
  ...actuals,
  placed: sum(actuals.placedDirect, actuals.placedTrained),
});

const includedCommunity = (summary: PlanSummary): IncludedCommunity<Counted> => {
  const { communityId, community, goals, scopes, findings, checklist, revision, readAt } = summary;
  const all = scopes.find(({ segment }) => segment === null);
  return {
    id: communityId,
    name: community.name,
    leadOrganization: community.leadOrganization,
    states: [...community.states],
    yearStart: community.yearStart,
    yearEnd: community.yearEnd,
    goal: goals.placements,
    placed: all ? withPlaced(all.actuals).placed : null,
    findings: { error: findings.error, warning: findings.warning, info: findings.info },
    checklist: { done: checklist.done, of: checklist.of },
    revision,
    readAt,
  };
};

/**
 * Rests on the plans' own dates and not on today's, so that the same data gives the same answer tomorrow. A community without a goal, a plan year
 * or counted placements has no part in it.
 */
const foldPace = (summaries: readonly PlanSummary[]): Pace | null => {
  const dates: IsoDate[] = [];
  let expected = 0;
  let goal = 0;
  for (const { goals, community, periods } of summaries) {
    const { yearStart, yearEnd } = community;
    const through = greatest(
      periods.flatMap(({ to, actuals }) => ((actuals.placedDirect ?? actuals.placedTrained) === null ? [] : [to])),
    );
    if (goals.placements === null || yearStart === null || yearEnd === null || through === null) continue;
    const days = daysBetween(yearStart, yearEnd) + 1;
    if (days <= 0) continue;
    expected += (goals.placements * Math.min(days, Math.max(0, daysBetween(yearStart, through) + 1))) / days;
    goal += goals.placements;
    dates.push(through);
  }
  const first = least(dates);
  const last = greatest(dates);
  return first === null || last === null
    ? null
    : { expected, goal, communities: dates.length, countedThrough: { first, last } };
};

const foldRisk = (summaries: readonly PlanSummary[]): RollupRisk => {
  const all = summaries.map((summary) => summary.scopes.find(({ segment }) => segment === null));
  const [only] = all.length === 1 ? all : [];
  return {
    chances: summaries.flatMap(({ communityId, community, risk }) =>
      risk?.weakest ? [{ communityId, community: community.name, wanted: risk.wanted, ...risk.weakest }] : [],
    ),
    stages: Object.entries(only?.confidence ?? {}).flatMap(([stage, { planned, chance }]) =>
      chance === null ? [] : [{ stage: stage as StageName, planned, chance }],
    ),
    swings: foldSwings(
      summaries,
      total(all, (scope) => scope?.targets?.aware.target ?? 0),
    ),
  };
};

/** @param aware  people to be made aware in all communities */
const foldSwings = (summaries: readonly PlanSummary[], aware: number): SwingRow[] => {
  const rows = new Map<string, SwingRow>();
  for (const { risk, scopes } of summaries) {
    const here = scopes.find(({ segment }) => segment === null)?.targets?.aware.target ?? 0;
    for (const { step, segment, low, likely, high, awareIfLow, awareIfHigh } of risk?.swings ?? []) {
      const name = segment === null ? null : cleanText(segment);
      const row = entry(rows, `${step} ${name === null ? '' : nameKey(name)}`, () => ({
        step,
        segment: name,
        communities: 0,
        rate: null,
        awareIfLow: aware,
        awareIfHigh: aware,
      }));
      if (name !== null && compare(name, row.segment!) < 0) row.segment = name;
      row.communities++;
      row.rate = row.communities === 1 ? { low, likely, high } : null;
      row.awareIfLow += awareIfLow - here;
      row.awareIfHigh += awareIfHigh - here;
    }
  }
  const swing = ({ awareIfLow, awareIfHigh }: SwingRow): number => awareIfLow - awareIfHigh;
  const order = ({ step, segment }: SwingRow): string =>
    `${Object.keys(rateNames).indexOf(step)} ${segment === null ? '' : nameKey(segment)}`;
  return [...rows.values()].sort((left, right) => swing(right) - swing(left) || compare(order(left), order(right)));
};

const foldQuarters = (summaries: readonly PlanSummary[]): Omit<QuarterRow<Counted>, 'actual'>[] => {
  const quarters = new Map<string, Omit<QuarterRow<Counted>, 'actual'>>();
  for (const summary of summaries)
    for (const { from, to, placements } of summary.quarters) {
      const row = entry(quarters, `${from}/${to}`, () => ({ from, to, communities: 0, target: 0 }));
      row.communities++;
      row.target += placements;
    }
  return [...quarters.values()].sort((left, right) => compare(left.from, right.from) || compare(left.to, right.to));
};

const foldPipeline = (summaries: readonly PlanSummary[]): RollupPipeline => {
  const roles = new Map<string, RoleRow>();
  for (const { pipeline } of summaries)
    for (const { role, openings, ready, short, unplaced } of pipeline?.roles ?? []) {
      const key = nameKey(role);
      const row = entry(roles, key, () => ({
        key,
        name: cleanText(role),
        communities: 0,
        openings: null,
        ready: 0,
        short: 0,
        unplaced: 0,
      }));
      if (compare(cleanText(role), row.name) < 0) row.name = cleanText(role);
      row.communities++;
      row.openings = sum(row.openings, openings);
      row.ready += ready;
      row.short += short;
      row.unplaced += unplaced;
    }
  const captures = summaries.flatMap(({ pipeline }) => pipeline?.capture ?? []);
  return {
    // Those that lack most people first.
    roles: [...roles.values()].sort((left, right) => right.short - left.short || compare(left.key, right.key)),
    capture:
      captures.length === 0
        ? null
        : {
            hired: total(captures, ({ hired }) => hired),
            completers: total(captures, ({ completers }) => completers),
            communities: captures.length,
          },
  };
};

const foldMoney = (summaries: readonly PlanSummary[]): Money => {
  const needs = new Map<string, CoveredDollars>();
  const months = new Map<string, CoveredDollars>();
  const sources = new Map<string, FundingRow>();
  for (const summary of summaries) {
    for (const each of summary.needs) addCovered(entry(needs, each.need, nothingCovered), each);
    for (const each of summary.moneyByMonth) addCovered(entry(months, each.month, nothingCovered), each);
    const setAside = new Set<string>();
    const notConsidered = new Set<string>();
    for (const { source, status, amount, spent } of summary.funding) {
      const row = entry(sources, source, () => ({
        source,
        label: sourceKinds[source as SourceKind] ?? source,
        idea: 0,
        applied: 0,
        committed: 0,
        received: 0,
        spent: 0,
        setAside: 0,
        notConsidered: 0,
      }));
      row.spent += cents(spent);
      if (status === 'setAside') setAside.add(source);
      else if (status === 'notConsidered') notConsidered.add(source);
      else row[status] += cents(amount);
    }
    for (const source of setAside) sources.get(source)!.setAside++;
    for (const source of notConsidered) sources.get(source)!.notConsidered++;
  }
  const funding = inOrder([...sources.values()], ({ source }) => source, sourceKinds);
  const inAll = (status: keyof Money['totals']): number => dollars(funding.reduce((so, row) => so + row[status], 0));
  const covered = nothingCovered();
  for (const each of needs.values()) addCents(covered, each);
  return {
    needs: inOrder([...needs], ([need]) => need, needKinds).map(([need, each]) => ({
      need,
      label: (needKinds as Record<string, string>)[need] ?? need,
      ...inDollars(each),
    })),
    months: [...months]
      .sort(([left], [right]) => compare(left, right))
      .map(([month, each]) => ({ month, ...inDollars(each) })),
    covered: inDollars(covered),
    needed: dollars(covered.amount),
    stillToFind: dollars(stillToFind(covered)),
    costs: {
      placement: costOf(summaries, ({ goals }) => goals.placements),
      participant: costOf(summaries, ({ participants }) => participants),
    },
    totals: {
      idea: inAll('idea'),
      applied: inAll('applied'),
      committed: inAll('committed'),
      received: inAll('received'),
      spent: inAll('spent'),
    },
    funding: funding.map((row) => ({
      ...row,
      idea: dollars(row.idea),
      applied: dollars(row.applied),
      committed: dollars(row.committed),
      received: dollars(row.received),
      spent: dollars(row.spent),
    })),
  };
};

const nothingCovered = (): CoveredDollars => ({ amount: 0, received: 0, committed: 0, applied: 0, idea: 0 });

const coveredParts = ['amount', 'received', 'committed', 'applied', 'idea'] as const;

const addCents = (so: CoveredDollars, more: CoveredDollars): void => {
  for (const part of coveredParts) so[part] += more[part];
};

const addCovered = (so: CoveredDollars, more: CoveredDollars): void =>
  addCents(so, { ...more, ...Object.fromEntries(coveredParts.map((part) => [part, cents(more[part])])) });

const inDollars = (covered: CoveredDollars): CoveredDollars => ({
  amount: dollars(covered.amount),
  received: dollars(covered.received),
  committed: dollars(covered.committed),
  applied: dollars(covered.applied),
  idea: dollars(covered.idea),
});

/** Only communities that say both how many people and what they cost: the others would make a person look cheap, or dear. */
const costOf = (summaries: readonly PlanSummary[], people: (summary: PlanSummary) => number | null): number | null => {
  const saying = summaries.filter(
    (summary) => (people(summary) ?? 0) > 0 && summary.needs.some(({ amount }) => amount > 0),
  );
  const needed = total(saying, ({ needs }) => total(needs, ({ amount }) => cents(amount)));
  return saying.length === 0 ? null : dollars(Math.round(needed / total(saying, (summary) => people(summary)!)));
};

const foldPartners = (summaries: readonly PlanSummary[]): Rollup<Counted>['partners'] => {
  const kinds = new Map<string, { invited: number; committed: number }>();
  for (const { partners } of summaries)
    for (const [kind, { invited, committed }] of Object.entries(partners.byKind)) {
      const row = entry(kinds, kind, () => ({ invited: 0, committed: 0 }));
      row.invited += invited;
      row.committed += committed;
    }
  return {
    byKind: inOrder([...kinds], ([kind]) => kind, partnerKinds).map(([kind, row]) => ({
      kind,
      label: (partnerKinds as Record<string, string>)[kind] ?? kind,
      ...row,
    })),
    placementsCommitted: total(summaries, ({ partners }) => partners.placementsCommitted),
  };
};

const titleOf = (scope: Scope, communities: readonly IncludedCommunity<Counted>[]): string => {
  switch (scope.kind) {
    case 'community':
      return communities[0]?.name ?? scope.id;
    case 'state':
      return `TechHire communities in ${scope.code}`;
    case 'network':
      return 'All TechHire communities';
  }
};

const blankRow = (): Row<Counted> =>
  Object.fromEntries(
    steps.map((step) => [
      step,
      {
        target: null,
        withLowRates: null,
        withHighRates: null,
        withConfidence: null,
        withUncertainRates: null,
        actual: null,
        communities: { target: 0, actual: 0 },
      },
    ]),
  ) as unknown as Row<Counted>;

const blankActuals = (): Record<Step, Counted> =>
  Object.fromEntries(steps.map((step) => [step, null])) as unknown as Record<Step, Counted>;

/** What is not known adds nothing, and does not make known what is not. */
const sum = (left: number | null, right: number | null): number | null =>
  left === null ? right : right === null ? left : left + right;

/** Where one does not know, neither does the sum. */
const sumOfAll = (so: number | null, more: number | null, added: number): number | null =>
  more === null || (so === null && added > 0) ? null : (so ?? 0) + more;

const total = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((so, item) => so + of(item), 0);

/** Sums of money run in whole cents: 0.1 + 0.2 dollars are 0.3. */
const cents = (amount: number): number => Math.round(amount * 100);
const dollars = (amount: number): number => amount / 100;

const entry = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
};

/** In the order in which the tab lists the choices; what is none of them comes last. */
const inOrder = <T>(items: readonly T[], keyOf: (item: T) => string, choices: Record<string, string>): T[] => {
  const order = Object.keys(choices);
  const place = (item: T): number => (order.includes(keyOf(item)) ? order.indexOf(keyOf(item)) : order.length);
  return [...items].sort((left, right) => place(left) - place(right) || compare(keyOf(left), keyOf(right)));
};

/** By code units, so that the order is the same on every machine. */
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const least = (dates: readonly IsoDate[]): IsoDate | null =>
  dates.reduce<IsoDate | null>((so, date) => (so === null || date < so ? date : so), null);
const greatest = (dates: readonly IsoDate[]): IsoDate | null =>
  dates.reduce<IsoDate | null>((so, date) => (so === null || date > so ? date : so), null);
