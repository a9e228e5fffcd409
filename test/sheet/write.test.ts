import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { expect, test } from 'vitest';
import { cellName } from '../../functions/plan/a1.ts';
import type { CellWrite } from '../../functions/sheet/feedback.ts';
import { feedbackRequests } from '../../functions/sheet/write.ts';

const at = (row: number, column: number, change: Partial<CellWrite>, sheetId = 4): CellWrite => ({
  sheetId,
  row,
  column,
  ...change,
});

/** `sheet 4 J3:J5 userEnteredValue`, the area that each request covers. */
const areas = (requests: sheets_v4.Schema$Request[]): string[] =>
  requests.map(({ updateCells }) => {
    const { start, rows, fields } = updateCells!;
    const [row, column] = [start!.rowIndex!, start!.columnIndex!];
    const end = cellName(column + rows![0]!.values!.length - 1, row + rows!.length);
    return `sheet ${start!.sheetId} ${cellName(column, row + 1)}:${end} ${fields}`;
  });

test('nothing to write is no request', () => {
  expect(feedbackRequests({ cells: [], grow: [] })).toEqual([]);
});

test('rows are added first, so that there is room', () => {
  expect(feedbackRequests({ cells: [at(303, 0, { value: 'All' }, 14)], grow: [{ sheetId: 14, rows: 52 }] })).toEqual([
    { appendDimension: { sheetId: 14, dimension: 'ROWS', length: 52 } },
    {
      updateCells: {
        start: { sheetId: 14, rowIndex: 302, columnIndex: 0 },
        rows: [{ values: [{ userEnteredValue: { stringValue: 'All' } }] }],
        fields: 'userEnteredValue',
      },
    },
  ]);
});

test('each kind of change names its fields alone, and what is emptied is named and absent', () => {
  const cells = [
    at(1, 0, { value: 12 }),
    at(3, 0, { value: '=1+1' }),
    at(5, 0, { value: null }),
    at(7, 0, { formula: '=HYPERLINK("#gid=5","x")' }),
    at(9, 0, { note: 'Error: x', background: '#fbd9d3' }),
    at(11, 0, { note: null, background: null }),
    at(13, 0, { value: 0, note: 'n' }),
  ];
  expect(
    feedbackRequests({ cells, grow: [] }).map(({ updateCells }) => [
      updateCells!.fields,
      updateCells!.rows![0]!.values![0],
    ]),
  ).toEqual([
    ['userEnteredValue', { userEnteredValue: { numberValue: 12 } }],
    // Text stays text: it is not parsed as if somebody had typed it.
    ['userEnteredValue', { userEnteredValue: { stringValue: '=1+1' } }],
    ['userEnteredValue', {}],
    ['userEnteredValue', { userEnteredValue: { formulaValue: '=HYPERLINK("#gid=5","x")' } }],
    [
      'note,userEnteredFormat.backgroundColorStyle',
      {
        note: 'Error: x',
        // fb, d9 and d3 of ff.
        userEnteredFormat: {
          backgroundColorStyle: { rgbColor: { red: 251 / 255, green: 217 / 255, blue: 211 / 255 } },
        },
      },
    ],
    ['note,userEnteredFormat.backgroundColorStyle', {}],
    ['userEnteredValue,note', { userEnteredValue: { numberValue: 0 }, note: 'n' }],
  ]);
});

test('cells side by side and below one another travel together, whatever order they come in', () => {
  const block = [3, 4, 5].flatMap((row) => [8, 9].map((column) => at(row, column, { value: `${row} ${column}` })));
  const shuffled = [5, 0, 3, 1, 4, 2].map((index) => block[index]!);
  const requests = feedbackRequests({ cells: shuffled, grow: [] });
  expect(areas(requests)).toEqual(['sheet 4 I3:J5 userEnteredValue']);
  expect(
    requests[0]!.updateCells!.rows!.map(({ values }) => values!.map((cell) => cell.userEnteredValue!.stringValue)),
  ).toEqual([
    ['3 8', '3 9'],
    ['4 8', '4 9'],
    ['5 8', '5 9'],
  ]);
});

test('a gap, another kind of change, another width or another tab begins a new request', () => {
  const cells = [
    at(3, 0, { value: 'a' }),
    at(3, 2, { value: 'gap' }),
    at(4, 0, { value: 'b' }),
    at(4, 1, { value: 'wider' }),
    at(5, 0, { note: 'c' }),
    at(6, 0, { value: 'd' }),
    at(7, 0, { value: 'e' }),
    at(7, 0, { value: 'f' }, 5),
    at(8, 0, { value: 'g' }, 5),
  ];
  expect(areas(feedbackRequests({ cells, grow: [] }))).toEqual([
    'sheet 4 A3:A3 userEnteredValue',
    'sheet 4 C3:C3 userEnteredValue',
    'sheet 4 A4:B4 userEnteredValue',
    'sheet 4 A5:A5 note',
    'sheet 4 A6:A7 userEnteredValue',
    'sheet 5 A7:A8 userEnteredValue',
  ]);
});
