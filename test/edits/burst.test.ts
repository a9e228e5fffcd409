import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cloudTasksQueue } from '../../functions/edits/cloud-tasks.ts';
import { type EditQueue, memoryQueue } from '../../functions/edits/queue.ts';
import { startCloudTasks } from '../../scripts/local/cloud-tasks.ts';

/*
 * A thousand edits in ten seconds on one sheet, in time that the test moves: what it costs does not depend on how fast the machine is.
 * What the bound script and a pass do with time is told here in a few lines; what they do it to is left out.
 */

const TICK_MS = 10;
const EDITS = 1000;

beforeEach(() => {
  // Sockets go on by real time.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
});
let closing: (() => unknown)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.reverse()) await close();
  closing = [];
});

interface Burst {
  /** When the burst begins, in ms since a whole second. */
  phaseMs: number;
  /** From a run of the script to the functions. */
  messageMs: number;
  /** Of one pass. */
  passMs: number;
  /** Whether the bound script announces the edits, or each is announced by itself. */
  scripted: boolean;
}

interface Outcome {
  messages: number;
  /** Those that found something to do, and no other pass at it. */
  passes: number;
  /** From the last edit to the end of the pass that read it. */
  shownAfterMs: number;
}

type Run = (spreadsheetId: string) => Promise<void>;
/** A queue, and whether all that it has begun waits for time to pass: `asleep` passes do. */
type OpenQueue = (run: Run) => Promise<{ queue: EditQueue; isStill: (asleep: number) => boolean }>;

const openMemory: OpenQueue = async (run) => {
  const queue = memoryQueue({
    run,
    owing: async () => [],
    windowMs: 150,
    spacingMs: 1000,
    concurrency: 4,
    random: () => 0,
    onFailure: () => undefined,
  });
  closing.push(() => queue.close(0));
  return { queue, isStill: () => true };
};

const openCloudTasks: OpenQueue = async (run) => {
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    await run('a').then(
      () => response.writeHead(200).end(),
      () => response.writeHead(409).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const tasks = await startCloudTasks({ minBackoffMs: 100 });
  closing.push(tasks.close);
  const queue = cloudTasksQueue({
    rootUrl: tasks.rootUrl,
    queue: 'projects/p/locations/l/queues/q',
    passUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/runPass`,
    serviceAccount: 'passes@p.iam.gserviceaccount.com',
    windowMs: 150,
    spacingMs: 1000,
    owing: async () => [],
    now: Date.now,
    random: () => 0,
  });
  return { queue, isStill: (asleep) => tasks.underWay() === asleep };
};

const burstOn = async (open: OpenQueue, { phaseMs, messageMs, passMs, scripted }: Burst): Promise<Outcome> => {
  vi.setSystemTime(Date.parse('2026-11-23T15:00:00Z') + phaseMs);
  let [edits, requested, processed] = [0, 0, 0];
  let [messages, passes, asleep, asking] = [0, 0, 0, 0];
  let [lastEditMs, shownMs, isHeld] = [0, Number.NaN, false];
  const sleep = async (ms: number): Promise<void> => {
    asleep++;
    await new Promise((resolve) => setTimeout(resolve, ms));
    asleep--;
  };

  // As lease.ts and planner/passes.ts have it.
  const pass: Run = async (spreadsheetId) => {
    if (isHeld) throw new Error('Another pass has the sheet.');
    if (processed === requested) return;
    isHeld = true;
    const [begunMs, counted, read] = [Date.now(), requested, edits];
    await sleep(passMs);
    isHeld = false;
    passes++;
    processed = counted;
    if (read === EDITS && Number.isNaN(shownMs)) shownMs = Date.now();
    if (requested > counted) await queue.enqueue(spreadsheetId, undefined, begunMs);
  };
  const { queue, isStill } = await open(pass);

  const announce = async (): Promise<void> => {
    messages++;
    await new Promise((resolve) => setTimeout(resolve, messageMs));
    requested++;
    asking++;
    await queue.enqueue('a');
    asking--;
  };
  // As apps-script/turn.ts has it: at most one message a second, and one after the last edit.
  let [lastSentMs, hasTurn] = [0, false];
  const runScript = async (): Promise<void> => {
    if (hasTurn) return;
    hasTurn = true;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, lastSentMs + 1000 - Date.now())));
    hasTurn = false;
    lastSentMs = Date.now();
    await announce();
  };

  const tick = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(TICK_MS);
    // What was begun goes on by real time until it waits for ours.
    while (asking > 0 || !isStill(asleep)) await new Promise((resolve) => setImmediate(resolve));
  };
  while (edits < EDITS) {
    await tick();
    edits++;
    lastEditMs = Date.now();
    void (scripted ? runScript() : announce());
  }
  while (Number.isNaN(shownMs) || processed < requested || isHeld) await tick();
  return { messages, passes, shownAfterMs: shownMs - lastEditMs };
};

describe.each<[string, OpenQueue]>([
  ['the queue of one process', openMemory],
  ['Cloud Tasks', openCloudTasks],
])('a thousand edits in ten seconds, with %s', (_, open) => {
  it('cost a pass a second, and the last of them shows at once', async () => {
    const outcome = await burstOn(open, { phaseMs: 0, messageMs: 20, passMs: 300, scripted: true });
    // Messages after 10 ms and each second from then on: the last is about the last edit too, and its pass begins after 20 + 150 ms.
    expect(outcome).toEqual({ messages: 11, passes: 11, shownAfterMs: 10 + 20 + 150 + 300 });
  });

  it('cost at most twelve passes, and the last shows within two seconds, wherever in a second they begin', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 99 }).map((tenMs) => tenMs * TICK_MS),
        fc.integer({ min: 1, max: 20 }).map((tenMs) => tenMs * TICK_MS),
        fc.integer({ min: 5, max: 60 }).map((tenMs) => tenMs * TICK_MS),
        async (phaseMs, messageMs, passMs) => {
          const { passes, shownAfterMs } = await burstOn(open, { phaseMs, messageMs, passMs, scripted: true });
          expect(passes).toBeLessThanOrEqual(12);
          expect(shownAfterMs).toBeLessThanOrEqual(2_000);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('cost no more where each is announced by itself', async () => {
    const burst = { phaseMs: 500, messageMs: 20, passMs: 300, scripted: false };
    const { messages, passes, shownAfterMs } = await burstOn(open, burst);
    expect(messages).toBe(EDITS);
    expect(passes).toBeLessThanOrEqual(12);
    expect(shownAfterMs).toBeLessThanOrEqual(2_000);
  });
});
