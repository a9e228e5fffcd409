/**
 * Paths as keys. A key is a text that sorts, byte by byte, as Firestore sorts the path it stands for, so that SQLite's indexes give
 * documents in the order of their names, and so that all below a document or collection is one range.
 *
 *   separator between segments   U+0001, below every character of a segment
 *   U+0000..U+0002 in a segment  U+0002 and the character moved up by 16
 *   numeric id `__id7__`         U+0002 U+0003 and 20 digits: Firestore sorts these by number and before all others
 */
export type Key = string;

const SEPARATOR = '\u0001';
const ESCAPE = '\u0002';
const NUMERIC = '\u0003';
const NUMERIC_ID = /^__id(-?\d{1,19})__$/;
const INT64_OFFSET = 1n << 63n;

/** The key of a path's segments; the root's is the empty text. */
export const keyOfSegments = (segments: readonly string[]): Key => segments.map(encodeSegment).join(SEPARATOR);

export const segmentsOfKey = (key: Key): string[] => (key === '' ? [] : key.split(SEPARATOR).map(decodeSegment));

/** A relative path such as `communities/a/plans/2026` as its key. */
export const keyOfPath = (path: string): Key => (path === '' ? '' : keyOfSegments(path.split('/')));

export const pathOfKey = (key: Key): string => segmentsOfKey(key).join('/');

export const childKey = (parent: Key, segment: string): Key =>
  parent === '' ? encodeSegment(segment) : parent + SEPARATOR + encodeSegment(segment);

/** The key of what holds it: a document's collection, a collection's document, or the root. */
export const parentKey = (key: Key): Key => key.slice(0, Math.max(0, key.lastIndexOf(SEPARATOR)));

/** The last segment as it stands in the key: what all collections of one id have in common. */
export const ownKey = (key: Key): Key => key.slice(key.lastIndexOf(SEPARATOR) + 1);

export const lastSegment = (key: Key): string => decodeSegment(ownKey(key));

/** How many segments: even for a document, odd for a collection. */
export const depthOfKey = (key: Key): number => (key === '' ? 0 : key.split(SEPARATOR).length);

/** The first key that everything below this one comes at or after. */
export const firstBelow = (key: Key): Key => (key === '' ? '' : key + SEPARATOR);

/** The first key that comes after everything below this one. */
export const afterAllBelow = (key: Key): Key => (key === '' ? '\u{10ffff}\u{10ffff}' : key + ESCAPE);

const encodeSegment = (segment: string): string => {
  if (segment.startsWith('__id')) {
    const number = NUMERIC_ID.exec(segment)?.[1];
    if (number !== undefined) return `${ESCAPE}${NUMERIC}${String(BigInt(number) + INT64_OFFSET).padStart(20, '0')}`;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that the key's own syntax uses
  return segment.replace(/[\u0000-\u0002]/g, (char) => ESCAPE + String.fromCharCode(char.charCodeAt(0) + 16));
};

const decodeSegment = (encoded: string): string => {
  if (!encoded.includes(ESCAPE)) return encoded;
  if (encoded.startsWith(ESCAPE + NUMERIC)) return `__id${BigInt(encoded.slice(2)) - INT64_OFFSET}__`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the reverse of the above
  return encoded.replace(/\u0002([\u0010-\u0012])/g, (_, char: string) => String.fromCharCode(char.charCodeAt(0) - 16));
};
