import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { driveAccess } from '../../functions/drive/access.ts';
import { DriveError, type DrivePort, driveClient, driveClients } from '../../functions/drive/client.ts';
import { QuotaReached } from '../../functions/sheet/client.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const listening = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A Drive that answers every call so. */
const answering = async (status: number, body: object, headers: Record<string, string> = {}) => {
  const calls: string[] = [];
  const rootUrl = await listening((request, response) => {
    calls.push(`${request.method} ${request.url!.split('?')[0]}`);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  return { client: driveClient(rootUrl), calls };
};

const refusing = (status: number, reason: string) =>
  answering(status, { error: { code: status, message: `${reason} in words`, errors: [{ domain: 'global', reason }] } });

const thrown = (call: Promise<unknown>): Promise<DriveError> =>
  call.then(
    () => expect.unreachable(),
    (error: unknown) => {
      if (error instanceof DriveError) return error;
      throw error;
    },
  );

describe('a call that fails', () => {
  it.each<[status: number, reason: string, facts: Partial<DriveError>, mend: string]>([
    [400, 'push.webhookUrlNotHttps', { mayPass: false }, 'set TECHHIRE_PUBLIC_URL to one.'],
    [401, 'push.webhookUrlUnauthorized', { mayPass: false }, 'verify that its domain is yours'],
    [403, 'accessNotConfigured', { mayPass: false, isOverQuota: false }, 'gcloud services enable drive.googleapis.com'],
    [403, 'insufficientPermissions', { mayPass: false, isOverQuota: false }, 'the scope drive.metadata.readonly'],
    [403, 'userRateLimitExceeded', { isOverQuota: true }, 'it is tried again later.'],
    [403, 'subscriptionRateLimitExceeded', { isOverQuota: true }, 'it is tried again later.'],
    [429, 'rateLimitExceeded', { isOverQuota: true }, 'it is tried again later.'],
    [503, 'backendError', { mayPass: true, isOverQuota: false }, 'It is tried again later.'],
  ])('with %d %s says what an operator can do', async (status, reason, facts, mend) => {
    const { client, calls } = await refusing(status, reason);
    const channel = { id: 'channel', address: 'https://x.example', token: 'x', expiresAtMs: 1 };
    const error = await thrown(client.watch('1', channel));
    expect(error.message).toContain(`Cannot open a channel: ${status} from the Drive API, ${reason}.`);
    expect(error.message).toContain(mend);
    expect(error).toMatchObject({ status, reason, code: `drive.${status}`, ...facts });
    // Who tries again, and when, is not the client's to say.
    expect(calls).toEqual(['POST /drive/v3/changes/watch']);
  });

  it('because nobody answers says so', async () => {
    const rootUrl = await listening((request) => request.socket.destroy());
    const error = await thrown(driveClient(rootUrl).changes('1'));
    expect(error.message).toBe('Cannot list changes: no answer. It is tried again later.');
    expect(error).toMatchObject({ status: null, mayPass: true, isTokenRefused: false });
  });

  it.each([
    [400, true],
    [410, true],
    [404, false],
    [503, false],
  ])('to list changes with %d: the page token is refused: %j', async (status, isTokenRefused) => {
    const { client } = await refusing(status, 'invalid');
    expect(await thrown(client.changes('1'))).toMatchObject({ isTokenRefused });
  });
});

describe('a call', () => {
  it('for changes asks for what is read, in shared drives too, and reads it', async () => {
    let asked = new URLSearchParams();
    const rootUrl = await listening((request, response) => {
      asked = new URL(request.url!, 'http://localhost').searchParams;
      response.setHeader('content-type', 'application/json').end(
        JSON.stringify({
          nextPageToken: '7',
          changes: [
            {
              fileId: 'a',
              removed: false,
              time: '2026-11-23T12:00:00Z',
              file: { mimeType: 'text/plain', version: '3' },
            },
            { fileId: 'b', removed: true, time: '2026-11-23T12:00:01Z' },
            { changeType: 'drive', time: '2026-11-23T12:00:02Z' },
          ],
        }),
      );
    });
    expect(await driveClient(rootUrl).changes('5')).toEqual({
      changes: [
        { fileId: 'a', removed: false, time: '2026-11-23T12:00:00Z', mimeType: 'text/plain', version: '3' },
        { fileId: 'b', removed: true, time: '2026-11-23T12:00:01Z', mimeType: null, version: null },
      ],
      pageToken: '7',
      isLast: false,
    });
    expect(Object.fromEntries(asked)).toEqual({
      supportsAllDrives: 'true',
      includeItemsFromAllDrives: 'true',
      pageToken: '5',
      pageSize: '1000',
      fields: 'nextPageToken,newStartPageToken,changes(fileId,removed,time,file(mimeType,version))',
    });
  });

  it('to open a channel takes the time that Google grants', async () => {
    const { client } = await answering(200, { resourceId: 'r', expiration: '1790000000000' });
    const channel = { id: 'channel', address: 'https://x.example', token: 'x', expiresAtMs: 1_790_000_600_000 };
    expect(await client.watch('1', channel)).toEqual({ resourceId: 'r', expiresAtMs: 1_790_000_000_000 });
  });

  it('to stop a channel that Google does not know any more is done', async () => {
    const { client } = await refusing(404, 'notFound');
    await client.stop({ id: 'channel', resourceId: 'r' });
  });

  it('says whose it is', async () => {
    const callers: (string | undefined)[] = [];
    const rootUrl = await listening((request, response) => {
      callers.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json').end('{"startPageToken":"1"}');
    });
    const clientOf = driveClients(rootUrl);
    for (const account of [null, 'one@x.iam.gserviceaccount.com']) await (await clientOf(account)).startPageToken();
    expect(callers).toEqual([undefined, 'Bearer one@x.iam.gserviceaccount.com']);
  });
});

describe('the Drive API within its quota', () => {
  const within = async (client: Partial<DrivePort>) => {
    const told: unknown[] = [];
    const drive = driveAccess({
      clientOf: async () => client as DrivePort,
      budget: {
        take: async (kind, use) => void told.push([kind, use.account, use.urgency]),
        refused: async (account, retryInMs) => void told.push(['refused', account, retryInMs]),
      },
    })({ account: 'one', urgency: 'people' });
    return { drive, told };
  };

  it('takes a call before each is made', async () => {
    const { drive, told } = await within({ startPageToken: async () => '1', stop: async () => undefined });
    await drive.startPageToken();
    await drive.stop({ id: 'channel', resourceId: 'r' });
    expect(told).toEqual([
      ['reads', 'one', 'people'],
      ['writes', 'one', 'people'],
    ]);
  });

  it.each([
    [429, null, 5_000, 5_000],
    [403, 'userRateLimitExceeded', null, 30_000],
  ])('lets nobody call with that account for a while after %d %s', async (status, reason, retryAfterMs, waits) => {
    const { drive, told } = await within({
      changes: () => Promise.reject(new DriveError('Cannot list changes.', { status, reason, retryAfterMs })),
    });
    await expect(drive.changes('1')).rejects.toMatchObject({ name: 'QuotaReached', retryInMs: waits });
    expect(told.at(-1)).toEqual(['refused', 'one', waits]);
  });

  it('makes no call where none is left', async () => {
    const drive = driveAccess({
      clientOf: async () => ({ changes: () => expect.unreachable() }) as unknown as DrivePort,
      budget: {
        take: () => Promise.reject(new QuotaReached('The calls of this minute are used up.', 1_000)),
        refused: async () => undefined,
      },
    });
    await expect(drive({ account: null, urgency: 'background' }).changes('1')).rejects.toThrow(QuotaReached);
  });
});
