import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DriveError } from '../../functions/drive/client.ts';
import { type DriveNotification, handleDriveChange } from '../../functions/edits/on-drive-change.ts';
import { QuotaReached } from '../../functions/sheet/client.ts';
import { type DriveBench, openDriveBench } from '../support/drive-bench.ts';
import { waitFor } from '../support/machine.ts';

let bench: DriveBench;
let sheet: string;
/** What Google would send over the sheet's channel. */
let headers: Record<string, string>;

beforeEach(async () => {
  // Everything that Google sends is lost, so that a test can send what it likes.
  bench = await openDriveBench({ fate: () => ({ copies: 0, lateMs: 0 }) });
  let token = '';
  const drive: typeof bench.ports.drive = (use) => ({
    ...bench.ports.drive(use),
    watch: (pageToken, channel) => {
      token = channel.token;
      return bench.ports.drive(use).watch(pageToken, channel);
    },
  });
  sheet = await bench.connectedSheet();
  await bench.pushWith({ drive }).turnOn(sheet);
  await bench.passed(sheet);
  bench.queued.length = 0;
  const [channel] = await bench.channels();
  headers = {
    'x-goog-channel-id': channel!.id,
    'x-goog-channel-token': token,
    'x-goog-channel-expiration': 'Mon, 30 Nov 2026 12:00:00 GMT',
    'x-goog-resource-id': channel!.resourceId!,
    'x-goog-resource-uri': 'https://www.googleapis.com/drive/v3/changes?alt=json',
    'x-goog-resource-state': 'change',
    'x-goog-message-number': '10',
  };
});
afterEach(() => bench.close());

const send = (changes: Record<string, string | string[] | undefined> = {}, rest: Partial<DriveNotification> = {}) =>
  handleDriveChange(
    { method: 'POST', headers: { ...headers, ...changes }, nowMs: bench.clock.ms, ...rest },
    bench.deps,
  );

const taken = (queued: number) => ({ status: 200, body: { queued }, gone: [] });

const counts = async () => {
  const { requested, processed, owing, unannouncedSince } = (await bench.registry.find(sheet))!;
  return { requested, processed, owing, unannouncedSince };
};

describe('a notification', () => {
  it('queues a pass of each watched sheet that has changed, and of no other file', async () => {
    const other = await bench.connectedSheet();
    bench.types(sheet, '80');
    bench.types(other, '80');
    const { requested } = await counts();
    expect(await send()).toEqual(taken(1));
    expect(bench.queued).toEqual([sheet]);
    expect(await counts()).toMatchObject({ requested: requested + 1, owing: true });
  });

  it('counts as the message that a sheet was said to lack', async () => {
    await bench.db.doc(`sheets/${sheet}`).update({ unannouncedSince: '2026-11-23T10:00:00.000Z' });
    bench.types(sheet, '80');
    await send();
    expect(await counts()).toMatchObject({ unannouncedSince: null });
  });

  it('that comes twice, or whose message number is lower than one before, owes nothing more', async () => {
    bench.types(sheet, '80');
    expect(await send()).toEqual(taken(1));
    await bench.passed(sheet);
    expect(await send()).toEqual(taken(0));
    expect(await send({ 'x-goog-message-number': '7' })).toEqual(taken(0));
    expect(await send({ 'x-goog-message-number': '12' })).toEqual(taken(0));
    expect(bench.queued).toEqual([sheet]);
    expect(await counts()).toMatchObject({ owing: false });
  });

  it('that comes twice at once owes one pass', async () => {
    bench.types(sheet, '80');
    const { requested } = await counts();
    await Promise.all(Array.from({ length: 6 }, (_, index) => send({ 'x-goog-message-number': String(20 + index) })));
    expect(await counts()).toMatchObject({ requested: requested + 1 });
  });

  it('of another process at the same time owes one pass', async () => {
    bench.types(sheet, '80');
    const { requested } = await counts();
    const elsewhere = { watches: bench.watches, follow: bench.pushWith().follow };
    await Promise.all([send(), handleDriveChange({ method: 'POST', headers, nowMs: bench.clock.ms }, elsewhere)]);
    expect(await counts()).toMatchObject({ requested: requested + 1 });
  });

  it('says the log is to be read, however often the process ended in between', async () => {
    bench.types(sheet, '80');
    const { requested } = await counts();
    const crashing = bench.pushWith({
      queue: { enqueue: () => Promise.reject(new Error('the process ends here')) },
    }).follow;
    const reply = await handleDriveChange(
      { method: 'POST', headers, nowMs: bench.clock.ms },
      { watches: bench.watches, follow: crashing },
    );
    expect(reply.status).toBe(503);
    expect(await send()).toEqual(taken(1));
    expect(bench.queued).toEqual([sheet]);
    expect(await counts()).toMatchObject({ requested: requested + 1, owing: true });
  });

  it.each(['sync', 'add', 'something_new'])('of the kind %s is taken, and nothing is looked up', async (state) => {
    bench.types(sheet, '80');
    expect(await send({ 'x-goog-resource-state': state })).toEqual(taken(0));
    expect(bench.queued).toEqual([]);
    expect(await bench.channels()).toMatchObject([{ heardAt: '2026-11-23T12:00:00.000Z', readAfter: 0 }]);
  });

  it.each(['change', 'changed'])('of the kind %s has the log read', async (state) => {
    bench.types(sheet, '80');
    expect(await send({ 'x-goog-resource-state': state })).toEqual(taken(1));
  });

  it('tells of a sheet that is gone, and queues nothing for it', async () => {
    bench.drive.remove(sheet);
    expect(await send()).toEqual({ ...taken(0), gone: [sheet] });
    expect(bench.queued).toEqual([]);
  });

  it('over a channel that is about to be stopped is true all the same', async () => {
    await bench.watches.change(null, (watch) => ({
      answer: undefined,
      watch: { ...watch, channels: watch.channels.map((channel) => ({ ...channel, state: 'leaving' as const })) },
    }));
    bench.types(sheet, '80');
    expect(await send()).toEqual(taken(1));
  });
});

describe('what is no notification of ours is refused', () => {
  it.each<[what: string, changes: Record<string, string | string[] | undefined>, status: number, code: string]>([
    ['a forged secret', { 'x-goog-channel-token': 'account=own&secret=guessed' }, 401, 'wrong-token'],
    ['no secret', { 'x-goog-channel-token': 'account=own' }, 401, 'wrong-token'],
    ['an unknown channel', { 'x-goog-channel-id': 'channel-of-others' }, 404, 'unknown-channel'],
    [
      'the channel of another account',
      { 'x-goog-channel-token': 'account=other@x.iam.gserviceaccount.com&secret=secret-1' },
      404,
      'unknown-channel',
    ],
    ['a token that names no account', { 'x-goog-channel-token': 'secret=x' }, 404, 'unknown-channel'],
    [
      'an account that leads elsewhere',
      { 'x-goog-channel-token': 'account=..%2Fsheets&secret=x' },
      404,
      'unknown-channel',
    ],
    ['no token', { 'x-goog-channel-token': undefined }, 400, 'malformed'],
    ['no channel', { 'x-goog-channel-id': undefined }, 400, 'malformed'],
    ['a channel id of two lines', { 'x-goog-channel-id': 'a\nb' }, 400, 'malformed'],
    ['a header that came twice', { 'x-goog-message-number': ['10', '11'] }, 400, 'malformed'],
    ['a message number that is none', { 'x-goog-message-number': '1e3' }, 400, 'malformed'],
    ['a token that is too long', { 'x-goog-channel-token': `account=own&secret=${'x'.repeat(256)}` }, 400, 'malformed'],
  ])('%s', async (_, changes, status, code) => {
    bench.types(sheet, '80');
    const reply = await send(changes);
    expect(reply).toMatchObject({ status, body: { error: { code, message: expect.stringMatching(/\.$/) } } });
    expect(bench.queued).toEqual([]);
    expect(await bench.channels()).toMatchObject([{ heardAt: null }]);
  });

  it('another method', async () => {
    expect(await send({}, { method: 'GET' })).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  it('what comes over a channel that is over', async () => {
    expect(await send({}, { nowMs: Date.parse('2026-11-30T12:00:00.000Z') })).toMatchObject({
      status: 410,
      body: { error: { code: 'channel-over' } },
    });
  });

  it('whatever is in the headers, without an error of ours', async () => {
    const name = fc.constantFrom(...Object.keys(headers));
    await fc.assert(
      fc.asyncProperty(name, fc.oneof(fc.string(), fc.string({ unit: 'binary' })), async (changed, value) => {
        const { status } = await send({ [changed]: value });
        expect([200, 400, 401, 404]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what cannot be taken now is asked for again', () => {
  it.each([
    [
      'Google does not answer',
      new DriveError('Cannot list changes.', { status: 503, reason: null, retryAfterMs: null }),
    ],
    ['the quota is used up', new QuotaReached('The calls of this minute are used up.', 1_000)],
    ['there are no credentials', new Error('Could not load the default credentials')],
  ])('where %s', async (_, error) => {
    bench.types(sheet, '80');
    const failing = bench.pushWith({
      drive: (use) => ({ ...bench.ports.drive(use), changes: () => Promise.reject(error) }),
    });
    const reply = await handleDriveChange(
      { method: 'POST', headers, nowMs: bench.clock.ms },
      { watches: bench.watches, follow: failing.follow },
    );
    expect(reply).toEqual({
      status: 503,
      body: {
        error: { code: 'not-taken', message: 'The changes could not be looked at. Send the same notification again.' },
      },
      cause: error,
    });
    expect(await send()).toEqual(taken(1));
  });

  it('and Google, which does so after 503, is answered in the end', async () => {
    await bench.close();
    bench = await openDriveBench();
    const watched = await bench.watchedSheet();
    await bench.heard('sync', 1);
    bench.trouble.push(503, 500);
    bench.types(watched, '80');
    await waitFor(() => (bench.queued.includes(watched) ? true : null), 5_000);
    expect((await bench.heard('change', 3)).map(({ status }) => status)).toEqual([503, 500, 200]);
  });
});
