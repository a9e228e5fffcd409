import { createContext, Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { type FromThread, hostCalls, type ThreadData, type ToThread } from './host-calls.ts';
import { ScriptError } from './script-error.ts';
import { eventObject, scriptServices } from './script-services.ts';

/**
 * The thread that a script runs in, one execution after the other. Each gets globals of its own, as with Apps Script: nothing that a
 * script keeps in a variable is there the next time.
 */
const { code, oauthScopes, answers, signal } = workerData as ThreadData;

const post = (message: FromThread): void => parentPort?.postMessage(message);
const host = hostCalls({ answers, signal }, post);

/** @returns what the function returned, as JSON has it */
const run = ({ request, clockOffsetMs }: ToThread): unknown => {
  const globals = createContext(
    scriptServices(request, oauthScopes, host, (line) => post({ kind: 'log', line })),
  ) as Record<string, unknown>;
  setClock.runInContext(globals)(clockOffsetMs);
  const exceptions = catchHostErrors.runInContext(globals) as (from: typeof ScriptError) => void;
  exceptions(ScriptError);
  script.runInContext(globals);
  const entry = globals[request.functionName];
  if (typeof entry !== 'function') throw new ScriptError(`Script function not found: ${request.functionName}`);
  const sheets = globals.SpreadsheetApp as { getActive(): unknown };
  const value: unknown =
    request.kind === 'menu' ? entry(...request.args) : entry(eventObject(request, sheets.getActive()));
  return JSON.parse(JSON.stringify(value ?? null));
};

const describe = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error);
  const { name, message, stack } = error as Error;
  // Of the stack only what the script did, not how this host ran it.
  const frames = (stack ?? '').split('\n').filter((line) => line.includes('Code.gs'));
  return [`${name}: ${message}`, ...frames].join('\n');
};

/** Lets the host's clock be another one than this machine's. */
const setClock = new Script(`(offsetMs) => {
  if (offsetMs === 0) return;
  const Machine = Date;
  globalThis.Date = class extends Machine {
    constructor(...args) { if (args.length > 0) super(...args); else super(Machine.now() + offsetMs); }
    static now() { return Machine.now() + offsetMs; }
  };
}`);

/** Makes the errors of the services pass for errors of the script's own world, so that `instanceof Error` holds in it. */
const catchHostErrors = new Script(`(HostError) => { Object.setPrototypeOf(HostError.prototype, Error.prototype); }`);

let script: Script;
try {
  script = new Script(code, { filename: 'Code.gs' });
  post({ kind: 'ready' });
} catch (error) {
  post({ kind: 'unusable', error: describe(error) });
}

parentPort?.on('message', (message: ToThread) => {
  try {
    post({ kind: 'done', error: null, value: run(message) });
  } catch (error) {
    post({ kind: 'done', error: describe(error), value: null });
  }
});
