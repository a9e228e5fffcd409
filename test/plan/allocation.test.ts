import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Allocation, type Ask, allocationTask, bestAllocation } from '../../functions/plan/allocation.ts';
import { allocationVerdict } from '../../functions/plan/allocation-words.ts';
import type { Solver } from '../../functions/plan/linear-model.ts';
import { wordsIn } from '../../functions/plan/messages/words.ts';
import { needKinds } from '../../functions/plan/tables/resources.ts';
import { loadSolver } from '../../functions/solver.ts';
import { day, goodSheet, type Sheet, TODAY } from '../support/sheet.ts';

let solve: Solver;
beforeAll(async () => {
  solve = await loadSolver();
});

interface SmallPlan {
  goal: number;
  direct: number;
  programs: { role: string; seats: number; startsOn: string; completion: number; price: number }[];
  openings: Record<string, number>;
  /** Days within which those who complete are placed; null where nobody has said. */
  window: number | null;
  /** People who have started training by November 20, 2026; null where nobody has counted. */
  enrolled: number | null;
  /** Dollars for each person in training. */
  support: number;
  sources: { amount: number; mayPayFor: string; from: string | null }[];
}

const sheetOf = ({ goal, direct, programs, window, enrolled, openings, support, sources }: SmallPlan): Sheet =>
  goodSheet()
    .clear('segments')
    .clear('programs')
    .clear('demand')
    .clear('resources')
    .clear('funding')
    .clear('progress')
    .set('Goals', 'B3', goal)
    .set('Goals', 'B4', direct / goal)
    .fill(
      'programs',
      ...programs.map(({ role, seats, startsOn, completion, price }, index) => ({
        provider: 'Code Academy',
        name: `Program ${index}`,
        role,
        existing: 'Existing',
        seats,
        startsOn: day(startsOn),
        weeks: 8,
        price,
        completionRate: completion,
      })),
    )
    .fill(
      'demand',
      ...Object.entries(openings).map(([role, openingsQ1]) => ({ employer: 'Acme Software', role, openingsQ1 })),
    )
    // The step Completed → placed stands in the last row.
    .set('Assumptions', 'F9', window)
    .fill(
      'progress',
      ...(enrolled === null
        ? []
        : [{ from: day('2026-07-01'), to: day(TODAY), aware: 500, applied: 100, assessed: 50, enrolled }]),
    )
    .fill('resources', { need: 'Transportation', amount: support, basis: 'A person' })
    .fill(
      'funding',
      ...sources.map(({ amount, mayPayFor, from }, index) => ({
        source: 'Philanthropy',
        program: `Fund ${index}`,
        status: 'Received',
        amount,
        mayPayFor,
        from: from === null ? null : day(from),
      })),
    );

const best = (sheet: Sheet): Allocation => {
  const task = taskIn(sheet);
  if (!task) throw new Error('no funnel');
  return bestAllocation(task, solve);
};

const taskIn = (sheet: Sheet, options: { hopedFor?: boolean } = {}) => {
  const { counted, funnel } = sheet.assess();
  return allocationTask(counted, funnel, { today: TODAY, ...options });
};

/** 4 of 5 who complete are placed, as the good plan's Assumptions say. */
const PLACED_OF_TEN = 8;

/**
 * The best by trying everything: [placements, dollars]. Money is enough for every bundle of needs if, for each set of needs, the sources that may
 * pay for one of them have as much as the set needs (Gale 1957).
 */
const tried = (plan: SmallPlan): [number, number] => {
  const { goal, direct, programs, window, openings, support, sources } = plan;
  const taken = takenIn(plan);
  let found: [number, number] = [-1, 0];
  const fill = (index: number, seats: readonly number[]): void => {
    const program = programs[index];
    if (program) {
      // 8 weeks from May 15 end after June 30.
      const most = program.startsOn <= '2027-05-05' ? program.seats : 0;
      const [from, to] = taken[index] === null ? [0, most] : [taken[index]!, taken[index]!];
      for (let filled = from; filled <= to; filled++) fill(index + 1, [...seats, filled]);
      return;
    }
    const needs = seats.flatMap((filled, each) => [
      {
        need: 'Training scholarships',
        month: programs[each]!.startsOn.slice(0, 7),
        amount: filled * programs[each]!.price,
      },
      { need: 'Transportation', month: programs[each]!.startsOn.slice(0, 7), amount: filled * support },
    ]);
    for (let set = 1; set < 2 ** needs.length; set++) {
      const inSet = needs.filter((_, each) => (set >> each) & 1);
      const payers = sources.filter(({ mayPayFor, from }) =>
        inSet.some(({ need, month }) => mayPayFor.includes(need) && (from === null || from.slice(0, 7) <= month)),
      );
      if (inSet.reduce((so, { amount }) => so + amount, 0) > payers.reduce((so, { amount }) => so + amount, 0)) return;
    }
    let [placed, unfilled] = [0, 0];
    for (const [role, open] of Object.entries(openings)) {
      // In the units of the planner: of 100,000,000 who start, those who are placed by June 30, rounded down.
      const ready = seats.reduce(
        (so, filled, each) =>
          so + (programs[each]!.role === role ? filled * Math.floor(placedOf(programs[each]!, window)) : 0),
        0,
      );
      const trained = Math.min(Math.floor(ready / 100_000_000), open);
      placed += trained;
      unfilled += open - trained;
    }
    placed = Math.min(goal, placed + Math.min(direct, unfilled));
    const cost = needs.reduce((so, { amount }) => so + amount, 0);
    if (placed > found[0] || (placed === found[0] && cost < found[1])) found = [placed, cost];
  };
  fill(0, []);
  return found;
};

/** Of 100,000,000 who start, evenly over the window after the last of 56 days. */
const placedOf = ({ completion, startsOn }: SmallPlan['programs'][number], window: number | null): number => {
  const all = Math.round(completion * 10) * PLACED_OF_TEN * 1_000_000;
  const left = (Date.parse('2027-06-30') - Date.parse(startsOn)) / 86_400_000 - 56;
  return window === null ? all : (all * Math.max(0, Math.min(window, left))) / window;
};

/** Of each intake, how many of those who have started are in it: by seats, those of the largest remainders first; null where it has not begun. */
const takenIn = ({ programs, enrolled }: SmallPlan): (number | null)[] => {
  const begun = programs.map(({ startsOn }) => enrolled !== null && startsOn <= TODAY);
  const seats = programs.reduce((so, program, each) => so + (begun[each] ? program.seats : 0), 0);
  const shared = Math.min(enrolled ?? 0, seats);
  const parts = programs.map((program, each) => (begun[each] ? (shared * program.seats) / seats : 0));
  const floors = parts.map(Math.floor);
  let left = shared - floors.reduce((so, part) => so + part, 0);
  const byRemainder = [...parts.keys()].sort(
    (a, b) => parts[b]! - floors[b]! - (parts[a]! - floors[a]!) || programs[b]!.seats - programs[a]!.seats || a - b,
  );
  for (const each of byRemainder.filter((program) => begun[program])) {
    if (left === 0) break;
    floors[each]!++;
    left--;
  }
  return programs.map((_, each) => (begun[each] ? floors[each]! : null));
};

const roles = ['Help desk', 'Analyst'];
const smallPlans: fc.Arbitrary<SmallPlan> = fc
  .record({
    goal: fc.integer({ min: 2, max: 6 }),
    directTenths: fc.integer({ min: 0, max: 5 }),
    programs: fc.array(
      fc.record({
        role: fc.constantFrom(...roles),
        seats: fc.integer({ min: 1, max: 4 }),
        startsOn: fc.constantFrom('2026-09-10', '2026-11-10', '2027-05-15'),
        completion: fc.constantFrom(0.5, 0.7, 1),
        price: fc.constantFrom(0, 300, 500),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    window: fc.constantFrom(null, 90, 180),
    enrolled: fc.constantFrom(null, null, 0, 1, 3),
    openings: fc.record({ 'Help desk': fc.nat(4), Analyst: fc.nat(4) }),
    support: fc.constantFrom(50, 120),
    sources: fc.array(
      fc.record({
        amount: fc.constantFrom(200, 700, 1500, 4000),
        mayPayFor: fc.constantFrom('Training scholarships', 'Transportation', 'Training scholarships, Transportation'),
        from: fc.constantFrom(null, '2026-10-01'),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ directTenths, ...plan }) => ({
    ...plan,
    direct: Math.floor((plan.goal * directTenths) / 10),
    // Whoever has begun is paid for first; with enough money for all it does not matter who that is.
    sources:
      plan.enrolled === null
        ? plan.sources
        : [{ amount: 100_000, mayPayFor: 'Training scholarships, Transportation', from: null }],
  }));

describe('for any small plan', () => {
  test('no other choice of seats places more, or as many for less', () => {
    fc.assert(
      fc.property(smallPlans, (plan) => {
        const { placed, cost, intakes, roles: byRole } = best(sheetOf(plan));
        expect([placed, cost / 100]).toEqual(tried(plan));
        for (const { seats, of, inTime } of intakes) expect(seats).toBeLessThanOrEqual(inTime ? of : 0);
        for (const { role, placedDirect, placedTrained } of byRole)
          expect(placedDirect + placedTrained).toBeLessThanOrEqual(plan.openings[role] ?? 0);
      }),
      { numRuns: 40 },
    );
  });

  test('what it asks for makes the goal possible', () => {
    fc.assert(
      fc.property(smallPlans, (plan) => {
        const { placed, goal, ways } = best(sheetOf(plan));
        if (placed === goal) {
          expect(ways).toEqual([]);
          return;
        }
        expect(ways.length).toBeGreaterThan(0);
        for (const way of ways) {
          expect(best(sheetOf(granted(plan, way))).placed).toBe(goal);
          const [first] = way;
          if (way.length > 1 && way.some(({ kind }) => kind !== first?.kind)) continue;
          // One fewer is not enough; of money, a dollar less.
          if (first!.kind !== 'money')
            expect(
              best(sheetOf(granted(plan, [{ ...first!, count: first!.count - 1 }, ...way.slice(1)]))).placed,
            ).toBeLessThan(goal);
          else
            expect(
              best(sheetOf(granted(plan, [{ ...first!, amount: first!.amount - 100 }, ...way.slice(1)]))).placed,
            ).toBeLessThan(goal);
        }
      }),
      { numRuns: 25 },
    );
  });

  const granted = (plan: SmallPlan, way: readonly Ask[]): SmallPlan => {
    const changed = structuredClone(plan);
    for (const ask of way)
      switch (ask.kind) {
        case 'seats':
          // Rows of Programs begin at 3. A further intake, that nobody has started in yet.
          changed.programs.push({ ...changed.programs[ask.row - 3]!, seats: ask.count, startsOn: ask.startBy });
          break;
        case 'openings':
          changed.openings[ask.role] = (changed.openings[ask.role] ?? 0) + ask.count;
          break;
        case 'money':
          changed.sources.push({ amount: ask.amount / 100, mayPayFor: needKinds[ask.need], from: null });
      }
    return changed;
  };
});

describe('in words', () => {
  const plan: SmallPlan = {
    goal: 8,
    direct: 0,
    programs: [{ role: 'Help desk', seats: 6, startsOn: '2026-09-10', completion: 1, price: 500 }],
    openings: { 'Help desk': 10 },
    window: null,
    enrolled: null,
    support: 0,
    sources: [{ amount: 9000, mayPayFor: 'Training scholarships', from: null }],
  };
  const verdict = (sheet: Sheet): string => wordsIn('en').tell(allocationVerdict(best(sheet), sheet.assess().counted));

  test.each<[string, SmallPlan, string]>([
    [
      // 6 x 80% = 4.8, so 4, for whom 5 people are enough; 10 x 80% = 8, so 10 seats
      'seats are short',
      plan,
      'At most 4 of the 8 placements can be reached; training for them takes $2,500 at least. The goal needs 4 more seats for Help desk (Program 0, to start by May 5, 2027).',
    ],
    [
      'openings are short',
      { ...plan, programs: [{ ...plan.programs[0]!, seats: 12 }], openings: { 'Help desk': 5 } },
      // 7 x 80% = 5.6
      'At most 5 of the 8 placements can be reached; training for them takes $3,500 at least. The goal needs 3 more openings for Help desk.',
    ],
    [
      'money is short',
      { ...plan, programs: [{ ...plan.programs[0]!, seats: 12 }], sources: [{ ...plan.sources[0]!, amount: 4200 }] },
      // 4,200 pay for 8 people, of whom 6.4 are placed; 10 cost 5,000
      'At most 6 of the 8 placements can be reached; training for them takes $4,000 at least. The goal needs $800 more that may pay for training scholarships.',
    ],
    [
      // 8 weeks before the end of June: an intake that starts by May 5 would do.
      'no program ends in time',
      { ...plan, programs: [{ ...plan.programs[0]!, startsOn: '2027-05-15' }] },
      'At most 0 of the 8 placements can be reached; training for them takes $0 at least. The goal needs 10 more seats for Help desk (Program 0, to start by May 5, 2027).',
    ],
    [
      'nothing is short',
      { ...plan, programs: [{ ...plan.programs[0]!, seats: 12 }] },
      'The goal of 8 placements can be reached; training for it takes $5,000 at least.',
    ],
  ])('%s', (_, small, expected) => {
    expect(verdict(sheetOf(small))).toBe(expected);
  });

  test('what does not depend on who trains is paid first', () => {
    // 9,000 less 6,000 for a coordinator pay for 6 people: 4.8, so 4 placed, for whom 5 are enough
    const sheet = sheetOf({
      ...plan,
      programs: [{ ...plan.programs[0]!, seats: 12 }],
      sources: [{ ...plan.sources[0]!, mayPayFor: 'Training scholarships, Coordination' }],
    }).fill('resources', { need: 'Coordination', amount: 6000, basis: 'In all' });
    expect(best(sheet)).toMatchObject({ placed: 4, cost: 250_000, sources: [{ used: 850_000 }] });
  });

  test('money hoped for counts only where it is asked for', () => {
    const sheet = sheetOf({ ...plan, programs: [{ ...plan.programs[0]!, seats: 12 }] }).set('Funding', 'D3', 'Applied');
    expect(bestAllocation(taskIn(sheet)!, solve).placed).toBe(0);
    expect(bestAllocation(taskIn(sheet, { hopedFor: true })!, solve).placed).toBe(8);
  });

  test('a plan without a goal gets no proposal', () => {
    expect(taskIn(goodSheet().set('Goals', 'B3', null))).toBeNull();
  });
});

test('a solver that gives up, or says what does not hold, is an error', () => {
  const task = taskIn(goodSheet())!;
  expect(() => bestAllocation(task, () => ({ status: 'unsolved', why: 'Time limit reached' }))).toThrow(
    'gave up on the best allocation: Time limit reached',
  );
  expect(() => bestAllocation(task, () => ({ status: 'optimal', values: new Map([['y0', 1000]]) }))).toThrow(
    'breaks a constraint',
  );
});
