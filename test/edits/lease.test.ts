import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lease, leaseFence, leases } from '../../functions/edits/lease.ts';
import { type LastPass, sheetRegistry } from '../../functions/edits/registry.ts';
import { mirrorDocuments } from '../../functions/mirror/documents.ts';
import { mirrorStore } from '../../functions/mirror/firestore.ts';
import { assessmentOf, planOf } from '../mirror/assessments.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const noon = Date.parse('2026-11-23T12:00:00.000Z');
const minute = 60_000;
const done: { lastPass: LastPass } = {
  lastPass: { finishedAt: '2026-11-23T12:00:02.000Z', outcome: 'done', ms: 2000 },
};
const failed: { lastPass: LastPass } = {
  lastPass: { finishedAt: '2026-11-23T12:00:02.000Z', outcome: 'failed', message: '403 from Google.' },
};

let sheets = 0;
/** A connected sheet that owes its first pass. */
const connected = async () => {
  const spreadsheetId = `sheet-${++sheets}`;
  const registry = sheetRegistry(database.db);
  await registry.connect({
    spreadsheetId,
    communityId: 'riverbend',
    newKey: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    now: '2026-11-23T11:00:00.000Z',
    besides: true,
  });
  const lease = leases(database.db, minute);
  const find = async () => (await registry.find(spreadsheetId))!;
  return {
    spreadsheetId,
    registry,
    ...lease,
    find,
    edit: async () => registry.raiseRequested(await find(), { at: new Date(noon) }),
    take: async (holder: string, nowMs = noon): Promise<Lease> => {
      const outcome = await lease.acquire(spreadsheetId, holder, nowMs);
      if (!outcome.acquired) throw new Error(`not acquired: ${outcome.reason}`);
      return outcome.lease;
    },
  };
};

describe('a lease', () => {
  it('goes to one pass, and tells the others until when', async () => {
    const { spreadsheetId, acquire, find } = await connected();
    expect(await acquire(spreadsheetId, 'pass-1', noon)).toMatchObject({
      acquired: true,
      owed: true,
      tookOver: false,
      sheet: { spreadsheetId, communityId: 'riverbend' },
      lease: { spreadsheetId, token: 1, holder: 'pass-1', expiresAt: '2026-11-23T12:01:00.000Z', requested: 1 },
    });
    expect(await acquire(spreadsheetId, 'pass-2', noon + minute - 1)).toEqual({
      acquired: false,
      reason: 'held',
      until: '2026-11-23T12:01:00.000Z',
    });
    expect((await find()).lease).toEqual({ token: 1, holder: 'pass-1', expiresAt: '2026-11-23T12:01:00.000Z' });
  });

  it('is not taken where no edit waits, if it was asked for only then; and its record stays as it is', async () => {
    const { spreadsheetId, acquire, take, release, edit, find } = await connected();
    expect(await acquire(spreadsheetId, 'pass-1', noon, { ifOwed: true })).toMatchObject({
      acquired: true,
      owed: true,
    });
    await release(await take('pass-1'), {
      lastPass: { finishedAt: new Date(noon).toISOString(), outcome: 'done', reads: 1, writes: 0, ms: 5 },
    });
    const before = await find();
    expect(await acquire(spreadsheetId, 'pass-2', noon, { ifOwed: true })).toEqual({
      acquired: false,
      reason: 'not-owed',
    });
    expect(await find()).toEqual(before);
    await edit();
    expect(await acquire(spreadsheetId, 'pass-3', noon, { ifOwed: true })).toMatchObject({
      acquired: true,
      owed: true,
    });
  });

  it('whose pass was killed is taken over also where it had no edit left to look at', async () => {
    const { spreadsheetId, acquire, take, release } = await connected();
    await release(await take('pass-1'), {
      lastPass: { finishedAt: new Date(noon).toISOString(), outcome: 'done', reads: 1, writes: 0, ms: 5 },
    });
    await take('killed');
    expect(await acquire(spreadsheetId, 'pass-3', noon + minute, { ifOwed: true })).toMatchObject({
      acquired: true,
      owed: true,
      tookOver: true,
    });
  });

  it('goes to exactly one of many that ask at once', { timeout: 60_000 }, async () => {
    const { spreadsheetId, acquire } = await connected();
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) => acquire(spreadsheetId, `pass-${index}`, noon)),
    );
    expect(outcomes.filter(({ acquired }) => acquired)).toHaveLength(1);
  });

  it('is given again to the pass that has it, because its answer may have been lost', async () => {
    const { take } = await connected();
    await take('pass-1');
    expect(await take('pass-1', noon + 1000)).toMatchObject({ token: 1, expiresAt: '2026-11-23T12:01:01.000Z' });
  });

  it('is not given for a sheet that is not connected', async () => {
    const { acquire } = leases(database.db, minute);
    expect(await acquire('unknown', 'pass-1', noon)).toEqual({ acquired: false, reason: 'not-connected' });
  });

  it('can be taken over once it has expired, and the pass before cannot renew or release it', async () => {
    const { spreadsheetId, acquire, take, renew, release, find } = await connected();
    const first = await take('pass-1');
    expect(await acquire(spreadsheetId, 'pass-2', noon + minute)).toMatchObject({
      acquired: true,
      tookOver: true,
      lease: { token: 2 },
    });
    expect(await renew(first, noon + minute)).toEqual({ held: false });
    expect(await release(first, done)).toEqual({ released: false });
    expect(await find()).toMatchObject({ lease: { token: 2, holder: 'pass-2' }, processed: 0, lastPass: null });
  });

  it('owes one more pass after one that took it over, since what the pass before had sent may still arrive', async () => {
    const { spreadsheetId, acquire, take, release, find } = await connected();
    await release(await take('pass-1'), done);
    // A reconciling pass, for which no edit was announced, and which ends without a word.
    await take('pass-2');
    const later = await acquire(spreadsheetId, 'pass-3', noon + minute);
    expect(later).toMatchObject({ acquired: true, owed: true, tookOver: true });
    expect(await release((later as { lease: Lease }).lease, done)).toMatchObject({ released: true, owed: true });
    expect(await release(await take('pass-4', noon + minute), done)).toMatchObject({ released: true, owed: false });
    expect(await find()).toMatchObject({ requested: 2, processed: 2, owing: false, owingSince: null });
  });

  it('is let go without a pass, and says so where another has it', async () => {
    const { spreadsheetId, acquire, take, letGo, find } = await connected();
    const first = await take('pass-1');
    await acquire(spreadsheetId, 'pass-2', noon + minute);
    expect(await letGo(first)).toEqual({ released: false });
    const second = await take('pass-2', noon + minute);
    expect([await letGo(second), await letGo(second)]).toEqual([{ released: true }, { released: true }]);
    expect(await find()).toMatchObject({ lease: { token: 2, holder: null }, processed: 0, owing: true });
  });

  it('holds nobody up who took it by a clock that was ten minutes ahead, and then crashed', async () => {
    const { spreadsheetId, acquire, take } = await connected();
    await take('pass-1', noon + 10 * minute);
    expect(await acquire(spreadsheetId, 'pass-2', noon)).toMatchObject({
      acquired: true,
      tookOver: true,
      lease: { token: 2, expiresAt: '2026-11-23T12:01:00.000Z' },
    });
  });

  it('is waited for where clocks differ by less than it lasts', async () => {
    const { spreadsheetId, acquire, take } = await connected();
    await take('pass-1', noon + minute);
    expect(await acquire(spreadsheetId, 'pass-2', noon)).toMatchObject({ acquired: false });
  });

  it('lasts as long as it is renewed', async () => {
    const { spreadsheetId, acquire, take, renew } = await connected();
    const lease = await take('pass-1');
    const renewed = await renew(lease, noon + 50_000);
    expect(renewed).toEqual({ held: true, lease: { ...lease, expiresAt: '2026-11-23T12:01:50.000Z' }, requested: 1 });
    expect(await acquire(spreadsheetId, 'pass-2', noon + 100_000)).toMatchObject({ acquired: false });
  });

  it('has a greater token each time, also after it was released', async () => {
    const { take, release } = await connected();
    expect((await take('pass-1')).token).toBe(1);
    await release(await take('pass-1'), done);
    expect((await take('pass-2')).token).toBe(2);
  });
});

describe('a pass that ends', () => {
  it('owes nothing when no edit came in meanwhile', async () => {
    const { spreadsheetId, acquire, take, release, find } = await connected();
    expect(await release(await take('pass-1'), { ...done, templateVersion: 1 })).toMatchObject({
      released: true,
      owed: false,
    });
    expect(await find()).toMatchObject({
      requested: 1,
      processed: 1,
      owing: false,
      templateVersion: 1,
      lease: { token: 1, holder: null, expiresAt: null },
      lastPass: done.lastPass,
    });
    expect(await acquire(spreadsheetId, 'pass-2', noon)).toMatchObject({ acquired: true, owed: false });
  });

  it('owes exactly one more for all edits that came in meanwhile', async () => {
    const { take, release, edit, registry, spreadsheetId } = await connected();
    const first = await take('pass-1');
    await Promise.all([edit(), edit(), edit()]);
    expect(await release(first, done)).toMatchObject({ released: true, owed: true });
    expect(await registry.owing()).toContain(spreadsheetId);
    expect(await release(await take('pass-2'), done)).toMatchObject({ released: true, owed: false });
    expect(await registry.owing()).not.toContain(spreadsheetId);
  });

  it('still owes what it had seen when it failed', async () => {
    const { take, release, find } = await connected();
    expect(await release(await take('pass-1'), failed)).toMatchObject({ released: true, owed: true });
    expect(await find()).toMatchObject({ processed: 0, owing: true, lastPass: failed.lastPass });
  });

  it('may say so twice, because the answer may have been lost', async () => {
    const { take, release } = await connected();
    const lease = await take('pass-1');
    await release(lease, done);
    expect(await release(lease, done)).toMatchObject({ released: true, owed: false });
  });
});

describe('the fence of a lease', () => {
  it('keeps a pass that was taken for dead from writing over the one after it', async () => {
    const { spreadsheetId, take } = await connected();
    const context = { communityId: 'fenced', year: 2026, readAt: '2026-11-23T12:00:00.000Z', spreadsheetId };
    const store = mirrorStore(database.db);
    const documents = (name: string) => mirrorDocuments(assessmentOf(planOf([{ id: 'r1', name }])), context);
    const slow = await take('pass-1');
    const fast = await take('pass-2', noon + minute);
    expect(await store.commit(documents('New'), { fence: leaseFence(fast) })).toMatchObject({ committed: true });
    expect(await store.commit(documents('Old'), { fence: leaseFence(slow) })).toEqual({
      committed: false,
      reason: 'lease-lost',
    });
    const row = await database.db.doc('communities/fenced/plans/2026/partners/r1').get();
    expect(row.get('values.name')).toBe('New');
  });

  it('holds however long the pass takes, as long as no other has the sheet', async () => {
    const { take, find } = await connected();
    const lease = await take('pass-1');
    expect(leaseFence(lease).isHeld({ ...(await find()) })).toBe(true);
    expect(leaseFence(lease).isHeld(undefined)).toBe(false);
  });

  it('no longer holds once the pass has let go', async () => {
    const { take, release, find } = await connected();
    const lease = await take('pass-1');
    await release(lease, done);
    expect(leaseFence(lease).isHeld({ ...(await find()) })).toBe(false);
  });

  it('lets mirror and edits of the same sheet through side by side', { timeout: 60_000 }, async () => {
    const { spreadsheetId, take, edit, release, find } = await connected();
    const context = { communityId: 'busy', year: 2026, readAt: '2026-11-23T12:00:00.000Z', spreadsheetId };
    const store = mirrorStore(database.db, { transactionWrites: 2 });
    const partners = Array.from({ length: 12 }, (_, index) => ({ id: `r${index}`, name: 'Acme' }));
    const lease = await take('pass-1');
    const edits = Array.from({ length: 10 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 10));
      await edit();
    });
    const [outcome] = await Promise.all([
      store.commit(mirrorDocuments(assessmentOf(planOf(partners)), context), { fence: leaseFence(lease) }),
      ...edits,
    ]);
    expect(outcome).toMatchObject({ committed: true, revision: 1 });
    expect(await release(lease, done)).toMatchObject({ released: true, owed: true });
    expect(await find()).toMatchObject({ requested: 11, processed: 1 });
  });
});
