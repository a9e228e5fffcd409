import type { PlanSummary } from '../../functions/plan/summary.ts';
import { OTHERS } from '../../functions/rollup/fold/people.ts';
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

const typed = (text: string | null): string | null => text && inNoLanguage(text);

const segment = (name: string | null): string | null => (name === OTHERS ? name : typed(name));
