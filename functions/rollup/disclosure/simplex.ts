/** A number that is from `least` to `most` (Infinity: anything above), and is `at` in a solution that is known. */
export interface Column {
  least: number;
  most: number;
  at: number;
}

/** A sum that is known, whatever its parts are: each column times its factor. */
export type Row = readonly (readonly [column: number, times: number])[];

export interface Optimum {
  /** -Infinity where nothing ends it. */
  value: number;
  /** By column: what the value would change by for one more of it. All 0 where nothing ends it. */
  reducedCosts: Float64Array;
}

/**
 * Linear programs over the same sums, one after the other, each from where the last one ended: the primal simplex method with bounds on a dense tableau,
 * by the largest reduced cost and, where that takes long, by Bland's rule, under which it always ends.
 *
 * It starts at a known solution instead of looking for one, whether that is a corner or not. Programs here have a few dozen columns and are asked
 * by the thousand, in which setting up a general solver takes far longer than solving; a test holds the results against HiGHS.
 *
 * Source: V. Chvátal, Linear Programming (1983), chapters 3 and 8.
 */
export class Simplex {
  /** By column: the least and the most in any solution seen so far. All solutions in between exist as well. */
  readonly leastSeen: Float64Array;
  readonly mostSeen: Float64Array;
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  readonly #at: Float64Array;
  readonly #width: number;
  readonly #everyColumn: readonly number[];
  readonly #tableau: Float64Array[];
  /** Each rounds a little: after many, whoever asks had better begin anew. */
  pivots = 0;
  /** By row: its basic column; NONE where the row still stands for itself, and nothing in it may change. */
  readonly #basis: Int32Array;
  readonly #isBasic: Uint8Array;

  /** @param rows  hold at the columns' `at` by definition */
  constructor(columns: readonly Column[], rows: readonly Row[]) {
    this.#width = columns.length;
    this.#everyColumn = columns.map((_, column) => column);
    this.#least = Float64Array.from(columns, ({ least }) => least);
    this.#most = Float64Array.from(columns, ({ most }) => most);
    this.#at = Float64Array.from(columns, ({ at }) => at);
    this.leastSeen = Float64Array.from(this.#at);
    this.mostSeen = Float64Array.from(this.#at);
    // One piece of memory: programs are made by the hundred thousand, and the rows' own would be given back only after many of them.
    const cells = new Float64Array(rows.length * this.#width);
    this.#tableau = rows.map((row, index) => {
      const dense = cells.subarray(index * this.#width, (index + 1) * this.#width);
      for (const [column, times] of row) dense[column] = dense[column]! + times;
      return dense;
    });
    this.#basis = new Int32Array(rows.length).fill(NONE);
    this.#isBasic = new Uint8Array(this.#width);
  }

  at(column: number): number {
    return this.#at[column]!;
  }

  /** The least that a sum of columns can be. */
  minimize(costs: Row): Optimum {
    const reduced = this.#reducedCosts(costs);
    for (let step = 0; ; step++) {
      const entering = this.#entering(reduced, step >= STEPS_BEFORE_BLAND);
      if (entering === NONE) break;
      const direction = reduced[entering]! < 0 ? 1 : -1;
      const { length, row } = this.#leaving(entering, direction, step >= STEPS_BEFORE_BLAND);
      if (length === Number.POSITIVE_INFINITY) {
        this.#seeRay(entering, direction);
        return { value: Number.NEGATIVE_INFINITY, reducedCosts: new Float64Array(this.#width) };
      }
      this.#move(entering, direction * length);
      if (row !== NONE) this.#pivot(row, entering, reduced);
    }
    for (let column = 0; column < this.#width; column++) {
      const at = this.#at[column]!;
      if (at < this.leastSeen[column]!) this.leastSeen[column] = at;
      if (at > this.mostSeen[column]!) this.mostSeen[column] = at;
    }
    return { value: costs.reduce((sum, [column, times]) => sum + times * this.#at[column]!, 0), reducedCosts: reduced };
  }

  #reducedCosts(costs: Row): Float64Array {
    const reduced = new Float64Array(this.#width);
    for (const [column, times] of costs) reduced[column] = reduced[column]! + times;
    const original = Float64Array.from(reduced);
    for (const [row, basic] of this.#basis.entries())
      if (basic !== NONE && original[basic] !== 0)
        subtract(reduced, this.#tableau[row]!, this.#everyColumn, original[basic]!);
    return reduced;
  }

  #entering(reduced: Float64Array, byBland: boolean): number {
    let best = NONE;
    let largest = NEARLY_NOTHING;
    for (let column = 0; column < this.#width; column++) {
      const cost = reduced[column]!;
      if (this.#isBasic[column] || Math.abs(cost) <= largest) continue;
      const room = cost < 0 ? this.#most[column]! - this.#at[column]! : this.#at[column]! - this.#least[column]!;
      if (room <= NEARLY_NOTHING) continue;
      best = column;
      if (byBland) break;
      largest = Math.abs(cost);
    }
    return best;
  }

  /** How far the entering column can go, and the row that stops it; none where it stops at a bound of its own. */
  #leaving(entering: number, direction: number, byBland: boolean): { length: number; row: number } {
    let length =
      direction > 0 ? this.#most[entering]! - this.#at[entering]! : this.#at[entering]! - this.#least[entering]!;
    let row = NONE;
    let largest = 0;
    for (let index = 0; index < this.#basis.length; index++) {
      const factor = this.#tableau[index]![entering]!;
      if (Math.abs(factor) <= LEAST_PIVOT) continue;
      const basic = this.#basis[index]!;
      const room = basic === NONE ? 0 : this.#room(basic, -direction * factor);
      const far = room / Math.abs(factor);
      const isTie = row !== NONE && Math.abs(far - length) <= NEARLY_NOTHING;
      const wins = isTie ? (byBland ? basic < this.#basis[row]! : Math.abs(factor) > largest) : far < length;
      if (!wins) continue;
      length = Math.min(length, Math.max(0, far));
      row = index;
      largest = Math.abs(factor);
    }
    return { length, row };
  }

  #room(column: number, rate: number): number {
    return rate > 0 ? this.#most[column]! - this.#at[column]! : this.#at[column]! - this.#least[column]!;
  }

  #move(entering: number, by: number): void {
    if (by === 0) return;
    this.#at[entering] = this.#at[entering]! + by;
    for (let index = 0; index < this.#basis.length; index++) {
      const basic = this.#basis[index]!;
      if (basic !== NONE) this.#at[basic] = this.#at[basic]! - by * this.#tableau[index]![entering]!;
    }
  }

  #pivot(row: number, entering: number, reduced: Float64Array): void {
    const pivotRow = this.#tableau[row]!;
    const pivot = pivotRow[entering]!;
    const filled: number[] = [];
    for (let column = 0; column < this.#width; column++) {
      if (pivotRow[column] === 0) continue;
      pivotRow[column] = pivotRow[column]! / pivot;
      filled.push(column);
    }
    for (let index = 0; index < this.#tableau.length; index++)
      if (index !== row) subtract(this.#tableau[index]!, pivotRow, filled, this.#tableau[index]![entering]!);
    subtract(reduced, pivotRow, filled, reduced[entering]!);
    this.pivots++;
    const leaving = this.#basis[row]!;
    if (leaving !== NONE) this.#isBasic[leaving] = 0;
    this.#basis[row] = entering;
    this.#isBasic[entering] = 1;
  }

  #seeRay(entering: number, direction: number): void {
    if (direction > 0) this.mostSeen[entering] = Number.POSITIVE_INFINITY;
    for (const [index, basic] of this.#basis.entries())
      if (basic !== NONE && -direction * this.#tableau[index]![entering]! > NEARLY_NOTHING)
        this.mostSeen[basic] = Number.POSITIVE_INFINITY;
  }
}

const NONE = -1;
const NEARLY_NOTHING = 1e-9;
/** Dividing by less would make the errors of rounding large. */
const LEAST_PIVOT = 1e-7;
/** Without cycling, programs of this size end far sooner. */
const STEPS_BEFORE_BLAND = 500;

/** @param filled  the columns in which the row is not 0, or more */
const subtract = (from: Float64Array, row: Float64Array, filled: readonly number[], times: number): void => {
  if (Math.abs(times) <= NEARLY_NOTHING) return;
  for (const column of filled) {
    const left = from[column]! - times * row[column]!;
    // What is left of equal numbers is nothing, not the error of a division.
    from[column] = Math.abs(left) < NEARLY_NOTHING ? 0 : left;
  }
};
