import { addDays, dateInWords, daysBetween, type IsoDate } from '../date.ts';
import type { Plan, PlanRow, SectionName } from '../plan.ts';
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
          message:
            days <= 0
              ? `The plan year ends on ${dateInWords(yearEnd)}, before it starts on ${dateInWords(yearStart)}.`
              : `The plan year lasts ${days} days, from ${dateInWords(yearStart)} to ${dateInWords(yearEnd)}.`,
          fix: `A plan is for one year: ${dateInWords(yearStart)} to ${dateInWords(lastDayOfYearFrom(yearStart))}, for example.`,
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
                    message: `To is ${dateInWords(to)}, before From, ${dateInWords(from)}.`,
                    fix: 'Swap the two dates, or mend the wrong one.',
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
    check: (plan) => outside(plan, 'progress', ['from', 'to'], 'This plan counts only what happens in its year'),
  },
  {
    code: 'date-outside-plan-year',
    severity: 'warning',
    title: 'Local goals are due, and programs start, in the plan year.',
    on: 'entry',
    check: (plan) => [
      ...outside(plan, 'localGoals', ['byWhen'], 'A goal of this plan is due in its year'),
      ...outside(plan, 'programs', ['startsOn'], 'A program that starts outside the year adds nothing to this plan'),
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
        const ends = addDays(startsOn, weeks * 7);
        return ends > yearEnd
          ? [
              {
                at: inRow('programs', row, 'startsOn'),
                message: `This program starts on ${dateInWords(startsOn)}, takes ${weeks} weeks and ends on ${dateInWords(ends)}, after the plan year (${dateInWords(yearEnd)}): nobody from it can be placed this year.`,
                fix: `Start it by ${dateInWords(addDays(yearEnd, -weeks * 7))} at the latest, or leave it for the next plan.`,
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
                message: `This period begins on ${dateInWords(row.values.from)}, and that is still to come.`,
                fix: 'Report what has happened; targets for later are worked out on the Funnel tab.',
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

const outside = (plan: Plan, section: SectionName, fields: readonly string[], why: string): Problem[] => {
  const { yearStart, yearEnd } = plan.community.values;
  if (yearStart === null || yearEnd === null || yearEnd < yearStart) return [];
  return (plan[section] as PlanRow[]).flatMap((row) =>
    fields.flatMap((field): Problem[] => {
      const day = row.values[field] as string | null;
      return day !== null && (day < yearStart || day > yearEnd)
        ? [
            {
              at: inRow(section, row, field),
              message: `${dateInWords(day)} is outside the plan year, ${dateInWords(yearStart)} to ${dateInWords(yearEnd)}. ${why}.`,
              fix: 'Mend the date, or the plan year on the Community tab.',
            },
          ]
        : [];
    }),
  );
};
