import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type MemoryQueue, type MemoryQueueOptions, memoryQueue } from '../../functions/edits/queue.ts';
import { retryDelayMs } from '../../functions/sheet/retry-delay.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const seconds = 1000;

/** A queue whose passes are begun and ended by the test. */
const queueWith = (options: Partial<MemoryQueueOptions> = {}) => {
  const started: string[] = [];
  const failures: unknown[] = [];
  const queue: MemoryQueue = memoryQueue({
    run: async (spreadsheetId) => void started.push(spreadsheetId),
    owing: async () => [],
    windowMs: 150,
    spacingMs: 0,
    concurrency: 4,
    random: () => 0,
    onFailure: ({ error: _, ...failure }) => void failures.push(failure),
    ...options,
  });
  return { queue, started, failures };
};

/** A pass that ends when it is told to. */
const heldPasses = () => {
  const running: { spreadsheetId: string; end: () => void; fail: (error: Error) => void; signal: AbortSignal }[] = [];
  const run: MemoryQueueOptions['run'] = (spreadsheetId, { signal }) =>
    new Promise<void>((resolve, reject) => {
      running.push({ spreadsheetId, end: resolve, fail: reject, signal });
    });
  return { running, run };
};

describe('edits of one sheet', () => {
  it('share one pass when they come within the window', async () => {
    const { queue, started } = queueWith();
    await Promise.all(Array.from({ length: 20 }, () => queue.enqueue('a')));
    await vi.advanceTimersByTimeAsync(149);
    expect(started).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(60 * seconds);
    expect(started).toEqual(['a']);
  });

  it('make exactly one more pass when they come during one, after it', async () => {
    const { running, run } = heldPasses();
    const { queue } = queueWith({ run });
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(150);
    for (let edit = 0; edit < 5; edit++) await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(10 * seconds);
    expect(running).toHaveLength(1);
    running[0]!.end();
    await vi.advanceTimersByTimeAsync(150);
    expect(running).toHaveLength(2);
    running[1]!.end();
    await vi.advanceTimersByTimeAsync(10 * seconds);
    expect(running).toHaveLength(2);
    expect(queue.pending('a')).toBe(false);
  });

  it('typed on and on cost a pass each second, the first of them at once', async () => {
    const times: number[] = [];
    const { queue } = queueWith({ spacingMs: 1000, run: async () => void times.push(performance.now()) });
    const begunAt = performance.now();
    for (let edit = 0; edit < 1000; edit++) {
      await queue.enqueue('a');
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(60 * seconds);
    expect(times.map((time) => time - begunAt)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => n * 1000 + 150));
  });

  it('that come during a long pass begin one as soon as it ends', async () => {
    const { running, run } = heldPasses();
    const { queue } = queueWith({ run, spacingMs: 1000 });
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(1_000);
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(500);
    expect(running).toHaveLength(1);
    running[0]!.end();
    await vi.advanceTimersByTimeAsync(1);
    expect(running).toHaveLength(2);
  });

  it('of another sheet do not wait for that', async () => {
    const { queue, started } = queueWith({ spacingMs: 1000 });
    for (let edit = 0; edit < 60; edit++) {
      await queue.enqueue('a');
      await vi.advanceTimersByTimeAsync(10);
    }
    await queue.enqueue('b');
    await vi.advanceTimersByTimeAsync(150);
    expect(started).toEqual(['a', 'b']);
  });

  it('wait for as long as a pass asks that could not be made', async () => {
    const times: number[] = [];
    const { queue } = queueWith({
      run: async (spreadsheetId) => {
        times.push(performance.now());
        if (times.length === 1) await queue.enqueue(spreadsheetId, 20 * seconds);
      },
    });
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(5 * seconds);
    // Typed meanwhile: it shares the pass that will come.
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(60 * seconds);
    expect(times).toHaveLength(2);
    expect(times[1]! - times[0]!).toBe(20 * seconds);
  });

  it('are pending until their pass has ended', async () => {
    const { running, run } = heldPasses();
    const { queue } = queueWith({ run });
    expect(queue.pending('a')).toBe(false);
    await queue.idle('a');
    await queue.enqueue('a');
    let isIdle = false;
    void queue.idle('a').then(() => {
      isIdle = true;
    });
    await vi.advanceTimersByTimeAsync(150);
    expect([queue.pending('a'), queue.pending('b'), isIdle]).toEqual([true, false, false]);
    running[0]!.end();
    await vi.advanceTimersByTimeAsync(0);
    expect([queue.pending('a'), isIdle]).toEqual([false, true]);
    await queue.idle();
  });
});

describe('many sheets', () => {
  it('are worked on in the order in which they came, as many at a time as allowed', async () => {
    const { running, run } = heldPasses();
    const { queue } = queueWith({ run, concurrency: 2 });
    for (const sheet of ['a', 'b', 'c', 'd']) await queue.enqueue(sheet);
    await vi.advanceTimersByTimeAsync(150);
    expect(running.map(({ spreadsheetId }) => spreadsheetId)).toEqual(['a', 'b']);
    running[1]!.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(running.map(({ spreadsheetId }) => spreadsheetId)).toEqual(['a', 'b', 'c']);
    running[0]!.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(running.map(({ spreadsheetId }) => spreadsheetId)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are not held up by one whose passes fail, each time', async () => {
    const started: string[] = [];
    const { queue } = queueWith({
      concurrency: 1,
      run: async (spreadsheetId) => {
        started.push(spreadsheetId);
        if (spreadsheetId === 'poison') throw new Error('403');
      },
    });
    await queue.enqueue('poison');
    for (let edit = 0; edit < 10; edit++) {
      await queue.enqueue(`sheet-${edit}`);
      await vi.advanceTimersByTimeAsync(150);
    }
    expect(started.filter((sheet) => sheet !== 'poison')).toEqual(
      Array.from({ length: 10 }, (_, edit) => `sheet-${edit}`),
    );
  });
});

describe('a pass that fails', () => {
  it('is tried again, later each time, and given up where all can see it', async () => {
    const error = new Error('403');
    const { queue, failures } = queueWith({
      attempts: 4,
      run: async () => {
        throw error;
      },
    });
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(150);
    // Half of 500, 1,000 and 2,000 ms, as `random` is 0.
    await vi.advanceTimersByTimeAsync(250 + 500 + 999);
    expect([queue.pending('a'), queue.givenUp().size]).toEqual([true, 0]);
    await vi.advanceTimersByTimeAsync(1);
    expect(failures).toEqual([
      { spreadsheetId: 'a', attempt: 1, retryInMs: 250 },
      { spreadsheetId: 'a', attempt: 2, retryInMs: 500 },
      { spreadsheetId: 'a', attempt: 3, retryInMs: 1000 },
      { spreadsheetId: 'a', attempt: 4, retryInMs: null },
    ]);
    expect(queue.pending('a')).toBe(false);
    expect([...queue.givenUp()]).toEqual([['a', error]]);
  });

  it('starts over with the next edit after it was given up, and is forgotten once it succeeds', async () => {
    let isBroken = true;
    const { queue } = queueWith({
      attempts: 1,
      run: async () => {
        if (isBroken) throw new Error('403');
      },
    });
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(150);
    expect(queue.givenUp().size).toBe(1);
    isBroken = false;
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(150);
    expect([queue.givenUp().size, queue.pending('a')]).toEqual([0, false]);
  });

  it('is tried sooner when an edit comes in, but not put off by people who go on typing', async () => {
    const times: number[] = [];
    const { queue } = queueWith({
      firstRetryMs: 500,
      run: async () => {
        times.push(Date.now());
        if (times.length < 7) throw new Error('503');
      },
    });
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(150 + 250 + 500 + 1000 + 2000 + 4000);
    expect(times).toHaveLength(6);
    // The seventh attempt would come after 8,000 ms.
    for (let edit = 0; edit < 10; edit++) {
      await queue.enqueue('a');
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(times[6]! - times[5]!).toBe(500);
  });

  it('counts as any other failure when it is thrown at once', async () => {
    const { queue, failures } = queueWith({
      attempts: 1,
      run: () => {
        throw new Error('at once');
      },
    });
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(150);
    expect(failures).toEqual([{ spreadsheetId: 'a', attempt: 1, retryInMs: null }]);
  });

  it('counts as failed when it does not end in time, and gives its place to others', async () => {
    const { running, run } = heldPasses();
    const { queue, failures } = queueWith({ run, concurrency: 1, deadlineMs: 10 * seconds });
    await queue.enqueue('hangs');
    await queue.enqueue('b');
    await vi.advanceTimersByTimeAsync(150 + 10 * seconds);
    expect(running.map(({ spreadsheetId }) => spreadsheetId)).toEqual(['hangs', 'b']);
    expect(running[0]!.signal.aborted).toBe(true);
    expect(failures).toEqual([{ spreadsheetId: 'hangs', attempt: 1, retryInMs: 250 }]);
    // Its late end, well or badly, counts no more.
    running[0]!.fail(new Error('too late'));
    running[1]!.end();
    await vi.advanceTimersByTimeAsync(250);
    expect(running.map(({ spreadsheetId }) => spreadsheetId)).toEqual(['hangs', 'b', 'hangs']);
  });
});

describe('retryDelayMs', () => {
  const bounds = { firstRetryMs: 500, longestRetryMs: 60_000 };

  it.each([
    [1, 0, 250],
    [1, 0.5, 375],
    [4, 0, 2000],
    [4, 0.999, 3998],
    [8, 0, 30_000],
    [50, 0.5, 45_000],
  ])('after attempt %d with chance %d is %d ms', (attempt, random, expected) => {
    expect(retryDelayMs(attempt, bounds, random)).toBe(expected);
  });
});

describe('a process that starts and ends', () => {
  it('takes up every sheet that owes a pass', async () => {
    const { queue, started } = queueWith({ owing: async () => ['a', 'b'] });
    await queue.enqueue('a');
    expect(await queue.recover()).toBe(2);
    await vi.advanceTimersByTimeAsync(150);
    expect(started).toEqual(['a', 'b']);
  });

  it('leaves no timer, aborts what runs, waits for it and takes nothing more', async () => {
    const { running, run } = heldPasses();
    const { queue } = queueWith({ run });
    await queue.enqueue('runs');
    await vi.advanceTimersByTimeAsync(150);
    await queue.enqueue('waits');
    const idle = queue.idle();
    let isClosed = false;
    const closing = queue.close().then(() => {
      isClosed = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect([running[0]!.signal.aborted, isClosed]).toEqual([true, false]);
    running[0]!.fail(new Error('aborted'));
    await vi.advanceTimersByTimeAsync(0);
    await Promise.all([closing, idle]);
    expect([isClosed, vi.getTimerCount()]).toEqual([true, 0]);
    await expect(queue.enqueue('a')).rejects.toThrow('Cannot queue a: the queue is closed.');
    await vi.advanceTimersByTimeAsync(60 * seconds);
    expect(running).toHaveLength(1);
  });

  it('does not wait longer than a moment for a pass that goes on', async () => {
    const { run } = heldPasses();
    const { queue } = queueWith({ run });
    await queue.enqueue('a');
    await vi.advanceTimersByTimeAsync(150);
    let isClosed = false;
    void queue.close(800).then(() => {
      isClosed = true;
    });
    await vi.advanceTimersByTimeAsync(799);
    expect(isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect([isClosed, vi.getTimerCount()]).toEqual([true, 0]);
  });
});
