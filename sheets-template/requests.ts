import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { columnLetters, quotedTab } from '../functions/plan/a1.ts';
import { sharesOfHex } from '../functions/plan/color.ts';
import { TEMPLATE_VERSION_KEY } from '../functions/plan/results.ts';
import type { Area, AreaLayout, Dropdown, HighlightLayout, Layout, TabLayout } from './layout.ts';
import { type Look, looks, tabColors } from './looks.ts';

export interface TemplateRequests {
  /** For spreadsheets.create. */
  spreadsheet: sheets_v4.Schema$Spreadsheet;
  /** For one spreadsheets.batchUpdate after it. */
  requests: sheets_v4.Schema$Request[];
}

/**
 * The template as two calls of the Sheets API.
 *
 * @param options.editors  addresses that may edit what is protected, beside the spreadsheet's owner: the planner's service account
 */
export const templateRequests = (layout: Layout, options: { editors?: readonly string[] } = {}): TemplateRequests => ({
  spreadsheet: {
    properties: { title: layout.title, locale: layout.locale, timeZone: layout.timeZone },
    sheets: layout.tabs.map((tab, index) => ({ properties: tabProperties(tab, index) })),
  },
  requests: [...layout.tabs.flatMap((tab) => tabRequests(tab, layout, options.editors ?? [])), noteVersion(layout)],
});

/** Says in the spreadsheet which version of the template it has. A copy of it says so, too. */
export const noteVersion = (layout: Layout): sheets_v4.Schema$Request => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataKey: TEMPLATE_VERSION_KEY,
      metadataValue: String(layout.version),
      visibility: 'DOCUMENT',
      location: { spreadsheet: true },
    },
  },
});

export const tabProperties = (tab: TabLayout, index: number): sheets_v4.Schema$SheetProperties => ({
  sheetId: tab.sheetId,
  title: tab.title,
  index,
  sheetType: 'GRID',
  tabColorStyle: colorStyle(tabColors[tab.kind]),
  gridProperties: {
    rowCount: tab.rowCount,
    columnCount: tab.columnCount,
    frozenRowCount: tab.frozenRows,
    frozenColumnCount: tab.frozenColumns,
    hideGridlines: tab.kind === 'start',
  },
});

/** All that a tab holds, for one that is there and blank. */
export const tabRequests = (tab: TabLayout, layout: Layout, editors: readonly string[]): sheets_v4.Schema$Request[] => [
  ...columnWidths(tab),
  ...tab.rowHeights.map(({ row, height }) => ({
    updateDimensionProperties: {
      range: { sheetId: tab.sheetId, dimension: 'ROWS', startIndex: row, endIndex: row + 1 },
      properties: { pixelSize: height },
      fields: 'pixelSize',
    },
  })),
  ...tab.areas.map((area) => ({
    repeatCell: {
      range: gridRange(tab, area.area),
      cell: { userEnteredFormat: cellFormat(area) },
      fields: 'userEnteredFormat',
    },
  })),
  ...tab.areas.flatMap(({ area, dropdown }) =>
    dropdown ? [{ setDataValidation: { range: gridRange(tab, area), rule: validationRule(dropdown, layout) } }] : [],
  ),
  ...cellRequests(tab),
  ...tab.protections.map(({ area, except, description, warningOnly }) => ({
    addProtectedRange: {
      protectedRange: {
        range: area ? gridRange(tab, area) : { sheetId: tab.sheetId },
        ...(except ? { unprotectedRanges: except.map((open) => gridRange(tab, open)) } : {}),
        description,
        warningOnly,
        ...(editors.length > 0 && !warningOnly ? { editors: { users: [...editors] } } : {}),
      },
    },
  })),
  ...tab.highlights.map((highlight, index) => ({
    addConditionalFormatRule: { index, rule: conditionalFormat(tab, highlight) },
  })),
];

/** One request for each run of columns that are alike. */
const columnWidths = (tab: TabLayout): sheets_v4.Schema$Request[] => {
  const requests: sheets_v4.Schema$Request[] = [];
  for (let start = 0; start < tab.columns.length; ) {
    const { width, hidden } = tab.columns[start]!;
    let end = start + 1;
    while (tab.columns[end]?.width === width && tab.columns[end]?.hidden === hidden) end++;
    requests.push({
      updateDimensionProperties: {
        range: { sheetId: tab.sheetId, dimension: 'COLUMNS', startIndex: start, endIndex: end },
        properties: { pixelSize: width, hiddenByUser: hidden },
        fields: 'pixelSize,hiddenByUser',
      },
    });
    start = end;
  }
  return requests;
};

/** One request for each run of rows that begin with something, so that the ready rows below keep what they have. */
const cellRequests = (tab: TabLayout): sheets_v4.Schema$Request[] => {
  const rows = Map.groupBy(tab.cells, (cell) => cell.row);
  const requests: sheets_v4.Schema$Request[] = [];
  for (const start of [...rows.keys()].sort((one, other) => one - other)) {
    if (rows.has(start - 1)) continue;
    const run: sheets_v4.Schema$RowData[] = [];
    for (let row = start; rows.has(row); row++) {
      const cells: sheets_v4.Schema$CellData[] = [];
      for (const { column, value, note } of rows.get(row)!)
        cells[column] = { userEnteredValue: extendedValue(value), ...(note === undefined ? {} : { note }) };
      run.push({ values: Array.from(cells, (cell) => cell ?? {}) });
    }
    requests.push({
      updateCells: {
        rows: run,
        fields: 'userEnteredValue,note',
        start: { sheetId: tab.sheetId, rowIndex: start, columnIndex: 0 },
      },
    });
  }
  return requests;
};

export const extendedValue = (value: string | number | boolean): sheets_v4.Schema$ExtendedValue => {
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { stringValue: value };
};

/** Areas that reach the last row stay open at the end, so that rows added below belong to them too. */
export const gridRange = (tab: TabLayout, area: Area): sheets_v4.Schema$GridRange => ({
  sheetId: tab.sheetId,
  startRowIndex: area.startRow,
  ...(area.endRow < tab.rowCount ? { endRowIndex: area.endRow } : {}),
  startColumnIndex: area.startColumn,
  endColumnIndex: area.endColumn,
});

export const cellFormat = ({ look, numberFormat }: AreaLayout): sheets_v4.Schema$CellFormat => {
  const { background, color, bold, fontSize, wrap, align }: Look = looks[look];
  const textFormat = {
    ...(color ? { foregroundColorStyle: colorStyle(color) } : {}),
    ...(bold ? { bold } : {}),
    ...(fontSize ? { fontSize } : {}),
  };
  return {
    ...(background ? { backgroundColorStyle: colorStyle(background) } : {}),
    ...(Object.keys(textFormat).length > 0 ? { textFormat } : {}),
    ...(align ? { horizontalAlignment: align.toUpperCase() } : {}),
    verticalAlignment: 'MIDDLE',
    wrapStrategy: wrap === 'wrap' ? 'WRAP' : 'OVERFLOW_CELL',
    ...(numberFormat ? { numberFormat } : {}),
  };
};

export const validationRule = (dropdown: Dropdown, layout: Layout): sheets_v4.Schema$DataValidationRule => ({
  condition:
    'options' in dropdown
      ? { type: 'ONE_OF_LIST', values: dropdown.options.map((userEnteredValue) => ({ userEnteredValue })) }
      : { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: namesRange(dropdown.namesOf, layout) }] },
  strict: false,
  showCustomUi: true,
});

/** `=Partners!$A$3:$A`: as far down as the tab goes, where the table is the tab's last. */
const namesRange = ({ tab: title, area }: { tab: string; area: Area }, layout: Layout): string => {
  const letters = columnLetters(area.startColumn);
  const open = layout.tabs.some((tab) => tab.title === title && tab.rowCount === area.endRow);
  return `=${quotedTab(title)}!$${letters}$${area.startRow + 1}:$${letters}${open ? '' : `$${area.endRow}`}`;
};

const conditionalFormat = (tab: TabLayout, highlight: HighlightLayout): sheets_v4.Schema$ConditionalFormatRule => {
  const { when, background, color, bold } = highlight;
  const textFormat = { ...(color ? { foregroundColorStyle: colorStyle(color) } : {}), ...(bold ? { bold } : {}) };
  return {
    ranges: [gridRange(tab, highlight.area)],
    booleanRule: {
      condition:
        'textIs' in when
          ? { type: 'TEXT_EQ', values: [{ userEnteredValue: when.textIs }] }
          : { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: when.formula }] },
      format: {
        ...(background ? { backgroundColorStyle: colorStyle(background) } : {}),
        ...(Object.keys(textFormat).length > 0 ? { textFormat } : {}),
      },
    },
  };
};

const colorStyle = (color: string): sheets_v4.Schema$ColorStyle => ({ rgbColor: sharesOfHex(color) });
