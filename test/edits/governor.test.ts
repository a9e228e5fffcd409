import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountLimit, governor } from '../../functions/edits/governor.ts';
import { sheetsAccess } from '../../functions/sheet/access.ts';
import { QuotaReached, sheetsClients } from '../../functions/sheet/client.ts';
import { quotaGuard } from '../../scripts/local/sheets-api/quota.ts';
import { openTestDatabase, type TestDatabase } from '../mirror/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Of one process. */
const process = (limits = { calls: 60, windowMs: 60_000 }, elapsedMs = () => performance.now()) =>
  governor(database.db, { collection: 'quota', limits, random: Math.random, wait, elapsedMs });

const people = (spreadsheetId: string, account: string | null = null) =>
  ({ spreadsheetId, account, urgency: 'people' }) as const;

const outcomesOf = async (takes: Promise<void>[]) => {
  const settled = await Promise.allSettled(takes);
  return {
    granted: settled.filter(({ status }) => status === 'fulfilled').length,
    waits: settled.flatMap((each) => (each.status === 'rejected' ? [(each.reason as QuotaReached).retryInMs] : [])),
  };
};

describe('a governor', () => {
  it('shares one quota among processes, and tells those beyond it when to come again', async () => {
    const account = 'shared@x.iam.gserviceaccount.com';
    const processes = [process(), process(), process()];
    const takes = Array.from({ length: 75 }, (_, index) =>
      processes[index % 3]!.take('reads', people(`s${index}`, account)),
    );
    const { granted, waits } = await outcomesOf(takes);
    expect([granted, waits.length]).toEqual([60, 15]);
    for (const retryInMs of waits) expect(retryInMs).toBeGreaterThan(50_000);
    expect(await processes[0]!.use()).toContainEqual({
      account,
      calls: { reads: 60, writes: 0 },
      limit: 60,
      waiting: 15,
    });
  });

  it('counts accounts apart', async () => {
    const { take } = process({ calls: 1, windowMs: 60_000 });
    await take('reads', people('a', 'one@x.iam.gserviceaccount.com'));
    await take('reads', people('b', 'two@x.iam.gserviceaccount.com'));
    await take('reads', people('c'));
    await expect(take('reads', people('d'))).rejects.toBeInstanceOf(QuotaReached);
  });

  it('asks anew for a call whose grant came so late that it would be made in a minute in which it is not counted', async () => {
    const account = 'late@x.iam.gserviceaccount.com';
    // Asked at 0 and granted at 1.5 s; asked again then, and granted at once.
    const times = [0, 1500, 1500, 1500];
    const { take, use } = process(undefined, () => times.shift()!);
    await take('reads', people('a', account));
    expect(times).toEqual([]);
    expect(await use()).toContainEqual({ account, calls: { reads: 2, writes: 0 }, limit: 60, waiting: 0 });
  });

  it('stops every process after a refusal by Google', async () => {
    const account = 'refused@x.iam.gserviceaccount.com';
    await process().refused(account, 20_000);
    const { waits } = await outcomesOf([process().take('reads', people('a', account))]);
    expect(waits[0]).toBeGreaterThan(15_000);
    expect(waits[0]).toBeLessThanOrEqual(20_000);
  });
});

it.each([
  [60, 300, 0, 60],
  [60, 300, 4, 60],
  [60, 300, 9, 30],
])(
  'with %d an account and %d a project, %d accounts beside the own leave each %d',
  (perAccount, perProject, pool, each) => {
    expect(accountLimit(perAccount, perProject, pool)).toBe(each);
  },
);

describe('against a server that enforces the quota', () => {
  const windowMs = 2000;
  /** For calls that reach the server late after their grant, on a busy machine. */
  const marginMs = 3000;
  const calls = 8;
  const accounts = ['one@x.iam.gserviceaccount.com', 'two@x.iam.gserviceaccount.com', null];

  /** A Sheets API of nothing but its quota, and passes by two processes for sheets of several accounts. */
  const run = async (isGoverned: boolean) => {
    const counted: { kind: string; refused: boolean }[] = [];
    const guard = quotaGuard({
      perUser: calls,
      perProject: calls * accounts.length,
      windowMs,
      onCall: (call) => counted.push(call),
    });
    const server = createServer(express().use(guard, (_request, response) => void response.json({})));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const clientOf = sheetsClients(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await database.db.recursiveDelete(database.db.collection('quota'));
    const free = { take: async () => undefined, refused: async () => undefined };
    const processes = [0, 1].map(() =>
      sheetsAccess({
        clientOf,
        budget: isGoverned ? process({ calls, windowMs: windowMs + marginMs }) : free,
        random: Math.random,
        wait,
      }),
    );
    const pass = async (index: number): Promise<void> => {
      const spreadsheetId = `sheet-${index}`;
      for (;;) {
        const port = processes[index % 2]!({
          spreadsheetId,
          account: accounts[index % accounts.length]!,
          urgency: 'people',
          onCall: () => undefined,
        });
        try {
          await port.read(spreadsheetId);
          await port.write(spreadsheetId, [], []);
          return;
        } catch (error) {
          if (!(error instanceof QuotaReached) || !isGoverned) return;
          await wait(error.retryInMs);
        }
      }
    };
    await Promise.all(Array.from({ length: 36 }, (_, index) => pass(index)));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return counted;
  };

  it('no call is refused, and every sheet gets its pass', { timeout: 60_000 }, async () => {
    const counted = await run(true);
    expect(counted.filter(({ refused }) => refused)).toEqual([]);
    expect(counted.filter(({ kind }) => kind === 'writes')).toHaveLength(36);
  });

  it('without the governor calls are refused', async () => {
    expect((await run(false)).filter(({ refused }) => refused).length).toBeGreaterThan(10);
  });
});
