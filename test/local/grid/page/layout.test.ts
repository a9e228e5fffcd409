import { expect, test } from 'vitest';
import { indexAt, layoutOf } from '../../../../scripts/local/grid/page/layout.ts';
import { area, sampleSheet } from './sample.ts';

/** Every character is 10 pixels wide. */
const measure = (text: string): number => text.length * 10;

test('hidden columns take no room', () => {
  const sheet = sampleSheet([['a', 'b', 'c']]);
  sheet.columns[1]!.hidden = true;
  expect([...layoutOf(sheet, measure, new WeakMap()).columnLefts]).toEqual([0, 100, 100, 200]);
});

test('rows are 21 pixels high, hidden ones 0, those with a height of their own keep it', () => {
  const sheet = sampleSheet([['a'], ['b'], ['c']]);
  sheet.rows[1]!.hidden = true;
  sheet.rows[2]!.height = 50;
  expect([...layoutOf(sheet, measure, new WeakMap()).rowTops]).toEqual([0, 21, 21, 71]);
});

test('wrapped text makes its row higher, by its words', () => {
  // A column of 100 pixels leaves 93 for text, 9 characters a line: "one two " + "three" | "four".
  const sheet = sampleSheet([['one two three four']], { styles: [{ wrap: true }] });
  sheet.rows[0]!.cells[0]!.style = 0;
  // "one two" | "three" | "four": three lines of 17 pixels, and 4 around them.
  expect([...layoutOf(sheet, measure, new WeakMap()).rowTops]).toEqual([0, 55]);
});

test('text in merged columns wraps at their common width', () => {
  const sheet = sampleSheet([['one two three four', '']], { styles: [{ wrap: true }], merges: [area(0, 1, 0, 2)] });
  sheet.rows[0]!.cells[0]!.style = 0;
  // 193 pixels hold all 18 characters.
  expect([...layoutOf(sheet, measure, new WeakMap()).rowTops]).toEqual([0, 21]);
});

test('a distance is found in the row that covers it', () => {
  const tops = Float64Array.from([0, 21, 21, 71]);
  expect([0, 20, 21, 70, 500].map((distance) => indexAt(tops, distance))).toEqual([0, 0, 2, 2, 2]);
});
