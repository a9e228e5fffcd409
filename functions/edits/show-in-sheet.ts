import type { MirrorStore } from '../mirror/firestore.ts';
import { allocationTask } from '../plan/allocation.ts';
import type { IsoDate } from '../plan/date.ts';
import { type PlanForm, type PlanRow, type SectionName, sectionList } from '../plan/plan.ts';
import { type AssessContext, type Assessment, assess, withProposal } from '../sheet/assess.ts';
import { type SheetColumn, SheetsError, type SheetsPort } from '../sheet/client.ts';
import { feedback } from '../sheet/feedback.ts';
import type { RowsGoneQuestion } from '../sheet/rows-gone.ts';
import type { Snapshot } from '../sheet/snapshot.ts';
import { translate } from '../sheet/translate.ts';
import { feedbackRequests, translationRequests } from '../sheet/write.ts';
import type { Propose } from './proposals.ts';
import { SheetIsBusy } from './sheet-is-busy.ts';

/** What reading, checking and writing back need beside the Sheets API. */
export interface ShowPorts {
  mirror: Pick<MirrorStore, 'remembered'>;
  now: () => Date;
  /** A random id for a row, or for a pass. */
  newId: () => string;
  /** Codes of rules that are not used here. */
  switchedOff: ReadonlySet<string>;
  propose: Propose;
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
export const showInSheet = async (
  spreadsheetId: string,
  ports: ShowPorts,
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

/** The day on the spreadsheet's own calendar. */
export const today = (now: Date, timeZone: string): IsoDate =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(now);
