import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Model } from '@ironcalc/wasm';
import type { ExtendedValue } from '../model.ts';

type IronCalc = typeof import('@ironcalc/wasm');

let loaded: IronCalc | undefined;

/** Loads the calculation engine when the first formula is met; most plans have none, and it takes 70 ms. */
const ironCalc = (): IronCalc => {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  const engine = require('@ironcalc/wasm') as IronCalc;
  engine.initSync({ module: readFileSync(require.resolve('@ironcalc/wasm').replace(/wasm\.js$/, 'wasm_bg.wasm')) });
  loaded = engine;
  return engine;
};

/** A workbook to calculate once. Sheets, rows and columns count from 0. */
export interface Calculation {
  enter(sheet: number, row: number, column: number, input: string): void;
  evaluate(): void;
  /** What a cell came to, after evaluate. */
  result(sheet: number, row: number, column: number): ExtendedValue | undefined;
  /** How many rows and columns an array formula's result covers. */
  spread(sheet: number, row: number, column: number): { rows: number; columns: number };
  free(): void;
}

/** The engine gives numbers as text only; fifteen digits are what a spreadsheet shows at most. */
const fifteenDigits = '0.00000000000000E+00';

const types = { number: 1, text: 2, logical: 4, error: 16 } as const;

/** Makes an empty workbook with sheets of the given names. */
export const newCalculation = (names: readonly string[]): Calculation => {
  const engine = ironCalc();
  const model: Model = new engine.Model('plan', 'en', 'UTC', 'en');
  model.pauseEvaluation();
  names.forEach((name, index) => {
    if (index > 0) model.newSheet();
    model.renameSheet(index, name);
  });
  return {
    enter: (sheet, row, column, input) => model.setUserInput(sheet, row + 1, column + 1, input),
    evaluate: () => {
      model.resumeEvaluation();
      model.evaluate();
      model.pauseEvaluation();
    },
    result: (sheet, row, column) => {
      const type = model.getCellType(sheet, row + 1, column + 1);
      if (type === types.number)
        model.updateRangeStyle(
          { sheet, row: row + 1, column: column + 1, width: 1, height: 1 },
          'num_fmt',
          fifteenDigits,
        );
      const text = model.getFormattedCellValue(sheet, row + 1, column + 1);
      switch (type) {
        case types.number:
          return { numberValue: Number(text) };
        case types.logical:
          return { boolValue: text === 'TRUE' };
        case types.error:
          return { errorValue: errorValueOf(text) };
        default:
          return { stringValue: text };
      }
    },
    spread: (sheet, row, column) => {
      const structure = model.getCellArrayStructure(sheet, row + 1, column + 1);
      if (typeof structure === 'string' || !('DynamicAnchor' in structure)) return { rows: 1, columns: 1 };
      const [columns, rows] = structure.DynamicAnchor;
      return { rows, columns };
    },
    free: () => model.free(),
  };
};

const errors: Record<string, [type: string, message: string]> = {
  '#DIV/0!': ['DIVIDE_BY_ZERO', 'A number was divided by zero.'],
  '#VALUE!': ['VALUE', 'A function or operator got a value of a kind that it cannot use.'],
  '#REF!': ['REF', 'Reference does not exist.'],
  '#NAME?': ['NAME', 'Unknown function or range name.'],
  '#NUM!': ['NUM', 'The result is not a number that a cell can hold.'],
  '#N/A': ['N_A', 'Did not find a value.'],
  '#CIRC!': ['REF', 'Circular dependency detected. A formula refers to its own cell, directly or through others.'],
  '#SPILL!': ['REF', 'Array result was not expanded because it would overwrite data.'],
  '#CALC!': ['VALUE', 'The formula has no result.'],
};

const errorValueOf = (text: string): { type: string; message: string } => {
  const [type, message] = errors[text] ?? ['ERROR', 'Formula parse error.'];
  return { type, message };
};
