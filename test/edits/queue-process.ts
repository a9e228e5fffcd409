import { createServer } from 'node:http';
import { cloudTasksQueue } from '../../functions/edits/cloud-tasks.ts';
import { leases } from '../../functions/edits/lease.ts';
import { memoryQueue } from '../../functions/edits/queue.ts';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { firestoreClient } from '../../functions/mirror/client.ts';

/*
 * A process that takes edits and runs passes that do nothing but count as done, for tests that kill it.
 *
 * node queue-process.ts <emulator host> <port> [<address of Cloud Tasks>]
 */
const [emulatorHost, port, tasksRootUrl] = process.argv.slice(2);
const db = firestoreClient({ projectId: 'techhire-local', emulatorHost: emulatorHost! });
const registry = sheetRegistry(db);
const lease = leases(db, 500);

const pass = async (spreadsheetId: string): Promise<void> => {
  const acquired = await lease.acquire(spreadsheetId, `${process.pid} ${performance.now()}`, Date.now());
  if (!acquired.acquired) throw new Error(acquired.reason);
  const released = await lease.release(acquired.lease, {
    lastPass: { finishedAt: new Date().toISOString(), outcome: 'done' },
  });
  if (released.released && released.owed) await queue.enqueue(spreadsheetId);
};

const owing = () => registry.owing();
const queue =
  tasksRootUrl === undefined
    ? memoryQueue({
        run: pass,
        owing,
        windowMs: 300,
        spacingMs: 0,
        concurrency: 4,
        random: Math.random,
        onFailure: () => undefined,
      })
    : cloudTasksQueue({
        rootUrl: tasksRootUrl,
        queue: 'projects/p/locations/l/queues/q',
        passUrl: `http://127.0.0.1:${port}/runPass`,
        serviceAccount: 'passes@p.iam.gserviceaccount.com',
        windowMs: 300,
        spacingMs: 300,
        owing,
        now: Date.now,
        random: Math.random,
      });

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { spreadsheetId } = JSON.parse(Buffer.concat(chunks).toString()) as { spreadsheetId: string };
  try {
    if (request.url === '/runPass') await pass(spreadsheetId);
    else {
      await registry.raiseRequested((await registry.find(spreadsheetId))!, { at: new Date() });
      await queue.enqueue(spreadsheetId);
    }
    response.writeHead(202).end();
  } catch {
    response.writeHead(500).end();
  }
});
server.listen(Number(port), '127.0.0.1', async () => {
  // Google keeps its tasks by itself.
  if (tasksRootUrl === undefined) await queue.recover();
  process.stdout.write('ready\n');
});
