import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { keyBox } from '../../functions/keys/key-box.ts';
import { rootKeyFile } from '../../functions/keys/root-key-file.ts';
import { parseRootKeys } from '../../functions/keys/root-keys.ts';
import { firestoreClient } from '../../functions/mirror/client.ts';
import { openLinks } from '../../functions/planner/links.ts';
import { startEmbeddedFirestore } from '../../scripts/local/firestore/embedded.ts';
import { keptRootKeys } from '../../scripts/local/root-keys.ts';
import { temporaryFolder } from '../support/machine.ts';

it('who has the whole database, and not the root key, has no signing key', async () => {
  const folder = temporaryFolder();
  const [one, other] = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'];
  try {
    const box = keyBox(rootKeyFile(await keptRootKeys({ file: (name) => join(folder.path, name) })));
    const file = join(folder.path, 'firestore.sqlite');
    const server = await startEmbeddedFirestore({ file });
    const firestore = firestoreClient({ projectId: 'techhire-local', emulatorHost: server.host });
    const registry = sheetRegistry(firestore, [], box);
    const now = '2026-11-23T12:00:00.000Z';
    await registry.connect({ spreadsheetId: 'sheet', communityId: 'riverbend', newKey: one, now });
    await registry.rotateKey('sheet', other);
    const [linkKey] = await openLinks({ firestore, box }).keys.current();
    expect(await registry.keysOf((await registry.find('sheet'))!)).toEqual([other, one]);
    await firestore.terminate();
    await server.close();

    const bytes = readFileSync(file);
    // That the file is what is looked at.
    expect(bytes.includes('sealed:1:')).toBe(true);
    for (const key of [one, other, linkKey!]) {
      const secret = Buffer.from(key.slice('whsec_'.length), 'base64');
      for (const form of [secret, secret.toString('base64'), secret.toString('hex')])
        expect(bytes.includes(form)).toBe(false);
    }
  } finally {
    folder.remove();
  }
});

it('npm run new-root-key prints one root key and nothing else, another each time', () => {
  const printed = () =>
    execFileSync(process.execPath, [join(import.meta.dirname, '../../scripts/new-root-key.ts')], { encoding: 'utf8' });
  const [one, other] = [printed(), printed()].map(parseRootKeys);
  expect([one!.length, other!.length]).toEqual([1, 1]);
  expect(one![0]!.bytes.equals(other![0]!.bytes)).toBe(false);
});
