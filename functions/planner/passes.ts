import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { Governor } from '../edits/governor.ts';
import { leases } from '../edits/lease.ts';
import { openWrites } from '../edits/open-writes.ts';
import type { PassPorts, PassReport } from '../edits/pass.ts';
import { rememberedProposals } from '../edits/proposals.ts';
import type { EditQueue } from '../edits/queue.ts';
import { SheetIsBusy } from '../edits/sheet-is-busy.ts';
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
    // A pass that nobody waits for is left to whoever asked for it.
    const comesByItself = !options.always && !options.reconciling;
    const report = await run(spreadsheetId, options).catch((error: unknown): PassReport => {
      if (!(error instanceof SheetIsBusy && comesByItself)) throw error;
      return { outcome: 'busy', spreadsheetId, retryInMs: untilNextLook(begunMs) };
    });
    if ((report.outcome === 'postponed' && comesByItself) || report.outcome === 'busy')
      await queue.enqueue(spreadsheetId, report.retryInMs, begunMs);
    // An edit during the pass makes one more of it.
    if ('owed' in report && report.owed) await queue.enqueue(spreadsheetId, undefined, begunMs);
    onPass?.(report);
    return report;
  };
};

/**
 * A pass that has the sheet has one more run itself, where an edit came in meanwhile; so only after one that was killed does anybody have to look
 * again. All tasks of the sheet that find it busy look at the same times, and so become one: were each of them run again by itself, a few hundred
 * that a minute without Firestore leaves behind would keep everybody from their passes.
 */
const untilNextLook = (nowMs: number): number =>
  BETWEEN_LOOKS_MS + ((BETWEEN_LOOKS_MS - (nowMs % BETWEEN_LOOKS_MS)) % BETWEEN_LOOKS_MS);

const BETWEEN_LOOKS_MS = 2_500;
