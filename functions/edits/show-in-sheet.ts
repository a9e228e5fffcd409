import type { MirrorStore } from '../mirror/firestore.ts';
import { allocationTask } from '../plan/allocation.ts';
import type { IsoDate } from '../plan/date.ts';
import { type PlanForm, type PlanRow, type SectionName, sectionList } from '../plan/plan.ts';
import { type AssessContext, type Assessment, assess, withProposal } from '../sheet/assess.ts';
import { QuotaReached, type SheetLine, SheetsError, type SheetsPort } from '../sheet/client.ts';
import { feedback, mergeWrites } from '../sheet/feedback.ts';
import { parsePlan } from '../sheet/parse.ts';
import { type DoubtedWrite, putBack } from '../sheet/put-back.ts';
import type { RowsGoneQuestion } from '../sheet/rows-gone.ts';
import type { Snapshot } from '../sheet/snapshot.ts';
import { translate } from '../sheet/translate.ts';
import { feedbackRequests, translationRequests } from '../sheet/write.ts';
import type { OpenWrite, OpenWrites } from './open-writes.ts';
import type { Propose } from './proposals.ts';
import { SheetIsBusy } from './sheet-is-busy.ts';

/** What reading, checking and writing back need beside the Sheets API. */
export interface ShowPorts {
  mirror: Pick<MirrorStore, 'remembered'>;
  openWrites: OpenWrites;
  now: () => Date;
  /** A random id for a row, or for a pass. */
  newId: () => string;
  /** Codes of rules that are not used here. */
  switchedOff: ReadonlySet<string>;
  propose: Propose;
  wait: (ms: number) => Promise<void>;
}

/** How often rows may move under a pass, or a write stay without an answer, before it leaves the sheet to the next one. */
const READINGS = 4;

/** A sheet as it was read, and what it comes to. */
export interface Shown {
  snapshot: Snapshot;
  assessment: Assessment;
  documentsRead: number;
}

export interface ShowOptions {
  sheets: SheetsPort;
  /** The same for what cannot wait. */
  mending: SheetsPort;
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
 * answer tells where rows and columns stand afterwards: where they are not where they were read, people moved them in between. What has come
 * over something that they typed is then put back, and all is done again at once, so that no note stays on a wrong row. So it is where nobody
 * knows whether a write was carried out: what then is to be written, if anything, is what the sheet does not show. What a pass before could not
 * put back, because its process was killed, is put back first.
 */
export const showInSheet = async (
  spreadsheetId: string,
  ports: ShowPorts,
  { sheets, mending, filed, rowsGone, unannouncedSince, stillOurs, signal }: ShowOptions,
): Promise<Shown> => {
  let documentsRead = 0;
  const left = await ports.openWrites.left(spreadsheetId);
  let read = await sheets.read(spreadsheetId);
  if (left.length > 0) {
    read = await readMended(
      spreadsheetId,
      mending,
      ports,
      left.map(({ write }) => write),
      read,
    );
    const over = ports.now().getTime() - ARRIVES_WITHIN_MS;
    await ports.openWrites.settle(
      spreadsheetId,
      left.filter(({ begunAt }) => begunAt.getTime() < over),
    );
  }
  for (let reading = 1; ; reading++) {
    signal?.throwIfAborted();
    const translation = translate(read);
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
    const shown = feedback(snapshot, assessment, ports.now());
    const requests = [...translationRequests(translation), ...feedbackRequests(shown)];
    if (requests.length === 0) return { snapshot, assessment, documentsRead };
    signal?.throwIfAborted();
    const witnesses = witnessesOf(snapshot, assessment);
    const write = { snapshot, places: assessment.places, cells: [...translation.cells, ...shown.cells] };
    const open = await beginWrite(spreadsheetId, ports, write);
    await stillOurs();
    let failure: SheetsError | null = null;
    const lines = await sheets
      .write(
        spreadsheetId,
        requests,
        witnesses.map(({ line }) => line),
      )
      .catch(async (error: unknown) => {
        if (error instanceof SheetsError && error.mayPass) {
          failure = error;
          return null;
        }
        // It was not carried out.
        await ports.openWrites.settle(spreadsheetId, open);
        throw error;
      });
    const stand =
      lines !== null &&
      witnesses.every(({ cells }, index) => cells.every(({ at, value }) => (lines[index]![at] ?? '') === value));
    if (!stand) read = await readMended(spreadsheetId, mending, ports, [write]);
    // Without an answer it may still arrive: then it is left to a later pass.
    if (lines !== null) await ports.openWrites.settle(spreadsheetId, open);
    if (stand) return { snapshot, assessment, documentsRead };
    if (reading === READINGS)
      throw (
        failure ??
        new SheetIsBusy(`Rows or columns of spreadsheet ${spreadsheetId} moved under each of ${READINGS} readings.`)
      );
  }
};

/** How long after it was begun a write can still arrive. Google gives up after 180 s: https://developers.google.com/workspace/sheets/api/limits */
const ARRIVES_WITHIN_MS = 180_000;

const beginWrite = async (
  spreadsheetId: string,
  { openWrites, newId, now }: Pick<ShowPorts, 'openWrites' | 'newId' | 'now'>,
  write: DoubtedWrite,
): Promise<OpenWrite[]> => {
  const open = await openWrites.begin(spreadsheetId, newId(), write, now());
  return open === null ? [] : [open];
};

/**
 * Reads the sheet, once what writes have overwritten by mistake is put back: that is owed to whoever typed it, so neither a lost lease nor a
 * used-up quota ends it.
 *
 * @param read  the sheet after them, where it was read already
 * @throws SheetsError; SheetIsBusy. What is not put back by then is left to a later pass
 */
const readMended = async (
  spreadsheetId: string,
  sheets: SheetsPort,
  ports: Pick<ShowPorts, 'openWrites' | 'newId' | 'now' | 'wait'>,
  doubted: readonly DoubtedWrite[],
  read: Snapshot | null = null,
): Promise<Snapshot> => {
  // A write that puts back can itself come to a wrong place.
  const doubts = [...doubted];
  const answered: OpenWrite[] = [];
  for (let round = 1; ; round++) {
    const snapshot =
      round === 1 && read !== null ? read : await whenCallsAreFree(ports, () => sheets.read(spreadsheetId));
    const { places } = parsePlan(snapshot, () => '');
    const cells = mergeWrites(doubts.flatMap((doubt) => putBack(doubt, doubt.cells, { snapshot, places })));
    if (cells.length === 0) {
      await ports.openWrites.settle(spreadsheetId, answered);
      return snapshot;
    }
    if (round > READINGS) throw new SheetIsBusy(`Columns of spreadsheet ${spreadsheetId} move again and again.`);
    const write = { snapshot, places, cells };
    doubts.push(write);
    const open = await beginWrite(spreadsheetId, ports, write);
    await whenCallsAreFree(ports, () => sheets.write(spreadsheetId, feedbackRequests({ cells, grow: [] }), [])).then(
      () => answered.push(...open),
      (error: unknown) => {
        if (!(error instanceof SheetsError && error.mayPass)) throw error;
      },
    );
  }
};

/** Waits for the quota as long as a minute may last, a few times. */
const whenCallsAreFree = async <T>({ wait }: Pick<ShowPorts, 'wait'>, call: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof QuotaReached) || attempt === READINGS) throw error;
      await wait(Math.min(error.retryInMs, 60_000));
    }
  }
};

/** A line of cells that tells whether rows and columns stand where they were read. */
interface Witness {
  line: SheetLine;
  /** Place in the line, from 0, and what must stand there after the write. */
  cells: { at: number; value: string }[];
}

/**
 * Of each section its headers. Of each table the row ids, and the columns by which people tell its rows apart: an id that this very write has
 * put into a row says nothing of whether the row is still the one that was read. Of each form its questions.
 */
const witnessesOf = (snapshot: Snapshot, { plan, places }: Assessment): Witness[] =>
  sectionList.flatMap((section): Witness[] => {
    const name = section.name as SectionName;
    const place = places[name];
    const tab = snapshot.tabs.find(({ sheetId }) => sheetId === place?.sheetId);
    if (!place || !tab) return [];
    const { sheetId } = place;
    const textAt = (row: number, column: number): string => String(tab.rows[row - 1]?.[column]?.value ?? '');
    const asRead = (column: number, rows: readonly number[]): Witness => ({
      line: { sheetId, tab: place.tab, column },
      cells: rows.map((row) => ({ at: row - 1, value: textAt(row, column) })),
    });
    const headers: Witness = {
      line: { sheetId, tab: place.tab, row: place.headerRow },
      cells: Array.from(tab.rows[place.headerRow - 1] ?? [], (_, column) => ({
        at: column,
        value: textAt(place.headerRow, column),
      })),
    };
    if (section.shape === 'form')
      return place.questionColumn === undefined
        ? [headers]
        : [headers, asRead(place.questionColumn, Object.values((plan[name] as PlanForm).rows))];
    if (place.idColumn === undefined) return [headers];
    const rows = plan[name] as PlanRow[];
    const fields = section.unique.length > 0 ? section.unique : Object.keys(section.columns).slice(0, 1);
    const named = fields.flatMap((field) => place.columns[field] ?? []);
    return [
      headers,
      {
        line: { sheetId, tab: place.tab, column: place.idColumn },
        cells: rows.map(({ row, id }) => ({ at: row - 1, value: id })),
      },
      ...named.map((column) =>
        asRead(
          column,
          rows.map(({ row }) => row),
        ),
      ),
    ];
  });

/** The day on the spreadsheet's own calendar. */
export const today = (now: Date, timeZone: string): IsoDate =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(now);
