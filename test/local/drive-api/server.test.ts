import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { OAuth2Client } from 'google-auth-library';
import { type drive_v3, drive as driveApi } from 'googleapis/build/src/apis/drive/index.js';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createDriveServer,
  type DriveServer,
  type DriveServerOptions,
} from '../../../scripts/local/drive-api/server.ts';
import { temporaryFolder, waitFor } from '../../support/machine.ts';

/* Google's own client against the double. What the double has to do is what Google's guides say; where they say nothing, what was observed. */

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const WEEK = 604_800_000;

/** Spreadsheets as the Drive server sees them. */
const someFiles = () => {
  const listeners: ((spreadsheetId: string) => void)[] = [];
  const revisions = new Map<string, number>();
  return {
    list: () => [...revisions.keys()].map((spreadsheetId) => ({ spreadsheetId, title: `Plan ${spreadsheetId}` })),
    revision: (spreadsheetId: string) => revisions.get(spreadsheetId)!,
    onChange: (listener: (spreadsheetId: string) => void) => void listeners.push(listener),
    change: (spreadsheetId: string) => {
      revisions.set(spreadsheetId, (revisions.get(spreadsheetId) ?? 0) + 1);
      for (const listener of listeners) listener(spreadsheetId);
    },
    delete: (spreadsheetId: string) => void revisions.delete(spreadsheetId),
  };
};

const start = async (options: Partial<DriveServerOptions> = {}) => {
  const files = someFiles();
  const clock = { ms: Date.parse('2026-11-23T12:00:00.000Z') };
  const server: DriveServer = createDriveServer({
    file: ':memory:',
    sheets: files,
    lagMs: 10,
    firstRetryMs: 5,
    now: () => clock.ms,
    ...options,
  });
  const heard: Record<string, string>[] = [];
  const statuses: number[] = [];
  const app = express().use('/drive/v3', server.v3);
  app.post('/told', (request, response) => {
    expect(request.get('content-length') ?? '0').toBe('0');
    heard.push(request.headers as Record<string, string>);
    response.status(statuses.shift() ?? 200).end();
  });
  const http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const rootUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  closing.push(() => {
    http.closeAllConnections();
    http.close();
  }, server.close);
  const as = (user: string): drive_v3.Drive => {
    const auth = new OAuth2Client();
    auth.setCredentials({ access_token: user });
    return driveApi({ version: 'v3', rootUrl: `${rootUrl}/`, auth });
  };
  const drive = as('somebody');
  return {
    server,
    files,
    clock,
    heard,
    statuses,
    drive,
    as,
    address: `${rootUrl}/told`,
    token: async () => (await drive.changes.getStartPageToken()).data.startPageToken!,
    watch: async (channel: drive_v3.Schema$Channel = {}, pageToken = '1') =>
      (
        await drive.changes.watch({
          pageToken,
          requestBody: { id: 'channel', type: 'web_hook', address: `${rootUrl}/told`, ...channel },
        })
      ).data,
    waitForState: (state: string, count = 1) =>
      waitFor(() => {
        const found = heard.filter((headers) => headers['x-goog-resource-state'] === state);
        return found.length >= count ? found : null;
      }, 5_000),
  };
};

/** The status of an answer, and what Google's client says of a refusal. */
const outcome = async (call: Promise<unknown>) => {
  const error = (await call.catch((cause: unknown) => cause)) as {
    status?: number;
    response?: { data?: { error?: { errors?: { reason: string }[] } } };
  };
  return [error.status, error.response?.data?.error?.errors?.[0]?.reason];
};

describe('the log of changes', () => {
  it('holds what happens after its page token was given, each file once, in the order of its newest change', async () => {
    const { drive, files, token } = await start();
    files.change('a');
    const from = await token();
    for (const file of ['a', 'b', 'a', 'c']) files.change(file);
    const { data } = await drive.changes.list({ pageToken: from });
    expect(data.changes).toMatchObject([
      { kind: 'drive#change', changeType: 'file', fileId: 'b', removed: false, file: { version: '1', name: 'Plan b' } },
      {
        fileId: 'a',
        time: '2026-11-23T12:00:00.000Z',
        file: { version: '3', mimeType: 'application/vnd.google-apps.spreadsheet' },
      },
      { fileId: 'c' },
    ]);
    expect(data.nextPageToken).toBeUndefined();
    const { data: after } = await drive.changes.list({ pageToken: data.newStartPageToken! });
    expect(after).toMatchObject({ changes: [], newStartPageToken: data.newStartPageToken });
  });

  it('comes in pages, and only with the fields that were asked for', async () => {
    const { drive, files, token } = await start();
    const from = await token();
    for (let index = 0; index < 5; index++) files.change(`file-${index}`);
    const found: string[] = [];
    let pages = 0;
    for (let pageToken: string | null | undefined = from; pageToken; pages++) {
      const fields = 'nextPageToken,changes(fileId)';
      const { data }: { data: drive_v3.Schema$ChangeList } = await drive.changes.list({
        pageToken,
        pageSize: 2,
        fields,
      });
      expect(Object.keys(data.changes![0]!)).toEqual(['fileId']);
      expect(data).not.toHaveProperty('newStartPageToken');
      found.push(...data.changes!.map(({ fileId }) => fileId!));
      pageToken = data.nextPageToken;
    }
    expect(found).toEqual(['file-0', 'file-1', 'file-2', 'file-3', 'file-4']);
    expect(pages).toBe(3);
  });

  it('says of a file that is gone only that it is', async () => {
    const { drive, files, server, token } = await start();
    files.change('a');
    const from = await token();
    files.delete('a');
    server.remove('a');
    const { data } = await drive.changes.list({ pageToken: from });
    expect(data.changes).toEqual([
      { kind: 'drive#change', changeType: 'file', time: '2026-11-23T12:00:00.000Z', fileId: 'a', removed: true },
    ]);
  });

  it('is each user’s own', async () => {
    const { as, files } = await start({ isReader: (fileId, user) => fileId.startsWith(user) });
    for (const file of ['one-a', 'two-a']) files.change(file);
    for (const user of ['one', 'two']) {
      const { data } = await as(user).changes.list({ pageToken: '1' });
      expect(data.changes!.map(({ fileId }) => fileId)).toEqual([`${user}-a`]);
    }
    expect(await outcome(as('one').files.get({ fileId: 'two-a' }))).toEqual([404, 'notFound']);
    expect((await as('two').files.get({ fileId: 'two-a', fields: 'id' })).data).toEqual({ id: 'two-a' });
  });

  it.each([['0'], ['99'], ['x'], ['']])('refuses the page token %j', async (pageToken) => {
    const { drive } = await start();
    expect(await outcome(drive.changes.list({ pageToken }))).toEqual([400, 'invalid']);
  });

  it('refuses a page token that is too old', async () => {
    const { drive, files, server, token } = await start();
    const from = await token();
    files.change('a');
    server.forgetTokens();
    expect(await outcome(drive.changes.list({ pageToken: from }))).toEqual([410, 'gone']);
    expect((await drive.changes.list({ pageToken: await token() })).data.changes).toEqual([]);
  });
});

describe('a channel', () => {
  it('is told of with a sync message, whose number is 1, and then of changes, with numbers that grow', async () => {
    const { watch, files, waitForState, heard } = await start();
    const opened = await watch({ token: 'account=own&secret=x' });
    expect(opened).toEqual({
      kind: 'api#channel',
      id: 'channel',
      resourceId: expect.stringMatching(/^[\w-]{27}$/),
      resourceUri: 'https://www.googleapis.com/drive/v3/changes?alt=json',
      token: 'account=own&secret=x',
      expiration: String(Date.parse('2026-11-23T13:00:00.000Z')),
    });
    const [sync] = await waitForState('sync');
    expect(sync).toMatchObject({
      'x-goog-channel-id': 'channel',
      'x-goog-channel-token': 'account=own&secret=x',
      'x-goog-channel-expiration': 'Mon, 23 Nov 2026 13:00:00 GMT',
      'x-goog-resource-id': opened.resourceId,
      'x-goog-message-number': '1',
    });
    for (let count = 1; count <= 3; count++) {
      files.change('a');
      await waitForState('change', count);
    }
    const numbers = heard.map((headers) => Number(headers['x-goog-message-number']));
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  });

  it('is told once of all changes of some time', async () => {
    const { watch, files, waitForState, heard, drive } = await start({ lagMs: 50 });
    await watch();
    for (let index = 0; index < 100; index++) files.change(`file-${index % 7}`);
    await waitForState('change');
    files.change('last');
    await waitForState('change', 2);
    expect(heard.filter((headers) => headers['x-goog-resource-state'] === 'change')).toHaveLength(2);
    expect((await drive.changes.list({ pageToken: '1' })).data.changes).toHaveLength(8);
  });

  it.each<[what: string, channel: drive_v3.Schema$Channel, reason: string]>([
    ['an address without https', { address: 'http://planner.example/told' }, 'push.webhookUrlNotHttps'],
    ['an address that is none', { address: 'planner.example' }, 'push.webhookUrlNotHttps'],
    ['an id that is too long', { id: 'x'.repeat(65) }, 'push.channelIdInvalid'],
    ['an id with other characters', { id: 'a.b' }, 'push.channelIdInvalid'],
    ['another type', { type: 'pigeon' }, 'push.channelTypeNotSupported'],
    ['a token that is too long', { token: 'x'.repeat(257) }, 'invalid'],
    ['a time that is over', { expiration: '1000' }, 'invalid'],
  ])('is refused with %s', async (_, channel, reason) => {
    const { watch, server } = await start();
    expect(await outcome(watch(channel))).toEqual([400, reason]);
    expect(server.open()).toEqual([]);
  });

  it('may have any https address, and the longest id and token', async () => {
    const { watch, server } = await start({ fate: () => ({ copies: 0, lateMs: 0 }) });
    const channel = { address: 'https://planner.example/told', id: 'x'.repeat(64), token: 'x'.repeat(256) };
    expect(await watch(channel)).toMatchObject({ id: channel.id, token: channel.token });
    expect(server.open()).toEqual([channel.id]);
  });

  it('lasts a week at most, and is told nothing after its time', async () => {
    const { watch, clock, files, heard, server, waitForState } = await start();
    const asked = clock.ms + 10 * WEEK;
    expect(await watch({ expiration: String(asked) })).toMatchObject({ expiration: String(clock.ms + WEEK) });
    await waitForState('sync');
    clock.ms += WEEK;
    expect(server.open()).toEqual([]);
    files.change('a');
    await watch({ id: 'another' });
    files.change('b');
    await waitForState('change');
    expect(heard.filter((headers) => headers['x-goog-channel-id'] === 'channel')).toHaveLength(1);
  });

  it('has an id that is never used again, even after it was stopped', async () => {
    const { watch, drive } = await start();
    const { resourceId } = await watch();
    expect(await outcome(watch())).toEqual([400, 'channelIdNotUnique']);
    await drive.channels.stop({ requestBody: { id: 'channel', resourceId: resourceId! } });
    expect(await outcome(watch())).toEqual([400, 'channelIdNotUnique']);
  });

  it('is stopped by its id and what it watches, once', async () => {
    const { watch, drive, files, server, heard, waitForState } = await start();
    const { resourceId } = await watch();
    await waitForState('sync');
    const stop = (requestBody: object) => outcome(drive.channels.stop({ requestBody }));
    expect(await stop({ id: 'channel', resourceId: 'another' })).toEqual([404, 'notFound']);
    expect(await stop({ id: 'another', resourceId })).toEqual([404, 'notFound']);
    expect(server.open()).toEqual(['channel']);
    expect((await drive.channels.stop({ requestBody: { id: 'channel', resourceId: resourceId! } })).status).toBe(204);
    expect(await stop({ id: 'channel', resourceId })).toEqual([404, 'notFound']);
    files.change('a');
    await watch({ id: 'another' });
    files.change('b');
    await waitForState('change');
    expect(new Set(heard.map((headers) => headers['x-goog-channel-id']))).toEqual(new Set(['channel', 'another']));
    expect(heard.filter((headers) => headers['x-goog-channel-id'] === 'channel')).toHaveLength(1);
  });

  it.each([[500], [502], [503], [504]])('is told again after %d, and after nothing else', async (status) => {
    const { watch, files, heard, statuses, waitForState } = await start();
    await watch();
    await waitForState('sync');
    statuses.push(status, status, 404);
    files.change('a');
    await waitForState('change', 3);
    files.change('a');
    await waitForState('change', 4);
    const numbers = heard.slice(1).map((headers) => headers['x-goog-message-number']);
    expect(new Set(numbers.slice(0, 3)).size).toBe(1);
    expect(numbers[3]).not.toBe(numbers[0]);
  });

  it('may be told twice, late, or not at all', async () => {
    const fates = [
      { copies: 1, lateMs: 0 },
      { copies: 0, lateMs: 0 },
      { copies: 2, lateMs: 20 },
    ];
    const { watch, files, heard, waitForState } = await start({ fate: () => fates.shift()! });
    await watch();
    await waitForState('sync');
    for (let left = 1; left >= 0; left--) {
      files.change('a');
      await waitFor(() => (fates.length <= left ? true : null), 5_000);
    }
    await waitForState('change', 2);
    const [, first, second] = heard.map((headers) => headers['x-goog-message-number']);
    expect(first).toBe(second);
  });
});

it('keeps channels and the log over a restart', async () => {
  const folder = temporaryFolder();
  closing.push(folder.remove);
  const file = `${folder.path}/drive.sqlite`;
  const before = await start({ file });
  const from = await before.token();
  before.files.change('a');
  await before.watch();
  before.server.close();
  closing.pop();
  const after = await start({ file });
  expect(after.server.open()).toEqual(['channel']);
  expect((await after.drive.changes.list({ pageToken: from })).data.changes).toMatchObject([
    { fileId: 'a', removed: true },
  ]);
});

it('counts what calls cost, for each user and for all', async () => {
  const { as, clock } = await start({ quota: { perUser: 210, perProject: 320, windowMs: 60_000 } });
  const list = (user: string) => outcome(as(user).changes.list({ pageToken: '1' }));
  const look = (user: string) => outcome(as(user).changes.getStartPageToken());
  const granted = [200, undefined];
  expect([await list('one'), await list('one'), await list('one')]).toEqual([
    granted,
    granted,
    [403, 'userRateLimitExceeded'],
  ]);
  expect([await look('one'), await look('one'), await look('one')].at(-1)).toEqual([403, 'userRateLimitExceeded']);
  expect([await list('two'), await list('two')]).toEqual([granted, [403, 'rateLimitExceeded']]);
  clock.ms += 60_001;
  expect(await list('one')).toEqual(granted);
});
