import { describe, expect, test } from 'vitest';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import { folded } from '../../functions/rollup/fold/part.ts';
import { forecastPart } from '../../functions/rollup/forecasts.ts';
import { rollupFormats } from '../../functions/rollup/link.ts';
import { rollupPage } from '../../functions/rollup/page/page.ts';
import { publishRollup } from '../../functions/rollup/publish.ts';
import type { Scope } from '../../functions/rollup/scope.ts';
import { community, type SomeActuals } from './people.ts';

type SummaryForecast = NonNullable<PlanSummary['forecast']>;

const forecast = (changes: Partial<SummaryForecast> = {}): SummaryForecast => ({
  goal: 80,
  confidence: 0.8,
  until: '2027-06-30',
  countedThrough: '2026-12-31',
  expected: 61.3,
  low: 50,
  high: 73,
  fromTotals: null,
  rates: [
    {
      step: 'completedToPlaced',
      from: 'completed',
      to: 'placedTrained',
      assumed: 0.7,
      moved: 40,
      hadTime: 50,
      low: 0.7,
      high: 0.88,
    },
  ],
  ...changes,
});

const enough: SomeActuals = { completed: 40, placedDirect: 20, placedTrained: 20 };

const counting = (id: string, actuals: SomeActuals, more: Parameters<typeof community>[2] = {}): PlanSummary => ({
  ...community(id, actuals, more),
  forecast: forecast(),
});

const published = (summaries: PlanSummary[], scope: Scope = { kind: 'network' }) =>
  publishRollup({ scope, year: 2026, readAt: '2027-01-05T00:00:00Z', summaries, communitiesLeftOut: [] });

describe('over communities', () => {
  test('of one it is its own', () => {
    expect(folded(forecastPart(), [counting('a', enough)])).toEqual({
      placements: {
        expected: 61,
        low: 50,
        high: 73,
        goal: 80,
        confidence: 0.8,
        communities: 1,
        fromTotals: 0,
        until: '2027-06-30',
        countedThrough: { first: '2026-12-31', last: '2026-12-31' },
      },
      rates: [
        {
          step: 'completedToPlaced',
          from: 'completed',
          to: 'placedTrained',
          communities: 1,
          assumed: 0.7,
          observed: { rate: 0.8, range: { low: 0.7, high: 0.88 }, moved: 40, hadTime: 50 },
        },
      ],
    });
  });

  test('what is expected adds up, and of the ranges the squares do; who has counted nobody adds nothing', () => {
    // 3 and 4 below, 6 and 8 above: 5 and 10.
    const [one, other] = [forecast({ expected: 30, low: 27, high: 36 }), forecast({ expected: 50, low: 46, high: 58 })];
    const { placements, rates } = folded(forecastPart(), [
      { ...community('a', enough), forecast: one },
      { ...community('b', enough), forecast: { ...other, countedThrough: '2026-11-30' } },
      community('c', {}),
    ]);
    expect(placements).toMatchObject({
      expected: 80,
      low: 75,
      high: 90,
      goal: 160,
      communities: 2,
      countedThrough: { first: '2026-11-30', last: '2026-12-31' },
    });
    expect(rates[0]).toMatchObject({ assumed: null, observed: { rate: 0.8, range: null, moved: 80, hadTime: 100 } });
  });

  test('nobody’s is none', () => {
    expect(folded(forecastPart(), [community('a', enough)])).toEqual({ placements: null, rates: [] });
  });
});

test('the page says what the year comes to, with the rates folded away below, and each fold ends', () => {
  const page = rollupPage(published([counting('a', enough)], { kind: 'community', id: 'a' }), {
    language: 'en',
    formats: rollupFormats,
    link: null,
  });
  expect(page).toContain('At this pace: 61 (50 to 73) of 80 by Jun 30, 2027.');
  expect(page).toContain('40 of about 50');
  expect(page.match(/<details>/g)).toHaveLength(page.match(/<\/details>/g)!.length);
});

describe('what may be published', () => {
  const scope = (id: string): Scope => ({ kind: 'community', id });

  test('is the forecast where no count that it rests on is hidden', () => {
    const rollup = published([counting('a', enough)], scope('a'));
    expect(rollup.forecast.placements).toMatchObject({ expected: 61 });
    expect([...rollup.facts].filter(({ indicator }) => indicator.startsWith('placements-forecast'))).toMatchObject([
      { indicator: 'placements-forecast', target: 61, status: 'planned' },
      { indicator: 'placements-forecast-low', target: 50 },
      { indicator: 'placements-forecast-high', target: 73 },
    ]);
  });

  test('is not the forecast where a stage’s count is hidden, and not a rate of that stage', () => {
    const rollup = published([counting('a', { ...enough, completed: 9 })], scope('a'));
    expect(rollup.forecast.placements).toBe('hidden');
    expect(rollup.forecast.rates[0]!.observed).toBe('hidden');
    const facts = [...rollup.facts].filter(({ indicator }) => /^(placements-forecast|rate-observed)/.test(indicator));
    expect(facts).toMatchObject([
      { indicator: 'placements-forecast', target: null, actual: null, status: 'hidden' },
      { indicator: 'rate-observed', target: null, actual: null, status: 'hidden' },
    ]);
    expect(JSON.stringify(rollup.forecast)).not.toContain('61');
  });

  test('is neither a rate nor the forecast where a period’s count of a stage is hidden', () => {
    const periods = {
      '2026-07-01/2026-09-30': { ...enough, completed: 35 },
      '2026-10-01/2026-12-31': { completed: 5 },
    };
    const rollup = published([counting('a', enough, { periods })], scope('a'));
    expect(rollup.forecast.rates[0]!.observed).toBe('hidden');
    expect(rollup.forecast.placements).toBe('hidden');
  });

  describe('where a period or a route is hidden', () => {
    const periods = {
      '2026-07-01/2026-09-30': { ...enough, completed: 35 },
      '2026-10-01/2026-12-31': { completed: 5 },
    };
    const fromTotals = { expected: 59.5, low: 47, high: 72, restsOn: ['completed', 'placed'] as const };
    const withTotals = (id: string, actuals: SomeActuals): PlanSummary => ({
      ...community(id, actuals, { periods }),
      forecast: forecast({ fromTotals: { ...fromTotals, restsOn: [...fromTotals.restsOn] } }),
    });

    test('is the forecast from totals that are shown, and it says so', () => {
      const rollup = published([withTotals('a', enough)], scope('a'));
      expect(rollup.forecast.placements).toMatchObject({ expected: 60, low: 47, high: 72, fromTotals: 1 });
      expect(JSON.stringify([...rollup.facts])).not.toContain('61');
      expect(rollupPage(rollup, { language: 'en', formats: [], link: null })).toContain(
        'it is worked out from the totals so far alone',
      );
    });

    test('is none where one of these totals is hidden as well', () => {
      const rollup = published([withTotals('a', { ...enough, completed: 9 })], scope('a'));
      expect(rollup.forecast.placements).toBe('hidden');
    });

    test('is in a sum as on the community’s own page', () => {
      const { placements } = published([withTotals('a', enough), counting('b', enough)]).forecast;
      // 59.5 and 61.3; 12.5 and 11.3 below: 16.9; 12.5 and 11.7 above: 17.1
      expect(placements).toMatchObject({ expected: 121, low: 104, high: 138, communities: 2, fromTotals: 1 });
    });
  });

  test('is a sum without those that hide their own', () => {
    const few = counting('few', { ...enough, completed: 9 });
    const both = [counting('a', enough), counting('b', enough)];
    expect(published([...both, few]).forecast.placements).toEqual(published(both).forecast.placements);
    expect(published([few, { ...few, communityId: 'less' }]).forecast.placements).toBe('hidden');
  });
});

test.each([
  ['of few who had the time', { moved: 0, hadTime: 9 }],
  ['few of whom moved on', { moved: 9, hadTime: 40 }],
  ['all but few of whom moved on', { moved: 40, hadTime: 49 }],
])('a rate is not published %s', (_, counts) => {
  const [rate] = forecast().rates;
  const summary = { ...community('a', enough), forecast: forecast({ rates: [{ ...rate!, ...counts }] }) };
  expect(published([summary], { kind: 'community', id: 'a' }).forecast.rates[0]!.observed).toBe('hidden');
});
