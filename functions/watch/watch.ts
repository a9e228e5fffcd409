import type { Config } from '../config.ts';
import { errorCode, errorFacts } from './error-facts.ts';
import { jsonLog, type Log } from './log.ts';
import { configuredTelemetry } from './metrics.ts';
import { noTelemetry, type Telemetry } from './telemetry.ts';
import { within } from './within.ts';

/** Where errors are counted for all processes together. */
export interface ErrorSink {
  /** @param counts  how often each kind has happened since the last time */
  add(counts: ReadonlyMap<string, number>, at: Date): Promise<void>;
}

/** How the program is seen from outside. */
export interface Watch {
  log: Log;
  telemetry: Telemetry;
  /** Something went wrong on our side: one line in the log, and one more in the counts. */
  failed(message: string, error: unknown, facts?: object): void;
  /** From now on errors are counted there too. */
  countErrorsIn(sink: ErrorSink): void;
  /** Sends what was counted. To be awaited before an answer ends; never fails, and takes two seconds at most. */
  flush(): Promise<void>;
}

export const openWatch = (config: Config): Watch => {
  const log = jsonLog(config);
  return watchOf(
    log,
    configuredTelemetry(config, (error) => log('warn', 'metrics not sent', errorFacts(error))),
  );
};

/** @param telemetry  none by default, as in a command that somebody runs by hand */
export const watchOf = (log: Log, telemetry: Telemetry = noTelemetry): Watch => {
  let counts = new Map<string, number>();
  let sink: ErrorSink | undefined;
  const countErrors = async (): Promise<void> => {
    if (!sink || counts.size === 0) return;
    const counted = counts;
    counts = new Map();
    // Where even this cannot be written, it is not what matters.
    const adding = sink
      .add(counted, new Date())
      .catch((error: unknown) => log('warn', 'errors not counted', errorFacts(error)));
    await within(adding, WITHIN_MS);
  };
  return {
    log,
    telemetry,
    failed: (message, error, facts) => {
      const code = errorCode(error);
      log('error', message, { ...facts, ...errorFacts(error) });
      telemetry.count('techhire.errors', { 'error.type': code });
      counts.set(code, (counts.get(code) ?? 0) + 1);
    },
    countErrorsIn: (given) => {
      sink = given;
    },
    flush: async () => {
      await Promise.all([telemetry.flush(), countErrors()]);
    },
  };
};

const WITHIN_MS = 2_000;
