import type { MirrorValue } from './fingerprint.ts';

/** Firestore refuses documents over 1 MiB; the room kept free is for names and index entries. */
export const largestDocumentBytes = 900 * 1024;

/**
 * Bytes that Firestore counts for a value, names of a map's fields included.
 * https://firebase.google.com/docs/firestore/storage-size
 */
export const storedBytes = (value: MirrorValue): number => {
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'number') return 8;
  if (typeof value === 'string') return Buffer.byteLength(value) + 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + storedBytes(item), 0);
  let bytes = 32;
  for (const [field, inner] of Object.entries(value)) bytes += Buffer.byteLength(field) + 1 + storedBytes(inner);
  return bytes;
};

/**
 * Shortens the longest texts until all of them together fit, and leaves the others whole.
 *
 * @returns the texts and the fields whose text was cut; a cut text ends in `…`
 */
export const fitTexts = (
  texts: Readonly<Record<string, string>>,
  roomBytes: number,
): { texts: Record<string, string>; cut: string[] } => {
  const sizes = Object.entries(texts).map(([field, text]) => ({ field, bytes: Buffer.byteLength(text) }));
  const cut = new Set<string>();
  let longest = roomBytes;
  // Level from above: all texts over the level are cut to it, and the level sinks until the sum fits.
  for (;;) {
    const sum = sizes.reduce((total, { bytes }) => total + Math.min(bytes, longest), 0);
    if (sum <= roomBytes) break;
    longest = Math.floor(longest * 0.9);
  }
  const fitted = Object.fromEntries(
    sizes.map(({ field, bytes }) => {
      if (bytes <= longest) return [field, texts[field]!];
      cut.add(field);
      return [field, cutText(texts[field]!, longest)];
    }),
  );
  return { texts: fitted, cut: [...cut] };
};

/** Never ends in half a character. */
const cutText = (text: string, bytes: number): string => {
  const mark = '…';
  const kept = Buffer.from(text).subarray(0, Math.max(0, bytes - Buffer.byteLength(mark)));
  return `${new TextDecoder().decode(kept, { stream: true })}${mark}`;
};
