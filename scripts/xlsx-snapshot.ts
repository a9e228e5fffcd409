import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { cellPosition } from '../functions/plan/a1.ts';
import { dateToSerial } from '../functions/plan/date.ts';
import type { Snapshot, SnapshotCell, SnapshotTab } from '../functions/sheet/snapshot.ts';
import { localeOf } from './local/sheets-api/locale.ts';
import { formatNumber } from './local/sheets-api/number-format.ts';
import { type Book, type BookSheet, type CellStyle, cellText, readBook } from './xlsx/book.ts';
import { type CellContent, sheetCells } from './xlsx/cells.ts';
import { readNotes } from './xlsx/notes.ts';
import { openPackage, type Package } from './xlsx/package.ts';
import { ZipError } from './xlsx/zip.ts';

/** A workbook file, opened: what it says, and its parts for writing into a copy. */
export interface OpenedWorkbook {
  snapshot: Snapshot;
  parts: Package;
  book: Book;
}

/** A file that cannot be read, said in words for the person who chose it. */
export class UnreadableFile extends Error {}

/** Far more than any plan: 5,000 rows in every table are 2 MB. */
const MOST_FILE_BYTES = 50_000_000;

export interface ReadOptions {
  /** Where the file does not say: `en_US`. */
  locale?: string;
  timeZone?: string;
}

/**
 * Reads a workbook as saved by Excel, LibreOffice, Google Sheets or another program that keeps to ECMA-376.
 *
 * @throws UnreadableFile where it is missing, damaged, too large, protected with a password or of another kind
 */
export const readWorkbookFile = async (file: string, options: ReadOptions = {}): Promise<OpenedWorkbook> => {
  const fail = (why: string, cause?: unknown): never => {
    throw new UnreadableFile(`Cannot read ${file}: ${why}`, { cause });
  };
  const bytes = await readBytes(file, fail);
  const otherKind = kindOf(bytes, file);
  if (otherKind) return fail(otherKind);
  try {
    const parts = openPackage(bytes);
    const book = readBook(parts);
    if (!book) return fail(notAWorkbook(parts));
    const locale = options.locale ?? fromLanguage(book.language) ?? 'en_US';
    const snapshot: Snapshot = {
      spreadsheetId: basename(file),
      title: book.title ?? basename(file, extname(file)),
      locale,
      timeZone: options.timeZone ?? 'UTC',
      tabs: book.sheets.map((sheet) => readSheet(parts, book, sheet, locale)),
    };
    return { snapshot, parts, book };
  } catch (error) {
    if (error instanceof ZipError) return fail(`${error.message}.`, error);
    throw error;
  }
};

const readBytes = async (file: string, fail: (why: string, cause?: unknown) => never): Promise<Buffer> => {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return fail('it is a folder. Name the .xlsx file in it.');
    if (found.size === 0) return fail('it is empty.');
    if (found.size > MOST_FILE_BYTES)
      return fail(
        `it has ${Math.round(found.size / 1e6)} MB, and at most ${MOST_FILE_BYTES / 1e6} MB are read. Is it the planning sheet?`,
      );
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return fail('there is no such file.', error);
    if (code === 'EACCES' || code === 'EPERM') return fail('you may not read it.', error);
    throw error;
  }
};

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const SAVE_AS = 'Open it in your spreadsheet program and save it as .xlsx.';

/** What a file is that is no zip archive, whatever its name ends in; null for an archive. */
const kindOf = (bytes: Buffer, file: string): string | null => {
  if (bytes.subarray(0, 8).equals(OLE))
    // Office keeps an encrypted workbook in the container of its old formats.
    return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? 'it is protected with a password. Save a copy without one.'
      : `it is a workbook of the old kind (.xls). ${SAVE_AS}`;
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return null;
  const beginning = bytes.subarray(0, 1000).toString('utf8').trimStart();
  if (/^(<!doctype html|<html|<\?xml)/i.test(beginning)) return `it is a web page or XML, not a workbook. ${SAVE_AS}`;
  if (!bytes.subarray(0, 1000).includes(0))
    return `it is text${extname(file) === '.csv' ? ' (.csv)' : ', perhaps .csv under another name'}; a plan has several tabs. Fill in the template as .xlsx (npm run template).`;
  return 'it is not a workbook (.xlsx), or it is damaged.';
};

const notAWorkbook = (parts: Package): string => {
  if (parts.read('mimetype').includes('opendocument')) return `it is an OpenDocument file (.ods). ${SAVE_AS}`;
  if (parts.has('xl/workbook.bin')) return `it is a binary workbook (.xlsb). ${SAVE_AS}`;
  return 'it is a zip archive, but there is no workbook in it.';
};

/** `en-US` as `en_US`; null for what is no language. */
const fromLanguage = (language: string | null): string | null =>
  language && /^[a-z]{2,3}([-_][A-Z]{2})?$/.test(language) ? language.replace('-', '_') : null;

const readSheet = (parts: Package, book: Book, sheet: BookSheet, locale: string): SnapshotTab => {
  const rows: (SnapshotCell | undefined)[][] = [];
  const put = (row: number, column: number, cell: SnapshotCell): void => {
    while (rows.length < row) rows.push([]);
    rows[row - 1]![column] = cell;
  };
  for (const { row, column, style, content } of sheetCells(parts.read(sheet.path))) {
    const { pattern = '', background }: Partial<CellStyle> = book.styles[style] ?? {};
    const cell = content ? understood(content, book, pattern, locale) : { value: null };
    if (content || background) put(row, column, background ? { ...cell, background } : cell);
  }
  for (const [name, note] of readNotes(parts, sheet.path)) {
    const { column, row } = cellPosition(name);
    put(row, column, { ...(rows[row - 1]?.[column] ?? { value: null }), note });
  }
  return {
    sheetId: sheet.sheetId,
    title: sheet.title,
    hidden: sheet.hidden,
    rowCount: rows.length,
    columnCount: Math.max(0, ...rows.map((cells) => cells.length)),
    // Holes of sparse arrays become cells that are undefined.
    rows: rows.map((cells) => Array.from(cells)),
  };
};

const understood = (
  { type, value, formula }: CellContent,
  book: Book,
  pattern: string,
  locale: string,
): SnapshotCell => {
  const shared = formula === null ? {} : { formula: `=${withFileNames(formula, book)}` };
  if (value === null) return { value: null, ...shared };
  switch (type) {
    case 's':
      return textCell(book.strings[Number(value)] ?? '', shared);
    case 'str':
    case 'inlineStr':
      return textCell(cellText(value), shared);
    case 'b':
      return {
        value: value === '1' || value === 'true',
        text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE',
        ...shared,
      };
    case 'e':
      return { value: null, error: value, text: value, ...shared };
    case 'd':
      return numberCell(dateToSerial(value.slice(0, 10)), pattern || 'yyyy-mm-dd', locale, shared);
    default: {
      const number = Number(value);
      const days = book.from1904 && isDatePattern(pattern) ? number + DAYS_TO_1904 : number;
      return numberCell(days, pattern, locale, shared);
    }
  }
};

/** A file writes `[1]Costs!B4` where Excel shows `[Budget.xlsx]Costs!B4`. */
const withFileNames = (formula: string, { linkedFiles }: Book): string =>
  linkedFiles.length === 0
    ? formula
    : formula.replace(/\[(\d+)\](?=[^[\]]*!)/g, (all, number: string) => {
        const name = linkedFiles[Number(number) - 1];
        return name ? `[${name}]` : all;
      });

/** From 1899-12-30, day 0 of other spreadsheets, to 1904-01-01. */
const DAYS_TO_1904 = 1462;

const textCell = (text: string, shared: { formula?: string }): SnapshotCell => ({ value: text, text, ...shared });

const numberCell = (value: number, pattern: string, locale: string, shared: { formula?: string }): SnapshotCell => ({
  value,
  text: shownNumber(value, pattern, locale),
  ...shared,
});

const shownNumber = (value: number, pattern: string, locale: string): string => {
  try {
    return formatNumber(value, pattern.replace(/_.|\*./g, ''), localeOf(locale));
  } catch {
    // A pattern that only Excel understands: the number itself says enough.
    return String(value);
  }
};

const isDatePattern = (pattern: string): boolean =>
  /[dmyhs]/i.test(pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|general/gi, ''));
