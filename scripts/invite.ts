import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Config, ConfigError, readConfig, settings } from '../functions/config.ts';
import { invitationCode, invitationStore } from '../functions/connecting/invitations.ts';
import { communityIdSchema } from '../functions/edits/registry.ts';
import { functionUrl } from '../functions/planner/addresses.ts';
import { openStore, type Store } from '../functions/planner/store.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';

const usage = `Invites a community: makes a text with which its coordinator connects a sheet by TechHire > Connect. It works once, for one sheet.

  npm run invite -- --community ID [--days 14] [--another-sheet] [--account ACCOUNT]
  npm run invite -- --community ID --withdraw

  --community ID   lower-case letters, digits and hyphens, such as riverbend; it names the plan in rollups and links for good
  --days N         for how many days the invitation works: 1 to 90, 14 without this
  --another-sheet  the community has a sheet already, and this one is for another year
  --account A      which account reads and writes the sheet, instead of the one with the fewest; SERVICE-ACCOUNT:PERSON where the
                   administrator of an organization lets the one act for the other (domain-wide delegation)
  --withdraw       the invitations that the community has do not work any more

The settings are those of the functions: GOOGLE_CLOUD_PROJECT and TECHHIRE_PUBLIC_URL above all.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for npm start.`;

/** @returns the exit status: 0 when it is done, 2 when it cannot be */
export const invite = async (args: readonly string[], terminal: Omit<OperatorTerminal, 'ask'>): Promise<0 | 2> => {
  try {
    const wish = readArguments(args);
    if (wish === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const config = readConfig(await settingsOf(terminal.env));
    if (config.publicUrl === null)
      throw new UsageError(`${settings.publicUrl.env} is not set. ${settings.publicUrl.mend}`);
    const store = openStore(
      config,
      watchOf(() => undefined),
    );
    try {
      await (wish.withdraw ? withdrawn(wish, store, terminal) : made(wish, config, store, terminal));
      return 0;
    } finally {
      await store.firestore.terminate();
    }
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

interface Wish {
  communityId: string;
  days: number;
  besides: boolean;
  account: string | null;
  withdraw: boolean;
}

const made = async (
  { communityId, days, besides, account }: Wish,
  config: Config,
  { firestore }: Store,
  { out }: Pick<OperatorTerminal, 'out'>,
): Promise<void> => {
  const code = invitationCode(randomBytes(24));
  const expiresAt = new Date(Date.now() + days * 86_400_000);
  await invitationStore(firestore).make({ code, communityId, besides, account, expiresAt });
  out(`Send this to the coordinator of ${communityId}; it connects one sheet, until ${expiresAt.toISOString().slice(0, 10)}:

  ${functionUrl(config, 'connect')}#${code}

In the sheet: TechHire > Connect, and paste it there.
`);
};

const withdrawn = async (
  { communityId }: Wish,
  { firestore }: Store,
  { out }: Pick<OperatorTerminal, 'out'>,
): Promise<void> => {
  const count = await invitationStore(firestore).withdraw(communityId, new Date());
  out(count === 0 ? `${communityId} had no invitation that worked.\n` : `Withdrawn: ${count}.\n`);
};

const readArguments = (args: readonly string[]): Wish | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    community: { type: 'string' },
    days: { type: 'string' },
    'another-sheet': { type: 'boolean' },
    account: { type: 'string' },
    withdraw: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  if (values.community === undefined) throw new UsageError(`Which community is to be invited?\n\n${usage}`);
  if (!communityIdSchema.safeParse(values.community).success)
    throw new UsageError(
      `--community is "${values.community}". Give lower-case letters, digits and hyphens, such as riverbend.`,
    );
  if (
    values.account !== undefined &&
    !/^[\w.+-]+@[\w.-]+\.gserviceaccount\.com(:[^\s@:]+@[^\s@:]+)?$/.test(values.account)
  )
    throw new UsageError(
      `--account is "${values.account}". Give a service account, or one and a person as in sheets-1@techhire-ohio.iam.gserviceaccount.com:planner@school.example.`,
    );
  if (values.withdraw && (values.days !== undefined || values['another-sheet'] || values.account !== undefined))
    throw new UsageError('--withdraw goes with --community alone.');
  const days = values.days ?? '14';
  if (!/^\d{1,2}$/.test(days) || Number(days) < 1 || Number(days) > 90)
    throw new UsageError(`--days is "${days}". Give a whole number from 1 to 90.`);
  return {
    communityId: values.community,
    days: Number(days),
    besides: values['another-sheet'] ?? false,
    account: values.account ?? null,
    withdraw: values.withdraw ?? false,
  };
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await invite(process.argv.slice(2), operatorTerminal());
