import { documentIdOf } from './document-id.ts';
import { type CellState, type HistoryEntry, replayChanges } from './history.ts';
import { rowKey } from './row-index.ts';

/** A row of a table, or the answers of a form, as it was at a revision. */
export interface PastRow {
  section: string;
  /** As in the sheet's id column; `form` for a form. */
  rowId: string;
  /** Its cells that were not blank, by field. */
  cells: Readonly<Record<string, NonNullable<CellState>>>;
}

export interface PastPlan {
  /** In the order in which rows first came into the plan. */
  rows: PastRow[];
  revision: number;
  /** ISO time at which the revision was read. */
  at: string;
}

/**
 * A plan as it was at a revision, from its history.
 *
 * @param history   oldest first
 * @param revision  null is the last
 * @returns null where there is no such revision
 */
export const planAt = async (
  history: AsyncIterable<HistoryEntry>,
  revision: number | null,
): Promise<PastPlan | null> => {
  const cells: Parameters<typeof replayChanges>[0] = new Map();
  const names = new Map<string, Pick<PastRow, 'section' | 'rowId'>>();
  let last: HistoryEntry | null = null;
  for await (const entry of history) {
    if (revision !== null && entry.revision > revision) break;
    for (const { section, rowId } of entry.changes) names.set(rowKey(section, documentIdOf(rowId)), { section, rowId });
    replayChanges(cells, entry.changes);
    last = entry;
  }
  if (last === null || (revision !== null && last.revision !== revision)) return null;
  return {
    revision: last.revision,
    at: last.at,
    rows: [...cells].map(([key, inRow]) => ({ ...names.get(key)!, cells: inRow })),
  };
};
