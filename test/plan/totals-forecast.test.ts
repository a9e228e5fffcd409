import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planForecast } from '../../functions/plan/forecast.ts';
import { planFunnel } from '../../functions/plan/funnel.ts';
import type { Plan } from '../../functions/plan/plan.ts';
import { rateNames } from '../../functions/plan/tables/assumptions.ts';
import type { StageName } from '../../functions/plan/tables/progress.ts';
import { forecastFromTotals } from '../../functions/plan/totals-forecast.ts';
import { planOf, rowsOf, type Steps } from './plans.ts';

const LEAST = 10;

type Period = Partial<Record<StageName, number>> & { from: string; to: string };

/** A goal of 40, a quarter of it direct; half of the people take each step. */
const planWith = (...periods: Period[]): Plan => {
  const steps = Object.fromEntries(Object.keys(rateNames).map((step) => [step, { likely: 5000, windowDays: 60 }]));
  const plan = planOf({ placements: 40, directShare: 2_500, steps: steps as Steps, programs: [], segments: [] });
  plan.progress = rowsOf('progress', ...periods);
  return plan;
};

const fromTotals = (...periods: Period[]) => {
  const plan = planWith(...periods);
  return forecastFromTotals(plan, planFunnel(plan), LEAST);
};

const summer = { from: '2026-07-01', to: '2026-09-30' };
const autumn = { from: '2026-10-01', to: '2026-12-31' };

describe('a forecast from totals', () => {
  it('is the forecast itself where equally many have come on each day, and are placed as the goal has it', () => {
    // The goal of 40 has 10 direct placements; both quarters have 92 days.
    const even = {
      aware: 400,
      applied: 80,
      assessed: 44,
      matched: 12,
      enrolled: 18,
      placedDirect: 3,
      placedTrained: 9,
    };
    const plan = planWith({ ...summer, ...even }, { ...autumn, ...even });
    const funnel = planFunnel(plan);
    expect(forecastFromTotals(plan, funnel, LEAST)!.placements).toEqual(
      planForecast(plan, funnel).forecast!.all.placements,
    );
  });

  it('is the same whatever the periods and the routes are, as long as the totals are the same', () => {
    const half = { aware: 400, applied: 80, assessed: 44, enrolled: 18, placedDirect: 6, placedTrained: 6 };
    const expected = fromTotals({ ...summer, ...half }, { ...autumn, ...half });
    expect(expected!.restsOn).toEqual(['aware', 'applied', 'assessed', 'enrolled', 'placed']);
    fc.assert(
      fc.property(
        fc.record({
          aware: fc.nat(800),
          applied: fc.nat(160),
          assessed: fc.nat(88),
          enrolled: fc.nat(36),
          placedDirect: fc.nat(12),
          placedTrained: fc.nat(12),
        }),
        (first) => {
          const second = {
            aware: 800 - first.aware,
            applied: 160 - first.applied,
            assessed: 88 - first.assessed,
            enrolled: 36 - first.enrolled,
            placedDirect: 0,
            placedTrained: 24 - first.placedDirect - first.placedTrained,
          };
          expect(fromTotals({ ...summer, ...first }, { ...autumn, ...second })).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('uses no total of few people, and tells nothing of how few they are', () => {
    const counts = { aware: 400, applied: 80, assessed: 44, enrolled: 18 };
    const some = fromTotals({ ...summer, ...counts, completed: 9, placedDirect: 2, placedTrained: 3 })!;
    expect(some.restsOn).toEqual(['aware', 'applied', 'assessed', 'enrolled']);
    expect(fromTotals({ ...summer, ...counts, completed: 1, placedDirect: 1, placedTrained: 0 })).toEqual(some);
  });

  it('is none where nothing is counted', () => {
    expect(fromTotals()).toBeNull();
  });
});
