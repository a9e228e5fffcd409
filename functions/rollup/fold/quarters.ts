import type { PlanSummary } from '../../plan/summary.ts';
import type { Counted, QuarterRow } from '../rollup.ts';
import { compare, entry } from './sums.ts';

export const foldQuarters = (summaries: readonly PlanSummary[]): Omit<QuarterRow<Counted>, 'actual'>[] => {
  const quarters = new Map<string, Omit<QuarterRow<Counted>, 'actual'>>();
  for (const summary of summaries)
    for (const { from, to, placements } of summary.quarters) {
      const row = entry(quarters, `${from}/${to}`, () => ({ from, to, communities: 0, target: 0 }));
      row.communities++;
      row.target += placements;
    }
  return [...quarters.values()].sort((left, right) => compare(left.from, right.from) || compare(left.to, right.to));
};
