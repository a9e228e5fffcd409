import type { Firestore } from '@google-cloud/firestore';
import type { Propose } from '../../functions/edits/proposals.ts';
import { type ConnectedSheet, sheetRegistry } from '../../functions/edits/registry.ts';
import type { RowDocument } from '../../functions/mirror/documents.ts';
import type { CellState } from '../../functions/mirror/history.ts';
import { allocationTask } from '../../functions/plan/allocation.ts';
import type { Language } from '../../functions/plan/messages/language.ts';
import { type SectionName, sectionList } from '../../functions/plan/plan.ts';
import type { Proposal } from '../../functions/plan/proposal.ts';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import { type AssessContext, assess } from '../../functions/sheet/assess.ts';
import { sheetsClient } from '../../functions/sheet/client.ts';
import type { Snapshot } from '../../functions/sheet/snapshot.ts';
import { type Ground, groundOf } from './ground.ts';
import { mirroredRows, replayedHistory } from './mirror-reading.ts';
import type { SheetContents } from './sheet-contents.ts';

/** A spreadsheet and all that is known of it elsewhere, once nothing is under way any more. */
export interface SettledSheet {
  name: string;
  /** `sheets/{spreadsheetId}` */
  record: ConnectedSheet;
  snapshot: Snapshot;
  /** Where everything stands in it. */
  ground: Ground;
  /** What people remember of what they typed, and what stands in the cells. */
  remembered: SheetContents;
  contents: SheetContents;
  /** The mirror's documents of the year in which the plan is filed, by `{section}/{documentId}`. */
  rows: ReadonlyMap<string, RowDocument>;
  /** What all of that year's history comes to. */
  replayed: Readonly<Record<string, Record<string, CellState>>>;
  /** Of every year that has one. */
  summaries: readonly PlanSummary[];
  /** Worked out anew from what the sheet says. */
  proposal: Proposal;
}

/** For reading a sheet now, knowing nothing but the mirror's rows. */
export const assessContext = (snapshot: Snapshot, rows: SettledSheet['rows'], now: Date): AssessContext => ({
  today: new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: snapshot.timeZone }).format(now),
  newId: () => 'an id that no row should need',
  memory: new Map(
    sectionList
      .filter(({ shape }) => shape === 'table')
      .map(({ name }) => [
        name as SectionName,
        new Map([...rows].flatMap(([key, { id, raw }]) => (key.startsWith(`${name}/`) ? [[id, raw]] : []))),
      ]),
  ),
});

export const settledSheet = async (
  db: Firestore,
  rootUrl: string,
  sheet: {
    name: string;
    spreadsheetId: string;
    language: Language;
    remembered: SheetContents;
    contents: SheetContents;
  },
  propose: Propose,
  now: Date,
): Promise<SettledSheet> => {
  const { name, spreadsheetId, language, remembered, contents } = sheet;
  const record = (await sheetRegistry(db).find(spreadsheetId))!;
  const { communityId, lastPass } = record;
  const year = lastPass?.year ?? 0;
  const summaries = await db.collection('summaries').where('communityId', '==', communityId).get();
  const snapshot = await sheetsClient(rootUrl).read(spreadsheetId);
  const rows = await mirroredRows(db, communityId, year);
  const context = assessContext(snapshot, rows, now);
  const { counted, funnel } = assess(snapshot, context);
  return {
    name,
    record,
    snapshot,
    ground: groundIn(snapshot, language),
    remembered,
    contents,
    rows,
    replayed: await replayedHistory(db, communityId, year),
    summaries: summaries.docs.map((document) => document.data() as PlanSummary),
    proposal: await propose(allocationTask(counted, funnel, context)),
  };
};

const groundIn = ({ tabs }: Snapshot, language: Language): Ground => {
  const byId = new Map(tabs.map((tab) => [tab.sheetId, tab]));
  return groundOf(language, new Map(tabs.map(({ sheetId, title }) => [sheetId, title])), (sheetId, row) =>
    // A row has no cells where nothing stands in it.
    Array.from(byId.get(sheetId)?.rows[row - 1] ?? [], (cell) => String(cell?.value ?? '')),
  );
};
