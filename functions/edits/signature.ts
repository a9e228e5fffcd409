import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Signed messages from a spreadsheet's bound script, as Standard Webhooks 1.0.0 defines them:
 * HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`, base64, in the header `webhook-signature: v1,<signature>`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 *
 * Keys are text: `whsec_` and the base64 of 24 to 64 random bytes, one key a spreadsheet.
 */

export const signatureHeaders = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const;

/** How far a message's timestamp may be from our clock, before or after. */
export const defaultToleranceSeconds = 300;

export interface MessageToSign {
  /** `whsec_<base64>` */
  key: string;
  /** Stays the same when one message is sent again; no full stops. */
  id: string;
  /** When this attempt is made, in whole seconds since 1970. */
  timestampSeconds: number;
  /** Exactly the bytes that are sent; text stands for its UTF-8 bytes. */
  body: string | Uint8Array;
}

export interface MessageToVerify {
  /** The newest key first; during a rotation the one before it second. */
  keys: readonly string[];
  /** Names in any case; a list where a header came more than once, as Node gives it. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as received, before any parsing. */
  rawBody: Uint8Array;
  nowSeconds: number;
  toleranceSeconds?: number;
}

export type VerifiedMessage =
  | {
      ok: true;
      id: string;
      timestampSeconds: number;
      /** Which of `keys` it was signed with: 1 says that the sender has not yet taken over the newest key. */
      keyIndex: number;
    }
  | { ok: false; reason: RefusalReason; message: string };

/**
 * | reason           | what is wrong                                                                |
 * | ---------------- | ---------------------------------------------------------------------------- |
 * | missing-header   | one of the three headers is not there, or empty                              |
 * | malformed-header | a header came twice, the id has a full stop, the timestamp is not whole seconds |
 * | stale            | sent longer ago than tolerated: a replay, a slow network or a slow clock      |
 * | too-new          | from the future: one of the two clocks is wrong                              |
 * | no-key           | nothing to check against: the sheet is not connected                         |
 * | bad-signature    | no signature in the header fits any key                                      |
 */
export type RefusalReason = 'missing-header' | 'malformed-header' | 'stale' | 'too-new' | 'no-key' | 'bad-signature';

/**
 * @returns the value of the header `webhook-signature`
 * @throws RangeError when the id or timestamp cannot be signed safely, or the key is not a key
 */
export const signMessage = ({ key, id, timestampSeconds, body }: MessageToSign): string => {
  if (!isMessageId(id)) throw new RangeError('A message id is 1 to 256 visible ASCII characters without full stops.');
  const timestamp = String(timestampSeconds);
  if (!isTimestamp(timestamp)) throw new RangeError('A message timestamp is a whole number of seconds since 1970.');
  return `v1,${signatureOf(keyBytes(key), id, timestamp, body)}`;
};

/**
 * Says whether a message was signed with one of the keys and lately. The bytes are checked as they came: the same JSON written
 * another way does not verify.
 *
 * @throws RangeError when one of our own keys is not a key: that is a fault of the set-up, not of the sender
 */
export const verifyMessage = ({
  keys,
  headers,
  rawBody,
  nowSeconds,
  toleranceSeconds = defaultToleranceSeconds,
}: MessageToVerify): VerifiedMessage => {
  const found = readHeaders(headers);
  if ('reason' in found) return found;
  const { id, timestamp, signatures } = found;

  const timestampSeconds = Number(timestamp);
  const ageSeconds = nowSeconds - timestampSeconds;
  if (ageSeconds > toleranceSeconds)
    return refusal(
      'stale',
      `The message is ${Math.floor(ageSeconds)} s old; at most ${toleranceSeconds} s are allowed.`,
    );
  if (-ageSeconds > toleranceSeconds)
    return refusal(
      'too-new',
      `The message is dated ${Math.floor(-ageSeconds)} s ahead; at most ${toleranceSeconds} s are allowed. Check the clocks.`,
    );

  if (keys.length === 0)
    return refusal('no-key', 'There is no key to check the message with: the sheet is not connected.');
  // Every key is tried with every signature, so that the time taken does not tell which of them came close.
  let keyIndex = -1;
  keys.forEach((key, index) => {
    const expected = Buffer.from(signatureOf(keyBytes(key), id, timestamp, rawBody));
    for (const signature of signatures) if (isSame(expected, signature) && keyIndex < 0) keyIndex = index;
  });
  if (keyIndex < 0) return refusal('bad-signature', "The signature does not fit this sheet's key and the message.");
  return { ok: true, id, timestampSeconds, keyIndex };
};

/**
 * Writes key bytes as the text that is stored and handed out.
 *
 * @param bytes  24 to 64 bytes from a cryptographic random source
 */
export const formatKey = (bytes: Uint8Array): string => {
  assertKeyLength(bytes.length);
  return `${keyPrefix}${Buffer.from(bytes).toString('base64')}`;
};

const keyPrefix = 'whsec_';

/** A sender has at most two keys at a time; more signatures than this are somebody trying them out. */
const maxSignatures = 16;

/** @throws RangeError where the text is no key */
export const keyBytes = (key: string): Buffer => {
  const text = key.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : '';
  // Node decodes whatever it can and skips the rest; a mistyped key would then fail every signature without saying why.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0)
    throw new RangeError(`A signing key is "${keyPrefix}" followed by base64.`);
  const bytes = Buffer.from(text, 'base64');
  assertKeyLength(bytes.length);
  return bytes;
};

const assertKeyLength = (length: number): void => {
  if (length < 24 || length > 64) throw new RangeError(`A signing key has 24 to 64 bytes; this one has ${length}.`);
};

const signatureOf = (key: Uint8Array, id: string, timestamp: string, body: string | Uint8Array): string =>
  createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');

const readHeaders = (
  headers: MessageToVerify['headers'],
): { id: string; timestamp: string; signatures: string[] } | Refusal => {
  const values = new Map<string, string | readonly string[] | undefined>();
  for (const [name, value] of Object.entries(headers)) values.set(name.toLowerCase(), value);

  const found: Record<string, string> = {};
  for (const name of Object.values(signatureHeaders)) {
    const value = values.get(name);
    const text = typeof value === 'string' || value === undefined ? value : value.length === 1 ? value[0] : null;
    if (text === null) return refusal('malformed-header', `The header ${name} was sent more than once.`);
    if (text === undefined || text.trim() === '') return refusal('missing-header', `The header ${name} is missing.`);
    found[name] = text.trim();
  }

  const id = found[signatureHeaders.id] ?? '';
  const timestamp = found[signatureHeaders.timestamp] ?? '';
  // A full stop in either would let one signature stand for another split into id, timestamp and body.
  if (!isMessageId(id))
    return refusal('malformed-header', `The header ${signatureHeaders.id} has characters that are not allowed in it.`);
  if (!isTimestamp(timestamp))
    return refusal('malformed-header', `The header ${signatureHeaders.timestamp} is not a whole number of seconds.`);
  const signatures = (found[signatureHeaders.signature] ?? '')
    .split(' ')
    .filter((versioned) => versioned.startsWith('v1,'))
    .map((versioned) => versioned.slice('v1,'.length))
    .slice(0, maxSignatures);
  return { id, timestamp, signatures };
};

type Refusal = Extract<VerifiedMessage, { ok: false }>;

const refusal = (reason: RefusalReason, message: string): Refusal => ({ ok: false, reason, message });

const isMessageId = (id: string): boolean => /^[\x21-\x2d\x2f-\x7e]{1,256}$/.test(id);

const isTimestamp = (timestamp: string): boolean => /^(0|[1-9][0-9]{0,11})$/.test(timestamp);

/** The lengths are no secret (a signature always has 44 characters), so unequal ones may be told apart at once. */
const isSame = (expected: Buffer, given: string): boolean => {
  const bytes = Buffer.from(given);
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
};
