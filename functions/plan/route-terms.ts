import { bell, binomialScore, binomialTail } from './binomial-tail.ts';
import type { LogSpread } from './log-spread.ts';

/**
 * What one route has in the chance that both reach their goals, for people who come to the route with each of the chances scale × e^(place × step) and
 * then take its own uncertain steps: first the chance that the route reaches its goal; then, for each power of the correlation of the two routes, its part
 * in that power, (x / (1 - x))^(k/2) He_(k-1)(a) bell(a) / sqrt(k!), with x the chance of one person, a the goal's score and He Hermite's polynomials.
 *
 * @param places  how many
 * @param terms   powers of the correlation, the zeroth included
 * Source: W. F. Kibble, "An extension of a theorem of Mehler's on Hermite polynomials", Proc. Cambridge Phil. Soc. 41 (1945).
 */
export const routeTerms = (
  goal: number,
  people: number,
  own: LogSpread,
  scale: number,
  places: number,
  terms: number,
): Float64Array[] => {
  const { step, weights } = own;
  const chances = Array.from(
    { length: places + weights.length - 1 },
    (_, place) => own.scale * scale * (place === 0 ? 1 : Math.exp(place * step)),
  );
  return termsOf(goal, people, chances, step, terms).map((values) => meansOver(weights, values));
};

/** Large goals turn from impossible to certain within less than a step; there the turn is drawn a step wide around the same middle. */
const termsOf = (
  goal: number,
  people: number,
  chances: readonly number[],
  step: number,
  terms: number,
): Float64Array[] => {
  const values = Array.from({ length: terms }, () => new Float64Array(chances.length));
  for (const [place, chance] of chances.entries()) {
    const width = Math.sqrt(Math.max(0, 1 - chance) / Math.max(1, goal));
    const blunt = chances.length === 1 ? 1 : Math.min(1, width / step);
    const score = goal > 0 ? binomialScore(goal, people, chance) * blunt : 0;
    values[0]![place] = binomialTail(goal, people, chance, score);
    if (terms === 1 || Math.abs(score) > FARTHEST || chance >= 1) continue;
    const odds = Math.sqrt(chance / (1 - chance)) * blunt;
    let [before, hermite, weight] = [0, 1, bell(score)];
    for (let term = 1; term < terms; term++) {
      weight *= odds / Math.sqrt(term);
      values[term]![place] = hermite * weight;
      [before, hermite] = [hermite, score * hermite - (term - 1) * before];
    }
  }
  return values;
};

/** Standard deviations beyond which nothing is left to chance. */
const FARTHEST = 8;

/** The mean of values under the weights, from each value on for which there is one for every weight. The innermost loop of all. */
const meansOver = (weights: Float64Array, values: Float64Array): Float64Array => {
  const means = new Float64Array(values.length - weights.length + 1);
  for (let place = 0; place < means.length; place++) {
    let sum = 0;
    for (let at = 0; at < weights.length; at++) sum += weights[at]! * values[place + at]!;
    means[place] = sum;
  }
  return means;
};
