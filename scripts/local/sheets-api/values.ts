import { columnLetters, findRange, findRangeWithin, rangeName } from './a1.ts';
import type { Area } from './area.ts';
import { withCells } from './area.ts';
import { withValue } from './cells.ts';
import { invalid } from './failure.ts';
import { localeOf } from './locale.ts';
import type { Cell, Sheet, Spreadsheet } from './model.ts';
import { cellAt, contentSize, effectiveValue, isBlank, sheetOf, withSheet } from './model.ts';
import { errorText, formattedValue, isMoment } from './number-format.ts';
import { grownSheet, withLines } from './structure.ts';
import { typedCell } from './typed-cell.ts';

/** How values are asked for and given; the API's names and defaults. */
export interface ValueOptions {
  majorDimension: 'ROWS' | 'COLUMNS';
  valueRenderOption: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA';
  dateTimeRenderOption: 'SERIAL_NUMBER' | 'FORMATTED_STRING';
}

export type Scalar = string | number | boolean;

export interface ValueRangeJson {
  range: string;
  majorDimension: 'ROWS' | 'COLUMNS';
  values?: Scalar[][];
}

/** The values of a block, without the empty cells at the end of rows and the empty rows at the end. */
export const valueRange = (
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  area: Area,
  options: ValueOptions,
): ValueRangeJson => {
  const show = valueShower(spreadsheet, options);
  const lines: Scalar[][] = [];
  const line = (cells: (Cell | undefined)[]): Scalar[] => {
    const values = cells.map(show);
    while (values.length > 0 && values.at(-1) === '') values.pop();
    return values;
  };
  if (options.majorDimension === 'ROWS')
    for (let row = area.startRow; row < area.endRow; row += 1)
      lines.push(line((sheet.rows[row]?.cells ?? []).slice(area.startColumn, area.endColumn)));
  else
    for (let column = area.startColumn; column < area.endColumn; column += 1)
      lines.push(line(sheet.rows.slice(area.startRow, area.endRow).map((row) => row.cells[column])));
  while (lines.length > 0 && lines.at(-1)!.length === 0) lines.pop();
  return {
    range: rangeName(sheet, area),
    majorDimension: options.majorDimension,
    ...(lines.length > 0 ? { values: lines } : {}),
  };
};

const valueShower = (spreadsheet: Spreadsheet, options: ValueOptions): ((cell: Cell | undefined) => Scalar) => {
  const locale = localeOf(spreadsheet.properties.locale);
  return (cell) => {
    if (!cell || isBlank(cell)) return '';
    if (options.valueRenderOption === 'FORMULA' && cell.value?.formulaValue !== undefined)
      return cell.value.formulaValue;
    const value = effectiveValue(cell);
    if (
      options.valueRenderOption === 'FORMATTED_VALUE' ||
      (options.dateTimeRenderOption === 'FORMATTED_STRING' && isMoment(cell.format?.numberFormat))
    )
      return formattedValue(value, cell.format, locale) ?? '';
    if (value?.errorValue) return errorText(value.errorValue);
    return value?.numberValue ?? value?.boolValue ?? value?.stringValue ?? '';
  };
};

/** What one write did, as UpdateValuesResponse says it. */
export interface ValuesWritten {
  spreadsheet: Spreadsheet;
  sheetId: number;
  /** The block that the values cover. */
  area: Area;
  /** The whole block that was asked for. */
  asked: Area;
  updatedRange: string;
  updatedRows: number;
  updatedColumns: number;
  updatedCells: number;
}

/**
 * Writes values from the first cell of a range on. null leaves a cell as it is, '' empties it.
 *
 * @param parsed  true for USER_ENTERED, false for RAW
 */
export const withValues = (
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  target: Area,
  values: unknown,
  majorDimension: 'ROWS' | 'COLUMNS',
  parsed: boolean,
  now: Date,
): ValuesWritten => {
  const rows = rowsOf(values, majorDimension);
  const height = rows.length;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const single = target.endRow - target.startRow === 1 && target.endColumn - target.startColumn === 1;
  const name = rangeName(sheet, target);
  if (!single && height > target.endRow - target.startRow)
    throw invalid(`Requested writing within range [${name}], but tried writing to row [${target.endRow + 1}]`);
  if (!single && width > target.endColumn - target.startColumn)
    throw invalid(
      `Requested writing within range [${name}], but tried writing to column [${columnLetters(target.endColumn)}]`,
    );
  const area = {
    startRow: target.startRow,
    endRow: target.startRow + height,
    startColumn: target.startColumn,
    endColumn: target.startColumn + width,
  };
  if (
    Math.max(area.endRow, target.startRow + 1) > sheet.rows.length ||
    Math.max(area.endColumn, target.startColumn + 1) > sheet.columns.length
  )
    throw invalid(
      `Range (${rangeName(sheet, area)}) exceeds grid limits. Max rows: ${sheet.rows.length}, max columns: ${sheet.columns.length}`,
    );
  let updatedCells = 0;
  const next = withCells(sheet, area, (cell, row, column) => {
    const input = rows[row - area.startRow]?.[column - area.startColumn];
    if (input === null || input === undefined) return cell;
    updatedCells += 1;
    if (parsed) return typedCell(cell, input, spreadsheet, now);
    return withValue(cell, rawValue(input));
  });
  return {
    spreadsheet: withSheet(spreadsheet, next),
    sheetId: sheet.properties.sheetId,
    area,
    asked: single ? area : target,
    updatedRange: rangeName(sheet, area),
    updatedRows: height,
    updatedColumns: width,
    updatedCells,
  };
};

const rawValue = (input: Scalar) => {
  if (typeof input === 'number') return { numberValue: input };
  if (typeof input === 'boolean') return { boolValue: input };
  return input === '' ? undefined : { stringValue: input };
};

const rowsOf = (values: unknown, majorDimension: 'ROWS' | 'COLUMNS'): (Scalar | null | undefined)[][] => {
  if (values === undefined) return [];
  if (!Array.isArray(values)) throw invalid("Invalid value at 'data.values' (TYPE_LIST)");
  const lines = values.map((line: unknown, index) => {
    if (!Array.isArray(line)) throw invalid(`Invalid data[${index}]: every row of values must be a list.`);
    return line.map((input: unknown, position): Scalar | null => {
      if (input === null) return null;
      if (
        typeof input === 'string' ||
        typeof input === 'boolean' ||
        (typeof input === 'number' && Number.isFinite(input))
      )
        return input;
      throw invalid(`Invalid values[${index}][${position}]: ${Array.isArray(input) ? 'list_value' : 'struct_value'}`);
    });
  });
  if (majorDimension === 'ROWS') return lines;
  const height = Math.max(0, ...lines.map((line) => line.length));
  return Array.from({ length: height }, (_, row) => lines.map((line) => line[row]));
};

/** The spreadsheet with the values of a block emptied; looks, notes and rules stay. */
export const withoutValues = (spreadsheet: Spreadsheet, sheet: Sheet, area: Area): Spreadsheet =>
  withSheet(
    spreadsheet,
    withCells(sheetOf(spreadsheet, sheet.properties.sheetId)!, area, (cell) => withValue(cell, undefined)),
  );

/**
 * Appends values after the table that a range touches: the block of filled cells around the last filled row in the range.
 * https://developers.google.com/workspace/sheets/api/guides/values#append_values
 */
export const withAppended = (
  spreadsheet: Spreadsheet,
  range: string,
  values: unknown,
  options: { majorDimension: 'ROWS' | 'COLUMNS'; parsed: boolean; insertRows: boolean; now: Date },
): ValuesWritten & { tableRange?: string } => {
  const { sheet, area } = findRange(spreadsheet, range);
  const table = tableIn(sheet, area);
  const row = table ? table.endRow : area.startRow;
  const column = table ? table.startColumn : area.startColumn;
  const rows = rowsOf(values, options.majorDimension);
  const width = Math.max(0, ...rows.map((line) => line.length));
  const { sheetId } = sheet.properties;
  let next = spreadsheet;
  if (options.insertRows && rows.length > 0 && row < sheet.rows.length)
    next = withLines(
      next,
      sheetId,
      { dimension: 'ROWS', kind: 'insert', at: row, count: rows.length },
      row > 0 ? row - 1 : undefined,
    );
  next = withSheet(next, grownSheet(sheetOf(next, sheetId)!, row + rows.length, column + width));
  const target = {
    startRow: row,
    endRow: row + Math.max(rows.length, 1),
    startColumn: column,
    endColumn: column + Math.max(width, 1),
  };
  const written = withValues(
    next,
    sheetOf(next, sheetId)!,
    target,
    values,
    options.majorDimension,
    options.parsed,
    options.now,
  );
  return { ...written, ...(table ? { tableRange: rangeName(sheet, table) } : {}) };
};

const tableIn = (sheet: Sheet, range: Area): Area | undefined => {
  const filled = (row: number, column: number): boolean => !isBlank(cellAt(sheet, row, column));
  const content = contentSize(sheet);
  let last: Area | undefined;
  for (let row = Math.min(range.endRow, content.rows) - 1; row >= range.startRow && !last; row -= 1)
    for (let column = range.startColumn; column < Math.min(range.endColumn, content.columns); column += 1)
      if (filled(row, column)) {
        last = { startRow: row, endRow: row + 1, startColumn: column, endColumn: column + 1 };
        break;
      }
  if (!last) return undefined;
  const table = last;
  const anyIn = (area: Area): boolean => {
    for (let row = Math.max(0, area.startRow); row < area.endRow; row += 1)
      for (let column = Math.max(0, area.startColumn); column < area.endColumn; column += 1)
        if (filled(row, column)) return true;
    return false;
  };
  for (let grew = true; grew; ) {
    grew = false;
    const { startRow, endRow, startColumn, endColumn } = table;
    const rows = { startRow: startRow - 1, endRow: endRow + 1 };
    if (startColumn > 0 && anyIn({ ...rows, startColumn: startColumn - 1, endColumn: startColumn })) {
      table.startColumn -= 1;
      grew = true;
    }
    if (anyIn({ ...rows, startColumn: endColumn, endColumn: endColumn + 1 })) {
      table.endColumn += 1;
      grew = true;
    }
    if (
      startRow > 0 &&
      anyIn({ startRow: startRow - 1, endRow: startRow, startColumn: table.startColumn, endColumn: table.endColumn })
    ) {
      table.startRow -= 1;
      grew = true;
    }
    if (anyIn({ startRow: endRow, endRow: endRow + 1, startColumn: table.startColumn, endColumn: table.endColumn })) {
      table.endRow += 1;
      grew = true;
    }
  }
  return table;
};

/** The block that a range of the values methods reads: cut at the sheet's edge, refused where it starts beyond it. */
export const readRange = findRangeWithin;
