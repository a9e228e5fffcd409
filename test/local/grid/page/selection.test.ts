import { expect, test } from 'vitest';
import {
  cycleWithin,
  jumpFrom,
  lastFilled,
  nearestShown,
  type Surface,
  selectCell,
  selectedArea,
  stepFrom,
} from '../../../../scripts/local/grid/page/selection.ts';
import type { GridArea } from '../../../../scripts/local/grid-protocol.ts';
import { area } from './sample.ts';

/** `x` is a filled cell, `.` an empty one. */
const surface = (
  picture: string[],
  hidden: { rows?: number[]; columns?: number[]; merges?: GridArea[] } = {},
): Surface => {
  const merges = hidden.merges ?? [];
  return {
    rowCount: picture.length,
    columnCount: picture[0]!.length,
    rowShown: (row) => !hidden.rows?.includes(row),
    columnShown: (column) => !hidden.columns?.includes(column),
    filled: (row, column) => picture[row]![column] === 'x',
    mergeAt: (row, column) =>
      merges.find((m) => row >= m.startRow && row < m.endRow && column >= m.startColumn && column < m.endColumn) ??
      null,
    merges,
  };
};
const at = (row: number, column: number) => ({ row, column });

test('an arrow passes over hidden columns and stays at the edge', () => {
  const sheet = surface(['....', '....'], { columns: [1, 2] });
  expect(stepFrom(sheet, at(0, 0), 'right')).toEqual(at(0, 3));
  expect(stepFrom(sheet, at(0, 3), 'right')).toEqual(at(0, 3));
  expect(stepFrom(sheet, at(0, 0), 'up')).toEqual(at(0, 0));
});

test('an arrow leaves a merged area on its far side', () => {
  const sheet = surface(['....', '....', '....'], { merges: [area(0, 2, 0, 3)] });
  expect(stepFrom(sheet, at(0, 0), 'right')).toEqual(at(0, 3));
  expect(stepFrom(sheet, at(0, 0), 'down')).toEqual(at(2, 0));
});

test.each([
  ['from within a block to its end', 'xxx..x', 0, 2],
  ['from the end of a block over the gap', 'xxx..x', 2, 5],
  ['from an empty cell to the next filled one', 'x..x..', 1, 3],
  ['from the last filled cell to the edge', 'x.....', 0, 5],
])('Ctrl+Right goes %s', (_name, row, from, to) => {
  expect(jumpFrom(surface([row]), at(0, from), 'right')).toEqual(at(0, to));
});

test('a selection grows until it cuts no merged area', () => {
  const sheet = surface(['......', '......', '......', '......'], { merges: [area(1, 3, 1, 3), area(2, 4, 2, 5)] });
  expect(selectedArea(sheet, { active: at(0, 0), anchor: at(0, 0), head: at(1, 1) })).toEqual(area(0, 4, 0, 5));
});

test('whole rows reach over all columns', () => {
  const sheet = surface(['...', '...', '...']);
  expect(selectedArea(sheet, { active: at(1, 0), anchor: at(1, 0), head: at(2, 0), whole: 'rows' })).toEqual(
    area(1, 3, 0, 3),
  );
});

test('Ctrl+End goes to the last row and the last column that hold anything', () => {
  expect(lastFilled(surface(['x..x..', 'x.....', '......']))).toEqual(at(1, 3));
  expect(lastFilled(surface(['...', '...']))).toEqual(at(0, 0));
});

test('a selection never sits on a hidden column', () => {
  expect(nearestShown(surface(['...'], { columns: [0] }), at(0, 0))).toEqual(at(0, 1));
});

test('Tab goes round a selected block row by row, Enter column by column', () => {
  const sheet = surface(['....', '....', '....']);
  const block = area(0, 2, 1, 3);
  const tabs = [at(0, 1)];
  const enters = [at(0, 1)];
  for (let times = 0; times < 4; times++) {
    tabs.push(cycleWithin(sheet, block, tabs.at(-1)!, 'Tab', false));
    enters.push(cycleWithin(sheet, block, enters.at(-1)!, 'Enter', false));
  }
  expect(tabs).toEqual([at(0, 1), at(0, 2), at(1, 1), at(1, 2), at(0, 1)]);
  expect(enters).toEqual([at(0, 1), at(1, 1), at(0, 2), at(1, 2), at(0, 1)]);
  expect(cycleWithin(sheet, block, at(0, 1), 'Tab', true)).toEqual(at(1, 2));
});

test('a single cell is its own selection', () => {
  expect(selectedArea(surface(['..']), selectCell(at(0, 1)))).toEqual(area(0, 1, 1, 2));
});
