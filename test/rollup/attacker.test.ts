import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import type { StageName } from '../../functions/plan/tables/progress.ts';
import { publishAndTell, publishRollup } from '../../functions/rollup/publish.ts';
import type { Scope } from '../../functions/rollup/scope.ts';
import { attack, type PublishedFile } from './attacker.ts';
import { community } from './people.ts';
import { rollupCsv, rollupJson } from './whole-files.ts';

type Counts = Record<StageName, number>;

/** People who go a way that can be gone: at each stage as many as the shares of the one before say. */
const flow = (people: number, shares: readonly number[]): Counts => {
  const part = (of: number, share: number): number => Math.floor((of * share) / 100);
  const assessed = part(people, shares[0]!);
  const matched = part(assessed, shares[1]! / 2);
  const enrolled = part(assessed, shares[2]! / 2);
  const completed = part(enrolled, shares[3]!);
  return {
    aware: people * 4,
    applied: people,
    assessed,
    matched,
    enrolled,
    completed,
    placedDirect: part(matched, shares[4]!),
    placedTrained: part(completed, shares[5]!),
  };
};

const added = (all: readonly Counts[]): Counts =>
  all.reduce(
    (sum, each) =>
      Object.fromEntries(
        Object.entries(sum).map(([stage, count]) => [stage, count + each[stage as StageName]]),
      ) as Counts,
  );

const flows = fc
  .tuple(fc.nat(90), fc.array(fc.nat(100), { minLength: 6, maxLength: 6 }))
  .map(([people, shares]) => flow(people, shares));

/** Of each quarter, those of up to two segments and those of none. */
const plans = (id: string): fc.Arbitrary<PlanSummary> =>
  fc.array(fc.tuple(flows, flows, flows), { minLength: 1, maxLength: 3 }).map((quarters) =>
    community(id, added(quarters.flat()), {
      segments: {
        Veterans: added(quarters.map(([veterans]) => veterans)),
        'Young adults': added(quarters.map(([, young]) => young)),
      },
      periods: Object.fromEntries(
        quarters.map((each, index) => [`2026-0${3 * index + 1}-01/2026-0${3 * index + 3}-30`, added(each)]),
      ),
    }),
  );

const input = (scope: Scope, summaries: PlanSummary[]) => ({
  scope,
  year: 2026,
  readAt: '2027-01-05T00:00:00.000Z',
  summaries,
  communitiesLeftOut: [],
});

const exported = (scope: Scope, summaries: PlanSummary[], format: 'csv' | 'json'): string => {
  const rollup = publishRollup({
    scope,
    year: 2026,
    readAt: '2027-01-05T00:00:00.000Z',
    summaries,
    communitiesLeftOut: [],
  });
  return [...[(format === 'csv' ? rollupCsv : rollupJson)(rollup)].flat()].join('');
};

const own = (summary: PlanSummary, format: 'csv' | 'json' = 'csv'): PublishedFile => ({
  name: summary.communityId,
  text: exported({ kind: 'community', id: summary.communityId }, [summary], format),
});

const tooNarrow = (files: readonly PublishedFile[]) =>
  attack(files).filter(({ width }) => width !== null && width < 10 - 1e-6);

/** README says how to ask for more. */
const numRuns = Number(process.env.ATTACKED_TABLES ?? 20);
const settings = { numRuns, seed: 20_261_123 };

describe('somebody who has the published files alone', () => {
  it('finds out what simple rules hide: the one hidden part of a sum', () => {
    const fact = (value: string | null, actual: number | null) => ({
      indicator: 'people-applied',
      breakdown: value === null ? [] : [{ by: 'period', value }],
      actual,
      status: actual === null ? 'hidden' : 'counted',
    });
    const text = JSON.stringify({ facts: [fact(null, 60), fact('first', null), fact('second', 57)] });
    expect(attack([{ name: 'a', text }])).toEqual([
      { file: 'a', row: 'period first', stage: 'people-applied', width: 0 },
    ]);
  });

  it('tells no hidden count of a community to within less than ten people', { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(plans('a'), fc.constantFrom('csv' as const, 'json' as const), (summary, format) => {
        expect(tooNarrow([own(summary, format)])).toEqual([]);
      }),
      settings,
    );
  });

  it('nor with the sum over three communities beside their own files', { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(fc.tuple(plans('a'), plans('b'), plans('c')), (summaries) => {
        const sum = {
          name: 'sum',
          partsOf: ['a', 'b', 'c'],
          text: exported({ kind: 'state', code: 'OH' }, summaries, 'csv'),
        };
        expect(tooNarrow([...summaries.map((summary) => own(summary)), sum])).toEqual([]);
      }),
      { ...settings, numRuns: Math.ceil(numRuns / 10) },
    );
  });

  it('nor with a sum over many communities beside their own files', { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(
        fc.tuple(plans('a'), plans('b'), plans('c'), plans('d'), plans('e'), plans('f')),
        fc.constantFrom(5, 6),
        (six, count) => {
          const summaries = six.slice(0, count);
          const sum = {
            name: 'sum',
            partsOf: summaries.map(({ communityId }) => communityId),
            text: exported({ kind: 'state', code: 'OH' }, summaries, 'csv'),
          };
          expect(tooNarrow([...summaries.map((summary) => own(summary)), sum])).toEqual([]);
        },
      ),
      { ...settings, numRuns: Math.ceil(numRuns / 10) },
    );
  });

  it('nor with the file of a quarter before', { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(plans('a'), plans('a'), (summary, more) => {
        const scope: Scope = { kind: 'community', id: 'a' };
        const { rollup: before, telling } = publishAndTell(input(scope, [summary]));
        const later = grown(summary, more);
        const told = { same: [telling.counts], own: () => [], others: [] };
        const now = publishRollup({ ...input(scope, [later]), told });
        const files = [
          { name: 'before', text: rollupJson(before) },
          { name: 'now', after: 'before', text: rollupJson(now) },
        ];
        expect(tooNarrow(files)).toEqual([]);
      }),
      { ...settings, numRuns: Math.ceil(numRuns / 2) },
    );
  });
});

test('a community that has counted nobody changes no count of a sum', () => {
  fc.assert(
    fc.property(plans('a'), plans('b'), (one, other) => {
      const counts = (summaries: PlanSummary[]) =>
        publishRollup(input({ kind: 'state', code: 'OH' }, summaries)).people.periods.map(({ actuals }) => actuals);
      expect(counts([one, other, community('c', {})])).toEqual(counts([one, other]));
    }),
    { numRuns: 5 },
  );
});

/** The same plan with another one's periods as later ones. */
const grown = (plan: PlanSummary, more: PlanSummary): PlanSummary => ({
  ...plan,
  scopes: plan.scopes.map((scope, index) => ({
    ...scope,
    actuals: added([scope.actuals, more.scopes[index]!.actuals] as Counts[]),
  })),
  periods: [
    ...plan.periods,
    ...more.periods.map((period) => ({
      ...period,
      from: period.from.replace('2026', '2027'),
      to: period.to.replace('2026', '2027'),
    })),
  ],
});
