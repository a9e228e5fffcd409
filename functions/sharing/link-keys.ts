import type { Firestore } from '@google-cloud/firestore';
import * as z from 'zod';
import type { KeyBox } from '../keys/key-box.ts';

/** The keys that links are signed with: `keys/links`, sealed. They never leave the functions, and no sheet has them. */
export interface LinkKeys {
  /**
   * The newest first; after a rotation the one before it second. Made where there is none yet, and sealed anew where there is a newer root key.
   *
   * @param oldestMs  how long ago they may have been read; a minute by default, after which a process takes part in a rotation
   */
  current(oldestMs?: number): Promise<readonly string[]>;
  /** Links are signed with a new key from now on. Those signed with the one before still work until the next rotation. */
  rotate(): Promise<void>;
}

/** @param newKey  from a cryptographic random source */
export const linkKeys = (
  db: Firestore,
  box: KeyBox,
  { newKey, nowMs }: { newKey(): string; nowMs(): number },
): LinkKeys => {
  const reference = db.doc(PLACE);
  /** @returns what is there then, unsealed */
  const changed = async (
    change: (kept: readonly string[]) => Promise<readonly string[]> | readonly string[],
  ): Promise<readonly string[]> => {
    const kept = await db.runTransaction(async (transaction) => {
      const document = await transaction.get(reference);
      const before = document.exists ? keysSchema.parse(document.data()).keys : [];
      const after = await change(before);
      if (after !== before) transaction.set(reference, { keys: after });
      return after;
    });
    return Promise.all(kept.map((key) => box.open(key, PLACE)));
  };
  let remembered: { keys: readonly string[]; atMs: number } | null = null;
  return {
    current: async (oldestMs = REMEMBERED_MS) => {
      if (remembered === null || nowMs() - remembered.atMs >= oldestMs)
        remembered = {
          keys: await changed(async (kept) =>
            kept.length > 0 ? box.renewed(kept, PLACE) : [await box.seal(newKey(), PLACE)],
          ),
          atMs: nowMs(),
        };
      return remembered.keys;
    },
    rotate: async () => {
      const made = await box.seal(newKey(), PLACE);
      // A transaction that is tried again adds the same key once.
      const keys = await changed((before) => (before[0] === made ? before : [made, ...before.slice(0, 1)]));
      remembered = { keys, atMs: nowMs() };
    },
  };
};

const PLACE = 'keys/links';

const REMEMBERED_MS = 60_000;

const keysSchema = z.object({ keys: z.array(z.string()) });
