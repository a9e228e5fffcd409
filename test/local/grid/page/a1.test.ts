import { expect, test } from 'vitest';
import { areaAddress, cellAddress, columnLetters, parseAddress } from '../../../../scripts/local/grid/page/a1.ts';

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is called %s', (column, letters) => {
  expect(columnLetters(column)).toBe(letters);
});

test('cells and areas are named as on the sheet', () => {
  expect(cellAddress(6, 3)).toBe('D7');
  expect(areaAddress({ startRow: 2, endRow: 40, startColumn: 1, endColumn: 6 })).toBe('B3:F40');
  expect(areaAddress({ startRow: 2, endRow: 3, startColumn: 1, endColumn: 2 })).toBe('B3');
});

const open = Number.POSITIVE_INFINITY;

test.each([
  ['D7', null, [6, 7, 3, 4]],
  [' d7 ', null, [6, 7, 3, 4]],
  ['$D$7', null, [6, 7, 3, 4]],
  ['B3:F40', null, [2, 40, 1, 6]],
  ['F40:B3', null, [2, 40, 1, 6]],
  ['C:E', null, [0, open, 2, 5]],
  ['3:5', null, [2, 5, 0, open]],
  ['B3:B', null, [2, open, 1, 2]],
  ['Goals!D7', 'Goals', [6, 7, 3, 4]],
  ["'Partners''  list'!A1", "Partners'  list", [0, 1, 0, 1]],
] as const)('reads the address %s', (text, tab, [startRow, endRow, startColumn, endColumn]) => {
  expect(parseAddress(text)).toEqual({ tab, area: { startRow, endRow, startColumn, endColumn } });
});

test.each(['', 'Goals', 'A0', 'A', '7', 'A1:', 'hello world', '1A', 'A1:B2:C3'])(
  'takes "%s" for no address',
  (text) => {
    expect(parseAddress(text)).toBeNull();
  },
);
