import type { PlanSummary } from '../plan/summary.ts';
import type { Told } from './disclosure/told.ts';
import { ledgerPart } from './fold/ledger.ts';
import { listsPart } from './fold/lists.ts';
import { moneyPart } from './fold/money.ts';
import { pacePart } from './fold/pace.ts';
import { partnersPart } from './fold/partners.ts';
import { peoplePart } from './fold/people.ts';
import { pipelinePart } from './fold/pipeline.ts';
import { quartersPart } from './fold/quarters.ts';
import { riskPart } from './fold/risk.ts';
import { compare } from './fold/sums.ts';
import { totalsPart } from './fold/totals.ts';
import { forecastPart } from './forecasts.ts';
import { funderPart } from './funder.ts';
import { latePart } from './lateness.ts';
import { withActuals } from './quarters.ts';
import type { Counted, IncludedCommunity, LeftOutCommunity, Rollup } from './rollup.ts';
import type { Scope } from './scope.ts';

export interface RollupInput {
  /** What was published before of the same year: nothing that is hidden may be worked out together with it. */
  told?: Told | null;
  scope: Scope;
  /** What a group or a funder is called, where somebody says so. */
  name?: string | null;
  year: number;
  /** ISO time at which all summaries were read. */
  readAt: string;
  /** One a community, in any order. They are gone through more than once, so that a generator does not do. */
  summaries: Iterable<PlanSummary>;
  communitiesLeftOut: readonly LeftOutCommunity[];
}

/**
 * Adds up what the plans of a scope say. Nothing is hidden yet: `publishRollup` makes of it what may leave the house.
 *
 * A number that nobody has given stays null and adds nothing; the sum is null only where nobody has given one. The order
 * of `summaries` makes no difference. Goes through them once, and keeps none.
 */
export const foldRollup = (input: RollupInput): Rollup<Counted> => {
  const parts = {
    totals: totalsPart(),
    people: peoplePart(),
    risk: riskPart(),
    pace: pacePart(),
    forecast: forecastPart(),
    money: moneyPart(),
    partners: partnersPart(),
    quarters: quartersPart(),
    pipeline: pipelinePart(),
    ledger: ledgerPart(),
    lists: listsPart(),
    late: latePart(input.readAt.slice(0, 10)),
    ...(input.scope.kind === 'funder' ? { funder: funderPart(input.scope.name) } : {}),
  };
  for (const summary of input.summaries) for (const part of Object.values(parts)) part.add(summary);
  const people = parts.people.result();
  const lists = parts.lists.result();
  const name = nameOf(input, lists.communities);
  return {
    scope: input.scope,
    name,
    year: input.year,
    readAt: input.readAt,
    ...parts.totals.result(),
    people,
    risk: parts.risk.result(),
    pace: parts.pace.result(),
    forecast: parts.forecast.result(),
    money: parts.money.result(),
    partners: parts.partners.result(),
    quarters: withActuals(parts.quarters.result(), people.periods),
    pipeline: parts.pipeline.result(),
    ledger: parts.ledger.result(),
    ...lists,
    leftOut: [...input.communitiesLeftOut].sort((left, right) => compare(left.id, right.id)),
    late: parts.late.result(),
    funder: parts.funder?.result() ?? null,
  };
};

/** As somebody has given it; a state and the network have none. */
const nameOf = ({ scope, name }: RollupInput, communities: readonly IncludedCommunity<Counted>[]): string | null => {
  switch (scope.kind) {
    case 'community':
      return communities[0]?.name ?? scope.id;
    case 'group':
      return name ?? scope.id;
    case 'funder':
      return name ?? scope.name;
    case 'state':
    case 'network':
      return null;
  }
};
