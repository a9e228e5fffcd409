import { daysBetween } from './date.ts';
import { stepsToJob } from './funnel.ts';
import type { Plan, RowOf } from './plan.ts';
import type { Span } from './quarters.ts';
import type { RateName } from './tables/assumptions.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import { nameKey } from './text.ts';
import { stepWindows } from './windows.ts';

/** Days are numbered from the first of the plan year, which is 0. */
type DayNumber = number;

/** People who came to a stage in one period, on any of its days alike. */
export interface Arrivals {
  from: DayNumber;
  to: DayNumber;
  people: number;
}

/** What the Progress tab's periods say of one stage. */
export interface StageCount {
  arrivals: Arrivals[];
  people: number;
  /** The last day that a period covers. */
  through: DayNumber;
  /** By day: whether a period covers it. */
  covered: Uint8Array;
}

/** Shares by day of the plan year, growing: of those who do something in the end, who has done it by the end of each day. */
export type Curve = Float64Array;

export type Route = 'direct' | 'trained';

/** The stages of each route in order; `stepsToJob` has the steps between them. */
export const routeStages: Readonly<Record<Route, readonly StageName[]>> = {
  direct: ['aware', 'applied', 'assessed', 'matched', 'placedDirect'],
  trained: ['aware', 'applied', 'assessed', 'enrolled', 'completed', 'placedTrained'],
};

/** From one stage to a later one of the same route, over stages that nobody counts. */
export interface Leg {
  route: Route;
  from: StageName;
  to: StageName;
  steps: readonly RateName[];
}

/**
 * How people flow through the stages of a plan year: who came when, and how long each step takes.
 *
 * A step takes anything up to its Window (Assumptions), sooner rather than later: after half of it 65% of those who take it have taken it. Measured
 * were 64%: of those placed within 180 days of completing, who was placed within 90 (Hackbright, first half of 2016, CIRR). Training takes as long as
 * the programs do: of those enrolled in a period in which intakes start, the intakes say who is through when, by seats; otherwise all programs
 * together do, and without programs the step's window, to the day.
 */
export class StageFlow {
  /** Null at a stage that no period has counted. */
  readonly counts: Readonly<Record<StageName, StageCount | null>>;
  /** Days of the plan year. */
  readonly days: number;
  readonly #windows: Partial<Record<RateName, number>>;
  readonly #programs: readonly Intake[];
  /** By step, worked out when it is first asked for. */
  readonly #curves = new Map<RateName, Curve>();

  /**
   * @param plan     only what counts: rows with errors are left out before
   * @param segment  a segment's name, or null for everybody
   */
  constructor(plan: Plan, year: Span, segment: string | null) {
    this.#windows = stepWindows(plan, segment);
    this.#programs = intakesOf(plan, year);
    this.days = daysBetween(year.from, year.to) + 1;
    this.counts = countsOf(plan, year, segment);
  }

  /** Steps whose window is needed and blank. */
  missingWindows(steps: readonly RateName[]): RateName[] {
    return steps.filter(
      (step) => this.#windows[step] === undefined && !(step === 'enrolledToCompleted' && this.#programs.length > 0),
    );
  }

  /** By when those who arrived have gone the whole way over so many steps, in parts of all of them. */
  moved(arrivals: readonly Arrivals[], steps: readonly RateName[]): Curve {
    const [first, ...rest] = steps;
    const people = arrivals.reduce((sum, each) => sum + each.people, 0);
    const curve = new Float64Array(this.days);
    if (people === 0) return curve;
    for (const each of arrivals) {
      const share = each.people / people;
      const through = first === 'enrolledToCompleted' ? this.#intakesThrough(each) : null;
      if (first === undefined) addArrivals(curve, each, share);
      else if (through) for (let day = 0; day < this.days; day++) curve[day] = curve[day]! + share * through[day]!;
      else addMoved(curve, each, share, this.#within(first));
    }
    return rest.length === 0 ? curve : this.#later(curve, this.within(rest));
  }

  /**
   * How much of the time that a step takes is over by a day, for those who arrived: the sum over people, and the sum of its squares. Somebody in training
   * has had all of it or nothing.
   */
  elapsed(arrivals: readonly Arrivals[], step: RateName, day: DayNumber): { sum: number; squares: number } {
    let [sum, squares] = [0, 0];
    for (const each of arrivals) {
      const through = step === 'enrolledToCompleted' ? this.#intakesThrough(each)?.[day] : undefined;
      if (through !== undefined) {
        sum += each.people * through;
        squares += each.people * through;
        continue;
      }
      const within = this.#within(step);
      const perDay = each.people / (each.to - each.from + 1);
      for (let arrival = each.from; arrival <= Math.min(each.to, day); arrival++) {
        const part = within[day - arrival]!;
        sum += perDay * part;
        squares += perDay * part ** 2;
      }
    }
    return { sum, squares };
  }

  /** Of those who take so many steps in the end, who has done so within 0, 1, 2 … days. */
  within(steps: readonly RateName[]): Curve {
    return steps.reduce<Curve>(
      (curve, step) => this.#later(curve, this.#within(step)),
      new Float64Array(this.days).fill(1),
    );
  }

  /** Seats of the year's intakes that start after a day, those without a start included; null where there are no programs. */
  seatsAfter(day: DayNumber): number | null {
    const programs = this.#programs;
    if (programs.length === 0) return null;
    return programs.reduce((sum, { seats, starts }) => (starts <= day || starts >= this.days ? sum : sum + seats), 0);
  }

  /** Two things one after the other. */
  #later(first: Curve, then: Curve): Curve {
    const both = new Float64Array(this.days);
    for (let day = 0; day < this.days; day++) {
      const share = first[day]! - (first[day - 1] ?? 0);
      if (share === 0) continue;
      for (let end = day; end < this.days; end++) both[end] = both[end]! + share * then[end - day]!;
    }
    return both;
  }

  #within(step: RateName): Curve {
    const known = this.#curves.get(step);
    if (known) return known;
    const curve = step === 'enrolledToCompleted' ? this.#trainedWithin() : soonWithin(this.#windows[step]!, this.days);
    this.#curves.set(step, curve);
    return curve;
  }

  #trainedWithin(): Curve {
    const parts =
      this.#programs.length > 0
        ? this.#programs.map(({ seats, days }) => ({ weight: seats, on: days }))
        : [{ weight: 1, on: this.#windows.enrolledToCompleted! }];
    return finished(parts, this.days);
  }

  /** Of those enrolled in a period in which intakes start, who is through by the end of each day; null where none does. */
  #intakesThrough(arrivals: Arrivals): Curve | null {
    const starting = this.#programs.filter(({ starts }) => starts >= arrivals.from && starts <= arrivals.to);
    if (starting.length === 0) return null;
    return finished(
      starting.map(({ seats, starts, days }) => ({ weight: seats, on: starts + days })),
      this.days,
    );
  }
}

/** A program that has seats. */
interface Intake {
  seats: number;
  /** NaN where no start is typed. */
  starts: DayNumber;
  /** That it takes. */
  days: number;
}

const intakesOf = (plan: Plan, year: Span): Intake[] =>
  plan.programs.flatMap(({ values: { seats, weeks, startsOn } }) =>
    seats === null || seats === 0 || weeks === null
      ? []
      : { seats, starts: startsOn === null ? Number.NaN : daysBetween(year.from, startsOn), days: weeks * 7 },
  );

const soonWithin = (window: number, days: number): Curve => {
  const curve = new Float64Array(days);
  for (let day = 0; day < days; day++) curve[day] = day >= window ? 1 : 1 - (1 - day / window) ** SOONER;
  return curve;
};

/** With this power of the time that is left, 65% of a window's people have moved on in its first half. */
const SOONER = 1.5;

/** The steps from one stage of a route to a later one. */
export const stepsBetween = (route: Route, from: StageName, to: StageName): readonly RateName[] => {
  const stages = routeStages[route];
  return stepsToJob[from][route]!.slice(0, stages.indexOf(to) - stages.indexOf(from));
};

const addArrivals = (curve: Curve, { from, to }: Arrivals, share: number): void => {
  const days = to - from + 1;
  for (let day = from; day < curve.length; day++)
    curve[day] = curve[day]! + share * Math.min(1, (day - from + 1) / days);
};

const addMoved = (curve: Curve, { from, to }: Arrivals, share: number, within: Curve): void => {
  const perDay = share / (to - from + 1);
  for (let arrival = from; arrival <= to; arrival++)
    for (let day = arrival; day < curve.length; day++) curve[day] = curve[day]! + perDay * within[day - arrival]!;
};

/** Things that are all done on a day of their own. */
const finished = (parts: readonly { weight: number; on: number }[], days: number): Curve => {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  return Float64Array.from({ length: days }, (_, day) =>
    parts.reduce((sum, { weight, on }) => (on <= day ? sum + weight / whole : sum), 0),
  );
};

const countsOf = (plan: Plan, year: Span, segment: string | null): Record<StageName, StageCount | null> => {
  const days = daysBetween(year.from, year.to) + 1;
  const periods = plan.progress.flatMap((row) => {
    const { from, to } = row.values;
    if (!isOf(row, segment) || from === null || to === null || from < year.from || to > year.to || from > to) return [];
    return { values: row.values, from: daysBetween(year.from, from), to: daysBetween(year.from, to) };
  });
  return Object.fromEntries(
    (Object.keys(stageNames) as StageName[]).map((stage) => {
      const arrivals = periods
        .flatMap(({ values, from, to }) => (values[stage] === null ? [] : { from, to, people: values[stage] }))
        .sort((left, right) => left.from - right.from || left.to - right.to || left.people - right.people);
      if (arrivals.length === 0) return [stage, null];
      const covered = new Uint8Array(days);
      for (const { from, to } of arrivals) covered.fill(1, from, to + 1);
      return [
        stage,
        {
          arrivals,
          people: arrivals.reduce((sum, { people }) => sum + people, 0),
          through: covered.lastIndexOf(1),
          covered,
        },
      ];
    }),
  ) as Record<StageName, StageCount | null>;
};

const isOf = ({ values, invalid }: RowOf<'progress'>, segment: string | null): boolean =>
  segment === null
    ? values.segment === null && !invalid.includes('segment')
    : values.segment !== null && nameKey(values.segment) === nameKey(segment);
