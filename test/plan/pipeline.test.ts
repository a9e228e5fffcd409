import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planCalendar } from '../../functions/plan/calendar.ts';
import { planFunnel } from '../../functions/plan/funnel.ts';
import { type Pipeline, planPipeline } from '../../functions/plan/pipeline.ts';
import type { Plan } from '../../functions/plan/plan.ts';
import { goodSheet, Sheet } from '../support/sheet.ts';
import { anyPlanFacts, type PlanFacts, planOf, type Steps } from './plans.ts';

const pipelineOf = (plan: Plan): Pipeline | null => {
  const funnel = planFunnel(plan);
  return planPipeline(plan, funnel, planCalendar(plan, funnel, '2026-11-09').calendar);
};

const likely = (basisPoints: number) => ({ likely: basisPoints, windowDays: 90 });

const steps: Steps = {
  awareToApplied: likely(1_000),
  appliedToAssessed: likely(5_000),
  assessedToMatched: likely(2_000),
  matchedToPlaced: likely(5_000),
  assessedToEnrolled: likely(4_000),
  enrolledToCompleted: likely(8_000),
  completedToPlaced: likely(5_000),
};

const program = (role: string, seats: number, startsOn: string, more: Record<string, unknown> = {}) => ({
  provider: 'College',
  name: `${role} course`,
  role,
  existing: 'existing',
  seats,
  startsOn,
  weeks: 8,
  ...more,
});

/**
 * 40 placements, 8 of them direct, 2 a quarter. 32 are trained: 32 / 50% / 80% = 80 must start.
 *
 * Help desk: 20 seats from July end on August 31 (Q1): 16 complete, 8 are ready. 10 seats, 90% of which complete, from October end in December
 * (Q2): 9 complete, 4.5 are ready, the half up: 5. Developer: 30 seats end after the year.
 */
const facts: PlanFacts = {
  placements: 40,
  directShare: 2_000,
  steps,
  partners: [
    { name: 'Acme', status: 'committed' },
    { name: 'Bolt', status: 'invited' },
  ],
  demand: [
    { employer: 'Acme', role: 'Help desk', openingsQ1: 3, openingsQ2: 4, openingsQ3: 2, openingsQ4: 2 },
    { employer: 'Bolt', role: ' help  DESK', openingsQ1: 1, openingsQ2: 4, openingsQ4: 3 },
    { employer: 'Acme', role: 'Developer', openingsQ1: 4, openingsQ2: 8, openingsQ3: 0 },
    { employer: 'Bolt', role: 'Analyst' },
  ],
  programs: [
    program('Help Desk', 20, '2026-07-06'),
    program('help desk', 10, '2026-10-05', { completionRate: 9_000, existing: 'new' }),
    program('Developer', 30, '2027-06-01'),
    program('Drone pilot', 10, '2027-01-04'),
  ],
};

describe('openings and people', () => {
  const pipeline = pipelineOf(planOf(facts))!;
  const role = (key: string) => pipeline.roles.find((each) => each.key === key)!;
  const quarters = (key: string) =>
    role(key).quarters.map(
      ({ openings, completers, fromTraining, fromMatching, carriedIn, filled, short, carriedOn }) => [
        openings,
        completers,
        fromTraining,
        fromMatching,
        carriedIn,
        filled,
        short,
        carriedOn,
      ],
    );

  test('meet by role and quarter, however the role is spelled, and who finds no opening waits for the next', () => {
    expect(quarters('help desk')).toEqual([
      // Of two direct placements in Q1 one for each role: 4 openings and 4.
      [4, 16, 8, 1, 0, 4, 0, 5],
      // 8 openings and 8.
      [8, 9, 5, 1, 5, 8, 0, 3],
      // Only this role has openings in Q3 and Q4.
      [2, 0, 0, 2, 3, 2, 0, 3],
      [5, 0, 0, 2, 3, 5, 0, 0],
    ]);
    expect(quarters('developer')).toEqual([
      [4, 0, 0, 1, 0, 1, 3, 0],
      [8, 0, 0, 1, 0, 1, 7, 0],
      [0, 0, 0, 0, 0, 0, 0, 0],
      // Nobody has said how many.
      [null, 0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  test('come to a year for each role, by name', () => {
    expect(
      pipeline.roles.map(({ name, openings, ready, filled, short, unplaced }) => [
        name,
        openings,
        ready,
        filled,
        short,
        unplaced,
      ]),
    ).toEqual([
      ['Analyst', null, 0, 0, 0, 0],
      ['Developer', 12, 2, 2, 10, 0],
      // 10 seats end in Q1 2027: 8 complete, 4 are ready, and nobody has openings.
      ['Drone pilot', null, 4, 0, 0, 4],
      // Of several spellings the first in the order of codes, capitals first.
      ['Help Desk', 19, 19, 19, 0, 0],
    ]);
    expect(pipeline.withoutDemand).toEqual(['Drone pilot']);
  });

  test('are set beside the trainees needed and the seats, existing and new', () => {
    // 80 × 19 / 31 = 49.03 and 80 × 12 / 31 = 30.97: the larger remainder gets the person.
    expect(pipeline.roles.map(({ key, trainees }) => [key, trainees])).toEqual([
      ['analyst', { needed: 0, existing: 0, new: 0, tooLate: 0 }],
      ['developer', { needed: 31, existing: 0, new: 0, tooLate: 30 }],
      ['drone pilot', { needed: 0, existing: 10, new: 0, tooLate: 0 }],
      ['help desk', { needed: 49, existing: 20, new: 10, tooLate: 0 }],
    ]);
    expect(role('help desk').rows).toEqual({ demand: [3, 4], programs: [3, 4] });
  });

  test('give a capture rate: completers for whom committed employers have openings', () => {
    // Acme’s 3, 4, 2 and 2 for 8 who are ready in Q1 and 5 in Q2: 3 hired, 5 wait; 4 of 10, 6 wait; 2; 2. 16 + 9 + 8 complete.
    expect(pipeline.capture).toEqual({ hired: 11, completers: 33 });
    expect(pipelineOf(planOf({ ...facts, partners: [{ name: 'Bolt', status: 'invited' }] }))!.capture).toBeNull();
  });
});

test('there is nothing to say without demand and programs, or without targets', () => {
  expect(pipelineOf(planOf({ ...facts, demand: [], programs: [] }))).toBeNull();
  const noGoal = planOf(facts);
  noGoal.goals.values.placements = null;
  expect(pipelineOf(noGoal)).toBeNull();
});

test('the tab shows the year of all and of each role, then its quarters, and from which rows they come', () => {
  const { pipeline } = goodSheet().assess().results;
  expect(pipeline.slice(0, 4)).toEqual([
    // As worked out in the summary’s test.
    [
      'All',
      'Year',
      40,
      39,
      31,
      10,
      null,
      33,
      7,
      8,
      'The sum of the roles. Employers marked Committed (Partners) have openings for 30 of the 39 people who complete training this year: a capture rate of 76%. From Demand!C3:F3; Programs!E3:G4, I3; Assumptions!D8:D9, F9; Goals!B3:B4; Partners!E3:E9',
    ],
    [
      'Help desk technician',
      'Year',
      40,
      39,
      31,
      10,
      null,
      33,
      7,
      8,
      '50 trainees needed: its part, by openings, of all who must start training (Funnel). Seats that end in the plan year: 30 existing, 20 new (Programs rows 3 and 4). From Demand!C3:F3; Programs!E3:G4, I3; Assumptions!D8:D9, F9; Goals!B3:B4',
    ],
    [
      'Help desk technician',
      'Q1',
      10,
      0,
      0,
      3,
      0,
      3,
      7,
      0,
      'Jul 1, 2026 to Sep 30, 2026; openings: Demand row 3; training: none on Programs. From Demand!C3; Goals!B3:B4',
    ],
    [
      'Help desk technician',
      'Q2',
      10,
      39,
      31,
      3,
      0,
      10,
      0,
      24,
      'Oct 1, 2026 to Dec 31, 2026; openings: Demand row 3; training: Programs rows 3 and 4. From Demand!D3; Programs!E3:G4, I3; Assumptions!D8:D9, F9; Goals!B3:B4',
    ],
  ]);
  expect(new Sheet().assess().results.pipeline).toHaveLength(1);
});

describe('for any plan', () => {
  const sum = (numbers: readonly number[]): number => numbers.reduce((so, number) => so + number, 0);

  test('whoever is ready is hired once or waits, and every opening is filled or short', () => {
    fc.assert(
      fc.property(anyPlanFacts, (some) => {
        for (const { quarters, ready, filled, short, unplaced, openings } of pipelineOf(planOf(some))?.roles ?? []) {
          for (const [index, quarter] of quarters.entries()) {
            expect(quarter.carriedIn).toBe(quarters[index - 1]?.carriedOn ?? 0);
            expect(quarter.carriedIn + quarter.fromTraining + quarter.fromMatching).toBe(
              quarter.filled + quarter.carriedOn,
            );
            expect(quarter.filled + quarter.short).toBe(quarter.openings ?? 0);
            expect(Math.min(quarter.carriedOn, quarter.filled, quarter.short)).toBeGreaterThanOrEqual(0);
            // Nobody waits beside an opening that is short.
            expect(Math.min(quarter.carriedOn, quarter.short)).toBe(0);
          }
          expect(filled + unplaced).toBe(ready);
          expect(filled + short).toBe(openings ?? 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('roles have all who are matched, all who complete in the year, all seats and all trainees between them', () => {
    fc.assert(
      fc.property(anyPlanFacts, (some) => {
        const plan = planOf(some);
        const funnel = planFunnel(plan);
        const { cohorts } = planCalendar(plan, funnel, '2026-11-09').calendar!;
        const pipeline = pipelineOf(plan);
        if (!pipeline) return;
        const { roles, capture } = pipeline;
        const hasOpenings = sum(roles.map(({ openings }) => openings ?? 0)) > 0;
        expect(sum(roles.flatMap(({ quarters }) => quarters.map(({ fromMatching }) => fromMatching)))).toBe(
          hasOpenings ? funnel.all!.placementsDirect : 0,
        );
        const completers = sum(cohorts.map(({ completed, endsIn }) => (endsIn === null ? 0 : completed)));
        expect(sum(roles.flatMap(({ quarters }) => quarters.map((quarter) => quarter.completers)))).toBe(completers);
        expect(sum(roles.map(({ trainees }) => trainees.existing + trainees.new + trainees.tooLate))).toBe(
          sum(cohorts.map(({ seats }) => seats)),
        );
        if (hasOpenings)
          expect(sum(roles.map(({ trainees }) => trainees.needed!))).toBe(funnel.all!.stages.enrolled.target);
        if (capture) {
          expect(capture.completers).toBe(completers);
          expect(capture.hired).toBeLessThanOrEqual(completers);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the order of rows changes nothing', () => {
    fc.assert(
      fc.property(anyPlanFacts, (some) => {
        const shown = (made: Pipeline | null) =>
          made && { ...made, roles: made.roles.map(({ rows: _, ...role }) => role) };
        const turned = { ...some, demand: some.demand!.toReversed(), programs: some.programs!.toReversed() };
        expect(shown(pipelineOf(planOf(turned)))).toEqual(shown(pipelineOf(planOf(some))));
      }),
      { numRuns: 60 },
    );
  });

  test('more seats fill as many openings or more, and leave as few or fewer short', () => {
    fc.assert(
      fc.property(anyPlanFacts, fc.nat(), fc.integer({ min: 1, max: 30 }), (some, which, more) => {
        const programs = some.programs!;
        if (programs.length === 0) return;
        const grown = programs.map((row, index) =>
          index === which % programs.length ? { ...row, seats: (row.seats as number) + more } : row,
        );
        const [before, after] = [some, { ...some, programs: grown }].map((each) => pipelineOf(planOf(each))!);
        for (const [index, role] of before!.roles.entries()) {
          const now = after!.roles[index]!;
          expect(now.filled).toBeGreaterThanOrEqual(role.filled);
          expect(now.short).toBeLessThanOrEqual(role.short);
          for (const [quarter, { short }] of role.quarters.entries())
            expect(now.quarters[quarter]!.short).toBeLessThanOrEqual(short);
        }
        if (before!.capture) expect(after!.capture!.hired).toBeGreaterThanOrEqual(before!.capture.hired);
      }),
      { numRuns: 60 },
    );
  });
});
