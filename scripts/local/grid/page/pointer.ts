import type { CellEditor } from './cell-editor.ts';
import type { Commands } from './commands.ts';
import type { GridView, Spot } from './grid-view.ts';
import { closeMenu } from './menu.ts';
import { ownerOf, type Position, type Selection, selectCell } from './selection.ts';
import type { Workbench } from './workbench.ts';

export interface PointerActions {
  followLink(row: number, column: number): void;
  menu(spot: Spot, x: number, y: number): void;
}

/** Selecting, resizing and opening cells with a mouse, a pen or a finger. */
export const createPointer = (
  workbench: Workbench,
  view: GridView,
  editor: CellEditor,
  commands: Commands,
  actions: PointerActions,
): void => {
  const { scroller } = view;
  let drag: { kind: 'cells' | 'rows' | 'columns'; x: number; y: number } | null = null;
  let resize: { column: number; startX: number; startWidth: number } | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  const wholeRows = (anchor: number, head: number): Selection => ({
    active: { row: anchor, column: firstColumn() },
    anchor: { row: anchor, column: 0 },
    head: { row: head, column: 0 },
    whole: 'rows',
  });
  const wholeColumns = (anchor: number, head: number): Selection => ({
    active: { row: 0, column: anchor },
    anchor: { row: 0, column: anchor },
    head: { row: 0, column: head },
    whole: 'columns',
  });
  const firstColumn = (): number =>
    Math.max(
      0,
      workbench.sheet().columns.findIndex((column) => !column.hidden),
    );

  const inside = (spot: Spot): boolean => {
    const area = workbench.area();
    if (spot.part === 'row')
      return workbench.selection().whole === 'rows' && spot.row >= area.startRow && spot.row < area.endRow;
    if (spot.part === 'column')
      return (
        workbench.selection().whole === 'columns' && spot.column >= area.startColumn && spot.column < area.endColumn
      );
    return (
      spot.row >= area.startRow &&
      spot.row < area.endRow &&
      spot.column >= area.startColumn &&
      spot.column < area.endColumn
    );
  };

  const press = (spot: Spot, extend: boolean): void => {
    const selection = workbench.selection();
    if (spot.part === 'corner') {
      const { rows, columns } = workbench.sheet();
      workbench.select(
        {
          active: { row: 0, column: firstColumn() },
          anchor: { row: 0, column: 0 },
          head: { row: rows.length - 1, column: columns.length - 1 },
          whole: 'all',
        },
        'none',
      );
    } else if (spot.part === 'row')
      workbench.select(wholeRows(extend ? selection.anchor.row : spot.row, spot.row), 'none');
    else if (spot.part === 'column')
      workbench.select(wholeColumns(extend ? selection.anchor.column : spot.column, spot.column), 'none');
    else if (extend)
      workbench.select(
        { active: selection.active, anchor: selection.anchor, head: { row: spot.row, column: spot.column } },
        'none',
      );
    else workbench.select(selectCell({ row: spot.row, column: spot.column }), 'none');
  };

  scroller.addEventListener('pointerdown', (event) => {
    const spot = view.spotOf(event.target);
    if (!spot) return;
    closeMenu();
    if (editor.isOpen) editor.commit();
    if (spot.part === 'grip') {
      resize = {
        column: spot.column,
        startX: event.clientX,
        startWidth: workbench.sheet().columns[spot.column]!.width,
      };
      return;
    }
    if (event.button === 2) {
      if (!inside(spot)) press(spot, false);
      view.focus();
      return;
    }
    if (event.button !== 0) return;
    if (spot.part === 'cell' && (event.ctrlKey || event.metaKey) && workbench.cell(spot.row, spot.column)?.link) {
      actions.followLink(spot.row, spot.column);
      return;
    }
    const target = event.target as HTMLElement;
    press(spot, event.shiftKey);
    view.focus();
    if (spot.part === 'cell' && !event.shiftKey && target.closest('[data-arrow]')) {
      editor.open('edit', { list: true });
      return;
    }
    if (spot.part === 'cell' && target.closest('.tick')) {
      commands.toggle.run();
      return;
    }
    // A finger that moves scrolls the sheet.
    if (spot.part === 'corner' || event.pointerType === 'touch') return;
    drag = {
      kind: spot.part === 'row' ? 'rows' : spot.part === 'column' ? 'columns' : 'cells',
      x: event.clientX,
      y: event.clientY,
    };
    clearInterval(timer);
    timer = setInterval(scrollAtEdge, 40);
  });

  scroller.addEventListener('mousedown', (event) => {
    // The browser's own text selection and focus would fight with the grid's.
    if (view.spotOf(event.target)) event.preventDefault();
  });

  const extendDrag = (x: number, y: number): void => {
    if (!drag) return;
    const to: Position = view.spotAt(x, y);
    const { active, anchor, head } = workbench.selection();
    if (drag.kind === 'rows') {
      if (to.row !== head.row) workbench.select(wholeRows(anchor.row, to.row), 'none');
    } else if (drag.kind === 'columns') {
      if (to.column !== head.column) workbench.select(wholeColumns(anchor.column, to.column), 'none');
    } else {
      const next = to.row === anchor.row && to.column === anchor.column ? to : ownerOf(workbench.surface(), to);
      if (next.row !== head.row || next.column !== head.column)
        workbench.select({ active, anchor, head: next }, 'none');
    }
  };

  const scrollAtEdge = (): void => {
    if (!drag) return;
    const box = scroller.getBoundingClientRect();
    const past = (at: number, low: number, high: number): number => (at < low ? at - low : at > high ? at - high : 0);
    const down = drag.kind === 'columns' ? 0 : past(drag.y, box.top + 4, box.bottom - 18);
    const right = drag.kind === 'rows' ? 0 : past(drag.x, box.left + 4, box.right - 18);
    if (down === 0 && right === 0) return;
    scroller.scrollBy({
      top: Math.sign(down) * Math.min(60, 8 + Math.abs(down)),
      left: Math.sign(right) * Math.min(60, 8 + Math.abs(right)),
      behavior: 'instant',
    });
    extendDrag(drag.x, drag.y);
  };

  window.addEventListener('pointermove', (event) => {
    if (resize) {
      view.previewWidth(resize.column, Math.max(24, Math.round(resize.startWidth + event.clientX - resize.startX)));
      return;
    }
    if (!drag) return;
    if (event.buttons === 0) {
      endDrag();
      return;
    }
    drag.x = event.clientX;
    drag.y = event.clientY;
    extendDrag(event.clientX, event.clientY);
  });

  const endDrag = (): void => {
    drag = null;
    clearInterval(timer);
  };

  const setWidth = (column: number, width: number): void => {
    const { whole } = workbench.selection();
    const area = workbench.area();
    // Several columns selected by their letters get the same width together.
    const several = whole === 'columns' && column >= area.startColumn && column < area.endColumn;
    const start = several ? area.startColumn : column;
    const count = several ? area.endColumn - area.startColumn : 1;
    for (let at = start; at < start + count; at++) view.previewWidth(at, width);
    workbench.act(
      { kind: 'resizeColumns', sheetId: workbench.sheet().sheetId, start, count, width },
      'Change the column width',
    );
  };

  window.addEventListener('pointerup', (event) => {
    if (resize) {
      const { column, startX, startWidth } = resize;
      resize = null;
      const width = Math.max(24, Math.round(startWidth + event.clientX - startX));
      if (width !== startWidth) setWidth(column, width);
    }
    endDrag();
  });

  scroller.addEventListener('dblclick', (event) => {
    const spot = view.spotOf(event.target);
    if (spot?.part === 'grip') setWidth(spot.column, view.fittingWidth(spot.column));
    else if (spot?.part === 'cell' && !(event.target as HTMLElement).closest('.tick'))
      editor.open('edit', { list: true });
  });

  scroller.addEventListener('contextmenu', (event) => {
    const spot = view.spotOf(event.target);
    if (!spot) return;
    event.preventDefault();
    actions.menu(spot, event.clientX, event.clientY);
  });
};
