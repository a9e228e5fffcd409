import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { firestoreClient } from '../../../functions/mirror/client.ts';
import { type RunningFirestore, startEmbeddedFirestore } from '../../../scripts/local/firestore/embedded.ts';
import { startEmulator } from '../../../scripts/local/firestore/emulator.ts';
import { missingEmulator } from '../../support/emulator.ts';
import { describeWhere } from '../../support/required.ts';
import { firestoreContract } from './contract.ts';
import { answersOf, randomUse } from './random-use.ts';

// The client lets this variable override where these tests send it.
vi.stubEnv('FIRESTORE_EMULATOR_HOST', '');

describeWhere(missingEmulator(), "Google's Firestore emulator", () => {
  let server: RunningFirestore;
  beforeAll(async () => {
    server = await startEmulator();
  });
  afterAll(() => server?.close());

  firestoreContract({
    client: (options) => firestoreClient({ projectId: 'contract', emulatorHost: server.host, ...options }),
  });

  test('answers random use as the embedded server does, value by value', { timeout: 120_000 }, async () => {
    const embedded = await startEmbeddedFirestore({ file: ':memory:' });
    const google = firestoreClient({ projectId: 'random', emulatorHost: server.host });
    const ours = firestoreClient({ projectId: 'random', emulatorHost: embedded.host });
    let run = 0;
    try {
      await fc.assert(
        fc.asyncProperty(randomUse, async (steps) => {
          const collection = `run${++run}`;
          const [expected, answered] = await Promise.all([
            answersOf(google, collection, steps),
            answersOf(ours, collection, steps),
          ]);
          expect(answered).toEqual(expected);
        }),
        { seed: 20261123, numRuns: Number(process.env.FIRESTORE_RANDOM_RUNS ?? 30) },
      );
    } finally {
      await embedded.close();
    }
  });

  test('has its documents again after a restart', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'firestore-emulator-'));
    try {
      for (const expected of [undefined, { n: 1 }]) {
        const kept = await startEmulator({ dataDir, project: 'kept' });
        try {
          const ref = firestoreClient({ projectId: 'kept', emulatorHost: kept.host }).doc('items/a');
          expect((await ref.get()).data()).toEqual(expected);
          await ref.set({ n: 1 });
        } finally {
          await kept.close();
        }
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
