import { aggregate, aggregatedFields } from './aggregation.ts';
import { documentMessage, type StoredDocument } from './document.ts';
import { parseFieldPath } from './field-path.ts';
import { afterAllBelow, childKey, depthOfKey, firstBelow, type Key, lastSegment, segmentsOfKey } from './key.ts';
import * as messages from './messages.ts';
import { type ConsistencyMessage, parseMessage, type WriteMessage } from './messages.ts';
import { checkId, databaseName, documentKey, documentName, parentKeyOf } from './name.ts';
import { compileQuery, type Query } from './query.ts';
import { rangeBelow } from './query-filter.ts';
import { invalid, StatusError, statusOf } from './status.ts';
import type { Change, Store } from './store.ts';
import { openTimeline, type Snapshot, type Timeline } from './timeline.ts';
import { openTransactions, type Transaction } from './transactions.ts';
import { microsOfTimestamp, timestampOfMicros } from './value.ts';
import { parseWrite, reconcileWrites, type Write, writeEffect } from './write.ts';

/** Where a request is aimed: a database, and for some methods a document or the root in it. */
export interface Target {
  database: string;
  /** Relative path of a document; empty for the root. */
  path: string;
}

/** Answers one request. What it returns is sent as JSON; an array is what gRPC would stream. */
export type Rpc = (target: Target, request: unknown) => object;

export interface Service {
  /** The methods that are POSTed as `documents:name`. */
  readonly rpcs: Readonly<Record<string, Rpc>>;
  getDocument(target: Target, parameters: unknown): object;
  listDocuments(target: Target, collectionId: string, parameters: unknown): object;
  createDocument(target: Target, collectionId: string, parameters: unknown, body: unknown): object;
  updateDocument(target: Target, parameters: unknown, body: unknown): object;
  deleteDocument(target: Target, parameters: unknown): object;
  /** Removes all documents of a database, as Google's emulator does on request between tests. */
  clear(database: string): object;
}

const DEFAULT_PAGE_SIZE = 300;

/**
 * The methods of google.firestore.v1 over one store. Each runs to its end without waiting for anything, so requests are served one
 * after another and each sees the database whole.
 */
export const firestoreService = (store: Store, now: () => Date, newId: () => string): Service => {
  const transactions = openTransactions(now, newId);
  const timelines = new Map<string, Timeline>();
  let clock = store.lastVersion();

  /** Never goes back, so that what is committed after a read has a later time than the read. */
  const tick = (step: 0 | 1 = 0): number => {
    clock = Math.max(now().getTime() * 1000, clock + step);
    return clock;
  };

  const timelineOf = (database: string): Timeline => {
    const open = timelines.get(database);
    if (open !== undefined) return open;
    const timeline = openTimeline(store, store.databaseId(databaseName(database)), tick);
    timelines.set(database, timeline);
    return timeline;
  };

  interface Reading {
    snapshot: Snapshot;
    transaction: Transaction | null;
    isNew: boolean;
  }

  const begin = (database: string, options: messages.TransactionOptionsMessage | undefined): Transaction => {
    if (options?.readOnly !== undefined && options.readWrite !== undefined)
      throw invalid('A transaction is either read-only or read-write.');
    const readOnly = options?.readOnly !== undefined;
    const readTime = options?.readOnly?.readTime;
    const version = readTime === undefined ? tick() : pastTime(readTime);
    timelineOf(database).at(version);
    return transactions.begin(database, version, readOnly);
  };

  const pastTime = (readTime: string): number => {
    const version = microsOfTimestamp(readTime);
    if (version > tick()) throw invalid(`The read time ${readTime} is in the future.`);
    return version;
  };

  const openReading = (database: string, { transaction, newTransaction, readTime }: ConsistencyMessage): Reading => {
    if ([transaction, newTransaction, readTime].filter((selector) => selector !== undefined).length > 1)
      throw invalid('A read has at most one of transaction, newTransaction and readTime.');
    const timeline = timelineOf(database);
    if (readTime !== undefined) return { snapshot: timeline.at(pastTime(readTime)), transaction: null, isNew: false };
    if (transaction === undefined && newTransaction === undefined)
      return { snapshot: timeline.now(), transaction: null, isNew: false };
    const current =
      transaction === undefined
        ? begin(database, newTransaction)
        : transactions.get(canonicalBase64(transaction), database);
    return { snapshot: timeline.at(current.version), transaction: current, isNew: transaction === undefined };
  };

  const readDocument = ({ snapshot, transaction }: Reading, key: Key): StoredDocument | null => {
    transaction?.readKey(key);
    return snapshot.get(key);
  };

  const runQuery = ({ snapshot, transaction }: Reading, query: Query): StoredDocument[] => {
    transaction?.readQuery(query.covers);
    return query.run(snapshot);
  };

  /** What stands first in a streamed answer where the read began a transaction. */
  const beginning = ({ transaction, isNew }: Reading): object[] =>
    isNew && transaction !== null ? [{ transaction: transaction.id }] : [];

  const commit = (database: string, requested: readonly WriteMessage[], transactionId: string | undefined): object => {
    const writes = reconcileWrites(requested.map((write) => parseWrite(write, database)));
    const timeline = timelineOf(database);
    if (transactionId !== undefined && transactionId !== '') {
      const transaction = transactions.get(canonicalBase64(transactionId), database);
      // Whatever becomes of it, this was the transaction's end.
      transactions.end(transaction.id);
      if (transaction.readOnly && writes.length > 0)
        throw invalid('Cannot modify entities in a read-only transaction.');
      if (writes.length > 0) transaction.checkReads(timeline.changesSince(transaction.version));
    }
    const version = tick(1);
    const { changes, results } = effectsOf(database, writes, version);
    if (changes.length > 0) timeline.commit(version, changes);
    timeline.forget(transactions.oldestVersion(database, version), version);
    return { writeResults: results, commitTime: timestampOfMicros(version) };
  };

  /** What the writes do together. Each sees what those before it did; the first that fails fails all. */
  const effectsOf = (
    database: string,
    writes: readonly Write[],
    version: number,
  ): { changes: Change[]; results: object[] } => {
    const current = timelineOf(database).now();
    const changes = new Map<Key, Change>();
    const results: object[] = [];
    for (const write of writes) {
      const { key } = write;
      const earlier = changes.get(key);
      const before = earlier === undefined ? current.get(key) : earlier.after;
      const { after, result } = writeEffect(write, before, version);
      // A write that leaves its document as it was is no change, to transactions either.
      if (after !== before) changes.set(key, { key, before: earlier === undefined ? before : earlier.before, after });
      results.push(result);
    }
    return { changes: [...changes.values()], results };
  };

  const rpcs: Record<string, Rpc> = {
    batchGet: ({ database }, request) => {
      const { documents, mask, ...consistency } = parseMessage(messages.batchGetRequest, request, 'BatchGetDocuments');
      const reading = openReading(database, consistency);
      const fields = mask?.fieldPaths.map(parseFieldPath);
      const readTime = timestampOfMicros(reading.snapshot.version);
      const answers = [...new Set(documents)].map((name) => {
        const document = readDocument(reading, documentKey(name, database));
        return document === null
          ? { missing: name, readTime }
          : { found: documentMessage(database, document, fields), readTime };
      });
      return [...beginning(reading), ...answers];
    },

    beginTransaction: ({ database }, request) => {
      const { options } = parseMessage(messages.beginTransactionRequest, request, 'BeginTransaction');
      return { transaction: begin(database, options).id };
    },

    commit: ({ database }, request) => {
      const { writes, transaction } = parseMessage(messages.commitRequest, request, 'Commit');
      return commit(database, writes, transaction);
    },

    rollback: ({ database }, request) => {
      const { transaction } = parseMessage(messages.rollbackRequest, request, 'Rollback');
      transactions.end(transactions.get(canonicalBase64(transaction), database).id);
      return {};
    },

    /** Not atomic: each write is a commit of its own, and the answer says of each how it went. */
    batchWrite: ({ database }, request) => {
      const parsed = parseMessage(messages.batchWriteRequest, request, 'BatchWrite');
      const writes = parsed.writes.map((write) => parseWrite(write, database));
      if (new Set(writes.map(({ key }) => key)).size < writes.length)
        throw invalid('A batch write cannot write to the same document more than once.');
      const timeline = timelineOf(database);
      const version = tick(1);
      const done: Change[] = [];
      const answers = writes.map((write) => {
        try {
          const { changes, results } = effectsOf(database, [write], version);
          done.push(...changes);
          return { result: results[0] ?? {}, status: {} };
        } catch (error) {
          const { grpcCode, message } = statusOf(error);
          return { result: {}, status: { code: grpcCode, message } };
        }
      });
      // Stored together: one trip to the disk, where each alone would make one.
      if (done.length > 0) timeline.commit(version, done);
      timeline.forget(transactions.oldestVersion(database, version), version);
      return { writeResults: answers.map(({ result }) => result), status: answers.map(({ status }) => status) };
    },

    runQuery: ({ database, path }, request) => {
      const {
        structuredQuery,
        parent: _,
        ...consistency
      } = parseMessage(messages.runQueryRequest, request, 'RunQuery');
      const query = compileQuery(parentKeyOf(path), structuredQuery);
      const reading = openReading(database, consistency);
      const readTime = timestampOfMicros(reading.snapshot.version);
      const documents = runQuery(reading, query).map((document) => ({
        document: documentMessage(database, document, query.mask),
        readTime,
      }));
      return [...beginning(reading), ...(documents.length === 0 ? [{ readTime }] : documents)];
    },

    runAggregationQuery: ({ database, path }, request) => {
      const parsed = parseMessage(messages.runAggregationQueryRequest, request, 'RunAggregationQuery');
      const { structuredAggregationQuery, parent: _, ...consistency } = parsed;
      const { structuredQuery, aggregations } = structuredAggregationQuery;
      const query = compileQuery(parentKeyOf(path), structuredQuery, aggregatedFields(aggregations));
      const reading = openReading(database, consistency);
      const aggregateFields = aggregate(runQuery(reading, query), aggregations);
      return [
        ...beginning(reading),
        { result: { aggregateFields }, readTime: timestampOfMicros(reading.snapshot.version) },
      ];
    },

    listCollectionIds: ({ database, path }, request) => {
      const parsed = parseMessage(messages.listCollectionIdsRequest, request, 'ListCollectionIds');
      const parent = parentKeyOf(path);
      const { snapshot } = openReading(database, { readTime: parsed.readTime });
      const range = rangeBelow(parent);
      const { ids, nextPageToken } = page(
        segmentsBelow(snapshot, parent, startAfter(range.from, parent, parsed.pageToken)),
        parsed.pageSize,
      );
      return { collectionIds: ids, ...nextPageToken };
    },
  };

  return {
    rpcs,

    getDocument: ({ database, path }, parameters) => {
      const { mask, ...consistency } = parseMessage(messages.getDocumentParameters, parameters, 'GetDocument');
      const name = `${database}/documents/${path}`;
      const document = readDocument(openReading(database, consistency), documentKey(name, database));
      if (document === null) throw new StatusError('NOT_FOUND', `Document "${name}" not found.`);
      return documentMessage(database, document, mask?.fieldPaths.map(parseFieldPath));
    },

    listDocuments: ({ database, path }, collectionId, parameters) => {
      const parsed = parseMessage(messages.listDocumentsParameters, parameters, 'ListDocuments');
      const { mask, pageSize, pageToken, orderBy, showMissing, ...consistency } = parsed;
      checkId(collectionId, collectionId);
      if (orderBy !== '' && orderBy !== '__name__')
        throw new StatusError(
          'UNIMPLEMENTED',
          'ListDocuments: this server lists by name only; use RunQuery to sort by a field.',
        );
      const collection = childKey(parentKeyOf(path), collectionId);
      const reading = openReading(database, consistency);
      reading.transaction?.readQuery(({ key }) => key.startsWith(firstBelow(collection)));
      const fields = mask?.fieldPaths.map(parseFieldPath);
      const from = startAfter(firstBelow(collection), collection, pageToken);
      const found = showMissing
        ? withMissing(reading.snapshot, collection, from)
        : existing(reading.snapshot, collection, from);
      const { items, nextPageToken } = pageOf(found, pageSize, ({ key }) => lastSegment(key));
      return {
        documents: items.map(({ key, document }) =>
          document === null ? { name: documentName(database, key) } : documentMessage(database, document, fields),
        ),
        ...nextPageToken,
      };
    },

    createDocument: ({ database, path }, collectionId, parameters, body) => {
      const { documentId, mask } = parseMessage(messages.createDocumentParameters, parameters, 'CreateDocument');
      const document = parseMessage(messages.documentBody, body, 'CreateDocument');
      checkId(collectionId, collectionId);
      const key = childKey(childKey(parentKeyOf(path), collectionId), documentId === '' ? newId() : documentId);
      const name = documentName(database, key);
      const update = { name, ...(document.fields === undefined ? {} : { fields: document.fields }) };
      commit(database, [{ update, currentDocument: { exists: false } }], undefined);
      return documentMessage(
        database,
        store.get(store.databaseId(database), key)!,
        mask?.fieldPaths.map(parseFieldPath),
      );
    },

    updateDocument: ({ database, path }, parameters, body) => {
      const parsed = parseMessage(messages.updateDocumentParameters, parameters, 'UpdateDocument');
      const document = parseMessage(messages.documentBody, body, 'UpdateDocument');
      const name = `${database}/documents/${path}`;
      const { updateMask, currentDocument } = parsed;
      commit(
        database,
        [
          {
            update: { ...document, name },
            ...(updateMask === undefined ? {} : { updateMask }),
            ...(currentDocument === undefined ? {} : { currentDocument }),
          },
        ],
        undefined,
      );
      const stored = store.get(store.databaseId(database), documentKey(name, database))!;
      return documentMessage(database, stored, parsed.mask?.fieldPaths.map(parseFieldPath));
    },

    deleteDocument: ({ database, path }, parameters) => {
      const { currentDocument } = parseMessage(messages.deleteDocumentParameters, parameters, 'DeleteDocument');
      const write = { delete: `${database}/documents/${path}` };
      commit(database, [currentDocument === undefined ? write : { ...write, currentDocument }], undefined);
      return {};
    },

    clear: (database) => {
      timelineOf(database).clear();
      transactions.clear(database);
      return {};
    },
  };
};

interface Listed {
  key: Key;
  document: StoredDocument | null;
}

function* existing(snapshot: Snapshot, collection: Key, from: Key): Iterable<Listed> {
  const range = { from, to: afterAllBelow(collection) };
  for (const document of snapshot.scan({ kind: 'collection', collection }, range, false))
    yield { key: document.key, document };
}

/** Documents, and those that are not there but have something below them. */
function* withMissing(snapshot: Snapshot, collection: Key, from: Key): Iterable<Listed> {
  for (const segment of segmentsBelow(snapshot, collection, from)) {
    const key = childKey(collection, segment);
    yield { key, document: snapshot.get(key) };
  }
}

/** The next segments under a key, each once: hops over all that is below each. */
function* segmentsBelow(snapshot: Snapshot, parent: Key, from: Key): Iterable<string> {
  const depth = depthOfKey(parent);
  const { to } = rangeBelow(parent);
  let key = snapshot.firstKey({ from, to });
  while (key !== null) {
    const segment = segmentsOfKey(key)[depth]!;
    yield segment;
    key = snapshot.firstKey({ from: afterAllBelow(childKey(parent, segment)), to });
  }
}

/** Where a page begins: its token is the last segment of the page before, in base64. */
const startAfter = (from: Key, parent: Key, pageToken: string): Key =>
  pageToken === '' ? from : afterAllBelow(childKey(parent, Buffer.from(pageToken, 'base64').toString()));

const page = (segments: Iterable<string>, pageSize: number): { ids: string[]; nextPageToken: object } => {
  const { items, nextPageToken } = pageOf(segments, pageSize, (segment) => segment);
  return { ids: items, nextPageToken };
};

const pageOf = <T>(
  found: Iterable<T>,
  pageSize: number,
  segmentOf: (item: T) => string,
): { items: T[]; nextPageToken: { nextPageToken?: string } } => {
  if (pageSize < 0) throw invalid('pageSize must not be negative.');
  const size = pageSize === 0 ? DEFAULT_PAGE_SIZE : pageSize;
  const items: T[] = [];
  for (const item of found) {
    if (items.length === size)
      return { items, nextPageToken: { nextPageToken: Buffer.from(segmentOf(items.at(-1)!)).toString('base64') } };
    items.push(item);
  }
  return { items, nextPageToken: {} };
};

/** `bytes` may come in either base64 alphabet, and a `+` of a query string comes as a space. */
const canonicalBase64 = (text: string): string => Buffer.from(text.replaceAll(' ', '+'), 'base64').toString('base64');
