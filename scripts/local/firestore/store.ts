import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { StoredDocument } from './document.ts';
import { type Key, ownKey, parentKey } from './key.ts';
import type { Fields } from './value.ts';

/** Which documents a scan goes through: one collection's, all of a collection id's, or all below a document or the root. */
export type Scope = { kind: 'collection'; collection: Key } | { kind: 'group'; collectionId: Key } | { kind: 'all' };

/** Keys from `from` on, up to but without `to`. */
export interface KeyRange {
  from: Key;
  to: Key;
}

export interface Change {
  readonly key: Key;
  readonly before: StoredDocument | null;
  readonly after: StoredDocument | null;
}

/**
 * Documents in SQLite. Every scan comes in the order of names and reads only what is in its scope and range. What `apply` has
 * returned from survives the process: the write-ahead log is with the operating system by then.
 */
export interface Store {
  /** The number that stands for a database such as `projects/P/databases/(default)`; made when first asked for. */
  databaseId(name: string): number;
  /** The newest commit's time in microseconds, 0 before the first. */
  lastVersion(): number;
  get(database: number, key: Key): StoredDocument | null;
  scan(database: number, scope: Scope, range: KeyRange, descending: boolean): Iterable<StoredDocument>;
  /** The first key in a range. It lets a caller hop from one collection to the next without reading what is between. */
  firstKey(database: number, range: KeyRange): Key | null;
  /** Stores the changes of one or more commits, all or nothing. */
  apply(database: number, version: number, changes: readonly Change[]): void;
  clear(database: number): void;
  close(): void;
}

const FORMAT = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS databases (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS documents (
    database INTEGER NOT NULL REFERENCES databases (id),
    key TEXT NOT NULL,
    collection TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    fields TEXT NOT NULL,
    create_time INTEGER NOT NULL,
    update_time INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX IF NOT EXISTS documents_by_key ON documents (database, key);
  CREATE INDEX IF NOT EXISTS documents_by_collection ON documents (database, collection, key);
  CREATE INDEX IF NOT EXISTS documents_by_collection_id ON documents (database, collection_id, key);
  PRAGMA user_version = ${FORMAT};
`;

const COLUMNS = 'key, fields, create_time AS createTime, update_time AS updateTime';
/** Left to itself, SQLite takes the range of keys in the primary key and so reads all that is below the collection's documents too. */
const SCANS: Readonly<Record<Scope['kind'], { index: string; within: string }>> = {
  collection: { index: 'documents_by_collection', within: 'AND collection = ?' },
  group: { index: 'documents_by_collection_id', within: 'AND collection_id = ?' },
  all: { index: 'documents_by_key', within: '' },
};
const IN_RANGE = 'database = ? AND key >= ? AND key < ?';

/**
 * @param file  where to keep the documents, or ':memory:'
 * @throws Error when the file is in use by another process or is not one of this server's
 */
export const openStore = (file: string): Store => {
  const sqlite = openSqlite(file);
  const statement = (sql: string): StatementSync => sqlite.prepare(sql);
  const getOne = statement(`SELECT ${COLUMNS} FROM documents WHERE database = ? AND key = ?`);
  const firstKeyOf = statement(`SELECT key FROM documents WHERE ${IN_RANGE} ORDER BY key LIMIT 1`);
  const put = statement(`
    INSERT INTO documents (database, key, collection, collection_id, fields, create_time, update_time)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (database, key)
    DO UPDATE SET fields = excluded.fields, create_time = excluded.create_time, update_time = excluded.update_time`);
  const remove = statement('DELETE FROM documents WHERE database = ? AND key = ?');
  const setClock = statement(
    'INSERT INTO clock VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version',
  );
  const databaseIds = new Map<string, number>();

  const scanSql = (scope: Scope, descending: boolean): string => {
    const { index, within } = SCANS[scope.kind];
    return `SELECT ${COLUMNS} FROM documents INDEXED BY ${index} WHERE ${IN_RANGE} ${within} ORDER BY key ${descending ? 'DESC' : 'ASC'}`;
  };

  return {
    databaseId: (name) => {
      const known = databaseIds.get(name);
      if (known !== undefined) return known;
      sqlite.prepare('INSERT INTO databases (name) VALUES (?) ON CONFLICT DO NOTHING').run(name);
      const row = sqlite.prepare('SELECT id FROM databases WHERE name = ?').get(name) as { id: number };
      databaseIds.set(name, row.id);
      return row.id;
    },

    lastVersion: () => {
      const row = sqlite.prepare('SELECT version FROM clock').get() as { version: number } | undefined;
      return row?.version ?? 0;
    },

    get: (database, key) => {
      const row = getOne.get(database, key) as unknown as DocumentRow | undefined;
      return row === undefined ? null : documentOfRow(row);
    },

    scan: function* (database, scope, { from, to }, descending) {
      const within =
        scope.kind === 'collection' ? [scope.collection] : scope.kind === 'group' ? [scope.collectionId] : [];
      // Prepared for each scan: an iterator that another scan of the same statement would reset must not be shared.
      const rows = statement(scanSql(scope, descending)).iterate(database, from, to, ...within);
      for (const row of rows) yield documentOfRow(row as unknown as DocumentRow);
    },

    firstKey: (database, { from, to }) => {
      const row = firstKeyOf.get(database, from, to) as { key: string } | undefined;
      return row?.key ?? null;
    },

    apply: (database, version, changes) => {
      sqlite.exec('BEGIN IMMEDIATE');
      try {
        for (const { key, after } of changes) {
          if (after === null) remove.run(database, key);
          else {
            const collection = parentKey(key);
            const fields = JSON.stringify(after.fields);
            put.run(database, key, collection, ownKey(collection), fields, after.createTime, after.updateTime);
          }
        }
        setClock.run(version);
        sqlite.exec('COMMIT');
      } catch (error) {
        sqlite.exec('ROLLBACK');
        throw error;
      }
    },

    clear: (database) => {
      sqlite.prepare('DELETE FROM documents WHERE database = ?').run(database);
    },

    close: () => sqlite.close(),
  };
};

interface DocumentRow {
  key: string;
  fields: string;
  createTime: number;
  updateTime: number;
}

const documentOfRow = (row: DocumentRow): StoredDocument => ({
  key: row.key,
  fields: JSON.parse(row.fields) as Fields,
  createTime: row.createTime,
  updateTime: row.updateTime,
});

const openSqlite = (file: string): DatabaseSync => {
  let sqlite: DatabaseSync | undefined;
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    sqlite = new DatabaseSync(file);
    // One process alone: transactions are checked against what this process has seen, so a second writer would go unnoticed.
    sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    const format = (sqlite.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
    if (format !== 0 && format !== FORMAT)
      throw new Error(`it was written in format ${format} and this version reads format ${FORMAT}`);
    sqlite.exec(SCHEMA);
    return sqlite;
  } catch (error) {
    sqlite?.close();
    const reason = error instanceof Error ? error.message : String(error);
    const mend = /locked|busy/i.test(reason)
      ? 'Another process uses it: stop that one, or choose another data folder.'
      : 'Choose another data folder, or move the file away to start empty.';
    throw new Error(`Cannot open the Firestore data in ${file}: ${reason}. ${mend}`, { cause: error });
  }
};
