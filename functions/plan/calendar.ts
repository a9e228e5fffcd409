import { type Actuals, actualsSoFar, lastCounted, wholePeriods } from './actuals.ts';
import { apportion } from './apportion.ts';
import { addDays, daysBetween, type IsoDate } from './date.ts';
import { add, ceiling, compare, type Fraction, fraction, larger, multiply, ZERO } from './fraction.ts';
import { type Funnel, type FunnelScope, type GoalPart, routeNeeds } from './funnel.ts';
import type { Plan, RowOf } from './plan.ts';
import { monthsOf, planYear, quarterGoalFields, quarterGoals, quartersOf, type Span, spanWith } from './quarters.ts';
import type { RateName } from './tables/assumptions.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import { nameKey } from './text.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';
import { stepWindows } from './windows.ts';

/**
 * When people must have reached each stage, so that the goal is reached in the plan year.
 *
 * Backwards: the placements of a month are made by its end, and whoever is to be placed by then has reached an earlier stage so many days
 * before as the steps between have in their Window (Assumptions), because the rates hold for whole windows. Training takes as long as the
 * programs do. These are latest dates: people move on earlier as well.
 *
 * Forwards: whom an intake places, and when. Graduates are placed evenly over the window, which is slower at first than what was measured:
 * of those placed within 180 days 64% were placed within 90 (Hackbright, first half of 2016, CIRR), here 50%.
 */
export interface Calendar {
  year: Span;
  quarters: CalendarQuarter[];
  months: CalendarMonth[];
  stages: Record<StageName, CalendarStage>;
  /** Through which day Progress has counted everybody; null where it has not yet. */
  countedThrough: IsoDate | null;
  /** What is due is measured on this day: the one through which people have been counted, else today. */
  asOf: IsoDate;
  /** Days from starting to completing a program, for the deadlines; null where neither programs nor the step's window say. */
  trainingDays: number | null;
  /** Intakes that start in the plan year, by their start. */
  cohorts: Cohort[];
}

/** What a plan's calendar is, or what it needs first. */
export interface CalendarReading {
  calendar: Calendar | null;
  missing: CalendarGap[];
}

export type CalendarGap = 'targets' | 'planYear';

export interface CalendarQuarter extends Span {
  /** Placements in this quarter; of them by direct match and after training. */
  placements: number;
  direct: number;
  trained: number;
  /** Whether a person typed the number. */
  typed: boolean;
  /** Placements counted in periods that lie within the quarter; null where there are none. */
  actual: number | null;
}

export interface CalendarMonth extends Span {
  direct: number;
  trained: number;
  /** Which quarter it is in, from 0. */
  quarter: number;
  /** People who must have reached each stage by its end; null where a window on the way is not known. */
  due: Record<StageName, number | null>;
  /** People counted by its end, as far as Progress goes; null at a stage, or throughout, where nobody has counted. */
  counted: Actuals;
}

export interface CalendarStage {
  target: number;
  /** When the whole target must be reached; null where it is 0, or a window is not known. */
  byWhen: IsoDate | null;
  /** Before the first day of the plan year. */
  dueBefore: number | null;
  /** On `asOf`. */
  dueNow: number | null;
  counted: number | null;
  /** People who are due and not there: too late for the month they were meant for. Null where that is not known. */
  late: number | null;
  /** Days from this stage to a job by the slower of the routes that need people there; null where a window is not known. */
  daysToPlacement: number | null;
  /** The earliest day by which those who are late can be placed, were they there today; null where nobody is late. */
  earliest: IsoDate | null;
}

/** The people of one intake, if every seat is filled. */
export interface Cohort {
  row: RowOf<'programs'>;
  role: string;
  existing: boolean;
  startsOn: IsoDate;
  endsOn: IsoDate;
  seats: number;
  /** Of the seats, at the program's own completion rate or else the plan's. */
  completed: number;
  /** Of the completed, whom the plan's rate expects to be placed, whenever that is. */
  placed: number;
  /** In which quarter it ends; null after the plan year. */
  endsIn: number | null;
  /** Placed by quarter, and after the plan year; they add up to `placed`. Null where the window is not known. */
  placedIn: { quarters: number[]; after: number } | null;
  /** The last day on which this program may start so that all whom it places are placed in the plan year, and that it ends in it. */
  lastStart: { inFull: IsoDate | null; atAll: IsoDate };
}

/**
 * The calendar of a plan.
 *
 * @param plan  only what counts: rows with errors are left out before
 */
export const planCalendar = (plan: Plan, funnel: Funnel, today: IsoDate): CalendarReading => {
  const year = planYear(plan);
  const { all } = funnel;
  if (!all || !year)
    return { calendar: null, missing: [...(all ? [] : ['targets' as const]), ...(year ? [] : ['planYear' as const])] };
  const lags = lagsOf(plan, null, trainingDaysOf(plan));
  const quarters = quarterTargets(plan, year, all);
  const months = monthTargets(year, quarters);
  const pools = poolsOf(funnel, null);
  const dueOn = (day: IsoDate): Record<StageName, number | null> =>
    perStage((stage) => dueAt(stage, day, months, all, pools, lags));
  const countedThrough = lastCounted(plan);
  const asOf = countedThrough !== null && countedThrough < today ? countedThrough : today;
  const [dueBefore, dueNow, counted] = [dueOn(addDays(year.from, -1)), dueOn(asOf), actualsSoFar(plan, null)];
  return {
    calendar: {
      year,
      quarters,
      months: months.map((month) => ({ ...month, due: dueOn(month.to), counted: countedBy(plan, month.to) })),
      stages: perStage((stage) => {
        const late =
          counted[stage] === null || dueNow[stage] === null ? null : Math.max(0, dueNow[stage] - counted[stage]);
        const daysToPlacement = slowest(stage, all, lags);
        return {
          target: all.stages[stage].target,
          byWhen: byWhenOf(stage, all, pools, months, lags),
          dueBefore: dueBefore[stage],
          dueNow: dueNow[stage],
          counted: counted[stage],
          late,
          daysToPlacement,
          earliest: late !== null && late > 0 && daysToPlacement !== null ? addDays(today, daysToPlacement) : null,
        };
      }),
      countedThrough,
      asOf,
      trainingDays: trainingDaysOf(plan),
      cohorts: cohortsOf(plan, all, year, lags),
    },
    missing: [],
  };
};

/**
 * The day by which a scope of the funnel must have reached its target at each stage.
 * A segment shares the plan's quarters; windows of its own count.
 */
export const byWhen = (
  scope: FunnelScope,
  { months }: Calendar,
  plan: Plan,
  funnel: Funnel,
): Record<StageName, IsoDate | null> => {
  const segment = scope.segment === null || scope.segment === 'other' ? null : scope.segment.name;
  const lags = lagsOf(plan, segment, trainingDaysOf(plan));
  const pools = poolsOf(funnel, scope.segment === null ? null : scope);
  return perStage((stage) => byWhenOf(stage, scope, pools, months, lags));
};

/**
 * People whom a scope of the funnel must have at a stage on a day: those who lead to its part of the placements of all months whose deadline has come.
 * Null where a window on the way is not known.
 */
export const dueFor = (
  scope: FunnelScope,
  { months }: Calendar,
  plan: Plan,
  funnel: Funnel,
): ((stage: StageName, day: IsoDate) => number | null) => {
  const segment = scope.segment === null || scope.segment === 'other' ? null : scope.segment.name;
  const lags = lagsOf(plan, segment, trainingDaysOf(plan));
  const pools = poolsOf(funnel, scope.segment === null ? null : scope);
  return (stage, day) => dueAt(stage, day, months, funnel.all!, pools, lags);
};

/** The quarters' goals that the Goals tab shows as worked out, by its fields. */
export const plannedQuarters = (calendar: Calendar | null): Record<string, number> =>
  Object.fromEntries(
    quarterGoalFields.flatMap((field, index) =>
      calendar ? [[field, calendar.quarters[index]!.placements] as const] : [],
    ),
  );

type Route = 'direct' | 'trained';

/** Steps from a stage to the job, the nearest one last. */
const stepsAfter: Record<Route, Partial<Record<StageName, readonly RateName[]>>> = {
  direct: {
    aware: ['awareToApplied', 'appliedToAssessed', 'assessedToMatched', 'matchedToPlaced'],
    applied: ['appliedToAssessed', 'assessedToMatched', 'matchedToPlaced'],
    assessed: ['assessedToMatched', 'matchedToPlaced'],
    matched: ['matchedToPlaced'],
    placedDirect: [],
  },
  trained: {
    aware: ['awareToApplied', 'appliedToAssessed', 'assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'],
    applied: ['appliedToAssessed', 'assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'],
    assessed: ['assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced'],
    enrolled: ['enrolledToCompleted', 'completedToPlaced'],
    completed: ['completedToPlaced'],
    placedTrained: [],
  },
};

/** Days from a stage to the job by a route: undefined where the route does not pass the stage, null where a window is blank. */
type Lags = Record<Route, Record<StageName, number | null | undefined>>;

const lagsOf = (plan: Plan, segment: string | null, trainingDays: number | null): Lags => {
  const windows = stepWindows(plan, segment);
  if (trainingDays !== null) windows.enrolledToCompleted = trainingDays;
  const lag = (steps: readonly RateName[] | undefined): number | null | undefined =>
    steps?.reduce<number | null>((days, step) => (days === null ? null : plus(days, windows[step])), 0);
  return {
    direct: perStage((stage) => lag(stepsAfter.direct[stage])),
    trained: perStage((stage) => lag(stepsAfter.trained[stage])),
  };
};

const plus = (days: number, more: number | undefined): number | null => (more === undefined ? null : days + more);

/** The programs' weeks, each as often as it has seats, as days, rounded up; without programs the step's window. */
const trainingDaysOf = (plan: Plan): number | null => {
  let [seats, seatDays] = [0n, 0n];
  for (const { values } of plan.programs) {
    if (values.seats === null || values.weeks === null) continue;
    seats += BigInt(values.seats);
    seatDays += BigInt(values.seats) * BigInt(values.weeks * 7);
  }
  if (seats > 0n) return Number((seatDays + seats - 1n) / seats);
  return stepWindows(plan, null).enrolledToCompleted ?? null;
};

const quarterTargets = (plan: Plan, year: Span, all: FunnelScope): CalendarQuarter[] => {
  const typed = quarterGoalFields.map((field) => plan.goals.values[field]);
  const goals = quarterGoals(all.placements, typed);
  const direct = apportion(all.placementsDirect, goals, goals);
  return quartersOf(year).map((span, index) => ({
    ...span,
    placements: goals[index]!,
    direct: direct[index]!,
    trained: goals[index]! - direct[index]!,
    typed: typed[index] !== null,
    actual: placedWithin(plan, span),
  }));
};

/** A quarter's placements are spread over its months evenly, by largest remainder. */
const monthTargets = (
  year: Span,
  quarters: readonly CalendarQuarter[],
): (Span & { direct: number; trained: number; quarter: number })[] => {
  const months = monthsOf(year).map((month) => ({ ...month, quarter: spanWith(quarters, month.to) }));
  return quarters.flatMap((quarter, index) => {
    const inQuarter = months.filter((month) => month.quarter === index);
    const even = inQuarter.map(() => 1);
    const [direct, trained] = [apportion(quarter.direct, even), apportion(quarter.trained, even)];
    return inQuarter.map((month, place) => ({ ...month, direct: direct[place]!, trained: trained[place]! }));
  });
};

type Month = ReturnType<typeof monthTargets>[number];

type Pools = ReturnType<typeof routeNeeds>;

/** Pools with placements: those of one scope, or of the whole plan. */
const poolsOf = ({ all, segments }: Funnel, scope: FunnelScope | null): Pools => {
  const parts = scope ? [scope] : segments.length > 0 ? segments : [all!];
  return routeNeeds(parts.filter(({ placements }) => placements > 0));
};

/** Whom a stage must hold on a day: those who lead to the placements of all months whose deadline has come. */
const dueAt = (
  stage: StageName,
  day: IsoDate,
  months: readonly Month[],
  all: FunnelScope,
  pools: Pools,
  lags: Lags,
): number | null => {
  if (lagUnknown(stage, all, lags)) return null;
  const share = (route: Route): Fraction => {
    const lag = lags[route][stage] ?? 0;
    const due = months.filter((month) => daysBetween(day, month.to) <= lag);
    const placed = due.reduce((sum, month) => sum + month[route], 0);
    return fraction(placed, Math.max(1, placementsOn(route, all)));
  };
  const [direct, trained] = [share('direct'), share('trained')];
  return ceiling(
    pools.reduce(
      (sum, pool) => add(sum, larger(multiply(pool.direct[stage], direct), multiply(pool.trained[stage], trained))),
      ZERO,
    ),
  );
};

const routes = ['direct', 'trained'] as const;

const placementsOn = (route: Route, scope: GoalPart): number =>
  route === 'direct' ? scope.placementsDirect : scope.placementsTrained;

const lagUnknown = (stage: StageName, scope: GoalPart, lags: Lags): boolean =>
  routes.some((route) => lags[route][stage] === null && placementsOn(route, scope) > 0);

/** The slower route of those that pass the stage and have placements to make. */
const slowest = (stage: StageName, scope: GoalPart, lags: Lags): number | null => {
  const days = routes.flatMap((route) => (placementsOn(route, scope) > 0 ? (lags[route][stage] ?? []) : []));
  return lagUnknown(stage, scope, lags) || days.length === 0 ? null : Math.max(...days);
};

/**
 * When a whole target must be reached: a route is done with a stage at the deadline of its last month with placements, and a pool of people that
 * both routes draw on when the route that needs more of them is.
 */
const byWhenOf = (
  stage: StageName,
  scope: FunnelScope,
  pools: Pools,
  months: readonly Month[],
  lags: Lags,
): IsoDate | null => {
  if (scope.stages[stage].target === 0 || lagUnknown(stage, scope, lags)) return null;
  const deadline = (route: Route): IsoDate | null => {
    const last = months.findLast((month) => month[route] > 0);
    const lag = lags[route][stage];
    return last && typeof lag === 'number' && placementsOn(route, scope) > 0 ? addDays(last.to, -lag) : null;
  };
  const [direct, trained] = [deadline('direct'), deadline('trained')];
  if (direct === null || trained === null) return direct ?? trained;
  const earlier = [direct, trained].sort()[0]!;
  const days = pools.map((pool) => {
    const more = compare(pool.direct[stage], pool.trained[stage]);
    return more === 0 ? earlier : more > 0 ? direct : trained;
  });
  return days.sort().at(-1) ?? null;
};

/** Sums of the periods that end by a day; nothing beyond the last of them is known. */
const countedBy = (plan: Plan, day: IsoDate): Actuals => {
  const through = lastCounted(plan);
  const rows = through !== null && day <= through ? wholePeriods(plan).filter(({ values }) => values.to! <= day) : [];
  return perStage((stage) => sumKnown(rows.map(({ values }) => values[stage])));
};

const placedWithin = (plan: Plan, { from, to }: Span): number | null =>
  sumKnown(
    wholePeriods(plan)
      .filter(({ values }) => values.from! >= from && values.to! <= to)
      .flatMap(({ values }) => [values.placedDirect, values.placedTrained]),
  );

/** Null where none is known: a blank is not zero. */
const sumKnown = (counts: readonly (number | null)[]): number | null =>
  counts.reduce<number | null>((sum, count) => (count === null ? sum : (sum ?? 0) + count), null);

const cohortsOf = (plan: Plan, all: FunnelScope, year: Span, lags: Lags): Cohort[] => {
  const quarters = quartersOf(year);
  const window = lags.trained.completed ?? null;
  return plan.programs
    .flatMap((row): Cohort[] => {
      const { role, seats, startsOn, weeks, completionRate, existing } = row.values;
      if (role === null || seats === null || startsOn === null || weeks === null) return [];
      if (startsOn < year.from || startsOn > year.to) return [];
      const endsOn = addDays(startsOn, weeks * 7);
      const completed = shareOf(seats, completionRate ?? all.rates.enrolledToCompleted);
      const placed = shareOf(completed, all.rates.completedToPlaced);
      const endsIn = spanWith(quarters, endsOn);
      return [
        {
          row,
          role,
          existing: existing === 'existing',
          startsOn,
          endsOn,
          seats,
          completed,
          placed,
          endsIn: endsIn < 0 ? null : endsIn,
          placedIn: window === null ? null : placedOver(placed, endsOn, window, quarters),
          lastStart: {
            inFull: window === null ? null : addDays(year.to, -weeks * 7 - window),
            atAll: addDays(year.to, -weeks * 7),
          },
        },
      ];
    })
    .sort((a, b) => inCodeOrder(orderOf(a), orderOf(b)));
};

/** By code units, so that the order is the same on every machine, whatever the rows' order. */
const inCodeOrder = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const orderOf = ({ row: { values }, startsOn, endsOn, seats, completed, existing, role }: Cohort): string =>
  [
    startsOn,
    nameKey(values.name ?? ''),
    nameKey(values.provider ?? ''),
    role,
    endsOn,
    ...[seats, completed, Number(existing)].map((number) => String(number).padStart(9, '0')),
  ].join('\n');

/** Whole people of a whole number, the half of a person up. */
const shareOf = (people: number, basisPoints: number): number =>
  apportion(people, [basisPoints, WHOLE_IN_BASIS_POINTS - basisPoints])[0]!;

/**
 * Spreads placements evenly over the days of a window. A person counts from the day on which they are whole, so that the sums up to each
 * day never shrink when there are more people, as they could with parts by largest remainder.
 */
const placedOver = (
  placed: number,
  endsOn: IsoDate,
  windowDays: number,
  quarters: readonly Span[],
): { quarters: number[]; after: number } => {
  const by = (day: IsoDate): number => {
    const days = daysBetween(endsOn, day);
    if (days < 0) return 0;
    return days >= windowDays ? placed : Number((BigInt(placed) * BigInt(days)) / BigInt(windowDays));
  };
  const upTo = quarters.map(({ to }) => by(to));
  return {
    quarters: upTo.map((sum, index) => sum - (upTo[index - 1] ?? 0)),
    after: placed - upTo.at(-1)!,
  };
};

const perStage = <T>(of: (stage: StageName) => T): Record<StageName, T> =>
  Object.fromEntries((Object.keys(stageNames) as StageName[]).map((stage) => [stage, of(stage)])) as Record<
    StageName,
    T
  >;
