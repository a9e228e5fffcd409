import { parseArgs } from 'node:util';

/** What a person asks of `npm start`. */
export interface StartOptions {
  port: number;
  /** Folder of everything that must outlive the program. */
  dataFolder: string;
  /** The blank template instead of the demo plan. */
  empty: boolean;
  /** Edits are not announced by the bound script, but found in the log of Drive. */
  withoutScript: boolean;
  /** `embedded`: our own server; `emulator`: Google's, started here; `running`: the one that FIRESTORE_EMULATOR_HOST names. */
  firestore: 'embedded' | 'emulator' | 'running';
  help: boolean;
}

export const USAGE = `npm start -- [options]

  --port N               port of the planning sheet and everything else (default 8080)
  --data DIR             folder in which what is typed is kept (default .local)
  --empty                open the blank template instead of the demo plan
  --without-script       have Drive tell of edits, as in a sheet that has no bound script
  --firestore embedded   use the built-in Firestore server (default)
  --firestore emulator   start Google's Firestore emulator, which needs Java
  --help                 show this

FIRESTORE_EMULATOR_HOST=host:port uses a Firestore emulator that runs already.`;

/** A flag that does not do; the message says which and what to type instead. */
export class OptionError extends Error {
  override name = 'OptionError';
}

/**
 * @param args  as typed after `npm start --`
 * @throws OptionError
 */
export const startOptions = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StartOptions => {
  const values = parsed(args);
  const port = values.port ?? '8080';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new OptionError(`--port is "${port}", but a port is a number from 1 to 65535, for example --port 8090.`);
  const firestore = values.firestore ?? (env.FIRESTORE_EMULATOR_HOST ? 'running' : 'embedded');
  if (firestore !== 'embedded' && firestore !== 'emulator' && firestore !== 'running')
    throw new OptionError(`--firestore is "${firestore}", but it is embedded or emulator.`);
  if (values.data?.trim() === '') throw new OptionError('--data is empty. Name a folder, for example --data .local');
  return {
    port: Number(port),
    dataFolder: values.data ?? '.local',
    empty: values.empty ?? false,
    withoutScript: values['without-script'] ?? false,
    firestore,
    help: values.help ?? false,
  };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        empty: { type: 'boolean' },
        'without-script': { type: 'boolean' },
        firestore: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new OptionError(`${(cause as Error).message.split('. ')[0]}.\n\n${USAGE}`, { cause });
  }
};
