import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Allocation, type Ask, bestAllocation } from '../../functions/plan/allocation.ts';
import { allocationVerdict } from '../../functions/plan/allocation-words.ts';
import type { Solver } from '../../functions/plan/linear-model.ts';
import { wordsIn } from '../../functions/plan/messages/words.ts';
import { needKinds } from '../../functions/plan/tables/resources.ts';
import { loadSolver } from '../../scripts/solver.ts';
import { day, goodSheet, type Sheet } from '../support/sheet.ts';

let solve: Solver;
beforeAll(async () => {
  solve = await loadSolver();
});

interface SmallPlan {
  goal: number;
  direct: number;
  programs: { role: string; seats: number; startsOn: string; completion: number; price: number }[];
  openings: Record<string, number>;
  /** Dollars for each person in training. */
  support: number;
  sources: { amount: number; mayPayFor: string; from: string | null }[];
}

const sheetOf = ({ goal, direct, programs, openings, support, sources }: SmallPlan): Sheet =>
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
  const { counted, funnel } = sheet.assess();
  const found = bestAllocation(counted, funnel, solve);
  if (!found) throw new Error(`no funnel: ${funnel.missing}`);
  return found;
};

/** 4 of 5 who complete are placed, as the good plan's Assumptions say. */
const PLACED_OF_TEN = 8;

/**
 * The best by trying everything: [placements, dollars]. Money is enough for every bundle of needs if, for each set of needs, the sources that may
 * pay for one of them have as much as the set needs (Gale 1957).
 */
const tried = ({ goal, direct, programs, openings, support, sources }: SmallPlan): [number, number] => {
  let found: [number, number] = [-1, 0];
  const fill = (index: number, seats: readonly number[]): void => {
    const program = programs[index];
    if (program) {
      // 8 weeks from May 15 end after June 30.
      const most = program.startsOn <= '2027-05-05' ? program.seats : 0;
      for (let taken = 0; taken <= most; taken++) fill(index + 1, [...seats, taken]);
      return;
    }
    const needs = seats.flatMap((taken, each) => [
      {
        need: 'Training scholarships',
        month: programs[each]!.startsOn.slice(0, 7),
        amount: taken * programs[each]!.price,
      },
      { need: 'Transportation', month: programs[each]!.startsOn.slice(0, 7), amount: taken * support },
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
      // Tenths of completion times tenths of placement: hundredths of people.
      const ready = seats.reduce(
        (so, taken, each) =>
          so + (programs[each]!.role === role ? taken * programs[each]!.completion * 10 * PLACED_OF_TEN : 0),
        0,
      );
      const trained = Math.min(Math.floor(Math.round(ready) / 100), open);
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
  .map(({ directTenths, ...plan }) => ({ ...plan, direct: Math.floor((plan.goal * directTenths) / 10) }));

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
        const { placed, goal, ways, intakes } = best(sheetOf(plan));
        if (placed === goal) {
          expect(ways).toEqual([]);
          return;
        }
        // Nothing helps where no program ends in the plan year and more people are to be trained.
        if (!intakes.some(({ inTime }) => inTime) && plan.direct < goal) {
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
          // Rows of Programs begin at 3.
          changed.programs[ask.row - 3]!.seats += ask.count;
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
      'no program ends in time',
      { ...plan, programs: [{ ...plan.programs[0]!, startsOn: '2027-05-15' }] },
      'At most 0 of the 8 placements can be reached; training for them takes $0 at least. No further seats, openings or money would change that: no program ends in the plan year.',
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
    const { counted, funnel } = sheetOf({ ...plan, programs: [{ ...plan.programs[0]!, seats: 12 }] })
      .set('Funding', 'D3', 'Applied')
      .assess();
    expect(bestAllocation(counted, funnel, solve)?.placed).toBe(0);
    expect(bestAllocation(counted, funnel, solve, { hopedFor: true })?.placed).toBe(8);
  });

  test('a plan without a goal gets no proposal', () => {
    const { counted, funnel } = goodSheet().set('Goals', 'B3', null).assess();
    expect(bestAllocation(counted, funnel, solve)).toBeNull();
  });
});

test('a solver that gives up, or says what does not hold, is an error', () => {
  const { counted, funnel } = goodSheet().assess();
  expect(() => bestAllocation(counted, funnel, () => ({ status: 'unsolved', why: 'Time limit reached' }))).toThrow(
    'gave up on the best allocation: Time limit reached',
  );
  expect(() => bestAllocation(counted, funnel, () => ({ status: 'optimal', values: new Map([['y0', 1000]]) }))).toThrow(
    'breaks a constraint',
  );
});
