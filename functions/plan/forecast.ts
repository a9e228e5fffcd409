import { type Belief, paceBelief, quantilesOf } from './belief.ts';
import { binomialTail } from './binomial-tail.ts';
import { addDays, type IsoDate } from './date.ts';
import { type Funnel, type FunnelScope, rateRanges } from './funnel.ts';
import { CASES, latticeCases } from './lattice.ts';
import { type LearnedRate, type StepRate, stepRates } from './observed.ts';
import type { Plan } from './plan.ts';
import { planYear, type Span } from './quarters.ts';
import { DEFAULT_CONFIDENCE } from './risk.ts';
import { type Curve, type Route, routeStages, StageFlow, stepsBetween } from './stage-flow.ts';
import { type RateName, rateNames } from './tables/assumptions.ts';
import type { StageName } from './tables/progress.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';

/** What the plan year comes to if it goes on as counted. */
export interface Forecast {
  /** Of all ranges: the community's own, basis points. */
  confidence: number;
  /** The last day of the plan year. */
  until: IsoDate;
  all: ScopeForecast;
  /** Of the segments that Progress has periods of, in the funnel's order. */
  segments: ScopeForecast[];
}

export interface ScopeForecast {
  segment: FunnelScope['segment'];
  /** The placements goal. */
  goal: number;
  /** The last day that a period covers. */
  countedThrough: IsoDate;
  steps: Record<RateName, StepRate>;
  /** Of the whole plan year, those placed so far included. */
  placements: Expected;
  /** By route; null where nobody has counted on the way to its job. */
  routes: Record<Route, Expected | null>;
  /** The chance that the goal is reached, 0 to 1. */
  chance: number;
}

/** People, as far as they can be foreseen. */
export interface Expected {
  expected: number;
  /** Whole people; the number is between them, ends included, with the confidence. */
  low: number;
  high: number;
}

/** A plan's forecast, or what it needs first. With nobody counted there is none, and nothing missing. */
export interface ForecastReading {
  forecast: Forecast | null;
  missing: ForecastGap[];
}

export type ForecastGap = 'targets' | 'planYear' | { window: RateName };

/**
 * The year's placements from how it has gone so far.
 *
 * Placed so far, and what is still to come, as far as it can be placed before the plan year ends:
 * - people counted at a stage who have not moved on: each does with the chance that is left to somebody who has not done so yet
 * - people yet to come: as many a day as came on each counted day to the first stage that is counted. Nobody catches up with the calendar
 *
 * Rates are the assumed ones as the counts have changed them (`stepRates`): with few counted near the assumption, with many near what is
 * observed. On the way over stages that nobody counts, the assumed rates hold. No more people start training than there are seats in intakes that begin after
 * the last counted day (Programs); in a segment they get the same part of the seats that they want as people do in all. Employers' openings set no limit.
 *
 * The range comes from both chance and not knowing the rates: over 4,096 equally likely cases of all rates and of the pace, in each of which the number
 * placed is a sum of binomial ones, taken as the one binomial with the same mean and variance (`Outlook`).
 *
 * Source: W. Ehm, "Binomial approximation to the Poisson binomial distribution", Statistics & Probability Letters 11 (1991).
 *
 * @param plan    only what counts: rows with errors are left out before
 * @param funnel  of the same plan
 */
export const planForecast = (plan: Plan, funnel: Funnel): ForecastReading => {
  const year = planYear(plan);
  const { all } = funnel;
  if (plan.progress.length === 0) return { forecast: null, missing: [] };
  if (!all || !year)
    return { forecast: null, missing: [...(all ? [] : ['targets' as const]), ...(year ? [] : ['planYear' as const])] };
  const confidence = plan.community.values.confidence ?? DEFAULT_CONFIDENCE;
  const rangesFor = rateRanges(plan);
  const scopes = [
    { scope: all, flow: new StageFlow(plan, year, null) },
    ...funnel.segments.flatMap((scope) =>
      scope.segment === null || scope.segment === 'other'
        ? []
        : { scope, flow: new StageFlow(plan, year, scope.segment.name) },
    ),
  ];
  const missing = new Set(scopes.flatMap(({ scope, flow }) => flow.missingWindows(neededSteps(flow, scope))));
  if (missing.size > 0) return { forecast: null, missing: [...missing].map((window) => ({ window })) };
  const [whole, ...segments] = scopes.map(({ scope, flow }) =>
    prospects(scope, flow, stepRates(flow, year, rangesFor(scope.segment), confidence)),
  );
  if (!whole) return { forecast: null, missing: [] };
  const seated = seatedPart(whole);
  return {
    forecast: {
      confidence,
      until: year.to,
      all: scopeForecast(whole, year, seated, confidence),
      segments: segments.flatMap((each) => (each ? scopeForecast(each, year, seated, confidence) : [])),
    },
    missing: [],
  };
};

const routes = ['direct', 'trained'] as const;

/** Routes that somebody has been counted on, and that the goal has placements by or somebody has been placed by. */
const usedRoutes = (flow: StageFlow, { placementsDirect, placementsTrained }: FunnelScope): Route[] => {
  const planned = { direct: placementsDirect, trained: placementsTrained };
  return routes.filter(
    (route) =>
      routeStages[route].some((stage) => flow.counts[stage]) && (planned[route] > 0 || flow.counts[jobOf(route)]),
  );
};

/** Steps on the way from any stage that is counted to the job. */
const neededSteps = (flow: StageFlow, scope: FunnelScope): RateName[] => {
  const needed = new Set(
    usedRoutes(flow, scope).flatMap((route) => {
      const stages = routeStages[route];
      return stepsBetween(route, stages.find((stage) => flow.counts[stage])!, jobOf(route));
    }),
  );
  return (Object.keys(rateNames) as RateName[]).filter((step) => needed.has(step));
};

/** People who may yet be placed by one route, all alike. */
interface Hopeful {
  route: Route;
  people: number;
  /** The leg that they are on; without those who are yet to come, who have not begun. */
  steps: readonly RateName[];
  /** Of those who go that leg in the end, who would have by now. */
  timely: number;
  /** After that leg. */
  then: readonly RateName[];
  /** Were every rate 100%, which part of all would still be placed from now to the year's end. */
  inTime: number;
  /** The same for starting training, with the steps to it after the leg; null for those who do not start, or have. */
  toSeat: { steps: readonly RateName[]; inTime: number } | null;
  /** The stage to which they are yet to come, at the pace of those counted there. */
  coming?: { stage: StageName; counted: number };
}

/** Whom the counts of a scope leave to hope for. */
interface Prospects {
  scope: FunnelScope;
  flow: StageFlow;
  steps: Record<RateName, LearnedRate>;
  routes: readonly Route[];
  hopefuls: readonly HopefulCases[];
}

const prospects = (scope: FunnelScope, flow: StageFlow, steps: Record<RateName, LearnedRate>): Prospects | null => {
  if (Object.values(flow.counts).every((count) => count === null)) return null;
  const used = usedRoutes(flow, scope);
  const hopefuls = used.flatMap((route) => [...onTheWay(route, flow), ...toCome(route, flow)]);
  return { scope, flow, steps, routes: used, hopefuls: inCases(hopefuls, steps) };
};

const jobOf = (route: Route): StageName => routeStages[route].at(-1)!;

/** In each case: which part of those who would start training finds a seat. */
const seatedPart = ({ hopefuls, flow }: Prospects): Float64Array => {
  const wanted = new Float64Array(CASES);
  for (const { number, seat } of hopefuls)
    if (seat) for (let at = 0; at < CASES; at++) wanted[at] = wanted[at]! + number[at]! * seat[at]!;
  const seats = flow.counts.enrolled ? flow.seatsAfter(flow.counts.enrolled.through) : null;
  return wanted.map((people) => (seats === null || people <= seats ? 1 : seats / people));
};

const scopeForecast = (
  { scope, flow, steps, routes: used, hopefuls }: Prospects,
  year: Span,
  seated: Float64Array,
  confidence: number,
): ScopeForecast => {
  const outlook = (some: readonly Route[]): Outlook =>
    new Outlook(
      some.reduce((sum, route) => sum + (flow.counts[jobOf(route)]?.people ?? 0), 0),
      hopefuls.filter(({ route }) => some.includes(route)),
      seated,
    );
  const together = outlook(used);
  const lastDay = Math.max(...Object.values(flow.counts).map((count) => count?.through ?? -1));
  return {
    segment: scope.segment,
    goal: scope.placements,
    countedThrough: addDays(year.from, lastDay),
    steps: Object.fromEntries(Object.entries(steps).map(([step, { belief: _, ...rate }]) => [step, rate])) as Record<
      RateName,
      StepRate
    >,
    placements: together.within(confidence),
    routes: Object.fromEntries(
      routes.map((route) => [route, used.includes(route) ? outlook([route]).within(confidence) : null]),
    ) as Record<Route, Expected | null>,
    chance: together.chanceOf(scope.placements),
  };
};

/** From each stage that is counted, people on their way to the next one that is. */
const onTheWay = (route: Route, flow: StageFlow): Hopeful[] => {
  const stages = routeStages[route];
  const job = jobOf(route);
  const known = stages.filter((stage) => stage === job || flow.counts[stage]);
  return known.slice(0, -1).map((from, index) => {
    const to = known[index + 1]!;
    const [before, after] = [flow.counts[from]!, flow.counts[to]];
    const [steps, then] = [stepsBetween(route, from, to), stepsBetween(route, to, job)];
    const curve = flow.moved(before.arrivals, steps);
    // Where nobody counts who is placed, all of the year's are to come.
    const [timely, since] = after ? [curve[Math.min(before.through, after.through)]!, after.through] : [0, -1];
    const toSeat = stepsToSeat(steps, then, flow);
    return {
      route,
      people: Math.max(0, before.people - (after?.people ?? 0)),
      steps,
      timely,
      then,
      inTime: doneInTime(curve, since, flow.within(then)),
      toSeat: toSeat && { steps: toSeat, inTime: doneInTime(curve, since, flow.within(toSeat)) },
    };
  });
};

/** People who are yet to come to the first stage that is counted, as many a day as on the days that were. */
const toCome = (route: Route, flow: StageFlow): Hopeful[] => {
  const stage = routeStages[route].find((each) => flow.counts[each])!;
  const { people, covered, through } = flow.counts[stage]!;
  const daysLeft = flow.days - 1 - through;
  if (daysLeft <= 0 || people === 0) return [];
  const coming = (people / covered.reduce((sum, day) => sum + day, 0)) * daysLeft;
  const arrivals = [{ from: through + 1, to: flow.days - 1, people: coming }];
  const then = stepsBetween(route, stage, jobOf(route));
  const toSeat = stepsToSeat([], then, flow);
  return [
    {
      route,
      people: coming,
      steps: [],
      timely: 0,
      then,
      inTime: flow.moved(arrivals, then).at(-1)!,
      toSeat: toSeat && { steps: toSeat, inTime: flow.moved(arrivals, toSeat).at(-1)! },
      coming: { stage, counted: people },
    },
  ];
};

/** The steps after a leg by which somebody starts training; null for those who do not, or have, and where nobody counts who does. */
const stepsToSeat = (
  leg: readonly RateName[],
  then: readonly RateName[],
  flow: StageFlow,
): readonly RateName[] | null => {
  if (!flow.counts.enrolled) return null;
  if (leg.at(-1) === 'assessedToEnrolled') return [];
  return then.includes('assessedToEnrolled') ? then.slice(0, then.indexOf('assessedToEnrolled') + 1) : null;
};

/** Which part goes the first way after a day, and has gone the rest by the end of the year. */
const doneInTime = (curve: Curve, since: number, then: Curve): number => {
  const end = curve.length - 1;
  let part = 0;
  for (let day = since + 1; day <= end; day++) part += (curve[day]! - (curve[day - 1] ?? 0)) * then[end - day]!;
  return part;
};

/** Some of the hopeful, in each case: how many they are, and their chances of a job and of a seat, as long as there are seats. */
interface HopefulCases extends Hopeful {
  number: Float64Array;
  job: Float64Array;
  seat: Float64Array | null;
}

const inCases = (hopefuls: readonly Hopeful[], steps: Record<RateName, LearnedRate>): HopefulCases[] => {
  const cases = new Map<string, Float64Array>();
  const casesFor = (name: string, belief: () => Belief): Float64Array => {
    const found = cases.get(name) ?? latticeCases(quantilesOf(belief()), cases.size);
    cases.set(name, found);
    return found;
  };
  // In the order of the steps, so that a rate meets the others in the same way whoever hopes.
  for (const step of Object.keys(rateNames) as RateName[])
    if (hopefuls.some((each) => [...each.steps, ...each.then].includes(step))) casesFor(step, () => steps[step].belief);
  const chanceOf = (way: readonly RateName[]): Float64Array => {
    const chance = new Float64Array(CASES).fill(1);
    for (const step of way) {
      const rate = cases.get(step)!;
      for (let at = 0; at < CASES; at++) chance[at] = chance[at]! * rate[at]!;
    }
    return chance;
  };
  return hopefuls.map((hopeful) => {
    const { people, steps: leg, then, timely, inTime, toSeat, coming } = hopeful;
    const wholeLeg = chanceOf(leg);
    // Of those who have not gone the leg yet, who will: people for whom it is too late have shown that they do not.
    const goes = (part: number, on: readonly RateName[]): Float64Array => {
      const chance = chanceOf(on);
      for (let at = 0; at < CASES; at++)
        chance[at] =
          chance[at]! * Math.min(1, (wholeLeg[at]! * part) / Math.max(Number.EPSILON, 1 - timely * wholeLeg[at]!));
      return chance;
    };
    return {
      ...hopeful,
      number: coming
        ? casesFor(coming.stage, () => paceBelief(coming.counted)).map((pace) => people * pace)
        : new Float64Array(CASES).fill(people),
      job: goes(inTime, then),
      seat: toSeat && goes(toSeat.inTime, toSeat.steps),
    };
  });
};

/**
 * The number of people placed in the end: those placed already, and in each case a binomial number more. Cases whose means are nearly the same are
 * taken together: they differ far less than chance makes the numbers differ, and the one binomial number has the mean and variance of them all.
 */
class Outlook {
  readonly #placed: number;
  readonly #parts: { share: number; trials: number; chance: number }[];
  readonly #all: Moments;

  constructor(placed: number, hopefuls: readonly HopefulCases[], seated: Float64Array) {
    this.#placed = placed;
    const means = new Float64Array(CASES);
    const variances = new Float64Array(CASES);
    for (const { number, job, seat, coming } of hopefuls)
      for (let at = 0; at < CASES; at++) {
        const chance = job[at]! * (seat ? seated[at]! : 1);
        const mean = number[at]! * chance;
        means[at] = means[at]! + mean;
        // How many come at a pace is Poisson, so that how many of them are placed is too.
        variances[at] = variances[at]! + mean - (coming ? 0 : mean * chance);
      }
    const least = means.reduce((low, mean) => Math.min(low, mean), Number.POSITIVE_INFINITY);
    const width = (means.reduce((high, mean) => Math.max(high, mean), 0) - least) / GROUPS;
    const groups = Array.from({ length: GROUPS }, () => new Moments());
    this.#all = new Moments();
    for (let at = 0; at < CASES; at++) {
      const group = width > 0 ? Math.min(GROUPS - 1, Math.floor((means[at]! - least) / width)) : 0;
      groups[group]!.add(means[at]!, variances[at]!);
      this.#all.add(means[at]!, variances[at]!);
    }
    // Nothing that compares with it would ever hold, and what is looked for would never be found.
    if (Number.isNaN(this.#all.mean)) throw new RangeError('The forecast adds up to no number.');
    this.#parts = groups.flatMap(({ cases, mean, variance }) => {
      if (cases === 0 || mean === 0) return [];
      // Where means differ by more than chance makes the numbers differ, it is Poisson.
      const trials = Math.min(mean ** 2 / Math.max(0, mean - variance), MOST_TRIALS);
      return { share: cases / CASES, trials, chance: mean / trials };
    });
  }

  /** The chance that in the end at least so many are placed. */
  chanceOf(goal: number): number {
    const more = goal - this.#placed;
    if (more <= 0) return 1;
    let sum = 0;
    for (const { share, trials, chance } of this.#parts) sum += share * binomialTail(more, trials, chance);
    return sum;
  }

  /** @param confidence  basis points */
  within(confidence: number): Expected {
    const outside = (1 - confidence / WHOLE_IN_BASIS_POINTS) / 2;
    const expected = this.#placed + this.#all.mean;
    // A few cases far off may move the mean beyond the range; what is expected is in it all the same.
    return {
      expected,
      low: Math.min(this.#quantile(outside), Math.round(expected)),
      high: Math.max(this.#quantile(1 - outside), Math.round(expected)),
    };
  }

  /** The fewest people that are not exceeded with this chance. */
  #quantile(chance: number): number {
    const holds = (people: number): boolean => people >= this.#placed && 1 - this.chanceOf(people + 1) >= chance;
    let [low, high] = [this.#placed - 1, this.#placed + Math.round(this.#all.mean)];
    for (let stride = 1; !holds(high); stride *= 2) [low, high] = [high, high + stride];
    for (let stride = 1; high - stride > low; stride *= 2) {
      if (!holds(high - stride)) {
        low = high - stride;
        break;
      }
      high -= stride;
    }
    while (high - low > 1) {
      const middle = low + Math.floor((high - low) / 2);
      if (holds(middle)) high = middle;
      else low = middle;
    }
    return high;
  }
}

const GROUPS = 256;

/** From so many trials on a binomial number is Poisson. */
const MOST_TRIALS = 1e9;

/** Mean and variance of a number that is any of the cases' with the same chance. */
class Moments {
  cases = 0;
  #sum = 0;
  #squares = 0;
  #variances = 0;

  add(mean: number, variance: number): void {
    this.cases++;
    this.#sum += mean;
    this.#squares += mean ** 2;
    this.#variances += variance;
  }

  get mean(): number {
    return this.#sum / this.cases;
  }

  get variance(): number {
    return this.#variances / this.cases + Math.max(0, this.#squares / this.cases - this.mean ** 2);
  }
}
