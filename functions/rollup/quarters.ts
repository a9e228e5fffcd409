import type { PeriodRow, Published, QuarterRow } from './rollup.ts';

/**
 * Gives quarters the placements of the periods that lie within them.
 *
 * Of published periods the quarters say nothing that the periods do not: one that is hidden hides its quarter. Where plan years differ, a
 * period cannot be told to belong to one quarter and not to another's, so that nothing is said.
 */
export const withActuals = <Count extends Published>(
  quarters: readonly Omit<QuarterRow<Count>, 'actual'>[],
  periods: readonly PeriodRow<Count>[],
): QuarterRow<Count | null>[] =>
  quarters.map((quarter) => ({
    ...quarter,
    actual:
      quarters.length > 4
        ? null
        : periods
            .filter(({ from, to }) => from >= quarter.from && to <= quarter.to)
            .reduce<Count | null>((sum, { actuals }) => added(sum, actuals.placed), null),
  }));

const added = <Count extends Published>(sum: Count | null, count: Count): Count | null => {
  if (sum === 'hidden' || count === null) return sum;
  if (sum === null || count === 'hidden') return count;
  return ((sum as number) + (count as number)) as Count;
};
