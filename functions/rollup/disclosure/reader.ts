import { type Column, type Optimum, type Row, Simplex } from './simplex.ts';
import type { Table } from './table.ts';

/** The least and the largest number that a cell can be; Infinity where nothing tells. */
export interface Range {
  least: number;
  most: number;
}

/** By cell of choice: how much wider the range of another would be at most if this one were hidden, or how much narrower if it were not. */
export type Leverage = ReadonlyMap<number, number>;

/**
 * A reader who works out what they can of the hidden cells: the least and the largest that each can be, by two linear programs over the cells that hang
 * together with it.
 *
 * Where more than `MOST_CELLS` hang together, they are looked at in blocks around one community: its cells, the sums that they are in, and the few
 * communities that are in most of these sums. All others are taken as if they were known, so that a range is never found wider than it is.
 */
export class Reader {
  readonly #table: Table;
  readonly #hidden: Uint8Array;
  readonly #relationsOf: readonly (readonly number[])[];
  readonly #components: readonly (readonly number[])[];
  readonly #componentOf: Int32Array;
  readonly #parts = new Map<string, Part>();

  /** @param hidden  by cell, of those that are a choice */
  constructor(table: Table, hidden: Uint8Array) {
    this.#table = table;
    this.#hidden = hidden;
    const relationsOf: number[][] = table.cells.map(() => []);
    for (const [index, relation] of table.relations.entries())
      for (const [cell] of relation) relationsOf[cell]!.push(index);
    this.#relationsOf = relationsOf;
    this.#componentOf = new Int32Array(table.cells.length).fill(-1);
    this.#components = this.#connected();
  }

  isHidden(cell: number): boolean {
    const { kind } = this.#table.cells[cell]!;
    return kind === 'unknown' || (kind === 'choice' && this.#hidden[cell] === 1);
  }

  /** Whether the range of a hidden cell is at least so wide; often known from the ranges of others without solving anything. */
  isWide(cell: number, width: number): boolean {
    const part = this.#partAround(cell, 'hidden');
    const isSeen = (): boolean => part.seen(cell) >= width - ROUNDING;
    if (isSeen()) return true;
    const most = -part.most(cell).value;
    if (isSeen()) return true;
    // What was seen is forgotten where the programs begin anew.
    return most - part.least(cell).value >= width - ROUNDING;
  }

  rangeOf(cell: number): Range {
    const part = this.#partAround(cell, 'hidden');
    return { least: part.least(cell).value, most: -part.most(cell).value };
  }

  /** What the width of a cell's range hangs on. */
  leverageOn(cell: number): Leverage {
    const part = this.#partAround(cell, 'choices');
    const leverage = new Map<number, number>();
    for (const { reducedCosts } of [part.least(cell), part.most(cell)])
      for (const [column, other] of part.cells.entries()) {
        const { kind, count } = this.#table.cells[other]!;
        const cost = reducedCosts[column]!;
        // What is hidden and yet taken as known here stays so, whatever else is hidden.
        if (kind !== 'choice' || other === cell || cost === 0 || (this.isHidden(other) && !part.varies(column)))
          continue;
        leverage.set(other, (leverage.get(other) ?? 0) + (cost > 0 ? cost * count : -cost * ANYTHING));
      }
    return leverage;
  }

  #partAround(cell: number, columns: 'hidden' | 'choices'): Part {
    const component = this.#componentOf[cell]!;
    const connected = this.#components[component]!;
    const isWhole = connected.length <= MOST_CELLS;
    const center = isWhole ? null : this.#communityOf(cell);
    const key = `${columns} ${isWhole ? component : `around ${center}`}`;
    const known = this.#parts.get(key);
    if (known) return known;
    const part = new Part(
      this.#table,
      isWhole ? connected : this.#blockAround(center!, connected),
      this.#relationsOf,
      columns === 'choices',
    );
    this.#parts.set(key, part);
    return part;
  }

  /** Its own, or of a sum that of its first part. */
  #communityOf(cell: number): number {
    const { cells, relations } = this.#table;
    const around = this.#relationsOf[cell]!.flatMap((relation) => relations[relation]!.map(([each]) => each));
    return [cell, ...around].map((each) => cells[each]!.community).find((community) => community !== null)!;
  }

  /** The hidden cells whose numbers hang together, each component in order. */
  #connected(): number[][] {
    const components: number[][] = [];
    for (const start of this.#table.cells.keys()) {
      if (this.#componentOf[start] !== -1 || !this.isHidden(start)) continue;
      const found = [start];
      this.#componentOf[start] = components.length;
      for (const cell of found)
        for (const relation of this.#relationsOf[cell]!)
          for (const [other] of this.#table.relations[relation]!) {
            if (this.#componentOf[other] !== -1 || !this.isHidden(other)) continue;
            this.#componentOf[other] = components.length;
            found.push(other);
          }
      components.push(found.sort((left, right) => left - right));
    }
    return components;
  }

  #blockAround(community: number, connected: readonly number[]): number[] {
    const { cells, relations } = this.#table;
    const own = connected.filter((cell) => cells[cell]!.community === community);
    const shared = new Map<number, number>();
    for (const relation of new Set(own.flatMap((cell) => this.#relationsOf[cell]!)))
      for (const other of new Set(relations[relation]!.map(([cell]) => cells[cell]!.community)))
        if (other !== null && other !== community) shared.set(other, (shared.get(other) ?? 0) + 1);
    const partners = new Set(
      [...shared]
        .sort(([left, sums], [right, otherSums]) => otherSums - sums || left - right)
        .slice(0, PARTNERS)
        .map(([partner]) => partner),
    );
    const block = new Set(own);
    for (const cell of connected) if (partners.has(cells[cell]!.community ?? -1)) block.add(cell);
    for (const cell of [...block])
      for (const relation of this.#relationsOf[cell]!)
        for (const [other] of relations[relation]!)
          if (cells[other]!.community === null && this.isHidden(other)) block.add(other);
    return [...block].sort((left, right) => left - right);
  }
}

const MOST_CELLS = 700;
const PARTNERS = 3;
/** Nothing else limits how large a hidden count may be. */
const ANYTHING = 1e9;
const ROUNDING = 1e-6;
/** After so many pivots the errors of rounding are still far smaller than a person. */
const MOST_PIVOTS = 300;

/** Cells that may change together, and the linear programs over them. */
class Part {
  /** By column: the cell. First those that may change; behind them, where it matters, those of choice that stand in a sum with them. */
  readonly cells: readonly number[];
  readonly #varying: number;
  readonly #columns: ReadonlyMap<number, number>;
  readonly #bounds: readonly Column[];
  readonly #rows: readonly Row[];
  #simplex: Simplex;

  constructor(
    { cells, relations }: Table,
    varying: readonly number[],
    relationsOf: readonly (readonly number[])[],
    withChoices: boolean,
  ) {
    const touched = [...new Set(varying.flatMap((cell) => relationsOf[cell]!))].sort((left, right) => left - right);
    const columns = new Map(varying.map((cell, column) => [cell, column]));
    if (withChoices)
      for (const relation of touched)
        for (const [cell] of relations[relation]!)
          if (!columns.has(cell) && cells[cell]!.kind === 'choice') columns.set(cell, columns.size);
    this.cells = [...columns.keys()];
    this.#varying = varying.length;
    this.#columns = columns;
    this.#bounds = this.cells.map((cell, column) => {
      const { count, reach } = cells[cell]!;
      return this.varies(column)
        ? { least: Math.max(0, count - reach), most: count + reach, at: count }
        : { least: count, most: count, at: count };
    });
    this.#rows = touched.map((relation) =>
      relations[relation]!.flatMap(([cell, times]) => {
        const column = columns.get(cell);
        return column === undefined ? [] : [[column, times] as const];
      }),
    );
    this.#simplex = new Simplex(this.#bounds, this.#rows);
  }

  varies(column: number): boolean {
    return column < this.#varying;
  }

  /** How far apart the numbers are that the cell has had in solutions so far. */
  seen(cell: number): number {
    const column = this.#columns.get(cell)!;
    return this.#simplex.mostSeen[column]! - this.#simplex.leastSeen[column]!;
  }

  least(cell: number): Optimum {
    return this.#minimize([[this.#columns.get(cell)!, 1]]);
  }

  most(cell: number): Optimum {
    return this.#minimize([[this.#columns.get(cell)!, -1]]);
  }

  #minimize(costs: Row): Optimum {
    if (this.#simplex.pivots > MOST_PIVOTS) this.#simplex = new Simplex(this.#bounds, this.#rows);
    return this.#simplex.minimize(costs);
  }
}
