import { daysBetween, type IsoDate } from '../../plan/date.ts';
import type { PlanSummary } from '../../plan/summary.ts';
import type { Pace } from '../rollup.ts';
import { greatest, least } from './sums.ts';

/**
 * Rests on the plans' own dates and not on today's, so that the same data gives the same answer tomorrow. A community without a goal, a plan year
 * or counted placements has no part in it.
 */
export const foldPace = (summaries: readonly PlanSummary[]): Pace | null => {
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
