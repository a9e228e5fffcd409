import type { GridArea } from '../../grid-protocol.ts';
import { columnLetters } from './a1.ts';
import { cellAt, mergeAt } from './book.ts';
import type { CellEditor } from './cell-editor.ts';
import { movedFormula } from './formula.ts';
import { lastFilled } from './selection.ts';
import type { Workbench } from './workbench.ts';

export interface Command {
  label: string;
  /** As the menus show it. */
  keys?: string;
  run(): void;
}

/** What a person can do to the sheet, one object for the menus, the toolbar and the keyboard alike. */
export type Commands = Record<
  | 'undo'
  | 'redo'
  | 'clear'
  | 'fillDown'
  | 'insertAbove'
  | 'insertBelow'
  | 'deleteRows'
  | 'insertLeft'
  | 'insertRight'
  | 'deleteColumns'
  | 'sortUp'
  | 'sortDown'
  | 'toggle',
  Command
>;

export const createCommands = (workbench: Workbench, editor: CellEditor): Commands => {
  /** The selected cells that exist, without the endless sides of whole rows and columns. */
  const area = (): GridArea => workbench.area();
  const sheetId = (): number => workbench.sheet().sheetId;
  const rowWord = (): string => counted(area().endRow - area().startRow, 'row');
  const columnWord = (): string => counted(area().endColumn - area().startColumn, 'column');

  const clear = (): void => {
    const { startRow, endRow, startColumn, endColumn } = area();
    const sheet = workbench.sheet();
    // Only down to the last cell that holds something: emptying a whole column is not a thousand entries.
    const last = lastFilled(workbench.surface(sheet));
    const rows = Math.min(endRow, last.row + 1) - startRow;
    const columns = Math.min(endColumn, last.column + 1) - startColumn;
    if (rows <= 0 || columns <= 0) return;
    const values = Array.from({ length: rows }, (_row, row) =>
      Array.from({ length: columns }, (_cell, column) => {
        const cell = workbench.cell(startRow + row, startColumn + column);
        if (!cell?.text && !cell?.entered) return null;
        const checkbox = cell.validation !== undefined && sheet.validations[cell.validation]?.checkbox === true;
        return checkbox ? false : '';
      }),
    );
    if (values.every((row) => row.every((value) => value === null))) return;
    workbench.enter({ sheetId: sheet.sheetId, row: startRow, column: startColumn }, values);
  };

  const fillDown = (): void => {
    const { startRow, endRow, startColumn, endColumn } = area();
    const single = endRow - startRow === 1;
    const from = single ? startRow - 1 : startRow;
    if (from < 0) return;
    const rows = single ? 1 : endRow - startRow - 1;
    const values = Array.from({ length: rows }, (_row, row) =>
      Array.from({ length: endColumn - startColumn }, (_cell, column) => {
        const cell = workbench.cell(from, startColumn + column);
        return movedFormula(cell?.entered ?? cell?.text ?? '', row + 1, 0);
      }),
    );
    workbench.enter({ sheetId: sheetId(), row: from + 1, column: startColumn }, values);
  };

  const sort = (ascending: boolean): void => {
    const sheet = workbench.sheet();
    const selected = area();
    const { active, whole } = workbench.selection();
    const several = selected.endRow - selected.startRow > 1 && whole !== 'columns' && whole !== 'all';
    const last = lastFilled(workbench.surface(sheet));
    const startRow = several ? selected.startRow : sheet.frozenRowCount;
    // Several selected rows are sorted among themselves, always whole, so that no row is torn apart; else all below the header.
    const endRow = several ? Math.min(selected.endRow, sheet.rows.length) : last.row + 1;
    if (endRow - startRow < 2) return;
    workbench.act(
      {
        kind: 'sort',
        sheetId: sheet.sheetId,
        area: { startRow, endRow, startColumn: 0, endColumn: sheet.columns.length },
        column: active.column,
        ascending,
      },
      `Sort by column ${columnLetters(active.column)}`,
    );
  };

  const toggle = (): void => {
    const { row, column } = workbench.selection().active;
    const cell = workbench.cell(row, column);
    workbench.enter({ sheetId: sheetId(), row, column }, [[!/^true$/i.test(cell?.text ?? '')]]);
  };

  const act = (run: () => void) => (): void => {
    if (editor.isOpen) editor.commit();
    run();
  };

  return {
    undo: { label: 'Undo', keys: 'Ctrl+Z', run: act(() => workbench.act({ kind: 'undo' }, 'Undo')) },
    redo: { label: 'Redo', keys: 'Ctrl+Y', run: act(() => workbench.act({ kind: 'redo' }, 'Redo')) },
    clear: { label: 'Delete content', keys: 'Delete', run: act(clear) },
    fillDown: { label: 'Fill down', keys: 'Ctrl+D', run: act(fillDown) },
    insertAbove: {
      get label() {
        return `Insert ${rowWord()} above`;
      },
      run: act(() => {
        const { startRow, endRow } = area();
        workbench.act(
          { kind: 'insertRows', sheetId: sheetId(), at: startRow, count: endRow - startRow },
          'Insert rows',
        );
      }),
    },
    insertBelow: {
      get label() {
        return `Insert ${rowWord()} below`;
      },
      run: act(() => {
        const { startRow, endRow } = area();
        workbench.act({ kind: 'insertRows', sheetId: sheetId(), at: endRow, count: endRow - startRow }, 'Insert rows');
      }),
    },
    deleteRows: {
      get label() {
        return `Delete ${rowWord()}`;
      },
      run: act(() => {
        const { startRow, endRow } = area();
        workbench.act(
          { kind: 'deleteRows', sheetId: sheetId(), start: startRow, count: endRow - startRow },
          'Delete rows',
        );
      }),
    },
    insertLeft: {
      get label() {
        return `Insert ${columnWord()} left`;
      },
      run: act(() => {
        const { startColumn, endColumn } = area();
        workbench.act(
          { kind: 'insertColumns', sheetId: sheetId(), at: startColumn, count: endColumn - startColumn },
          'Insert columns',
        );
      }),
    },
    insertRight: {
      get label() {
        return `Insert ${columnWord()} right`;
      },
      run: act(() => {
        const { startColumn, endColumn } = area();
        workbench.act(
          { kind: 'insertColumns', sheetId: sheetId(), at: endColumn, count: endColumn - startColumn },
          'Insert columns',
        );
      }),
    },
    deleteColumns: {
      get label() {
        return `Delete ${columnWord()}`;
      },
      run: act(() => {
        const { startColumn, endColumn } = area();
        workbench.act(
          { kind: 'deleteColumns', sheetId: sheetId(), start: startColumn, count: endColumn - startColumn },
          'Delete columns',
        );
      }),
    },
    sortUp: {
      get label() {
        return `${sortScope()} A to Z`;
      },
      run: act(() => sort(true)),
    },
    sortDown: {
      get label() {
        return `${sortScope()} Z to A`;
      },
      run: act(() => sort(false)),
    },
    toggle: { label: 'Tick or untick', keys: 'Space', run: act(toggle) },
  };

  function sortScope(): string {
    const selected = area();
    const { whole, active } = workbench.selection();
    const several = selected.endRow - selected.startRow > 1 && whole !== 'columns' && whole !== 'all';
    const merged = mergeAt(workbench.sheet(), active.row, active.column);
    return several && !merged ? 'Sort selected rows' : `Sort sheet by column ${columnLetters(active.column)}`;
  }
};

const counted = (count: number, word: string): string => (count === 1 ? `1 ${word}` : `${count} ${word}s`);

/** The content of an area as other programs should get it (as shown) and as this one takes it back (as entered). */
export const contentOf = (workbench: Workbench, of: GridArea): { shown: string[][]; entered: string[][] } => {
  const sheet = workbench.sheet();
  const last = lastFilled(workbench.surface(sheet));
  const whole = of.endRow - of.startRow >= sheet.rows.length;
  const wide = of.endColumn - of.startColumn >= sheet.columns.length;
  const endRow = Math.max(of.startRow + 1, whole ? Math.min(of.endRow, last.row + 1) : of.endRow);
  const endColumn = Math.max(of.startColumn + 1, wide ? Math.min(of.endColumn, last.column + 1) : of.endColumn);
  const shown: string[][] = [];
  const entered: string[][] = [];
  for (let row = of.startRow; row < endRow; row++) {
    const shownRow: string[] = [];
    const enteredRow: string[] = [];
    for (let column = of.startColumn; column < endColumn; column++) {
      const cell = workbench.cell(row, column) ?? cellAt(sheet, row, column);
      shownRow.push(cell?.text ?? '');
      enteredRow.push(cell?.entered ?? cell?.text ?? '');
    }
    shown.push(shownRow);
    entered.push(enteredRow);
  }
  return { shown, entered };
};
