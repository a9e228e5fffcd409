import { toNumber } from './fraction.ts';
import { goalPart, needsOf, type PlanPart, type RateRange, stepsToJob } from './funnel.ts';
import { CASES, latticeCases, QUANTILES } from './lattice.ts';
import {
  certainly,
  type LogSpread,
  logVariance,
  pertQuantiles,
  pertSpread,
  productOf,
  type ShareRange,
} from './log-spread.ts';
import { routeTerms } from './route-terms.ts';
import { type RateName, rateNames } from './tables/assumptions.ts';
import type { StageName } from './tables/progress.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';

/** Placements that so many people at a stage are to come to, by route; 0 where the route does not start there. */
export interface RouteGoals {
  direct: number;
  trained: number;
}

/** The chance that so many people reach both goals. */
export type ChanceOfGoals = (people: number, goals: RouteGoals) => number;

/**
 * The chance that so many people at a stage reach the goals that hang on it, when each rate is uncertain between its low and its high.
 *
 * Each rate follows PERT's beta distribution, with low and high as its limits, so that no case is worse than the column for low rates. Rates vary
 * independently of each other; segments share the rates that are not their own. For given rates the counts on the two routes are multinomial.
 *
 * Steps that only one route takes are weighed exactly, for each value of what comes before them; then the chance of both routes is put together for each
 * value of what they have in common, with the powers of their correlation, because they take people from each other. What they have in common is
 * weighed exactly too, unless segments have rates of their own among it: then by the cases of a lattice.
 *
 * So numbers of people are off by less than one in a thousand, for goals from one to ten million, rates from a hundredth of a percent and up to 99%
 * confidence; test/plan/uncertainty.test.ts holds them against other implementations.
 *
 * @param parts  people come from the parts in proportion to their needs at the likely rates
 */
export const chancesOfGoals = (parts: readonly PlanPart[]): ((stage: StageName) => ChanceOfGoals) => {
  const ranges = new Map(
    parts.flatMap(({ rates }) => names.map((name) => [rateKey(name, rates[name]), shareRange(rates[name])] as const)),
  );
  const isShared = (name: RateName): boolean =>
    parts.every(({ rates }) => rates[name].ownOf === parts[0]!.rates[name].ownOf);
  return (stage) => {
    const steps = { direct: stepsToJob[stage].direct ?? [], trained: stepsToJob[stage].trained ?? [] };
    const rangesOf = (taken: readonly RateName[]): ShareRange[] => {
      const keys = parts.flatMap(({ rates }) => taken.map((name) => rateKey(name, rates[name])));
      return [...new Set(keys)].map((key) => ranges.get(key)!);
    };
    const spreadOf = (taken: readonly RateName[], step: number): LogSpread =>
      rangesOf(taken)
        .map((range) => pertSpread(range, step))
        .reduce(productOf, certainly(1, step));
    const isOwn = (route: Route) => (name: RateName) => isShared(name) && !steps[other[route]].includes(name);
    const own = {
      direct: spreadOf(steps.direct.filter(isOwn('direct')), finestStep(rangesOf(steps.direct))),
      trained: spreadOf(steps.trained.filter(isOwn('trained')), finestStep(rangesOf(steps.trained))),
    };
    const rest = {
      direct: steps.direct.filter((name) => !isOwn('direct')(name)),
      trained: steps.trained.filter((name) => !isOwn('trained')(name)),
    };
    const shared = rest.direct.length > 0 ? rest.direct : rest.trained;
    const common = [...rest.direct, ...rest.trained].every(isShared)
      ? exactCases(spreadOf(shared, finestStep(rangesOf(shared))))
      : mixedCases(stage, parts, rest, ranges);
    return (people, goals) => {
      if (people < goals.direct + goals.trained) return 0;
      // A route without a goal takes nobody from the other.
      const terms = goals.direct > 0 && goals.trained > 0 ? TERMS : 1;
      const [first, second] = routes.map((route) => {
        const { scale, logarithms } = common[route];
        const places = logarithms.map((logarithm) => logarithm / own[route].step);
        const grid = Math.ceil(places.reduce((most, place) => Math.max(most, place), 0)) + 1;
        return routeTerms(goals[route], people, own[route], scale, grid, terms).map((values) =>
          between(values, places),
        );
      }) as [Float64Array[], Float64Array[]];
      const chance = common.weights.reduce((sum, weight, at) => {
        const [one, two] = [first[0]![at]!, second[0]![at]!];
        let both = one * two;
        for (let term = 1; term < terms; term++)
          both += (term % 2 === 0 ? 1 : -1) * first[term]![at]! * second[term]![at]!;
        return sum + weight * Math.max(0, one + two - 1, Math.min(both, one, two));
      }, 0);
      // The weights add up to 1, and each is at least 0, but for the last digits.
      return Math.min(1, Math.max(0, chance));
    };
  };
};

type Route = keyof RouteGoals;

const routes = ['direct', 'trained'] as const;
const other = { direct: 'trained', trained: 'direct' } as const;
const names = Object.keys(rateNames) as RateName[];

/** Powers of the correlation, the zeroth included, that are counted. */
const TERMS = 5;

const rateKey = (name: RateName, { ownOf }: RateRange): string => `${name} ${ownOf ?? ''}`;

/** In order even where the rule that says so is switched off. */
const shareRange = (range: RateRange): ShareRange => {
  const [low, likely, high] = [range.low, range.likely, range.high]
    .sort((left, right) => left - right)
    .map((rate) => rate / WHOLE_IN_BASIS_POINTS) as [number, number, number];
  return { low, likely, high };
};

/**
 * How fine the grid is, so that no number of people is off by more than half of one in a thousand, even at 99% confidence: only the turn of large goals,
 * drawn a step wide, adds to what the shares spread.
 */
const finestStep = (ranges: readonly ShareRange[]): number => {
  const variance = ranges.reduce((sum, range) => sum + logVariance(range), 0);
  return variance === 0 ? 1 : 0.02 * variance ** 0.25;
};

/**
 * What both routes have in common, as cases: with what chance a person comes to the route's own steps, scale × e^logarithm, and how likely the case is.
 */
interface CommonCases extends Record<Route, { scale: number; logarithms: Float64Array }> {
  weights: Float64Array;
}

const exactCases = ({ scale, step, weights }: LogSpread): CommonCases => {
  const cases = { scale, logarithms: weights.map((_, place) => place * step) };
  return { direct: cases, trained: cases, weights };
};

/** Of several parts with rates of their own: the lattice's cases of all rates that are left. */
const mixedCases = (
  stage: StageName,
  parts: readonly PlanPart[],
  rest: Readonly<Record<Route, readonly RateName[]>>,
  ranges: ReadonlyMap<string, ShareRange>,
): CommonCases => {
  const cases = new Map<string, Float64Array>();
  let dimensions = 0;
  for (const { rates } of parts)
    for (const name of new Set([...rest.direct, ...rest.trained])) {
      const key = rateKey(name, rates[name]);
      const range = ranges.get(key)!;
      if (cases.has(key)) continue;
      cases.set(
        key,
        range.low === range.high
          ? new Float64Array(CASES).fill(range.likely)
          : latticeCases(pertQuantiles(range, QUANTILES), dimensions++),
      );
    }
  const needs = parts.map((part) => toNumber(needsOf(goalPart(part, 'likely'))[stage]));
  const needed = needs.reduce((sum, need) => sum + need, 0);
  const placed = (route: Route): CommonCases[Route] => {
    const chances = new Float64Array(CASES);
    for (const [index, { rates }] of parts.entries()) {
      const factors = rest[route].map((name) => cases.get(rateKey(name, rates[name]))!);
      for (let at = 0; at < CASES; at++)
        chances[at] = chances[at]! + factors.reduce((chance, factor) => chance * factor[at]!, needs[index]! / needed);
    }
    const scale = chances.reduce((least, chance) => Math.min(least, chance), 1);
    return { scale, logarithms: chances.map((chance) => Math.log(chance / scale)) };
  };
  return { direct: placed('direct'), trained: placed('trained'), weights: new Float64Array(CASES).fill(1 / CASES) };
};

/** Values between those of whole places, along straight lines. */
const between = (values: Float64Array, places: Float64Array): Float64Array =>
  places.map((place) => {
    const below = Math.floor(place);
    const share = place - below;
    return share === 0 ? values[below]! : (1 - share) * values[below]! + share * values[below + 1]!;
  });
