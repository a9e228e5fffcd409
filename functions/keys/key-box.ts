import { OperatorError } from '../watch/operator-error.ts';
import { parseRootKeys, type RootKey, type RootKeyStore } from './root-keys.ts';
import { sealed, sealedWith, unsealed } from './sealed-text.ts';

/** Keys as they are kept in Firestore, where they are of no use to who has only the database. */
export interface KeyBox {
  /** @param place  where it is kept, for example `sheets/1AbC`: it opens nowhere else @throws OperatorError */
  seal(key: string, place: string): Promise<string>;
  /** A key that an earlier version has kept as it is, is given back as it is. @throws OperatorError */
  open(kept: string, place: string): Promise<string>;
  /**
   * Sealed with the newest root key.
   *
   * @returns the same list where all of them are already
   * @throws OperatorError
   */
  renewed(kept: readonly string[], place: string): Promise<readonly string[]>;
}

/**
 * Root keys are read when they are first needed, and again where something is sealed, or was sealed with one that is not known yet: so a process takes
 * part in a rotation at once.
 */
export const keyBox = (store: Pick<RootKeyStore, 'read'>): KeyBox => {
  let remembered: RootKey[] | null = null;
  const read = async (): Promise<RootKey[]> => {
    remembered = parseRootKeys(await store.read());
    return remembered;
  };
  const named = async (id: string): Promise<RootKey> => {
    const key = remembered?.find((each) => each.id === id) ?? (await read()).find((each) => each.id === id);
    if (key) return key;
    throw new OperatorError(
      'root-keys',
      `A key is sealed with the root key ${id}, which TECHHIRE_ROOT_KEYS does not have. Bring that version of it back; where it is lost, npm run rotate-key gives a sheet a new key.`,
    );
  };
  const seal: KeyBox['seal'] = async (key, place) => sealed(key, place, (await read())[0]!);
  const open: KeyBox['open'] = async (kept, place) => {
    const id = sealedWith(kept);
    if (id === null) return kept;
    const key = unsealed(kept, place, await named(id));
    if (key !== null) return key;
    throw new OperatorError(
      'root-keys',
      `The key in ${place} does not open: it was changed, or sealed for another place. npm run rotate-key gives a sheet a new one.`,
    );
  };
  return {
    seal,
    open,
    renewed: async (kept, place) => {
      // First, because a key that is not known yet has the root keys read anew.
      const opened = await Promise.all(kept.map((each) => open(each, place)));
      const newest = (remembered ?? (await read()))[0]!;
      return kept.every((each) => sealedWith(each) === newest.id)
        ? kept
        : opened.map((key) => sealed(key, place, newest));
    },
  };
};

/**
 * Without root keys: keys are kept as they are, as tests and a Firestore of one's own have it.
 *
 * @param isAllowed  false in Google Cloud, where nothing is to be kept so
 */
export const openBox = (isAllowed = true): KeyBox => ({
  seal: async (key) => {
    if (isAllowed) return key;
    throw new OperatorError('root-keys', 'TECHHIRE_ROOT_KEYS is not set, and keys are not kept unsealed here.');
  },
  open: async (kept, place) => {
    if (sealedWith(kept) === null) return kept;
    throw new OperatorError(
      'root-keys',
      `The key in ${place} is sealed with the root key ${sealedWith(kept)}. Set TECHHIRE_ROOT_KEYS to where that is.`,
    );
  },
  renewed: async (kept) => kept,
});
