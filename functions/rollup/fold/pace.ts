import { daysBetween, type IsoDate } from '../../plan/date.ts';
import type { PlanSummary } from '../../plan/summary.ts';
import type { Pace } from '../rollup.ts';
import type { FoldPart } from './part.ts';
import { greatest, least, sumOfFractions } from './sums.ts';

/**
 * Rests on the plans' own dates and not on today's, so that the same data gives the same answer tomorrow. A community without a goal, a plan year
 * or counted placements has no part in it.
 */
export const pacePart = (): FoldPart<Pace | null> => {
  const expected: number[] = [];
  let goal = 0;
  let first: IsoDate | null = null;
  let last: IsoDate | null = null;
  return {
    add: (summary) => {
      const own = evenPaceOf(summary);
      if (own === null) return;
      expected.push(own.expected);
      goal += own.goal;
      first = least(first === null ? [own.through] : [first, own.through]);
      last = greatest(last === null ? [own.through] : [last, own.through]);
    },
    result: () =>
      first === null || last === null
        ? null
        : {
            expected: sumOfFractions(expected),
            goal,
            communities: expected.length,
            countedThrough: { first, last },
          },
  };
};

/** Of one community: people who would have been placed on the last day that is counted, not rounded. */
export const evenPaceOf = ({
  goals,
  community,
  periods,
}: PlanSummary): { expected: number; goal: number; through: IsoDate } | null => {
  const { yearStart, yearEnd } = community;
  const through = greatest(
    periods.flatMap(({ to, actuals }) => ((actuals.placedDirect ?? actuals.placedTrained) === null ? [] : [to])),
  );
  if (goals.placements === null || yearStart === null || yearEnd === null || through === null) return null;
  const days = daysBetween(yearStart, yearEnd) + 1;
  if (days <= 0) return null;
  const daysSoFar = Math.min(days, Math.max(0, daysBetween(yearStart, through) + 1));
  return { expected: (goals.placements * daysSoFar) / days, goal: goals.placements, through };
};
