import type { Counted, People, Step } from '../rollup.ts';
import { cellName, type PeopleTable } from './community-table.ts';
import type { Hiding } from './hiding.ts';
import { addCell, type Table, unknownCell } from './table.ts';

/** Counts as they are published somewhere: which of them are hidden, and the table by which that was found. */
export interface Disclosure extends PeopleTable {
  people: People<Counted>;
  hiding: Hiding;
}

export const isHiddenIn = ({ cellAt, hiding }: Disclosure, row: string, step: Step): boolean => {
  const cell = cellAt.get(cellName(row, step));
  return cell !== undefined && hiding.hidden[cell] === 1;
};

/**
 * Adds to a table what another one hides, and what readers know of it. Where only counts within a reach of the real ones are looked at, what is
 * far from a limit never meets it, and most limits of one stage by another go.
 *
 * @param community  whose cells they are
 * @param placeOf    cells of the other table that are in this one already
 * @returns by `cellName`, where they now are
 */
export const addHiddenCells = (
  table: Table,
  disclosure: Omit<Disclosure, 'people'>,
  { community, reach, placeOf = new Map() }: { community: number; reach: number; placeOf?: Map<number, number> },
): ReadonlyMap<string, number> => {
  const { cells, relations } = disclosure.table;
  const { hidden } = disclosure.hiding;
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

const isProtected = (disclosure: Omit<Disclosure, 'people'>, cell: number): boolean =>
  disclosure.table.cells[cell]!.kind === 'unknown' && protectionIn(disclosure, cell) > 0;

/** How far the range of a cell must go that is hidden elsewhere. */
export const protectionIn = ({ table, hiding }: Omit<Disclosure, 'people'>, cell: number): number =>
  hiding.knownAnyway.includes(cell) || hiding.unprotected.includes(cell) ? 0 : table.cells[cell]!.protection;
