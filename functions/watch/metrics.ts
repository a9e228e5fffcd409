import type { Config } from '../config.ts';
import { type Attributes, type Counter, type Histogram, noTelemetry, type Telemetry } from './telemetry.ts';
import { within } from './within.ts';

export type Measurement = { attributes: Attributes; by: number } & ({ counter: Counter } | { histogram: Histogram });

/** What takes measurements down and sends what they come to. */
export interface MeterReader {
  record(measurement: Measurement): void;
  /** Rejects where nobody took it. */
  send(): Promise<void>;
}

export interface MetricsOptions {
  /** Loads the reader, once the first measurement is there: a process that measures nothing does not pay for it. */
  load: () => Promise<MeterReader>;
  nowMs: () => number;
  /** Told of a sending that failed. */
  onFailure: (error: unknown) => void;
  everyMs?: number;
  withinMs?: number;
}

/**
 * Measurements are taken down at once and sent when an answer is about to end, at most so often. The sums are those since the process began, so one that was not
 * sent is in the next; what was counted in a process's last seconds may be lost with it.
 */
export const metrics = ({
  load,
  nowMs,
  onFailure,
  everyMs = EVERY_MS,
  withinMs = WITHIN_MS,
}: MetricsOptions): Telemetry => {
  const taken: Measurement[] = [];
  let reader: Promise<MeterReader> | undefined;
  let sentAt = Number.NEGATIVE_INFINITY;
  let sending: Promise<void> | undefined;

  const take = (measurement: Measurement): void => {
    // What cannot be sent anywhere is not kept for ever.
    if (taken.length < MOST_TAKEN) taken.push(measurement);
    reader ??= load();
    // Told where it is awaited.
    reader.catch(() => undefined);
  };

  const send = async (): Promise<void> => {
    const loaded = await reader!.catch((error: unknown) => {
      reader = undefined;
      throw error;
    });
    for (const measurement of taken.splice(0)) loaded.record(measurement);
    await loaded.send();
  };

  return {
    count: (counter, attributes = {}, by = 1) => take({ counter, attributes, by }),
    time: (histogram, ms, attributes = {}) => take({ histogram, attributes, by: ms / 1000 }),
    flush: async () => {
      if (taken.length === 0 || nowMs() - sentAt < everyMs) return;
      sentAt = nowMs();
      sending ??= send()
        .catch(onFailure)
        .finally(() => {
          sending = undefined;
        });
      await within(sending, withinMs);
    },
  };
};

/** Cloud Monitoring takes a point of a series every 5 s at most. https://cloud.google.com/monitoring/quotas */
const EVERY_MS = 10_000;

/** Whoever waits for the answer should hardly notice. */
const WITHIN_MS = 2_000;

const MOST_TAKEN = 10_000;

/** As the configuration says. */
export const configuredTelemetry = (config: Config, onFailure: (error: unknown) => void): Telemetry =>
  config.metrics === 'off'
    ? noTelemetry
    : metrics({
        load: async () => (await import('./open-telemetry.ts')).openTelemetry(config),
        nowMs: () => performance.now(),
        onFailure,
      });
