import type { Counted, People, Step } from '../rollup.ts';
import { steps } from '../rollup.ts';
import { cellName, isPartOfFew, lossOf, type PeopleTable } from './community-table.ts';
import { type Hiding, leastHiding } from './hiding.ts';
import { countRows } from './people-cells.ts';
import { addCell, isFew, type Table, unknownCell } from './table.ts';

/** Counts as they are published somewhere: which of them are hidden, and the table by which that was found. */
export interface Disclosure extends PeopleTable {
  people: People<Counted>;
  hiding: Hiding;
}

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

export const isHiddenIn = ({ cellAt, hiding }: Disclosure, row: string, step: Step): boolean => {
  const cell = cellAt.get(cellName(row, step));
  return cell !== undefined && hiding.hidden[cell] === 1;
};

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
  const hiddenOf = communities.map((community, index) => addHidden(table, community, index, threshold));
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
        few: isFew(count, threshold) || (parts.length > 0 && isPartOfFew(row, step, rows[0]!, threshold)),
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

/** How far the range of a cell must go that is hidden elsewhere. */
const protectionIn = ({ table, hiding }: Disclosure, cell: number): number =>
  hiding.knownAnyway.includes(cell) || hiding.unprotected.includes(cell) ? 0 : table.cells[cell]!.protection;

/**
 * What a community hides, and what readers know of it. Counts that differ by more than twice the threshold from the real ones are not looked at: what is
 * far from a limit then never meets it, and most limits of one stage by another go.
 */
const addHidden = (
  table: Table,
  disclosure: Disclosure,
  community: number,
  threshold: number,
): ReadonlyMap<string, number> => {
  const { cells, relations } = disclosure.table;
  const { hidden } = disclosure.hiding;
  const reach = 2 * threshold;
  const placeOf = new Map<number, number>();
  const copied = (cell: number): number => {
    const known = placeOf.get(cell);
    if (known !== undefined) return known;
    const { count, kind } = cells[cell]!;
    const place = addCell(table, {
      ...unknownCell(count, protectionIn(disclosure, cell), community),
      ...(kind === 'choice' ? { reach } : {}),
    });
    placeOf.set(cell, place);
    return place;
  };
  for (const relation of relations) {
    const open = relation.filter(([cell]) => hidden[cell] === 1 || cells[cell]!.kind === 'unknown');
    const isOutOfReach = open.some(
      ([cell]) =>
        cells[cell]!.kind === 'unknown' &&
        protectionIn(disclosure, cell) === 0 &&
        cells[cell]!.count >= reach * (open.length - 1),
    );
    if (isOutOfReach || !open.some(([cell]) => hidden[cell] === 1 || isProtected(disclosure, cell))) continue;
    table.relations.push(open.map(([cell, times]) => [copied(cell), times] as const));
  }
  const byName = new Map<string, number>();
  for (const [name, cell] of disclosure.cellAt) if (hidden[cell] === 1) byName.set(name, copied(cell));
  return byName;
};

const isProtected = (disclosure: Disclosure, cell: number): boolean =>
  disclosure.table.cells[cell]!.kind === 'unknown' && protectionIn(disclosure, cell) > 0;
