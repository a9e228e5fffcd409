import { documentIdOf } from './document-id.ts';
import { fitTexts, largestDocumentBytes, storedBytes } from './document-size.ts';
import type { RowDocument } from './documents.ts';
import type { MirrorValue } from './fingerprint.ts';
import { rowKey } from './row-index.ts';

/** What one cell said: what was displayed, and what it was understood as. null is a blank cell. */
export type CellState = { value: MirrorValue; raw: string | null } | null;

/** How one row changed, field by field; fields that stayed are left out. */
export interface RowChange {
  section: string;
  /** As in the sheet's id column; `form` for a form. */
  rowId: string;
  kind: 'added' | 'changed' | 'removed';
  cells: Record<string, { from: CellState; to: CellState }>;
}

/** `history/{revision}`. */
export interface HistoryEntry {
  revision: number;
  /** ISO time of the reading that found the changes. */
  at: string;
  /** Who made them, where that is known: a sheet's events seldom tell. */
  by: string | null;
  spreadsheetId: string;
  added: number;
  changed: number;
  removed: number;
  /** Where they fit into this document; else in `history/{revision}/changes/{part}`, and `inParts` says so. */
  changes: RowChange[];
  inParts: boolean;
  /** The program ended in the middle of this revision; the next one completes it. Its parts tell what it had written by then. */
  interrupted?: true;
}

/**
 * What a row's document says that the one before did not. Findings are left out: they follow from the plan and are no one's edit.
 *
 * @returns null where no cell changed
 */
export const rowChange = (
  section: string,
  before: RowDocument | undefined,
  after: RowDocument | undefined,
): RowChange | null => {
  const from = before ? cellStates(before) : {};
  const to = after ? cellStates(after) : {};
  const cells: RowChange['cells'] = {};
  for (const field of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const change = { from: from[field] ?? null, to: to[field] ?? null };
    if (!isSameState(change.from, change.to)) cells[field] = change;
  }
  const row = after ?? before;
  if (!row || (before && after && Object.keys(cells).length === 0)) return null;
  const kind = !before ? 'added' : !after ? 'removed' : 'changed';
  return fitChange({ section, rowId: row.id, kind, cells });
};

/** The cells of a row that are not blank. */
export const cellStates = ({
  values,
  raw,
  waiver,
  waivers = {},
}: RowDocument): Record<string, NonNullable<CellState>> => {
  const cells: Record<string, NonNullable<CellState>> = {};
  for (const field of new Set([...Object.keys(values), ...Object.keys(raw)])) {
    const state = { value: values[field] ?? null, raw: raw[field] ?? null };
    if (state.value !== null || state.raw !== null) cells[field] = state;
  }
  // The reason as it was written, and the values that it was given for.
  if (waiver) cells.waiver = { value: waiver.given, raw: waiver.text };
  for (const [field, { given, text }] of Object.entries(waivers))
    cells[`waiver of ${field}`] = { value: given, raw: text };
  return cells;
};

/**
 * Carries out changes, oldest first.
 *
 * @param rows  `{section}/{documentId}` to the cells that are not blank; changed in place
 */
export const replayChanges = (
  rows: Map<string, Record<string, NonNullable<CellState>>>,
  changes: Iterable<RowChange>,
): void => {
  for (const { section, rowId, kind, cells } of changes) {
    const key = rowKey(section, documentIdOf(rowId));
    if (kind === 'removed') {
      rows.delete(key);
      continue;
    }
    // One that comes while it is still there was lost, and is told whole.
    const row = kind === 'added' ? {} : { ...rows.get(key) };
    for (const [field, { to }] of Object.entries(cells)) {
      if (to === null) delete row[field];
      else row[field] = to;
    }
    rows.set(key, row);
  }
};

/** As few groups as there can be of neighbours that fit into a document together. */
export const changesInChunks = (changes: readonly RowChange[], limitBytes = largestDocumentBytes): RowChange[][] => {
  const chunks: RowChange[][] = [];
  let room = 0;
  for (const change of changes) {
    const bytes = changeBytes(change);
    if (chunks.length === 0 || bytes > room) {
      chunks.push([]);
      room = limitBytes;
    }
    chunks.at(-1)!.push(change);
    room -= bytes;
  }
  return chunks;
};

export const changeBytes = (change: RowChange): number => storedBytes(change as unknown as MirrorValue);

/** Two rows full of the longest cells do not fit into one document; what was displayed is cut then, as in the row's own document. */
const fitChange = (change: RowChange): RowChange => {
  const bytes = changeBytes(change);
  if (bytes <= largestDocumentBytes) return change;
  const raws: Record<string, string> = {};
  for (const [field, { from, to }] of Object.entries(change.cells)) {
    if (from?.raw) raws[`from ${field}`] = from.raw;
    if (to?.raw) raws[`to ${field}`] = to.raw;
  }
  const rawBytes = Object.values(raws).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const { texts } = fitTexts(raws, largestDocumentBytes - (bytes - rawBytes));
  const withRaw = (state: CellState, raw: string | undefined): CellState =>
    state && { ...state, raw: raw ?? state.raw };
  return {
    ...change,
    cells: Object.fromEntries(
      Object.entries(change.cells).map(([field, { from, to }]) => [
        field,
        { from: withRaw(from, texts[`from ${field}`]), to: withRaw(to, texts[`to ${field}`]) },
      ]),
    ),
  };
};

const isSameState = (left: CellState, right: CellState): boolean =>
  left === right ||
  (left !== null &&
    right !== null &&
    left.raw === right.raw &&
    (left.value === right.value || JSON.stringify(left.value) === JSON.stringify(right.value)));
