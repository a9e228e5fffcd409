import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { queueOfSeed, runFaults } from '../../scripts/faults/bench.ts';
import { commandAgain, reportInWords } from '../../scripts/faults/report.ts';

/** Three minutes in all, less where a machine is fast in coming to rest. */
const run = { sheets: 4, until: { minutes: 0.6 } };

it.each([3, 4, 5])(
  'whatever fails, nothing is lost, doubled or wrong afterwards (seed %i)',
  { timeout: 400_000 },
  async (seed) => {
    const events: string[] = [];
    const report = await runFaults({
      ...run,
      seed,
      queue: queueOfSeed(seed),
      log: (event) => void events.push(JSON.stringify(event)),
    });
    const log = join(tmpdir(), `faults-${seed}.jsonl`);
    if (report.violations.length > 0) writeFileSync(log, events.join('\n'));
    const told = `${reportInWords(report)}\nAgain: ${commandAgain({ ...run, seed, queue: report.queue })}\nLog: ${log}`;
    expect(report.violations, told).toEqual([]);
    // People worked, and things failed.
    expect(report.passes, told).toBeGreaterThan(run.sheets);
    expect(Object.keys(report.faults).length, told).toBeGreaterThan(5);
  },
);
