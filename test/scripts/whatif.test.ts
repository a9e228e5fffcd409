import { expect, test } from 'vitest';
import { demoFile } from '../../scripts/demo-plan.ts';
import { whatIf } from '../../scripts/whatif.ts';

const run = async (...args: string[]): Promise<{ status: number; out: string; err: string }> => {
  let [out, err, ids] = ['', '', 0];
  const status = await whatIf(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    width: 100,
    now: new Date(2026, 10, 9, 12),
    newId: () => `row${++ids}`,
  });
  return { status, out, err };
};

const line = (out: string, beginning: string): string[] | undefined =>
  out
    .split('\n')
    .find((each) => each.startsWith(beginning))
    ?.trim()
    .split(/\s{2,}/);

test('sets what the plan would come to beside the plan', async () => {
  const { status, out, err } = await run(demoFile, '--set', 'started->completed=85%', '--set', 'goals.placements=120');
  expect([status, err]).toEqual([0, '']);
  expect(line(out, '  Assumptions: Enrolled')).toEqual(['Assumptions: Enrolled → completed (trained)', '77%', '85%']);
  expect(line(out, '  Placed after training')).toEqual(['Placed after training', '60', '90']);
  expect(out).toContain('New with "Scenario 1": ');
});

test('takes up to three scenarios, each with a name', async () => {
  const { out } = await run(
    demoFile,
    ...['--scenario', 'Big', '--set', 'placements=120', '--scenario', 'Small', '--set', 'placements=60'],
  );
  expect(line(out, '  Goals: Placements this year')).toEqual(['Goals: Placements this year', '80', '120', '60']);
  const four = ['A', 'B', 'C', 'D'].flatMap((name) => ['--scenario', name, '--set', 'placements=60']);
  expect(await run(demoFile, ...four)).toMatchObject({
    status: 2,
    err: expect.stringMatching(/^There are 4 scenarios; the most that stand beside the plan are 3\./),
  });
});

test('shows the scenarios of the file where nothing is set', async () => {
  const { out } = await run(demoFile, '--language', 'es');
  expect(out).toMatch(/^3 escenarios junto al plan de Riverbend/);
  expect(line(out, '  Metas: Colocaciones este año')).toEqual(['Metas: Colocaciones este año', '80', '120']);
});

test('prints figures for programs', async () => {
  const { out } = await run(demoFile, '--json', '--set', 'placements=120');
  expect(JSON.parse(out)).toMatchObject({
    plan: { placements: { all: 80, direct: 20, trained: 60 } },
    scenarios: [
      {
        name: 'Scenario 1',
        changes: [{ section: 'goals', field: 'placements', from: '80', to: '120' }],
        figures: { placements: { all: 120, direct: 30, trained: 90 } },
        findings: { added: expect.any(Array), gone: [] },
      },
    ],
  });
});

test.each([
  [['--set', 'goals.placementz=3'], '"goals.placementz" is no value of the plan. Did you mean "goals.placements"?\n'],
  [
    ['--set', 'seats of IT Support Certificate=3'],
    '"IT Support Certificate" is more than one program on the Programs tab. Type "IT Support Certificate, 2026-08-24" or "IT Support Certificate, 2027-01-11".\n',
  ],
  [
    ['--set', 'started->completed=85'],
    '"Assumptions: Enrolled → completed (trained)" is to become "85", but a rate is between 0.01% and 100%. Did you mean 85%? Then type 85%.\n',
  ],
  [['--set', 'placements'], '--set is "placements", but it must be a name, "=" and a value'],
  [['--scenario', 'Empty'], 'The scenario "Empty" changes nothing'],
])('%j is told', async (args, told) => {
  const { status, out, err } = await run(demoFile, ...args);
  expect([status, out]).toEqual([2, '']);
  expect(err.startsWith(told), err).toBe(true);
});

test('says how it is used without a file', async () => {
  const { status, err } = await run('--set', 'placements=3');
  expect(status).toBe(2);
  expect(err).toContain('npm run whatif -- FILE.xlsx');
});
