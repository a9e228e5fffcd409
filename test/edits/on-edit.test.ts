import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handleOnEdit, type OnEditDeps } from '../../functions/edits/on-edit.ts';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { signMessage } from '../../functions/edits/signature.ts';
import type { SignedMessage } from '../../functions/edits/signed-message.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const otherKey = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const nowMs = Date.parse('2026-11-23T12:00:00.000Z');
const queued = { status: 202, body: { queued: true } };

let sheets = 0;
/** A connected sheet whose first pass is done, and what its bound script would send. */
const connected = async () => {
  const spreadsheetId = `sheet-${++sheets}`;
  const registry = sheetRegistry(database.db);
  await registry.connect({
    spreadsheetId,
    communityId: 'riverbend',
    newKey: key,
    now: '2026-11-23T11:00:00.000Z',
    besides: true,
  });
  await database.db.doc(`sheets/${spreadsheetId}`).update({ processed: 1, owing: false });
  const enqueued: string[] = [];
  const deps: OnEditDeps = {
    sheets: registry,
    queue: { enqueue: async (id) => void enqueued.push(id) },
    toleranceSeconds: 300,
  };
  const message = (
    body: unknown = { spreadsheetId, tab: 'Étapes 🚀', range: 'B2:C4' },
    { id = 'message-1', signedWith = key, atMs = nowMs }: { id?: string; signedWith?: string; atMs?: number } = {},
  ): SignedMessage => {
    const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const timestampSeconds = Math.floor(atMs / 1000);
    return {
      method: 'POST',
      rawBody,
      nowMs,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(timestampSeconds),
        'webhook-signature': signMessage({ key: signedWith, id, timestampSeconds, body: rawBody }),
      },
    };
  };
  const counts = async () => {
    const { requested, processed, owing } = (await registry.find(spreadsheetId))!;
    return { requested, processed, owing };
  };
  return { spreadsheetId, registry, enqueued, deps, message, counts };
};

const untouched = { requested: 1, processed: 1, owing: false };

describe('handleOnEdit', () => {
  it.each([
    ['an edit of cells', { tab: 'Goals', range: 'B2' }],
    ['a change of another kind', { change: 'REMOVE_ROW' }],
    ['an announcement of a later script, with fields of its own', { change: 'OTHER', version: 7 }],
  ])('counts %s durably, then queues it', async (_, announcement) => {
    const { spreadsheetId, message, deps, enqueued, counts } = await connected();
    const queue = {
      enqueue: async (id: string) => {
        expect(await counts()).toEqual({ requested: 2, processed: 1, owing: true });
        enqueued.push(id);
      },
    };
    expect(await handleOnEdit(message({ spreadsheetId, ...announcement }), { ...deps, queue })).toEqual(queued);
    expect(enqueued).toEqual([spreadsheetId]);
  });

  it.each([
    ['0.1.0', '0.1.0'],
    [undefined, null],
    ['<script>', null],
  ])('keeps which version of the script has sent it: %j', async (header, kept) => {
    const { spreadsheetId, registry, message, deps } = await connected();
    const { headers, ...rest } = message();
    await handleOnEdit({ ...rest, headers: { ...headers, 'x-techhire-script': header } }, deps);
    expect((await registry.find(spreadsheetId))!.scriptVersion).toBe(kept);
  });

  it('accepts the key before the newest during a rotation', async () => {
    const { spreadsheetId, registry, message, deps } = await connected();
    await registry.rotateKey(spreadsheetId, otherKey);
    expect(await handleOnEdit(message(), deps)).toEqual(queued);
    expect(await handleOnEdit(message(undefined, { id: 'message-2', signedWith: otherKey }), deps)).toEqual(queued);
  });

  it('owes no second pass for a message that comes twice, but sees that the first is queued', async () => {
    const { spreadsheetId, message, deps, enqueued, counts } = await connected();
    await handleOnEdit(message(), deps);
    expect(await handleOnEdit(message(), deps)).toEqual(queued);
    expect(await counts()).toEqual({ requested: 2, processed: 1, owing: true });
    expect(enqueued).toEqual([spreadsheetId, spreadsheetId]);
    // Another process has taken it meanwhile, and it has been checked.
    await database.db.doc(`sheets/${spreadsheetId}`).update({ processed: 2, owing: false });
    const replay = await handleOnEdit(message(), { ...deps, sheets: sheetRegistry(database.db) });
    expect(replay).toEqual({
      status: 409,
      body: {
        error: { code: 'replayed', message: 'This message was taken before, and the sheet has been checked since.' },
      },
    });
    expect(await counts()).toEqual({ requested: 2, processed: 2, owing: false });
    expect(enqueued).toHaveLength(2);
  });

  it('queues a message that was counted between the reading of the sheet and its own try to count it', async () => {
    const { spreadsheetId, registry, message, deps, enqueued } = await connected();
    const sheets: OnEditDeps['sheets'] = {
      ...registry,
      // Firestore commits, its answer is lost, and the client tries again by itself; or another process gets the same message.
      raiseRequested: async (...given) => {
        await registry.raiseRequested(...given);
        return registry.raiseRequested(...given);
      },
    };
    expect(await handleOnEdit(message(), { ...deps, sheets })).toEqual(queued);
    expect(enqueued).toEqual([spreadsheetId]);
  });

  it('takes no message again for as long as its timestamp would be accepted', async () => {
    const { spreadsheetId, registry, message, deps } = await connected();
    const sentAhead = message(undefined, { atMs: nowMs + 299_000 });
    await handleOnEdit(sentAhead, deps);
    await database.db.doc(`sheets/${spreadsheetId}`).update({ processed: 2, owing: false });
    for (const [afterSeconds, code] of [
      [598, 'replayed'],
      [601, 'stale'],
    ] as const) {
      const at = nowMs + afterSeconds * 1000;
      await registry.forgetMessages(new Date(at));
      expect(await handleOnEdit({ ...sentAhead, nowMs: at }, deps)).toMatchObject({ body: { error: { code } } });
    }
  });

  it('answers 404 with the way out for a sheet that is not connected', async () => {
    const { message, deps } = await connected();
    expect(await handleOnEdit(message({ spreadsheetId: 'a-copy' }), deps)).toEqual({
      status: 404,
      body: {
        error: {
          code: 'not-connected',
          message: 'This copy is not connected. Choose TechHire > Connect in the sheet and follow what it says.',
        },
      },
    });
  });

  it.each([
    ['signed with another sheet’s key', { signedWith: otherKey }, 'bad-signature'],
    ['signed too long ago', { atMs: nowMs - 301_000 }, 'stale'],
    ['signed in the future', { atMs: nowMs + 301_000 }, 'too-new'],
  ])('refuses a message %s', async (_, signing, code) => {
    const { message, deps, enqueued, counts } = await connected();
    expect(await handleOnEdit(message(undefined, signing), deps)).toMatchObject({
      status: 401,
      body: { error: { code } },
    });
    expect([enqueued, await counts()]).toEqual([[], untouched]);
  });

  it('refuses a signed message whose spreadsheet was exchanged for another', async () => {
    const [one, other] = [await connected(), await connected()];
    const forged = {
      ...one.message(),
      rawBody: Buffer.from(JSON.stringify({ spreadsheetId: other.spreadsheetId, range: 'A1' })),
    };
    expect(await handleOnEdit(forged, one.deps)).toMatchObject({ status: 401 });
    expect(await other.counts()).toEqual(untouched);
  });

  it.each(['GET', 'PUT', 'OPTIONS'])('refuses %s and says what is allowed', async (method) => {
    const { message, deps } = await connected();
    expect(await handleOnEdit({ ...message(), method }, deps)).toEqual({
      status: 405,
      headers: { allow: 'POST' },
      body: { error: { code: 'method-not-allowed', message: 'Announce an edit with POST.' } },
    });
  });

  it('refuses a body larger than any announcement before it looks into it', async () => {
    const { message, deps } = await connected();
    expect(await handleOnEdit(message('x'.repeat(16 * 1024 + 1)), deps)).toMatchObject({
      status: 413,
      body: { error: { code: 'too-large' } },
    });
  });

  it.each([
    ['no JSON', '{', 'The body is not JSON in UTF-8.'],
    ['nothing', '', 'The body is not JSON in UTF-8.'],
    ['a list', '[]', 'The body is not a JSON object.'],
    ['no spreadsheet', '{}', 'The field spreadsheetId is missing or not as it should be.'],
    [
      'a path for a spreadsheet',
      '{"spreadsheetId":"a/b"}',
      'The field spreadsheetId is missing or not as it should be.',
    ],
    ['a number for a tab', '{"spreadsheetId":"a","tab":1}', 'The field tab is missing or not as it should be.'],
  ])('refuses %s', async (_, body, text) => {
    const { message, deps } = await connected();
    expect(await handleOnEdit(message(body), deps)).toEqual({
      status: 400,
      body: { error: { code: 'malformed', message: text } },
    });
  });

  it('asks for the same message again when it could not be queued, and counts it once', async () => {
    const { spreadsheetId, message, deps, enqueued, counts } = await connected();
    const cause = new Error('the queue is closed');
    const broken = { ...deps, queue: { enqueue: () => Promise.reject(cause) } };
    expect(await handleOnEdit(message(), broken)).toEqual({
      status: 503,
      body: { error: { code: 'not-queued', message: 'The edit could not be queued. Send the same message again.' } },
      cause,
    });
    expect(await handleOnEdit(message(), deps)).toEqual(queued);
    expect([enqueued, await counts()]).toEqual([[spreadsheetId], { requested: 2, processed: 1, owing: true }]);
  });

  it('counts every one of twenty edits that come at once', { timeout: 60_000 }, async () => {
    const { message, deps, counts } = await connected();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) => handleOnEdit(message(undefined, { id: `message-${index}` }), deps)),
    );
    expect(replies).toEqual(Array.from({ length: 20 }, () => queued));
    expect(await counts()).toEqual({ requested: 21, processed: 1, owing: true });
  });
});
