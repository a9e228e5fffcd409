import type { CellSource } from './cell-names.ts';
import type { Plan, RowOf } from './plan.ts';
import type { RateName } from './tables/assumptions.ts';
import type { StageName } from './tables/progress.ts';
import { nameKey } from './text.ts';

/** Cells of the rates of some steps: a segment's own where it has one, else everybody's. */
export const rateCells = (
  plan: Plan,
  steps: readonly RateName[],
  segment: string | null,
  fields: readonly ('low' | 'likely' | 'high' | 'windowDays')[],
): CellSource[] => {
  const rowOf = (step: RateName, of: string | null): number | undefined =>
    plan.assumptions.find(
      ({ values, invalid }) =>
        values.rate === step &&
        !invalid.includes('segment') &&
        (values.segment === null ? null : nameKey(values.segment)) === (of === null ? null : nameKey(of)),
    )?.row;
  const rows = steps.flatMap(
    (step) => (segment === null ? undefined : rowOf(step, segment)) ?? rowOf(step, null) ?? [],
  );
  return [{ section: 'assumptions', fields, rows }];
};

/**
 * Cells in which people of some stages are counted.
 *
 * @param segment  a segment's name, or null for everybody
 * @param within   of which rows
 */
export const countedCells = (
  plan: Plan,
  segment: string | null,
  stages: readonly StageName[],
  within: (from: string, to: string) => boolean = () => true,
): CellSource[] => {
  const rows = plan.progress.filter(
    ({ values, invalid }) =>
      !invalid.includes('segment') &&
      (values.segment === null ? null : nameKey(values.segment)) === (segment === null ? null : nameKey(segment)) &&
      within(values.from ?? '', values.to ?? ''),
  );
  return stages.map((stage) => ({
    section: 'progress',
    fields: [stage],
    rows: rows.filter(({ values }) => values[stage] !== null).map(({ row }) => row),
  }));
};

/** Cells that say whom some intakes place, and when. */
export const cohortCells = (plan: Plan, intakes: readonly RowOf<'programs'>[]): CellSource[] => [
  { section: 'programs', fields: ['seats', 'startsOn', 'weeks'], rows: intakes.map(({ row }) => row) },
  {
    section: 'programs',
    fields: ['completionRate'],
    rows: intakes.filter(({ values }) => values.completionRate !== null).map(({ row }) => row),
  },
  ...(intakes.some(({ values }) => values.completionRate === null)
    ? rateCells(plan, ['enrolledToCompleted'], null, ['likely'])
    : []),
  ...(intakes.length > 0 ? rateCells(plan, ['completedToPlaced'], null, ['likely', 'windowDays']) : []),
];
