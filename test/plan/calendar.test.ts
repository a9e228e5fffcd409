import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byWhen, type Calendar, planCalendar } from '../../functions/plan/calendar.ts';
import { addDays } from '../../functions/plan/date.ts';
import { planFunnel } from '../../functions/plan/funnel.ts';
import type { StageName } from '../../functions/plan/tables/progress.ts';
import { day, goodSheet, Sheet } from '../support/sheet.ts';
import { anyPlanFacts, planOf } from './plans.ts';

/**
 * 40 placements, a quarter of them direct: 10 and 30. By quarter 4, 8, 12, 16: direct 1, 2, 3, 4 and trained 3, 6, 9, 12; by month direct
 * 1 0 0, 1 1 0, 1 1 1, 2 1 1 and trained 1 1 1, 2 2 2, 3 3 3, 4 4 4.
 *
 * Training takes (30 seats × 112 days + 20 × 84) / 50 = 100.8, so 101 days. Days to the job: matched 90, completed 90, enrolled 191; assessed 120
 * directly and 221 with training, applied 150 and 251, aware 210 and 311.
 */
const plan = () => {
  const sheet = goodSheet()
    .clear('segments')
    .set('Goals', 'B9', 4)
    .set('Goals', 'B10', 8)
    .set('Goals', 'B11', 12)
    .set('Goals', 'B12', 16)
    .deleteRows('Progress', 4);
  for (const [index, days] of [60, 30, 30, 90, 30, 365, 90].entries()) sheet.set('Assumptions', `F${index + 3}`, days);
  return sheet;
};

const calendarOf = (sheet: Sheet): Calendar => sheet.assess({ today: '2026-11-09' }).calendar.calendar!;

const perStage = <T>(calendar: Calendar, of: (stage: Calendar['stages'][StageName]) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(calendar.stages).map(([stage, dates]) => [stage, of(dates)]));

describe('deadlines', () => {
  test('are the end of the year less the windows and the weeks of training', () => {
    expect(perStage(calendarOf(plan()), ({ byWhen }) => byWhen)).toEqual({
      // 125 must be assessed for training, 100 for direct match: the training's deadline is the one for the whole target.
      aware: '2026-08-23',
      applied: '2026-10-22',
      assessed: '2026-11-21',
      matched: '2027-04-01',
      enrolled: '2026-12-21',
      completed: '2027-04-01',
      placedDirect: '2027-06-30',
      placedTrained: '2027-06-30',
    });
  });

  test('are those of the last quarter that has placements', () => {
    const sheet = plan().set('Goals', 'B9', 40).set('Goals', 'B10', 0).set('Goals', 'B11', 0).set('Goals', 'B12', 0);
    expect(calendarOf(sheet).stages.placedTrained.byWhen).toBe('2026-09-30');
    expect(calendarOf(sheet).stages.completed.byWhen).toBe('2026-07-02');
  });

  test('are those of direct match where it needs more people', () => {
    // 30 direct need 300 assessed, 10 trained need 41.7.
    const calendar = calendarOf(plan().set('Goals', 'B4', 0.75));
    expect(calendar.stages.assessed.byWhen).toBe('2027-03-02');
    expect(calendar.stages.enrolled.byWhen).toBe('2026-12-21');
  });

  test('wait for a window that nobody has typed, and only where somebody passes it', () => {
    const calendar = calendarOf(plan().set('Assumptions', 'F6', null));
    expect(perStage(calendar, ({ byWhen }) => byWhen !== null)).toEqual({
      aware: false,
      applied: false,
      assessed: false,
      matched: false,
      enrolled: true,
      completed: true,
      placedDirect: true,
      placedTrained: true,
    });
    const withoutDirect = calendarOf(plan().set('Assumptions', 'F6', null).set('Goals', 'B4', 0));
    expect(withoutDirect.stages.aware.byWhen).toBe('2026-08-23');
  });

  test('of a segment follow its own windows', () => {
    const sheet = plan()
      .fill('segments', { name: 'Veterans', placements: 8, servedBy: 'Library' })
      .fill('assumptions', {
        rate: 'Completed → placed (trained)',
        segment: 'veterans',
        low: 0.5,
        likely: 0.8,
        high: 1,
        windowDays: 60,
      });
    const { counted, funnel, calendar } = sheet.assess({ today: '2026-11-09' });
    const veterans = byWhen(funnel.segments[0]!, calendar.calendar!, counted, funnel);
    expect([veterans.completed, veterans.enrolled]).toEqual(['2027-05-01', '2027-01-20']);
  });

  test('need targets and a year of about twelve months', () => {
    const reading = (sheet: Sheet) => sheet.assess({ today: '2026-11-09' }).calendar;
    expect(reading(new Sheet())).toEqual({ calendar: null, missing: ['targets', 'planYear'] });
    expect(reading(plan().set('Community', 'B9', day('2028-06-30')))).toEqual({
      calendar: null,
      missing: ['planYear'],
    });
  });
});

describe('months', () => {
  test('say how many must have reached each stage by their end', () => {
    const { months } = calendarOf(plan());
    expect(months.map(({ direct }) => direct)).toEqual([1, 0, 0, 1, 1, 0, 1, 1, 1, 2, 1, 1]);
    expect(months.map(({ trained }) => trained)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
    // By September 30: those who are placed up to January 28 directly and May 9 after training have been assessed: 3 / 10% = 30 and 22 / 24% = 91.7.
    expect(months[2]!.due).toEqual({
      aware: 1250,
      // 3 / 5% = 60; up to June 8, 2027: 26 / 12% = 216.7.
      applied: 217,
      assessed: 92,
      matched: 6,
      enrolled: 30,
      completed: 9,
      placedDirect: 1,
      placedTrained: 3,
    });
  });

  test('begin with what is due before the year', () => {
    // Placed up to May 7, 2027: 22 / 2.4% = 916.7.
    expect(calendarOf(plan()).stages.aware.dueBefore).toBe(917);
  });
});

test('who is too late is measured on the day through which people are counted', () => {
  const calendar = calendarOf(plan());
  expect([calendar.countedThrough, calendar.asOf]).toEqual(['2026-10-31', '2026-10-31']);
  // Due 22 / 60% = 36.7, counted 12 + 4; 191 days after November 9 they could have a job.
  expect(calendar.stages.enrolled).toEqual({
    target: 50,
    byWhen: '2026-12-21',
    // Placed up to January 7: 9 / 60%.
    dueBefore: 15,
    dueNow: 37,
    counted: 16,
    late: 21,
    daysToPlacement: 191,
    earliest: '2027-05-19',
  });
  expect(calendar.stages.matched).toMatchObject({ dueNow: 6, counted: 7, late: 0, earliest: null });
});

test('where nobody has counted, what is due by today is said and nothing about who is late', () => {
  const calendar = calendarOf(plan().clear('progress'));
  expect([calendar.countedThrough, calendar.asOf]).toEqual([null, '2026-11-09']);
  expect(calendar.stages.enrolled).toMatchObject({ counted: null, late: null, earliest: null });
});

describe('intakes', () => {
  test('place whom their rates expect, evenly over the window', () => {
    const [first] = calendarOf(plan()).cohorts;
    expect(first).toMatchObject({
      startsOn: '2026-09-01',
      endsOn: '2026-12-22',
      seats: 30,
      completed: 24,
      // 24 × 80% = 19.2
      placed: 19,
      endsIn: 1,
      // Nine of the 90 days are in the second quarter: 1.9, of whom one is whole.
      placedIn: { quarters: [0, 1, 18, 0], after: 0 },
      lastStart: { inFull: '2026-12-10', atAll: '2027-03-10' },
    });
  });

  test('that end after the year have nobody in it', () => {
    const late = calendarOf(plan().set('Programs', 'F4', day('2027-05-01'))).cohorts[1]!;
    expect(late).toMatchObject({ endsOn: '2027-07-24', endsIn: null, placedIn: { quarters: [0, 0, 0, 0], after: 12 } });
  });

  test('that start outside the year are none of it', () => {
    expect(calendarOf(plan().set('Programs', 'F4', day('2026-06-30'))).cohorts).toHaveLength(1);
  });
});

describe('for any plan', () => {
  const property = (holds: (calendar: Calendar, facts: ReturnType<typeof planOf>) => void): void =>
    fc.assert(
      fc.property(anyPlanFacts, (facts) => {
        const made = planOf(facts);
        holds(planCalendar(made, planFunnel(made), '2026-11-09').calendar!, made);
      }),
      { numRuns: 60 },
    );

  test('quarters and months add up to the goal exactly, by route too', () => {
    property(({ quarters, months }, made) => {
      const all = planFunnel(made).all!;
      const sum = (numbers: number[]): number => numbers.reduce((so, number) => so + number, 0);
      expect(sum(quarters.map(({ placements }) => placements))).toBe(all.placements);
      for (const parts of [quarters, months]) {
        expect(sum(parts.map(({ direct }) => direct))).toBe(all.placementsDirect);
        expect(sum(parts.map(({ trained }) => trained))).toBe(all.placementsTrained);
      }
      for (const { placements, direct, trained } of quarters) {
        expect(Math.min(direct, trained)).toBeGreaterThanOrEqual(0);
        expect(direct + trained).toBe(placements);
      }
    });
  });

  test('what is due never shrinks, and is the target from its day on', () => {
    property(({ stages, months }) => {
      for (const [stage, { target, byWhen, dueBefore }] of Object.entries(stages) as [
        StageName,
        (typeof stages)['aware'],
      ][]) {
        const due = [dueBefore!, ...months.map((month) => month.due[stage]!)];
        expect(due).toEqual(due.toSorted((a, b) => a - b));
        expect(due.at(-1)).toBe(target);
        for (const month of months) if (byWhen !== null && month.to >= byWhen) expect(month.due[stage]).toBe(target);
      }
    });
  });

  test('those who are due reach the placements that hang on them, and one fewer does not', () => {
    property(({ months }, made) => {
      const { likely, windowDays } = made.assumptions.find(({ values }) => values.rate === 'completedToPlaced')!.values;
      for (const { to, due } of months) {
        const placed = months
          .filter((month) => addDays(month.to, -windowDays!) <= to)
          .reduce((sum, { trained }) => sum + trained, 0);
        expect(due.completed! * likely!).toBeGreaterThanOrEqual(placed * 10_000);
        if (due.completed! > 0) expect((due.completed! - 1) * likely!).toBeLessThan(placed * 10_000);
      }
    });
  });

  test('nobody of an intake is placed twice or left out', () => {
    property(({ cohorts }) => {
      for (const { seats, completed, placed, placedIn } of cohorts) {
        expect(completed).toBeLessThanOrEqual(seats);
        expect(placed).toBeLessThanOrEqual(completed);
        expect(placedIn!.quarters.reduce((sum, people) => sum + people, placedIn!.after)).toBe(placed);
        expect(Math.min(...placedIn!.quarters, placedIn!.after)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  test('the order of rows changes nothing', () => {
    fc.assert(
      fc.property(anyPlanFacts, (facts) => {
        const without = (made: Calendar) => ({ ...made, cohorts: made.cohorts.map(({ row: _, ...cohort }) => cohort) });
        const calendar = (programs: typeof facts.programs) => {
          const made = planOf({ ...facts, programs: programs! });
          made.assumptions.reverse();
          return without(planCalendar(made, planFunnel(made), '2026-11-09').calendar!);
        };
        expect(calendar(facts.programs!.toReversed())).toEqual(calendar(facts.programs));
      }),
      { numRuns: 40 },
    );
  });
});
