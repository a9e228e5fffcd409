import { FieldPath, FieldValue, Filter, type Firestore, GeoPoint, Timestamp } from '@google-cloud/firestore';
import { expect, test } from 'vitest';

/** gRPC's numbers, which are what the client's errors carry. */
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const INVALID_ARGUMENT = 3;
const FAILED_PRECONDITION = 9;

export interface Contract {
  /** A client of the server under test. */
  client(options?: { projectId?: string; databaseId?: string }): Firestore;
}

/**
 * What the planner, and anyone with the official client, may expect of a Firestore. It runs against the embedded server and against
 * Google's emulator, so that the two cannot drift apart.
 */
export const firestoreContract = ({ client }: Contract): void => {
  let made = 0;
  /** A name that no other test uses, so that tests share one server without seeing each other's documents. */
  const fresh = (name: string): string => `${name}${Date.now().toString(36)}${++made}`;
  const ids = (snapshot: { docs: { id: string }[] }): string[] => snapshot.docs.map(({ id }) => id);
  const code = (promise: Promise<unknown>): Promise<number | undefined> =>
    promise.then(
      () => 0,
      (error: { code?: number }) => error.code,
    );

  test('gives back every type of value as it was written', async () => {
    const db = client();
    const ref = db.collection(fresh('types')).doc('all');
    const data = {
      text: 'naïve 🙂 ‮',
      empty: '',
      whole: 42,
      negative: -7,
      fraction: 0.1,
      large: 1e300,
      notANumber: Number.NaN,
      infinite: Number.NEGATIVE_INFINITY,
      yes: true,
      nothing: null,
      time: new Timestamp(1_767_225_600, 123_456_000),
      place: new GeoPoint(38.9, -77),
      bytes: Buffer.from([0, 255, 254, 62]),
      list: [1, 'a', null, { deep: [true] }],
      emptyList: [],
      map: { 'with.dot': 1, 'with space': { 'and`tick': 2 } },
      emptyMap: {},
    };
    await ref.set(data);
    expect((await ref.get()).data()).toEqual(data);
    const withReference = db.doc(`${ref.parent.id}/reference`);
    await withReference.set({ to: ref });
    expect((await withReference.get()).get('to').path).toBe(ref.path);
  });

  test('tells a missing document from an empty one', async () => {
    const items = client().collection(fresh('items'));
    await items.doc('empty').set({});
    const [empty, missing] = await client().getAll(items.doc('empty'), items.doc('missing'));
    expect([empty?.exists, empty?.data(), missing?.exists, missing?.data()]).toEqual([true, {}, false, undefined]);
  });

  test('creates a document once', async () => {
    const ref = client().collection(fresh('items')).doc('one');
    await ref.create({ n: 1 });
    expect(await code(ref.create({ n: 2 }))).toBe(ALREADY_EXISTS);
    expect((await ref.get()).data()).toEqual({ n: 1 });
  });

  test('updates the named fields only, and refuses to update what is missing', async () => {
    const items = client().collection(fresh('items'));
    await items.doc('a').set({ keep: 1, change: 1, map: { keep: 1, change: 1 }, gone: 1 });
    await items.doc('a').update({ change: 2, 'map.change': 2, gone: FieldValue.delete(), 'new.deep': 3 });
    expect((await items.doc('a').get()).data()).toEqual({
      keep: 1,
      change: 2,
      map: { keep: 1, change: 2 },
      new: { deep: 3 },
    });
    expect(await code(items.doc('missing').update({ x: 1 }))).toBe(NOT_FOUND);
  });

  test('merges into what is there, and replaces without merge', async () => {
    const ref = client().collection(fresh('items')).doc('a');
    await ref.set({ a: 1, map: { x: 1 } });
    await ref.set({ b: 2, map: { y: 2 } }, { merge: true });
    expect((await ref.get()).data()).toEqual({ a: 1, b: 2, map: { x: 1, y: 2 } });
    await ref.set({ c: 3 });
    expect((await ref.get()).data()).toEqual({ c: 3 });
  });

  test('deletes, also what is not there, unless that is a condition', async () => {
    const items = client().collection(fresh('items'));
    await items.doc('a').set({});
    await items.doc('a').delete();
    expect((await items.doc('a').get()).exists).toBe(false);
    expect(await code(items.doc('a').delete())).toBe(0);
    expect(await code(items.doc('a').delete({ exists: true }))).toBe(NOT_FOUND);
  });

  test('writes on condition that a document is as it was read', async () => {
    const ref = client().collection(fresh('items')).doc('a');
    const first = await ref.set({ n: 1 });
    await ref.update({ n: 2 }, { lastUpdateTime: first.writeTime });
    expect(await code(ref.update({ n: 3 }, { lastUpdateTime: first.writeTime }))).toBe(FAILED_PRECONDITION);
    expect(await code(ref.delete({ lastUpdateTime: first.writeTime }))).toBe(FAILED_PRECONDITION);
    expect((await ref.get()).data()).toEqual({ n: 2 });
  });

  test('keeps the create time, moves the update time on, and leaves both when a write changes nothing', async () => {
    const ref = client().collection(fresh('items')).doc('a');
    await ref.set({ n: 1 });
    const created = await ref.get();
    await ref.set({ n: 1 });
    const same = await ref.get();
    await ref.set({ n: 2 });
    const changed = await ref.get();
    expect(same.updateTime?.isEqual(created.updateTime!)).toBe(true);
    expect(changed.createTime?.isEqual(created.createTime!)).toBe(true);
    expect(changed.updateTime!.valueOf() > created.updateTime!.valueOf()).toBe(true);
  });

  test('commits a batch whole or not at all', async () => {
    const db = client();
    const items = db.collection(fresh('items'));
    await items.doc('there').set({ n: 1 });
    const batch = db.batch();
    batch.set(items.doc('a'), { n: 1 });
    batch.delete(items.doc('there'));
    batch.update(items.doc('missing'), { n: 1 });
    expect(await code(batch.commit())).toBe(NOT_FOUND);
    expect(ids(await items.get())).toEqual(['there']);
  });

  test('applies several writes to one document in their order', async () => {
    const db = client();
    const ref = db.collection(fresh('items')).doc('a');
    const batch = db.batch();
    batch.set(ref, { n: 1 });
    batch.update(ref, { m: 2, n: FieldValue.increment(5) });
    batch.set(ref, { k: 3 }, { merge: true });
    await batch.commit();
    expect((await ref.get()).data()).toEqual({ n: 6, m: 2, k: 3 });
  });

  test('commits 1,200 writes at once', async () => {
    const db = client();
    const items = db.collection(fresh('many'));
    const batch = db.batch();
    for (let n = 0; n < 1200; n++) batch.set(items.doc(String(n)), { n });
    const results = await batch.commit();
    expect(results).toHaveLength(1200);
    expect((await items.count().get()).data().count).toBe(1200);
  });

  test('transforms fields where they are', async () => {
    const ref = client().collection(fresh('items')).doc('a');
    await ref.set({ n: 5, text: 'x', list: [1, 2, 2, 3], half: 0.5 });
    const { writeTime } = await ref.update({
      n: FieldValue.increment(3),
      text: FieldValue.increment(2),
      half: FieldValue.increment(1),
      absent: FieldValue.increment(-1),
      list: FieldValue.arrayUnion(3, 4, 4),
      at: FieldValue.serverTimestamp(),
      'deep.list': FieldValue.arrayRemove(1),
    });
    const data = (await ref.get()).data()!;
    const { at, ...rest } = data;
    expect(rest).toEqual({ n: 8, text: 2, half: 1.5, absent: -1, list: [1, 2, 2, 3, 4], deep: { list: [] } });
    expect(Math.abs(at.toMillis() - writeTime.toMillis())).toBeLessThan(5_000);
    await ref.update({ list: FieldValue.arrayRemove(2, 9), n: FieldValue.maximum(7), half: FieldValue.minimum(-2) });
    expect((await ref.get()).data()).toMatchObject({ list: [1, 3, 4], n: 8, half: -2 });
  });

  test('stops an integer that is incremented too far at the largest that 64 bits hold', async () => {
    const ref = client().collection(fresh('items')).doc('a');
    await ref.set({ n: 9223372036854775807n });
    await ref.update({ n: FieldValue.increment(10) });
    expect((await ref.parent.where('n', '==', 9223372036854775807n).get()).size).toBe(1);
  });

  test('refuses what Firestore cannot hold', async () => {
    const items = client().collection(fresh('items'));
    expect(await code(items.doc('big').set({ text: 'x'.repeat(1_048_576) }))).toBe(INVALID_ARGUMENT);
    expect(await code(items.doc('two').set({ a: 'x'.repeat(600_000), b: 'x'.repeat(600_000) }))).toBe(INVALID_ARGUMENT);
    expect(await code(items.doc('nested').set({ list: [[1]] }))).toBe(INVALID_ARGUMENT);
    expect(await code(items.doc('__reserved__').set({}))).toBe(INVALID_ARGUMENT);
    expect(await code(items.doc('field').set({ __reserved__: 1 }))).toBe(INVALID_ARGUMENT);
    expect((await items.get()).empty).toBe(true);
    expect(await code(items.doc('large').set({ text: 'x'.repeat(1_040_000) }))).toBe(0);
  });

  test('writes in bulk, each write on its own', async () => {
    const db = client();
    const items = db.collection(fresh('bulk'));
    await items.doc('there').set({});
    const writer = db.bulkWriter();
    const failures: number[] = [];
    writer.onWriteError((error) => {
      failures.push(error.code);
      return false;
    });
    for (let n = 0; n < 100; n++) void writer.set(items.doc(`n${n}`), { n });
    void writer.create(items.doc('there'), {}).catch(() => undefined);
    void writer.update(items.doc('missing'), { n: 1 }).catch(() => undefined);
    await writer.close();
    expect(failures.sort()).toEqual([NOT_FOUND, ALREADY_EXISTS]);
    expect((await items.count().get()).data().count).toBe(101);
  });

  test('reads the masked fields only', async () => {
    const db = client();
    const ref = db.collection(fresh('items')).doc('a');
    await ref.set({ a: 1, map: { x: 1, y: 2 } });
    const [masked] = await db.getAll(ref, { fieldMask: ['map.x', 'absent'] });
    expect([masked?.exists, masked?.data()]).toEqual([true, { map: { x: 1 } }]);
    const selected = await ref.parent.select('map.y').get();
    expect(selected.docs.map((document) => document.data())).toEqual([{ map: { y: 2 } }]);
    const names = await ref.parent.select().get();
    expect(names.docs.map((document) => [document.id, document.data()])).toEqual([['a', {}]]);
  });

  const seasons = async (): Promise<FirebaseFirestore.CollectionReference> => {
    const items = client().collection(fresh('query'));
    const batch = client().batch();
    // id: n, tag, list; e has neither tag nor list.
    batch.set(items.doc('a'), { n: 3, tag: 'x', list: [1, 2] });
    batch.set(items.doc('b'), { n: 1, tag: 'y', list: [2, 3] });
    batch.set(items.doc('c'), { n: 2, tag: 'x', list: [] });
    batch.set(items.doc('d'), { n: 2, tag: null, list: ['1'] });
    batch.set(items.doc('e'), { n: Number.NaN });
    await batch.commit();
    return items;
  };

  test('finds documents by every operator', async () => {
    const items = await seasons();
    const found = async (query: FirebaseFirestore.Query): Promise<string> => ids(await query.get()).join('');
    expect(await found(items.where('n', '==', 2))).toBe('cd');
    expect(await found(items.where('n', '!=', 2))).toBe('eba');
    expect(await found(items.where('n', '<', 3))).toBe('bcd');
    expect(await found(items.where('n', '<=', 2))).toBe('bcd');
    expect(await found(items.where('n', '>', 1))).toBe('cda');
    expect(await found(items.where('n', '>=', 3))).toBe('a');
    expect(await found(items.where('n', 'in', [3, 1]))).toBe('ab');
    expect(await found(items.where('n', 'not-in', [2, 3]))).toBe('eb');
    expect(await found(items.where('list', 'array-contains', 2))).toBe('ab');
    expect(await found(items.where('list', 'array-contains-any', [1, '1']))).toBe('ad');
    expect(await found(items.where('list', '==', [2, 3]))).toBe('b');
    expect(await found(items.where('tag', '==', null))).toBe('d');
    expect(await found(items.where('tag', '!=', null))).toBe('acb');
    expect(await found(items.where('n', '==', Number.NaN))).toBe('e');
    expect(await found(items.where('n', '!=', Number.NaN))).toBe('bcda');
    expect(await found(items.where('tag', '>', 1))).toBe('');
  });

  test('joins conditions by and and or', async () => {
    const items = await seasons();
    expect(ids(await items.where('n', '==', 2).where('tag', '==', 'x').get())).toEqual(['c']);
    expect(ids(await items.where(Filter.or(Filter.where('n', '==', 1), Filter.where('tag', '==', 'x'))).get())).toEqual(
      ['a', 'b', 'c'],
    );
    const nested = Filter.and(
      Filter.or(Filter.where('tag', '==', 'x'), Filter.where('tag', '==', 'y')),
      Filter.where('n', '>=', 2),
    );
    expect(ids(await items.where(nested).orderBy('n', 'desc').get())).toEqual(['a', 'c']);
  });

  test('finds documents by name', async () => {
    const items = await seasons();
    const name = FieldPath.documentId();
    expect(ids(await items.where(name, 'in', ['d', 'a', 'zz']).get())).toEqual(['a', 'd']);
    expect(ids(await items.where(name, '>', 'b').where(name, '<=', 'd').get())).toEqual(['c', 'd']);
    expect(ids(await items.where(name, '==', 'c').get())).toEqual(['c']);
  });

  test('sorts by several fields and at last by name, and leaves out what lacks a field', async () => {
    const items = await seasons();
    expect(ids(await items.orderBy('n').get())).toEqual(['e', 'b', 'c', 'd', 'a']);
    expect(ids(await items.orderBy('n', 'desc').get())).toEqual(['a', 'd', 'c', 'b', 'e']);
    expect(ids(await items.orderBy('tag').get())).toEqual(['d', 'a', 'c', 'b']);
    expect(ids(await items.orderBy('tag', 'desc').orderBy('n').get())).toEqual(['b', 'c', 'a', 'd']);
  });

  test('sorts values of different types as Firestore says', async () => {
    const items = client().collection(fresh('mixed'));
    // In the order of https://firebase.google.com/docs/firestore/manage-data/data-types#value_type_ordering
    const ordered: unknown[] = [
      null,
      false,
      true,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      -1,
      0.5,
      1,
      9007199254740993n,
      Number.POSITIVE_INFINITY,
      Timestamp.fromMillis(0),
      Timestamp.fromMillis(1),
      '',
      'B',
      'a',
      'é',
      '�',
      '🙂',
      Buffer.from([1]),
      Buffer.from([1, 0]),
      Buffer.from([2]),
      items.doc('a'),
      items.doc('b'),
      new GeoPoint(-1, 5),
      new GeoPoint(1, -5),
      [],
      [1],
      [1, 0],
      ['a'],
      FieldValue.vector([9]),
      FieldValue.vector([0, 0]),
      {},
      { a: 1 },
      { a: 1, b: 0 },
      { a: 2 },
      { b: 0 },
    ];
    const batch = client().batch();
    // Names run the other way, so that it is not by name that they come out right.
    const id = (n: number): string => String(100 - n);
    for (const [n, value] of ordered.entries()) batch.set(items.doc(id(n)), { value });
    await batch.commit();
    expect(ids(await items.orderBy('value').get())).toEqual(ordered.map((_, n) => id(n)));
    expect(ids(await items.orderBy('value', 'desc').get())).toEqual(ordered.map((_, n) => id(n)).reverse());
  });

  test('starts and ends where cursors say', async () => {
    const items = await seasons();
    const sorted = items.orderBy('n');
    expect(ids(await sorted.startAt(2).get())).toEqual(['c', 'd', 'a']);
    expect(ids(await sorted.startAfter(2).get())).toEqual(['a']);
    expect(ids(await sorted.startAt(1).endAt(2).get())).toEqual(['b', 'c', 'd']);
    expect(ids(await sorted.startAt(1).endBefore(2).get())).toEqual(['b']);
    const c = await items.doc('c').get();
    expect(ids(await sorted.startAfter(c).get())).toEqual(['d', 'a']);
    expect(ids(await items.orderBy('n', 'desc').startAfter(c).get())).toEqual(['b', 'e']);
    expect(ids(await items.startAfter(c).limit(1).get())).toEqual(['d']);
  });

  test('limits from the front, from the back and after an offset', async () => {
    const items = await seasons();
    expect(ids(await items.limit(2).get())).toEqual(['a', 'b']);
    expect(ids(await items.orderBy('n').limit(2).get())).toEqual(['e', 'b']);
    expect(ids(await items.orderBy('n').limitToLast(2).get())).toEqual(['d', 'a']);
    expect(ids(await items.orderBy('n').offset(1).limit(2).get())).toEqual(['b', 'c']);
    expect(ids(await items.orderBy('n').offset(9).get())).toEqual([]);
  });

  test('looks in one collection, not in those below or beside it', async () => {
    const db = client();
    const items = db.collection(fresh('nest'));
    await items.doc('a/sub/x').set({ n: 1 });
    await items.doc('b').set({ n: 1 });
    await db.doc(`${items.id}!/c`).set({ n: 1 });
    expect(ids(await items.where('n', '==', 1).get())).toEqual(['b']);
    expect(ids(await db.collection(`${items.id}/a/sub`).get())).toEqual(['x']);
  });

  test('looks in all collections of one id', async () => {
    const db = client();
    const group = fresh('group');
    const top = db.collection(fresh('top'));
    await db.collection(group).doc('z').set({ n: 3 });
    await top.doc(`a/${group}/y`).set({ n: 1 });
    await top.doc(`a/${group}/y/${group}/x`).set({ n: 2 });
    await top.doc('a/other/w').set({ n: 1 });
    expect(ids(await db.collectionGroup(group).get())).toEqual(['z', 'y', 'x']);
    expect(ids(await db.collectionGroup(group).where('n', '>=', 2).orderBy('n', 'desc').get())).toEqual(['z', 'x']);
  });

  test('counts, sums and averages', async () => {
    const { AggregateField } = await import('@google-cloud/firestore');
    const items = client().collection(fresh('sums'));
    const batch = client().batch();
    for (const [n, value] of [1, 2, 3.5, 'text'].entries()) batch.set(items.doc(String(n)), { value });
    await batch.commit();
    const aggregates = {
      count: AggregateField.count(),
      sum: AggregateField.sum('value'),
      avg: AggregateField.average('value'),
    };
    expect((await items.aggregate(aggregates).get()).data()).toEqual({ count: 4, sum: 6.5, avg: 6.5 / 3 });
    expect((await items.where('value', '<', 3).aggregate(aggregates).get()).data()).toEqual({
      count: 2,
      sum: 3,
      avg: 1.5,
    });
    expect((await items.where('value', '>', 99).aggregate(aggregates).get()).data()).toEqual({
      count: 0,
      sum: 0,
      avg: null,
    });
    expect((await items.limit(3).count().get()).data().count).toBe(3);
  });

  test('lists documents, also those that only have something below them', async () => {
    const items = client().collection(fresh('list'));
    await items.doc('b').set({ n: 1 });
    await items.doc('a/sub/x').set({});
    await items.doc('c/sub/x/deeper/y').set({});
    expect((await items.listDocuments()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect((await items.doc('a/sub/x').listCollections()).map(({ id }) => id)).toEqual([]);
    expect((await items.doc('c').listCollections()).map(({ id }) => id)).toEqual(['sub']);
  });

  test('lists the collections of the root and of a document', async () => {
    const name = fresh('root');
    const db = client({ projectId: name });
    await db.doc('b/1').set({});
    await db.doc('a/1/x/1').set({});
    await db.doc('a/1/y/1').set({});
    expect((await db.listCollections()).map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await db.doc('a/1').listCollections()).map(({ id }) => id)).toEqual(['x', 'y']);
  });

  test('deletes a document and all below it', async () => {
    const db = client();
    const items = db.collection(fresh('tree'));
    for (const path of ['a', 'a/sub/x', 'a/sub/x/deep/y', 'b', 'b/sub/x']) await items.doc(path).set({});
    await db.recursiveDelete(items.doc('a'));
    expect((await items.listDocuments()).map(({ id }) => id)).toEqual(['b']);
    expect(ids(await db.collection(`${items.id}/b/sub`).get())).toEqual(['x']);
    await db.recursiveDelete(items);
    expect(await items.listDocuments()).toEqual([]);
    expect(ids(await db.collection(`${items.id}/b/sub`).get())).toEqual([]);
  });

  test('keeps projects and named databases apart', async () => {
    const path = `${fresh('apart')}/a`;
    const projectId = fresh('other-project-');
    await client().doc(path).set({ in: 'the default' });
    await client({ projectId }).doc(path).set({ in: 'another project' });
    await client({ databaseId: 'named' }).doc(path).set({ in: 'a named database' });
    expect((await client().doc(path).get()).data()).toEqual({ in: 'the default' });
    expect((await client({ projectId }).doc(path).get()).data()).toEqual({ in: 'another project' });
    expect((await client({ databaseId: 'named' }).doc(path).get()).data()).toEqual({ in: 'a named database' });
  });

  test('reads and writes in a transaction', async () => {
    const db = client();
    const items = db.collection(fresh('tx'));
    await items.doc('a').set({ n: 1 });
    const answer = await db.runTransaction(async (transaction) => {
      const a = await transaction.get(items.doc('a'));
      const all = await transaction.get(items.where('n', '>', 0));
      transaction.update(a.ref, { n: a.get('n') + 1 });
      transaction.create(items.doc('b'), { n: all.size });
      return a.get('n');
    });
    expect(answer).toBe(1);
    expect((await items.get()).docs.map((document) => document.data())).toEqual([{ n: 2 }, { n: 1 }]);
  });

  test('writes nothing of a transaction that throws', async () => {
    const db = client();
    const ref = db.collection(fresh('tx')).doc('a');
    const failing = db.runTransaction(async (transaction) => {
      await transaction.get(ref);
      transaction.set(ref, { n: 1 });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect((await ref.get()).exists).toBe(false);
  });

  test('writes nothing of a transaction with a write that fails', async () => {
    const db = client();
    const items = db.collection(fresh('tx'));
    const failing = db.runTransaction(async (transaction) => {
      await transaction.get(items.doc('a'));
      transaction.set(items.doc('a'), { n: 1 });
      transaction.update(items.doc('missing'), { n: 1 });
    });
    expect(await code(failing)).toBe(NOT_FOUND);
    expect((await items.get()).empty).toBe(true);
  });

  test('loses no update when transactions meet on one document', { timeout: 60_000 }, async () => {
    const db = client();
    const ref = db.collection(fresh('meet')).doc('counter');
    await ref.set({ n: 0 });
    const increment = (): Promise<unknown> =>
      db.runTransaction(
        async (transaction) => {
          const { n } = (await transaction.get(ref)).data() as { n: number };
          transaction.set(ref, { n: n + 1 });
        },
        { maxAttempts: 20 },
      );
    await Promise.all([increment(), increment(), increment(), increment()]);
    expect((await ref.get()).data()).toEqual({ n: 4 });
  });

  test('reads one state throughout a read-only transaction, and refuses writes in it', async () => {
    const db = client();
    const items = db.collection(fresh('snapshot'));
    await items.doc('a').set({ n: 1 });
    const seen = await db.runTransaction(
      async (transaction) => {
        const before = await transaction.get(items.doc('a'));
        await items.doc('a').set({ n: 2 });
        await items.doc('b').set({ n: 2 });
        const all = await transaction.get(items);
        const again = await transaction.get(items.doc('a'));
        return [before.get('n'), ids(all), again.get('n')];
      },
      { readOnly: true },
    );
    expect(seen).toEqual([1, ['a'], 1]);
  });

  test('reads the state of an earlier time', async () => {
    const db = client();
    const items = db.collection(fresh('past'));
    await items.doc('a').set({ n: 1 });
    const { readTime } = await items.doc('a').get();
    await items.doc('a').set({ n: 2 });
    const seen = await db.runTransaction(async (transaction) => (await transaction.get(items.doc('a'))).get('n'), {
      readOnly: true,
      readTime,
    });
    expect(seen).toBe(1);
  });

  test('refuses queries that Firestore cannot run', async () => {
    const items = await seasons();
    expect(
      await code(
        items
          .where(
            'n',
            'in',
            Array.from({ length: 31 }, (_, n) => n),
          )
          .get(),
      ),
    ).toBe(INVALID_ARGUMENT);
    expect(await code(items.where('n', '!=', 1).where('tag', '!=', 'x').get())).toBe(INVALID_ARGUMENT);
    expect(await code(items.where('n', 'not-in', [1]).where('tag', 'in', ['x']).get())).toBe(INVALID_ARGUMENT);
    expect(await code(items.orderBy(FieldPath.documentId(), 'desc').get())).toBe(FAILED_PRECONDITION);
  });
};
