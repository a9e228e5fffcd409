import type { Firestore } from '@google-cloud/firestore';
import { type ConnectedSheet, sheetRegistry } from '../../functions/edits/registry.ts';
import type { RowDocument } from '../../functions/mirror/documents.ts';
import type { CellState } from '../../functions/mirror/history.ts';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import { sheetsClient } from '../../functions/sheet/client.ts';
import type { Snapshot } from '../../functions/sheet/snapshot.ts';
import { mirroredRows, replayedHistory } from './mirror-reading.ts';
import type { SheetContents } from './sheet-contents.ts';

/** A spreadsheet and all that is known of it elsewhere, once nothing is under way any more. */
export interface SettledSheet {
  name: string;
  /** `sheets/{spreadsheetId}` */
  record: ConnectedSheet;
  snapshot: Snapshot;
  /** What people remember of what they typed, and what stands in the cells. */
  remembered: SheetContents;
  contents: SheetContents;
  /** The mirror's documents of the year in which the plan is filed, by `{section}/{documentId}`. */
  rows: ReadonlyMap<string, RowDocument>;
  /** What all of that year's history comes to. */
  replayed: Readonly<Record<string, Record<string, CellState>>>;
  /** Of every year that has one. */
  summaries: readonly PlanSummary[];
}

export const settledSheet = async (
  db: Firestore,
  rootUrl: string,
  sheet: { name: string; spreadsheetId: string; remembered: SheetContents; contents: SheetContents },
): Promise<SettledSheet> => {
  const { name, spreadsheetId, remembered, contents } = sheet;
  const record = (await sheetRegistry(db).find(spreadsheetId))!;
  const { communityId, lastPass } = record;
  const year = lastPass?.year ?? 0;
  const summaries = await db.collection('summaries').where('communityId', '==', communityId).get();
  return {
    name,
    record,
    snapshot: await sheetsClient(rootUrl).read(spreadsheetId),
    remembered,
    contents,
    rows: await mirroredRows(db, communityId, year),
    replayed: await replayedHistory(db, communityId, year),
    summaries: summaries.docs.map((document) => document.data() as PlanSummary),
  };
};
