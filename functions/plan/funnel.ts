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
export const poolsOf = (parts: readonly GoalPart[]): GoalPart[] =>
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
export const needsOf = ({ placementsDirect, placementsTrained, rates }: GoalPart): Record<StageName, Fraction> => {
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

/** The steps from a stage to the job on each route; null where the stage is not on it. */
export const stepsToJob: Record<
  StageName,
  { direct: readonly RateName[] | null; trained: readonly RateName[] | null }
> = {
  aware: {
    direct: ['awareToApplied', 'appliedToAssessed', 'assessedToMatched', 'matchedToPlaced'],
    trained: ['awareToApplied', 'appliedToAssessed', 'assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'],
  },
  applied: {
    direct: ['appliedToAssessed', 'assessedToMatched', 'matchedToPlaced'],
    trained: ['appliedToAssessed', 'assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'],
  },
  assessed: {
    direct: ['assessedToMatched', 'matchedToPlaced'],
    trained: ['assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'],
  },
  matched: { direct: ['matchedToPlaced'], trained: null },
  enrolled: { direct: null, trained: ['enrolledToCompleted', 'completedToPlaced'] },
  completed: { direct: null, trained: ['completedToPlaced'] },
  placedDirect: { direct: [], trained: null },
  placedTrained: { direct: null, trained: [] },
};

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
  const { direct, trained } = stepsToJob[stage];
  return (
    (direct === null || reached(direct, part.placementsDirect)) &&
    (trained === null || reached(trained, part.placementsTrained))
  );
};

/**
 * The funnel of a plan.
 *
 * @param plan  only what counts: rows with errors are left out before
 */
export const planFunnel = (plan: Plan): Funnel => {
  const missing = missingForFunnel(plan);
  const parts = planParts(plan);
  if (parts === null) return { all: null, segments: [], missing };
  const scope = (segment: FunnelScope['segment'], inScope: readonly PlanPart[]): FunnelScope => {
    const targets = Object.fromEntries(
      (['low', 'likely', 'high'] as const).map((scenario) => [
        scenario,
        backwardTargets(inScope.map((part) => goalPart(part, scenario))),
      ]),
    ) as Record<'low' | 'likely' | 'high', Record<StageName, number>>;
    const stages = Object.fromEntries(
      (Object.keys(targets.likely) as StageName[]).map((stage) => [
        stage,
        { target: targets.likely[stage], withLowRates: targets.low[stage], withHighRates: targets.high[stage] },
      ]),
    ) as Record<StageName, StageTarget>;
    const sum = (of: (part: PlanPart) => number): number => inScope.reduce((total, part) => total + of(part), 0);
    return {
      segment,
      placements: sum((part) => part.placementsDirect + part.placementsTrained),
      placementsDirect: sum((part) => part.placementsDirect),
      placementsTrained: sum((part) => part.placementsTrained),
      stages,
      rates: ratesFor(ratesOf(plan, 'likely'), segment),
    };
  };
  const all = scope(null, parts);
  const enrolled = all.stages.enrolled.target;
  const existing = Math.min(enrolled, existingSeats(plan));
  return {
    all: { ...all, enrolledBy: { existing, new: enrolled - existing } },
    segments: segmentParts(parts).map((part) => scope(part.segment, [part])),
    missing: [],
  };
};

/** One part of the plan's goal: a segment, or those of none. */
export interface PlanPart {
  segment: { id: string; name: string } | 'other';
  placementsDirect: number;
  placementsTrained: number;
  rates: Record<RateName, RateRange>;
}

/** A rate as the Assumptions tab has it, in basis points. */
export interface RateRange {
  low: number;
  likely: number;
  high: number;
  /** The key of the segment's name where the rate is the segment's own, else null: parts share the rates that are nobody's own. */
  ownOf: string | null;
}

/** The goal shared out over the segments, each with its rates; null where the plan does not say enough. */
export const planParts = (plan: Plan): PlanPart[] | null => {
  const { placements, directShare } = plan.goals.values;
  if (placements === null || directShare === null || missingForFunnel(plan).length > 0) return null;
  const rangesFor = rateRanges(plan);
  const groups = goalGroups(plan, placements);
  const directParts = apportion(
    directPlacements(placements, directShare),
    groups.map((group) => group.placements),
    groups.map((group) => group.placements),
  );
  return groups.map(({ segment, placements: inGroup }, index) => ({
    segment,
    placementsDirect: directParts[index]!,
    placementsTrained: inGroup - directParts[index]!,
    rates: rangesFor(segment),
  }));
};

/**
 * The rates that hold for a segment, or null: where a segment has none of its own.
 *
 * @param plan  has a rate for every step
 */
export const rateRanges = (plan: Plan): ((segment: FunnelScope['segment']) => Record<RateName, RateRange>) => {
  const rates = { low: ratesOf(plan, 'low'), likely: ratesOf(plan, 'likely'), high: ratesOf(plan, 'high') };
  return (segment) => {
    const [low, likely, high] = (['low', 'likely', 'high'] as const).map((scenario) =>
      ratesFor(rates[scenario], segment),
    ) as [Rates, Rates, Rates];
    const key = segment === null || segment === 'other' ? null : nameKey(segment.name);
    const own = key === null ? undefined : rates.likely.bySegment.get(key);
    return Object.fromEntries(
      (Object.keys(rateNames) as RateName[]).map((name) => [
        name,
        { low: low[name], likely: likely[name], high: high[name], ownOf: own?.[name] === undefined ? null : key },
      ]),
    ) as Record<RateName, RateRange>;
  };
};

/** The parts that the Funnel tab has rows of their own for: none where nobody belongs to a segment. */
export const segmentParts = (parts: readonly PlanPart[]): readonly PlanPart[] =>
  parts.length === 1 && parts[0]!.segment === 'other' ? [] : parts;

/** A part with the rates of one scenario. */
export const goalPart = (part: PlanPart, scenario: 'low' | 'likely' | 'high'): GoalPart => ({
  placementsDirect: part.placementsDirect,
  placementsTrained: part.placementsTrained,
  rates: Object.fromEntries(Object.entries(part.rates).map(([name, range]) => [name, range[scenario]])) as Rates,
});

const missingForFunnel = (plan: Plan): Said[] => {
  const { placements, directShare } = plan.goals.values;
  return [
    ...(placements === null ? [say('funnel.missing.placements', { tab: tabOf('goals') })] : []),
    ...(directShare === null ? [say('funnel.missing.directShare', { tab: tabOf('goals') })] : []),
    ...missingRates({ low: ratesOf(plan, 'low'), likely: ratesOf(plan, 'likely'), high: ratesOf(plan, 'high') }),
  ];
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

/** The overrides of the Goals tab, at the stages that they speak of. */
export const ownNumbers = (plan: Plan, funnel: Funnel): Partial<Record<StageName, number>> => {
  const { matched, aware, trainedExisting, trainedNew } = plan.goals.values;
  const planned = plannedNumbers(funnel)!;
  const enrolled =
    trainedExisting === null && trainedNew === null
      ? null
      : (trainedExisting ?? planned.trainedExisting) + (trainedNew ?? planned.trainedNew);
  return {
    ...(matched === null ? {} : { matched }),
    ...(aware === null ? {} : { aware }),
    ...(enrolled === null ? {} : { enrolled }),
  };
};
