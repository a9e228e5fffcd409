import type { Config } from '../config.ts';
import type { Governor } from '../edits/governor.ts';
import { leases } from '../edits/lease.ts';
import { type PassPorts, type PassReport, runPass } from '../edits/pass.ts';
import { rememberedProposals } from '../edits/proposals.ts';
import type { EditQueue } from '../edits/queue.ts';
import { mirrorStore } from '../mirror/firestore.ts';
import { QuotaReached } from '../sheet/client.ts';
import { loadSolver } from '../solver.ts';
import type { Log } from '../watch/log.ts';
import { randomId } from './ids.ts';
import { sheetsWithin } from './sheets.ts';
import type { Store } from './store.ts';

export interface PassOptions {
  /** Also where no edit waits for one. */
  always?: boolean;
  /** As part of reconciling, which comes back by itself to a sheet that has to wait. */
  reconciling?: boolean;
  signal?: AbortSignal;
}

export type Pass = (spreadsheetId: string, options?: PassOptions) => Promise<PassReport>;

/** What all that works on a sheet works through. */
export const passPorts = (config: Config, { firestore, registry }: Store, budget: Governor): PassPorts => ({
  sheets: sheetsWithin(config, budget),
  mirror: mirrorStore(firestore),
  leases: leases(firestore, config.leaseSeconds * 1000),
  registry,
  now: () => new Date(),
  newId: randomId,
  switchedOff: new Set(config.rulesOff),
  propose: rememberedProposals(loadSolver),
});

/**
 * Runs passes, and has those run later that Google's quota or an edit meanwhile leaves to do.
 *
 * @param onPass  told of every pass that is done
 */
export const passes =
  (ports: PassPorts, queue: Pick<EditQueue, 'enqueue'>, log: Log, onPass?: (report: PassReport) => void): Pass =>
  async (spreadsheetId, options = {}) => {
    const begunMs = ports.now().getTime();
    const report = await runPass(spreadsheetId, ports, options).catch((error: unknown): PassReport => {
      if (error instanceof QuotaReached)
        return { outcome: 'postponed', spreadsheetId, retryInMs: Math.ceil(error.retryInMs) };
      throw error;
    });
    // A pass that nobody waits for is left to whoever asked for it.
    if (report.outcome === 'postponed' && !options.always && !options.reconciling)
      await queue.enqueue(spreadsheetId, report.retryInMs, begunMs);
    logPass(report, log);
    // An edit during the pass makes one more of it.
    if ('owed' in report && report.owed) await queue.enqueue(spreadsheetId, undefined, begunMs);
    onPass?.(report);
    return report;
  };

const logPass = (report: PassReport, log: Log): void => {
  if (report.outcome === 'done') {
    const { findings, title: _title, ...facts } = report;
    log('info', 'pass done', { ...facts, findings: findings.length });
  } else log('info', `pass ${report.outcome}`, { spreadsheetId: report.spreadsheetId });
};
