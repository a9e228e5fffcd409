/**
 * Amounts sent from givers to takers that have room, each giver to its own choice of takers, whole and exact.
 *
 * Sending more never takes back what a giver has sent, though it may then go to another taker: where the takers of a giver are full, others that
 * gave to them are sent elsewhere, along the shortest chain that ends at a taker with room.
 *
 * Source: augmenting paths, Ford and Fulkerson 1956, the shortest first, Edmonds and Karp 1972.
 */
export class Flow {
  /** By giver. */
  private readonly choices: readonly (readonly number[])[];
  /** By taker: how much more it takes. */
  private readonly room: Float64Array;
  /** By taker: what it has from each giver, more than nothing. */
  private readonly taken: readonly Map<number, number>[];
  /**
   * By taker: full, and so is every taker that what it has could be moved on to. It stays so while no room is added: chains that end elsewhere
   * never lead through it.
   */
  private readonly closed: Uint8Array;

  constructor(choices: readonly (readonly number[])[], takers: number) {
    this.choices = choices;
    this.room = new Float64Array(takers);
    this.taken = Array.from({ length: takers }, () => new Map<number, number>());
    this.closed = new Uint8Array(takers);
  }

  addRoom(taker: number, amount: number): void {
    this.room[taker]! += amount;
    this.closed.fill(0);
  }

  /** @returns how much of the amount could be sent, the most that is possible */
  push(giver: number, amount: number): number {
    let left = amount;
    while (left > 0) {
      const chain = this.chainFrom(giver);
      if (!chain) break;
      const moved = chain.reduce(
        (least, { from, giver: by }) => (from === null ? least : Math.min(least, this.taken[from]!.get(by)!)),
        Math.min(left, this.room[chain.at(-1)!.to]!),
      );
      for (const { giver: by, from, to } of chain) {
        this.add(to, by, moved);
        if (from !== null) this.add(from, by, -moved);
      }
      this.room[chain.at(-1)!.to]! -= moved;
      left -= moved;
    }
    return amount - left;
  }

  /** What a taker has from each giver, more than nothing. */
  sentTo(taker: number): ReadonlyMap<number, number> {
    return this.taken[taker]!;
  }

  private add(taker: number, giver: number, amount: number): void {
    const now = (this.taken[taker]!.get(giver) ?? 0) + amount;
    if (now === 0) this.taken[taker]!.delete(giver);
    else this.taken[taker]!.set(giver, now);
  }

  /** The shortest chain in which a giver sends to a taker that makes room by having another giver send elsewhere, down to a taker with room. */
  private chainFrom(first: number): Move[] | null {
    const reached = new Map<number, Move>();
    const asked = new Set([first]);
    const queue: { giver: number; from: number | null }[] = [{ giver: first, from: null }];
    for (let head = 0; head < queue.length; head++) {
      const { giver, from } = queue[head]!;
      for (const to of this.choices[giver]!) {
        if (this.closed[to] || reached.has(to)) continue;
        reached.set(to, { giver, from, to });
        if (this.room[to]! > 0) return chainTo(to, reached);
        for (const other of this.taken[to]!.keys())
          if (!asked.has(other)) {
            asked.add(other);
            queue.push({ giver: other, from: to });
          }
      }
    }
    for (const taker of reached.keys()) this.closed[taker] = 1;
    return null;
  }
}

/** A giver sends to a taker what it sent to another before; `from` is null for what it has not sent yet. */
interface Move {
  giver: number;
  from: number | null;
  to: number;
}

const chainTo = (last: number, reached: ReadonlyMap<number, Move>): Move[] => {
  const chain: Move[] = [];
  for (let taker: number | null = last; taker !== null; ) {
    const move: Move = reached.get(taker)!;
    chain.push(move);
    taker = move.from;
  }
  return chain.reverse();
};
