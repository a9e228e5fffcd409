import { Firestore } from '@google-cloud/firestore';
import { PassThroughClient } from 'google-auth-library';
import { OperatorError } from '../watch/operator-error.ts';

export interface FirestoreClientOptions {
  projectId: string;
  /** `(default)` where left out. */
  databaseId?: string;
  /** `HOST:PORT` of a server that speaks Firestore's protocol without credentials: the embedded one or Google's emulator. */
  emulatorHost?: string;
}

/**
 * The Firestore client. It speaks REST, which starts faster than gRPC and which the embedded server speaks; only listeners would
 * change to gRPC.
 *
 * @throws OperatorError when FIRESTORE_EMULATOR_HOST is set to something else than `emulatorHost`: the official client lets that variable
 *   override its settings, so that it would read and write another database than the one asked for
 */
export const firestoreClient = ({ projectId, databaseId, emulatorHost }: FirestoreClientOptions): Firestore => {
  const override = process.env.FIRESTORE_EMULATOR_HOST;
  if (override && override !== emulatorHost)
    throw new OperatorError(
      'config',
      `FIRESTORE_EMULATOR_HOST is ${override}, but Firestore is configured as ${emulatorHost ?? "Google's own"}. Unset the variable, or configure the same.`,
    );
  return new Firestore({
    projectId,
    preferRest: true,
    ...(databaseId === undefined ? {} : { databaseId }),
    ...(emulatorHost === undefined ? {} : emulatorSettings(emulatorHost)),
  });
};

/** Without an auth client of its own, a REST client would look for Google's credentials and end the process when it finds none. */
const emulatorSettings = (host: string): FirebaseFirestore.Settings => ({
  host,
  ssl: false,
  authClient: new PassThroughClient(),
});
