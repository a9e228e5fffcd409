import type { Firestore } from '@google-cloud/firestore';
import type { PlanSummary } from '../../plan/summary.ts';
import { queryPages } from '../query-pages.ts';
import { summarySchema } from '../summaries.ts';

export interface SummariesRead {
  /** ISO time of the moment at which all of them stood so. */
  readAt: string;
  read: number;
  /** Documents that are not in the form that this version reads, by name; they are written anew with their plans' next edit. */
  unreadable: string[];
}

/**
 * Every community's summary of every year, as they stood at one moment.
 *
 * @param take  is told of one after the other, and the next waits for it
 */
export const readAllSummaries = (
  firestore: Firestore,
  take: (summary: PlanSummary) => void | Promise<void>,
): Promise<SummariesRead> =>
  firestore.runTransaction(
    async (transaction) => {
      const so: SummariesRead = { readAt: '', read: 0, unreadable: [] };
      for await (const { docs, readTime } of queryPages(transaction, firestore.collection('summaries'))) {
        so.readAt = readTime.toDate().toISOString();
        for (const document of docs) {
          const parsed = summarySchema.safeParse(document.data());
          if (parsed.success) {
            await take(parsed.data);
            so.read++;
          } else so.unreadable.push(document.id);
        }
      }
      return so;
    },
    { readOnly: true },
  );
