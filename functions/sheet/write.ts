import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { sharesOfHex } from '../plan/color.ts';
import type { RawCell } from '../plan/value.ts';
import type { CellWrite, Feedback } from './feedback.ts';
import type { Translation } from './translate.ts';

/**
 * Feedback as requests of one batchUpdate. Neighbouring cells that change in the same way travel in one request, because each request
 * costs Google and us more than the cells in it.
 */
export const feedbackRequests = ({
  cells,
  grow,
}: Pick<Feedback, 'grow'> & { cells: readonly AnyWrite[] }): sheets_v4.Schema$Request[] => [
  ...grow.flatMap(({ sheetId, rows = 0, columns = 0 }) => [
    ...(rows > 0 ? [{ appendDimension: { sheetId, dimension: 'ROWS', length: rows } }] : []),
    ...(columns > 0 ? [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: columns } }] : []),
  ]),
  ...blocksOf(cells).map(({ sheetId, row, column, fields, rows }) => ({
    updateCells: {
      start: { sheetId, rowIndex: row - 1, columnIndex: column },
      rows: rows.map((inRow) => ({ values: inRow.map(cellData) })),
      fields,
    },
  })),
];

type AnyWrite = CellWrite<RawCell['value']>;

/** A change of language as requests that come before those of the feedback, in the same batchUpdate. */
export const translationRequests = ({
  titles,
  cells,
  dropdowns,
  protections,
}: Translation): sheets_v4.Schema$Request[] => [
  ...titles.map(({ sheetId, title }) => ({
    updateSheetProperties: { properties: { sheetId, title }, fields: 'title' },
  })),
  ...feedbackRequests({ cells, grow: [] }),
  ...dropdowns.map(({ sheetId, column, firstRow, lastRow, options }) => ({
    setDataValidation: {
      range: {
        sheetId,
        startRowIndex: firstRow - 1,
        endRowIndex: lastRow,
        startColumnIndex: column,
        endColumnIndex: column + 1,
      },
      rule: {
        condition: { type: 'ONE_OF_LIST', values: options.map((userEnteredValue) => ({ userEnteredValue })) },
        // Other values are let in; a finding says what is wrong with them.
        strict: false,
        showCustomUi: true,
      },
    },
  })),
  ...protections.map(({ id, description }) => ({
    updateProtectedRange: { protectedRange: { protectedRangeId: id, description }, fields: 'description' },
  })),
];

interface Block {
  sheetId: number;
  /** From 1. */
  row: number;
  column: number;
  fields: string;
  /** Rows of equal length. */
  rows: AnyWrite[][];
}

/** Runs of cells side by side, then runs of like width below one another. */
const blocksOf = (cells: readonly AnyWrite[]): Block[] => {
  const sorted = cells.toSorted((a, b) => a.sheetId - b.sheetId || a.row - b.row || a.column - b.column);
  const runs: Block[] = [];
  for (const cell of sorted) {
    const fields = fieldsOf(cell);
    const last = runs.at(-1);
    const follows =
      last &&
      last.sheetId === cell.sheetId &&
      last.row === cell.row &&
      last.fields === fields &&
      last.column + last.rows[0]!.length === cell.column;
    if (follows) last.rows[0]!.push(cell);
    else runs.push({ sheetId: cell.sheetId, row: cell.row, column: cell.column, fields, rows: [[cell]] });
  }
  const blocks: Block[] = [];
  const open = new Map<string, Block>();
  for (const run of runs) {
    const key = `${run.sheetId} ${run.column} ${run.rows[0]!.length} ${run.fields}`;
    const above = open.get(key);
    if (above && above.row + above.rows.length === run.row) above.rows.push(run.rows[0]!);
    else {
      open.set(key, run);
      blocks.push(run);
    }
  }
  return blocks;
};

const fieldsOf = (cell: AnyWrite): string =>
  [
    ...('value' in cell || 'formula' in cell ? ['userEnteredValue'] : []),
    ...('note' in cell ? ['note'] : []),
    ...('background' in cell ? ['userEnteredFormat.backgroundColorStyle'] : []),
  ].join(',');

/** What is named in the fields and absent here is emptied. Text goes in as text: it is never parsed, so it can never become a formula. */
const cellData = (cell: AnyWrite): sheets_v4.Schema$CellData => ({
  ...(cell.formula !== undefined
    ? { userEnteredValue: { formulaValue: cell.formula } }
    : typeof cell.value === 'number'
      ? { userEnteredValue: { numberValue: cell.value } }
      : typeof cell.value === 'string'
        ? { userEnteredValue: { stringValue: cell.value } }
        : typeof cell.value === 'boolean'
          ? { userEnteredValue: { boolValue: cell.value } }
          : {}),
  ...(cell.note ? { note: cell.note } : {}),
  ...(cell.background
    ? { userEnteredFormat: { backgroundColorStyle: { rgbColor: sharesOfHex(cell.background) } } }
    : {}),
});
