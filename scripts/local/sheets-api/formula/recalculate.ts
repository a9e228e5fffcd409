import { rangeName } from '../a1.ts';
import { areaOf, withField } from '../area.ts';
import { sameEntry } from '../cells.ts';
import { localeOf } from '../locale.ts';
import type { Cell, ErrorValue, ExtendedValue, Row, Sheet, Spreadsheet } from '../model.ts';
import { cellAt, sheetOf, trimCells } from '../model.ts';
import { serialOfNow } from '../serial.ts';
import type { CalculationJob, CalculationResult } from './calculation.ts';
import { calculated } from './engine.ts';
import type { FormulaPlace, Translated } from './translate.ts';
import { calculationName, translatedFormula } from './translate.ts';

/**
 * The spreadsheet with the results of its formulas worked out anew. It is a function of what the cells hold and of the time, so it needs no
 * state besides: the workbook is calculated from scratch, but only with the cells that formulas speak of, and not at all where
 * no formula is on or speaks of a tab that changed.
 *
 * @param before  the spreadsheet whose results are right
 */
export const recalculated = (spreadsheet: Spreadsheet, before: Spreadsheet | undefined, now: Date): Spreadsheet => {
  const formulas = spreadsheet.sheets.flatMap((sheet, index) =>
    computedPlaces(sheet.rows).map((place) => ({ ...place, sheet: index })),
  );
  if (formulas.length === 0) return spreadsheet;
  const translations = translatedAll(spreadsheet, formulas, now);
  if (before && !concerned(spreadsheet, before, translations)) return spreadsheet;
  const results = resultsOf(spreadsheet, translations);
  return {
    ...spreadsheet,
    sheets: spreadsheet.sheets.map((sheet, index) =>
      withResults(
        sheet,
        formulas.filter((place) => place.sheet === index),
        results[index]!,
      ),
    ),
  };
};

interface Place {
  row: number;
  column: number;
}

/** Rows that hold formulas or results, by row: rows never change, so each is looked through once. */
const computedColumns = new WeakMap<Row, readonly number[]>();
const computedInRows = new WeakMap<readonly Row[], readonly Place[]>();
const none: readonly number[] = [];

const columnsComputed = (row: Row): readonly number[] => {
  const known = computedColumns.get(row);
  if (known) return known;
  let columns: number[] | undefined;
  row.cells.forEach((cell, column) => {
    if (cell?.value?.formulaValue === undefined && cell?.computed === undefined) return;
    columns ??= [];
    columns.push(column);
  });
  computedColumns.set(row, columns ?? none);
  return columns ?? none;
};

const computedPlaces = (rows: readonly Row[]): readonly Place[] => {
  const known = computedInRows.get(rows);
  if (known) return known;
  const places: Place[] = [];
  rows.forEach((row, index) => {
    for (const column of columnsComputed(row)) places.push({ row: index, column });
  });
  computedInRows.set(rows, places);
  return places;
};

interface Formula extends Place {
  sheet: number;
  translated: Translated;
}

const translatedAll = (
  spreadsheet: Spreadsheet,
  places: readonly (Place & { sheet: number })[],
  now: Date,
): Formula[] => {
  const numbers = new Map(spreadsheet.sheets.map(({ properties }, index) => [properties.title.toLowerCase(), index]));
  const locale = localeOf(spreadsheet.properties.locale);
  const serial = serialOfNow(now, spreadsheet.properties.timeZone);
  const names = new Map(
    spreadsheet.namedRanges.flatMap(({ name, range }) => {
      const sheet = sheetOf(spreadsheet, range?.sheetId ?? 0);
      return name !== undefined && range && sheet
        ? [[name.toLowerCase(), rangeName(sheet, areaOf(sheet, range))] as const]
        : [];
    }),
  );
  return places.flatMap((place) => {
    const formula = cellAt(spreadsheet.sheets[place.sheet]!, place.row, place.column)?.value?.formulaValue;
    if (formula === undefined) return [];
    const where: FormulaPlace = {
      sheetNamed: (title) => (title === undefined ? place.sheet : numbers.get(title.toLowerCase())),
      sizeOf: (sheet) => ({
        rows: spreadsheet.sheets[sheet]!.rows.length,
        columns: spreadsheet.sheets[sheet]!.columns.length,
      }),
      rangeNamed: (name) => names.get(name.toLowerCase()),
      locale,
      today: Math.floor(serial),
      now: serial,
    };
    return [{ ...place, translated: translatedFormula(formula, where) }];
  });
};

/** Whether a change can have changed a result: a tab with formulas or one that they speak of is not what it was. */
const concerned = (spreadsheet: Spreadsheet, before: Spreadsheet, formulas: readonly Formula[]): boolean => {
  if (
    spreadsheet.sheets.length !== before.sheets.length ||
    spreadsheet.namedRanges !== before.namedRanges ||
    spreadsheet.properties !== before.properties
  )
    return true;
  const changed = spreadsheet.sheets.map((sheet, index) => {
    const old = before.sheets[index]!;
    return sheet.rows !== old.rows || sheet.columns !== old.columns || sheet.properties.title !== old.properties.title;
  });
  if (!changed.includes(true)) return false;
  if (
    spreadsheet.sheets.some(
      (sheet, index) =>
        changed[index] && computedPlaces(sheet.rows).length + computedPlaces(before.sheets[index]!.rows).length > 0,
    )
  )
    return true;
  return formulas.some(
    ({ translated }) => translated.refers.some(({ sheet }) => changed[sheet]) || mayReferAnywhere(translated),
  );
};

const mayReferAnywhere = ({ formula }: Translated): boolean =>
  formula !== undefined && /\b(?:INDIRECT|OFFSET)\(/i.test(formula);

interface Result {
  value: ExtendedValue;
  link?: string;
}

/** What cells came to, by `row column`; a tab without formulas has an empty map. */
type Results = Map<string, Result>[];

const resultsOf = (spreadsheet: Spreadsheet, formulas: readonly Formula[]): Results => {
  const results: Results = spreadsheet.sheets.map(() => new Map<string, Result>());
  const outcomes = calculated({
    names: spreadsheet.sheets.map((_, index) => calculationName(index)),
    inputs: inputsOf(spreadsheet, formulas),
    formulas: formulas.map(({ sheet, row, column, translated }) => ({
      sheet,
      row,
      column,
      text: translated.formula ?? '=NA()',
      ...(translated.link === undefined ? {} : { link: translated.link }),
      rowsLeft: spreadsheet.sheets[sheet]!.rows.length - row,
      columnsLeft: spreadsheet.sheets[sheet]!.columns.length - column,
    })),
  });
  formulas.forEach((formula, index) => {
    const own = results[formula.sheet]!;
    const outcome = outcomes[index]!;
    const error = refusal(formula.translated, outcome);
    if (error) own.set(keyOf(formula), { value: { errorValue: error } });
    else if (outcome !== 'harmful') addOutcome(own, spreadsheet.sheets[formula.sheet]!, formula, outcome);
  });
  return results;
};

const keyOf = ({ row, column }: Place): string => `${row} ${column}`;

const refusal = ({ reaches }: Translated, outcome: CalculationResult | 'harmful'): ErrorValue | undefined => {
  if (reaches !== undefined)
    return { type: 'N_A', message: `${reaches} is not run: this server reaches nothing outside.` };
  if (outcome === 'harmful')
    return { type: 'ERROR', message: 'This formula takes more time or memory than it is given here.' };
  return outcome.value === undefined ? { type: 'ERROR', message: 'Formula parse error.' } : undefined;
};

/** A formula's result, and the other cells of an array; where one of those holds something, the array is refused, as in Sheets. */
const addOutcome = (
  results: Map<string, Result>,
  sheet: Sheet,
  anchor: Place,
  { value, link, array }: CalculationResult,
): void => {
  if (array === undefined) {
    if (value) results.set(keyOf(anchor), { value, ...(link === undefined ? {} : { link }) });
    return;
  }
  const isAnchor = (down: number, across: number): boolean => down === 0 && across === 0;
  const blocked =
    array === 'too large' ||
    array.some((line, down) =>
      line.some(
        (_, across) =>
          !isAnchor(down, across) && cellAt(sheet, anchor.row + down, anchor.column + across)?.value !== undefined,
      ),
    );
  if (blocked) {
    const message = 'Array result was not expanded because it would overwrite data.';
    results.set(keyOf(anchor), { value: { errorValue: { type: 'REF', message } } });
    return;
  }
  array.forEach((line, down) => {
    line.forEach((item, across) => {
      if (item) results.set(keyOf({ row: anchor.row + down, column: anchor.column + across }), { value: item });
    });
  });
};

/** What formulas speak of, each cell once. A formula that may speak of anything gets everything. */
const inputsOf = (spreadsheet: Spreadsheet, formulas: readonly Formula[]): CalculationJob['inputs'] => {
  const anywhere = formulas.some(({ translated }) => mayReferAnywhere(translated));
  const entered = spreadsheet.sheets.map(() => new Set<number>());
  const areas = anywhere
    ? spreadsheet.sheets.map((sheet, index) => ({ sheet: index, area: areaOf(sheet, {}) }))
    : formulas.flatMap(({ translated }) => translated.refers);
  const inputs: CalculationJob['inputs'] = [];
  for (const { sheet: index, area } of areas) {
    const sheet = spreadsheet.sheets[index]!;
    const width = sheet.columns.length;
    const done = entered[index]!;
    for (let row = area.startRow; row < Math.min(area.endRow, sheet.rows.length); row += 1) {
      const { cells } = sheet.rows[row]!;
      for (let column = area.startColumn; column < Math.min(area.endColumn, cells.length); column += 1) {
        const value = cells[column]?.value;
        if (!value || value.formulaValue !== undefined || done.has(row * width + column)) continue;
        done.add(row * width + column);
        inputs.push([index, row, column, inputOf(value)]);
      }
    }
  }
  return inputs;
};

const inputOf = (value: ExtendedValue): string => {
  if (value.numberValue !== undefined) return String(value.numberValue);
  if (value.boolValue !== undefined) return value.boolValue ? 'TRUE' : 'FALSE';
  // The quote keeps text text, whatever it looks like.
  return `'${value.stringValue ?? ''}`;
};

const withResults = (sheet: Sheet, old: readonly Place[], results: Map<string, Result>): Sheet => {
  const columnsByRow = new Map<number, Set<number>>();
  const places = [
    ...old,
    ...[...results.keys()].map((key): Place => {
      const [row = 0, column = 0] = key.split(' ').map(Number);
      return { row, column };
    }),
  ];
  for (const { row, column } of places) columnsByRow.set(row, (columnsByRow.get(row) ?? new Set()).add(column));
  if (places.length === 0) return sheet;
  const rows = sheet.rows.slice();
  let changed = false;
  for (const [row, columns] of columnsByRow) {
    const before = rows[row]!;
    const cells = before.cells.slice();
    for (const column of columns) cells[column] = withResult(cells[column], results.get(keyOf({ row, column })));
    if (cells.length === before.cells.length && cells.every((cell, column) => cell === before.cells[column])) continue;
    rows[row] = { ...before, cells: trimCells(cells) };
    changed = true;
  }
  return changed ? { ...sheet, rows } : sheet;
};

const withResult = (cell: Cell | undefined, result: Result | undefined): Cell | undefined => {
  const next = sameEntry(cell?.computed, result?.value) ? cell : withField(cell, 'computed', result?.value);
  return withField(next, 'link', result?.link);
};
