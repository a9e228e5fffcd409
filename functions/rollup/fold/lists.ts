import type { Counted, Rollup } from '../rollup.ts';
import { includedCommunity } from './community.ts';
import type { FoldPart } from './part.ts';
import { compare } from './sums.ts';

type Lists = Pick<Rollup<Counted>, 'communities' | 'localGoals' | 'waivers'>;

/** What stands beside each other and is not added up, by community. */
export const listsPart = (): FoldPart<Lists> => {
  const lists: Lists = { communities: [], localGoals: [], waivers: [] };
  return {
    add: (summary) => {
      const { communityId, community, localGoals, waivers } = summary;
      const of = { communityId, community: community.name };
      lists.communities.push(includedCommunity(summary));
      for (const goal of localGoals) lists.localGoals.push({ ...of, ...goal });
      for (const waiver of waivers) lists.waivers.push({ ...of, ...waiver });
    },
    result: () => {
      lists.communities.sort((left, right) => compare(left.id, right.id));
      for (const list of [lists.localGoals, lists.waivers])
        list.sort((left, right) => compare(left.communityId, right.communityId));
      return lists;
    },
  };
};
