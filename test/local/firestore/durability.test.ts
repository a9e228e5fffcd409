import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firestoreClient } from '../../../functions/mirror/client.ts';

// The client lets this variable override where these tests send it.
vi.stubEnv('FIRESTORE_EMULATOR_HOST', '');

const SERVE = join(import.meta.dirname, 'serve.ts');
const DOCUMENTS = 'projects/p/databases/(default)/documents';

let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firestore-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const serve = async (): Promise<{ host: string; kill(): Promise<void> }> => {
  const child = spawn(process.execPath, [SERVE, join(folder, 'firestore.sqlite')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [host] = (await once(createInterface(child.stdout), 'line')) as [string];
  const kill = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return { host, kill };
};

/** Commits two documents that belong together. By plain HTTP, as the client would go on trying after the kill. */
const commitPair = async (host: string, n: number): Promise<void> => {
  const update = (path: string, fields: object): object => ({ update: { name: `${DOCUMENTS}/${path}/${n}`, fields } });
  const writes = [update('left', { text: { stringValue: 'x'.repeat(2000) } }), update('right', {})];
  const response = await fetch(`http://${host}/v1/${DOCUMENTS}:commit`, {
    method: 'POST',
    body: JSON.stringify({ writes }),
  });
  await response.text();
  if (!response.ok) throw new Error(`${response.status}`);
};

test('keeps all that it has acknowledged when it is killed, and nothing by halves', async () => {
  const acknowledged: number[] = [];
  let started = 0;
  for (let round = 1; round <= 3; round++) {
    const { host, kill } = await serve();
    const writer = async (): Promise<void> => {
      for (;;) {
        const n = ++started;
        await commitPair(host, n);
        acknowledged.push(n);
        if (acknowledged.length === round * 40) await kill();
      }
    };
    // Every writer ends by the error that the kill gives it, most of them in the middle of a commit.
    await Promise.allSettled([writer(), writer(), writer(), writer()]);
  }
  const { host } = await serve();
  const db = firestoreClient({ projectId: 'p', emulatorHost: host });
  const idsOf = async (collection: string): Promise<number[]> =>
    (await db.collection(collection).select().get()).docs.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const left = await idsOf('left');
  expect(await idsOf('right')).toEqual(left);
  expect(acknowledged.filter((n) => !left.includes(n))).toEqual([]);
  expect(left.length).toBeGreaterThanOrEqual(120);
});
