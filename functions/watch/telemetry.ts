/** What is counted, by OpenTelemetry's conventions: https://opentelemetry.io/docs/specs/semconv/general/naming/ */
export const counters = {
  'techhire.edit.messages': { unit: '{message}', description: 'Announcements of edits, by how they were answered.' },
  'techhire.passes': { unit: '{pass}', description: 'Passes over sheets, by outcome.' },
  'techhire.pass.repeats': { unit: '{pass}', description: 'Passes that failed and come again.' },
  'techhire.pass.surrenders': {
    unit: '{pass}',
    description: 'Passes that failed for the last time: the next edit or reconcile takes them up.',
  },
  'techhire.lease.losses': { unit: '{lease}', description: 'Leases that another pass took over.' },
  'techhire.call.repeats': { unit: '{call}', description: 'Calls to Google that were made again.' },
  'techhire.documents': { unit: '{document}', description: 'Firestore documents of passes, by operation.' },
  'techhire.errors': { unit: '{error}', description: 'What went wrong on our side, by kind.' },
} as const;

const seconds = (description: string, boundaries: readonly number[]) => ({ unit: 's', description, boundaries });

/** Durations, in seconds as the conventions have it. Each has a count too. */
export const histograms = {
  'techhire.pass.duration': seconds(
    'How long passes take, by outcome.',
    [0.1, 0.25, 0.5, 1, 2, 3, 5, 7.5, 10, 20, 30, 60, 120],
  ),
  'techhire.edit.lag': seconds(
    'From the first edit that was announced to the end of the pass that has seen it.',
    [0.25, 0.5, 1, 1.5, 2, 3, 5, 7.5, 10, 20, 30, 60, 120, 300, 900, 3600],
  ),
  // https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
  'http.client.request.duration': seconds(
    'Calls to other services, by service and status.',
    [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60],
  ),
  'http.server.request.duration': seconds(
    'Requests to the functions, by function and status.',
    [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60],
  ),
} as const;

export type Counter = keyof typeof counters;
export type Histogram = keyof typeof histograms;

/** By what is counted apart: words of the program, few of each, and nothing that people typed. */
export type Attributes = Readonly<Record<string, string | number>>;

/** Where the edges tell what they do; whether anybody listens is a setting. Never fails, and returns at once but for `flush`. */
export interface Telemetry {
  count(counter: Counter, attributes?: Attributes, by?: number): void;
  /** @param ms milliseconds */
  time(histogram: Histogram, ms: number, attributes?: Attributes): void;
  /** Sends what was counted, unless that was done a moment ago. To be awaited before an answer ends: nothing runs after it. */
  flush(): Promise<void>;
}

export const noTelemetry: Telemetry = { count: () => undefined, time: () => undefined, flush: async () => undefined };
