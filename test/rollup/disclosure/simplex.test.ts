import fc from 'fast-check';
import type { LegacyHighs } from 'highs';
import { describe, expect, it } from 'vitest';
import { type Column, type Row, Simplex } from '../../../functions/rollup/disclosure/simplex.ts';

const highs = await ((await import('highs')).default as unknown as () => Promise<LegacyHighs>)();

const column = (at: number, least = 0, most = Number.POSITIVE_INFINITY): Column => ({ least, most, at });

describe('the least of a sum', () => {
  // x + y = 10, x at most 6
  const simplex = () =>
    new Simplex(
      [column(4, 0, 6), column(6)],
      [
        [
          [0, 1],
          [1, 1],
        ],
      ],
    );

  it.each<[string, Row, number]>([
    ['is where a bound of its own ends it', [[0, 1]], 0],
    ['is where what it is a part of ends it', [[1, 1]], 4],
    [
      'of what is fixed is what it is',
      [
        [0, 1],
        [1, 1],
      ],
      10,
    ],
    [
      'of a difference is at the end of both',
      [
        [0, -1],
        [1, 1],
      ],
      -2,
    ],
  ])('%s', (_, costs, least) => {
    expect(simplex().minimize(costs).value).toBeCloseTo(least);
  });

  it('has no end where nothing ends it, and is remembered so', () => {
    const open = new Simplex(
      [column(4), column(1)],
      [
        [
          [0, 1],
          [1, -1],
        ],
      ],
    );
    expect(open.minimize([[0, -1]]).value).toBe(Number.NEGATIVE_INFINITY);
    expect([open.mostSeen[0], open.mostSeen[1]]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });
});

/** Columns with a solution, sums over some of them, and what to make small. */
const programs = fc
  .record({
    columns: fc.array(fc.record({ at: fc.nat(20), above: fc.option(fc.nat(15), { nil: null }) }), {
      minLength: 2,
      maxLength: 9,
    }),
    rows: fc.array(fc.array(fc.constantFrom(-1, 0, 0, 1), { minLength: 9, maxLength: 9 }), { maxLength: 6 }),
    costs: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 9, maxLength: 9 }),
  })
  .map(({ columns, rows, costs }) => ({
    columns: columns.map(({ at, above }) => column(at, 0, above === null ? Number.POSITIVE_INFINITY : at + above)),
    rows: rows.map((row): Row => columns.flatMap((_, index) => (row[index] ? [[index, row[index]] as const] : []))),
    costs: columns.flatMap((_, index): Row => (costs[index] ? [[index, costs[index]]] : [])),
  }));

const text = (terms: Row): string =>
  terms.map(([index, times]) => `${times < 0 ? '-' : '+'} ${Math.abs(times)} x${index}`).join(' ');

it('is what HiGHS finds', () => {
  fc.assert(
    fc.property(programs, ({ columns, rows, costs }) => {
      fc.pre(costs.length > 0);
      const known = rows.filter((row) => row.length > 0);
      const { Status, ObjectiveValue } = highs.solve(
        [
          `Minimize\n o: ${text(costs)}\nSubject To`,
          ...known.map(
            (row, index) =>
              ` r${index}: ${text(row)} = ${row.reduce((sum, [each, times]) => sum + times * columns[each]!.at, 0)}`,
          ),
          ` all: ${text(columns.map((_, index) => [index, 1]))} >= 0`,
          'Bounds',
          ...columns.map(
            ({ most }, index) => ` 0 <= x${index}${most === Number.POSITIVE_INFINITY ? '' : ` <= ${most}`}`,
          ),
          'End\n',
        ].join('\n'),
        { output_flag: false },
      );
      const { value } = new Simplex(columns, known).minimize(costs);
      if (value === Number.NEGATIVE_INFINITY) expect(Status).toMatch(/[Uu]nbounded/);
      else expect(value).toBeCloseTo(ObjectiveValue, 6);
    }),
    { numRuns: 300 },
  );
});
