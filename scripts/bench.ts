import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { listed } from '../functions/plan/text.ts';
import { arithmetic } from './bench/arithmetic.ts';
import { burst } from './bench/burst.ts';
import { check } from './bench/check.ts';
import { checkFile } from './bench/check-file.ts';
import { coldStart } from './bench/cold-start.ts';
import { type Measurement, type Timed, timed } from './bench/measurement.ts';
import { rollup } from './bench/rollup/rollup.ts';

export const measurements: readonly Measurement[] = [arithmetic, check, checkFile, burst, coldStart, rollup];

const usage = `Measures how fast the planner is, each time against another program in the same run.

  npm run bench -- [NAME...] [--rounds 7] [--json]

  NAME          ${measurements.map(({ name, title }) => `${name}: ${title}`).join('\n                ')}
  --rounds N    how often each is timed, after one round to warm up
  --json        prints the figures for programs`;

/** Wrong use of the command, said so that the next try is right. */
class UsageError extends Error {}

interface Figures {
  name: string;
  title: string;
  fairness: readonly string[];
  contests: { name: string; times: Timed[] }[];
}

/** @returns the exit status: 0 when all is measured, 2 when what is to be measured is not understood */
export const bench = async (
  args: readonly string[],
  { out, err, now }: { out: (text: string) => void; err: (text: string) => void; now: () => number },
): Promise<0 | 2> => {
  try {
    const options = readArguments(args);
    if (options === 'help') {
      out(`${usage}\n`);
      return 0;
    }
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node.js ${process.version}`;
    if (!options.json) out(`${machine}\n`);
    const figures: Figures[] = [];
    for (const { name, title, fairness, contests } of options.chosen) {
      if (!options.json) out(`\n${name}: ${title}\n${fairness.map((line) => `${line}\n`).join('')}`);
      const done: Figures['contests'] = [];
      for await (const contest of contests()) {
        const times = await timed(contest, options.rounds, now);
        done.push({ name: contest.name, times });
        if (!options.json) out(`\n${contestLines(contest.name, times).join('\n')}\n`);
      }
      figures.push({ name, title, fairness, contests: done });
    }
    if (options.json) out(`${JSON.stringify({ machine, rounds: options.rounds, measurements: figures }, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    err(`${error.message}\n\n${usage}\n`);
    return 2;
  }
};

const readArguments = (
  args: readonly string[],
): { chosen: readonly Measurement[]; rounds: number; json: boolean } | 'help' => {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  const unknown = positionals.filter((name) => !measurements.some((each) => each.name === name));
  if (unknown.length > 0)
    throw new UsageError(
      `There is no measurement "${unknown[0]}"; there is ${listed(measurements.map(({ name }) => name))}.`,
    );
  const rounds = Number(values.rounds ?? 7);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new UsageError(`--rounds is "${values.rounds}", but it must be a whole number from 1.`);
  return {
    chosen: measurements.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
    rounds,
    json: values.json ?? false,
  };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { rounds: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

const contestLines = (name: string, times: readonly Timed[]): string[] => {
  const rows = [
    [name, 'median ms', 'middle half', 'ratio', ''],
    ...times.map(({ contender, median, from, to, ratio, result }) => [
      contender,
      inDigits(median),
      `${inDigits(from)} to ${inDigits(to)}`,
      `× ${inDigits(ratio)}`,
      result,
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === row.length - 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
};

/** Three digits that count; of thousands all. */
const inDigits = (value: number): string =>
  value < 1_000
    ? value.toLocaleString('en-US', { maximumSignificantDigits: 3 })
    : Math.round(value).toLocaleString('en-US');

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await bench(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    now: () => performance.now(),
  });
