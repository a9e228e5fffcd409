import type { PlanSummary } from '../../../functions/plan/summary.ts';
import { communityPlan, PLAN_YEAR } from '../../../test/fixtures/funders/community-plan.ts';
import { networkStories } from '../../../test/fixtures/funders/funders.ts';
import { typedSummary } from '../../typed-plan.ts';

/** So many different plans; the others are the same under other names, because checking a plan takes longer than adding it up. */
const DIFFERENT = 100;

/** Summaries of so many communities, as the mirror keeps them, the same whenever they are made. They are made one by one. */
export function* networkSummaries(count: number): Generator<PlanSummary> {
  const plans = networkStories(Math.min(count, DIFFERENT)).map((story) =>
    typedSummary(communityPlan(story), {
      communityId: story.id,
      year: PLAN_YEAR.year,
      readAt: '2026-12-10T08:00:00.000Z',
      today: '2026-12-10',
    }),
  );
  for (let index = 0; index < count; index++) {
    const plan = structuredClone(plans[index % plans.length]!);
    const number = Math.floor(index / plans.length) + 1;
    yield {
      ...plan,
      communityId: `${plan.communityId}-${number}`,
      community: { ...plan.community, name: `${plan.community.name} ${number}` },
    };
  }
}
