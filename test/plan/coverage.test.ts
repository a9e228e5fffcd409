import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverNeeds, type Supply } from '../../functions/plan/coverage.ts';

const sum = (parts: readonly number[]): number => parts.reduce((so, part) => so + part, 0);

describe('worked by hand', () => {
  test.each<[string, number[], Supply[][], { covered: number[][]; used: number[][] }]>([
    [
      'nothing is covered by nothing',
      [100, 50],
      [[], []],
      {
        covered: [
          [0, 0],
          [0, 0],
        ],
        used: [[], []],
      },
    ],
    ['money pays no more than is needed', [100], [[{ amount: 130, mayPay: [0] }]], { covered: [[100]], used: [[100]] }],
    [
      'where both would do for the first need, the one that can do nothing else pays it',
      [100, 100],
      [
        [
          { amount: 100, mayPay: [0, 1] },
          { amount: 100, mayPay: [0] },
        ],
      ],
      { covered: [[100, 100]], used: [[100, 100]] },
    ],
    [
      'what is left over is the money that can do most',
      [100, 0],
      [
        [
          { amount: 100, mayPay: [0, 1] },
          { amount: 70, mayPay: [0] },
        ],
      ],
      { covered: [[100, 0]], used: [[30, 70]] },
    ],
    [
      'hoped-for money lets certain money go to where nothing else may pay, and takes nothing from it',
      [100, 100],
      [[{ amount: 100, mayPay: [0, 1] }], [{ amount: 100, mayPay: [0] }]],
      {
        covered: [
          [100, 0],
          [0, 100],
        ],
        used: [[100], [100]],
      },
    ],
    [
      'a chain of three takings over covers the last cent',
      [10, 10, 10],
      [
        [
          { amount: 10, mayPay: [0, 1] },
          { amount: 10, mayPay: [1, 2] },
        ],
        [{ amount: 10, mayPay: [0] }],
      ],
      {
        covered: [
          [10, 10, 0],
          [0, 0, 10],
        ],
        used: [[10, 10], [10]],
      },
    ],
    [
      'certain money is used before hoped-for money that is more restricted',
      [100, 0],
      [[{ amount: 100, mayPay: [0, 1] }], [{ amount: 100, mayPay: [0] }]],
      {
        covered: [
          [100, 0],
          [0, 0],
        ],
        used: [[100], [0]],
      },
    ],
  ])('%s', (_, needs, tiers, expected) => {
    expect(coverNeeds(needs, tiers)).toEqual(expected);
  });
});

/** Every way to pay, by trying them all: what may come to each need and be used of each supply. */
const allWays = (needs: readonly number[], supplies: readonly Supply[]): { covered: number[]; used: number[] }[] => {
  let ways = new Map([['', { covered: needs.map(() => 0), used: [] as number[] }]]);
  for (const { amount, mayPay } of supplies) {
    const next = new Map<string, { covered: number[]; used: number[] }>();
    for (const way of ways.values()) {
      const spend = (place: number, left: number, covered: readonly number[]): void => {
        if (place === mayPay.length) {
          const used = [...way.used, amount - left];
          next.set(`${covered}|${used}`, { covered: [...covered], used });
          return;
        }
        const need = mayPay[place]!;
        for (let paid = 0; paid <= Math.min(left, needs[need]! - covered[need]!); paid++)
          spend(place + 1, left - paid, covered.with(need, covered[need]! + paid));
      };
      spend(0, amount, way.covered);
    }
    ways = next;
  }
  return [...ways.values()];
};

/** Later entries decide only between those that agree in all earlier ones. */
const firstInOrder = <T>(candidates: readonly T[], order: (candidate: T) => readonly number[]): T =>
  candidates.reduce((best, each) => {
    const [a, b] = [order(best), order(each)];
    const differs = a.findIndex((value, index) => value !== b[index]);
    return differs >= 0 && b[differs]! > a[differs]! ? each : best;
  });

const small = fc.integer({ min: 1, max: 3 }).chain((needs) =>
  fc.record({
    needs: fc.array(fc.nat(3), { minLength: needs, maxLength: needs }),
    tiers: fc.array(
      fc.array(
        fc.record({ amount: fc.nat(3), mayPay: fc.subarray(Array.from({ length: needs }, (_, index) => index)) }),
        { maxLength: 2 },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
);

describe('compared with trying out every way to pay', () => {
  test('no way covers more with the first tiers or with all, nor serves the earlier needs better', () => {
    fc.assert(
      fc.property(small, ({ needs, tiers }) => {
        const { covered, used } = coverNeeds(needs, tiers);
        let before = needs.map(() => 0);
        for (const tier of tiers.keys()) {
          const supplies = tiers.slice(0, tier + 1).flat();
          const ways = allWays(needs, supplies);
          const most = Math.max(...ways.map((way) => sum(way.covered)));
          // The most, and what the tiers before covered stays covered.
          const best = ways.filter(
            (way) => sum(way.covered) === most && way.covered.every((amount, need) => amount >= before[need]!),
          );
          const { covered: expected } = firstInOrder(best, (way) => way.covered);
          const now = before.map((amount, need) => amount + covered[tier]![need]!);
          expect(now).toEqual(expected);
          before = now;
        }
        const order = tiers.flatMap((tier, index) =>
          tier
            .map(({ mayPay }, place) => ({ place: place + tiers.slice(0, index).flat().length, size: mayPay.length }))
            .sort((a, b) => a.size - b.size || a.place - b.place)
            .map(({ place }) => place),
        );
        const sameNeeds = allWays(needs, tiers.flat()).filter((way) => `${way.covered}` === `${before}`);
        const { used: expected } = firstInOrder(sameNeeds, (way) => order.map((place) => way.used[place]!));
        expect(used.flat()).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });
});

describe('for any needs and money', () => {
  const plans = fc.record({
    needs: fc.array(fc.nat(1e11), { minLength: 1, maxLength: 24 }),
    tiers: fc.array(
      fc.array(fc.record({ amount: fc.nat(1e12), mayPay: fc.array(fc.nat(23), { maxLength: 8 }) }), { maxLength: 8 }),
      { minLength: 1, maxLength: 4 },
    ),
  });

  test('what is covered is what is used, to the cent, and never more than is needed or there', () => {
    fc.assert(
      fc.property(plans, ({ needs, tiers: drawn }) => {
        const tiers = drawn.map((tier) =>
          tier.map(({ amount, mayPay }) => ({
            amount,
            mayPay: [...new Set(mayPay.filter((need) => need < needs.length))],
          })),
        );
        const { covered, used } = coverNeeds(needs, tiers);
        expect(sum(covered.flat())).toBe(sum(used.flat()));
        for (const [need, amount] of needs.entries())
          expect(sum(covered.map((tier) => tier[need]!))).toBeLessThanOrEqual(amount);
        for (const [tier, supplies] of tiers.entries())
          for (const [index, { amount }] of supplies.entries()) {
            expect(used[tier]![index]).toBeGreaterThanOrEqual(0);
            expect(used[tier]![index]).toBeLessThanOrEqual(amount);
          }
        expect(covered.flat().every((amount) => amount >= 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
