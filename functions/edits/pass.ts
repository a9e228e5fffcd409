import type { SectionDeletions } from '../mirror/diff.ts';
import { mirrorDocuments } from '../mirror/documents.ts';
import { fingerprintOf } from '../mirror/fingerprint.ts';
import type { MirrorStore } from '../mirror/firestore.ts';
import type { MirrorLoss } from '../mirror/losses.ts';
import { allocationTask } from '../plan/allocation.ts';
import type { IsoDate } from '../plan/date.ts';
import type { Finding } from '../plan/finding.ts';
import type { Language } from '../plan/messages/language.ts';
import { asideSections, type PlanForm, type PlanRow, type SectionName, sectionList } from '../plan/plan.ts';
import type { Calls, SheetsAccess } from '../sheet/access.ts';
import { type AssessContext, type Assessment, assess, withProposal } from '../sheet/assess.ts';
import { QuotaReached, type SheetColumn, SheetsError, type SheetsPort } from '../sheet/client.ts';
import { feedback } from '../sheet/feedback.ts';
import {
  ASKED_FROM,
  isDeletionConfirmed,
  isTooManyGone,
  type RowsGone,
  type RowsGoneQuestion,
} from '../sheet/rows-gone.ts';
import type { Snapshot } from '../sheet/snapshot.ts';
import { translate } from '../sheet/translate.ts';
import { feedbackRequests, translationRequests } from '../sheet/write.ts';
import { errorText } from '../watch/error-facts.ts';
import { OperatorError } from '../watch/operator-error.ts';
import { type Lease, type Leases, leaseFence } from './lease.ts';
import type { Propose } from './proposals.ts';
import type { LastPass, SheetRegistry } from './registry.ts';
import { isTypedSince, typedContents } from './typed-contents.ts';

export interface PassPorts {
  sheets: SheetsAccess;
  mirror: MirrorStore;
  leases: Leases;
  registry: Pick<SheetRegistry, 'find' | 'raiseRequested'>;
  now: () => Date;
  /** A random id for a row, or for a pass. */
  newId: () => string;
  /** Codes of rules that are not used here. */
  switchedOff: ReadonlySet<string>;
  propose: Propose;
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
  /** Nothing was to be done: the task came twice, or the sheet is not connected. */
  | { outcome: 'not-owed' | 'not-connected'; spreadsheetId: string }
  /** Another pass took over and does it. `owed`: this one may have written to the sheet after that, so yet another must follow. */
  | { outcome: 'lease-lost'; spreadsheetId: string; owed: boolean };

/** Another pass has the sheet: the task comes back later. */
export class SheetIsBusy extends OperatorError {
  override name = 'SheetIsBusy';

  constructor(message: string) {
    super('busy', message);
  }
}

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
  const acquired = await ports.leases.acquire(spreadsheetId, ports.newId(), startedAt.getTime());
  if (!acquired.acquired) {
    if (acquired.reason === 'not-connected') return { outcome: 'not-connected', spreadsheetId };
    throw new SheetIsBusy(`Another pass has spreadsheet ${spreadsheetId} until ${acquired.until}.`);
  }
  const { sheet } = acquired;
  const owingSince = acquired.owed ? sheet.owingSince : null;
  let { lease } = acquired;
  if (!acquired.owed && !options.always && !options.reconciling && sheet.lastPass) {
    await ports.leases.letGo(lease);
    return { outcome: 'not-owed', spreadsheetId };
  }
  const calls: Calls = { reads: 0, writes: 0 };
  const sheets = ports.sheets({
    spreadsheetId,
    account: sheet.account,
    urgency: acquired.owed ? 'people' : 'background',
    onCall: (kind) => void calls[kind]++,
  });
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

/** How often rows may move under a pass, or a write stay without an answer, before it leaves the sheet to the next one. */
const READINGS = 4;

interface Shown {
  snapshot: Snapshot;
  assessment: Assessment;
  documentsRead: number;
}

interface ShowOptions {
  sheets: SheetsPort;
  /** Where the mirror has what it remembers of rows; null before the first pass. */
  filed: { communityId: string; year: number } | null;
  rowsGone: RowsGoneQuestion;
  unannouncedSince: string | null;
  /** Holds the lease longer. @throws LeaseLost */
  stillOurs: () => Promise<void>;
  signal: AbortSignal | undefined;
}

/**
 * Reads, assesses, and writes what the sheet does not show yet; its titles and headers too where its language was changed. The write's own
 * answer tells where the rows stand afterwards: where they are not where they were read, people moved rows in between and notes may be on
 * wrong rows, so it is all done again at once. So it is where nobody knows whether a write was carried out: what then is to be written, if
 * anything, is what the sheet does not show.
 */
const showInSheet = async (
  spreadsheetId: string,
  ports: PassPorts,
  { sheets, filed, rowsGone, unannouncedSince, stillOurs, signal }: ShowOptions,
): Promise<Shown> => {
  let documentsRead = 0;
  for (let reading = 1; ; reading++) {
    signal?.throwIfAborted();
    const translation = translate(await sheets.read(spreadsheetId));
    const { snapshot } = translation;
    const context: AssessContext = {
      today: today(ports.now(), snapshot.timeZone),
      newId: ports.newId,
      switchedOff: ports.switchedOff,
      rowsGone,
      unannouncedSince,
    };
    let assessment = assess(snapshot, context);
    if (filed && assessment.disputed.length + assessment.unnamed.length > 0) {
      const remembered = await ports.mirror.remembered(filed, assessment);
      documentsRead += remembered.documentsRead;
      if (remembered.memory.size > 0) assessment = assess(snapshot, { ...context, memory: remembered.memory });
    }
    const task = allocationTask(assessment.counted, assessment.funnel, context);
    assessment = withProposal(assessment, await ports.propose(task));
    const requests = [
      ...translationRequests(translation),
      ...feedbackRequests(feedback(snapshot, assessment, ports.now())),
    ];
    if (requests.length === 0) return { snapshot, assessment, documentsRead };
    signal?.throwIfAborted();
    const witnesses = witnessesOf(snapshot, assessment);
    await stillOurs();
    const columns = await sheets
      .write(
        spreadsheetId,
        requests,
        witnesses.map(({ column }) => column),
      )
      .catch((error: unknown) => {
        if (error instanceof SheetsError && error.mayPass && reading < READINGS) return null;
        throw error;
      });
    const stand =
      columns !== null &&
      witnesses.every(({ cells }, index) => cells.every(({ row, value }) => columns[index]![row - 1] === value));
    if (stand) return { snapshot, assessment, documentsRead };
    if (reading === READINGS)
      throw new SheetIsBusy(`Rows of spreadsheet ${spreadsheetId} moved under each of ${READINGS} readings.`);
  }
};

/** A column whose cells tell whether rows stand where they were read. */
interface Witness {
  column: SheetColumn;
  /** Row from 1, and what must stand there after the write. */
  cells: { row: number; value: string }[];
}

/**
 * Of each table the row ids, and the columns by which people tell its rows apart: an id that this very write has put into a row says
 * nothing of whether the row is still the one that was read. Of each form its questions.
 */
const witnessesOf = (snapshot: Snapshot, { plan, places }: Assessment): Witness[] =>
  sectionList.flatMap((section): Witness[] => {
    const name = section.name as SectionName;
    const place = places[name];
    const tab = snapshot.tabs.find(({ sheetId }) => sheetId === place?.sheetId);
    if (!place || !tab) return [];
    const columnAt = (column: number): SheetColumn => ({ sheetId: place.sheetId, tab: place.tab, column });
    const asRead = (column: number, rows: readonly number[]): Witness => ({
      column: columnAt(column),
      cells: rows.map((row) => ({ row, value: String(tab.rows[row - 1]?.[column]?.value ?? '') })),
    });
    if (section.shape === 'form')
      return place.questionColumn === undefined
        ? []
        : [asRead(place.questionColumn, Object.values((plan[name] as PlanForm).rows))];
    if (place.idColumn === undefined) return [];
    const rows = plan[name] as PlanRow[];
    const fields = section.unique.length > 0 ? section.unique : Object.keys(section.columns).slice(0, 1);
    const named = fields.flatMap((field) => place.columns[field] ?? []);
    return [
      { column: columnAt(place.idColumn), cells: rows.map(({ row, id }) => ({ row, value: id })) },
      ...named.map((column) =>
        asRead(
          column,
          rows.map(({ row }) => row),
        ),
      ),
    ];
  });

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

/** The day on the spreadsheet's own calendar. */
const today = (now: Date, timeZone: string): IsoDate =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(now);

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
