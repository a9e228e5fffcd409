import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';

/**
 * The spreadsheet in memory. Nothing in it is ever changed in place: a change makes new objects on the way down to what
 * changed and shares the rest, so that what changed is found by comparing references (see change.ts and store.ts).
 */
export interface Spreadsheet {
  readonly spreadsheetId: string;
  readonly properties: SpreadsheetProperties;
  /** In the order of the tabs. */
  readonly sheets: readonly Sheet[];
  readonly namedRanges: readonly NamedRange[];
  readonly metadata: readonly DeveloperMetadata[];
}

export interface SpreadsheetProperties {
  readonly title: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly autoRecalc: string;
  readonly defaultFormat: CellFormat;
  readonly [other: string]: unknown;
}

export interface Sheet {
  readonly properties: SheetTraits;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The next unused key of a row or column of this sheet. */
  readonly nextKey: number;
  readonly protectedRanges: readonly ProtectedRange[];
  readonly merges: readonly GridRange[];
  readonly basicFilter?: BasicFilter;
  readonly conditionalFormats: readonly ConditionalFormatRule[];
  readonly bandedRanges: readonly BandedRange[];
}

/** SheetProperties of the API without what the model derives: index, row count and column count. */
export interface SheetTraits {
  readonly sheetId: number;
  readonly title: string;
  readonly hidden: boolean;
  readonly rightToLeft: boolean;
  readonly frozenRowCount: number;
  readonly frozenColumnCount: number;
  readonly hideGridlines: boolean;
  readonly rowGroupControlAfter: boolean;
  readonly columnGroupControlAfter: boolean;
  readonly tabColor?: Color;
}

export interface Line {
  /** Stays with the row or column however it moves; never part of the Sheets API. */
  readonly key: number;
  readonly pixelSize?: number;
  readonly hidden?: boolean;
}

export type Column = Line;

export interface Row extends Line {
  /** By column; shorter than the sheet is wide where nothing follows. */
  readonly cells: readonly (Cell | undefined)[];
  /** The tab's filter did not let it through when it was set. */
  readonly hiddenByFilter?: boolean;
}

export interface Cell {
  /** What was entered: a literal or a formula. */
  readonly value?: ExtendedValue;
  /** What a formula came to, or what an array formula spilled here. */
  readonly computed?: ExtendedValue;
  readonly format?: CellFormat;
  readonly note?: string;
  readonly validation?: DataValidationRule;
  readonly runs?: readonly TextFormatRun[];
  /** The target of a HYPERLINK formula. */
  readonly link?: string;
}

/** The API's own shapes, without its nulls (they mean "not set"), read-only. */
type Api<T> = T extends (infer Item)[]
  ? readonly Api<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Api<NonNullable<T[Key]>> }
    : T;

export type ExtendedValue = Api<sheets_v4.Schema$ExtendedValue>;
export type ErrorValue = Api<sheets_v4.Schema$ErrorValue>;
export type CellFormat = Api<sheets_v4.Schema$CellFormat>;
export type CellData = Api<sheets_v4.Schema$CellData>;
export type RowData = Api<sheets_v4.Schema$RowData>;
export type NumberFormat = Api<sheets_v4.Schema$NumberFormat>;
export type TextFormatRun = Api<sheets_v4.Schema$TextFormatRun>;
export type DataValidationRule = Api<sheets_v4.Schema$DataValidationRule>;
export type BooleanCondition = Api<sheets_v4.Schema$BooleanCondition>;
export type Color = Api<sheets_v4.Schema$Color>;
export type ColorStyle = Api<sheets_v4.Schema$ColorStyle>;
export type Border = Api<sheets_v4.Schema$Border>;
export type GridRange = Api<sheets_v4.Schema$GridRange>;
export type GridCoordinate = Api<sheets_v4.Schema$GridCoordinate>;
export type DimensionRange = Api<sheets_v4.Schema$DimensionRange>;
export type ProtectedRange = Api<sheets_v4.Schema$ProtectedRange>;
export type NamedRange = Api<sheets_v4.Schema$NamedRange>;
export type BasicFilter = Api<sheets_v4.Schema$BasicFilter>;
export type SortSpec = Api<sheets_v4.Schema$SortSpec>;
export type ConditionalFormatRule = Api<sheets_v4.Schema$ConditionalFormatRule>;
export type BandedRange = Api<sheets_v4.Schema$BandedRange>;
export type DeveloperMetadata = Api<sheets_v4.Schema$DeveloperMetadata>;
export type DeveloperMetadataLookup = Api<sheets_v4.Schema$DeveloperMetadataLookup>;
export type DataFilter = Api<sheets_v4.Schema$DataFilter>;
export type SheetProperties = Api<sheets_v4.Schema$SheetProperties>;
export type Request = Api<sheets_v4.Schema$Request>;
export type Response = Api<sheets_v4.Schema$Response>;
export type ValueRange = Api<sheets_v4.Schema$ValueRange>;

export type Dimension = 'ROWS' | 'COLUMNS';

/** What the outside world gives a change: the clock and fresh ids. Both are passed in so that a change can be repeated. */
export interface World {
  readonly now: Date;
  /** A whole number from 0 to 2^31-1 that was not given before, for tabs, protections, metadata and bands. */
  readonly newId: () => number;
  /** The id of a new spreadsheet. */
  readonly newKey: () => string;
}

export const defaultFormat: CellFormat = {
  backgroundColor: { red: 1, green: 1, blue: 1 },
  padding: { top: 2, right: 3, bottom: 2, left: 3 },
  verticalAlignment: 'BOTTOM',
  wrapStrategy: 'OVERFLOW_CELL',
  textFormat: {
    foregroundColor: {},
    fontFamily: 'Arial',
    fontSize: 10,
    bold: false,
    italic: false,
    strikethrough: false,
    underline: false,
    foregroundColorStyle: { rgbColor: {} },
  },
  backgroundColorStyle: { rgbColor: { red: 1, green: 1, blue: 1 } },
};

export const defaultRowCount = 1000;
export const defaultColumnCount = 26;
export const defaultColumnWidth = 100;
export const defaultRowHeight = 21;

/** Google refuses spreadsheets of more cells than this. https://support.google.com/drive/answer/37603 */
export const cellLimit = 10_000_000;

export const emptySheet = (
  traits: { sheetId: number; title: string } & Partial<SheetTraits>,
  rowCount: number,
  columnCount: number,
): Sheet => ({
  properties: {
    hidden: false,
    rightToLeft: false,
    frozenRowCount: 0,
    frozenColumnCount: 0,
    hideGridlines: false,
    rowGroupControlAfter: false,
    columnGroupControlAfter: false,
    ...traits,
  },
  columns: Array.from({ length: columnCount }, (_, key) => ({ key })),
  rows: Array.from({ length: rowCount }, (_, index) => ({ key: columnCount + index, cells: [] })),
  nextKey: columnCount + rowCount,
  protectedRanges: [],
  merges: [],
  conditionalFormats: [],
  bandedRanges: [],
});

export const sheetOf = (spreadsheet: Spreadsheet, sheetId: number): Sheet | undefined =>
  spreadsheet.sheets.find((sheet) => sheet.properties.sheetId === sheetId);

/** Tab titles are compared without regard to case, as Sheets does. */
export const sheetTitled = (spreadsheet: Spreadsheet, title: string): Sheet | undefined =>
  spreadsheet.sheets.find((sheet) => sheet.properties.title === title) ??
  spreadsheet.sheets.find((sheet) => sheet.properties.title.toLowerCase() === title.toLowerCase());

export const withSheet = (spreadsheet: Spreadsheet, sheet: Sheet): Spreadsheet => ({
  ...spreadsheet,
  sheets: spreadsheet.sheets.map((other) => (other.properties.sheetId === sheet.properties.sheetId ? sheet : other)),
});

export const cellAt = (sheet: Sheet, row: number, column: number): Cell | undefined => sheet.rows[row]?.cells[column];

/** What a cell shows and calculates with: a formula's result, else what was entered. */
export const effectiveValue = (cell: Cell | undefined): ExtendedValue | undefined => cell?.computed ?? cell?.value;

/** True where the cell holds nothing that a person would call content; looks and rules do not count. */
export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || (cell.value === undefined && cell.computed === undefined);

/** A cell without any field is no cell, so that rows stay short and equal. */
export const tidyCell = (cell: Cell): Cell | undefined => {
  for (const key in cell) if (cell[key as keyof Cell] !== undefined) return cell;
  return undefined;
};

/** The same cells without the empty ones at the end. */
export const trimCells = (cells: (Cell | undefined)[]): (Cell | undefined)[] => {
  let length = cells.length;
  while (length > 0 && cells[length - 1] === undefined) length -= 1;
  cells.length = length;
  for (let index = 0; index < length; index += 1) if (!(index in cells)) cells[index] = undefined;
  return cells;
};

/** How far the values of a sheet reach: the number of rows and columns up to the last one that holds a value. */
export const contentSize = (sheet: Sheet): { rows: number; columns: number } => {
  let rows = 0;
  let columns = 0;
  sheet.rows.forEach((row, index) => {
    for (let column = row.cells.length - 1; column >= 0; column -= 1) {
      if (isBlank(row.cells[column])) continue;
      rows = index + 1;
      columns = Math.max(columns, column + 1);
      break;
    }
  });
  return { rows, columns };
};
