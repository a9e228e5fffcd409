import type { Firestore } from '@google-cloud/firestore';
import type { RowDocument } from '../../functions/mirror/documents.ts';
import { mirrorStore } from '../../functions/mirror/firestore.ts';
import { type CellState, cellStates, replayChanges } from '../../functions/mirror/history.ts';
import { planPath } from '../../functions/mirror/paths.ts';
import { sectionList } from '../../functions/plan/plan.ts';

/** Every row's document as Firestore has it now, by `{section}/{documentId}`. */
export const mirroredRows = async (
  db: Firestore,
  communityId: string,
  year: number,
): Promise<Map<string, RowDocument>> => {
  const rows = new Map<string, RowDocument>();
  for (const { name } of sectionList) {
    const documents = await db.collection(`${planPath(communityId, year)}/${name}`).get();
    for (const document of documents.docs) rows.set(`${name}/${document.id}`, document.data() as RowDocument);
  }
  return rows;
};

export const cellsOfRows = (rows: ReadonlyMap<string, RowDocument>): Record<string, Record<string, CellState>> =>
  Object.fromEntries([...rows].map(([key, document]) => [key, cellStates(document)]));

/** What the whole history comes to, from nothing. */
export const replayedHistory = async (
  db: Firestore,
  communityId: string,
  year: number,
): Promise<Record<string, Record<string, CellState>>> => {
  const rows: Parameters<typeof replayChanges>[0] = new Map();
  for await (const entry of mirrorStore(db).history(communityId, year)) replayChanges(rows, entry.changes);
  return Object.fromEntries(rows);
};
