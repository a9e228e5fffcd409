import { afterAll, beforeAll } from 'vitest';
import { firestoreClient } from '../../../functions/mirror/client.ts';
import type { RunningFirestore } from '../../../scripts/local/firestore/embedded.ts';
import { startEmulator } from '../../../scripts/local/firestore/emulator.ts';
import { missingEmulator } from '../../support/emulator.ts';
import { describeWhere } from '../../support/required.ts';
import { firestoreContract } from './contract.ts';

describeWhere(missingEmulator(), "Google's Firestore emulator", () => {
  let server: RunningFirestore;
  beforeAll(async () => {
    server = await startEmulator();
  });
  afterAll(() => server?.close());

  firestoreContract({
    client: (options) => firestoreClient({ projectId: 'contract', emulatorHost: server.host, ...options }),
  });
});
