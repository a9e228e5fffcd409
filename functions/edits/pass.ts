import type { SectionDeletions } from '../mirror/diff.ts';
import { mirrorDocuments } from '../mirror/documents.ts';
import { fingerprintOf } from '../mirror/fingerprint.ts';
import type { MirrorStore } from '../mirror/firestore.ts';
import type { MirrorLoss } from '../mirror/losses.ts';
import type { IsoDate } from '../plan/date.ts';
import type { Finding } from '../plan/finding.ts';
import type { Language } from '../plan/messages/language.ts';
import { asideSections, type SectionName } from '../plan/plan.ts';
import type { Calls, SheetsAccess, SheetUse } from '../sheet/access.ts';
import type { Assessment } from '../sheet/assess.ts';
import { QuotaReached, type SheetsPort } from '../sheet/client.ts';
import {
  ASKED_FROM,
  isDeletionConfirmed,
  isTooManyGone,
  type RowsGone,
  type RowsGoneQuestion,
} from '../sheet/rows-gone.ts';
import { errorText } from '../watch/error-facts.ts';
import { OperatorError } from '../watch/operator-error.ts';
import { type Lease, type Leases, leaseFence } from './lease.ts';
import type { LastPass, SheetRegistry } from './registry.ts';
import { SheetIsBusy } from './sheet-is-busy.ts';
import { type Shown, type ShowPorts, showInSheet, today } from './show-in-sheet.ts';
import { isTypedSince, typedContents } from './typed-contents.ts';

export interface PassPorts extends ShowPorts {
  sheets: SheetsAccess;
  mirror: MirrorStore;
  leases: Leases;
  registry: Pick<SheetRegistry, 'find' | 'raiseRequested'>;
}

/** What came of one pass. */
export type PassReport =
  | {
      outcome: 'done';
      spreadsheetId: string;
      communityId: string;
      title: string;
      year: number;
      /** The sheet's. */
      language: Language;
      /** Of the mirror. */
      revision: number;
      findings: Finding[];
      /** Calls to the Sheets API. */
      reads: number;
      writes: number;
      documentsRead: number;
      documentsWritten: number;
      documentsDeleted: number;
      ms: number;
      /** From the first announced edit that it has seen to its end; null where none was. */
      lagMs: number | null;
      /** Edits were announced while it ran: another pass is owed. */
      owed: boolean;
      /** Parts of the mirror that were gone, and are written again. */
      losses: MirrorLoss[];
      /** ISO time at which the sheet was found to have changed though no message had come; null where that is not so. */
      unannouncedSince: string | null;
    }
  /** The quota is used up: what was owed is owed still. */
  | { outcome: 'postponed'; spreadsheetId: string; retryInMs: number }
  /** Another pass has the sheet, or rows moved under each reading: it is looked at again. */
  | { outcome: 'busy'; spreadsheetId: string; retryInMs: number }
  /** Nothing was to be done: the task came twice, or the sheet is not connected. */
  | { outcome: 'not-owed' | 'not-connected'; spreadsheetId: string }
  /** Another pass took over and does it. `owed`: this one may have written to the sheet after that, so yet another must follow. */
  | { outcome: 'lease-lost'; spreadsheetId: string; owed: boolean };

/**
 * Reads, checks and writes back one spreadsheet, and mirrors it. A function of the sheet and not of the edit, so that repeating,
 * reordering or losing messages cannot make the mirror wrong for longer than until the next pass.
 *
 * The sheet is written before the mirror: a row's new id must stand in the sheet before anything is filed under it.
 *
 * @param options.always       also where no edit is owed
 * @param options.reconciling  the same, and notes where the sheet has changed all the same
 * @throws QuotaReached, with the time to wait; SheetIsBusy; SheetsError; an Error of Firestore. The task is then run again
 */
export const runPass = async (
  spreadsheetId: string,
  ports: PassPorts,
  options: { always?: boolean; reconciling?: boolean; signal?: AbortSignal } = {},
): Promise<PassReport> => {
  const startedAt = ports.now();
  const ifOwed = !options.always && !options.reconciling;
  const acquired = await ports.leases.acquire(spreadsheetId, ports.newId(), startedAt.getTime(), { ifOwed });
  if (!acquired.acquired) {
    if (acquired.reason !== 'held') return { outcome: acquired.reason, spreadsheetId };
    throw new SheetIsBusy(`Another pass has spreadsheet ${spreadsheetId} until ${acquired.until}.`);
  }
  const { sheet } = acquired;
  const owingSince = acquired.owed ? sheet.owingSince : null;
  let { lease } = acquired;
  const calls: Calls = { reads: 0, writes: 0 };
  const sheetsFor = (urgency: SheetUse['urgency']): SheetsPort =>
    ports.sheets({ spreadsheetId, account: sheet.account, urgency, onCall: (kind) => void calls[kind]++ });
  const sheets = sheetsFor(acquired.owed ? 'people' : 'background');
  const mending = sheetsFor('mending');
  const filed =
    sheet.lastPass?.year === undefined ? null : { communityId: sheet.communityId, year: sheet.lastPass.year };
  // The pass before may have ended after it had filed the plan under another year and before that was on record.
  const isUncertain = acquired.tookOver || sheet.lastPass?.outcome === 'failed';
  const elapsed = (): number => ports.now().getTime() - startedAt.getTime();
  // The mirror is fenced by the lease, the sheet cannot be: a late write is as good as any other to it.
  const stillOurs = async (): Promise<void> => {
    const renewed = await ports.leases.renew(lease, ports.now().getTime());
    if (!renewed.held) throw new LeaseLost(`Another pass took spreadsheet ${spreadsheetId} over.`);
    lease = renewed.lease;
  };
  try {
    const show = (rowsGone: RowsGoneQuestion) =>
      showInSheet(spreadsheetId, ports, {
        sheets,
        mending,
        filed,
        rowsGone,
        unannouncedSince: sheet.unannouncedSince,
        stillOurs,
        signal: options.signal,
      });
    const commit = async ({ snapshot, assessment }: Shown, confirmed: readonly RowsGone[]) => {
      const year = planYear(assessment, sheet.lastPass, today(ports.now(), snapshot.timeZone));
      const fence = leaseFence(lease);
      if (isUncertain || (filed && filed.year !== year))
        await ports.mirror.withdrawOthers({ communityId: sheet.communityId, year, spreadsheetId }, fence);
      const documents = mirrorDocuments(assessment, {
        communityId: sheet.communityId,
        year,
        readAt: startedAt.toISOString(),
        spreadsheetId,
      });
      options.signal?.throwIfAborted();
      const outcome = await ports.mirror.commit(documents, {
        fence,
        takesOverFrom: async (other) => (await ports.registry.find(other))?.communityId !== sheet.communityId,
        holdBack: (deletions) =>
          !asideSections.has(deletions.section) &&
          (isTooManyGone(deletions.documentIds.length, deletions.rowsBefore) || isStillAsked(deletions)) &&
          !confirmed.some((asked) => isSameGone(asked, rowsGoneOf(deletions))),
      });
      return { year, outcome };
    };

    // Rows that are typed anew meanwhile do not make those that are gone a smaller part, and so no smaller loss.
    const isStillAsked = ({ section, documentIds }: SectionDeletions): boolean =>
      documentIds.length >= ASKED_FROM && (sheet.lastPass?.rowsGone ?? []).some((asked) => asked.section === section);

    // Of a sheet that nobody edits, nobody else would notice.
    const losses = options.reconciling && filed ? await ports.mirror.inspect(filed, leaseFence(lease)) : [];
    let asked = sheet.lastPass?.rowsGone ?? [];
    let shown = await show({ tables: asked, answerHolds: true });
    let { year, outcome } = await commit(shown, isDeletionConfirmed(shown.snapshot, asked) ? asked : []);
    const counts = { documentsRead: shown.documentsRead, documentsWritten: 0, documentsDeleted: 0 };
    // Only the mirror knows which rows are gone. Where that is not what the sheet asks about, it is put right at once: twice are enough, and
    // a pass in which nothing of the kind happened goes through here once.
    for (let round = 0; outcome.committed; round++) {
      counts.documentsRead += outcome.documentsRead;
      counts.documentsWritten += outcome.documentsWritten;
      counts.documentsDeleted += outcome.documentsDeleted;
      const gone = outcome.heldBack.map(rowsGoneOf);
      if (isSameList(gone, asked) || round === 2) break;
      asked = gone;
      shown = await show({ tables: asked, answerHolds: false });
      counts.documentsRead += shown.documentsRead;
      ({ year, outcome } = await commit(shown, []));
    }
    if (!outcome.committed && outcome.reason === 'lease-lost')
      return { outcome: 'lease-lost', spreadsheetId, owed: await isOwedAfter(spreadsheetId, calls, ports) };
    if (!outcome.committed)
      throw new OperatorError(
        'plan-of-another-sheet',
        `The plan ${sheet.communityId}/${year} belongs to spreadsheet ${outcome.spreadsheetId}. Disconnect one of the two, or connect this one to a community of its own.`,
      );
    const { snapshot, assessment } = shown;
    const typed = typedContents(snapshot, assessment);
    const done = {
      title: snapshot.title,
      year,
      revision: outcome.revision,
      ...calls,
      ...counts,
      ms: elapsed(),
      lagMs: owingSince === null ? null : ports.now().getTime() - Date.parse(owingSince),
    };
    const released = await ports.leases.release(lease, {
      lastPass: {
        finishedAt: ports.now().toISOString(),
        outcome: 'done',
        ...done,
        ...(asked.length > 0 ? { rowsGone: [...asked] } : {}),
        typed,
      },
      ...(snapshot.templateVersion === undefined ? {} : { templateVersion: snapshot.templateVersion }),
      // Drive tells of an edit minutes later: where it is the one to tell, a change that nobody has told of yet is nothing to speak of.
      isUnannounced:
        options.reconciling === true &&
        !acquired.owed &&
        !sheet.drivePush &&
        isTypedSince(sheet.lastPass?.typed, typed),
    });
    return {
      outcome: 'done',
      spreadsheetId,
      communityId: sheet.communityId,
      language: assessment.language,
      findings: assessment.findings,
      ...done,
      losses,
      owed: released.released && released.owed,
      unannouncedSince: released.released ? released.unannouncedSince : null,
    };
  } catch (error) {
    if (error instanceof LeaseLost)
      return { outcome: 'lease-lost', spreadsheetId, owed: await isOwedAfter(spreadsheetId, calls, ports) };
    if (error instanceof QuotaReached) {
      const { released } = await ports.leases.letGo(lease);
      if (!released) await isOwedAfter(spreadsheetId, calls, ports);
      throw error;
    }
    const facts = { ...calls, ms: elapsed(), ...filedUnder(sheet.lastPass) };
    const isReleased = await releaseFailed(lease, error, facts, ports);
    // The first error is the one to tell.
    if (!isReleased) await isOwedAfter(spreadsheetId, calls, ports).catch(() => undefined);
    throw error;
  }
};

class LeaseLost extends Error {}

/**
 * After a pass that lost its lease: what it wrote may have arrived after the reading of the pass that took over, and then the sheet shows what
 * was so before. Nobody else would look again.
 */
const isOwedAfter = async (spreadsheetId: string, calls: { writes: number }, ports: PassPorts): Promise<boolean> => {
  const sheet = calls.writes > 0 ? await ports.registry.find(spreadsheetId) : null;
  return sheet !== null && (await ports.registry.raiseRequested(sheet, { at: ports.now() })) !== 'not-connected';
};

const rowsGoneOf = ({ section, rowsBefore, documentIds }: SectionDeletions): RowsGone => ({
  section: section as SectionName,
  gone: documentIds.length,
  of: rowsBefore,
  fingerprint: fingerprintOf([...documentIds].sort()),
});

const isSameGone = (one: RowsGone, other: RowsGone): boolean =>
  one.section === other.section && one.fingerprint === other.fingerprint;

const isSameList = (some: readonly RowsGone[], others: readonly RowsGone[]): boolean =>
  some.length === others.length && some.every((one, index) => isSameGone(one, others[index]!));

/** The year in which the plan year starts; while the sheet does not say, the one it was last filed under. */
const planYear = ({ plan }: Assessment, lastPass: LastPass | null, day: IsoDate): number =>
  Number((plan.community.values.yearStart ?? `${lastPass?.year ?? day}`).slice(0, 4));

/** @returns whether the lease was still this pass's */
const releaseFailed = async (
  lease: Lease,
  error: unknown,
  facts: Pick<LastPass, 'reads' | 'writes' | 'ms' | 'year' | 'title' | 'rowsGone' | 'typed'>,
  ports: PassPorts,
): Promise<boolean> => {
  const lastPass: LastPass = {
    finishedAt: ports.now().toISOString(),
    outcome: 'failed',
    message: errorText(error),
    ...facts,
  };
  // The first error is the one to tell; a lease that cannot be let go ends by itself.
  const outcome = await ports.leases.release(lease, { lastPass }).catch(() => null);
  return outcome?.released ?? false;
};

/** What later passes need to know of the ones before, kept through a failure. */
const filedUnder = (lastPass: LastPass | null): Pick<LastPass, 'year' | 'title' | 'rowsGone' | 'typed'> => ({
  ...(lastPass?.year === undefined ? {} : { year: lastPass.year }),
  ...(lastPass?.title === undefined ? {} : { title: lastPass.title }),
  ...(lastPass?.rowsGone === undefined ? {} : { rowsGone: lastPass.rowsGone }),
  ...(lastPass?.typed === undefined ? {} : { typed: lastPass.typed }),
});
