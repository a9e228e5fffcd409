import { rowRefers } from '../anchors.ts';
import type { Area } from '../area.ts';
import { withField } from '../area.ts';
import { sameEntry, withValue } from '../cells.ts';
import type { Corner } from '../formula/tokens.ts';
import { copiedFormula, withReferences } from '../formula/tokens.ts';
import type { LineChange } from '../lines.ts';
import type { Cell, Column, Dimension, GridRange, Line, Row, Sheet, Spreadsheet } from '../model.ts';
import { sheetOf, sheetTitled, tidyCell, trimCells, withSheet } from '../model.ts';
import { applyRequests } from '../requests/batch.ts';
import { withLines } from '../structure.ts';

/**
 * Takes one act back from a spreadsheet that others may have changed since. What the act did is the difference between `before` and
 * `after`; rows and columns are known by key, so that it is taken back where they are now. A cell gets back the fields that the act changed,
 * and keeps what others changed: a note that came later stays.
 *
 * @param sorted  the act put rows in another order by what they hold, so references do not move back with them
 */
export const reverted = (
  current: Spreadsheet,
  before: Spreadsheet,
  after: Spreadsheet,
  sorted: boolean,
): Spreadsheet => {
  if (sameSheets(current, after)) return withFreshKeys(before, current);
  let next = current;
  for (const sheet of after.sheets)
    if (!sheetOf(before, sheet.properties.sheetId) && sheetOf(next, sheet.properties.sheetId) && next.sheets.length > 1)
      next = applyRequests(next, [{ deleteSheet: { sheetId: sheet.properties.sheetId } }], noWorld).spreadsheet;
  before.sheets.forEach((sheet, index) => {
    const { sheetId } = sheet.properties;
    if (sheetOf(after, sheetId) || sheetOf(next, sheetId)) return;
    next = { ...next, sheets: next.sheets.toSpliced(index, 0, withFreeTitle(next, sheet)) };
  });
  for (const sheet of before.sheets) {
    const old = sheetOf(after, sheet.properties.sheetId);
    const now = sheetOf(next, sheet.properties.sheetId);
    if (old && now && old !== sheet) next = sheetLinesReverted(next, now, sheet, old, sorted);
  }
  // Contents come after all lines are back, so that formulas and ranges can speak of them.
  const follow: Following = { meanwhile: rekeying(after, current), back: rekeying(before, next) };
  for (const sheet of before.sheets) {
    const { sheetId } = sheet.properties;
    const [old, was, now] = [sheetOf(after, sheetId), sheetOf(current, sheetId), sheetOf(next, sheetId)];
    if (old && was && now) next = withSheet(next, sheetContentsReverted(now, was, sheet, old, follow));
  }
  return {
    ...next,
    namedRanges: rangesReverted(
      current.namedRanges,
      next.namedRanges,
      before.namedRanges,
      after.namedRanges,
      follow,
      ({ namedRangeId }) => namedRangeId,
    ),
    metadata: listReverted(
      current.metadata,
      next.metadata,
      before.metadata,
      after.metadata,
      ({ metadataId }) => metadataId,
    ),
  };
};

/** Both ways in which places are said anew, by the keys of rows and columns. */
interface Following {
  /** From right after the act to now: where others moved things meanwhile. */
  meanwhile: Rekeying;
  /** From before the act to now, with the lines back. */
  back: Rekeying;
}

const sameSheets = (one: Spreadsheet, other: Spreadsheet): boolean =>
  one.properties === other.properties &&
  one.namedRanges === other.namedRanges &&
  one.metadata === other.metadata &&
  one.sheets.length === other.sheets.length &&
  one.sheets.every((sheet, index) => sheet === other.sheets[index]);

/** Keys are never given twice, not even after an insert was taken back. */
const withFreshKeys = (spreadsheet: Spreadsheet, current: Spreadsheet): Spreadsheet => ({
  ...spreadsheet,
  sheets: spreadsheet.sheets.map((sheet) => {
    const nextKey = Math.max(sheet.nextKey, sheetOf(current, sheet.properties.sheetId)?.nextKey ?? 0);
    return nextKey === sheet.nextKey ? sheet : { ...sheet, nextKey };
  }),
});

/** Deleting a tab needs neither clock nor ids. */
const noWorld = {
  now: new Date(0),
  newId: () => 0,
  newKey: () => '',
};

const withFreeTitle = (spreadsheet: Spreadsheet, sheet: Sheet): Sheet => {
  let { title } = sheet.properties;
  for (let number = 2; sheetTitled(spreadsheet, title); number += 1) title = `${sheet.properties.title} ${number}`;
  return title === sheet.properties.title ? sheet : { ...sheet, properties: { ...sheet.properties, title } };
};

const sheetLinesReverted = (
  spreadsheet: Spreadsheet,
  current: Sheet,
  before: Sheet,
  after: Sheet,
  sorted: boolean,
): Spreadsheet => {
  const { sheetId, title } = current.properties;
  let next = spreadsheet;
  const was = before.properties.title;
  if (was !== after.properties.title && title === after.properties.title && !sheetTitled(next, was))
    next = applyRequests(
      next,
      [{ updateSheetProperties: { properties: { sheetId, title: was }, fields: 'title' } }],
      noWorld,
    ).spreadsheet;
  next = linesReverted(next, sheetId, 'COLUMNS', before.columns, after.columns, false);
  return linesReverted(next, sheetId, 'ROWS', before.rows, after.rows, sorted);
};

/** Cells, widths, merges, protections and the like of a tab whose rows and columns are back. */
const sheetContentsReverted = (
  structured: Sheet,
  current: Sheet,
  before: Sheet,
  after: Sheet,
  follow: Following,
): Sheet => {
  const { sheetId } = current.properties;
  const sheet = formulasReverted(
    cellsReverted(structured, before, after, (formula) => follow.back.formula(formula, sheetId)),
    current,
    before,
    after,
    follow,
  );
  const json = (item: object): string => JSON.stringify(item);
  const next = {
    ...sheet,
    protectedRanges: rangesReverted(
      current.protectedRanges,
      sheet.protectedRanges,
      before.protectedRanges,
      after.protectedRanges,
      follow,
      ({ protectedRangeId }) => protectedRangeId,
    ),
    bandedRanges: rangesReverted(
      current.bandedRanges,
      sheet.bandedRanges,
      before.bandedRanges,
      after.bandedRanges,
      follow,
      ({ bandedRangeId }) => bandedRangeId,
    ),
    merges: listReverted(current.merges, sheet.merges, before.merges, after.merges, json),
    conditionalFormats: listReverted(
      current.conditionalFormats,
      sheet.conditionalFormats,
      before.conditionalFormats,
      after.conditionalFormats,
      json,
    ),
    nextKey: Math.max(sheet.nextKey, before.nextKey, after.nextKey),
  };
  if (current.basicFilter !== after.basicFilter) return next;
  const { basicFilter: _after, ...rest } = next;
  return before.basicFilter ? { ...rest, basicFilter: before.basicFilter } : rest;
};

/**
 * Rows and columns that come back take formulas along, but not always to what they were: a range that lost its last row does not grow when
 * that row returns. So a formula that nobody changed since the act reads as it did before it, in the places of now.
 */
const formulasReverted = (sheet: Sheet, current: Sheet, before: Sheet, after: Sheet, follow: Following): Sheet => {
  const { sheetId } = current.properties;
  if (!before.rows.some(rowRefers)) return sheet;
  const rowsOf = ({ rows }: Sheet) => new Map(rows.map((row) => [row.key, row]));
  const columnsOf = ({ columns }: Sheet) => new Map(columns.map(({ key }, index) => [key, index]));
  const [wasRows, oldRows, currentRows] = [rowsOf(before), rowsOf(after), rowsOf(current)];
  const [wasColumns, oldColumns, currentColumns] = [columnsOf(before), columnsOf(after), columnsOf(current)];
  let changed = false;
  const rows = sheet.rows.map((row) => {
    const was = wasRows.get(row.key);
    const old = oldRows.get(row.key);
    const now = currentRows.get(row.key);
    if (!was || !old || !now || !rowRefers(was)) return row;
    let cells: (Cell | undefined)[] | undefined;
    sheet.columns.forEach(({ key }, column) => {
      const formulaIn = (line: Row, columns: Map<number, number>) =>
        line.cells[columns.get(key) ?? -1]?.value?.formulaValue;
      const wasFormula = formulaIn(was, wasColumns);
      const oldFormula = formulaIn(old, oldColumns);
      if (wasFormula === undefined || oldFormula === undefined) return;
      if (follow.meanwhile.formula(oldFormula, sheetId) !== formulaIn(now, currentColumns)) return;
      const next = withValue(row.cells[column], { formulaValue: follow.back.formula(wasFormula, sheetId) });
      if (next === row.cells[column]) return;
      cells ??= row.cells.slice();
      cells[column] = next;
    });
    if (!cells) return row;
    changed = true;
    return { ...row, cells };
  });
  return changed ? { ...sheet, rows } : sheet;
};

interface Rekeying {
  /** The formula of a tab's cell with its references following the rows and columns that they spoke of. */
  formula(formula: string, sheetId: number): string;
  /** undefined where its first or last row or column is not there. */
  range(range: GridRange): GridRange | undefined;
}

/** Says places of one state in those of another one; rows and columns are known by key. */
const rekeying = (from: Spreadsheet, to: Spreadsheet): Rekeying => {
  const places = new Map<number, { rows: Map<number, number>; columns: Map<number, number> }>();
  const placesOf = (sheet: Sheet) => {
    const { sheetId } = sheet.properties;
    const known = places.get(sheetId) ?? {
      rows: new Map(sheet.rows.map(({ key }, index) => [key, index])),
      columns: new Map(sheet.columns.map(({ key }, index) => [key, index])),
    };
    places.set(sheetId, known);
    return known;
  };
  /** Beyond the tab's edge there is nothing to follow. */
  const moved = (index: number | undefined, lines: readonly Line[], keys: Map<number, number>): number | undefined =>
    index === undefined || !lines[index] ? index : keys.get(lines[index].key);
  return {
    formula: (formula, sheetId) =>
      withReferences(formula, (reference) => {
        const old = reference.title === undefined ? sheetOf(from, sheetId) : sheetTitled(from, reference.title);
        const sheet = old && sheetOf(to, old.properties.sheetId);
        if (!old || !sheet) return reference;
        const { rows, columns } = placesOf(sheet);
        const corner = (one: Corner): Corner | undefined => {
          const row = moved(one.row, old.rows, rows);
          const column = moved(one.column, old.columns, columns);
          if ((one.row !== undefined && row === undefined) || (one.column !== undefined && column === undefined))
            return undefined;
          return { ...one, ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) };
        };
        const start = corner(reference.start);
        const end = reference.end && corner(reference.end);
        if (!start || (reference.end && !end)) return undefined;
        return {
          ...(reference.title === undefined ? {} : { title: sheet.properties.title }),
          start,
          ...(end ? { end } : {}),
        };
      }),
    range: (range) => {
      const old = sheetOf(from, range.sheetId ?? 0);
      const sheet = sheetOf(to, range.sheetId ?? 0);
      if (!old || !sheet) return undefined;
      const { rows, columns } = placesOf(sheet);
      const next: Record<string, number | undefined> = { ...range };
      for (const [key, lines, keys] of [
        ['RowIndex', old.rows, rows],
        ['ColumnIndex', old.columns, columns],
      ] as const) {
        const start = next[`start${key}`];
        const end = next[`end${key}`];
        if (start !== undefined) next[`start${key}`] = moved(start, lines, keys);
        if (end !== undefined) {
          const last = moved(end - 1, lines, keys);
          next[`end${key}`] = last === undefined ? undefined : last + 1;
        }
        if (
          (start !== undefined && next[`start${key}`] === undefined) ||
          (end !== undefined && next[`end${key}`] === undefined)
        )
          return undefined;
      }
      return next as GridRange;
    },
  };
};

/** A list of things with ranges and ids: as listReverted, and a range that nobody changed since is what it was, in the places of now. */
const rangesReverted = <Item extends { readonly range?: GridRange }>(
  current: readonly Item[],
  next: readonly Item[],
  before: readonly Item[],
  after: readonly Item[],
  follow: Following,
  id: (item: Item) => unknown,
): readonly Item[] => {
  const items = listReverted(current, next, before, after, id);
  if (items === before || before.length === 0) return items;
  return items.map((item) => {
    const [was, old, now] = [before, after, current].map((list) => list.find((other) => id(other) === id(item))?.range);
    if (!was || !old || !now || JSON.stringify(follow.meanwhile.range(old)) !== JSON.stringify(now)) return item;
    const range = follow.back.range(was);
    return range ? { ...item, range } : item;
  });
};

/** A list as it was, where nobody changed it since; else as it is now, with the items back that the act removed. */
const listReverted = <Item>(
  current: readonly Item[],
  next: readonly Item[],
  before: readonly Item[],
  after: readonly Item[],
  id: (item: Item) => unknown,
): readonly Item[] => {
  if (current === after) return before;
  if (before === after) return next;
  const kept = new Set(after.map(id));
  const present = new Set(next.map(id));
  const gone = before.filter((item) => !kept.has(id(item)) && !present.has(id(item)));
  return gone.length === 0 ? next : [...next, ...gone];
};

const linesReverted = (
  spreadsheet: Spreadsheet,
  sheetId: number,
  dimension: Dimension,
  before: readonly Line[],
  after: readonly Line[],
  sorted: boolean,
): Spreadsheet => {
  if (before === after) return spreadsheet;
  let next = spreadsheet;
  const lines = (): readonly Line[] => {
    const sheet = sheetOf(next, sheetId)!;
    return dimension === 'ROWS' ? sheet.rows : sheet.columns;
  };
  const had = new Set(before.map(({ key }) => key));
  const has = new Set(after.map(({ key }) => key));
  // What the act added goes, from the end on, so that the positions before stay right.
  for (let index = lines().length - 1; index >= 0; index -= 1) {
    const { key } = lines()[index]!;
    if (had.has(key) || !has.has(key)) continue;
    let start = index;
    while (start > 0 && isAdded(lines()[start - 1]!.key, had, has)) start -= 1;
    if (index - start + 1 === lines().length) return next;
    next = withLines(next, sheetId, { dimension, kind: 'delete', start, count: index - start + 1 });
    index = start;
  }
  // What the act removed comes back after the line that it followed.
  for (let index = 0; index < before.length; index += 1) {
    if (has.has(before[index]!.key)) continue;
    let end = index + 1;
    while (end < before.length && !has.has(before[end]!.key)) end += 1;
    const previous = index === 0 ? -1 : lines().findIndex(({ key }) => key === before[index - 1]!.key);
    next = withLines(next, sheetId, { dimension, kind: 'insert', at: previous + 1, count: end - index });
    next = withSheet(next, withLinesBack(sheetOf(next, sheetId)!, dimension, previous + 1, before.slice(index, end)));
    index = end - 1;
  }
  return orderReverted(next, sheetId, dimension, before, after, sorted);
};

const isAdded = (key: number, had: Set<number>, has: Set<number>): boolean => has.has(key) && !had.has(key);

const withLinesBack = (sheet: Sheet, dimension: Dimension, at: number, lines: readonly Line[]): Sheet => {
  if (dimension === 'COLUMNS')
    return { ...sheet, columns: sheet.columns.toSpliced(at, lines.length, ...(lines as Column[])) };
  return { ...sheet, rows: sheet.rows.toSpliced(at, lines.length, ...(lines as Row[])) };
};

const orderReverted = (
  spreadsheet: Spreadsheet,
  sheetId: number,
  dimension: Dimension,
  before: readonly Line[],
  after: readonly Line[],
  sorted: boolean,
): Spreadsheet => {
  const has = new Set(after.map(({ key }) => key));
  const wanted = before.filter(({ key }) => has.has(key)).map(({ key }) => key);
  const had = new Set(wanted);
  const moved = after.filter(({ key }) => had.has(key)).map(({ key }) => key);
  if (wanted.every((key, index) => key === moved[index])) return spreadsheet;
  const sheet = sheetOf(spreadsheet, sheetId)!;
  const lines: readonly Line[] = dimension === 'ROWS' ? sheet.rows : sheet.columns;
  const present = new Set(lines.map(({ key }) => key));
  const order = wanted.filter((key) => present.has(key));
  let position = 0;
  const target = lines.map(({ key }) => (had.has(key) ? order[position++]! : key));
  if (sorted && dimension === 'ROWS') return withSheet(spreadsheet, withRowsSortedBack(sheet, target));
  // A move of one block, taken back line by line from the first one out of place; references follow.
  let next = spreadsheet;
  for (let index = 0; index < target.length; index += 1) {
    const now: readonly Line[] = dimension === 'ROWS' ? sheetOf(next, sheetId)!.rows : sheetOf(next, sheetId)!.columns;
    if (now[index]!.key === target[index]) continue;
    const start = now.findIndex(({ key }) => key === target[index]);
    let count = 1;
    while (now[start + count] && now[start + count]!.key === target[index + count]) count += 1;
    const change: LineChange = { dimension, kind: 'move', start, count, to: index };
    next = withLines(next, sheetId, change);
  }
  return next;
};

/** Sorting moves what rows hold, not the rows: heights stay, and formulas keep speaking of their own row. */
const withRowsSortedBack = (sheet: Sheet, target: readonly number[]): Sheet => {
  const places = new Map(sheet.rows.map((row, index) => [row.key, { row, index }]));
  const rows = target.map((key, index): Row => {
    const { row, index: from } = places.get(key)!;
    const { pixelSize, hidden } = sheet.rows[index]!;
    const plain = !row.cells.some((cell) => cell?.value?.formulaValue !== undefined);
    if (from === index || (plain && row.pixelSize === pixelSize && row.hidden === hidden)) return row;
    return {
      key,
      ...(pixelSize === undefined ? {} : { pixelSize }),
      ...(hidden === undefined ? {} : { hidden }),
      cells: !plain
        ? row.cells.map((cell) =>
            cell?.value?.formulaValue === undefined
              ? cell
              : { ...cell, value: { formulaValue: copiedFormula(cell.value.formulaValue, index - from, 0) } },
          )
        : row.cells,
    };
  });
  return { ...sheet, rows };
};

const cellsReverted = (sheet: Sheet, before: Sheet, after: Sheet, rekeyed: (formula: string) => string): Sheet => {
  // A column that the act deleted is back without its cells: `after` is -1 for it, so that they come from `before`.
  const columns = before.columns.map(({ key }, index) => ({
    before: index,
    after: after.columns.findIndex((column) => column.key === key),
    now: sheet.columns.findIndex((column) => column.key === key),
  }));
  const sameColumns =
    before.columns.length === after.columns.length && columns.every((column) => column.after === column.before);
  const oldRows = new Map(after.rows.map((row) => [row.key, row]));
  const wasRows = new Map(before.rows.map((row) => [row.key, row]));
  const rows = sheet.rows.map((row) => {
    const was = wasRows.get(row.key);
    const old = oldRows.get(row.key);
    if (!was || !old || was === old) return row;
    let next: Row = row;
    if (was.pixelSize !== old.pixelSize) next = withLineField(next, 'pixelSize', was.pixelSize);
    if (was.hidden !== old.hidden) next = withLineField(next, 'hidden', was.hidden);
    if (was.cells === old.cells && sameColumns) return next;
    let cells: (Cell | undefined)[] | undefined;
    for (const column of columns) {
      if (column.now < 0) continue;
      const wasCell = was.cells[column.before];
      const oldCell = column.after < 0 ? undefined : old.cells[column.after];
      if (wasCell === oldCell) continue;
      const cell = cellReverted(next.cells[column.now], wasCell, oldCell, rekeyed);
      if (cell === next.cells[column.now]) continue;
      cells ??= next.cells.slice();
      cells[column.now] = cell && tidyCell(cell);
    }
    return cells ? { ...next, cells: trimCells(cells) } : next;
  });
  const widths = new Map(before.columns.map((column) => [column.key, column]));
  const oldWidths = new Map(after.columns.map((column) => [column.key, column]));
  const next = sheet.columns.map((column) => {
    const was = widths.get(column.key);
    const old = oldWidths.get(column.key);
    if (!was || !old || was === old) return column;
    let line = column;
    if (was.pixelSize !== old.pixelSize) line = withLineField(line, 'pixelSize', was.pixelSize);
    if (was.hidden !== old.hidden) line = withLineField(line, 'hidden', was.hidden);
    return line;
  });
  return { ...sheet, rows, columns: next };
};

/** Only the fields that the act changed are taken back; what others changed in the cell since stays. */
const cellReverted = (
  current: Cell | undefined,
  was: Cell | undefined,
  old: Cell | undefined,
  rekeyed: (formula: string) => string,
): Cell | undefined => {
  let next = current;
  if (!sameEntry(was?.value, old?.value)) {
    const formula = was?.value?.formulaValue;
    next = withValue(next, formula === undefined ? was?.value : { formulaValue: rekeyed(formula) });
  }
  if (was?.format !== old?.format) next = withField(next, 'format', was?.format);
  if (was?.note !== old?.note) next = withField(next, 'note', was?.note);
  if (was?.validation !== old?.validation) next = withField(next, 'validation', was?.validation);
  if (was?.runs !== old?.runs) next = withField(next, 'runs', was?.runs);
  return next;
};

const withLineField = <Item extends Line, Field extends 'pixelSize' | 'hidden'>(
  line: Item,
  field: Field,
  value: Line[Field],
): Item => {
  const { [field]: _before, ...rest } = line;
  return (value === undefined ? rest : { ...rest, [field]: value }) as Item;
};

/**
 * Where something differs that people do, to show a person what undo did: the first tab with other cells, rows or columns, and the block of its cells
 * that differs. Formulas elsewhere that come to something else because of it count only where nothing else differs.
 */
export const changedPlace = (before: Spreadsheet, after: Spreadsheet): { sheetId: number; area: Area } | undefined => {
  let elsewhere: { sheetId: number; area: Area } | undefined;
  for (const sheet of after.sheets) {
    const { sheetId } = sheet.properties;
    const old = sheetOf(before, sheetId);
    if (old === sheet) continue;
    const area = changedArea(sheet, old);
    if (area) return { sheetId, area };
    const sameLines = sameKeys(sheet.rows, old?.rows) && sameKeys(sheet.columns, old?.columns);
    const gone = { sheetId, area: placeOfGone(sheet, old) };
    if (!sameLines) return gone;
    elsewhere ??= gone;
  }
  return elsewhere;
};

const sameKeys = (lines: readonly Line[], before: readonly Line[] | undefined): boolean =>
  lines === before || (lines.length === before?.length && lines.every(({ key }, index) => key === before[index]!.key));

/** Rows are compared by key, so that those which only moved along do not count as changed. */
const changedArea = (sheet: Sheet, old: Sheet | undefined): Area | undefined => {
  const oldRows = new Map(old?.rows.map((row) => [row.key, row]));
  let area: Area | undefined;
  sheet.rows.forEach((row, index) => {
    const previous = oldRows.get(row.key);
    if (previous === row || previous?.cells === row.cells) return;
    const width = Math.max(row.cells.length, previous?.cells.length ?? 0, 1);
    for (let column = 0; column < width; column += 1) {
      if (previous && sameByHand(row.cells[column], previous.cells[column])) continue;
      area = area
        ? {
            startRow: area.startRow,
            endRow: index + 1,
            startColumn: Math.min(area.startColumn, column),
            endColumn: Math.max(area.endColumn, column + 1),
          }
        : { startRow: index, endRow: index + 1, startColumn: column, endColumn: column + 1 };
    }
  });
  return area;
};

/** What people can change of a cell is the same, whatever its formula came to. */
const sameByHand = (one: Cell | undefined, other: Cell | undefined): boolean =>
  one === other ||
  (sameEntry(one?.value, other?.value) &&
    one?.format === other?.format &&
    one?.note === other?.note &&
    one?.validation === other?.validation &&
    one?.runs === other?.runs);

/** Where rows or cells went away without anything new: the row that follows the first of them. */
const placeOfGone = (sheet: Sheet, old: Sheet | undefined): Area => {
  const at = old?.rows.findIndex((row, index) => sheet.rows[index]?.key !== row.key) ?? -1;
  const row = Math.min(Math.max(at, 0), sheet.rows.length - 1);
  return { startRow: row, endRow: row + 1, startColumn: 0, endColumn: 1 };
};
