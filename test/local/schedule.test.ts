import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { schedule } from '../../scripts/local/schedule.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('has something done at once and again, whether it fails or not, until it is stopped', async () => {
  const work = vi.fn(async () => {
    if (work.mock.calls.length === 2) throw new Error('no answer');
  });
  const stop = schedule(work, 60_000);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(work).toHaveBeenCalledTimes(3);
  stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(work).toHaveBeenCalledTimes(3);
});

it('never begins a turn while one is under way', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = vi.fn(() => promise);
  const stop = schedule(work, 1_000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(work).toHaveBeenCalledTimes(1);
  stop();
  resolve();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(work).toHaveBeenCalledTimes(1);
});
