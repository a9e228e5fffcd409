import { DatabaseSync } from 'node:sqlite';
import type { Cell, CellFormat, DataValidationRule, Row, Sheet, Spreadsheet } from './model.ts';

/** Where spreadsheets are kept. What `save` returned from is there after the process is killed. */
export interface SheetStore {
  list(): { spreadsheetId: string; title: string }[];
  load(spreadsheetId: string): { spreadsheet: Spreadsheet; revision: number } | undefined;
  /** Writes what differs from `before`, found by comparing references: a typed cell writes one row. */
  save(spreadsheet: Spreadsheet, revision: number, before: Spreadsheet | undefined): void;
  close(): void;
}

/**
 * Keeps spreadsheets in SQLite. Rows are stored by key, their order apart, so that moving rows rewrites the order only. Formats and
 * validation rules are stored once and pointed to by number.
 *
 * @param file  a path, or ':memory:'
 */
export const sqliteSheetStore = (file: string): SheetStore => {
  const database = new DatabaseSync(file);
  // In WAL mode NORMAL survives a killed process; only a machine that loses power may lose the last moment.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS spreadsheets (id TEXT PRIMARY KEY, title TEXT NOT NULL, revision INTEGER NOT NULL, head TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS row_orders (spreadsheet TEXT, sheet INTEGER, keys BLOB NOT NULL, PRIMARY KEY (spreadsheet, sheet)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS rows (spreadsheet TEXT, sheet INTEGER, key INTEGER, content TEXT NOT NULL, PRIMARY KEY (spreadsheet, sheet, key)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS looks (spreadsheet TEXT, id INTEGER, look TEXT NOT NULL, PRIMARY KEY (spreadsheet, id)) WITHOUT ROWID;
  `);
  const statements = {
    list: database.prepare('SELECT id AS spreadsheetId, title FROM spreadsheets ORDER BY rowid'),
    load: database.prepare('SELECT revision, head FROM spreadsheets WHERE id = ?'),
    loadOrder: database.prepare('SELECT keys FROM row_orders WHERE spreadsheet = ? AND sheet = ?'),
    loadRows: database.prepare('SELECT key, content FROM rows WHERE spreadsheet = ? AND sheet = ?'),
    loadLooks: database.prepare('SELECT id, look FROM looks WHERE spreadsheet = ?'),
    saveHead: database.prepare(
      'INSERT INTO spreadsheets (id, title, revision, head) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET title = excluded.title, revision = excluded.revision, head = excluded.head',
    ),
    saveRevision: database.prepare('UPDATE spreadsheets SET revision = ? WHERE id = ?'),
    saveOrder: database.prepare('INSERT OR REPLACE INTO row_orders (spreadsheet, sheet, keys) VALUES (?, ?, ?)'),
    saveRow: database.prepare('INSERT OR REPLACE INTO rows (spreadsheet, sheet, key, content) VALUES (?, ?, ?, ?)'),
    saveLook: database.prepare('INSERT INTO looks (spreadsheet, id, look) VALUES (?, ?, ?)'),
    dropRow: database.prepare('DELETE FROM rows WHERE spreadsheet = ? AND sheet = ? AND key = ?'),
    dropRows: database.prepare('DELETE FROM rows WHERE spreadsheet = ? AND sheet = ?'),
    dropOrder: database.prepare('DELETE FROM row_orders WHERE spreadsheet = ? AND sheet = ?'),
  };
  const looksOf = new Map<string, Looks>();
  const looks = (spreadsheetId: string): Looks => {
    const known = looksOf.get(spreadsheetId) ?? newLooks();
    looksOf.set(spreadsheetId, known);
    return known;
  };

  const saveSheet = (spreadsheetId: string, sheet: Sheet, before: Sheet | undefined): void => {
    if (sheet.rows === before?.rows) return;
    const { sheetId } = sheet.properties;
    const old = new Map(before?.rows.map((row) => [row.key, row]));
    let ordered = before?.rows.length === sheet.rows.length;
    sheet.rows.forEach((row, index) => {
      if (before?.rows[index]?.key !== row.key) ordered = false;
      const previous = old.get(row.key);
      old.delete(row.key);
      if (previous === row) return;
      if (!isPlain(row)) statements.saveRow.run(spreadsheetId, sheetId, row.key, rowText(spreadsheetId, row));
      else if (previous && !isPlain(previous)) statements.dropRow.run(spreadsheetId, sheetId, row.key);
    });
    for (const key of old.keys()) statements.dropRow.run(spreadsheetId, sheetId, key);
    if (!ordered) {
      const keys = Int32Array.from(sheet.rows, (row) => row.key);
      statements.saveOrder.run(spreadsheetId, sheetId, new Uint8Array(keys.buffer));
    }
  };

  const rowText = (spreadsheetId: string, { key: _key, cells, ...line }: Row): string => {
    const known = looks(spreadsheetId);
    const id = (look: CellFormat | DataValidationRule): number => {
      const found = known.ids.get(look);
      if (found !== undefined) return found;
      const text = JSON.stringify(look);
      let same = known.byText.get(text);
      if (same === undefined) {
        same = known.byText.size;
        known.byText.set(text, same);
        statements.saveLook.run(spreadsheetId, same, text);
      }
      known.ids.set(look, same);
      return same;
    };
    return JSON.stringify({
      ...line,
      cells: cells.map((cell) => {
        if (!cell) return 0;
        const { format, validation, ...rest } = cell;
        return { ...rest, ...(format ? { f: id(format) } : {}), ...(validation ? { d: id(validation) } : {}) };
      }),
    });
  };

  return {
    list: () => statements.list.all() as { spreadsheetId: string; title: string }[],

    load: (spreadsheetId) => {
      const stored = statements.load.get(spreadsheetId) as { revision: number; head: string } | undefined;
      if (!stored) return undefined;
      const known = looks(spreadsheetId);
      const objects = new Map<number, CellFormat & DataValidationRule>();
      for (const { id, look } of statements.loadLooks.all(spreadsheetId) as { id: number; look: string }[]) {
        const object = JSON.parse(look) as CellFormat & DataValidationRule;
        objects.set(id, object);
        known.ids.set(object, id);
        known.byText.set(look, id);
      }
      const head = JSON.parse(stored.head) as Head;
      const sheets = head.sheets.map((sheet): Sheet => {
        const { sheetId } = sheet.properties;
        const { keys } = statements.loadOrder.get(spreadsheetId, sheetId) as { keys: Uint8Array };
        const contents = new Map(
          (statements.loadRows.all(spreadsheetId, sheetId) as { key: number; content: string }[]).map(
            ({ key, content }) => [key, content],
          ),
        );
        // Copied, because a blob need not start where an Int32Array may.
        const order = new Int32Array(Uint8Array.from(keys).buffer);
        return { ...sheet, rows: Array.from(order, (key) => rowOf(key, contents.get(key), objects)) };
      });
      return { spreadsheet: { ...head, sheets }, revision: stored.revision };
    },

    save: (spreadsheet, revision, before) => {
      const { spreadsheetId } = spreadsheet;
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const sheet of spreadsheet.sheets)
          saveSheet(
            spreadsheetId,
            sheet,
            before?.sheets.find(({ properties }) => properties.sheetId === sheet.properties.sheetId),
          );
        for (const { properties } of before?.sheets ?? [])
          if (!spreadsheet.sheets.some((sheet) => sheet.properties.sheetId === properties.sheetId)) {
            statements.dropRows.run(spreadsheetId, properties.sheetId);
            statements.dropOrder.run(spreadsheetId, properties.sheetId);
          }
        if (before && sameHead(spreadsheet, before)) statements.saveRevision.run(revision, spreadsheetId);
        else
          statements.saveHead.run(
            spreadsheetId,
            spreadsheet.properties.title,
            revision,
            JSON.stringify(headOf(spreadsheet)),
          );
        database.exec('COMMIT');
      } catch (cause) {
        database.exec('ROLLBACK');
        // Looks that were numbered in the lost transaction are not in the file.
        looksOf.delete(spreadsheetId);
        for (const { id, look } of statements.loadLooks.all(spreadsheetId) as { id: number; look: string }[])
          looks(spreadsheetId).byText.set(look, id);
        throw cause;
      }
    },

    close: () => database.close(),
  };
};

interface Looks {
  ids: WeakMap<object, number>;
  byText: Map<string, number>;
}

const newLooks = (): Looks => ({ ids: new WeakMap(), byText: new Map() });

type Head = Omit<Spreadsheet, 'sheets'> & { sheets: Omit<Sheet, 'rows'>[] };

const headOf = (spreadsheet: Spreadsheet): Head => ({
  ...spreadsheet,
  sheets: spreadsheet.sheets.map(({ rows: _rows, ...sheet }) => sheet),
});

const sameHead = (one: Spreadsheet, other: Spreadsheet): boolean =>
  one.properties === other.properties &&
  one.namedRanges === other.namedRanges &&
  one.metadata === other.metadata &&
  one.sheets.length === other.sheets.length &&
  one.sheets.every((sheet, index) => {
    const before = other.sheets[index]!;
    return (Object.keys({ ...sheet, ...before }) as (keyof Sheet)[]).every(
      (key) => key === 'rows' || sheet[key] === before[key],
    );
  });

/** A row without anything but its key needs no line of its own in the file. */
const isPlain = (row: Row): boolean =>
  row.cells.length === 0 && row.pixelSize === undefined && row.hidden === undefined && !row.hiddenByFilter;

const rowOf = (key: number, content: string | undefined, looks: Map<number, CellFormat & DataValidationRule>): Row => {
  if (content === undefined) return { key, cells: [] };
  const { cells, ...line } = JSON.parse(content) as Omit<Row, 'key' | 'cells'> & { cells: (StoredCell | 0)[] };
  return {
    key,
    ...line,
    cells: cells.map((stored): Cell | undefined => {
      if (stored === 0) return undefined;
      const { f, d, ...rest } = stored;
      return {
        ...rest,
        ...(f === undefined ? {} : { format: looks.get(f)! }),
        ...(d === undefined ? {} : { validation: looks.get(d)! }),
      };
    }),
  };
};

type StoredCell = Omit<Cell, 'format' | 'validation'> & { f?: number; d?: number };
