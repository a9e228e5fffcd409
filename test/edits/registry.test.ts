import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { communityIdSchema, sheetRegistry, spreadsheetIdSchema } from '../../functions/edits/registry.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const [key, otherKey, thirdKey] = ['whsec_one', 'whsec_two', 'whsec_three'] as const;
const connect = (spreadsheetId: string, communityId = 'riverbend', newKey: string = key) =>
  sheetRegistry(database.db).connect({ spreadsheetId, communityId, newKey, now: '2026-11-23T12:00:00.000Z' });

describe('connecting a sheet', () => {
  it('keeps its community and key, and owes it a first pass', async () => {
    const registry = sheetRegistry(database.db);
    expect(await connect('sheet-a')).toEqual({ connected: true, isNew: true, keys: [key] });
    expect(await registry.find('sheet-a')).toEqual({
      spreadsheetId: 'sheet-a',
      communityId: 'riverbend',
      connectedAt: '2026-11-23T12:00:00.000Z',
      keys: [key],
      templateVersion: null,
      requested: 1,
      processed: 0,
      owing: true,
      recentMessages: [],
      lease: { token: 0, holder: null, expiresAt: null },
      lastPass: null,
    });
    expect(await registry.owing()).toEqual(['sheet-a']);
  });

  it('changes nothing the second time, its key included', async () => {
    await connect('sheet-b');
    expect(await connect('sheet-b', 'riverbend', otherKey)).toEqual({ connected: true, isNew: false, keys: [key] });
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
    expect(await registry.raiseRequested({ spreadsheetId: 'sheet-d', recentMessages: [] })).toBe(false);
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
  it('are all counted when they come at once, and their messages remembered', { timeout: 60_000 }, async () => {
    const registry = sheetRegistry(database.db);
    await connect('sheet-g');
    const sheet = (await registry.find('sheet-g'))!;
    await Promise.all(Array.from({ length: 20 }, (_, index) => registry.raiseRequested(sheet, `message-${index}`)));
    const after = (await registry.find('sheet-g'))!;
    expect(after).toMatchObject({ requested: 21, owing: true });
    expect(after.recentMessages).toHaveLength(1);
  });

  it('are remembered up to the last twenty', async () => {
    const registry = sheetRegistry(database.db);
    await connect('sheet-h');
    for (let index = 1; index <= 25; index++)
      await registry.raiseRequested((await registry.find('sheet-h'))!, `message-${index}`);
    const { recentMessages } = (await registry.find('sheet-h'))!;
    expect(recentMessages).toHaveLength(20);
    expect(recentMessages[0]).toBe('message-25');
    expect(recentMessages.at(-1)).toBe('message-6');
  });

  it('lists sheets by their id', async () => {
    await database.db.recursiveDelete(database.db.collection('sheets'));
    await connect('sheet-2');
    await connect('sheet-1');
    const listed = await sheetRegistry(database.db).list();
    expect(listed.map(({ spreadsheetId }) => spreadsheetId)).toEqual(['sheet-1', 'sheet-2']);
  });
});
