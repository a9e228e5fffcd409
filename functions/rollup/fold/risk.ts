import type { PlanSummary } from '../../plan/summary.ts';
import { rateNames } from '../../plan/tables/assumptions.ts';
import type { StageName } from '../../plan/tables/progress.ts';
import { cleanText, nameKey } from '../../plan/text.ts';
import type { RollupRisk, SwingRow } from '../rollup.ts';
import { compare, entry, total } from './sums.ts';

export const foldRisk = (summaries: readonly PlanSummary[]): RollupRisk => {
  const all = summaries.map((summary) => summary.scopes.find(({ segment }) => segment === null));
  const [only] = all.length === 1 ? all : [];
  return {
    chances: summaries.flatMap(({ communityId, community, risk }) =>
      risk?.weakest ? [{ communityId, community: community.name, wanted: risk.wanted, ...risk.weakest }] : [],
    ),
    stages: Object.entries(only?.confidence ?? {}).flatMap(([stage, { planned, chance }]) =>
      chance === null ? [] : [{ stage: stage as StageName, planned, chance }],
    ),
    swings: foldSwings(
      summaries,
      total(all, (scope) => scope?.targets?.aware.target ?? 0),
    ),
  };
};

/** @param aware  people to be made aware in all communities */
const foldSwings = (summaries: readonly PlanSummary[], aware: number): SwingRow[] => {
  const rows = new Map<string, SwingRow>();
  for (const { risk, scopes } of summaries) {
    const here = scopes.find(({ segment }) => segment === null)?.targets?.aware.target ?? 0;
    for (const { step, segment, low, likely, high, awareIfLow, awareIfHigh } of risk?.swings ?? []) {
      const name = segment === null ? null : cleanText(segment);
      const row = entry(rows, `${step} ${name === null ? '' : nameKey(name)}`, () => ({
        step,
        segment: name,
        communities: 0,
        rate: null,
        awareIfLow: aware,
        awareIfHigh: aware,
      }));
      if (name !== null && compare(name, row.segment!) < 0) row.segment = name;
      row.communities++;
      row.rate = row.communities === 1 ? { low, likely, high } : null;
      row.awareIfLow += awareIfLow - here;
      row.awareIfHigh += awareIfHigh - here;
    }
  }
  const swing = ({ awareIfLow, awareIfHigh }: SwingRow): number => awareIfLow - awareIfHigh;
  const order = ({ step, segment }: SwingRow): string =>
    `${Object.keys(rateNames).indexOf(step)} ${segment === null ? '' : nameKey(segment)}`;
  return [...rows.values()].sort((left, right) => swing(right) - swing(left) || compare(order(left), order(right)));
};
