import { Flow } from './flow.ts';
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
 * Which needs are covered and which supplies are used are two questions: the needs covered, and the supplies used, of a largest flow are
 * independent sets of a matroid each, and any of the one goes with any of the other (Mendelsohn and Dulmage 1958). So each is answered by a flow
 * of its own, greedily in its own order. Supplies that may pay for the same needs are one in both, since a plan has few kinds of them and may
 * have thousands of rows.
 *
 * @param needs  whole cents, not negative, the most urgent first
 * @param tiers  supplies by tier, the most certain first
 */
export const coverNeeds = (needs: readonly Cents[], tiers: readonly (readonly Supply[])[]): Coverage => {
  const kinds = kindsOf(tiers);
  return { covered: needsCovered(needs, tiers, kinds), used: suppliesUsed(needs, tiers, kinds) };
};

/** Supplies that may pay for the same needs. */
interface Kinds {
  mayPay: readonly (readonly number[])[];
  /** By tier, then by supply. */
  ofSupply: readonly (readonly number[])[];
}

const kindsOf = (tiers: readonly (readonly Supply[])[]): Kinds => {
  const known = new Map<string, number>();
  const mayPay: number[][] = [];
  const kindOf = (supply: Supply): number => {
    const needs = [...new Set(supply.mayPay)].sort((a, b) => a - b);
    const key = needs.join();
    const kind = known.get(key) ?? mayPay.push(needs) - 1;
    known.set(key, kind);
    return kind;
  };
  return { ofSupply: tiers.map((tier) => tier.map(kindOf)), mayPay };
};

/** Needs ask for money, in their order: what one of them gets, none of the later takes away. */
const needsCovered = (
  needs: readonly Cents[],
  tiers: readonly (readonly Supply[])[],
  { mayPay, ofSupply }: Kinds,
): Cents[][] => {
  const payers = needs.map((): number[] => []);
  for (const [kind, payable] of mayPay.entries()) for (const need of payable) payers[need]!.push(kind);
  const flow = new Flow(payers, mayPay.length);
  const open = [...needs];
  return tiers.map((tier, index) => {
    for (const [place, { amount }] of tier.entries()) flow.addRoom(ofSupply[index]![place]!, amount);
    return needs.map((_, need) => {
      const covered = flow.push(need, open[need]!);
      open[need]! -= covered;
      return covered;
    });
  });
};

/** Supplies ask for needs, in the order in which they are to be used up. */
const suppliesUsed = (
  needs: readonly Cents[],
  tiers: readonly (readonly Supply[])[],
  { mayPay, ofSupply }: Kinds,
): Cents[][] => {
  const flow = new Flow(mayPay, needs.length);
  for (const [need, amount] of needs.entries()) flow.addRoom(need, amount);
  return tiers.map((tier, index) => {
    const kinds = ofSupply[index]!;
    const used = tier.map(() => 0);
    const order = [...tier.keys()].sort((a, b) => mayPay[kinds[a]!]!.length - mayPay[kinds[b]!]!.length || a - b);
    for (const place of order) used[place] = flow.push(kinds[place]!, tier[place]!.amount);
    return used;
  });
};
