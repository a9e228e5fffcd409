import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { communityIdSchema, sheetRegistry, spreadsheetIdSchema } from '../../functions/edits/registry.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const [key, otherKey, thirdKey] = ['whsec_one', 'whsec_two', 'whsec_three'] as const;
const noon = new Date('2026-11-23T12:00:00.000Z');
const connect = (spreadsheetId: string, communityId = 'riverbend', newKey: string = key) =>
  sheetRegistry(database.db).connect({
    spreadsheetId,
    communityId,
    newKey,
    now: '2026-11-23T12:00:00.000Z',
    besides: true,
  });

describe('connecting a sheet', () => {
  it('keeps its community and key, and owes it a first pass', async () => {
    const registry = sheetRegistry(database.db);
    expect(await connect('sheet-a')).toEqual({ connected: true, isNew: true, keys: [key], account: null });
    expect(await registry.find('sheet-a')).toEqual({
      spreadsheetId: 'sheet-a',
      communityId: 'riverbend',
      connectedAt: '2026-11-23T12:00:00.000Z',
      account: null,
      keys: [key],
      templateVersion: null,
      requested: 1,
      processed: 0,
      owing: true,
      owingSince: '2026-11-23T12:00:00.000Z',
      drivePush: false,
      unannouncedSince: null,
      scriptVersion: null,
      lease: { token: 0, holder: null, expiresAt: null },
      lastPass: null,
    });
    expect(await registry.owing()).toEqual(['sheet-a']);
  });

  it('changes nothing the second time, its key included', async () => {
    await connect('sheet-b');
    expect(await connect('sheet-b', 'riverbend', otherKey)).toEqual({
      connected: true,
      isNew: false,
      keys: [key],
      account: null,
    });
  });

  it('gives it to the account of the pool that has the fewest, and leaves it there', async () => {
    const accounts = ['one@x.iam.gserviceaccount.com', 'two@x.iam.gserviceaccount.com'];
    const registry = sheetRegistry(database.db, accounts);
    const given: (string | null)[] = [];
    for (const name of ['p', 'q', 'r', 'p']) {
      const outcome = await registry.connect({
        spreadsheetId: `pool-${name}`,
        communityId: 'riverbend',
        newKey: key,
        now: noon.toISOString(),
        besides: true,
      });
      given.push(outcome.connected ? outcome.account : null);
    }
    expect(given).toEqual([accounts[0], accounts[1], accounts[0], accounts[0]]);
    expect(await registry.find('pool-q')).toMatchObject({ account: accounts[1] });
  });

  it('gives a community no second sheet, unless it is said to be one besides, and none that the condition forbids', async () => {
    const registry = sheetRegistry(database.db);
    const asked = { communityId: 'hillside', newKey: key, now: noon.toISOString() };
    const first = { ...asked, spreadsheetId: 'hill-1' };
    expect(await registry.connect(first, async () => null)).toEqual({ connected: false, reason: 'not-allowed' });
    expect(await registry.find('hill-1')).toBeNull();
    expect(await registry.connect(first)).toMatchObject({ connected: true, isNew: true });
    const second = { ...asked, spreadsheetId: 'hill-2' };
    expect(await registry.connect(second)).toEqual({
      connected: false,
      reason: 'community-has-another-sheet',
      spreadsheetId: 'hill-1',
    });
    expect(await registry.find('hill-2')).toBeNull();
    expect(await registry.connect({ ...second, besides: true })).toMatchObject({ connected: true, isNew: true });
    expect(await registry.connect(first)).toMatchObject({ connected: true, isNew: false });
  });

  it('of two sheets that claim a community at once gives it to one', async () => {
    const claims = await Promise.all(
      ['once-1', 'once-2'].map((spreadsheetId) =>
        sheetRegistry(database.db).connect({
          spreadsheetId,
          communityId: 'at-once',
          newKey: key,
          now: noon.toISOString(),
        }),
      ),
    );
    expect(claims.map(({ connected }) => connected).sort()).toEqual([false, true]);
  });

  it('does not move a sheet to another community', async () => {
    await connect('sheet-c');
    expect(await connect('sheet-c', 'lakeside')).toEqual({
      connected: false,
      reason: 'connected-to-another-community',
      communityId: 'riverbend',
    });
  });

  it('forgets a sheet that is disconnected', async () => {
    const registry = sheetRegistry(database.db);
    await connect('sheet-d');
    await registry.disconnect('sheet-d');
    expect(await registry.find('sheet-d')).toBeNull();
    expect(await registry.raiseRequested({ spreadsheetId: 'sheet-d', owing: false }, { at: noon })).toBe(
      'not-connected',
    );
    expect(await connect('sheet-d', 'lakeside')).toMatchObject({ connected: true, isNew: true });
  });

  it.each(['', 'a/b', '..', '__id__', 'a b', 'x'.repeat(129)])('refuses %j as a spreadsheet', async (spreadsheetId) => {
    expect(spreadsheetIdSchema.safeParse(spreadsheetId).success).toBe(false);
    expect(await sheetRegistry(database.db).find(spreadsheetId)).toBeNull();
    await expect(connect(spreadsheetId)).rejects.toThrow();
  });

  it.each(['', 'Riverbend', 'a/b', '-a', 'a-', 'a_b', 'x'.repeat(64)])('refuses %j as a community', async (id) => {
    expect(communityIdSchema.safeParse(id).success).toBe(false);
    await expect(connect('sheet-e', id)).rejects.toThrow();
  });
});

describe('a signing key', () => {
  it('is replaced by a new one, and the one before stays valid until the next', async () => {
    const registry = sheetRegistry(database.db);
    await connect('sheet-f');
    expect(await registry.rotateKey('sheet-f', otherKey)).toBe(true);
    expect((await registry.find('sheet-f'))!.keys).toEqual([otherKey, key]);
    await registry.rotateKey('sheet-f', otherKey);
    expect((await registry.find('sheet-f'))!.keys).toEqual([otherKey, key]);
    await registry.rotateKey('sheet-f', thirdKey);
    expect((await registry.find('sheet-f'))!.keys).toEqual([thirdKey, otherKey]);
    expect(await registry.rotateKey('unknown', otherKey)).toBe(false);
  });

  it('is not in the error about a record that cannot be read', async () => {
    await database.db.doc('sheets/broken').set({ communityId: 'riverbend', keys: [key], requested: 'two' });
    const reading = sheetRegistry(database.db).find('broken');
    await expect(reading).rejects.toThrow(/^Cannot read sheets\/broken: .*connectedAt.*requested/);
    await expect(reading).rejects.not.toThrow(key);
  });
});

describe('announced edits', () => {
  const messageOf = (id: string, rememberUntil = new Date(noon.getTime() + 600_000)) => ({
    at: noon,
    message: { id, rememberUntil },
  });

  it('are all counted when they come at once', { timeout: 60_000 }, async () => {
    const registry = sheetRegistry(database.db);
    await connect('sheet-g');
    const sheet = (await registry.find('sheet-g'))!;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => registry.raiseRequested(sheet, messageOf(`message-${index}`))),
    );
    expect(outcomes).toEqual(Array.from({ length: 20 }, () => 'raised'));
    expect(await registry.find('sheet-g')).toMatchObject({ requested: 21, owing: true });
  });

  it('are counted once for each message, whichever of several processes gets it again', async () => {
    await connect('sheet-h');
    const registries = [sheetRegistry(database.db), sheetRegistry(database.db)];
    const sheet = (await registries[0]!.find('sheet-h'))!;
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) => registries[index % 2]!.raiseRequested(sheet, messageOf('odd/id ✓?'))),
    );
    expect(outcomes.filter((outcome) => outcome === 'raised')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(9);
    expect(await registries[0]!.find('sheet-h')).toMatchObject({ requested: 2 });
  });

  it('are told apart by their sheet as well as by their message', async () => {
    const registry = sheetRegistry(database.db);
    for (const id of ['sheet-i', 'sheet-j']) {
      await connect(id);
      expect(await registry.raiseRequested({ spreadsheetId: id, owing: true }, messageOf('message-1'))).toBe('raised');
    }
  });

  it('are forgotten when nobody can replay their messages any more', async () => {
    const registry = sheetRegistry(database.db);
    await connect('sheet-k');
    const sheet = { spreadsheetId: 'sheet-k', owing: true };
    await registry.raiseRequested(sheet, messageOf('old', new Date(noon.getTime() - 1)));
    await registry.raiseRequested(sheet, messageOf('young', noon));
    await registry.forgetMessages(noon);
    expect(await registry.raiseRequested(sheet, messageOf('young'))).toBe('repeated');
    expect(await registry.raiseRequested(sheet, messageOf('old'))).toBe('raised');
  });

  it('say since when a pass is owed: since the first that none has seen', async () => {
    const registry = sheetRegistry(database.db);
    await connect('sheet-l');
    await database.db.doc('sheets/sheet-l').update({ owing: false, owingSince: null, processed: 1 });
    for (const minute of [1, 2])
      await registry.raiseRequested((await registry.find('sheet-l'))!, {
        at: new Date(noon.getTime() + minute * 60_000),
      });
    expect(await registry.find('sheet-l')).toMatchObject({ owing: true, owingSince: '2026-11-23T12:01:00.000Z' });
  });

  it('lists sheets by their id', async () => {
    await database.db.recursiveDelete(database.db.collection('sheets'));
    await connect('sheet-2');
    await connect('sheet-1');
    const listed = await sheetRegistry(database.db).list();
    expect(listed.map(({ spreadsheetId }) => spreadsheetId)).toEqual(['sheet-1', 'sheet-2']);
  });
});
