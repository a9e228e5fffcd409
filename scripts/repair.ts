import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { settings } from '../functions/config.ts';
import { type RepairReport, sheetRepair } from '../functions/repair.ts';
import { SheetsError, structureClient } from '../functions/sheet/client.ts';

const usage = `Brings a planning sheet back into the form that TechHire Planner reads: tabs, headers, questions, missing columns, the hidden one, notes,
dropdowns and protections. What people typed stays as it is. Shows what it would change, and asks, before it changes anything.

  npm run repair -- --spreadsheet ID [--dry-run | --yes]

  --spreadsheet ID  as in the sheet's address; on one machine as GET /health shows it
  --dry-run         only shows what it would change
  --yes             does not ask

TECHHIRE_SHEETS_ROOT_URL is the address of the Sheets API, for example http://127.0.0.1:8080 for a sheet of npm start; otherwise Google's.`;

/** What keeps a repair from being done, said so that the next try is right. */
class RepairError extends Error {}

export interface RepairTerminal {
  out(text: string): void;
  err(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
  /** Asks a yes-or-no question; null where nobody can be asked. */
  ask: ((question: string) => Promise<boolean>) | null;
}

/** @returns the exit status: 0 when the sheet is in order, 1 when something is left to do, 2 when it could not be looked at or written */
export const repair = async (args: readonly string[], terminal: RepairTerminal): Promise<0 | 1 | 2> => {
  try {
    const options = readArguments(args);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const sheet = sheetRepair(structureClient(rootUrlIn(terminal.env)));
    const found = await sheet.preview(options.spreadsheetId);
    terminal.out(inLines(found, 'This would be put right:'));
    if (found.repairs.length === 0) return found.left.length === 0 ? 0 : 1;
    if (options.dryRun) return 1;
    if (!options.yes) {
      if (!terminal.ask)
        throw new RepairError('Nobody is here to ask. Add --yes to carry this out, or --dry-run to only look.');
      if (!(await terminal.ask('Carry this out?'))) {
        terminal.out('Nothing was changed.\n');
        return 1;
      }
    }
    const done = await sheet.carryOut(options.spreadsheetId);
    terminal.out(
      `Done: ${done.repairs.length} of these. With the next edit, or TechHire > Check now, the plan is checked anew.\n`,
    );
    return done.left.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof RepairError) && !(error instanceof SheetsError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

const inLines = ({ repairs, left }: RepairReport, title: string): string =>
  [
    ...(repairs.length === 0 ? ['Nothing is to be put right.'] : [title, ...repairs.map((line) => `  ${line}`)]),
    ...(left.length === 0 ? [] : ['This needs a person:', ...left.map((line) => `  ${line}`)]),
    '',
  ].join('\n');

interface RepairOptions {
  spreadsheetId: string;
  dryRun: boolean;
  yes: boolean;
}

const readArguments = (args: readonly string[]): RepairOptions | 'help' => {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  if (positionals.length > 0) throw new RepairError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  if (!values.spreadsheet) throw new RepairError(`Which spreadsheet is to be repaired?\n\n${usage}`);
  if (values['dry-run'] && values.yes) throw new RepairError('--dry-run and --yes contradict each other.');
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
    throw new RepairError(`${(error as Error).message}\n\n${usage}`);
  }
};

const rootUrlIn = (env: RepairTerminal['env']): string => {
  const { env: name, default: google, parse, mend } = settings.sheetsRootUrl;
  const read = parse.safeParse(env[name]?.trim() || google!);
  if (!read.success) throw new RepairError(`${name} is "${env[name]}". ${mend}`);
  return read.data;
};

const askPerson = async (question: string): Promise<boolean> => {
  const reader = createInterface({ input: stdin, output: stdout });
  try {
    return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `)).trim());
  } finally {
    reader.close();
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await repair(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    env: process.env,
    ask: stdin.isTTY && stdout.isTTY ? askPerson : null,
  });
