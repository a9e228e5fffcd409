import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from '../functions/config.ts';
import { isMemoryQueue } from '../functions/edits/queue.ts';
import { SheetIsBusy } from '../functions/edits/sheet-is-busy.ts';
import { createPlanner, type Planner } from '../functions/planner.ts';
import { type RestorePreview, RestoreRefused, type RestoreWish } from '../functions/restore/restore.ts';
import { QuotaReached, SheetsError } from '../functions/sheet/client.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { isAgreed, type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';

const usage = `Brings rows of a plan back into its sheet as they were at an earlier revision. Rows that are gone come back with what was typed in them; cells that
say something else now are shown with both. Rows that were added since stay. Shows what it would change, and asks, before it changes anything.

  npm run restore -- --community ID                 lists the last revisions
  npm run restore -- --community ID --revision N [--tab TITLE] [--row NAME] [--year YYYY] [--dry-run | --yes]
  npm run restore -- --community ID --into SPREADSHEET [--revision N] [--year YYYY] [--dry-run | --yes]
                                                    brings the plan of a lost sheet into a new one, and connects that in its place

  --community ID  as the sheet was connected; on one machine as GET /health shows it
  --revision N    the rows are to be as they were once this revision was saved
  --tab TITLE     only rows of this tab
  --row NAME      only rows with this name, or id
  --year YYYY     in which the plan year starts; needed where the community has several sheets
  --into ID       of a new spreadsheet made from the template, shared with the planner as the lost one was
  --dry-run       only shows what it would change
  --yes           does not ask

The settings are those of the functions, GOOGLE_CLOUD_PROJECT above all: while it restores, no pass may write to the sheet, and one follows.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for a sheet of npm start.`;

/** @returns the exit status: 0 when the rows are as they were, 1 when something is left to do, 2 when it could not be looked at or written */
export const restore = async (args: readonly string[], terminal: OperatorTerminal): Promise<0 | 1 | 2> => {
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
      if ('wish' in options) return await restoreRows(planner, options, terminal);
      await listRevisions(planner, options, terminal);
      return 0;
    } finally {
      await planner.close();
    }
  } catch (error) {
    const kinds = [UsageError, RestoreRefused, SheetsError, QuotaReached, SheetIsBusy, ConfigError];
    if (!kinds.some((kind) => error instanceof kind)) throw error;
    terminal.err(`${(error as Error).message}\n`);
    return 2;
  }
};

const listRevisions = async ({ restore }: Planner, plan: PlanOptions, terminal: OperatorTerminal): Promise<void> => {
  const revisions = await restore.revisions(plan);
  const listed = revisions.slice(-MOST_LISTED);
  if (listed.length < revisions.length) terminal.out(`The last ${MOST_LISTED} of ${revisions.length} revisions:\n`);
  for (const { revision, at, added, changed, removed } of listed)
    terminal.out(`  ${revision}  ${at}  rows added ${added}, changed ${changed}, removed ${removed}\n`);
  terminal.out('Which one the rows are to be as at is said with --revision.\n');
};

const MOST_LISTED = 20;

const restoreRows = async (
  { restore, queue }: Planner,
  { wish, dryRun, yes }: RestoreOptions,
  terminal: OperatorTerminal,
): Promise<0 | 1> => {
  let shown = await restore.preview(wish);
  terminal.out(inLines(shown, `As of revision ${shown.revision}, read at ${shown.at}, this would be brought back:`));
  for (;;) {
    if (shown.mark === null) return shown.left.length === 0 ? 0 : 1;
    if (dryRun) return 1;
    if (!yes && !(await isAgreed(terminal))) {
      terminal.out('Nothing was changed.\n');
      return 1;
    }
    const outcome = await restore.carryOut(wish, shown.mark);
    if (outcome.outcome === 'done') {
      // Elsewhere the pass follows by itself.
      if (isMemoryQueue(queue)) await queue.idle(outcome.spreadsheetId);
      terminal.out(`Done: ${outcome.changes.length} of these.\n`);
      if (outcome.key !== null)
        terminal.out(`${outcome.key}
This is the new sheet's key. In the sheet: Extensions > Apps Script > Project Settings > Script Properties, set techhireKey to it.
`);
      return outcome.left.length === 0 ? 0 : 1;
    }
    shown = outcome.preview;
    terminal.out(inLines(shown, 'The sheet has changed meanwhile. This would still be brought back:'));
  }
};

const inLines = ({ changes, stays, left }: RestorePreview, title: string): string =>
  [
    ...(changes.length === 0 ? ['Nothing is to be brought back.'] : [title, ...indented(changes)]),
    ...(stays.length === 0 ? [] : ['This stays as it is:', ...indented(stays)]),
    ...(left.length === 0 ? [] : ['This cannot be brought back yet:', ...indented(left)]),
    '',
  ].join('\n');

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

type PlanOptions = Pick<RestoreWish, 'communityId' | 'year'>;

interface RestoreOptions {
  wish: RestoreWish;
  dryRun: boolean;
  yes: boolean;
}

const readArguments = (args: readonly string[]): RestoreOptions | PlanOptions | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    community: { type: 'string' },
    revision: { type: 'string' },
    tab: { type: 'string' },
    row: { type: 'string' },
    year: { type: 'string' },
    into: { type: 'string' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  if (!values.community) throw new UsageError(`Of which community are rows to be brought back?\n\n${usage}`);
  if (values['dry-run'] && values.yes) throw new UsageError('--dry-run and --yes contradict each other.');
  const plan: PlanOptions = {
    communityId: values.community,
    ...(values.year === undefined ? {} : { year: wholeNumber('--year', values.year) }),
  };
  if (values.into !== undefined && (values.tab !== undefined || values.row !== undefined))
    throw new UsageError('--into brings a whole plan back: leave out --tab and --row.');
  if (values.revision === undefined && values.into === undefined) return plan;
  return {
    wish: {
      ...plan,
      revision: values.revision === undefined ? null : wholeNumber('--revision', values.revision),
      ...(values.into === undefined ? {} : { into: values.into }),
      ...(values.tab === undefined ? {} : { tab: values.tab }),
      ...(values.row === undefined ? {} : { row: values.row }),
    },
    dryRun: values['dry-run'] ?? false,
    yes: values.yes ?? false,
  };
};

const wholeNumber = (flag: string, typed: string): number => {
  if (!/^\d{1,9}$/.test(typed)) throw new UsageError(`${flag} is "${typed}", but it must be a whole number.`);
  return Number(typed);
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await restore(process.argv.slice(2), operatorTerminal());
