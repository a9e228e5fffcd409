import { afterEach, describe, expect, test, vi } from 'vitest';
import { firestoreClient } from '../../functions/mirror/client.ts';
import { startEmbeddedFirestore } from '../../scripts/local/firestore/embedded.ts';

describe('the Firestore client', () => {
  afterEach(() => vi.unstubAllEnvs());

  test('reaches a local server by its settings alone, without variables or credentials', async () => {
    vi.stubEnv('FIRESTORE_EMULATOR_HOST', undefined);
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '/nowhere/credentials.json');
    const server = await startEmbeddedFirestore({ file: ':memory:' });
    const client = firestoreClient({ projectId: 'p', databaseId: 'named', emulatorHost: server.host });
    await client.doc('items/a').set({ n: 1 });
    expect((await client.doc('items/a').get()).data()).toEqual({ n: 1 });
    const answer = await fetch(`http://${server.host}/v1/projects/p/databases/named/documents/items/a`);
    expect(await answer.json()).toMatchObject({ fields: { n: { integerValue: '1' } } });
    await client.terminate();
    await server.close();
  });

  test('agrees to FIRESTORE_EMULATOR_HOST when it is what was configured', () => {
    vi.stubEnv('FIRESTORE_EMULATOR_HOST', '127.0.0.1:1');
    expect(() => firestoreClient({ projectId: 'p', emulatorHost: '127.0.0.1:1' })).not.toThrow();
  });

  test('refuses to be led elsewhere by FIRESTORE_EMULATOR_HOST', () => {
    vi.stubEnv('FIRESTORE_EMULATOR_HOST', '127.0.0.1:1');
    expect(() => firestoreClient({ projectId: 'p', emulatorHost: '127.0.0.1:2' })).toThrow(
      'FIRESTORE_EMULATOR_HOST is 127.0.0.1:1, but Firestore is configured as 127.0.0.1:2.',
    );
    expect(() => firestoreClient({ projectId: 'p' })).toThrow("configured as Google's own");
  });
});
