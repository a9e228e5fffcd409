import type { Config } from '../config.ts';
import { type ErrorCounts, errorCounts } from '../edits/error-counts.ts';
import { type SheetRegistry, sheetRegistry } from '../edits/registry.ts';
import { firestoreClient } from '../mirror/client.ts';
import type { Watch } from '../watch/watch.ts';

/** Where the planner keeps what it knows. */
export interface Store {
  firestore: FirebaseFirestore.Firestore;
  /** The connected sheets. */
  registry: SheetRegistry;
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
  return { firestore, errors, registry: sheetRegistry(firestore, config.sheetsAccounts) };
};
