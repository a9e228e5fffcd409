/**
 * An uncertain share by its logarithm: it is scale × e^(index × step) with the chance weights[index], and the weights add up to 1. Logarithms, because
 * the chances of a product of shares are then the convolution of theirs, however wide they are.
 */
export interface LogSpread {
  scale: number;
  step: number;
  weights: Float64Array;
}

/** Where a share may lie, from 0 to 1. */
export interface ShareRange {
  low: number;
  likely: number;
  high: number;
}

export const certainly = (share: number, step: number): LogSpread => ({
  scale: share,
  step,
  weights: Float64Array.of(1),
});

/**
 * The beta distribution of PERT: from low to high, with its peak at likely, and likely counting four times as much as each end in the mean,
 * (low + 4 likely + high) / 6. What lies beside a point of the grid is shared out to it and its
 * neighbours so that the mean and the variance of the logarithm stay.
 *
 * @param step  of the logarithms; small beside what all uncertain shares together span
 * Source: D. G. Malcolm et al., "Application of a technique for research and development program evaluation", Operations Research 7 (1959).
 */
export const pertSpread = (range: ShareRange, step: number): LogSpread => {
  if (range.low === range.high) return certainly(range.likely, step);
  const span = Math.log(range.high / range.low);
  const cells = Math.ceil(span / step);
  // One point more at either end, for the neighbours of the outermost.
  const weights = new Float64Array(cells + 3);
  for (const { logarithm, mass } of massesOf(range, Math.max(LEAST_PARTS, PARTS_OF_CELL * cells))) {
    const nearest = Math.round(logarithm / step);
    const beside = logarithm / step - nearest;
    for (const [neighbour, part] of [
      [0, (beside * beside - beside) / 2],
      [1, 1 - beside * beside],
      [2, (beside * beside + beside) / 2],
    ] as const)
      weights[nearest + neighbour] = weights[nearest + neighbour]! + mass * part;
  }
  return trimmed({ scale: range.low * Math.exp(-step), step, weights });
};

/** The variance of a share's logarithm. */
export const logVariance = (range: ShareRange): number => {
  if (range.low === range.high) return 0;
  const masses = massesOf(range, LEAST_PARTS);
  const mean = masses.reduce((sum, { logarithm, mass }) => sum + mass * logarithm, 0);
  return masses.reduce((sum, { logarithm, mass }) => sum + mass * (logarithm - mean) ** 2, 0);
};

/** Of two independent shares on grids of the same step. */
export const productOf = (left: LogSpread, right: LogSpread): LogSpread => {
  const weights = new Float64Array(left.weights.length + right.weights.length - 1);
  for (const [index, weight] of left.weights.entries())
    for (let other = 0; other < right.weights.length; other++)
      weights[index + other] = weights[index + other]! + weight * right.weights[other]!;
  return trimmed({ scale: left.scale * right.scale, step: left.step, weights });
};

/** The middles of so many equally likely parts. */
export const pertQuantiles = ({ low, likely, high }: ShareRange, count: number): Float64Array => {
  const [alpha, beta] = shapeOf({ low, likely, high });
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

/** The exponents of PERT's beta density. */
const shapeOf = ({ low, likely, high }: ShareRange): [alpha: number, beta: number] => [
  (4 * (likely - low)) / (high - low),
  (4 * (high - likely)) / (high - low),
];

const LEAST_PARTS = 512;
const PARTS_OF_CELL = 16;

/** Parts of equal width in the logarithm, counted from that of low, with their chances. */
const massesOf = (range: ShareRange, parts: number): { logarithm: number; mass: number }[] => {
  const { low, high } = range;
  const span = Math.log(high / low);
  const [alpha, beta] = shapeOf(range);
  const masses = Array.from({ length: parts }, (_, part) => {
    const logarithm = ((part + 0.5) / parts) * span;
    const share = low * Math.exp(logarithm);
    const at = (share - low) / (high - low);
    return { logarithm, mass: at ** alpha * (1 - at) ** beta * share };
  });
  const whole = masses.reduce((sum, { mass }) => sum + mass, 0);
  return masses.map(({ logarithm, mass }) => ({ logarithm, mass: mass / whole }));
};

/** Less likely than this is not worth a point at either end. */
const NEGLIGIBLE = 1e-10;

const trimmed = ({ scale, step, weights }: LogSpread): LogSpread => {
  const first = weights.findIndex((weight) => Math.abs(weight) > NEGLIGIBLE);
  const last = weights.findLastIndex((weight) => Math.abs(weight) > NEGLIGIBLE);
  return { scale: scale * Math.exp(first * step), step, weights: weights.slice(first, last + 1) };
};
