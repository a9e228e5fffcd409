import type { Config } from '../config.ts';
import { type SheetRegistry, sheetRegistry } from '../edits/registry.ts';
import { firestoreClient } from '../mirror/client.ts';

/** Where the planner keeps what it knows. */
export interface Store {
  firestore: FirebaseFirestore.Firestore;
  /** The connected sheets. */
  registry: SheetRegistry;
}

export const openStore = (config: Config): Store => {
  const firestore = firestoreClient({
    projectId: config.projectId,
    databaseId: config.databaseId,
    ...(config.firestoreEmulatorHost === null ? {} : { emulatorHost: config.firestoreEmulatorHost }),
  });
  return { firestore, registry: sheetRegistry(firestore, config.sheetsAccounts) };
};
