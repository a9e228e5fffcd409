import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withQuota } from '../../../scripts/simulate/advice.ts';
import { documentsOf, monthlyCost } from '../../../scripts/simulate/cost.ts';
import { type DayOfEdits, dayOfEdits } from '../../../scripts/simulate/edits.ts';
import { percentile } from '../../../scripts/simulate/lags.ts';
import { type DayReport, type Deployment, simulateDay } from '../../../scripts/simulate/simulation.ts';
import { Timeline } from '../../../scripts/simulate/timeline.ts';
import { simulate } from '../../../scripts/simulate.ts';

const deployment = (changes: Partial<Deployment> = {}): Deployment => ({
  communities: 1,
  accounts: 1,
  callsPerAccount: 60,
  callsPerProject: 300,
  windowMs: 150,
  spacingMs: 1_000,
  ...withQuota(300),
  reconcileAfterMs: 6 * 3_600_000,
  readMs: 1_200,
  writeMs: 800,
  workMs: 300,
  ...changes,
});

const day = (...edits: [sheet: number, atMs: number][]): DayOfEdits => ({
  atMs: Float64Array.from(edits, ([, at]) => at),
  sheet: Uint32Array.from(edits, ([sheet]) => sheet),
});

const NINE = 9 * 3_600_000;

test('one edit waits for its window, a reading, the work and a writing', () => {
  const { lagsMs, messages, tasks, passes, reconciling, writes } = simulateDay(day([0, NINE]), deployment());
  expect([...lagsMs]).toEqual([150 + 1_200 + 300 + 800]);
  expect([messages, tasks, passes - reconciling, writes]).toEqual([1, 1, 1, 1]);
});

test('edits that follow each other quickly share messages and passes, and none is left out', () => {
  const edits = Array.from({ length: 50 }, (_, index): [number, number] => [0, NINE + index * 100]);
  const { lagsMs, messages, passes, reconciling } = simulateDay(day(...edits), deployment());
  expect(lagsMs).toHaveLength(50);
  // 5 seconds, at most one message in each.
  expect(messages).toBe(6);
  expect(passes - reconciling).toBeLessThanOrEqual(4);
});

test('a sheet that nobody edits is looked at every six hours, and nothing is written', () => {
  const { passes, reconciling, writes } = simulateDay(day(), deployment({ communities: 20 }));
  expect([passes, writes]).toEqual([reconciling, 0]);
  // Up to ten minutes later, when the next run begins: three or four times in a day.
  expect(reconciling).toBeGreaterThan(3 * 20);
  expect(reconciling).toBeLessThanOrEqual(4 * 20);
});

test('whatever people do, every edit gets its feedback, and no account calls more often than it may', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 0, max: 120_000 })), { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 4, max: 20 }),
      (edits, accounts, callsPerAccount) => {
        const sorted = edits.map(([sheet, at]): [number, number] => [sheet, at]).sort((a, b) => a[1] - b[1]);
        const report = simulateDay(day(...sorted), deployment({ communities: 5, accounts, callsPerAccount }));
        expect(report.lagsMs).toHaveLength(edits.length);
        expect(Math.min(...report.lagsMs)).toBeGreaterThanOrEqual(1_200 + 300);
        expect(report.busiestMinute.reads).toBeLessThanOrEqual(callsPerAccount * accounts);
        expect(report.busiestMinute.writes).toBeLessThanOrEqual(callsPerAccount * accounts);
        expect(report.reads).toBe(report.passes);
      },
    ),
    { numRuns: 200 },
  );
});

test('the same seed gives the same day, in the order of time', () => {
  const size = { communities: 30, people: 4 };
  const one = dayOfEdits(7, 0, size);
  expect(one).toEqual(dayOfEdits(7, 0, size));
  expect(one.atMs).not.toEqual(dayOfEdits(8, 0, size).atMs);
  expect([...one.atMs]).toEqual([...one.atMs].sort((a, b) => a - b));
  expect(Math.max(...one.sheet)).toBeLessThan(30);
});

test('people edit as much as their habits say', () => {
  const { atMs } = dayOfEdits(1, 0, { communities: 3_000, people: 4 });
  // 4 people, of whom 30% edit, 1.5 sittings; a sitting of 12 minutes times 2 to a standard normal, whose mean is e^(ln²2 / 2) = 1.2715,
  // with an edit at its beginning and one every 25 seconds: 1 + 12 × 60 × 1.2715 / 25 = 37.6.
  const expected = 3_000 * 4 * 0.3 * 1.5 * 37.62;
  expect(atMs.length / expected).toBeGreaterThan(0.95);
  expect(atMs.length / expected).toBeLessThan(1.05);
});

test('what is planned comes in the order of time, and of planning', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (times) => {
      const timeline = new Timeline<number>();
      for (const [index, at] of times.entries()) timeline.plan(at, index);
      const taken = Array.from(times, () => timeline.take()!).map(({ atMs, event }) => [atMs, event]);
      expect(taken).toEqual(times.map((at, index) => [at, index]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!));
      expect(timeline.take()).toBeUndefined();
    }),
  );
});

test('a month costs what the list says beyond what is free', () => {
  const report: DayReport = {
    edits: 0,
    messages: 100_000,
    tasks: 100_000,
    passes: 100_000,
    postponed: 0,
    reconciling: 0,
    reads: 100_000,
    writes: 100_000,
    busiestMinute: { passes: 0, reads: 0, writes: 0 },
    lagsMs: new Float64Array(),
  };
  const { reads, writes, deletes } = documentsOf(report);
  const month = monthlyCost([report, report], 20);
  // Every day 50,000 readings, 20,000 writings and 20,000 deletions are free; a hundred thousand more cost 3, 9 and 1 cents.
  expect(month.firestore).toBeCloseTo(
    20 * (((reads - 50_000) / 1e5) * 0.03 + ((writes - 20_000) / 1e5) * 0.09 + ((deletes - 20_000) / 1e5) * 0.01),
    6,
  );
  // 20 days of 300,000 operations, of which a million a month is free, at 40 cents a million.
  expect(month.tasks).toBeCloseTo((6 - 1) * 0.4, 6);
  expect(month.scheduler).toBe(0);
  expect(month.total).toBeCloseTo(month.cloudRun + month.firestore + month.tasks, 6);
});

test('a share of nothing is 0, and of values the one below which it lies', () => {
  expect(percentile(new Float64Array(), 0.5)).toBe(0);
  expect(percentile(Float64Array.of(5, 1, 4, 2, 3), 0.5)).toBe(3);
  expect(percentile(Float64Array.of(5, 1, 4, 2, 3), 1)).toBe(5);
});

const said = (...args: string[]) => {
  let [out, err] = ['', ''];
  const status = simulate(
    args,
    (text) => {
      out += text;
    },
    (text) => {
      err += text;
    },
  );
  return { status, out, err };
};

test('npm run simulate prints a day of many communities, for people and for programs', () => {
  const { out, status } = said('--communities', '20', '--days', '1');
  expect(status).toBe(0);
  expect(out).toMatch(/20 communities of 4 people, 1 working days/);
  expect(out).toMatch(/edit to feedback\s+half within 2\.\d s/);
  expect(JSON.parse(said('--communities', '20', '--days', '1', '--json').out)).toMatchObject({
    communities: 20,
    lagMs: { half: expect.any(Number) },
    month: { total: expect.any(Number) },
  });
});

test('npm run simulate -- --advise names the least that serves well', () => {
  expect(said('--communities', '20', '--advise').out).toMatch(
    /accounts +1\n +quota +300 reads and writes a minute for the project, as every project has/,
  );
});

test.each([
  [['--communities', '0'], '--communities is "0", but it is a whole number from 1 to 200,000.'],
  [['--days', 'two'], '--days is "two"'],
  [['--sheets', '3'], '--sheets'],
])('npm run simulate refuses %j', (args, message) => {
  const { status, err } = said(...args);
  expect(status).toBe(2);
  expect(err).toContain(message);
});
