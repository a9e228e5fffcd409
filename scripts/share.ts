import { fileURLToPath } from 'node:url';
import { type Config, ConfigError, readConfig } from '../functions/config.ts';
import { listed } from '../functions/plan/text.ts';
import { functionUrl } from '../functions/planner/addresses.ts';
import { randomId } from '../functions/planner/ids.ts';
import { openLinks } from '../functions/planner/links.ts';
import { openStore } from '../functions/planner/store.ts';
import { type RollupFormat, rollupFormats } from '../functions/rollup/link.ts';
import { parseScope, scopeForms, scopeText } from '../functions/rollup/scope.ts';
import type { LinkKeys } from '../functions/sharing/link-keys.ts';
import type { LinkStore, NewLink, SharedLink } from '../functions/sharing/links.ts';
import { DAY_MS, linkAddress } from '../functions/sharing/on-share.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';
import { tableLines } from './terminal-table.ts';

const usage = `Makes, lists and withdraws the links by which funders read rollups that are not public.

  npm run share -- make --scope SCOPE --year YYYY [--days N] [--formats LIST] [--for TEXT]
  npm run share -- list
  npm run share -- revoke ID
  npm run share -- rotate-key

  --scope SCOPE   ${listed(scopeForms, 'or')}
  --year YYYY     the calendar year in which the plan year starts
  --days N        how long the link works, from 1 to 730; TECHHIRE_LINK_DAYS otherwise
  --formats LIST  ${rollupFormats.join(',')}: some of them; all otherwise
  --for TEXT      for whom it is, as list shows it; no name of a person

rotate-key has links signed with a new key. Links signed with the one before work until the next rotation; rotate twice, and none of before does.

The settings are those of the functions, GOOGLE_CLOUD_PROJECT and TECHHIRE_PUBLIC_URL above all.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for npm start.`;

type Terminal = Omit<OperatorTerminal, 'ask'>;

type Order =
  | { action: 'make'; scope: string; year: number; days: number | null; formats: RollupFormat[]; label: string | null }
  | { action: 'list' }
  | { action: 'revoke'; id: string }
  | { action: 'rotate-key' };

/** @returns the exit status: 0 when it is done, 2 when not */
export const share = async (args: readonly string[], terminal: Terminal): Promise<0 | 2> => {
  try {
    const order = readArguments(args);
    if (order === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const config = readConfig(await settingsOf(terminal.env));
    const store = openStore(
      config,
      watchOf(() => undefined),
    );
    try {
      await carryOut(order, config, openLinks(store), terminal);
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

const carryOut = async (
  order: Order,
  config: Config,
  { links, keys }: { links: LinkStore; keys: LinkKeys },
  { out }: Terminal,
): Promise<void> => {
  const now = new Date();
  switch (order.action) {
    case 'make': {
      if (config.publicUrl === null)
        throw new UsageError('TECHHIRE_PUBLIC_URL is not set, so the link would have no address to lead to.');
      const link = await links.make(newLink(order, config, now));
      const [key] = await keys.current();
      out(
        `${linkAddress(functionUrl(config, 'rollup'), link, key!)}\n\nIt works until ${link.expiresAt.slice(0, 10)}. To withdraw it: npm run share -- revoke ${link.id}\n`,
      );
      return;
    }
    case 'list':
      out(inWords(await links.list(), await links.publicDownloads(), now));
      return;
    case 'revoke':
      if (!(await links.revoke(order.id, now)))
        throw new UsageError(`There is no link "${order.id}". list shows them.`);
      out('Withdrawn: it opens nothing any more.\n');
      return;
    case 'rotate-key':
      await keys.rotate();
      out(
        'From now on links are signed with a new key. Those signed with the one before work until the next rotation.\n',
      );
  }
};

const newLink = (
  { scope, year, days, formats, label }: Extract<Order, { action: 'make' }>,
  { linkDays }: Config,
  now: Date,
): NewLink => ({
  id: randomId(),
  scope,
  year,
  formats,
  label,
  spreadsheetId: null,
  createdAt: now.toISOString(),
  expiresAt: new Date(now.getTime() + (days ?? linkDays) * DAY_MS).toISOString(),
});

const inWords = (links: readonly SharedLink[], publicDownloads: number, now: Date): string =>
  [
    ...(links.length === 0
      ? ['No links have been made.']
      : tableLines(
          [
            { header: 'Link', format: 'text' },
            { header: 'Scope', format: 'text' },
            { header: 'Year', format: 'whole' },
            { header: 'For', format: 'text' },
            { header: 'Made', format: 'text' },
            { header: 'State', format: 'text' },
            { header: 'Downloads', format: 'whole' },
            { header: 'Last', format: 'text' },
          ],
          links.map((link) => [
            link.id,
            link.scope,
            String(link.year),
            link.label ?? (link.spreadsheetId === null ? '' : `from the sheet ${link.spreadsheetId}`),
            link.createdAt.slice(0, 10),
            stateOf(link, now),
            String(link.downloads),
            link.lastDownloadAt?.slice(0, 10) ?? 'never',
          ]),
        )),
    '',
    `Downloads without a link, of what is public: ${publicDownloads}`,
    '',
  ].join('\n');

const stateOf = ({ revokedAt, expiresAt }: SharedLink, now: Date): string =>
  revokedAt !== null
    ? `withdrawn ${revokedAt.slice(0, 10)}`
    : `${expiresAt <= now.toISOString() ? 'ended' : 'until'} ${expiresAt.slice(0, 10)}`;

const readArguments = (args: readonly string[]): Order | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    scope: { type: 'string' },
    year: { type: 'string' },
    days: { type: 'string' },
    formats: { type: 'string' },
    for: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  const [action, id, ...more] = positionals;
  if (action === 'revoke' && id !== undefined && more.length === 0) return { action, id };
  if (id !== undefined) throw new UsageError(`"${id}" is not expected here.\n\n${usage}`);
  if (action === 'list' || action === 'rotate-key') return { action };
  if (action !== 'make') throw new UsageError(`What is to be done?\n\n${usage}`);
  const scope = parseScope(values.scope ?? '');
  if (scope === null) throw new UsageError(`--scope is "${values.scope ?? ''}". Give ${listed(scopeForms, 'or')}.`);
  if (!/^20\d\d$/.test(values.year ?? ''))
    throw new UsageError(`--year is "${values.year ?? ''}". Give the calendar year in which the plan year starts.`);
  const days = values.days === undefined ? null : Number(values.days);
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 730))
    throw new UsageError(`--days is "${values.days}". Give a whole number from 1 to 730.`);
  return {
    action,
    scope: scopeText(scope),
    year: Number(values.year),
    days,
    formats: formatsOf(values.formats),
    label: values.for?.trim() || null,
  };
};

const formatsOf = (typed: string | undefined): RollupFormat[] => {
  if (typed === undefined) return [...rollupFormats];
  const names = typed.split(/[\s,]+/).filter(Boolean);
  const unknown = names.filter((name) => !(rollupFormats as readonly string[]).includes(name));
  if (names.length === 0 || unknown.length > 0)
    throw new UsageError(`--formats is "${typed}". Give some of ${listed(rollupFormats)}, with commas between them.`);
  return rollupFormats.filter((format) => names.includes(format));
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await share(process.argv.slice(2), operatorTerminal());
