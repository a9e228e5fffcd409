import { afterAll, beforeAll, expect, it } from 'vitest';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { signMessage, verifyMessage } from '../../functions/edits/signature.ts';
import { firestoreClient } from '../../functions/mirror/client.ts';
import { startEmbeddedFirestore } from '../../scripts/local/firestore/embedded.ts';
import { rotateKey } from '../../scripts/rotate-key.ts';

let server: Awaited<ReturnType<typeof startEmbeddedFirestore>>;
beforeAll(async () => {
  server = await startEmbeddedFirestore({ file: ':memory:' });
});
afterAll(() => server.close());

const run = async (args: string[]) => {
  let [out, err] = ['', ''];
  const status = await rotateKey(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: { GOOGLE_CLOUD_PROJECT: 'techhire-local', FIRESTORE_EMULATOR_HOST: server.host },
  });
  return { status, out, err };
};

it('gives out a key with which messages verify at once, beside the one before', async () => {
  const firestore = firestoreClient({ projectId: 'techhire-local', emulatorHost: server.host });
  const registry = sheetRegistry(firestore);
  const oldKey = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const now = '2026-11-23T12:00:00.000Z';
  await registry.connect({ spreadsheetId: 'sheet', communityId: 'riverbend', newKey: oldKey, now });

  const { status, out } = await run(['--spreadsheet', 'sheet']);
  const newKey = out.split('\n')[0]!;
  expect(status).toBe(0);
  const { keys } = (await registry.find('sheet'))!;
  const signedWith = (key: string) => {
    const message = { id: 'message', timestampSeconds: 1_790_000_000, body: '{}' };
    return verifyMessage({
      keys,
      headers: {
        'webhook-id': message.id,
        'webhook-timestamp': String(message.timestampSeconds),
        'webhook-signature': signMessage({ key, ...message }),
      },
      rawBody: Buffer.from(message.body),
      nowSeconds: message.timestampSeconds,
    });
  };
  expect(signedWith(newKey)).toMatchObject({ ok: true, keyIndex: 0 });
  expect(signedWith(oldKey)).toMatchObject({ ok: true, keyIndex: 1 });
  await firestore.terminate();
});

it.each([
  [[], 'Of which spreadsheet is the key to be rotated?'],
  [['--spreadsheet', 'nobodys'], 'The spreadsheet nobodys is not connected in project techhire-local.'],
  [['--sheet', 'x'], "Unknown option '--sheet'"],
])('says what is wrong with %j', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(message) });
});
