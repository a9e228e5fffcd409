import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OptionError } from './options.ts';

/** Where one machine keeps what must outlive the program; one program at a time has it. */
export interface DataFolder {
  path: string;
  file(name: string): string;
  /** The spreadsheets that were made here, by what they were made from. */
  spreadsheets: { read(): Record<string, string>; write(ids: Readonly<Record<string, string>>): void };
  release(): void;
}

/**
 * Takes hold of a data folder, making it where there is none.
 *
 * @throws OptionError when the folder cannot be written, or another program has it
 */
export const openDataFolder = (folder: string): DataFolder => {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw new OptionError(
      `Cannot make the folder ${path}: ${(cause as Error).message}. Name another with --data DIR.`,
      { cause },
    );
  }
  const release = lock(path);
  const list = join(path, 'spreadsheets.json');
  return {
    path,
    file: (name) => join(path, name),
    spreadsheets: {
      read: () => readList(list),
      write: (ids) => {
        // Written beside and renamed, so that a crash leaves the old list or the new one.
        writeFileSync(`${list}.new`, JSON.stringify(ids, null, 2));
        renameSync(`${list}.new`, list);
      },
    },
    release,
  };
};

/** A lock that the operating system lets go when the program ends, however it ends: an exclusive transaction of SQLite. */
const lock = (path: string): (() => void) => {
  const database = new DatabaseSync(join(path, 'lock'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new OptionError(
      `Another TechHire Planner uses the folder ${path}. Stop that one, or start this one with --data DIR and --port N of its own.`,
      { cause },
    );
  }
  return () => database.close();
};

const readList = (file: string): Record<string, string> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw cause;
  }
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch (cause) {
    throw new OptionError(`${file} is damaged: it is not JSON. Mend it, or start with another folder: --data DIR.`, {
      cause,
    });
  }
};
