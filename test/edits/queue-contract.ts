import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { EditQueue } from '../../functions/edits/queue.ts';
import { waitFor } from '../support/machine.ts';

export interface OpenQueue {
  queue: EditQueue;
  close(): Promise<void>;
}

/** Opens a queue whose window is `windowMs`, with passes that are the test's. */
export type OpenQueueFor = (run: (spreadsheetId: string) => Promise<void>) => Promise<OpenQueue>;

export const windowMs = 200;

/** What whoever announces an edit relies on, whichever queue it is. In real time: waits for what happens, never for a time. */
export const queueContract = (name: string, open: OpenQueueFor) =>
  describe(`the contract of queues, kept by ${name}`, () => {
    let closing: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of closing) await close();
      closing = [];
    });
    const queueRunning = async (run: (spreadsheetId: string) => Promise<void>): Promise<EditQueue> => {
      const { queue, close } = await open(run);
      closing.push(close);
      return queue;
    };
    const until = (holds: () => boolean): Promise<boolean> => waitFor(() => holds() || null, 20_000);

    it('a pass begins after each edit that was queued', async () => {
      let seen = 0;
      let edits = 0;
      const queue = await queueRunning(async () => {
        const inSheet = edits;
        await wait(30);
        seen = Math.max(seen, inSheet);
      });
      while (edits < 15) {
        edits++;
        await queue.enqueue('a');
        await wait(37);
      }
      await until(() => seen === 15);
    });

    it('edits of the same moment share a pass', async () => {
      let runs = 0;
      const queue = await queueRunning(async () => void runs++);
      await Promise.all(Array.from({ length: 20 }, () => queue.enqueue('a')));
      await until(() => runs > 0);
      await wait(3 * windowMs);
      // Two where the moment lies on the border of two windows, and each may come twice.
      expect(runs).toBeLessThanOrEqual(4);
    });

    it('a pass that fails is run again, until it ends well', async () => {
      let runs = 0;
      const queue = await queueRunning(async () => {
        if (++runs < 4) throw new Error('503');
      });
      await queue.enqueue('a');
      // A task that comes twice runs once more.
      await until(() => runs >= 4);
    });

    it('a sheet whose passes fail holds up no other', async () => {
      const ended = new Set<string>();
      const queue = await queueRunning(async (spreadsheetId) => {
        if (spreadsheetId === 'poison') throw new Error('always');
        ended.add(spreadsheetId);
      });
      await queue.enqueue('poison');
      for (const sheet of ['a', 'b', 'c']) await queue.enqueue(sheet);
      await until(() => ended.size === 3);
    });

    it('a pass that is to wait is not begun before', async () => {
      let begunAt = 0;
      const queue = await queueRunning(async () => {
        begunAt = performance.now();
      });
      const queuedAt = performance.now();
      await queue.enqueue('a', 1_000);
      await until(() => begunAt > 0);
      expect(begunAt - queuedAt).toBeGreaterThan(990);
    });
  });
