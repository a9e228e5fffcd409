import { expect, it } from 'vitest';
import { callCounts } from '../../scripts/faults/call-counts.ts';

it.each([
  ['none', [], 0],
  ['all within a minute', [0, 20_000, 59_999], 3],
  ['one that leaves as another comes', [0, 30_000, 60_000], 2],
  ['a crowd in the middle', [0, 100_000, 100_001, 159_999, 170_000, 300_000], 3],
])('the most calls within any minute: %s', (_, times, most) => {
  const calls = callCounts();
  for (const atMs of times) calls.count('reads', atMs);
  expect([calls.mostInAMinute('reads'), calls.total('reads'), calls.total('writes')]).toEqual([most, times.length, 0]);
});
