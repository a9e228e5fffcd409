import type { Counted, People, Step } from '../rollup.ts';
import { steps } from '../rollup.ts';
import { cellName, countsTable, type PeopleTable } from './community-table.ts';
import { addHiddenCells, type Disclosure, isHiddenIn } from './hidden-cells.ts';
import { type CountRow, countRows, wholeKey } from './people-cells.ts';
import { addCell, isFew, type Relation, unknownCell } from './table.ts';

/** Counts as one export had them, and those that it hid as they really were: nothing that may leave the house. */
export interface ExportedCounts {
  rows: ExportedRow[];
}

export interface ExportedRow extends CountRow<Counted> {
  hidden: Step[];
}

export const exportedCounts = (disclosure: Disclosure): ExportedCounts => ({
  rows: countRows(disclosure.people).map((row) => ({
    ...row,
    hidden: steps.filter((step) => isHiddenIn(disclosure, row.key, step)),
  })),
});

/**
 * The exports before this one. Where the last one was of the same counts it was this one, and what was before it decides again, so that the same plan
 * is published alike however often it is read.
 */
export const exportsBefore = (people: People<Counted>, told: readonly ExportedCounts[]): readonly ExportedCounts[] => {
  const counts = JSON.stringify(countRows(people).map((row) => [row.key, row.counts]));
  const last = told.at(-1)?.rows.map((row) => [row.key, row.counts]);
  return last && JSON.stringify(last) === counts ? told.slice(0, -1) : told;
};

/**
 * Adds to a table what readers know who have kept earlier exports of the same communities and year:
 * - a period's count that was published, and is the same, is known for good
 * - a count that was hidden stays so while it is the same
 * - where few have come since a count was published, or few have been taken back, the count of now would say how few
 * - of all those counted so far there are no fewer now
 * - the whole of then is the sum of the periods of then
 *
 * Where a count has been corrected since by more than a few, the earlier one says nothing. Counts that every community shows of itself are left as they are.
 */
export const withEarlier = (
  { table, cellAt }: PeopleTable,
  people: People<Counted>,
  threshold: number,
  earlier: readonly ExportedCounts[],
): PeopleTable => {
  /** Of cells that are not of periods: the most that was published before, and is not more than there is now. */
  const atLeast = new Map<number, number>();
  for (const { rows } of earlier)
    for (const { key, kind, counts, hidden } of rows)
      for (const step of steps) {
        const cell = cellAt.get(cellName(key, step));
        const then = counts[step];
        if (cell === undefined || then === null || table.cells[cell]!.protection === 0) continue;
        const found = table.cells[cell]!;
        const since = found.count - then;
        if (hidden.includes(step)) {
          if (since === 0) found.mustHide ??= 'earlier';
        } else if (isFew(Math.abs(since), threshold)) found.mustHide ??= 'earlier';
        else if (kind === 'period' && since === 0)
          Object.assign(found, { kind: 'known', protection: 0, mustHide: isFew(then, threshold) ? 'few' : null });
        if (!hidden.includes(step) && kind !== 'period' && since >= 0)
          atLeast.set(cell, Math.max(then, atLeast.get(cell) ?? 0));
      }
  for (const [cell, then] of atLeast)
    table.relations.push([
      [cell, 1],
      [addCell(table, unknownCell(table.cells[cell]!.count - then, 0, 0)), -1],
    ]);
  table.relations.push(...wholesOfThen(people, earlier, cellAt));
  return { table, cellAt };
};

/** Sums of periods that an earlier whole has told, each once. */
const wholesOfThen = (
  people: People<Counted>,
  earlier: readonly ExportedCounts[],
  cellAt: PeopleTable['cellAt'],
): Relation[] => {
  const now = new Map(countRows(people).map((row) => [row.key, row]));
  const relations = new Map<string, Relation>();
  for (const { rows } of earlier)
    for (const step of steps) {
      const whole = rows.find(({ key }) => key === wholeKey);
      if (!whole || whole.hidden.includes(step)) continue;
      const periods = rows.filter(({ kind, counts }) => kind === 'period' && counts[step] !== null);
      const sum = periods.reduce((so, { key }) => so + (now.get(key)?.counts[step] ?? 0), 0);
      if (periods.length === 0 || sum !== whole.counts[step]) continue;
      const names = periods.map(({ key }) => cellName(key, step));
      relations.set(
        names.join('\n'),
        names.flatMap((name): Relation => (cellAt.has(name) ? [[cellAt.get(name)!, 1]] : [])),
      );
    }
  return [...relations.values()];
};

/**
 * Adds to a community's table the counts that the last few exports hid, and all that ties them to each other and to the counts of now, so that neither can be
 * worked out from both: a count that another one hid in March must not be told by the other one in June.
 */
export const withHiddenThen = (
  now: PeopleTable,
  threshold: number,
  earlier: readonly ExportedCounts[],
): PeopleTable => {
  const { table, cellAt } = now;
  for (const { rows } of earlier.slice(-MOST_TOGETHER)) {
    const then = countsTable(rows, threshold);
    const hidden = new Uint8Array(then.table.cells.length);
    const same = new Map<number, number>();
    for (const row of rows)
      for (const step of row.hidden) {
        const name = cellName(row.key, step);
        const [cell, ofNow] = [then.cellAt.get(name)!, cellAt.get(name)];
        hidden[cell] = 1;
        if (row.kind === 'period' && ofNow !== undefined && table.cells[ofNow]!.count === row.counts[step])
          same.set(cell, ofNow);
      }
    const hiding = { hidden, knownAnyway: [], unprotected: [] };
    const places = addHiddenCells(
      table,
      { ...then, hiding },
      { community: 0, reach: Number.POSITIVE_INFINITY, placeOf: same },
    );
    for (const [name, place] of places) {
      const ofNow = cellAt.get(name);
      if (ofNow === undefined || ofNow === place || name.startsWith('period')) continue;
      const since = table.cells[ofNow]!.count - table.cells[place]!.count;
      if (since < 0) continue;
      table.relations.push([
        [ofNow, 1],
        [place, -1],
        [addCell(table, unknownCell(since, 0, 0)), -1],
      ]);
    }
  }
  return now;
};

/** Each makes the programs larger; what is older tells less, as counts have grown since. */
const MOST_TOGETHER = 3;
