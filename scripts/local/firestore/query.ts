import type { StoredDocument } from './document.ts';
import { type FieldPath, NAME_FIELD, parseFieldPath, valueAt } from './field-path.ts';
import { childKey, firstBelow, type Key } from './key.ts';
import type { CursorMessage, StructuredQueryMessage } from './messages.ts';
import { checkId } from './name.ts';
import { compileFilter, type Filter, intersect, keyOfReference, rangeBelow } from './query-filter.ts';
import { invalid, StatusError } from './status.ts';
import type { KeyRange, Scope } from './store.ts';
import { compareText } from './text-order.ts';
import { isInRange, isInScope, type Snapshot } from './timeline.ts';
import { normalizeValue, type Value } from './value.ts';
import { compareValues } from './value-order.ts';

/** A query, ready to run against any state of its database. */
export interface Query {
  run(snapshot: Snapshot): StoredDocument[];
  /** Whether a document is one that the query looks for, cursors, offset and limit aside. */
  covers(document: StoredDocument): boolean;
  /** The mask of its `select`, undefined for whole documents. */
  readonly mask: readonly FieldPath[] | undefined;
}

/** `path` null stands for the document's name. */
interface Order {
  path: FieldPath | null;
  descending: boolean;
}

/** What a document is sorted by, one a field: its value, or for the name its key. */
type Position = (Value | Key)[];

interface Bound {
  position: Position;
  /** Whether the bound stands just before the documents at its position, or just after them. */
  before: boolean;
}

/**
 * @param parent  the key of the document, or of the root, that the query looks below
 * @param requiredFields  further fields that a document must have to be looked at, as aggregations need
 */
export const compileQuery = (
  parent: Key,
  message: StructuredQueryMessage,
  requiredFields: readonly FieldPath[] = [],
): Query => {
  const { scope, range: scopeRange } = compileFrom(parent, message.from);
  const filter = compileFilter(message.where);
  const orders = compileOrders(message, filter);
  const sortedPaths = orders.flatMap(({ path }) => (path === null ? [] : [path])).concat(requiredFields);
  const sortedBy = message.orderBy.length;
  const startAt = compileCursor(message.startAt, orders, sortedBy);
  const endAt = compileCursor(message.endAt, orders, sortedBy);
  const { offset } = message;
  const limit = message.limit ?? Number.POSITIVE_INFINITY;
  if (offset < 0) throw invalid('offset must not be negative.');
  if (limit < 0) throw invalid('limit must not be negative.');

  const isWanted = (document: StoredDocument): boolean =>
    filter.matches(document) && sortedPaths.every((path) => valueAt(document.fields, path) !== undefined);
  const isBetween = (position: Position): boolean =>
    (startAt === null || isAfter(position, startAt, orders)) && (endAt === null || !isAfter(position, endAt, orders));

  const filterRange = filter.narrow(scopeRange);
  const byName = orders.length === 1;
  const descending = byName && orders[0]!.descending;
  const range = byName ? narrowByCursors(filterRange, startAt, endAt, descending) : filterRange;

  return {
    run: (snapshot) => {
      const candidates = snapshot.scan(scope, range, descending);
      if (byName) {
        // Documents come in the order that is asked for, so reading stops at the limit.
        const found: StoredDocument[] = [];
        const end = offset + limit;
        let seen = 0;
        if (end === 0) return found;
        for (const document of candidates) {
          if (!isWanted(document) || !isBetween([document.key])) continue;
          if (seen++ >= offset) found.push(document);
          if (seen >= end) break;
        }
        return found;
      }
      const positioned: { document: StoredDocument; position: Position }[] = [];
      for (const document of candidates) {
        if (!isWanted(document)) continue;
        const position = positionOf(document, orders);
        if (isBetween(position)) positioned.push({ document, position });
      }
      positioned.sort((a, b) => comparePositions(a.position, b.position, orders));
      return positioned.slice(offset, offset + limit).map(({ document }) => document);
    },
    covers: (document) => isInRange(document.key, filterRange) && isInScope(document.key, scope) && isWanted(document),
    mask: message.select?.fields.map(({ fieldPath }) => parseFieldPath(fieldPath)),
  };
};

const compileFrom = (parent: Key, from: StructuredQueryMessage['from']): { scope: Scope; range: KeyRange } => {
  const [selector, another] = from;
  if (selector === undefined || another !== undefined)
    throw invalid('A query must select from exactly one collection.');
  const { collectionId, allDescendants } = selector;
  if (collectionId === '') {
    if (!allDescendants) throw invalid('A query without a collection id must ask for all descendants.');
    return { scope: { kind: 'all' }, range: rangeBelow(parent) };
  }
  checkId(collectionId, collectionId);
  if (collectionId.includes('/')) throw invalid(`"${collectionId}" is not a collection id.`);
  if (allDescendants)
    return { scope: { kind: 'group', collectionId: childKey('', collectionId) }, range: rangeBelow(parent) };
  const collection = childKey(parent, collectionId);
  return { scope: { kind: 'collection', collection }, range: rangeBelow(collection) };
};

/**
 * The orders that are asked for, then the fields of inequalities that are not among them, then the name. What is added takes the
 * direction of the last order that is asked for:
 * https://github.com/googleapis/googleapis/blob/master/google/firestore/v1/query.proto (order_by)
 */
const compileOrders = (message: StructuredQueryMessage, filter: Filter): Order[] => {
  const asked = message.orderBy.map(({ field, direction }) => ({
    field: field.fieldPath,
    descending: direction === 'DESCENDING',
  }));
  const descending = asked.at(-1)?.descending ?? false;
  const missing = (field: string): boolean => !asked.some((order) => order.field === field);
  const added = [...filter.inequalityFields.filter((field) => field !== NAME_FIELD), NAME_FIELD]
    .filter(missing)
    .map((field) => ({ field, descending }));
  const orders = [...asked, ...added];
  checkOrders(orders, filter);
  return orders.map((order) => ({
    path: order.field === NAME_FIELD ? null : parseFieldPath(order.field),
    descending: order.descending,
  }));
};

/** What Firestore refuses, though it could be sorted: what runs here must run there. */
const checkOrders = (orders: readonly { field: string; descending: boolean }[], filter: Filter): void => {
  const fields = orders.map(({ field }) => field);
  if (new Set(fields).size < fields.length) throw invalid('The order cannot contain a field twice.');
  if (fields.slice(0, -1).includes(NAME_FIELD)) throw invalid('The order cannot contain more fields after __name__.');
  if (filter.readsNamesOnly && fields.length === 1 && orders[0]!.descending)
    throw new StatusError('FAILED_PRECONDITION', 'Firestore does not support descending key scans.');
};

const compileCursor = (
  cursor: CursorMessage | null | undefined,
  orders: readonly Order[],
  sortedBy: number,
): Bound | null => {
  if (cursor === null || cursor === undefined || cursor.values.length === 0) return null;
  if (cursor.values.length > sortedBy)
    throw invalid(
      `Cursor has too many values: ${cursor.values.length}, where the query says ${sortedBy} fields to sort by.`,
    );
  const position = cursor.values.map((value, i) => {
    const normalized = normalizeValue(value);
    return orders[i]!.path === null ? keyOfReference(normalized) : normalized;
  });
  return { position, before: cursor.before };
};

const positionOf = (document: StoredDocument, orders: readonly Order[]): Position =>
  orders.map(({ path }) => (path === null ? document.key : valueAt(document.fields, path)!));

/** Compares as far as the shorter position goes, so that a cursor of fewer values stands for all documents that begin with them. */
const comparePositions = (a: Position, b: Position, orders: readonly Order[]): number => {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const one = a[i]!;
    const other = b[i]!;
    const order =
      typeof one === 'string' || typeof other === 'string'
        ? compareText(one as Key, other as Key)
        : compareValues(one, other);
    if (order !== 0) return orders[i]!.descending ? -order : order;
  }
  return 0;
};

const isAfter = (position: Position, bound: Bound, orders: readonly Order[]): boolean => {
  const order = comparePositions(position, bound.position, orders);
  return bound.before ? order >= 0 : order > 0;
};

/** Cursors of a query that is sorted by name alone say where to begin and end reading. */
const narrowByCursors = (
  range: KeyRange,
  startAt: Bound | null,
  endAt: Bound | null,
  descending: boolean,
): KeyRange => {
  const [low, high] = descending ? [endAt, startAt] : [startAt, endAt];
  // Going down, "just before the documents at a key" is above it.
  const edge = (bound: Bound): Key => {
    const key = bound.position[0] as Key;
    return bound.before !== descending ? key : firstBelow(key);
  };
  return intersect(range, { from: low === null ? range.from : edge(low), to: high === null ? range.to : edge(high) });
};
