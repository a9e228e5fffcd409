import type { Config } from '../config.ts';
import { type ErrorCounts, errorCounts } from '../edits/error-counts.ts';
import { type SheetRegistry, sheetRegistry } from '../edits/registry.ts';
import { type KeyBox, keyBox, openBox } from '../keys/key-box.ts';
import { rootKeyStore } from '../keys/root-key-store.ts';
import { firestoreClient } from '../mirror/client.ts';
import type { Watch } from '../watch/watch.ts';

/** Where the planner keeps what it knows. */
export interface Store {
  firestore: FirebaseFirestore.Firestore;
  /** The connected sheets. */
  registry: SheetRegistry;
  /** Seals the keys in it. */
  box: KeyBox;
  /** What went wrong lately. */
  errors: ErrorCounts;
}

export const openStore = (config: Config, watch: Watch): Store => {
  const firestore = firestoreClient({
    projectId: config.projectId,
    databaseId: config.databaseId,
    ...(config.firestoreEmulatorHost === null ? {} : { emulatorHost: config.firestoreEmulatorHost }),
  });
  const errors = errorCounts(firestore);
  watch.countErrorsIn(errors);
  // A function that was given no root keys needs none: K_SERVICE says that this is one, and it must not keep a key as it is.
  const box = config.rootKeys === null ? openBox(config.serviceName === null) : keyBox(rootKeyStore(config.rootKeys));
  return { firestore, errors, box, registry: sheetRegistry(firestore, config.sheetsAccounts, box) };
};
