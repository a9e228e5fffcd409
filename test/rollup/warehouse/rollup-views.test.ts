import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanSummary } from '../../../functions/plan/summary.ts';
import { factsOf } from '../../../functions/rollup/facts.ts';
import { foldRollup } from '../../../functions/rollup/fold.ts';
import { parseScope } from '../../../functions/rollup/scope.ts';
import { rollupWords } from '../../../functions/rollup/words.ts';
import { typedSummary } from '../../../scripts/typed-plan.ts';
import { communityPlan } from '../../fixtures/funders/community-plan.ts';
import { foundation, stateAgency } from '../../fixtures/funders/funders.ts';
import { community } from '../people.ts';
import { riverbend } from '../riverbend.ts';
import { localWarehouse } from './local-warehouse.ts';

/** As `internal_rollup` has it. */
interface Line {
  indicator: string;
  breakdown: string | null;
  breakdown_value: string | null;
  target: number | null;
  target_if_rates_low: number | null;
  target_if_rates_high: number | null;
  actual: number | null;
  communities: number;
}

/** What the views leave to the fold. */
const notInSql =
  /^(confidence-wanted|chance-|people-aware-by-rate|placements-forecast|rate-observed|people-placed-at-even-pace|cost-per-|local-goal|warning-waived|communit|own-money|publish-threshold)/;

const isInSql = ({ indicator, breakdown }: Line): boolean =>
  !notInSql.test(indicator) && !['community', 'quarter', 'to date'].includes(breakdown ?? '');

const byFold = (summaries: readonly PlanSummary[], scope: string): Line[] => {
  const rollup = foldRollup({
    scope: parseScope(scope)!,
    name: null,
    year: 2026,
    readAt: '2027-01-05T08:00:00.000Z',
    summaries,
    communitiesLeftOut: [],
  });
  return [...factsOf(rollup, rollupWords('en'))]
    .map((fact) => ({
      indicator: fact.indicator,
      breakdown: fact.breakdown.map(({ by }) => by).join('; ') || null,
      breakdown_value: fact.breakdown.map(({ value }) => value).join('; ') || null,
      target: fact.target,
      target_if_rates_low: fact.targetIfRatesLow,
      target_if_rates_high: fact.targetIfRatesHigh,
      actual: fact.actual,
      communities: fact.communities,
    }))
    .filter(isInSql);
};

const bySql = (warehouse: DatabaseSync, scope: string): Line[] =>
  warehouse
    .prepare(
      `SELECT indicator, breakdown, breakdown_value, target, target_if_rates_low, target_if_rates_high, actual, communities
       FROM internal_rollup WHERE scope = ? AND year = 2026`,
    )
    .all(scope)
    .map((line) => ({ ...line }) as unknown as Line);

const sorted = (lines: readonly Line[]): string[] => lines.map((line) => JSON.stringify(line)).sort();

/** By scope, what the views say of these plans and what the fold says. */
const expectTheSame = (summaries: readonly PlanSummary[]): void => {
  const warehouse = localWarehouse(summaries);
  try {
    const scopes = warehouse.prepare('SELECT DISTINCT scope FROM internal_scopes').all();
    expect(scopes.length).toBeGreaterThan(0);
    for (const { scope } of scopes as { scope: string }[]) {
      const members = warehouse.prepare('SELECT community_id FROM internal_scopes WHERE scope = ?').all(scope);
      const ids = new Set(members.map(({ community_id }) => community_id));
      const inScope = summaries.filter(({ communityId }) => ids.has(communityId));
      expect(sorted(bySql(warehouse, scope)), scope).toEqual(sorted(byFold(inScope, scope)));
    }
  } finally {
    warehouse.close();
  }
};

const plans = [...stateAgency.communities, ...foundation.communities].map((story) =>
  typedSummary(communityPlan(story), {
    communityId: story.id,
    year: 2026,
    readAt: '2026-12-10T08:00:00.000Z',
    today: '2026-12-10',
  }),
);

describe('the views in SQL say what the fold says', () => {
  it('of the demo’s summary', () => {
    expectTheSame([riverbend()]);
  });

  it('of a state’s and a foundation’s communities, for every scope that they are in', () => {
    expectTheSame(plans);
  });

  it('of segments and roles under several spellings, two of one in a plan, and of those of none', () => {
    const { pipeline } = riverbend();
    const roles = (...names: string[]) => names.map((role) => ({ ...pipeline!.roles[0]!, role }));
    expectTheSame([
      {
        ...community(
          'a',
          { applied: 40 },
          { segments: { Women: { applied: 12 }, 'women ': { applied: 3 }, other: {} } },
        ),
        pipeline: { capture: null, roles: roles('Web developer', 'WEB DEVELOPER') },
      },
      {
        ...community('b', { placedDirect: 3 }, { segments: { ' WOMEN': { applied: 7 }, other: { applied: 1 } } }),
        pipeline: { capture: null, roles: roles('web  developer') },
      },
    ]);
  });

  it('of whatever network', () => {
    const count = fc.option(fc.nat(60), { nil: null });
    const actuals = fc.record({ applied: count, enrolled: count, placedDirect: count, placedTrained: count });
    const member = fc.record({
      plan: fc.constantFrom(...plans, riverbend()),
      whole: actuals,
      segments: fc.dictionary(fc.constantFrom('Women', 'women', 'Veterans', 'Jóvenes', 'other'), actuals, {
        maxKeys: 3,
      }),
      periods: fc.dictionary(fc.constantFrom('2026-07-01/2026-09-30', '2026-07-01/2026-07-31'), actuals, {
        maxKeys: 2,
      }),
      states: fc.subarray(['OH', 'KY', 'IN']),
      pennies: fc.nat(99),
      hasPlan: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 6 }), (members) => {
        expectTheSame(
          members.map(({ plan, whole, segments, periods, states, pennies, hasPlan }, index): PlanSummary => {
            const id = `c${index}`;
            const counted = community(id, whole, { segments, periods, states });
            const needs = plan.needs.map((need) => ({ ...need, amount: need.amount + pennies / 100 }));
            return hasPlan
              ? { ...plan, communityId: id, community: { ...plan.community, states }, needs }
              : { ...counted, needs };
          }),
        );
      }),
      { numRuns: 25 },
    );
  });
});
