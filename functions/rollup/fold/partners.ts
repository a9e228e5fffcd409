import type { PlanSummary } from '../../plan/summary.ts';
import { partnerKinds } from '../../plan/tables/partners.ts';
import type { Counted, Rollup } from '../rollup.ts';
import { entry, inOrder, total } from './sums.ts';

export const foldPartners = (summaries: readonly PlanSummary[]): Rollup<Counted>['partners'] => {
  const kinds = new Map<string, { invited: number; committed: number }>();
  for (const { partners } of summaries)
    for (const [kind, { invited, committed }] of Object.entries(partners.byKind)) {
      const row = entry(kinds, kind, () => ({ invited: 0, committed: 0 }));
      row.invited += invited;
      row.committed += committed;
    }
  return {
    byKind: inOrder([...kinds], ([kind]) => kind, partnerKinds).map(([kind, row]) => ({
      kind,
      label: (partnerKinds as Record<string, string>)[kind] ?? kind,
      ...row,
    })),
    placementsCommitted: total(summaries, ({ partners }) => partners.placementsCommitted),
  };
};
