import type { Area } from './area.ts';
import { wholeSheet } from './area.ts';
import { effectiveFormat } from './effective-format.ts';
import { localeOf } from './locale.ts';
import type { Mask } from './mask.ts';
import { below, masked } from './mask.ts';
import type { Cell, DeveloperMetadata, Line, Row, Sheet, SheetProperties, Spreadsheet } from './model.ts';
import { defaultColumnWidth, defaultRowHeight, effectiveValue } from './model.ts';
import { formattedValue } from './number-format.ts';

/** What a spreadsheet's JSON is asked to hold. */
export interface SpreadsheetWish {
  /** Blocks whose sheets and grid data are wanted; without them all sheets, each whole. */
  ranges?: readonly { sheet: Sheet; area: Area }[];
  includeGridData: boolean;
  /** A field mask over Spreadsheet; where one is given it decides whether grid data is included. */
  mask: Mask | true;
  now: Date;
}

/** The Spreadsheet of the API, as far as it is asked for. Only what the mask names is worked out. */
export const spreadsheetJson = (spreadsheet: Spreadsheet, wish: SpreadsheetWish): Record<string, unknown> => {
  const sheetMask = below(wish.mask, 'sheets');
  const withGrid =
    wish.mask === true ? wish.includeGridData : sheetMask !== undefined && below(sheetMask, 'data') !== undefined;
  const sheets = spreadsheet.sheets.flatMap((sheet, index) => {
    const areas = wish.ranges
      ?.filter((range) => range.sheet.properties.sheetId === sheet.properties.sheetId)
      .map(({ area }) => area);
    if (areas?.length === 0) return [];
    return [sheetJson(spreadsheet, sheet, index, areas ?? [wholeSheet(sheet)], withGrid, sheetMask ?? {}, wish.now)];
  });
  const { spreadsheetId, properties, namedRanges } = spreadsheet;
  const metadata = spreadsheet.metadata.filter(({ location }) => location?.locationType === 'SPREADSHEET');
  const full = {
    spreadsheetId,
    properties,
    ...(sheetMask === undefined ? {} : { sheets }),
    ...(namedRanges.length > 0 ? { namedRanges } : {}),
    spreadsheetUrl: spreadsheetUrl(spreadsheetId),
    ...(metadata.length > 0 ? { developerMetadata: metadata } : {}),
  };
  return masked(full, wish.mask) as Record<string, unknown>;
};

export const spreadsheetUrl = (spreadsheetId: string): string =>
  `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`;

export const sheetPropertiesOf = (sheet: Sheet, index: number): SheetProperties => {
  const { properties: traits } = sheet;
  return {
    sheetId: traits.sheetId,
    title: traits.title,
    index,
    sheetType: 'GRID',
    gridProperties: {
      rowCount: sheet.rows.length,
      columnCount: sheet.columns.length,
      ...(traits.frozenRowCount > 0 ? { frozenRowCount: traits.frozenRowCount } : {}),
      ...(traits.frozenColumnCount > 0 ? { frozenColumnCount: traits.frozenColumnCount } : {}),
      ...(traits.hideGridlines ? { hideGridlines: true } : {}),
      ...(traits.rowGroupControlAfter ? { rowGroupControlAfter: true } : {}),
      ...(traits.columnGroupControlAfter ? { columnGroupControlAfter: true } : {}),
    },
    ...(traits.hidden ? { hidden: true } : {}),
    ...(traits.rightToLeft ? { rightToLeft: true } : {}),
    ...(traits.tabColor ? { tabColor: traits.tabColor, tabColorStyle: { rgbColor: traits.tabColor } } : {}),
  };
};

const sheetJson = (
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  index: number,
  areas: readonly Area[],
  withGrid: boolean,
  mask: Mask | true,
  now: Date,
): Record<string, unknown> => {
  const { sheetId } = sheet.properties;
  const own = spreadsheet.metadata.filter(
    ({ location }) => location?.locationType === 'SHEET' && location.sheetId === sheetId,
  );
  const lists = {
    merges: sheet.merges,
    conditionalFormats: sheet.conditionalFormats,
    protectedRanges: sheet.protectedRanges.map((item) => ({ ...item, requestingUserCanEdit: true })),
    bandedRanges: sheet.bandedRanges,
    developerMetadata: own,
  };
  const dataMask = below(mask, 'data');
  return {
    properties: sheetPropertiesOf(sheet, index),
    ...(withGrid && dataMask !== undefined
      ? { data: areas.map((area) => gridDataJson(spreadsheet, sheet, area, dataMask, now)) }
      : {}),
    ...(sheet.basicFilter ? { basicFilter: sheet.basicFilter } : {}),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
  };
};

const gridDataJson = (
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  area: Area,
  mask: Mask | true,
  now: Date,
): Record<string, unknown> => {
  const rowMask = below(mask, 'rowData');
  const valueMask = rowMask === undefined ? undefined : below(rowMask, 'values');
  const data: Record<string, unknown> = {};
  if (area.startRow > 0) data.startRow = area.startRow;
  if (area.startColumn > 0) data.startColumn = area.startColumn;
  if (valueMask !== undefined) {
    const describe = cellDescriber(spreadsheet, sheet, valueMask, now);
    const rows: Record<string, unknown>[] = [];
    for (let row = area.startRow; row < area.endRow; row += 1) {
      const { cells = [] } = sheet.rows[row] ?? {};
      const values: Record<string, unknown>[] = [];
      for (let column = area.startColumn; column < Math.min(area.endColumn, cells.length); column += 1)
        values.push(describe(cells[column], row, column));
      rows.push(values.length > 0 ? { values } : {});
    }
    while (rows.length > 0 && rows.at(-1)!.values === undefined) rows.pop();
    if (rows.length > 0) data.rowData = rows;
  }
  const lines = (kind: 'ROWS' | 'COLUMNS'): unknown[] => {
    const own = spreadsheet.metadata.filter(
      ({ location }) =>
        location?.dimensionRange?.sheetId === sheet.properties.sheetId && location.dimensionRange.dimension === kind,
    );
    const [list, start, end, usual] =
      kind === 'ROWS'
        ? ([sheet.rows, area.startRow, area.endRow, defaultRowHeight] as const)
        : ([sheet.columns, area.startColumn, area.endColumn, defaultColumnWidth] as const);
    return list.slice(start, end).map((line, offset) => lineJson(line, usual, metadataAt(own, start + offset)));
  };
  if (below(mask, 'rowMetadata') !== undefined) data.rowMetadata = lines('ROWS');
  if (below(mask, 'columnMetadata') !== undefined) data.columnMetadata = lines('COLUMNS');
  return data;
};

const metadataAt = (entries: readonly DeveloperMetadata[], index: number): DeveloperMetadata[] =>
  entries.filter(({ location }) => location?.dimensionRange?.startIndex === index);

const lineJson = (
  line: Line | Row,
  usual: number,
  metadata: readonly DeveloperMetadata[],
): Record<string, unknown> => ({
  ...('hiddenByFilter' in line && line.hiddenByFilter ? { hiddenByFilter: true } : {}),
  ...(line.hidden ? { hiddenByUser: true } : {}),
  pixelSize: line.pixelSize ?? usual,
  ...(metadata.length > 0 ? { developerMetadata: metadata } : {}),
});

/** Makes the function that describes cells by one mask, with the fields that it asks for decided once. */
const cellDescriber = (
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  mask: Mask | true,
  now: Date,
): ((cell: Cell | undefined, row: number, column: number) => Record<string, unknown>) => {
  const wants = (field: string): boolean => below(mask, field) !== undefined;
  const wanted = {
    entered: wants('userEnteredValue'),
    effective: wants('effectiveValue'),
    formatted: wants('formattedValue'),
    format: wants('userEnteredFormat'),
    effectiveFormat: wants('effectiveFormat'),
    link: wants('hyperlink'),
    note: wants('note'),
    validation: wants('dataValidation'),
    runs: wants('textFormatRuns'),
  };
  const locale = localeOf(spreadsheet.properties.locale);
  return (cell, row, column) => {
    const json: Record<string, unknown> = {};
    if (!cell) return json;
    const value = effectiveValue(cell);
    if (wanted.entered && cell.value) json.userEnteredValue = cell.value;
    if (wanted.effective && value) json.effectiveValue = value;
    if (wanted.formatted && value) json.formattedValue = formattedValue(value, cell.format, locale);
    if (wanted.format && cell.format) json.userEnteredFormat = cell.format;
    if (wanted.effectiveFormat && (cell.format || value))
      json.effectiveFormat = effectiveFormat(cell, row, column, { spreadsheet, sheet, now });
    const link = wanted.link ? linkOf(cell) : undefined;
    if (link !== undefined) json.hyperlink = link;
    if (wanted.note && cell.note !== undefined) json.note = cell.note;
    if (wanted.validation && cell.validation) json.dataValidation = cell.validation;
    if (wanted.runs && cell.runs) json.textFormatRuns = cell.runs;
    return json;
  };
};

/** Where a click on a cell leads: its HYPERLINK formula, its format's link, or the address that is its whole text. */
export const linkOf = (cell: Cell): string | undefined => {
  if (cell.link !== undefined) return cell.link;
  const formatLink =
    cell.format?.textFormat?.link?.uri ?? cell.runs?.find(({ format }) => format?.link?.uri)?.format?.link?.uri;
  if (formatLink) return formatLink;
  const text = cell.value?.stringValue;
  return text !== undefined && /^https?:\/\/\S+$/i.test(text) ? text : undefined;
};

/** What a cell shows. */
export const shownText = (spreadsheet: Spreadsheet, cell: Cell | undefined): string | undefined =>
  formattedValue(effectiveValue(cell), cell?.format, localeOf(spreadsheet.properties.locale));
