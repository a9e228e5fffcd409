import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, Channels } from './channels.ts';

export interface Notification {
  channelId: string;
  number: number;
  state: 'sync' | 'change';
}

/** What becomes of a notification on its way. */
export interface Fate {
  /** 0: it is lost. 2: it comes twice. */
  copies: number;
  lateMs: number;
}

export interface NotifierOptions {
  channels: Channels;
  /** How long after a change it is announced; all changes of this time are announced together. */
  lagMs: number;
  /** Before the first of the retries, each of which waits twice as long. */
  firstRetryMs: number;
  fate: (notification: Notification) => Fate;
  now: () => number;
}

/** Tells the addresses of channels. */
export interface Notifier {
  synced(channel: Channel): void;
  /** The changes of these users are to be announced. */
  changed(isOf: (user: string) => boolean): void;
  /** Nothing is on its way, or waits for its time. */
  isQuiet(): boolean;
  /** Nothing more is sent. */
  close(): void;
}

/** Answers after which Google sends a notification again; any other failure loses it. https://developers.google.com/workspace/drive/api/guides/push */
const TRIED_AGAIN = new Set([500, 502, 503, 504]);

const ATTEMPTS = 8;

/** Sends notifications as Drive does: one for all changes of some time, in no order that can be relied on, with nothing in them of what has changed. */
export const notifier = ({ channels, lagMs, firstRetryMs, fate, now }: NotifierOptions): Notifier => {
  const closing = new AbortController();
  const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: closing.signal });
  /** Channels whose next notification is being waited for. */
  const announced = new Set<string>();

  const post = async (channel: Channel, { number, state }: Notification): Promise<void> => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const status = await fetch(channel.address, {
        method: 'POST',
        headers: headersOf(channel, number, state),
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(30_000)]),
      }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 503,
      );
      if (!TRIED_AGAIN.has(status)) return;
      await pause(firstRetryMs * 2 ** (attempt - 1));
    }
  };

  const send = async (channel: Channel, state: Notification['state']): Promise<void> => {
    const number = channels.number(channel.id, now());
    if (number === null) return;
    const notification = { channelId: channel.id, number, state };
    const { copies, lateMs } = fate(notification);
    await pause(lateMs);
    await Promise.all(Array.from({ length: copies }, () => post(channel, notification)));
  };

  let underWay = 0;
  const unlessClosed = (work: Promise<void>): void => {
    underWay++;
    void work
      .catch((error: unknown) => {
        if (!closing.signal.aborted) throw error;
      })
      .finally(() => underWay--);
  };

  return {
    synced: (channel) => unlessClosed(send(channel, 'sync')),
    changed: (isOf) => {
      for (const channel of channels.live(now())) {
        if (!isOf(channel.user) || announced.has(channel.id)) continue;
        announced.add(channel.id);
        unlessClosed(
          pause(lagMs).then(() => {
            announced.delete(channel.id);
            return send(channel, 'change');
          }),
        );
      }
    },
    isQuiet: () => underWay === 0,
    close: () => closing.abort(),
  };
};

const headersOf = (channel: Channel, number: number, state: string): Record<string, string> => ({
  'user-agent': 'APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)',
  'content-type': 'application/json; utf-8',
  'x-goog-channel-id': channel.id,
  'x-goog-channel-expiration': new Date(channel.expiration).toUTCString(),
  'x-goog-resource-id': channel.resourceId,
  'x-goog-resource-uri': channel.resourceUri,
  'x-goog-resource-state': state,
  'x-goog-message-number': String(number),
  ...(channel.token === undefined ? {} : { 'x-goog-channel-token': channel.token }),
});
