import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from './config.ts';
import type { DrivePush } from './edits/drive-push.ts';
import type { PassReport } from './edits/pass.ts';
import { type EditQueue, memoryQueue } from './edits/queue.ts';
import type { ReconcileReport } from './edits/reconcile.ts';
import type { SheetRegistry } from './edits/registry.ts';
import { formatKey } from './edits/signature.ts';
import { callBudget } from './planner/budget.ts';
import { callers, type MayCall } from './planner/callers.ts';
import { cloudQueue } from './planner/cloud-queue.ts';
import { type ConnectDoor, connectDoor } from './planner/connecting.ts';
import { type EditDoor, editDoor } from './planner/door.ts';
import { type DriveDoor, type DriveParts, driveDoor, driveParts, tending } from './planner/drive.ts';
import { healthReading, type PlannerHealth } from './planner/health.ts';
import { owePass } from './planner/owe-pass.ts';
import { type Pass, passes, passPorts } from './planner/passes.ts';
import { openRuns, reconciling } from './planner/reconciling.ts';
import { type RepairDoor, repairDoor, repairs } from './planner/repairs.ts';
import { type Rollups, rollups } from './planner/rollups.ts';
import { type ShareDoor, shareDoor } from './planner/sharing.ts';
import { openStore, type Store } from './planner/store.ts';
import type { SheetRepair } from './repair/repair.ts';
import { type SheetRestore, sheetRestore } from './restore/restore.ts';
import { errorCode, errorFacts } from './watch/error-facts.ts';
import type { Watch } from './watch/watch.ts';

/** The whole planner of one process: the pure core tied to its edges as the configuration says. */
export interface Planner extends EditDoor, DriveDoor, ConnectDoor, RepairDoor, ShareDoor, Rollups {
  /** @throws where it must be tried again later */
  pass: Pass;
  /**
   * Passes over sheets that nobody has looked at for long.
   *
   * @param before  those whose last pass is older; the configured time ago by default
   */
  reconcile(before?: Date): Promise<ReconcileReport>;
  mayCall: MayCall;
  /** A pass follows a repair that changed something. */
  repair: SheetRepair;
  /** A pass follows a restore. */
  restore: SheetRestore;
  /** Which sheets Drive tells of edits in. */
  drivePush: DrivePush & Pick<DriveParts, 'pushed'>;
  health(): Promise<PlannerHealth>;
  registry: SheetRegistry;
  queue: EditQueue;
  /** Told of every pass of this process that is done. */
  onPass(listener: (report: PassReport) => void): void;
  close(): Promise<void>;
}

export const createPlanner = (config: Config, watch: Watch): Planner => {
  const store = openStore(config, watch);
  const budget = callBudget(config, store);
  const ports = passPorts(config, store, budget, watch);
  const runs = openRuns(store);
  const listeners: ((report: PassReport) => void)[] = [];

  const queue: EditQueue =
    config.queueKind === 'memory'
      ? queueHere(config, watch, store, (spreadsheetId, signal) => pass(spreadsheetId, { signal }))
      : cloudQueue(config, store, watch);
  const pass = passes(ports, queue, watch, (report) => {
    for (const listener of listeners) listener(report);
  });

  const drive = driveParts(config, store, queue, watch);
  const owe = owePass(store, queue);
  const repair = repairs(ports, owe);
  const fromHistory = sheetRestore({
    ...ports,
    registry: store.registry,
    wait,
    newKey: () => formatKey(randomBytes(32)),
  });

  return {
    ...editDoor(config, watch, store, queue),
    ...driveDoor(watch, drive),
    ...connectDoor(config, watch, store, ports.sheets, queue),
    ...repairDoor(config, watch, store, repair),
    ...shareDoor(config, watch, store),
    ...rollups(config, watch, store),
    pass,
    reconcile: reconciling(config, watch, store, { runs, pass, tend: tending(watch, drive.push) }),
    mayCall: callers(config),
    repair,
    restore: {
      ...fromHistory,
      carryOut: async (wish, agreed) => {
        const outcome = await fromHistory.carryOut(wish, agreed);
        if (outcome.outcome === 'done') await owe(outcome.spreadsheetId);
        return outcome;
      },
    },
    drivePush: { ...drive.push, pushed: drive.pushed },
    health: healthReading(store, budget, runs),
    registry: store.registry,
    queue,
    onPass: (listener) => void listeners.push(listener),
    close: async () => {
      await queue.close();
      await store.firestore.terminate();
    },
  };
};

/** Edits wait in this process, which runs their passes itself. */
const queueHere = (
  config: Config,
  { log, telemetry, flush }: Watch,
  { registry }: Store,
  run: (spreadsheetId: string, signal: AbortSignal) => Promise<PassReport>,
): EditQueue =>
  memoryQueue({
    run: async (spreadsheetId, { signal }) => {
      try {
        await run(spreadsheetId, signal);
      } finally {
        // No answer waits for it.
        void flush();
      }
    },
    owing: () => registry.owing(),
    onFailure: ({ spreadsheetId, attempt, error, retryInMs }) => {
      const isLast = retryInMs === null;
      telemetry.count(isLast ? 'techhire.pass.surrenders' : 'techhire.pass.repeats', {
        'error.type': errorCode(error),
      });
      if (isLast) log('error', 'pass given up', { spreadsheetId, attempt, ...errorFacts(error) });
      else log('info', 'pass comes again', { spreadsheetId, attempt, retryInMs });
    },
    windowMs: config.queueWindowMs,
    spacingMs: config.passSpacingMs,
    concurrency: config.queueConcurrency,
    random: Math.random,
  });
