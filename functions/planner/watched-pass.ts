import { type PassPorts, type PassReport, runPass } from '../edits/pass.ts';
import { SheetIsBusy } from '../edits/sheet-is-busy.ts';
import { QuotaReached } from '../sheet/client.ts';
import { errorCode } from '../watch/error-facts.ts';
import type { Watch } from '../watch/watch.ts';

type RunOptions = Parameters<typeof runPass>[2];

/** Runs one pass, and tells what came of it, whatever it was: a line in the log, and counts. A pass for which no call was left is postponed. */
export const watchedPass =
  (ports: PassPorts, { log, telemetry, failed }: Watch) =>
  async (spreadsheetId: string, options: RunOptions): Promise<PassReport> => {
    const startedAt = performance.now();
    const calls = { reads: 0, writes: 0, retries: 0 };
    const counted: PassPorts = {
      ...ports,
      sheets: (use) =>
        ports.sheets({
          ...use,
          onCall: (kind, isRepeat) => {
            calls[kind]++;
            if (isRepeat) calls.retries++;
            use.onCall(kind, isRepeat);
          },
        }),
    };
    const ended = (outcome: string, error?: unknown): { spreadsheetId: string; ms: number } & typeof calls => {
      const ms = Math.round(performance.now() - startedAt);
      const attributes = {
        'techhire.pass.outcome': outcome,
        ...(error !== undefined && { 'error.type': errorCode(error) }),
      };
      telemetry.count('techhire.passes', attributes);
      telemetry.time('techhire.pass.duration', ms, attributes);
      if (calls.retries > 0) telemetry.count('techhire.call.repeats', { 'techhire.service': 'sheets' }, calls.retries);
      return { spreadsheetId, ...calls, ms };
    };
    try {
      const report = await runPass(spreadsheetId, counted, options);
      const facts = ended(report.outcome);
      if (report.outcome === 'lease-lost') telemetry.count('techhire.lease.losses');
      if (report.outcome !== 'done') log('info', `pass ${report.outcome}`, facts);
      else {
        if (report.lagMs !== null) telemetry.time('techhire.edit.lag', report.lagMs);
        for (const [operation, by] of [
          ['read', report.documentsRead],
          ['write', report.documentsWritten],
          ['delete', report.documentsDeleted],
        ] as const)
          if (by > 0) telemetry.count('techhire.documents', { 'techhire.operation': operation }, by);
        const { findings, title: _title, losses, ...rest } = report;
        if (losses.length > 0)
          log('warn', 'the mirror had lost parts, which are written again', { spreadsheetId, losses });
        log('info', 'pass done', { ...rest, findings: findings.length, ...facts });
      }
      return report;
    } catch (error) {
      if (error instanceof QuotaReached) {
        const retryInMs = Math.ceil(error.retryInMs);
        log('info', 'pass postponed', { ...ended('postponed'), retryInMs });
        return { outcome: 'postponed', spreadsheetId, retryInMs };
      }
      if (error instanceof SheetIsBusy) log('info', 'pass busy', ended('busy'));
      else failed('pass failed', error, ended('failed', error));
      throw error;
    }
  };
