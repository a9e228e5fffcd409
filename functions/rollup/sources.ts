import { sections } from '../plan/plan.ts';

const { community, partners, goals, assumptions, demand, programs, resources, funding, progress } = sections;

/** Tabs of the planning sheet; the first pattern that an indicator has counts. */
const sources: readonly (readonly [indicator: RegExp, tabs: readonly { tab: string }[]])[] = [
  [/^people-(?:ready|without-opening)$/, [goals, assumptions, programs, demand]],
  [/^people-placed-at-even-pace$/, [goals, progress]],
  [/^people-aware-by-rate$/, [goals, assumptions]],
  [/^people-/, [goals, assumptions, progress]],
  [/^placements-forecast/, [goals, assumptions, progress]],
  [/^rate-observed/, [assumptions, progress]],
  [/^confidence-wanted$/, [community]],
  [/^chance-/, [community, goals, assumptions, programs]],
  [/^money-/, [resources, funding]],
  [/^cost-/, [goals, resources]],
  [/^funding-/, [funding]],
  [/^own-money-/, [funding]],
  [/^communit(?:y|ies)-late$/, [community, progress]],
  [/^partners-|^placements-employers-committed-to$/, [partners]],
  [/^openings$|^employers-with-openings$/, [demand]],
  [/^openings-short$/, [demand, programs, assumptions]],
  [/^completers/, [programs, partners, demand]],
  [/^training-/, [programs]],
  [/^local-goal$/, [goals]],
  [/^publish-threshold$/, [community]],
];

/** What no tab alone says: it comes from checking all of them, or from the network's list of communities. */
const WHOLE_PLAN = 'All tabs';
const REGISTER = 'Register of communities';

/** Where in the planning sheet an indicator's figures come from: names of tabs with commas between them. */
export const sourceOf = (indicator: string): string => {
  const tabs = sources.find(([pattern]) => pattern.test(indicator))?.[1];
  if (tabs !== undefined) return tabs.map(({ tab }) => tab).join(', ');
  return /^communit(?:y-left-out|ies-included)$/.test(indicator) ? REGISTER : WHOLE_PLAN;
};
