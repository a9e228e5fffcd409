/**
 * Text as spreadsheets put it on the clipboard: cells apart by tabs, rows by line breaks; a cell that holds either, or starts with a
 * quotation mark, stands in quotation marks, with those inside doubled (as Excel, LibreOffice and Google Sheets write it).
 */
export const formatTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quoteWhereNeeded).join('\t')).join('\n');

const quoteWhereNeeded = (text: string): string =>
  /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/**
 * Reads what `formatTsv` writes and what other programs do. A quotation mark that opens a cell and does not close it again right
 * before a tab, a line break or the end is a character like any other: `"quoted" words` stays as it is.
 */
export const parseTsv = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const quoted = text[at] === '"' ? /^"((?:[^"]|"")*)"(?=\t|\r|\n|$)/.exec(text.slice(at, at + longestCell)) : null;
    let cell: string;
    if (quoted) {
      cell = quoted[1]!.replaceAll('""', '"').replaceAll('\r\n', '\n');
      at += quoted[0].length;
    } else {
      let end = at;
      while (end < text.length && !'\t\r\n'.includes(text[end]!)) end++;
      cell = text.slice(at, end);
      at = end;
    }
    row.push(cell);
    if (text[at] === '\t') {
      at++;
      continue;
    }
    rows.push(row);
    row = [];
    if (at >= text.length) break;
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    // Excel and LibreOffice end the last row with a line break too; it starts no further row.
    if (at >= text.length) break;
  }
  return rows;
};

/** A cell of Google Sheets holds 50,000 characters; quotation marks inside may double them. */
const longestCell = 110_000;
