import { apportion } from './apportion.ts';
import { addDays, addMonths, daysBetween, type IsoDate } from './date.ts';
import type { Plan } from './plan.ts';

/** First and last day. */
export interface Span {
  from: IsoDate;
  to: IsoDate;
}

export const quarterGoalFields = ['placementsQ1', 'placementsQ2', 'placementsQ3', 'placementsQ4'] as const;

/** The plan's year; null where it is not typed whole, or is no year (a check says so). */
export const planYear = (plan: Plan): Span | null => {
  const { yearStart, yearEnd } = plan.community.values;
  if (yearStart === null || yearEnd === null) return null;
  const days = daysBetween(yearStart, yearEnd) + 1;
  return days >= LEAST_DAYS && days <= MOST_DAYS ? { from: yearStart, to: yearEnd } : null;
};

/** As the check of the plan year has them: a year that starts or ends a little off is a year still. */
const LEAST_DAYS = 300;
const MOST_DAYS = 400;

/** The months of a plan year, counted from its first day, whatever day of the month that is; the last one ends with the year. */
export const monthsOf = ({ from, to }: Span): Span[] => {
  const months: Span[] = [];
  for (let month = 0; addMonths(from, month) <= to; month++) {
    const last = addDays(addMonths(from, month + 1), -1);
    months.push({ from: addMonths(from, month), to: last < to ? last : to });
  }
  return months;
};

/** The four quarters: three months each, the last one as long as the year goes on. */
export const quartersOf = ({ from, to }: Span): Span[] =>
  [0, 1, 2, 3].map((quarter) => ({
    from: addMonths(from, 3 * quarter),
    to: quarter === 3 ? to : addDays(addMonths(from, 3 * quarter + 3), -1),
  }));

/** Which of consecutive spans a day is in; -1 for a day outside them. */
export const spanWith = (spans: readonly Span[], day: IsoDate): number =>
  spans.findIndex(({ from, to }) => day >= from && day <= to);

/**
 * The placements goal of each quarter; the four add up to the goal exactly.
 *
 * Typed quarters hold. Blank ones share what is left evenly, by largest remainder, so that an odd person comes in the earlier
 * quarter. Where the typed ones cannot be right, because they come to more than the goal, or all four to less, the goal is shared out in
 * their proportion instead, and a check says that they do not add up.
 *
 * @param typed  whole numbers, null where blank
 */
export const quarterGoals = (placements: number, typed: readonly (number | null)[]): number[] => {
  const sum = typed.reduce<number>((so, number) => so + (number ?? 0), 0);
  const blank = typed.filter((number) => number === null).length;
  if (sum > placements || (blank === 0 && sum !== placements))
    return apportion(
      placements,
      typed.map((number) => number ?? 0),
    );
  const shares = apportion(placements - sum, Array<number>(blank).fill(1));
  return typed.map((number) => number ?? shares.shift()!);
};
