import type { Counted, People, Step } from '../rollup.ts';
import { steps } from '../rollup.ts';
import { cellName, isPartOfFew, lossOf, type PeopleTable } from './community-table.ts';
import { addHiddenCells, type Disclosure, isHiddenIn, protectionIn } from './hidden-cells.ts';
import { leastHiding } from './hiding.ts';
import { countRows } from './people-cells.ts';
import { addCell, isFew, type Table, unknownCell } from './table.ts';

export const disclosureOf = (people: People<Counted>, table: PeopleTable): Disclosure => ({
  people,
  ...table,
  hiding: leastHiding(table.table),
});

/** Communities that are published together as well: a state, for the network. */
export interface Group {
  /** Places in the list of communities. */
  members: readonly number[];
  disclosure: Disclosure;
}

/**
 * What readers know of sums over communities: every count that a community publishes on its own, so that of each sum what is left is the counts that
 * communities hide; what ties these to each other in each community; and the sums that states publish.
 *
 * A sum of which no community hides its part is known to whoever adds up. It is hidden where it is few, and has nothing to protect.
 *
 * @param people       the sums
 * @param communities  each as it publishes itself
 */
export const scopeTable = (
  people: People<Counted>,
  threshold: number,
  communities: readonly Disclosure[],
  groups: readonly Group[],
): PeopleTable => {
  const table: Table = { cells: [], relations: [] };
  const hiddenOf = communities.map((own, community) => addHiddenCells(table, own, { community, reach: 2 * threshold }));
  const partsOf = (members: readonly number[], row: string, step: Step): number[] =>
    members.flatMap((member) => hiddenOf[member]!.get(cellName(row, step)) ?? []);

  for (const { members, disclosure } of groups)
    for (const { key, counts } of countRows(disclosure.people))
      for (const step of steps) {
        const parts = partsOf(members, key, step);
        if (parts.length === 0) continue;
        const cell = disclosure.cellAt.get(cellName(key, step))!;
        const terms = parts.map((part) => [part, 1] as const);
        table.relations.push(
          isHiddenIn(disclosure, key, step)
            ? [...terms, [addCell(table, unknownCell(counts[step]!, protectionIn(disclosure, cell), null)), -1]]
            : terms,
        );
      }

  const cellAt = new Map<string, number>();
  const everybody = communities.map((_, index) => index);
  const rows = countRows(people);
  for (const row of rows)
    for (const step of steps) {
      const count = row.counts[step];
      if (count === null) continue;
      const parts = partsOf(everybody, row.key, step);
      const cell = addCell(table, {
        count,
        kind: 'choice',
        // What every community shows of itself, nobody need hide of the sum.
        mustHide:
          isFew(count, threshold) || (parts.length > 0 && isPartOfFew(row, step, rows[0]!, threshold)) ? 'few' : null,
        protection: parts.length === 0 ? 0 : threshold,
        loss: lossOf(row, step),
        reach: Number.POSITIVE_INFINITY,
        community: null,
      });
      cellAt.set(cellName(row.key, step), cell);
      if (parts.length > 0) table.relations.push([[cell, 1], ...parts.map((part) => [part, -1] as const)]);
    }
  return { table, cellAt };
};
