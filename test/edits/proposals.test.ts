import { expect, test } from 'vitest';
import { rememberedProposals } from '../../functions/edits/proposals.ts';
import { allocationTask } from '../../functions/plan/allocation.ts';
import { wordsIn } from '../../functions/plan/messages/words.ts';
import { proposalRows } from '../../functions/plan/proposal-rows.ts';
import { loadSolver } from '../../functions/solver.ts';
import { goodSheet, type Sheet, TODAY } from '../support/sheet.ts';

const taskIn = (sheet: Sheet) => {
  const { counted, funnel } = sheet.assess();
  return allocationTask(counted, funnel, { today: TODAY });
};

test('a plan is solved once, and again only when something that it hangs on has changed', async () => {
  let [loads, models] = [0, 0];
  const propose = rememberedProposals(async () => {
    loads++;
    const solve = await loadSolver();
    return (model, accuracy) => {
      models++;
      return solve(model, accuracy);
    };
  });
  expect(loads).toBe(0);
  const first = await propose(taskIn(goodSheet()));
  const once = models;
  expect(first.kind).toBe('best');
  // The name of a community is nothing that an allocation hangs on; the seats of a program are.
  expect(await propose(taskIn(goodSheet().set('Community', 'B3', 'Elsewhere')))).toEqual(first);
  expect(models).toBe(once);
  await propose(taskIn(goodSheet().set('Programs', 'E4', 25)));
  expect(models).toBeGreaterThan(once);
  expect(loads).toBe(1);
});

test('a solver that could not be loaded is loaded for the next pass', async () => {
  let loads = 0;
  const propose = rememberedProposals(() =>
    ++loads === 1 ? Promise.reject(new Error('out of memory')) : loadSolver(),
  );
  await expect(propose(taskIn(goodSheet()))).rejects.toThrow('out of memory');
  expect((await propose(taskIn(goodSheet()))).kind).toBe('best');
});

test('neither a plan without targets nor a large one is solved', async () => {
  const propose = rememberedProposals(() => Promise.reject(new Error('not to be loaded')));
  expect(await propose(taskIn(goodSheet().set('Goals', 'B3', null)))).toEqual({ kind: 'noTargets' });
  const large = goodSheet().fill(
    'programs',
    ...Array.from({ length: 20 }, (_, index) => ({
      provider: 'Code Academy',
      name: `Course ${index}`,
      role: 'Help desk technician',
      existing: 'New',
      seats: 5,
      startsOn: { value: 46_400 },
      weeks: 8,
    })),
  );
  expect(await propose(taskIn(large))).toEqual({ kind: 'tooLarge' });
});

test('a proposal stands beside people’s own numbers', async () => {
  const { counted, funnel, money } = goodSheet().assess();
  const propose = rememberedProposals(loadSolver);
  const rows = proposalRows(
    await propose(allocationTask(counted, funnel, { today: TODAY })),
    counted,
    money,
    wordsIn('en'),
  );
  expect(rows[0]!.slice(0, 3)).toEqual(['The goal', 'All placements', 40]);
  const row = (part: string, what: string) => rows.find(([first, second]) => first === part && second === what);
  // 12 + 4 people have started in 50 seats of intakes that have begun: 16 x 30 / 50 = 9.6 and 6.4.
  expect(row('Seats to fill', 'IT Support, from Sep 1, 2026')?.slice(2, 4)).toEqual([30, 10]);
  expect(row('Seats to fill', 'IT Basics, from Oct 1, 2026')?.slice(2, 4)).toEqual([20, 6]);
  expect(row('Money by source', 'WIOA: Adult')?.[2]).toBe('$90,000');
});
