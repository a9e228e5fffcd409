import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type QueueKind, queueOfSeed, runFaults } from './faults/bench.ts';
import { commandAgain, reportInWords } from './faults/report.ts';
import { OptionError } from './local/options.ts';

const USAGE = `npm run faults -- [options]

Random people edit, paste, sort, delete, undo, write notes and pull tabs and columns about on several sheets while programs are killed and messages, calls and transactions fail;
then it is checked that nothing is lost, doubled or wrong. Leaves no trace but a log where something is.

  --seed N       which people and faults (default 1); the same seed is the same schedule
  --minutes M    for how long people work (default 1)
  --steps N      instead: how many steps of the schedule they take
  --sheets K     how many spreadsheets (default 5)
  --queue KIND   memory or cloud-tasks, which is played by a server of this machine (default: memory for odd seeds)
  --log FILE     keep the log of all that happened (default faults-SEED.jsonl where something does not hold)
  --help         show this`;

interface Asked {
  seed: number;
  sheets: number;
  queue: QueueKind;
  until: { minutes: number } | { steps: number };
  logFile: string | undefined;
}

/** @throws OptionError */
const asked = (args: readonly string[]): Asked | 'help' => {
  const options = {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1' },
    steps: { type: 'string' },
    sheets: { type: 'string', default: '5' },
    queue: { type: 'string' },
    log: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  const { values } = (() => {
    try {
      return parseArgs({ args: [...args], options });
    } catch (cause) {
      throw new OptionError(`${(cause as Error).message}\n\n${USAGE}`, { cause });
    }
  })();
  if (values.help) return 'help';
  const number = (name: 'seed' | 'minutes' | 'steps' | 'sheets', fits: RegExp, wants: string): number => {
    const text = values[name] ?? '';
    if (!fits.test(text)) throw new OptionError(`--${name} is "${text}", but it is ${wants}.`);
    return Number(text);
  };
  const seed = number('seed', /^\d{1,9}$/, 'a whole number, for example --seed 7');
  const queue = values.queue ?? queueOfSeed(seed);
  if (queue !== 'memory' && queue !== 'cloud-tasks')
    throw new OptionError(`--queue is "${queue}", but it is memory or cloud-tasks.`);
  return {
    seed,
    queue,
    sheets: number('sheets', /^[1-9]\d{0,2}$/, 'a whole number from 1 to 999, for example --sheets 20'),
    until:
      values.steps === undefined
        ? { minutes: number('minutes', /^\d{1,4}(\.\d+)?$/, 'a number of minutes, for example --minutes 2.5') }
        : { steps: number('steps', /^\d{1,9}$/, 'a whole number, for example --steps 500') },
    logFile: values.log,
  };
};

const main = async (): Promise<void> => {
  const options = asked(process.argv.slice(2));
  if (options === 'help') return console.log(USAGE);
  const events: string[] = [];
  const { logFile, ...run } = options;
  const report = await runFaults({ ...run, log: (event) => void events.push(JSON.stringify(event)) });
  console.log(reportInWords(report));
  const failed = report.violations.length > 0;
  if (failed) {
    console.log(`\nAgain: ${commandAgain(run)}`);
    process.exitCode = 1;
  }
  const file = logFile ?? (failed ? `faults-${run.seed}.jsonl` : null);
  if (file === null) return;
  writeFileSync(
    file,
    `${[...events, ...report.violations.map((text) => JSON.stringify({ violation: text }))].join('\n')}\n`,
  );
  console.log(`Log: ${file}`);
};

try {
  await main();
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
