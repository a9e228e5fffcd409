import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DriveError, type DrivePort } from '../../functions/drive/client.ts';
import { pushedAccounts } from '../../functions/edits/drive-push.ts';
import { type DriveBench, openDriveBench } from '../support/drive-bench.ts';
import { waitFor } from '../support/machine.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let bench: DriveBench;
beforeEach(async () => {
  bench = await openDriveBench();
});
afterEach(() => bench.close());

/** What is at Google, and what we know of it. */
const channels = async (account: string | null = null) => ({
  open: bench.drive.open(),
  known: (await bench.channels(account)).map(({ id, state }) => [id, state]),
});

describe('turning push on for a sheet', () => {
  it('opens a channel of the sheet’s account for a week, and queues a pass for what was typed before', async () => {
    const sheet = await bench.connectedSheet();
    expect(await bench.push.turnOn(sheet)).toEqual({
      outcome: 'on',
      tended: {
        account: null,
        sheets: 1,
        opened: true,
        stopped: 0,
        queued: 0,
        wasDeaf: false,
        gone: [],
        error: null,
      },
    });
    expect(bench.queued).toContain(sheet);
    const [channel] = await bench.channels();
    expect(channel).toMatchObject({
      state: 'open',
      expiresAt: '2026-11-30T12:00:00.000Z',
      openedAt: '2026-11-23T12:00:00.000Z',
    });
    expect(bench.drive.open()).toEqual([channel!.id]);
    // Only Google has the secret.
    expect(JSON.stringify(await bench.watches.find(null))).not.toContain('secret-');
  });

  it('opens no second channel for the second sheet of the account, and one for each other account', async () => {
    const [one, other] = ['one@x.iam.gserviceaccount.com', 'other@x.iam.gserviceaccount.com'];
    for (const account of [one, one, other]) await bench.watchedSheet(account);
    expect(bench.drive.open()).toHaveLength(2);
    expect(await bench.channels(one)).toHaveLength(1);
    expect(await bench.channels(other)).toHaveLength(1);
    const overview = pushedAccounts(await bench.watches.list(), await bench.registry.withDrivePush());
    expect(overview.map(({ account, sheets }) => [account, sheets.length])).toEqual([
      [one, 2],
      [other, 1],
    ]);
  });

  it('is refused for a sheet that is not connected, or that the account does not see', async () => {
    expect(await bench.push.turnOn('no-such-sheet')).toEqual({ outcome: 'not-connected' });
    await bench.registry.connect({
      spreadsheetId: 'a-sheet-of-others',
      communityId: 'riverbend',
      newKey: 'whsec_b2Ygbm8gdXNlIGJ1dCBpbiB0aGVzZSB0ZXN0cw==',
      now: '2026-11-23T11:00:00.000Z',
    });
    expect(await bench.push.turnOn('a-sheet-of-others')).toEqual({ outcome: 'not-shared', account: null });
    expect(await bench.registry.find('a-sheet-of-others')).toMatchObject({ drivePush: false });
    expect(bench.drive.open()).toEqual([]);
  });

  it('opens one channel where several processes do it at once', async () => {
    const sheets = [await bench.connectedSheet(), await bench.connectedSheet(), await bench.connectedSheet()];
    await Promise.all(sheets.map((sheet) => bench.pushWith().turnOn(sheet)));
    await Promise.all([bench.pushWith().tend(), bench.pushWith().tend()]);
    expect(bench.drive.open()).toHaveLength(1);
    expect((await bench.channels()).map(({ state }) => state)).toEqual(['open']);
  });
});

describe('turning push off', () => {
  it('stops the channel with the last of the account’s sheets', async () => {
    const [first, last] = [await bench.watchedSheet(), await bench.watchedSheet()];
    expect(await bench.push.turnOff(first)).toMatchObject({ sheets: 1, stopped: 0 });
    expect(await channels()).toMatchObject({ open: [expect.any(String)] });
    expect(await bench.push.turnOff(last)).toMatchObject({ sheets: 0, stopped: 1 });
    expect(await channels()).toEqual({ open: [], known: [] });
    expect(await bench.push.turnOff('no-such-sheet')).toBeNull();
  });

  it('is done by the schedule where a sheet was disconnected, or push was switched off for the whole installation', async () => {
    const sheet = await bench.watchedSheet();
    await bench.registry.disconnect(sheet);
    expect(await bench.push.tend()).toMatchObject([{ sheets: 0, stopped: 1, error: null }]);
    await bench.watchedSheet();
    expect(bench.drive.open()).toHaveLength(1);
    expect(await bench.pushWith({ address: null }).tend()).toMatchObject([{ sheets: 1, stopped: 1, error: null }]);
    expect(await channels()).toEqual({ open: [], known: [] });
  });
});

describe('a channel', () => {
  it('is left alone while there is time, and renewed before it expires: the new one first', async () => {
    const sheet = await bench.watchedSheet();
    const [first] = bench.drive.open();
    bench.clock.ms += 4 * DAY;
    expect(await bench.push.tend()).toMatchObject([{ opened: false, stopped: 0 }]);
    bench.clock.ms += DAY;
    // While the new one is being opened, the old one still tells.
    let openMeanwhile: string[] = [];
    const drive: typeof bench.ports.drive = (use) => ({
      ...bench.ports.drive(use),
      watch: async (...request) => {
        openMeanwhile = bench.drive.open();
        return bench.ports.drive(use).watch(...request);
      },
    });
    expect(await bench.pushWith({ drive }).tend()).toMatchObject([{ opened: true, stopped: 1, error: null }]);
    expect(openMeanwhile).toEqual([first]);
    expect(bench.drive.open()).toHaveLength(1);
    expect(bench.drive.open()).not.toContain(first);
    expect(await bench.channels()).toMatchObject([
      { id: bench.drive.open()[0], expiresAt: '2026-12-05T12:00:00.000Z' },
    ]);
    bench.types(sheet, '80');
    await bench.heard('change', 1);
    await waitFor(() => (bench.queued.includes(sheet) ? true : null), 5_000);
  });

  it('that Google has dropped is opened anew once changes are found that nobody has told of', async () => {
    const sheet = await bench.watchedSheet();
    const [lost] = bench.drive.open();
    bench.drive.lose(lost!);
    bench.types(sheet, '80');
    // So soon it may still be told of.
    bench.clock.ms += 60_000;
    expect(await bench.push.tend()).toMatchObject([{ queued: 1, wasDeaf: false, opened: false }]);
    expect(bench.queued).toEqual([sheet]);
    await bench.passed(sheet);
    bench.types(sheet, '81');
    bench.clock.ms += 10 * 60_000;
    expect(await bench.push.tend()).toMatchObject([
      { queued: 1, wasDeaf: true, opened: true, stopped: 1, error: null },
    ]);
    expect(bench.drive.open()).toHaveLength(1);
    expect(bench.drive.open()).not.toContain(lost);
    expect(await bench.push.tend()).toMatchObject([{ queued: 0, wasDeaf: false, opened: false }]);
  });

  it('that has expired, because no schedule ran, is opened anew, and what was typed meanwhile is found', async () => {
    const sheet = await bench.watchedSheet();
    bench.clock.ms += 8 * DAY;
    bench.types(sheet, '80');
    expect(await bench.push.tend()).toMatchObject([{ opened: true, queued: 1, error: null }]);
    expect(bench.queued).toEqual([sheet]);
    expect(await channels()).toMatchObject({ known: [[bench.drive.open()[0], 'open']] });
  });

  it('for which no answer came is stopped once its first notification has said how', async () => {
    const sheet = await bench.connectedSheet();
    const drive: typeof bench.ports.drive = (use) => ({
      ...bench.ports.drive(use),
      watch: async (...request) => {
        await bench.ports.drive(use).watch(...request);
        throw new DriveError('Cannot open a channel: no answer.', { status: null, reason: null, retryAfterMs: null });
      },
    });
    expect(await bench.pushWith({ drive }).turnOn(sheet)).toMatchObject({
      tended: { opened: false, error: expect.objectContaining({ status: null }) },
    });
    await bench.heard('sync', 1);
    const [orphan] = bench.drive.open();
    // Another one may be at it still.
    expect(await bench.push.tend()).toMatchObject([{ opened: false }]);
    bench.clock.ms += 2 * 60_000;
    await waitFor(async () => ((await bench.channels())[0]?.resourceId ? true : null), 5_000);
    expect(await bench.push.tend()).toMatchObject([{ opened: true, stopped: 1, error: null }]);
    expect(bench.drive.open()).toHaveLength(1);
    expect(bench.drive.open()).not.toContain(orphan);
  });

  it('that Google refuses is forgotten, and asked for again the next time', async () => {
    const sheet = await bench.connectedSheet();
    const address = 'http://planner.example/onDriveChange';
    expect(await bench.pushWith({ address }).turnOn(sheet)).toMatchObject({
      tended: {
        opened: false,
        error: expect.objectContaining({
          message:
            'Cannot open a channel: 400 from the Drive API, push.webhookUrlNotHttps. Google sends notifications to https addresses only: set TECHHIRE_PUBLIC_URL to one.',
        }),
      },
    });
    expect(await channels()).toEqual({ open: [], known: [] });
    expect(await bench.push.tend()).toMatchObject([{ opened: true, error: null }]);
  });

  it('that cannot be stopped now is stopped the next time', async () => {
    await bench.watchedSheet();
    bench.clock.ms += 5 * DAY;
    const drive: typeof bench.ports.drive = (use) => ({
      ...bench.ports.drive(use),
      stop: () =>
        Promise.reject(new DriveError('Cannot stop a channel.', { status: 503, reason: null, retryAfterMs: null })),
    });
    expect(await bench.pushWith({ drive }).tend()).toMatchObject([{ opened: true, stopped: 0 }]);
    expect(bench.drive.open()).toHaveLength(2);
    expect(await bench.push.tend()).toMatchObject([{ opened: false, stopped: 1, error: null }]);
    expect(await channels()).toMatchObject({ known: [[bench.drive.open()[0], 'open']] });
  });

  it('of one account that cannot be reached does not keep another’s from being renewed', async () => {
    const [one, other] = ['one@x.iam.gserviceaccount.com', 'other@x.iam.gserviceaccount.com'];
    for (const account of [one, other]) await bench.watchedSheet(account);
    bench.clock.ms += 5 * DAY;
    const unreachable: Partial<DrivePort> = { changes: () => Promise.reject(new Error('no credentials')) };
    const drive: typeof bench.ports.drive = (use) => ({
      ...bench.ports.drive(use),
      ...(use.account === one ? unreachable : {}),
    });
    expect(await bench.pushWith({ drive }).tend()).toMatchObject([
      { account: one, opened: false, error: expect.any(Error) },
      { account: other, opened: true, stopped: 1, error: null },
    ]);
  });
});

describe('the log of changes', () => {
  it('that cannot be read on is read from now on, and every watched sheet of the account gets a pass', async () => {
    const [one, two] = [await bench.watchedSheet(), await bench.watchedSheet()];
    bench.drive.lose(bench.drive.open()[0]!);
    bench.types(one, '80');
    bench.types(two, '80');
    bench.drive.forgetTokens();
    // Its log is read from a place that is not forgotten.
    await bench.watchedSheet('other@x.iam.gserviceaccount.com');
    await bench.push.tend();
    expect(new Set(bench.queued)).toEqual(new Set([one, two]));
    for (const sheet of [one, two]) await bench.passed(sheet);
    bench.queued.length = 0;
    bench.types(one, '81');
    await bench.follow({ account: null, urgency: 'people' });
    expect(bench.queued).toEqual([one]);
  });

  it('says which sheets are gone', async () => {
    const sheet = await bench.watchedSheet();
    bench.drive.lose(bench.drive.open()[0]!);
    bench.drive.remove(sheet);
    expect(await bench.push.tend()).toMatchObject([{ queued: 0, gone: [sheet], error: null }]);
    expect(await bench.push.tend()).toMatchObject([{ gone: [] }]);
  });
});
