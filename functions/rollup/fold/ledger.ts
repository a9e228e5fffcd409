import { PackedList, sortedBy } from '../packed-list.ts';
import type { LedgerGrant } from '../rollup.ts';
import type { FoldPart } from './part.ts';
import { compare } from './sums.ts';

/** What is committed or received, row by row of the Funding tabs: by community, then in the order of its tab. Of a large scope there are more rows than plans. */
export const ledgerPart = (): FoldPart<PackedList<LedgerGrant>> => {
  const grants = new PackedList<LedgerGrant>();
  let [last, inOrder] = ['', true];
  return {
    add: ({ communityId, community, funding }) => {
      inOrder &&= compare(last, communityId) <= 0;
      last = communityId;
      for (const { id, source, status, amount, funder, program, mayPayFor, from, to, awarded } of funding)
        if (status === 'committed' || status === 'received')
          grants.add({
            communityId,
            community: community.name,
            leadOrganization: community.leadOrganization,
            states: community.states,
            row: id,
            source,
            status,
            amount,
            funder,
            program,
            mayPayFor,
            from,
            to,
            awarded,
          });
    },
    result: () => (inOrder ? grants : sortedBy(grants, ({ communityId }) => communityId)),
  };
};
