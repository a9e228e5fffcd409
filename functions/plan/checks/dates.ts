import { addDays, daysBetween, type IsoDate } from '../date.ts';
import { day, type FindingText, headerOf, tabOf } from '../messages/said.ts';
import type { Plan, PlanRow, SectionName } from '../plan.ts';
import { trainingLength } from '../published.ts';
import { type Check, inForm, inRow, type Problem } from './check.ts';

/** Are days in order, and inside the plan year? */
export const dateChecks: readonly Check[] = [
  {
    code: 'year-out-of-order',
    severity: 'error',
    title: 'The plan year ends after it starts, and lasts about a year.',
    on: 'entry',
    check: (plan) => {
      const { yearStart, yearEnd } = plan.community.values;
      if (yearStart === null || yearEnd === null) return [];
      const days = daysBetween(yearStart, yearEnd) + 1;
      if (days >= 300 && days <= 400) return [];
      return [
        {
          at: inForm('community', 'yearEnd'),
          text: days <= 0 ? 'year-out-of-order/backwards' : 'year-out-of-order/length',
          values: { start: day(yearStart), end: day(yearEnd), days, after: day(lastDayOfYearFrom(yearStart)) },
        },
      ];
    },
  },
  {
    code: 'period-out-of-order',
    severity: 'error',
    title: 'A period ends on or after the day it starts.',
    on: 'entry',
    check: (plan) =>
      (['resources', 'funding', 'progress'] as const).flatMap((section) =>
        (plan[section] as unknown as PlanRow<{ from: string | null; to: string | null }>[]).flatMap(
          (row): Problem[] => {
            const { from, to } = row.values;
            return from !== null && to !== null && to < from
              ? [
                  {
                    at: inRow(section, row, 'to'),
                    values: {
                      from: day(from),
                      to: day(to),
                      fromHeader: headerOf(section, 'from'),
                      toHeader: headerOf(section, 'to'),
                    },
                  },
                ]
              : [];
          },
        ),
      ),
  },
  {
    code: 'outside-plan-year',
    severity: 'error',
    title: 'Progress is reported for days of the plan year.',
    on: 'entry',
    check: (plan) => outside(plan, 'progress', ['from', 'to'], 'outside-plan-year'),
  },
  {
    code: 'date-outside-plan-year',
    severity: 'warning',
    title: 'Local goals are due, and programs start, in the plan year.',
    on: 'entry',
    check: (plan) => [
      ...outside(plan, 'localGoals', ['byWhen'], 'date-outside-plan-year/goal'),
      ...outside(plan, 'programs', ['startsOn'], 'date-outside-plan-year/program'),
    ],
  },
  {
    code: 'ends-after-plan-year',
    severity: 'warning',
    title: 'Programs end early enough for their graduates to be placed in the plan year.',
    on: 'entry',
    check: (plan) => {
      const { yearEnd } = plan.community.values;
      if (yearEnd === null) return [];
      return plan.programs.flatMap((row): Problem[] => {
        const { startsOn, weeks } = row.values;
        if (startsOn === null || weeks === null || startsOn > yearEnd) return [];
        // Days typed as weeks are a finding of their own.
        if (weeks > trainingLength.longestWeeks) return [];
        const ends = addDays(startsOn, weeks * 7);
        return ends > yearEnd
          ? [
              {
                at: inRow('programs', row, 'startsOn'),
                values: {
                  start: day(startsOn),
                  weeks,
                  ends: day(ends),
                  yearEnd: day(yearEnd),
                  latest: day(addDays(yearEnd, -weeks * 7)),
                },
              },
            ]
          : [];
      });
    },
  },
  {
    code: 'progress-in-future',
    severity: 'error',
    title: 'Progress is reported for periods that have begun.',
    on: 'always',
    check: (plan, { today }) =>
      plan.progress.flatMap((row): Problem[] =>
        row.values.from !== null && row.values.from > today
          ? [
              {
                at: inRow('progress', row, 'from'),
                values: { from: day(row.values.from), tab: tabOf('funnel') },
              },
            ]
          : [],
      ),
  },
];

/** The day before the same day next year. */
const lastDayOfYearFrom = (start: IsoDate): IsoDate => addDays(sameDayNextYear(start), -1);

/** Feb 29 has none: the year that starts on it ends on Feb 28. */
const sameDayNextYear = (day: IsoDate): IsoDate =>
  `${Number(day.slice(0, 4)) + 1}${day.slice(4) === '-02-29' ? '-03-01' : day.slice(4)}`;

const outside = (plan: Plan, section: SectionName, fields: readonly string[], text: FindingText): Problem[] => {
  const { yearStart, yearEnd } = plan.community.values;
  if (yearStart === null || yearEnd === null || yearEnd < yearStart) return [];
  return (plan[section] as PlanRow[]).flatMap((row) =>
    fields.flatMap((field): Problem[] => {
      const date = row.values[field] as string | null;
      return date !== null && (date < yearStart || date > yearEnd)
        ? [
            {
              at: inRow(section, row, field),
              text,
              values: { day: day(date), start: day(yearStart), end: day(yearEnd), tab: tabOf('community') },
            },
          ]
        : [];
    }),
  );
};
