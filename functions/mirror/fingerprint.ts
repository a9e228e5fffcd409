import { createHash } from 'node:crypto';

/** What the mirror stores: plain data as JSON has it, without undefined. */
export type MirrorValue = null | string | number | boolean | MirrorValue[] | { [field: string]: MirrorValue };

/**
 * Plain data as Firestore keeps it, so that what is read back equals what was written: fields that are undefined are left out, -0 is 0,
 * and half of a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD.
 *
 * @throws TypeError where a number is not finite: the parser never lets one through
 */
export const toMirrorValue = (data: unknown): MirrorValue => {
  if (data === null || typeof data === 'boolean') return data;
  if (typeof data === 'string') return data.toWellFormed();
  if (typeof data === 'number' && Number.isFinite(data)) return data === 0 ? 0 : data;
  if (Array.isArray(data)) return data.map(toMirrorValue);
  if (typeof data === 'object') {
    const fields: Record<string, MirrorValue> = {};
    for (const [field, value] of Object.entries(data)) if (value !== undefined) fields[field] = toMirrorValue(value);
    return fields;
  }
  throw new TypeError(`The mirror cannot hold a value of this kind: ${typeof data} ${String(data)}.`);
};

/** 64 bits of SHA-256 over the data, however its fields are ordered: enough to tell a changed row from an unchanged one. */
export const fingerprintOf = (data: MirrorValue): string =>
  createHash('sha256').update(canonicalJson(data)).digest().subarray(0, 8).toString('base64url');

const canonicalJson = (data: MirrorValue): string =>
  JSON.stringify(data, (_, value: MirrorValue) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
