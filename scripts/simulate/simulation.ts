import { accountLimit } from '../../functions/edits/governor.ts';
import { type QuotaLimits, type QuotaUse, takeCall, unused } from '../../functions/edits/quota.ts';
import type { DayOfEdits } from './edits.ts';
import { Timeline } from './timeline.ts';

/** A deployment. */
export interface Deployment {
  communities: number;
  /** Service accounts of the pool. */
  accounts: number;
  /** Reads, and as many writes, that Google allows a minute. */
  callsPerAccount: number;
  callsPerProject: number;
  /** Milliseconds: how long an edit waits for others of the same act, and how far apart passes of one sheet begin. */
  windowMs: number;
  spacingMs: number;
  /** Passes that the queue begins a second, and has under way at a time. */
  dispatchesPerSecond: number;
  concurrentDispatches: number;
  /** A sheet that nobody has looked at for so long is looked at. */
  reconcileAfterMs: number;
  /** How long Google takes for a reading and for a writing, and the planner for the rest of a pass. */
  readMs: number;
  writeMs: number;
  workMs: number;
}

/** What a day costs and how long people wait. */
export interface DayReport {
  edits: number;
  /** Sent to the functions; those of one sheet are a second apart at least. */
  messages: number;
  tasks: number;
  passes: number;
  /** Passes that found no call left and came again later. */
  postponed: number;
  /** Passes over sheets that nobody edits. */
  reconciling: number;
  reads: number;
  writes: number;
  /** The most of each in one minute by the clock. */
  busiestMinute: { passes: number; reads: number; writes: number };
  /** Milliseconds from each edit to the feedback on it, in no order. */
  lagsMs: Float64Array;
}

interface Sheet {
  account: number;
  /** Edits that no pass has read: when the first of them was made, and all of them. */
  waiting: number[];
  /** The bound script sends at most one message a second, and a last one for what came meanwhile. */
  messageAtMs: number;
  /** The stretch of time of the last task that was made, and whether it still waits. */
  stretch: number;
  taskWaits: boolean;
  running: boolean;
  owed: boolean;
  passedAtMs: number;
}

type Event =
  | { kind: 'message'; sheet: number }
  | { kind: 'due'; sheet: number }
  | { kind: 'dispatch' }
  | { kind: 'written'; sheet: number; read: number[]; people: boolean }
  | { kind: 'reconcile' }
  | { kind: 'reconcile-next'; until: number };

const MINUTE_MS = 60_000;
const MESSAGE_SPACING_MS = 1_000;
const RECONCILE_EVERY_MS = 10 * MINUTE_MS;
const RECONCILE_LASTS_MS = 4 * MINUTE_MS;
const RECONCILE_CONCURRENCY = 4;
const BUSY_RETRY_MS = 2_000;

/**
 * Plays one day through the planner's own rules: the bound script's messages, a task for a sheet and stretch of time, the queue's rate, one pass a
 * sheet at a time, and who may call the Sheets API (`functions/edits/quota.ts`, as it runs in production). Sheets, people and Google are numbers.
 */
export const simulateDay = (day: DayOfEdits, deployment: Deployment): DayReport => {
  const limits: QuotaLimits = {
    calls: accountLimit(deployment.callsPerAccount, deployment.callsPerProject, deployment.accounts),
    windowMs: 62_000,
  };
  const uses: QuotaUse[] = Array.from({ length: deployment.accounts }, () => unused);
  const sheets: Sheet[] = Array.from({ length: deployment.communities }, (_, index) => ({
    account: index % deployment.accounts,
    waiting: [],
    messageAtMs: -Infinity,
    stretch: -Infinity,
    taskWaits: false,
    running: false,
    owed: false,
    // As if reconciled before, each at its own time.
    passedAtMs: -(((index * 7919) % deployment.communities) / deployment.communities) * deployment.reconcileAfterMs,
  }));
  const timeline = new Timeline<Event>();
  const minutes = new Map<number, { passes: number; reads: number; writes: number }>();
  const lags = new Float64Array(day.atMs.length);
  const report = {
    edits: day.atMs.length,
    messages: 0,
    tasks: 0,
    passes: 0,
    postponed: 0,
    reconciling: 0,
    reads: 0,
    writes: 0,
  };
  let told = 0;
  let dispatchFreeMs = 0;
  let dispatched = 0;
  /** Sheets whose task is due, in the order in which they became so, and which of them is the next. */
  const ready: number[] = [];
  let nextReady = 0;
  let isDispatchPlanned = false;

  const count = (atMs: number, what: 'passes' | 'reads' | 'writes'): void => {
    report[what]++;
    const minute = Math.floor(atMs / MINUTE_MS);
    let counts = minutes.get(minute);
    if (!counts) {
      counts = { passes: 0, reads: 0, writes: 0 };
      minutes.set(minute, counts);
    }
    counts[what]++;
  };

  const mayCall = (
    kind: 'reads' | 'writes',
    sheet: number,
    urgency: 'people' | 'background',
    nowMs: number,
  ): number => {
    const { account } = sheets[sheet]!;
    const { answer, use } = takeCall(uses[account]!, { kind, spreadsheetId: String(sheet), urgency }, nowMs, limits);
    uses[account] = use;
    if (answer.granted) {
      count(nowMs, kind);
      return 0;
    }
    return answer.retryInMs;
  };

  /** As `functions/edits/cloud-tasks.ts` names them: one for a sheet and stretch of time. */
  const enqueue = (sheet: number, nowMs: number, delayMs: number): void => {
    const state = sheets[sheet]!;
    const dueMs = nowMs + delayMs;
    let stretch = Math.floor(dueMs / deployment.spacingMs);
    if (stretch <= state.stretch) {
      if (state.taskWaits) return;
      stretch = state.stretch + 1;
    }
    Object.assign(state, { stretch, taskWaits: true });
    report.tasks++;
    timeline.plan(Math.max(dueMs, stretch * deployment.spacingMs), { kind: 'due', sheet });
  };

  const begin = (sheet: number, nowMs: number): void => {
    const state = sheets[sheet]!;
    dispatched++;
    state.taskWaits = false;
    if (state.running) {
      // The lease is another's: the queue sends the task again.
      state.owed = true;
      finish(nowMs);
      return;
    }
    if (state.waiting.length === 0) {
      finish(nowMs);
      return;
    }
    const retryInMs = mayCall('reads', sheet, 'people', nowMs);
    if (retryInMs > 0) {
      report.postponed++;
      enqueue(sheet, nowMs, retryInMs);
      finish(nowMs);
      return;
    }
    count(nowMs, 'passes');
    state.running = true;
    const read = state.waiting;
    state.waiting = [];
    timeline.plan(nowMs + deployment.readMs + deployment.workMs, { kind: 'written', sheet, read, people: true });
  };

  const finish = (nowMs: number): void => {
    dispatched--;
    planDispatch(nowMs);
  };

  /** Tasks that are due leave the queue one after the other, no faster than its rate and no more than its breadth. */
  const planDispatch = (nowMs: number): void => {
    if (isDispatchPlanned || nextReady >= ready.length || dispatched >= deployment.concurrentDispatches) return;
    isDispatchPlanned = true;
    timeline.plan(Math.max(nowMs, dispatchFreeMs), { kind: 'dispatch' });
  };

  /** When each sheet is to be looked at again; later where it was looked at meanwhile. */
  const stale = new Timeline<number>();
  for (const [sheet, { passedAtMs }] of sheets.entries()) stale.plan(passedAtMs + deployment.reconcileAfterMs, sheet);
  const nextStale = (nowMs: number): number | null => {
    while (stale.nextMs <= nowMs) {
      const sheet = stale.take()!.event;
      const { passedAtMs, running } = sheets[sheet]!;
      const dueMs = passedAtMs + deployment.reconcileAfterMs;
      if (!running && dueMs <= nowMs) return sheet;
      stale.plan(Math.max(dueMs, nowMs + MINUTE_MS), sheet);
    }
    return null;
  };

  const handle = (nowMs: number, event: Event): void => {
    switch (event.kind) {
      case 'message':
        report.messages++;
        enqueue(event.sheet, nowMs, deployment.windowMs);
        break;
      case 'due': {
        ready.push(event.sheet);
        planDispatch(nowMs);
        break;
      }
      case 'dispatch': {
        isDispatchPlanned = false;
        const sheet = ready[nextReady];
        if (sheet === undefined || dispatched >= deployment.concurrentDispatches) break;
        nextReady++;
        dispatchFreeMs = nowMs + 1000 / deployment.dispatchesPerSecond;
        begin(sheet, nowMs);
        planDispatch(nowMs);
        break;
      }
      case 'written': {
        const state = sheets[event.sheet]!;
        const writes = event.people;
        const retryInMs = writes ? mayCall('writes', event.sheet, 'people', nowMs) : 0;
        if (retryInMs > 0) {
          report.postponed++;
          state.waiting.unshift(...event.read);
          state.running = false;
          enqueue(event.sheet, nowMs, retryInMs);
          finish(nowMs);
          break;
        }
        const endsMs = nowMs + (writes ? deployment.writeMs : 0);
        for (const at of event.read) lags[told++] = endsMs - at;
        state.running = false;
        state.passedAtMs = endsMs;
        if (state.owed || state.waiting.length > 0) {
          state.owed = false;
          if (state.waiting.length > 0 && !state.taskWaits) enqueue(event.sheet, endsMs, BUSY_RETRY_MS);
        }
        if (event.people) finish(nowMs);
        break;
      }
      case 'reconcile':
        for (let worker = 0; worker < RECONCILE_CONCURRENCY; worker++)
          timeline.plan(nowMs, { kind: 'reconcile-next', until: nowMs + RECONCILE_LASTS_MS });
        break;
      case 'reconcile-next': {
        if (nowMs >= event.until) break;
        const sheet = nextStale(nowMs);
        if (sheet === null) break;
        const retryInMs = mayCall('reads', sheet, 'background', nowMs);
        if (retryInMs > 0) {
          stale.plan(nowMs + retryInMs, sheet);
          timeline.plan(nowMs + Math.min(retryInMs, MINUTE_MS), event);
          break;
        }
        count(nowMs, 'passes');
        report.reconciling++;
        const state = sheets[sheet]!;
        state.running = true;
        const passMs = deployment.readMs + deployment.workMs;
        stale.plan(nowMs + passMs + deployment.reconcileAfterMs, sheet);
        timeline.plan(nowMs + passMs, { kind: 'written', sheet, read: state.waiting, people: false });
        state.waiting = [];
        timeline.plan(nowMs + passMs, event);
        break;
      }
    }
  };

  const lastEditMs = day.atMs.at(-1) ?? 0;
  const endMs = Math.max(24 * 60 * MINUTE_MS, lastEditMs);
  for (let at = 0; at < endMs; at += RECONCILE_EVERY_MS) timeline.plan(at, { kind: 'reconcile' });
  let next = 0;
  for (;;) {
    const editMs = day.atMs[next] ?? Infinity;
    if (editMs === Infinity && timeline.nextMs === Infinity) break;
    if (editMs <= timeline.nextMs) {
      const sheet = day.sheet[next++]!;
      const state = sheets[sheet]!;
      state.waiting.push(editMs);
      if (state.messageAtMs > editMs) continue;
      state.messageAtMs = Math.max(editMs, state.messageAtMs + MESSAGE_SPACING_MS);
      timeline.plan(state.messageAtMs, { kind: 'message', sheet });
      continue;
    }
    const { atMs, event } = timeline.take()!;
    handle(atMs, event);
  }
  const most = (what: 'passes' | 'reads' | 'writes'): number =>
    [...minutes.values()].reduce((highest, counts) => Math.max(highest, counts[what]), 0);
  return {
    ...report,
    busiestMinute: { passes: most('passes'), reads: most('reads'), writes: most('writes') },
    lagsMs: lags.subarray(0, told),
  };
};
