import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:http2';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { firestoreClient } from '../../../functions/mirror/client.ts';
import { type RunningFirestore, startEmbeddedFirestore } from '../../../scripts/local/firestore/embedded.ts';
import { firestoreContract } from './contract.ts';

// The client lets this variable override where these tests send it.
vi.stubEnv('FIRESTORE_EMULATOR_HOST', '');

const DATABASE = 'projects/p/databases/(default)';
const name = (path: string): string => `${DATABASE}/documents/${path}`;
const set = (path: string, n: number): object => ({ update: { name: name(path), fields: { n: { integerValue: n } } } });

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  body: any;
}

const request = async (host: string, method: string, path: string, body?: unknown): Promise<Answer> => {
  const response = await fetch(`http://${host}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
};

describe('the embedded Firestore', () => {
  let server: RunningFirestore;
  beforeAll(async () => {
    server = await startEmbeddedFirestore({ file: ':memory:' });
  });
  afterAll(() => server.close());

  firestoreContract({
    client: (options) => firestoreClient({ projectId: 'contract', emulatorHost: server.host, ...options }),
  });
});

describe("the embedded Firestore's REST API", () => {
  let server: RunningFirestore;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-03-01T12:00:00Z');
    let id = 0;
    server = await startEmbeddedFirestore({ file: ':memory:', now: () => now, newId: () => `id${++id}` });
  });
  afterEach(() => server.close());

  const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
    request(server.host, method, `/v1/${DATABASE}/documents${path}`, body);
  const commit = (...writes: object[]): Promise<Answer> => call('POST', ':commit', { writes });
  const begin = async (options = {}): Promise<string> =>
    (await call('POST', ':beginTransaction', { options })).body.transaction;
  const read = (transaction: string, ...paths: string[]): Promise<Answer> =>
    call('POST', ':batchGet', { transaction, documents: paths.map(name) });

  test('creates, reads, updates and deletes one document by plain HTTP', async () => {
    const fields = { n: { integerValue: '1' }, keep: { booleanValue: true } };
    const time = '2026-03-01T12:00:00.000000Z';
    const stored = { name: name('items/a'), fields, createTime: time, updateTime: time };
    expect(await call('POST', '/items?documentId=a', { fields })).toEqual({ status: 200, body: stored });
    expect(await call('GET', '/items/a')).toEqual({ status: 200, body: stored });
    now = new Date('2026-03-01T12:00:01Z');
    const changed = await call('PATCH', '/items/a?updateMask.fieldPaths=n', { fields: { n: { integerValue: 2 } } });
    expect(changed.body.fields).toEqual({ n: { integerValue: '2' }, keep: { booleanValue: true } });
    expect(changed.body.updateTime).toBe('2026-03-01T12:00:01.000000Z');
    expect((await call('GET', '/items/a?mask.fieldPaths=keep')).body.fields).toEqual({ keep: { booleanValue: true } });
    expect(await call('DELETE', '/items/a')).toEqual({ status: 200, body: {} });
    expect(await call('GET', '/items/a')).toEqual({
      status: 404,
      body: { error: { code: 404, message: `Document "${name('items/a')}" not found.`, status: 'NOT_FOUND' } },
    });
    expect((await call('POST', '/items', { fields })).body.name).toBe(name('items/id1'));
  });

  test("tells errors in Google's envelope, with the gRPC name and its HTTP status", async () => {
    await commit(set('items/a', 1));
    const create = { ...set('items/a', 2), currentDocument: { exists: false } };
    expect((await commit(create)).body).toEqual({
      error: { code: 409, message: `Document already exists: ${name('items/a')}`, status: 'ALREADY_EXISTS' },
    });
    const update = { ...set('items/b', 2), currentDocument: { exists: true } };
    expect((await commit(update)).body.error).toMatchObject({ code: 404, status: 'NOT_FOUND' });
    const stale = { ...set('items/a', 2), currentDocument: { updateTime: '2020-01-01T00:00:00Z' } };
    expect((await commit(stale)).body.error).toMatchObject({ code: 400, status: 'FAILED_PRECONDITION' });
    expect((await commit({ delete: 'projects/other/databases/(default)/documents/a/b' })).body.error.message).toBe(
      'Document "projects/other/databases/(default)/documents/a/b" is not in the request\'s database projects/p/databases/(default).',
    );
  });

  test.each([
    [':listen', 'The method listen is not served by the embedded Firestore. Listeners (onSnapshot) need gRPC'],
    [':partitionQuery', 'The method partitionQuery is not served by the embedded Firestore.'],
    [':executePipeline', 'The method executePipeline is not served by the embedded Firestore.'],
    [':noSuchMethod', 'The method noSuchMethod is not served by the embedded Firestore. It serves: batchGet,'],
  ])('refuses %s by name', async (method, message) => {
    const { status, body } = await call('POST', method, {});
    expect([status, body.error.status]).toEqual([501, 'UNIMPLEMENTED']);
    expect(body.error.message).toContain(message);
  });

  test('refuses gRPC on the same port, at once and by name', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const session = connect(`http://${server.host}`);
    const stream = session.request({ ':method': 'POST', ':path': '/google.firestore.v1.Firestore/Listen' });
    const [headers] = await once(stream, 'response');
    session.destroy();
    expect(headers['grpc-status']).toBe('12');
    expect(headers['grpc-message']).toMatch(
      /^\/google\.firestore\.v1\.Firestore\/Listen came by gRPC, but .* REST only/,
    );
    expect(logged).toHaveBeenCalledWith(`Firestore: ${headers['grpc-message']}`);
    logged.mockRestore();
  });

  test('refuses the parts of a request that it does not serve, by name', async () => {
    const structuredQuery = { from: [{ collectionId: 'items' }], findNearest: {} };
    expect((await call('POST', ':runQuery', { structuredQuery })).body.error).toEqual({
      code: 501,
      message: 'RunQuery: findNearest in structuredQuery is not served by the embedded Firestore.',
      status: 'UNIMPLEMENTED',
    });
    expect((await request(server.host, 'GET', '/v1/projects/p/locations')).body.error.status).toBe('UNIMPLEMENTED');
    expect((await call('POST', ':commit', 'text')).body.error.status).toBe('INVALID_ARGUMENT');
    expect((await call('GET', '/items/%ff')).body.error.status).toBe('INVALID_ARGUMENT');
  });

  test('does not answer web pages, which a browser would let write here', async () => {
    const answer = await fetch(`http://${server.host}/v1/${DATABASE}/documents:commit`, {
      method: 'POST',
      headers: { origin: 'https://example.org', 'content-type': 'text/plain' },
      body: JSON.stringify({ writes: [set('items/a', 1)] }),
    });
    expect(answer.status).toBe(403);
    expect((await call('GET', '/items/a')).status).toBe(404);
  });

  test('aborts a transaction when a document that it read was changed by another', async () => {
    await commit(set('items/a', 1));
    const transaction = await begin();
    expect((await read(transaction, 'items/a', 'items/b')).body).toHaveLength(2);
    await commit(set('items/a', 2));
    const late = await call('POST', ':commit', { transaction, writes: [set('items/c', 1)] });
    expect([late.status, late.body.error.status]).toEqual([409, 'ABORTED']);
    expect((await call('GET', '/items/c')).status).toBe(404);
  });

  test('aborts a transaction when a document that it found missing has come', async () => {
    const transaction = await begin();
    await read(transaction, 'items/a');
    await commit(set('items/a', 1));
    expect((await call('POST', ':commit', { transaction, writes: [set('items/b', 1)] })).status).toBe(409);
  });

  test.each([
    ['comes among', set('items/new', 7), 409],
    ['leaves', set('items/a', 1), 409],
    ['changes among', { update: { name: name('items/a'), fields: { n: { integerValue: 6 } } } }, 409],
    ['is deleted from', { delete: name('items/a') }, 409],
    ['stays outside', set('items/b', 2), 200],
    ['is in another collection than', set('others/a', 7), 200],
  ])('looks whether a document %s what a transaction searched for', async (_, write, status) => {
    await commit(set('items/a', 5), set('items/b', 1));
    const transaction = await begin();
    const where = { fieldFilter: { field: { fieldPath: 'n' }, op: 'GREATER_THAN', value: { integerValue: 4 } } };
    const structuredQuery = { from: [{ collectionId: 'items' }], where };
    expect((await call('POST', ':runQuery', { structuredQuery, transaction })).body).toHaveLength(1);
    await commit(write);
    expect((await call('POST', ':commit', { transaction, writes: [set('log/x', 1)] })).status).toBe(status);
  });

  test('commits a transaction that only read, whatever has changed', async () => {
    await commit(set('items/a', 1));
    const transaction = await begin();
    await read(transaction, 'items/a');
    await commit(set('items/a', 2));
    expect((await call('POST', ':commit', { transaction, writes: [] })).status).toBe(200);
  });

  test('forgets a transaction that was committed, rolled back, idle for over a minute or open for over 270 seconds', async () => {
    const expired = {
      code: 400,
      message: 'The referenced transaction has expired or is no longer valid.',
      status: 'INVALID_ARGUMENT',
    };
    const committed = await begin();
    await call('POST', ':commit', { transaction: committed, writes: [] });
    expect((await read(committed, 'a/b')).body.error).toEqual(expired);

    const rolledBack = await begin();
    expect((await call('POST', ':rollback', { transaction: rolledBack })).body).toEqual({});
    expect((await read(rolledBack, 'a/b')).body.error).toEqual(expired);

    const idle = await begin();
    now = new Date(now.getTime() + 60_001);
    expect((await read(idle, 'a/b')).body.error).toEqual(expired);

    const long = await begin();
    for (let minute = 0; minute < 4; minute++) {
      now = new Date(now.getTime() + 60_000);
      expect((await read(long, 'a/b')).status).toBe(200);
    }
    now = new Date(now.getTime() + 30_001);
    expect((await read(long, 'a/b')).body.error).toEqual(expired);
  });

  test('still gives a transaction its own state after many other commits', async () => {
    await commit(set('items/a', 0));
    const transaction = await begin({ readOnly: {} });
    for (let n = 1; n <= 11; n++)
      await commit(...Array.from({ length: 2000 }, (_, i) => set(`load/${i}`, n)), set('items/a', n));
    expect((await read(transaction, 'items/a')).body[0].found.fields.n.integerValue).toBe('0');
  });

  test('gives times that always go on, though the clock stands still or goes back', async () => {
    const times: string[] = [];
    for (const second of ['30', '30', '10', '31']) {
      now = new Date(`2026-03-01T12:00:${second}Z`);
      times.push((await commit(set('items/a', times.length))).body.commitTime);
    }
    expect(times).toEqual([
      '2026-03-01T12:00:30.000000Z',
      '2026-03-01T12:00:30.000001Z',
      '2026-03-01T12:00:30.000002Z',
      '2026-03-01T12:00:31.000000Z',
    ]);
  });

  test('lists by pages', async () => {
    await commit(
      ...['a', 'b', 'c', 'd', 'e'].map((id) => set(`items/${id}`, 1)),
      set('items/c/sub/x', 1),
      set('zoo/a', 1),
    );
    const pages: string[][] = [];
    let pageToken = '';
    do {
      const { body } = await call('GET', `/items?pageSize=2&pageToken=${encodeURIComponent(pageToken)}`);
      pages.push(body.documents.map((document: { name: string }) => document.name.slice(-1)));
      pageToken = body.nextPageToken;
    } while (pageToken);
    expect(pages).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    const first = await call('POST', ':listCollectionIds', { pageSize: 1 });
    const second = await call('POST', ':listCollectionIds', { pageSize: 1, pageToken: first.body.nextPageToken });
    expect([first.body.collectionIds, second.body]).toEqual([['items'], { collectionIds: ['zoo'] }]);
  });

  test("empties one database on request, as Google's emulator does", async () => {
    await commit(set('items/a', 1));
    const other = '/v1/projects/p/databases/other/documents/items?documentId=a';
    await request(server.host, 'POST', other, {});
    const emptied = await request(server.host, 'DELETE', `/emulator/v1/${DATABASE}/documents`);
    expect(emptied).toEqual({ status: 200, body: {} });
    expect((await call('GET', '/items/a')).status).toBe(404);
    expect((await request(server.host, 'GET', '/v1/projects/p/databases/other/documents/items/a')).status).toBe(200);
  });

  test('takes ids as they are, however odd', async () => {
    const ids = ['a b', 'a:b', 'a%2Fb', 'é🙂', "it's", '?x=1', '#', '+', '..a', '\u0001', '__id5__'];
    for (const id of ids) expect((await call('PATCH', `/items/${encodeURIComponent(id)}`, {})).status).toBe(200);
    const { body } = await call('GET', '/items');
    expect(new Set(body.documents.map((document: { name: string }) => document.name))).toEqual(
      new Set(ids.map((id) => name(`items/${id}`))),
    );
    expect((await call('GET', '/items/a%2Fb')).status).toBe(400);
  });
});

describe('starting the embedded Firestore', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'firestore-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('says that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(startEmbeddedFirestore({ file: ':memory:', port })).rejects.toThrow(
      `Cannot start Firestore: port ${port} is taken. Stop what uses it, or choose another.`,
    );
    other.close();
  });

  test('says that its file is in use, and takes it once it is free', async () => {
    const file = join(folder, 'firestore.sqlite');
    const first = await startEmbeddedFirestore({ file });
    await expect(startEmbeddedFirestore({ file })).rejects.toThrow(
      /Cannot open the Firestore data in .*firestore\.sqlite: .* Another process uses it: stop that one/,
    );
    await first.close();
    await (await startEmbeddedFirestore({ file })).close();
  });

  test('has everything again after it was closed, and goes on in time', async () => {
    const file = join(folder, 'firestore.sqlite');
    let now = new Date('2026-03-01T12:00:00Z');
    const open = (): Promise<RunningFirestore> => startEmbeddedFirestore({ file, now: () => now });
    const first = await open();
    const before = await firestoreClient({ projectId: 'p', emulatorHost: first.host }).doc('items/a').set({ n: 1 });
    await first.close();
    // The clock of the machine was put back meanwhile.
    now = new Date('2026-02-01T12:00:00Z');
    const second = await open();
    const ref = firestoreClient({ projectId: 'p', emulatorHost: second.host }).doc('items/a');
    expect((await ref.get()).data()).toEqual({ n: 1 });
    const after = await ref.set({ n: 2 });
    expect(after.writeTime.valueOf() > before.writeTime.valueOf()).toBe(true);
    await second.close();
  });
});
