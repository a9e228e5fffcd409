import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { CalculationFormula, CalculationJob, CalculationResult } from './calculation.ts';
import { signal, states } from './calculation.ts';

/** How long a calculation may take before its formulas are suspected, and how long when one is looked for that does not end. */
const limitMs = 2_000;
const searchLimitMs = 400;
const startLimitMs = 20_000;

interface Engine {
  worker: Worker;
  port: MessagePort;
  shared: Int32Array;
}

let running: Engine | undefined;

/** Formulas that once exhausted the engine or did not end. They are not tried again while the server runs. */
const harmful = new Set<string>();
/** Formulas that came to an end before, so that a new one is suspected first. */
const harmless = new Set<string>();

/**
 * Calculates a workbook and waits for the results. The engine runs in a thread of its own, started when the first formula is met: most
 * plans have none, and a formula can exhaust its memory or take for ever (`=REPT("x",1E9)`), which must not take the server with it.
 *
 * @returns a result for each formula; 'harmful' for those that may not run
 */
export const calculated = (job: CalculationJob): (CalculationResult | 'harmful')[] => {
  for (;;) {
    const safe = job.formulas.filter((formula) => !harmful.has(formula.text));
    const outcome = attempt({ ...job, formulas: safe }, limitMs);
    if (Array.isArray(outcome)) {
      for (const { text } of safe) harmless.add(text);
      const results = new Map(safe.map((formula, index) => [formula, outcome[index]!]));
      return job.formulas.map((formula) => results.get(formula) ?? 'harmful');
    }
    for (const formula of culprits(job, safe, outcome.entering)) harmful.add(formula.text);
  }
};

/** The formulas to blame for a calculation that failed; at least one. */
const culprits = (
  job: CalculationJob,
  formulas: CalculationFormula[],
  entering: CalculationFormula | undefined,
): CalculationFormula[] => {
  if (entering) return [entering];
  const fresh = formulas.filter(({ text }) => !harmless.has(text));
  const known = formulas.filter(({ text }) => harmless.has(text));
  const fails = (suspects: CalculationFormula[]): boolean =>
    !Array.isArray(attempt({ ...job, formulas: suspects }, searchLimitMs));
  let suspects = fresh.length === 0 || (known.length > 0 && fails(known)) ? known : fresh;
  while (suspects.length > 1) {
    const half = suspects.slice(0, suspects.length / 2);
    const rest = suspects.slice(suspects.length / 2);
    if (fails(half)) suspects = half;
    else if (fails(rest)) suspects = rest;
    else return suspects;
  }
  return suspects;
};

const attempt = (
  job: CalculationJob,
  limit: number,
): CalculationResult[] | { entering: CalculationFormula | undefined } => {
  if (job.formulas.length === 0) return [];
  const engine = running ?? startEngine();
  running = engine;
  const { shared, port } = engine;
  Atomics.store(shared, signal.state, states.working);
  Atomics.store(shared, signal.formula, -1);
  port.postMessage(job);
  Atomics.wait(shared, signal.state, states.working, limit);
  if (Atomics.load(shared, signal.state) === states.done)
    return (receiveMessageOnPort(port) as { message: CalculationResult[] }).message;
  running = undefined;
  port.close();
  void engine.worker.terminate();
  return { entering: job.formulas[Atomics.load(shared, signal.formula)] };
};

const startEngine = (): Engine => {
  const { port1, port2 } = new MessageChannel();
  const shared = new Int32Array(new SharedArrayBuffer(signal.length * Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL('./calculation-worker.ts', import.meta.url), {
    workerData: { port: port2, shared },
    transferList: [port2],
  });
  // Neither the thread nor the way to it keeps the server from ending.
  worker.unref();
  port1.unref();
  Atomics.wait(shared, signal.state, states.working, startLimitMs);
  if (Atomics.load(shared, signal.state) !== states.ready) throw new Error('The calculation engine did not start.');
  return { worker, port: port1, shared };
};
