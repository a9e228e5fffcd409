import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MessagePort } from 'node:worker_threads';
import { workerData } from 'node:worker_threads';
import type { Model } from '@ironcalc/wasm';
import type { ExtendedValue } from '../model.ts';
import type { CalculationFormula, CalculationJob, CalculationResult } from './calculation.ts';
import { signal, states } from './calculation.ts';

// Runs in a thread of its own, because a formula can exhaust the engine's memory or take for ever; see engine.ts.

const { port, shared } = workerData as { port: MessagePort; shared: Int32Array };

const require = createRequire(import.meta.url);
const engine = require('@ironcalc/wasm') as typeof import('@ironcalc/wasm');
engine.initSync({ module: readFileSync(require.resolve('@ironcalc/wasm').replace(/wasm\.js$/, 'wasm_bg.wasm')) });

const tell = (state: number): void => {
  Atomics.store(shared, signal.state, state);
  Atomics.notify(shared, signal.state);
};

port.on('message', (job: CalculationJob) => {
  try {
    port.postMessage(calculate(job));
    tell(states.done);
  } catch {
    // The engine is of no use after it ran out of memory; the other thread starts a new one.
    tell(states.failed);
  }
});

const calculate = (job: CalculationJob): CalculationResult[] => {
  const model = new engine.Model('plan', 'en', 'UTC', 'en');
  model.pauseEvaluation();
  job.names.forEach((name, index) => {
    if (index > 0) model.newSheet();
    model.renameSheet(index, name);
  });
  // The addresses of links are worked out on a sheet after the others.
  const links = job.names.length;
  model.newSheet();
  for (const [sheet, row, column, text] of job.inputs) model.setUserInput(sheet, row + 1, column + 1, text);
  const refused = new Set<CalculationFormula>();
  job.formulas.forEach((formula, index) => {
    Atomics.store(shared, signal.formula, index);
    try {
      model.setUserInput(formula.sheet, formula.row + 1, formula.column + 1, formula.text);
      if (formula.link !== undefined) model.setUserInput(links, index + 1, 1, formula.link);
    } catch (cause) {
      if ((cause as Error)?.name === 'RuntimeError') throw cause;
      refused.add(formula);
    }
  });
  Atomics.store(shared, signal.formula, -1);
  model.resumeEvaluation();
  model.evaluate();
  model.pauseEvaluation();
  const results = job.formulas.map((formula, index): CalculationResult => {
    if (refused.has(formula)) return { value: undefined };
    const { sheet, row, column } = formula;
    const array = arrayAt(model, formula);
    const address = formula.link === undefined ? undefined : resultAt(model, links, index, 0).stringValue;
    return {
      value: resultAt(model, sheet, row, column),
      ...(address ? { link: address } : {}),
      ...(array ? { array } : {}),
    };
  });
  model.free();
  return results;
};

const arrayAt = (
  model: Model,
  { sheet, row, column, rowsLeft, columnsLeft }: CalculationFormula,
): CalculationResult['array'] => {
  const structure = model.getCellArrayStructure(sheet, row + 1, column + 1);
  if (typeof structure === 'string' || !('DynamicAnchor' in structure)) return undefined;
  const [columns, rows] = structure.DynamicAnchor;
  if (rows === 1 && columns === 1) return undefined;
  if (rows > rowsLeft || columns > columnsLeft) return 'too large';
  return Array.from({ length: rows }, (_, down) =>
    Array.from({ length: columns }, (_, across) => resultAt(model, sheet, row + down, column + across)),
  );
};

/** The engine gives numbers as text only; fifteen digits are what a spreadsheet shows at most. */
const fifteenDigits = '0.00000000000000E+00';

const types = { number: 1, logical: 4, error: 16 } as const;

const resultAt = (model: Model, sheet: number, row: number, column: number): ExtendedValue => {
  const type = model.getCellType(sheet, row + 1, column + 1);
  if (type === types.number)
    model.updateRangeStyle({ sheet, row: row + 1, column: column + 1, width: 1, height: 1 }, 'num_fmt', fifteenDigits);
  const text = model.getFormattedCellValue(sheet, row + 1, column + 1);
  if (type === types.number) return { numberValue: Number(text) };
  if (type === types.logical) return { boolValue: text === 'TRUE' };
  return type === types.error ? { errorValue: errorValueOf(text) } : { stringValue: text };
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

tell(states.ready);
