import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumedPrior, middleOf, NOTHING_KNOWN, paceBelief, shareBelief } from '../../functions/plan/belief.ts';

describe('what counts say of a share', () => {
  // Quantiles of the beta and gamma distributions by scipy 1.17.1: beta.ppf([.1, .9], moved + .5, people - moved + .5).
  test.each([
    [16, 20, 9_500, 0.59177424, 0.92847995],
    [0, 5, 8_000, 0.00150105, 0.22672453],
    [388, 2_671, 8_000, 0.13671675, 0.15419039],
  ])('%i of %i, with a confidence of %i basis points', (moved, people, confidence, low, high) => {
    const range = middleOf(shareBelief(NOTHING_KNOWN, { people, hadTime: people, moved }), confidence);
    expect(range.low).toBeCloseTo(low, 3);
    expect(range.high).toBeCloseTo(high, 3);
  });

  test('once everybody has had the time, the mean is that of the beta distribution, whatever the counts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (people, part) => {
          const moved = Math.round(people * part);
          const { mean } = shareBelief({ moved: 3, stayed: 2 }, { people, hadTime: people, moved });
          expect(mean).toBeCloseTo((3 + moved) / (5 + people), 9);
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each([
    { people: 10, hadTime: 5, moved: 3 },
    { people: 10, hadTime: 2, moved: 3 },
    { people: 40, hadTime: 0, moved: 0 },
    { people: 3, hadTime: 2.9, moved: 0 },
  ])(
    'those who still have time are no failures: $moved moved of $people, of whom $hadTime had the time',
    (evidence) => {
      const { people, hadTime, moved } = evidence;
      // The same by adding up 200,000 thin slices.
      let [weight, mean, below] = [0, 0, 0];
      const belief = shareBelief({ moved: 3, stayed: 2 }, evidence);
      const median = belief.quantiles([0.5])[0]!;
      for (let slice = 0.5; slice < 200_000; slice++) {
        const share = slice / 200_000;
        const density =
          share ** (3 - 1 + moved) * (1 - share) ** (2 - 1) * (1 - (hadTime / people) * share) ** (people - moved);
        weight += density;
        mean += density * share;
        if (share < median) below += density;
      }
      expect(belief.mean).toBeCloseTo(mean / weight, 6);
      expect(below / weight).toBeCloseTo(0.5, 3);
    },
  );

  test('fewer who had the time leave more hope; more who moved on leave more', () => {
    const counts = fc.record({
      people: fc.integer({ min: 1, max: 200 }),
      time: fc.double({ min: 0, max: 0.9, noNaN: true }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(counts, ({ people, time, part }) => {
        const moved = Math.floor((people - 1) * part);
        const prior = assumedPrior({ low: 2_000, likely: 3_500, high: 6_000 });
        const { mean } = shareBelief(prior, { people, hadTime: time * people, moved });
        expect(shareBelief(prior, { people, hadTime: (time + 0.1) * people, moved }).mean).toBeLessThanOrEqual(
          mean + 1e-9,
        );
        expect(shareBelief(prior, { people, hadTime: time * people, moved: moved + 1 }).mean).toBeGreaterThan(mean);
      }),
      { numRuns: 50 },
    );
  });
});

describe('an assumption', () => {
  test('counts for the more people the narrower it is', () => {
    // (0.5 × 0.5) / (0.4 / 2.5632)² - 1 = 9.265 people; half of them moved on.
    const { moved, stayed } = assumedPrior({ low: 3_000, likely: 5_000, high: 7_000 });
    expect(moved).toBeCloseTo(4.633, 2);
    expect(stayed).toBeCloseTo(4.633, 2);
    const narrow = assumedPrior({ low: 5_000, likely: 5_000, high: 5_000 });
    expect(narrow).toEqual({ moved: 50, stayed: 50 });
  });

  test('is below its low, and above its high, about once in ten times', () => {
    const { low, high } = middleOf(
      shareBelief(assumedPrior({ low: 3_000, likely: 5_000, high: 7_000 }), { people: 0, hadTime: 0, moved: 0 }),
      8_000,
    );
    expect(low).toBeCloseTo(0.3, 1);
    expect(high).toBeCloseTo(0.7, 1);
  });

  test('that counts agree with stays what it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 9_000 }), fc.integer({ min: 0, max: 20 }), (likely, hundreds) => {
        const people = hundreds * 10_000;
        const prior = assumedPrior({ low: Math.max(1, likely - 900), likely, high: Math.min(10_000, likely + 900) });
        const { mean } = shareBelief(prior, { people, hadTime: people, moved: (people * likely) / 10_000 });
        expect(mean).toBeCloseTo(likely / 10_000, 6);
      }),
      { numRuns: 50 },
    );
  });

  test('of 100% can be contradicted', () => {
    const { mean } = shareBelief(assumedPrior({ low: 10_000, likely: 10_000, high: 10_000 }), {
      people: 60,
      hadTime: 60,
      moved: 50,
    });
    // 100 and 50 who moved on, 0.1 and 10 who did not.
    expect(mean).toBeCloseTo(150 / 160.1, 6);
  });
});

test('a pace is the surer the more people have come', () => {
  // gamma.ppf([.1, .9], 20) / 20 by scipy.
  const { low, high } = middleOf(paceBelief(20), 8_000);
  expect(paceBelief(20).mean).toBeCloseTo(1, 9);
  expect(low).toBeCloseTo(0.72626307, 4);
  expect(high).toBeCloseTo(1.29512643, 4);
});
