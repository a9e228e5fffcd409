import type { ExtendedValue } from '../model.ts';

/** A workbook to calculate once. Sheets, rows and columns count from 0. */
export interface CalculationJob {
  /** The names of its sheets. */
  names: string[];
  /** What cells hold besides formulas, as typed. */
  inputs: [sheet: number, row: number, column: number, text: string][];
  formulas: CalculationFormula[];
}

export interface CalculationFormula {
  sheet: number;
  row: number;
  column: number;
  text: string;
  /** A formula for the address of a link. */
  link?: string;
  /** How far an array's result may reach. */
  rowsLeft: number;
  columnsLeft: number;
}

/** What a formula came to; undefined where it cannot be read. */
export interface CalculationResult {
  value: ExtendedValue | undefined;
  link?: string;
  /** All values of an array's result by row, the first one included; 'too large' where it would reach beyond its sheet. */
  array?: (ExtendedValue | undefined)[][] | 'too large';
}

/** What the two threads share while one calculates: see the indexes below. */
export const signal = { state: 0, formula: 1, length: 2 } as const;

/** The first shared number. */
export const states = { working: 0, ready: 1, done: 2, failed: 3 } as const;
