import type { Dimension, DimensionRange, GridRange, Sheet } from './model.ts';

/** Rows or columns that come, go or move. Everything that is anchored to cells follows by the same arithmetic. */
export type LineChange = { dimension: Dimension } & (
  | { kind: 'insert'; at: number; count: number }
  | { kind: 'delete'; start: number; count: number }
  | { kind: 'move'; start: number; count: number; to: number }
);

/** A stretch of rows or columns; without an end it reaches to the edge of the sheet, however that moves. */
export interface Stretch {
  start: number;
  end: number | undefined;
}

/**
 * Where a stretch of rows or columns is after a change; undefined where it was deleted whole.
 *
 * | change                       | effect                                                              |
 * | ---------------------------- | ------------------------------------------------------------------- |
 * | insert before or at its start | moves                                                              |
 * | insert inside                | grows                                                               |
 * | delete                       | shrinks, moves, or goes                                             |
 * | move of all of it            | goes along                                                          |
 * | move of a part               | loses that part, and grows where the part lands inside it           |
 */
export const movedStretch = (stretch: Stretch, change: LineChange): Stretch | undefined => {
  const { start, end } = stretch;
  switch (change.kind) {
    case 'insert':
      return {
        start: start >= change.at && !(start === 0 && end === undefined) ? start + change.count : start,
        end: end === undefined || end <= change.at ? end : end + change.count,
      };
    case 'delete': {
      const stop = change.start + change.count;
      const cut = (index: number): number =>
        index <= change.start ? index : index >= stop ? index - change.count : change.start;
      const next = { start: cut(start), end: end === undefined ? undefined : cut(end) };
      return next.end !== undefined && next.end <= next.start ? undefined : next;
    }
    case 'move': {
      const { count, to, dimension } = change;
      const stop = change.start + count;
      if (to >= change.start && to <= stop) return stretch;
      const landing = to > change.start ? to - count : to;
      if (end !== undefined && start >= change.start && end <= stop)
        return { start: start - change.start + landing, end: end - change.start + landing };
      const rest = movedStretch(stretch, { dimension, kind: 'delete', start: change.start, count });
      return rest && movedStretch(rest, { dimension, kind: 'insert', at: landing, count });
    }
  }
};

/** A GridRange after a change of its sheet's rows or columns; undefined where all of its cells were deleted. */
export const movedRange = (range: GridRange, change: LineChange): GridRange | undefined => {
  const [startKey, endKey] =
    change.dimension === 'ROWS'
      ? (['startRowIndex', 'endRowIndex'] as const)
      : (['startColumnIndex', 'endColumnIndex'] as const);
  const { [startKey]: start, [endKey]: end } = range;
  if (start === undefined && end === undefined) return range;
  const moved = movedStretch({ start: start ?? 0, end }, change);
  if (!moved) return undefined;
  const next: GridRange = {
    ...range,
    ...(start === undefined && moved.start === 0 ? {} : { [startKey]: moved.start }),
  };
  return moved.end === undefined ? next : { ...next, [endKey]: moved.end };
};

/** The items of a list in the order after a change; `fresh` makes the inserted ones. */
export const changedList = <Item>(
  items: readonly Item[],
  change: LineChange,
  fresh: (index: number) => Item,
): Item[] => {
  const next = items.slice();
  if (change.kind === 'insert')
    next.splice(change.at, 0, ...Array.from({ length: change.count }, (_, index) => fresh(index)));
  else if (change.kind === 'delete') next.splice(change.start, change.count);
  else {
    const moved = next.splice(change.start, change.count);
    next.splice(change.to > change.start ? Math.max(change.to - change.count, change.start) : change.to, 0, ...moved);
  }
  return next;
};

export const dimensionOf = (range: DimensionRange): Dimension => (range.dimension === 'COLUMNS' ? 'COLUMNS' : 'ROWS');

export const lineCount = (sheet: Sheet, dimension: Dimension): number =>
  dimension === 'ROWS' ? sheet.rows.length : sheet.columns.length;
