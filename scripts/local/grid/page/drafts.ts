import type { GridCell } from '../../grid-protocol.ts';

/** A cell as the page shows it; `unsaved` while what was typed has not come back from the server. */
export interface ShownCell extends GridCell {
  unsaved?: boolean;
}

/**
 * What this window's person has typed and the server has not confirmed yet, by tab, row and column. It lies over the server's cells
 * until the answer, so that an entry is seen at once and a change from elsewhere does not flicker it away.
 */
export interface Drafts {
  /** Rows that the server has yet to make (null) show nothing before they are there. */
  put(entry: number, sheetId: number, rowKey: number | null, column: number, text: string): void;
  drop(entry: number): void;
  over(cell: GridCell | null, sheetId: number, rowKey: number, column: number): ShownCell | null;
}

export const createDrafts = (): Drafts => {
  const bySheet = new Map<number, Map<number, Map<number, { entry: number; text: string }>>>();
  return {
    put: (entry, sheetId, rowKey, column, text) => {
      if (rowKey === null) return;
      const rows = bySheet.get(sheetId) ?? new Map<number, Map<number, { entry: number; text: string }>>();
      bySheet.set(sheetId, rows);
      const cells = rows.get(rowKey) ?? new Map<number, { entry: number; text: string }>();
      rows.set(rowKey, cells);
      cells.set(column, { entry, text });
    },
    drop: (entry) => {
      for (const rows of bySheet.values())
        for (const [key, cells] of rows) {
          // A later entry into the same cell has taken its place and stays.
          for (const [column, draft] of cells) if (draft.entry === entry) cells.delete(column);
          if (cells.size === 0) rows.delete(key);
        }
    },
    over: (cell, sheetId, rowKey, column) => {
      const draft = bySheet.get(sheetId)?.get(rowKey)?.get(column);
      if (!draft) return cell;
      const { link: _link, entered: _entered, ...rest } = cell ?? {};
      return { ...rest, text: draft.text, kind: kindOf(draft.text), unsaved: true };
    },
  };
};

const kindOf = (text: string): 'number' | 'text' | 'boolean' => {
  if (/^(true|false)$/i.test(text)) return 'boolean';
  return /^\s*[-+$€£]?[\d.,]*\d[\d.,]*\s*%?\s*$/.test(text) ? 'number' : 'text';
};
