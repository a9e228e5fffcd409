import { addDays, type IsoDate } from '../date.ts';
import { day, dollars, headerOf } from '../messages/said.ts';
import type { Plan, RowOf } from '../plan.ts';
import { type StageName, stageNames } from '../tables/progress.ts';
import { type Check, inForm, inRow, problem } from './check.ts';

type ProgressRow = RowOf<'progress'>;

const stages = Object.keys(stageNames) as StageName[];

/** Do periods and windows cover the days that they are for? */
export const calendarChecks: readonly Check[] = [
  {
    code: 'period-outside-plan-year',
    severity: 'warning',
    title: 'Needs, and the money for them, fall into the plan year at least in part.',
    on: 'entry',
    check: (plan) => {
      const { yearStart, yearEnd } = plan.community.values;
      if (yearStart === null || yearEnd === null || yearEnd < yearStart) return [];
      const counted = plan.funding.filter(
        ({ values }) => values.status !== 'setAside' && values.status !== 'notConsidered',
      );
      return [['resources', plan.resources] as const, ['funding', counted] as const].flatMap(([section, rows]) =>
        rows.flatMap((row) => {
          const { from, to } = row.values;
          // A period that ends before it begins says nothing of where it lies.
          if (from !== null && to !== null && to < from) return [];
          const field = to !== null && to < yearStart ? 'to' : from !== null && from > yearEnd ? 'from' : null;
          return field === null
            ? []
            : [
                problem(inRow(section, row, field), {
                  header: headerOf(section, field),
                  day: day(row.values[field]!),
                  start: day(yearStart),
                  end: day(yearEnd),
                }),
              ];
        }),
      );
    },
  },
  {
    code: 'progress-gap',
    severity: 'warning',
    title: 'Between the first and the last period that is reported for everybody no day is left out.',
    on: 'entry',
    check: (plan) => {
      const rows = ofEverybody(plan);
      if (rows === null) return [];
      let until: IsoDate | null = null;
      return rows.flatMap((row) => {
        const [from, to] = [row.values.from!, row.values.to!];
        const gap = until !== null && from > addDays(until, 1) ? until : null;
        if (until === null || to > until) until = to;
        return gap === null
          ? []
          : [
              problem(inRow('progress', row, 'from'), {
                first: day(addDays(gap, 1)),
                last: day(addDays(from, -1)),
              }),
            ];
      });
    },
  },
  {
    code: 'segment-without-everybody',
    severity: 'warning',
    title: 'What is reported of a segment is reported of everybody too.',
    on: 'entry',
    check: (plan) => {
      const everybody = ofEverybody(plan);
      if (everybody === null) return [];
      const covered = joined(everybody);
      return plan.progress
        .filter(
          ({ values, invalid }) =>
            values.segment !== null &&
            values.from !== null &&
            values.to !== null &&
            values.from <= values.to &&
            stages.some((stage) => values[stage] !== null) &&
            !invalid.includes('segment'),
        )
        .filter(({ values }) => !holds(covered, values.from!, values.to!))
        .map((row) =>
          problem(inRow('progress', row, 'segment'), {
            segment: row.values.segment!,
            from: day(row.values.from!),
            to: day(row.values.to!),
            header: headerOf('progress', 'segment'),
          }),
        );
    },
  },
  {
    code: 'period-without-counts',
    severity: 'warning',
    title: 'A period that is reported has people at one stage at least, or a 0.',
    on: 'entry',
    check: (plan) =>
      plan.progress
        .filter(
          ({ values, invalid }) =>
            values.from !== null &&
            values.to !== null &&
            stages.every((stage) => values[stage] === null && !invalid.includes(stage)),
        )
        .map((row) => problem(inRow('progress', row, 'aware'))),
  },
  {
    code: 'spent-before-window',
    severity: 'warning',
    title: 'No money is spent before the first day on which it may be.',
    on: 'always',
    check: (plan, { today }) =>
      plan.funding.flatMap((row) => {
        const { spent, from } = row.values;
        return spent !== null && spent > 0 && from !== null && from > today
          ? [problem(inRow('funding', row, 'spent'), { spent: dollars(spent), from: day(from) })]
          : [];
      }),
  },
  {
    code: 'unspent-at-end',
    severity: 'warning',
    title: 'No money is left when the last day on which it may be spent is over.',
    on: 'always',
    check: (plan, { today }) =>
      plan.funding.flatMap((row) => {
        const { spent, amount, to, status } = row.values;
        // Not to know what was spent is not to have spent nothing.
        return (status === 'committed' || status === 'received') &&
          to !== null &&
          to < today &&
          spent !== null &&
          amount !== null &&
          spent < amount
          ? [problem(inRow('funding', row, 'spent'), { left: dollars(amount - spent), to: day(to) })]
          : [];
      }),
  },
  {
    code: 'agreed-in-future',
    severity: 'warning',
    title: 'The day on which partners agreed has come.',
    on: 'always',
    check: (plan, { today }) =>
      plan.roles.flatMap((row) =>
        row.values.agreedOn !== null && row.values.agreedOn > today
          ? [problem(inRow('roles', row, 'agreedOn'), { day: day(row.values.agreedOn) })]
          : [],
      ),
  },
  {
    code: 'plan-year-over',
    severity: 'info',
    title: 'The plan year is not over yet.',
    on: 'always',
    check: (plan, { today }) => {
      const { yearStart, yearEnd } = plan.community.values;
      return yearEnd !== null && yearEnd < today && !(yearStart !== null && yearEnd < yearStart)
        ? [problem(inForm('community', 'yearEnd'), { end: day(yearEnd) })]
        : [];
    },
  },
];

/** Rows of everybody in order of their days; null where one of them cannot be placed, and so no day is known to be missing. */
const ofEverybody = (plan: Plan): ProgressRow[] | null => {
  if (plan.progress.some(({ invalid }) => invalid.includes('segment'))) return null;
  const rows = plan.progress.filter(({ values }) => values.segment === null);
  if (rows.some(({ values }) => values.from === null || values.to === null || values.from > values.to)) return null;
  return rows.toSorted((a, b) => (a.values.from! < b.values.from! ? -1 : a.values.from! > b.values.from! ? 1 : 0));
};

interface Period {
  from: IsoDate;
  to: IsoDate;
}

/** Periods in order of their days as fewer and longer ones: those that touch or overlap are one. */
const joined = (rows: readonly ProgressRow[]): Period[] => {
  const periods: Period[] = [];
  for (const { values } of rows) {
    const last = periods.at(-1);
    if (last && values.from! <= addDays(last.to, 1)) last.to = later(last.to, values.to!);
    else periods.push({ from: values.from!, to: values.to! });
  }
  return periods;
};

const later = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? b : a);

const holds = (periods: readonly Period[], from: IsoDate, to: IsoDate): boolean =>
  periods.some((period) => period.from <= from && to <= period.to);
