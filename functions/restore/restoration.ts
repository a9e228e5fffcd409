import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { type MirrorValue, toMirrorValue } from '../mirror/fingerprint.ts';
import type { CellState } from '../mirror/history.ts';
import type { PastRow } from '../mirror/past.ts';
import { cellName } from '../plan/a1.ts';
import { dateToSerial } from '../plan/date.ts';
import { definitionsIn, spelledAs } from '../plan/messages/definitions.ts';
import { headerOf, parts, quoted, type Said, say, tabOf } from '../plan/messages/said.ts';
import type { PlanForm, PlanRow, SectionName, SectionPlace } from '../plan/plan.ts';
import type { Column, Form, Section, Table } from '../plan/table.ts';
import { nameKey } from '../plan/text.ts';
import type { SheetLine } from '../sheet/client.ts';
import type { CellWrite } from '../sheet/feedback.ts';
import type { ParsedPlan } from '../sheet/parse.ts';
import type { Snapshot, SnapshotTab } from '../sheet/snapshot.ts';
import { feedbackRequests } from '../sheet/write.ts';

/** What of a plan is to be as it was; all of it where nothing is said. */
export interface RestoreScope {
  /** A tab's title, in any language. */
  tab?: string;
  /** A row by its id, or by what stands in the column that names rows. */
  row?: string;
}

/** A line about a tab. */
export interface RestoreLine {
  tab: Said;
  what: Said;
}

/** What has to be written so that a sheet says again what its plan said, and how to tell people of it. */
export interface Restoration {
  /** Carried out in this order and together. */
  requests: sheets_v4.Schema$Request[];
  changes: RestoreLine[];
  /** Rows that came into the plan since: a restore deletes nothing. */
  stays: RestoreLine[];
  /** What cannot be brought back before the form of the sheet is repaired. */
  left: RestoreLine[];
  /** How many rows and forms of the past plan were asked for. */
  found: number;
  /** How many rows come to be between others. */
  inserted: number;
  /** Rows that are written where they stand, to be looked at afterwards: people may have moved them meanwhile. */
  inPlace: RowInPlace[];
}

export interface RowInPlace {
  /** Of the ids, or of a form's questions. */
  column: SheetLine & { column: number };
  /** Afterwards, from 1. */
  row: number;
  /** What stands in that column where the row is still the one that was read. */
  text: string;
  /** The columns that are written. */
  fields: number[];
}

/**
 * What would bring rows back into a sheet as they were; pure.
 *
 * | then   | now                    | so                                                                     |
 * | ------ | ---------------------- | ---------------------------------------------------------------------- |
 * | a row  | none with its id       | is inserted below the last one of its table, with its id; or where its id still stands in an emptied row |
 * | a row  | says something else    | its cells that differ are overwritten, each of them shown               |
 * | no row | a row                  | stays                                                                   |
 *
 * Cells get what was typed as far as history knows it: numbers and dates as such, anything else as text that is never parsed. A formula comes back
 * as what it came to. Cells whose value is the same are left alone, however they look.
 */
export const planRestoration = (
  snapshot: Snapshot,
  parsed: ParsedPlan,
  past: readonly PastRow[],
  scope: RestoreScope,
): Restoration => {
  const result = nothingToDo();
  const bySection = Map.groupBy(past, ({ section }) => section);
  // From the bottom of each tab, so that rows that are inserted move nothing that is written after them.
  const { sectionList } = definitionsIn(parsed.language);
  const fromBelow = sectionList.toSorted(
    (one, other) => headerRowOf(other, parsed) - headerRowOf(one, parsed) || one.name.localeCompare(other.name),
  );
  const told = new Map<Section, Pick<Restoration, 'changes' | 'stays' | 'left'>>();
  for (const section of fromBelow) {
    if (scope.tab !== undefined && !spelledAs(section.tab).has(nameKey(scope.tab))) continue;
    const rows = (bySection.get(section.name) ?? []).filter((row) => isAsked(section, row, scope));
    const one = restoreSection(section, rows, snapshot, parsed, scope);
    result.found += rows.length;
    result.requests.push(...one.requests);
    result.inserted += one.inserted;
    for (const each of result.inPlace)
      if (each.column.sheetId === parsed.places[section.name as SectionName]?.sheetId) each.row += one.inserted;
    result.inPlace.push(...one.inPlace);
    told.set(section, one);
  }
  for (const section of sectionList) {
    const { changes, stays, left } = told.get(section) ?? { changes: [], stays: [], left: [] };
    result.changes.push(...changes);
    result.stays.push(...stays);
    result.left.push(...left);
  }
  return result;
};

const headerRowOf = ({ name }: Section, { places }: ParsedPlan): number => places[name as SectionName]?.headerRow ?? 0;

const isAsked = (section: Section, { rowId, cells }: PastRow, { row }: RestoreScope): boolean =>
  row === undefined ||
  (section.shape === 'table' && (rowId === row || nameKey(nameOf(section, rawsOf(cells)) ?? '') === nameKey(row)));

type Raws = Readonly<Record<string, string>>;

const rawsOf = (cells: PastRow['cells']): Raws =>
  Object.fromEntries(Object.entries(cells).flatMap(([field, { raw }]) => (raw === null ? [] : [[field, raw]])));

/** What people know a row by: its name, or else the first of its cells. */
const nameOf = (section: Section, raws: Raws): string | null => {
  const key = section.shape === 'table' ? section.key : null;
  const field = [...(key === null ? [] : [key]), ...Object.keys(section.columns)].find((each) => raws[each]);
  return field === undefined ? null : raws[field]!;
};

/** A section where it stands in a spreadsheet. */
interface Placed<S extends Section = Section> {
  section: S;
  place: SectionPlace;
  tab: SnapshotTab;
  /** What the column of waivers is called. */
  waiverHeader: string;
}

const restoreSection = (
  section: Section,
  past: readonly PastRow[],
  snapshot: Snapshot,
  parsed: ParsedPlan,
  scope: RestoreScope,
): Restoration => {
  const name = section.name as SectionName;
  const place = parsed.places[name];
  const tab = snapshot.tabs.find(({ sheetId }) => sheetId === place?.sheetId);
  if (!place || !tab || (section.shape === 'table' && parsed.held.includes(name)))
    return past.length === 0 ? nothingToDo() : { ...nothingToDo(), left: [leftLine(section, section.title)] };
  const placed = { place, tab, waiverHeader: definitionsIn(parsed.language).plannerHeaders.waiver };
  if (section.shape === 'table')
    return restoreTable({ section, ...placed }, past, parsed.plan[name] as PlanRow[], scope);
  const [answers] = past;
  return answers ? restoreForm({ section, ...placed }, answers.cells, parsed.plan[name] as PlanForm) : nothingToDo();
};

const nothingToDo = (): Restoration => ({
  requests: [],
  changes: [],
  stays: [],
  left: [],
  found: 0,
  inserted: 0,
  inPlace: [],
});

const leftLine = ({ name }: Section, title: string): RestoreLine => ({
  tab: tabOf(name),
  what: say('restores.left', { title }),
});

/** One cell that differs. */
interface Difference {
  field: string;
  was: CellState;
  /** What is displayed now; null where it is blank. */
  now: string | null;
}

const restoreTable = (
  at: Placed<Table>,
  past: readonly PastRow[],
  rows: readonly PlanRow[],
  scope: RestoreScope,
): Restoration => {
  const { section, place } = at;
  const result = nothingToDo();
  const column = { sheetId: place.sheetId, tab: place.tab, column: place.idColumn! };
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const emptied = emptiedRows(at, rowOf);
  const cells: CellWrite[] = [];
  const fresh: PastRow[] = [];
  for (const row of past) {
    const current = rowOf.get(row.rowId);
    const rowNumber = current?.row ?? emptied.get(row.rowId);
    if (rowNumber === undefined) {
      fresh.push(row);
      continue;
    }
    const differences = differencesOf(at, row.cells, current ?? blankRow);
    // A row that is known by what stands in it, such as one of a new sheet's own, is to be known by its id.
    if (idIn(at, rowNumber) !== row.rowId) cells.push(idWrite(at, rowNumber, row.rowId));
    if (differences.length === 0) continue;
    const writes = cellWrites(at, rowNumber, differences);
    cells.push(...writes);
    result.inPlace.push({ column, row: rowNumber, text: row.rowId, fields: writes.map((write) => write.column) });
    result.changes.push(current ? changeLine(at, current, differences) : backLine(section, row, rowNumber));
  }
  result.requests.push(...feedbackRequests({ cells, grow: [] }));
  if (fresh.length > 0) {
    const used = lastUsedRow(at);
    result.inserted = fresh.length;
    const brought = fresh.flatMap((row, index): CellWrite[] => [
      idWrite(at, used + 1 + index, row.rowId),
      ...cellWrites(at, used + 1 + index, differencesOf(at, row.cells, blankRow)),
    ]);
    result.requests.push(insertion(at, used, fresh.length), ...feedbackRequests({ cells: brought, grow: [] }));
    result.changes.push(...fresh.map((row, index) => backLine(section, row, used + 1 + index)));
  }
  const known = new Set(past.map(({ rowId }) => rowId));
  const since = scope.row === undefined ? rows.filter(({ id }) => !known.has(id)) : [];
  if (since.length > 0)
    result.stays.push({ tab: tabOf(section.name), what: say('restores.stay', { rows: since.length }) });
  return result;
};

const blankRow: Pick<PlanRow, 'values' | 'raw'> = { values: {}, raw: {} };

/** Rows of which nothing is left but the id, by it. */
const emptiedRows = (at: Placed, rows: ReadonlyMap<string, PlanRow>): Map<string, number> => {
  const { firstRow, lastRow } = at.place;
  const emptied = new Map<string, number>();
  const full = new Set([...rows.values()].map(({ row }) => row));
  for (let row = firstRow; row <= lastRow; row++) {
    const id = idIn(at, row);
    if (id !== '' && !full.has(row)) emptied.set(id, row);
  }
  return emptied;
};

const idIn = ({ place, tab }: Placed, row: number): string =>
  String(tab.rows[row - 1]?.[place.idColumn!]?.value ?? '').trim();

const idWrite = ({ place: { sheetId, idColumn } }: Placed, row: number, value: string): CellWrite => ({
  sheetId,
  row,
  column: idColumn!,
  value,
});

/** The last row that has anything of the table, or its header. */
const lastUsedRow = ({ place: { columns, idColumn, headerRow, firstRow, lastRow }, tab }: Placed): number => {
  const own = [...Object.values(columns), idColumn!];
  for (let row = lastRow; row >= firstRow; row--)
    if (own.some((column) => (tab.rows[row - 1]?.[column]?.value ?? null) !== null)) return row;
  return headerRow;
};

/** Rows of their own: whatever people do at the same moment, nothing of theirs stands in them. */
const insertion = (
  { place: { sheetId, headerRow }, tab: { rowCount } }: Placed,
  after: number,
  count: number,
): sheets_v4.Schema$Request =>
  after >= rowCount
    ? { appendDimension: { sheetId, dimension: 'ROWS', length: count } }
    : {
        insertDimension: {
          range: { sheetId, dimension: 'ROWS', startIndex: after, endIndex: after + count },
          // The look of a header is no row's.
          inheritFromBefore: after > headerRow,
        },
      };

const restoreForm = (at: Placed<Form>, past: PastRow['cells'], form: PlanForm): Restoration => {
  const { section, place, tab } = at;
  const result = nothingToDo();
  const cells: CellWrite[] = [];
  for (const [field, { header }] of Object.entries(section.columns)) {
    const waiver = past[`waiver of ${field}`];
    const then = { ...(past[field] && { [field]: past[field] }), ...(waiver && { waiver }) };
    const now = { ...form, waiver: form.waivers?.[field] };
    const differences = differencesOf(at, then, now, [field]);
    if (differences.length === 0) continue;
    const row = form.rows[field];
    if (row === undefined) {
      result.left.push(leftLine(section, header));
      continue;
    }
    const writes = cellWrites(at, row, differences);
    cells.push(...writes);
    result.inPlace.push({
      column: { sheetId: place.sheetId, tab: place.tab, column: place.questionColumn! },
      row,
      text: String(tab.rows[row - 1]?.[place.questionColumn!]?.value ?? ''),
      fields: writes.map(({ column }) => column),
    });
    result.changes.push({ tab: tabOf(section.name), what: parts(cellLines(at, row, differences)) });
  }
  result.requests.push(...feedbackRequests({ cells, grow: [] }));
  return result;
};

/** The cells in which a row says something else than it did. */
const differencesOf = (
  { section, place }: Placed,
  then: PastRow['cells'],
  now: Pick<PlanRow, 'values' | 'raw'> & { waiver?: PlanRow['waiver'] | undefined },
  fields: readonly string[] = Object.keys(section.columns),
): Difference[] => {
  const differences = fields.flatMap((field): Difference[] => {
    const before = then[field] ?? null;
    const raw = now.raw[field] ?? null;
    return isSame(before, mirrored(section, field, now.values[field]), raw) ? [] : [{ field, was: before, now: raw }];
  });
  const [waiver, waived] = [then.waiver ?? null, now.waiver?.text ?? null];
  return place.waiverColumn === undefined || (waiver?.raw ?? null) === waived
    ? differences
    : [...differences, { field: 'waiver', was: waiver, now: waived }];
};

const mirrored = ({ columns }: Section, field: string, value: unknown): MirrorValue =>
  value === null || value === undefined ? null : toMirrorValue(columns[field]!.type.toMirror(value));

/** The same value may look different, such as an option in another language; where there is none, what stands there counts. */
const isSame = (then: CellState, value: MirrorValue, raw: string | null): boolean =>
  value === null && (then?.value ?? null) === null
    ? (then?.raw ?? null) === raw
    : JSON.stringify(then?.value ?? null) === JSON.stringify(value);

const columnOf = ({ place }: Placed, field: string): number =>
  field === 'waiver' ? place.waiverColumn! : place.columns[field]!;

const cellWrites = (at: Placed, row: number, differences: readonly Difference[]): CellWrite[] =>
  differences.map(({ field, was }) => ({
    sheetId: at.place.sheetId,
    row,
    column: columnOf(at, field),
    value: was && typedValue(at.section.columns[field], was),
  }));

/** As the cell holds it. What could not be understood then is text, and is not understood again. */
const typedValue = (column: Column | undefined, { value, raw }: NonNullable<CellState>): string | number | null => {
  if (typeof value === 'number') return value;
  return column?.type.kind === 'date' && typeof value === 'string' ? dateToSerial(value) : raw;
};

const backLine = (section: Section, { cells, rowId }: PastRow, row: number): RestoreLine => {
  const raws = rawsOf(cells);
  const typed = Object.keys(section.columns).filter((field) => raws[field]);
  return {
    tab: tabOf(section.name),
    what: say('restores.back', {
      name: nameOf(section, raws) ?? rowId,
      row,
      cells: parts(
        typed.map((field) => say('restores.typed', { header: headerOf(section.name, field), text: raws[field]! })),
      ),
    }),
  };
};

const changeLine = (at: Placed, { id, row, raw }: PlanRow, differences: readonly Difference[]): RestoreLine => ({
  tab: tabOf(at.section.name),
  what: say('restores.changed', {
    name: nameOf(at.section, raw) ?? id,
    row,
    cells: parts(cellLines(at, row, differences)),
  }),
});

const cellLines = (at: Placed, row: number, differences: readonly Difference[]): Said[] =>
  differences.map(({ field, was, now }) =>
    say('restores.cell', {
      header: field === 'waiver' ? at.waiverHeader : headerOf(at.section.name, field),
      cell: cellName(columnOf(at, field), row),
      was: shown(was?.raw ?? null),
      now: shown(now),
    }),
  );

const shown = (raw: string | null): Said => (raw === null ? say('restores.blank') : quoted(raw));

/**
 * Puts back what a restore has written over other rows, because people moved rows at the same moment.
 *
 * @param before   as it was read for the restore
 * @param columns  of each row in place, what stands in its column now
 */
export const takenBack = (
  { inPlace }: Restoration,
  before: Snapshot,
  columns: readonly (readonly string[])[],
): CellWrite[] =>
  inPlace.flatMap(({ column, row, text, fields }, index) => {
    const found = columns[index]![row - 1] ?? '';
    if (found === text) return [];
    const rows = before.tabs.find(({ sheetId }) => sheetId === column.sheetId)!.rows;
    const cells = found === '' ? [] : (rows.find((each) => String(each[column.column]?.value ?? '') === found) ?? []);
    return fields.map((field): CellWrite => {
      const { value = null, formula } = cells[field] ?? {};
      const at = { sheetId: column.sheetId, row, column: field };
      return formula === undefined
        ? { ...at, value: typeof value === 'boolean' ? String(value).toUpperCase() : value }
        : { ...at, formula };
    });
  });
