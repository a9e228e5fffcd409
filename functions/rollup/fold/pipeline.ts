import type { PlanSummary } from '../../plan/summary.ts';
import { cleanText, nameKey } from '../../plan/text.ts';
import type { RoleRow, RollupPipeline } from '../rollup.ts';
import { compare, entry, sum, total } from './sums.ts';

export const foldPipeline = (summaries: readonly PlanSummary[]): RollupPipeline => {
  const roles = new Map<string, RoleRow>();
  for (const { pipeline } of summaries)
    for (const { role, openings, ready, short, unplaced } of pipeline?.roles ?? []) {
      const key = nameKey(role);
      const row = entry(roles, key, () => ({
        key,
        name: cleanText(role),
        communities: 0,
        openings: null,
        ready: 0,
        short: 0,
        unplaced: 0,
      }));
      if (compare(cleanText(role), row.name) < 0) row.name = cleanText(role);
      row.communities++;
      row.openings = sum(row.openings, openings);
      row.ready += ready;
      row.short += short;
      row.unplaced += unplaced;
    }
  const captures = summaries.flatMap(({ pipeline }) => pipeline?.capture ?? []);
  return {
    // Those that lack most people first.
    roles: [...roles.values()].sort((left, right) => right.short - left.short || compare(left.key, right.key)),
    capture:
      captures.length === 0
        ? null
        : {
            hired: total(captures, ({ hired }) => hired),
            completers: total(captures, ({ completers }) => completers),
            communities: captures.length,
          },
  };
};
