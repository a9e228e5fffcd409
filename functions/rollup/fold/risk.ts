import { rateNames } from '../../plan/tables/assumptions.ts';
import type { StageName } from '../../plan/tables/progress.ts';
import { cleanText, nameKey } from '../../plan/text.ts';
import type { RollupRisk, SwingRow } from '../rollup.ts';
import type { FoldPart } from './part.ts';
import { compare, entry } from './sums.ts';

export const riskPart = (): FoldPart<RollupRisk> => {
  const chances: RollupRisk['chances'] = [];
  const swings = swingsPart();
  let communities = 0;
  let stages: RollupRisk['stages'] = [];
  return {
    add: (summary) => {
      const { communityId, community, risk, scopes } = summary;
      if (risk?.weakest) chances.push({ communityId, community: community.name, wanted: risk.wanted, ...risk.weakest });
      const all = scopes.find(({ segment }) => segment === null);
      stages =
        ++communities > 1
          ? []
          : Object.entries(all?.confidence ?? {}).flatMap(([stage, { planned, chance }]) =>
              chance === null ? [] : [{ stage: stage as StageName, planned, chance }],
            );
      swings.add(summary);
    },
    result: () => ({
      chances: chances.sort((left, right) => compare(left.communityId, right.communityId)),
      stages,
      swings: swings.result(),
    }),
  };
};

const swingsPart = (): FoldPart<SwingRow[]> => {
  const rows = new Map<string, SwingRow>();
  /** People to be made aware in all communities; rows hold what is more or less than that while they grow. */
  let aware = 0;
  return {
    add: ({ risk, scopes }) => {
      const here = scopes.find(({ segment }) => segment === null)?.targets?.aware.target ?? 0;
      aware += here;
      for (const { step, segment, low, likely, high, awareIfLow, awareIfHigh } of risk?.swings ?? []) {
        const name = segment === null ? null : cleanText(segment);
        const row = entry(rows, `${step} ${name === null ? '' : nameKey(name)}`, () => ({
          step,
          segment: name,
          communities: 0,
          rate: null,
          awareIfLow: 0,
          awareIfHigh: 0,
        }));
        if (name !== null && compare(name, row.segment!) < 0) row.segment = name;
        row.communities++;
        row.rate = row.communities === 1 ? { low, likely, high } : null;
        row.awareIfLow += awareIfLow - here;
        row.awareIfHigh += awareIfHigh - here;
      }
    },
    result: () => {
      const swing = ({ awareIfLow, awareIfHigh }: SwingRow): number => awareIfLow - awareIfHigh;
      const order = ({ step, segment }: SwingRow): string =>
        `${Object.keys(rateNames).indexOf(step)} ${segment === null ? '' : nameKey(segment)}`;
      return [...rows.values()]
        .map((row) => ({ ...row, awareIfLow: aware + row.awareIfLow, awareIfHigh: aware + row.awareIfHigh }))
        .sort((left, right) => swing(right) - swing(left) || compare(order(left), order(right)));
    },
  };
};
