import * as z from 'zod';
import { readJson } from './json-body.ts';
import type { EditQueue } from './queue.ts';
import { type SheetRegistry, spreadsheetIdSchema } from './registry.ts';
import { verifyMessage } from './signature.ts';

export interface EditMessage {
  method: string;
  /** The body as received: the signature is over these bytes. */
  rawBody: Uint8Array;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  nowMs: number;
}

export interface OnEditDeps {
  sheets: Pick<SheetRegistry, 'find' | 'raiseRequested'>;
  queue: EditQueue;
  toleranceSeconds: number;
}

export interface OnEditReply {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body: { queued: true } | { error: { code: string; message: string } };
  /** For the log; the sender is told no more than the message. */
  cause?: unknown;
}

/**
 * Takes the announcement of an edit and answers once its pass is certain to come.
 *
 * | status | what it means |
 * | ------ | ------------- |
 * | 202    | a pass will follow |
 * | 400    | not an announcement |
 * | 401    | not signed with this sheet's key, or too long ago |
 * | 404    | the spreadsheet is not connected |
 * | 405    | not POST |
 * | 409    | taken before, and its pass is done: a replay, or a retry that was not needed |
 * | 413    | larger than any announcement |
 * | 503    | the edit could not be recorded or queued; the same message may be sent again |
 *
 * What the message says of tab and range is a hint for people who read logs: the pass reads the whole sheet.
 */
export const handleOnEdit = async (message: EditMessage, deps: OnEditDeps): Promise<OnEditReply> => {
  const { method, rawBody, headers, nowMs } = message;
  if (method !== 'POST')
    return { ...refusal(405, 'method-not-allowed', 'Announce an edit with POST.'), headers: { allow: 'POST' } };
  if (rawBody.byteLength > largestBodyBytes)
    return refusal(413, 'too-large', `An announcement has at most ${largestBodyBytes} bytes.`);
  const announcement = readJson(rawBody, announcementSchema);
  if ('problem' in announcement) return refusal(400, 'malformed', announcement.problem);
  try {
    const sheet = await deps.sheets.find(announcement.value.spreadsheetId);
    if (sheet === null) return notConnected;
    const verified = verifyMessage({
      keys: sheet.keys,
      headers,
      rawBody,
      nowSeconds: nowMs / 1000,
      toleranceSeconds: deps.toleranceSeconds,
    });
    if (!verified.ok) return refusal(401, verified.reason, verified.message);

    const counted = await deps.sheets.raiseRequested(sheet, {
      at: new Date(nowMs),
      message: {
        id: verified.id,
        // From then on it is stale by its timestamp, whichever of our clocks looks.
        rememberUntil: new Date(nowMs + 2 * deps.toleranceSeconds * 1000),
      },
    });
    if (counted === 'not-connected') return notConnected;
    // A message that comes again was counted already: its sender did not get our answer, or somebody replays it. While its pass is owed
    // it is queued again, because the first time may have ended between counting and queueing.
    if (counted === 'repeated' && !sheet.owing) return replayed;
    await deps.queue.enqueue(sheet.spreadsheetId);
    return { status: 202, body: { queued: true } };
  } catch (cause) {
    return { ...refusal(503, 'not-queued', 'The edit could not be queued. Send the same message again.'), cause };
  }
};

/** The bound script sends a few hundred bytes; a tab's title has at most 100 characters. */
const largestBodyBytes = 16 * 1024;

const announcementSchema = z.object({
  spreadsheetId: spreadsheetIdSchema,
  tab: z.string().max(1000).optional(),
  range: z.string().max(1000).optional(),
  change: z.string().max(100).optional(),
});

const refusal = (status: number, code: string, message: string): OnEditReply => ({
  status,
  body: { error: { code, message } },
});

const replayed = refusal(409, 'replayed', 'This message was taken before, and the sheet has been checked since.');

const notConnected = refusal(
  404,
  'not-connected',
  'This copy is not connected. Choose TechHire > Connect in the sheet and follow what it says.',
);
