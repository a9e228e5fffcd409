import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { DriveRefusal, invalid, notFound } from './failure.ts';

/** Where a user's changes are announced. */
export interface Channel {
  id: string;
  user: string;
  address: string;
  token: string | undefined;
  resourceId: string;
  resourceUri: string;
  /** Milliseconds since 1970. */
  expiration: number;
  /** Of the last message that was sent. */
  messageNumber: number;
}

/** The body of a request to watch, as it came. */
export interface WatchRequest {
  id?: unknown;
  type?: unknown;
  address?: unknown;
  token?: unknown;
  expiration?: unknown;
}

/** The channels that are open, over restarts. */
export interface Channels {
  /** @throws DriveRefusal */
  open(user: string, request: WatchRequest, nowMs: number): Channel;
  /** @throws DriveRefusal */
  stop(id: unknown, resourceId: unknown): void;
  end(id: string): void;
  live(nowMs: number): Channel[];
  /** @returns the number of the channel's next message; null where it is not open any more */
  number(id: string, nowMs: number): number | null;
}

/** A week: https://developers.google.com/workspace/drive/api/guides/push */
const LONGEST_MS = 604_800_000;

const DEFAULT_MS = 3_600_000;

/**
 * | rule                                                                         | from                                       |
 * | ---------------------------------------------------------------------------- | ------------------------------------------ |
 * | an id has 1 to 64 characters of [A-Za-z0-9-_+/=] and is never used twice     | push guide; push.channelIdInvalid          |
 * | the address is https; here that of this very machine may be http             | push guide                                 |
 * | a token has 256 characters at most                                           | push guide                                 |
 * | a channel to changes lasts a week at most, and an hour where nothing is said | push guide                                 |
 * | a channel that is not there, or is another resource's, cannot be stopped     | observed: 404 "Channel 'X' not found"      |
 *
 * @param nextNumber  of the message after one: they grow, but are not sequential
 */
export const channels = (database: DatabaseSync, nextNumber: (number: number) => number): Channels => {
  // One that has ended leaves its id behind.
  database.exec('CREATE TABLE IF NOT EXISTS channels (id TEXT PRIMARY KEY, content TEXT)');
  const statements = {
    all: database.prepare('SELECT content FROM channels WHERE content IS NOT NULL ORDER BY rowid'),
    one: database.prepare('SELECT content FROM channels WHERE id = ?'),
    save: database.prepare(
      'INSERT INTO channels (id, content) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content',
    ),
    end: database.prepare('UPDATE channels SET content = NULL WHERE id = ?'),
  };
  const save = (channel: Channel): void => void statements.save.run(channel.id, JSON.stringify(channel));
  const live = (nowMs: number): Channel[] =>
    (statements.all.all() as { content: string }[])
      .map(({ content }) => JSON.parse(content) as Channel)
      .filter(({ id, expiration }) => {
        if (expiration > nowMs) return true;
        statements.end.run(id);
        return false;
      });
  const find = (id: string, nowMs: number): Channel | undefined => live(nowMs).find((channel) => channel.id === id);
  return {
    live,
    open: (user, { id, type, address, token, expiration }, nowMs) => {
      if (typeof id !== 'string' || !/^[A-Za-z0-9_+/=-]{1,64}$/.test(id))
        throw new DriveRefusal(400, 'push.channelIdInvalid', 'Channel id must match [A-Za-z0-9\\-_\\+/=]{1,64}');
      if (type !== 'web_hook' && type !== 'webhook')
        throw new DriveRefusal(400, 'push.channelTypeNotSupported', 'Unsupported channel type');
      if (!isReachable(address))
        throw new DriveRefusal(400, 'push.webhookUrlNotHttps', `WebHook callback must be HTTPS: ${String(address)}`);
      if (token !== undefined && (typeof token !== 'string' || token.length > 256)) throw invalid('Invalid token');
      const asked = expiration === undefined ? nowMs + DEFAULT_MS : Number(expiration);
      if (!(asked > nowMs)) throw invalid('Invalid expiration');
      if (statements.one.get(id)) throw new DriveRefusal(400, 'channelIdNotUnique', `Channel id ${id} not unique`);
      const channel: Channel = {
        id,
        user,
        address: address as string,
        token: token as string | undefined,
        resourceId: createHash('sha256').update(user).digest('base64url').slice(0, 27),
        resourceUri: 'https://www.googleapis.com/drive/v3/changes?alt=json',
        expiration: Math.min(asked, nowMs + LONGEST_MS),
        messageNumber: 0,
      };
      save(channel);
      return channel;
    },
    stop: (id, resourceId) => {
      const stored = typeof id === 'string' ? (statements.one.get(id) as { content: string | null } | undefined) : null;
      const channel = stored?.content ? (JSON.parse(stored.content) as Channel) : null;
      if (channel?.resourceId !== resourceId || channel === null) throw notFound(`Channel '${String(id)}'`);
      statements.end.run(channel.id);
    },
    end: (id) => void statements.end.run(id),
    number: (id, nowMs) => {
      const channel = find(id, nowMs);
      if (!channel) return null;
      const messageNumber = channel.messageNumber === 0 ? 1 : nextNumber(channel.messageNumber);
      save({ ...channel, messageNumber });
      return messageNumber;
    },
  };
};

const isReachable = (address: unknown): boolean => {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : null;
  if (url === null) return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname))
  );
};
