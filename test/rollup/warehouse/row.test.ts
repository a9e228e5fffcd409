import { expect, it } from 'vitest';
import { summaryRow, type WarehouseRow, type WarehouseValue } from '../../../functions/rollup/warehouse/row.ts';
import { summaryTable, type WarehouseField } from '../../../functions/rollup/warehouse/table.ts';
import { typedSummary } from '../../../scripts/typed-plan.ts';
import { communityPlan } from '../../fixtures/funders/community-plan.ts';
import { foundation, stateAgency } from '../../fixtures/funders/funders.ts';
import { community } from '../people.ts';
import { riverbend } from '../riverbend.ts';

/** What BigQuery would refuse of a row: columns that are not in the schema, nulls where there must be a value, values of another type. */
const refusals = (row: WarehouseRow, fields: readonly WarehouseField[], at = ''): string[] => [
  ...Object.keys(row)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => `${at}${name} is not in the schema`),
  ...fields.flatMap((field) => {
    const value = row[field.name];
    const path = `${at}${field.name}`;
    if (field.mode === 'REPEATED')
      return Array.isArray(value)
        ? value.flatMap((each, index) => valueRefusals(each, field, `${path}[${index}]`))
        : [`${path} is not repeated`];
    if (value === undefined || value === null) return field.mode === 'REQUIRED' ? [`${path} is missing`] : [];
    return valueRefusals(value, field, path);
  }),
];

const valueRefusals = (value: WarehouseValue, { type, fields }: WarehouseField, path: string): string[] => {
  if (type === 'RECORD') return refusals(value as WarehouseRow, fields!, `${path}.`);
  const fits = {
    STRING: typeof value === 'string',
    INTEGER: Number.isSafeInteger(value),
    FLOAT: typeof value === 'number',
  }[type];
  return fits ? [] : [`${path} is ${JSON.stringify(value)}, not ${type}`];
};

it('a row has every column of the schema, and nothing that BigQuery would refuse', () => {
  const plans = [...stateAgency.communities, ...foundation.communities].map((story) =>
    typedSummary(communityPlan(story), {
      communityId: story.id,
      year: 2026,
      readAt: '2026-12-10T08:00:00.000Z',
      today: '2026-12-10',
    }),
  );
  for (const summary of [...plans, riverbend(), community('few', { applied: 3 })])
    expect(refusals(summaryRow(summary), summaryTable()), summary.communityId).toEqual([]);
});

it('columns are named as BigQuery names them, with what spellings have in common beside them', () => {
  const row = summaryRow(riverbend());
  expect(row.community).toMatchObject({ lead_organization: 'Riverbend Workforce Alliance', year_start: '2026-07-01' });
  const [, veterans] = row.scopes as WarehouseRow[];
  expect(veterans).toMatchObject({ segment: 'Veterans', segment_key: 'veterans', confidence: [] });
  expect((veterans!.actuals as WarehouseRow[]).slice(0, 2)).toEqual([
    { stage: 'applied', people: null },
    { stage: 'assessed', people: 81 },
  ]);
  expect(row).toMatchObject({
    partners: { by_kind: expect.arrayContaining([{ kind: 'employer', invited: 6, committed: 9 }]) },
  });
  expect((row.pipeline as { roles: WarehouseRow[] }).roles[0]).toMatchObject({
    role_key: 'help desk technician',
    short: 32,
  });
});
