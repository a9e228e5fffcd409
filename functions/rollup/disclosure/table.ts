/**
 * What a reader knows of a table of counts: which numbers belong together, and which of them are there to read.
 *
 * No number is ever negative. Where a sum has a part that is nowhere to read (people who are in no segment; by how many one stage is smaller than
 * the one before), that part is a cell as well, one that is always hidden.
 */
export interface Table {
  cells: Cell[];
  relations: Relation[];
}

export interface Cell {
  /** What it really is. */
  count: number;
  /** `choice`: published or not, as need be. Of the others nothing can be changed: they are known to the reader, or nowhere to read. */
  kind: 'choice' | 'known' | 'unknown';
  /** A choice that is not one: why it is hidden in any case. */
  mustHide: MustHide | null;
  /** Where it is hidden: the least and the largest number that it can be, as far as a reader can tell, are at least so far apart. 0: it does not matter. */
  protection: number;
  /** What readers lose where it is hidden, beside what they lose with others. */
  loss: number;
  /** Only counts so near to the real one are looked at, so that a range may be found narrower than it is, and never wider. */
  reach: number;
  /** Cells of the same community are found together; null for sums over communities. */
  community: number | null;
}

/**
 * `few`: few people, or part of few. Other counts would tell of few: `earlier`, beside an earlier export of the same communities; `parts`, beside what they
 * publish on their own; `overlap`, beside a sum over other communities.
 */
export type MustHide = 'few' | 'earlier' | 'parts' | 'overlap';

/** Cells times factors that add up to a number that the reader knows, or could know by the cells' own counts. */
export type Relation = readonly (readonly [cell: number, times: number])[];

/** Appends a cell and says where it stands. */
export const addCell = (table: Table, cell: Cell): number => table.cells.push(cell) - 1;

/** A number that is part of a sum and nowhere to read. */
export const unknownCell = (count: number, protection: number, community: number | null): Cell => ({
  count,
  kind: 'unknown',
  mustHide: null,
  protection,
  loss: 0,
  reach: Number.POSITIVE_INFINITY,
  community,
});

/** From 1 to one below the threshold: somebody could be recognized. Nobody is nobody. */
export const isFew = (count: number | null, threshold: number): boolean =>
  count !== null && count > 0 && count < threshold;
