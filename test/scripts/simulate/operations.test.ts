import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../../functions/config.ts';
import { createPlanner, type Planner } from '../../../functions/planner.ts';
import { watchOf } from '../../../functions/watch/watch.ts';
import { type Surroundings, startSurroundings } from '../../../scripts/bundle/surroundings.ts';
import { operations } from '../../../scripts/simulate/operations.ts';

/*
 * Firestore charges documents: https://cloud.google.com/firestore/pricing. Here they are counted between the planner and the server, by
 * what the REST protocol says of each request.
 */

let counted = { reads: 0, writes: 0, deletes: 0 };
let surroundings: Surroundings;
let planner: Planner;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  let messages = 0;
  surroundings = await startSurroundings(() => `msg_${++messages}`);
  // All functions in one process; the door has the root keys.
  const settings = surroundings.envOf('onEdit');
  const counter = createServer(
    (incoming, outgoing) => void passOn(incoming, outgoing, settings.FIRESTORE_EMULATOR_HOST!),
  );
  await new Promise<void>((resolve) => counter.listen(0, '127.0.0.1', resolve));
  const { port } = counter.address() as AddressInfo;
  const env = { ...settings, FIRESTORE_EMULATOR_HOST: `127.0.0.1:${port}`, TECHHIRE_QUEUE_WINDOW_MS: '60000' };
  planner = createPlanner(
    readConfig(env),
    watchOf(() => undefined),
  );
  closing.push(surroundings.close, () => counter.close(), planner.close);
}, 60_000);
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const passOn = async (incoming: IncomingMessage, outgoing: ServerResponse, host: string): Promise<void> => {
  const body = Buffer.concat(await Array.fromAsync(incoming as AsyncIterable<Buffer>));
  const [hostname, port] = host.split(':');
  const { method, headers, url } = incoming;
  request({ hostname, port, method, headers, path: url }, async (answer) => {
    const answered = Buffer.concat(await Array.fromAsync(answer as AsyncIterable<Buffer>));
    count(url!, body, answered);
    outgoing.writeHead(answer.statusCode!, answer.headers).end(answered);
  }).end(body);
};

const count = (url: string, body: Buffer, answered: Buffer): void => {
  const verb = /:(\w+)(?:\?|$)/.exec(url)?.[1];
  if (verb === 'batchGet') counted.reads += (JSON.parse(body.toString()) as { documents: unknown[] }).documents.length;
  else if (verb === 'runQuery')
    counted.reads += Math.max(
      1,
      (JSON.parse(answered.toString()) as { document?: unknown }[]).filter(({ document }) => document).length,
    );
  else if (verb === 'runAggregationQuery') counted.reads++;
  else if (verb === 'commit' || verb === 'batchWrite')
    for (const write of (JSON.parse(body.toString()) as { writes?: { delete?: string }[] }).writes ?? [])
      counted[write.delete === undefined ? 'writes' : 'deletes']++;
};

const during = async (work: () => Promise<unknown>): Promise<typeof counted> => {
  counted = { reads: 0, writes: 0, deletes: 0 };
  await work();
  return counted;
};

const expectWithin = (found: typeof counted, most: Readonly<typeof counted>): void => {
  for (const kind of ['reads', 'writes', 'deletes'] as const) {
    expect(found[kind], `${kind}: ${JSON.stringify(found)}`).toBeLessThanOrEqual(most[kind]);
    // Nor much less: the simulation would frighten people.
    expect(found[kind] * 2, `${kind}: ${JSON.stringify(found)}`).toBeGreaterThanOrEqual(most[kind]);
  }
};

test('a pass over one changed cell, and one over nothing, cost what the simulation counts', async () => {
  const { rootUrl, spreadsheetId } = surroundings;
  await planner.pass(spreadsheetId, { always: true });
  const type = (value: string): Promise<Response> =>
    fetch(`${rootUrl}/v4/spreadsheets/${spreadsheetId}/values/Progress!F3?valueInputOption=USER_ENTERED`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ values: [[value]] }),
    });
  expect((await type('41')).status).toBe(200);
  expectWithin(await during(() => planner.pass(spreadsheetId, { always: true })), operations.pass);
  expectWithin(
    await during(() => planner.pass(spreadsheetId, { always: true, reconciling: true })),
    operations.idlePass,
  );
}, 60_000);

test('a message costs what the simulation counts', async () => {
  const body = JSON.stringify({ spreadsheetId: surroundings.spreadsheetId, tab: 'Goals', range: 'B2' });
  const found = await during(async () => {
    const reply = await planner.onEdit(surroundings.signed(body));
    expect(reply.status).toBe(202);
  });
  // It is deleted once nobody can replay it.
  expectWithin({ ...found, deletes: found.deletes + 1 }, operations.message);
}, 60_000);
