import type { Firestore } from '@google-cloud/firestore';
import * as z from 'zod';

/** The keys that links are signed with: `keys/links`. They never leave the functions, and no sheet has them. */
export interface LinkKeys {
  /**
   * The newest first; after a rotation the one before it second. Made where there is none yet.
   *
   * @param oldestMs  how long ago they may have been read; a minute by default, after which a process takes part in a rotation
   */
  current(oldestMs?: number): Promise<readonly string[]>;
  /** Links are signed with a new key from now on. Those signed with the one before still work until the next rotation. */
  rotate(): Promise<void>;
}

/** @param newKey  from a cryptographic random source */
export const linkKeys = (db: Firestore, { newKey, nowMs }: { newKey(): string; nowMs(): number }): LinkKeys => {
  const reference = db.doc('keys/links');
  const changed = (change: (keys: readonly string[]) => readonly string[]): Promise<readonly string[]> =>
    db.runTransaction(async (transaction) => {
      const document = await transaction.get(reference);
      const before = document.exists ? keysSchema.parse(document.data()).keys : [];
      const keys = change(before);
      if (keys !== before) transaction.set(reference, { keys });
      return keys;
    });
  let remembered: { keys: readonly string[]; atMs: number } | null = null;
  return {
    current: async (oldestMs = REMEMBERED_MS) => {
      if (remembered === null || nowMs() - remembered.atMs >= oldestMs)
        remembered = { keys: await changed((keys) => (keys.length > 0 ? keys : [newKey()])), atMs: nowMs() };
      return remembered.keys;
    },
    rotate: async () => {
      const made = newKey();
      // A transaction that is tried again adds the same key once.
      const keys = await changed((before) => (before[0] === made ? before : [made, ...before.slice(0, 1)]));
      remembered = { keys, atMs: nowMs() };
    },
  };
};

const REMEMBERED_MS = 60_000;

const keysSchema = z.object({ keys: z.array(z.string()) });
