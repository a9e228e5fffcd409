import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OAuth2Client } from 'google-auth-library';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callerCheck } from '../../functions/edits/caller.ts';
import { cloudTasksQueue } from '../../functions/edits/cloud-tasks.ts';
import {
  type CloudTasksDouble,
  type CloudTasksDoubleOptions,
  startCloudTasks,
} from '../../scripts/local/cloud-tasks.ts';
import { waitFor } from '../support/machine.ts';

const serviceAccount = 'passes@techhire-ohio.iam.gserviceaccount.com';
const queuePath = 'projects/techhire-ohio/locations/us-east5/queues/passes';

let tasks: CloudTasksDouble;
let passUrl: string;
let passes: string[];
let closing: (() => unknown)[];
/** What the passes are answered with, one after the other; 200 once there are no more. */
let statuses: number[];
/** They are answered after this. */
let held: Promise<void> | undefined;

const startTasks = async (options: CloudTasksDoubleOptions = {}): Promise<void> => {
  tasks = await startCloudTasks(options);
  closing.push(tasks.close);
};

beforeEach(async () => {
  [closing, passes, statuses, held] = [[], [], [], undefined];
  const server = createServer(async (request, response) => {
    passes.push(request.headers.authorization ?? '');
    await held;
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  passUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/runPass`;
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

const queue = (now: () => number = Date.now, path = queuePath) =>
  cloudTasksQueue({
    rootUrl: tasks.rootUrl,
    queue: path,
    passUrl,
    serviceAccount,
    windowMs: 0,
    spacingMs: 200,
    owing: async () => ['a', 'b'],
    now,
    random: () => 0,
  });

const passed = (count: number) => waitFor(() => (passes.length >= count ? true : null), 20_000);

describe('a task', () => {
  it('is called with what the function needs: the sheet, and a token that the function lets in', async () => {
    await startTasks();
    await queue().enqueue('a-sheet');
    await passed(1);
    const [{ body, authorization }] = (await waitFor(() => (tasks.sent.length > 0 ? tasks.sent : null), 5_000)) as [
      CloudTasksDouble['sent'][number],
    ];
    expect(JSON.parse(body)).toEqual({ spreadsheetId: 'a-sheet' });
    const caller = { audience: passUrl, serviceAccount };
    expect(await callerCheck(caller, tasks.google)(authorization)).toBeNull();
    for (const [expected, status, code] of [
      [{ ...caller, audience: 'https://elsewhere.example/runPass' }, 401, 'bad-token'],
      [{ ...caller, serviceAccount: 'other@x.iam.gserviceaccount.com' }, 403, 'wrong-caller'],
    ] as const)
      expect(await callerCheck(expected, tasks.google)(authorization)).toMatchObject({ status, code });
    for (const [given, code] of [
      [undefined, 'no-token'],
      ['Bearer', 'no-token'],
      ['Basic abc', 'no-token'],
      [`${authorization}x`, 'bad-token'],
    ] as const)
      expect(await callerCheck(caller, tasks.google)(given)).toMatchObject({ status: 401, code });
  });

  it('signed by somebody else than Google is not let in', async () => {
    await startTasks();
    const forger = await startCloudTasks();
    closing.push(forger.close);
    await cloudTasksQueue({
      rootUrl: forger.rootUrl,
      queue: queuePath,
      passUrl,
      serviceAccount,
      windowMs: 0,
      spacingMs: 1,
      owing: async () => [],
      now: Date.now,
      random: () => 0,
    }).enqueue('a');
    await passed(1);
    const check = callerCheck(
      { audience: passUrl, serviceAccount },
      new OAuth2Client({ endpoints: { oauth2FederatedSignonPemCertsUrl: `${tasks.rootUrl}/certs` } }),
    );
    expect(await check(passes[0])).toMatchObject({ status: 401, code: 'bad-token' });
  });

  it('is one for all edits of a sheet that come while it waits, and another for another sheet', async () => {
    await startTasks();
    const at = Date.now() + 5_000;
    const { enqueue } = queue(() => at);
    for (const sheet of ['a', 'a', 'b', 'a']) await enqueue(sheet);
    expect(tasks.created).toHaveLength(2);
    expect(new Set(tasks.created).size).toBe(2);
  });

  it('that was sent does not do for an edit that comes then: its pass may have read before', async () => {
    await startTasks();
    const at = Math.floor(Date.now() / 200) * 200;
    const { enqueue } = queue(() => at);
    let answer = (): void => undefined;
    held = new Promise((resolve) => {
      answer = resolve;
    });
    await enqueue('a');
    await passed(1);
    await enqueue('a');
    expect(tasks.created).toHaveLength(2);
    answer();
    await passed(2);
  });

  it('is not the one whose pass asks for another, even where that does not show yet', async () => {
    await startTasks();
    const at = Date.now() + 5_000;
    const { enqueue } = queue(() => at);
    await enqueue('a');
    await enqueue('a', undefined, at);
    expect(tasks.created).toHaveLength(2);
  });

  it('of a moment that is over, by a clock that is behind, is followed by another', async () => {
    await startTasks();
    const behind = Date.now() - 200;
    const { enqueue } = queue(() => behind);
    await enqueue('a');
    await waitFor(() => (tasks.sent.length === 1 ? true : null), 5_000);
    // Its name is reserved for an hour, but its task is gone: nobody would run a pass for this edit.
    await enqueue('a');
    await passed(2);
    expect(tasks.created).toHaveLength(2);
  });

  it.each([[500], [409], [429], [503], [404]])('answered with %d comes again', async (status) => {
    statuses = [status, status];
    await startTasks({ minBackoffMs: 10 });
    await queue().enqueue('a');
    await passed(3);
  });

  it('for every sheet that owes a pass can be asked for', async () => {
    await startTasks();
    expect(await queue().recover()).toBe(2);
    await passed(2);
  });
});

describe('a call to Cloud Tasks', () => {
  it.each([[[503]], [[429, 500]], [['lost' as const]], [[503, 'lost' as const]]])(
    'that meets %j is made again, and costs one task',
    async (trouble) => {
      await startTasks();
      tasks.trouble.push(...trouble);
      // Far enough ahead that the task waits while the call is made again.
      const at = Date.now() + 1_500;
      await queue(() => at).enqueue('a');
      await passed(1);
      expect(tasks.created).toHaveLength(1);
    },
  );

  it('that goes on failing says so, so that the sender sends its message again', async () => {
    await startTasks();
    tasks.trouble.push(503, 503, 503);
    await expect(queue().enqueue('a')).rejects.toThrow(
      `Cannot put a task into ${queuePath}: 503 from Cloud Tasks. The sender is asked to send its message again.`,
    );
  });

  it.each([
    [403, 'Cloud Tasks Enqueuer'],
    [404, 'There is no such queue'],
  ])('that gets %d tells the operator what to do', async (status, mend) => {
    await startTasks();
    tasks.trouble.push(status);
    await expect(queue().enqueue('a')).rejects.toThrow(mend);
  });
});
