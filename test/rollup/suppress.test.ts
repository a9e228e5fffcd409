import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import { foldRollup } from '../../functions/rollup/fold.ts';
import type { People, Published, Rollup } from '../../functions/rollup/rollup.ts';
import { steps } from '../../functions/rollup/rollup.ts';
import type { Scope } from '../../functions/rollup/scope.ts';
import { disclose } from '../../functions/rollup/suppress.ts';
import { community, type SomeActuals, stages } from './people.ts';
import { riverbend } from './riverbend.ts';

const published = (summaries: PlanSummary[], scope: Scope = { kind: 'network' }): Rollup<Published> =>
  disclose(
    foldRollup({ scope, year: 2026, readAt: '2027-01-05T08:00:00.000Z', summaries, communitiesLeftOut: [] }),
    summaries,
  ).rollup;
const alone = (summary: PlanSummary): People<Published> =>
  published([summary], { kind: 'community', id: summary.communityId }).people;
const segmentActuals = ({ segments }: People<Published>, step: (typeof steps)[number]): Published[] =>
  segments.map(({ row }) => row[step].actual);

describe('counts of a few people', () => {
  it.each([
    [0, 0],
    [1, 'hidden'],
    [9, 'hidden'],
    [10, 10],
    [null, null],
  ])('of %s people, %s is published', (applied, expected) => {
    expect(alone(community('a', { applied })).whole.applied.actual).toBe(expected);
  });

  it('are hidden by the threshold of the strictest community', () => {
    const summaries = [community('a', { applied: 12 }), community('b', { applied: 7 }, { threshold: 25 })];
    expect(published(summaries).people.whole.applied.actual).toBe('hidden');
  });

  it('leave every target and amount as it is', () => {
    const few = { ...riverbend(), goals: { placements: 3, directShare: 0.25 } };
    const rollup = published([few], { kind: 'community', id: 'riverbend' });
    expect(rollup.people.whole.placed.target).toBe(3);
    expect(rollup.people.segments[0]!.row.placedDirect.target).toBe(6);
  });

  it('are hidden in the baseline of a local goal, which may count people', () => {
    const goal = { goal: 'Women placed', measure: 'People', target: 20, byWhen: null };
    const summary = {
      ...riverbend(),
      localGoals: [
        { ...goal, baseline: 4 },
        { ...goal, baseline: 0 },
        { ...goal, baseline: 12.5 },
        { ...goal, baseline: null },
      ],
    };
    expect(published([summary]).localGoals.map(({ baseline }) => baseline)).toEqual(['hidden', 0, 12.5, null]);
  });
});

describe('the two routes to a job', () => {
  it('are both hidden beside all placements when one is small', () => {
    const { whole } = alone(community('a', { placedDirect: 4, placedTrained: 20 }));
    expect([whole.placedDirect.actual, whole.placedTrained.actual, whole.placed.actual]).toEqual([
      'hidden',
      'hidden',
      24,
    ]);
  });

  it('are hidden with all placements when these are few, nobody on one route included', () => {
    const { whole } = alone(community('a', { placedDirect: 0, placedTrained: 6 }));
    expect([whole.placedDirect.actual, whole.placedTrained.actual, whole.placed.actual]).toEqual([
      'hidden',
      'hidden',
      'hidden',
    ]);
  });
});

describe('a total less its parts', () => {
  it('cannot give away the only hidden segment: the smallest that protects it is hidden as well', () => {
    const people = alone(
      community('a', { applied: 60 }, { segments: { A: { applied: 4 }, B: { applied: 26 }, C: { applied: 30 } } }),
    );
    expect(people.whole.applied.actual).toBe(60);
    expect(segmentActuals(people, 'applied')).toEqual(['hidden', 'hidden', 30]);
  });

  it('says nothing where three hidden segments are enough people together: the others stay', () => {
    const people = alone(
      community(
        'a',
        { applied: 60 },
        { segments: { A: { applied: 4 }, B: { applied: 7 }, C: { applied: 9 }, D: { applied: 40 } } },
      ),
    );
    expect(segmentActuals(people, 'applied')).toEqual(['hidden', 'hidden', 'hidden', 40]);
  });

  it('cannot give away the few who are in no segment', () => {
    const people = alone(community('a', { applied: 60 }, { segments: { A: { applied: 28 }, B: { applied: 30 } } }));
    expect(segmentActuals(people, 'applied')).toEqual(['hidden', 30]);
  });

  it('hides nothing where nobody is few', () => {
    const people = alone(community('a', { applied: 60 }, { segments: { A: { applied: 20 }, B: { applied: 30 } } }));
    expect(segmentActuals(people, 'applied')).toEqual([20, 30]);
  });

  it('that is hidden hides its parts, nobody included', () => {
    const people = alone(community('a', { applied: 6 }, { segments: { A: { applied: 6 }, B: { applied: 0 } } }));
    expect(segmentActuals(people, 'applied')).toEqual(['hidden', 'hidden']);
  });

  it('cannot give away a period', () => {
    const people = alone(
      community(
        'a',
        { applied: 33 },
        { periods: { '2026-07-01/2026-09-30': { applied: 30 }, '2026-10-01/2026-12-31': { applied: 3 } } },
      ),
    );
    expect(people.periods.map(({ actuals }) => actuals.applied)).toEqual(['hidden', 'hidden']);
    expect(people.whole.applied.actual).toBe(33);
  });
});

describe('communities that publish on their own', () => {
  it('hide a sum from which the small count of one could be taken', () => {
    const { people } = published([community('a', { applied: 40 }), community('b', { applied: 4 })]);
    expect(people.whole.applied.actual).toBe('hidden');
  });

  it('leave a sum as it is when two that hide theirs are enough people together', () => {
    const rollup = published([
      community('a', { placedDirect: 40 }),
      community('b', { placedDirect: 4 }),
      community('c', { placedDirect: 8 }),
    ]);
    expect(rollup.people.whole.placed.actual).toBe(52);
    expect(rollup.communities.map(({ placed }) => placed)).toEqual([40, 'hidden', 'hidden']);
  });
});

const part: fc.Arbitrary<SomeActuals> = fc.record({
  applied: fc.option(fc.nat(30), { nil: null }),
  placedDirect: fc.option(fc.nat(25), { nil: null }),
  placedTrained: fc.option(fc.nat(25), { nil: null }),
});

/** Everything that is published of one step: the total, and the parts that add up to it. */
const columns = (people: People<Published>) =>
  steps.flatMap((step) => [
    {
      total: people.whole[step].actual,
      parts: people.segments.map(({ row }) => row[step].actual),
    },
  ]);

describe('whatever a community has counted', () => {
  it('no small count is published, and none is what a total leaves over', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), part, (parts, rest) => {
        const total = Object.fromEntries(
          stages.map((stage) => {
            const counted = [...parts, rest].flatMap((each) => each[stage] ?? []);
            return [stage, counted.length === 0 ? null : counted.reduce((so, count) => so + count, 0)];
          }),
        );
        const summary = community('a', total, {
          segments: Object.fromEntries(parts.map((each, index) => [`S${index}`, each])),
        });
        for (const { total, parts } of columns(alone(summary))) {
          for (const value of [total, ...parts])
            if (typeof value === 'number') expect(value === 0 || value >= 10).toBe(true);
          if (typeof total !== 'number') continue;
          const shown = parts.reduce<number>((so, value) => so + (typeof value === 'number' ? value : 0), 0);
          const leftOver = total - shown;
          if (leftOver > 0) expect(leftOver).toBeGreaterThanOrEqual(10);
        }
        for (const row of [alone(summary).whole, ...alone(summary).segments.map(({ row }) => row)]) {
          const three = [row.placed.actual, row.placedDirect.actual, row.placedTrained.actual];
          expect(three.filter((value) => value === 'hidden').length === 1 && !three.includes(null)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('nothing that was not counted is said to be hidden or nobody', () => {
    fc.assert(
      fc.property(part, (counts) => {
        const { whole } = alone(community('a', counts));
        for (const stage of stages)
          if ((counts[stage] ?? null) === null) expect(whole[stage].actual).toBeNull();
          else expect(whole[stage].actual).not.toBeNull();
      }),
    );
  });
});
