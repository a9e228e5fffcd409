import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Config, ConfigError, readConfig, settings } from '../functions/config.ts';
import { driveClients } from '../functions/drive/client.ts';
import { communityIdSchema, spreadsheetIdSchema, whyNotConnected } from '../functions/edits/registry.ts';
import { formatKey } from '../functions/edits/signature.ts';
import { sharedWith } from '../functions/google/delegation.ts';
import { functionUrl } from '../functions/planner/addresses.ts';
import { openStore, type Store } from '../functions/planner/store.ts';
import { GOOGLE_SHEETS_ROOT_URL, sheetsClients } from '../functions/sheet/client.ts';
import { OperatorError } from '../functions/watch/operator-error.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';

const usage = `Connects a planning sheet to its community: makes its key, and says what to put where. The sheet must be shared with its service account first;
which one that is, this says where it is not. Running it again changes nothing.

  npm run connect -- --spreadsheet ID --community ID [--another-sheet]

  --spreadsheet ID  as in the sheet's address
  --community ID    lower-case letters, digits and hyphens, such as riverbend; it names the plan in rollups and links for good
  --another-sheet   the community has one already, and this one is for another year

Coordinators connect a sheet themselves with an invitation: npm run invite

The settings are those of the functions: GOOGLE_CLOUD_PROJECT, TECHHIRE_PUBLIC_URL and TECHHIRE_SHEETS_ACCOUNTS above all.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for npm start.`;

/** @returns the exit status: 0 when it is connected, 1 when the sheet is not shared yet, 2 when it cannot be */
export const connect = async (args: readonly string[], terminal: Omit<OperatorTerminal, 'ask'>): Promise<0 | 1 | 2> => {
  try {
    const wish = readArguments(args);
    if (wish === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const config = readConfig(await settingsOf(terminal.env));
    if (config.publicUrl === null)
      throw new UsageError(`${settings.publicUrl.env} is not set. ${settings.publicUrl.mend}`);
    // Otherwise the sheet would be given to whoever types this.
    if (config.sheetsAccounts.length === 0 && config.sheetsRootUrl === GOOGLE_SHEETS_ROOT_URL)
      throw new UsageError(`${settings.sheetsAccounts.env} is not set. ${settings.sheetsAccounts.mend}`);
    const store = openStore(
      config,
      watchOf(() => undefined),
    );
    try {
      return await connected(wish, config, store, terminal);
    } finally {
      await store.firestore.terminate();
    }
  } catch (error) {
    if (![UsageError, ConfigError, OperatorError].some((kind) => error instanceof kind)) throw error;
    terminal.err(`${(error as Error).message}\n`);
    return 2;
  }
};

interface Wish {
  spreadsheetId: string;
  communityId: string;
  /** The community may have other sheets already. */
  besides: boolean;
}

const connected = async (
  { spreadsheetId, communityId, besides }: Wish,
  config: Config,
  { registry }: Store,
  { out, err }: Omit<OperatorTerminal, 'ask'>,
): Promise<0 | 1> => {
  const there = await registry.find(spreadsheetId);
  const account = there === null ? await registry.accountForNew() : there.account;
  await (await sheetsClients(config.sheetsRootUrl)(account)).readFields(spreadsheetId, 'spreadsheetId');
  if (!(await (await driveClients(config.driveRootUrl)(account)).mayEdit(spreadsheetId))) {
    err(
      `${account === null ? 'The planner’s service account' : sharedWith(account)} may read the sheet and not write it. Share it as an editor, then run this again.\n`,
    );
    return 1;
  }
  const outcome = await registry.connect({
    spreadsheetId,
    communityId,
    newKey: formatKey(randomBytes(32)),
    now: new Date().toISOString(),
    account,
    besides,
  });
  if (!outcome.connected)
    throw new UsageError(
      `${whyNotConnected(outcome, { spreadsheetId, communityId })} ${
        outcome.reason === 'community-has-another-sheet'
          ? 'If this one is for another year, add --another-sheet. If that one is lost, npm run restore brings its plan into this one.'
          : `A new year of ${communityId}, or another plan, is a sheet of its own.`
      }`,
    );
  out(`${outcome.isNew ? 'It is connected.' : 'It was connected before, and its key is the same.'}
In the sheet: Extensions > Apps Script > Project Settings > Script Properties, set

  techhireUrl  ${functionUrl(config, 'onEdit')}
  techhireKey  ${outcome.keys[0]}

Then choose TechHire > Connect in the sheet. Where the script cannot be installed: npm run drive-push -- on --spreadsheet ${spreadsheetId}
`);
  return 0;
};

const readArguments = (args: readonly string[]): Wish | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    spreadsheet: { type: 'string' },
    community: { type: 'string' },
    'another-sheet': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  const { spreadsheet, community } = values;
  if (spreadsheet === undefined || community === undefined)
    throw new UsageError(`Which sheet is to be connected to which community?\n\n${usage}`);
  if (!spreadsheetIdSchema.safeParse(spreadsheet).success)
    throw new UsageError(
      `--spreadsheet is "${spreadsheet}". Give the part of the sheet's address between /d/ and the next slash.`,
    );
  if (!communityIdSchema.safeParse(community).success)
    throw new UsageError(
      `--community is "${community}". Give lower-case letters, digits and hyphens, such as riverbend.`,
    );
  return { spreadsheetId: spreadsheet, communityId: community, besides: values['another-sheet'] ?? false };
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await connect(process.argv.slice(2), operatorTerminal());
