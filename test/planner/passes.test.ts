import { afterAll, beforeAll, expect, it } from 'vitest';
import { SheetIsBusy } from '../../functions/edits/sheet-is-busy.ts';
import { passes } from '../../functions/planner/passes.ts';
import { watchOf } from '../../functions/watch/watch.ts';
import { now, openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

let bench: PlanningBench;

beforeAll(async () => {
  bench = await openPlanningBench();
});

afterAll(() => bench.close());

/** Passes of a sheet that another pass has, and when each is to come again. */
const busySheet = async () => {
  let atMs = now.getTime();
  const sheet = await bench.connectedSheet({ now: () => new Date(atMs) });
  await sheet.ports.leases.acquire(sheet.spreadsheetId, 'another pass', atMs);
  const dueMs: number[] = [];
  const pass = passes(
    sheet.ports,
    { enqueue: async (_, delayMs) => void dueMs.push(atMs + delayMs!) },
    watchOf(() => undefined),
  );
  const passAfter = (ms: number, options = {}) => {
    atMs = now.getTime() + ms;
    return pass(sheet.spreadsheetId, options);
  };
  return { passAfter, dueMs };
};

it('tasks of a sheet that another pass has come again at the same times, and so become one', async () => {
  const { passAfter, dueMs } = await busySheet();
  for (const ms of [1, 700, 1_400, 2_499]) expect(await passAfter(ms)).toMatchObject({ outcome: 'busy' });
  expect(new Set(dueMs)).toEqual(new Set([now.getTime() + 5_000]));
  expect(await passAfter(2_501)).toMatchObject({ outcome: 'busy', retryInMs: 4_999 });
});

it('whoever asks for a pass of their own is told that the sheet is busy', async () => {
  const { passAfter, dueMs } = await busySheet();
  for (const options of [{ always: true }, { reconciling: true }])
    await expect(passAfter(1, options)).rejects.toThrow(SheetIsBusy);
  expect(dueMs).toEqual([]);
});
