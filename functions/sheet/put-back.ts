import type { PlanPlaces, SectionName, SectionPlace } from '../plan/plan.ts';
import { nameKey } from '../plan/text.ts';
import type { RawCell } from '../plan/value.ts';
import { type CellWrite, isFindingColor, ownNote } from './feedback.ts';
import type { Snapshot, SnapshotCell, SnapshotTab } from './snapshot.ts';

/** A sheet with where the sections of its plan stand in it. */
export interface PlacedSnapshot {
  snapshot: Snapshot;
  places: PlanPlaces;
}

/** A cell as it stood. */
export type RestoredCell = CellWrite<RawCell['value']>;

/**
 * What a write has overwritten that was not meant: cells are written by their place, so where people moved rows or columns between a reading
 * and the write that follows from it, what was meant for one cell has come into another. Gives what stood there, as the reading knew it under
 * its row and column; a cell in which somebody has typed since, and what came into the sheet after the reading, is left alone.
 *
 * @param read   what the write follows from, as it would have been without anybody moving anything
 * @param cells  what was written, whether or not it is known that it arrived
 * @param now    the sheet after that
 */
export const putBack = (read: PlacedSnapshot, cells: readonly RestoredCell[], now: PlacedSnapshot): RestoredCell[] =>
  Object.entries(now.places).flatMap(([name, place]) => {
    const before = read.places[name as SectionName];
    const tab = now.snapshot.tabs.find(({ sheetId }) => sheetId === place.sheetId);
    const tabBefore = read.snapshot.tabs.find(({ sheetId }) => sheetId === before?.sheetId);
    if (!before || !tab || !tabBefore || before.sheetId !== place.sheetId) return [];
    const inSection = cells.filter(
      ({ sheetId, row }) => sheetId === place.sheetId && row >= place.firstRow && row <= place.lastRow,
    );
    if (inSection.length === 0) return [];
    const moved = movement({ tab: tabBefore, place: before }, { tab, place }, inSection);
    return inSection.flatMap((written) => {
      const column = moved.columnBefore(written.column);
      const row = moved.rowBefore(written.row);
      // Of a row that nobody knows again nothing was read.
      if (row === null || (column === written.column && row === written.row)) return [];
      const stood = column === null ? undefined : tabBefore.rows[row - 1]?.[column];
      const restored = stoodBefore(written, stood, tab.rows[written.row - 1]?.[written.column], place);
      return restored === null ? [] : [restored];
    });
  });

/** @returns null where the cell no longer shows what was written, or nothing of people's is lost by it */
const stoodBefore = (
  written: RestoredCell,
  stood: SnapshotCell | undefined,
  shows: SnapshotCell | undefined,
  place: SectionPlace,
): RestoredCell | null => {
  const { sheetId, row, column } = written;
  const restored: RestoredCell = { sheetId, row, column };
  // What the planner itself works out is worked out anew; an id only it has to bring back.
  const isWorkedOut = column === place.statusColumn || column === place.computedColumn;
  const mayGo = isWorkedOut || (column === place.idColumn && !isTypedIn(stood));
  if (!mayGo && isShown(written, shows) && !isSameContent(stood, shows) && !isErrorTyped(stood)) {
    if (stood?.formula !== undefined) restored.formula = stood.formula;
    else restored.value = stood?.value ?? null;
  }
  if (
    'note' in written &&
    (written.note ?? '') === (shows?.note ?? '') &&
    ownNote(stood?.note) !== ownNote(shows?.note)
  )
    restored.note = ownNote(stood?.note) || null;
  if (written.background !== undefined && (written.background ?? undefined) === shows?.background && isOwnColor(stood))
    restored.background = stood!.background!;
  return Object.keys(restored).length > 3 ? restored : null;
};

const isOwnColor = (cell: SnapshotCell | undefined): boolean =>
  cell?.background !== undefined && !isFindingColor(cell.background);

const isShown = (written: RestoredCell, shows: SnapshotCell | undefined): boolean =>
  written.formula !== undefined
    ? shows?.formula?.replaceAll(' ', '') === written.formula.replaceAll(' ', '')
    : 'value' in written && shows?.formula === undefined && (shows?.value ?? null) === (written.value ?? null);

const isSameContent = (one: SnapshotCell | undefined, other: SnapshotCell | undefined): boolean =>
  one?.formula === other?.formula && (one?.value ?? null) === (other?.value ?? null);

/** An error that no formula came to cannot be written as one. */
const isErrorTyped = (cell: SnapshotCell | undefined): boolean =>
  cell?.error !== undefined && cell.formula === undefined;

interface PlacedTab {
  tab: SnapshotTab;
  place: SectionPlace;
}

interface Movement {
  /** Where a column of the sheet was when it was read; null where it was not there. */
  columnBefore(column: number): number | null;
  /** The same of a row, from 1; null also where it cannot be told. */
  rowBefore(row: number): number | null;
}

/** Columns are known by their headers, rows by their ids or questions; those without by what stands in them. */
const movement = (before: PlacedTab, now: PlacedTab, written: readonly RestoredCell[]): Movement => {
  const touched = new Set(
    written.flatMap((cell) => ('value' in cell || 'formula' in cell ? [`${cell.row} ${cell.column}`] : [])),
  );
  const columns = columnsBefore(before, now, new Set(written.map(({ column }) => column)));
  const rowsBefore = namedRows(before, () => false);
  const rowsNow = namedRows(now, (row, column) => touched.has(`${row} ${column}`));
  /** Rows of the reading that no row of now goes by the name of. */
  const left = rowsBefore.all.filter((row) => !rowsNow.byName.has(rowsBefore.names.get(row) ?? ''));
  /** In how many cells two rows say the same; what was written does not count. */
  const agreement = (row: number, rowBefore: number): number =>
    [...columns].filter(([column, columnBefore]) => {
      if (columnBefore === null || touched.has(`${row} ${column}`)) return false;
      const cell = now.tab.rows[row - 1]?.[column];
      return isTypedIn(cell) && isSameContent(before.tab.rows[rowBefore - 1]?.[columnBefore], cell);
    }).length;
  const sameName = (row: number): number | undefined => {
    const name = rowsNow.names.get(row);
    if (name === undefined) return undefined;
    return rowsBefore.names.get(row) === name ? row : rowsBefore.byName.get(name);
  };
  return {
    columnBefore: (column) => columns.get(column) ?? null,
    rowBefore: (row) =>
      sameName(row) ??
      mostAlike(
        left.toSorted((one, other) => Math.abs(one - row) - Math.abs(other - row)),
        (each) => agreement(row, each),
      ),
  };
};

/** A section's rows by their ids or questions; of several with one name the first. */
const namedRows = ({ tab, place }: PlacedTab, isTouched: (row: number, column: number) => boolean) => {
  const column = place.idColumn ?? place.questionColumn;
  const all = Array.from({ length: place.lastRow - place.firstRow + 1 }, (_, index) => place.firstRow + index);
  const names = new Map<number, string>();
  const byName = new Map<string, number>();
  for (const row of all) {
    const cell = column === undefined || isTouched(row, column) ? undefined : tab.rows[row - 1]?.[column];
    const name = String(cell?.value ?? '').trim();
    if (name === '') continue;
    names.set(row, name);
    if (!byName.has(name)) byName.set(name, row);
  }
  return { all, names, byName };
};

const columnsBefore = (before: PlacedTab, now: PlacedTab, written: ReadonlySet<number>): Map<number, number | null> => {
  const headersOf = ({ tab, place }: PlacedTab): (string | null)[] =>
    Array.from({ length: Math.max(0, ...tab.rows.map((cells) => cells.length)) }, (_, column) => {
      const value = tab.rows[place.headerRow - 1]?.[column]?.value ?? null;
      return value === null || String(value).trim() === '' ? null : nameKey(String(value));
    });
  const headersBefore = headersOf(before);
  const free = new Set(headersBefore.keys());
  const found = new Map<number, number | null>();
  for (const [column, header] of headersOf(now).entries()) {
    const same = header === null ? -1 : headersBefore.findIndex((each, index) => each === header && free.has(index));
    if (same >= 0) free.delete(same);
    found.set(column, same >= 0 ? same : null);
  }
  // A column without a header that is known is a new one, or one of people's own that stood elsewhere.
  const unknown = [...found.keys()].filter((column) => found.get(column) === null);
  for (const column of unknown) {
    const alike = mostAlike(
      [...free],
      (each) =>
        now.tab.rows.filter((cells, index) => {
          const cell = cells[column];
          return isTypedIn(cell) && isSameContent(before.tab.rows[index]?.[each], cell);
        }).length,
    );
    if (alike === null) continue;
    free.delete(alike);
    found.set(column, alike);
  }
  // All that stood in it may have been written over: then it is the only one that is nowhere else.
  const [last, ...others] = unknown.filter((column) => found.get(column) === null && written.has(column));
  const [only, ...more] = [...free].filter((column) => before.tab.rows.some((cells) => isTypedIn(cells[column])));
  if (last !== undefined && only !== undefined && others.length + more.length === 0) found.set(last, only);
  return found;
};

const isTypedIn = (cell: SnapshotCell | undefined): boolean =>
  cell !== undefined && (cell.formula !== undefined || (cell.value !== null && cell.value !== ''));

/** The first of those that have most in common; null where none has anything. */
const mostAlike = (candidates: readonly number[], agreement: (candidate: number) => number): number | null => {
  let best: { candidate: number; count: number } | null = null;
  for (const candidate of candidates) {
    const count = agreement(candidate);
    if (count > (best?.count ?? 0)) best = { candidate, count };
  }
  return best?.candidate ?? null;
};
