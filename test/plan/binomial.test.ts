import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOfAtLeast, chanceOfBoth, fewestForBoth, fewestPeople } from '../../functions/plan/binomial.ts';
import { fraction } from '../../functions/plan/fraction.ts';

/** P(Binomial(people, up / of) >= goal), times of^people, counted out in whole numbers. */
const ways = (goal: number, people: number, up: bigint, of: bigint): bigint => {
  let sum = 0n;
  let choose = 1n;
  for (let count = 0; count <= people; count++) {
    if (count >= goal) sum += choose * up ** BigInt(count) * (of - up) ** BigInt(people - count);
    choose = (choose * BigInt(people - count)) / BigInt(count + 1);
  }
  return sum;
};

const countedUp = (goal: number, up: bigint, of: bigint, confidence: number): number => {
  for (let people = goal; ; people++)
    if (ways(goal, people, up, of) * 10_000n >= BigInt(confidence) * of ** BigInt(people)) return people;
};

describe('the chance of at least so many', () => {
  // Tables of the binomial distribution, to four places, as every textbook prints them: P(X <= most).
  test.each([
    [10, 0.5, 3, 0.1719],
    [20, 0.3, 5, 0.4164],
    [15, 0.4, 4, 0.2173],
    [25, 0.2, 4, 0.4207],
    [5, 0.1, 0, 0.5905],
  ])('of %i people at %d, at most %i are placed with a chance of %d', (people, chance, most, printed) => {
    expect(1 - chanceOfAtLeast(most + 1, people, chance)).toBeCloseTo(printed, 4);
  });

  test('nobody is wanted, or more than there are', () => {
    expect([chanceOfAtLeast(0, 0, 0.5), chanceOfAtLeast(1, 0, 0.5), chanceOfAtLeast(3, 3, 1)]).toEqual([1, 0, 1]);
  });
});

describe('the fewest people', () => {
  /*
   * Wilks' numbers of trials for 95% confidence in a 5% (1%) event, as nuclear safety uses them: S. S. Wilks, "Determination of sample sizes for
   * setting tolerance limits", Annals of Mathematical Statistics 12 (1941); 59, 93, 124, 153, 181, 208 are the usual list of orders 1 to 6.
   */
  test.each([
    [1, 5, 9500, 59],
    [2, 5, 9500, 93],
    [3, 5, 9500, 124],
    [4, 5, 9500, 153],
    [5, 5, 9500, 181],
    [6, 5, 9500, 208],
    [1, 1, 9500, 299],
    [2, 1, 9500, 473],
    [1, 5, 9900, 90],
    [1, 1, 9900, 459],
  ])('for %i at %i% with confidence %i are those in print', (goal, percent, confidence, expected) => {
    expect(fewestPeople({ goal, chance: fraction(percent, 100) }, confidence)).toBe(expected);
  });

  test.each([1, 2, 5, 50, 100, 250, 1000, 5000, 100_000, 10_000_000])(
    'heads of a coin at even odds: twice %i less one, exactly',
    (goal) => {
      expect(fewestPeople({ goal, chance: fraction(1, 2) }, 5000)).toBe(2 * goal - 1);
    },
  );

  test('at other exact ties, the tie is enough', () => {
    // 1 - (1/2)^2 = 3/4; 1 - (3/4)^2 = 7/16; 1 - (1/5)^1 = 4/5; 1 - (1/10)^2 = 99/100; both of two: (9/10)^2 = 81/100.
    expect(fewestPeople({ goal: 1, chance: fraction(1, 2) }, 7500)).toBe(2);
    expect(fewestPeople({ goal: 1, chance: fraction(1, 4) }, 4375)).toBe(2);
    expect(fewestPeople({ goal: 1, chance: fraction(4, 5) }, 8000)).toBe(1);
    expect(fewestPeople({ goal: 1, chance: fraction(9, 10) }, 9900)).toBe(2);
    expect(fewestPeople({ goal: 2, chance: fraction(9, 10) }, 8100)).toBe(2);
    expect(fewestPeople({ goal: 2, chance: fraction(9, 10) }, 8101)).toBe(3);
  });

  test('are those that counting up in whole numbers finds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 8, max: 40 }),
        fc.integer({ min: 1, max: 99 }),
        (goal, fortieths, confidence) => {
          expect(fewestPeople({ goal, chance: fraction(fortieths, 40) }, confidence * 100)).toBe(
            countedUp(goal, BigInt(fortieths), 40n, confidence * 100),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  test('are the first to reach the confidence, also in their millions and at a hundredth of a percent', () => {
    for (const [goal, up, of] of [
      [10_000_000, 1, 10_000],
      [10_000_000, 9_999, 10_000],
      [1_000_000, 1, 2],
    ] as const) {
      const found = fewestPeople({ goal, chance: fraction(up, of) }, 8000);
      expect(chanceOfAtLeast(goal, found, up / of)).toBeGreaterThanOrEqual(0.8);
      expect(chanceOfAtLeast(goal, found - 1, up / of)).toBeLessThan(0.8);
    }
    // Seven steps of a hundredth of a percent each: more people than there are, and the chance is still right.
    const found = fewestPeople({ goal: 80, chance: fraction(1n, 10n ** 28n) }, 8000);
    expect(chanceOfAtLeast(80, found, 1e-28)).toBeCloseTo(0.8, 9);
  });

  test('grow with the goal and the confidence, and shrink with the chance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 9_999 }),
        fc.integer({ min: 5000, max: 9899 }),
        (goal, basisPoints, confidence) => {
          const fewest = (g: number, p: number, c: number): number =>
            fewestPeople({ goal: g, chance: fraction(p, 10_000) }, c);
          const found = fewest(goal, basisPoints, confidence);
          expect(fewest(goal + 1, basisPoints, confidence)).toBeGreaterThan(found);
          expect(fewest(goal, basisPoints, confidence + 1)).toBeGreaterThanOrEqual(found);
          expect(fewest(goal, basisPoints + 1, confidence)).toBeLessThanOrEqual(found);
        },
      ),
      { numRuns: 60 },
    );
  });

  // Goals up to ten million, chances from a hundredth of a percent; see reference/binomial.py.
  test("are those of SciPy's distribution", () => {
    const { cases } = JSON.parse(readFileSync(new URL('reference/binomial.json', import.meta.url), 'utf8')) as {
      cases: [goal: number, basisPoints: number, confidence: number, people: number][];
    };
    expect(cases).toHaveLength(100);
    expect(
      cases.map(([goal, basisPoints, confidence]) =>
        fewestPeople({ goal, chance: fraction(basisPoints, 10_000) }, confidence),
      ),
    ).toEqual(cases.map(([, , , people]) => people));
  });

  const python = spawnSync('python3', ['--version']).status === 0;
  test.skipIf(!python)("agree with Python's fractions", () => {
    const cases = [
      [20, 2500, 8000],
      [60, 7000, 8000],
      [60, 5390, 8000],
      [80, 3333, 9000],
      [45, 711, 9900],
      [100, 5000, 5000],
      [7, 9999, 9900],
      [33, 1234, 5001],
    ];
    const program = `
import json, sys
from fractions import Fraction
answers = []
for goal, p, c in json.loads(sys.argv[1]):
    # The goal-th placement comes with person n: binom(n-1, goal-1) p^goal (1-p)^(n-goal); summed until the confidence is reached.
    p, c = Fraction(p, 10000), Fraction(c, 10000)
    n, term = goal, p ** goal
    total = term
    while total < c:
        term = term * (1 - p) * n / (n - goal + 1)
        n += 1
        total += term
    answers.append(n)
print(json.dumps(answers))`;
    const answers = JSON.parse(execFileSync('python3', ['-c', program, JSON.stringify(cases)], { encoding: 'utf8' }));
    expect(cases.map(([goal, p, c]) => fewestPeople({ goal: goal!, chance: fraction(p!, 10_000) }, c!))).toEqual(
      answers,
    );
  });
});

/** P(X >= first and Y >= second) of people of whom each is one with chance a/of, the other with b/of, or neither; times of^people. */
const waysOfBoth = (people: number, first: number, second: number, a: bigint, b: bigint, of: bigint): bigint => {
  // One person after the other, by how many of each there are so far.
  let so = new Map([['0 0', 1n]]);
  for (let person = 0; person < people; person++) {
    const next = new Map<string, bigint>();
    const put = (x: number, y: number, weight: bigint): void => {
      const key = `${Math.min(x, first)} ${Math.min(y, second)}`;
      next.set(key, (next.get(key) ?? 0n) + weight);
    };
    for (const [key, weight] of so) {
      const [x, y] = key.split(' ').map(Number) as [number, number];
      put(x + 1, y, weight * a);
      put(x, y + 1, weight * b);
      put(x, y, weight * (of - a - b));
    }
    so = next;
  }
  return so.get(`${first} ${second}`) ?? 0n;
};

describe('two routes from one pool', () => {
  test('agree with taking one person after the other in whole numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 2, max: 10 }),
        fc.integer({ min: 2, max: 10 }),
        fc.integer({ min: 50, max: 99 }),
        (first, second, a, b, confidence) => {
          const chances = [BigInt(a), BigInt(b), 20n] as const;
          const enough = (people: number): boolean =>
            waysOfBoth(people, first, second, ...chances) * 100n >= BigInt(confidence) * 20n ** BigInt(people);
          const found = fewestForBoth(
            { goal: first, chance: fraction(a, 20) },
            { goal: second, chance: fraction(b, 20) },
            confidence * 100,
          );
          expect([enough(found), found === 0 || enough(found - 1)]).toEqual([true, found === 0]);
          const share = Number((waysOfBoth(20, first, second, ...chances) * 10n ** 15n) / 20n ** 20n) / 1e15;
          expect(chanceOfBoth(20, { goal: first, chance: a / 20 }, { goal: second, chance: b / 20 })).toBeCloseTo(
            share,
            11,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a million on each of two routes are found exactly', () => {
    const route = { goal: 1_000_000, chance: fraction(1, 10) };
    const found = fewestForBoth(route, route, 8000);
    const both = (people: number): number =>
      chanceOfBoth(people, { goal: 1_000_000, chance: 0.1 }, { goal: 1_000_000, chance: 0.1 });
    expect([both(found) >= 0.8, both(found - 1) >= 0.8]).toEqual([true, false]);
    // Nearly independent: each must be reached with a chance of about the root of 80%, 89.4%; 1.25 deviations of 9,487 each.
    expect(found).toBeGreaterThan(10_011_000);
    expect(found).toBeLessThan(10_013_000);
  });
});
