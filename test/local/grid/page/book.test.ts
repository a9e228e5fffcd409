import { expect, test } from 'vitest';
import { applyChange, protectionAt, rowIndex } from '../../../../scripts/local/grid/page/book.ts';
import { area, sampleSheet, sampleState } from './sample.ts';

const texts = (state: ReturnType<typeof sampleState>): (string | undefined)[] =>
  state.sheets[0]!.rows.map((row) => row.cells[0]?.text);

test('changed rows are replaced where they stand', () => {
  const state = sampleState([sampleSheet([['a'], ['b']])]);
  const change = { revision: 6, client: null, sheets: [{ sheetId: 1, rows: [{ key: 11, cells: [{ text: 'B' }] }] }] };
  expect(applyChange(state, change)).toBe('applied');
  expect(texts(state)).toEqual(['a', 'B']);
  expect(state.revision).toBe(6);
});

test('rows are added, moved and removed by their keys', () => {
  const state = sampleState([sampleSheet([['a'], ['b'], ['c']])]);
  const sheets = [{ sheetId: 1, rowOrder: [12, 99, 10], rows: [{ key: 99, cells: [{ text: 'new' }] }] }];
  expect(applyChange(state, { revision: 6, client: null, sheets })).toBe('applied');
  expect(texts(state)).toEqual(['c', 'new', 'a']);
  expect(rowIndex(state.sheets[0]!, 10)).toBe(2);
  expect(rowIndex(state.sheets[0]!, 11)).toBeNull();
});

test('a property that the new description lacks is gone', () => {
  const state = sampleState([sampleSheet([['a']], { tabColor: '#ff0000' })]);
  const { rows: _rows, ...plain } = sampleSheet([['a']], { title: 'Renamed' });
  applyChange(state, { revision: 6, client: null, sheets: [{ sheetId: 1, sheet: plain, rows: [] }] });
  expect(state.sheets[0]!.title).toBe('Renamed');
  expect(state.sheets[0]!.tabColor).toBeUndefined();
  expect(texts(state)).toEqual(['a']);
});

test('tabs are added, ordered and removed', () => {
  const state = sampleState([sampleSheet([['a']]), sampleSheet([['b']], { sheetId: 2 })]);
  const { rows, ...plain } = sampleSheet([['c']], { sheetId: 3 });
  const sheets = [{ sheetId: 3, sheet: plain, rowOrder: [10], rows }];
  expect(applyChange(state, { revision: 6, client: null, sheets, sheetOrder: [3, 1] })).toBe('applied');
  expect(state.sheets.map((sheet) => sheet.sheetId)).toEqual([3, 1]);
  expect(texts(state)).toEqual(['c']);
});

test('a change that is already in is passed over, and one after a gap asks for the whole state', () => {
  const state = sampleState([sampleSheet([['a']])]);
  expect(applyChange(state, { revision: 5, client: null, sheets: [] })).toBe('old');
  expect(applyChange(state, { revision: 7, client: null, sheets: [] })).toBe('missed');
  expect(applyChange(state, { revision: 6, client: null, sheets: [{ sheetId: 9, rows: [] }] })).toBe('missed');
});

test('a protected area gives its reason, its exceptions stay open', () => {
  const sheet = sampleSheet([['a']], {
    protectedRanges: [{ except: [area(1, 5, 1, 2)], description: 'The planner writes this tab.', warningOnly: false }],
  });
  expect(protectionAt(sheet, 0, 0)).toBe('The planner writes this tab.');
  expect(protectionAt(sheet, 1, 1)).toBeNull();
});
