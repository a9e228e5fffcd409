import type { QuarterGoal } from '../rollup.ts';
import type { FoldPart } from './part.ts';
import { compare, entry } from './sums.ts';

export const quartersPart = (): FoldPart<QuarterGoal[]> => {
  const quarters = new Map<string, QuarterGoal>();
  return {
    add: (summary) => {
      for (const { from, to, placements } of summary.quarters) {
        const row = entry(quarters, `${from}/${to}`, () => ({ from, to, communities: 0, target: 0 }));
        row.communities++;
        row.target += placements;
      }
    },
    result: () =>
      [...quarters.values()].sort((left, right) => compare(left.from, right.from) || compare(left.to, right.to)),
  };
};
