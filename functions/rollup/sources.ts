import { tabOf } from '../plan/messages/said.ts';
import type { SectionName } from '../plan/plan.ts';
import type { RollupWords } from './words.ts';

/** Tabs of the planning sheet; the first pattern that an indicator has counts. */
const sources: readonly (readonly [indicator: RegExp, tabs: readonly SectionName[]])[] = [
  [/^people-(?:ready|without-opening)$/, ['goals', 'assumptions', 'programs', 'demand']],
  [/^people-placed-at-even-pace$/, ['goals', 'progress']],
  [/^people-aware-by-rate$/, ['goals', 'assumptions']],
  [/^people-/, ['goals', 'assumptions', 'progress']],
  [/^placements-forecast/, ['goals', 'assumptions', 'progress']],
  [/^rate-observed/, ['assumptions', 'progress']],
  [/^confidence-wanted$/, ['community']],
  [/^chance-/, ['community', 'goals', 'assumptions', 'programs']],
  [/^money-/, ['resources', 'funding']],
  [/^cost-/, ['goals', 'resources']],
  [/^funding-/, ['funding']],
  [/^own-money-/, ['funding']],
  [/^communit(?:y|ies)-late$/, ['community', 'progress']],
  [/^partners-|^placements-employers-committed-to$/, ['partners']],
  [/^openings$|^employers-with-openings$/, ['demand']],
  [/^openings-short$/, ['demand', 'programs', 'assumptions']],
  [/^completers/, ['programs', 'partners', 'demand']],
  [/^training-/, ['programs']],
  [/^local-goal$/, ['goals']],
  [/^publish-threshold$/, ['community']],
];

/** Where in the planning sheet an indicator's figures come from: names of tabs with commas between them. */
export const sourceOf = (indicator: string, { text, tell }: RollupWords): string => {
  const tabs = sources.find(([pattern]) => pattern.test(indicator))?.[1];
  if (tabs !== undefined) return tabs.map((tab) => tell(tabOf(tab))).join(', ');
  // What no tab alone says: it comes from checking all of them, or from the network's list of communities.
  return text(/^communit(?:y-left-out|ies-included)$/.test(indicator) ? 'facts.register' : 'facts.wholePlan');
};
