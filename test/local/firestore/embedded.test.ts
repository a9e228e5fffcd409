import { afterAll, beforeAll, describe } from 'vitest';
import { firestoreClient } from '../../../functions/mirror/client.ts';
import { type RunningFirestore, startEmbeddedFirestore } from '../../../scripts/local/firestore/embedded.ts';
import { firestoreContract } from './contract.ts';

describe('the embedded Firestore', () => {
  let server: RunningFirestore;
  beforeAll(async () => {
    server = await startEmbeddedFirestore({ file: ':memory:' });
  });
  afterAll(() => server.close());

  firestoreContract({
    client: (options) => firestoreClient({ projectId: 'contract', emulatorHost: server.host, ...options }),
  });
});
