import type { PlanSummary } from '../../plan/summary.ts';
import type { Counted, IncludedCommunity } from '../rollup.ts';
import { withPlaced } from './people.ts';

export const includedCommunity = (summary: PlanSummary): IncludedCommunity<Counted> => {
  const { communityId, community, goals, scopes, findings, checklist, revision, readAt } = summary;
  const all = scopes.find(({ segment }) => segment === null);
  return {
    id: communityId,
    name: community.name,
    leadOrganization: community.leadOrganization,
    states: [...community.states],
    yearStart: community.yearStart,
    yearEnd: community.yearEnd,
    goal: goals.placements,
    placed: all ? withPlaced(all.actuals).placed : null,
    findings: { error: findings.error, warning: findings.warning, info: findings.info },
    checklist: { done: checklist.done, of: checklist.of },
    revision,
    readAt,
  };
};
