import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../functions/config.ts';
import { isMemoryQueue } from '../functions/edits/queue.ts';
import { SheetIsBusy } from '../functions/edits/sheet-is-busy.ts';
import { createPlanner, type Planner } from '../functions/planner.ts';
import type { RepairReport } from '../functions/repair/repair.ts';
import { QuotaReached, SheetsError } from '../functions/sheet/client.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { UsageError } from './arguments.ts';
import { isAgreed, type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';

const usage = `Brings a planning sheet back into the form that TechHire Planner reads: tabs, headers, questions, missing columns, the hidden one, notes,
dropdowns and protections. What people typed stays as it is. Shows what it would change, and asks, before it changes anything.

  npm run repair -- --spreadsheet ID [--dry-run | --yes]

  --spreadsheet ID  as in the sheet's address; on one machine as GET /health shows it
  --dry-run         only shows what it would change
  --yes             does not ask

The settings are those of the functions, GOOGLE_CLOUD_PROJECT above all: while it repairs, no pass may write to the sheet, and one follows.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for a sheet of npm start.`;

/** @returns the exit status: 0 when the sheet is in order, 1 when something is left to do, 2 when it could not be looked at or written */
export const repair = async (args: readonly string[], terminal: OperatorTerminal): Promise<0 | 1 | 2> => {
  try {
    const options = readArguments(args);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const planner = createPlanner(
      readConfig(await settingsOf(terminal.env)),
      watchOf(() => undefined),
    );
    try {
      return await repairSheet(planner, options, terminal);
    } finally {
      await planner.close();
    }
  } catch (error) {
    if (![UsageError, SheetsError, QuotaReached, SheetIsBusy, ConfigError].some((kind) => error instanceof kind))
      throw error;
    terminal.err(`${(error as Error).message}\n`);
    return 2;
  }
};

/**
 * Shows what would be put right in a sheet, asks, and does it.
 *
 * @returns 0 when the sheet is in order, 1 when something is left to do
 */
export const repairSheet = async (
  { repair, queue }: Pick<Planner, 'repair' | 'queue'>,
  { spreadsheetId, dryRun, yes }: RepairOptions,
  terminal: OperatorTerminal,
): Promise<0 | 1> => {
  let shown = await repair.preview(spreadsheetId);
  terminal.out(inLines(shown, 'This would be put right:'));
  for (;;) {
    if (shown.mark === null) return shown.left.length === 0 ? 0 : 1;
    if (dryRun) return 1;
    if (!yes && !(await isAgreed(terminal))) {
      terminal.out('Nothing was changed.\n');
      return 1;
    }
    const outcome = await repair.carryOut(spreadsheetId, shown.mark);
    if (outcome.outcome === 'done') {
      // Elsewhere the pass follows by itself.
      if (isMemoryQueue(queue)) await queue.idle(spreadsheetId);
      terminal.out(`Done: ${outcome.repairs.length} of these.\n`);
      return outcome.left.length === 0 ? 0 : 1;
    }
    shown = outcome.preview;
    terminal.out(
      inLines(shown, 'The sheet has changed meanwhile, and nothing was done yet. Now this would be put right:'),
    );
  }
};

const inLines = ({ repairs, left }: RepairReport, title: string): string =>
  [
    ...(repairs.length === 0 ? ['Nothing is to be put right.'] : [title, ...repairs.map((line) => `  ${line}`)]),
    ...(left.length === 0 ? [] : ['This needs a person:', ...left.map((line) => `  ${line}`)]),
    '',
  ].join('\n');

export interface RepairOptions {
  spreadsheetId: string;
  dryRun: boolean;
  yes: boolean;
}

const readArguments = (args: readonly string[]): RepairOptions | 'help' => {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  if (!values.spreadsheet) throw new UsageError(`Which spreadsheet is to be repaired?\n\n${usage}`);
  if (values['dry-run'] && values.yes) throw new UsageError('--dry-run and --yes contradict each other.');
  return { spreadsheetId: values.spreadsheet, dryRun: values['dry-run'] ?? false, yes: values.yes ?? false };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        spreadsheet: { type: 'string' },
        'dry-run': { type: 'boolean' },
        yes: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await repair(process.argv.slice(2), operatorTerminal());
