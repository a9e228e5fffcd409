import { PassThroughClient } from 'google-auth-library';
import { sheets } from 'googleapis/build/src/apis/sheets/index.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoEntries, demoFile } from '../../scripts/demo-plan.ts';
import { createPlanningSheet } from '../../scripts/local/planning-sheet.ts';
import { readWorkbookFile } from '../../scripts/xlsx-snapshot.ts';
import { type Running, startServer } from '../local/sheets-api/support.ts';

let running: Running;
let spreadsheetId: string;
beforeAll(async () => {
  running = await startServer();
  spreadsheetId = await createPlanningSheet(running.root, 'Riverbend', await demoEntries());
});
afterAll(() => running.close());

const api = () => sheets({ version: 'v4', rootUrl: `${running.root}/`, auth: new PassThroughClient() as never });

test('a server of the Sheets API takes the whole template in one create and one batchUpdate', async () => {
  const { data } = await api().spreadsheets.get({
    spreadsheetId,
    ranges: ['Partners!A1:J4'],
    includeGridData: true,
  });
  const partners = data.sheets!.find((sheet) => sheet.properties?.title === 'Partners')!;
  expect(partners.properties?.gridProperties).toMatchObject({ frozenRowCount: 2, frozenColumnCount: 1 });
  expect(partners.protectedRanges?.map(({ warningOnly }) => warningOnly ?? false)).toEqual([false, true, true]);
  const [grid] = partners.data!;
  expect(grid?.columnMetadata?.map(({ hiddenByUser }) => hiddenByUser ?? false)).toEqual([
    ...Array.from({ length: 8 }, () => false),
    true,
    false,
  ]);
  const header = grid?.rowData?.[1]?.values?.[4];
  expect([header?.formattedValue, header?.note?.endsWith('Required.')]).toEqual(['Commitment', true]);
  expect(grid?.rowData?.[2]?.values?.[4]?.dataValidation?.condition?.type).toBe('ONE_OF_LIST');
});

test('the demo plan typed into a spreadsheet holds what its file holds', async () => {
  const { snapshot } = await readWorkbookFile(demoFile);
  for (const tab of snapshot.tabs.filter(({ hidden, title }) => !hidden && title !== 'Start')) {
    const { data } = await api().spreadsheets.values.get({
      spreadsheetId,
      range: tab.title,
      valueRenderOption: 'UNFORMATTED_VALUE',
    });
    const inFile = tab.rows.map((row) => withoutTrailing(row.map((cell) => cell?.value ?? '')));
    expect(withoutTrailing(data.values ?? [], isEmpty).map((row) => withoutTrailing(row))).toEqual(
      withoutTrailing(inFile, isEmpty),
    );
  }
});

const isEmpty = (row: unknown[]): boolean => row.every((value) => value === '');

const withoutTrailing = <T>(items: readonly T[], blank: (item: T) => boolean = (item) => item === ''): T[] =>
  items.slice(0, items.findLastIndex((item) => !blank(item)) + 1);
