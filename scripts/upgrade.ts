import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from '../functions/config.ts';
import type { ConnectedSheet } from '../functions/edits/registry.ts';
import { SheetIsBusy } from '../functions/edits/sheet-is-busy.ts';
import { TEMPLATE_VERSION } from '../functions/plan/results.ts';
import { createPlanner, type Planner } from '../functions/planner.ts';
import { QuotaReached, SheetsError } from '../functions/sheet/client.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';
import { repairSheet } from './repair.ts';

const usage = `Brings planning sheets that were made from an older template to the newest: tabs, columns, questions, notes, dropdowns and protections that they lack.
What people typed stays as it is, and so do columns, tabs and formats of their own. Shows for each sheet what it would change, and asks, before it changes anything.

  npm run upgrade -- --all [--dry-run | --yes]               every connected sheet whose template is older
  npm run upgrade -- --spreadsheet ID [--dry-run | --yes]

  --spreadsheet ID  as in the sheet's address; on one machine as GET /health shows it
  --dry-run         only shows what it would change
  --yes             does not ask

One sheet that cannot be read or written holds up no other. An upgrade is taken back in the sheet: File > Version history.

The settings are those of the functions, GOOGLE_CLOUD_PROJECT above all: while it upgrades, no pass may write to the sheet, and one follows.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for the sheets of npm start.`;

/** @returns the exit status: 0 when the sheets have the newest template, 1 when something is left to do, 2 when one could not be looked at or written */
export const upgrade = async (args: readonly string[], terminal: OperatorTerminal): Promise<0 | 1 | 2> => {
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
      return await upgradeSheets(planner, options, terminal);
    } finally {
      await planner.close();
    }
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ConfigError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

const upgradeSheets = async (
  planner: Planner,
  { spreadsheetId, dryRun, yes }: UpgradeOptions,
  terminal: OperatorTerminal,
): Promise<0 | 1 | 2> => {
  const sheets = await sheetsToUpgrade(planner, spreadsheetId);
  if (sheets.length === 0)
    terminal.out(`Every connected sheet has the newest template, version ${TEMPLATE_VERSION}.\n`);
  let worst: 0 | 1 | 2 = 0;
  for (const sheet of sheets) {
    const { templateVersion, lastPass, communityId } = sheet;
    terminal.out(
      `${lastPass?.title ?? sheet.spreadsheetId} (${communityId}), ${templateVersion === null ? 'of a version that it does not say' : `version ${templateVersion}`}:\n`,
    );
    try {
      const status = await repairSheet(planner, { spreadsheetId: sheet.spreadsheetId, dryRun, yes }, terminal);
      worst = Math.max(worst, status) as typeof worst;
    } catch (error) {
      if (![SheetsError, QuotaReached, SheetIsBusy].some((kind) => error instanceof kind)) throw error;
      terminal.err(`${(error as Error).message}\n`);
      worst = 2;
    }
  }
  return worst;
};

/** @throws UsageError where the sheet that is asked for is not connected */
const sheetsToUpgrade = async (
  { registry }: Pick<Planner, 'registry'>,
  spreadsheetId: string | null,
): Promise<ConnectedSheet[]> => {
  if (spreadsheetId === null)
    return (await registry.list()).filter(({ templateVersion }) => (templateVersion ?? 0) < TEMPLATE_VERSION);
  const sheet = await registry.find(spreadsheetId);
  if (sheet === null)
    throw new UsageError(
      `Spreadsheet ${spreadsheetId} is not connected. npm run repair brings one that is not to the newest template.`,
    );
  return [sheet];
};

interface UpgradeOptions {
  /** Null for all. */
  spreadsheetId: string | null;
  dryRun: boolean;
  yes: boolean;
}

const readArguments = (args: readonly string[]): UpgradeOptions | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    all: { type: 'boolean' },
    spreadsheet: { type: 'string' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  if ((values.all ?? false) === (values.spreadsheet !== undefined))
    throw new UsageError(`Which sheets are to be upgraded? Give --spreadsheet ID or --all.\n\n${usage}`);
  if (values['dry-run'] && values.yes) throw new UsageError('--dry-run and --yes contradict each other.');
  return { spreadsheetId: values.spreadsheet ?? null, dryRun: values['dry-run'] ?? false, yes: values.yes ?? false };
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await upgrade(process.argv.slice(2), operatorTerminal());
