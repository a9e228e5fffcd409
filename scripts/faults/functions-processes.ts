import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ReconcileReport } from '../../functions/edits/reconcile.ts';
import type { ToFunctions, ToParent } from './functions-process.ts';

export interface FunctionsOptions {
  /** Their settings, as functions/config.ts reads them. */
  env: Readonly<Record<string, string>>;
  /** By how much their clocks differ from this machine's while nothing is wrong with them. */
  clockOffsetMs: number;
  onPassDone: (spreadsheetId: string) => void;
  /** A line that a process logged. */
  onLog: (process: number, line: string) => void;
}

/** The processes that run the functions, as many as there are places for; each is started again whenever it ends. */
export interface FunctionsProcesses {
  /** Where the next request goes, `127.0.0.1:PORT`: to each in turn; null while none is there. */
  next(): string | null;
  /** A process at this place from now on; nothing where there is one. Resolves once it answers. */
  start(place: number): Promise<void>;
  /** kill -9; it is started again after so long. @returns whether one ran there */
  kill(place: number, restartMs: number): boolean;
  /** Has a process run reconcile over the sheets whose last pass is older. @returns null where there is no such process, or it did not come to its end */
  reconcile(place: number, before: Date): Promise<ReconcileReport | null>;
  /** Sets the clock of a process so much ahead; 0 is right. It keeps that through a restart. */
  jumpClock(place: number, jumpMs: number): void;
  close(): Promise<void>;
}

export const functionsProcesses = (options: FunctionsOptions): FunctionsProcesses => {
  const places = new Map<number, Place>();
  const jumps = new Map<number, number>();
  let turn = 0;

  const launch = (number: number, place: Place): void => {
    const child = fork(program, {
      env: {
        ...process.env,
        ...options.env,
        FAULTS_CLOCK_OFFSET_MS: String(options.clockOffsetMs + (jumps.get(number) ?? 0)),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    place.child = child;
    place.host = null;
    for (const stream of [child.stdout!, child.stderr!]) {
      let rest = '';
      stream.on('data', (text: Buffer) => {
        const lines = `${rest}${text}`.split('\n');
        rest = lines.pop()!;
        for (const line of lines) options.onLog(number, line);
      });
    }
    child.on('message', (message: ToParent) => {
      if ('passDone' in message) return options.onPassDone(message.passDone);
      if ('reconciled' in message) return place.whenReconciled.shift()?.(message.reconciled);
      place.host = `127.0.0.1:${message.listensOn}`;
      for (const resolve of place.whenListening.splice(0)) resolve();
    });
    child.once('exit', () => {
      if (place.child !== child) return;
      place.host = null;
      for (const resolve of place.whenReconciled.splice(0)) resolve(null);
      if (places.get(number) === place) place.timer = setTimeout(() => launch(number, place), place.restartMs);
      place.restartMs = CRASHED_RESTART_MS;
    });
  };

  return {
    next: () => {
      const hosts = [...places.values()].flatMap(({ host }) => host ?? []);
      return hosts.length === 0 ? null : hosts[turn++ % hosts.length]!;
    },
    start: async (number) => {
      const known = places.get(number);
      const place: Place = known ?? {
        child: null,
        host: null,
        timer: undefined,
        restartMs: CRASHED_RESTART_MS,
        whenListening: [],
        whenReconciled: [],
      };
      places.set(number, place);
      if (!known) launch(number, place);
      if (place.host === null) await new Promise<void>((resolve) => place.whenListening.push(resolve));
    },
    kill: (number, restartMs) => {
      const place = places.get(number);
      if (!place?.child || place.child.exitCode !== null || place.child.signalCode !== null) return false;
      place.restartMs = restartMs;
      return place.child.kill('SIGKILL');
    },
    reconcile: async (number, before) => {
      const place = places.get(number);
      if (!place?.host || !place.child?.connected) return null;
      tell(place.child, { reconcileBefore: before.toISOString() });
      return new Promise((resolve) => place.whenReconciled.push(resolve));
    },
    jumpClock: (number, jumpMs) => {
      jumps.set(number, jumpMs);
      const child = places.get(number)?.child;
      if (child?.connected) tell(child, { clockOffsetMs: options.clockOffsetMs + jumpMs });
    },
    close: async () => {
      const children = [...places.values()].flatMap(({ child }) => child ?? []);
      for (const number of [...places.keys()]) {
        const place = places.get(number)!;
        places.delete(number);
        clearTimeout(place.timer);
      }
      await Promise.all(
        children.map(
          (child) =>
            new Promise<void>((resolve) => {
              if (child.exitCode !== null || child.signalCode !== null) return resolve();
              child.once('exit', () => resolve());
              child.kill('SIGKILL');
            }),
        ),
      );
    },
  };
};

/** A process may end before it hears of it; that it has ended is told by itself. */
const tell = (child: ChildProcess, message: ToFunctions): void => {
  child.send(message, () => {});
};

interface Place {
  child: ChildProcess | null;
  /** null until it answers. */
  host: string | null;
  timer: NodeJS.Timeout | undefined;
  /** How long after its end the next one is started. */
  restartMs: number;
  whenListening: (() => void)[];
  whenReconciled: ((report: ReconcileReport | null) => void)[];
}

const program = fileURLToPath(new URL('functions-process.ts', import.meta.url));

/** As long as a platform waits before it starts a container anew that could not start. */
const CRASHED_RESTART_MS = 500;
