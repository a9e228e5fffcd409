import type { Counted, People, Step } from '../rollup.ts';
import { steps } from '../rollup.ts';
import { type CountRow, countRows, wholeKey } from './people-cells.ts';
import { addCell, isFew, type Relation, type Table, unknownCell } from './table.ts';

/** A table whose cells are counts of people, found by row and step. */
export interface PeopleTable {
  table: Table;
  /** By `cellName`; counts that nobody has are not in it. */
  cellAt: ReadonlyMap<string, number>;
}

export const cellName = (row: string, step: Step): string => `${row}\n${step}`;

/**
 * What readers know of one community's counts, whatever is hidden of them:
 * - all placements are those by both routes
 * - the whole is at least the sum of its segments, and those who are in none of them may be few; of its periods it is the sum
 * - who is at a stage has been at the one before, in the whole, in each segment, and up to the end of each period
 *
 * Where a plan contradicts one of these, it says nothing of the others' counts.
 *
 * Few, so that they are hidden in any case: counts from 1 to one below the threshold, and every part of such a count. "Nobody of this group" beside a few
 * people says who the few are.
 */
export const communityTable = (people: People<Counted>, threshold: number): PeopleTable =>
  countsTable(countRows(people), threshold);

/** @param rows  the whole first, and periods in order */
export const countsTable = (rows: readonly CountRow<Counted>[], threshold: number): PeopleTable => {
  const table: Table = { cells: [], relations: [] };
  const cellAt = new Map<string, number>();
  const [whole] = rows;
  for (const row of rows)
    for (const step of steps) {
      const count = row.counts[step];
      if (count === null) continue;
      const cell = addCell(table, {
        count,
        kind: 'choice',
        mustHide: isFew(count, threshold) || isPartOfFew(row, step, whole!, threshold) ? 'few' : null,
        protection: threshold,
        loss: lossOf(row, step),
        reach: Number.POSITIVE_INFINITY,
        community: 0,
      });
      cellAt.set(cellName(row.key, step), cell);
    }
  for (const row of rows) addRoutes(table, cellAt, row);
  for (const step of steps) {
    addParts(table, cellAt, rows, 'segment', step, threshold);
    addParts(table, cellAt, rows, 'period', step, threshold);
  }
  for (const reached of [
    ...rows.filter(({ kind }) => kind !== 'period').map((row) => [row]),
    ...endsOfPeriods(rows.filter(({ kind }) => kind === 'period')),
  ])
    addOrder(table, cellAt, reached);
  return { table, cellAt };
};

/** Also where the whole, or both routes together, are so few that every part of them is hidden. */
export const isPartOfFew = (
  { kind, counts }: CountRow<Counted>,
  step: Step,
  whole: CountRow<Counted>,
  threshold: number,
): boolean =>
  (kind !== 'whole' && isFew(whole.counts[step], threshold)) ||
  (isRoute(step) && isFew(counts.placed, threshold)) ||
  (kind !== 'whole' && isRoute(step) && isFew(whole.counts.placed, threshold));

const isRoute = (step: Step): boolean => step === 'placedDirect' || step === 'placedTrained';

/** The whole answers more questions than a part, placements more than other stages, and many people are more than a few. Never 0. */
export const lossOf = ({ kind, counts }: CountRow<Counted>, step: Step): number =>
  (kind === 'whole' ? 8 : 2) * (step === 'placed' ? 3 : 1) + Math.log2(1 + (counts[step] ?? 0)) / 16;

type Cells = ReadonlyMap<string, number>;

const addRoutes = ({ relations }: Table, cells: Cells, { key }: CountRow<Counted>): void => {
  const placed = cells.get(cellName(key, 'placed'));
  if (placed === undefined) return;
  const routes = (['placedDirect', 'placedTrained'] as const).flatMap(
    (step): Relation => termsOf(cells, key, step, -1),
  );
  relations.push([[placed, 1], ...routes]);
};

const addParts = (
  table: Table,
  cells: Cells,
  rows: readonly CountRow<Counted>[],
  kind: 'segment' | 'period',
  step: Step,
  threshold: number,
): void => {
  const total = rows[0]!.counts[step];
  const parts = rows.filter((row) => row.kind === kind && row.counts[step] !== null);
  if (total === null || parts.length === 0) return;
  const inNone = total - parts.reduce((sum, { counts }) => sum + counts[step]!, 0);
  if (inNone < 0) return;
  const relation = [
    ...termsOf(cells, wholeKey, step, 1),
    ...parts.flatMap(({ key }): Relation => termsOf(cells, key, step, -1)),
  ];
  const isWhole = kind === 'period' && inNone === 0;
  table.relations.push(
    isWhole
      ? relation
      : [...relation, [addCell(table, unknownCell(inNone, isFew(inNone, threshold) ? threshold : 0, 0)), -1]],
  );
};

/** Who has reached a stage has been at one of these. */
const stageBefore: Partial<Record<Step, Step>> = {
  applied: 'aware',
  assessed: 'applied',
  matched: 'assessed',
  enrolled: 'assessed',
  completed: 'enrolled',
  placedDirect: 'matched',
  placedTrained: 'completed',
};

/** Rows whose sum tells who has reached a stage by a day. */
type Reached = readonly CountRow<Counted>[];

const addOrder = (table: Table, cells: Cells, rows: Reached): void => {
  for (const step of steps) {
    let before = stageBefore[step];
    while (before && countOf(rows, before) === null) before = stageBefore[before];
    if (before) addAtMost(table, cells, rows, [step], before);
  }
  addAtMost(table, cells, rows, ['matched', 'enrolled'], 'assessed');
};

const addAtMost = (table: Table, cells: Cells, rows: Reached, later: readonly Step[], before: Step): void => {
  const limit = countOf(rows, before);
  const counts = later.map((step) => countOf(rows, step));
  if (limit === null || counts.includes(null)) return;
  const ahead = limit - counts.reduce<number>((sum, count) => sum + count!, 0);
  if (ahead < 0) return;
  table.relations.push([
    ...rows.flatMap(({ key }): Relation => termsOf(cells, key, before, 1)),
    ...rows.flatMap(({ key }): Relation => later.flatMap((step) => termsOf(cells, key, step, -1))),
    [addCell(table, unknownCell(ahead, 0, 0)), -1],
  ]);
};

const countOf = (rows: Reached, step: Step): Counted =>
  rows.reduce<Counted>((sum, { counts }) => (counts[step] === null ? sum : (sum ?? 0) + counts[step]), null);

/** Up to the end of the first period, of the second, and so on; of all the whole tells. */
const endsOfPeriods = (periods: readonly CountRow<Counted>[]): Reached[] =>
  periods.slice(0, Math.min(periods.length - 1, MOST_ENDS)).map((_, index) => periods.slice(0, index + 1));

/** A year of months; the order of stages says little at the end of a week. */
const MOST_ENDS = 12;

const termsOf = (cells: Cells, row: string, step: Step, times: number): Relation => {
  const cell = cells.get(cellName(row, step));
  return cell === undefined ? [] : [[cell, times]];
};
