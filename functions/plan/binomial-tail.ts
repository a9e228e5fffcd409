/**
 * P(Binomial(people, chance) >= goal): by a normal approximation that is right to about a ten-thousandth, and for small goals by the exact sum.
 *
 * @param people  need not be whole
 * @param known   the score, where it has been worked out
 * Source: D. B. Peizer, J. W. Pratt, "A normal approximation for binomial, F, beta, and other common, related tail probabilities", JASA 63 (1968).
 */
export const binomialTail = (goal: number, people: number, chance: number, known?: number): number => {
  if (goal <= 0) return 1;
  if (people < goal) return 0;
  if (chance >= 1) return 1;
  if (goal >= SMALL) return upperNormal(-(known ?? binomialScore(goal, people, chance)));
  let weight = Math.exp(people * Math.log1p(-chance));
  let short = 0;
  for (let count = 0; count < goal; count++) {
    short += weight;
    weight *= ((people - count) * chance) / ((count + 1) * (1 - chance));
  }
  return Math.max(0, 1 - short);
};

/** Goals below this are summed up count by count. */
const SMALL = 12;

/** The normal score of P(Binomial(people, chance) >= goal): by so many standard deviations the goal is likely to be passed. */
export const binomialScore = (goal: number, people: number, chance: number): number => {
  if (chance >= 1) return people >= goal ? 40 : -40;
  const short = goal - 1;
  const others = people - short;
  const fails = 1 - chance;
  const distance =
    short +
    2 / 3 -
    (people + 1 / 3) * chance +
    0.02 * (fails / (short + 1) - chance / others + (fails - 0.5) / (people + 1));
  const spread =
    (1 + fails * skew((short + 0.5) / (people * chance)) + chance * skew((others - 0.5) / (people * fails))) /
    ((people + 1 / 6) * chance * fails);
  return -distance * Math.sqrt(spread);
};

/** Peizer and Pratt's function g. */
const skew = (ratio: number): number => {
  const over = ratio - 1;
  if (Math.abs(over) < 1e-2) return over * (-1 / 3 + over * (1 / 6 + over * (-1 / 10 + over / 15)));
  return (1 - ratio * ratio + 2 * ratio * Math.log(ratio)) / (over * over);
};

export const bell = (score: number): number => Math.exp((-score * score) / 2) / Math.sqrt(2 * Math.PI);

/** P(Z >= score) of a standard normal Z, to 7.5e-8. Source: Abramowitz and Stegun, 26.2.17. */
const upperNormal = (score: number): number => {
  if (score < 0) return 1 - upperNormal(-score);
  const t = 1 / (1 + 0.2316419 * score);
  return bell(score) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
};
