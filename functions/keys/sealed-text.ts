import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { RootKey } from './root-keys.ts';

/**
 * What is kept where others may get to read it: `sealed:1:{id of the root key}:{base64url of nonce, ciphertext and tag}`, by AES-256-GCM. Its place
 * is authenticated with it, so that what was sealed for one document opens in no other.
 */

/** @param place  where it is kept, for example `sheets/1AbC` */
export const sealed = (text: string, place: string, { id, bytes }: RootKey): string => {
  // Random nonces of 96 bits may be used 2^32 times with a key (NIST SP 800-38D, 8.3); these keys are used a few times a sheet.
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, bytes, nonce).setAAD(Buffer.from(place));
  const sealedBytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${PREFIX}${id}:${sealedBytes.toString('base64url')}`;
};

/** The id of the root key that a text is sealed with; null where it is not sealed. */
export const sealedWith = (kept: string): string | null =>
  kept.startsWith(PREFIX) ? kept.slice(PREFIX.length).split(':', 1)[0]! : null;

/**
 * @param rootKey  the one that `sealedWith` names
 * @returns null where it was sealed with another key or for another place, or has been changed since
 */
export const unsealed = (kept: string, place: string, { id, bytes }: RootKey): string | null => {
  const sealedBytes = Buffer.from(kept.slice(PREFIX.length + id.length + 1), 'base64url');
  if (sealedBytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(ALGORITHM, bytes, sealedBytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealedBytes.subarray(-TAG_BYTES));
  try {
    return decipher.update(sealedBytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
};

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** No signing key begins so: these begin with `whsec_`. */
const PREFIX = 'sealed:1:';
