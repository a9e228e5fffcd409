import type { Fingerprints, MirrorDocuments, RowEntry } from './documents.ts';
import { type RowIndex, rowKey, splitRowKey } from './row-index.ts';

/** What the mirror holds at its last revision. */
export interface MirrorState {
  rows: RowIndex;
  fingerprints: Fingerprints;
  /** Every row is written again and counts as new, because its history was lost. */
  isToldAnew?: boolean;
}

export const emptyMirror: MirrorState = {
  rows: new Map(),
  fingerprints: { plan: null, summary: null, community: null },
};

/** What a table would lose: for a guard that holds deletions back. */
export interface SectionDeletions {
  section: string;
  rowsBefore: number;
  documentIds: readonly string[];
}

export interface MirrorDiff {
  /** New and changed rows; a new one has no document yet. */
  writes: (RowEntry & { isNew: boolean })[];
  deletes: { section: string; documentId: string }[];
  /** Deletions that the guard held back: their documents stay, and so do their entries in the index. */
  heldBack: SectionDeletions[];
  changes: { plan: boolean; summary: boolean; community: boolean };
  /** What the mirror holds once all of this is written. */
  after: MirrorState;
}

/**
 * What must be written so that the mirror says what the sheet says. Unchanged rows are in none of its lists, nor is anything of a
 * section that could not be read whole.
 *
 * @param holdBack  true for a section whose deletions are not to be carried out now
 */
export const diffMirror = (
  previous: MirrorState,
  next: MirrorDocuments,
  holdBack: (deletions: SectionDeletions) => boolean = () => false,
): MirrorDiff => {
  const rows = new Map<string, string>();
  const writes: MirrorDiff['writes'] = [];
  for (const entry of next.rows) {
    const key = rowKey(entry.section, entry.documentId);
    const before = previous.rows.get(key);
    rows.set(key, entry.fingerprint);
    if (previous.isToldAnew || before !== entry.fingerprint)
      writes.push({ ...entry, isNew: previous.isToldAnew || before === undefined });
  }

  const held = new Set(next.held);
  const heldBack: SectionDeletions[] = [];
  const deletes: MirrorDiff['deletes'] = [];
  for (const deletions of sectionDeletions(previous.rows, rows)) {
    const { section, documentIds } = deletions;
    const isHeld = held.has(section);
    if (!isHeld && !holdBack(deletions)) deletes.push(...documentIds.map((documentId) => ({ section, documentId })));
    else {
      if (!isHeld) heldBack.push(deletions);
      for (const documentId of documentIds) {
        const key = rowKey(section, documentId);
        rows.set(key, previous.rows.get(key)!);
      }
    }
  }

  const [before, now] = [previous.fingerprints, next.fingerprints];
  const isChanged = (which: keyof Fingerprints): boolean => now[which] !== null && now[which] !== before[which];
  return {
    writes,
    deletes,
    heldBack,
    changes: { plan: isChanged('plan'), summary: isChanged('summary'), community: isChanged('community') },
    after: {
      rows,
      fingerprints: {
        plan: now.plan ?? before.plan,
        summary: now.summary ?? before.summary,
        community: now.community ?? before.community,
      },
    },
  };
};

/** True where the sheet says what the mirror says: nothing is written then, and the revision stays. */
export const isUnchanged = ({ writes, deletes, changes }: MirrorDiff): boolean =>
  writes.length === 0 && deletes.length === 0 && !changes.plan && !changes.summary && !changes.community;

const sectionDeletions = (before: RowIndex, after: ReadonlyMap<string, string>): SectionDeletions[] => {
  const sections = Map.groupBy(before.keys(), (key) => splitRowKey(key).section);
  return [...sections]
    .map(([section, keys]) => ({
      section,
      rowsBefore: keys.length,
      documentIds: keys.filter((key) => !after.has(key)).map((key) => splitRowKey(key).documentId),
    }))
    .filter(({ documentIds }) => documentIds.length > 0);
};
