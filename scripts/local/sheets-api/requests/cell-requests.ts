import { withCells, withField } from '../area.ts';
import { cellWriter, checkedRule, readOnlyCellFields } from '../cells.ts';
import { invalid } from '../failure.ts';
import { copiedFormula } from '../formula/tokens.ts';
import { tidyBorder } from '../looks.ts';
import { updateMask } from '../mask.ts';
import type { Border, CellData, CellFormat, GridCoordinate, Sheet } from '../model.ts';
import { contentSize, withSheet } from '../model.ts';
import { grownSheet } from '../structure.ts';
import type { Handlers } from './outcome.ts';
import { required, requiredArea, requiredSheet } from './outcome.ts';

/** Requests that write the contents and looks of cells. */
export const cellRequests: Handlers = {
  updateCells: (spreadsheet, request) => {
    const write = cellWriter(updateMask(request.fields, 'CellData', readOnlyCellFields));
    const rows = request.rows ?? [];
    const dataAt = (row: number, column: number): CellData | undefined => rows[row]?.values?.[column];
    if (request.start && request.range) throw invalid('Only one of start and range can be set.');
    if (request.range) {
      const { sheet, area } = requiredArea(spreadsheet, request.range);
      if (rows.length > area.endRow - area.startRow)
        throw invalid(`Attempting to write row: ${area.endRow}, beyond the last requested row of: ${area.endRow - 1}`);
      const widest = Math.max(0, ...rows.map(({ values }) => values?.length ?? 0));
      if (widest > area.endColumn - area.startColumn)
        throw invalid(
          `Attempting to write column: ${area.endColumn}, beyond the last requested column of: ${area.endColumn - 1}`,
        );
      const next = withCells(sheet, area, (cell, row, column) =>
        write(cell, dataAt(row - area.startRow, column - area.startColumn)),
      );
      return { spreadsheet: withSheet(spreadsheet, next) };
    }
    const start = required(request.start, 'range or start');
    const sheet = requiredSheet(spreadsheet, start.sheetId);
    const { row: top, column: left } = cornerWithin(sheet, start);
    let next = sheet;
    rows.forEach(({ values = [] }, offset) => {
      if (values.length === 0) return;
      const row = top + offset;
      if (row >= sheet.rows.length)
        throw invalid(`Attempting to write row: ${row}, beyond the last row of the sheet: ${sheet.rows.length - 1}`);
      if (left + values.length > sheet.columns.length)
        throw invalid(
          `Attempting to write column: ${left + values.length - 1}, beyond the last column of the sheet: ${sheet.columns.length - 1}`,
        );
      const area = { startRow: row, endRow: row + 1, startColumn: left, endColumn: left + values.length };
      next = withCells(next, area, (cell, _row, column) => write(cell, values[column - left]));
    });
    return { spreadsheet: withSheet(spreadsheet, next) };
  },

  repeatCell: (spreadsheet, request) => {
    const write = cellWriter(updateMask(request.fields, 'CellData', readOnlyCellFields));
    const { sheet, area } = requiredArea(spreadsheet, request.range);
    const { cell: data = {} } = request;
    const formula = data.userEnteredValue?.formulaValue;
    const next = withCells(sheet, area, (cell, row, column) =>
      write(
        cell,
        formula === undefined
          ? data
          : {
              ...data,
              userEnteredValue: {
                formulaValue: copiedFormula(formula, row - area.startRow, column - area.startColumn),
              },
            },
      ),
    );
    return { spreadsheet: withSheet(spreadsheet, next) };
  },

  appendCells: (spreadsheet, request) => {
    if (request.tableId !== undefined) throw invalid('This server does not serve tables.');
    const write = cellWriter(updateMask(request.fields, 'CellData', readOnlyCellFields));
    const sheet = requiredSheet(spreadsheet, request.sheetId);
    const rows = request.rows ?? [];
    const top = contentSize(sheet).rows;
    const widest = Math.max(0, ...rows.map(({ values }) => values?.length ?? 0));
    const grown = grownSheet(sheet, top + rows.length, widest);
    const area = { startRow: top, endRow: top + rows.length, startColumn: 0, endColumn: widest };
    const next = withCells(grown, area, (cell, row, column) => {
      const values = rows[row - top]?.values ?? [];
      return column < values.length ? write(cell, values[column]) : cell;
    });
    return { spreadsheet: withSheet(spreadsheet, next) };
  },

  setDataValidation: (spreadsheet, request) => {
    const { sheet, area } = requiredArea(spreadsheet, request.range);
    const rule = request.rule && checkedRule(request.rule);
    const next = withCells(sheet, area, (cell) => withField(cell, 'validation', rule));
    return { spreadsheet: withSheet(spreadsheet, next) };
  },

  updateBorders: (spreadsheet, request) => {
    const { sheet, area } = requiredArea(spreadsheet, request.range);
    const known = new Map<string, CellFormat | undefined>();
    const keys = new Map<CellFormat | undefined, number>();
    const next = withCells(sheet, area, (cell, row, column) => {
      const sides: Record<string, Border | undefined> = {
        top: row === area.startRow ? request.top : request.innerHorizontal,
        bottom: row === area.endRow - 1 ? request.bottom : request.innerHorizontal,
        left: column === area.startColumn ? request.left : request.innerVertical,
        right: column === area.endColumn - 1 ? request.right : request.innerVertical,
      };
      if (!keys.has(cell?.format)) keys.set(cell?.format, keys.size);
      const key = `${keys.get(cell?.format)} ${row === area.startRow} ${row === area.endRow - 1} ${column === area.startColumn} ${column === area.endColumn - 1}`;
      if (!known.has(key)) known.set(key, withBorders(cell?.format, sides));
      return withField(cell, 'format', known.get(key));
    });
    return { spreadsheet: withSheet(spreadsheet, next) };
  },
};

const cornerWithin = (
  sheet: Sheet,
  { rowIndex = 0, columnIndex = 0 }: GridCoordinate,
): { row: number; column: number } => {
  if (rowIndex < 0 || columnIndex < 0 || rowIndex >= sheet.rows.length || columnIndex >= sheet.columns.length)
    throw invalid(
      `GridCoordinate (row ${rowIndex}, column ${columnIndex}) is outside of the grid. Max rows: ${sheet.rows.length}, max columns: ${sheet.columns.length}`,
    );
  return { row: rowIndex, column: columnIndex };
};

const withBorders = (
  format: CellFormat | undefined,
  sides: Record<string, Border | undefined>,
): CellFormat | undefined => {
  const borders: Record<string, Border> = { ...format?.borders };
  for (const [side, border] of Object.entries(sides)) {
    if (!border) continue;
    const tidy = tidyBorder(border);
    if (tidy) borders[side] = tidy;
    else delete borders[side];
  }
  const { borders: _before, ...rest } = format ?? {};
  if (Object.keys(borders).length > 0) return { ...rest, borders };
  return Object.keys(rest).length > 0 ? rest : undefined;
};
