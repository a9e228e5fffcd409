import type { Firestore } from '@google-cloud/firestore';
import * as z from 'zod';
import { accountName, accountNamed } from '../google/accounts.ts';
import { type DriveWatch, emptyWatch } from './drive-watch.ts';

/** `driveWatches/{account}`: one for each account whose log of changes is or was followed. */
export interface DriveWatches {
  /** Empty where there is none yet. */
  find(account: string | null): Promise<DriveWatch>;
  list(): Promise<DriveWatch[]>;
  /** Reads, decides and writes as one. A decision without a `watch` changes nothing. */
  change<T>(account: string | null, decide: (watch: DriveWatch) => { answer: T; watch?: DriveWatch }): Promise<T>;
}

export const driveWatches = (db: Firestore): DriveWatches => {
  const watches = db.collection('driveWatches');
  return {
    find: async (account) => readWatch(account, (await watches.doc(accountName(account)).get()).data()),
    list: async () =>
      (await watches.get()).docs.map((document) => readWatch(accountNamed(document.id), document.data())),
    change: (account, decide) =>
      db.runTransaction(
        async (transaction) => {
          const reference = watches.doc(accountName(account));
          const { answer, watch } = decide(readWatch(account, (await transaction.get(reference)).data()));
          if (watch) transaction.set(reference, { pageToken: watch.pageToken, channels: watch.channels });
          return answer;
        },
        { maxAttempts: 10 },
      ),
  };
};

const watchSchema = z.object({
  pageToken: z.string().nullable(),
  channels: z.array(
    z.object({
      id: z.string(),
      address: z.string(),
      secretHash: z.string(),
      state: z.enum(['opening', 'open', 'leaving']),
      resourceId: z.string().nullable(),
      openedAt: z.string(),
      expiresAt: z.string(),
      heardAt: z.string().nullable(),
      readAfter: z.int(),
    }),
  ),
}) satisfies z.ZodType<Omit<DriveWatch, 'account'>>;

const readWatch = (account: string | null, data: unknown): DriveWatch => ({
  account,
  ...(data === undefined ? emptyWatch(account) : watchSchema.parse(data)),
});
