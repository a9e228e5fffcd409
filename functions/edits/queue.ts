import { retryDelayMs } from '../sheet/retry-delay.ts';
import { OperatorError } from '../watch/operator-error.ts';

/**
 * Where edits wait for their pass. The contract is that of Cloud Tasks, and every adapter keeps it:
 *
 * - one task a sheet: edits that come in while a task waits share it; an edit that comes in while it runs makes one more
 * - the first edit's pass begins at once, but for a window in which the rest of the same act comes in; while people go on, passes begin a
 *   spacing apart; and after the last edit there is no longer to wait than that
 * - at least once: a task is run again until it ends without an error, later each time, up to a number of attempts
 * - a sheet whose passes fail does not hold up the others
 */
export interface EditQueue {
  /**
   * Resolves once the task will be run even though this process may do nothing more for the caller.
   *
   * @param delayMs      how long it waits at least; the queue's window by default
   * @param passBegunMs  when the pass began that asks for one more after it, in ms since 1970: a pass that began no later does not do
   */
  enqueue(spreadsheetId: string, delayMs?: number, passBegunMs?: number): Promise<void>;
  /** Enqueues all sheets that owe a pass. @returns how many */
  recover(): Promise<number>;
  /** Takes nothing more, and lets go of what it holds. */
  close(): Promise<void>;
}

export interface MemoryQueueOptions {
  /**
   * Runs one pass, or finds that none is owed. Where it rejects, it is run again. After `deadlineMs` the signal is aborted and the attempt
   * counts as failed, whether or not it ends: a pass that goes on is kept from writing by its lease.
   */
  run: (spreadsheetId: string, attempt: { number: number; signal: AbortSignal }) => Promise<void>;
  /** Sheets that owe a pass, from the durable side: what was in memory when a process ended is found there. */
  owing: () => Promise<string[]>;
  windowMs: number;
  /** Passes of one sheet begin this far apart at least: typing on and on costs a pass each so often. */
  spacingMs: number;
  concurrency: number;
  /** From 0 to below 1; spreads retries, so that sheets that failed together do not come back together. */
  random: () => number;
  /** Told of every attempt that fails; `retryInMs` is null when it was the last. */
  onFailure: (failure: { spreadsheetId: string; attempt: number; error: unknown; retryInMs: number | null }) => void;
  /** Ten by default: they last longer than the lease of a pass that crashed. */
  attempts?: number;
  firstRetryMs?: number;
  longestRetryMs?: number;
  deadlineMs?: number;
}

export interface MemoryQueue extends EditQueue {
  /** True from an edit until its pass has ended, retries included. */
  pending(spreadsheetId: string): boolean;
  /** Resolves when nothing waits or runs for this sheet, or for any. */
  idle(spreadsheetId?: string): Promise<void>;
  /** Sheets whose task was given up after its last attempt, with the last error; the next edit starts over. */
  givenUp(): ReadonlyMap<string, unknown>;
  /** Starts nothing more, aborts what runs, and resolves when that has ended, or after `graceMs` (1,000 by default) without it. */
  close(graceMs?: number): Promise<void>;
}

/** Whether a queue runs its passes in this process, which can then wait for them. */
export const isMemoryQueue = (queue: EditQueue): queue is MemoryQueue => 'pending' in queue;

/** The queue of one process. What it holds is lost with the process and found again by `recover`, because edits are counted durably first. */
export const memoryQueue = (options: MemoryQueueOptions): MemoryQueue => {
  const { attempts = 10, firstRetryMs = 500, longestRetryMs = 60_000, deadlineMs = 120_000 } = options;
  const tasks = new Map<string, Task>();
  /** Due and waiting for one of the `concurrency` places, first come first served. */
  const due: Task[] = [];
  const givenUp = new Map<string, unknown>();
  const running = new Set<AbortController>();
  const unsettled = new Set<Promise<void>>();
  /** When the next pass of a sheet may begin that had one lately. By performance.now(). */
  const nextBegins = new Map<string, number>();
  let isClosed = false;

  const noteStart = (spreadsheetId: string): void => {
    const nowMs = performance.now();
    for (const [id, nextMs] of nextBegins) if (nextMs <= nowMs) nextBegins.delete(id);
    nextBegins.set(spreadsheetId, nowMs + options.spacingMs);
  };

  /** @param dueMs  by performance.now() */
  const schedule = (task: Task, dueMs: number): void => {
    const beginMs = Math.max(dueMs, nextBegins.get(task.spreadsheetId) ?? 0);
    task.state = 'waiting';
    task.timer = setTimeout(
      () => {
        task.timer = null;
        task.state = 'due';
        due.push(task);
        startDue();
      },
      Math.max(0, beginMs - performance.now()),
    );
  };

  const startDue = (): void => {
    while (!isClosed && running.size < options.concurrency) {
      const task = due.shift();
      if (!task) return;
      void attempt(task);
    }
  };

  const attempt = async (task: Task): Promise<void> => {
    const { spreadsheetId } = task;
    task.state = 'running';
    task.againDueMs = null;
    task.isHurried = false;
    task.attempt++;
    noteStart(spreadsheetId);
    const abort = new AbortController();
    running.add(abort);
    const failure = await runUntil(spreadsheetId, task.attempt, abort);
    running.delete(abort);
    if (!isClosed) {
      if (failure === null) settle(task);
      else retry(task, failure.error);
    }
    startDue();
  };

  /** @returns null when it ended well */
  const runUntil = async (
    spreadsheetId: string,
    number: number,
    abort: AbortController,
  ): Promise<{ error: unknown } | null> => {
    // Called within the promise, so that an error thrown before its first await counts as any other.
    const ended = Promise.resolve().then(() => options.run(spreadsheetId, { number, signal: abort.signal }));
    const settled = ended.then(
      () => undefined,
      () => undefined,
    );
    unsettled.add(settled);
    void settled.then(() => unsettled.delete(settled));
    const aborted = new Promise<never>((_, reject) => {
      abort.signal.addEventListener('abort', () => reject(abort.signal.reason));
    });
    const timer = setTimeout(
      () =>
        abort.abort(new OperatorError('deadline', `The pass of ${spreadsheetId} did not end within ${deadlineMs} ms.`)),
      deadlineMs,
    );
    try {
      await Promise.race([ended, aborted]);
      return null;
    } catch (error) {
      return { error };
    } finally {
      clearTimeout(timer);
    }
  };

  const settle = (task: Task): void => {
    givenUp.delete(task.spreadsheetId);
    task.attempt = 0;
    if (task.againDueMs !== null) schedule(task, task.againDueMs);
    else finish(task);
  };

  const retry = (task: Task, error: unknown): void => {
    const { spreadsheetId, attempt } = task;
    const again = task.againDueMs !== null;
    // An edit that came in meanwhile is a reason to start over: it may be the one that mends the sheet.
    const isLast = attempt >= attempts && !again;
    if (again) task.attempt = Math.min(task.attempt, attempts - 1);
    const retryInMs = isLast ? null : retryDelayMs(attempt, { firstRetryMs, longestRetryMs }, options.random());
    options.onFailure({ spreadsheetId, attempt, error, retryInMs });
    if (retryInMs !== null) schedule(task, performance.now() + retryInMs);
    else {
      givenUp.set(spreadsheetId, error);
      finish(task);
    }
  };

  const finish = (task: Task): void => {
    tasks.delete(task.spreadsheetId);
    for (const resolve of task.whenIdle) resolve();
  };

  // What runs here is known without being told when it began.
  const enqueue = async (spreadsheetId: string, delayMs = options.windowMs): Promise<void> => {
    if (isClosed) throw new OperatorError('closed', `Cannot queue ${spreadsheetId}: the queue is closed.`);
    const task = tasks.get(spreadsheetId);
    const dueMs = performance.now() + delayMs;
    if (!task) {
      const added: Task = {
        spreadsheetId,
        state: 'waiting',
        timer: null,
        attempt: 0,
        againDueMs: null,
        isHurried: false,
        whenIdle: [],
      };
      tasks.set(spreadsheetId, added);
      schedule(added, dueMs);
    } else if (task.state === 'running') task.againDueMs = Math.max(task.againDueMs ?? 0, dueMs);
    else if (task.state === 'waiting' && task.attempt > 0) {
      // It waits for a retry. An edit may be the one that mends the sheet, so it does not wait as long; but only the first one hurries
      // it, or else people who go on typing would put it off for ever.
      if (task.isHurried) return;
      task.isHurried = true;
      clearTimeout(task.timer ?? undefined);
      schedule(task, performance.now() + firstRetryMs);
    }
  };

  return {
    enqueue,
    recover: async () => {
      const owing = await options.owing();
      for (const spreadsheetId of owing) await enqueue(spreadsheetId);
      return owing.length;
    },
    pending: (spreadsheetId) => tasks.has(spreadsheetId),
    idle: async (spreadsheetId) => {
      const awaited = [...tasks.values()].filter(
        (task) => spreadsheetId === undefined || task.spreadsheetId === spreadsheetId,
      );
      await Promise.all(awaited.map((task) => new Promise<void>((resolve) => task.whenIdle.push(resolve))));
    },
    givenUp: () => givenUp,
    close: async (graceMs = 1000) => {
      isClosed = true;
      due.length = 0;
      for (const task of tasks.values()) {
        clearTimeout(task.timer ?? undefined);
        for (const resolve of task.whenIdle) resolve();
      }
      tasks.clear();
      for (const abort of running) abort.abort(new OperatorError('closed', 'The queue is closed.'));
      let timer: NodeJS.Timeout | undefined;
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.all(unsettled), grace]);
      clearTimeout(timer);
    },
  };
};

interface Task {
  spreadsheetId: string;
  /** waiting: for its time; due: for a free place. */
  state: 'waiting' | 'due' | 'running';
  timer: NodeJS.Timeout | null;
  /** Attempts begun since it last ended well. */
  attempt: number;
  /** An edit came in while it ran, or it asked to run again: when, by performance.now(), but not before its end. */
  againDueMs: number | null;
  /** An edit has brought its retry forward. */
  isHurried: boolean;
  whenIdle: (() => void)[];
}
