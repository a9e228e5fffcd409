import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Forecast, planForecast } from '../../functions/plan/forecast.ts';
import { planFunnel } from '../../functions/plan/funnel.ts';
import type { Plan } from '../../functions/plan/plan.ts';
import type { RateName } from '../../functions/plan/tables/assumptions.ts';
import type { StageName } from '../../functions/plan/tables/progress.ts';
import { planOf, rowsOf, type Steps } from './plans.ts';

/** Low, likely and high in percent, and the window in days. */
type Assumed = readonly [low: number, likely: number, high: number, windowDays: number];

interface Case {
  goal?: number;
  directShare?: number;
  assumed?: Partial<Record<RateName, Assumed>>;
  programs?: Record<string, unknown>[];
  segments?: Record<string, unknown>[];
}

const everyStep: Record<RateName, Assumed> = {
  awareToApplied: [5, 10, 20, 0],
  appliedToAssessed: [40, 50, 60, 0],
  assessedToMatched: [5, 10, 15, 0],
  matchedToPlaced: [40, 50, 60, 0],
  assessedToEnrolled: [40, 50, 60, 0],
  enrolledToCompleted: [40, 50, 60, 0],
  completedToPlaced: [50, 60, 70, 0],
};

type Counts = Partial<Record<StageName, number | null>> & { from: string; to: string; segment?: string };

const planWith = (progress: readonly Counts[], { goal = 40, directShare = 2_500, ...more }: Case = {}): Plan => {
  const assumed = { ...everyStep, ...more.assumed };
  const steps = Object.fromEntries(
    Object.entries(assumed).map(([step, [, likely, , windowDays]]) => [step, { likely: likely * 100, windowDays }]),
  ) as Steps;
  const plan = planOf({
    placements: goal,
    directShare,
    steps,
    programs: more.programs ?? [],
    segments: more.segments ?? [],
  });
  for (const { values } of plan.assumptions) {
    const [low, , high] = assumed[values.rate!];
    Object.assign(values, { low: low * 100, high: high * 100 });
  }
  plan.progress = rowsOf('progress', ...progress);
  return plan;
};

const readingOf = (plan: Plan) => planForecast(plan, planFunnel(plan));
const forecastOf = (progress: readonly Counts[], more?: Case): Forecast =>
  readingOf(planWith(progress, more)).forecast!;

/** A fifth of the year, with a fifth of all targets reached: 4,000 are to be made aware for 10 direct placements and 30 after training. */
const aFifth: Counts = {
  from: '2026-07-01',
  to: '2026-09-11',
  aware: 800,
  applied: 80,
  assessed: 40,
  matched: 4,
  enrolled: 20,
  completed: 10,
  placedDirect: 2,
  placedTrained: 6,
};

describe('the forecast', () => {
  test('of a year that goes as assumed is the plan’s own goal', () => {
    const { all } = forecastOf([aFifth]);
    expect(all.placements.expected).toBeCloseTo(40, 1);
    expect(all.routes.direct!.expected).toBeCloseTo(10, 1);
    expect(all.routes.trained!.expected).toBeCloseTo(30, 1);
    expect(all.chance).toBeGreaterThan(0.4);
    expect(all.chance).toBeLessThan(0.6);
  });

  test('of a year that is over is what was counted', () => {
    const { all } = forecastOf([{ ...aFifth, to: '2027-06-30' }]);
    expect(all.placements).toMatchObject({ expected: 8, low: 8, high: 8 });
    expect(all.chance).toBe(0);
    expect(forecastOf([{ ...aFifth, to: '2027-06-30' }], { goal: 8 }).all.chance).toBe(1);
  });

  test('with nobody counted beyond the first stage rests on the assumed rates alone', () => {
    // All 4,000 on the first day, and 364 more days at that pace would be too good: counted through the second day, nobody more.
    const days: Counts[] = [
      { from: '2026-07-01', to: '2026-07-01', matched: 20 },
      { from: '2026-07-02', to: '2027-06-29', matched: 0 },
    ];
    const { all } = forecastOf(days, { goal: 10, directShare: 10_000 });
    // 20 on their way, and 20 / 364 more on the last day, each placed with 50%.
    expect(all.placements.expected).toBeCloseTo((20 + 20 / 364) / 2, 2);
  });

  test('counts nobody who cannot be placed before the plan year ends', () => {
    const late: Counts = { from: '2027-06-30', to: '2027-06-30', matched: 30, placedDirect: 0 };
    const { all } = forecastOf([late], { directShare: 10_000, assumed: { matchedToPlaced: [40, 50, 60, 180] } });
    expect(all.placements).toMatchObject({ expected: 0, low: 0, high: 0 });
  });

  test('lets no more people start training than there are seats to come', () => {
    const seats = (startsOn: string) => [{ seats: 1, weeks: 0, startsOn, existing: 'existing', role: 'Tester' }];
    // 80 more would start; of those who do 50% complete, and 60% of them are placed.
    expect(forecastOf([aFifth], { programs: seats('2026-09-12') }).all.routes.trained!.expected).toBeCloseTo(6.3, 1);
    expect(forecastOf([aFifth], { programs: seats('2026-09-11') }).all.routes.trained!.expected).toBeCloseTo(6, 1);
  });

  test('of segments rests on their own periods', () => {
    const { segments } = forecastOf([aFifth, { ...aFifth, aware: 400, segment: 'veterans' }], {
      segments: [
        { name: 'Veterans', placements: 40 },
        { name: 'Women', placements: 0 },
      ],
    });
    expect(segments.map(({ segment }) => segment)).toEqual([{ id: 'segments-0', name: 'Veterans' }]);
    // Half as many come, and twice as many of them apply.
    expect(segments[0]!.steps.awareToApplied.observed!.rate).toBeCloseTo(0.2, 9);
  });

  test('says nothing where nobody has counted, and what is missing where it cannot be said', () => {
    expect(readingOf(planWith([]))).toEqual({ forecast: null, missing: [] });
    const plan = planWith([aFifth]);
    plan.assumptions[3]!.values.windowDays = null;
    expect(readingOf(plan)).toEqual({ forecast: null, missing: [{ window: 'matchedToPlaced' }] });
    plan.community.values.yearEnd = null;
    plan.goals.values.placements = null;
    expect(readingOf(plan)).toEqual({ forecast: null, missing: ['targets', 'planYear'] });
  });

  test.each([
    ['in all', [aFifth]],
    [
      'in a segment',
      [
        { ...aFifth, placedDirect: null },
        { ...aFifth, segment: 'Veterans' },
      ],
    ],
  ])('asks for the window of a route by which nobody is to be placed, but somebody was, %s', (_, progress) => {
    const plan = planWith(progress, {
      directShare: 0,
      segments: [{ name: 'Veterans', placements: 10 }],
    });
    plan.assumptions[3]!.values.windowDays = null;
    expect(readingOf(plan)).toEqual({ forecast: null, missing: [{ window: 'matchedToPlaced' }] });
  });

  test('agrees with 100,000 simulated years', () => {
    // Windows of no days: who moves on has moved on, so that the rates follow beta distributions and all who are to come are yet to come.
    const { all } = forecastOf([aFifth]);
    const random = seeded(7);
    const rate = (low: number, likely: number, high: number, moved: number, people: number): number => {
      const assumed = (likely * (1 - likely)) / ((high - low) / (2 * 1.2815515655)) ** 2 - 1;
      const [a, b] = [gamma(assumed * likely + moved, random), gamma(assumed * (1 - likely) + people - moved, random)];
      return a / (a + b);
    };
    const years = Array.from({ length: 100_000 }, () => {
      const toAssessed = rate(0.05, 0.1, 0.2, 80, 800) * rate(0.4, 0.5, 0.6, 40, 80);
      const direct = rate(0.05, 0.1, 0.15, 4, 40) * rate(0.4, 0.5, 0.6, 2, 4);
      const trained = rate(0.4, 0.5, 0.6, 20, 40) * rate(0.4, 0.5, 0.6, 10, 20) * rate(0.5, 0.6, 0.7, 6, 10);
      const aware = (gamma(800, random) / 73) * 292;
      return 8 + poisson(aware * toAssessed * (direct + trained), random);
    }).sort((one, other) => one - other);
    const mean = years.reduce((sum, placed) => sum + placed, 0) / years.length;
    const reached = years.filter((placed) => placed >= 40).length / years.length;
    // Of so many years the mean is off by 0.04, a chance by 0.0016 (one standard error): five of them are allowed for.
    expect(Math.abs(all.placements.expected - mean)).toBeLessThan(0.2);
    expect(Math.abs(all.chance - reached)).toBeLessThan(0.008);
    expect(Math.abs(all.placements.low - years[10_000]!)).toBeLessThanOrEqual(1);
    expect(Math.abs(all.placements.high - years[90_000]!)).toBeLessThanOrEqual(1);
  });

  test('agrees with every count of a small plan summed up', () => {
    // 10 matched on the first day, 2 of them placed after 50 of the 100 days that it takes; as many are yet to come a day.
    const { all } = forecastOf(
      [
        { from: '2026-07-01', to: '2026-07-01', matched: 10, placedDirect: 0 },
        { from: '2026-07-02', to: '2026-08-20', matched: 0, placedDirect: 2 },
      ],
      { goal: 20, directShare: 10_000, assumed: { matchedToPlaced: [10, 30, 60, 100] } },
    );
    const within = (days: number): number => (days >= 100 ? 1 : 1 - (1 - days / 100) ** 1.5);
    const [timely, left] = [within(50), 365 - 51];
    let reach = 0;
    for (let day = 51; day <= 364; day++) reach += within(364 - day) / left;
    const people = (0.3 * 0.7) / (0.5 / (2 * 1.2815515655)) ** 2 - 1;
    let [weights, mean] = [0, 0];
    const chances = new Float64Array(120);
    for (let slice = 0.5; slice < 100; slice++) {
      const share = slice / 100;
      const weightOfShare =
        share ** (people * 0.3 - 1 + 2) * (1 - share) ** (people * 0.7 - 1) * (1 - timely * share) ** 8;
      const later = (share * (1 - timely)) / (1 - timely * share);
      for (let paceSlice = 0.5; paceSlice < 60; paceSlice++) {
        const pace = paceSlice / 20;
        const weight = weightOfShare * pace ** 9 * Math.exp(-10 * pace);
        const coming = (10 / 51) * left * pace * share * reach;
        weights += weight;
        mean += weight * (2 + 8 * later + coming);
        for (let onTheWay = 0; onTheWay <= 8; onTheWay++) {
          let chance =
            weight * choose(8, onTheWay) * later ** onTheWay * (1 - later) ** (8 - onTheWay) * Math.exp(-coming);
          for (let toCome = 0; 2 + onTheWay + toCome < 120; toCome++) {
            chances[2 + onTheWay + toCome] = chances[2 + onTheWay + toCome]! + chance;
            chance *= coming / (toCome + 1);
          }
        }
      }
    }
    const atLeast = (placed: number): number =>
      chances.slice(placed).reduce((sum, chance) => sum + chance, 0) / weights;
    expect(all.placements.expected).toBeCloseTo(mean / weights, 1);
    expect(Math.abs(all.chance - atLeast(20))).toBeLessThan(0.005);
    expect(Math.abs(1 - atLeast(all.placements.low) - 0.1)).toBeLessThan(0.05);
    expect(Math.abs(atLeast(all.placements.high + 1) - 0.1)).toBeLessThan(0.05);
  });
});

describe('for any counts', () => {
  const period = fc.record({
    days: fc.integer({ min: 1, max: 60 }),
    gone: fc.array(fc.integer({ min: 20, max: 100 }), { minLength: 7, maxLength: 7 }),
    aware: fc.integer({ min: 1, max: 3_000 }),
  });
  const windows = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 7, maxLength: 7 });

  /** Periods one after the other; at each stage at most those who were at the one before in the same period. */
  const progressOf = (periods: readonly { days: number; gone: number[]; aware: number }[]): Counts[] => {
    let day = 0;
    return periods.map(({ days, gone, aware }) => {
      const part = (of: number, index: number): number => Math.floor((of * gone[index]!) / 100);
      const applied = part(aware, 0);
      const assessed = part(applied, 1);
      const matched = part(Math.floor(assessed / 2), 2);
      const enrolled = part(Math.ceil(assessed / 2), 3);
      const completed = part(enrolled, 4);
      const from = dayAt(day);
      day += days;
      return {
        from,
        to: dayAt(day - 1),
        aware,
        applied,
        assessed,
        matched,
        enrolled,
        completed,
        placedDirect: part(matched, 5),
        placedTrained: part(completed, 6),
      };
    });
  };

  const caseOf = (days: readonly number[]): Case => ({
    assumed: Object.fromEntries(
      (Object.keys(everyStep) as RateName[]).map((step, index) => {
        const [low, likely, high] = everyStep[step];
        return [step, [low, likely, high, days[index]!]];
      }),
    ),
  });

  const check = (holds: (progress: Counts[], plan: Case) => void): void =>
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 4 }), windows, (periods, days) => {
        holds(progressOf(periods), caseOf(days));
      }),
      { numRuns: 8 },
    );

  test('the range holds what is expected, nobody placed is lost, and the order of rows changes nothing', () => {
    check((progress, plan) => {
      const { all } = forecastOf(progress, plan);
      const { low, expected, high } = all.placements;
      const placed = progress.reduce((sum, row) => sum + row.placedDirect! + row.placedTrained!, 0);
      expect(low).toBeGreaterThanOrEqual(placed);
      expect(low).toBeLessThanOrEqual(Math.round(expected));
      expect(high).toBeGreaterThanOrEqual(Math.round(expected));
      expect(forecastOf(progress.toReversed(), plan)).toEqual(forecastOf(progress, plan));
    });
  });

  test('one placement more never lowers the forecast', () => {
    check((progress, plan) => {
      const last = progress.at(-1)!;
      const matched = progress.reduce((sum, row) => sum + row.matched! - row.placedDirect!, 0);
      if (matched === 0) return;
      const more = [...progress.slice(0, -1), { ...last, placedDirect: last.placedDirect! + 1 }];
      expect(forecastOf(more, plan).all.placements.expected).toBeGreaterThanOrEqual(
        forecastOf(progress, plan).all.placements.expected - 1e-6,
      );
    });
  });

  test('a later day with the same counts never raises it', () => {
    check((progress, plan) => {
      const last = progress.at(-1)!;
      const nobody = Object.fromEntries(Object.keys(aFifth).map((field) => [field, 0]));
      const from = dayAt(daysFrom(last.to) + 1);
      const later = [...progress, { ...nobody, from, to: dayAt(daysFrom(from) + 29) } as Counts];
      const [before, after] = [forecastOf(progress, plan), forecastOf(later, plan)].map(({ all }) => all.placements);
      expect(after!.expected).toBeLessThanOrEqual(before!.expected + 0.05);
    });
  });
});

describe('an observed rate', () => {
  const stepOf = (progress: readonly Counts[], step: RateName, more?: Case) =>
    forecastOf(progress, more).all.steps[step];

  test('is that of the people who had the time to move on, the latest by as much of it as is over', () => {
    // 30 in 30 days, then 31 days: they are 31 to 60 days in, of 60.
    const assumed = { matchedToPlaced: [40, 50, 60, 60] } as const;
    const { observed } = stepOf(
      [
        { from: '2026-07-01', to: '2026-07-30', matched: 30, placedDirect: 3 },
        { from: '2026-07-31', to: '2026-08-30', matched: 0, placedDirect: 9 },
      ],
      'matchedToPlaced',
      { assumed },
    );
    let hadTime = 0;
    for (let days = 31; days <= 60; days++) hadTime += 1 - (1 - days / 60) ** 1.5;
    expect(observed!.hadTime).toBeCloseTo(hadTime, 9);
    expect(observed!.moved).toBe(12);
    expect(observed!.rate).toBeCloseTo(12 / hadTime, 9);
    expect(observed!.low).toBeLessThan(observed!.rate);
    expect(observed!.high).toBeGreaterThan(observed!.rate);
    expect(observed!.through).toBe('2026-08-30');
  });

  test('in training is that of the people whose intake has ended', () => {
    const programs = [
      { seats: 20, weeks: 6, startsOn: '2026-07-20' },
      { seats: 24, weeks: 16, startsOn: '2026-08-24' },
    ];
    const progress: Counts[] = [
      { from: '2026-07-01', to: '2026-07-31', enrolled: 20, completed: 0 },
      { from: '2026-08-01', to: '2026-08-31', enrolled: 22, completed: 16 },
    ];
    const { observed } = stepOf(progress, 'enrolledToCompleted', { programs });
    expect(observed).toMatchObject({ moved: 16, hadTime: 20, rate: 0.8 });
    // Beta(16.5, 4.5), 10% and 90%, by scipy 1.17.1.
    expect(observed!.low).toBeCloseTo(0.66726, 3);
    expect(observed!.high).toBeCloseTo(0.89174, 3);
  });

  test('is wide for few people, and goes to the end where nobody or everybody moved on', () => {
    const of = (matched: number, placedDirect: number) =>
      stepOf([{ from: '2026-07-01', to: '2026-07-31', matched, placedDirect }], 'matchedToPlaced').observed!;
    expect(of(2, 0)).toMatchObject({ rate: 0, low: 0 });
    expect(of(2, 2)).toMatchObject({ rate: 1, high: 1 });
    expect(of(4, 2).high - of(4, 2).low).toBeGreaterThan(of(400, 200).high - of(400, 200).low);
  });

  test.each<[string, Counts[], string]>([
    ['a stage is not counted', [{ from: '2026-07-01', to: '2026-07-31', matched: 9 }], 'notCounted'],
    [
      'a stage is blank in a period in which the other is not',
      [
        { from: '2026-07-01', to: '2026-07-31', matched: 9 },
        { from: '2026-08-01', to: '2026-08-31', matched: 9, placedDirect: 4 },
      ],
      'notTogether',
    ],
    ['nobody has had the time', [{ from: '2026-07-01', to: '2026-07-31', matched: 0, placedDirect: 0 }], 'noTime'],
  ])('is not said where %s: a blank is not zero', (_, progress, why) => {
    expect(stepOf(progress, 'matchedToPlaced')).toMatchObject({ observed: null, why });
  });

  test('leaves out what only one of two stages has counted so far', () => {
    const { observed } = stepOf(
      [
        { from: '2026-07-01', to: '2026-07-31', matched: 8, placedDirect: 4 },
        { from: '2026-08-01', to: '2026-08-31', matched: 10 },
      ],
      'matchedToPlaced',
    );
    expect(observed).toMatchObject({ moved: 4, hadTime: 8, through: '2026-07-31' });
  });
});

const dayAt = (days: number): string => new Date(Date.UTC(2026, 6, 1 + days)).toISOString().slice(0, 10);
const daysFrom = (day: string): number => (Date.parse(day) - Date.UTC(2026, 6, 1)) / 86_400_000;

const choose = (of: number, some: number): number => (some === 0 ? 1 : (choose(of, some - 1) * (of - some + 1)) / some);

/** Mulberry32. */
const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

/** G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000); for shapes from 1 on. */
const gamma = (shape: number, random: () => number): number => {
  const d = shape - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const cube = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (cube > 0 && Math.log(1 - random()) < normal ** 2 / 2 + d - d * cube + d * Math.log(cube)) return d * cube;
  }
};

const poisson = (mean: number, random: () => number): number => {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = 1 - random(); product > limit; product *= 1 - random()) count++;
  return count;
};
