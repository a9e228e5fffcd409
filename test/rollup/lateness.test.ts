import { expect, it } from 'vitest';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import { folded } from '../../functions/rollup/fold/part.ts';
import { latePart } from '../../functions/rollup/lateness.ts';
import { community } from './people.ts';

/** A plan year from July 2026; its quarters end on 09-30, 12-31, 03-31 and 06-30. */
const countedThrough = (...days: string[]): PlanSummary =>
  community('a', {}, { periods: Object.fromEntries(days.map((day) => [`2026-07-01/${day}`, { applied: 30 }])) });

it.each([
  // 45 days after 2026-09-30 are over with 2026-11-14.
  ['2026-11-14', [], null],
  ['2026-11-15', [], '2026-09-30'],
  ['2026-11-15', ['2026-09-30'], null],
  ['2026-11-15', ['2026-10-31', '2026-07-31'], null],
  ['2026-11-15', ['2026-09-29'], '2026-09-30'],
  // 2026-12-31 and 45 days: 2027-02-14.
  ['2027-02-14', ['2026-09-30'], null],
  ['2027-02-15', ['2026-09-30'], '2026-12-31'],
  ['2030-01-01', ['2027-06-30'], null],
  ['2030-01-01', ['2027-05-31'], '2027-06-30'],
])('on %s counts through %j are late for %s', (today, through, due) => {
  const late = folded(latePart(today), [countedThrough(...through)]);
  expect(late).toEqual(
    due === null ? [] : [{ id: 'a', name: 'Community a', countedThrough: [...through].sort().at(-1) ?? null, due }],
  );
});

it('a period in which nobody has counted anything counts nothing', () => {
  const summary = community('a', {}, { periods: { '2026-07-01/2026-09-30': {} } });
  expect(folded(latePart('2026-11-15'), [summary])).toMatchObject([{ countedThrough: null }]);
});

it('a plan that does not say its year is not late', () => {
  const { community: about, ...rest } = countedThrough();
  expect(folded(latePart('2030-01-01'), [{ ...rest, community: { ...about, yearStart: null } }])).toEqual([]);
});
