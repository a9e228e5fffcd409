import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloudTasksQueue } from '../../functions/edits/cloud-tasks.ts';
import { memoryQueue } from '../../functions/edits/queue.ts';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { firestoreClient } from '../../functions/mirror/client.ts';
import { startCloudTasks } from '../../scripts/local/cloud-tasks.ts';
import { startEmbeddedFirestore } from '../../scripts/local/firestore/embedded.ts';
import { waitFor } from '../support/machine.ts';
import { queueContract, windowMs } from './queue-contract.ts';

queueContract('the queue of one process', async (run) => {
  const queue = memoryQueue({
    run,
    owing: async () => [],
    windowMs,
    spacingMs: 0,
    concurrency: 4,
    random: Math.random,
    onFailure: () => undefined,
    firstRetryMs: 100,
  });
  return { queue, close: () => queue.close() };
});

/** Passes behind HTTP, as Cloud Tasks calls them. */
const passServer = async (run: (spreadsheetId: string) => Promise<void>) => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { spreadsheetId } = JSON.parse(Buffer.concat(chunks).toString()) as { spreadsheetId: string };
    await run(spreadsheetId).then(
      () => response.writeHead(200).end(),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    passUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/runPass`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

queueContract('Cloud Tasks, with tasks late, doubled and out of order', async (run) => {
  const passes = await passServer(run);
  const tasks = await startCloudTasks({ random: Math.random, doubled: 0.3, lateMs: 150 });
  const queue = cloudTasksQueue({
    rootUrl: tasks.rootUrl,
    queue: 'projects/p/locations/l/queues/q',
    passUrl: passes.passUrl,
    serviceAccount: 'passes@p.iam.gserviceaccount.com',
    windowMs,
    spacingMs: windowMs,
    owing: async () => [],
    now: Date.now,
    random: Math.random,
  });
  return {
    queue,
    close: async () => {
      await tasks.close();
      await passes.close();
    },
  };
});

let firestore: Awaited<ReturnType<typeof startEmbeddedFirestore>>;
beforeAll(async () => {
  firestore = await startEmbeddedFirestore({ file: ':memory:' });
});
/** What a test has started, also where it did not come to its end. */
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await firestore.close();
});

it.each(['memory', 'cloud-tasks'])(
  'with %s no edit that was answered is lost when the process is killed',
  { timeout: 90_000 },
  async (kind) => {
    const tasks = kind === 'memory' ? null : await startCloudTasks({ minBackoffMs: 50 });
    const db = firestoreClient({ projectId: 'techhire-local', emulatorHost: firestore.host });
    const registry = sheetRegistry(db);
    const start = async (port: number): Promise<ChildProcess> => {
      const file = fileURLToPath(new URL('queue-process.ts', import.meta.url));
      const child = spawn(process.execPath, [file, firestore.host, String(port), ...(tasks ? [tasks.rootUrl] : [])], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.push(child);
      let output = '';
      child.stdout!.on('data', (text) => (output += text));
      await waitFor(() => (output.includes('ready') ? true : null), 30_000);
      return child;
    };
    // A port that stays the same over restarts: the address of the passes is in the tasks.
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));

    const child = await start(port);
    const sheets = ['a', 'b', 'c'].map((each) => `${kind}-${each}`);
    for (const [index, spreadsheetId] of sheets.entries()) {
      await registry.connect({
        spreadsheetId,
        communityId: `c${index}`,
        newKey: 'k',
        now: new Date().toISOString(),
        besides: true,
      });
      const answer = await fetch(`http://127.0.0.1:${port}/edit`, {
        method: 'POST',
        body: JSON.stringify({ spreadsheetId }),
      });
      expect(answer.status).toBe(202);
    }
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    const requested = await Promise.all(sheets.map(async (sheet) => (await registry.find(sheet))!.requested));
    expect(requested).toEqual([2, 2, 2]);

    await start(port);
    for (const sheet of sheets) await waitFor(async () => ((await registry.find(sheet))!.owing ? null : true), 30_000);
    // Where a pass was taken over, it is repeated.
    for (const sheet of sheets) expect((await registry.find(sheet))!.processed).toBeGreaterThanOrEqual(2);
    await tasks?.close();
    await db.terminate();
  },
);
