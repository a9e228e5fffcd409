/** The value below which a share of them lies; 0 where there is none. Sorts what it is given. */
export const percentile = (values: Float64Array, share: number): number => {
  values.sort();
  return values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
};
