import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from './config.ts';
import { type CallerRefusal, callerCheck } from './edits/caller.ts';
import { cloudTasksQueue } from './edits/cloud-tasks.ts';
import { type AccountUse, accountLimit, governor } from './edits/governor.ts';
import { leases } from './edits/lease.ts';
import { handleOnEdit, type OnEditReply } from './edits/on-edit.ts';
import { type PassReport, runPass } from './edits/pass.ts';
import { rememberedProposals } from './edits/proposals.ts';
import { type EditQueue, type MemoryQueueOptions, memoryQueue } from './edits/queue.ts';
import { type ReconcileReport, reconcile, type UnannouncedSheet } from './edits/reconcile.ts';
import { type ReconcileRun, reconcileRuns } from './edits/reconcile-runs.ts';
import { type ConnectedSheet, type SheetRegistry, sheetRegistry } from './edits/registry.ts';
import { formatKey } from './edits/signature.ts';
import type { SignedMessage } from './edits/signed-message.ts';
import { errorText, type Log } from './log.ts';
import { firestoreClient } from './mirror/client.ts';
import { mirrorStore } from './mirror/firestore.ts';
import { handleRepair, type RepairReply } from './repair/on-repair.ts';
import { type SheetRepair, sheetRepair } from './repair/repair.ts';
import { type SheetRestore, sheetRestore } from './restore/restore.ts';
import { handleRollup, type RollupRequest, type RollupResponse } from './rollup/handler.ts';
import { firestoreSummaries } from './rollup/summaries.ts';
import { sheetsAccess } from './sheet/access.ts';
import { sheetsClients } from './sheet/accounts.ts';
import { QuotaReached } from './sheet/client.ts';
import { loadSolver } from './solver.ts';

/** The whole planner of one process: the pure core tied to its edges as the configuration says. */
export interface Planner {
  onEdit(message: SignedMessage): Promise<OnEditReply>;
  onRepair(message: SignedMessage): Promise<RepairReply>;
  /** @throws where it must be tried again later */
  pass(spreadsheetId: string, options?: { always?: boolean }): Promise<PassReport>;
  /**
   * Passes over sheets that nobody has looked at for long.
   *
   * @param before  those whose last pass is older; the configured time ago by default
   */
  reconcile(before?: Date): Promise<ReconcileReport>;
  /** Whether somebody may call one of our own functions over HTTP, by the header `authorization`. */
  mayCall(name: 'runPass' | 'reconcile', authorization: string | undefined): Promise<CallerRefusal>;
  /** A pass follows a repair that changed something. */
  repair: SheetRepair;
  /** A pass follows a restore. */
  restore: SheetRestore;
  rollup(request: RollupRequest): Promise<RollupResponse>;
  health(): Promise<PlannerHealth>;
  registry: SheetRegistry;
  queue: EditQueue;
  /** Told of every pass of this process that is done. */
  onPass(listener: (report: PassReport) => void): void;
  close(): Promise<void>;
}

export interface PlannerHealth {
  ok: boolean;
  /** Sheets with edits that no pass has seen, and for how long the oldest of these edits has waited. */
  queue: { owing: number; lagMs: number };
  /** Use of the Sheets API's quota. */
  accounts: AccountUse[];
  reconcile: {
    /** null before the first has ended. */
    lastRun: ReconcileRun | null;
    /** Sheets that changed though no message had come. */
    triggerNotInstalled: (Omit<UnannouncedSheet, 'title'> & { title: string | null })[];
  };
  spreadsheets: {
    spreadsheetId: string;
    title: string | null;
    communityId: string;
    year: number | null;
    /** ISO time of the last pass; null before the first. */
    lastPassAt: string | null;
    lastPassFailed: boolean;
    owing: boolean;
  }[];
}

export const createPlanner = (config: Config, log: Log): Planner => {
  const firestore = firestoreClient({
    projectId: config.projectId,
    databaseId: config.databaseId,
    ...(config.firestoreEmulatorHost === null ? {} : { emulatorHost: config.firestoreEmulatorHost }),
  });
  const registry = sheetRegistry(firestore, config.sheetsAccounts);
  const runs = reconcileRuns(firestore, RUN_IS_SILENT_MS);
  const summaries = firestoreSummaries(firestore);
  const budget = governor(firestore, {
    limits: {
      calls: accountLimit(config.callsPerAccount, config.callsPerProject, config.sheetsAccounts.length),
      windowMs: QUOTA_WINDOW_MS,
    },
    random: Math.random,
    wait,
  });
  const listeners: ((report: PassReport) => void)[] = [];
  const ports = {
    sheets: sheetsAccess({
      clientOf: sheetsClients(config.sheetsRootUrl),
      budget,
      random: Math.random,
      wait,
    }),
    mirror: mirrorStore(firestore),
    leases: leases(firestore, config.leaseSeconds * 1000),
    registry,
    now: () => new Date(),
    newId: randomId,
    switchedOff: new Set(config.rulesOff),
    propose: rememberedProposals(loadSolver),
  };

  const pass = async (
    spreadsheetId: string,
    options: { always?: boolean; reconciling?: boolean; signal?: AbortSignal } = {},
  ): Promise<PassReport> => {
    const report = await runPass(spreadsheetId, ports, options).catch((error: unknown): PassReport => {
      if (error instanceof QuotaReached)
        return { outcome: 'postponed', spreadsheetId, retryInMs: Math.ceil(error.retryInMs) };
      throw error;
    });
    // A pass that nobody waits for is left to whoever asked for it.
    if (report.outcome === 'postponed' && !options.always && !options.reconciling)
      await queue.enqueue(spreadsheetId, report.retryInMs);
    logPass(report, log);
    // An edit during the pass makes one more of it.
    if ('owed' in report && report.owed) await queue.enqueue(spreadsheetId);
    for (const listener of listeners) listener(report);
    return report;
  };

  const queue = queueOf(config, {
    run: async (spreadsheetId, { signal }) => void (await pass(spreadsheetId, { signal })),
    owing: () => registry.owing(),
    onFailure: ({ spreadsheetId, attempt, error, retryInMs }) =>
      log(retryInMs === null ? 'error' : 'warn', 'pass failed', {
        spreadsheetId,
        attempt,
        retryInMs,
        error: errorText(error),
      }),
  });

  const owePass = async (spreadsheetId: string): Promise<void> => {
    const sheet = await registry.find(spreadsheetId);
    if (sheet && (await registry.raiseRequested(sheet, { at: new Date() })) !== 'not-connected')
      await queue.enqueue(spreadsheetId);
  };
  const ofSheet = sheetRepair({ ...ports, wait });
  const repair: SheetRepair = {
    preview: ofSheet.preview,
    carryOut: async (spreadsheetId, agreed) => {
      const outcome = await ofSheet.carryOut(spreadsheetId, agreed);
      if (outcome.outcome === 'done' && outcome.repairs.length > 0) await owePass(spreadsheetId);
      return outcome;
    },
  };

  const fromHistory = sheetRestore({ ...ports, wait, newKey: () => formatKey(randomBytes(32)) });
  const restore: SheetRestore = {
    ...fromHistory,
    carryOut: async (wish, agreed) => {
      const outcome = await fromHistory.carryOut(wish, agreed);
      if (outcome.outcome === 'done') await owePass(outcome.spreadsheetId);
      return outcome;
    },
  };

  return {
    onEdit: async (message) => {
      const reply = await handleOnEdit(message, {
        sheets: registry,
        queue,
        toleranceSeconds: config.webhookToleranceSeconds,
      });
      if ('cause' in reply) log('error', 'edit not queued', { error: errorText(reply.cause) });
      return reply;
    },
    pass,
    reconcile: async (before) => {
      const startedAt = new Date();
      const report = await reconcile(
        {
          before: before ?? new Date(startedAt.getTime() - config.reconcileAfterHours * 3_600_000),
          lastsMs: config.reconcileSeconds * 1000,
          concurrency: config.queueConcurrency,
        },
        {
          sheets: registry,
          runs,
          pass: (spreadsheetId) => pass(spreadsheetId, { reconciling: true }),
          onFailure: (spreadsheetId, error) =>
            log('warn', 'reconciling pass failed', { spreadsheetId, error: errorText(error) }),
          now: ports.now,
          newId: randomId,
          wait,
        },
      );
      logReconcile(report, log);
      return report;
    },
    mayCall: callers(config),
    repair,
    restore,
    onRepair: async (message) => {
      const reply = await handleRepair(message, {
        sheets: registry,
        repair,
        toleranceSeconds: config.webhookToleranceSeconds,
      });
      if ('cause' in reply) log('error', 'not repaired', { error: errorText(reply.cause) });
      return reply;
    },
    rollup: (request) => handleRollup(request, { summaries }),
    health: async () => healthOf(await registry.list(), await budget.use(), await runs.last(), Date.now()),
    registry,
    queue,
    onPass: (listener) => void listeners.push(listener),
    close: async () => {
      await queue.close();
      await firestore.terminate();
    },
  };
};

const queueOf = (config: Config, passes: Pick<MemoryQueueOptions, 'run' | 'owing' | 'onFailure'>): EditQueue =>
  config.queueKind === 'memory'
    ? memoryQueue({
        ...passes,
        windowMs: config.queueWindowMs,
        spacingMs: config.passSpacingMs,
        concurrency: config.queueConcurrency,
        random: Math.random,
      })
    : cloudTasksQueue({
        rootUrl: config.tasksRootUrl,
        queue: config.tasksQueue!,
        passUrl: passUrl(config),
        serviceAccount: config.tasksServiceAccount!,
        // One task a sheet and window is what spaces its passes.
        windowMs: Math.max(config.passSpacingMs, config.queueWindowMs, 1),
        owing: passes.owing,
        now: Date.now,
        random: Math.random,
      });

/** On one machine whoever reaches the port may. */
const callers = (config: Config): Planner['mayCall'] => {
  if (config.queueKind === 'memory') return async () => null;
  const check = (audience: string) => callerCheck({ audience, serviceAccount: config.tasksServiceAccount! });
  const checks = { runPass: check(passUrl(config)), reconcile: check(`${config.publicUrl}/reconcile`) };
  return (name, authorization) => checks[name](authorization);
};

const passUrl = ({ publicUrl }: Config): string => `${publicUrl}/runPass`;

/** How long a run of reconcile may be at one pass before another run counts it as crashed. */
const RUN_IS_SILENT_MS = 180_000;

/** Google's quota is for a minute. The rest is for calls that arrive there later after they were granted than others do. */
const QUOTA_WINDOW_MS = 62_000;

const healthOf = (
  sheets: Awaited<ReturnType<SheetRegistry['list']>>,
  accounts: AccountUse[],
  lastRun: ReconcileRun | null,
  nowMs: number,
): PlannerHealth => ({
  ok: true,
  queue: queueHealth(sheets, nowMs),
  accounts,
  reconcile: {
    lastRun,
    triggerNotInstalled: sheets.flatMap(({ spreadsheetId, communityId, lastPass, unannouncedSince }) =>
      unannouncedSince === null
        ? []
        : [{ spreadsheetId, title: lastPass?.title ?? null, communityId, since: unannouncedSince }],
    ),
  },
  spreadsheets: sheets.map(({ spreadsheetId, communityId, lastPass, owing }) => ({
    spreadsheetId,
    title: lastPass?.title ?? null,
    communityId,
    year: lastPass?.year ?? null,
    lastPassAt: lastPass?.finishedAt ?? null,
    lastPassFailed: lastPass?.outcome === 'failed',
    owing,
  })),
});

const queueHealth = (sheets: readonly ConnectedSheet[], nowMs: number): PlannerHealth['queue'] => {
  const lags = sheets
    .filter(({ owing }) => owing)
    .map(
      ({ owingSince, lastPass, connectedAt }) => nowMs - Date.parse(owingSince ?? lastPass?.finishedAt ?? connectedAt),
    );
  return { owing: lags.length, lagMs: Math.max(0, ...lags) };
};

const logPass = (report: PassReport, log: Log): void => {
  if (report.outcome === 'done') {
    const { findings, title: _title, ...facts } = report;
    log('info', 'pass done', { ...facts, findings: findings.length });
  } else log('info', `pass ${report.outcome}`, { spreadsheetId: report.spreadsheetId });
};

const logReconcile = (report: ReconcileReport, log: Log): void => {
  if (report.outcome === 'busy') {
    log('info', 'reconcile left to the run that is under way', { until: report.until });
    return;
  }
  const { triggerNotInstalled, failedSheets: _logged, outcome: _ended, ...facts } = report;
  log('info', 'reconcile ended', { ...facts, triggerNotInstalled: triggerNotInstalled.length });
  for (const { spreadsheetId, since } of triggerNotInstalled)
    log('warn', 'trigger not installed: the sheet changed though no message had come', { spreadsheetId, since });
};

/** 96 random bits: no two rows of all plans ever meet, and nobody can guess one. */
const randomId = (): string => randomBytes(12).toString('base64url');
