import * as z from 'zod';
import { type AnnouncedDeps, announce } from './announced.ts';
import { spreadsheetIdSchema } from './registry.ts';
import {
  notConnected,
  openMessage,
  type Refusal,
  refusal,
  type SignatureDeps,
  type SignedMessage,
} from './signed-message.ts';

export type OnEditDeps = SignatureDeps & AnnouncedDeps;

export type OnEditReply = Refusal | { status: 202; body: { queued: true } };

/**
 * Takes the announcement of an edit and answers once its pass is certain to come.
 *
 * | status | what it means |
 * | ------ | ------------- |
 * | 202    | a pass will follow |
 * | 409    | taken before, and its pass is done: a replay, or a retry that was not needed |
 * | 503    | the edit could not be recorded or queued; the same message may be sent again |
 * | others | as openMessage says |
 *
 * What the message says of tab and range is a hint for people who read logs: the pass reads the whole sheet.
 */
export const handleOnEdit = async (message: SignedMessage, deps: OnEditDeps): Promise<OnEditReply> => {
  const { nowMs } = message;
  try {
    const opened = await openMessage(message, announcementSchema, 'Announce an edit', deps);
    if ('refusal' in opened) return opened.refusal;
    const { sheet, id } = opened;
    const edit = {
      at: new Date(nowMs),
      message: {
        id,
        script: scriptVersionIn(message.headers),
        // From then on it is stale by its timestamp, whichever of our clocks looks.
        rememberUntil: new Date(nowMs + 2 * deps.toleranceSeconds * 1000),
      },
    };
    const outcome = await announce(sheet, edit, deps);
    if (outcome === 'not-connected') return notConnected;
    if (outcome === 'replayed') return replayed;
    return { status: 202, body: { queued: true } };
  } catch (cause) {
    return { ...refusal(503, 'not-queued', 'The edit could not be queued. Send the same message again.'), cause };
  }
};

/** Not signed: nothing depends on it but what operators are told. */
const scriptVersionIn = (headers: SignedMessage['headers']): string | null => {
  const version = headers['x-techhire-script'];
  return typeof version === 'string' && /^[\w.+-]{1,40}$/.test(version) ? version : null;
};

const announcementSchema = z.object({
  spreadsheetId: spreadsheetIdSchema,
  tab: z.string().max(1000).optional(),
  range: z.string().max(1000).optional(),
  change: z.string().max(100).optional(),
});

const replayed = refusal(409, 'replayed', 'This message was taken before, and the sheet has been checked since.');
