import { backwardTargets, goalPart, type PlanPart, type RateRange } from './funnel.ts';
import { type RateName, rateNames } from './tables/assumptions.ts';

/** What one rate alone does to the people who must be made aware. */
export interface RateSwing {
  step: RateName;
  /** The segment whose own rate it is; null for everybody's. */
  segment: string | null;
  /** Basis points. */
  low: number;
  likely: number;
  high: number;
  /** People to make aware with this rate at its low or its high and all others at their likely. */
  awareIfLow: number;
  awareIfHigh: number;
}

/** Each rate's swing on outreach, the largest first; rates that are certain have none. Equal ones stand in the order of the steps. */
export const rateSwings = (parts: readonly PlanPart[]): RateSwing[] => {
  const seen = new Map<string, { step: RateName; segment: string | null; range: RateRange }>();
  for (const step of Object.keys(rateNames) as RateName[])
    for (const { segment, rates } of parts) {
      const key = `${step} ${rates[step].ownOf ?? ''}`;
      if (!seen.has(key))
        seen.set(key, {
          step,
          segment: rates[step].ownOf === null || segment === 'other' ? null : segment.name,
          range: rates[step],
        });
    }
  const aware = (step: RateName, ownOf: string | null, scenario: 'low' | 'high'): number =>
    backwardTargets(
      parts.map((part) => {
        const likely = goalPart(part, 'likely');
        return part.rates[step].ownOf === ownOf
          ? { ...likely, rates: { ...likely.rates, [step]: part.rates[step][scenario] } }
          : likely;
      }),
    ).aware;
  return [...seen.values()]
    .filter(({ range }) => range.low < range.high)
    .map(({ step, segment, range }) => ({
      step,
      segment,
      low: range.low,
      likely: range.likely,
      high: range.high,
      awareIfLow: aware(step, range.ownOf, 'low'),
      awareIfHigh: aware(step, range.ownOf, 'high'),
    }))
    .sort((a, b) => b.awareIfLow - b.awareIfHigh - (a.awareIfLow - a.awareIfHigh));
};
