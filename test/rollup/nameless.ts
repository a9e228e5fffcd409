import { say } from '../../functions/plan/messages/said.ts';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import { OTHERS } from '../../functions/rollup/fold/people.ts';
import type { RollupInput } from '../../functions/rollup/fold.ts';
import { parseScope } from '../../functions/rollup/scope.ts';
import { inNoLanguage } from '../plan/messages/spanish-sheet.ts';

/** The same plan, where whatever people typed is in no language at all: what is English in its rollup, the program says. */
export const nameless = (summary: PlanSummary): PlanSummary => {
  const { communityId, community, scopes, localGoals, pipeline, waivers, funding, funders, risk } = summary;
  return {
    ...summary,
    communityId: inNoLanguage(communityId),
    community: {
      ...community,
      name: inNoLanguage(community.name),
      leadOrganization: typed(community.leadOrganization),
    },
    scopes: scopes.map((scope) => ({ ...scope, segment: segment(scope.segment) })),
    localGoals: localGoals.map((goal) => ({ ...goal, goal: inNoLanguage(goal.goal), measure: typed(goal.measure) })),
    pipeline: pipeline && {
      ...pipeline,
      roles: pipeline.roles.map((role) => ({ ...role, role: inNoLanguage(role.role) })),
    },
    funding: funding.map((row) => ({ ...row, funder: typed(row.funder), program: typed(row.program) })),
    funders: funders.map(inNoLanguage),
    waivers: waivers.map((waiver) => ({ ...waiver, reason: inNoLanguage(waiver.reason) })),
    risk: risk && {
      ...risk,
      swings: risk.swings.map((swing) => ({ ...swing, segment: typed(swing.segment) })),
    },
  };
};

/** The same communities, named so, and those that are left out. */
export const namelessInput = ({ scope, name, summaries, communitiesLeftOut, ...input }: RollupInput): RollupInput => ({
  ...input,
  scope: scope.kind === 'funder' ? parseScope(`funder:${inNoLanguage(scope.name)}`)! : scope,
  name: typed(name ?? null),
  summaries: Array.from(summaries, nameless),
  communitiesLeftOut: communitiesLeftOut.map((left) => ({
    id: inNoLanguage(left.id),
    name: inNoLanguage(left.name),
    reason: say('rollup.leftOut.noPlan', { year: '2026' }),
  })),
});

const typed = (text: string | null): string | null => text && inNoLanguage(text);

const segment = (name: string | null): string | null => (name === OTHERS ? name : typed(name));
