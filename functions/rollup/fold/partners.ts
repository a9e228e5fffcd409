import { partnerKinds } from '../../plan/tables/partners.ts';
import type { Counted, Rollup } from '../rollup.ts';
import type { FoldPart } from './part.ts';
import { entry, inOrder } from './sums.ts';

export const partnersPart = (): FoldPart<Rollup<Counted>['partners']> => {
  const kinds = new Map<string, { invited: number; committed: number }>();
  let placementsCommitted = 0;
  return {
    add: ({ partners }) => {
      for (const [kind, { invited, committed }] of Object.entries(partners.byKind)) {
        const row = entry(kinds, kind, () => ({ invited: 0, committed: 0 }));
        row.invited += invited;
        row.committed += committed;
      }
      placementsCommitted += partners.placementsCommitted;
    },
    result: () => ({
      byKind: inOrder([...kinds], ([kind]) => kind, partnerKinds).map(([kind, row]) => ({
        kind,
        ...row,
      })),
      placementsCommitted,
    }),
  };
};
