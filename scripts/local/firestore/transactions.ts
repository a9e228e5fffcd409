import type { StoredDocument } from './document.ts';
import type { Key } from './key.ts';
import { invalid, StatusError } from './status.ts';
import type { Change } from './store.ts';

/**
 * A transaction that is under way. It reads the state it began with; when it commits, nothing that it read may have changed since
 * (optimistic concurrency, first to commit wins). So no update is lost, and no transaction waits for another.
 */
export interface Transaction {
  readonly id: string;
  readonly database: string;
  readonly readOnly: boolean;
  /** The time, in microseconds, of the state that it reads. */
  readonly version: number;
  readKey(key: Key): void;
  /** Notes a query by a test for the documents that it looks for: one that comes, goes or changes among them is a conflict. */
  readQuery(covers: (document: StoredDocument) => boolean): void;
  /** @throws StatusError ABORTED when something that was read is among the changes */
  checkReads(changes: Iterable<Change>): void;
}

export interface Transactions {
  begin(database: string, version: number, readOnly: boolean): Transaction;
  /** @throws StatusError INVALID_ARGUMENT when there is no such transaction (any more) */
  get(id: string, database: string): Transaction;
  end(id: string): void;
  /** The oldest state that a transaction of this database still reads, or `otherwise`. */
  oldestVersion(database: string, otherwise: number): number;
  clear(database: string): void;
}

/** https://firebase.google.com/docs/firestore/quotas#writes_and_transactions */
const LIFETIME_MS = 270_000;
const IDLE_MS = 60_000;

interface Entry {
  transaction: Transaction;
  startedAt: number;
  usedAt: number;
}

export const openTransactions = (now: () => Date, newId: () => string): Transactions => {
  const entries = new Map<string, Entry>();
  const isExpired = ({ startedAt, usedAt }: Entry, at: number): boolean =>
    at - startedAt > LIFETIME_MS || at - usedAt > IDLE_MS;

  return {
    begin: (database, version, readOnly) => {
      const at = now().getTime();
      for (const [id, entry] of entries) if (isExpired(entry, at)) entries.delete(id);
      // Base64, as it is `bytes` to the client.
      const id = Buffer.from(newId()).toString('base64');
      const transaction = transactionOf(id, database, version, readOnly);
      entries.set(id, { transaction, startedAt: at, usedAt: at });
      return transaction;
    },
    get: (id, database) => {
      const entry = entries.get(id);
      const at = now().getTime();
      if (entry === undefined || entry.transaction.database !== database || isExpired(entry, at)) {
        entries.delete(id);
        // The client retries on exactly these words.
        throw invalid('The referenced transaction has expired or is no longer valid.');
      }
      entry.usedAt = at;
      return entry.transaction;
    },
    end: (id) => void entries.delete(id),
    oldestVersion: (database, otherwise) => {
      let oldest = otherwise;
      const at = now().getTime();
      for (const entry of entries.values()) {
        const { transaction } = entry;
        if (transaction.database === database && !isExpired(entry, at)) oldest = Math.min(oldest, transaction.version);
      }
      return oldest;
    },
    clear: (database) => {
      for (const [id, { transaction }] of entries) if (transaction.database === database) entries.delete(id);
    },
  };
};

const transactionOf = (id: string, database: string, version: number, readOnly: boolean): Transaction => {
  const keys = new Set<Key>();
  const queries: ((document: StoredDocument) => boolean)[] = [];
  const wasRead = ({ key, before, after }: Change): boolean =>
    keys.has(key) || queries.some((covers) => (before !== null && covers(before)) || (after !== null && covers(after)));
  return {
    id,
    database,
    readOnly,
    version,
    readKey: (key) => void keys.add(key),
    readQuery: (covers) => void queries.push(covers),
    checkReads: (changes) => {
      for (const change of changes)
        if (wasRead(change))
          throw new StatusError('ABORTED', 'Too much contention on these documents. Please try again.');
    },
  };
};
