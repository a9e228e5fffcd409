import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig, settings } from '../functions/config.ts';
import type { PushedAccount, TendedAccount } from '../functions/edits/drive-push.ts';
import { isMemoryQueue } from '../functions/edits/queue.ts';
import { sharedWith } from '../functions/google/delegation.ts';
import { createPlanner, type Planner } from '../functions/planner.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';
import { tableLines } from './terminal-table.ts';

const usage = `Has Google Drive tell of edits in a sheet in which the bound script cannot be installed. Drive takes up to some three minutes to tell; with the script
it is a second.

  npm run drive-push -- on  --spreadsheet ID
  npm run drive-push -- off --spreadsheet ID
  npm run drive-push -- list

  --spreadsheet ID  as in the sheet's address; on one machine as GET /health shows it

Share the sheet itself with its service account: what an account sees only as a member of a shared drive, Drive does not tell it of.
The settings are those of the functions, GOOGLE_CLOUD_PROJECT and TECHHIRE_PUBLIC_URL above all.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for the sheets of npm start.`;

type Terminal = Omit<OperatorTerminal, 'ask'>;

type Order = { action: 'on' | 'off'; spreadsheetId: string } | { action: 'list' };

/** @returns the exit status: 0 when it is done, 1 when it is noted but Drive was not reached, 2 when nothing is done */
export const switchDrivePush = async (args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> => {
  try {
    const order = readArguments(args);
    if (order === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const config = readConfig(await settingsOf(terminal.env));
    if (order.action === 'on') refuseWithoutAddress(config);
    const planner = createPlanner(
      config,
      watchOf(() => undefined),
    );
    try {
      return await carryOut(order, planner, terminal);
    } finally {
      await planner.close();
    }
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

/** @throws UsageError */
const refuseWithoutAddress = ({ drivePush, publicUrl }: ReturnType<typeof readConfig>): void => {
  if (drivePush === 'off')
    throw new UsageError(
      `${settings.drivePush.env} is "off". ${settings.drivePush.meaning} Set it to on, or leave it out.`,
    );
  if (publicUrl === null)
    throw new UsageError(
      `${settings.publicUrl.env} is not set. ${settings.publicUrl.meaning} ${settings.publicUrl.mend}`,
    );
};

const carryOut = async (order: Order, planner: Planner, { out, err }: Terminal): Promise<0 | 1> => {
  if (order.action === 'list') {
    out(inWords(await planner.drivePush.pushed()));
    return 0;
  }
  const { spreadsheetId } = order;
  const tended =
    order.action === 'on' ? await turnOn(spreadsheetId, planner) : await planner.drivePush.turnOff(spreadsheetId);
  if (tended === null) throw notConnected(spreadsheetId);
  // The pass over what was typed before.
  if (isMemoryQueue(planner.queue)) await planner.queue.idle();
  if (tended.error !== null) {
    err(
      `It is noted, but Drive could not be told: ${(tended.error as Error).message}\nThe next run of reconcile tries again.\n`,
    );
    return 1;
  }
  out(
    order.action === 'on'
      ? `Drive tells of edits in ${spreadsheetId} from now on.\n`
      : `Drive does not tell of edits in ${spreadsheetId} any more.\n`,
  );
  return 0;
};

/** @throws UsageError */
const turnOn = async (spreadsheetId: string, { drivePush }: Planner): Promise<TendedAccount> => {
  const turned = await drivePush.turnOn(spreadsheetId).catch((cause: unknown) => {
    throw new UsageError((cause as Error).message, { cause });
  });
  if (turned.outcome === 'on') return turned.tended;
  if (turned.outcome === 'not-connected') throw notConnected(spreadsheetId);
  throw new UsageError(
    `${accountInWords(turned.account)} does not see the spreadsheet ${spreadsheetId}. Share it with this account as an editor, then try again.`,
  );
};

const notConnected = (spreadsheetId: string): UsageError =>
  new UsageError(`The spreadsheet ${spreadsheetId} is not connected. Connect it first.`);

const accountInWords = (account: string | null): string =>
  account === null ? "the functions' own account" : sharedWith(account);

const inWords = (accounts: readonly PushedAccount[]): string => {
  if (accounts.length === 0) return 'Drive tells of edits in no sheet.\n';
  const rows = accounts.flatMap(({ account, sheets, channelExpiresAt, heardAt }) =>
    (sheets.length > 0 ? sheets : ['none']).map((sheet) => [
      sheet,
      accountInWords(account),
      channelExpiresAt ?? 'not open',
      heardAt ?? 'never',
    ]),
  );
  const columns = ['Spreadsheet', 'Account', 'Channel until', 'Last heard of'].map((header) => ({
    header,
    format: 'text' as const,
  }));
  return `${tableLines(columns, rows).join('\n')}\n`;
};

const readArguments = (args: readonly string[]): Order | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    spreadsheet: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  const [action, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`"${others[0]}" is not expected here.\n\n${usage}`);
  if (action === 'list') return { action };
  if (action !== 'on' && action !== 'off') throw new UsageError(`Say on, off or list.\n\n${usage}`);
  if (!values.spreadsheet) throw new UsageError(`For which spreadsheet is it to be turned ${action}?\n\n${usage}`);
  return { action, spreadsheetId: values.spreadsheet };
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await switchDrivePush(process.argv.slice(2), operatorTerminal());
