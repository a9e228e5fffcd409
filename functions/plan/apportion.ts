/**
 * Shares a whole number out in proportion to weights, by largest remainder, so that the parts add up exactly.
 * Equal remainders go to the earlier part.
 *
 * @param whole    whole and not negative
 * @param weights  whole and not negative; all 0 counts as all equal
 * @param atMost   the most that each part can take, where there is a limit; together they must hold `whole`
 * @returns whole parts in the order of the weights
 * Source: Hamilton's method of apportionment.
 */
export const apportion = (whole: number, weights: readonly number[], atMost?: readonly number[]): number[] => {
  if (weights.length === 0) return [];
  const even = weights.every((weight) => weight === 0);
  const shares = weights.map((weight) => BigInt(even ? 1 : weight));
  const total = shares.reduce((sum, share) => sum + share, 0n);
  const parts = shares.map((share) => (BigInt(whole) * share) / total);
  const remainders = shares.map((share) => (BigInt(whole) * share) % total);
  const limit = (index: number): bigint => (atMost ? BigInt(atMost[index]!) : BigInt(whole));
  for (const [index, part] of parts.entries()) if (part > limit(index)) parts[index] = limit(index);
  let left = BigInt(whole) - parts.reduce((sum, part) => sum + part, 0n);
  const order = remainders
    .map((remainder, index) => ({ remainder, index }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  while (left > 0n) {
    const before = left;
    for (const { index } of order)
      if (left > 0n && parts[index]! < limit(index)) {
        parts[index] = parts[index]! + 1n;
        left -= 1n;
      }
    if (left === before) throw new RangeError('The parts cannot hold the whole');
  }
  return parts.map(Number);
};
