import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellName } from '../../functions/plan/a1.ts';
import { sections } from '../../functions/plan/plan.ts';
import { feedback } from '../../functions/sheet/feedback.ts';
import { bigPlan, spread } from '../../scripts/bench/big-plan.ts';
import { type LongTable, longTables } from '../../scripts/long-tables.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import { openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';
import { assessed } from '../support/sheet.ts';

/** Google's limit; a write with a longer text is refused whole. */
const MOST_CHARACTERS = 50_000;

const sizes: [string, Partial<Record<LongTable, number>>][] = [
  ['spread over the tables', spread(3_000)],
  ...longTables.map((table): [string, Partial<Record<LongTable, number>>] => [`in ${table}`, { [table]: 2_000 }]),
];

test.each(sizes)('thousands of rows %s are checked, and what is written about them fits into cells', (_, rows) => {
  const snapshot = bigPlan(rows);
  const assessment = assessed(snapshot);
  for (const [table, count] of Object.entries(rows)) expect(assessment.plan[table as LongTable]).toHaveLength(count);
  const tooLong = feedback(snapshot, assessment, new Date('2026-11-20T12:00:00Z')).cells.filter(
    ({ value, note }) => String(value ?? '').length > MOST_CHARACTERS || (note?.length ?? 0) > MOST_CHARACTERS,
  );
  expect(tooLong).toEqual([]);
});

test('thousands of rows for one need are told of in a cell that can be read', () => {
  const snapshot = bigPlan({ resources: 2_000 });
  const { places } = templateLayout();
  const tab = snapshot.tabs.find(({ title }) => title === places.resources.tab)!;
  for (const cells of tab.rows.slice(places.resources.firstRow - 1))
    Object.assign(cells[places.resources.columns.need!] ?? {}, { value: 'Outreach' });
  const [coordination, outreach] = assessed(snapshot).results.money;
  expect(coordination!.at(-1)).toBe('No amount on the Resources tab yet');
  expect(outreach!.at(-1)).toMatch(/^Resources row 3: .*; [\d,]+ more\. From Resources!/);
});

describe('through the Sheets API', () => {
  let bench: PlanningBench;
  beforeAll(async () => {
    bench = await openPlanningBench();
  });
  afterAll(() => bench.close());

  test('a plan with 2,000 rows is checked in one pass: one reading, one write, and none once all is said', async () => {
    const sheet = await bench.connectedSheet({}, []);
    for (const { tab, range, values } of entriesOf(spread(2_000))) sheet.types(tab, range, values);
    expect(await sheet.pass()).toMatchObject({ outcome: 'done', reads: 1, writes: 1, owed: false });
    expect(await sheet.pass({ always: true })).toMatchObject({ reads: 1, writes: 0, documentsWritten: 0 });
  });
});

/** The cells of a big plan, to be typed into a sheet. */
const entriesOf = (rows: Record<LongTable, number>) => {
  const snapshot = bigPlan(rows);
  const { places } = templateLayout();
  return (['community', 'goals', ...longTables] as const).map((name) => {
    const place = places[name];
    const isForm = sections[name].shape === 'form';
    const fields = Object.keys(sections[name].columns);
    const columns = isForm ? [place.columns[fields[0]!]!] : fields.map((field) => place.columns[field]!);
    const count = isForm ? fields.length : (rows[name as LongTable] ?? 0);
    const { rows: cells } = snapshot.tabs.find(({ title }) => title === place.tab)!;
    const values: (string | number)[][] = Array.from({ length: count }, (_, index) =>
      columns.map((column) => (cells[place.firstRow - 1 + index]?.[column]?.value ?? '') as string | number),
    );
    const [first, last] = [columns[0]!, columns.at(-1)!];
    return {
      tab: place.tab,
      range: `${cellName(first, place.firstRow)}:${cellName(last, place.firstRow + count - 1)}`,
      values,
    };
  });
};
