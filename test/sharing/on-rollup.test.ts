import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatKey } from '../../functions/edits/signature.ts';
import { openBox } from '../../functions/keys/key-box.ts';
import { rollupFormats } from '../../functions/rollup/link.ts';
import { firestoreSummaries } from '../../functions/rollup/summaries.ts';
import { linkKeys } from '../../functions/sharing/link-keys.ts';
import { signLink } from '../../functions/sharing/link-token.ts';
import { linkStore, type NewLink, termsOf } from '../../functions/sharing/links.ts';
import { handleSharedRollup } from '../../functions/sharing/on-rollup.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';
import { riverbend } from '../rollup/riverbend.ts';
import { arrived } from '../rollup/whole-files.ts';

let database: TestDatabase;
let nowMs = 0;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  nowMs = Date.parse('2027-01-05T12:00:00Z');
  for (const collection of ['summaries', 'links', 'downloads', 'keys'])
    await database.db.recursiveDelete(database.db.collection(collection));
  const shy = { ...riverbend(), publication: { form: 'onRequest' as const, data: [] } };
  await database.db.doc('summaries/riverbend_2026').set(shy);
  await database.db.doc('summaries/open_2026').set({ ...riverbend(), communityId: 'open' });
});

/** A process of its own: it remembers keys by itself. */
const functions = () => {
  const links = linkStore(database.db);
  const keys = linkKeys(database.db, openBox(), { newKey: () => formatKey(randomBytes(32)), nowMs: () => nowMs });
  return {
    links,
    keys,
    get: async (query: Record<string, string>, isRead = true) => {
      const deps = {
        summaries: firestoreSummaries(database.db),
        publisher: null,
        snapshots: null,
        told: null,
        keys,
        links,
        now: () => new Date(nowMs),
      };
      const { status, body } = await arrived(
        await handleSharedRollup({ query: { format: 'json', ...query } }, deps, isRead),
      );
      return { status, body: JSON.parse(String(body)) };
    },
    /** A link to Riverbend for a week. */
    share: async (changes: Partial<NewLink> = {}): Promise<string> => {
      const link = await links.make({
        id: 'week',
        scope: 'community:riverbend',
        year: 2026,
        formats: [...rollupFormats],
        label: null,
        spreadsheetId: null,
        createdAt: new Date(nowMs).toISOString(),
        expiresAt: new Date(nowMs + 7 * 86_400_000).toISOString(),
        ...changes,
      });
      return signLink(termsOf(link), (await keys.current())[0]!);
    },
  };
};

const riverbendOf = { scope: 'community:riverbend', year: '2026' };

describe('a rollup that is not public', () => {
  it('is seen by a link, and not without one', async () => {
    const { get, share } = functions();
    expect((await get(riverbendOf)).status).toBe(403);
    const link = await share();
    expect(await get({ ...riverbendOf, link })).toMatchObject({ status: 200, body: { withheld: [] } });
  });

  it('is seen by the link alone, which says of what it is', async () => {
    const { get, share } = functions();
    expect(await get({ link: await share() })).toMatchObject({ status: 200, body: { scope: 'community:riverbend' } });
  });

  it('is seen until the last moment of its link, and then politely no more', async () => {
    const { get, share } = functions();
    const link = await share();
    nowMs += 7 * 86_400_000 - 1;
    expect((await get({ ...riverbendOf, link })).status).toBe(200);
    nowMs += 1;
    expect(await get({ ...riverbendOf, link })).toEqual({
      status: 410,
      body: {
        error: {
          status: 410,
          title: 'This link has ended',
          problems: ['It worked until Jan 12, 2027. Please ask whoever gave it to you for a new one.'],
        },
      },
    });
  });

  it('is not seen any more once its link is withdrawn', async () => {
    const { get, share, links } = functions();
    const link = await share();
    expect(await links.revoke('week', new Date(nowMs))).toBe(true);
    expect(await links.revoke('nothing', new Date(nowMs))).toBe(false);
    expect(await get({ ...riverbendOf, link })).toMatchObject({
      status: 410,
      body: { error: { problems: [expect.stringContaining('has withdrawn it')] } },
    });
  });

  it('is not seen by a link that nobody here has kept', async () => {
    const { get, share } = functions();
    const link = await share();
    await database.db.doc('links/week').delete();
    expect((await get({ ...riverbendOf, link })).status).toBe(410);
  });

  it.each([
    ['another community', { scope: 'community:open', year: '2026' }],
    ['the network', { scope: 'network', year: '2026' }],
    ['another year', { scope: 'community:riverbend', year: '2027' }],
  ])('is all that its link is for: %s is not', async (_, query) => {
    const { get, share } = functions();
    expect(await get({ ...query, link: await share() })).toMatchObject({
      status: 403,
      body: {
        error: {
          title: 'This link does not open here',
          problems: [
            'It is for community:riverbend, plan year 2026, and for nothing else. Open it without changing its address.',
          ],
        },
      },
    });
  });

  it('is to be had in the formats of its link only', async () => {
    const { get, share } = functions();
    const link = await share({ formats: ['json'] });
    expect((await get({ ...riverbendOf, link })).status).toBe(200);
    expect(await get({ ...riverbendOf, link, format: 'csv' })).toMatchObject({
      status: 403,
      body: { error: { problems: [expect.stringContaining('This link is for json only.')] } },
    });
  });

  it('is not seen by a link that was altered, and nothing is read for it', async () => {
    const { get, share } = functions();
    const link = await share();
    const [said, signature] = link.split('.');
    const forged = Buffer.from(Buffer.from(said!, 'base64url').toString().replace('riverbend', 'open')).toString(
      'base64url',
    );
    for (const token of [`${forged}.${signature}`, `${said}.`, 'x', ''])
      expect(await get({ ...riverbendOf, link: token })).toMatchObject({
        status: 403,
        body: { error: { problems: [expect.stringContaining('was changed')] } },
      });
  });
});

describe('the key of links', () => {
  it('after one rotation opens links of before, after two no more, in every process', async () => {
    const [one, other] = [functions(), functions()];
    const before = await one.share();
    expect((await other.get({ link: before })).status).toBe(200);
    await one.keys.rotate();
    const after = await one.share({ id: 'newer' });
    nowMs += 6_000;
    // The other process has not heard of the new key yet, and looks.
    for (const link of [before, after]) expect((await other.get({ link })).status).toBe(200);
    await one.keys.rotate();
    nowMs += 61_000;
    expect((await other.get({ link: before })).status).toBe(403);
    expect((await other.get({ link: after })).status).toBe(200);
  });

  it('is made once, however many processes want the first', async () => {
    const keys = await Promise.all(Array.from({ length: 4 }, () => functions().keys.current()));
    expect(new Set(keys.flat()).size).toBe(1);
  });
});

describe('every download', () => {
  it('is logged with nothing of who asked, and counted for its link', async () => {
    const { get, share, links } = functions();
    const link = await share();
    const { body } = await get({ ...riverbendOf, link });
    await get({ ...riverbendOf, link, format: 'json' });
    const { docs } = await database.db.collection('downloads').get();
    expect(docs).toHaveLength(2);
    const { at, forgetAt, ...rest } = docs[0]!.data();
    expect(rest).toEqual({
      link: 'week',
      scope: 'community:riverbend',
      year: 2026,
      format: 'json',
      contentHash: body.contentHash,
    });
    expect(at.toDate()).toEqual(new Date(nowMs));
    expect(forgetAt.toDate().getTime()).toBeGreaterThan(nowMs);
    expect(await links.find('week')).toMatchObject({ downloads: 2, lastDownloadAt: new Date(nowMs).toISOString() });
  });

  it('of what is public is logged without a link; headers alone and refusals are none', async () => {
    const { get, links } = functions();
    const open = { scope: 'community:open', year: '2026' };
    await get(open);
    await get(open, false);
    await get(riverbendOf);
    await get({ scope: 'community:nobody', year: '2026' });
    expect(await links.publicDownloads()).toBe(1);
  });

  it('of one moment are all counted', async () => {
    const { get, share, links } = functions();
    const link = await share();
    await Promise.all(Array.from({ length: 8 }, () => get({ link })));
    expect((await links.find('week'))!.downloads).toBe(8);
  });
});
