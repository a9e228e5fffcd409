import { cleanText, nameKey } from '../../plan/text.ts';
import type { RoleRow, RollupPipeline } from '../rollup.ts';
import type { FoldPart } from './part.ts';
import { compare, entry, sum } from './sums.ts';

export const pipelinePart = (): FoldPart<RollupPipeline> => {
  const roles = new Map<string, RoleRow>();
  const captured = { hired: 0, completers: 0, communities: 0 };
  return {
    add: ({ pipeline }) => {
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
      if (!pipeline?.capture) return;
      captured.hired += pipeline.capture.hired;
      captured.completers += pipeline.capture.completers;
      captured.communities++;
    },
    result: () => ({
      // Those that lack most people first.
      roles: [...roles.values()].sort((left, right) => right.short - left.short || compare(left.key, right.key)),
      capture: captured.communities === 0 ? null : captured,
    }),
  };
};
