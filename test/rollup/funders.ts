import type { PlanSummary } from '../../functions/plan/summary.ts';
import type { RollupInput } from '../../functions/rollup/fold.ts';
import { parseScope } from '../../functions/rollup/scope.ts';
import { typedSummary } from '../../scripts/typed-plan.ts';
import { communityPlan, PLAN_YEAR } from '../fixtures/funders/community-plan.ts';
import type { FunderCase } from '../fixtures/funders/funders.ts';

const READ_AT = '2026-12-10T08:00:00.000Z';

/** What a funder's rollup is made of, on a day on which five months have been counted. */
export const rollupInputOf = ({ scope, communities, withoutPlan }: FunderCase): RollupInput => ({
  scope: parseScope(scope)!,
  name: /^funder:(.*)$/.exec(scope)?.[1] ?? null,
  year: PLAN_YEAR.year,
  readAt: READ_AT,
  summaries: communities.map(
    (story): PlanSummary =>
      typedSummary(communityPlan(story), {
        communityId: story.id,
        year: PLAN_YEAR.year,
        readAt: READ_AT,
        today: READ_AT.slice(0, 10),
      }),
  ),
  communitiesLeftOut: withoutPlan.map(({ id, name }) => ({ id, name, reason: 'no plan for 2026' })),
});
