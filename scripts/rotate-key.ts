import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig, settings } from '../functions/config.ts';
import { sheetRegistry } from '../functions/edits/registry.ts';
import { formatKey } from '../functions/edits/signature.ts';
import { keyBox } from '../functions/keys/key-box.ts';
import { isSecretName, rootKeyStore } from '../functions/keys/root-key-store.ts';
import { openLinks } from '../functions/planner/links.ts';
import { openStore, type Store } from '../functions/planner/store.ts';
import { OperatorError } from '../functions/watch/operator-error.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';
import { rotateRootKey } from './root-key-rotation.ts';

const usage = `Makes a new key, for example because somebody who should not have it has seen the old one.

  npm run rotate-key -- --spreadsheet ID
  npm run rotate-key -- --root

  --spreadsheet ID  the key with which the spreadsheet signs its messages; the id is as in the sheet's address, on one machine as GET /health shows it
  --root            the key that seals all others in Firestore: each is sealed anew, and keeps working as it is

A new key and the one before it are both valid until the key is rotated again, so no edit is lost in between.
Rotating twice makes an old key useless at once.

The settings are those of the functions: GOOGLE_CLOUD_PROJECT above all.
TECHHIRE_SHEETS_ROOT_URL=http://127.0.0.1:8080 alone is enough for npm start.`;

export type RotationTerminal = Omit<OperatorTerminal, 'ask'> & { wait(ms: number): Promise<void> };

/** @returns the exit status: 0 when the key was rotated, 2 when not */
export const rotateKey = async (args: readonly string[], terminal: RotationTerminal): Promise<0 | 2> => {
  try {
    const options = readArguments(args);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const config = readConfig(await settingsOf(terminal.env));
    const store = openStore(
      config,
      watchOf(() => undefined),
    );
    try {
      terminal.out(
        'root' in options
          ? await newRootKeyInWords(config.rootKeys, store, terminal)
          : await newSheetKeyInWords(options.spreadsheetId, config.projectId, store),
      );
      return 0;
    } finally {
      await store.firestore.terminate();
    }
  } catch (error) {
    const kinds = [UsageError, ConfigError, OperatorError];
    if (!kinds.some((kind) => error instanceof kind)) throw error;
    terminal.err(`${(error as Error).message}\n`);
    return 2;
  }
};

/** @throws UsageError */
const newSheetKeyInWords = async (spreadsheetId: string, project: string, { registry }: Store): Promise<string> => {
  const key = formatKey(randomBytes(32));
  if (!(await registry.rotateKey(spreadsheetId, key)))
    throw new UsageError(`The spreadsheet ${spreadsheetId} is not connected in project ${project}.`);
  return `${key}

This is the sheet's new key; until the sheet has it, it goes on with the one that it has.
In the sheet: Extensions > Apps Script > Project Settings > Script Properties, set techhireKey to it. A sheet of npm start takes it over at the next start.
`;
};

/** @throws UsageError, OperatorError */
const newRootKeyInWords = async (
  where: string | null,
  { firestore }: Store,
  { wait }: Pick<RotationTerminal, 'wait'>,
): Promise<string> => {
  if (where === null)
    throw new UsageError(`${settings.rootKeys.env} is not set. ${settings.rootKeys.meaning} ${settings.rootKeys.mend}`);
  const rootKeys = rootKeyStore(where);
  const { id, sheets } = await rotateRootKey(rootKeys, {
    renewSeals: async () => {
      // A box remembers root keys.
      const box = keyBox(rootKeys);
      await openLinks({ firestore, box }).keys.current();
      return sheetRegistry(firestore, [], box).renewSeals();
    },
    // Secret Manager shows a new version everywhere after a while.
    known: () => (isSecretName(where) ? wait(SHOWN_EVERYWHERE_MS) : Promise.resolve()),
    now: new Date(),
  });
  return `The new root key is ${id}. The keys of ${sheets} ${sheets === 1 ? 'sheet' : 'sheets'} and those of links are sealed with it; nothing is to be done in the sheets.
`;
};

const SHOWN_EVERYWHERE_MS = 60_000;

const readArguments = (args: readonly string[]): { spreadsheetId: string } | { root: true } | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    spreadsheet: { type: 'string' },
    root: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  if (values.root && values.spreadsheet !== undefined)
    throw new UsageError(`One key at a time: --spreadsheet or --root.\n\n${usage}`);
  if (values.root) return { root: true };
  if (!values.spreadsheet) throw new UsageError(`Of which spreadsheet is the key to be rotated?\n\n${usage}`);
  return { spreadsheetId: values.spreadsheet };
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await rotateKey(process.argv.slice(2), {
    ...operatorTerminal(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
