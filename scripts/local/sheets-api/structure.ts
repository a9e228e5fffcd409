import { withAnchors } from './anchors.ts';
import type { Area } from './area.ts';
import { areaOf, contains } from './area.ts';
import { invalid } from './failure.ts';
import type { LineChange } from './lines.ts';
import { changedList, lineCount, movedRange } from './lines.ts';
import type { Cell, Column, GridRange, Row, Sheet, Spreadsheet } from './model.ts';
import { cellLimit, sheetOf, tidyCell, trimCells, withSheet } from './model.ts';

/**
 * Inserts, deletes or moves whole rows or columns, and lets everything anchored to cells follow.
 *
 * @param inherit  for an insert: the index, before the change, of the line whose looks and rules the new ones take over
 */
export const withLines = (
  spreadsheet: Spreadsheet,
  sheetId: number,
  change: LineChange,
  inherit?: number,
): Spreadsheet => {
  const sheet = sheetOf(spreadsheet, sheetId);
  if (!sheet) throw invalid(`No grid with id: ${sheetId}`);
  checkLines(sheet, change);
  const followed = withAnchors(spreadsheet, {
    range: (range) => ((range.sheetId ?? 0) === sheetId ? movedSame(range, change) : range),
  });
  const next = sheetOf(followed, sheetId)!;
  return withSheet(
    followed,
    change.dimension === 'ROWS' ? withRowLines(next, change, inherit) : withColumnLines(next, change, inherit),
  );
};

/** movedRange that gives back the same object where nothing moved. */
const movedSame = (range: GridRange, change: LineChange): GridRange | undefined => {
  const moved = movedRange(range, change);
  if (!moved) return undefined;
  const same =
    moved.startRowIndex === range.startRowIndex &&
    moved.endRowIndex === range.endRowIndex &&
    moved.startColumnIndex === range.startColumnIndex &&
    moved.endColumnIndex === range.endColumnIndex;
  return same ? range : moved;
};

const checkLines = (sheet: Sheet, change: LineChange): void => {
  const size = lineCount(sheet, change.dimension);
  const noun = change.dimension === 'ROWS' ? 'rows' : 'columns';
  if (change.count < 1) throw invalid(`The number of ${noun} must be at least 1, was ${change.count}.`);
  if (change.kind === 'insert') {
    if (change.at < 0 || change.at > size)
      throw invalid(`Cannot insert ${noun} at ${change.at}: the sheet has ${size} ${noun}.`);
    const other = change.dimension === 'ROWS' ? sheet.columns.length : sheet.rows.length;
    if ((size + change.count) * other > cellLimit)
      throw invalid(
        `This action would increase the number of cells in the workbook above the limit of ${cellLimit} cells.`,
      );
    return;
  }
  if (change.start < 0 || change.start + change.count > size)
    throw invalid(
      `Cannot ${change.kind} ${noun} ${change.start} to ${change.start + change.count}: the sheet has ${size} ${noun}.`,
    );
  if (change.kind === 'move' && (change.to < 0 || change.to > size))
    throw invalid(`Cannot move ${noun} to ${change.to}: the sheet has ${size} ${noun}.`);
  if (change.kind === 'delete') {
    if (change.count === size) throw invalid(`You can't delete all the ${noun} on the sheet.`);
    const frozen = change.dimension === 'ROWS' ? sheet.properties.frozenRowCount : sheet.properties.frozenColumnCount;
    const gone = Math.max(0, Math.min(frozen, change.start + change.count) - change.start);
    if (size - change.count <= frozen - gone && frozen > 0)
      throw invalid(`Sorry, it is not possible to delete all non-frozen ${noun}.`);
  }
};

const withRowLines = (sheet: Sheet, change: LineChange, inherit: number | undefined): Sheet => {
  const model = inherit === undefined ? undefined : sheet.rows[inherit];
  const cells = trimCells((model?.cells ?? []).map(inheritedCell));
  const rows = changedList<Row>(sheet.rows, change, (index) => ({
    key: sheet.nextKey + index,
    cells,
    ...(model?.pixelSize === undefined ? {} : { pixelSize: model.pixelSize }),
  }));
  return { ...withFrozen(sheet, change), rows, nextKey: sheet.nextKey + (change.kind === 'insert' ? change.count : 0) };
};

const withColumnLines = (sheet: Sheet, change: LineChange, inherit: number | undefined): Sheet => {
  const model = inherit === undefined ? undefined : sheet.columns[inherit];
  const columns = changedList<Column>(sheet.columns, change, (index) => ({
    key: sheet.nextKey + index,
    ...(model?.pixelSize === undefined ? {} : { pixelSize: model.pixelSize }),
  }));
  const width = sheet.columns.length;
  const rows = sheet.rows.map((row) => {
    const reaches = change.kind === 'insert' ? change.at : change.kind === 'delete' ? change.start : 0;
    const inherited = inherit === undefined ? undefined : inheritedCell(row.cells[inherit]);
    if (row.cells.length === 0 || (row.cells.length <= reaches && !inherited)) return row;
    const wide = [...row.cells, ...Array<undefined>(width - row.cells.length).fill(undefined)];
    return { ...row, cells: trimCells(changedList(wide, change, () => inherited)) };
  });
  return {
    ...withFrozen(sheet, change),
    columns,
    rows,
    nextKey: sheet.nextKey + (change.kind === 'insert' ? change.count : 0),
  };
};

/** New cells look like their neighbour and follow its rule, but hold nothing. */
const inheritedCell = (cell: Cell | undefined): Cell | undefined =>
  cell &&
  tidyCell({
    ...(cell.format ? { format: cell.format } : {}),
    ...(cell.validation ? { validation: cell.validation } : {}),
  });

const withFrozen = (sheet: Sheet, change: LineChange): Sheet => {
  const key = change.dimension === 'ROWS' ? 'frozenRowCount' : 'frozenColumnCount';
  const frozen = sheet.properties[key];
  let next = frozen;
  if (change.kind === 'insert' && change.at < frozen) next += change.count;
  if (change.kind === 'delete' && change.start < frozen)
    next -= Math.min(frozen, change.start + change.count) - change.start;
  return next === frozen ? sheet : { ...sheet, properties: { ...sheet.properties, [key]: next } };
};

/** The sheet with rows and columns added at its end, so that it has at least so many. */
export const grownSheet = (sheet: Sheet, rowCount: number, columnCount: number): Sheet => {
  const moreRows = Math.max(0, rowCount - sheet.rows.length);
  const moreColumns = Math.max(0, columnCount - sheet.columns.length);
  if (moreRows === 0 && moreColumns === 0) return sheet;
  if ((sheet.rows.length + moreRows) * (sheet.columns.length + moreColumns) > cellLimit)
    throw invalid(
      `This action would increase the number of cells in the workbook above the limit of ${cellLimit} cells.`,
    );
  const { nextKey } = sheet;
  return {
    ...sheet,
    rows:
      moreRows === 0
        ? sheet.rows
        : [...sheet.rows, ...Array.from({ length: moreRows }, (_, index) => ({ key: nextKey + index, cells: [] }))],
    columns:
      moreColumns === 0
        ? sheet.columns
        : [
            ...sheet.columns,
            ...Array.from({ length: moreColumns }, (_, index) => ({ key: nextKey + moreRows + index })),
          ],
    nextKey: nextKey + moreRows + moreColumns,
  };
};

/**
 * Lets references and anchors follow a block of cells to its new place. Only what lies wholly inside the block moves, as in Sheets;
 * what lies wholly in `removed` is gone.
 */
export const withMovedBlock = (
  spreadsheet: Spreadsheet,
  block: { sheetId: number; area: Area } | undefined,
  to: { sheetId: number; row: number; column: number },
  removed?: { sheetId: number; area: Area },
): Spreadsheet =>
  withAnchors(spreadsheet, {
    range: (range) => {
      const sheetId = range.sheetId ?? 0;
      const sheet = sheetOf(spreadsheet, sheetId);
      if (!sheet || range.startRowIndex === undefined || range.startColumnIndex === undefined) return range;
      const area = areaOf(sheet, range);
      if (removed?.sheetId === sheetId && contains(removed.area, area)) return undefined;
      if (block?.sheetId !== sheetId || !contains(block.area, area)) return range;
      const rows = to.row - block.area.startRow;
      const columns = to.column - block.area.startColumn;
      if (rows === 0 && columns === 0 && to.sheetId === sheetId) return range;
      return {
        sheetId: to.sheetId,
        startRowIndex: area.startRow + rows,
        endRowIndex: area.endRow + rows,
        startColumnIndex: area.startColumn + columns,
        endColumnIndex: area.endColumn + columns,
      };
    },
  });
