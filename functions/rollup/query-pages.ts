import type { Query, QuerySnapshot, Transaction } from '@google-cloud/firestore';

/**
 * What a query finds, page by page in the order of the documents' names: at least one page, which may be empty. In a read-only transaction all
 * pages are of one moment.
 *
 * No single answer grows with the collection, in memory or beyond the minute that Firestore gives a query:
 * https://cloud.google.com/firestore/quotas
 */
export async function* queryPages(transaction: Transaction, query: Query): AsyncGenerator<QuerySnapshot> {
  const ordered = query.orderBy('__name__').limit(IN_A_PAGE);
  let page = await transaction.get(ordered);
  yield page;
  while (page.size === IN_A_PAGE) {
    page = await transaction.get(ordered.startAfter(page.docs.at(-1)!));
    yield page;
  }
}

/** Summaries of a few kilobytes: some megabytes at a time. */
const IN_A_PAGE = 500;
