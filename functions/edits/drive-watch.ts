import { createHash, timingSafeEqual } from 'node:crypto';

/*
 * Sheets without the bound script are watched by Drive's notifications: by `changes.watch`, a channel for each service account, and not by
 * `files.watch`, a channel for each sheet.
 *
 * | for 5,000 sheets of 5 accounts | files.watch                              | changes.watch                                  |
 * | ------------------------------ | ---------------------------------------- | ---------------------------------------------- |
 * | channels                       | 5,000                                    | 5                                              |
 * | expire after at most           | a day: 5,000 renewals a day              | a week: 5 renewals a week                      |
 * | limit                          | "Rate limit exceeded for creating file subscriptions" after some ten at a time; Google's support sends its users to changes.watch | none is known of |
 * | a notification says            | which file                               | that the log of changes has grown              |
 * | a lost notification            | is an edit that nobody knows of          | is made good by the next: the log is read on from where it was read to |
 * | cost of a notification         | nothing                                  | a call of 100 units, of 325,000 a minute and account |
 *
 * https://developers.google.com/workspace/drive/api/guides/push, .../guides/limits, .../guides/about-changes;
 * https://github.com/PipedreamHQ/pipedream/issues/18315. The domain of the address need not be registered any more.
 *
 * An account's log has what is shared with it itself, in shared drives too; what it sees only as a member of a shared drive it has not. Drive
 * gathers changes for up to some three minutes before it tells of them, so this is for sheets that can have nothing better.
 */

/** What is kept of an account whose log of changes is followed. */
export interface DriveWatch {
  /** Null for the functions' own. */
  account: string | null;
  /** To where the log has been read; null before the first channel. */
  pageToken: string | null;
  channels: DriveChannel[];
}

export interface DriveChannel {
  id: string;
  /** Where its notifications are sent. */
  address: string;
  /** Of the secret in the channel's token, which nobody but Google has. */
  secretHash: string;
  /**
   * opening: Google has been asked for it, or is about to be. open: the account's own. leaving: replaced, not wanted, or nobody knows whether it
   * is there; it is stopped as soon as it can be. What comes over it is true in each of them.
   */
  state: 'opening' | 'open' | 'leaving';
  /** What Google needs for stopping it; null until it has said so. */
  resourceId: string | null;
  /** ISO time. */
  openedAt: string;
  /** ISO time. */
  expiresAt: string;
  /** ISO time of the last notification. */
  heardAt: string | null;
  /** The greatest number of a message after which the log was read. */
  readAfter: number;
}

/** What is to be done about an account's channels. */
export interface ChannelWork {
  opens: DriveChannel | null;
  stops: DriveChannel[];
}

export interface ChannelWishes {
  /** Changes that no notification has told of have been found. */
  isDeaf: boolean;
  nowMs: number;
  /** A channel that nobody has asked for yet; null where the account is to have none. */
  draft: DriveChannel | null;
}

export const emptyWatch = (account: string | null): DriveWatch => ({ account, pageToken: null, channels: [] });

/** @param secret  in its token; whoever has it can speak for Google */
export const newChannel = (id: string, address: string, secret: string, nowMs: number): DriveChannel => ({
  id,
  address,
  secretHash: hashOf(secret),
  state: 'opening',
  resourceId: null,
  openedAt: new Date(nowMs).toISOString(),
  expiresAt: new Date(nowMs + LONGEST_CHANNEL_MS).toISOString(),
  heardAt: null,
  readAfter: 0,
});

/** A week, the most that Google grants for a log of changes: https://developers.google.com/workspace/drive/api/guides/push */
const LONGEST_CHANNEL_MS = 604_800_000;

/** Takes as long whichever character is wrong. */
export const hasSecret = ({ secretHash }: DriveChannel, secret: string): boolean =>
  timingSafeEqual(Buffer.from(secretHash), Buffer.from(hashOf(secret)));

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** By our clock. */
export const isOver = ({ expiresAt }: DriveChannel, nowMs: number): boolean => Date.parse(expiresAt) <= nowMs;

/**
 * Says which channel to open and which to stop, and notes it, so that of several who ask only one is told to open. The new one is opened before
 * the old one is stopped: in between both tell of the same changes, which costs nothing.
 */
export const channelWork = (
  watch: DriveWatch,
  { isDeaf, nowMs, draft }: ChannelWishes,
): { watch: DriveWatch; work: ChannelWork } => {
  const channels = watch.channels
    .filter((channel) => !isOver(channel, nowMs))
    // Whoever was opening it has crashed or got no answer, so it may be there.
    .map((channel) => (channel.state === 'opening' && ageMs(channel, nowMs) > OPENING_MS ? leaving(channel) : channel));
  const [current] = openOnes(channels);
  const isOpening = channels.some(({ state }) => state === 'opening');
  const isReplaced =
    current === undefined ||
    current.address !== draft?.address ||
    isDue(current, nowMs) ||
    (isDeaf && ageMs(current, nowMs) > SETTLING_MS);
  const opens = isReplaced && !isOpening ? draft : null;
  const kept = channels.map((channel) =>
    channel.state === 'open' && (draft === null || channel !== current) ? leaving(channel) : channel,
  );
  return {
    watch: { ...watch, channels: opens === null ? kept : [...kept, opens] },
    work: { opens, stops: stoppable(kept) },
  };
};

/** Google has opened the channel: those before it are not needed any more. */
export const withOpened = (
  watch: DriveWatch,
  id: string,
  { resourceId, expiresAtMs }: { resourceId: string; expiresAtMs: number },
): { watch: DriveWatch; stops: DriveChannel[] } => {
  const channels = watch.channels.map((channel): DriveChannel => {
    if (channel.id !== id) return channel.state === 'open' ? leaving(channel) : channel;
    const expiresAt = new Date(expiresAtMs).toISOString();
    // Somebody who waited too long for this answer has given it up, and may have opened another.
    return { ...channel, resourceId, expiresAt, state: channel.state === 'opening' ? 'open' : 'leaving' };
  });
  return { watch: { ...watch, channels }, stops: stoppable(channels) };
};

/** Google has not opened the channel, or has stopped it. */
export const withoutChannel = (watch: DriveWatch, id: string): DriveWatch => ({
  ...watch,
  channels: watch.channels.filter((channel) => channel.id !== id),
});

/** A notification has come over the channel. */
export const withHeard = (
  watch: DriveWatch,
  id: string,
  { nowMs, resourceId, readAfter }: { nowMs: number; resourceId: string; readAfter: number },
): DriveWatch => ({
  ...watch,
  channels: watch.channels.map((channel) =>
    channel.id === id
      ? {
          ...channel,
          resourceId: channel.resourceId ?? resourceId,
          heardAt: new Date(nowMs).toISOString(),
          readAfter: Math.max(channel.readAfter, readAfter),
        }
      : channel,
  ),
});

/** How the channel of an account stands, for operators. */
export interface ChannelStanding {
  account: string | null;
  /** ISO time; null where none is open. */
  channelExpiresAt: string | null;
  /** ISO time of the last notification. */
  heardAt: string | null;
}

export const channelStanding = ({ account, channels }: DriveWatch): ChannelStanding => ({
  account,
  channelExpiresAt: openOnes(channels)[0]?.expiresAt ?? null,
  heardAt:
    channels
      .flatMap(({ heardAt }) => heardAt ?? [])
      .sort()
      .at(-1) ?? null,
});

/** A channel is renewed when a third of its time is left: whatever a schedule of hours may miss, there are days to make it good. */
const isDue = (channel: DriveChannel, nowMs: number): boolean =>
  ageMs(channel, nowMs) >= (2 / 3) * (Date.parse(channel.expiresAt) - Date.parse(channel.openedAt));

/** Longer than a call to Google takes. */
const OPENING_MS = 60_000;

/** Longer than Drive takes to tell of a change. A channel that is younger may have changes to tell of that it has not told yet. */
export const SETTLING_MS = 300_000;

const ageMs = ({ openedAt }: DriveChannel, nowMs: number): number => nowMs - Date.parse(openedAt);

const leaving = (channel: DriveChannel): DriveChannel => ({ ...channel, state: 'leaving' });

const stoppable = (channels: readonly DriveChannel[]): DriveChannel[] =>
  channels.filter(({ state, resourceId }) => state === 'leaving' && resourceId !== null);

/** The newest first. */
const openOnes = (channels: readonly DriveChannel[]): DriveChannel[] =>
  channels.filter(({ state }) => state === 'open').sort((one, other) => (one.openedAt < other.openedAt ? 1 : -1));
