import type * as z from 'zod';
import { readJson } from './json-body.ts';
import type { ConnectedSheet, SheetRegistry } from './registry.ts';
import { verifyMessage } from './signature.ts';

/** A message of a sheet's bound script as it came in. */
export interface SheetMessage {
  method: string;
  /** The body as received: the signature is over these bytes. */
  rawBody: Uint8Array;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  nowMs: number;
}

/** One whose signature says from which sheet it is. */
export type SignedMessage = SheetMessage;

export interface SignatureDeps {
  sheets: Pick<SheetRegistry, 'find' | 'keysOf'>;
  toleranceSeconds: number;
}

export interface Refusal {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body: { error: { code: string; message: string } };
  /** For the log; the sender is told no more than the message. */
  cause?: unknown;
}

/**
 * What a message says, whoever sent it; else why it is refused.
 *
 * @param purpose  as a sentence begins: `Announce an edit`
 */
export const readMessage = <T>(
  { method, rawBody }: SheetMessage,
  schema: z.ZodType<T>,
  purpose: string,
): { value: T } | { refusal: Refusal } => {
  if (method !== 'POST')
    return { refusal: { ...refusal(405, 'method-not-allowed', `${purpose} with POST.`), headers: { allow: 'POST' } } };
  if (rawBody.byteLength > largestBodyBytes)
    return { refusal: refusal(413, 'too-large', `A message has at most ${largestBodyBytes} bytes.`) };
  const read = readJson(rawBody, schema);
  return 'problem' in read ? { refusal: refusal(400, 'malformed', read.problem) } : read;
};

/**
 * What a message says and which sheet it is from, once it is sure that it comes from there; else why it is refused.
 *
 * | status | what is wrong |
 * | ------ | ------------- |
 * | 400    | it is no such message |
 * | 401    | not signed with this sheet's key, or too long ago |
 * | 404    | the spreadsheet is not connected |
 * | 405    | not POST |
 * | 413    | larger than any such message |
 *
 * @param purpose  as a sentence begins: `Announce an edit`
 * @throws where the sheet's record cannot be read, or its keys do not open
 */
export const openMessage = async <T extends { spreadsheetId: string }>(
  message: SignedMessage,
  schema: z.ZodType<T>,
  purpose: string,
  { sheets, toleranceSeconds }: SignatureDeps,
): Promise<{ value: T; sheet: ConnectedSheet; id: string } | { refusal: Refusal }> => {
  const read = readMessage(message, schema, purpose);
  if ('refusal' in read) return read;
  const { rawBody, headers, nowMs } = message;
  const sheet = await sheets.find(read.value.spreadsheetId);
  if (sheet === null) return { refusal: notConnected };
  const keys = await sheets.keysOf(sheet);
  const verified = verifyMessage({ keys, headers, rawBody, nowSeconds: nowMs / 1000, toleranceSeconds });
  if (!verified.ok) return { refusal: refusal(401, verified.reason, verified.message) };
  return { value: read.value, sheet, id: verified.id };
};

/** The bound script sends a few hundred bytes; a tab's title has at most 100 characters. */
const largestBodyBytes = 16 * 1024;

export const refusal = (status: number, code: string, message: string): Refusal => ({
  status,
  body: { error: { code, message } },
});

export const notConnected = refusal(
  404,
  'not-connected',
  'This copy is not connected. Choose TechHire > Connect in the sheet and follow what it says.',
);
