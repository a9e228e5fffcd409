import type { DatabaseSync } from 'node:sqlite';

export interface ChangeEntry {
  id: number;
  fileId: string;
  /** ISO time. */
  time: string;
  removed: boolean;
}

/** What has changed, in order; of each file the newest change only, as in Drive's own log. */
export interface ChangeLog {
  add(change: Omit<ChangeEntry, 'id'>): void;
  /** The id that the next change will have. */
  next(): number;
  /** From an id on. */
  since(id: number): ChangeEntry[];
}

export const changeLog = (database: DatabaseSync): ChangeLog => {
  // Ids are never given twice, whatever was removed.
  database.exec(
    'CREATE TABLE IF NOT EXISTS changes (id INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL UNIQUE, time TEXT NOT NULL, removed INTEGER NOT NULL)',
  );
  const statements = {
    drop: database.prepare('DELETE FROM changes WHERE file = ?'),
    add: database.prepare('INSERT INTO changes (file, time, removed) VALUES (?, ?, ?)'),
    last: database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'changes'"),
    since: database.prepare('SELECT id, file AS fileId, time, removed FROM changes WHERE id >= ? ORDER BY id'),
  };
  return {
    add: ({ fileId, time, removed }) => {
      statements.drop.run(fileId);
      statements.add.run(fileId, time, Number(removed));
    },
    next: () => ((statements.last.get() as { seq: number } | undefined)?.seq ?? 0) + 1,
    since: (id) =>
      (statements.since.all(id) as unknown as (Omit<ChangeEntry, 'removed'> & { removed: number })[]).map((entry) => ({
        ...entry,
        removed: entry.removed === 1,
      })),
  };
};
