import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../functions/config.ts';
import { isMemoryQueue } from '../../functions/edits/queue.ts';
import { createPlanner, type Planner } from '../../functions/planner.ts';
import { QuotaReached } from '../../functions/sheet/client.ts';
import { watchOf } from '../../functions/watch/watch.ts';
import { startEmbeddedFirestore } from '../../scripts/local/firestore/embedded.ts';
import { createPlanningSheet } from '../../scripts/local/planning-sheet.ts';
import { createSheetsServer } from '../../scripts/local/sheets-api/server.ts';

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
  const planner = createPlanner(
    readConfig({ ...settings, ...changes }),
    watchOf(() => undefined),
  );
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

    const { queue, accounts, attention, ok } = await planner.health();
    expect(queue.owing).toBe(1);
    expect(queue.lagMs).toBeGreaterThanOrEqual(90_000);
    expect(accounts).toEqual([{ account: null, calls: { reads: 2, writes: 2 }, limit: 2, waiting: 1 }]);
    expect({ ok, failed: attention.passFailed.count }).toEqual({ ok: true, failed: 0 });
  });
});

describe('a planner with a pool of accounts', () => {
  const pool = ['sheets-1@p.iam.gserviceaccount.com', 'sheets-2@p.iam.gserviceaccount.com'];
  const callsOf = async (planner: Planner, account: string) =>
    (await planner.health()).accounts.find((each) => each.account === account)?.calls;

  it('shares new sheets out among them, and repairs and restores within the quota of the sheet’s own', async () => {
    const planner = open({ TECHHIRE_SHEETS_ACCOUNTS: pool.join(',') });
    const spreadsheetId = await createPlanningSheet(rootUrl, 'Pooled', []);
    const connected = await planner.registry.connect({
      spreadsheetId,
      communityId: 'pooled',
      newKey: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      now: new Date().toISOString(),
    });
    expect(connected).toMatchObject({ account: pool[0] });
    await planner.repair.preview(spreadsheetId);
    expect(await callsOf(planner, pool[0]!)).toEqual({ reads: 1, writes: 0 });
    const report = await planner.pass(spreadsheetId);
    expect(report).toMatchObject({ outcome: 'done' });
    const year = 'year' in report ? report.year : 0;

    await planner.registry.disconnect(spreadsheetId);
    const into = await createPlanningSheet(rootUrl, 'New', []);
    const wish = { communityId: 'pooled', year, revision: null, into };
    const restored = await planner.restore.carryOut(wish, (await planner.restore.preview(wish)).mark!);
    expect(restored).toMatchObject({ outcome: 'done', spreadsheetId: into });
    expect(await planner.registry.find(into)).toMatchObject({ account: pool[0] });
  });

  it('puts a repair off while its account has no call left', async () => {
    const planner = open({ TECHHIRE_SHEETS_ACCOUNTS: pool.join(','), TECHHIRE_CALLS_PER_ACCOUNT: '2' });
    const spreadsheetId = await createPlanningSheet(rootUrl, 'Busy', []);
    const { registry } = planner;
    const account = pool[1]!;
    await registry.connect({
      spreadsheetId,
      communityId: 'busy',
      newKey: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      now: new Date().toISOString(),
      account,
    });
    for (let reading = 0; reading < 2; reading++) await planner.repair.preview(spreadsheetId);
    await expect(planner.repair.preview(spreadsheetId)).rejects.toThrow(QuotaReached);
    expect(await callsOf(planner, account)).toEqual({ reads: 2, writes: 0 });
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
