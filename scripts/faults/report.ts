import type { FaultOptions, QueueKind } from './bench.ts';

/** What a run comes to. */
export interface FaultReport {
  seed: number;
  sheets: number;
  queue: QueueKind;
  /** Wall-clock, the settling included. */
  seconds: number;
  /** Steps of the schedule that were done. */
  steps: number;
  /** Acts of people that the sheet let happen, by what they were; those between a reading and its answer are among them. */
  edits: Readonly<Record<string, number>>;
  /** Requests to a sheet that it refused, or that had nothing to act on. */
  idle: number;
  /** What went wrong, by purpose and kind. */
  faults: Readonly<Record<string, number>>;
  messages: number;
  passes: number;
  /** Of the Sheets API, whatever became of them, and the most of any service account within any minute. */
  calls: { reads: number; writes: number; accounts: number; readsInAMinute: number; writesInAMinute: number };
  /** From an edit to the end of the first pass that read it, in ms. */
  feedback: { median: number; slowest: number };
  /** Sheets whose last edit no message told of, so that only reconcile could find it. */
  unannounced: number;
  /** What does not hold; [] where all does. */
  violations: readonly string[];
}

export const reportInWords = (report: FaultReport): string => {
  const { edits, faults, calls, feedback, violations } = report;
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((total, count) => total + count, 0);
  const listed = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .toSorted(([, one], [, other]) => other - one)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [
    `Seed ${report.seed}, ${report.sheets} sheets, queue ${report.queue}, ${report.steps} steps in ${Math.round(report.seconds)} s`,
    `  Edits      ${sum(edits)}: ${listed(edits)}; refused or idle ${report.idle}`,
    `  Faults     ${sum(faults)}: ${listed(faults)}`,
    `  Messages   ${report.messages} taken; ${report.unannounced} sheets changed without one at the end, as reconcile found`,
    `  Passes     ${report.passes}`,
    `  Calls      ${calls.reads} reads, ${calls.writes} writes by ${calls.accounts} accounts; at most ${calls.readsInAMinute} and ${calls.writesInAMinute} of one in a minute`,
    `  Feedback   median ${seconds(feedback.median)}, slowest ${seconds(feedback.slowest)}`,
    violations.length === 0 ? '  All invariants hold.' : `  VIOLATED   ${violations.length}:`,
    ...violations.slice(0, SHOWN).map((violation) => `    - ${violation}`),
    ...(violations.length > SHOWN ? [`    and ${violations.length - SHOWN} more, in the log`] : []),
  ].join('\n');
};

/** What somebody types to see the same people and faults again. */
export const commandAgain = ({ seed, sheets, queue, until }: Omit<FaultOptions, 'log'>): string => {
  const length = 'steps' in until ? `--steps ${until.steps}` : `--minutes ${until.minutes}`;
  return `npm run faults -- --seed ${seed} ${length} --sheets ${sheets} --queue ${queue}`;
};

const SHOWN = 20;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
