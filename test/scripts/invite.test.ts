import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitationStore } from '../../functions/connecting/invitations.ts';
import { invite } from '../../scripts/invite.ts';
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

const run = async (...args: string[]) => {
  let [out, err] = ['', ''];
  const status = await invite(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: {
      GOOGLE_CLOUD_PROJECT: database.projectId,
      FIRESTORE_EMULATOR_HOST: database.host,
      TECHHIRE_PUBLIC_URL: 'https://techhire-{function}.example',
    },
  });
  return { status, out, err };
};

const codeIn = (out: string): string => /https:\/\/techhire-connect\.example#(\S{32})\n/.exec(out)![1]!;
const found = (code: string, at = new Date()) => invitationStore(database.db).find(code, at);

describe('npm run invite', () => {
  it('makes a text with the address and a code, for two weeks', async () => {
    const { status, out } = await run('--community', 'riverbend');
    expect(status).toBe(0);
    expect(await found(codeIn(out))).toMatchObject({ communityId: 'riverbend', besides: false, usedFor: null });
    expect(await found(codeIn(out), new Date(Date.now() + 13.9 * 86_400_000))).not.toBeNull();
    expect(await found(codeIn(out), new Date(Date.now() + 14.1 * 86_400_000))).toBeNull();
  });

  it('invites another sheet of the community where it is told to', async () => {
    const { out } = await run('--community', 'lakeside', '--another-sheet', '--days', '2');
    expect(await found(codeIn(out))).toMatchObject({ communityId: 'lakeside', besides: true });
  });

  it('names the account that is to work on the sheet', async () => {
    const account = 'sheets-1@techhire-ohio.iam.gserviceaccount.com:planner@school.example';
    const { out } = await run('--community', 'school', '--account', account);
    expect(await found(codeIn(out))).toMatchObject({ account });
  });

  it('withdraws what the community has', async () => {
    const { out } = await run('--community', 'hillside');
    expect(await run('--community', 'hillside', '--withdraw')).toMatchObject({ status: 0, out: 'Withdrawn: 1.\n' });
    expect(await found(codeIn(out))).toBeNull();
    expect((await run('--community', 'hillside', '--withdraw')).out).toContain('had no invitation that worked');
  });

  it.each([
    [[], 'Which community is to be invited?'],
    [['--community', 'Lake Side'], '--community is "Lake Side"'],
    [['--community', 'a', '--days', '0'], '--days is "0"'],
    [['--community', 'a', '--days', '3', '--withdraw'], '--withdraw goes with --community alone.'],
    [['--community', 'a', '--account', 'planner@school.example'], '--account is "planner@school.example"'],
    [['a'], '"a" is not expected here.'],
  ])('says what is wrong with %j', async (args, message) => {
    expect(await run(...args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(message) });
  });
});
