import type { GridCell, GridRow, GridSheet, GridStyle } from '../../grid-protocol.ts';

/** Where rows and columns lie, in pixels from the first one. `rowTops[n]` is the end of the last of n rows. */
export interface Layout {
  rowTops: Float64Array;
  columnLefts: Float64Array;
}

export const defaultRowHeight = 21;
/** The room that a cell's text leaves free at its sides, both together. */
export const cellPadding = 7;

/** How wide a line of text is, in pixels. */
export type Measure = (text: string, style: GridStyle | undefined) => number;

/**
 * Rows without a height of their own fit their content, as in Google Sheets: a larger font, line breaks, wrapped text.
 *
 * @param heights  remembers heights by row between calls; to be emptied when column widths change
 */
export const layoutOf = (sheet: GridSheet, measure: Measure, heights: WeakMap<GridRow, number>): Layout => {
  const columnLefts = new Float64Array(sheet.columns.length + 1);
  sheet.columns.forEach((column, index) => {
    columnLefts[index + 1] = columnLefts[index]! + (column.hidden ? 0 : column.width);
  });
  const merged = new Map<number, Map<number, number>>();
  for (const merge of sheet.merges) {
    const row = merged.get(merge.startRow) ?? new Map<number, number>();
    // A text over several rows has room of its own; one over several columns wraps at their common width.
    row.set(merge.startColumn, merge.endRow - merge.startRow > 1 ? Number.POSITIVE_INFINITY : merge.endColumn);
    merged.set(merge.startRow, row);
  }
  const rowTops = new Float64Array(sheet.rows.length + 1);
  sheet.rows.forEach((row, index) => {
    let height = row.hidden ? 0 : row.height;
    if (height === undefined) {
      height = heights.get(row);
      if (height === undefined) {
        height = fittingHeight(row, sheet, columnLefts, measure, merged.get(index));
        heights.set(row, height);
      }
    }
    rowTops[index + 1] = rowTops[index]! + height;
  });
  return { rowTops, columnLefts };
};

const fittingHeight = (
  row: GridRow,
  sheet: GridSheet,
  columnLefts: Float64Array,
  measure: Measure,
  merged: Map<number, number> | undefined,
): number => {
  let height = defaultRowHeight;
  row.cells.forEach((cell, column) => {
    if (!cell?.text) return;
    const style = cell.style === undefined ? undefined : sheet.styles[cell.style];
    const plain = !style?.wrap && (style?.fontSize ?? 10) <= 10;
    if (plain && !cell.text.includes('\n')) return;
    const end = merged?.get(column) ?? column + 1;
    if (end === Number.POSITIVE_INFINITY) return;
    const width = columnLefts[end]! - columnLefts[column]! - cellPadding - (hasArrow(cell, sheet) ? 18 : 0);
    height = Math.max(height, Math.ceil(lineCount(cell.text, style, width, measure) * lineHeight(style) + 4));
  });
  return height;
};

export const hasArrow = (cell: GridCell | null, sheet: GridSheet): boolean =>
  cell?.validation !== undefined && sheet.validations[cell.validation]?.options !== undefined;

export const lineHeight = (style: GridStyle | undefined): number =>
  Math.round((((style?.fontSize ?? 10) * 4) / 3) * 1.25);

const lineCount = (text: string, style: GridStyle | undefined, width: number, measure: Measure): number => {
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    if (!style?.wrap || measure(paragraph, style) <= width) {
      lines++;
      continue;
    }
    let line = '';
    for (const word of paragraph.split(/(?<=[\s-])/)) {
      if (line !== '' && measure((line + word).trimEnd(), style) > width) {
        lines++;
        line = '';
      }
      line += word;
      // A word wider than the column breaks inside.
      const wide = measure(line.trimEnd(), style);
      if (wide > width && width > 0) {
        const extra = Math.ceil(wide / width) - 1;
        lines += extra;
        line = line.slice(Math.floor((line.length * extra * width) / wide));
      }
    }
    lines++;
  }
  return lines;
};

/** The row or column at a distance from the first one's start; the last one where the distance lies beyond. */
export const indexAt = (starts: Float64Array, distance: number): number => {
  let low = 0;
  let high = Math.max(0, starts.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= distance) low = middle;
    else high = middle - 1;
  }
  return low;
};
