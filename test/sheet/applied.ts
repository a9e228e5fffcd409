import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { Feedback } from '../../functions/sheet/feedback.ts';
import type { Snapshot, SnapshotCell, SnapshotTab } from '../../functions/sheet/snapshot.ts';

type Rows = (SnapshotCell | undefined)[][];

/** A spreadsheet after feedback has been written to it, as its next reading finds it. */
export const applied = (snapshot: Snapshot, { cells, grow }: Feedback): Snapshot => {
  const next = structuredClone(snapshot);
  for (const { sheetId, rows = 0, columns = 0 } of grow) {
    tabOf(next, sheetId).rowCount += rows;
    tabOf(next, sheetId).columnCount += columns;
  }
  for (const { sheetId, row, column, ...changes } of cells)
    change(tabOf(next, sheetId), row - 1, column, (cell) => {
      if ('formula' in changes || 'value' in changes) {
        setValue(cell, changes.formula === undefined ? (changes.value ?? null) : null);
        if (changes.formula !== undefined) showFormula(cell, changes.formula);
      }
      if ('note' in changes) setOrDelete(cell, 'note', changes.note);
      if ('background' in changes) setOrDelete(cell, 'background', changes.background);
    });
  return next;
};

/** The same by the requests of one batchUpdate, with the rules of the Sheets API for `fields`. */
export const batchUpdated = (snapshot: Snapshot, requests: readonly sheets_v4.Schema$Request[]): Snapshot => {
  const next = structuredClone(snapshot);
  for (const request of requests) {
    const { appendDimension, updateCells, ...others } = request;
    if (Object.keys(others).length > 0) throw new Error(`Unexpected request: ${Object.keys(others).join()}`);
    if (appendDimension) tabOf(next, appendDimension.sheetId!).rowCount += appendDimension.length!;
    if (!updateCells) continue;
    const { start, rows, fields } = updateCells;
    const tab = tabOf(next, start!.sheetId!);
    for (const [down, row] of rows!.entries())
      for (const [right, data] of row.values!.entries()) {
        const [at, column] = [start!.rowIndex! + down, start!.columnIndex! + right];
        if (at >= tab.rowCount || column >= tab.columnCount)
          throw new Error(`Row ${at + 1} is beyond tab "${tab.title}"`);
        change(tab, at, column, (cell) => {
          for (const field of fields!.split(','))
            switch (field) {
              case 'userEnteredValue': {
                const value = data.userEnteredValue;
                setValue(cell, value?.numberValue ?? value?.stringValue ?? null);
                if (value?.formulaValue) showFormula(cell, value.formulaValue);
                break;
              }
              case 'note':
                setOrDelete(cell, 'note', data.note);
                break;
              case 'userEnteredFormat.backgroundColorStyle': {
                const color = data.userEnteredFormat?.backgroundColorStyle?.rgbColor;
                setOrDelete(cell, 'background', color ? hex(color) : null);
                break;
              }
              default:
                throw new Error(`Unexpected field: ${field}`);
            }
        });
      }
  }
  return next;
};

const tabOf = (snapshot: Snapshot, sheetId: number): SnapshotTab => {
  const tab = snapshot.tabs.find((each) => each.sheetId === sheetId);
  if (!tab) throw new Error(`No tab ${sheetId}`);
  return tab;
};

/** A cell that holds nothing afterwards is gone, and so are blank cells at a row's end, as in the next reading. */
const change = (tab: SnapshotTab, row: number, column: number, edit: (cell: SnapshotCell) => void): void => {
  const rows = tab.rows as Rows;
  while (rows.length <= row) rows.push([]);
  const cells = rows[row]!;
  while (cells.length <= column) cells.push(undefined);
  const cell = { ...(cells[column] ?? { value: null }) };
  edit(cell);
  cells[column] = cell.value === null && Object.keys(cell).length === 1 ? undefined : cell;
  while (cells.length > 0 && cells.at(-1) === undefined) cells.pop();
};

const setValue = (cell: SnapshotCell, value: string | number | null): void => {
  delete cell.formula;
  delete cell.error;
  delete cell.text;
  cell.value = value;
};

/** The label that a HYPERLINK shows; a spreadsheet may give the formula back with a space behind its separator. */
const showFormula = (cell: SnapshotCell, formula: string): void => {
  cell.formula = formula.replace(/"([,;])"/, '"$1 "');
  cell.value = /[,;]"(.*)"\)$/.exec(formula)?.[1]?.replaceAll('""', '"') ?? null;
};

const setOrDelete = (cell: SnapshotCell, key: 'note' | 'background', value: string | null | undefined): void => {
  if (value === null || value === undefined || value === '') delete cell[key];
  else cell[key] = value;
};

const hex = ({ red, green, blue }: sheets_v4.Schema$Color): string =>
  `#${[red, green, blue]
    .map((part) =>
      Math.round((part ?? 0) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
