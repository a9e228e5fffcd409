import type { LedgerGrant } from '../rollup.ts';
import type { FoldPart } from './part.ts';
import { compare } from './sums.ts';

/** What is committed or received, row by row of the Funding tabs: by community, then in the order of its tab. */
export const ledgerPart = (): FoldPart<LedgerGrant[]> => {
  const byCommunity = new Map<string, LedgerGrant[]>();
  return {
    add: ({ communityId, community, funding }) => {
      byCommunity.set(
        communityId,
        funding.flatMap(({ id, source, status, amount, funder, program, mayPayFor, from, to, awarded }) =>
          status === 'committed' || status === 'received'
            ? {
                communityId,
                community: community.name,
                leadOrganization: community.leadOrganization,
                states: [...community.states],
                row: id,
                source,
                status,
                amount,
                funder,
                program,
                mayPayFor: [...mayPayFor],
                from,
                to,
                awarded,
              }
            : [],
        ),
      );
    },
    result: () => [...byCommunity].sort(([one], [other]) => compare(one, other)).flatMap(([, own]) => own),
  };
};
