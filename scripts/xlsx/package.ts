import { posix } from 'node:path';
import { attribute, xmlEvents } from './xml.ts';
import { pack, readZip, unpack, writeZip, type ZipEntry } from './zip.ts';

/** The files inside a workbook file, by their path from its root. */
export interface Package {
  has(path: string): boolean;
  /** The text of a part; '' where there is none. */
  read(path: string): string;
  /** Replaces or adds a part; what is never replaced stays byte for byte. */
  write(path: string, text: string): void;
  remove(path: string): void;
  relationships(path: string): Relationship[];
  /** Where the relationships of a part are written. */
  relationshipsPath(path: string): string;
  bytes(): Buffer;
}

export interface Relationship {
  id: string;
  /** The last word of its type: `worksheet`, `comments`. */
  type: string;
  /** From the package's root, without a slash; an address as it is for what lies outside. */
  target: string;
}

/** A sheet of half a million rows unpacks to less. */
const MOST_BYTES = 250_000_000;

/** @throws ZipError where the bytes are no archive */
export const openPackage = (bytes: Buffer): Package => {
  const entries = new Map<string, ZipEntry>(readZip(bytes).map((entry) => [entry.name, entry]));
  // Names of parts are compared without case: https://ecma-international.org/publications-and-standards/standards/ecma-376/, part 2
  const names = new Map([...entries.keys()].map((name) => [name.toLowerCase(), name]));
  const entryAt = (path: string): ZipEntry | undefined => entries.get(names.get(path.toLowerCase()) ?? path);
  const read = (path: string): string => {
    const entry = entryAt(path);
    return entry
      ? unpack(entry, MOST_BYTES)
          .toString('utf8')
          .replace(/^\uFEFF/, '')
      : '';
  };
  const relationshipsPath = (path: string): string =>
    posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`);
  return {
    has: (path) => entryAt(path) !== undefined,
    read,
    write: (path, text) => {
      const name = names.get(path.toLowerCase()) ?? path;
      names.set(name.toLowerCase(), name);
      entries.set(name, pack(name, text));
    },
    remove: (path) => void entries.delete(names.get(path.toLowerCase()) ?? path),
    relationshipsPath,
    relationships: (path) =>
      [...xmlEvents(read(relationshipsPath(path)))].flatMap((event): Relationship[] => {
        if (event.kind !== 'open' || event.name !== 'Relationship') return [];
        const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => attribute(event.attributes, name) ?? '') as [
          string,
          string,
          string,
        ];
        const outside = attribute(event.attributes, 'TargetMode') === 'External';
        return [
          {
            id,
            type: type.slice(type.lastIndexOf('/') + 1),
            target: outside ? target : resolvePath(path, target),
          },
        ];
      }),
    bytes: () => writeZip([...entries.values()]),
  };
};

/** Targets are relative to the part that names them, or absolute from the root. */
const resolvePath = (path: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target);
