import { ScriptError } from '../../scripts/local/apps-script/script-error.ts';
import type { ScriptSheets } from '../../scripts/local/apps-script/script-sheets.ts';

export interface TabDouble {
  title: string;
  hidden?: boolean;
  /** By A1 notation; single letters. */
  cells: Record<string, { text?: string; note?: string }>;
}

export interface SheetDouble extends ScriptSheets {
  /** What the script did, in order. */
  done: string[];
}

/** Tabs of a spreadsheet as a bound script finds them, and what it does with them. */
export const sheetDouble = (tabs: TabDouble[], { forbidsSharing = false } = {}): SheetDouble => {
  const done: string[] = [];
  return {
    done,
    tabs: async () => tabs.map(({ title, hidden = false }, sheetId) => ({ sheetId, title, hidden })),
    cells: async (_, title) => {
      const { cells } = tabs.find((tab) => tab.title === title)!;
      const places = Object.keys(cells).map((a1) => [Number(a1.slice(1)), a1.charCodeAt(0) - 64] as const);
      const size = (index: 0 | 1): number => Math.max(1, ...places.map((place) => place[index]));
      return Array.from({ length: size(0) }, (_row, row) =>
        Array.from({ length: size(1) }, (_cell, column) => ({
          text: '',
          note: '',
          ...cells[`${String.fromCharCode(65 + column)}${row + 1}`],
        })),
      );
    },
    write: async (_, title, a1, text) => {
      done.push(`${title}!${a1} = ${text}`);
    },
    addMetadata: async (_, { key, value, visibility }) => {
      done.push(`metadata ${key} = ${value}, ${visibility}`);
    },
    addEditor: async (_, address) => {
      if (forbidsSharing) throw new ScriptError('Sharing outside is not allowed by the administrator.');
      done.push(`shared with ${address}`);
    },
  };
};
