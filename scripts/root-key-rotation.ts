import { formatRootKeys, newRootKey, parseRootKeys, type RootKeyStore } from '../functions/keys/root-keys.ts';

export interface RootKeyRotation {
  /** Seals the keys of links and of all sheets with the newest root key, and says of how many sheets. */
  renewSeals(): Promise<number>;
  /** Waits until every process that reads the root keys anew sees what was written last. */
  known(): Promise<void>;
  now: Date;
}

/**
 * Puts a new root key before the one that is there, in an order that leaves nothing sealed with a key that is gone, wherever it breaks off:
 *
 * 1. all is sealed with the newest of the keys that are there, so that the ones before it are not needed
 * 2. the new key is made known beside it, for whoever meets it; nothing is sealed with it yet
 * 3. it becomes the newest, and all is sealed with it
 *
 * @throws OperatorError
 */
export const rotateRootKey = async (
  store: RootKeyStore,
  { renewSeals, known, now }: RootKeyRotation,
): Promise<{ id: string; sheets: number }> => {
  const [current] = parseRootKeys(await store.read());
  await renewSeals();
  const next = newRootKey(now);
  await store.write(formatRootKeys([current!, next]));
  await known();
  await store.write(formatRootKeys([next, current!]));
  await known();
  return { id: next.id, sheets: await renewSeals() };
};
