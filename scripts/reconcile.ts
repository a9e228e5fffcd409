import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from '../functions/config.ts';
import { isMemoryQueue } from '../functions/edits/queue.ts';
import type { ReconcileReport, UnannouncedSheet } from '../functions/edits/reconcile.ts';
import { createPlanner, type Planner } from '../functions/planner.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';

const usage = `Looks at every connected sheet, the one that was looked at the longest ago first, and names those that have changed though nobody told the planner.
It keeps to Google's quota, so that many sheets take their time: about 30 a minute for each service account. Where it was stopped in between,
--hours 1 has it go on with the sheets that it had not reached.

  npm run reconcile [-- --hours N]

  --hours N  only sheets whose last pass is longer ago than that

The settings are those of the functions, GOOGLE_CLOUD_PROJECT above all.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for the sheets of npm start.`;

type Terminal = Omit<OperatorTerminal, 'ask'>;

/** @returns the exit status: 0 when all is well, 1 when sheets need a person, 2 when not all could be looked at */
export const reconcileSheets = async (args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> => {
  try {
    const options = readArguments(args);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const before = new Date(Date.now() - options.hours * 3_600_000);
    const watch = watchOf((severity, message, facts = {}) => {
      if ('error' in facts) terminal.err(`${severity}: ${message}: ${facts.error}\n`);
    });
    const planner = createPlanner(readConfig(await settingsOf(terminal.env)), watch);
    try {
      return await runAll(planner, before, terminal);
    } finally {
      await planner.close();
    }
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

/** Run after run, until no sheet is left or one gets no further. */
const runAll = async (planner: Planner, before: Date, { out }: Terminal): Promise<0 | 1 | 2> => {
  const failed = new Set<string>();
  const unannounced = new Map<string, UnannouncedSheet>();
  for (;;) {
    const report = await planner.reconcile(before);
    if (report.outcome === 'busy')
      throw new UsageError(`Another run is under way, until ${report.until} at least. Try again later.`);
    for (const id of report.failedSheets) failed.add(id);
    for (const sheet of report.triggerNotInstalled) unannounced.set(sheet.spreadsheetId, sheet);
    out(runInWords(report));
    if (report.left > 0 && report.passed + report.failed > 0) continue;
    // What was found out is shown in those sheets by a pass each that follows.
    if (isMemoryQueue(planner.queue)) await planner.queue.idle();
    if (unannounced.size > 0) out(unannouncedInWords([...unannounced.values()]));
    return report.left > 0 ? 2 : failed.size + unannounced.size > 0 ? 1 : 0;
  }
};

const runInWords = ({ passed, failed, left }: Extract<ReconcileReport, { outcome: 'ended' }>): string =>
  `${passed} checked, ${failed} failed, ${left} left.\n`;

const unannouncedInWords = (sheets: readonly UnannouncedSheet[]): string =>
  [
    'Trigger not installed: these sheets have changed, and nobody told the planner. Open each and choose TechHire > Connect.',
    ...sheets.map(
      ({ spreadsheetId, title, communityId, since }) => `  ${spreadsheetId}  ${title} (${communityId}), found ${since}`,
    ),
    '',
  ].join('\n');

const readArguments = (args: readonly string[]): { hours: number } | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    hours: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  const hours = Number(values.hours ?? 0);
  if (!(hours >= 0) || values.hours?.trim() === '')
    throw new UsageError(
      `--hours is "${values.hours}". Type a number of hours such as 6, or leave it out for all sheets.`,
    );
  return { hours };
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await reconcileSheets(process.argv.slice(2), operatorTerminal());
