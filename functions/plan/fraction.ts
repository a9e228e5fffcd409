/**
 * Exact fractions of whole numbers. Targets are worked out with them because floating point is off by one person in about
 * one of a thousand plans: `Math.ceil(145 / 0.29)` is 501, and 500 people are enough.
 */
export interface Fraction {
  readonly numerator: bigint;
  /** Above 0. */
  readonly denominator: bigint;
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };

/** @throws RangeError when the denominator is not above 0 */
export const fraction = (numerator: bigint | number, denominator: bigint | number = 1n): Fraction => {
  const below = BigInt(denominator);
  if (below <= 0n) throw new RangeError(`A fraction's denominator is above 0, not ${below}`);
  return reduced(BigInt(numerator), below);
};

export const add = (left: Fraction, right: Fraction): Fraction =>
  reduced(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );

export const multiply = (left: Fraction, right: Fraction): Fraction =>
  reduced(left.numerator * right.numerator, left.denominator * right.denominator);

/** @throws RangeError when the divisor is not above 0 */
export const divide = (left: Fraction, right: Fraction): Fraction => {
  if (right.numerator <= 0n) throw new RangeError('A divisor is above 0');
  return reduced(left.numerator * right.denominator, left.denominator * right.numerator);
};

/** Negative, 0 or positive, as the left one is less than, equal to or more than the right one. */
export const compare = (left: Fraction, right: Fraction): number => {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const larger = (left: Fraction, right: Fraction): Fraction => (compare(left, right) >= 0 ? left : right);

/** The smallest whole number that is not below a fraction of at least 0. */
export const ceiling = (value: Fraction): number =>
  Number((value.numerator + value.denominator - 1n) / value.denominator);

/** The largest whole number that is not above a fraction of at least 0. */
export const floor = (value: Fraction): number => Number(value.numerator / value.denominator);

/** The nearest double, or one beside it; numerator and denominator may be beyond what a double holds. */
export const toNumber = ({ numerator, denominator }: Fraction): number => {
  const length = (value: bigint): number => value.toString(16).length * 4;
  // 64 binary digits of the quotient are more than a double keeps.
  const shift = 64 + length(denominator) - length(numerator < 0n ? -numerator : numerator);
  const quotient =
    shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  return Number(quotient) * 2 ** -shift;
};

const reduced = (numerator: bigint, denominator: bigint): Fraction => {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
};

const greatestCommonDivisor = (left: bigint, right: bigint): bigint => {
  let [a, b] = [left, right];
  while (b > 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
};
