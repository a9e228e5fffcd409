import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthsOf, quarterGoals, quartersOf } from '../../functions/plan/quarters.ts';

test.each<[string, number, (number | null)[], number[]]>([
  ['blank ones share the goal evenly, an odd person in the earlier', 82, [null, null, null, null], [21, 21, 20, 20]],
  ['typed ones hold, and the blank ones share what they leave', 80, [8, null, 26, null], [8, 23, 26, 23]],
  ['a blank one gets what is left, if only nobody', 80, [30, 30, 20, null], [30, 30, 20, 0]],
  ['four that come to the goal hold', 40, [4, 8, 12, 16], [4, 8, 12, 16]],
  // 40 / 10 of each: 4, 8, 12, 16.
  ['four that come to less are in their proportion', 40, [1, 2, 3, 4], [4, 8, 12, 16]],
  // 40 × 30/60 = 20 each, and nothing is left for the blank ones.
  ['some that come to more are in their proportion', 40, [30, 30, null, null], [20, 20, 0, 0]],
  ['four zeros say nothing about a goal', 5, [0, 0, 0, 0], [2, 1, 1, 1]],
])('of quarters %s', (_, placements, typed, expected) => {
  expect(quarterGoals(placements, typed)).toEqual(expected);
});

test('the quarters’ goals add up to the goal exactly, whatever is typed', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000_000),
      fc.array(fc.option(fc.nat(5_000_000), { nil: null }), { minLength: 4, maxLength: 4 }),
      (placements, typed) => {
        const goals = quarterGoals(placements, typed);
        expect(goals.reduce((sum, goal) => sum + goal)).toBe(placements);
        for (const goal of goals) expect(goal).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('months and quarters run from the year’s first day, whichever that is', () => {
  expect(quartersOf({ from: '2026-10-15', to: '2027-10-14' })).toEqual([
    { from: '2026-10-15', to: '2027-01-14' },
    { from: '2027-01-15', to: '2027-04-14' },
    { from: '2027-04-15', to: '2027-07-14' },
    { from: '2027-07-15', to: '2027-10-14' },
  ]);
  // The 31st is the last day of a month where it has none.
  expect(monthsOf({ from: '2027-01-31', to: '2027-11-30' }).slice(0, 3)).toEqual([
    { from: '2027-01-31', to: '2027-02-27' },
    { from: '2027-02-28', to: '2027-03-30' },
    { from: '2027-03-31', to: '2027-04-29' },
  ]);
});

test('a year of a few days more or less ends with its last month and quarter', () => {
  expect(monthsOf({ from: '2026-07-01', to: '2027-07-04' }).slice(-2)).toEqual([
    { from: '2027-06-01', to: '2027-06-30' },
    { from: '2027-07-01', to: '2027-07-04' },
  ]);
  expect(quartersOf({ from: '2026-07-01', to: '2027-07-04' }).at(-1)).toEqual({ from: '2027-04-01', to: '2027-07-04' });
});
