import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellsOf, startServer, valuesOf } from './support.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-api-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('has everything that it acknowledged after it was killed in the middle of writing', async () => {
  const file = join(folder, 'killed.db');
  const child = spawn(process.execPath, [new URL('./durability-child.ts', import.meta.url).pathname, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const root = `http://127.0.0.1:${String(port).trim()}`;
  const post = async (path: string, body: unknown) =>
    (await fetch(`${root}${path}`, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<{
      spreadsheetId: string;
    }>;
  const { spreadsheetId } = await post('/v4/spreadsheets', {
    sheets: [{ properties: { sheetId: 7, title: 'Goals' } }],
  });
  let acknowledged = 0;
  const writing = (async () => {
    for (let row = 1; row <= 900; row += 1) {
      await post(`/local/spreadsheets/${spreadsheetId}/edits`, {
        tab: 'Goals',
        range: `A${row}`,
        values: [[`row ${row}`]],
      });
      acknowledged = row;
      if (row === 60) child.kill('SIGKILL');
    }
  })();
  await expect(writing).rejects.toThrow();
  await exited;
  expect(acknowledged).toBeGreaterThanOrEqual(60);

  const running = await startServer(file);
  const rows = await valuesOf(running, spreadsheetId);
  await running.close();
  expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
  expect(rows).toEqual(rows.map((_, index) => [`row ${index + 1}`]));
});

it('opens again with rows in order, looks, rules, notes, results and annotations as they were', async () => {
  const file = join(folder, 'closed.db');
  const first = await startServer(file);
  const { data } = await first.api.spreadsheets.create({
    requestBody: {
      properties: { title: 'Kept', locale: 'de_DE' },
      sheets: [{ properties: { sheetId: 7, title: 'Goals', gridProperties: { rowCount: 20, columnCount: 4 } } }],
    },
  });
  const spreadsheetId = data.spreadsheetId!;
  const range = { sheetId: 7, startRowIndex: 1, endRowIndex: 5, startColumnIndex: 0, endColumnIndex: 2 };
  await first.api.spreadsheets.batchUpdate({
    spreadsheetId,
    requestBody: {
      requests: [
        {
          updateCells: {
            start: { sheetId: 7 },
            fields: 'userEnteredValue,note',
            rows: [5, 3, 4].map((numberValue) => ({
              values: [
                { userEnteredValue: { numberValue }, note: `n${numberValue}` },
                { userEnteredValue: { formulaValue: '=A1*2' } },
              ],
            })),
          },
        },
        {
          repeatCell: {
            range,
            cell: { userEnteredFormat: { textFormat: { bold: true } } },
            fields: 'userEnteredFormat',
          },
        },
        { setDataValidation: { range, rule: { condition: { type: 'NOT_BLANK' }, strict: true } } },
        { addProtectedRange: { protectedRange: { range, description: 'p' } } },
        { sortRange: { range: { sheetId: 7, endRowIndex: 3 }, sortSpecs: [{ dimensionIndex: 0 }] } },
        { insertDimension: { range: { sheetId: 7, dimension: 'ROWS', startIndex: 1, endIndex: 3 } } },
        {
          updateDimensionProperties: {
            range: { sheetId: 7, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 },
            properties: { pixelSize: 321 },
            fields: 'pixelSize',
          },
        },
        { addNamedRange: { namedRange: { name: 'named', range } } },
        {
          createDeveloperMetadata: {
            developerMetadata: { metadataKey: 'k', visibility: 'DOCUMENT', location: { sheetId: 7 } },
          },
        },
      ],
    },
  });
  const everything = async (running: typeof first) => ({
    spreadsheet: (await running.api.spreadsheets.get({ spreadsheetId, includeGridData: true })).data,
    grid: await (await fetch(`${running.root}/local/spreadsheets/${spreadsheetId}/grid`)).json(),
  });
  const before = await everything(first);
  await first.close();
  const second = await startServer(file);
  expect(await everything(second)).toEqual(before);
  expect(second.server.list()).toEqual([{ spreadsheetId, title: 'Kept' }]);
  // What is new after the restart gets keys and numbers of its own.
  await second.acts(spreadsheetId, { kind: 'insertRows', sheetId: 7, at: 0, count: 1 });
  await second.types(spreadsheetId, { tab: 'Goals', range: 'A1', values: [['5%']] });
  const keys = ((await everything(second)).grid as { sheets: { rows: { key: number }[] }[] }).sheets[0]!.rows.map(
    ({ key }) => key,
  );
  // Twenty rows, two inserted before the restart and one after it.
  expect(new Set(keys).size).toBe(23);
  const after = await everything(second);
  await second.close();
  const third = await startServer(file);
  expect(await everything(third)).toEqual(after);
  expect(await cellsOf(third, spreadsheetId, 'Goals!A1', 'formattedValue')).toEqual([[{ formattedValue: '5%' }]]);
  await third.close();
});
