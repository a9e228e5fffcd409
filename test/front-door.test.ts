import { request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import express from 'express';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signMessage } from '../functions/edits/signature.ts';
import { frontDoorServer, LARGEST_BODY_BYTES } from '../functions/front-door.ts';
import type { Planner } from '../functions/planner.ts';
import { startEmbeddedFirestore } from '../scripts/local/firestore/embedded.ts';
import { functionsHost } from '../scripts/local/functions-host.ts';
import { createPlanningSheet } from '../scripts/local/planning-sheet.ts';
import { createSheetsServer } from '../scripts/local/sheets-api/server.ts';

/* The functions as they are, in the framework, behind the front door, over real connections; with one sheet that is connected. */
const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
let spreadsheetId: string;
let port: number;
let planner: Planner;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const firestore = await startEmbeddedFirestore({ file: ':memory:' });
  closing.push(firestore.close);
  const server = frontDoorServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  Object.assign(process.env, {
    GOOGLE_CLOUD_PROJECT: 'techhire-local',
    FIRESTORE_EMULATOR_HOST: firestore.host,
    TECHHIRE_SHEETS_ROOT_URL: `http://127.0.0.1:${port}`,
    TECHHIRE_QUEUE_WINDOW_MS: '60000',
    TECHHIRE_LOG_LEVEL: 'error',
  });
  const functions = await import('../functions/index.ts');
  planner = functions.planner();
  closing.push(planner.close);
  const serve = functionsHost();
  const sheets = createSheetsServer({ file: ':memory:' });
  closing.push(sheets.close);
  const api = express().use('/v4', sheets.v4);
  server.on('request', (request, response) => {
    if (!serve(request, response)) api(request, response);
  });
  spreadsheetId = await createPlanningSheet(`http://127.0.0.1:${port}`, 'A plan', []);
  await planner.registry.connect({
    spreadsheetId,
    communityId: 'riverbend',
    newKey: key,
    now: '2026-11-23T12:00:00.000Z',
  });
});

afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

interface Answer {
  status: number;
  contentType: string | undefined;
  text: string;
}

interface Message {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

const send = ({ path = '/functions/onEdit', method = 'POST', headers = {}, body = Buffer.alloc(0) }: Message) =>
  new Promise<Answer>((resolve, reject) => {
    // A connection each: one that is used again may be closed by the server just then.
    const framed = 'transfer-encoding' in headers ? headers : { ...headers, 'content-length': String(body.length) };
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers: framed, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, contentType: response.headers['content-type'], text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** Bytes as they are, and what comes back until the other side closes. */
const sendRaw = (bytes: Buffer | string) =>
  new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => (text += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });

const signed = (body: Buffer, id: string): Record<string, string> => {
  const timestampSeconds = Math.floor(Date.now() / 1000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signMessage({ key, id, timestampSeconds, body }),
  };
};

/** Short, JSON, and telling nothing of the program. */
const expectShortError = ({ contentType, text }: Answer, code?: string): void => {
  expect(contentType).toMatch(/^application\/json/);
  expect(text.length).toBeLessThan(300);
  const { error } = JSON.parse(text) as { error: { code: string; message: string } };
  if (code !== undefined) expect(error.code).toBe(code);
  expect(text).not.toMatch(stackTrace);
};

const stackTrace = /\bat \S+ \(|node_modules|\.[jt]s:\d|<pre/;

const json = { 'content-type': 'application/json' };

const ofNoChannel = {
  'content-type': 'application/json; utf-8',
  'x-goog-channel-id': 'nobodys',
  'x-goog-channel-token': 'account=own&secret=guessed',
  'x-goog-message-number': '7',
  'x-goog-resource-id': 'some-log',
  'x-goog-resource-state': 'change',
};

describe('a message that cannot be taken is answered shortly and as JSON', () => {
  it.each<[string, Message, number, string]>([
    ['malformed JSON', { headers: json, body: Buffer.from('{"a":') }, 400, 'malformed'],
    [
      'malformed JSON to runPass',
      { path: '/functions/runPass', headers: json, body: Buffer.from('{') },
      400,
      'malformed',
    ],
    ['a wrong type', { headers: json, body: Buffer.from('{"spreadsheetId":7}') }, 400, 'malformed'],
    [
      'a character set that does not exist',
      { headers: { 'content-type': 'application/json; charset=x-none' } },
      400,
      'malformed',
    ],
    ['something packed', { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync('{}') }, 400, 'malformed'],
    ['the wrong method', { method: 'GET' }, 405, 'method-not-allowed'],
    ['an unknown sheet', { headers: json, body: Buffer.from('{"spreadsheetId":"a-copy"}') }, 404, 'not-connected'],
    ['a notification that does not say of what', { path: '/functions/onDriveChange' }, 400, 'malformed'],
    [
      'a notification of a channel that nobody opened',
      { path: '/functions/onDriveChange', headers: ofNoChannel },
      404,
      'unknown-channel',
    ],
    [
      'a notification with a body beyond the bound',
      { path: '/functions/onDriveChange', headers: ofNoChannel, body: Buffer.alloc(LARGEST_BODY_BYTES + 1) },
      413,
      'too-large',
    ],
    ['a body beyond the bound', { headers: json, body: Buffer.alloc(LARGEST_BODY_BYTES + 1, ' ') }, 413, 'too-large'],
    [
      'such a body that does not say its length',
      { headers: { ...json, 'transfer-encoding': 'chunked' }, body: Buffer.alloc(2 * LARGEST_BODY_BYTES, ' ') },
      413,
      'too-large',
    ],
  ])('%s', async (_, message, status, code) => {
    const answer = await send(message);
    expect(answer.status).toBe(status);
    expectShortError(answer, code);
  });

  it('no signature', async () => {
    const answer = await send({ headers: json, body: Buffer.from(JSON.stringify({ spreadsheetId })) });
    expect(answer.status).toBe(401);
    expectShortError(answer, 'missing-header');
  });

  it.each([
    ['what is not HTTP', 'hello\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /functions/onEdit HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      400,
    ],
  ])('%s', async (_, bytes, status) => {
    const [head, body] = (await sendRaw(bytes)).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expectShortError({ status, contentType: 'application/json', text: body! });
  });

  it('a sender that never finishes is told so and let go', { timeout: 30_000 }, async () => {
    const head = 'POST /functions/onEdit HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n';
    const answers = await Promise.all([sendRaw(head), sendRaw(`${head}\r\n{`)]);
    for (const answer of answers) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expectShortError(
        { status: 408, contentType: 'application/json', text: answer.split('\r\n\r\n')[1]! },
        'too-slow',
      );
    }
  });

  it('a body of a gigabyte is not waited for', async () => {
    const head = 'POST /functions/onEdit HTTP/1.1\r\nhost: a\r\ncontent-length: 1073741824\r\n\r\n';
    const answered = await sendRaw(Buffer.concat([Buffer.from(head), Buffer.alloc(6 * 1024 * 1024)]));
    expect(answered).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe('10,000 requests of all kinds', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  const headerText = fc.string({ unit: fc.constantFrom(...'abz09.,;:=/+ "\\é\t'), maxLength: 40 });
  const spreadsheets = fc.oneof(
    fc.constant(0).map(() => spreadsheetId),
    fc.constant('a-copy'),
    text,
    fc.integer(),
    fc.constant(null),
  );
  const hints = fc.oneof({ weight: 3, arbitrary: text }, fc.anything());
  const hinting = fc
    .record(
      { spreadsheetId: spreadsheets, tab: hints, range: hints, always: fc.oneof(fc.boolean(), fc.anything()) },
      { requiredKeys: [] },
    )
    .map((value) => Buffer.from(jsonOf(value)));
  const aroundTheBound = fc.integer({ min: LARGEST_BODY_BYTES - 2, max: LARGEST_BODY_BYTES + 2 });
  const bodies: fc.Arbitrary<Buffer> = fc.oneof(
    { weight: 8, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 8, arbitrary: fc.json().map((value) => Buffer.from(value)) },
    { weight: 8, arbitrary: hinting },
    { weight: 1, arbitrary: aroundTheBound.map((bytes) => Buffer.alloc(bytes, '[')) },
  );
  const requests = fc.record({
    path: fc.oneof(
      { weight: 25, arbitrary: fc.constant('/functions/onEdit') },
      fc.constantFrom(
        '/functions/runPass',
        '/functions/onDriveChange',
        '/functions/onEdit/x?y=%',
        '/functions/none',
        '/functions/rollup?scope=a&scope=b',
        '/functions/%zz',
        '/functions/',
      ),
      text.map(
        (query) => `/functions/rollup?scope=community:riverbend&year=${encodeURIComponent(query.toWellFormed())}`,
      ),
    ),
    method: fc.oneof(
      { weight: 6, arbitrary: fc.constant('POST') },
      fc.constantFrom('GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
    ),
    body: bodies,
    signing: fc.constantFrom('none', 'right', 'broken'),
    type: fc.constantFrom(
      'application/json',
      'text/plain; charset=none',
      'application/x-www-form-urlencoded',
      'application/cloudevents+json',
      'a;b',
    ),
    encoding: fc.option(fc.constantFrom('gzip', 'deflate', 'br', 'none'), { nil: undefined }),
    headers: fc.dictionary(
      fc.constantFrom(
        'webhook-id',
        'webhook-timestamp',
        'webhook-signature',
        'x-goog-channel-token',
        'accept',
        'x-forwarded-for',
      ),
      headerText,
      { maxKeys: 3 },
    ),
  });

  it('cost no crash, no 500 and no memory', { timeout: 180_000 }, async () => {
    const statuses = new Map<number, number>();
    const messages = fc.sample(requests, { numRuns: 10_000, seed: 20_261_123 });
    let sent = 0;
    let until = 0;
    const sendNext = async (): Promise<void> => {
      while (sent < until) {
        const index = sent++;
        const { path, method, body, signing, type, encoding, headers } = messages[index]!;
        const answer = await send({
          path,
          method,
          body,
          headers: {
            ...(path.endsWith('/onDriveChange') ? ofNoChannel : {}),
            'content-type': type,
            ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
            ...(signing === 'none' ? {} : signed(body, `message-${index}`)),
            ...(signing === 'right' ? {} : headers),
          },
        });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        // People look at a rollup, so what is wrong with its address is a page for them.
        if (answer.status >= 400 && !answer.contentType?.startsWith('text/html')) expectShortError(answer);
        else if (answer.status >= 400)
          expect([path, answer.text]).toEqual([
            expect.stringContaining('/rollup'),
            expect.not.stringMatching(stackTrace),
          ]);
      }
    };
    const sendTo = async (count: number): Promise<void> => {
      until = count;
      await Promise.all(Array.from({ length: 8 }, sendNext));
    };
    await sendTo(2_000);
    const before = heapInUse();
    await sendTo(messages.length);
    const grownMb = (heapInUse() - before) / 1024 / 1024;
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    // Of each kind there were many, so that this has not tried only one of them.
    for (const status of [202, 400, 401, 404, 405, 413]) expect(statuses.get(status), `${status}`).toBeGreaterThan(20);
    expect(grownMb).toBeLessThan(16);
    expect((await send({ path: '/functions/health', method: 'GET' })).status).toBe(200);
  });

  const jsonOf = (value: unknown): string => {
    try {
      return JSON.stringify(value) ?? '';
    } catch {
      return '{"spreadsheetId":';
    }
  };

  /** In bytes, after what nobody needs is gone. */
  const heapInUse = (): number => {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    return process.memoryUsage().heapUsed;
  };
});
