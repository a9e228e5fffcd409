import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bigPlan, spread } from '../../scripts/bench/big-plan.ts';
import { check } from '../../scripts/bench/check.ts';
import { quartiles, timed } from '../../scripts/bench/measurement.ts';
import { bench } from '../../scripts/bench.ts';
import { longTables } from '../../scripts/long-tables.ts';

const run = async (...args: string[]): Promise<{ status: number; out: string; err: string }> => {
  let [out, err] = ['', ''];
  const status = await bench(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now: () => 0,
  });
  return { status, out, err };
};

describe('times', () => {
  test.each<[number[], number[]]>([
    [[5], [5, 5, 5]],
    [
      [4, 1, 3, 2, 5],
      [2, 3, 4],
    ],
    // A quarter of the way from the first of four to the last is three quarters of a step.
    [
      [40, 10, 30, 20],
      [17.5, 25, 32.5],
    ],
  ])('of %j have their quarters at %j', (times, expected) => {
    expect(quartiles(times)).toEqual(expected);
  });

  test('are taken round by round, after one that does not count, and divided by the peer’s', async () => {
    let clock = 0;
    const order: string[] = [];
    const contender = (name: string, ...times: number[]) => ({
      name,
      run: () => {
        order.push(name);
        clock += times.shift()!;
        return `done by ${name}`;
      },
    });
    const times = await timed(
      { name: 'a task', peer: contender('peer', 90, 10, 30, 20), others: [contender('other', 900, 5, 15, 10)] },
      3,
      () => clock,
    );
    expect(order).toEqual(['peer', 'other', 'peer', 'other', 'peer', 'other', 'peer', 'other']);
    expect(times).toEqual([
      { contender: 'peer', median: 20, from: 15, to: 25, runs: 3, ratio: 1, result: 'done by peer' },
      { contender: 'other', median: 10, from: 7.5, to: 12.5, runs: 3, ratio: 0.5, result: 'done by other' },
    ]);
  });
});

test('a big plan has as many rows as it is asked for, and is the same whenever it is made', () => {
  fc.assert(
    fc.property(fc.nat(300), (rows) => {
      expect(Object.values(spread(rows)).reduce((so, each) => so + each, 0)).toBe(rows);
    }),
  );
  expect(longTables.map((name) => spread(19)[name])).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 3]);
  expect(bigPlan(spread(90))).toEqual(bigPlan(spread(90)));
});

test('whoever checks columns finds the same wrong cells', async () => {
  const [small, middle] = check.contests();
  for (const { peer, others } of [small!, middle!]) {
    const found = await Promise.all([peer, ...others].map(({ run }) => run()));
    expect(new Set(found.map((each) => String(each).split(',')[0])).size).toBe(1);
  }
});

test.each([
  [['speed'], 'There is no measurement "speed"; there is arithmetic, check, check-file, burst, cold-start and rollup.'],
  [['check', '--rounds', '0'], '--rounds is "0", but it must be a whole number from 1.'],
  [['--fast'], "Unknown option '--fast'"],
])('says how it is used after %j', async (args, message) => {
  const { status, err } = await run(...args);
  expect(status).toBe(2);
  expect(err).toContain(message);
  expect(err).toContain('npm run bench -- [NAME...]');
});
