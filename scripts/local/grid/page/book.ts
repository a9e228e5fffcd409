import type {
  GridArea,
  GridCell,
  GridChange,
  GridProtection,
  GridRow,
  GridSheet,
  GridState,
} from '../../grid-protocol.ts';
import { contains } from './a1.ts';

/**
 * Applies what the server says has changed, in place.
 *
 * @returns `old` for a change that the state already holds, `missed` where one in between is missing: then the whole state is
 *   to be asked for again
 */
export const applyChange = (state: GridState, change: GridChange): 'applied' | 'old' | 'missed' => {
  if (change.revision <= state.revision) return 'old';
  if (change.revision !== state.revision + 1) return 'missed';
  for (const part of change.sheets) {
    let sheet = state.sheets.find((candidate) => candidate.sheetId === part.sheetId);
    if (!sheet) {
      if (!part.sheet) return 'missed';
      sheet = { ...part.sheet, rows: [] };
      state.sheets.push(sheet);
    } else if (part.sheet) {
      // A property that is absent now (a tab colour taken away) must not survive from before.
      const rows = sheet.rows;
      for (const name of Object.keys(sheet)) delete (sheet as unknown as Record<string, unknown>)[name];
      Object.assign(sheet, part.sheet, { rows });
    }
    if (!applyRows(sheet, part.rows, part.rowOrder)) return 'missed';
  }
  if (change.sheetOrder) {
    const byId = new Map(state.sheets.map((sheet) => [sheet.sheetId, sheet]));
    const ordered = change.sheetOrder.map((id) => byId.get(id));
    if (ordered.some((sheet) => sheet === undefined)) return 'missed';
    state.sheets = ordered as GridSheet[];
  }
  if (change.title !== undefined) state.title = change.title;
  state.revision = change.revision;
  return 'applied';
};

const applyRows = (sheet: GridSheet, rows: GridRow[], order: number[] | undefined): boolean => {
  if (!order) {
    for (const row of rows) {
      const index = rowIndex(sheet, row.key);
      if (index === null) return false;
      sheet.rows[index] = row;
    }
    return true;
  }
  const byKey = new Map(sheet.rows.map((row) => [row.key, row]));
  for (const row of rows) byKey.set(row.key, row);
  const ordered = order.map((key) => byKey.get(key));
  if (ordered.some((row) => row === undefined)) return false;
  sheet.rows = ordered as GridRow[];
  return true;
};

/** Where the row with this key stands now; null where it is gone. */
export const rowIndex = (sheet: GridSheet, key: number): number | null => {
  // The array is replaced whenever rows are added, removed or moved, so an index made for it stays true as long as it lives.
  let index = indexes.get(sheet.rows);
  if (!index) {
    index = new Map(sheet.rows.map((row, position) => [row.key, position]));
    indexes.set(sheet.rows, index);
  }
  return index.get(key) ?? null;
};

const indexes = new WeakMap<GridRow[], Map<number, number>>();

export const cellAt = (sheet: GridSheet, row: number, column: number): GridCell | null =>
  sheet.rows[row]?.cells[column] ?? null;

/** The merged area that covers a cell. */
export const mergeAt = (sheet: GridSheet, row: number, column: number): GridArea | null =>
  sheet.merges.find((area) => contains(area, row, column)) ?? null;

/** True where a protection leaves nothing of the tab open. */
export const coversTab = (protection: GridProtection, sheet: GridSheet): boolean => {
  const { area, except } = protection;
  if (except && except.length > 0) return false;
  if (!area) return true;
  const { startRow, endRow, startColumn, endColumn } = area;
  return startRow === 0 && startColumn === 0 && endRow >= sheet.rows.length && endColumn >= sheet.columns.length;
};

/** Why a cell is protected; null where a person may type. */
export const protectionAt = (sheet: GridSheet, row: number, column: number): string | null => {
  for (const protection of sheet.protectedRanges) {
    if (protection.area && !contains(protection.area, row, column)) continue;
    if (protection.except?.some((area) => contains(area, row, column))) continue;
    return protection.description;
  }
  return null;
};
