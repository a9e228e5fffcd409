import type { PlanSummary } from '../plan/summary.ts';
import { type RateName, rateNames } from '../plan/tables/assumptions.ts';
import { isFew } from './disclosure/table.ts';
import type { FoldPart } from './fold/part.ts';
import { entry, greatest, least, sumOfFractions } from './fold/sums.ts';
import {
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

/** At which stages communities hide a count of everybody on their own pages, in all or of a period. */
export class HiddenStages {
  readonly #communities = new Map<string, { stages: ReadonlySet<Step>; communities: number }>();

  add(page: People<Published>): void {
    const stages = hiddenStagesOf(page);
    const key = [...stages].join();
    const so = this.#communities.get(key);
    if (so) so.communities++;
    else this.#communities.set(key, { stages, communities: 1 });
  }

  /** How many communities hide any of these stages. */
  communitiesHiding(stages: readonly Step[]): number {
    return [...this.#communities.values()].reduce(
      (sum, each) => (stages.some((stage) => each.stages.has(stage)) ? sum + each.communities : sum),
      0,
    );
  }
}

const hiddenStagesOf = ({ whole, periods }: People<Published>): ReadonlySet<Step> =>
  new Set(
    steps.filter(
      (step) => whole[step].actual === 'hidden' || periods.some(({ actuals }) => actuals[step] === 'hidden'),
    ),
  );

/**
 * Hides the forecast and the observed rates from which counts of people could be worked out that are hidden.
 *
 * A forecast rests on all that is counted at the stages of the whole, a rate on its two stages, period by period: each is hidden where any of
 * that is. And where exactly one community hides it on its own page, because the sum less what the others publish is that one's. A rate is hidden as well
 * where those who had the time are fewer than the threshold, or where few of them have moved on, or all but few.
 *
 * @param people  as published
 * @param own     of the communities' own pages; nothing where the rollup is one of these
 */
export const hideForecast = (
  { placements, rates }: RollupForecast,
  people: People<Published>,
  own: HiddenStages,
  threshold: number,
): RollupForecast => {
  const hidden = hiddenStagesOf(people);
  const hides = (stages: readonly Step[]): boolean =>
    stages.some((stage) => hidden.has(stage)) || own.communitiesHiding(stages) === 1;
  const isOfFew = ({ observed }: ObservedRow): boolean =>
    observed !== 'hidden' &&
    (observed.hadTime < threshold ||
      isFew(observed.moved, threshold) ||
      isFew(observed.hadTime - observed.moved, threshold));
  return {
    placements: placements && hides(steps) ? 'hidden' : placements,
    rates: rates.map((row) => (hides([row.from, row.to]) || isOfFew(row) ? { ...row, observed: 'hidden' } : row)),
  };
};
