import * as z from 'zod';
import { accountNamed } from '../google/accounts.ts';
import type { FollowChanges } from './drive-changes.ts';
import { hasSecret, isOver, withHeard } from './drive-watch.ts';
import type { DriveWatches } from './drive-watches.ts';
import { type Refusal, refusal, type SignedMessage } from './signed-message.ts';

/** A notification of Drive as it came in; it has no body. */
export type DriveNotification = Pick<SignedMessage, 'method' | 'headers' | 'nowMs'>;

export interface OnDriveChangeDeps {
  watches: DriveWatches;
  follow: FollowChanges;
}

export type OnDriveChangeReply =
  | Refusal
  /** `queued`: passes for changes that were not known. `gone`: for the log, sheets that were deleted or are not shared any more. */
  | { status: 200; body: { queued: number }; gone: string[] };

/**
 * Takes Drive's word that an account's log of changes has grown, reads it on, and answers once the passes of all that has changed are certain to
 * come. A notification says nothing of what has changed, so one that comes twice, late, or in disorder can do no harm.
 *
 * | status | what it means                                                                              |
 * | ------ | ------------------------------------------------------------------------------------------ |
 * | 200    | the log has been read further than when it was sent, or it is no such notification (sync, and whatever Google may add) |
 * | 400    | it is no notification                                                                      |
 * | 401    | the channel's token is not what we gave Google                                             |
 * | 404    | not one of our channels, or one that was stopped                                           |
 * | 405    | not POST                                                                                   |
 * | 410    | the channel is over                                                                        |
 * | 503    | the log could not be read: Google sends it again, which of all of these it does after 503 only |
 *
 * https://developers.google.com/workspace/drive/api/guides/push
 */
export const handleDriveChange = async (
  { method, headers, nowMs }: DriveNotification,
  { watches, follow }: OnDriveChangeDeps,
): Promise<OnDriveChangeReply> => {
  if (method !== 'POST')
    return {
      ...refusal(405, 'method-not-allowed', 'Drive sends its notifications with POST.'),
      headers: { allow: 'POST' },
    };
  const read = notificationSchema.safeParse(headers);
  if (!read.success)
    return refusal(
      400,
      'malformed',
      `The header ${String(read.error.issues[0]?.path[0])} is missing or not as it should be.`,
    );
  const {
    'x-goog-channel-id': id,
    'x-goog-channel-token': token,
    'x-goog-message-number': number,
    'x-goog-resource-id': resourceId,
    'x-goog-resource-state': state,
  } = read.data;
  try {
    const account = accountIn(token);
    const channel =
      account === undefined ? undefined : (await watches.find(account)).channels.find((each) => each.id === id);
    if (account === undefined || channel === undefined)
      return refusal(404, 'unknown-channel', 'This is not one of our channels.');
    if (!hasSecret(channel, token.get('secret') ?? ''))
      return refusal(401, 'wrong-token', "The token is not this channel's.");
    if (isOver(channel, nowMs)) return refusal(410, 'channel-over', 'This channel is over.');
    // What a later message told of, an earlier one that comes after it cannot add to: the log has been read on since it was sent.
    const isNews = saysThatChanged.has(state) && number > channel.readAfter;
    const { queued, gone } = isNews ? await follow({ account, urgency: 'people' }) : { queued: [], gone: [] };
    const readAfter = isNews ? number : 0;
    await watches.change(account, (watch) => ({
      answer: undefined,
      watch: withHeard(watch, id, { nowMs, resourceId, readAfter }),
    }));
    return { status: 200, body: { queued: queued.length }, gone };
  } catch (cause) {
    return {
      ...refusal(503, 'not-taken', 'The changes could not be looked at. Send the same notification again.'),
      cause,
    };
  }
};

/** @returns undefined where it names none: nothing else may become part of a document's path */
const accountIn = (token: URLSearchParams): string | null | undefined => {
  const name = token.get('account') ?? '';
  return /^[a-z0-9-]+(@[a-z0-9.-]+)?$/.test(name) ? accountNamed(name) : undefined;
};

/** The guide's table says one, its example the other. Others may be added, it says, and are to be ignored. */
const saysThatChanged: ReadonlySet<string> = new Set(['change', 'changed']);

/** Which header came more than once Node tells by a comma, which is in none of these. */
const notificationSchema = z.object({
  'x-goog-channel-id': z.string().regex(/^[A-Za-z0-9_+/=-]{1,64}$/),
  'x-goog-channel-token': z
    .string()
    .regex(/^[\w.@%&=+-]{1,256}$/)
    .transform((text) => new URLSearchParams(text)),
  'x-goog-message-number': z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
  'x-goog-resource-id': z.string().regex(/^[\x21-\x2b\x2d-\x7e]{1,256}$/),
  'x-goog-resource-state': z.string().regex(/^[A-Za-z_]{1,40}$/),
});
