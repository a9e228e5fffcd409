import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { signMessage, verifyMessage } from '../../functions/edits/signature.ts';
import { keyBox } from '../../functions/keys/key-box.ts';
import { rootKeyFile } from '../../functions/keys/root-key-file.ts';
import { formatRootKeys, newRootKey, parseRootKeys } from '../../functions/keys/root-keys.ts';
import { sealedWith } from '../../functions/keys/sealed-text.ts';
import { firestoreClient } from '../../functions/mirror/client.ts';
import { openLinks } from '../../functions/planner/links.ts';
import { startEmbeddedFirestore } from '../../scripts/local/firestore/embedded.ts';
import { rotateKey } from '../../scripts/rotate-key.ts';
import { temporaryFolder } from '../support/machine.ts';

let server: Awaited<ReturnType<typeof startEmbeddedFirestore>>;
beforeAll(async () => {
  server = await startEmbeddedFirestore({ file: ':memory:' });
});
afterAll(() => server.close());

const run = async (args: string[], env: Record<string, string> = {}) => {
  let [out, err] = ['', ''];
  const status = await rotateKey(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: { GOOGLE_CLOUD_PROJECT: 'techhire-local', FIRESTORE_EMULATOR_HOST: server.host, ...env },
    wait: async () => undefined,
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
  [['--root'], 'TECHHIRE_ROOT_KEYS is not set.'],
  [['--root', '--spreadsheet', 'sheet'], 'One key at a time'],
  [['--sheet', 'x'], "Unknown option '--sheet'"],
])('says what is wrong with %j', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(message) });
});

it('with --root seals every key anew, and all of them stay what they were', async () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'root-keys');
  const before = newRootKey(new Date('2026-11-01T00:00:00Z'));
  const store = rootKeyFile(file);
  await store.write(formatRootKeys([before]));
  const env = { TECHHIRE_ROOT_KEYS: file };
  const firestore = firestoreClient({ projectId: 'techhire-local', emulatorHost: server.host });
  const registryHere = () => sheetRegistry(firestore, [], keyBox(store));
  const linksHere = () => openLinks({ firestore, box: keyBox(store) }).keys.current();
  const now = '2026-11-23T12:00:00.000Z';
  const newKey = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  try {
    await registryHere().connect({ spreadsheetId: 'sealed', communityId: 'sealed', newKey, now });
    const linkKeys = await linksHere();

    const rotated = await run(['--root'], env);
    expect(rotated).toMatchObject({ status: 0, err: '' });
    const [next, last, ...others] = parseRootKeys(await store.read());
    expect(rotated.out).toContain(`The new root key is ${next!.id}.`);
    expect([last, others]).toEqual([before, []]);
    const kept = (await registryHere().find('sealed'))!;
    expect(kept.keys.map(sealedWith)).toEqual([next!.id]);
    expect(((await firestore.doc('keys/links').get()).get('keys') as string[]).map(sealedWith)).toEqual([next!.id]);
    expect(await registryHere().keysOf(kept)).toEqual([newKey]);
    expect(await linksHere()).toEqual(linkKeys);

    expect(await run(['--root'], env)).toMatchObject({ status: 0 });
    expect(parseRootKeys(await store.read()).map(({ id }) => id)).not.toContain(before.id);
    expect(await registryHere().keysOf((await registryHere().find('sealed'))!)).toEqual([newKey]);
    expect(await linksHere()).toEqual(linkKeys);
  } finally {
    await firestore.terminate();
    folder.remove();
  }
});

it('with --root says where the root keys should be and are not', async () => {
  expect(await run(['--root'], { TECHHIRE_ROOT_KEYS: '/nowhere/root-keys' })).toMatchObject({
    status: 2,
    err: 'Cannot read the root keys in /nowhere/root-keys: ENOENT. TECHHIRE_ROOT_KEYS says where they are.\n',
  });
});
