import type { PlanSummary } from '../plan/summary.ts';
import { includedCommunity } from './fold/community.ts';
import { foldMoney } from './fold/money.ts';
import { foldPace } from './fold/pace.ts';
import { foldPartners } from './fold/partners.ts';
import { foldPeople } from './fold/people.ts';
import { foldPipeline } from './fold/pipeline.ts';
import { foldQuarters } from './fold/quarters.ts';
import { foldRisk } from './fold/risk.ts';
import { compare, greatest, least, total } from './fold/sums.ts';
import { foldForecast } from './forecasts.ts';
import { withActuals } from './quarters.ts';
import type { Counted, IncludedCommunity, LeftOutCommunity, Rollup } from './rollup.ts';
import type { Scope } from './scope.ts';

export interface RollupInput {
  scope: Scope;
  year: number;
  /** ISO time at which all summaries were read. */
  readAt: string;
  /** One a community, in any order. */
  summaries: readonly PlanSummary[];
  communitiesLeftOut: readonly LeftOutCommunity[];
}

/**
 * Adds up what the plans of a scope say. Nothing is hidden yet: `publishRollup` makes of it what may leave the house.
 *
 * A number that nobody has given stays null and adds nothing; the sum is null only where nobody has given one. The order
 * of `summaries` makes no difference.
 */
export const foldRollup = (input: RollupInput): Rollup<Counted> => {
  const summaries = [...input.summaries].sort((left, right) => compare(left.communityId, right.communityId));
  const communities = summaries.map(includedCommunity);
  const people = foldPeople(summaries);
  return {
    scope: input.scope,
    title: titleOf(input.scope, communities),
    year: input.year,
    period: {
      from: least(communities.flatMap(({ yearStart }) => yearStart ?? [])),
      to: greatest(communities.flatMap(({ yearEnd }) => yearEnd ?? [])),
    },
    readAt: input.readAt,
    threshold: summaries.reduce(
      (strictest, { publishThreshold }) => Math.max(strictest, publishThreshold),
      LEAST_THRESHOLD,
    ),
    people,
    risk: foldRisk(summaries),
    pace: foldPace(summaries),
    forecast: foldForecast(summaries),
    money: foldMoney(summaries),
    partners: foldPartners(summaries),
    demand: {
      openings: total(summaries, ({ demand }) => demand.openings),
      employers: total(summaries, ({ demand }) => demand.employers),
    },
    training: {
      programs: total(summaries, ({ training }) => training.programs),
      seats: total(summaries, ({ training }) => training.seats),
    },
    quarters: withActuals(foldQuarters(summaries), people.periods),
    pipeline: foldPipeline(summaries),
    localGoals: summaries.flatMap(({ communityId, community, localGoals }) =>
      localGoals.map((goal) => ({ communityId, community: community.name, ...goal })),
    ),
    communities,
    leftOut: [...input.communitiesLeftOut].sort((left, right) => compare(left.id, right.id)),
    waivers: summaries.flatMap(({ communityId, community, waivers }) =>
      waivers.map((waiver) => ({ communityId, community: community.name, ...waiver })),
    ),
    findings: {
      error: total(summaries, ({ findings }) => findings.error),
      warning: total(summaries, ({ findings }) => findings.warning),
      info: total(summaries, ({ findings }) => findings.info),
    },
    checklist: {
      done: total(summaries, ({ checklist }) => checklist.done),
      of: total(summaries, ({ checklist }) => checklist.of),
    },
  };
};

/** No plan can ask for less: the Community tab refuses it. */
const LEAST_THRESHOLD = 5;

const titleOf = (scope: Scope, communities: readonly IncludedCommunity<Counted>[]): string => {
  switch (scope.kind) {
    case 'community':
      return communities[0]?.name ?? scope.id;
    case 'state':
      return `TechHire communities in ${scope.code}`;
    case 'network':
      return 'All TechHire communities';
  }
};
