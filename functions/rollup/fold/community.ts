import type { PlanSummary } from '../../plan/summary.ts';
import type { Counted, IncludedCommunity } from '../rollup.ts';
import { evenPaceOf } from './pace.ts';
import { withPlaced } from './people.ts';
import { cents, dollars, total } from './sums.ts';

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
    evenPace: evenPaceOf(summary)?.expected ?? null,
    money: {
      needed: dollars(total(summary.needs, ({ amount }) => cents(amount))),
      secured: dollars(total(summary.needs, ({ received, committed }) => cents(received) + cents(committed))),
    },
    findings: { error: findings.error, warning: findings.warning, info: findings.info },
    checklist: { done: checklist.done, of: checklist.of },
    revision,
    readAt,
  };
};
