import type { ScriptWords } from './script-words.ts';

/** The bundler takes them from the tables of functions/plan. */
declare const TECHHIRE_WORDS: readonly [ScriptWords, ...ScriptWords[]];

/** In the language of the sheet, which is seen by the title of its first tab; where that was renamed, in English. */
export function words(): ScriptWords {
  const sheet = SpreadsheetApp.getActive();
  return TECHHIRE_WORDS.find(({ start }) => sheet.getSheetByName(start.tab)) || TECHHIRE_WORDS[0];
}

/** Puts values in the place of `{name}`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** The cell in column B beside a text in column A of a tab; null where the tab or the text is not there. */
export function cellBeside(tab: string, label: string): GoogleAppsScript.Spreadsheet.Range | null {
  const sheet = SpreadsheetApp.getActive().getSheetByName(tab);
  if (!sheet) return null;
  const row = sheet
    .getDataRange()
    .getDisplayValues()
    .findIndex((cells) => cells[0] === label);
  return row < 0 ? null : sheet.getRange(row + 1, 2);
}
