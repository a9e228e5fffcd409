import { afterAll, beforeAll, expect, it } from 'vitest';
import { signMessage } from '../../functions/edits/signature.ts';
import { firestoreClient } from '../../functions/mirror/client.ts';
import { connect } from '../../scripts/connect.ts';
import { forget } from '../../scripts/forget.ts';
import type { OperatorTerminal } from '../../scripts/operator.ts';
import { share } from '../../scripts/share.ts';
import { type RunningMachine, startMachine, temporaryFolder, waitFor } from '../support/machine.ts';

const folder = temporaryFolder();
let machine: RunningMachine;
let spreadsheetId: string;

beforeAll(async () => {
  machine = await startMachine(folder.path, ['--empty']);
  spreadsheetId = await newSheet('Lakeside');
});
afterAll(async () => {
  await machine.stop();
  folder.remove();
});

const newSheet = async (title: string): Promise<string> => {
  const created = await fetch(`${machine.url}/v4/spreadsheets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ properties: { title } }),
  });
  return ((await created.json()) as { spreadsheetId: string }).spreadsheetId;
};

const run = async (
  command: (args: string[], terminal: OperatorTerminal) => Promise<number>,
  args: string[],
  { ask = null, env = {} }: Partial<Pick<OperatorTerminal, 'ask' | 'env'>> = {},
) => {
  let [out, err] = ['', ''];
  const status = await command(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: { TECHHIRE_SHEETS_ROOT_URL: machine.url, ...env },
    ask,
  });
  return { status, out, err };
};

const announced = async (key: string): Promise<number> => {
  const message = {
    id: crypto.randomUUID(),
    timestampSeconds: Math.floor(Date.now() / 1000),
    body: JSON.stringify({ spreadsheetId, change: 'OTHER' }),
  };
  const answer = await fetch(`${machine.url}/functions/onEdit`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': message.id,
      'webhook-timestamp': String(message.timestampSeconds),
      'webhook-signature': signMessage({ key, ...message }),
    },
    body: message.body,
  });
  return answer.status;
};

const connection = () => ['--spreadsheet', spreadsheetId, '--community', 'lakeside'];

it('connects a sheet once, with a key and an address that work', async () => {
  const { status, out } = await run(connect, connection());
  expect(status).toBe(0);
  expect(out).toContain(`techhireUrl  ${machine.url}/functions/onEdit\n`);
  const key = /techhireKey {2}(\S+)/.exec(out)![1]!;
  expect(await announced(key)).toBe(202);
  const again = await run(connect, connection());
  expect(again).toMatchObject({ status: 0, out: expect.stringContaining('It was connected before') });
  expect(again.out).toContain(key);
});

it.each([
  [
    () => ['--spreadsheet', spreadsheetId, '--community', 'riverbend'],
    'connected to the community "lakeside" already. A new year',
  ],
  [() => ['--spreadsheet', 'nobodys', '--community', 'hillside'], 'Cannot read spreadsheet nobodys: 404'],
  [() => ['--spreadsheet', spreadsheetId, '--community', 'Lake Side'], '--community is "Lake Side"'],
  [() => ['--spreadsheet', 'a/b', '--community', 'lakeside'], '--spreadsheet is "a/b"'],
  [() => [], 'Which sheet is to be connected to which community?'],
])('connects nothing where something is wrong (%#)', async (args, message) => {
  expect(await run(connect, args())).toMatchObject({ status: 2, out: '', err: expect.stringContaining(message) });
});

it('gives no sheet of Google’s to the person who types the command', async () => {
  const env = {
    TECHHIRE_SHEETS_ROOT_URL: undefined,
    GOOGLE_CLOUD_PROJECT: 'techhire-ohio',
    TECHHIRE_PUBLIC_URL: 'https://planner.example',
  };
  expect(await run(connect, connection(), { env })).toMatchObject({
    status: 2,
    err: expect.stringContaining('TECHHIRE_SHEETS_ACCOUNTS is not set.'),
  });
});

it('forgets a community when a person agrees: nothing of it is left, and its sheet may not tell of edits any more', async () => {
  const { out } = await run(connect, connection());
  const key = /techhireKey {2}(\S+)/.exec(out)![1]!;
  await run(share, ['make', '--scope', 'community:lakeside', '--year', '2026']);
  const { host, project } = (
    (await (await fetch(`${machine.url}/health`)).json()) as { firestore: { host: string; project: string } }
  ).firestore;
  const firestore = firestoreClient({ projectId: project, emulatorHost: host });
  const owing = firestore.doc(`sheets/${spreadsheetId}`);
  await waitFor(async () => ((await owing.get()).get('owing') === false ? true : null), 20_000);
  const left = async (): Promise<string[]> =>
    [
      ...(await firestore.collection('communities').listDocuments()),
      ...(await firestore.collection('summaries').listDocuments()),
      ...(await firestore.collection('sheets').listDocuments()),
    ].map(({ path }) => path);
  await firestore.doc('communities/lakeside/plans/2026').set({ communityId: 'lakeside' });
  await firestore.doc('communities/lakeside/plans/2026/history/1').set({ revision: 1 });
  await firestore.doc('summaries/lakeside_2026').set({ communityId: 'lakeside', year: 2026 });
  const before = (await left()).filter((path) => !/lakeside/.test(path) && path !== owing.path);

  const args = ['--community', 'lakeside'];
  expect(await run(forget, [...args, '--dry-run'])).toMatchObject({
    status: 1,
    out: expect.stringContaining('  the plan of 2026 with its history\n  1 of its summaries\n'),
  });
  expect(await run(forget, args, { ask: async () => false })).toMatchObject({
    status: 1,
    out: expect.stringContaining('Nothing was deleted.'),
  });
  expect(await run(forget, args, { ask: async () => true })).toMatchObject({ status: 0 });
  expect(await left()).toEqual(before);
  expect((await firestore.doc('communities/lakeside/plans/2026/history/1').get()).exists).toBe(false);
  expect(await announced(key)).toBe(404);
  expect((await run(share, ['list'])).out).toContain('withdrawn');
  expect(await run(forget, args)).toEqual({ status: 0, out: 'There is nothing of lakeside.\n', err: '' });
  await firestore.terminate();
});

it('forgets nobody where it is not said who is meant', async () => {
  expect(await run(forget, [])).toMatchObject({ status: 2, err: expect.stringContaining('Which community') });
  expect(await run(forget, ['--community', 'x', '--yes', '--dry-run'])).toMatchObject({ status: 2 });
});

it('gives a community another sheet only where it is told that it is one', async () => {
  const args = async (): Promise<string[]> => [
    '--spreadsheet',
    await newSheet('Brookside'),
    '--community',
    'brookside',
  ];
  expect(await run(connect, await args())).toMatchObject({ status: 0 });
  const next = await args();
  expect(await run(connect, next)).toMatchObject({
    status: 2,
    err: expect.stringMatching(
      /has another sheet already, \S+\. If this one is for another year, add --another-sheet\./,
    ),
  });
  expect(await run(connect, [...next, '--another-sheet'])).toMatchObject({ status: 0 });
});
