import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../functions/config.ts';
import { isMemoryQueue } from '../functions/edits/queue.ts';
import { createPlanner, type Planner } from '../functions/planner.ts';
import { startEmbeddedFirestore } from '../scripts/local/firestore/embedded.ts';
import { createPlanningSheet } from '../scripts/local/planning-sheet.ts';
import { createSheetsServer } from '../scripts/local/sheets-api/server.ts';

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

let settings: Record<string, string>;
let rootUrl: string;
beforeAll(async () => {
  const firestore = await startEmbeddedFirestore({ file: ':memory:' });
  const sheets = createSheetsServer({ file: ':memory:' });
  const server = createServer(express().use('/v4', sheets.v4));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(firestore.close, sheets.close, () => {
    server.closeAllConnections();
    server.close();
  });
  settings = {
    GOOGLE_CLOUD_PROJECT: 'techhire-local',
    FIRESTORE_EMULATOR_HOST: firestore.host,
    TECHHIRE_SHEETS_ROOT_URL: rootUrl,
    TECHHIRE_QUEUE_WINDOW_MS: '60000',
  };
});

const open = (changes: Record<string, string>): Planner => {
  const planner = createPlanner(readConfig({ ...settings, ...changes }), () => undefined);
  closing.push(planner.close);
  return planner;
};

describe('a planner whose calls of this minute are used up', () => {
  it('puts a pass off instead of trying, and health tells what waits and for how long', async () => {
    const planner = open({ TECHHIRE_CALLS_PER_ACCOUNT: '2' });
    const connectedAt = Date.now() - 90_000;
    const ids: string[] = [];
    for (const [index, title] of ['One', 'Two', 'Three'].entries()) {
      const spreadsheetId = await createPlanningSheet(rootUrl, title, []);
      ids.push(spreadsheetId);
      await planner.registry.connect({
        spreadsheetId,
        communityId: `community-${index}`,
        newKey: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        now: new Date(connectedAt).toISOString(),
      });
    }
    const outcomes = [];
    for (const id of ids) outcomes.push(await planner.pass(id));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'postponed']);
    expect(outcomes[2]).toEqual({ outcome: 'postponed', spreadsheetId: ids[2], retryInMs: expect.any(Number) });
    expect(isMemoryQueue(planner.queue) && planner.queue.pending(ids[2]!)).toBe(true);

    const { queue, accounts, spreadsheets } = await planner.health();
    expect(queue.owing).toBe(1);
    expect(queue.lagMs).toBeGreaterThanOrEqual(90_000);
    expect(accounts).toEqual([{ account: null, calls: { reads: 2, writes: 2 }, limit: 2, waiting: 1 }]);
    expect(spreadsheets.filter(({ lastPassFailed }) => lastPassFailed)).toEqual([]);
  });
});

describe('who may have passes run', () => {
  it('is everybody on one machine, and in the cloud the account of Cloud Tasks and the schedule alone', async () => {
    expect(await open({}).mayCall('runPass', undefined)).toBeNull();
    const inCloud = open({
      TECHHIRE_QUEUE: 'cloud-tasks',
      TECHHIRE_TASKS_QUEUE: 'projects/p/locations/l/queues/q',
      TECHHIRE_TASKS_SERVICE_ACCOUNT: 'passes@p.iam.gserviceaccount.com',
      TECHHIRE_PUBLIC_URL: 'https://functions.example',
    });
    for (const name of ['runPass', 'reconcile'] as const)
      expect(await inCloud.mayCall(name, undefined)).toMatchObject({ status: 401, code: 'no-token' });
  });
});
