import type { PlanSummary } from '../plan/summary.ts';
import { type RateName, rateNames } from '../plan/tables/assumptions.ts';
import type { Counted, ForecastFigures, ObservedRow, People, Published, RollupForecast, Step } from './rollup.ts';

/**
 * What several communities' years come to at the pace counted in each.
 *
 * Communities' years turn out independently: what is expected adds up, and of the ranges the squares do, each side by itself, so that the
 * sum is surer in proportion than its parts; of one community the range is its own. Of observed rates the people add up; a range is given for one
 * community only, because rates differ from one community to the next by more than chance.
 */
export const foldForecast = (summaries: readonly PlanSummary[]): RollupForecast => {
  const forecasts = summaries.flatMap(({ forecast }) => forecast ?? []);
  const only = forecasts.length === 1 ? forecasts[0]! : null;
  return {
    placements: forecasts.length === 0 ? null : placementsOf(forecasts),
    rates: (Object.keys(rateNames) as RateName[]).flatMap((step): ObservedRow[] => {
      const of = forecasts.flatMap(({ rates }) => rates.filter((rate) => rate.step === step));
      if (of.length === 0) return [];
      const [moved, hadTime] = [total(of.map((each) => each.moved)), total(of.map((each) => each.hadTime))];
      const [one] = of;
      return [
        {
          step,
          from: one!.from,
          to: one!.to,
          communities: of.length,
          assumed: only && one!.assumed,
          observed: {
            rate: hadTime > moved ? moved / hadTime : 1,
            range: only && { low: one!.low, high: one!.high },
            moved,
            hadTime: Math.max(moved, Math.round(hadTime)),
          },
        },
      ];
    }),
  };
};

type SummaryForecast = NonNullable<PlanSummary['forecast']>;

const placementsOf = (forecasts: readonly SummaryForecast[]): ForecastFigures => {
  const expected = total(forecasts.map((each) => each.expected));
  const side = (of: (each: SummaryForecast) => number): number => Math.hypot(...forecasts.map(of));
  const days = forecasts.map(({ countedThrough }) => countedThrough).sort();
  return {
    expected: Math.round(expected),
    low: Math.round(expected - side((each) => each.expected - each.low)),
    high: Math.round(expected + side((each) => each.high - each.expected)),
    goal: total(forecasts.map(({ goal }) => goal)),
    confidence: Math.min(...forecasts.map(({ confidence }) => confidence)),
    communities: forecasts.length,
    until: forecasts
      .map(({ until }) => until)
      .sort()
      .at(-1)!,
    countedThrough: { first: days[0]!, last: days.at(-1)! },
  };
};

/**
 * Hides the forecast and the observed rates from which counts of people could be worked out that are hidden.
 *
 * A forecast rests on all that is counted at the stages of the whole, a rate on its two stages, period by period: each is hidden where any of
 * that is. And where exactly one community would hide it on its own page, because the sum less what the others publish is that one's.
 *
 * @param people   as published
 * @param members  each community's own counts with its own threshold; of a single community's own page none
 */
export const hideForecast = (
  { placements, rates }: RollupForecast,
  people: People<Published>,
  members: readonly { people: People<Counted>; threshold: number }[],
): RollupForecast => {
  const anyHidden = (stages: readonly Step[], withPeriods: boolean): boolean =>
    stages.some(
      (stage) =>
        people.whole[stage].actual === 'hidden' ||
        (withPeriods && people.periods.some(({ actuals }) => actuals[stage] === 'hidden')),
    );
  const oneHides = (stages: readonly Step[], withPeriods: boolean): boolean =>
    members.filter(({ people: own, threshold }) => {
      const isFew = (count: Counted): boolean => count !== null && count > 0 && count < threshold;
      return stages.some(
        (stage) =>
          isFew(own.whole[stage].actual) || (withPeriods && own.periods.some(({ actuals }) => isFew(actuals[stage]))),
      );
    }).length === 1;
  const hides = (stages: readonly Step[], withPeriods: boolean): boolean =>
    anyHidden(stages, withPeriods) || oneHides(stages, withPeriods);
  return {
    placements: placements && hides(Object.keys(people.whole) as Step[], false) ? 'hidden' : placements,
    rates: rates.map((row) => (hides([row.from, row.to], true) ? { ...row, observed: 'hidden' } : row)),
  };
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
