import type { DocumentSnapshot, Firestore, Transaction } from '@google-cloud/firestore';
import { sectionList } from '../plan/plan.ts';
import type { RowMemory, RowName, UnnamedRows } from '../sheet/identity.ts';
import { errorCode } from '../watch/error-facts.ts';
import { OperatorError } from '../watch/operator-error.ts';
import {
  diffMirror,
  emptyMirror,
  isUnchanged,
  type MirrorDiff,
  type MirrorState,
  type SectionDeletions,
} from './diff.ts';
import { largestDocumentBytes, storedBytes } from './document-size.ts';
import {
  type CommunityDocument,
  type MirrorDocuments,
  type RowDocument,
  rowFingerprint,
  withoutResults,
} from './documents.ts';
import type { MirrorValue } from './fingerprint.ts';
import {
  changeBytes,
  changesInChunks,
  type HistoryEntry,
  type RowChange,
  replayChanges,
  rowChange,
} from './history.ts';
import { doubted, historyFromOf, type IndexHead, indexFormat } from './index-head.ts';
import { doubtfulHead, findLosses, type MirrorLoss } from './losses.ts';
import { type MirrorPaths, mirrorPaths } from './paths.ts';
import { rememberedRows } from './remembered.ts';
import { indexShards, readIndexShards, rowKey, shardBytes } from './row-index.ts';

/** What says that this pass may still write: a document that every transaction reads, so that a newer holder makes it fail. */
export interface Fence {
  /** `sheets/{spreadsheetId}` */
  path: string;
  isHeld(document: Readonly<Record<string, unknown>> | undefined): boolean;
}

export interface CommitOptions {
  fence: Fence;
  /** Who made the changes, where that is known. */
  by?: string | null;
  holdBack?: (deletions: SectionDeletions) => boolean;
  /** Whether a plan that another spreadsheet wrote may now be ours, because that one was disconnected. By default it may not. */
  takesOverFrom?: (spreadsheetId: string) => Promise<boolean>;
}

export type CommitOutcome =
  | {
      committed: true;
      /** The plan's revision afterwards; the one before where nothing changed. */
      revision: number;
      documentsRead: number;
      /** All that were set, those of index and history among them. */
      documentsWritten: number;
      documentsDeleted: number;
      historyWritten: number;
      heldBack: SectionDeletions[];
    }
  /** Another pass has the sheet's lease. Where the plan was written in parts, that pass completes it. */
  | { committed: false; reason: 'lease-lost' }
  /** Another spreadsheet is this community's plan of this year: most likely a copy was connected under the same name. */
  | { committed: false; reason: 'plan-of-another-sheet'; spreadsheetId: string };

export interface MirrorLimits {
  /** Of one transaction, index entries of its documents not counted; Google takes 10 MiB with them. */
  transactionBytes: number;
  transactionWrites: number;
  shardBytes: number;
}

const defaultLimits: MirrorLimits = { transactionBytes: 3 * 1024 * 1024, transactionWrites: 400, shardBytes };

export interface MirrorStore {
  /**
   * Makes the mirror say what the documents say.
   *
   * A pass is one transaction. A change too large for one is written in parts, and whatever ends the program between two of them, the
   * next commit completes it:
   *
   * 1. begin: the index's head says `unfinished: revision`, and from now on the rest of the index is not trusted
   * 2. parts: each writes some rows and, in the same transaction, how they changed, as `history/{revision}/changes/{part}`
   * 3. end: plan, summary, index and `history/{revision}` together. Plan and summary, which are what readers use, never show a half
   *
   * A commit that finds an unfinished revision reads the rows themselves instead of the index, closes that revision's history as
   * interrupted, and writes what is still different under the next one. So history always adds up to the rows.
   *
   * @throws OperatorError naming the plan, with the cause, where Firestore does not answer or refuses; nothing or a part is written then
   */
  commit(documents: MirrorDocuments, options: CommitOptions): Promise<CommitOutcome>;
  /**
   * Takes a spreadsheet's plans of other years out of rollups, because it plans this one now: their summaries go, their rows and history
   * stay. Nothing happens to a plan of another spreadsheet. Repeating it changes nothing, and the next commit of a year brings its plan back.
   */
  withdrawOthers(kept: { communityId: string; year: number; spreadsheetId: string }, fence: Fence): Promise<void>;
  /**
   * What is displayed in each cell of some rows, as the mirror last had them: of those that are disputed, and of those that are gone from tables in which
   * rows have no id. Rows that it does not have are left out, and of very many the rest.
   */
  remembered(
    plan: { communityId: string; year: number },
    rows: { disputed: readonly RowName[]; unnamed: readonly UnnamedRows[] },
  ): Promise<{ memory: RowMemory; documentsRead: number }>;
  /**
   * Compares what is there with what the index says of it, for the holder of the lease. Where something is gone, the next commit writes it again from the sheet;
   * a lost history begins anew with a revision that tells all rows. A lost index needs no looking for: every commit finds that out.
   */
  inspect(plan: { communityId: string; year: number }, fence: Fence): Promise<MirrorLoss[]>;
  /** A plan's history from where it is complete, oldest first, the changes of each entry complete. */
  history(communityId: string, year: number): AsyncGenerator<HistoryEntry>;
}

export const mirrorStore = (db: Firestore, given: Partial<MirrorLimits> = {}): MirrorStore => {
  const limits = { ...defaultLimits, ...given };
  return {
    commit: async (documents, options) => {
      const paths = mirrorPaths(documents.context.communityId, documents.context.year);
      try {
        return await commitDocuments(db, paths, limits, documents, options);
      } catch (error) {
        if (error instanceof LeaseLost) return { committed: false, reason: 'lease-lost' };
        throw new OperatorError(errorCode(error), `Cannot write the mirror of ${paths.plan}`, { cause: error });
      }
    },
    withdrawOthers: async ({ communityId, year, spreadsheetId }, fence) => {
      const summaries = await db.collection('summaries').where('communityId', '==', communityId).select('year').get();
      for (const other of summaries.docs.map((document) => document.get('year') as number))
        if (other !== year) await withdraw(db, { communityId, year: other, spreadsheetId }, fence);
    },
    inspect: async ({ communityId, year }, fence) => {
      const paths = mirrorPaths(communityId, year);
      const head = (await db.doc(paths.indexShard(0)).get()).data() as IndexHead | undefined;
      if (head === undefined || head.unfinished !== null) return [];
      const losses = await findLosses(db, paths, head);
      if (losses.length > 0)
        await inTransaction(db, async (transaction) => {
          const held = await transaction.get(db.doc(fence.path));
          if (fence.isHeld(held.data())) transaction.update(db.doc(paths.indexShard(0)), doubtfulHead(losses));
        });
      return losses;
    },
    remembered: (plan, rows) => rememberedRows(db, mirrorPaths(plan.communityId, plan.year), rows),
    history: (communityId, year) => readHistory(db, mirrorPaths(communityId, year)),
  };
};

const withdraw = (
  db: Firestore,
  { communityId, year, spreadsheetId }: { communityId: string; year: number; spreadsheetId: string },
  fence: Fence,
): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const paths = mirrorPaths(communityId, year);
    const head = db.doc(paths.indexShard(0));
    const community = db.doc(paths.community);
    const [held, index, about] = await transaction.getAll(db.doc(fence.path), head, community);
    if (!fence.isHeld(held!.data()) || index!.get('spreadsheetId') !== spreadsheetId) return;
    transaction.delete(db.doc(paths.summary));
    // Without its fingerprints the documents count as not written, so that they are written when the year comes back.
    transaction.update(head, { fingerprints: emptyMirror.fingerprints });
    // A year that was a slip of the hand must not keep the right one from telling who the community is.
    if (about!.get('year') === year) transaction.update(community, { year: 0 });
  });

/** The mirror as the transaction finds it. */
interface Found {
  state: MirrorState;
  revision: number;
  unfinished: number | null;
  /** The index's texts, to write only those that change; null where they are not trusted. */
  shards: string[] | null;
  shardCount: number;
  /** As in the head. */
  historyFrom: number | null;
}

interface Counts {
  read: number;
  written: number;
  deleted: number;
  history: number;
}

class LeaseLost extends Error {}

type Rows = { state: MirrorState; read: number } & Untrusted;

/** An index that does not tell which rows there are. `keys`: rows that it tells of all the same, null where there is none and history is to tell. */
interface Untrusted {
  revision: number;
  unfinished: number | null;
  keys: readonly string[] | null;
}

const commitDocuments = async (
  db: Firestore,
  paths: MirrorPaths,
  limits: MirrorLimits,
  documents: MirrorDocuments,
  options: CommitOptions,
): Promise<CommitOutcome> => {
  let rows: Rows | null = null;
  // Twice where the rows have to be read first. More only if somebody else writes without the lease.
  for (let attempt = 0; attempt < 4; attempt++) {
    const step = await inTransaction(db, (transaction) =>
      commitWhole(db, transaction, paths, limits, documents, options, rows),
    );
    if (step.kind === 'refused') return step.outcome;
    if (step.kind === 'untrusted') {
      rows = await readRows(db, paths, step.untrusted);
      continue;
    }
    const done =
      step.kind === 'done'
        ? step
        : await commitInParts(db, paths, limits, step.documents, options, step.found, step.diff);
    return {
      committed: true,
      revision: done.revision,
      documentsRead: done.counts.read + (rows?.read ?? 0),
      documentsWritten: done.counts.written,
      documentsDeleted: done.counts.deleted,
      historyWritten: done.counts.history,
      heldBack: step.diff.heldBack,
    };
  }
  throw new OperatorError('index', 'its index changed while it was read, which only the holder of the lease may do.');
};

type Step =
  | { kind: 'done'; revision: number; counts: Counts; diff: MirrorDiff }
  | { kind: 'too-large'; documents: MirrorDocuments; found: Found; diff: MirrorDiff }
  | { kind: 'untrusted'; untrusted: Untrusted }
  | { kind: 'refused'; outcome: CommitOutcome };

const commitWhole = async (
  db: Firestore,
  transaction: Transaction,
  paths: MirrorPaths,
  limits: MirrorLimits,
  given: MirrorDocuments,
  options: CommitOptions,
  rows: Rows | null,
): Promise<Step> => {
  const counts: Counts = { read: 2, written: 0, deleted: 0, history: 0 };
  const [fence, headDocument] = await transaction.getAll(db.doc(options.fence.path), db.doc(paths.indexShard(0)));
  if (!options.fence.isHeld(fence!.data())) throw new LeaseLost();
  const head = headDocument!.data() as IndexHead | undefined;

  const owner = head?.spreadsheetId ?? given.context.spreadsheetId;
  if (owner !== given.context.spreadsheetId && !(await options.takesOverFrom?.(owner)))
    return {
      kind: 'refused',
      outcome: { committed: false, reason: 'plan-of-another-sheet', spreadsheetId: owner },
    };

  const found = await findMirror(db, transaction, paths, head, rows, counts);
  if ('keys' in found) return { kind: 'untrusted', untrusted: found };
  const { documents, diff } = diffHeldBack(found.state, given, options.holdBack);
  if (owner === documents.context.spreadsheetId && isUnchanged(diff))
    return { kind: 'done', revision: found.revision, counts, diff };
  if (
    diff.writes.length + diff.deletes.length > limits.transactionWrites ||
    diff.writes.reduce((sum, { document }) => sum + bytesOf(document), 0) > limits.transactionBytes
  )
    return { kind: 'too-large', documents, found, diff };

  const before = await readBefore(db, transaction, paths, diff, counts);
  const changes = rowChanges(diff, before);
  const bytes = changes.reduce((sum, change) => sum + changeBytes(change), 0);
  if (bytes > limits.transactionBytes) return { kind: 'too-large', documents, found, diff };
  const community = await readCommunity(db, transaction, paths, documents, diff, counts);

  const revision = (found.unfinished ?? found.revision) + 1;
  closeInterrupted(db, transaction, paths, documents, found, counts);
  writeRows(db, transaction, paths, diff, counts);
  const inParts = bytes > largestDocumentBytes;
  if (inParts)
    for (const [chunk, inChunk] of changesInChunks(changes).entries())
      writeHistoryPart(db, transaction, paths, revision, partName(chunk), inChunk, counts);
  const entry = historyEntry(documents, options, revision, countKinds(changes), inParts ? [] : changes, inParts);
  writeEnd(db, transaction, paths, limits, documents, diff, found, community, entry, counts);
  return { kind: 'done', revision, counts, diff };
};

/**
 * Where deletions are held back the sheet does not say what the plan is, so the results stay as they were too: rows that are gone by mistake
 * must not turn into zeros in a rollup.
 */
const diffHeldBack = (
  state: MirrorState,
  documents: MirrorDocuments,
  holdBack: CommitOptions['holdBack'],
): { documents: MirrorDocuments; diff: MirrorDiff } => {
  const diff = diffMirror(state, documents, holdBack);
  if (diff.heldBack.length === 0) return { documents, diff };
  const held = withoutResults(
    documents,
    diff.heldBack.map(({ section }) => section),
  );
  return { documents: held, diff: diffMirror(state, held, holdBack) };
};

const commitInParts = async (
  db: Firestore,
  paths: MirrorPaths,
  limits: MirrorLimits,
  documents: MirrorDocuments,
  options: CommitOptions,
  found: Found,
  diff: MirrorDiff,
): Promise<{ revision: number; counts: Counts }> => {
  const revision = (found.unfinished ?? found.revision) + 1;
  const fence = db.doc(options.fence.path);
  const head = db.doc(paths.indexShard(0));
  const total: Counts = { read: 0, written: 0, deleted: 0, history: 0 };
  const add = (counts: Counts): void => {
    for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
  };
  const holdFence = (document: DocumentSnapshot | undefined): void => {
    if (!options.fence.isHeld(document?.data())) throw new LeaseLost();
  };

  add(
    await inTransaction(db, async (transaction) => {
      const counts: Counts = { read: 2, written: 1, deleted: 0, history: 0 };
      const [held, current] = await transaction.getAll(fence, head);
      holdFence(held);
      closeInterrupted(db, transaction, paths, documents, found, counts);
      const { readAt, spreadsheetId } = documents.context;
      const first: IndexHead = {
        format: indexFormat,
        revision: found.revision,
        readAt,
        spreadsheetId,
        unfinished: revision,
        fingerprints: emptyMirror.fingerprints,
        shards: found.shardCount,
        rows: '',
      };
      if (current!.exists) transaction.update(head, { spreadsheetId, unfinished: revision });
      else transaction.set(head, first);
      return counts;
    }),
  );

  const kinds = { added: 0, changed: 0, removed: 0 };
  const commitPart = async (part: RowChanges, name: string): Promise<void> => {
    let changes: RowChange[] | null = null;
    const counts = await inTransaction(db, async (transaction): Promise<Counts | 'too-large'> => {
      const counts: Counts = { read: 2, written: 0, deleted: 0, history: 0 };
      const [held, done] = await transaction.getAll(fence, db.doc(`${paths.historyParts(revision)}/${name}`));
      holdFence(held);
      // Committed before, but the answer was lost: its rows no longer tell what they were, and that is on record.
      if (changes !== null && done!.exists) return counts;
      changes = rowChanges(part, await readBefore(db, transaction, paths, part, counts));
      const bytes = changes.reduce((sum, change) => sum + changeBytes(change), 0);
      if (bytes > 2 * limits.transactionBytes && part.writes.length + part.deletes.length > 1) return 'too-large';
      writeRows(db, transaction, paths, part, counts);
      for (const [chunk, inChunk] of changesInChunks(changes).entries())
        writeHistoryPart(db, transaction, paths, revision, chunk === 0 ? name : `${name}-${chunk}`, inChunk, counts);
      return counts;
    });
    if (counts === 'too-large') {
      for (const [half, changesOfHalf] of halves(part).entries()) await commitPart(changesOfHalf, `${name}.${half}`);
      return;
    }
    add(counts);
    for (const { kind } of changes ?? []) kinds[kind]++;
  };
  for (const [index, part] of inParts(diff, limits).entries()) await commitPart(part, partName(index));

  add(
    await inTransaction(db, async (transaction) => {
      const counts: Counts = { read: 1, written: 0, deleted: 0, history: 0 };
      holdFence(await transaction.get(fence));
      const community = await readCommunity(db, transaction, paths, documents, diff, counts);
      const entry = historyEntry(documents, options, revision, kinds, [], true);
      const untrusted = { ...found, shards: null };
      writeEnd(db, transaction, paths, limits, documents, diff, untrusted, community, entry, counts);
      return counts;
    }),
  );
  return { revision, counts: total };
};

/** The client tries five times by default; edits that are announced during a commit each cost it one. */
const inTransaction = <T>(db: Firestore, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
  db.runTransaction(work, { maxAttempts: 10 });

const findMirror = async (
  db: Firestore,
  transaction: Transaction,
  paths: MirrorPaths,
  head: IndexHead | undefined,
  rows: Rows | null,
  counts: Counts,
): Promise<Found | Untrusted> => {
  const historyFrom = historyFromOf(head ?? {});
  const foundRows = (revision: number, unfinished: number | null): Found | null =>
    rows && rows.revision === revision && rows.unfinished === unfinished
      ? {
          state: { ...rows.state, isToldAnew: historyFrom === null },
          revision,
          unfinished,
          shards: null,
          shardCount: head?.shards ?? 0,
          historyFrom,
        }
      : null;
  if (head === undefined) {
    const revision = await lastRevision(db, transaction, paths, counts);
    if (revision === 0)
      return { state: emptyMirror, revision, unfinished: null, shards: [], shardCount: 0, historyFrom };
    return foundRows(revision, null) ?? { revision, unfinished: null, keys: null };
  }
  const { revision, unfinished, shards: shardCount, fingerprints } = head;
  if (head.format !== indexFormat || unfinished !== null)
    return (
      foundRows(revision, unfinished) ?? {
        revision,
        unfinished,
        keys: head.format === doubted ? await indexedKeys(db, transaction, paths, head, counts) : [],
      }
    );
  const shards = [head.rows];
  if (shardCount > 1) {
    const rest = Array.from({ length: shardCount - 1 }, (_, index) => db.doc(paths.indexShard(index + 1)));
    counts.read += rest.length;
    for (const document of await transaction.getAll(...rest)) shards.push((document.get('rows') as string) ?? '');
  }
  return {
    state: { rows: readIndexShards(shards), fingerprints },
    revision,
    unfinished,
    shards,
    shardCount,
    historyFrom,
  };
};

/** Of a plan without an index: 0 where it was never written, else how far it had come, as far as that can still be told. */
const lastRevision = async (
  db: Firestore,
  transaction: Transaction,
  paths: MirrorPaths,
  counts: Counts,
): Promise<number> => {
  counts.read += 2;
  const plan = await transaction.get(db.doc(paths.plan));
  const history = await transaction.get(db.collection(paths.history).orderBy('revision', 'desc').limit(1));
  return Math.max((plan.get('revision') as number | undefined) ?? 0, (history.docs[0]?.get('revision') as number) ?? 0);
};

/** Rows that an index which is not trusted tells of. */
const indexedKeys = async (
  db: Firestore,
  transaction: Transaction,
  paths: MirrorPaths,
  { rows, shards }: IndexHead,
  counts: Counts,
): Promise<string[]> => {
  const rest = Array.from({ length: shards - 1 }, (_, index) => db.doc(paths.indexShard(index + 1)));
  counts.read += rest.length;
  const documents = rest.length === 0 ? [] : await transaction.getAll(...rest);
  return [...readIndexShards([rows, ...documents.map((document) => (document.get('rows') as string) ?? '')]).keys()];
};

/**
 * The rows as they are, after a program that ended in the middle or a loss. Only the holder of the lease writes them, so they stand still. Those that are gone though
 * the index or history tells of them have an empty fingerprint, so that they are written again, or told to be removed.
 */
const readRows = async (db: Firestore, paths: MirrorPaths, untrusted: Untrusted): Promise<Rows> => {
  const told = untrusted.keys ?? (await keysInHistory(db, paths));
  const rows = new Map<string, string>(told.map((key) => [key, '']));
  for (const { name } of sectionList) {
    const documents = await db.collection(paths.table(name)).get();
    for (const document of documents.docs)
      rows.set(rowKey(name, document.id), rowFingerprint(document.data() as RowDocument));
  }
  return { state: { ...emptyMirror, rows }, ...untrusted, read: rows.size };
};

const keysInHistory = async (db: Firestore, paths: MirrorPaths): Promise<string[]> => {
  const rows: Parameters<typeof replayChanges>[0] = new Map();
  for await (const { changes } of readHistory(db, paths)) replayChanges(rows, changes);
  return [...rows.keys()];
};

type RowChanges = Pick<MirrorDiff, 'writes' | 'deletes'>;

/** The documents that are about to change, by key: what they were is what history tells. */
const readBefore = async (
  db: Firestore,
  transaction: Transaction,
  paths: MirrorPaths,
  { writes, deletes }: RowChanges,
  counts: Counts,
): Promise<ReadonlyMap<string, RowDocument>> => {
  const before = new Map<string, RowDocument>();
  const known = [...writes.filter(({ isNew }) => !isNew), ...deletes];
  if (known.length === 0) return before;
  counts.read += known.length;
  const documents = await transaction.getAll(
    ...known.map(({ section, documentId }) => db.doc(paths.row(section, documentId))),
  );
  for (const [index, { section, documentId }] of known.entries()) {
    const document = documents[index]!;
    if (document.exists) before.set(rowKey(section, documentId), document.data() as RowDocument);
  }
  return before;
};

const rowChanges = ({ writes, deletes }: RowChanges, before: ReadonlyMap<string, RowDocument>): RowChange[] =>
  [
    ...writes.map(({ section, documentId, document }) =>
      rowChange(section, before.get(rowKey(section, documentId)), document),
    ),
    ...deletes.map(({ section, documentId }) => {
      const row = before.get(rowKey(section, documentId));
      // Of one that was lost nobody knows any more what stood in it.
      return row
        ? rowChange(section, row, undefined)
        : ({ section, rowId: documentId, kind: 'removed', cells: {} } satisfies RowChange);
    }),
  ].filter((change) => change !== null);

const writeRows = (
  db: Firestore,
  transaction: Transaction,
  paths: MirrorPaths,
  { writes, deletes }: RowChanges,
  counts: Counts,
): void => {
  for (const { section, documentId, document } of writes)
    transaction.set(db.doc(paths.row(section, documentId)), document);
  for (const { section, documentId } of deletes) transaction.delete(db.doc(paths.row(section, documentId)));
  counts.written += writes.length;
  counts.deleted += deletes.length;
};

const writeHistoryPart = (
  db: Firestore,
  transaction: Transaction,
  paths: MirrorPaths,
  revision: number,
  name: string,
  changes: readonly RowChange[],
  counts: Counts,
): void => {
  transaction.set(db.doc(`${paths.historyParts(revision)}/${name}`), { revision, changes });
  counts.written++;
  counts.history++;
};

/** Gives a revision that was never ended its entry, so that its parts are found. */
const closeInterrupted = (
  db: Firestore,
  transaction: Transaction,
  paths: MirrorPaths,
  documents: MirrorDocuments,
  { unfinished }: Found,
  counts: Counts,
): void => {
  if (unfinished === null) return;
  const { readAt, spreadsheetId } = documents.context;
  const entry: HistoryEntry = {
    revision: unfinished,
    at: readAt,
    by: null,
    spreadsheetId,
    added: 0,
    changed: 0,
    removed: 0,
    changes: [],
    inParts: true,
    interrupted: true,
  };
  transaction.set(db.doc(paths.historyEntry(unfinished)), entry);
  counts.written++;
  counts.history++;
};

/** @returns whether the community's document should follow this plan; that of a later year has the say */
const readCommunity = async (
  db: Firestore,
  transaction: Transaction,
  paths: MirrorPaths,
  { community }: MirrorDocuments,
  { changes }: MirrorDiff,
  counts: Counts,
): Promise<boolean> => {
  if (!changes.community || community === null) return false;
  counts.read++;
  const current = (await transaction.get(db.doc(paths.community))).data() as Partial<CommunityDocument> | undefined;
  return (current?.year ?? 0) <= community.year;
};

/** Everything that readers look at, and the index, together. */
const writeEnd = (
  db: Firestore,
  transaction: Transaction,
  paths: MirrorPaths,
  limits: MirrorLimits,
  documents: MirrorDocuments,
  diff: MirrorDiff,
  found: Found,
  writesCommunity: boolean,
  entry: HistoryEntry,
  counts: Counts,
): void => {
  const { readAt, spreadsheetId } = documents.context;
  const { revision } = entry;
  const set = (path: string, document: object, mergeFields?: string[]): void => {
    if (mergeFields) transaction.set(db.doc(path), document, { mergeFields });
    else transaction.set(db.doc(path), document);
    counts.written++;
  };
  // Merged by whole fields: results stay where the plan could not be read whole.
  set(paths.plan, { ...documents.plan, revision, readAt }, Object.keys({ ...documents.plan, revision, readAt }));
  if (documents.summary) set(paths.summary, { ...documents.summary, revision, readAt });
  if (writesCommunity && documents.community)
    set(paths.community, documents.community, Object.keys(documents.community));
  set(paths.historyEntry(revision), entry);
  counts.history++;

  const shards = indexShards(diff.after.rows, limits.shardBytes);
  const head: IndexHead = {
    format: indexFormat,
    revision,
    readAt,
    spreadsheetId,
    unfinished: null,
    fingerprints: diff.after.fingerprints,
    shards: shards.length,
    rows: shards[0]!,
    historyFrom: found.historyFrom ?? revision,
  };
  set(paths.indexShard(0), head);
  const sameShards = found.shards !== null && found.shardCount === shards.length;
  for (const [shard, rows] of shards.entries())
    if (shard > 0 && !(sameShards && found.shards![shard] === rows)) set(paths.indexShard(shard), { rows });
  for (let shard = shards.length; shard < found.shardCount; shard++) {
    transaction.delete(db.doc(paths.indexShard(shard)));
    counts.deleted++;
  }
};

const historyEntry = (
  documents: MirrorDocuments,
  options: CommitOptions,
  revision: number,
  kinds: Pick<HistoryEntry, 'added' | 'changed' | 'removed'>,
  changes: RowChange[],
  inParts: boolean,
): HistoryEntry => ({
  revision,
  at: documents.context.readAt,
  by: options.by ?? null,
  spreadsheetId: documents.context.spreadsheetId,
  ...kinds,
  changes,
  inParts,
});

const countKinds = (changes: readonly RowChange[]): Pick<HistoryEntry, 'added' | 'changed' | 'removed'> => {
  const kinds = { added: 0, changed: 0, removed: 0 };
  for (const { kind } of changes) kinds[kind]++;
  return kinds;
};

const partName = (index: number): string => String(index).padStart(5, '0');

const bytesOf = (document: RowDocument): number => storedBytes(document as unknown as MirrorValue);

/** Each part has room for its rows, and as much again for how they changed. */
const inParts = ({ writes, deletes }: RowChanges, limits: MirrorLimits): RowChanges[] => {
  const parts: RowChanges[] = [];
  let room = { bytes: 0, writes: 0 };
  const partFor = (bytes: number): RowChanges => {
    if (parts.length === 0 || bytes > room.bytes || room.writes === 0) {
      parts.push({ writes: [], deletes: [] });
      room = { bytes: limits.transactionBytes / 2, writes: limits.transactionWrites };
    }
    room = { bytes: room.bytes - bytes, writes: room.writes - 1 };
    return parts.at(-1)!;
  };
  for (const write of writes) partFor(bytesOf(write.document)).writes.push(write);
  for (const deletion of deletes) partFor(0).deletes.push(deletion);
  return parts;
};

const halves = ({ writes, deletes }: RowChanges): RowChanges[] => {
  const half = (list: readonly unknown[]): number => Math.ceil(list.length / 2);
  return [
    { writes: writes.slice(0, half(writes)), deletes: deletes.slice(0, half(deletes)) },
    { writes: writes.slice(half(writes)), deletes: deletes.slice(half(deletes)) },
  ];
};

const readHistory = async function* (db: Firestore, paths: MirrorPaths): AsyncGenerator<HistoryEntry> {
  const head = (await db.doc(paths.indexShard(0)).get()).data() as IndexHead | undefined;
  const from = head === undefined ? 1 : (historyFromOf(head) ?? head.revision + 1);
  const entries = await db.collection(paths.history).where('revision', '>=', from).orderBy('revision').get();
  for (const document of entries.docs) {
    const entry = document.data() as HistoryEntry;
    if (!entry.inParts) yield entry;
    else {
      const parts = await db.collection(paths.historyParts(entry.revision)).get();
      yield { ...entry, changes: parts.docs.flatMap((part) => part.get('changes') as RowChange[]) };
    }
  }
};
