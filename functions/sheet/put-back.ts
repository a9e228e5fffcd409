import type { PlanPlaces, SectionName, SectionPlace } from '../plan/plan.ts';
import { nameKey } from '../plan/text.ts';
import type { RawCell } from '../plan/value.ts';
import { type CellWrite, isFindingColor, mergeWrites, ownNote } from './feedback.ts';
import type { Snapshot, SnapshotCell, SnapshotTab } from './snapshot.ts';

/** A sheet with where the sections of its plan stand in it. */
export interface PlacedSnapshot {
  snapshot: Snapshot;
  places: PlanPlaces;
}

/** A cell as it stood. */
export type RestoredCell = CellWrite<RawCell['value']>;

/** A write of which it is not known that it came where it was meant to, with the sheet that it follows from. */
export interface DoubtedWrite extends PlacedSnapshot {
  cells: readonly RestoredCell[];
}

/** The part of it that `putBack` looks at: cells in sections of the plan, and their tabs. Null where there is none. */
export const doubtsOfSections = ({ snapshot, places, cells }: DoubtedWrite): DoubtedWrite | null => {
  const written = new Set(cells.map(({ sheetId }) => sheetId));
  const touched = Object.entries(places).filter(([, { sheetId }]) => written.has(sheetId));
  if (touched.length === 0) return null;
  const sheetIds = new Set(touched.map(([, { sheetId }]) => sheetId));
  return {
    snapshot: { ...snapshot, tabs: snapshot.tabs.filter(({ sheetId }) => sheetIds.has(sheetId)) },
    places: Object.fromEntries(touched),
    cells: cells.filter(({ sheetId }) => sheetIds.has(sheetId)),
  };
};

/**
 * What a write has overwritten that was not meant: cells are written by their place, so where people moved rows or columns between a reading
 * and the write that follows from it, what was meant for one cell has come into another. Gives what stood there, as the reading knew it under
 * its row and column; a cell in which somebody has typed since, and what came into the sheet after the reading, is left alone.
 *
 * Rows may have been moved again after the write, or back to where they were: so a text that did not come where it was meant to is looked for in its
 * whole column, and what is unlike anything else, such as an id, in all of them. A blank or a number, which people leave in cells as well, is taken for
 * what was written only where that was written.
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
    const onTab = cells.filter(({ sheetId }) => sheetId === place.sheetId);
    if (!before || !tab || !tabBefore || before.sheetId !== place.sheetId || onTab.length === 0) return [];
    return inSection({ tab: tabBefore, place: before }, onTab, { tab, place });
  });

const inSection = (before: PlacedTab, written: readonly RestoredCell[], now: PlacedTab): RestoredCell[] => {
  const meant = new Map(written.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const moved = movement(before, now, written);
  const { sheetId, firstRow, lastRow } = now.place;
  const placed = range(firstRow, Math.min(lastRow, now.tab.rows.length)).flatMap((row) =>
    range(0, moved.width - 1).map((column): PlacedCell => {
      const columnBefore = moved.columnBefore(column);
      const rowBefore = moved.rowBefore(row);
      return {
        row,
        column,
        shows: now.tab.rows[row - 1]?.[column],
        // Of a row that nobody knows again nothing was read: what a write has brought into it does not belong there.
        stood: rowBefore === null || columnBefore === null ? undefined : before.tab.rows[rowBefore - 1]?.[columnBefore],
        meant: meant.get(`${rowBefore} ${columnBefore}`),
      };
    }),
  );
  const arrived = new Map(placed.flatMap((cell) => (cell.meant ? [[cell.meant, cell.shows] as const] : [])));
  // Nothing says which row a blank one is: what was written to one has come there where it stands.
  for (const cell of written)
    if (!arrived.has(cell) && isBlankRow(before, cell.row) && moved.rowBefore(cell.row) === null)
      arrived.set(cell, now.tab.rows[cell.row - 1]?.[cell.column]);
  const isShown = (part: Part, cell: RestoredCell, shows: SnapshotCell | undefined): boolean =>
    part.isIn(cell) && part.contentOf(cell) === part.contentShown(shows);
  const hasArrived = (part: Part, cell: RestoredCell): boolean =>
    arrived.has(cell) && isShown(part, cell, arrived.get(cell));
  const restored = parts.flatMap((part) => {
    const astray = written.filter((cell) => part.isIn(cell) && !hasArrived(part, cell));
    if (astray.length === 0) return [];
    const suspects = placed.filter(
      (cell) => part.isOwed(cell, now.place) && !(cell.meant && isShown(part, cell.meant, cell.shows)),
    );
    const isHit = hits(part, astray, suspects, before.place);
    return suspects
      .filter(isHit)
      .map(({ row, column, stood }): RestoredCell => ({ sheetId, row, column, ...part.asItStood(stood) }));
  });
  return mergeWrites([...restored, ...notesGone({ before, now, moved }, written, placed, arrived)]);
};

/**
 * People's own notes that are gone, where what was to be written to notes did not come where it was meant to. A note that was taken away looks the same
 * wherever rows are by then; and one that somebody has taken away themselves in this very moment is better back once too often than lost.
 */
const notesGone = (
  reading: Reading,
  written: readonly RestoredCell[],
  placed: readonly PlacedCell[],
  arrived: ReadonlyMap<RestoredCell, SnapshotCell | undefined>,
): RestoredCell[] => {
  const isAstray = (cell: RestoredCell): boolean =>
    cell.note !== undefined && !(arrived.has(cell) && (arrived.get(cell)?.note ?? '') === (cell.note ?? ''));
  if (!written.some(isAstray)) return [];
  const { sheetId } = reading.now.place;
  return [
    ...placed.flatMap(({ row, column, shows, stood }) => {
      const note = ownNote(stood?.note);
      return note !== '' && ownNote(shows?.note) === '' ? [{ sheetId, row, column, note }] : [];
    }),
    ...notesOfBlankRows(reading),
  ];
};

/** People have left nothing in it; the planner may have. */
const isBlankRow = ({ tab, place }: PlacedTab, row: number): boolean =>
  !(tab.rows[row - 1] ?? []).some(
    (cell, column) =>
      column !== place.idColumn && column !== place.statusColumn && column !== place.computedColumn && isTypedIn(cell),
  );

/** A section as it was read and as it is now. */
interface Reading {
  before: PlacedTab;
  now: PlacedTab;
  moved: Movement;
}

/**
 * Nothing says which row a blank one is. One below all others stays so, however they are sorted; one among them is found by the row above it. A note of
 * people's that stood on it and stands nowhere any more is put back there, beside whatever note is there now.
 */
const notesOfBlankRows = ({ before, now, moved }: Reading): RestoredCell[] => {
  const rowsOf = ({ tab, place }: PlacedTab): number[] =>
    range(place.firstRow, Math.min(place.lastRow, tab.rows.length));
  const lastFilled = (placed: PlacedTab): number =>
    rowsOf(placed).findLast((row) => !isBlankRow(placed, row)) ?? placed.place.firstRow - 1;
  const ownNotesNow = now.tab.rows.flatMap((cells) => cells.map((cell) => ownNote(cell?.note)).filter(Boolean));
  const columnsNow = new Map(range(0, moved.width - 1).map((column) => [moved.columnBefore(column), column]));
  const [lastBefore, lastNow] = [lastFilled(before), lastFilled(now)];
  const rowsNow = new Map(rowsOf(now).map((row) => [moved.rowBefore(row), row]));
  const gone = rowsOf(before)
    .filter((row) => isBlankRow(before, row) && !rowsNow.has(row))
    .flatMap((row) =>
      [...(before.tab.rows[row - 1] ?? []).entries()].flatMap(([columnBefore, cell]) => {
        const note = ownNote(cell?.note);
        const column = columnsNow.get(columnBefore);
        const isThere = ownNotesNow.some((each) => each.includes(note));
        return note === '' || column === undefined || isThere ? [] : [{ row, column, note }];
      }),
    );
  const rowNow = (row: number): number => {
    if (row > lastBefore) return lastNow + row - lastBefore;
    const above = range(before.place.firstRow, row).findLast((each) => rowsNow.has(each));
    return above === undefined ? now.place.firstRow + row - before.place.firstRow : rowsNow.get(above)! + row - above;
  };
  return gone.map(({ row, column, note }) => {
    const there = ownNote(now.tab.rows[rowNow(row) - 1]?.[column]?.note);
    return {
      sheetId: now.place.sheetId,
      row: rowNow(row),
      column,
      note: there === '' ? note : `${there}\n${note}`,
    };
  });
};

/** Which of the cells that show something else than before show what was written and did not come where it was meant to. */
const hits = (
  part: Part,
  astray: readonly RestoredCell[],
  suspects: readonly PlacedCell[],
  place: SectionPlace,
): ((cell: PlacedCell) => boolean) => {
  const inPlace = new Set(astray.map((cell) => `${cell.row} ${cell.column} ${part.contentOf(cell)}`));
  const unlikeTyped = astray.filter((cell) => part.isUnlikeTyped(cell));
  const anywhere = new Set(unlikeTyped.filter((cell) => part.isUnlikeAll(cell, place)).map(part.contentOf));
  /** What may stand in a column of now. */
  const contents = new Map<number, Set<string>>();
  for (const [column, cells] of Map.groupBy(unlikeTyped, (cell) => cell.column)) {
    const written = new Set(cells.map(part.contentOf));
    const shown = Map.groupBy(
      suspects.filter(({ shows }) => written.has(part.contentShown(shows))),
      (cell) => cell.column,
    );
    // The column that was written to may have been moved since: then most of it stands in another.
    const elsewhere = [...shown].filter(([other, found]) => other !== column && 2 * found.length > cells.length);
    for (const hit of [column, ...elsewhere.map(([other]) => other)])
      contents.set(hit, written.union(contents.get(hit) ?? new Set()));
  }
  return ({ row, column, shows }) => {
    const content = part.contentShown(shows);
    return (
      inPlace.has(`${row} ${column} ${content}`) || anywhere.has(content) || contents.get(column)?.has(content) === true
    );
  };
};

/** A cell of the sheet as it is now. */
interface PlacedCell {
  row: number;
  column: number;
  shows: SnapshotCell | undefined;
  /** What the reading found in it, wherever it was then. */
  stood: SnapshotCell | undefined;
  /** What was to be written to it. */
  meant: RestoredCell | undefined;
}

/** What of a cell can be written by itself. */
interface Part {
  isIn(written: RestoredCell): boolean;
  contentOf(written: RestoredCell): string;
  contentShown(shows: SnapshotCell | undefined): string;
  /** People do not leave the same in a cell, as they do a blank or a number: so it is looked for also where rows were moved since. */
  isUnlikeTyped(written: RestoredCell): boolean;
  /** Nobody at all writes the same by chance: wherever it stands, it is what was written. */
  isUnlikeAll(written: RestoredCell, place: SectionPlace): boolean;
  /** Something of people's is lost by it. */
  isOwed(cell: PlacedCell, place: SectionPlace): boolean;
  asItStood(stood: SnapshotCell | undefined): Partial<RestoredCell>;
}

const parts: readonly Part[] = [
  {
    contentOf: ({ formula, value }) => contentOf(formula, value),
    contentShown: (shows) => contentOf(shows?.formula, shows?.value),
    isIn: (written) => 'value' in written || written.formula !== undefined,
    isUnlikeTyped: ({ value }) => typeof value === 'string' && value !== '',
    isUnlikeAll: ({ column }, { idColumn }) => column === idColumn,
    isOwed: ({ column, stood, shows }, place) => {
      // What the planner itself works out is worked out anew; an id only it has to bring back.
      const isWorkedOut = column === place.statusColumn || column === place.computedColumn;
      const mayGo = isWorkedOut || (column === place.idColumn && !isTypedIn(stood));
      return !mayGo && !isSameContent(stood, shows) && !isErrorTyped(stood);
    },
    asItStood: (stood) => (stood?.formula === undefined ? { value: stood?.value ?? null } : { formula: stood.formula }),
  },
  {
    contentOf: ({ note }) => note ?? '',
    contentShown: (shows) => shows?.note ?? '',
    isIn: (written) => 'note' in written,
    isUnlikeTyped: ({ note }) => (note ?? '') !== '',
    isUnlikeAll: () => true,
    isOwed: ({ stood, shows }) => ownNote(stood?.note) !== ownNote(shows?.note),
    asItStood: (stood) => ({ note: ownNote(stood?.note) || null }),
  },
  {
    contentOf: ({ background }) => background ?? '',
    contentShown: (shows) => shows?.background ?? '',
    isIn: ({ background }) => background !== undefined,
    isUnlikeTyped: () => false,
    isUnlikeAll: () => false,
    isOwed: ({ stood, shows }) => isOwnColor(stood) && stood!.background !== shows?.background,
    asItStood: (stood) => ({ background: stood!.background! }),
  },
];

/** Sheets writes a formula with its own blanks. */
const contentOf = (formula: string | undefined, value: RawCell['value'] | undefined): string =>
  formula === undefined ? JSON.stringify(value ?? null) : formula.replaceAll(' ', '');

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);

const isOwnColor = (cell: SnapshotCell | undefined): boolean =>
  cell?.background !== undefined && !isFindingColor(cell.background);

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
  /** Of the tab, in columns. */
  width: number;
  /** Where a column of the sheet was when it was read; null where it was not there. */
  columnBefore(column: number): number | null;
  /** The same of a row, from 1; null also where it cannot be told. */
  rowBefore(row: number): number | null;
}

/** Columns are known by their headers, rows by their ids or questions; those without by what stands in them. */
const movement = (before: PlacedTab, now: PlacedTab, written: readonly RestoredCell[]): Movement => {
  const columns = columnsBefore(before, now, new Set(written.map(({ column }) => column)));
  const [values] = parts;
  const contents = new Set(
    written.flatMap((cell) => (values!.isIn(cell) ? [`${cell.column} ${values!.contentOf(cell)}`] : [])),
  );
  /** It shows what was written to its column, there or on another row: so it does not say what its own row is. */
  const isTouched = (cell: SnapshotCell | undefined, column: number): boolean =>
    contents.has(`${column} ${values!.contentShown(cell)}`);
  const rowsBefore = namedRows(before, () => false);
  const rowsNow = namedRows(now, isTouched);
  /** Rows of the reading that no row of now goes by the name of. */
  const left = rowsBefore.all.filter((row) => !rowsNow.byName.has(rowsBefore.names.get(row) ?? ''));
  /** What tells a row: its cells that people typed, under the columns they were in when they were read. */
  const telling = (row: number): { columnBefore: number; cell: SnapshotCell }[] =>
    [...columns].flatMap(([column, columnBefore]) => {
      const cell = now.tab.rows[row - 1]?.[column];
      return columnBefore === null || !isTypedIn(cell) || isTouched(cell, column)
        ? []
        : [{ columnBefore, cell: cell! }];
    });
  const sameName = (row: number): number | undefined => {
    const name = rowsNow.names.get(row);
    if (name === undefined) return undefined;
    return rowsBefore.names.get(row) === name ? row : rowsBefore.byName.get(name);
  };
  const known = new Map<number, number | null>();
  const alike = (row: number): number | null => {
    const cells = telling(row);
    return mostAlike(
      left.toSorted((one, other) => Math.abs(one - row) - Math.abs(other - row)),
      (each) =>
        cells.filter(({ columnBefore, cell }) => isSameContent(before.tab.rows[each - 1]?.[columnBefore], cell)).length,
      cells.length,
    );
  };
  return {
    width: columns.size,
    columnBefore: (column) => columns.get(column) ?? null,
    rowBefore: (row) => {
      if (!known.has(row)) known.set(row, sameName(row) ?? alike(row));
      return known.get(row)!;
    },
  };
};

/** A section's rows by their ids or questions; of several with one name the first. */
const namedRows = (
  { tab, place }: PlacedTab,
  isTouched: (cell: SnapshotCell | undefined, column: number) => boolean,
) => {
  const column = place.idColumn ?? place.questionColumn;
  const all = range(place.firstRow, Math.min(place.lastRow, tab.rows.length));
  const names = new Map<number, string>();
  const byName = new Map<string, number>();
  for (const row of all) {
    const cell = column === undefined ? undefined : tab.rows[row - 1]?.[column];
    const name = String(cell?.value ?? '').trim();
    if (name === '' || isTouched(cell, column!)) continue;
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
    const cells = now.tab.rows.map((row) => row[column]);
    const alike = mostAlike([...free], (each) => sameCells(before.tab, each, cells), Number.POSITIVE_INFINITY);
    if (alike === null) continue;
    free.delete(alike);
    found.set(column, alike);
  }
  // All that stood in it may have been written over: then it is the only one without a header that is nowhere else, unless one was deleted.
  if (now.tab.columnCount < before.tab.columnCount) return found;
  const [last, ...others] = unknown.filter((column) => found.get(column) === null && written.has(column));
  const [only, ...more] = [...free].filter(
    (column) => headersBefore[column] === null && before.tab.rows.some((cells) => isTypedIn(cells[column])),
  );
  if (last !== undefined && only !== undefined && others.length + more.length === 0) found.set(last, only);
  return found;
};

/** How many of the cells stand in that column, twice those that do so on the same row: rows may have been sorted. */
const sameCells = (tab: SnapshotTab, column: number, cells: readonly (SnapshotCell | undefined)[]): number => {
  const contents = new Set(tab.rows.map((row) => contentOf(row[column]?.formula, row[column]?.value)));
  const typed = [...cells.entries()].filter(([, cell]) => isTypedIn(cell));
  return (
    typed.filter(([, cell]) => contents.has(contentOf(cell?.formula, cell?.value))).length +
    typed.filter(([index, cell]) => isSameContent(tab.rows[index]?.[column], cell)).length
  );
};

const isTypedIn = (cell: SnapshotCell | undefined): boolean =>
  cell !== undefined && (cell.formula !== undefined || (cell.value !== null && cell.value !== ''));

/**
 * The first of those that have most in common; null where none has anything.
 *
 * @param most  what cannot be more
 */
const mostAlike = (
  candidates: readonly number[],
  agreement: (candidate: number) => number,
  most: number,
): number | null => {
  let best: { candidate: number; count: number } | null = null;
  for (const candidate of most === 0 ? [] : candidates) {
    const count = agreement(candidate);
    if (count > (best?.count ?? 0)) best = { candidate, count };
    if (count === most) break;
  }
  return best?.candidate ?? null;
};
