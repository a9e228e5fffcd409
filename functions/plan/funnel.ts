import { apportion } from './apportion.ts';
import { add, ceiling, compare, divide, type Fraction, fraction, larger, multiply, ZERO } from './fraction.ts';
import { all as listOf, optionOf, quoted, type Said, say, tabOf } from './messages/said.ts';
import type { Plan } from './plan.ts';
import { type RateName, rateNames } from './tables/assumptions.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import { nameKey } from './text.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';

/** Targets by stage for the whole plan and for each segment; null where the plan does not say enough to work them out. */
export interface Funnel {
  all: FunnelScope | null;
  /** One for each segment with a goal, then the others, where there are any; [] where the plan has no segments. */
  segments: FunnelScope[];
  /** What is missing where `all` is null: "the placements goal (Goals)". */
  missing: Said[];
}

export interface FunnelScope {
  /** null: the whole plan; `other`: placements that belong to no segment of the Segments tab. */
  segment: { id: string; name: string } | 'other' | null;
  placements: number;
  placementsDirect: number;
  placementsTrained: number;
  /** People needed at each stage, whole. */
  stages: Record<StageName, StageTarget>;
  /** Of those enrolled, who fit the seats of existing programs, and who do not; the whole plan only. */
  enrolledBy?: { existing: number; new: number };
  /** The likely rates used, in basis points; of the whole plan those that hold where a segment has none of its own. */
  rates: Rates;
}

export interface StageTarget {
  /** With likely rates. */
  target: number;
  /** With every rate at its low: the most people. */
  withLowRates: number;
  /** With every rate at its high: the fewest people. */
  withHighRates: number;
}

/** Rates in basis points, 1 to 10,000. */
export type Rates = Record<RateName, number>;

/** One part of the placements goal: people who share the same rates. */
export interface GoalPart {
  placementsDirect: number;
  placementsTrained: number;
  rates: Rates;
}

/**
 * Works backwards from a goal to the people needed at each stage, exactly.
 *
 * A stage's need is its placements over the product of the rates from there to the job, each from the goal itself: rounding is done once,
 * up, at the end. The two routes draw on one pool of assessed people, so the stages before the split need what the hungrier route needs.
 * Parts with the same rates share a pool. Those with rates of their own have a pool of their own, because nobody can be in two segments;
 * pools add up as fractions before the rounding.
 *
 * @param parts  whole placements, not negative; rates of 1 to 10,000 basis points
 * @returns the fewest people with whom the goal is reached; 0 where there is no goal
 * Source: DESIGN section 7; rounding up once is our choice, rounding at each stage would ask for more people than are needed.
 */
export const backwardTargets = (parts: readonly GoalPart[]): Record<StageName, number> => {
  const needs = poolsOf(parts).map(needsOf);
  return Object.fromEntries(
    (Object.keys(stageNames) as StageName[]).map((stage) => [
      stage,
      ceiling(needs.reduce((sum, ofPool) => add(sum, ofPool[stage]), ZERO)),
    ]),
  ) as Record<StageName, number>;
};

/**
 * The exact need of each pool of people at each stage, by either route alone. A stage that both routes pass needs the larger of the two, and a part of a
 * route's placements, for instance those of the first months, the same part of its need.
 */
export const routeNeeds = (
  parts: readonly GoalPart[],
): { direct: Record<StageName, Fraction>; trained: Record<StageName, Fraction> }[] =>
  poolsOf(parts).map((pool) => ({
    direct: needsOf({ ...pool, placementsTrained: 0 }),
    trained: needsOf({ ...pool, placementsDirect: 0 }),
  }));

/** Parts with the same rates taken together. */
const poolsOf = (parts: readonly GoalPart[]): GoalPart[] =>
  [
    ...Map.groupBy(parts, ({ rates }) =>
      (Object.keys(rateNames) as RateName[]).map((name) => rates[name]).join(' '),
    ).values(),
  ].map((alike) => ({
    placementsDirect: alike.reduce((sum, part) => sum + part.placementsDirect, 0),
    placementsTrained: alike.reduce((sum, part) => sum + part.placementsTrained, 0),
    rates: alike[0]!.rates,
  }));

/** The exact need of one pool at each stage. */
const needsOf = ({ placementsDirect, placementsTrained, rates }: GoalPart): Record<StageName, Fraction> => {
  const before = (need: Fraction, step: RateName): Fraction => divide(need, rate(rates[step]));
  const placedDirect = fraction(placementsDirect);
  const matched = before(placedDirect, 'matchedToPlaced');
  const placedTrained = fraction(placementsTrained);
  const completed = before(placedTrained, 'completedToPlaced');
  const enrolled = before(completed, 'enrolledToCompleted');
  const assessed = larger(before(matched, 'assessedToMatched'), before(enrolled, 'assessedToEnrolled'));
  const applied = before(assessed, 'appliedToAssessed');
  const aware = before(applied, 'awareToApplied');
  return { aware, applied, assessed, matched, enrolled, completed, placedDirect, placedTrained };
};

const rate = (basisPoints: number): Fraction => fraction(basisPoints, WHOLE_IN_BASIS_POINTS);

/**
 * Runs forward: whether this many people at a stage reach the placements that hang on it, when everybody moves on at the given rates.
 * The mirror image of backwardTargets for one part, used to hold it to its word.
 */
export const reachesGoal = (people: number, stage: StageName, part: GoalPart): boolean => {
  const reached = (steps: readonly RateName[], goal: number): boolean =>
    compare(
      steps.reduce<Fraction>((left, step) => multiply(left, rate(part.rates[step])), fraction(people)),
      fraction(goal),
    ) >= 0;
  const before: RateName[] =
    ({ aware: ['awareToApplied', 'appliedToAssessed'], applied: ['appliedToAssessed'] }[
      stage as 'aware'
    ] as RateName[]) ?? [];
  const direct: Partial<Record<StageName, RateName[]>> = {
    aware: [...before, 'assessedToMatched', 'matchedToPlaced'],
    applied: [...before, 'assessedToMatched', 'matchedToPlaced'],
    assessed: ['assessedToMatched', 'matchedToPlaced'],
    matched: ['matchedToPlaced'],
    placedDirect: [],
  };
  const trained: Partial<Record<StageName, RateName[]>> = {
    aware: [...before, 'assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'],
    applied: [...before, 'assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'],
    assessed: ['assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'],
    enrolled: ['enrolledToCompleted', 'completedToPlaced'],
    completed: ['completedToPlaced'],
    placedTrained: [],
  };
  return (
    (!direct[stage] || reached(direct[stage], part.placementsDirect)) &&
    (!trained[stage] || reached(trained[stage], part.placementsTrained))
  );
};

/**
 * The funnel of a plan.
 *
 * @param plan  only what counts: rows with errors are left out before
 */
export const planFunnel = (plan: Plan): Funnel => {
  const { placements, directShare } = plan.goals.values;
  const rates = { low: ratesOf(plan, 'low'), likely: ratesOf(plan, 'likely'), high: ratesOf(plan, 'high') };
  const missing = [
    ...(placements === null ? [say('funnel.missing.placements', { tab: tabOf('goals') })] : []),
    ...(directShare === null ? [say('funnel.missing.directShare', { tab: tabOf('goals') })] : []),
    ...missingRates(rates),
  ];
  if (placements === null || directShare === null || missing.length > 0) return { all: null, segments: [], missing };

  const scenarios = Object.entries(rates) as ['low' | 'likely' | 'high', PlanRates][];
  const groups = goalGroups(plan, placements);
  const direct = directPlacements(placements, directShare);
  const directParts = apportion(
    direct,
    groups.map((group) => group.placements),
    groups.map((group) => group.placements),
  );
  const parts = groups.map((group, index) => ({ ...group, direct: directParts[index]! }));
  const part = (group: (typeof parts)[number], scenario: PlanRates): GoalPart => ({
    placementsDirect: group.direct,
    placementsTrained: group.placements - group.direct,
    rates: ratesFor(scenario, group.segment),
  });
  const scope = (segment: FunnelScope['segment'], inScope: typeof parts): FunnelScope => {
    const targets = Object.fromEntries(
      scenarios.map(([name, scenario]) => [name, backwardTargets(inScope.map((group) => part(group, scenario)))]),
    ) as Record<'low' | 'likely' | 'high', Record<StageName, number>>;
    const stages = Object.fromEntries(
      (Object.keys(targets.likely) as StageName[]).map((stage) => [
        stage,
        { target: targets.likely[stage], withLowRates: targets.low[stage], withHighRates: targets.high[stage] },
      ]),
    ) as Record<StageName, StageTarget>;
    const sum = (of: (group: (typeof parts)[number]) => number): number =>
      inScope.reduce((total, group) => total + of(group), 0);
    return {
      segment,
      placements: sum((group) => group.placements),
      placementsDirect: sum((group) => group.direct),
      placementsTrained: sum((group) => group.placements - group.direct),
      stages,
      rates: ratesFor(rates.likely, segment),
    };
  };
  const all = scope(null, parts);
  const enrolled = all.stages.enrolled.target;
  const existing = Math.min(enrolled, existingSeats(plan));
  return {
    all: { ...all, enrolledBy: { existing, new: enrolled - existing } },
    segments:
      groups.length === 1 && groups[0]!.segment === 'other' ? [] : parts.map((group) => scope(group.segment, [group])),
    missing: [],
  };
};

/** Direct and trained placements add up to the goal; the half of a person goes to direct match, as the first of the two. */
const directPlacements = (placements: number, directShare: number): number =>
  apportion(placements, [directShare, WHOLE_IN_BASIS_POINTS - directShare])[0]!;

interface GoalGroup {
  segment: { id: string; name: string } | 'other';
  placements: number;
}

/**
 * Shares the goal out over the segments: those with a number have it, those with a share get it by largest remainder, and what is left
 * over belongs to others. Goals beyond the whole are cut from the last segments on (a check says that they are too many).
 */
const goalGroups = (plan: Plan, placements: number): GoalGroup[] => {
  const withGoal = plan.segments.filter((row) => row.values.placements !== null || row.values.share !== null);
  const shares = withGoal.map((row) => (row.values.placements === null ? row.values.share! : 0));
  const sharesTotal = shares.reduce((sum, share) => sum + share, 0);
  // The share that no segment claims takes part in the apportionment, so that the parts come to the whole.
  const byShare = apportion(placements, [...shares, Math.max(0, WHOLE_IN_BASIS_POINTS - sharesTotal)]);
  let left = placements;
  const groups: GoalGroup[] = withGoal.map((row, index) => {
    const wanted = row.values.placements ?? (shares[index] === 0 ? 0 : byShare[index]!);
    const given = Math.min(wanted, left);
    left -= given;
    return { segment: { id: row.id, name: row.values.name ?? '' }, placements: given };
  });
  return left > 0 || groups.length === 0 ? [...groups, { segment: 'other', placements: left }] : groups;
};

interface PlanRates {
  base: Partial<Rates>;
  bySegment: Map<string, Partial<Rates>>;
}

const ratesOf = (plan: Plan, scenario: 'low' | 'likely' | 'high'): PlanRates => {
  const rates: PlanRates = { base: {}, bySegment: new Map() };
  for (const { values, invalid } of plan.assumptions) {
    const value = values[scenario];
    // Whose rate it is cannot be told while the segments' column is gone.
    if (values.rate === null || value === null || invalid.includes('segment')) continue;
    const key = values.segment === null ? null : nameKey(values.segment);
    const target = key === null ? rates.base : (rates.bySegment.get(key) ?? {});
    target[values.rate] ??= value;
    if (key !== null) rates.bySegment.set(key, target);
  }
  return rates;
};

const ratesFor = (rates: PlanRates, segment: FunnelScope['segment']): Rates => ({
  ...(rates.base as Rates),
  ...(segment !== null && segment !== 'other' ? rates.bySegment.get(nameKey(segment.name)) : undefined),
});

const missingRates = (rates: Record<'low' | 'likely' | 'high', PlanRates>): Said[] => {
  const missing = (Object.keys(rateNames) as RateName[]).filter((name) =>
    Object.values(rates).some((scenario) => scenario.base[name] === undefined),
  );
  return missing.length === 0
    ? []
    : [
        say('funnel.missing.rates', {
          rates: listOf(missing.map((name) => quoted(optionOf('assumptions', 'rate', name)))),
          tab: tabOf('assumptions'),
        }),
      ];
};

const existingSeats = (plan: Plan): number =>
  plan.programs.reduce((seats, { values }) => seats + (values.existing === 'existing' ? (values.seats ?? 0) : 0), 0);

/** The numbers that the Goals tab shows as worked out, by its fields; null where the funnel is not known. */
export const plannedNumbers = (
  funnel: Funnel,
): Record<'matched' | 'trainedExisting' | 'trainedNew' | 'aware', number> | null =>
  funnel.all && {
    matched: funnel.all.stages.matched.target,
    trainedExisting: funnel.all.enrolledBy?.existing ?? 0,
    trainedNew: funnel.all.enrolledBy?.new ?? 0,
    aware: funnel.all.stages.aware.target,
  };
