import * as fc from 'fast-check';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import { publishRollup } from '../../functions/rollup/publish.ts';
import type { Publisher } from '../../functions/rollup/publisher.ts';
import type { PublishedRollup } from '../../functions/rollup/rollup.ts';
import { community, stages } from './people.ts';
import { riverbend } from './riverbend.ts';

/** A rollup of these communities as it is published. */
export const published = (summaries: PlanSummary[]): PublishedRollup =>
  publishRollup({
    scope: summaries.length === 1 ? { kind: 'community', id: summaries[0]!.communityId } : { kind: 'network' },
    year: 2026,
    readAt: '2027-01-05T08:00:00.000Z',
    summaries,
    communitiesLeftOut: [{ id: 'late', name: 'Late Starters', reason: 'no plan for 2026' }],
  });

/** An invented one. */
export const publisher: Publisher = {
  organization: 'US-EIN-123456789',
  name: 'TechHire Ohio & partners',
  type: '22',
  grantPrefix: '360G-techhire',
};

const counts = fc.record(Object.fromEntries(stages.map((stage) => [stage, fc.option(fc.nat(60), { nil: null })])));

/** Text as people type it and as they do not: formulas, markup, other scripts, what XML cannot say. */
const texts = fc.oneof(
  fc.constantFrom(
    '=1+1',
    '-5',
    '@SUM(A1)',
    'a;b',
    'say "so", twice',
    'R&D <b>',
    ']]>',
    'two\nlines',
    'שלום 👋',
    'a\u0007b',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);

const summaries = fc
  .array(
    fc.record({
      actuals: counts,
      segments: fc.dictionary(fc.constantFrom('Women', 'Veterans', 'Youth; new', '=Others'), counts, { maxKeys: 3 }),
      periods: fc.dictionary(fc.constantFrom('2026-07-01/2026-09-30', '2026-10-01/2026-12-31'), counts, { maxKeys: 2 }),
      name: texts,
      goals: fc.uniqueArray(
        fc.record({
          goal: texts,
          measure: fc.option(texts, { nil: null }),
          baseline: fc.option(fc.oneof(fc.nat(80), fc.constant(-2.5)), { nil: null }),
          target: fc.option(fc.oneof(fc.nat(900), fc.constant(0.125)), { nil: null }),
          byWhen: fc.constantFrom(null, '2027-03-31'),
        }),
        { maxLength: 2, selector: ({ goal }) => goal },
      ),
      whole: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((drawn) =>
    drawn.map(({ actuals, segments, periods, name, goals, whole }, index): PlanSummary => {
      const plain = community(`c${index}`, actuals, { segments, periods });
      // A plan with everything in it beside plans of little more than counts.
      const base = whole ? { ...riverbend(), communityId: `c${index}` } : plain;
      return { ...base, community: { ...base.community, name }, localGoals: goals };
    }),
  );

/** Rollups over one to four communities that say much or little. */
export const drawnRollups: fc.Arbitrary<PublishedRollup> = summaries.map(published);
