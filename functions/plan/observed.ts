import { assumedPrior, type Belief, type Evidence, middleOf, NOTHING_KNOWN, shareBelief } from './belief.ts';
import { addDays, type IsoDate } from './date.ts';
import type { RateRange } from './funnel.ts';
import type { Span } from './quarters.ts';
import { type Leg, routeStages, type StageFlow, stepsBetween } from './stage-flow.ts';
import { type RateName, rateNames } from './tables/assumptions.ts';
import type { StageName } from './tables/progress.ts';

/** A rate as assumed, and as it turns out. */
export interface StepRate {
  step: RateName;
  from: StageName;
  to: StageName;
  /** As the Assumptions tab has it. */
  assumed: RateRange;
  /** Null where the counts do not say it; `why` tells. */
  observed: ObservedRate | null;
  why: 'counted' | 'notCounted' | 'notTogether' | 'noTime';
  /** With what the forecast goes on: the assumption as the counts have changed it. */
  used: number;
}

/** Whatever the rate may be, by the assumption and the counts together; its mean is the one used. */
export interface LearnedRate extends StepRate {
  belief: Belief;
}

/** Shares from 0 to 1. */
export interface ObservedRate {
  rate: number;
  /** The range in which the rate is with the community's confidence, by these counts alone. */
  low: number;
  high: number;
  /** People who moved on. */
  moved: number;
  /** People who had the time to; of those who had part of it, as many as move on in that part. Not whole. */
  hadTime: number;
  /** The last day on which both stages were counted. */
  through: IsoDate;
}

/**
 * What the counts of two neighbouring stages say of the rate between them: people who moved on, of those who had the time to.
 *
 * Who is still within the step's time is no failure yet: they count by as much of their time as is over (`StageFlow` says how it passes). Somebody who
 * moved on counts whole, so that more may have moved on than had the time; the rate is then 100%, and the range says how little that means.
 * How many moved on is a sum of binomial numbers, one for each length of time, taken as the binomial one with the same mean and variance.
 *
 * Counts are compared as far as both stages have been counted, in the same periods: where one is blank and the other is not, before that, who is
 * missing is not known, and nothing is said.
 *
 * @param assumed     of each step, in basis points
 * @param confidence  of the ranges, basis points
 */
export const stepRates = (
  flow: StageFlow,
  year: Span,
  assumed: Readonly<Record<RateName, RateRange>>,
  confidence: number,
): Record<RateName, LearnedRate> =>
  Object.fromEntries(
    (Object.keys(rateNames) as RateName[]).map((step): [RateName, LearnedRate] => {
      const leg = legOf(step);
      const { evidence, through, why } = evidenceOf(flow, leg);
      const belief = shareBelief(assumedPrior(assumed[step]), evidence ?? { people: 0, hadTime: 0, moved: 0 });
      return [
        step,
        {
          step,
          from: leg.from,
          to: leg.to,
          assumed: assumed[step],
          observed:
            evidence && why === 'counted' ? observedIn(evidence, addDays(year.from, through), confidence) : null,
          why,
          used: belief.mean,
          belief,
        },
      ];
    }),
  ) as Record<RateName, LearnedRate>;

/** A step by itself. The routes part after assessed: steps before are on both, and the same. */
const legOf = (step: RateName): Leg => {
  for (const route of ['direct', 'trained'] as const) {
    const stages = routeStages[route];
    for (const [index, from] of stages.slice(0, -1).entries()) {
      const to = stages[index + 1]!;
      const steps = stepsBetween(route, from, to);
      if (steps[0] === step) return { route, from, to, steps };
    }
  }
  throw new RangeError(`No route takes the step ${step}.`);
};

const evidenceOf = (
  flow: StageFlow,
  { from, to, steps }: Leg,
): { evidence: Evidence | null; through: number; why: StepRate['why'] } => {
  const [before, after] = [flow.counts[from], flow.counts[to]];
  if (!before || !after || flow.missingWindows(steps).length > 0)
    return { evidence: null, through: -1, why: 'notCounted' };
  const through = Math.min(before.through, after.through);
  const together =
    before.covered.subarray(0, through + 1).every((covered, day) => covered === after.covered[day]) &&
    after.arrivals.every((period) => period.to <= through || period.from > through);
  if (!together) return { evidence: null, through, why: 'notTogether' };
  const moved = after.arrivals.reduce((sum, period) => (period.to <= through ? sum + period.people : sum), 0);
  const { sum, squares } = flow.elapsed(before.arrivals, steps[0]!, through);
  // Sums of parts of days: 8 people who had all their time are 8, not 7.999….
  const hadTime = Math.round(sum * 1e9) / 1e9;
  // Each moved on with a chance of their own, by their time: as many with the same chance vary as much.
  const alike = squares > 0 ? hadTime ** 2 / squares : 0;
  const evidence = { people: Math.max(alike, moved), hadTime, moved };
  return { evidence, through, why: Math.max(evidence.hadTime, evidence.moved) < 1 ? 'noTime' : 'counted' };
};

const observedIn = (evidence: Evidence, through: IsoDate, confidence: number): ObservedRate => {
  const { moved, hadTime } = evidence;
  const rate = moved >= hadTime ? 1 : moved / hadTime;
  const { low, high } = middleOf(shareBelief(NOTHING_KNOWN, evidence), confidence);
  return {
    rate,
    // Where nobody moved on, or everybody did, the range goes to that end (Brown, Cai and DasGupta, section 4.1.1).
    low: moved === 0 ? 0 : Math.min(low, rate),
    high: moved >= hadTime ? 1 : Math.max(high, rate),
    moved,
    hadTime,
    through,
  };
};
