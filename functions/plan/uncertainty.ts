import { bell, binomialScore, binomialTail } from './binomial-tail.ts';
import { toNumber } from './fraction.ts';
import { goalPart, needsOf, type PlanPart, type RateRange, stepsToJob } from './funnel.ts';
import { CASES, latticeCases, QUANTILES } from './lattice.ts';
import { type RateName, rateNames } from './tables/assumptions.ts';
import type { StageName } from './tables/progress.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';

/**
 * What one person's chances may be, as equally likely cases: of a job by direct match and after training.
 */
export interface ChanceCases {
  direct: Float64Array;
  trained: Float64Array;
}

/**
 * What a person's chances may be at a stage when each rate is uncertain between its low and its high.
 *
 * Each rate follows the beta distribution of PERT: from low to high, with its peak at likely, and likely counting four times as much as each
 * end in the mean, (low + 4 likely + high) / 6. Low and high are its limits, so that no case is worse than the column for low rates. Rates
 * vary independently of each other; segments share the rates that are not their own.
 *
 * @param parts  people come from the parts in proportion to their needs at the likely rates
 * Source: D. G. Malcolm et al., "Application of a technique for research and development program evaluation", Operations Research 7 (1959).
 */
export const chanceCases = (parts: readonly PlanPart[]): ((stage: StageName) => ChanceCases) => {
  const cases = new Map<string, Float64Array>();
  let dimensions = 0;
  for (const { rates } of parts)
    for (const name of Object.keys(rateNames) as RateName[]) {
      const key = rateKey(name, rates[name]);
      if (cases.has(key)) continue;
      cases.set(key, rateCases(rates[name], dimensions));
      if (rates[name].low !== rates[name].high) dimensions++;
    }
  return (stage) => {
    const needs = parts.map((part) => toNumber(needsOf(goalPart(part, 'likely'))[stage]));
    const needed = needs.reduce((sum, need) => sum + need, 0);
    const product = (route: 'direct' | 'trained'): Float64Array => {
      const sum = new Float64Array(CASES);
      const steps = stepsToJob[stage][route];
      if (steps === null || needed === 0) return sum;
      for (const [index, { rates }] of parts.entries()) {
        const factors = steps.map((step) => cases.get(rateKey(step, rates[step]))!);
        const weight = needs[index]! / needed;
        if (weight === 0) continue;
        for (let at = 0; at < CASES; at++) {
          let chance = weight;
          for (const factor of factors) chance *= factor[at]!;
          sum[at] = sum[at]! + chance;
        }
      }
      return sum;
    };
    return { direct: product('direct'), trained: product('trained') };
  };
};

const rateKey = (name: RateName, { ownOf }: RateRange): string => `${name} ${ownOf ?? ''}`;

/** One rate's cases, in the order in which they meet those of the other rates. */
const rateCases = (range: RateRange, dimension: number): Float64Array => {
  // In order even where the rule that says so is switched off.
  const [low, likely, high] = [range.low, range.likely, range.high]
    .sort((left, right) => left - right)
    .map((rate) => rate / WHOLE_IN_BASIS_POINTS) as [number, number, number];
  if (low === high) return new Float64Array(CASES).fill(likely);
  return latticeCases(pertQuantiles(low, likely, high, QUANTILES), dimension);
};

/** The middles of so many equally likely parts of a rate's distribution. */
const pertQuantiles = (low: number, likely: number, high: number, count: number): Float64Array => {
  const alpha = (4 * (likely - low)) / (high - low);
  const beta = (4 * (high - likely)) / (high - low);
  const density = (at: number): number => at ** alpha * (1 - at) ** beta;
  const STEPS = 2000;
  const upTo = new Float64Array(STEPS + 1);
  for (let step = 1; step <= STEPS; step++) {
    const [from, to] = [(step - 1) / STEPS, step / STEPS];
    upTo[step] = upTo[step - 1]! + density(from) + 4 * density((from + to) / 2) + density(to);
  }
  const quantiles = new Float64Array(count);
  let step = 1;
  for (let index = 0; index < count; index++) {
    const wanted = ((index + 0.5) / count) * upTo[STEPS]!;
    while (upTo[step]! < wanted) step++;
    const share = (wanted - upTo[step - 1]!) / (upTo[step]! - upTo[step - 1]!);
    quantiles[index] = low + ((step - 1 + share) / STEPS) * (high - low);
  }
  return quantiles;
};

/**
 * The chance that so many people reach both goals, over all cases.
 *
 * In each case the counts on the two routes are multinomial. Their chances come from a normal approximation that is right to about a ten-thousandth,
 * and for small goals from the exact sum; that the routes take people from each other is added to the second order of its correlation.
 *
 * Source: D. B. Peizer, J. W. Pratt, "A normal approximation for binomial, F, beta, and other common, related tail probabilities", JASA 63 (1968).
 */
export const chanceOverCases = (
  people: number,
  goals: { direct: number; trained: number },
  { direct, trained }: ChanceCases,
): number => {
  if (people < goals.direct + goals.trained) return 0;
  let sum = 0;
  for (let index = 0; index < CASES; index++) {
    const [x, y] = [direct[index]!, trained[index]!];
    if (goals.trained === 0) sum += binomialTail(goals.direct, people, x);
    else if (goals.direct === 0) sum += binomialTail(goals.trained, people, y);
    else {
      const [a, b] = [binomialScore(goals.direct, people, x), binomialScore(goals.trained, people, y)];
      if (a < -8 || b < -8) continue;
      sum += binomialTail(goals.direct, people, x, a) * binomialTail(goals.trained, people, y, b);
      if (a < 8 && b < 8) {
        const rho = -Math.sqrt((x * y) / ((1 - x) * (1 - y)));
        sum += bell(a) * bell(b) * rho * (1 + (rho * a * b) / 2);
      }
    }
  }
  return sum / CASES;
};
