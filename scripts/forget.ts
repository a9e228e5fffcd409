import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from '../functions/config.ts';
import { invitationStore } from '../functions/connecting/invitations.ts';
import { communityIdSchema } from '../functions/edits/registry.ts';
import { openStore, type Store } from '../functions/planner/store.ts';
import { groupStore } from '../functions/rollup/groups.ts';
import { isOver, linkStore } from '../functions/sharing/links.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { isAgreed, type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';

const usage = `Forgets a community: its sheets are not connected any more, its links end, and its plans, their history, summaries and published rollups are deleted.
Its spreadsheets stay as they are. Shows what there is, and asks, before it deletes anything.

  npm run forget -- --community ID [--dry-run | --yes]

  --community ID  as its sheets were connected
  --dry-run       only shows what there is
  --yes           does not ask

Backups of the database still have it until they expire. The settings are those of the functions, GOOGLE_CLOUD_PROJECT above all.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for npm start.`;

/** @returns the exit status: 0 when nothing of it is left, 1 when something is, 2 when it could not begin */
export const forget = async (args: readonly string[], terminal: OperatorTerminal): Promise<0 | 1 | 2> => {
  try {
    const wish = readArguments(args);
    if (wish === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const store = openStore(
      readConfig(await settingsOf(terminal.env)),
      watchOf(() => undefined),
    );
    try {
      return await forgotten(wish, store, terminal);
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
  dryRun: boolean;
  yes: boolean;
}

const forgotten = async (
  { communityId, dryRun, yes }: Wish,
  { firestore, registry }: Store,
  terminal: OperatorTerminal,
): Promise<0 | 1> => {
  const links = linkStore(firestore);
  const scope = `community:${communityId}`;
  const now = new Date();
  const [sheets, plans, summaries, snapshots, itsLinks, groups] = await Promise.all([
    registry.list().then((all) => all.filter((sheet) => sheet.communityId === communityId)),
    firestore.collection(`communities/${communityId}/plans`).listDocuments(),
    firestore.collection('summaries').where('communityId', '==', communityId).select().get(),
    firestore.collection('snapshots').where('scope', '==', scope).select().get(),
    links.list().then((all) => all.filter((link) => link.scope === scope && !isOver(link, now))),
    groupStore(firestore)
      .list()
      .then((all) => all.filter(({ communities }) => communities.includes(communityId))),
  ]);
  const lines = [
    ...sheets.map(({ spreadsheetId }) => `the connection of the sheet ${spreadsheetId}`),
    ...itsLinks.map(({ id }) => `the link ${id}`),
    ...plans.map(({ id }) => `the plan of ${id} with its history`),
    ...(summaries.size > 0 ? [`${summaries.size} of its summaries`] : []),
    ...(snapshots.size > 0 ? [`${snapshots.size} of its rollups as they were published`] : []),
  ];
  for (const { id } of groups)
    terminal.out(`The group ${id} has it. Define the group without it: npm run groups -- define ${id}\n`);
  if (lines.length === 0) {
    terminal.out(`There is nothing of ${communityId}.\n`);
    return groups.length === 0 ? 0 : 1;
  }
  terminal.out(`This would be deleted, for good:\n${lines.map((line) => `  ${line}\n`).join('')}`);
  if (dryRun) return 1;
  if (!yes && !(await isAgreed(terminal))) {
    terminal.out('Nothing was deleted.\n');
    return 1;
  }
  // First what would write the rest again: a pass without its sheet's record commits nothing.
  for (const { spreadsheetId } of sheets) await registry.disconnect(spreadsheetId);
  await invitationStore(firestore).withdraw(communityId, now);
  for (const { id } of itsLinks) await links.revoke(id, now);
  for (const { ref } of [...summaries.docs, ...snapshots.docs]) await firestore.recursiveDelete(ref);
  await firestore.recursiveDelete(firestore.doc(`communities/${communityId}`));
  terminal.out('Done.\n');
  return groups.length === 0 ? 0 : 1;
};

const readArguments = (args: readonly string[]): Wish | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    community: { type: 'string' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  if (!communityIdSchema.safeParse(values.community).success)
    throw new UsageError(`Which community is to be forgotten?\n\n${usage}`);
  if (values['dry-run'] && values.yes) throw new UsageError('--dry-run and --yes contradict each other.');
  return { communityId: values.community!, dryRun: values['dry-run'] ?? false, yes: values.yes ?? false };
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await forget(process.argv.slice(2), operatorTerminal());
