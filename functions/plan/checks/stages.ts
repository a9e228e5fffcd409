import { all, day, headerOf, type Said } from '../messages/said.ts';
import type { Plan, RowOf } from '../plan.ts';
import { type StageName, stageNames } from '../tables/progress.ts';
import { nameKey } from '../text.ts';
import { type Check, inRow, type Problem } from './check.ts';

type ProgressRow = RowOf<'progress'>;

/** Which stages people come from: the sum of the later ones cannot exceed the earlier one. */
const order: readonly { earlier: StageName; later: readonly StageName[] }[] = [
  { earlier: 'aware', later: ['applied'] },
  { earlier: 'applied', later: ['assessed'] },
  { earlier: 'assessed', later: ['matched', 'enrolled'] },
  { earlier: 'matched', later: ['placedDirect'] },
  { earlier: 'enrolled', later: ['completed'] },
  { earlier: 'completed', later: ['placedTrained'] },
];

const stages = Object.keys(stageNames) as StageName[];

/** The Progress tab has a column a stage. */
const stageNamed = (stage: StageName): Said => headerOf('progress', stage);

/** Do the people who moved on fit those who were there before? */
export const stageChecks: readonly Check[] = [
  {
    code: 'stage-order',
    severity: 'error',
    title: 'Up to any day, a stage holds no more people than the stage before it.',
    on: 'entry',
    check: (plan) => bySegment(plan).flatMap((rows) => order.flatMap((step) => overflow(rows, step))),
  },
  {
    code: 'segments-over-everybody',
    severity: 'error',
    title: 'In a period, the segments’ people at a stage are no more than all people at it.',
    on: 'entry',
    check: (plan) => {
      const rows = plan.progress.filter(
        ({ values, invalid }) => values.from !== null && values.to !== null && !invalid.includes('segment'),
      );
      return [...Map.groupBy(rows, ({ values }) => `${values.from} ${values.to}`).values()].flatMap((inPeriod) => {
        const parts = inPeriod.filter((row) => row.values.segment !== null);
        // Several partners may report on everybody in a period, each on its own people.
        const wholes = inPeriod.filter((row) => row.values.segment === null);
        return stages.flatMap((stage): Problem[] => {
          const told = wholes.filter((row) => row.values[stage] !== null);
          const last = told.at(-1);
          const [whole, sum] = [told, parts].map((rows) =>
            rows.reduce((total, row) => total + (row.values[stage] ?? 0), 0),
          ) as [number, number];
          if (!last || sum <= whole) return [];
          return [
            {
              at: inRow('progress', last, stage),
              values: { stage: stageNamed(stage), whole, sum },
            },
          ];
        });
      });
    },
  },
  {
    code: 'progress-overlaps',
    severity: 'error',
    title: 'No day is reported twice for the same segment.',
    on: 'entry',
    check: (plan) =>
      bySegment(plan).flatMap((rows) => {
        // Of each reporter those before, in order of their end: the first that ends on or after this one's start is found by halving.
        const before = new Map<string, ProgressRow[]>();
        return rows.flatMap((row): Problem[] => {
          const reporter = nameKey(row.values.reporter ?? '');
          const own = before.get(reporter) ?? [];
          before.set(reporter, own);
          const earlier = own[firstEndingBy(own, row.values.from!)];
          own.push(row);
          if (!earlier) return [];
          // The same period twice is a duplicate, and says so.
          if (earlier.values.from === row.values.from && earlier.values.to === row.values.to) return [];
          return [
            {
              at: inRow('progress', row, 'from'),
              values: { from: day(row.values.from!), row: earlier.row, until: day(earlier.values.to!) },
            },
          ];
        });
      }),
  },
];

/** Rows with readable periods in order of their end, those of everybody and of each segment apart. */
const bySegment = (plan: Plan): ProgressRow[][] => {
  const dated = plan.progress.filter(
    (row) =>
      row.values.from !== null &&
      row.values.to !== null &&
      row.values.from <= row.values.to &&
      !row.invalid.includes('segment'),
  );
  return [...Map.groupBy(dated, (row) => nameKey(row.values.segment ?? '')).values()].map((rows) =>
    rows.toSorted(
      (a, b) => compareText(a.values.to!, b.values.to!) || compareText(a.values.from!, b.values.from!) || a.row - b.row,
    ),
  );
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The index of the first row, of rows in order of their end, that ends on the day or after it. */
const firstEndingBy = (rows: readonly ProgressRow[], day: string): number => {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.values.to! < day) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The first period up to which more people are at the later stages than ever were at the earlier one. Skipped when no row up to there
 * says anything of one of the two: a blank is not a zero.
 */
const overflow = (rows: readonly ProgressRow[], { earlier, later }: (typeof order)[number]): Problem[] => {
  let before = 0;
  let after = 0;
  let counted = false;
  for (const row of rows) {
    counted ||= row.values[earlier] !== null;
    before += row.values[earlier] ?? 0;
    after += later.reduce((sum, stage) => sum + (row.values[stage] ?? 0), 0);
    if (!counted || after <= before) continue;
    const field = later.find((stage) => row.values[stage] !== null) ?? later[0]!;
    return [
      {
        at: inRow('progress', row, field),
        values: {
          until: day(row.values.to!),
          laterStages: all(later.map(stageNamed)),
          stages: later.length,
          after,
          earlierStage: stageNamed(earlier),
          before,
        },
      },
    ];
  }
  return [];
};
