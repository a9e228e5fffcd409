import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assess } from '../../functions/sheet/assess.ts';
import { type CellWrite, feedback, ownNote } from '../../functions/sheet/feedback.ts';
import { parsePlan } from '../../functions/sheet/parse.ts';
import { putBack } from '../../functions/sheet/put-back.ts';
import type { Snapshot, SnapshotCell, SnapshotTab } from '../../functions/sheet/snapshot.ts';
import { bigPlan } from '../../scripts/bench/big-plan.ts';
import { applied } from './applied.ts';

const now = new Date('2026-11-23T15:00:00Z');
const HEADER_ROWS = 2;

const partnersIn = (snapshot: Snapshot): SnapshotTab => snapshot.tabs.find(({ title }) => title === 'Partners')!;

/** A plan with partners, some with ids already, a column of people's own without a header, and notes of theirs. */
const planOf = (
  partners: number,
  withIds: readonly number[],
  noted: readonly [row: number, column: number][],
): Snapshot => {
  const snapshot = structuredClone(bigPlan({ partners }));
  const rows = partnersIn(snapshot).rows as (SnapshotCell | undefined)[][];
  const [, headers] = rows;
  const idColumn = headers!.findIndex((cell) => cell?.value === 'Row ID');
  const width = headers!.length;
  for (const [index, cells] of rows.slice(HEADER_ROWS).entries()) {
    cells[width + 1] = { value: `own ${index}` };
    if (withIds.includes(index)) cells[idColumn] = { value: `old-id-${index}` };
  }
  for (const [row, column] of noted) {
    const cells = rows[HEADER_ROWS + (row % partners)]!;
    const at = column % idColumn;
    cells[at] = { ...(cells[at] ?? { value: null }), note: `note ${row} ${column}` };
  }
  return snapshot;
};

/** Columns and rows in another order; `null` is a new one. */
const rearranged = (
  snapshot: Snapshot,
  columns: readonly (number | null)[],
  rows: readonly (number | null)[],
): Snapshot => {
  const next = structuredClone(snapshot);
  const tab = partnersIn(next) as { -readonly [Key in keyof SnapshotTab]: SnapshotTab[Key] };
  const width = Math.max(...tab.rows.map((cells) => cells.length));
  const inColumns = (cells: SnapshotTab['rows'][number]) =>
    columns
      .filter((column) => column === null || column < width)
      .map((column) => (column === null ? undefined : cells[column]));
  tab.columnCount += columns.length - COLUMNS;
  const body = rows.map((row) => (row === null ? [] : (tab.rows[HEADER_ROWS + row] ?? [])));
  tab.rows = [...tab.rows.slice(0, HEADER_ROWS), ...body].map(inColumns);
  return next;
};

/** What people typed and noted on the tab, cell by cell; the planner's columns are left out. */
const typedIn = (snapshot: Snapshot): unknown[] => {
  const { rows } = partnersIn(snapshot);
  const own = new Set(
    [...(rows[1] ?? []).entries()].flatMap(([column, cell]) =>
      ['Row ID', 'Status'].includes(String(cell?.value)) ? [column] : [],
    ),
  );
  return rows.map((cells) =>
    Array.from({ length: 20 }, (_, column) =>
      own.has(column) ? null : { value: cells[column]?.value ?? null, note: ownNote(cells[column]?.note) },
    ),
  );
};

const PARTNERS = 6;
/** Of the tab's eleven columns, an empty one, the one without a header, and another empty one. */
const WIDTH = 14;
/** More than that, for those that are inserted. */
const COLUMNS = WIDTH + 4;

const inOrder = (count: number): (number | null)[] => Array.from({ length: count }, (_, index) => index);

/** A column moved, inserted or deleted: what one person does in one edit. */
const columnsAfter = fc
  .record({ kind: fc.constantFrom('move', 'insert', 'delete'), from: fc.nat(WIDTH - 1), to: fc.nat(WIDTH - 1) })
  .map(({ kind, from, to }) => {
    const columns = inOrder(COLUMNS);
    if (kind === 'insert') return columns.toSpliced(to, 0, null);
    const without = columns.toSpliced(from, 1);
    return kind === 'move' ? without.toSpliced(to, 0, from) : without;
  });

/** Rows sorted in any way, with one inserted or not. */
const rowsAfter = fc
  .tuple(fc.shuffledSubarray(inOrder(PARTNERS), { minLength: PARTNERS }), fc.option(fc.nat(PARTNERS)))
  .map(([rows, insertAt]) => (insertAt === null ? rows : rows.toSpliced(insertAt, 0, null)));

/** What several people do to the tab, one after the other. */
type Moves = readonly { columns: readonly (number | null)[]; rows: readonly (number | null)[] }[];

const oneMove = fc.oneof(
  columnsAfter.map((columns) => ({ columns, rows: inOrder(PARTNERS + 2) })),
  rowsAfter.map((rows) => ({ columns: inOrder(COLUMNS), rows })),
);

const someMoves = fc.array(oneMove, { maxLength: 2 });

/** A column that cannot be told by its header, either, is found again after one move only. */
const withHeader = (snapshot: Snapshot): Snapshot => {
  const next = structuredClone(snapshot);
  (partnersIn(next).rows[1] as SnapshotCell[])[WIDTH - 2] = { value: 'Ours' };
  return next;
};

const afterMoves = (snapshot: Snapshot, moves: Moves): Snapshot =>
  moves.reduce((each, { columns, rows }) => rearranged(each, columns, rows), snapshot);

/** What people have on the tab after a write under which it was moved, and after what that came over is put back. */
const afterPutBack = (read: Snapshot, under: Moves, since: Moves): { is: unknown[]; owed: unknown[] } => {
  let ids = 0;
  const context = {
    today: '2026-11-23',
    newId: () => `new-id-${++ids}`,
    switchedOff: new Set<string>(),
    rowsGone: { tables: [], answerHolds: true },
    unannouncedSince: null,
  } as const;
  const assessment = assess(read, context);
  const shown = feedback(read, assessment, now);
  const moved = afterMoves(read, under);
  const written = afterMoves(applied(moved, shown), since);
  const { places } = parsePlan(written, () => '');
  const cells = putBack({ snapshot: read, places: assessment.places }, shown.cells, { snapshot: written, places });
  return {
    is: typedIn(applied(written, { cells: cells as CellWrite[], grow: [] })),
    owed: typedIn(afterMoves(moved, since)),
  };
};

const sheets = fc
  .tuple(
    fc.uniqueArray(fc.nat({ max: PARTNERS - 1 })),
    fc.array(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 })), { maxLength: 4 }),
  )
  .map(([withIds, noted]) => planOf(PARTNERS, withIds, noted));

it('however a column or rows were moved under a write, what people typed and noted stands afterwards as they left it', () => {
  fc.assert(
    fc.property(sheets, oneMove, (read, under) => {
      const { is, owed } = afterPutBack(read, [under], []);
      expect(is).toEqual(owed);
    }),
    { numRuns: 300 },
  );
});

it('so it is where people moved rows and columns more than once, before and after the write, if all columns have headers', () => {
  fc.assert(
    fc.property(sheets, someMoves, someMoves, (sheet, under, since) => {
      const read = withHeader(sheet);
      const { is, owed } = afterPutBack(read, under, since);
      expect(is).toEqual(owed);
    }),
    { numRuns: 300 },
  );
});

it('so it is where rows were sorted again after the write, or brought back into their order', () => {
  fc.assert(
    fc.property(sheets, oneMove, rowsAfter, (read, under, rows) => {
      const since = [{ columns: inOrder(COLUMNS), rows }];
      const { is, owed } = afterPutBack(read, [under], since);
      expect(is).toEqual(owed);
    }),
    { numRuns: 300 },
  );
});

it('what people have blanked or counted since is theirs, though the same was written into another row of the column', () => {
  const read = planOf(PARTNERS, [0, 1, 2, 3, 4, 5], []);
  const { places } = parsePlan(read, () => '');
  const { sheetId } = partnersIn(read);
  const typedSince = structuredClone(read);
  const rows = partnersIn(typedSince).rows as (SnapshotCell | undefined)[][];
  rows[HEADER_ROWS + 1]![2] = { value: null };
  rows[HEADER_ROWS + 1]![7] = { value: 12 };
  const written = [
    { sheetId, row: HEADER_ROWS + 4, column: 2, value: null },
    { sheetId, row: HEADER_ROWS + 4, column: 7, value: 12 },
    { sheetId, row: HEADER_ROWS + 40, column: 2, note: null },
  ];
  expect(putBack({ snapshot: read, places }, written, { snapshot: typedSince, places })).toEqual([]);
});
