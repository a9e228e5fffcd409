import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { beforeEnd } from '../../functions/http/before-end.ts';

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** What is received of an answer before and after the work that it waits for. */
const answered = async (answer: RequestListener, method = 'GET') => {
  const order: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const app = express().use(async (request, response) => {
    beforeEnd(response, async () => {
      order.push('work begins');
      await promise;
      order.push('work ends');
    });
    await answer(request, response);
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await new Promise((listening) => server.once('listening', listening));
  const asked = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { method }).then(
    async (response) => {
      const text = await response.text();
      order.push('answered');
      return { status: response.status, text, length: response.headers.get('content-length') };
    },
  );
  while (order.length === 0) await new Promise((turn) => setImmediate(turn));
  resolve();
  return { ...(await asked), order };
};

const order = ['work begins', 'work ends', 'answered'];

it.each<[string, RequestListener, object]>([
  [
    'JSON',
    (_, response) => void (response as express.Response).status(202).json({ queued: true }),
    { status: 202, text: '{"queued":true}', length: '15' },
  ],
  ['plain Node', (_, response) => void response.writeHead(200).end('text'), { status: 200, text: 'text' }],
  ['a stream', (_, response) => pipeline(Readable.from(['a', 'b', 'c']), response), { status: 200, text: 'abc' }],
])('an answer by %s ends after the work, and is what it was', async (_, answer, expected) => {
  expect(await answered(answer)).toMatchObject({ ...expected, order });
});

it('so does an answer without a body', async () => {
  const answer: RequestListener = (_, response) => void (response as express.Response).json({ a: 1 });
  expect(await answered(answer, 'HEAD')).toMatchObject({ status: 200, text: '', order });
});
