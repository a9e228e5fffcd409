import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UsageError } from './arguments.ts';
import { adviceFor, WELL_SERVED_MS, withQuota } from './simulate/advice.ts';
import { documentsOf, monthlyCost } from './simulate/cost.ts';
import { dayOfEdits, habits } from './simulate/edits.ts';
import { percentile } from './simulate/lags.ts';
import { type DayReport, type Deployment, simulateDay } from './simulate/simulation.ts';

const usage = `Plays working days of many communities against Google's quotas: how long people wait, what is called, and what a month costs.

  npm run simulate -- [options]

  --communities N        how many planning sheets (default 1000)
  --people P             who work on each (default 4)
  --days D               working days (default 5)
  --accounts A           service accounts of the pool (default 4)
  --calls-per-project Q  reads, and as many writes, that Google allows the project a minute (default 300)
  --seed S               which people edit when (default 1)
  --advise               instead: the least accounts and quota with which nine of ten edits get their feedback within ${WELL_SERVED_MS / 1000} s
  --json                 prints the figures for programs

A person opens the sheet on ${habits.editsToday * 100}% of the working days, ${habits.sittings} times for about ${habits.sittingMinutes} minutes, and changes a cell every ${habits.secondsBetweenEdits} seconds.
These are guesses (scripts/simulate/edits.ts), and Google is taken to answer a reading in 1.2 s and a writing in 0.8 s.`;

interface Options {
  communities: number;
  people: number;
  days: number;
  accounts: number;
  callsPerProject: number;
  seed: number;
  advise: boolean;
  json: boolean;
}

/** Of a month with 22 of them. */
const WORKING_DAYS = 22;

/** As the functions are set by default; what Google takes is a guess. */
const deploymentOf = ({ communities, accounts, callsPerProject }: Options): Deployment => ({
  communities,
  accounts,
  callsPerAccount: 60,
  callsPerProject,
  windowMs: 150,
  spacingMs: 1_000,
  ...withQuota(callsPerProject),
  reconcileAfterMs: 6 * 3_600_000,
  readMs: 1_200,
  writeMs: 800,
  workMs: 300,
});

export const simulate = (args: readonly string[], out: (text: string) => void, err: (text: string) => void): 0 | 2 => {
  try {
    const options = readOptions(args);
    if (options === 'help') out(`${usage}\n`);
    else if (options.advise) advise(options, out);
    else play(options, out);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    err(`${error.message}\n\n${usage}\n`);
    return 2;
  }
};

const play = (options: Options, out: (text: string) => void): void => {
  const deployment = deploymentOf(options);
  const days = Array.from({ length: options.days }, (_, day) =>
    simulateDay(dayOfEdits(options.seed, day, options), deployment),
  );
  const figures = figuresOf(days);
  if (options.json) out(`${JSON.stringify({ ...options, ...figures }, null, 2)}\n`);
  else
    out(
      [
        `${whole(options.communities)} communities of ${options.people} people, ${options.days} working days; ${options.accounts} accounts, ${options.callsPerProject} calls a minute`,
        '',
        `  edits a day          ${whole(figures.edits)}, told in ${whole(figures.messages)} messages`,
        `  passes a day         ${whole(figures.passes)}, of which ${whole(figures.reconciling)} reconcile; ${whole(figures.postponed)} times one had to wait for a free call`,
        `  Sheets API a day     ${whole(figures.reads)} reads, ${whole(figures.writes)} writes; at most ${whole(figures.busiestMinute.reads)} and ${whole(figures.busiestMinute.writes)} in a minute`,
        `  edit to feedback     half within ${seconds(figures.lagMs.half)}, 90% ${seconds(figures.lagMs.most)}, 99% ${seconds(figures.lagMs.nearlyAll)}, the longest ${seconds(figures.lagMs.longest)}`,
        `  Firestore a day      ${whole(figures.documents.reads)} documents read, ${whole(figures.documents.writes)} written, ${whole(figures.documents.deletes)} deleted`,
        `  a month              ${dollars(figures.month.total)}: Cloud Run ${dollars(figures.month.cloudRun)}, Firestore ${dollars(figures.month.firestore)}, Cloud Tasks ${dollars(figures.month.tasks)}`,
        '',
      ].join('\n'),
    );
};

const advise = (options: Options, out: (text: string) => void): void => {
  const { accounts, callsPerProject, isQuotaToAskFor, day } = adviceFor(
    options.seed,
    deploymentOf(options),
    options.people,
  );
  const figures = figuresOf([day]);
  if (options.json) {
    out(`${JSON.stringify({ ...options, accounts, callsPerProject, ...figures }, null, 2)}\n`);
    return;
  }
  out(
    [
      `${whole(options.communities)} communities of ${options.people} people`,
      `  accounts             ${whole(accounts)}`,
      `  quota                ${whole(callsPerProject)} reads and writes a minute for the project${isQuotaToAskFor ? ': ask Google for it' : ', as every project has'}`,
      `  edit to feedback     half within ${seconds(figures.lagMs.half)}, 90% ${seconds(figures.lagMs.most)}, the longest ${seconds(figures.lagMs.longest)}`,
      `  a month              ${dollars(figures.month.total)}`,
      '',
    ].join('\n'),
  );
};

/** Means of the days; the most of all days where something is the most. */
const figuresOf = (days: readonly DayReport[]) => {
  const mean = (of: (day: DayReport) => number): number => days.reduce((sum, day) => sum + of(day), 0) / days.length;
  const lags = new Float64Array(days.reduce((sum, { lagsMs }) => sum + lagsMs.length, 0));
  let at = 0;
  for (const { lagsMs } of days) {
    lags.set(lagsMs, at);
    at += lagsMs.length;
  }
  return {
    edits: mean(({ edits }) => edits),
    messages: mean(({ messages }) => messages),
    passes: mean(({ passes }) => passes),
    reconciling: mean(({ reconciling }) => reconciling),
    postponed: mean(({ postponed }) => postponed),
    reads: mean(({ reads }) => reads),
    writes: mean(({ writes }) => writes),
    busiestMinute: {
      reads: Math.max(...days.map(({ busiestMinute }) => busiestMinute.reads)),
      writes: Math.max(...days.map(({ busiestMinute }) => busiestMinute.writes)),
    },
    lagMs: {
      half: percentile(lags, 0.5),
      most: percentile(lags, 0.9),
      nearlyAll: percentile(lags, 0.99),
      longest: percentile(lags, 1),
    },
    documents: {
      reads: mean((day) => documentsOf(day).reads),
      writes: mean((day) => documentsOf(day).writes),
      deletes: mean((day) => documentsOf(day).deletes),
    },
    month: monthlyCost(days, WORKING_DAYS),
  };
};

/** @throws UsageError */
const readOptions = (args: readonly string[]): Options | 'help' => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = (() => {
    try {
      return parseArgs({
        args: [...args],
        options: {
          communities: text,
          people: text,
          days: text,
          accounts: text,
          'calls-per-project': text,
          seed: text,
          advise: flag,
          json: flag,
          help: flag,
        },
      });
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
  })();
  if (values.help) return 'help';
  const number = (
    name: Exclude<keyof typeof values, 'advise' | 'json' | 'help'>,
    byDefault: number,
    most: number,
  ): number => {
    const typed = values[name];
    if (typed === undefined) return byDefault;
    const value = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
    if (value < 1 || value > most)
      throw new UsageError(`--${name} is "${typed}", but it is a whole number from 1 to ${whole(most)}.`);
    return value;
  };
  return {
    communities: number('communities', 1_000, 200_000),
    people: number('people', 4, 100),
    days: number('days', 5, 31),
    accounts: number('accounts', 4, 100_000),
    callsPerProject: number('calls-per-project', 300, 1_000_000),
    seed: number('seed', 1, 999_999),
    advise: values.advise ?? false,
    json: values.json ?? false,
  };
};

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const seconds = (ms: number): string =>
  ms < 120_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${(ms / 60_000).toLocaleString('en-US', { maximumFractionDigits: 0 })} min`;
const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = simulate(
    process.argv.slice(2),
    (text) => process.stdout.write(text),
    (text) => process.stderr.write(text),
  );
