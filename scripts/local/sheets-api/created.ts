import type {
  BandedRange,
  BasicFilter,
  ConditionalFormatRule,
  DeveloperMetadata,
  GridRange,
  NamedRange,
  ProtectedRange,
  Request,
  RowData,
  SheetProperties,
  Spreadsheet,
  World,
} from './model.ts';
import { defaultFormat } from './model.ts';
import { applyRequests } from './requests/batch.ts';
import { checkProperties } from './requests/tab-requests.ts';

interface GivenSheet {
  properties?: SheetProperties;
  data?: {
    startRow?: number;
    startColumn?: number;
    rowData?: RowData[];
    rowMetadata?: { pixelSize?: number; hiddenByUser?: boolean }[];
    columnMetadata?: { pixelSize?: number; hiddenByUser?: boolean }[];
  }[];
  merges?: GridRange[];
  conditionalFormats?: ConditionalFormatRule[];
  basicFilter?: BasicFilter;
  protectedRanges?: ProtectedRange[];
  bandedRanges?: BandedRange[];
  developerMetadata?: DeveloperMetadata[];
}

interface GivenSpreadsheet {
  spreadsheetId?: string;
  properties?: { title?: string; locale?: string; timeZone?: string };
  sheets?: GivenSheet[];
  namedRanges?: NamedRange[];
  developerMetadata?: DeveloperMetadata[];
}

/**
 * The spreadsheet that spreadsheets.create makes of the Spreadsheet sent to it: its tabs with their data and annotations, or one
 * empty tab `Sheet1`.
 */
export const newSpreadsheet = (given: GivenSpreadsheet, world: World): Spreadsheet => {
  const { title = 'Untitled spreadsheet', locale = 'en_US', timeZone = 'Etc/GMT' } = given.properties ?? {};
  checkProperties({ title, locale, timeZone });
  const empty: Spreadsheet = {
    spreadsheetId: given.spreadsheetId ?? world.newKey(),
    properties: { title, locale, timeZone, autoRecalc: 'ON_CHANGE', defaultFormat },
    sheets: [],
    namedRanges: [],
    metadata: [],
  };
  const sheets = given.sheets?.length ? given.sheets : [{ properties: { sheetId: 0, title: 'Sheet1' } }];
  let spreadsheet = empty;
  const apply = (requests: Request[]) => {
    if (requests.length === 0) return [];
    const outcome = applyRequests(spreadsheet, requests, world);
    ({ spreadsheet } = outcome);
    return outcome.replies;
  };
  for (const [index, sheet] of sheets.entries()) {
    const { index: _index, ...properties } = sheet.properties ?? {};
    const [added] = apply([
      {
        addSheet: {
          properties: { ...(index === 0 && properties.sheetId === undefined ? { sheetId: 0 } : {}), ...properties },
        },
      },
    ]);
    const sheetId = added?.addSheet?.properties?.sheetId ?? 0;
    apply(sheetRequests(sheet, sheetId));
  }
  apply([
    ...(given.namedRanges ?? []).map((namedRange) => ({ addNamedRange: { namedRange } })),
    ...(given.developerMetadata ?? []).map((developerMetadata) => ({ createDeveloperMetadata: { developerMetadata } })),
  ]);
  return spreadsheet;
};

const sheetRequests = (sheet: GivenSheet, sheetId: number): Request[] => {
  const own = (range: GridRange | undefined): GridRange => ({ ...range, sheetId });
  const requests: Request[] = [];
  for (const block of sheet.data ?? []) {
    const { startRow = 0, startColumn = 0, rowData = [] } = block;
    if (rowData.length > 0)
      requests.push({
        updateCells: { start: { sheetId, rowIndex: startRow, columnIndex: startColumn }, rows: rowData, fields: '*' },
      });
    for (const [dimension, start, lines] of [
      ['ROWS', startRow, block.rowMetadata ?? []],
      ['COLUMNS', startColumn, block.columnMetadata ?? []],
    ] as const)
      lines.forEach((properties, offset) => {
        if (properties.pixelSize === undefined && properties.hiddenByUser === undefined) return;
        const range = { sheetId, dimension, startIndex: start + offset, endIndex: start + offset + 1 };
        requests.push({ updateDimensionProperties: { range, properties, fields: 'pixelSize,hiddenByUser' } });
      });
  }
  for (const range of sheet.merges ?? []) requests.push({ mergeCells: { range: own(range), mergeType: 'MERGE_ALL' } });
  for (const protectedRange of sheet.protectedRanges ?? [])
    requests.push({ addProtectedRange: { protectedRange: { ...protectedRange, range: own(protectedRange.range) } } });
  (sheet.conditionalFormats ?? []).forEach((rule, index) => {
    requests.push({ addConditionalFormatRule: { index, rule: { ...rule, ranges: (rule.ranges ?? []).map(own) } } });
  });
  for (const bandedRange of sheet.bandedRanges ?? [])
    requests.push({ addBanding: { bandedRange: { ...bandedRange, range: own(bandedRange.range) } } });
  if (sheet.basicFilter)
    requests.push({ setBasicFilter: { filter: { ...sheet.basicFilter, range: own(sheet.basicFilter.range) } } });
  for (const developerMetadata of sheet.developerMetadata ?? [])
    requests.push({ createDeveloperMetadata: { developerMetadata } });
  return requests;
};
