import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Fault } from '../../scripts/faults/injector.ts';
import { type Line, startLine } from '../../scripts/faults/line.ts';

let target: Server;
let line: Line;
let fault: Fault | null;
/** What the target was asked, and what else happened. */
let happened: string[];

beforeAll(async () => {
  target = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    happened.push(`${request.method} ${request.url} ${body}`);
    response.writeHead(201, { 'content-type': 'text/plain', 'x-from': 'target' });
    response.end('done '.repeat(1000));
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  line = await startLine({
    target: () => `127.0.0.1:${(target.address() as AddressInfo).port}`,
    onRequest: () => undefined,
    faultFor: () => fault,
    meddle: async ({ kind }) => void happened.push(kind),
    failure: (status) => ({ made: status }),
    onAnswer: (_, { status }) => void happened.push(`answered ${status}`),
  });
});

afterAll(async () => {
  await line.close();
  target.closeAllConnections();
  await new Promise((resolve) => target.close(resolve));
});

beforeEach(() => {
  happened = [];
});

/** What the sender sees. */
const sent = async (): Promise<string> => {
  try {
    const answer = await fetch(`http://${line.host}/path?x=1`, { method: 'POST', body: 'hello' });
    const body = await answer.text();
    return `${answer.status} ${answer.headers.get('x-from') ?? ''} ${body.slice(0, 12)}`.trim();
  } catch {
    return 'no answer';
  }
};

const carriedOut = ['POST /path?x=1 hello', 'answered 201'];

it.each<[string, Fault | null, string, string[]]>([
  ['nothing wrong', null, '201 target done done do', carriedOut],
  ['late', { kind: 'late', beforeMs: 5, afterMs: 5 }, '201 target done done do', carriedOut],
  ['refused', { kind: 'refused', status: 429 }, '429  {"made":429}', []],
  ['answer lost', { kind: 'answer-lost', status: 503 }, '503  {"made":503}', carriedOut],
  ['broken before', { kind: 'broken', at: 'before' }, 'no answer', []],
  ['broken after', { kind: 'broken', at: 'after' }, 'no answer', carriedOut],
  ['broken half way', { kind: 'broken', at: 'half' }, 'no answer', carriedOut],
  ['contended', { kind: 'contended' }, '201 target done done do', ['contended', ...carriedOut]],
  ['rows moved', { kind: 'rows-moved' }, '201 target done done do', [...carriedOut, 'rows-moved']],
])('%s: the sender and the target each see their part', async (_, given, seen, done) => {
  fault = given;
  expect(await sent()).toBe(seen);
  expect(happened).toEqual(done);
});

it('doubled: the target sees it twice and the sender one answer', async () => {
  fault = { kind: 'doubled', againAfterMs: 20 };
  expect(await sent()).toBe('201 target done done do');
  await expect.poll(() => line.requests().underWay).toBe(0);
  expect(happened).toEqual([...carriedOut, ...carriedOut]);
});
