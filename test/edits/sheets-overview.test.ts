import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LastPass, SheetRecord } from '../../functions/edits/registry.ts';
import { sheetsOverview } from '../../functions/edits/sheets-overview.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.db.recursiveDelete(database.db.collection('sheets')));

const now = new Date('2026-11-23T12:00:00.000Z');
const ago = (seconds: number): string => new Date(now.getTime() - seconds * 1000).toISOString();

const done = (facts: Partial<LastPass> = {}): LastPass => ({
  finishedAt: ago(60),
  outcome: 'done',
  ms: 900,
  lagMs: null,
  ...facts,
});

const put = (spreadsheetId: string, changes: Partial<SheetRecord>): Promise<unknown> =>
  database.db.doc(`sheets/${spreadsheetId}`).set({
    communityId: `of-${spreadsheetId}`,
    connectedAt: ago(86_400),
    account: null,
    keys: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    templateVersion: null,
    requested: 1,
    processed: 1,
    owing: false,
    owingSince: null,
    unannouncedSince: null,
    scriptVersion: null,
    lease: { token: 1, holder: null, expiresAt: null },
    lastPass: done(),
    ...changes,
  });

it('says nothing of sheets where there are none', async () => {
  expect(await sheetsOverview(database.db, now)).toEqual({
    connected: 0,
    queue: { owing: 0, lagMs: 0 },
    slowest: { pass: null, feedback: null },
    attention: {
      passFailed: { count: 0, sheets: [] },
      waiting: { count: 0, sheets: [] },
      triggerNotInstalled: { count: 0, sheets: [] },
    },
  });
});

it('counts what waits, finds the slowest, and names those that need somebody', async () => {
  await put('fine', {});
  await put('slow', { lastPass: done({ ms: 41_000, lagMs: 42_000 }) });
  await put('late', { lastPass: done({ ms: 1_000, lagMs: 70_000 }) });
  await put('new', { owing: true, owingSince: ago(5), lastPass: null });
  await put('stuck', { owing: true, owingSince: ago(1_200) });
  await put('broken', {
    owing: true,
    owingSince: ago(700),
    lastPass: { finishedAt: ago(30), outcome: 'failed', message: 'Cannot read spreadsheet broken: 403.' },
  });
  await put('silent', { unannouncedSince: ago(3_600) });
  expect(await sheetsOverview(database.db, now)).toEqual({
    connected: 7,
    queue: { owing: 3, lagMs: 1_200_000 },
    slowest: {
      pass: { spreadsheetId: 'slow', communityId: 'of-slow', ms: 41_000, at: ago(60) },
      feedback: { spreadsheetId: 'late', communityId: 'of-late', ms: 70_000, at: ago(60) },
    },
    attention: {
      passFailed: {
        count: 1,
        sheets: [
          {
            spreadsheetId: 'broken',
            communityId: 'of-broken',
            since: ago(30),
            message: 'Cannot read spreadsheet broken: 403.',
          },
        ],
      },
      waiting: {
        count: 2,
        sheets: [
          { spreadsheetId: 'stuck', communityId: 'of-stuck', since: ago(1_200), message: null },
          {
            spreadsheetId: 'broken',
            communityId: 'of-broken',
            since: ago(700),
            message: 'Cannot read spreadsheet broken: 403.',
          },
        ],
      },
      triggerNotInstalled: {
        count: 1,
        sheets: [{ spreadsheetId: 'silent', communityId: 'of-silent', since: ago(3_600), message: null }],
      },
    },
  });
});

it('names the first twenty of many, and counts them all', async () => {
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      put(`s${index}`, { lastPass: { finishedAt: ago(index), outcome: 'failed' } }),
    ),
  );
  const { connected, attention } = await sheetsOverview(database.db, now);
  expect({ connected, failed: attention.passFailed.count, named: attention.passFailed.sheets.length }).toEqual({
    connected: 50,
    failed: 50,
    named: 20,
  });
});
