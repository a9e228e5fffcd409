import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { type ReconcileReport, reconcile } from '../edits/reconcile.ts';
import { type ReconcileRuns, reconcileRuns } from '../edits/reconcile-runs.ts';
import type { Log } from '../watch/log.ts';
import type { Watch } from '../watch/watch.ts';
import { randomId } from './ids.ts';
import type { Pass } from './passes.ts';
import type { Store } from './store.ts';

/** The runs of all processes. */
export const openRuns = ({ firestore }: Store): ReconcileRuns => reconcileRuns(firestore, RUN_IS_SILENT_MS);

/** How long a run may be at one pass before another run counts it as crashed. */
const RUN_IS_SILENT_MS = 180_000;

/**
 * Passes over sheets that nobody has looked at for long.
 *
 * @param before  those whose last pass is older; the configured time ago by default
 */
export type Reconciling = (before?: Date) => Promise<ReconcileReport>;

interface ReconcilingParts {
  runs: ReconcileRuns;
  pass: Pass;
  /** Sees to the channels of Drive. */
  tend: () => Promise<void>;
}

export const reconciling =
  (
    config: Config,
    { log, failed }: Watch,
    { registry }: Pick<Store, 'registry'>,
    { runs, pass, tend }: ReconcilingParts,
  ): Reconciling =>
  async (before) => {
    // First, so that a change which Drive knows of is not taken for one that nobody has told of.
    await tend().catch((error: unknown) => failed('channels of Drive not seen to', error));
    const report = await reconcile(
      {
        before: before ?? new Date(Date.now() - config.reconcileAfterHours * 3_600_000),
        lastsMs: config.reconcileSeconds * 1000,
        concurrency: config.queueConcurrency,
      },
      {
        sheets: registry,
        runs,
        pass: (spreadsheetId) => pass(spreadsheetId, { reconciling: true }),
        now: () => new Date(),
        newId: randomId,
        wait,
      },
    );
    logReconcile(report, log);
    return report;
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
