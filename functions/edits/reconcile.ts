import type { PassReport } from './pass.ts';
import type { ReconcileRun, ReconcileRuns } from './reconcile-runs.ts';
import type { AccountSheet, SheetRegistry } from './registry.ts';
import { SheetIsBusy } from './sheet-is-busy.ts';

export interface ReconcilePorts {
  sheets: Pick<SheetRegistry, 'lastPassedBefore'>;
  runs: ReconcileRuns;
  /** A reconciling pass. */
  pass: (spreadsheetId: string) => Promise<PassReport>;
  now: () => Date;
  newId: () => string;
  wait: (ms: number) => Promise<void>;
}

export interface ReconcileOptions {
  /** Sheets whose last pass is older are passed over. */
  before: Date;
  /** For how long passes are begun. */
  lastsMs: number;
  /** How many passes at a time. */
  concurrency: number;
}

export type ReconcileReport =
  | (ReconcileRun & {
      outcome: 'ended';
      /** Sheets that changed though no message had come: their trigger is not installed. */
      triggerNotInstalled: UnannouncedSheet[];
      failedSheets: string[];
    })
  /** Another run is under way. */
  | { outcome: 'busy'; until: string };

export interface UnannouncedSheet {
  spreadsheetId: string;
  title: string;
  communityId: string;
  /** ISO time at which that was found. */
  since: string;
}

/**
 * Passes over the sheets that nobody has looked at for long, the longest ago first, so that whatever message was lost, and wherever none is ever
 * sent, the mirror is right again. Needs no place to go on from: a sheet that was passed over is not among the oldest any more, whether the pass
 * was done or failed.
 *
 * Passes for which nobody waits leave half of the quota to those for which somebody does. While an account has no call left, the
 * sheets of others go on.
 */
export const reconcile = async (
  { before, lastsMs, concurrency }: ReconcileOptions,
  { sheets, runs, pass, now, newId, wait }: ReconcilePorts,
): Promise<ReconcileReport> => {
  const startedAt = now();
  const endsAt = startedAt.getTime() + lastsMs;
  const holder = newId();
  const busy = await runs.begin(holder, startedAt.getTime());
  if (busy) return { outcome: 'busy', until: busy.busyUntil };

  const { sheets: waiting, all } = await sheets.lastPassedBefore(before, MOST_SHEETS);
  const freeAt = new Map<string | null, number>();
  const failedSheets: string[] = [];
  const triggerNotInstalled: UnannouncedSheet[] = [];
  let passed = 0;
  let looked = 0;

  const look = async (sheet: AccountSheet): Promise<void> => {
    const report = await pass(sheet.spreadsheetId);
    if (report.outcome === 'postponed') {
      freeAt.set(sheet.account, now().getTime() + report.retryInMs);
      waiting.unshift(sheet);
      return;
    }
    looked++;
    if (report.outcome !== 'done') return;
    passed++;
    const { spreadsheetId, title, communityId, unannouncedSince } = report;
    if (unannouncedSince !== null)
      triggerNotInstalled.push({ spreadsheetId, title, communityId, since: unannouncedSince });
  };

  const lookAtThose = async (): Promise<void> => {
    for (;;) {
      const nowMs = now().getTime();
      if (waiting.length === 0 || nowMs >= endsAt) return;
      const freeAtOf = ({ account }: AccountSheet): number => freeAt.get(account) ?? 0;
      const next = waiting.findIndex((sheet) => freeAtOf(sheet) <= nowMs);
      if (next < 0) {
        const soonestMs = Math.min(...waiting.map(freeAtOf));
        if (soonestMs >= endsAt) return;
        await wait(soonestMs - nowMs);
        continue;
      }
      const [sheet] = waiting.splice(next, 1);
      if (!(await runs.goOn(holder, nowMs))) return;
      try {
        await look(sheet!);
      } catch (error) {
        looked++;
        // The pass that has the sheet is looking at it.
        if (error instanceof SheetIsBusy) continue;
        failedSheets.push(sheet!.spreadsheetId);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lookAtThose));

  const run: ReconcileRun = {
    startedAt: startedAt.toISOString(),
    finishedAt: now().toISOString(),
    passed,
    failed: failedSheets.length,
    left: all - looked,
  };
  await runs.end(holder, run);
  return { outcome: 'ended', ...run, triggerNotInstalled, failedSheets };
};

/** More than one run has the quota for. */
const MOST_SHEETS = 2_000;
