import type { Counted, People, Published } from '../rollup.ts';
import { steps } from '../rollup.ts';
import { cellName, type PeopleTable } from './community-table.ts';
import { type CountRow, countRows, wholeKey } from './people-cells.ts';
import { addCell, isFew, type Relation, unknownCell } from './table.ts';

/** What was published before of the same communities and year. */
export interface EarlierExport {
  people: People<Published>;
}

/**
 * Adds to a table what readers know who have kept an earlier export:
 * - a period's count that was published is known for good, and one that was hidden stays hidden, because the sums of then are known as well
 * - of all those counted so far there are no fewer now; where a few have come since, the count of now would say how few
 * - the whole of then is the sum of the periods of then
 *
 * Where a count has been corrected since, the earlier one says nothing.
 */
export const withEarlier = (
  { table, cellAt }: PeopleTable,
  people: People<Counted>,
  threshold: number,
  earlier: readonly EarlierExport[],
): PeopleTable => {
  const now = new Map(countRows(people).map((row) => [row.key, row]));
  for (const before of earlier) {
    const rows = countRows(before.people);
    for (const { key, kind, counts } of rows)
      for (const step of steps) {
        const cell = cellAt.get(cellName(key, step));
        const then = counts[step];
        if (cell === undefined || then === null) continue;
        const found = table.cells[cell]!;
        if (kind === 'period') {
          if (then === 'hidden') found.few = true;
          else if (then === found.count)
            Object.assign(found, { kind: 'known', protection: 0, few: isFew(found.count, threshold) });
          continue;
        }
        if (then === 'hidden') continue;
        const since = found.count - then;
        if (isFew(Math.abs(since), threshold)) found.few = true;
        if (since >= 0)
          table.relations.push([
            [cell, 1],
            [addCell(table, unknownCell(since, 0, 0)), -1],
          ]);
      }
    table.relations.push(...wholeOfThen(rows, now, cellAt));
  }
  return { table, cellAt };
};

const wholeOfThen = (
  rows: readonly CountRow<Published>[],
  now: ReadonlyMap<string, CountRow<Counted>>,
  cellAt: PeopleTable['cellAt'],
): Relation[] =>
  steps.flatMap((step) => {
    const whole = rows.find(({ key }) => key === wholeKey)?.counts[step];
    const periods = rows.filter(({ kind, counts }) => kind === 'period' && counts[step] !== null);
    const sum = periods.reduce((so, { key }) => so + (now.get(key)?.counts[step] ?? 0), 0);
    if (sum !== whole) return [];
    return [
      periods.flatMap(({ key }): Relation => {
        const cell = cellAt.get(cellName(key, step));
        return cell === undefined ? [] : [[cell, 1]];
      }),
    ];
  });
