import type { IsoDate } from '../date.ts';
import { day, headerOf, optionOf, tabOf } from '../messages/said.ts';
import type { Plan, RowOf } from '../plan.ts';
import { type Check, inForm, inRow, problem, type TargetContext } from './check.ts';
import { pairCheck, valueIn } from './pairs.ts';

/** Do the people who are trained fit the programs that train them? */
export const seatChecks: readonly Check[] = [
  pairCheck({
    code: 'existing-over-seats',
    severity: 'warning',
    title: 'No more people are to be trained with existing providers than those have seats for.',
    on: 'entry',
    missing: 'skipIfAll',
    pairs: (plan) => {
      if (plan.programs.some(({ invalid }) => invalid.includes('existing'))) return [];
      const existing = plan.programs.filter(({ values }) => values.existing === 'existing');
      return [
        {
          at: inForm('goals', 'trainedExisting'),
          left: [plan.goals.values.trainedExisting],
          right: existing.map((row) => valueIn(row, 'seats')),
        },
      ];
    },
    problem: ({ at }, { left, right }) =>
      problem(at, {
        own: left,
        seats: right,
        existing: optionOf('programs', 'existing', 'existing'),
        tab: tabOf('programs'),
      }),
  }),
  {
    code: 'enrolled-over-seats',
    severity: 'warning',
    title: 'Up to any day no more people have started training than there were seats.',
    on: 'entry',
    check: (plan) => {
      const over = firstOverSeats(plan);
      return over === null
        ? []
        : [
            problem(inRow('progress', over.row, 'enrolled'), {
              until: day(over.row.values.to!),
              enrolled: over.enrolled,
              seats: over.seats,
              tab: tabOf('programs'),
            }),
          ];
    },
  },
];

/** Do the programs that count do what was agreed? */
export const criteriaChecks: readonly Check<TargetContext>[] = [
  {
    code: 'program-below-criteria',
    severity: 'info',
    title: 'Programs that people are to start meet the criteria that the community agreed on.',
    on: 'entry',
    check: (plan) =>
      plan.roleQuestions.values.providerCriteria === null
        ? []
        : plan.programs
            .filter(({ values }) => values.meetsCriteria === false && (values.seats ?? 0) > 0)
            .map((row) =>
              problem(inRow('programs', row, 'meetsCriteria'), {
                seats: row.values.seats!,
                header: headerOf('roleQuestions', 'providerCriteria'),
              }),
            ),
  },
];

/**
 * The first period of everybody up to whose end more people have started than programs that had begun by then have seats for. A program without
 * a readable day may have begun at any time; where seats cannot be read, or nobody is counted, nothing is known.
 */
const firstOverSeats = (plan: Plan): { row: RowOf<'progress'>; enrolled: number; seats: number } | null => {
  const programs = plan.programs.toSorted((a, b) => compareDays(a.values.startsOn ?? '', b.values.startsOn ?? ''));
  if (programs.length === 0 || programs.some((row) => typeof valueIn(row, 'seats') !== 'number')) return null;
  const rows = plan.progress
    .filter(({ values, invalid }) => values.segment === null && values.to !== null && !invalid.includes('segment'))
    .toSorted((a, b) => compareDays(a.values.to!, b.values.to!) || a.row - b.row);
  let [enrolled, seats, begun] = [0, 0, 0];
  for (const [index, row] of rows.entries()) {
    for (; begun < programs.length && (programs[begun]!.values.startsOn ?? '') <= row.values.to!; begun++)
      seats += programs[begun]!.values.seats!;
    enrolled += row.values.enrolled ?? 0;
    // Several partners may report on one period: they are told of together.
    if (rows[index + 1]?.values.to === row.values.to) continue;
    if (enrolled > seats) return { row, enrolled, seats };
  }
  return null;
};

const compareDays = (a: IsoDate, b: IsoDate): number => (a < b ? -1 : a > b ? 1 : 0);
