import {
  AggregateField,
  type CollectionReference,
  DocumentReference,
  type DocumentSnapshot,
  FieldPath,
  FieldValue,
  Filter,
  type Firestore,
  GeoPoint,
  type Query,
  Timestamp,
  type WriteBatch,
} from '@google-cloud/firestore';
import * as fc from 'fast-check';

/**
 * Random use of a Firestore: what a client writes and then asks, as plain data, so that the same can be done to two servers and their
 * answers be compared. Few ids, fields and values, so that writes meet and conditions match.
 */
export type Step =
  | { do: 'commit'; writes: Write[] }
  | { do: 'query'; query: RandomQuery }
  | { do: 'aggregate'; query: RandomQuery; field: string }
  | { do: 'transaction'; reads: string[]; query: RandomQuery; writes: Write[]; fails: boolean }
  | { do: 'list' };

type Write =
  | { kind: 'set' | 'merge'; path: string; data: Data }
  | { kind: 'create'; path: string; data: Data }
  | { kind: 'update'; path: string; changes: Data; ifUnchanged: boolean }
  | { kind: 'delete'; path: string; ifExists: boolean };

type Data = Record<string, Content>;
/** A value, or one of the client's sentinels, by a name that makes it. */
type Content = { value: Plain } | { transform: keyof typeof TRANSFORMS; operand: number };
type Plain =
  | null
  | boolean
  | number
  | string
  | { make: keyof typeof MAKE; n: number }
  | Plain[]
  | { [key: string]: Plain };

interface RandomQuery {
  group: boolean;
  where: RandomFilter[];
  orderBy: { field: string; direction: 'asc' | 'desc' }[];
  cursor: { kind: 'startAt' | 'startAfter' | 'endAt' | 'endBefore'; values: Plain[] } | null;
  limit: { kind: 'limit' | 'limitToLast'; n: number } | null;
  offset: number;
  select: string[] | null;
}

type RandomFilter =
  | { field: string; op: FirebaseFirestore.WhereFilterOp; operand: Plain }
  | { join: 'and' | 'or'; filters: RandomFilter[] };

const MAKE = {
  nan: () => Number.NaN,
  time: (n: number) => new Timestamp(1_767_225_600 + n, 1_000 * n),
  bytes: (n: number) => Buffer.from([n, 255 - n]),
  place: (n: number) => new GeoPoint(n, -n),
  large: (n: number) => 2 ** 53 * (n + 1),
  vector: (n: number) => FieldValue.vector([n, 1]),
};

const TRANSFORMS = {
  increment: (n: number) => FieldValue.increment(n),
  maximum: (n: number) => FieldValue.maximum(n),
  minimum: (n: number) => FieldValue.minimum(n),
  union: (n: number) => FieldValue.arrayUnion(n, 'a'),
  remove: (n: number) => FieldValue.arrayRemove(n, 'a'),
  delete: () => FieldValue.delete(),
};

const FIELDS = ['a', 'b', 'm.x'];
const IDS = ['p', 'q', 'Q', 'é', '🙂', '~', '1', '10'];

// Dyadic fractions, so that sums come out the same in every order.
const scalar: fc.Arbitrary<Plain> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Plain>(0, 1, 2, 3, -1) },
  { weight: 2, arbitrary: fc.constantFrom<Plain>(0.5, 1.5, -0.25) },
  { weight: 2, arbitrary: fc.constantFrom<Plain>('a', 'b', 'B', '', 'é', '🙂') },
  { weight: 1, arbitrary: fc.constantFrom<Plain>(null, true, false) },
  {
    weight: 1,
    arbitrary: fc.record({
      make: fc.constantFrom<keyof typeof MAKE>('nan', 'time', 'bytes', 'place', 'large'),
      n: fc.integer({ min: 0, max: 3 }),
    }),
  },
);
const value: fc.Arbitrary<Plain> = fc.oneof(
  { weight: 12, arbitrary: scalar },
  { weight: 1, arbitrary: fc.record({ make: fc.constant('vector' as const), n: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.dictionary(fc.constantFrom('x', 'y'), scalar, { maxKeys: 2 }) },
);
const content: fc.Arbitrary<Content> = value.map((value) => ({ value }));
const change: fc.Arbitrary<Content> = fc.oneof(
  { weight: 3, arbitrary: content },
  {
    weight: 1,
    arbitrary: fc.record({
      transform: fc.constantFrom<keyof typeof TRANSFORMS>(
        'increment',
        'maximum',
        'minimum',
        'union',
        'remove',
        'delete',
      ),
      operand: fc.constantFrom(1, 2, 0.5, -3),
    }),
  },
);

const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...IDS) },
  { weight: 1, arbitrary: fc.constantFrom(...IDS).map((id) => `p/SAME/${id}`) },
);
const data: fc.Arbitrary<Data> = fc.dictionary(fc.constantFrom('a', 'b', 'm'), content, { minKeys: 1, maxKeys: 3 });
const write: fc.Arbitrary<Write> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('set' as const, 'set' as const, 'merge' as const), path, data }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('create' as const), path, data }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('update' as const),
      path,
      changes: fc.dictionary(fc.constantFrom(...FIELDS), change, { minKeys: 1, maxKeys: 2 }),
      ifUnchanged: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), path, ifExists: fc.boolean() }) },
);

const field = fc.constantFrom(...FIELDS);
const condition: fc.Arbitrary<RandomFilter> = fc.oneof(
  fc.record({
    field,
    op: fc.constantFrom<FirebaseFirestore.WhereFilterOp>('==', '==', '<', '<=', '>', '>=', '!=', 'array-contains'),
    operand: value,
  }),
  fc.record({
    field,
    op: fc.constantFrom<FirebaseFirestore.WhereFilterOp>('in', 'not-in', 'array-contains-any'),
    operand: fc.array(value, { minLength: 1, maxLength: 3 }),
  }),
);
const filter: fc.Arbitrary<RandomFilter> = fc.oneof(
  { weight: 3, arbitrary: condition },
  {
    weight: 1,
    arbitrary: fc.record({
      join: fc.constantFrom('and' as const, 'or' as const),
      filters: fc.array(condition, { minLength: 2, maxLength: 3 }),
    }),
  },
);
const query: fc.Arbitrary<RandomQuery> = fc.record({
  group: fc.boolean(),
  where: fc.array(filter, { maxLength: 2 }),
  orderBy: fc.uniqueArray(fc.record({ field, direction: fc.constantFrom('asc' as const, 'desc' as const) }), {
    maxLength: 2,
    selector: ({ field }) => field,
  }),
  cursor: fc.option(
    fc.record({
      kind: fc.constantFrom('startAt' as const, 'startAfter' as const, 'endAt' as const, 'endBefore' as const),
      values: fc.array(scalar, { minLength: 1, maxLength: 2 }),
    }),
  ),
  limit: fc.option(
    fc.record({
      kind: fc.constantFrom('limit' as const, 'limit' as const, 'limitToLast' as const),
      n: fc.integer({ min: 1, max: 6 }),
    }),
  ),
  offset: fc.constantFrom(0, 0, 0, 1, 3),
  select: fc.option(fc.subarray(FIELDS), { freq: 3 }),
});

const writes = fc.array(write, { minLength: 1, maxLength: 4 });

/** A few documents to begin with, then writes, transactions and questions in turn. */
export const randomUse: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.array(fc.record({ kind: fc.constant('set' as const), path, data }), { minLength: 6, maxLength: 10 }),
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.record({ do: fc.constant('commit' as const), writes }) },
        { weight: 8, arbitrary: fc.record({ do: fc.constant('query' as const), query }) },
        { weight: 2, arbitrary: fc.record({ do: fc.constant('aggregate' as const), query, field }) },
        {
          weight: 1,
          arbitrary: fc.record({
            do: fc.constant('transaction' as const),
            reads: fc.array(path, { minLength: 1, maxLength: 3 }),
            query,
            writes,
            fails: fc.boolean(),
          }),
        },
        { weight: 1, arbitrary: fc.constant({ do: 'list' as const }) },
      ),
      { minLength: 8, maxLength: 16 },
    ),
  )
  .map(([first, rest]) => [{ do: 'commit', writes: first }, ...rest]);

/**
 * Does the steps in a collection that is nobody else's.
 *
 * @returns one answer a step: what was read, or the code of the error
 */
export const answersOf = async (db: Firestore, collection: string, steps: readonly Step[]): Promise<unknown[]> => {
  const items = db.collection(collection);
  const answers: unknown[] = [];
  // The update times that this server gave when a document was last seen, which differ from server to server.
  const seen = new Map<string, DocumentSnapshot>();
  for (const step of steps) {
    answers.push(
      await answer(items, step, seen).catch((error: { code?: unknown; message: string }) => ({
        error: typeof error.code === 'number' ? error.code : error.message,
      })),
    );
  }
  return answers;
};

const answer = async (
  items: CollectionReference,
  step: Step,
  seen: Map<string, DocumentSnapshot>,
): Promise<unknown> => {
  switch (step.do) {
    case 'commit': {
      const batch = items.firestore.batch();
      for (const write of step.writes) addWrite(batch, items, write, seen);
      await batch.commit();
      const refs = step.writes.map(({ path }) => items.doc(path.replace('SAME', items.id)));
      const documents = await items.firestore.getAll(...refs);
      for (const document of documents) seen.set(document.ref.path, document);
      return documents.map((document) => plain(document.data()));
    }
    case 'query':
      return documentsOf(await queryOf(items, step.query).get());
    case 'aggregate': {
      const { count, sum, avg } = {
        count: AggregateField.count(),
        sum: AggregateField.sum(step.field),
        avg: AggregateField.average(step.field),
      };
      const found = await queryOf(items, { ...step.query, select: null, limit: null, offset: 0 })
        .aggregate({ count, sum, avg })
        .get();
      return plain(found.data());
    }
    case 'transaction':
      return await items.firestore.runTransaction(async (transaction) => {
        const refs = step.reads.map((path) => items.doc(path.replace('SAME', items.id)));
        const read = (await transaction.getAll(...refs)).map((document) => plain(document.data()));
        const found = documentsOf(await transaction.get(queryOf(items, step.query)));
        for (const write of step.writes) addWrite(transaction as unknown as WriteBatch, items, write, seen);
        if (step.fails) throw new Error('not after all');
        return { read, found };
      });
    case 'list':
      return (await items.listDocuments()).map(({ id }) => id);
  }
};

const addWrite = (
  batch: WriteBatch,
  items: CollectionReference,
  write: Write,
  seen: ReadonlyMap<string, DocumentSnapshot>,
): void => {
  const ref = items.doc(write.path.replace('SAME', items.id));
  if (write.kind === 'create') batch.create(ref, dataOf(items, write.data));
  else if (write.kind === 'delete') batch.delete(ref, write.ifExists ? { exists: true } : {});
  else if (write.kind === 'update') {
    const lastUpdateTime = write.ifUnchanged ? seen.get(ref.path)?.updateTime : undefined;
    const changes = dataOf(items, write.changes);
    if (lastUpdateTime === undefined) batch.update(ref, changes);
    else batch.update(ref, changes, { lastUpdateTime });
  } else batch.set(ref, dataOf(items, write.data), { merge: write.kind === 'merge' });
};

const dataOf = (items: CollectionReference, data: Data): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).map(([field, content]) => [
      field,
      'value' in content ? made(items, content.value) : TRANSFORMS[content.transform](content.operand),
    ]),
  );

const made = (items: CollectionReference, value: Plain): unknown => {
  if (Array.isArray(value)) return value.map((element) => made(items, element));
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.make === 'string') {
    const { make, n } = value as { make: keyof typeof MAKE; n: number };
    return MAKE[make](n);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, made(items, inner as Plain)]));
};

const queryOf = (items: CollectionReference, random: RandomQuery): Query => {
  let query: Query = random.group ? items.firestore.collectionGroup(items.id) : items;
  for (const filter of random.where) query = query.where(filterOf(items, filter));
  for (const { field, direction } of random.orderBy) query = query.orderBy(field, direction);
  const { cursor, limit } = random;
  if (cursor !== null && random.orderBy.length > 0)
    query = query[cursor.kind](...cursor.values.slice(0, random.orderBy.length).map((value) => made(items, value)));
  if (limit !== null) query = query[random.orderBy.length > 0 ? limit.kind : 'limit'](limit.n);
  if (random.offset > 0) query = query.offset(random.offset);
  if (random.select !== null) query = query.select(...random.select.map((field) => new FieldPath(...field.split('.'))));
  return query;
};

const filterOf = (items: CollectionReference, filter: RandomFilter): Filter =>
  'join' in filter
    ? Filter[filter.join](...filter.filters.map((inner) => filterOf(items, inner)))
    : Filter.where(filter.field, filter.op, made(items, filter.operand));

const documentsOf = (snapshot: { docs: DocumentSnapshot[] }): unknown[] =>
  snapshot.docs.map((document) => [document.ref.path, plain(document.data())]);

/** A value as JSON that can be compared and printed: no client, and numbers that JSON lacks by name. */
const plain = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Timestamp) return { time: `${value.seconds}.${value.nanoseconds}` };
  if (value instanceof GeoPoint) return { place: [value.latitude, value.longitude] };
  if (value instanceof DocumentReference) return { reference: value.path };
  if (Buffer.isBuffer(value)) return { bytes: value.toString('hex') };
  if (typeof (value as { toArray?: unknown }).toArray === 'function')
    return { vector: (value as { toArray(): number[] }).toArray() };
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, plain(inner)]),
  );
};
