import type { RateRange } from './funnel.ts';
import { QUANTILES } from './lattice.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';

/** What is believed of a figure that nobody knows: its mean, and the value below which it is with any chance from 0 to 1. */
export interface Belief {
  mean: number;
  /** @param chances  from 0 to 1, growing */
  quantiles(chances: Iterable<number>): number[];
}

/** Counts from which a share may be learned. */
export interface Evidence {
  /** Alike in how much of their time is over; not whole. */
  people: number;
  /** Of the people, those who had the time to move on, each as much as they had of it. */
  hadTime: number;
  /** At most all people. */
  moved: number;
}

/** A beta distribution, as if so many had moved on, and so many not, before anybody was counted. */
export interface Prior {
  moved: number;
  stayed: number;
}

/**
 * For what the counts say by themselves: half a person on each side. Its ranges hold what they promise better than others where few are counted.
 *
 * Source: L. D. Brown, T. T. Cai, A. DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16 (2001), on Jeffreys' prior.
 */
export const NOTHING_KNOWN: Prior = { moved: 0.5, stayed: 0.5 };

/**
 * An assumed rate as people counted before: its mean is the likely rate (a little less where that is nearly 100%), so that counts that agree with it leave it as it is; and the rate is below
 * low, or above high, once in ten times each. Not the limits that low and high are where chances are worked out from assumptions alone: counts
 * must be able to show that an assumption was wrong. A wide range counts for few people, and even the narrowest for no more than MOST_PEOPLE.
 */
export const assumedPrior = ({ low, likely, high }: Pick<RateRange, 'low' | 'likely' | 'high'>): Prior => {
  const mean = likely / WHOLE_IN_BASIS_POINTS;
  const spread = (high - low) / WHOLE_IN_BASIS_POINTS / (2 * TENTH_OF_NORMAL);
  const people =
    spread > 0 ? Math.min(MOST_PEOPLE, Math.max(FEWEST_PEOPLE, (mean * (1 - mean)) / spread ** 2 - 1)) : MOST_PEOPLE;
  return { moved: people * mean, stayed: Math.max(people * (1 - mean), DOUBT_OF_ALL) };
};

/** A standard normal is above this once in ten times. */
const TENTH_OF_NORMAL = 1.2816;
const MOST_PEOPLE = 100;
const FEWEST_PEOPLE = 2;
/** What is left of "everybody moves on", so that counts can contradict it. */
const DOUBT_OF_ALL = 0.1;

/**
 * What is believed of a share once people have been counted. Who still has time is no failure yet: of those counted, each has moved on by now with
 * the chance share × (hadTime / people), and the number of those who did is binomial.
 *
 * Worked out on 700 points over the log odds, where the density is smooth, whatever the counts: more exact than any count is.
 *
 * Source: H. Nishiura et al., "Early Epidemiological Assessment of the Virulence of Emerging Infectious Diseases", PLoS ONE 4(8) e6852 (2009),
 * who correct the share of the ill that dies for those not yet dead in the same way.
 */
export const shareBelief = (prior: Prior, { people, hadTime, moved }: Evidence): Belief => {
  const timely = people > 0 ? Math.min(1, hadTime / people) : 0;
  const stayed = Math.max(0, people - moved);
  const logDensity = (odds: number): number => {
    const [share, rest] = [logShare(odds), logShare(-odds)];
    const notYet = timely === 1 ? rest : Math.log(Math.exp(rest) + (1 - timely) * Math.exp(share));
    return (prior.moved + moved) * share + prior.stayed * rest + stayed * notYet;
  };
  // Its slope changes sign once.
  const slope = (odds: number): number => {
    const [share, rest] = [Math.exp(logShare(odds)), Math.exp(logShare(-odds))];
    return (
      (prior.moved + moved) * rest -
      prior.stayed * share -
      (stayed === 0 ? 0 : (stayed * timely * share * rest) / (rest + (1 - timely) * share))
    );
  };
  return beliefOver(logDensity, rootOf(slope), (odds) => Math.exp(logShare(odds)));
};

/**
 * What is believed of a pace, as a multiple of the one counted, when so many came: gamma, which has a mean of 1 and grows narrow with the count.
 *
 * @param count  above 0
 */
export const paceBelief = (count: number): Belief => beliefOver((log) => count * (log - Math.exp(log)), 0, Math.exp);

/** The middle of a belief that holds so much of it. @param confidence  basis points */
export const middleOf = (belief: Belief, confidence: number): { low: number; high: number } => {
  const outside = (1 - confidence / WHOLE_IN_BASIS_POINTS) / 2;
  const [low, high] = belief.quantiles([outside, 1 - outside]);
  return { low: low!, high: high! };
};

/** Equally likely values, as the lattice wants them. */
export const quantilesOf = (belief: Belief): Float64Array => Float64Array.from(belief.quantiles(evenChances));

const evenChances = Array.from({ length: QUANTILES }, (_, index) => (index + 0.5) / QUANTILES);

/** The logarithm of the share that has these log odds. */
const logShare = (odds: number): number =>
  odds > 0 ? -Math.log1p(Math.exp(-odds)) : odds - Math.log1p(Math.exp(odds));

/** Where something that is above 0 far down and below it far up is 0. */
const rootOf = (slope: (at: number) => number): number => {
  let [low, high] = [-700, 700];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

const POINTS = 700;
/** Beyond where the density is so much below its peak, as a logarithm, there is nothing to be weighed. */
const NEGLIGIBLE = 20;

/** @param logDensity  with one peak, at `peak`; need not come to 1 */
const beliefOver = (logDensity: (at: number) => number, peak: number, valueAt: (at: number) => number): Belief => {
  const top = logDensity(peak);
  const edge = (direction: 1 | -1): number => {
    let [inside, outside] = [0, 1e-6];
    while (logDensity(peak + direction * outside) > top - NEGLIGIBLE && outside < 1e4)
      [inside, outside] = [outside, outside * 2];
    for (let halving = 0; halving < 20; halving++) {
      const middle = (inside + outside) / 2;
      if (logDensity(peak + direction * middle) > top - NEGLIGIBLE) inside = middle;
      else outside = middle;
    }
    return peak + direction * outside;
  };
  const [from, to] = [edge(-1), edge(1)];
  const values = new Float64Array(POINTS + 1);
  const below = new Float64Array(POINTS + 1);
  let [total, sum, last] = [0, 0, 0];
  for (let point = 0; point <= POINTS; point++) {
    const at = from + ((to - from) * point) / POINTS;
    const weight = Math.exp(logDensity(at) - top);
    values[point] = valueAt(at);
    total += weight;
    sum += weight * values[point]!;
    // Trapezoids: half of each end belongs to the stretch between.
    below[point] = point === 0 ? 0 : below[point - 1]! + (last + weight) / 2;
    last = weight;
  }
  return {
    mean: sum / total,
    quantiles: (chances) => {
      const found: number[] = [];
      let point = 1;
      for (const chance of chances) {
        const wanted = chance * below[POINTS]!;
        while (point < POINTS && below[point]! < wanted) point++;
        const part = (wanted - below[point - 1]!) / (below[point]! - below[point - 1]!);
        found.push(values[point - 1]! + part * (values[point]! - values[point - 1]!));
      }
      return found;
    },
  };
};
