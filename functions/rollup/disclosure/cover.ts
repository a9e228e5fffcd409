/** Something that must be the case of what is hidden: weights of hidden cells that add up to a need. */
export interface Demand {
  need: number;
  /** By cell; above 0, and at most the need. */
  weights: ReadonlyMap<number, number>;
  /** The demand holds only where this cell is hidden; null: in any case. */
  onlyIf: number | null;
}

/**
 * The cells to hide that meet every demand at the least loss: a mixed-integer program, solved by branching and bounding.
 *
 * Demands that share no cell are solved apart. Where one such part has more than 40 cells, or takes more than 2,000 branches, the best that was found is
 * taken, and at the least what a greedy choice comes to: always the cell that brings demands the furthest for its loss, and in the end every cell is
 * given back that is not needed after all. The same demands always give the same cells.
 *
 * @param lossOf  above 0
 * @returns the cells, or null where the demands cannot be met
 */
export const leastCover = (demands: readonly Demand[], lossOf: (cell: number) => number): Set<number> | null => {
  const cover = new Set<number>();
  for (const part of partsOf(demands)) {
    const cells = new Set(part.flatMap(cellsOf));
    const greedy = greedyCover(part, lossOf);
    const best = cells.size > MOST_CELLS ? greedy : new Branching(part, lossOf, greedy).best;
    if (best === null) return null;
    for (const cell of best) cover.add(cell);
  }
  return cover;
};

const MOST_CELLS = 40;
const MOST_BRANCHES = 2_000;

const cellsOf = ({ weights, onlyIf }: Demand): number[] => [...weights.keys(), ...(onlyIf === null ? [] : [onlyIf])];

const partsOf = (demands: readonly Demand[]): Demand[][] => {
  const partOf = new Map<number, Demand[]>();
  for (const demand of demands) {
    const merged = [demand];
    const touched = new Set(cellsOf(demand).map((cell) => partOf.get(cell) ?? []));
    for (const part of touched) merged.push(...part);
    for (const each of merged) for (const cell of cellsOf(each)) partOf.set(cell, merged);
  }
  return [...new Set(partOf.values())];
};

const EXACT = 1e-6;

const isMet = ({ need, weights, onlyIf }: Demand, hidden: ReadonlySet<number>): boolean => {
  if (onlyIf !== null && !hidden.has(onlyIf)) return true;
  let sum = 0;
  for (const [cell, weight] of weights) if (hidden.has(cell)) sum += weight;
  return sum >= need - EXACT;
};

const greedyCover = (demands: readonly Demand[], lossOf: (cell: number) => number): Set<number> | null => {
  const hidden = new Set<number>();
  for (;;) {
    const open = demands.filter((demand) => !isMet(demand, hidden));
    if (open.length === 0) break;
    const gains = new Map<number, number>();
    for (const { need, weights } of open)
      for (const [cell, weight] of weights)
        if (!hidden.has(cell)) gains.set(cell, (gains.get(cell) ?? 0) + weight / need);
    let best: number | null = null;
    for (const [cell, gain] of gains) {
      const lead = best === null ? 1 : gain / lossOf(cell) - gains.get(best)! / lossOf(best);
      if (best === null || lead > EXACT || (Math.abs(lead) <= EXACT && cell < best)) best = cell;
    }
    if (best === null) return null;
    hidden.add(best);
  }
  for (const cell of [...hidden].sort((left, right) => lossOf(right) - lossOf(left) || right - left)) {
    hidden.delete(cell);
    if (!demands.every((demand) => isMet(demand, hidden))) hidden.add(cell);
  }
  return hidden;
};

class Branching {
  best: Set<number> | null;
  readonly #demands: readonly Demand[];
  readonly #lossOf: (cell: number) => number;
  readonly #hidden = new Set<number>();
  readonly #shown = new Set<number>();
  #loss = 0;
  #leastLoss: number;
  #branches = 0;

  constructor(demands: readonly Demand[], lossOf: (cell: number) => number, known: Set<number> | null) {
    this.#demands = demands;
    this.#lossOf = lossOf;
    this.best = known;
    this.#leastLoss =
      known === null ? Number.POSITIVE_INFINITY : [...known].reduce((sum, cell) => sum + lossOf(cell), 0);
    this.#branch();
  }

  #branch(): void {
    if (this.#branches++ > MOST_BRANCHES) return;
    const open = this.#demands.filter((demand) => !isMet(demand, this.#hidden));
    if (open.length === 0) {
      this.best = new Set(this.#hidden);
      this.#leastLoss = this.#loss;
      return;
    }
    let hardest: { cells: number[]; atLeast: number } | null = null;
    for (const demand of open) {
      const rest = this.#restOf(demand);
      if (rest === null || this.#loss + rest.atLeast >= this.#leastLoss - EXACT) return;
      if (hardest === null || rest.cells.length < hardest.cells.length) hardest = rest;
    }
    const { cells } = hardest!;
    // One of them must be hidden: the first, or the second without the first, and so on.
    for (const cell of cells) {
      this.#hidden.add(cell);
      this.#loss += this.#lossOf(cell);
      if (this.#loss < this.#leastLoss - EXACT) this.#branch();
      this.#loss -= this.#lossOf(cell);
      this.#hidden.delete(cell);
      this.#shown.add(cell);
    }
    for (const cell of cells) this.#shown.delete(cell);
  }

  /** The cells that may still be hidden for it, the least loss for its weight first, and what meeting it loses at least; null where nothing meets it. */
  #restOf({ need, weights }: Demand): { cells: number[]; atLeast: number } | null {
    let missing = need - EXACT;
    const left: number[] = [];
    for (const [cell, weight] of weights)
      if (this.#hidden.has(cell)) missing -= weight;
      else if (!this.#shown.has(cell)) left.push(cell);
    const lossForWeight = (cell: number): number => this.#lossOf(cell) / weights.get(cell)!;
    left.sort((one, other) => lossForWeight(one) - lossForWeight(other) || one - other);
    let atLeast = 0;
    for (const cell of left) {
      const part = Math.min(1, missing / weights.get(cell)!);
      atLeast += part * this.#lossOf(cell);
      missing -= part * weights.get(cell)!;
      if (missing <= 0) return { cells: left, atLeast };
    }
    return null;
  }
}
