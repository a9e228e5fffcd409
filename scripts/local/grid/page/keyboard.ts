import type { CellEditor, Leave } from './cell-editor.ts';
import type { Commands } from './commands.ts';
import type { GridView } from './grid-view.ts';
import { menuIsOpen } from './menu.ts';
import {
  cycleWithin,
  type Direction,
  isSingle,
  jumpFrom,
  lastFilled,
  nearestShown,
  ownerOf,
  type Position,
  selectCell,
  stepFrom,
} from './selection.ts';
import type { Workbench } from './workbench.ts';

export interface KeyboardActions {
  find(): void;
  stepTab(by: 1 | -1): void;
  stepFinding(by: 1 | -1): void;
  /** Escape in the grid: true where something was put away. */
  dismiss(): void;
  menuAtActive(): void;
  followLink(): void;
  /** Ctrl+S, out of habit. */
  saidSaved(): void;
}

export interface Keyboard {
  /** Moves on after an entry, as Enter and Tab do. */
  leave(how: Leave): void;
}

/** The keys of Google Sheets. */
export const createKeyboard = (
  workbench: Workbench,
  view: GridView,
  editor: () => CellEditor,
  commands: () => Commands,
  actions: KeyboardActions,
): Keyboard => {
  /** Where Tab set out: Enter comes back to this column in the next row, as long as nothing else moved the selection. */
  let trail: { column: number; at: Position } | null = null;
  const startColumn = (): number | null => {
    const { active } = workbench.selection();
    return trail && trail.at.row === active.row && trail.at.column === active.column ? trail.column : null;
  };

  const moveTo = (position: Position): void => workbench.select(selectCell(ownerOf(workbench.surface(), position)));

  const extendTo = (head: Position): void => {
    const { active, anchor } = workbench.selection();
    workbench.select({ active, anchor, head });
  };

  const leave = (how: Leave): void => {
    if (how === 'stay') return;
    const surface = workbench.surface();
    const selection = workbench.selection();
    const { active } = selection;
    const tab = how === 'left' || how === 'right';
    if (!isSingle(surface, selection)) {
      const back = how === 'left' || how === 'up';
      workbench.select({
        ...selection,
        active: cycleWithin(surface, workbench.area(), active, tab ? 'Tab' : 'Enter', back),
      });
      const { row, column } = workbench.selection().active;
      view.reveal(row, column);
      view.focus();
      return;
    }
    if (tab) {
      const column = startColumn() ?? active.column;
      moveTo(stepFrom(surface, active, how));
      trail = { column, at: workbench.selection().active };
      return;
    }
    const column = startColumn();
    const from = how === 'down' && column !== null ? { row: active.row, column } : active;
    moveTo(stepFrom(surface, from, how));
  };

  const arrows: Record<string, Direction> = {
    ArrowUp: 'up',
    ArrowDown: 'down',
    ArrowLeft: 'left',
    ArrowRight: 'right',
  };

  const gridKey = (event: KeyboardEvent): boolean => {
    const surface = workbench.surface();
    const { active, head } = workbench.selection();
    const { shiftKey, altKey } = event;
    const control = event.ctrlKey || event.metaKey;
    const go = (to: Position): void => {
      if (shiftKey) extendTo(to);
      else moveTo(to);
    };
    const from = shiftKey ? head : active;
    const direction = arrows[event.key];
    if (direction && altKey && direction === 'down') return open('edit', { list: true });
    if (direction && !altKey) {
      go(control ? jumpFrom(surface, from, direction) : stepFrom(surface, from, direction));
      return true;
    }
    if (control && !altKey && !event.getModifierState('AltGraph')) return controlKey(event, go, from);
    switch (event.key) {
      case 'Home':
        go(nearestShown(surface, { row: from.row, column: 0 }));
        return true;
      case 'End': {
        const last = lastFilled(surface);
        go(backToShown({ row: from.row, column: Math.max(last.column, 0) }));
        return true;
      }
      case 'PageUp':
      case 'PageDown': {
        let to = from;
        for (let rows = view.pageRows(); rows > 0; rows--)
          to = stepFrom(surface, to, event.key === 'PageUp' ? 'up' : 'down');
        go(to);
        return true;
      }
      case 'Tab':
        leave(shiftKey ? 'left' : 'right');
        return true;
      case 'Enter':
        if (altKey) {
          actions.followLink();
          return true;
        }
        if (!isSingle(surface, workbench.selection()) || shiftKey || startColumn() !== null) {
          leave(shiftKey ? 'up' : 'down');
          return true;
        }
        if (isCheckbox()) {
          commands().toggle.run();
          return true;
        }
        return open('edit', { list: true });
      case 'F2':
        return open('edit', {});
      case 'Escape':
        actions.dismiss();
        return true;
      case 'Delete':
      case 'Backspace':
        commands().clear.run();
        return true;
      case 'F10':
        if (!shiftKey) return false;
        actions.menuAtActive();
        return true;
      case 'ContextMenu':
        actions.menuAtActive();
        return true;
      case ' ':
        if (shiftKey) {
          workbench.select({ active, anchor: workbench.selection().anchor, head, whole: 'rows' }, 'none');
          return true;
        }
        if (!isCheckbox()) break;
        commands().toggle.run();
        return true;
    }
    // Opening the editor moves the keyboard there before the character is typed, so that the browser types it: dead keys,
    // input methods and emoji work as in any text field.
    const starts = [...event.key].length === 1 || event.key === 'Dead' || event.key === 'Process';
    if (starts && ((!control && !altKey) || event.getModifierState('AltGraph'))) editor().open('enter', { text: '' });
    return false;
  };

  const controlKey = (event: KeyboardEvent, go: (to: Position) => void, from: Position): boolean => {
    const surface = workbench.surface();
    const run = (command: keyof Commands): boolean => {
      commands()[command].run();
      return true;
    };
    switch (event.key.toLowerCase()) {
      case 'home': {
        const { frozenRowCount, frozenColumnCount } = workbench.sheet();
        // As in Sheets: the first cell that scrolls; a second press goes to A1.
        const first = nearestShown(surface, { row: frozenRowCount, column: frozenColumnCount });
        const there = from.row === first.row && from.column === first.column;
        go(nearestShown(surface, there ? { row: 0, column: 0 } : first));
        return true;
      }
      case 'end':
        go(backToShown(lastFilled(surface)));
        return true;
      case 'a': {
        const first = nearestShown(surface, { row: 0, column: 0 });
        workbench.select(
          {
            active: workbench.selection().active,
            anchor: first,
            head: { row: surface.rowCount - 1, column: surface.columnCount - 1 },
            whole: 'all',
          },
          'none',
        );
        return true;
      }
      case 'd':
        return run('fillDown');
      case ' ':
        workbench.select({ ...workbench.selection(), whole: 'columns' }, 'none');
        return true;
      default:
        return false;
    }
  };

  /** Keys that work wherever the keyboard is, unless a text field uses them itself. */
  const pageKey = (event: KeyboardEvent): boolean => {
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (control && key === 'z') commands()[event.shiftKey ? 'redo' : 'undo'].run();
    else if (control && key === 'y') commands().redo.run();
    else if (control && key === 'f') actions.find();
    else if (control && key === 'pageup') actions.stepTab(-1);
    else if (control && key === 'pagedown') actions.stepTab(1);
    else if (control && key === 's') actions.saidSaved();
    else if (key === 'f8') actions.stepFinding(event.shiftKey ? -1 : 1);
    else return false;
    return true;
  };

  const open = (mode: 'enter' | 'edit', options: { text?: string; list?: boolean }): boolean => {
    editor().open(mode, options);
    return true;
  };

  const isCheckbox = (): boolean => {
    const { row, column } = workbench.selection().active;
    const validation = workbench.cell(row, column)?.validation;
    return validation !== undefined && workbench.sheet().validations[validation]?.checkbox === true;
  };

  /** The last shown cell at or before a position. */
  const backToShown = ({ row, column }: Position): Position => {
    const surface = workbench.surface();
    while (row > 0 && !surface.rowShown(row)) row--;
    while (column > 0 && !surface.columnShown(column)) column--;
    return nearestShown(surface, { row, column });
  };

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || menuIsOpen() || document.querySelector('dialog[open]')) return;
    const target = event.target as HTMLElement;
    const inText = target.matches('input, textarea');
    const control = event.ctrlKey || event.metaKey;
    if (inText && control && ['z', 'y'].includes(event.key.toLowerCase())) return;
    if (pageKey(event)) {
      event.preventDefault();
      return;
    }
    const inGrid = target === document.body || (view.scroller.contains(target) && !target.matches('button'));
    if (!inGrid || editor().isOpen || workbench.sheet().rows.length === 0) return;
    if (target === document.body) view.focus();
    if (gridKey(event)) event.preventDefault();
  });

  return {
    leave,
  };
};
