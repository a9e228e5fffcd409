/** The parts of a package-lock.json, version 3, that say which packages stand where. */
export interface LockFile {
  lockfileVersion: number;
  packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  version?: string;
  dev?: boolean;
  dependencies?: Readonly<Record<string, string>>;
  optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * The lock file of a package that depends on some of our dependencies and on nothing else, so that what is installed in the cloud is what
 * has been tested here, to the version.
 *
 * @param names  dependencies of ours
 * @throws Error where one of them is not locked
 * Source: https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
 */
export const lockFileOf = (
  lock: LockFile,
  { name, version }: { name: string; version: string },
  names: readonly string[],
): LockFile & { name: string; version: string; requires: true } => {
  const wanted = new Set<string>();
  const add = (from: string, dependency: string, isOptional: boolean): void => {
    const path = placeOf(lock, from, dependency);
    if (path === null) {
      if (isOptional) return;
      throw new Error(`package-lock.json does not say where ${from || name} finds ${dependency}.`);
    }
    if (wanted.has(path)) return;
    wanted.add(path);
    const { dependencies = {}, optionalDependencies = {} } = lock.packages[path]!;
    for (const each of Object.keys(dependencies)) add(path, each, each in optionalDependencies);
    for (const each of Object.keys(optionalDependencies)) add(path, each, true);
  };
  for (const each of names) add('', each, false);
  const dependencies = Object.fromEntries(names.map((each) => [each, lock.packages[`node_modules/${each}`]!.version!]));
  return {
    name,
    version,
    lockfileVersion: lock.lockfileVersion,
    requires: true,
    packages: {
      '': { version, dependencies },
      ...Object.fromEntries(
        Object.entries(lock.packages)
          .filter(([path]) => wanted.has(path))
          .map(([path, { dev: _ofOurs, ...locked }]) => [path, locked]),
      ),
    },
  };
};

/** Where a package finds another one: in its own node_modules, or in the nearest around it. */
const placeOf = (lock: LockFile, from: string, dependency: string): string | null => {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${dependency}`;
    if (path in lock.packages) return path;
    if (folder === '') return null;
  }
};
