import betainc from '@stdlib/math-base-special-betainc';
import { ceiling, divide, type Fraction, fraction, toNumber } from './fraction.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';

/** So many of the people at a stage are to get a job, each with this chance. */
export interface RouteGoal {
  goal: number;
  /** Above 0 and at most 1. */
  chance: Fraction;
}

/** How far the float answers may be off; betainc's own error is 2e-10 at ten million people. */
const DOUBT = 1e-8;

/**
 * P(Binomial(people, chance) >= goal), as I_chance(goal, people - goal + 1), the regularized incomplete beta function.
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.17.5.
 */
export const chanceOfAtLeast = (goal: number, people: number, chance: number): number =>
  goal <= 0 ? 1 : people < goal ? 0 : chance >= 1 ? 1 : betainc(chance, goal, people - goal + 1);

/**
 * The smallest N with P(Binomial(N, chance) >= goal) >= confidence, exactly: where floating point is too near to the confidence to be
 * trusted (for chance = confidence = 1/2 the two are equal, and N is 2 goal - 1), whole numbers decide.
 *
 * @param confidence  basis points, above 0 and below 10,000
 * @returns whole up to 2^53; beyond, as exact as a double can be
 */
export const fewestPeople = (route: RouteGoal, confidence: number): number =>
  fewestForBoth(route, { goal: 0, chance: route.chance }, confidence);

/**
 * The smallest N of whom, with at least this confidence, enough are placed on the one route and enough on the other. Nobody takes both, so
 * the counts are multinomial: more on one route leave fewer for the other.
 *
 * @param confidence  basis points, above 0 and below 10,000
 */
export const fewestForBoth = (first: RouteGoal, second: RouteGoal, confidence: number): number => {
  const routes = [first, second].filter(({ goal }) => goal > 0);
  if (routes.length === 0) return 0;
  const reaches = (people: number): boolean => reachesBoth(people, routes, confidence);
  // Whatever the confidence, fewer than the goals are never enough.
  const least = routes.reduce((sum, { goal }) => sum + goal, 0);
  if (reaches(least)) return least;
  const expected = Math.max(...routes.map(({ goal, chance }) => ceiling(divide(fraction(goal), chance))));
  return firstReaching(reaches, least, Math.max(least + 1, expected));
};

/**
 * The smallest whole number that passes, of a test that no larger number fails.
 *
 * @param reaches  comes to pass for some number; where rounding keeps it from that, a number beyond all people is returned
 * @param below  one that fails
 * @param guess  above it, near the answer
 */
const firstReaching = (reaches: (people: number) => boolean, below: number, guess: number): number => {
  let [low, high] = [below, guess];
  // The answer lies a few square roots around the guess.
  let stride = Math.max(1, Math.ceil(Math.sqrt(guess)));
  if (reaches(high)) {
    for (let next = high - stride; next > low; next -= stride) {
      if (!reaches(next)) {
        low = next;
        break;
      }
      high = next;
      stride *= 2;
    }
  } else
    do {
      low = high;
      high += stride;
      stride *= 2;
    } while (!reaches(high) && high < Number.MAX_VALUE);
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    // Beyond 2^53 there is no number between.
    if (middle === low || middle === high) break;
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
};

/** The chance that both routes reach their goals with so many people. */
export const chanceOfBoth = (
  people: number,
  first: { goal: number; chance: number },
  second: { goal: number; chance: number },
): number => {
  const [shortFirst, shortSecond] = [first, second].map(
    ({ goal, chance }) => 1 - chanceOfAtLeast(goal, people, chance),
  ) as [number, number];
  if (people < first.goal + second.goal) return 0;
  return Math.max(0, 1 - shortFirst - shortSecond + bothShort(people, first, second, shortFirst, shortSecond));
};

const reachesBoth = (people: number, routes: readonly RouteGoal[], confidence: number): boolean => {
  const wanted = confidence / WHOLE_IN_BASIS_POINTS;
  const inFloats = routes.map(({ goal, chance }) => ({ goal, chance: toNumber(chance) }));
  const [first, second] = inFloats;
  if (people < routes.reduce((sum, { goal }) => sum + goal, 0)) return false;
  const reached = second ? chanceOfBoth(people, first!, second) : chanceOfAtLeast(first!.goal, people, first!.chance);
  if (Math.abs(reached - wanted) > DOUBT || people > Number.MAX_SAFE_INTEGER) return reached >= wanted;
  return routes.length === 1
    ? reachesExactly(people, routes[0]!, confidence)
    : reachesBothExactly(people, routes, confidence);
};

/**
 * P(both counts fall short). By the first count from its goal downwards: its weights follow from one another, and so do the second
 * count's chances as one person after the other is left for it.
 */
const bothShort = (
  people: number,
  first: { goal: number; chance: number },
  second: { goal: number; chance: number },
  shortFirst: number,
  shortSecond: number,
): number => {
  if (Math.min(shortFirst, shortSecond) < 1e-14) return 0;
  const conditional = Math.min(1, second.chance / (1 - first.chance));
  if (conditional >= 1) {
    // Everybody is placed on one of the two: the first falls short by leaving enough for the second, so never both, with enough people.
    return 0;
  }
  let left = people - first.goal + 1;
  let short = 1 - chanceOfAtLeast(second.goal, left, conditional);
  /** P(exactly one fewer than the second goal), of those left. */
  let oneFewer = short * topShare(left, second.goal - 1, conditional);
  let weight = 1;
  let weights = 0;
  let joint = 0;
  for (let count = first.goal - 1; count >= 0; count--) {
    weights += weight;
    joint += weight * short;
    weight *= (count * (1 - first.chance)) / ((people - count + 1) * first.chance);
    short = Math.max(0, short - conditional * oneFewer);
    oneFewer *= ((left + 1) * (1 - conditional)) / (left + 2 - second.goal);
    left++;
    if (weight < 1e-17 * weights) break;
  }
  return (shortFirst * joint) / weights;
};

/** P(X = most) / P(X <= most) for a binomial X. */
const topShare = (people: number, most: number, chance: number): number => {
  let weight = 1;
  let weights = 0;
  for (let count = most; count >= 0; count--) {
    weights += weight;
    weight *= (count * (1 - chance)) / ((people - count + 1) * chance);
    if (weight < 1e-17 * weights) break;
  }
  return 1 / weights;
};

/**
 * Whether P(Binomial(people, chance) >= goal) >= confidence, in whole numbers: each count's weight relative to the likeliest one's, scaled by
 * a power of two and cut off below. The most that all cuts together can amount to is known, so either the answer is certain or the
 * scale grows. What even a thousand binary digits cannot tell apart is taken as equal.
 */
const reachesExactly = (people: number, { goal, chance }: RouteGoal, confidence: number): boolean => {
  const up = chance.numerator;
  const down = chance.denominator - chance.numerator;
  if (down === 0n) return people >= goal;
  // Heads and tails: at least k of 2 k - 1 is as likely as fewer.
  if (up === down && people === 2 * goal - 1) return confidence * 2 <= WHOLE_IN_BASIS_POINTS;
  const mode = Math.max(0, Math.min(people, Math.floor((people + 1) * toNumber(chance))));
  for (let digits = 64n; digits <= 1024n; digits *= 2n) {
    const scale = 1n << digits;
    let [enough, short, terms] = [0n, 0n, 0n];
    const take = (count: number, weight: bigint): void => {
      if (count >= goal) enough += weight;
      else short += weight;
      terms += 1n;
    };
    take(mode, scale);
    for (let count = mode, weight = scale; count < people && weight > 0n; count++) {
      weight = (weight * BigInt(people - count) * up) / (BigInt(count + 1) * down);
      take(count + 1, weight);
    }
    for (let count = mode, weight = scale; count > 0 && weight > 0n; count--) {
      weight = (weight * BigInt(count) * down) / (BigInt(people - count + 1) * up);
      take(count - 1, weight);
    }
    const whole = BigInt(WHOLE_IN_BASIS_POINTS);
    const margin = enough * whole - BigInt(confidence) * (enough + short);
    // Each weight is at most as many units too low as there were steps to it, and what is left out weighs no more than what is in doubt.
    const doubt = whole * 4n * terms * terms;
    if (margin > doubt) return true;
    if (margin < -doubt) return false;
  }
  return true;
};

/** People up to whom the sum over both counts is made in whole numbers; it has half their square many terms. */
const COUNTABLE = 400;

/**
 * The same for two routes. Beyond what can be counted out the answer is no: at most one person more is asked for than needed, and only where
 * the chance is within 1e-8 of the confidence.
 */
const reachesBothExactly = (people: number, routes: readonly RouteGoal[], confidence: number): boolean => {
  if (people > COUNTABLE) return false;
  const [first, second] = routes as [RouteGoal, RouteGoal];
  const whole = first.chance.denominator * second.chance.denominator;
  const one = first.chance.numerator * second.chance.denominator;
  const other = second.chance.numerator * first.chance.denominator;
  const neither = whole - one - other;
  const powers = (base: bigint): bigint[] => {
    const list = [1n];
    for (let index = 1; index <= people; index++) list.push(list[index - 1]! * base);
    return list;
  };
  const [ofOne, ofOther, ofNeither] = [powers(one), powers(other), powers(neither)];
  let enough = 0n;
  let chooseFirst = 1n;
  for (let count = 0; count <= people; count++) {
    if (count >= first.goal) {
      let inner = 0n;
      let chooseSecond = 1n;
      const left = people - count;
      for (let also = 0; also <= left; also++) {
        if (also >= second.goal) inner += chooseSecond * ofOther[also]! * ofNeither[left - also]!;
        chooseSecond = (chooseSecond * BigInt(left - also)) / BigInt(also + 1);
      }
      enough += chooseFirst * ofOne[count]! * inner;
    }
    chooseFirst = (chooseFirst * BigInt(people - count)) / BigInt(count + 1);
  }
  return enough * BigInt(WHOLE_IN_BASIS_POINTS) >= BigInt(confidence) * whole ** BigInt(people);
};
