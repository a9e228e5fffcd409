import type { PlanSummary } from '../plan/summary.ts';
import { auditOf } from './disclosure/audit.ts';
import { communityTable } from './disclosure/community-table.ts';
import {
  type ExportedCounts,
  exportedCounts,
  exportsBefore,
  withEarlier,
  withHiddenThen,
} from './disclosure/earlier.ts';
import { type Disclosure, isHiddenIn } from './disclosure/hidden-cells.ts';
import { publishPeople, wholeKey } from './disclosure/people-cells.ts';
import { disclosureOf } from './disclosure/scope-table.ts';
import { SumPage } from './disclosure/sum-page.ts';
import { isFew } from './disclosure/table.ts';
import type { Telling, Told } from './disclosure/told.ts';
import { foldPeople } from './fold/people.ts';
import { entry } from './fold/sums.ts';
import { LEAST_THRESHOLD } from './fold/totals.ts';
import { HiddenStages, hideRates, ShownPlacements } from './forecasts.ts';
import { withActuals } from './quarters.ts';
import type { AuditedRollup, Counted, People, Published, Rollup } from './rollup.ts';

/**
 * Hides the actual counts of people from which somebody could be recognized. Targets, money and organizations stay as they are.
 *
 * Hidden are counts from 1 to one below the threshold, the parts of such counts, and the fewest and least important further ones, so that readers who
 * put together all that they know cannot tell any hidden count to within less than the threshold: the sums of segments, periods and routes, the order of
 * the stages, and of several communities what each publishes on its own, and each state. A community's own page never depends on others'; what
 * could be worked out from it and a sum, the sum hides.
 *
 * Of more than four communities nothing is kept but how many hide each count, and how many people these are: the audit then tells of
 * the sums alone.
 *
 * @param rollup     the fold of `summaries`
 * @param summaries  what each community would publish on its own is worked out from these
 * @param told       what was published of this year before, by each community and by all sums in which some of them are; null where that is not compared
 * @throws UnsafeExport where the audit finds that too much could be worked out
 */
export const disclose = (
  rollup: Rollup<Counted>,
  summaries: Iterable<PlanSummary>,
  told: Told | null = null,
): { rollup: AuditedRollup; telling: Telling } => {
  const { threshold, scope } = rollup;
  const hiddenStages = new HiddenStages();
  const placements = new ShownPlacements();
  const hidesPlaced = new Set<string>();
  const sums = new SumPage(told);
  const states = new Map<string, SumPage>();
  let only: Disclosure | null = null;
  for (const summary of summaries) {
    const people = foldPeople([summary]);
    const least = Math.max(LEAST_THRESHOLD, summary.publishThreshold);
    const own = ownPage(
      people,
      least,
      (scope.kind === 'community' ? told?.same : told?.own(summary.communityId)) ?? [],
    );
    const page = published(own);
    placements.add(summary, page);
    if (isHiddenIn(own, wholeKey, 'placed')) hidesPlaced.add(summary.communityId);
    if (scope.kind === 'community') {
      only = own;
      continue;
    }
    hiddenStages.add(page);
    sums.add(summary, own);
    if (scope.kind === 'network')
      for (const state of new Set(summary.community.states))
        entry(states, state, () => new SumPage()).add(summary, own);
  }
  const inOrder = [...states].sort(([left], [right]) => (left < right ? -1 : 1));
  const disclosure = only ?? sums.disclosure(inOrder.map(([, state]) => state));
  const people = published(disclosure);
  const suppressed: AuditedRollup = {
    ...rollup,
    people,
    forecast: {
      placements: placements.result(),
      rates: hideRates(rollup.forecast.rates, people, hiddenStages, threshold),
    },
    quarters: withActuals<Published>(rollup.quarters, people.periods),
    communities: rollup.communities.map((community) => ({
      ...community,
      placed: publish(community.placed, isFew(community.placed, threshold) || hidesPlaced.has(community.id)),
    })),
    localGoals: rollup.localGoals.map((goal) => ({
      ...goal,
      baseline: publish(goal.baseline, isFew(goal.baseline, threshold)),
    })),
    audit: auditOf(people, disclosure),
  };
  return {
    rollup: suppressed,
    telling: { counts: exportedCounts(disclosure), shown: only ? new Map() : sums.shown() },
  };
};

/** @param told  what was published of this community, the oldest first */
const ownPage = (people: People<Counted>, threshold: number, told: readonly ExportedCounts[]): Disclosure => {
  const before = exportsBefore(people, told);
  const table = withEarlier(communityTable(people, threshold), people, threshold, before);
  return disclosureOf(people, withHiddenThen(table, threshold, before));
};

const published = (disclosure: Disclosure): People<Published> =>
  publishPeople(disclosure.people, (row, step) => isHiddenIn(disclosure, row, step));

const publish = (count: Counted, isHidden: boolean): Published => (count !== null && isHidden ? 'hidden' : count);
