import { type Demand, leastCover } from './cover.ts';
import { Reader } from './reader.ts';
import type { Table } from './table.ts';

/** What to hide of a table. */
export interface Hiding {
  /** By cell, of those that are a choice: 1 where it is hidden. */
  hidden: Uint8Array;
  /** Cells whose range is too narrow whatever is hidden of this table: readers know as much already from what is published elsewhere. */
  knownAnyway: number[];
  /** Cells that are hidden for others' sake alone, and whose own range is narrow. None where that can be helped. */
  unprotected: number[];
}

/**
 * Hides the few, and the further cells that keep readers from working them out, at the least loss.
 *
 * Rule: of every hidden cell with a protection, the least and the largest number that it can be are at least so far apart (sliding protection), by
 * two linear programs over all that the reader knows. A hidden cell that readers find too narrow a range for gives a demand on what else to hide, from the
 * programs' reduced costs; all demands so far together give the next choice; until no range is too narrow. Demands are exact, so that what comes out
 * loses the least of all choices (`leastCover` says up to which size).
 *
 * Source: M. Fischetti and J. J. Salazar, "Solving the Cell Suppression Problem on Tabular Data with Linear Constraints", Management Science
 * 47 (2001); L. Willenborg and T. de Waal, Elements of Statistical Disclosure Control (2001), section 6.3.
 */
export const leastHiding = (table: Table): Hiding => {
  const { cells } = table;
  const knownAnyway = new Set<number>();
  const unprotected = new Set<number>();
  let demands: Demand[] = [];
  let cover: ReadonlySet<number> = new Set();
  for (;;) {
    const hidden = Uint8Array.from(cells, ({ mustHide }, cell) => (mustHide !== null || cover.has(cell) ? 1 : 0));
    const reader = new Reader(table, hidden);
    const unmet: Demand[] = [];
    for (const [cell, { kind, mustHide, protection }] of cells.entries()) {
      if (!reader.isHidden(cell) || protection === 0 || knownAnyway.has(cell) || unprotected.has(cell)) continue;
      if (reader.isWide(cell, protection)) continue;
      const demand = demandOf(table, reader, hidden, cell);
      if (demand.onlyIf !== null || canBeMet(demand)) unmet.push(demand);
      else if (mustHide !== null || kind === 'unknown') knownAnyway.add(cell);
    }
    if (unmet.length === 0) {
      return {
        hidden,
        knownAnyway: [...knownAnyway],
        unprotected: [...unprotected].filter((cell) => hidden[cell] === 1),
      };
    }
    demands.push(...unmet);
    const next = leastCover(demands, (cell) => cells[cell]!.loss);
    if (next === null) {
      for (const { onlyIf } of demands) if (onlyIf !== null) unprotected.add(onlyIf);
      demands = demands.filter(({ onlyIf }) => onlyIf === null);
    }
    cover = next ?? leastCover(demands, (cell) => cells[cell]!.loss)!;
  }
};

/** What else would have to be hidden for the cell's range to be wide enough. */
const demandOf = ({ cells }: Table, reader: Reader, hidden: Uint8Array, cell: number): Demand => {
  const { least, most } = reader.rangeOf(cell);
  const { kind, mustHide, protection } = cells[cell]!;
  const leverage = [...reader.leverageOn(cell)].filter(([other]) => cells[other]!.mustHide === null);
  const need = leverage.reduce((sum, [other, by]) => (hidden[other] ? sum + by : sum), protection - (most - least));
  return {
    need,
    weights: new Map(leverage.map(([other, by]) => [other, Math.min(by, need)])),
    onlyIf: kind === 'unknown' || mustHide !== null ? null : cell,
  };
};

const canBeMet = ({ need, weights }: Demand): boolean =>
  [...weights.values()].reduce((sum, weight) => sum + weight, 0) >= need - 1e-6;
