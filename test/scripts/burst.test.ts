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

it('a thousand edits in ten seconds cost at most twelve passes, and the last shows soon after it', {
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
  const lastEditAt = performance.now();
  // 40 direct ÷ (12% × 60% × 15% × 25%) = 40 ÷ 0.0027 = 14,814.8.
  await waitFor(async () => ((await machine.cell('Funnel', 'C3')) === '14,815' ? true : null), 60_000);
  const shownAfterMs = performance.now() - lastEditAt;
  await machine.settled();
  const count = passes() - before;
  const [typedMs, allMs] = [lastEditAt - startedAt, performance.now() - startedAt];
  console.log(
    `${count} passes for edits of ${typedMs.toFixed(0)} ms, the last edit shown ${shownAfterMs.toFixed(0)} ms after it`,
  );
  // A pass a second, the first two at once. A machine that cannot run a thousand scripts in ten seconds goes on announcing edits after the last.
  const isInTime = typedMs < 10_500 && allMs < 12_500;
  expect(count).toBeLessThanOrEqual(isInTime ? 12 : Math.ceil(allMs / 1000) + 2);
  expect(count).toBeGreaterThan(0);
});
