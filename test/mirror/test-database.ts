import type { Firestore } from '@google-cloud/firestore';
import { firestoreClient } from '../../functions/mirror/client.ts';
import { startEmbeddedFirestore } from '../../scripts/local/firestore/embedded.ts';

export interface TestDatabase {
  db: Firestore;
  projectId: string;
  /** `host:port` of its server. */
  host: string;
  close(): Promise<void>;
}

/**
 * An empty database behind the official client: the embedded server's, or that of the server that FIRESTORE_EMULATOR_HOST names, so
 * that the same tests can be run against Google's emulator.
 */
export const openTestDatabase = async (): Promise<TestDatabase> => {
  const running = process.env.FIRESTORE_EMULATOR_HOST;
  const server = running ? null : await startEmbeddedFirestore({ file: ':memory:' });
  const projectId = `techhire-test-${Math.random().toString(36).slice(2, 10)}`;
  const host = running ?? server!.host;
  const db = firestoreClient({ projectId, emulatorHost: host });
  return {
    db,
    projectId,
    host,
    close: async () => {
      await db.terminate();
      await server?.close();
    },
  };
};

export class Crash extends Error {}

/**
 * The same database for a program that ends in the middle.
 *
 * @param transactions  how many are still carried out
 * @param lostAnswer    the last one is committed, but its answer never arrives
 */
export const crashingAfter = (db: Firestore, transactions: number, lostAnswer = false): Firestore => {
  let left = transactions;
  const runTransaction = async (...args: Parameters<Firestore['runTransaction']>): Promise<unknown> => {
    if (left <= 0) throw new Crash('The program ends here.');
    left--;
    const result = await db.runTransaction(...args);
    if (left === 0 && lostAnswer) throw new Crash('The program ends before the answer.');
    return result;
  };
  return new Proxy(db, {
    get: (target, property) => {
      if (property === 'runTransaction') return runTransaction;
      const value = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
};
