import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { type FunctionName, functionNames } from '../../functions/function-names.ts';
import { deployedName } from '../../functions/planner/addresses.ts';
import { type LockFile, lockFileOf } from './lock-file.ts';

/** One function as Google Cloud takes it. */
export interface FunctionBundle {
  name: FunctionName;
  /** File name to content: the code in one file, and beside it what cannot be in it. */
  files: ReadonlyMap<string, string | Uint8Array>;
  /** What went into the code. */
  inputs: Metafile['inputs'];
}

const FRAMEWORK = '@google-cloud/functions-framework';

/**
 * Builds each function into one file with only what it uses. The framework is not in it, because Google starts the framework's own
 * command, and it must be the same that the function registers with.
 * https://cloud.google.com/functions/docs/running/function-frameworks
 */
export const bundleFunctions = async (names: readonly FunctionName[] = functionNames): Promise<FunctionBundle[]> => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as LockFile;
  return Promise.all(names.map((name) => bundleOf(name, manifest.version, lock)));
};

const bundleOf = async (name: FunctionName, version: string, lock: LockFile): Promise<FunctionBundle> => {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, 'functions/entries', `${deployedName(name)}.ts`)],
    absWorkingDir: root,
    outfile: 'index.js',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // Names stay: Firestore's client recognizes values by the names of their classes.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'eof',
    external: [FRAMEWORK],
    // The solver's module for scripts finds its program by an address that a bundle does not have; the other looks beside the file.
    alias: { highs: solver },
    logLevel: 'error',
  });
  const id = { name: `techhire-${deployedName(name)}`, version };
  const locked = lockFileOf(lock, id, [FRAMEWORK]);
  const files = new Map<string, string | Uint8Array>([
    ['index.js', outputFiles[0]!.text],
    ['package.json', json({ ...id, private: true, main: 'index.js', dependencies: locked.packages['']!.dependencies })],
    ['package-lock.json', json(locked)],
  ]);
  if (Object.keys(metafile.inputs).some((path) => join(root, path) === solver))
    files.set('highs.wasm', await readFile(solver.replace(/\.js$/, '.wasm')));
  return { name, files, inputs: metafile.inputs };
};

const root = join(import.meta.dirname, '../..');
const solver = createRequire(import.meta.url).resolve('highs');

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
