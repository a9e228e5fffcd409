import type { Cents } from './value.ts';

/** Money that may pay for some needs and not for others. */
export interface Supply {
  /** Whole, not negative. */
  amount: Cents;
  /** Positions of the needs that it may pay for. */
  mayPay: readonly number[];
}

export interface Coverage {
  /** Of each need, how much more is covered once each tier is there; by tier, then by need. */
  covered: Cents[][];
  /** How much of each supply is used; by tier, then by supply. */
  used: Cents[][];
}

/**
 * Covers needs by money that may pay for several of them: a flow from supplies to needs, the most that can be covered, exact in cents.
 *
 * Taking a source's money for one need can leave another without, so amounts cannot just be subtracted one after the other. Where money
 * is short, a payment already made is moved to another source that may take it over, until no chain of such moves covers a cent more.
 *
 * Nothing is left to chance or to the order of rows:
 * - tiers are laid one on the other, from certain money to hoped-for: what the first tiers can cover is never less for the later ones
 * - within a tier needs are served in their order, each as far as it can be without taking from those before
 * - within a tier the supplies that may pay for the fewest needs are used up first, so that what is left over is the money that can do most;
 *   of equally restricted ones the earlier
 *
 * @param needs  whole cents, not negative, the most urgent first
 * @param tiers  supplies by tier, the most certain first
 * Source: augmenting paths, Ford and Fulkerson 1956. The needs covered, and the supplies used, of a largest flow are independent sets of a
 * matroid each (Mendelsohn and Dulmage 1958), so serving the one greedily and then the other loses nothing of the whole.
 */
export const coverNeeds = (needs: readonly Cents[], tiers: readonly (readonly Supply[])[]): Coverage => {
  const flow = new Flow(needs, tiers.flat());
  const covered: Cents[][] = [];
  let first = 0;
  for (const tier of tiers) {
    const before = needs.map((_, need) => flow.coveredOf(need));
    const inTier = tier
      .map((_, index) => first + index)
      .sort((a, b) => flow.supplies[a]!.mayPay.length - flow.supplies[b]!.mayPay.length || a - b);
    first += tier.length;
    flow.open(inTier);
    for (const need of needs.keys()) flow.cover(need);
    for (const [place, supply] of inTier.entries()) flow.prefer(supply, new Set(inTier.slice(place + 1)));
    covered.push(needs.map((_, need) => flow.coveredOf(need) - before[need]!));
  }
  let supply = 0;
  return { covered, used: tiers.map((tier) => tier.map(() => flow.usedOf(supply++))) };
};

/** Payments from supplies to needs, and how they can be moved. */
class Flow {
  readonly supplies: readonly Supply[];
  private readonly needs: readonly Cents[];
  /** By supply, then by need. */
  private readonly paid: Float64Array[];
  private readonly used: Float64Array;
  private readonly covered: Float64Array;
  /** Supplies that are there, in the order in which they are asked; by need. */
  private readonly payers: number[][];

  constructor(needs: readonly Cents[], supplies: readonly Supply[]) {
    this.needs = needs;
    this.supplies = supplies;
    this.paid = supplies.map(() => new Float64Array(needs.length));
    this.used = new Float64Array(supplies.length);
    this.covered = new Float64Array(needs.length);
    this.payers = needs.map(() => []);
  }

  coveredOf(need: number): Cents {
    return this.covered[need]!;
  }

  usedOf(supply: number): Cents {
    return this.used[supply]!;
  }

  open(supplies: readonly number[]): void {
    for (const supply of supplies)
      for (const need of new Set(this.supplies[supply]!.mayPay)) this.payers[need]!.push(supply);
  }

  /** Covers a need as far as it can be, with payments for other needs taken over by other supplies where that frees money. */
  cover(need: number): void {
    while (this.covered[need]! < this.needs[need]!) {
      const path = this.pathTo(need);
      if (!path) return;
      const amount = Math.min(
        this.needs[need]! - this.covered[need]!,
        this.left(path[0]!.supply),
        ...path.slice(1).map((step, index) => this.paid[step.supply]![path[index]!.need]!),
      );
      this.used[path[0]!.supply]! += amount;
      for (const [index, step] of path.entries()) {
        this.paid[step.supply]![step.need]! += amount;
        // The next supply no longer pays for what this one has taken over.
        const next = path[index + 1];
        if (next) this.paid[next.supply]![step.need]! -= amount;
      }
      this.covered[need]! += amount;
    }
  }

  /** Uses a supply in place of less preferred ones, as far as its needs and chains of takings over allow; needs stay as covered as they are. */
  prefer(supply: number, lessPreferred: ReadonlySet<number>): void {
    while (this.left(supply) > 0) {
      const chain = this.chainFrom(supply, lessPreferred);
      if (!chain) return;
      const last = chain.at(-1)!;
      const amount = Math.min(this.left(supply), ...chain.map((step) => this.paid[step.from]![step.need]!));
      for (const { by, from, need } of chain) {
        this.paid[by]![need]! += amount;
        this.paid[from]![need]! -= amount;
      }
      this.used[supply]! += amount;
      this.used[last.from]! -= amount;
    }
  }

  private left(supply: number): Cents {
    return this.supplies[supply]!.amount - this.used[supply]!;
  }

  /** The shortest way from money that is left to a need: each supply pays the step's need and lets go of the need of the step before. */
  private pathTo(need: number): { supply: number; need: number }[] | null {
    const towards = new Map<number, { supply: number; need: number } | null>([[need, null]]);
    const asked = new Set<number>();
    const queue = [need];
    for (let head = 0; head < queue.length; head++) {
      const wanted = queue[head]!;
      for (const supply of this.payers[wanted]!) {
        if (asked.has(supply)) continue;
        asked.add(supply);
        if (this.left(supply) > 0) return this.pathFrom({ supply, need: wanted }, towards);
        for (const other of this.supplies[supply]!.mayPay)
          if (this.paid[supply]![other]! > 0 && !towards.has(other)) {
            towards.set(other, { supply, need: wanted });
            queue.push(other);
          }
      }
    }
    return null;
  }

  private pathFrom(
    first: { supply: number; need: number },
    towards: ReadonlyMap<number, { supply: number; need: number } | null>,
  ): { supply: number; need: number }[] {
    const path = [first];
    for (let step = towards.get(first.need); step; step = towards.get(step.need)) path.push(step);
    return path;
  }

  /** The shortest chain in which a supply takes a payment over, and each that is relieved takes over another, down to a less preferred one. */
  private chainFrom(
    supply: number,
    lessPreferred: ReadonlySet<number>,
  ): { by: number; from: number; need: number }[] | null {
    const relieved = new Map<number, { by: number; from: number; need: number } | null>([[supply, null]]);
    const queue = [supply];
    for (let head = 0; head < queue.length; head++) {
      const by = queue[head]!;
      for (const need of this.supplies[by]!.mayPay)
        for (const from of this.payers[need]!) {
          if (relieved.has(from) || this.paid[from]![need]! <= 0) continue;
          const step = { by, from, need };
          relieved.set(from, step);
          if (lessPreferred.has(from)) {
            const chain = [];
            for (let each: typeof step | null = step; each; each = relieved.get(each.by)!) chain.unshift(each);
            return chain;
          }
          queue.push(from);
        }
    }
    return null;
  }
}
