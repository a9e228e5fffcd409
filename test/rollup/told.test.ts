import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import type { Told } from '../../functions/rollup/disclosure/told.ts';
import type { Fact } from '../../functions/rollup/facts.ts';
import { type Grant, handleRollup } from '../../functions/rollup/handler.ts';
import { rollupFormats } from '../../functions/rollup/link.ts';
import { publishAndTell } from '../../functions/rollup/publish.ts';
import { parseScope } from '../../functions/rollup/scope.ts';
import { snapshotStore } from '../../functions/rollup/snapshots.ts';
import { type ToldStore, toldStore } from '../../functions/rollup/told-store.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';
import { community, type SomeActuals } from './people.ts';
import { arrived } from './whole-files.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const collection of ['snapshots', 'told']) await database.db.recursiveDelete(database.db.collection(collection));
});

const byLink: Grant = { link: 'a-link', formats: rollupFormats };

/** What somebody gets who opens the address: of one stage, by breakdown ('' for all), a number or why there is none. */
const get = async (
  scope: string,
  summaries: PlanSummary[],
  { told = toldStore(database.db), grant = byLink }: { told?: ToldStore | null; grant?: Grant | null } = {},
): Promise<Record<string, number | string | null>> => {
  const { body } = await arrived(
    await handleRollup(
      { query: { scope, year: '2026', format: 'json' } },
      {
        summaries: {
          read: async () => ({
            readAt: '2027-03-05T10:00:00.000Z',
            name: null,
            summaries,
            found: summaries.length,
            leftOut: [],
            otherYears: [],
          }),
        },
        publisher: null,
        snapshots: snapshotStore(database.db),
        told,
      },
      grant,
    ),
  );
  const { facts } = JSON.parse(String(body)) as { facts: Fact[] };
  return Object.fromEntries(
    facts
      .filter(
        ({ indicator, breakdown }) => indicator === 'people-applied' && breakdown.every(({ by }) => by !== 'quarter'),
      )
      .map(({ breakdown, status, actual }) => [
        breakdown.map(({ value }) => value).join(),
        status === 'counted' ? actual : status,
      ]),
  );
};

const applied = (counts: Record<string, number>): Record<string, SomeActuals> =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, { applied: count }]));

const town = (all: number, segments: Record<string, number> = {}): PlanSummary =>
  community('town', { applied: all }, { segments: applied(segments) });

describe('an export beside earlier ones of the same communities', () => {
  it('does not tell by a difference how few have come: the count is hidden until enough have', async () => {
    expect(await get('community:town', [town(50)])).toEqual({ '': 50 });
    // Whoever has both would know that four have come.
    expect(await get('community:town', [town(54)], { told: null })).toEqual({ '': 54 });
    expect(await get('community:town', [town(54)])).toEqual({ '': 'hidden' });
    expect(await get('community:town', [town(50)])).toEqual({ '': 50 });
    expect(await get('community:town', [town(60)])).toEqual({ '': 60 });
  });

  it('keeps hidden what an earlier one hid, where the total tells that nothing has changed', async () => {
    const before = town(60, { Veterans: 4, 'Young adults': 26, Parents: 30 });
    expect(await get('community:town', [before])).toEqual({
      '': 60,
      Veterans: 'hidden',
      'Young adults': 'hidden',
      Parents: 30,
    });
    // That the veterans were four would follow from the young adults, who are the same 26.
    const after = town(72, { Veterans: 16, 'Young adults': 26, Parents: 30 });
    expect(await get('community:town', [after], { told: null })).toMatchObject({ Veterans: 16, 'Young adults': 26 });
    expect(await get('community:town', [after])).toEqual({
      '': 72,
      Veterans: 16,
      'Young adults': 'hidden',
      Parents: 30,
    });
  });

  it('counts whatever the format and the link were, the public page as well', async () => {
    await get('community:town', [town(50)], { grant: null });
    expect(await get('community:town', [town(54)])).toEqual({ '': 'hidden' });
    expect(await get('group:one', [town(54)])).toEqual({ '': 'hidden' });
  });

  it('is the same as the last one where nothing has changed, over random plans', () => {
    const counts = fc.record({ A: fc.nat(30), B: fc.nat(30), C: fc.nat(30), none: fc.nat(20) });
    fc.assert(
      fc.property(counts, counts, ({ none, ...segments }, more) => {
        const plan = (parts: Record<string, number>, rest: number): PlanSummary =>
          town(
            Object.values(parts).reduce((sum, each) => sum + each, rest),
            parts,
          );
        const later = plan(
          { A: segments.A + more.A, B: segments.B + more.B, C: segments.C + more.C },
          none + more.none,
        );
        const input = (summary: PlanSummary, same: Told['same']) => ({
          scope: parseScope('community:town')!,
          year: 2026,
          readAt: '2027-03-05T10:00:00.000Z',
          summaries: [summary],
          communitiesLeftOut: [],
          told: { same, own: () => [], others: [] },
        });
        const first = publishAndTell(input(plan(segments, none), []));
        const second = publishAndTell(input(later, [first.telling.counts]));
        const third = publishAndTell(input(later, [first.telling.counts, second.telling.counts]));
        expect(third.rollup.contentHash).toBe(second.rollup.contentHash);
      }),
      { numRuns: 40 },
    );
  });

  it('is made anew where another one comes in between', async () => {
    const store = toldStore(database.db);
    let others = 1;
    const overtaken: ToldStore = {
      ...store,
      keep: async (...args) => {
        if (others-- > 0) await get('community:town', [town(50)]);
        return store.keep(...args);
      },
    };
    expect(await get('community:town', [town(54)], { told: overtaken })).toEqual({ '': 'hidden' });
  });
});

describe('a sum beside sums over other communities', () => {
  const towns = [
    community('a', { applied: 40 }),
    community('b', { applied: 6 }),
    community('c', { applied: 7 }),
    community('d', { applied: 8 }),
    community('e', { applied: 4 }),
  ];
  const [a, b, c, d, e] = towns as [PlanSummary, PlanSummary, PlanSummary, PlanSummary, PlanSummary];

  it('does not tell by a difference what the one community hides that the other sum does not have', async () => {
    expect(await get('group:four', [a, b, c, d])).toEqual({ '': 61 });
    expect(await get('state:OH', towns, { told: null })).toEqual({ '': 65 });
    expect(await get('state:OH', towns)).toEqual({ '': 'hidden' });
  });

  it('nor the other way around', async () => {
    expect(await get('state:OH', towns)).toEqual({ '': 65 });
    expect(await get('group:four', [a, b, c, d])).toEqual({ '': 'hidden' });
  });

  it('nor by the public rollup beside the one by link, which has a community more', async () => {
    const shy: PlanSummary = { ...e, publication: { form: 'onRequest', data: ['counts'] } };
    expect(await get('network', [a, b, c, d, shy], { grant: null })).toEqual({ '': 61 });
    expect(await get('network', [a, b, c, d, shy])).toEqual({ '': 'hidden' });
  });

  it('nor by two others that have all but one community together', async () => {
    const more = ['f', 'g', 'h'].map((id) => community(id, { applied: 9 }));
    expect(await get('group:one', [a, b, c, d])).toEqual({ '': 61 });
    expect(await get('group:two', more)).toEqual({ '': 27 });
    expect(await get('state:OH', [...towns, ...more], { told: null })).toEqual({ '': 92 });
    expect(await get('state:OH', [...towns, ...more])).toEqual({ '': 'hidden' });
  });

  it('is shown where the difference is a community that shows its count itself', async () => {
    expect(await get('group:four', [b, c, d])).toEqual({ '': 21 });
    expect(await get('state:OH', [a, b, c, d])).toEqual({ '': 61 });
  });
});
