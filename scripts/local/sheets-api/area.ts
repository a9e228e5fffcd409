import { invalid } from './failure.ts';
import type { Cell, GridRange, Row, Sheet } from './model.ts';
import { tidyCell, trimCells } from './model.ts';

/** A block of cells with all four sides known. Counts from 0 and ends before `end...`. */
export interface Area {
  startRow: number;
  endRow: number;
  startColumn: number;
  endColumn: number;
}

export const wholeSheet = (sheet: Sheet): Area => ({
  startRow: 0,
  endRow: sheet.rows.length,
  startColumn: 0,
  endColumn: sheet.columns.length,
});

/** The cells of a GridRange in its sheet: sides left out reach to the sheet's edge, and what lies beyond is cut off. */
export const areaOf = (sheet: Sheet, range: GridRange): Area => ({
  startRow: Math.min(range.startRowIndex ?? 0, sheet.rows.length),
  endRow: Math.min(range.endRowIndex ?? sheet.rows.length, sheet.rows.length),
  startColumn: Math.min(range.startColumnIndex ?? 0, sheet.columns.length),
  endColumn: Math.min(range.endColumnIndex ?? sheet.columns.length, sheet.columns.length),
});

/** Like areaOf, but refuses a range that is upside down or reaches beyond the sheet. */
export const areaWithin = (sheet: Sheet, range: GridRange): Area => {
  for (const [start, end] of [
    [range.startRowIndex, range.endRowIndex],
    [range.startColumnIndex, range.endColumnIndex],
  ] as const) {
    if (start !== undefined && start < 0) throw invalid(`Range index must not be negative: ${start}`);
    if (end !== undefined && end < (start ?? 0))
      throw invalid(`endIndex[${end}] must not be less than startIndex[${start ?? 0}]`);
  }
  const { rows, columns, properties } = sheet;
  if (
    (range.endRowIndex ?? 0) > rows.length ||
    (range.endColumnIndex ?? 0) > columns.length ||
    (range.startRowIndex ?? 0) > rows.length ||
    (range.startColumnIndex ?? 0) > columns.length
  )
    throw invalid(
      `Range (${properties.title}) exceeds grid limits. Max rows: ${rows.length}, max columns: ${columns.length}`,
    );
  return areaOf(sheet, range);
};

export const gridRangeOf = (sheetId: number, area: Area): GridRange => ({
  sheetId,
  startRowIndex: area.startRow,
  endRowIndex: area.endRow,
  startColumnIndex: area.startColumn,
  endColumnIndex: area.endColumn,
});

export const intersection = (one: Area, other: Area): Area | undefined => {
  const area = {
    startRow: Math.max(one.startRow, other.startRow),
    endRow: Math.min(one.endRow, other.endRow),
    startColumn: Math.max(one.startColumn, other.startColumn),
    endColumn: Math.min(one.endColumn, other.endColumn),
  };
  return area.startRow < area.endRow && area.startColumn < area.endColumn ? area : undefined;
};

export const contains = (outer: Area, inner: Area): boolean =>
  outer.startRow <= inner.startRow &&
  outer.endRow >= inner.endRow &&
  outer.startColumn <= inner.startColumn &&
  outer.endColumn >= inner.endColumn;

/**
 * The sheet with the cells of an area changed. Rows and cells for which `change` returns what it got are shared.
 *
 * @param change  gets the cell (undefined where empty) and its place; what it returns takes its place
 */
export const withCells = (
  sheet: Sheet,
  area: Area,
  change: (cell: Cell | undefined, row: number, column: number) => Cell | undefined,
): Sheet => {
  let rows: Row[] | undefined;
  for (let index = area.startRow; index < area.endRow; index += 1) {
    const row = sheet.rows[index];
    if (!row) break;
    let cells: (Cell | undefined)[] | undefined;
    for (let column = area.startColumn; column < area.endColumn; column += 1) {
      const before = row.cells[column];
      const after = change(before, index, column);
      if (after === before) continue;
      cells ??= row.cells.slice();
      cells[column] = after && tidyCell(after);
    }
    if (!cells) continue;
    rows ??= sheet.rows.slice();
    rows[index] = { ...row, cells: trimCells(cells) };
  }
  return rows ? { ...sheet, rows } : sheet;
};

/** The same cell with a field set, or removed where the value is undefined. */
export const withField = <Field extends keyof Cell>(
  cell: Cell | undefined,
  field: Field,
  value: Cell[Field] | undefined,
): Cell | undefined => {
  if (cell?.[field] === value) return cell;
  const { [field]: _replaced, ...rest } = cell ?? {};
  return value === undefined ? tidyCell(rest) : { ...rest, [field]: value };
};
