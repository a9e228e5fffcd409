import { day } from '../plan/messages/said.ts';
import type { LateCommunity } from './lateness.ts';
import type { PublishedRollup } from './rollup.ts';
import type { RollupWords } from './words.ts';

/**
 * Who is in the figures, and what keeps them from being whole, in one sentence: `27 of 31 communities; 4 without progress since Jun 30, 2026; 2 with errors in
 * their plans`. Of one community: only that it is late, or nothing.
 */
export const coverageOf = ({ scope, communities, leftOut, late }: PublishedRollup, words: RollupWords): string => {
  const { text } = words;
  if (scope.kind === 'community' && leftOut.length === 0)
    return late
      .map(({ countedThrough }) =>
        countedThrough === null ? text('coverage.neverHere') : text('coverage.sinceHere', { day: day(countedThrough) }),
      )
      .join('');
  const errors = communities.filter(({ findings }) => findings.error > 0).length;
  return [
    text('coverage.included', { included: communities.length, all: communities.length + leftOut.length }),
    ...lateParts(late, words),
    ...(errors > 0 ? [text('coverage.errors', { errors })] : []),
  ].join('; ');
};

/** Those who have stopped counting, by the last of their last days, and those who have not begun. */
const lateParts = (late: readonly LateCommunity[], { text }: RollupWords): string[] => {
  const days = late.flatMap(({ countedThrough }) => countedThrough ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  const never = late.length - days.length;
  return [
    ...(last === undefined
      ? []
      : [text(first === last ? 'coverage.since' : 'coverage.sinceOrLonger', { late: days.length, day: day(last) })]),
    ...(never > 0 ? [text('coverage.never', { late: never })] : []),
  ];
};
