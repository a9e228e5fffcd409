import { createHash } from 'node:crypto';

/** Draws that depend on nothing but the labels that they were made from. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `below`. */
  whole(below: number): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True with this probability. */
  is(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the names, each as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
}

/**
 * A source of draws of its own for each list of labels, so that one more draw for one purpose moves none of another's.
 *
 * The generator is mulberry32: 32 bits of state are plenty for choosing, and its whole period passes the usual tests.
 */
export const chanceOf = (...labels: readonly (string | number)[]): Chance => {
  let state = createHash('sha256').update(labels.join(' ')).digest().readUInt32BE();
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    next,
    whole,
    between: (from, to) => from + whole(to - from + 1),
    is: (probability) => next() < probability,
    pick: (items) => items[whole(items.length)]!,
    weighted: <Name extends string>(weights: Readonly<Record<Name, number>>): Name => {
      const entries = Object.entries(weights) as [Name, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      return entries.at(-1)![0];
    },
  };
};
