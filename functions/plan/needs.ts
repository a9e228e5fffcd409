import { apportion } from './apportion.ts';
import { addDays, daysBetween, type IsoDate } from './date.ts';
import type { Funnel } from './funnel.ts';
import type { Plan, RowOf } from './plan.ts';
import type { StageName } from './tables/progress.ts';
import { type NeedKind, needKinds } from './tables/resources.ts';
import type { Cents } from './value.ts';

/** `2026-07` */
export type IsoMonth = string;

/** What one line of the plan costs this plan year. */
export interface NeedLine {
  need: NeedKind;
  /** null: the people whom it is counted by are not known yet, so neither is the amount. */
  amount: Cents | null;
  /** The amount by month, in the order of the plan's months; adds up to it exactly. */
  byMonth: Cents[];
  from: NeedOrigin;
}

/** From what the amount comes, so that a planner can work it out again by hand. */
export type NeedOrigin =
  | { kind: 'total'; row: number; amount: Cents; partOfPeriod: boolean }
  | { kind: 'perMonth'; row: number; each: Cents; months: number }
  | { kind: 'perPerson'; row: number; each: Cents; people: number | null; stage: StageName }
  | { kind: 'price'; row: number; each: Cents; people: number }
  /** Trainees whose price is not known: in programs without a price, and those for whom there is no seat. */
  | { kind: 'averagePrice'; each: Cents; people: number | null };

/** The months of the plan year; [null], one nameless period, where the plan year is not known or is no year. */
export type PlanMonths = readonly IsoMonth[] | readonly [null];

const MOST_MONTHS = 36;
/** As much as a cell can hold; sums of a thousand such lines are still exact. */
const MOST_CENTS = 1e13;

export const planMonths = (plan: Plan): PlanMonths => {
  const { yearStart, yearEnd } = plan.community.values;
  if (yearStart === null || yearEnd === null || yearEnd < yearStart) return [null];
  const count = monthNumber(yearEnd) - monthNumber(yearStart) + 1;
  if (count > MOST_MONTHS) return [null];
  return Array.from({ length: count }, (_, index) => monthNamed(monthNumber(yearStart) + index));
};

/**
 * What the plan needs money for, line by line.
 *
 * | basis    | amount                                                                                        | by month                           |
 * | -------- | --------------------------------------------------------------------------------------------- | ---------------------------------- |
 * | In all   | as typed; of a period that reaches beyond the plan year, the part by days that lies in it     | by days                            |
 * | A month  | times the months of its period that the plan year touches                                     | the amount in each of them         |
 * | A person | times the people whom the need is for, from the funnel: those to be made aware for outreach, those who start training otherwise | by days of its period |
 *
 * Scholarships that Resources gives no amount for are worked out from the Programs tab: price less other aid, for each person who starts
 * training there, in the month in which the program starts. Existing programs are filled first, as the funnel does, and programs of a kind in
 * proportion to their seats. Where a price is missing, or a seat, the average price of all seats stands in for it.
 *
 * @param plan  only what counts: rows with errors are left out before
 */
export const needLines = (plan: Plan, funnel: Funnel): NeedLine[] => {
  const months = planMonths(plan);
  const priced = plan.resources.filter(
    ({ values }) => values.need !== null && values.amount !== null && values.basis !== null,
  );
  return [
    ...priced.map((row) => typedLine(row, plan, funnel, months)),
    ...(priced.some(({ values }) => values.need === 'scholarships') ? [] : scholarshipLines(plan, funnel, months)),
  ].sort((a, b) => needOrder(a.need) - needOrder(b.need));
};

const needOrder = (need: NeedKind): number => Object.keys(needKinds).indexOf(need);

const typedLine = (row: RowOf<'resources'>, plan: Plan, funnel: Funnel, months: PlanMonths): NeedLine => {
  const need = row.values.need!;
  const each = row.values.amount!;
  const weights = dayWeights(row.values.from, row.values.to, plan, months);
  switch (row.values.basis!) {
    case 'total': {
      const parts = apportion(each, [...weights.inside, weights.outside]).slice(0, months.length);
      const amount = sum(parts);
      return {
        need,
        amount,
        byMonth: parts,
        from: { kind: 'total', row: row.row, amount: each, partOfPeriod: amount !== each },
      };
    }
    case 'perMonth': {
      const count =
        months[0] === null
          ? monthsTouched(row.values.from, row.values.to)
          : weights.inside.filter((days) => days > 0).length;
      const byMonth = months[0] === null ? [atMost(each * count)] : weights.inside.map((days) => (days > 0 ? each : 0));
      return { need, amount: sum(byMonth), byMonth, from: { kind: 'perMonth', row: row.row, each, months: count } };
    }
    case 'perPerson': {
      const stage: StageName = need === 'outreach' ? 'aware' : 'enrolled';
      const people = funnel.all?.stages[stage].target ?? null;
      const amount = people === null ? null : atMost(each * people);
      const inside = weights.inside.some((days) => days > 0)
        ? weights.inside
        : dayWeights(null, null, plan, months).inside;
      return {
        need,
        amount,
        byMonth: apportion(amount ?? 0, inside),
        from: { kind: 'perPerson', row: row.row, each, people, stage },
      };
    }
  }
};

const scholarshipLines = (plan: Plan, funnel: Funnel, months: PlanMonths): NeedLine[] => {
  const enrolledBy = funnel.all?.enrolledBy;
  const seated = plan.programs.filter(({ values }) => (values.seats ?? 0) > 0);
  const pricedSeats = seated.filter(({ values }) => values.price !== null);
  if (pricedSeats.length === 0) return [];
  const average = averagePrice(pricedSeats);
  if (!enrolledBy)
    return [
      {
        need: 'scholarships',
        amount: null,
        byMonth: months.map(() => 0),
        from: { kind: 'averagePrice', each: average, people: null },
      },
    ];
  const places = (['existing', 'new'] as const).flatMap((kind) => {
    const ofKind = seated.filter(({ values }) => values.existing === kind);
    const seats = ofKind.map(({ values }) => values.seats!);
    const people = apportion(Math.min(enrolledBy[kind], sum(seats)), seats, seats);
    return ofKind.map((row, index) => ({ row, people: people[index]! }));
  });
  const lines = places
    .filter(({ row, people }) => row.values.price !== null && people > 0)
    .map(({ row, people }): NeedLine => {
      const each = netPrice(row);
      const amount = atMost(each * people);
      const start = months.findIndex((month) => month === null || month === row.values.startsOn?.slice(0, 7));
      return {
        need: 'scholarships',
        amount,
        // A program that starts before the plan year is paid for when the year begins.
        byMonth: months.map((_, index) => (index === Math.max(0, start) ? amount : 0)),
        from: { kind: 'price', row: row.row, each, people },
      };
    });
  const people = enrolledBy.existing + enrolledBy.new - lines.reduce((so, { from }) => so + peopleOf(from), 0);
  if (people <= 0) return lines;
  const amount = atMost(average * people);
  return [
    ...lines,
    {
      need: 'scholarships',
      amount,
      byMonth: apportion(amount, dayWeights(null, null, plan, months).inside),
      from: { kind: 'averagePrice', each: average, people },
    },
  ];
};

const peopleOf = (from: NeedOrigin): number => ('people' in from ? (from.people ?? 0) : 0);

/** What is left of the price of one person when other aid has paid its part; never below nothing. */
export const netPrice = ({ values }: RowOf<'programs'>): Cents => Math.max(0, (values.price ?? 0) - (values.aid ?? 0));

/** Over all seats that have a price, rounded up to whole cents. */
const averagePrice = (rows: readonly RowOf<'programs'>[]): Cents => {
  const total = rows.reduce((so, row) => so + BigInt(netPrice(row)) * BigInt(row.values.seats!), 0n);
  const seats = rows.reduce((so, row) => so + BigInt(row.values.seats!), 0n);
  return Number((total + seats - 1n) / seats);
};

/** Days of a period in each month of the plan, and beyond the plan year. */
const dayWeights = (
  from: IsoDate | null,
  to: IsoDate | null,
  plan: Plan,
  months: PlanMonths,
): { inside: number[]; outside: number } => {
  const { yearStart, yearEnd } = plan.community.values;
  if (months[0] === null || yearStart === null || yearEnd === null) return { inside: [1], outside: 0 };
  const [first, last] = [from ?? yearStart, to ?? yearEnd];
  const inside = months.map((month) =>
    daysShared(first, last, later(monthStart(month!), yearStart), earlier(monthEnd(month!), yearEnd)),
  );
  return { inside, outside: Math.max(0, daysBetween(first, last) + 1) - sum(inside) };
};

/** Which of the plan's months a period touches. */
export const monthsWithin = (from: IsoDate | null, to: IsoDate | null, plan: Plan): boolean[] =>
  dayWeights(from, to, plan, planMonths(plan)).inside.map((days) => days > 0);

const daysShared = (from: IsoDate, to: IsoDate, first: IsoDate, last: IsoDate): number =>
  Math.max(0, daysBetween(later(from, first), earlier(to, last)) + 1);

const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);
const earlier = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);

/** Calendar months that a period touches; 12 where the plan does not say. */
const monthsTouched = (from: IsoDate | null, to: IsoDate | null): number =>
  from === null || to === null ? 12 : Math.max(0, monthNumber(to) - monthNumber(from) + 1);

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const monthNamed = (number: number): IsoMonth =>
  `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
const monthStart = (month: IsoMonth): IsoDate => `${month}-01`;
const monthEnd = (month: IsoMonth): IsoDate => addDays(`${monthNamed(monthNumber(month) + 1)}-01`, -1);

const atMost = (amount: Cents): Cents => Math.min(amount, MOST_CENTS);

const sum = (parts: readonly number[]): number => parts.reduce((so, part) => so + part, 0);
