import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../functions/config.ts';
import { sheetRegistry } from '../functions/edits/registry.ts';
import { formatKey } from '../functions/edits/signature.ts';
import { firestoreClient } from '../functions/mirror/client.ts';

const usage = `Makes a new signing key for a connected spreadsheet, for example because somebody who should not have it has seen the old one.
The new key and the one before it are both valid until the key is rotated again, so no edit is lost in between.
Rotating twice makes an old key useless at once.

  npm run rotate-key -- --spreadsheet ID

  --spreadsheet ID  as in the sheet's address; on one machine as GET /health shows it

The settings are those of the functions: GOOGLE_CLOUD_PROJECT, and FIRESTORE_EMULATOR_HOST for a Firestore that is not Google's.`;

/** What keeps a key from being rotated, said so that the next try is right. */
class RotationError extends Error {}

export interface RotationTerminal {
  out(text: string): void;
  err(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
}

/** @returns the exit status: 0 when the key was rotated, 2 when not */
export const rotateKey = async (args: readonly string[], terminal: RotationTerminal): Promise<0 | 2> => {
  try {
    const options = readArguments(args);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const { projectId, databaseId, firestoreEmulatorHost } = readConfig(terminal.env);
    const firestore = firestoreClient({
      projectId,
      databaseId,
      ...(firestoreEmulatorHost === null ? {} : { emulatorHost: firestoreEmulatorHost }),
    });
    try {
      const key = formatKey(randomBytes(32));
      if (!(await sheetRegistry(firestore).rotateKey(options.spreadsheetId, key)))
        throw new RotationError(`The spreadsheet ${options.spreadsheetId} is not connected in project ${projectId}.`);
      terminal.out(
        `${key}

This is the sheet's new key; until the sheet has it, it goes on with the one that it has.
In the sheet: Extensions > Apps Script > Project Settings > Script Properties, set techhireKey to it. A sheet of npm start takes it over at the next start.
`,
      );
      return 0;
    } finally {
      await firestore.terminate();
    }
  } catch (error) {
    if (!(error instanceof RotationError) && !(error instanceof ConfigError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

const readArguments = (args: readonly string[]): { spreadsheetId: string } | 'help' => {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  if (positionals.length > 0) throw new RotationError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  if (!values.spreadsheet) throw new RotationError(`Of which spreadsheet is the key to be rotated?\n\n${usage}`);
  return { spreadsheetId: values.spreadsheet };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { spreadsheet: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new RotationError(`${(error as Error).message}\n\n${usage}`);
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await rotateKey(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    env: process.env,
  });
