import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from '../functions/config.ts';
import { openStore } from '../functions/planner/store.ts';
import { type Group, type GroupStore, groupStore } from '../functions/rollup/groups.ts';
import { isGroupId } from '../functions/rollup/scope.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';

const usage = `Puts communities together under a name, so that a rollup covers them: scope=group:ID.

  npm run groups -- list
  npm run groups -- define ID --name TEXT --communities LIST
  npm run groups -- remove ID

  ID                  lower-case letters, digits and hyphens
  --name TEXT         as rollups show it
  --communities LIST  ids, with commas between them; instead of those that the group had before

The settings are those of the functions, GOOGLE_CLOUD_PROJECT above all.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for npm start.`;

type Terminal = Omit<OperatorTerminal, 'ask'>;

type Order = { action: 'list' } | { action: 'define'; group: Group } | { action: 'remove'; id: string };

/** @returns the exit status: 0 when it is done, 2 when not */
export const groups = async (args: readonly string[], terminal: Terminal): Promise<0 | 2> => {
  try {
    const order = readArguments(args);
    if (order === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const { firestore } = openStore(
      readConfig(await settingsOf(terminal.env)),
      watchOf(() => undefined),
    );
    try {
      terminal.out(await carryOut(order, groupStore(firestore)));
      return 0;
    } finally {
      await firestore.terminate();
    }
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

const carryOut = async (order: Order, store: GroupStore): Promise<string> => {
  switch (order.action) {
    case 'list': {
      const all = await store.list();
      return all.length === 0
        ? 'No groups are defined.\n'
        : all.map(({ id, name, communities }) => `${id}: ${name}\n  ${communities.join(', ')}\n`).join('');
    }
    case 'define':
      await store.define(order.group);
      return `${order.group.name}: scope=group:${order.group.id}\n`;
    case 'remove':
      if (!(await store.remove(order.id))) throw new UsageError(`There is no group "${order.id}".`);
      return 'Removed. Its communities and their plans stay as they are.\n';
  }
};

const readArguments = (args: readonly string[]): Order | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    name: { type: 'string' },
    communities: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  const [action, id, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`"${more[0]}" is not expected here.\n\n${usage}`);
  if (action === 'list' && id === undefined) return { action };
  if ((action !== 'define' && action !== 'remove') || id === undefined)
    throw new UsageError(`What is to be done, and with which group?\n\n${usage}`);
  if (!isGroupId(id)) throw new UsageError(`"${id}" is no id of a group: lower-case letters, digits and hyphens.`);
  if (action === 'remove') return { action, id };
  const name = values.name?.trim() ?? '';
  if (name === '' || name.length > 200) throw new UsageError('--name: give the group a name of up to 200 characters.');
  const communities = (values.communities ?? '').split(/[\s,]+/).filter(Boolean);
  if (communities.length === 0) throw new UsageError('--communities: name at least one community by its id.');
  return { action, group: { id, name, communities } };
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await groups(process.argv.slice(2), operatorTerminal());
