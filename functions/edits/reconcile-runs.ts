import type { Firestore } from '@google-cloud/firestore';
import * as z from 'zod';
import { isExpired } from './lease.ts';

/** What came of a run of reconcile; its times are ISO. */
const runSchema = z.object({
  startedAt: z.string(),
  finishedAt: z.string(),
  /** Sheets whose pass was done. */
  passed: z.int(),
  failed: z.int(),
  /** Sheets whose turn it was and has not come. */
  left: z.int(),
});

export type ReconcileRun = z.infer<typeof runSchema>;

/** `runs/reconcile`: who is at it, and how the last run ended. */
const recordSchema = z.object({
  holder: z.string().nullable(),
  expiresAt: z.string().nullable(),
  last: runSchema.nullable(),
});

type RunsRecord = z.infer<typeof recordSchema>;

/** Sees to it that there are never two runs at once. */
export interface ReconcileRuns {
  /** @returns null where this run may begin, else until when another one has the right to */
  begin(holder: string, nowMs: number): Promise<{ busyUntil: string } | null>;
  /** Holds the right longer. @returns false where another run has it */
  goOn(holder: string, nowMs: number): Promise<boolean>;
  /** Gives the right back, where it still has it. */
  end(holder: string, run: ReconcileRun): Promise<void>;
  last(): Promise<ReconcileRun | null>;
}

/** @param durationMs  how long a run that says nothing counts as under way: longer than a pass takes */
export const reconcileRuns = (db: Firestore, durationMs: number): ReconcileRuns => {
  const reference = db.doc('runs/reconcile');
  const read = (data: unknown): RunsRecord => recordSchema.parse(data ?? { holder: null, expiresAt: null, last: null });
  const decide = <T>(decision: (record: RunsRecord) => { answer: T; change?: Partial<RunsRecord> }): Promise<T> =>
    db.runTransaction(async (transaction) => {
      const record = read((await transaction.get(reference)).data());
      const { answer, change } = decision(record);
      if (change) transaction.set(reference, { ...record, ...change });
      return answer;
    });
  const expiresAt = (nowMs: number): string => new Date(nowMs + durationMs).toISOString();
  return {
    begin: (holder, nowMs) =>
      decide((record) =>
        record.holder === null || record.holder === holder || isExpired(record, nowMs, durationMs)
          ? { answer: null, change: { holder, expiresAt: expiresAt(nowMs) } }
          : { answer: { busyUntil: record.expiresAt! } },
      ),
    goOn: (holder, nowMs) =>
      decide((record) =>
        record.holder === holder ? { answer: true, change: { expiresAt: expiresAt(nowMs) } } : { answer: false },
      ),
    end: (holder, last) =>
      decide((record) =>
        record.holder === holder
          ? { answer: undefined, change: { holder: null, expiresAt: null, last } }
          : { answer: undefined },
      ),
    last: async () => read((await reference.get()).data()).last,
  };
};
