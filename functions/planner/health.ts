import { type ChannelStanding, channelStanding } from '../edits/drive-watch.ts';
import { driveWatches } from '../edits/drive-watches.ts';
import type { AccountUse, Governor } from '../edits/governor.ts';
import type { ReconcileRun, ReconcileRuns } from '../edits/reconcile-runs.ts';
import { type SheetsOverview, sheetsOverview } from '../edits/sheets-overview.ts';
import type { Store } from './store.ts';

export interface PlannerHealth extends SheetsOverview {
  /** False where a sheet needs somebody: `attention` says which and why. */
  ok: boolean;
  /** ISO time. */
  at: string;
  /** What went wrong in the last hour, in all processes, by kind. What Firestore itself failed to take is only in the log. */
  errors: { lastHour: number; kinds: { kind: string; count: number }[] };
  /** Use of the Sheets API's quota. */
  accounts: AccountUse[];
  /** Over which channels Drive tells of edits in sheets without the bound script. */
  drive: ChannelStanding[];
  /** How the last run of reconcile ended; null before the first. */
  reconcile: ReconcileRun | null;
}

/** Whether the planner works, and which sheets need somebody. */
export const healthReading =
  ({ firestore, errors }: Store, budget: Governor, runs: Pick<ReconcileRuns, 'last'>) =>
  async (): Promise<PlannerHealth> => {
    const now = new Date();
    const [overview, kinds, accounts, watches, reconcile] = await Promise.all([
      sheetsOverview(firestore, now),
      errors.lastHour(now),
      budget.use(),
      driveWatches(firestore).list(),
      runs.last(),
    ]);
    return {
      ok: Object.values(overview.attention).every(({ count }) => count === 0),
      at: now.toISOString(),
      ...overview,
      errors: { lastHour: kinds.reduce((sum, { count }) => sum + count, 0), kinds },
      accounts,
      drive: watches.map(channelStanding).filter(({ channelExpiresAt }) => channelExpiresAt !== null),
      reconcile,
    };
  };
