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

/**
 * The most that supplies can pay, by the other side of the coin: a largest flow is as large as the smallest cut (Ford and Fulkerson 1956). For
 * each choice of needs the cut is what those needs ask for, and all that supplies may pay for any of the others.
 */
const mostPaid = (needs: readonly number[], supplies: readonly Supply[]): number => {
  let least = Infinity;
  for (let chosen = 0; chosen < 1 << needs.length; chosen++) {
    const asked = needs.reduce((so, amount, need) => so + (chosen & (1 << need) ? amount : 0), 0);
    const there = supplies.reduce(
      (so, { amount, mayPay }) => so + (mayPay.some((need) => !(chosen & (1 << need))) ? amount : 0),
      0,
    );
    least = Math.min(least, asked + there);
  }
  return least;
};

/** What each adds to what those before it come to. */
const steps = (count: number, upTo: (end: number) => number): number[] =>
  Array.from({ length: count }, (_, index) => upTo(index + 1) - upTo(index));

describe('compared with the smallest cut', () => {
  const plans = fc.integer({ min: 1, max: 6 }).chain((needs) => {
    const mayPay = fc.subarray(Array.from({ length: needs }, (_, index) => index));
    return fc.record({
      needs: fc.array(fc.nat(1e9), { minLength: needs, maxLength: needs }),
      tiers: fc.array(
        // Few uses and many rows, as plans have them.
        fc
          .array(mayPay, { minLength: 1, maxLength: 3 })
          .chain((uses) =>
            fc.array(fc.record({ amount: fc.nat(4e8), mayPay: fc.constantFrom(...uses) }), { maxLength: 12 }),
          ),
        { minLength: 1, maxLength: 3 },
      ),
    });
  });

  test('each need gets what it adds to those before it, and each supply gives what it adds to those before it', () => {
    fc.assert(
      fc.property(plans, ({ needs, tiers }) => {
        const { covered, used } = coverNeeds(needs, tiers);
        const before: Supply[] = [];
        let had = needs.map(() => 0);
        for (const [tier, supplies] of tiers.entries()) {
          const there = [...before, ...supplies];
          const gained = steps(needs.length, (end) =>
            mostPaid(
              needs.map((amount, need) => (need < end ? amount : had[need]!)),
              there,
            ),
          );
          expect(covered[tier]).toEqual(gained);
          had = had.map((amount, need) => amount + gained[need]!);
          const order = [...supplies.keys()].sort(
            (a, b) => supplies[a]!.mayPay.length - supplies[b]!.mayPay.length || a - b,
          );
          const given = steps(order.length, (end) =>
            mostPaid(needs, [...before, ...order.slice(0, end).map((place) => supplies[place]!)]),
          );
          expect(order.map((place) => used[tier]![place])).toEqual(given);
          before.push(...supplies);
        }
      }),
      { numRuns: 150 },
    );
  });
});

test('20,000 supplies of which hardly two may pay for the same are set against three years of needs in seconds', () => {
  const uses = fc.sample(fc.subarray([0, 1, 2, 3, 4, 5]), { numRuns: 20_000, seed: 4 });
  const [amounts, starts, lengths] = [30_000, 36, 36].map((most, index) =>
    fc.sample(fc.nat(most), { numRuns: 20_000, seed: index }),
  ) as [number[], number[], number[]];
  const supplies = uses.map((needs, index): Supply => {
    const months = Array.from({ length: 36 }, (_, month) => month).slice(
      starts[index]!,
      starts[index]! + lengths[index]!,
    );
    return { amount: amounts[index]!, mayPay: months.flatMap((month) => needs.map((need) => month * 6 + need)) };
  });
  const needs = Array.from({ length: 36 * 6 }, () => 3_000_000);
  const { covered, used } = coverNeeds(needs, [supplies]);
  expect(sum(covered.flat())).toBe(sum(used.flat()));
  expect(sum(used.flat())).toBeGreaterThan(sum(amounts) / 4);
});
