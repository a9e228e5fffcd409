import { readFile, rename, writeFile } from 'node:fs/promises';
import { OperatorError } from '../watch/operator-error.ts';
import type { RootKeyStore } from './root-keys.ts';

/** A file: of one machine, or that in which Cloud Run shows a secret's newest version, which it fetches anew at each reading. */
export const rootKeyFile = (path: string): RootKeyStore => ({
  read: () => readFile(path, 'utf8').catch(failed('read', path)),
  write: async (lines) => {
    // Written beside and renamed, so that a crash leaves the old keys or the new ones. Nobody else on the machine may read it.
    await writeFile(`${path}.new`, lines, { mode: 0o600 }).catch(failed('write', path));
    await rename(`${path}.new`, path).catch(failed('write', path));
  },
});

const failed =
  (operation: 'read' | 'write', path: string) =>
  (cause: NodeJS.ErrnoException): never => {
    throw new OperatorError(
      'root-keys',
      `Cannot ${operation} the root keys in ${path}: ${cause.code}. TECHHIRE_ROOT_KEYS says where they are.`,
      { cause },
    );
  };
