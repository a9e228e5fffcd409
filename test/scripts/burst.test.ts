import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type RunningMachine, startMachine, temporaryFolder, waitFor } from '../support/machine.ts';

const folder = temporaryFolder();
let machine: RunningMachine;
beforeAll(async () => {
  // Each pass leaves a line.
  vi.stubEnv('TECHHIRE_LOG_LEVEL', 'info');
  machine = await startMachine(folder.path);
  await machine.settled();
});
afterAll(async () => {
  await machine.stop();
  folder.remove();
  vi.unstubAllEnvs();
});

const passes = (): number => machine.output().split('"message":"pass done"').length - 1;

it('a thousand edits in ten seconds cost a pass a second, and the last one is shown', {
  timeout: 120_000,
}, async () => {
  const before = passes();
  const startedAt = performance.now();
  const sent: Promise<void>[] = [];
  for (let edit = 1; edit <= 1000; edit++) {
    // A machine that cannot keep up takes longer for all of it.
    const aheadMs = startedAt + edit * 10 - performance.now();
    if (aheadMs > 0) await sleep(aheadMs);
    sent.push(
      machine.post('edits', { tab: 'Goals', range: 'B3', values: [[edit === 1000 ? '160' : `${100 + (edit % 50)}`]] }),
    );
  }
  await Promise.all(sent);
  // 40 direct ÷ (12% × 60% × 15% × 25%) = 40 ÷ 0.0027 = 14,814.8.
  await waitFor(async () => ((await machine.cell('Funnel', 'C3')) === '14,815' ? true : null), 60_000);
  await machine.settled();
  // However long it took: passes begin a second apart, the first of them at once. In eleven seconds that is twelve.
  const seconds = (performance.now() - startedAt) / 1000;
  expect(passes() - before).toBeLessThanOrEqual(1 + Math.floor(seconds));
  expect(passes() - before).toBeGreaterThan(0);
});
