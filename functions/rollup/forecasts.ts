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

/** What several communities' years come to at the pace counted in each, and at which rates. */
export const forecastPart = (): FoldPart<RollupForecast> => {
  const placements = placementsPart();
  const rates = ratesPart();
  return {
    add: (summary) => {
      if (!summary.forecast) return;
      placements.add(summary.forecast);
      rates.add(summary.forecast);
    },
    result: () => ({ placements: placements.result(), rates: rates.result() }),
  };
};

type OwnForecast = NonNullable<PlanSummary['forecast']>;

/**
 * Communities' years turn out independently: what is expected adds up, and of the ranges the squares do, each side by itself, so that the
 * sum is surer in proportion than its parts; of one community the range is its own.
 */
const placementsPart = () => {
  const expected: number[] = [];
  /** Squares of how far the ranges reach to either side. */
  const below: number[] = [];
  const above: number[] = [];
  let about: Omit<ForecastFigures, 'expected' | 'low' | 'high'> | null = null;
  return {
    /** @param isFromTotals  whether what is said of the placements is */
    add: (forecast: OwnForecast, isFromTotals = false): void => {
      const { goal, confidence, until, countedThrough } = forecast;
      expected.push(forecast.expected);
      below.push((forecast.expected - forecast.low) ** 2);
      above.push((forecast.high - forecast.expected) ** 2);
      const so: typeof about = about;
      about = {
        goal: (so?.goal ?? 0) + goal,
        confidence: Math.min(so?.confidence ?? 1, confidence),
        communities: expected.length,
        fromTotals: (so?.fromTotals ?? 0) + (isFromTotals ? 1 : 0),
        until: greatest([so?.until ?? until, until])!,
        countedThrough: {
          first: least([so?.countedThrough.first ?? countedThrough, countedThrough])!,
          last: greatest([so?.countedThrough.last ?? countedThrough, countedThrough])!,
        },
      };
    },
    result: (): ForecastFigures | null => {
      const sum = sumOfFractions(expected);
      return (
        about && {
          ...about,
          expected: Math.round(sum),
          low: Math.round(sum - Math.sqrt(sumOfFractions(below))),
          high: Math.round(sum + Math.sqrt(sumOfFractions(above))),
        }
      );
    },
  };
};

/** Of observed rates the people add up; a range is given for one community only, because rates differ from one community to the next by more than chance. */
const ratesPart = () => {
  const rates = new Map<RateName, RateSum>();
  let communities = 0;
  return {
    add: (forecast: OwnForecast): void => {
      communities++;
      for (const rate of forecast.rates) {
        const row = entry(rates, rate.step, () => ({ first: rate, moved: 0, hadTime: [] }));
        row.moved += rate.moved;
        row.hadTime.push(rate.hadTime);
      }
    },
    result: (): ObservedRow[] =>
      (Object.keys(rateNames) as RateName[]).flatMap((step) => {
        const rate = rates.get(step);
        return rate ? [observedRow(rate, communities === 1)] : [];
      }),
  };
};

interface RateSum {
  /** Of one of the communities. */
  first: OwnForecast['rates'][number];
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
 * The forecasts of communities as far as each follows from what the community's own page shows, so that neither it nor any sum of such tells more than these
 * pages do: the exact one where the page shows all that it rests on, in all and by period; else the one from totals where it shows these. The others are
 * left out.
 */
export class ShownPlacements {
  readonly #placements = placementsPart();
  #leftOut = 0;

  /** @param page  the community's own, as published */
  add({ forecast }: PlanSummary, page: People<Published>): void {
    if (!forecast) return;
    const { fromTotals } = forecast;
    if (hiddenStagesOf(page).size === 0) this.#placements.add(forecast);
    else if (fromTotals?.restsOn.every((step) => page.whole[step].actual !== 'hidden'))
      this.#placements.add({ ...forecast, ...fromTotals }, true);
    else this.#leftOut++;
  }

  result(): RollupForecast['placements'] {
    return this.#placements.result() ?? (this.#leftOut > 0 ? 'hidden' : null);
  }
}

/**
 * Hides the observed rates from which counts of people could be worked out that are hidden.
 *
 * A rate rests on its two stages, period by period: it is hidden where any of that is. And where exactly one community hides it on its own page, because the
 * sum less what the others publish is that one's. It is hidden as well where those who had the time are fewer than the threshold, or where few of them have
 * moved on, or all but few.
 *
 * @param people  as published
 * @param own     of the communities' own pages; nothing where the rollup is one of these
 */
export const hideRates = (
  rates: readonly ObservedRow[],
  people: People<Published>,
  own: HiddenStages,
  threshold: number,
): ObservedRow[] => {
  const hidden = hiddenStagesOf(people);
  const hides = (stages: readonly Step[]): boolean =>
    stages.some((stage) => hidden.has(stage)) || own.communitiesHiding(stages) === 1;
  const isOfFew = ({ observed }: ObservedRow): boolean =>
    observed !== 'hidden' &&
    (observed.hadTime < threshold ||
      isFew(observed.moved, threshold) ||
      isFew(observed.hadTime - observed.moved, threshold));
  return rates.map((row) => (hides([row.from, row.to]) || isOfFew(row) ? { ...row, observed: 'hidden' } : row));
};
