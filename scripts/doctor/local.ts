import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { rootKeyFile } from '../../functions/keys/root-key-file.ts';
import { parseRootKeys } from '../../functions/keys/root-keys.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { type Check, fail, ok, warn } from './check.ts';
import { once } from './once.ts';

/** As GET /health of `npm start` says it. */
interface MachineHealth {
  version: string;
  firestore: { kind: string; host: string; project: string };
  rootKeys: string;
}

/** Node, wherever the planner's commands run. @param version  without the v at its beginning */
export const nodeCheck = (version: string): Check => ({
  name: 'node',
  looksAt: 'the version of Node.js',
  look: async () => {
    const least = packageFile.engines.node.replace('>=', '');
    return isAtLeast(version, least)
      ? ok(`${version}.`)
      : fail(`${version}, but ${least} or newer is needed.`, 'Install the newest LTS version from https://nodejs.org.');
  },
});

const isAtLeast = (version: string, least: string): boolean => {
  const [have, need] = [version, least].map((each) => each.split('.').map(Number));
  for (let index = 0; index < need!.length; index++) {
    const [one, other] = [have![index] ?? 0, need![index]!];
    if (one !== other) return one > other;
  }
  return true;
};

/** The machine of `npm start`: whether it runs, is this version, and can keep what people type. @param rootUrl  without a slash at its end */
export const machineChecks = (rootUrl: string): Check[] => {
  const answered = once(async () =>
    (await fetch(`${rootUrl}/health`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) })).text(),
  );
  const rootKeys = async (): Promise<string> => machineHealthIn(await answered())!.rootKeys;
  return [
    {
      name: 'server',
      looksAt: `that npm start runs and answers at ${rootUrl}`,
      look: async () => {
        const { port } = new URL(rootUrl);
        let text: string;
        try {
          text = await answered();
        } catch {
          return fail(
            `Nothing answers at ${rootUrl}.`,
            `Start it: \`npm start${port === '8080' ? '' : ` -- --port ${port}`}\`. Where it runs at another port: \`npm run doctor -- --port N\``,
          );
        }
        const health = machineHealthIn(text);
        if (health === null)
          return fail(
            `Another program answers at ${rootUrl}.`,
            'Stop it, or give the planner another port: `npm start -- --port 8090`, then `npm run doctor -- --port 8090`',
          );
        return health.version === packageFile.version
          ? ok(`Version ${health.version}, with Firestore ${health.firestore.kind} at ${health.firestore.host}.`)
          : warn(
              `Version ${health.version} runs; this folder has ${packageFile.version}.`,
              'Stop it with Ctrl-C, and start it again: `npm start`',
            );
      },
    },
    {
      name: 'data folder',
      looksAt: 'that what people type can be kept',
      needs: ['server'],
      look: async () => {
        const folder = dirname(await rootKeys());
        const files = ['sheets.sqlite', 'spreadsheets.json'].map((name) => join(folder, name));
        try {
          for (const path of [folder, ...files]) await access(path, constants.R_OK | constants.W_OK);
        } catch (error) {
          return fail(
            `${folder} cannot be written: ${(error as Error).message}`,
            'Let this user write there, or start with another folder: `npm start -- --data DIR`',
          );
        }
        const { bavail, bsize } = await statfs(folder);
        const freeMb = Math.floor((bavail * bsize) / 2 ** 20);
        return freeMb < LEAST_FREE_MB
          ? warn(`${folder} has ${freeMb} MB left.`, 'Make room on that disk.')
          : ok(`${folder}, with ${freeMb} MB left.`);
      },
    },
    {
      name: 'root keys',
      looksAt: 'the file with the root keys, which seal the signing keys in Firestore',
      needs: ['server'],
      look: async () => {
        const file = await rootKeys();
        try {
          const [newest] = parseRootKeys(await rootKeyFile(file).read());
          // Windows has no such rights.
          const isShared = process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0;
          return isShared
            ? warn(`Others on this machine may read ${file}.`, `chmod 600 ${file}`)
            : ok(`${newest!.id} is the newest.`);
        } catch (error) {
          return fail(
            (error as Error).message,
            'Bring the file back. Where it is lost, `npm start` makes a new one once it is gone, and `npm run rotate-key -- --spreadsheet ID` gives a sheet a new key.',
          );
        }
      },
    },
  ];
};

const machineHealthIn = (text: string): MachineHealth | null => {
  try {
    const health = JSON.parse(text) as Partial<MachineHealth>;
    return health.version !== undefined && health.firestore !== undefined && health.rootKeys !== undefined
      ? (health as MachineHealth)
      : null;
  } catch {
    return null;
  }
};

const ANSWER_TIMEOUT_MS = 5_000;

const LEAST_FREE_MB = 200;
