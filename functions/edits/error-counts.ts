import type { Firestore } from '@google-cloud/firestore';
import type { ErrorSink } from '../watch/watch.ts';

export interface ErrorCounts extends ErrorSink {
  /** How often each kind has happened in the hour before, the most frequent first, and of equals by name. */
  lastHour(now: Date): Promise<{ kind: string; count: number }[]>;
}

/** `errors/{minute modulo MINUTES}_{lane}`. */
interface ErrorMinute {
  /** Minutes since 1970. */
  minute: number;
  counts: Record<string, number>;
}

/**
 * Errors of all processes, counted by minute. Each minute has some documents of its own, of which a process takes one by chance, so that those that fail
 * together do not wait for each other; and after an hour and a half a minute's documents are used again, so that there are never more of them and
 * nothing has to be cleared away.
 */
export const errorCounts = (db: Firestore, random: () => number = Math.random): ErrorCounts => {
  const minutes = db.collection('errors');
  return {
    add: (counts, at) => {
      const minute = minuteOf(at);
      const reference = minutes.doc(`${minute % MINUTES}_${Math.floor(random() * LANES)}`);
      return db.runTransaction(async (transaction) => {
        const found = (await transaction.get(reference)).data() as ErrorMinute | undefined;
        const before = found?.minute === minute ? found.counts : {};
        const added = [...counts].map(([kind, count]) => [kind, (before[kind] ?? 0) + count]);
        transaction.set(reference, {
          minute,
          counts: { ...before, ...Object.fromEntries(added) },
        } satisfies ErrorMinute);
      });
    },
    lastHour: async (now) => {
      const { docs } = await minutes.where('minute', '>', minuteOf(now) - 60).get();
      const sums = new Map<string, number>();
      for (const { counts } of docs.map((document) => document.data() as ErrorMinute))
        for (const [kind, count] of Object.entries(counts)) sums.set(kind, (sums.get(kind) ?? 0) + count);
      return [...sums]
        .map(([kind, count]) => ({ kind, count }))
        .sort((one, other) => other.count - one.count || (one.kind < other.kind ? -1 : 1));
    },
  };
};

const minuteOf = (time: Date): number => Math.floor(time.getTime() / 60_000);

/** More than an hour, so that a minute that is still asked for is not written over by a clock that is ahead. */
const MINUTES = 90;
const LANES = 8;
