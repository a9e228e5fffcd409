import type { StoredDocument } from './document.ts';
import { firstBelow, type Key, ownKey, parentKey } from './key.ts';
import { StatusError } from './status.ts';
import type { Change, KeyRange, Scope, Store } from './store.ts';
import { compareText } from './text-order.ts';
import { timestampOfMicros } from './value.ts';

/** One state of a database: the present, or what it was when a transaction began. */
export interface Snapshot {
  readonly version: number;
  get(key: Key): StoredDocument | null;
  scan(scope: Scope, range: KeyRange, descending: boolean): Iterable<StoredDocument>;
  firstKey(range: KeyRange): Key | null;
}

/**
 * A database's recent past. Transactions read the state they began with and, when they commit, are held against what has changed
 * since; both need to know what each commit replaced. It is kept in memory, as no transaction outlives the server.
 */
export interface Timeline {
  /** The present, for a read that is answered at once. */
  now(): Snapshot;
  /** @throws StatusError FAILED_PRECONDITION when that state is no longer known */
  at(version: number): Snapshot;
  /** Stores what one commit changes, and remembers what was there. */
  commit(version: number, changes: readonly Change[]): void;
  changesSince(version: number): Iterable<Change>;
  /** Forgets what is old and that no state from `needed` on is made of. */
  forget(needed: number, now: number): void;
  clear(): void;
}

interface Commit {
  version: number;
  changes: readonly Change[];
}

/** Firestore itself looks back no further: https://firebase.google.com/docs/firestore/use-pitr */
const OLDEST_READ_MICROS = 3_600_000_000;
const KEPT_MICROS = 60_000_000;
const KEPT_CHANGES = 20_000;

/** @param tick  the time of a read in microseconds, never before the newest commit's */
export const openTimeline = (store: Store, database: number, tick: () => number): Timeline => {
  let commits: Commit[] = [];
  let changeCount = 0;
  let knownSince = store.lastVersion();

  function* changesSince(version: number): Iterable<Change> {
    for (let i = commits.length - 1; i >= 0 && commits[i]!.version > version; i--) yield* commits[i]!.changes;
  }

  const present = (version: number): Snapshot => ({
    version,
    get: (key) => store.get(database, key),
    scan: (scope, range, descending) => store.scan(database, scope, range, descending),
    firstKey: (range) => store.firstKey(database, range),
  });

  return {
    now: () => present(tick()),
    at: (version) => {
      if (version < Math.max(knownSince, tick() - OLDEST_READ_MICROS))
        throw new StatusError(
          'FAILED_PRECONDITION',
          `The requested 'read_time' is too old: the state of ${timestampOfMicros(version)} is no longer known.`,
        );
      const newest = commits.at(-1);
      if (newest === undefined || newest.version <= version) return present(version);
      return past(present(version), changesSince(version));
    },
    commit: (version, changes) => {
      store.apply(database, version, changes);
      commits.push({ version, changes });
      changeCount += changes.length;
    },
    changesSince,
    forget: (needed, now) => {
      let dropped = 0;
      for (const { version, changes } of commits) {
        const isKept = version > now - KEPT_MICROS && changeCount <= KEPT_CHANGES;
        if (isKept || version > needed) break;
        changeCount -= changes.length;
        knownSince = version;
        dropped++;
      }
      if (dropped > 0) commits = commits.slice(dropped);
    },
    clear: () => {
      store.clear(database);
      commits = [];
      changeCount = 0;
      knownSince = tick();
    },
  };
};

/** The present with what was changed since put back. `changes` come newest first, so the oldest has the last word. */
const past = (present: Snapshot, changes: Iterable<Change>): Snapshot => {
  const replaced = new Map<Key, StoredDocument | null>();
  for (const { key, before } of changes) replaced.set(key, before);
  const restored = [...replaced.values()].filter((document) => document !== null);

  const scan = (scope: Scope, range: KeyRange, descending: boolean): Iterable<StoredDocument> => {
    const documents = [...present.scan(scope, range, descending)].filter(({ key }) => !replaced.has(key));
    const direction = descending ? -1 : 1;
    return documents
      .concat(restored.filter(({ key }) => isInScope(key, scope) && isInRange(key, range)))
      .sort((a, b) => compareText(a.key, b.key) * direction);
  };

  const firstKey = (range: KeyRange): Key | null => {
    let key = present.firstKey(range);
    while (key !== null && replaced.has(key)) key = present.firstKey({ from: firstBelow(key), to: range.to });
    for (const document of restored) {
      if (isInRange(document.key, range) && (key === null || compareText(document.key, key) < 0)) key = document.key;
    }
    return key;
  };

  return {
    version: present.version,
    get: (key) => {
      const before = replaced.get(key);
      return before === undefined ? present.get(key) : before;
    },
    scan,
    firstKey,
  };
};

export const isInScope = (key: Key, scope: Scope): boolean => {
  if (scope.kind === 'all') return true;
  const collection = parentKey(key);
  return scope.kind === 'collection' ? collection === scope.collection : ownKey(collection) === scope.collectionId;
};

export const isInRange = (key: Key, { from, to }: KeyRange): boolean =>
  compareText(key, from) >= 0 && compareText(key, to) < 0;
