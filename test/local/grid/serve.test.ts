import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gridRouter } from '../../../scripts/local/grid/serve.ts';

let server: Server;
let url: string;

beforeAll(async () => {
  const app = express();
  app.use(
    await gridRouter({
      spreadsheetId: () => 'first',
      rollupUrl: () => '/functions/rollup?scope=network',
      title: 'Plan',
    }),
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const configOf = async (path: string): Promise<unknown> => {
  const page = await (await fetch(url + path)).text();
  return JSON.parse(/<script type="application\/json" id="config">(.*?)<\/script>/.exec(page)![1]!);
};

test('the page may load nothing but what this server serves', async () => {
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = response.headers.get('content-security-policy')!.split('; ');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy.filter((rule) => !/'(none|self)'$/.test(rule))).toEqual([]);
  expect(await response.text()).not.toMatch(/https?:/);
});

test('the page opens the spreadsheet of this machine, or the one that is asked for', async () => {
  const rollupUrl = '/functions/rollup?scope=network';
  expect(await configOf('/')).toEqual({ spreadsheetId: 'first', rollupUrl, title: 'Plan' });
  expect(await configOf('/?spreadsheet=other')).toEqual({ spreadsheetId: 'other', rollupUrl, title: 'Plan' });
});

test('an id from the address cannot break out of the page', async () => {
  const attack = '</script><script>alert(1)</script>';
  expect(await configOf(`/?spreadsheet=${encodeURIComponent(attack)}`)).toMatchObject({ spreadsheetId: attack });
  expect(await (await fetch(`${url}/?spreadsheet=${encodeURIComponent(attack)}`)).text()).not.toContain(attack);
});

test.each([
  ['/grid.js', 'text/javascript; charset=utf-8'],
  ['/grid.css', 'text/css; charset=utf-8'],
  ['/grid.svg', 'image/svg+xml; charset=utf-8'],
])('%s has its type and is not sent twice while it is the same', async (path, type) => {
  const first = await fetch(url + path);
  expect(first.headers.get('content-type')).toBe(type);
  // Not by fetch, which asks for no cached answers as soon as it is given this header.
  const headers = { 'if-none-match': first.headers.get('etag')! };
  const again = await new Promise<IncomingMessage>((resolve) => get(url + path, { headers }, resolve));
  again.resume();
  expect(again.statusCode).toBe(304);
});
