/**
 * How long to wait before the next attempt: twice as long each time, up to a bound, and anywhere in the upper half of that, so that those
 * who failed together do not come back together.
 *
 * @param attempt  the one that failed, from 1
 * @param random   from 0 to below 1
 */
export const retryDelayMs = (
  attempt: number,
  { firstRetryMs, longestRetryMs }: { firstRetryMs: number; longestRetryMs: number },
  random: number,
): number => {
  const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (attempt - 1));
  return Math.round(delayMs / 2 + (delayMs / 2) * random);
};
