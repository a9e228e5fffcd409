import { rangeName } from '../a1.ts';
import type { Area } from '../area.ts';
import { areaOf, withCells, withField } from '../area.ts';
import { sameEntry } from '../cells.ts';
import { localeOf } from '../locale.ts';
import type { Cell, ExtendedValue, Row, Sheet, Spreadsheet } from '../model.ts';
import { cellAt, sheetOf } from '../model.ts';
import { serialOfNow } from '../serial.ts';
import type { Calculation } from './engine.ts';
import { newCalculation } from './engine.ts';
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
  const results = calculated(spreadsheet, translations);
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

const calculated = (spreadsheet: Spreadsheet, formulas: readonly Formula[]): Results => {
  const results: Results = spreadsheet.sheets.map(() => new Map<string, Result>());
  // One sheet more than the spreadsheet has: the addresses of links are worked out there.
  const links = spreadsheet.sheets.length;
  const calculation = newCalculation([
    ...spreadsheet.sheets.map((_, index) => calculationName(index)),
    calculationName(links),
  ]);
  try {
    const refused = enterFormulas(calculation, formulas, links);
    enterInputs(calculation, spreadsheet, formulas);
    calculation.evaluate();
    formulas.forEach(({ sheet, row, column, translated }, index) => {
      const key = `${row} ${column}`;
      if (translated.reaches !== undefined) {
        const message = `${translated.reaches} is not run: this server reaches nothing outside.`;
        results[sheet]!.set(key, { value: { errorValue: { type: 'N_A', message } } });
        return;
      }
      if (refused.has(index)) {
        results[sheet]!.set(key, { value: { errorValue: { type: 'ERROR', message: 'Formula parse error.' } } });
        return;
      }
      const value = calculation.result(sheet, row, column);
      if (!value) return;
      const address = translated.link === undefined ? undefined : calculation.result(links, index, 0);
      results[sheet]!.set(key, { value, ...(address?.stringValue ? { link: address.stringValue } : {}) });
      spill(calculation, spreadsheet.sheets[sheet]!, sheet, { row, column }, results[sheet]!);
    });
  } finally {
    calculation.free();
  }
  return results;
};

/** Enters all formulas and returns the positions of those that the engine does not take. */
const enterFormulas = (calculation: Calculation, formulas: readonly Formula[], links: number): Set<number> => {
  const refused = new Set<number>();
  formulas.forEach(({ sheet, row, column, translated }, index) => {
    try {
      calculation.enter(sheet, row, column, translated.formula ?? '=NA()');
      if (translated.link !== undefined) calculation.enter(links, index, 0, translated.link);
    } catch {
      refused.add(index);
    }
  });
  return refused;
};

/** Enters what formulas speak of, each cell once. A formula that may speak of anything gets everything. */
const enterInputs = (calculation: Calculation, spreadsheet: Spreadsheet, formulas: readonly Formula[]): void => {
  const anywhere = formulas.some(({ translated }) => mayReferAnywhere(translated));
  const entered = spreadsheet.sheets.map(() => new Set<number>());
  const areas = anywhere
    ? spreadsheet.sheets.map((sheet, index) => ({ sheet: index, area: areaOf(sheet, {}) }))
    : formulas.flatMap(({ translated }) => translated.refers);
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
        calculation.enter(index, row, column, inputOf(value));
      }
    }
  }
};

const inputOf = (value: ExtendedValue): string => {
  if (value.numberValue !== undefined) return String(value.numberValue);
  if (value.boolValue !== undefined) return value.boolValue ? 'TRUE' : 'FALSE';
  // The quote keeps text text, whatever it looks like.
  return `'${value.stringValue ?? ''}`;
};

/** The other cells of an array's result; where one of them holds something already, the array is refused, as in Sheets. */
const spill = (
  calculation: Calculation,
  sheet: Sheet,
  index: number,
  anchor: Place,
  results: Map<string, Result>,
): void => {
  const { rows, columns } = calculation.spread(index, anchor.row, anchor.column);
  if (rows === 1 && columns === 1) return;
  const area: Area = {
    startRow: anchor.row,
    endRow: anchor.row + rows,
    startColumn: anchor.column,
    endColumn: anchor.column + columns,
  };
  const places: Place[] = [];
  for (let row = area.startRow; row < area.endRow; row += 1)
    for (let column = area.startColumn; column < area.endColumn; column += 1)
      if (row !== anchor.row || column !== anchor.column) places.push({ row, column });
  const blocked = places.find(
    ({ row, column }) =>
      row >= sheet.rows.length || column >= sheet.columns.length || cellAt(sheet, row, column)?.value !== undefined,
  );
  if (blocked) {
    const message = 'Array result was not expanded because it would overwrite data.';
    results.set(`${anchor.row} ${anchor.column}`, { value: { errorValue: { type: 'REF', message } } });
    return;
  }
  for (const { row, column } of places) {
    const value = calculation.result(index, row, column);
    if (value) results.set(`${row} ${column}`, { value });
  }
};

const withResults = (sheet: Sheet, old: readonly Place[], results: Map<string, Result>): Sheet => {
  let next = sheet;
  const write = (row: number, column: number, result: Result | undefined): void => {
    next = withCells(next, { startRow: row, endRow: row + 1, startColumn: column, endColumn: column + 1 }, (cell) =>
      withResult(cell, result),
    );
  };
  for (const { row, column } of old) if (!results.has(`${row} ${column}`)) write(row, column, undefined);
  for (const [key, result] of results) {
    const [row = 0, column = 0] = key.split(' ').map(Number);
    write(row, column, result);
  }
  return next;
};

const withResult = (cell: Cell | undefined, result: Result | undefined): Cell | undefined => {
  const next = sameEntry(cell?.computed, result?.value) ? cell : withField(cell, 'computed', result?.value);
  return withField(next, 'link', result?.link);
};
