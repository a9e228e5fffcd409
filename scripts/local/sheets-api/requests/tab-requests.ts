import { quotedTitle } from '../a1.ts';
import { withAnchors } from '../anchors.ts';
import { invalid } from '../failure.ts';
import { withReferences } from '../formula/tokens.ts';
import { isLocale } from '../locale.ts';
import { rgbOf } from '../looks.ts';
import type { Mask } from '../mask.ts';
import { overlaid, updateMask } from '../mask.ts';
import type {
  GridRange,
  Row,
  Sheet,
  SheetProperties,
  SheetTraits,
  Spreadsheet,
  SpreadsheetProperties,
} from '../model.ts';
import {
  cellLimit,
  defaultColumnCount,
  defaultRowCount,
  emptySheet,
  sheetOf,
  sheetTitled,
  withSheet,
} from '../model.ts';
import { sheetPropertiesOf } from '../render.ts';
import { grownSheet, withLines } from '../structure.ts';
import type { Handlers } from './outcome.ts';
import { required, requiredSheet } from './outcome.ts';

/** Requests about tabs and the spreadsheet as a whole. */
export const tabRequests: Handlers = {
  addSheet: (spreadsheet, { properties = {} }, { newId }) => {
    const sheet = newSheet(spreadsheet, properties, newId);
    const at = properties.index ?? spreadsheet.sheets.length;
    if (at < 0 || at > spreadsheet.sheets.length) throw invalid(`Invalid index: ${at}`);
    const next = { ...spreadsheet, sheets: spreadsheet.sheets.toSpliced(at, 0, sheet) };
    return { spreadsheet: next, reply: { addSheet: { properties: sheetPropertiesOf(sheet, at) } } };
  },

  deleteSheet: (spreadsheet, { sheetId }) => {
    const sheet = requiredSheet(spreadsheet, sheetId);
    if (spreadsheet.sheets.length === 1) throw invalid("You can't remove all the sheets in a document.");
    if (!spreadsheet.sheets.some((other) => other !== sheet && !other.properties.hidden))
      throw invalid("You can't remove all the visible sheets in a document.");
    const id = sheet.properties.sheetId;
    const followed = withAnchors(spreadsheet, { range: (range) => ((range.sheetId ?? 0) === id ? undefined : range) });
    return {
      spreadsheet: {
        ...followed,
        sheets: followed.sheets.filter(({ properties }) => properties.sheetId !== id),
        metadata: followed.metadata.filter(
          ({ location }) => location?.sheetId !== id || location.locationType === 'SPREADSHEET',
        ),
      },
    };
  },

  duplicateSheet: (spreadsheet, request, { newId }) => {
    const source = requiredSheet(spreadsheet, request.sourceSheetId);
    const title = request.newSheetName || copyTitle(spreadsheet, source.properties.title);
    const blank = newSheet(
      spreadsheet,
      { title, ...(request.newSheetId === undefined ? {} : { sheetId: request.newSheetId }) },
      newId,
      true,
    );
    const sheet = copiedSheet(source, { ...source.properties, sheetId: blank.properties.sheetId, title }, newId);
    const at = request.insertSheetIndex ?? spreadsheet.sheets.length;
    if (at < 0 || at > spreadsheet.sheets.length) throw invalid(`Invalid index: ${at}`);
    const next = { ...spreadsheet, sheets: spreadsheet.sheets.toSpliced(at, 0, sheet) };
    return { spreadsheet: next, reply: { duplicateSheet: { properties: sheetPropertiesOf(sheet, at) } } };
  },

  updateSheetProperties: (spreadsheet, { properties = {}, fields }) => {
    const sheet = requiredSheet(spreadsheet, properties.sheetId);
    const mask = updateMask(fields, 'SheetProperties', ['sheetType', 'dataSourceSheetProperties']);
    const updated = withTraits(spreadsheet, sheet, properties, mask);
    if (mask.index === undefined || (fields === '*' && properties.index === undefined)) return { spreadsheet: updated };
    return { spreadsheet: withTabAt(updated, sheet.properties.sheetId, properties.index ?? 0) };
  },

  updateSpreadsheetProperties: (spreadsheet, { properties = {}, fields }) => {
    const mask = updateMask(fields, 'SpreadsheetProperties', ['defaultFormat', 'spreadsheetTheme']);
    const update = properties as Partial<SpreadsheetProperties>;
    checkProperties(update);
    const next = overlaid<SpreadsheetProperties>(
      spreadsheet.properties,
      { ...spreadsheet.properties, ...update },
      mask,
    );
    return { spreadsheet: { ...spreadsheet, properties: next ?? spreadsheet.properties } };
  },
};

/** @throws ApiError for a locale or time zone that is not known */
export const checkProperties = ({ locale, timeZone, title }: Partial<SpreadsheetProperties>): void => {
  if (title === '') throw invalid('The title of the spreadsheet must not be empty.');
  if (locale !== undefined && !isLocale(locale)) throw invalid(`Unsupported locale: ${locale}`);
  if (timeZone === undefined) return;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
  } catch {
    throw invalid(`Unsupported time zone: ${timeZone}`);
  }
};

/** A tab as addSheet makes it from the properties given. */
const newSheet = (
  spreadsheet: Spreadsheet,
  properties: SheetProperties,
  newId: () => number,
  ignoreSize = false,
): Sheet => {
  const sheetId = properties.sheetId ?? freshSheetId(spreadsheet, newId);
  if (sheetId < 0) throw invalid(`Sheet id must be non-negative: ${sheetId}`);
  if (sheetOf(spreadsheet, sheetId)) throw invalid(`Sheet id ${sheetId} already exists.`);
  if (properties.sheetType !== undefined && properties.sheetType !== 'GRID')
    throw invalid(`This server has no sheets of type ${properties.sheetType}.`);
  const title = properties.title ?? freshTitle(spreadsheet);
  checkTitle(spreadsheet, title);
  const { rowCount = defaultRowCount, columnCount = defaultColumnCount } = properties.gridProperties ?? {};
  if (rowCount < 1 || columnCount < 1) throw invalid('A sheet must have at least one row and one column.');
  const cells = spreadsheet.sheets.reduce(
    (sum, sheet) => sum + sheet.rows.length * sheet.columns.length,
    ignoreSize ? 0 : rowCount * columnCount,
  );
  if (cells > cellLimit)
    throw invalid(
      `This action would increase the number of cells in the workbook above the limit of ${cellLimit} cells.`,
    );
  const sheet = emptySheet({ sheetId, title }, rowCount, columnCount);
  return { ...sheet, properties: { ...sheet.properties, ...traitsOf(properties, sheet) } };
};

const traitsOf = (properties: SheetProperties, sheet: Sheet): Partial<SheetTraits> => {
  const grid = properties.gridProperties ?? {};
  const color = properties.tabColorStyle ? rgbOf(properties.tabColorStyle) : properties.tabColor;
  const traits = {
    hidden: properties.hidden,
    rightToLeft: properties.rightToLeft,
    frozenRowCount: grid.frozenRowCount,
    frozenColumnCount: grid.frozenColumnCount,
    hideGridlines: grid.hideGridlines,
    rowGroupControlAfter: grid.rowGroupControlAfter,
    columnGroupControlAfter: grid.columnGroupControlAfter,
    tabColor: color,
  };
  checkFrozen(sheet, traits.frozenRowCount, traits.frozenColumnCount);
  return Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== undefined));
};

const checkFrozen = (sheet: Sheet, rows = 0, columns = 0): void => {
  if (rows < 0 || columns < 0) throw invalid('The number of frozen rows and columns must not be negative.');
  if (rows >= sheet.rows.length || columns >= sheet.columns.length)
    throw invalid("You can't freeze all visible rows or columns on the sheet.");
};

const checkTitle = (spreadsheet: Spreadsheet, title: string, own?: Sheet): void => {
  if (title === '') throw invalid('Sheet title must not be empty.');
  if (title.length > 100) throw invalid('Sheet title must not be longer than 100 characters.');
  const same = sheetTitled(spreadsheet, title);
  if (same && same !== own)
    throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
};

const freshSheetId = (spreadsheet: Spreadsheet, newId: () => number): number => {
  for (;;) {
    const sheetId = newId();
    if (!sheetOf(spreadsheet, sheetId)) return sheetId;
  }
};

const freshTitle = (spreadsheet: Spreadsheet): string => {
  for (let number = spreadsheet.sheets.length + 1; ; number += 1)
    if (!sheetTitled(spreadsheet, `Sheet${number}`)) return `Sheet${number}`;
};

/** `Copy of Goals`, `Copy of Goals 2` and so on, the first that is free. */
export const copyTitle = (spreadsheet: Spreadsheet, title: string): string => {
  const first = `Copy of ${title}`.slice(0, 100);
  if (!sheetTitled(spreadsheet, first)) return first;
  for (let number = 2; ; number += 1) {
    const next = `Copy of ${title}`.slice(0, 100 - String(number).length - 1);
    if (!sheetTitled(spreadsheet, `${next} ${number}`)) return `${next} ${number}`;
  }
};

/** The tab with another id, and with new ids for what must be told apart in a spreadsheet. */
export const copiedSheet = (source: Sheet, properties: SheetTraits, newId: () => number): Sheet => {
  const { sheetId } = properties;
  const own = (range: GridRange): GridRange => ({ ...range, sheetId });
  const title = source.properties.title.toLowerCase();
  const { basicFilter, ...rest } = source;
  return {
    ...rest,
    properties,
    rows: source.rows.map((row) => rowRenamed(row, title, properties.title)),
    merges: source.merges.map(own),
    protectedRanges: source.protectedRanges.map((item) => ({
      ...item,
      protectedRangeId: newId(),
      ...(item.range ? { range: own(item.range) } : {}),
      ...(item.unprotectedRanges ? { unprotectedRanges: item.unprotectedRanges.map(own) } : {}),
    })),
    bandedRanges: source.bandedRanges.map((item) => ({
      ...item,
      bandedRangeId: newId(),
      ...(item.range ? { range: own(item.range) } : {}),
    })),
    conditionalFormats: source.conditionalFormats.map((rule) => ({ ...rule, ranges: (rule.ranges ?? []).map(own) })),
    ...(basicFilter
      ? { basicFilter: { ...basicFilter, ...(basicFilter.range ? { range: own(basicFilter.range) } : {}) } }
      : {}),
  };
};

const withTraits = (spreadsheet: Spreadsheet, sheet: Sheet, properties: SheetProperties, mask: Mask): Spreadsheet => {
  let next = spreadsheet;
  const { sheetId } = sheet.properties;
  const traits = { ...sheet.properties } as { -readonly [Key in keyof SheetTraits]: SheetTraits[Key] };
  if (mask.title !== undefined && properties.title !== sheet.properties.title) {
    const title = required(properties.title, 'title');
    checkTitle(spreadsheet, title, sheet);
    next = renamedTab(next, sheet.properties.title, title);
    traits.title = title;
  }
  if (mask.hidden !== undefined) {
    traits.hidden = properties.hidden ?? false;
    if (traits.hidden && !spreadsheet.sheets.some((other) => other !== sheet && !other.properties.hidden))
      throw invalid("You can't hide all the sheets in a document.");
  }
  if (mask.rightToLeft !== undefined) traits.rightToLeft = properties.rightToLeft ?? false;
  if (mask.tabColor !== undefined || mask.tabColorStyle !== undefined) {
    const style = mask.tabColorStyle === undefined ? undefined : properties.tabColorStyle;
    const color = style ? rgbOf(style) : mask.tabColor === undefined ? undefined : properties.tabColor;
    if (color) traits.tabColor = color;
    else delete traits.tabColor;
  }
  const grid = mask.gridProperties;
  const given = properties.gridProperties ?? {};
  const asked = (field: string): boolean =>
    grid === true || (grid !== undefined && (grid['*'] !== undefined || grid[field] !== undefined));
  if (asked('hideGridlines')) traits.hideGridlines = given.hideGridlines ?? false;
  if (asked('rowGroupControlAfter')) traits.rowGroupControlAfter = given.rowGroupControlAfter ?? false;
  if (asked('columnGroupControlAfter')) traits.columnGroupControlAfter = given.columnGroupControlAfter ?? false;
  if (asked('frozenRowCount')) traits.frozenRowCount = given.frozenRowCount ?? 0;
  if (asked('frozenColumnCount')) traits.frozenColumnCount = given.frozenColumnCount ?? 0;
  // The whole of gridProperties without its counts leaves the size; a count by name sets it.
  const rows = asked('rowCount') && (given.rowCount !== undefined || grid !== true) ? (given.rowCount ?? 0) : undefined;
  const columns =
    asked('columnCount') && (given.columnCount !== undefined || grid !== true) ? (given.columnCount ?? 0) : undefined;
  next = withSheet(next, { ...sheetOf(next, sheetId)!, properties: traits });
  next = resized(next, sheetId, rows, columns);
  checkFrozen(sheetOf(next, sheetId)!, traits.frozenRowCount, traits.frozenColumnCount);
  return next;
};

const resized = (
  spreadsheet: Spreadsheet,
  sheetId: number,
  rows: number | undefined,
  columns: number | undefined,
): Spreadsheet => {
  let next = spreadsheet;
  if ((rows ?? 1) < 1 || (columns ?? 1) < 1) throw invalid('A sheet must have at least one row and one column.');
  const size = (): Sheet => sheetOf(next, sheetId)!;
  if (rows !== undefined && rows < size().rows.length)
    next = withLines(next, sheetId, {
      dimension: 'ROWS',
      kind: 'delete',
      start: rows,
      count: size().rows.length - rows,
    });
  if (columns !== undefined && columns < size().columns.length)
    next = withLines(next, sheetId, {
      dimension: 'COLUMNS',
      kind: 'delete',
      start: columns,
      count: size().columns.length - columns,
    });
  return withSheet(next, grownSheet(size(), rows ?? 0, columns ?? 0));
};

/** Formulas name tabs by title, so they follow a renamed one. */
const renamedTab = (spreadsheet: Spreadsheet, from: string, to: string): Spreadsheet => ({
  ...spreadsheet,
  sheets: spreadsheet.sheets.map((sheet) => {
    const rows = sheet.rows.map((row) => rowRenamed(row, from.toLowerCase(), to));
    return rows.every((row, index) => row === sheet.rows[index]) ? sheet : { ...sheet, rows };
  }),
});

const rowRenamed = (row: Row, from: string, to: string): Row => {
  if (quotedTitle(to) === quotedTitle(from)) return row;
  const rename = (formula: string): string =>
    withReferences(formula, (reference) =>
      reference.title?.toLowerCase() === from ? { ...reference, title: to } : reference,
    );
  let changed = false;
  const cells = row.cells.map((cell) => {
    const formula = cell?.value?.formulaValue;
    const renamed = formula === undefined ? undefined : rename(formula);
    const values = cell?.validation?.condition?.values;
    const source = values?.[0]?.userEnteredValue;
    const target = source?.startsWith('=') ? rename(source) : source;
    if (renamed === formula && source === target) return cell;
    changed = true;
    return {
      ...cell,
      ...(renamed === undefined ? {} : { value: { formulaValue: renamed } }),
      ...(source !== target && cell?.validation
        ? {
            validation: {
              ...cell.validation,
              condition: {
                ...cell.validation.condition,
                values: [
                  { ...values![0], ...(target === undefined ? {} : { userEnteredValue: target }) },
                  ...values!.slice(1),
                ],
              },
            },
          }
        : {}),
    };
  });
  return changed ? { ...row, cells } : row;
};

/** Moves a tab; the index is counted before the move, as the API says. */
const withTabAt = (spreadsheet: Spreadsheet, sheetId: number, index: number): Spreadsheet => {
  const from = spreadsheet.sheets.findIndex(({ properties }) => properties.sheetId === sheetId);
  if (index < 0 || index > spreadsheet.sheets.length) throw invalid(`Invalid index: ${index}`);
  if (index === from || index === from + 1) return spreadsheet;
  const sheet = spreadsheet.sheets[from]!;
  const rest = spreadsheet.sheets.toSpliced(from, 1);
  return { ...spreadsheet, sheets: rest.toSpliced(index > from ? index - 1 : index, 0, sheet) };
};
