import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signMessage } from '../../functions/edits/signature.ts';
import { frontDoorServer } from '../../functions/front-door.ts';
import type { Planner } from '../../functions/planner.ts';
import { demoEntries } from '../../scripts/demo-plan.ts';
import { startEmbeddedFirestore } from '../../scripts/local/firestore/embedded.ts';
import { functionsHost } from '../../scripts/local/functions-host.ts';
import { createPlanningSheet } from '../../scripts/local/planning-sheet.ts';
import { createSheetsServer } from '../../scripts/local/sheets-api/server.ts';

/*
 * A sheet full of a word, functions that meet every kind of failure with messages that quote it, and all that they write: the word is nowhere in it.
 */
const word = 'Zebrafish';
const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

interface Failure {
  /** Of a request to the server. */
  on: (request: IncomingMessage) => boolean;
  /** `broken`: the connection ends without an answer. */
  status: number | 'broken';
  reason: string;
}

let failing: Failure | null = null;

/** Answers as Google does, with what was asked for in its words. @returns false where this request does not fail */
const fail = (request: IncomingMessage, response: ServerResponse): boolean => {
  if (!failing?.on(request)) return false;
  const { status, reason } = failing;
  const message = `Unable to parse range: '${word} tab'!A1:B2; invalid value "${word}", for ${word}@example.org`;
  if (status === 'broken') request.socket.destroy();
  else
    response
      .writeHead(status, { 'content-type': 'application/json', ...(status === 429 && { 'retry-after': '1' }) })
      .end(
        JSON.stringify({
          error: {
            code: status,
            message,
            status: reason,
            errors: [{ message, reason: message }],
            details: [{ reason: message }],
          },
        }),
      );
  return true;
};

const closing: (() => unknown)[] = [];
const written: string[] = [];
let url: string;
let planner: Planner;
let spreadsheetId: string;

const listening = async (server: ReturnType<typeof createServer>): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

/** The database behind something that fails on demand. */
const unreliableFirestore = async (): Promise<string> => {
  const { host, close } = await startEmbeddedFirestore({ file: ':memory:' });
  closing.push(close);
  const [hostname, port] = host.split(':');
  const server = createServer((request, response) => {
    if (fail(request, response)) return;
    const forwarded = httpRequest(
      { hostname, port, path: request.url, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      },
    );
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  return `127.0.0.1:${await listening(server)}`;
};

/** The word in every cell that people fill in: as a name, an address, a number that is none, a date that is none. */
const wordEverywhere = async () =>
  (await demoEntries()).map(({ values, ...entry }) => ({
    ...entry,
    values: values.map((row) =>
      row.map((value, index) => (index % 3 === 2 ? `${word}${index}@example.org` : `${word} ${index} ${value}`)),
    ),
  }));

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'dir'] as const)
    vi.spyOn(console, level).mockImplementation(
      (...given: unknown[]) => void written.push(inspect(given, { depth: null })),
    );
  const firestoreHost = await unreliableFirestore();
  const sheets = createSheetsServer({ file: ':memory:' });
  closing.push(sheets.close);
  const server = frontDoorServer();
  url = `http://127.0.0.1:${await listening(server)}`;
  Object.assign(process.env, {
    GOOGLE_CLOUD_PROJECT: 'techhire-local',
    FIRESTORE_EMULATOR_HOST: firestoreHost,
    TECHHIRE_SHEETS_ROOT_URL: url,
    TECHHIRE_QUEUE_WINDOW_MS: '60000',
    TECHHIRE_LOG_LEVEL: 'debug',
    TECHHIRE_METRICS: 'terminal',
    TECHHIRE_CALLS_PER_ACCOUNT: '100000',
    TECHHIRE_CALLS_PER_PROJECT: '100000',
  });
  const functions = await import('../../functions/index.ts');
  planner = functions.planner();
  closing.push(planner.close);
  const serve = functionsHost();
  const api = express().use('/v4', (request, response, next) => void (fail(request, response) || next()), sheets.v4);
  server.on('request', (request, response) => {
    if (!serve(request, response)) api(request, response);
  });
  spreadsheetId = await createPlanningSheet(url, `${word} title`, await wordEverywhere());
  await planner.registry.connect({
    spreadsheetId,
    communityId: 'riverbend',
    newKey: key,
    now: new Date().toISOString(),
  });
  // A tab of people's own, and one of ours under another name.
  const { sheets: tabs } = (await (
    await fetch(`${url}/v4/spreadsheets/${spreadsheetId}?fields=sheets.properties`)
  ).json()) as {
    sheets: { properties: { sheetId: number; title: string } }[];
  };
  const { sheetId } = tabs.find(({ properties }) => properties.title === 'Roles')!.properties;
  await fetch(`${url}/v4/spreadsheets/${spreadsheetId}:batchUpdate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      requests: [
        { addSheet: { properties: { title: `${word} tab` } } },
        { updateSheetProperties: { properties: { sheetId, title: `${word} roles` }, fields: 'title' } },
      ],
    }),
  });
}, 60_000);

afterAll(async () => {
  vi.restoreAllMocks();
  for (const close of closing.reverse()) await close();
});

const post = (name: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/functions/${name}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

const pass = async (): Promise<number> =>
  (await post('runPass', JSON.stringify({ spreadsheetId, always: true }))).status;

let messages = 0;
const signed = (name: string, content: object): Promise<Response> => {
  const body = JSON.stringify({ spreadsheetId, ...content });
  const timestampSeconds = Math.floor(Date.now() / 1000);
  const id = `${word}-${++messages}`;
  return post(name, body, {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signMessage({ key, id, timestampSeconds, body }),
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  });
};

const lines = (): Record<string, unknown>[] =>
  written.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('{"severity"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );
const codes = (): Set<unknown> => new Set(lines().flatMap(({ errorCode }) => errorCode ?? []));

const isRead = ({ method, url: path }: IncomingMessage): boolean => method === 'GET' && path!.includes(spreadsheetId);
const isWrite = ({ url: path }: IncomingMessage): boolean => path!.includes(':batchUpdate');
const isCommit = ({ url: path }: IncomingMessage): boolean => /:commit|:beginTransaction/.test(path ?? '');

const during = async (failure: Failure, work: () => Promise<unknown>): Promise<void> => {
  failing = failure;
  try {
    await work();
  } finally {
    failing = null;
  }
};

describe('what the functions write', () => {
  it('has a line for every pass, with its numbers and none of the plan', async () => {
    expect(await pass()).toBe(200);
    const [row] = (await planner.registry.list()).filter((sheet) => sheet.spreadsheetId === spreadsheetId);
    expect(JSON.stringify(row!.lastPass)).toContain(word);
    expect(lines().find(({ message }) => message === 'pass done')).toMatchObject({
      severity: 'INFO',
      spreadsheetId,
      revision: 1,
      reads: expect.any(Number),
      writes: expect.any(Number),
      retries: 0,
      ms: expect.any(Number),
    });
  });

  it('says of messages at the door only how they were answered', async () => {
    expect((await signed('onEdit', { tab: `${word} tab`, range: `${word}!A1`, change: word })).status).toBe(202);
    for (const body of [`{"${word}`, `{"spreadsheetId": "${word}"}`, `"${word}"`]) await post('onEdit', body);
    await signed('onEdit', { tab: { [word]: word } });
    await signed('repair', {});
    await signed('repair', { agreed: word });
    for (const query of [`scope=community:${word}`, `scope=${word}`, 'scope=community:riverbend&year=2026'])
      await fetch(`${url}/functions/rollup?${query}`);
  });

  it.each<[string, Failure, string]>([
    ['400 of a read', { on: isRead, status: 400, reason: 'INVALID_ARGUMENT' }, 'sheets.400'],
    ['403 of a read', { on: isRead, status: 403, reason: 'PERMISSION_DENIED' }, 'sheets.403'],
    ['404 of a read', { on: isRead, status: 404, reason: 'NOT_FOUND' }, 'sheets.404'],
    ['500 of a read', { on: isRead, status: 500, reason: 'INTERNAL' }, 'sheets.500'],
    ['a connection that breaks', { on: isRead, status: 'broken', reason: '' }, 'sheets.no-answer'],
  ])('tells of %s by its code', { timeout: 60_000 }, async (_, failure, code) => {
    await during(failure, async () => {
      expect(await pass()).toBe(500);
      if (failure.status === 400) await signed('repair', {});
    });
    expect(codes()).toContain(code);
  });

  it('tells of a write that Google refuses by its code', async () => {
    // Something is to be written.
    await signed('repair', {});
    await during({ on: isWrite, status: 400, reason: 'INVALID_ARGUMENT' }, async () => {
      const { mark } = await planner.repair.preview(spreadsheetId);
      await signed('repair', { agreed: mark });
    });
    expect(
      lines()
        .filter(({ message }) => message === 'not repaired')
        .at(-1),
    ).toMatchObject({
      severity: 'ERROR',
      errorCode: 'sheets.400',
      'logging.googleapis.com/trace': 'projects/techhire-local/traces/4bf92f3577b34da6a3ce929d0e0e4736',
    });
  });

  it.each([
    [400, 'INVALID_ARGUMENT', 'firestore.INVALID_ARGUMENT'],
    [403, 'PERMISSION_DENIED', 'firestore.PERMISSION_DENIED'],
  ])('tells of what Firestore refuses (%d) by its code', { timeout: 60_000 }, async (status, reason, code) => {
    await during({ on: isCommit, status, reason }, async () => {
      expect(await pass()).toBe(500);
      await signed('onEdit', {});
    });
    expect(codes()).toContain(code);
  });

  it('tells of a record that cannot be read by its fields, and of a bug by its place', async () => {
    const { firestoreClient } = await import('../../functions/mirror/client.ts');
    const emulatorHost = process.env.FIRESTORE_EMULATOR_HOST!;
    const db = firestoreClient({ projectId: 'techhire-local', emulatorHost });
    const other = db.doc('sheets/broken');
    await other.set({ communityId: `${word} & more`, keys: word, lastPass: word });
    expect((await post('runPass', JSON.stringify({ spreadsheetId: 'broken' }))).status).toBe(500);
    await other.delete();
    const summary = db.doc('summaries/riverbend_2026');
    const before = (await summary.get()).data();
    await summary.set({ communityId: 'riverbend', year: 2026, community: { states: word, name: { [word]: word } } });
    await fetch(`${url}/functions/rollup?scope=community:riverbend&year=2026`);
    if (before) await summary.set(before);
    await db.terminate();
    expect(codes()).toContain('record');
  });

  it('tells of calls that Google counts as too many', async () => {
    await during({ on: isRead, status: 429, reason: 'RESOURCE_EXHAUSTED' }, pass);
    expect(lines().some(({ message }) => message === 'pass postponed')).toBe(true);
  });

  it('has the word nowhere, nor has what is kept of failures and shown by health', async () => {
    const health = await (await fetch(`${url}/functions/health`)).text();
    const failed = (await planner.registry.list()).map(({ lastPass }) => lastPass?.message ?? '');
    expect(lines().length).toBeGreaterThan(15);
    for (const text of [...written, health, ...failed]) expect(text.toLowerCase()).not.toContain(word.toLowerCase());
  });
});
