import { expect, test } from 'vitest';
import { largestDocumentBytes, storedBytes } from '../../functions/mirror/document-size.ts';
import { toMirrorValue } from '../../functions/mirror/fingerprint.ts';
import { planResults } from '../../functions/mirror/plan-results.ts';
import { planCalendar } from '../../functions/plan/calendar.ts';
import { planFunnel } from '../../functions/plan/funnel.ts';
import { planPipeline } from '../../functions/plan/pipeline.ts';
import { rateNames } from '../../functions/plan/tables/assumptions.ts';
import { planOf, type Steps } from '../plan/plans.ts';
import { goodSheet } from '../support/sheet.ts';

test('the calendar and the pipeline are kept, programs by the ids of their rows', () => {
  const { calendar, pipeline } = planResults(goodSheet().assess());
  // Worked by hand beside the good sheet: 50 must start training, 125 be assessed.
  expect(calendar?.stages.enrolled.target).toBe(50);
  expect(calendar?.months).toHaveLength(12);
  expect(calendar?.cohorts).toMatchObject([
    { startsOn: '2026-09-01', seats: 30 },
    { startsOn: '2026-10-01', seats: 20 },
  ]);
  expect(calendar?.cohorts.every(({ programId }) => programId.startsWith('new-'))).toBe(true);
  expect(pipeline?.roles).toMatchObject([{ name: 'Help desk technician', openings: 40 }]);
});

test('the day of the reading and a row inserted above change nothing', () => {
  const sheet = goodSheet;
  const results = planResults(sheet().assess({ today: '2026-11-20' }));
  expect(planResults(sheet().assess({ today: '2026-12-24' }))).toEqual(results);
  const moved = sheet().insertRows('Programs', 3).insertRows('Demand', 3);
  expect(planResults(moved.assess({ today: '2026-11-20' }))).toEqual(results);
});

test('a plan with thousands of roles still fits into its document, which says what is left out', () => {
  const steps = Object.fromEntries(
    Object.keys(rateNames).map((name) => [name, { likely: 5_000, windowDays: 30 }]),
  ) as Steps;
  const plan = planOf({
    placements: 100,
    directShare: 2_500,
    steps,
    demand: Array.from({ length: 3_000 }, (_, index) => ({
      employer: 'Acme',
      role: `Role ${index}`,
      openingsQ1: 1,
    })),
    programs: [{ provider: 'College', name: 'One', role: 'Role 1', seats: 10, startsOn: '2026-09-01', weeks: 8 }],
  });
  const funnel = planFunnel(plan);
  const calendar = planCalendar(plan, funnel, '2026-11-20');
  const pipeline = planPipeline(plan, funnel, calendar.calendar);
  const results = planResults({ funnel, checklist: [], calendar, pipeline });
  expect(pipeline?.roles).toHaveLength(3_000);
  expect(results).toMatchObject({ pipeline: null, leftOut: ['pipeline'] });
  expect(results.calendar).not.toBeNull();
  expect(storedBytes(toMirrorValue(results))).toBeLessThan(largestDocumentBytes);
});
