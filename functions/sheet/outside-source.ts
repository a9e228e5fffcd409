/**
 * What a formula takes from outside its own spreadsheet, so that its value can change or fail without anybody typing; null where it takes nothing.
 * A link to click on (HYPERLINK) takes nothing. The words of texts in it do not count.
 *
 * | formula                                                   | of                       | source                       |
 * | --------------------------------------------------------- | ------------------------ | ---------------------------- |
 * | `IMPORTRANGE("…", "A1")` and the other functions that fetch | Google Sheets, Excel     | `{ function: 'IMPORTRANGE' }` |
 * | `[Budget.xlsx]Costs!B4`, `'C:\\plans\\[Budget.xlsx]Costs'!B4`, `[1]Costs!B4` | Excel, and files saved by it | `{ workbook: 'Budget.xlsx' }` |
 * | `'file:///plans/Budget.ods'#$Costs.B4`                      | LibreOffice              | `{ workbook: 'Budget.ods' }`  |
 */
export const outsideSource = (formula: string): { function: string } | { workbook: string } | null => {
  const code = formula.replaceAll(TEXTS, '""');
  const called = FETCHES.exec(code)?.[1];
  if (called) return { function: called.toUpperCase() };
  const linked = QUOTED_LINK.exec(code) ?? BARE_LINK.exec(code) ?? FILE_LINK.exec(code);
  return linked ? { workbook: linked[1]! } : null;
};

const TEXTS = /"(?:[^"]|"")*"/g;

/** Excel writes newer functions with `_xlfn.` before them. */
const FETCHES =
  /(?:\b|_)(IMPORT(?:XML|HTML|DATA|FEED|RANGE)|IMAGE|GOOGLEFINANCE|GOOGLETRANSLATE|WEBSERVICE|STOCKHISTORY|RTD|CUBEVALUE|DDE)\s*\(/i;

/** Brackets are part of a link only before a tab's name and `!`: a column of a table, `Costs[Amount]`, has none behind it. */
const QUOTED_LINK = /'[^'[\]]*\[([^'[\]]+)\][^'[\]]*'!/;
const BARE_LINK = /(?<![\w\])])\[([^[\]]+)\][^\s'"!()[\]{},;:+\-*/^&=<>]*!/;
const FILE_LINK = /'(?:file|https?):[^']*?([^'/]+)'#/;
