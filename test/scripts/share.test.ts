import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBox } from '../../functions/keys/key-box.ts';
import { linkKeys } from '../../functions/sharing/link-keys.ts';
import { openLink } from '../../functions/sharing/link-token.ts';
import { groups } from '../../scripts/groups.ts';
import { share } from '../../scripts/share.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.FIRESTORE_EMULATOR_HOST ??= database.host;
});
afterAll(async () => {
  await database.close();
  if (process.env.FIRESTORE_EMULATOR_HOST === database.host) delete process.env.FIRESTORE_EMULATOR_HOST;
});

const run = async (command: typeof share | typeof groups, ...args: string[]) => {
  let out = '';
  let err = '';
  const status = await command(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: {
      GOOGLE_CLOUD_PROJECT: database.projectId,
      FIRESTORE_EMULATOR_HOST: database.host,
      TECHHIRE_PUBLIC_URL: 'https://planner.example',
    },
  });
  return { status, out, err };
};

const currentKeys = () => linkKeys(database.db, openBox(), { newKey: () => '', nowMs: Date.now }).current();

describe('npm run share', () => {
  it('makes a link, lists it, and withdraws it', async () => {
    const made = await run(
      share,
      ...['make', '--scope', 'funder:Hope Foundation', '--year', '2026'],
      ...['--days', '30', '--formats', 'csv,html', '--for', 'Hope Foundation'],
    );
    expect(made).toMatchObject({ status: 0, err: '' });
    const address = new URL(made.out.split('\n')[0]!);
    expect(`${address.origin}${address.pathname}`).toBe('https://planner.example/rollup');
    const opened = openLink(address.searchParams.get('link')!, await currentKeys());
    expect(opened).toMatchObject({
      ok: true,
      terms: { scope: 'funder:hope foundation', year: 2026, formats: ['html', 'csv'] },
    });
    const id = (opened as Extract<typeof opened, { ok: true }>).terms.id;
    const listed = await run(share, 'list');
    expect(listed.out).toMatch(
      new RegExp(`^${id} .*funder:hope foundation +2026 .*Hope Foundation .*until .* 0 +never$`, 'm'),
    );
    expect(listed.out).toContain('Downloads without a link, of what is public: 0');
    expect(await run(share, 'revoke', id)).toMatchObject({ status: 0 });
    expect((await run(share, 'list')).out).toMatch(/withdrawn 20\d\d-/);
  });

  it('rotates the key: the newest is another one, the one before still valid', async () => {
    const [before] = await currentKeys();
    expect(await run(share, 'rotate-key')).toMatchObject({ status: 0 });
    const keys = await currentKeys();
    expect(keys).toHaveLength(2);
    expect(keys[0]).not.toBe(before);
    expect(keys[1]).toBe(before);
  });

  it.each([
    [[], 'What is to be done?'],
    [['make', '--year', '2026'], '--scope is ""'],
    [['make', '--scope', 'network', '--year', '26'], '--year is "26"'],
    [['make', '--scope', 'network', '--year', '2026', '--days', '0'], '--days is "0"'],
    [['make', '--scope', 'network', '--year', '2026', '--formats', 'pdf'], '--formats is "pdf"'],
    [['revoke', 'nothing'], 'There is no link "nothing"'],
    [['list', 'more'], '"more" is not expected here'],
  ])('%j is refused with what to do', async (args, problem) => {
    const { status, err } = await run(share, ...args);
    expect([status, err]).toEqual([2, expect.stringContaining(problem)]);
  });
});

describe('npm run groups', () => {
  it('defines, lists and removes a group', async () => {
    const defined = await run(groups, 'define', 'delta', '--name', 'Delta region', '--communities', 'b, a,b');
    expect(defined).toEqual({ status: 0, out: 'Delta region: scope=group:delta\n', err: '' });
    expect((await run(groups, 'list')).out).toBe('delta: Delta region\n  a, b\n');
    expect((await run(groups, 'remove', 'delta')).status).toBe(0);
    expect((await run(groups, 'list')).out).toBe('No groups are defined.\n');
  });

  it.each([
    [['remove', 'nothing'], 'There is no group "nothing"'],
    [['define', 'Delta', '--name', 'x', '--communities', 'a'], '"Delta" is no id'],
    [['define', 'delta', '--communities', 'a'], '--name'],
    [['define', 'delta', '--name', 'x'], '--communities'],
    [['define'], 'with which group'],
  ])('%j is refused with what to do', async (args, problem) => {
    const { status, err } = await run(groups, ...args);
    expect([status, err]).toEqual([2, expect.stringContaining(problem)]);
  });
});
