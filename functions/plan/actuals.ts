import type { IsoDate } from './date.ts';
import type { Plan, RowOf } from './plan.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import { nameKey } from './text.ts';

export type Actuals = Record<StageName, number | null>;

/**
 * People who have reached each stage so far: the sums of the Progress tab's periods.
 *
 * @param segment  a segment's name, or null for everybody
 * @returns null at a stage that no period has counted
 */
export const actualsSoFar = (plan: Plan, segment: string | null): Actuals => {
  const wanted = segment === null ? null : nameKey(segment);
  const rows = plan.progress.filter(({ values, invalid }) =>
    wanted === null
      ? values.segment === null && !invalid.includes('segment')
      : values.segment !== null && nameKey(values.segment) === wanted,
  );
  return Object.fromEntries(
    (Object.keys(stageNames) as StageName[]).map((stage) => [
      stage,
      rows.reduce<number | null>(
        (sum, { values }) => (values[stage] === null ? sum : (sum ?? 0) + values[stage]),
        null,
      ),
    ]),
  ) as Actuals;
};

/** Periods of everybody; a segment's people are in them as well. */
export const wholePeriods = (plan: Plan): RowOf<'progress'>[] =>
  plan.progress.filter(
    ({ values, invalid }) =>
      values.segment === null && !invalid.includes('segment') && values.from !== null && values.to !== null,
  );

/** The last day through which everybody has been counted; null where nobody has. */
export const lastCounted = (plan: Plan): IsoDate | null =>
  wholePeriods(plan).reduce<IsoDate | null>(
    (last, { values }) => (last === null || values.to! > last ? values.to : last),
    null,
  );
