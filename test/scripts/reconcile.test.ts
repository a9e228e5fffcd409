import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../functions/config.ts';
import { createPlanner } from '../../functions/planner.ts';
import { watchOf } from '../../functions/watch/watch.ts';
import { reconcileSheets } from '../../scripts/reconcile.ts';
import { openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

let bench: PlanningBench;
beforeAll(async () => {
  bench = await openPlanningBench();
});
afterAll(() => bench.close());

const run = async (args: string[] = []) => {
  let [out, err] = ['', ''];
  const status = await reconcileSheets(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: bench.settings,
  });
  return { status, out, err };
};

it('checks every sheet, names those that nobody told the planner of, and shows it in them and in health', async () => {
  const [told, silent] = [await bench.connectedSheet(), await bench.connectedSheet()];
  expect(await run()).toEqual({ status: 0, out: '2 checked, 0 failed, 0 left.\n', err: '' });

  for (const sheet of [told, silent]) sheet.types('Partners', 'B4', [['Employer']]);
  await told.announced();
  expect(await run()).toEqual({
    status: 1,
    out: expect.stringMatching(
      new RegExp(
        `^2 checked, 0 failed, 0 left\\.\nTrigger not installed: .*\n  ${silent.spreadsheetId}  A plan \\(${silent.communityId}\\), found 20\\S+Z\n$`,
      ),
    ),
    err: '',
  });
  const noted = async (sheet: typeof told) =>
    (await sheet.snapshot()).tabs
      .find(({ title }) => title === 'Start')!
      .rows.flat()
      .filter((cell) => cell?.note?.includes('[not-announced]')).length;
  expect([await noted(told), await noted(silent)]).toEqual([0, 1]);

  const planner = createPlanner(
    readConfig(bench.settings),
    watchOf(() => undefined),
  );
  expect(await planner.health()).toMatchObject({
    ok: false,
    reconcile: { passed: 2, failed: 0, left: 0 },
    attention: {
      triggerNotInstalled: {
        count: 1,
        sheets: [{ spreadsheetId: silent.spreadsheetId, communityId: silent.communityId, message: null }],
      },
    },
  });
  await planner.close();
  // All of them were looked at just now.
  expect(await run(['--hours', '1'])).toEqual({ status: 0, out: '0 checked, 0 failed, 0 left.\n', err: '' });
});

it.each([
  [['--hours', 'six'], '--hours is "six". Type a number of hours'],
  [['all'], '"all" is not expected here.'],
  [['--sheet', 'x'], "Unknown option '--sheet'"],
])('says what is wrong with %j', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(message) });
});
