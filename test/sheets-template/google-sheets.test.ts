import { PassThroughClient } from 'google-auth-library';
import { sheets } from 'googleapis/build/src/apis/sheets/index.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoEntries, demoFile } from '../../scripts/demo-plan.ts';
import type { PersonAction } from '../../scripts/local/grid-protocol.ts';
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
  expect(partners.protectedRanges?.map(({ warningOnly }) => warningOnly ?? false)).toEqual([true, true, true]);
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

test('people may move and insert columns, sort and delete rows, but not type over a header or a result', async () => {
  const own = await createPlanningSheet(running.root, 'Riverbend', await demoEntries());
  const partners = 4;
  const structure: PersonAction[] = [
    { kind: 'moveColumns', sheetId: partners, start: 1, count: 1, to: 4 },
    { kind: 'insertColumns', sheetId: partners, at: 2, count: 1 },
    { kind: 'deleteRows', sheetId: partners, start: 5, count: 2 },
    {
      kind: 'sort',
      sheetId: partners,
      area: { startRow: 2, endRow: 18, startColumn: 0, endColumn: 11 },
      column: 0,
      ascending: true,
    },
  ];
  for (const action of structure) expect((await running.acts(own, action)).error).toBeUndefined();
  const refusals = [
    { tab: 'Partners', range: 'A2', values: [['Company']] },
    { tab: 'Community', range: 'A3', values: [['Name']] },
    { tab: 'Partners', range: 'K5', values: [['fine']] },
    { tab: 'Funnel', range: 'C3', values: [[1]] },
  ];
  const messages: string[] = [];
  for (const edit of refusals) messages.push((await running.types(own, edit)).error?.message.split('.')[0] ?? 'let in');
  expect(messages).toEqual([
    'Headers are how TechHire Planner finds your columns, so they keep their wording',
    'Questions are how TechHire Planner finds your answers, so they keep their wording',
    'The Status column is written by TechHire Planner',
    'The Funnel tab is written by TechHire Planner from the other tabs',
  ]);
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
