import { afterAll, beforeAll, expect, it } from 'vitest';
import { repair } from '../../scripts/repair.ts';
import { openPlanningBench, type PlanningBench } from '../support/planning-bench.ts';

let bench: PlanningBench;

beforeAll(async () => {
  bench = await openPlanningBench();
});

afterAll(() => bench.close());

const run = async (args: string[], ask: ((question: string) => Promise<boolean>) | null = null) => {
  let [out, err] = ['', ''];
  const status = await repair(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: bench.settings,
    ask,
  });
  return { status, out, err };
};

it('shows what it would change, asks, and then changes it', async () => {
  const sheet = await bench.connectedSheet();
  await sheet.insists(await sheet.sheetId('Partners'), 2, 1, 'Type of org');
  const args = ['--spreadsheet', sheet.spreadsheetId];
  const line = 'Partners: Writes the header "Kind" into B2, where "Type of org" stands.';
  const shown = `This would be put right:\n  ${line}\n`;
  expect(await run([...args, '--dry-run'])).toEqual({ status: 1, out: shown, err: '' });
  expect(await run(args)).toMatchObject({ status: 2, err: expect.stringContaining('Add --yes') });
  expect(await run(args, async () => false)).toEqual({ status: 1, out: `${shown}Nothing was changed.\n`, err: '' });
  expect((await sheet.cell('Partners', 2, 1))?.value).toBe('Type of org');
  expect(await run(args, async () => true)).toMatchObject({ status: 0, out: expect.stringContaining('Done: 1 ') });
  expect((await sheet.cell('Partners', 2, 1))?.value).toBe('Kind');
  expect(await run([...args, '--yes'])).toEqual({ status: 0, out: 'Nothing is to be put right.\n', err: '' });
});

it.each([
  [[], 'Which spreadsheet is to be repaired?'],
  [['--spreadsheet', 'x', '--dry-run', '--yes'], 'contradict each other'],
  [['--sheet', 'x'], "Unknown option '--sheet'"],
  [['--spreadsheet', 'nobodys', '--dry-run'], 'Cannot read spreadsheet nobodys: 404'],
])('says what is wrong with %j', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(message) });
});
