import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { Governor } from '../edits/governor.ts';
import { leases } from '../edits/lease.ts';
import { openWrites } from '../edits/open-writes.ts';
import type { PassPorts, PassReport } from '../edits/pass.ts';
import { rememberedProposals } from '../edits/proposals.ts';
import type { EditQueue } from '../edits/queue.ts';
import { mirrorStore } from '../mirror/firestore.ts';
import { loadSolver } from '../solver.ts';
import type { Watch } from '../watch/watch.ts';
import { randomId } from './ids.ts';
import { sheetsWithin } from './sheets.ts';
import type { Store } from './store.ts';
import { watchedPass } from './watched-pass.ts';

export interface PassOptions {
  /** Also where no edit waits for one. */
  always?: boolean;
  /** As part of reconciling, which comes back by itself to a sheet that has to wait. */
  reconciling?: boolean;
  signal?: AbortSignal;
}

export type Pass = (spreadsheetId: string, options?: PassOptions) => Promise<PassReport>;

/** What all that works on a sheet works through. */
export const passPorts = (
  config: Config,
  { firestore, registry }: Store,
  budget: Governor,
  watch: Watch,
): PassPorts => ({
  sheets: sheetsWithin(config, budget, watch),
  mirror: mirrorStore(firestore),
  leases: leases(firestore, config.leaseSeconds * 1000),
  openWrites: openWrites(firestore),
  registry,
  now: () => new Date(),
  newId: randomId,
  switchedOff: new Set(config.rulesOff),
  propose: rememberedProposals(loadSolver),
  wait,
});

/**
 * Runs passes, and has those run later that Google's quota or an edit meanwhile leaves to do.
 *
 * @param onPass  told of every pass that is done
 */
export const passes = (
  ports: PassPorts,
  queue: Pick<EditQueue, 'enqueue'>,
  watch: Watch,
  onPass?: (report: PassReport) => void,
): Pass => {
  const run = watchedPass(ports, watch);
  return async (spreadsheetId, options = {}) => {
    const begunMs = ports.now().getTime();
    const report = await run(spreadsheetId, options);
    // A pass that nobody waits for is left to whoever asked for it.
    if (report.outcome === 'postponed' && !options.always && !options.reconciling)
      await queue.enqueue(spreadsheetId, report.retryInMs, begunMs);
    // An edit during the pass makes one more of it.
    if ('owed' in report && report.owed) await queue.enqueue(spreadsheetId, undefined, begunMs);
    onPass?.(report);
    return report;
  };
};
