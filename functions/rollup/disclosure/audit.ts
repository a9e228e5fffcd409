import type { People, Published, Step } from '../rollup.ts';
import { cellName, type PeopleTable } from './community-table.ts';
import type { Disclosure } from './hidden-cells.ts';
import { countRows } from './people-cells.ts';
import { Reader } from './reader.ts';

/** What somebody finds out who tries to work out what is hidden. Part of every export. */
export interface Audit {
  /** Hidden counts whose range was worked out, those included that others hide and this export could have given away. */
  cells: number;
  /** The narrowest range of them, in people: the largest number that a count can be, less the least. null where none is hidden, or nothing limits any. */
  narrowest: number | null;
  /** Counts that are hidden here but that readers know, or nearly, from what has been published elsewhere, whatever is hidden here. */
  knownAnyway: number;
  /** Of the counts of people in the whole, by group and by period: why those are hidden that are. */
  counts: HiddenCounts;
}

export interface HiddenCounts {
  /** Hidden or not. */
  of: number;
  /** Few people, or part of few. */
  few: number;
  /** Hidden so that others cannot be worked out, here or beside other pages. */
  complementary: number;
  /** Beside an earlier export they would tell of few. */
  earlier: number;
}

/** The audit of an export failed: it must not be given to anybody. An error of our program, never of a plan. */
export class UnsafeExport extends Error {
  /** Hidden counts of which more could be worked out than may be. */
  readonly counts: number;

  constructor(counts: number) {
    super(
      `The rollup is not given out: of ${counts} hidden counts of people more could be worked out than may be. Report this with the scope and year to those who make the planner.`,
    );
    this.name = 'UnsafeExport';
    this.counts = counts;
  }
}

/**
 * Plays the reader on what is about to be published, as it stands there: for each hidden count two linear programs find the least and the largest that it can
 * be.
 *
 * @throws UnsafeExport where the two are closer than the threshold
 */
export const auditOf = (published: People<Published>, disclosure: Disclosure): Audit => {
  const { table, hiding } = disclosure;
  const reader = new Reader(table, hiddenCells(published, disclosure));
  const exempt = new Set([...hiding.knownAnyway, ...hiding.unprotected]);
  let [cells, narrow, narrowest] = [0, 0, Number.POSITIVE_INFINITY];
  for (const [cell, { protection }] of table.cells.entries()) {
    if (protection === 0 || exempt.has(cell) || !reader.isHidden(cell)) continue;
    cells++;
    const { least, most } = reader.rangeOf(cell);
    narrowest = Math.min(narrowest, most - least);
    if (most - least < protection - ROUNDING) narrow++;
  }
  if (narrow > 0) throw new UnsafeExport(narrow);
  return {
    cells,
    narrowest: narrowest === Number.POSITIVE_INFINITY ? null : Math.round(narrowest),
    knownAnyway: hiding.knownAnyway.length,
    counts: hiddenCounts(disclosure),
  };
};

const hiddenCounts = ({ table, cellAt, hiding }: Disclosure): HiddenCounts => {
  const counts: HiddenCounts = { of: cellAt.size, few: 0, complementary: 0, earlier: 0 };
  for (const cell of cellAt.values()) {
    if (hiding.hidden[cell] !== 1) continue;
    const { mustHide } = table.cells[cell]!;
    counts[mustHide === 'few' || mustHide === 'earlier' ? mustHide : 'complementary']++;
  }
  return counts;
};

const ROUNDING = 1e-6;

const hiddenCells = (published: People<Published>, { table, cellAt }: PeopleTable): Uint8Array => {
  const hidden = new Uint8Array(table.cells.length);
  for (const { key, counts } of countRows(published))
    for (const [step, count] of Object.entries(counts))
      if (count === 'hidden') hidden[cellAt.get(cellName(key, step as Step))!] = 1;
  return hidden;
};
