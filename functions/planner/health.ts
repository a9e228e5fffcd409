import type { AccountUse, Governor } from '../edits/governor.ts';
import type { UnannouncedSheet } from '../edits/reconcile.ts';
import type { ReconcileRun, ReconcileRuns } from '../edits/reconcile-runs.ts';
import type { ConnectedSheet, SheetRegistry } from '../edits/registry.ts';
import type { Store } from './store.ts';

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

/** Whether the planner works, and how each sheet stands. */
export const healthReading =
  ({ registry }: Pick<Store, 'registry'>, budget: Governor, runs: Pick<ReconcileRuns, 'last'>) =>
  async (): Promise<PlannerHealth> =>
    healthOf(await registry.list(), await budget.use(), await runs.last(), Date.now());

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
