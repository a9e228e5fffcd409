import type { GridArea, GridRow, GridSheet, GridStyle } from '../../grid-protocol.ts';
import { cellAddress, columnLetters, contains, overlap, parseAddress } from './a1.ts';
import { coversTab, mergeAt, protectionAt } from './book.ts';
import { element, icon, icons } from './dom.ts';
import type { ShownCell } from './drafts.ts';
import { hasArrow, indexAt, type Layout, layoutOf, lineHeight, type Measure } from './layout.ts';
import type { Position } from './selection.ts';
import type { Source, Workbench } from './workbench.ts';

export const letterRowHeight = 24;
/** The grey line below frozen rows. */
const frozenLine = 3;

/** Where on the grid a pointer is. */
export interface Spot {
  part: 'cell' | 'row' | 'column' | 'corner' | 'grip';
  row: number;
  column: number;
}

export interface GridView {
  /** The scrolling element that holds the grid. */
  readonly scroller: HTMLElement;
  cellElement(row: number, column: number): HTMLElement | null;
  spotOf(target: EventTarget | null): Spot | null;
  /** The cell nearest to a point of the window, also where it lies outside of the grid. */
  spotAt(x: number, y: number): Position;
  reveal(row: number, column: number): void;
  /** Gives the keyboard to the active cell. */
  focus(): void;
  /** Rows that fit into the window, for PageUp and PageDown. */
  pageRows(): number;
  /** Shows a column with another width until the server's answer. */
  previewWidth(column: number, width: number): void;
  /** The width that fits the column's longest content. */
  fittingWidth(column: number): number;
  /** Marks an area as copied with a dashed frame; null takes it away. */
  markCopied(source: Source | null): void;
  onScroll(listener: () => void): void;
}

interface DrawnRow {
  element: HTMLElement;
  cells: { element: HTMLElement; column: number; merge: GridArea | null; look: string }[];
}

/**
 * Draws the tab that is shown: only the rows and columns in sight, each row as one element, so that a screen reader meets a plain
 * table; frozen rows and columns stick by CSS, so that scrolling is the browser's own and smooth.
 */
export const createGridView = (workbench: Workbench, measure: Measure): GridView => {
  const letters = element('div', { class: 'letters', 'aria-hidden': 'true' });
  const head = element('div', { class: 'head', role: 'rowgroup' });
  const body = element('div', { class: 'body', role: 'rowgroup' });
  const grid = element('div', { class: 'grid', role: 'grid', 'aria-multiselectable': 'true' }, head, body);
  const more = element('button', { type: 'button', class: 'more-rows' }, 'Add 100 rows at the bottom');
  const scroller = element('div', { class: 'scroller' }, letters, grid, element('div', { class: 'below' }, more));

  let layout: Layout = { rowTops: new Float64Array(1), columnLefts: new Float64Array(1) };
  let heights = new WeakMap<GridRow, number>();
  let drawnSheet = -1;
  let widths = '';
  let drawnColumns: [number, number] = [0, 0];
  let copied: Source | null = null;
  const drawn = new Map<number, DrawnRow>();
  const scrolled = new Map<number, { left: number; top: number }>();
  const scrollListeners: (() => void)[] = [];

  const sheet = (): GridSheet => workbench.sheet();
  const rowHeadWidth = (): number => (sheet().rows.length > 9999 ? 56 : 46);
  const frozenRows = (): number => Math.min(sheet().frozenRowCount, sheet().rows.length);
  const frozenLineHeight = (): number => (frozenRows() > 0 ? frozenLine : 0);
  const frozenColumns = (): number => Math.min(sheet().frozenColumnCount, sheet().columns.length);

  const drawAll = (): void => {
    const current = sheet();
    if (drawnSheet !== current.sheetId) {
      if (drawnSheet >= 0) scrolled.set(drawnSheet, { left: scroller.scrollLeft, top: scroller.scrollTop });
      heights = new WeakMap();
    }
    const newWidths = `${current.sheetId}|${current.columns.map((column) => (column.hidden ? 0 : column.width)).join()}|${JSON.stringify(current.styles)}`;
    if (newWidths !== widths) heights = new WeakMap();
    widths = newWidths;
    layout = layoutOf(current, measure, heights);
    const frozenHeight = layout.rowTops[frozenRows()]!;
    const width = rowHeadWidth() + layout.columnLefts.at(-1)!;
    grid.setAttribute('aria-rowcount', String(current.rows.length));
    grid.setAttribute('aria-colcount', String(current.columns.length));
    grid.setAttribute('aria-label', `${current.title}, ${workbench.book.title}`);
    for (const part of [letters, grid, head]) part.style.width = `${width}px`;
    head.style.height = `${frozenHeight + frozenLineHeight()}px`;
    head.classList.toggle('frozen', frozenRows() > 0);
    more.hidden = current.protectedRanges.some(
      (protection) => !protection.warningOnly && coversTab(protection, current),
    );
    body.style.height = `${layout.rowTops.at(-1)! - frozenHeight}px`;
    scroller.style.setProperty('--row-head', `${rowHeadWidth()}px`);
    scroller.style.scrollPaddingTop = `${letterRowHeight + frozenHeight}px`;
    if (drawnSheet !== current.sheetId) {
      drawnSheet = current.sheetId;
      const at = scrolled.get(current.sheetId) ?? { left: 0, top: 0 };
      scroller.scrollTo({ ...at, behavior: 'instant' });
    }
    clear();
    drawInSight();
  };

  const clear = (): void => {
    const focused = scroller.contains(document.activeElement) && document.activeElement?.closest('.cell') !== null;
    drawn.clear();
    head.replaceChildren();
    body.replaceChildren();
    drawnColumns = columnsInSight();
    drawLetters();
    if (focused) keepFocus = true;
  };
  /** A cell that held the keyboard was replaced: its successor takes it over. */
  let keepFocus = false;

  const columnsInSight = (): [number, number] => {
    const spare = 400;
    const frozenWidth = layout.columnLefts[frozenColumns()]!;
    const left = scroller.scrollLeft + frozenWidth;
    const first = indexAt(layout.columnLefts, Math.max(frozenWidth, left - spare));
    const last = indexAt(layout.columnLefts, scroller.scrollLeft + scroller.clientWidth + spare);
    return [Math.max(first, frozenColumns()), Math.max(last + 1, frozenColumns())];
  };

  const rowsInSight = (): [number, number] => {
    const spare = 240;
    const frozenHeight = layout.rowTops[frozenRows()]!;
    const top = scroller.scrollTop + frozenHeight;
    const first = indexAt(layout.rowTops, Math.max(frozenHeight, top - spare));
    const last = indexAt(layout.rowTops, scroller.scrollTop + scroller.clientHeight + spare);
    return [Math.max(first, frozenRows()), Math.min(Math.max(last + 1, frozenRows()), sheet().rows.length)];
  };

  const drawInSight = (): void => {
    const columns = columnsInSight();
    if (columns[0] < drawnColumns[0] || columns[1] > drawnColumns[1]) clear();
    const [first, last] = rowsInSight();
    const wanted = new Set<number>();
    for (let row = 0; row < frozenRows(); row++) wanted.add(row);
    for (let row = first; row < last; row++) wanted.add(row);
    const active = workbench.selection().active.row;
    // The active cell stays drawn while it is out of sight, because it holds the keyboard.
    if (active < sheet().rows.length) wanted.add(active);
    for (const merge of sheet().merges) if (merge.startRow < first && merge.endRow > first) wanted.add(merge.startRow);
    for (const [row, { element: drawnElement }] of drawn)
      if (!wanted.has(row)) {
        drawnElement.remove();
        drawn.delete(row);
      }
    let after: Element | null = null;
    const rows = [...wanted].sort((a, b) => a - b);
    for (const row of rows) {
      if (sheet().rows[row]?.hidden) continue;
      const parent = row < frozenRows() ? head : body;
      if (after && after.parentElement !== parent) after = null;
      let entry = drawn.get(row);
      if (!entry) {
        entry = drawRow(row);
        drawn.set(row, entry);
        if (after) after.after(entry.element);
        else parent.prepend(entry.element);
      }
      after = entry.element;
    }
    paintSelection();
    if (keepFocus) {
      keepFocus = false;
      focus();
    }
  };

  const drawLetters = (): void => {
    letters.replaceChildren();
    const corner = element('div', { class: 'corner' });
    corner.dataset.part = 'corner';
    letters.append(corner);
    const draw = (column: number): void => {
      if (sheet().columns[column]?.hidden !== false) return;
      const letter = element('div', { class: 'letter' }, columnLetters(column));
      letter.dataset.part = 'column';
      letter.dataset.column = String(column);
      const grip = element('div', { class: 'grip', title: 'Drag to resize, double-click to fit' });
      grip.dataset.part = 'grip';
      grip.dataset.column = String(column);
      letter.append(grip);
      place(letter, column, layout.columnLefts[column + 1]! - layout.columnLefts[column]!);
      if (sheet().columns[column + 1]?.hidden) letter.classList.add('before-hidden');
      if (sheet().columns[column - 1]?.hidden) letter.classList.add('after-hidden');
      letters.append(letter);
    };
    for (let column = 0; column < frozenColumns(); column++) draw(column);
    for (let column = drawnColumns[0]; column < Math.min(drawnColumns[1], sheet().columns.length); column++)
      draw(column);
  };

  /** Frozen columns stand in the row's flow and stick; the others lie where they belong. */
  const place = (cell: HTMLElement, column: number, width: number): void => {
    const left = rowHeadWidth() + layout.columnLefts[column]!;
    cell.style.width = `${width}px`;
    cell.style.left = `${left}px`;
    if (column >= frozenColumns()) return;
    cell.classList.add('stuck');
    if (column === frozenColumns() - 1) cell.classList.add('last-stuck');
    const own = layout.columnLefts[column + 1]! - layout.columnLefts[column]!;
    if (width > own) cell.style.marginRight = `${own - width}px`;
  };

  const drawRow = (row: number): DrawnRow => {
    const current = sheet();
    const height = layout.rowTops[row + 1]! - layout.rowTops[row]!;
    const rowElement = element('div', { class: 'row', role: 'row', 'aria-rowindex': row + 1 });
    rowElement.style.top = `${layout.rowTops[row]! - (row < frozenRows() ? 0 : layout.rowTops[frozenRows()]!)}px`;
    rowElement.style.height = `${height}px`;
    const number = element('div', { class: 'row-head', 'aria-hidden': 'true' }, String(row + 1));
    number.dataset.part = 'row';
    number.dataset.row = String(row);
    rowElement.append(number);
    const cells: DrawnRow['cells'] = [];
    const draw = (column: number): void => {
      if (current.columns[column]?.hidden !== false) return;
      const merge = mergeAt(current, row, column);
      if (merge && (merge.startRow !== row || merge.startColumn !== column)) return;
      const cell = drawCell(row, column, merge);
      cells.push({ element: cell, column, merge, look: cell.className });
      rowElement.append(cell);
    };
    for (let column = 0; column < frozenColumns(); column++) draw(column);
    for (const merge of current.merges)
      if (
        merge.startRow === row &&
        merge.startColumn >= frozenColumns() &&
        merge.startColumn < drawnColumns[0] &&
        merge.endColumn > drawnColumns[0]
      )
        draw(merge.startColumn);
    for (let column = drawnColumns[0]; column < Math.min(drawnColumns[1], current.columns.length); column++)
      draw(column);
    return { element: rowElement, cells };
  };

  const drawCell = (row: number, column: number, merge: GridArea | null): HTMLElement => {
    const current = sheet();
    const shown = workbench.cell(row, column);
    const style = shown?.style === undefined ? undefined : current.styles[shown.style];
    const validation = shown?.validation === undefined ? undefined : current.validations[shown.validation];
    const address = cellAddress(row, column);
    const heading = row === frozenRows() - 1 && (shown?.text ?? '') !== '';
    const cell = blankCell.cloneNode() as HTMLElement;
    if (heading) cell.setAttribute('role', 'columnheader');
    cell.setAttribute('aria-colindex', String(column + 1));
    cell.setAttribute('data-a1', address);
    const width = layout.columnLefts[merge?.endColumn ?? column + 1]! - layout.columnLefts[column]!;
    const height = layout.rowTops[merge?.endRow ?? row + 1]! - layout.rowTops[row]!;
    place(cell, column, width);
    cell.style.height = `${height}px`;
    if (merge) {
      cell.classList.add('merged');
      cell.setAttribute('aria-colspan', String(merge.endColumn - merge.startColumn));
      cell.setAttribute('aria-rowspan', String(merge.endRow - merge.startRow));
    }
    if (protectionAt(current, row, column) !== null) cell.setAttribute('aria-readonly', 'true');
    if (shown?.note) cell.classList.add('noted');
    if (shown?.unsaved) cell.classList.add('unsaved');
    if (style) dress(cell, style);
    cell.classList.add(`align-${style?.align ?? defaultAlign(shown)}`, `valign-${style?.verticalAlign ?? 'bottom'}`);
    if (validation?.checkbox) {
      cell.classList.add('align-center');
      const checked = /^true$/i.test(shown?.text ?? '');
      cell.append(
        element(
          'span',
          {
            class: checked ? 'tick ticked' : 'tick',
            role: 'checkbox',
            'aria-checked': String(checked),
            'aria-label': address,
          },
          ...(checked ? [icon(icons.check, 14)] : []),
        ),
      );
      return cell;
    }
    if (!shown?.text && shown?.validation === undefined) return cell;
    const text = blankText.cloneNode() as HTMLElement;
    if (shown?.link) text.append(element('span', { class: 'link' }, shown.text ?? ''));
    else text.textContent = shown?.text ?? '';
    cell.append(text);
    if (hasArrow(shown, current)) {
      cell.classList.add('choices');
      cell.setAttribute('aria-haspopup', 'listbox');
      const arrow = element('span', { class: 'arrow', 'aria-hidden': 'true' });
      arrow.dataset.arrow = '';
      cell.append(arrow);
    } else if (shown?.text && !style?.wrap) {
      const room = roomFor(row, column, shown, style, width);
      if (room > width) {
        cell.classList.add('over');
        text.style.flex = `0 0 ${room - 6}px`;
      }
    }
    return cell;
  };

  /** Left-aligned text runs on over empty cells to its right, as in every spreadsheet. */
  const roomFor = (
    row: number,
    column: number,
    shown: ShownCell,
    style: GridStyle | undefined,
    width: number,
  ): number => {
    if ((style?.align ?? defaultAlign(shown)) !== 'left' || shown.text?.includes('\n')) return width;
    const needed = measure(shown.text ?? '', style) + 8;
    // A text that sticks may run out of the frozen columns only where nothing can ever be scrolled below it.
    const alone = column >= frozenColumns() || rowIsEmptyFrom(row, frozenColumns());
    const end = alone ? sheet().columns.length : frozenColumns();
    let room = width;
    for (let next = mergeAt(sheet(), row, column)?.endColumn ?? column + 1; next < end && room < needed; next++) {
      const cell = workbench.cell(row, next);
      if ((cell?.text ?? '') !== '' || cell?.validation !== undefined || mergeAt(sheet(), row, next)) break;
      room = layout.columnLefts[next + 1]! - layout.columnLefts[column]!;
    }
    return room;
  };

  const rowIsEmptyFrom = (row: number, column: number): boolean => {
    for (let at = column; at < sheet().columns.length; at++) {
      const cell = workbench.cell(row, at);
      if ((cell?.text ?? '') !== '' || cell?.validation !== undefined || mergeAt(sheet(), row, at)) return false;
    }
    return true;
  };

  const paintSelection = (): void => {
    const selection = workbench.selection();
    const area = workbench.area();
    const { rows, columns } = sheet();
    const marked = copied?.sheetId === sheet().sheetId ? copied.area : null;
    const several = area.endRow - area.startRow > 1 || area.endColumn - area.startColumn > 1;
    const lastRow = Math.min(area.endRow, rows.length) - 1;
    const lastColumn = Math.min(area.endColumn, columns.length) - 1;
    for (const [row, entry] of drawn) {
      for (const cell of entry.cells) {
        const covered = cell.merge ?? {
          startRow: row,
          endRow: row + 1,
          startColumn: cell.column,
          endColumn: cell.column + 1,
        };
        const inside = overlap(covered, area);
        const active = contains(covered, selection.active.row, selection.active.column);
        let look = cell.look;
        if (inside && several) {
          look += ' selected';
          if (covered.startRow <= area.startRow) look += ' edge-top';
          if (covered.endRow > lastRow) look += ' edge-bottom';
          if (covered.startColumn <= area.startColumn) look += ' edge-left';
          if (covered.endColumn > lastColumn) look += ' edge-right';
        }
        if (active) look += ' active';
        if (marked && overlap(covered, marked)) {
          look += ' copied';
          if (covered.startRow <= marked.startRow) look += ' copied-top';
          if (covered.endRow >= marked.endRow) look += ' copied-bottom';
          if (covered.startColumn <= marked.startColumn) look += ' copied-left';
          if (covered.endColumn >= marked.endColumn) look += ' copied-right';
        }
        if (cell.element.className !== look) cell.element.className = look;
        const chosen = String(inside);
        if (cell.element.getAttribute('aria-selected') !== chosen) cell.element.setAttribute('aria-selected', chosen);
        const stop = active ? '0' : '-1';
        if (cell.element.getAttribute('tabindex') !== stop) cell.element.setAttribute('tabindex', stop);
      }
      const number = entry.element.firstElementChild!;
      number.classList.toggle('lit', row >= area.startRow && row < area.endRow);
      number.classList.toggle(
        'whole',
        (selection.whole === 'rows' || selection.whole === 'all') && row >= area.startRow && row < area.endRow,
      );
    }
    for (const letter of letters.children) {
      const column = Number((letter as HTMLElement).dataset.column ?? -1);
      const lit = column >= area.startColumn && column < area.endColumn;
      letter.classList.toggle('lit', lit);
      letter.classList.toggle('whole', lit && (selection.whole === 'columns' || selection.whole === 'all'));
    }
  };

  const redrawRows = (rows: readonly number[]): void => {
    // A row whose text wraps differently now changes where all rows below it lie.
    const before = layout;
    layout = layoutOf(sheet(), measure, heights);
    const moved =
      before.rowTops.length !== layout.rowTops.length || before.rowTops.some((top, row) => top !== layout.rowTops[row]);
    if (moved) {
      drawAll();
      return;
    }
    let changed = false;
    for (const row of rows) {
      const entry = drawn.get(row);
      if (!entry) continue;
      if (entry.element.contains(document.activeElement)) keepFocus = true;
      const next = drawRow(row);
      entry.element.replaceWith(next.element);
      drawn.set(row, next);
      changed = true;
    }
    if (changed) drawInSight();
  };

  const focus = (): void => {
    const { row, column } = workbench.selection().active;
    cellElement(row, column)?.focus({ preventScroll: true });
  };

  const cellElement = (row: number, column: number): HTMLElement | null => {
    const entry = drawn.get(row);
    return entry?.cells.find((cell) => cell.column === column)?.element ?? null;
  };

  const reveal = (row: number, column: number): void => {
    const frozenHeight = layout.rowTops[frozenRows()]!;
    const frozenWidth = layout.columnLefts[frozenColumns()]!;
    const merge = mergeAt(sheet(), row, column);
    if (row >= frozenRows()) {
      const top = layout.rowTops[row]! - frozenHeight;
      const bottom = layout.rowTops[merge?.endRow ?? row + 1]! - frozenHeight;
      const room = scroller.clientHeight - letterRowHeight - frozenHeight - frozenLineHeight();
      if (top < scroller.scrollTop || bottom - top > room) scroller.scrollTop = top;
      else if (bottom > scroller.scrollTop + room) scroller.scrollTop = bottom - room;
    }
    if (column >= frozenColumns()) {
      const left = layout.columnLefts[column]! - frozenWidth;
      const right = layout.columnLefts[merge?.endColumn ?? column + 1]! - frozenWidth;
      const room = scroller.clientWidth - rowHeadWidth() - frozenWidth;
      if (left < scroller.scrollLeft || right - left > room) scroller.scrollLeft = left;
      else if (right > scroller.scrollLeft + room) scroller.scrollLeft = right - room;
    }
    drawInSight();
  };

  scroller.addEventListener('scroll', () => {
    drawInSight();
    for (const listener of scrollListeners) listener();
  });
  new ResizeObserver(() => drawInSight()).observe(scroller);
  more.addEventListener('click', () => {
    const { sheetId, rows } = sheet();
    workbench.act({ kind: 'insertRows', sheetId, at: rows.length, count: 100 }, 'Add rows');
  });
  workbench.on('sheet', drawAll);
  workbench.on('rows', redrawRows);
  workbench.on('selection', (show) => {
    const { whole, active, head } = workbench.selection();
    const { row, column } = show === 'start' ? active : head;
    const holdsKeyboard =
      scroller.contains(document.activeElement) && document.activeElement?.closest('.cell') !== null;
    if (show !== 'none' && !whole) reveal(row, column);
    else if (show !== 'none')
      reveal(
        whole === 'columns' || whole === 'all'
          ? indexAt(layout.rowTops, scroller.scrollTop + layout.rowTops[frozenRows()]!)
          : active.row,
        whole === 'rows' || whole === 'all'
          ? indexAt(layout.columnLefts, scroller.scrollLeft + layout.columnLefts[frozenColumns()]!)
          : active.column,
      );
    else drawInSight();
    if (holdsKeyboard) focus();
  });

  return {
    scroller,
    cellElement,
    spotOf: (target) => {
      const part = target instanceof Element ? target.closest<HTMLElement>('[data-part]') : null;
      if (!part || !scroller.contains(part)) return null;
      const at = part.dataset.a1 === undefined ? undefined : parseAddress(part.dataset.a1)?.area;
      if (at) return { part: 'cell', row: at.startRow, column: at.startColumn };
      return {
        part: part.dataset.part as Spot['part'],
        row: Number(part.dataset.row ?? 0),
        column: Number(part.dataset.column ?? 0),
      };
    },
    spotAt: (x, y) => {
      const box = scroller.getBoundingClientRect();
      const inX = Math.max(0, Math.min(x - box.left, scroller.clientWidth - 1) - rowHeadWidth());
      const inY = Math.max(0, Math.min(y - box.top, scroller.clientHeight - 1) - letterRowHeight);
      const frozenWidth = layout.columnLefts[frozenColumns()]!;
      const frozenHeight = layout.rowTops[frozenRows()]!;
      return {
        column: indexAt(layout.columnLefts, inX < frozenWidth ? inX : inX + scroller.scrollLeft),
        row: indexAt(layout.rowTops, inY < frozenHeight ? inY : inY + scroller.scrollTop - frozenLineHeight()),
      };
    },
    reveal,
    focus,
    pageRows: () => {
      const room = scroller.clientHeight - letterRowHeight - layout.rowTops[frozenRows()]!;
      return Math.max(1, Math.floor(room / 21) - 1);
    },
    previewWidth: (column, width) => {
      const of = sheet().columns[column];
      if (!of) return;
      of.width = width;
      drawAll();
    },
    fittingWidth: (column) => {
      let widest = 40;
      sheet().rows.forEach((_row, row) => {
        const cell = workbench.cell(row, column);
        if (!cell?.text || mergeAt(sheet(), row, column)) return;
        const style = cell.style === undefined ? undefined : sheet().styles[cell.style];
        const extra = 10 + (hasArrow(cell, sheet()) ? 18 : 0);
        for (const line of cell.text.split('\n')) widest = Math.max(widest, measure(line, style) + extra);
      });
      return Math.min(600, Math.ceil(widest));
    },
    markCopied: (source) => {
      copied = source;
      paintSelection();
    },
    onScroll: (listener) => {
      scrollListeners.push(listener);
    },
  };
};

/** Cells are copied from one, which is several times faster than setting each attribute anew: a screenful is a thousand cells. */
const blankCell = element('div', {
  class: 'cell',
  role: 'gridcell',
  tabindex: -1,
  'aria-selected': 'false',
  'data-part': 'cell',
});
const blankText = element('div', { class: 'text' });

const defaultAlign = (cell: ShownCell | null): 'left' | 'center' | 'right' =>
  cell?.kind === 'number' ? 'right' : cell?.kind === 'boolean' || cell?.kind === 'error' ? 'center' : 'left';

const dress = (cell: HTMLElement, style: GridStyle): void => {
  if (style.background) cell.style.backgroundColor = style.background;
  if (style.color) cell.style.color = style.color;
  if (style.bold) cell.style.fontWeight = 'bold';
  if (style.italic) cell.style.fontStyle = 'italic';
  if (style.fontSize) cell.style.fontSize = `${(style.fontSize * 4) / 3}px`;
  cell.style.lineHeight = `${lineHeight(style)}px`;
  if (style.wrap) cell.classList.add('wrap');
};
