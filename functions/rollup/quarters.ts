import { type PeriodRow, type Published, type QuarterGoal, type QuarterRow, type Step, steps } from './rollup.ts';

/**
 * Gives quarters what was counted in the periods that lie within them, and within the plan year so far.
 *
 * Of published periods the quarters say nothing that the periods do not: one that is hidden hides its quarter. Where plan years differ, a
 * period cannot be told to belong to one quarter and not to another's, so that nothing is said.
 *
 * @param quarters  in order
 */
export const withActuals = <Count extends Published>(
  quarters: readonly QuarterGoal[],
  periods: readonly PeriodRow<Count>[],
): QuarterRow<Count | null>[] =>
  quarters.map((quarter, index) => {
    const actuals = countedWithin(quarter.from, quarter.to, quarters.length > 4 ? [] : periods);
    return {
      ...quarter,
      actual: actuals.placed,
      actuals,
      toDate: {
        target: quarters.slice(0, index + 1).reduce((so, { target }) => so + target, 0),
        actuals: countedWithin(quarters[0]!.from, quarter.to, quarters.length > 4 ? [] : periods),
      },
    };
  });

const countedWithin = <Count extends Published>(
  first: string,
  last: string,
  periods: readonly PeriodRow<Count>[],
): Record<Step, Count | null> => {
  const within = periods.filter(({ from, to }) => from >= first && to <= last);
  return Object.fromEntries(
    steps.map((step) => [step, within.reduce<Count | null>((sum, { actuals }) => added(sum, actuals[step]), null)]),
  ) as Record<Step, Count | null>;
};

const added = <Count extends Published>(sum: Count | null, count: Count): Count | null => {
  if (sum === 'hidden' || count === null) return sum;
  if (sum === null || count === 'hidden') return count;
  return ((sum as number) + (count as number)) as Count;
};
