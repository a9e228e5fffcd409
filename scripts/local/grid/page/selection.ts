import type { GridArea } from '../../grid-protocol.ts';
import { overlap } from './a1.ts';

export interface Position {
  row: number;
  column: number;
}

/** What is selected on one tab: the area between `anchor` and `head`, with one active cell in it, which is typed into. */
export interface Selection {
  active: Position;
  anchor: Position;
  head: Position;
  /** Whole rows or columns, as by a click on their header. */
  whole?: 'rows' | 'columns' | 'all';
}

/** What moving about needs to know of a tab. */
export interface Surface {
  rowCount: number;
  columnCount: number;
  rowShown(row: number): boolean;
  columnShown(column: number): boolean;
  filled(row: number, column: number): boolean;
  mergeAt(row: number, column: number): GridArea | null;
  merges: readonly GridArea[];
}

export const selectCell = (position: Position): Selection => ({ active: position, anchor: position, head: position });

/** The selected area, grown until it cuts through no merged area. */
export const selectedArea = (surface: Surface, selection: Selection): GridArea => {
  const { anchor, head, whole } = selection;
  let area: GridArea = {
    startRow: Math.min(anchor.row, head.row),
    endRow: Math.max(anchor.row, head.row) + 1,
    startColumn: Math.min(anchor.column, head.column),
    endColumn: Math.max(anchor.column, head.column) + 1,
  };
  if (whole === 'rows' || whole === 'all') area = { ...area, startColumn: 0, endColumn: surface.columnCount };
  if (whole === 'columns' || whole === 'all') area = { ...area, startRow: 0, endRow: surface.rowCount };
  if (whole) return area;
  for (let grown = true; grown; ) {
    grown = false;
    for (const merge of surface.merges) {
      if (!overlap(merge, area)) continue;
      const next = {
        startRow: Math.min(area.startRow, merge.startRow),
        endRow: Math.max(area.endRow, merge.endRow),
        startColumn: Math.min(area.startColumn, merge.startColumn),
        endColumn: Math.max(area.endColumn, merge.endColumn),
      };
      if (areaSize(next) > areaSize(area)) {
        area = next;
        grown = true;
      }
    }
  }
  return area;
};

/** True where the selection is a single cell or a single merged area. */
export const isSingle = (surface: Surface, selection: Selection): boolean => {
  const area = selectedArea(surface, selection);
  if (areaSize(area) === 1) return true;
  const merge = surface.mergeAt(area.startRow, area.startColumn);
  return merge !== null && areaSize(merge) === areaSize(area);
};

const areaSize = (area: GridArea): number => (area.endRow - area.startRow) * (area.endColumn - area.startColumn);

/** A merged area is known by its first cell. */
export const ownerOf = (surface: Surface, position: Position): Position => {
  const merge = surface.mergeAt(position.row, position.column);
  return merge ? { row: merge.startRow, column: merge.startColumn } : position;
};

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The next shown cell in a direction; the same one at the edge of the sheet. */
export const stepFrom = (surface: Surface, from: Position, direction: Direction): Position => {
  const merge = surface.mergeAt(from.row, from.column);
  let { row, column } = from;
  for (;;) {
    if (direction === 'up') row = (merge && row === from.row ? merge.startRow : row) - 1;
    if (direction === 'down') row = merge && row === from.row ? merge.endRow : row + 1;
    if (direction === 'left') column = (merge && column === from.column ? merge.startColumn : column) - 1;
    if (direction === 'right') column = merge && column === from.column ? merge.endColumn : column + 1;
    if (row < 0 || row >= surface.rowCount || column < 0 || column >= surface.columnCount) return from;
    if (surface.rowShown(row) && surface.columnShown(column)) return { row, column };
  }
};

/** Where Ctrl+arrow goes: to the end of a run of filled cells, or over a gap to the next filled cell or the edge of the sheet. */
export const jumpFrom = (surface: Surface, from: Position, direction: Direction): Position => {
  const filled = (at: Position): boolean => {
    const owner = ownerOf(surface, at);
    return surface.filled(owner.row, owner.column);
  };
  let at = from;
  let next = stepFrom(surface, at, direction);
  if (same(at, next)) return at;
  if (filled(at) && filled(next)) {
    while (!same(at, next) && filled(next)) {
      at = next;
      next = stepFrom(surface, at, direction);
    }
    return at;
  }
  while (!same(at, next)) {
    at = next;
    if (filled(at)) return at;
    next = stepFrom(surface, at, direction);
  }
  return at;
};

const same = (a: Position, b: Position): boolean => a.row === b.row && a.column === b.column;

/** The first shown cell at or after a position, so that a selection never sits on a hidden row or column. */
export const nearestShown = (surface: Surface, position: Position): Position => ({
  row: nearest(position.row, surface.rowCount, surface.rowShown),
  column: nearest(position.column, surface.columnCount, surface.columnShown),
});

const nearest = (index: number, count: number, shown: (index: number) => boolean): number => {
  const start = Math.max(0, Math.min(index, count - 1));
  for (let at = start; at < count; at++) if (shown(at)) return at;
  for (let at = start; at >= 0; at--) if (shown(at)) return at;
  return start;
};

/** The last row and column that hold anything (Ctrl+End); the first cell on an empty tab. */
export const lastFilled = (surface: Surface): Position => {
  let row = 0;
  let column = 0;
  for (let r = surface.rowCount - 1; r >= 0; r--) {
    for (let c = surface.columnCount - 1; c >= 0; c--) {
      if (!surface.filled(r, c)) continue;
      row = Math.max(row, r);
      column = Math.max(column, c);
      break;
    }
  }
  return { row, column };
};

/** The next cell within a selected block: Tab goes along rows, Enter along columns, and both go round. */
export const cycleWithin = (
  surface: Surface,
  area: GridArea,
  from: Position,
  key: 'Tab' | 'Enter',
  back: boolean,
): Position => {
  const rows = range(area.startRow, Math.min(area.endRow, surface.rowCount)).filter(surface.rowShown);
  const columns = range(area.startColumn, Math.min(area.endColumn, surface.columnCount)).filter(surface.columnShown);
  const count = rows.length * columns.length;
  if (count === 0) return from;
  let index =
    key === 'Tab'
      ? rows.indexOf(from.row) * columns.length + columns.indexOf(from.column)
      : columns.indexOf(from.column) * rows.length + rows.indexOf(from.row);
  for (let tries = 0; tries < count; tries++) {
    index = (index + (back ? count - 1 : 1)) % count;
    const at =
      key === 'Tab'
        ? { row: rows[Math.floor(index / columns.length)]!, column: columns[index % columns.length]! }
        : { row: rows[index % rows.length]!, column: columns[Math.floor(index / rows.length)]! };
    // Cells under a merged area are passed over: the area is entered once, at its first cell.
    if (same(ownerOf(surface, at), at)) return at;
  }
  return from;
};

const range = (start: number, end: number): number[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
