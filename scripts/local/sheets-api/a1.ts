import type { Area } from './area.ts';
import { areaOf, wholeSheet } from './area.ts';
import { invalid } from './failure.ts';
import type { Sheet, Spreadsheet } from './model.ts';
import { sheetOf, sheetTitled } from './model.ts';

/** `0` -> `A`, `25` -> `Z`, `26` -> `AA`. */
export const columnLetters = (column: number): string => {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
};

/** `A` -> `0`, `aa` -> `26`. */
export const columnIndex = (letters: string): number => {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
};

export const cellName = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;

/** `A1:C3`, or `A1` for a single cell. */
export const areaName = (area: Area): string => {
  const first = cellName(area.startRow, area.startColumn);
  const last = cellName(Math.max(area.endRow - 1, area.startRow), Math.max(area.endColumn - 1, area.startColumn));
  return first === last ? first : `${first}:${last}`;
};

/** A tab's title as a formula or range writes it: quoted where it is not a plain word. */
export const quotedTitle = (title: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(title) && !/^([A-Za-z]{1,3}\d+|R\d*C\d*|TRUE|FALSE)$/i.test(title)
    ? title
    : `'${title.replaceAll("'", "''")}'`;

export const rangeName = (sheet: Sheet, area: Area): string =>
  `${quotedTitle(sheet.properties.title)}!${areaName(area)}`;

/** One block of a tab; sides that the text left open reach to the tab's edge and are undefined here. */
export interface OpenArea {
  startRow?: number;
  endRow?: number;
  startColumn?: number;
  endColumn?: number;
}

const cellOrLine = /^\$?([A-Za-z]{1,3})?\$?([1-9][0-9]*)?$/;
const r1c1 = /^R([1-9][0-9]*)C([1-9][0-9]*)$/i;

/** `B3:F40`, `B3`, `A:C`, `2:5`, `A2:C`, `R1C1:R2C2` -> an area with open sides; undefined where the text is none of these. */
export const parseA1 = (text: string): OpenArea | undefined => {
  const parts = text.split(':');
  if (parts.length > 2 || parts.some((part) => part === '')) return undefined;
  const corners = parts.map(parseCorner);
  const [first, last = first] = corners;
  if (!first || !last) return undefined;
  // A lone row or column is not a range in Sheets: `A` and `5` are not accepted, `A:A` and `5:5` are.
  if (parts.length === 1 && (first.row === undefined || first.column === undefined)) return undefined;
  // `A:5` names nothing; `A2:C` and `A2:5` are open at the end.
  if (first.row === undefined && last.row !== undefined) {
    if (first.column !== undefined && last.column === undefined) return undefined;
    return { ...span('Column', first.column, last.column), startRow: last.row };
  }
  if (first.column === undefined && last.column !== undefined && last.row === undefined) return undefined;
  return { ...span('Row', first.row, last.row), ...span('Column', first.column, last.column) };
};

const parseCorner = (part: string): { row?: number; column?: number } | undefined => {
  const absolute = r1c1.exec(part);
  if (absolute) return { row: Number(absolute[1]) - 1, column: Number(absolute[2]) - 1 };
  const match = cellOrLine.exec(part);
  if (!match || (match[1] === undefined && match[2] === undefined)) return undefined;
  return {
    ...(match[2] === undefined ? {} : { row: Number(match[2]) - 1 }),
    ...(match[1] === undefined ? {} : { column: columnIndex(match[1]) }),
  };
};

const span = (side: 'Row' | 'Column', first: number | undefined, last: number | undefined): OpenArea => {
  if (first === undefined && last === undefined) return {};
  const low = first === undefined || last === undefined ? (first ?? 0) : Math.min(first, last);
  const high = last === undefined || first === undefined ? undefined : Math.max(first, last) + 1;
  return high === undefined ? { [`start${side}`]: low } : { [`start${side}`]: low, [`end${side}`]: high };
};

/** A range of a spreadsheet, as the values methods take it. */
export interface SheetRange {
  sheet: Sheet;
  /** As the text said it, before it was cut to the sheet. */
  open: OpenArea;
  area: Area;
}

/**
 * Finds what a range text speaks of: `Goals!A1:C3`, `'My tab'!A:A`, `Goals`, `A1:B2` (first visible tab) or a named range.
 *
 * @throws ApiError `Unable to parse range: ...` as Google words it
 */
export const findRange = (spreadsheet: Spreadsheet, text: string): SheetRange => {
  const { title, rest } = splitTitle(text);
  if (title !== undefined) {
    const sheet = sheetTitled(spreadsheet, title);
    const open = rest === '' ? undefined : parseA1(rest);
    if (!sheet || !open) throw invalid(`Unable to parse range: ${text}`);
    return within(sheet, open);
  }
  const sheet = sheetTitled(spreadsheet, rest);
  if (sheet) return within(sheet, {});
  const named = spreadsheet.namedRanges.find(({ name }) => name?.toLowerCase() === rest.toLowerCase());
  const namedSheet = named?.range && sheetOf(spreadsheet, named.range.sheetId ?? 0);
  if (named?.range && namedSheet) {
    const area = areaOf(namedSheet, named.range);
    return { sheet: namedSheet, open: area, area };
  }
  const first = spreadsheet.sheets.find(({ properties }) => !properties.hidden) ?? spreadsheet.sheets[0];
  const open = parseA1(rest);
  if (!first || !open) throw invalid(`Unable to parse range: ${text}`);
  return within(first, open);
};

/** `'It''s'!A1` -> title `It's`, rest `A1`. A text without `!` is all rest, quotes taken off. */
const splitTitle = (text: string): { title?: string; rest: string } => {
  const quoted = /^'((?:[^']|'')*)'(?:!(.*))?$/s.exec(text);
  if (quoted) {
    const title = quoted[1]!.replaceAll("''", "'");
    return quoted[2] === undefined ? { rest: title } : { title, rest: quoted[2] };
  }
  const mark = text.lastIndexOf('!');
  return mark < 0 ? { rest: text } : { title: text.slice(0, mark), rest: text.slice(mark + 1) };
};

const within = (sheet: Sheet, open: OpenArea): SheetRange => {
  const whole = wholeSheet(sheet);
  return {
    sheet,
    open,
    area: {
      startRow: open.startRow ?? 0,
      endRow: open.endRow ?? Math.max(whole.endRow, (open.startRow ?? 0) + 1),
      startColumn: open.startColumn ?? 0,
      endColumn: open.endColumn ?? Math.max(whole.endColumn, (open.startColumn ?? 0) + 1),
    },
  };
};

/** Like findRange, but refuses what starts or ends beyond the sheet, as reading does. */
export const findRangeWithin = (spreadsheet: Spreadsheet, text: string): SheetRange => {
  const found = findRange(spreadsheet, text);
  const { rows, columns } = found.sheet;
  // Google cuts a range that only ends beyond the grid and refuses one that starts there.
  if (found.area.startRow >= rows.length || found.area.startColumn >= columns.length)
    throw invalid(
      `Range (${rangeName(found.sheet, found.area)}) exceeds grid limits. Max rows: ${rows.length}, max columns: ${columns.length}`,
    );
  return {
    ...found,
    area: {
      ...found.area,
      endRow: Math.min(found.area.endRow, rows.length),
      endColumn: Math.min(found.area.endColumn, columns.length),
    },
  };
};
