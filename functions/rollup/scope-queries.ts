import type { Query } from '@google-cloud/firestore';
import type { Scope } from './scope.ts';

/**
 * The queries that together find what belongs to a scope. Equality, array-contains and in need no index beyond the ones that Firestore keeps by itself.
 *
 * @param members  of a group: the ids of its communities
 * @param states   the field that has the states, where the collection has them
 */
export const inScope = (query: Query, scope: Scope, members: readonly string[], states: string): Query[] => {
  switch (scope.kind) {
    case 'community':
      return [query.where('communityId', '==', scope.id)];
    case 'state':
      return [query.where(states, 'array-contains', scope.code)];
    case 'group':
      return chunks(members, MOST_IN).map((ids) => query.where('communityId', 'in', ids));
    case 'funder':
      return [query.where('funders', 'array-contains', scope.name)];
    case 'network':
      return [query];
  }
};

/** https://firebase.google.com/docs/firestore/query-data/queries#in_and_array-contains-any */
const MOST_IN = 30;

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
