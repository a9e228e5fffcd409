import type { PlanSummary } from '../plan/summary.ts';
import { type RateName, rateNames } from '../plan/tables/assumptions.ts';
import type { FoldPart } from './fold/part.ts';
import { entry, greatest, least, sumOfFractions } from './fold/sums.ts';
import {
  type Counted,
  type ForecastFigures,
  type ObservedRow,
  type People,
  type Published,
  type RollupForecast,
  type Step,
  steps,
} from './rollup.ts';

/**
 * What several communities' years come to at the pace counted in each.
 *
 * Communities' years turn out independently: what is expected adds up, and of the ranges the squares do, each side by itself, so that the
 * sum is surer in proportion than its parts; of one community the range is its own. Of observed rates the people add up; a range is given for one
 * community only, because rates differ from one community to the next by more than chance.
 */
export const forecastPart = (): FoldPart<RollupForecast> => {
  const expected: number[] = [];
  /** Squares of how far the ranges reach to either side. */
  const below: number[] = [];
  const above: number[] = [];
  const rates = new Map<RateName, RateSum>();
  let placements: Omit<ForecastFigures, 'expected' | 'low' | 'high'> | null = null;
  return {
    add: ({ forecast }) => {
      if (!forecast) return;
      const { goal, confidence, until, countedThrough } = forecast;
      expected.push(forecast.expected);
      below.push((forecast.expected - forecast.low) ** 2);
      above.push((forecast.high - forecast.expected) ** 2);
      const so: typeof placements = placements;
      placements = {
        goal: (so?.goal ?? 0) + goal,
        confidence: Math.min(so?.confidence ?? 1, confidence),
        communities: expected.length,
        until: greatest([so?.until ?? until, until])!,
        countedThrough: {
          first: least([so?.countedThrough.first ?? countedThrough, countedThrough])!,
          last: greatest([so?.countedThrough.last ?? countedThrough, countedThrough])!,
        },
      };
      for (const rate of forecast.rates) {
        const row = entry(rates, rate.step, () => ({ first: rate, moved: 0, hadTime: [] }));
        row.moved += rate.moved;
        row.hadTime.push(rate.hadTime);
      }
    },
    result: () => {
      const sum = sumOfFractions(expected);
      const isOne = expected.length === 1;
      return {
        placements: placements && {
          ...placements,
          expected: Math.round(sum),
          low: Math.round(sum - Math.sqrt(sumOfFractions(below))),
          high: Math.round(sum + Math.sqrt(sumOfFractions(above))),
        },
        rates: (Object.keys(rateNames) as RateName[]).flatMap((step) => {
          const rate = rates.get(step);
          return rate ? [observedRow(rate, isOne)] : [];
        }),
      };
    },
  };
};

interface RateSum {
  /** Of one of the communities. */
  first: NonNullable<PlanSummary['forecast']>['rates'][number];
  moved: number;
  /** One a community. */
  hadTime: number[];
}

const observedRow = ({ first, moved, hadTime: each }: RateSum, isOne: boolean): ObservedRow => {
  const hadTime = sumOfFractions(each);
  return {
    step: first.step,
    from: first.from,
    to: first.to,
    communities: each.length,
    assumed: isOne ? first.assumed : null,
    observed: {
      rate: hadTime > moved ? moved / hadTime : 1,
      range: isOne ? { low: first.low, high: first.high } : null,
      moved,
      hadTime: Math.max(moved, Math.round(hadTime)),
    },
  };
};

/** Stages at which so many communities have few people, in the whole and in some period. */
export interface FewStages {
  whole: readonly Step[];
  periods: readonly Step[];
  communities: number;
}

export const fewStagesOf = (people: People<Counted>, threshold: number): Omit<FewStages, 'communities'> => {
  const isFew = (count: Counted): boolean => count !== null && count > 0 && count < threshold;
  return {
    whole: steps.filter((stage) => isFew(people.whole[stage].actual)),
    periods: steps.filter((stage) => people.periods.some(({ actuals }) => isFew(actuals[stage]))),
  };
};

/**
 * Hides the forecast and the observed rates from which counts of people could be worked out that are hidden.
 *
 * A forecast rests on all that is counted at the stages of the whole, a rate on its two stages, period by period: each is hidden where any of
 * that is. And where exactly one community would hide it on its own page, because the sum less what the others publish is that one's.
 *
 * @param people   as published
 * @param few  where communities have few people, by their own thresholds; of a single community's own page []
 */
export const hideForecast = (
  { placements, rates }: RollupForecast,
  people: People<Published>,
  few: readonly FewStages[],
): RollupForecast => {
  const anyHidden = (stages: readonly Step[], withPeriods: boolean): boolean =>
    stages.some(
      (stage) =>
        people.whole[stage].actual === 'hidden' ||
        (withPeriods && people.periods.some(({ actuals }) => actuals[stage] === 'hidden')),
    );
  const oneHides = (stages: readonly Step[], withPeriods: boolean): boolean =>
    few
      .filter(({ whole, periods }) =>
        stages.some((stage) => whole.includes(stage) || (withPeriods && periods.includes(stage))),
      )
      .reduce((sum, { communities }) => sum + communities, 0) === 1;
  const hides = (stages: readonly Step[], withPeriods: boolean): boolean =>
    anyHidden(stages, withPeriods) || oneHides(stages, withPeriods);
  return {
    placements: placements && hides(Object.keys(people.whole) as Step[], false) ? 'hidden' : placements,
    rates: rates.map((row) => (hides([row.from, row.to], true) ? { ...row, observed: 'hidden' } : row)),
  };
};
