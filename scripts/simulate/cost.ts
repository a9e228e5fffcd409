import { billed, operations } from './operations.ts';
import { prices } from './prices.ts';
import type { DayReport } from './simulation.ts';

/** Documents read, written and deleted in Firestore. */
export interface Documents {
  reads: number;
  writes: number;
  deletes: number;
}

/** US dollars. */
export interface MonthlyCost {
  cloudRun: number;
  firestore: number;
  tasks: number;
  scheduler: number;
  total: number;
}

/** What a day's messages and passes ask of Firestore. */
export const documentsOf = ({ messages, passes, reconciling }: DayReport): Documents => {
  const of = (kind: keyof Documents): number =>
    messages * operations.message[kind] +
    (passes - reconciling) * operations.pass[kind] +
    reconciling * operations.idlePass[kind];
  return { reads: of('reads'), writes: of('writes'), deletes: of('deletes') };
};

/**
 * A month in which so many days are like these, less what Google gives for nothing. Without storage, which stays under a dollar a month for
 * a thousand communities, and without what funders download.
 *
 * @param days  at least one
 */
export const monthlyCost = (days: readonly DayReport[], workingDays: number): MonthlyCost => {
  const month = (of: (day: DayReport) => number): number =>
    (days.reduce((sum, day) => sum + of(day), 0) / days.length) * workingDays;
  const beyond = (used: number, free: number): number => Math.max(0, used - free);

  const { cloudRun, firestore, tasks, scheduler } = prices;
  const seconds = (of: (kind: keyof typeof billed) => number) =>
    month((day) => day.messages * of('message') + day.passes * of('pass'));
  const cpuSeconds = seconds((kind) => billed[kind].seconds / billed[kind].concurrency);
  const gibibyteSeconds = seconds(
    (kind) => (billed[kind].seconds / billed[kind].concurrency) * billed[kind].memoryGibibytes,
  );
  const requests = month(({ messages, tasks: sent, postponed }) => messages + sent + postponed);
  const run =
    beyond(cpuSeconds, cloudRun.free.cpuSeconds) * cloudRun.cpuSecond +
    beyond(gibibyteSeconds, cloudRun.free.gibibyteSeconds) * cloudRun.gibibyteSecond +
    beyond(requests, cloudRun.free.requests) * cloudRun.request;

  const documents = (kind: keyof Documents): number =>
    month((day) => beyond(documentsOf(day)[kind], firestore.free[kind]));
  const store =
    documents('reads') * firestore.read +
    documents('writes') * firestore.write +
    documents('deletes') * firestore.delete;

  // A task is created, perhaps asked after, and sent.
  const queue =
    beyond(
      month((day) => 2 * day.tasks + day.messages),
      tasks.free.operations,
    ) * tasks.operation;
  const schedule = beyond(SCHEDULED_JOBS, scheduler.free.jobs) * scheduler.job;
  return {
    cloudRun: run,
    firestore: store,
    tasks: queue,
    scheduler: schedule,
    total: run + store + queue + schedule,
  };
};

const SCHEDULED_JOBS = 1;
