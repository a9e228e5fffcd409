import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PassReport } from '../../functions/edits/pass.ts';
import { type ReconcileOptions, type ReconcilePorts, reconcile } from '../../functions/edits/reconcile.ts';
import { reconcileRuns } from '../../functions/edits/reconcile-runs.ts';
import { sheetPath, sheetRegistry } from '../../functions/edits/registry.ts';
import { SheetIsBusy } from '../../functions/edits/sheet-is-busy.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const minute = 60_000;
const start = Date.parse('2026-11-23T15:00:00Z');

const done = (spreadsheetId: string, unannouncedSince: string | null = null) =>
  ({
    outcome: 'done',
    spreadsheetId,
    communityId: `community-of-${spreadsheetId}`,
    title: `The plan of ${spreadsheetId}`,
    unannouncedSince,
  }) as PassReport;

/** Sheets in the order in which they were looked at last, and a clock that goes on by waiting and by passes of two seconds. */
const world = (sheets: { spreadsheetId: string; account?: string }[]) => {
  let nowMs = start;
  const passes: { spreadsheetId: string; atMs: number }[] = [];
  const left = sheets.map(({ spreadsheetId, account = null }) => ({ spreadsheetId, account }));
  const ports: ReconcilePorts = {
    sheets: { lastPassedBefore: async () => ({ sheets: [...left], all: left.length }) },
    runs: { begin: async () => null, goOn: async () => true, end: async () => undefined, last: async () => null },
    pass: async (spreadsheetId) => {
      passes.push({ spreadsheetId, atMs: nowMs - start });
      nowMs += 2000;
      left.splice(
        left.findIndex((each) => each.spreadsheetId === spreadsheetId),
        1,
      );
      return done(spreadsheetId);
    },
    now: () => new Date(nowMs),
    newId: () => 'a run',
    wait: async (ms) => {
      nowMs += ms;
    },
  };
  const options: ReconcileOptions = { before: new Date(start), lastsMs: 4 * minute, concurrency: 1 };
  return {
    ports,
    options,
    passes,
    run: (changes: Partial<ReconcilePorts> = {}) => reconcile(options, { ...ports, ...changes }),
  };
};

const named = (count: number) => Array.from({ length: count }, (_, index) => ({ spreadsheetId: `s${index}` }));

describe('a run of reconcile', () => {
  it('passes over the sheets in their order', async () => {
    const { run, passes } = world(named(3));
    expect(await run()).toEqual({
      outcome: 'ended',
      startedAt: '2026-11-23T15:00:00.000Z',
      finishedAt: '2026-11-23T15:00:06.000Z',
      passed: 3,
      failed: 0,
      left: 0,
      triggerNotInstalled: [],
      failedSheets: [],
    });
    expect(passes.map(({ spreadsheetId }) => spreadsheetId)).toEqual(['s0', 's1', 's2']);
  });

  it('ends in time, and the next one goes on where it stopped', async () => {
    const { run, passes, options } = world(named(5));
    options.lastsMs = 5000;
    expect(await run()).toMatchObject({ passed: 3, left: 2 });
    expect(await run()).toMatchObject({ passed: 2, left: 0 });
    expect(passes.map(({ spreadsheetId }) => spreadsheetId)).toEqual(['s0', 's1', 's2', 's3', 's4']);
  });

  it('comes back to a sheet when its account has calls again, and meanwhile goes on with those of others', async () => {
    const accounts = ['one', 'one', 'two', 'one', 'two'];
    const { run, passes, ports } = world(accounts.map((account, index) => ({ spreadsheetId: `s${index}`, account })));
    let refusals = 0;
    const pass: ReconcilePorts['pass'] = async (spreadsheetId) =>
      spreadsheetId === 's1' && refusals++ === 0
        ? { outcome: 'postponed', spreadsheetId, retryInMs: 30_000 }
        : ports.pass(spreadsheetId);
    expect(await run({ pass })).toMatchObject({ passed: 5, left: 0 });
    expect(passes).toEqual([
      { spreadsheetId: 's0', atMs: 0 },
      { spreadsheetId: 's2', atMs: 2000 },
      { spreadsheetId: 's4', atMs: 4000 },
      { spreadsheetId: 's1', atMs: 32_000 },
      { spreadsheetId: 's3', atMs: 34_000 },
    ]);
  });

  it('does not wait for calls that come after its end', async () => {
    const { run, ports } = world(named(2));
    expect(
      await run({
        pass: async (spreadsheetId) => ({ outcome: 'postponed', spreadsheetId, retryInMs: 5 * minute }),
      }),
    ).toMatchObject({ finishedAt: ports.now().toISOString(), passed: 0, left: 2 });
    expect(ports.now().getTime()).toBe(start);
  });

  it('is not held up by a sheet that cannot be read, nor by one that a pass is at', async () => {
    const { run, ports } = world(named(3));
    const pass: ReconcilePorts['pass'] = async (spreadsheetId) => {
      if (spreadsheetId === 's0') throw new Error('403 from the Sheets API.');
      if (spreadsheetId === 's1') throw new SheetIsBusy('Another pass has it.');
      return ports.pass(spreadsheetId);
    };
    expect(await run({ pass })).toMatchObject({ passed: 1, failed: 1, left: 0, failedSheets: ['s0'] });
  });

  it('names the sheets that changed without a message', async () => {
    const { run } = world(named(2));
    const since = '2026-11-23T15:00:00.000Z';
    expect(await run({ pass: async (id) => done(id, id === 's1' ? since : null) })).toMatchObject({
      triggerNotInstalled: [{ spreadsheetId: 's1', title: 'The plan of s1', communityId: 'community-of-s1', since }],
    });
  });

  it('works on as many sheets at a time as it is told', async () => {
    const { run, options, ports } = world(named(10));
    options.concurrency = 3;
    let [atWork, most] = [0, 0];
    const pass: ReconcilePorts['pass'] = async (spreadsheetId) => {
      most = Math.max(most, ++atWork);
      await new Promise(setImmediate);
      atWork--;
      return ports.pass(spreadsheetId);
    };
    expect(await run({ pass })).toMatchObject({ passed: 10 });
    expect(most).toBe(3);
  });
});

describe('runs of reconcile', () => {
  const lasting = 3 * minute;
  const runs = () => reconcileRuns(database.db, lasting);
  const ended = { startedAt: 'then', finishedAt: 'now', passed: 1, failed: 0, left: 0 };

  it('are never two at once, whichever process they are in', async () => {
    const begun = await Promise.all(['a', 'b', 'c'].map((holder) => runs().begin(holder, start)));
    const first = ['a', 'b', 'c'][begun.indexOf(null)]!;
    expect(begun.filter((busy) => busy === null)).toHaveLength(1);
    expect(begun).toContainEqual({ busyUntil: new Date(start + lasting).toISOString() });

    expect(await runs().goOn(first, start + 2 * minute)).toBe(true);
    expect(await runs().begin('d', start + 4 * minute)).toEqual({
      busyUntil: new Date(start + 5 * minute).toISOString(),
    });
    await runs().end(first, ended);
    expect(await runs().last()).toEqual(ended);
    expect(await runs().begin('d', start + 4 * minute)).toBeNull();
    // It crashes, and another one takes over; should it only have been slow, it goes no further.
    expect(await runs().begin('e', start + 8 * minute)).toBeNull();
    expect(await runs().goOn('d', start + 8 * minute)).toBe(false);
    await runs().end('d', { ...ended, passed: 99 });
    expect(await runs().last()).toEqual(ended);
  });

  it('go no further once another one has taken over', async () => {
    const { run, passes } = world(named(2));
    let asked = 0;
    const { ports } = world([]);
    expect(await run({ runs: { ...ports.runs, goOn: async () => ++asked < 2 } })).toMatchObject({ passed: 1 });
    expect(passes).toHaveLength(1);
  });

  it('leave it to the one that is under way', async () => {
    const { run, ports, passes } = world(named(2));
    expect(await run({ runs: { ...ports.runs, begin: async () => ({ busyUntil: 'soon' }) } })).toEqual({
      outcome: 'busy',
      until: 'soon',
    });
    expect(passes).toEqual([]);
  });
});

describe('the sheets whose turn it is', () => {
  it('are those that were looked at the longest ago, and before them those that never were', async () => {
    const { db } = database;
    const registry = sheetRegistry(db);
    const connected = async (spreadsheetId: string, connectedAt: string, finishedAt: string | null) => {
      const newKey = 'whsec_b2Ygbm8gdXNlIGJ1dCBpbiB0aGVzZSB0ZXN0cw==';
      await registry.connect({ spreadsheetId, communityId: spreadsheetId, newKey, now: connectedAt });
      if (finishedAt !== null)
        await db.doc(sheetPath(spreadsheetId)).update({ lastPass: { finishedAt, outcome: 'done' }, owing: false });
    };
    await connected('lately', '2026-01-01T00:00:00.000Z', '2026-11-23T14:59:00.000Z');
    await connected('long-ago', '2026-01-01T00:00:00.000Z', '2026-11-22T00:00:00.000Z');
    await connected('longer-ago', '2026-01-01T00:00:00.000Z', '2026-11-21T00:00:00.000Z');
    await connected('never', '2026-11-23T08:00:00.000Z', null);
    await connected('never-as-yet', '2026-11-23T14:59:59.000Z', null);
    await connected('unreadable', '2026-01-01T00:00:00.000Z', '2026-11-22T12:00:00.000Z');
    await db.doc(sheetPath('unreadable')).update({ keys: 'none' });
    const names = async (limit: number) => {
      const { sheets, all } = await registry.lastPassedBefore(new Date('2026-11-23T09:00:00Z'), limit);
      return { names: sheets.map(({ spreadsheetId }) => spreadsheetId), all };
    };
    expect(await names(10)).toEqual({ names: ['never', 'longer-ago', 'long-ago', 'unreadable'], all: 4 });
    expect(await names(2)).toEqual({ names: ['never', 'longer-ago'], all: 4 });
  });
});
