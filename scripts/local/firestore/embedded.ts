import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { frontDoor } from './front-door.ts';
import { firestoreHttpServer } from './http.ts';
import { firestoreService } from './service.ts';
import { openStore } from './store.ts';

export interface EmbeddedFirestoreOptions {
  /** The SQLite file that holds everything, or ':memory:'. */
  file: string;
  /** 0, the default, takes a free port. */
  port?: number;
  host?: string;
  now?: () => Date;
  /** Ids of transactions, and of documents that are created without one; each must be new. */
  newId?: () => string;
}

export interface RunningFirestore {
  /** `127.0.0.1:PORT`, as FIRESTORE_EMULATOR_HOST wants it. */
  host: string;
  close(): Promise<void>;
}

/**
 * Starts a Firestore of our own in this process: the REST v1 protocol, as the official client speaks it with `preferRest`, over one
 * SQLite file. What it has acknowledged survives `kill -9`. One process at a time may use a file.
 *
 * Not served: listeners (`onSnapshot`) and write streams, which need gRPC; pipelines, `partitionQuery`, `findNearest` and query
 * explanations. Each is refused by name, gRPC itself included. There are no security rules and no indexes to declare: every query runs, by reading the
 * collection that it asks for. Transactions are optimistic: the first to commit wins and the others are ABORTED, which the client
 * retries.
 *
 * @throws Error when the port is taken or the file is in use, saying which
 */
export const startEmbeddedFirestore = async (options: EmbeddedFirestoreOptions): Promise<RunningFirestore> => {
  const { file, port = 0, host = '127.0.0.1', now = () => new Date(), newId = randomUUID } = options;
  const store = openStore(file);
  const { server, closeAllConnections } = frontDoor(firestoreHttpServer(firestoreService(store, now, newId)));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    store.close();
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new Error(
      isTaken
        ? `Cannot start Firestore: port ${port} is taken. Stop what uses it, or choose another.`
        : `Cannot start Firestore on ${host}:${port}: ${(error as Error).message}`,
      { cause: error },
    );
  }
  const { port: taken } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    host: `${host}:${taken}`,
    close: () => {
      closed ??= new Promise((resolve) => {
        server.close(() => {
          store.close();
          resolve();
        });
        closeAllConnections();
      });
      return closed;
    },
  };
};
