import type { DriveAccess } from '../drive/access.ts';
import { DriveError } from '../drive/client.ts';
import { accountName } from '../google/accounts.ts';
import { QuotaReached } from '../sheet/client.ts';
import { announce } from './announced.ts';
import { beginAnew, type DriveChangesPorts, type FollowChanges } from './drive-changes.ts';
import {
  type ChannelStanding,
  type ChannelWork,
  channelStanding,
  channelWork,
  type DriveChannel,
  type DriveWatch,
  emptyWatch,
  newChannel,
  SETTLING_MS,
  withOpened,
  withoutChannel,
} from './drive-watch.ts';
import type { SheetRegistry } from './registry.ts';

export interface DrivePushPorts extends DriveChangesPorts {
  sheets: DriveChangesPorts['sheets'] & Pick<SheetRegistry, 'setDrivePush'>;
  follow: FollowChanges;
  /** Where Google sends notifications; null where none are wanted: then channels that are there are stopped. */
  address: string | null;
  newId: () => string;
  /** Nobody can guess it. */
  newSecret: () => string;
}

/** What was done for one account. */
export interface TendedAccount {
  account: string | null;
  /** How many of its sheets are watched. */
  sheets: number;
  opened: boolean;
  stopped: number;
  /** How many passes were queued for changes that no notification had told of. */
  queued: number;
  /** A channel was there, but changes had come to pass for longer than Drive takes to tell of them. */
  wasDeaf: boolean;
  /** Sheets that were deleted, or that the account may not see any more. */
  gone: string[];
  /** Why it could not be done; it is tried again the next time. */
  error: unknown;
}

export type TurnedOn =
  | { outcome: 'on'; tended: TendedAccount }
  | { outcome: 'not-connected' }
  /** Nobody could tell of the sheet's changes, because the account does not see it. */
  | { outcome: 'not-shared'; account: string | null };

/** The channels over which Drive tells of changes. */
export interface DrivePush {
  /**
   * The sheet's edits are looked for in its account's log of changes from now on. A pass is queued for those before.
   *
   * @throws DriveError, QuotaReached
   */
  turnOn(spreadsheetId: string): Promise<TurnedOn>;
  /** @returns null where the sheet is not connected */
  turnOff(spreadsheetId: string): Promise<TendedAccount | null>;
  /**
   * Sees to it that each account which is to have a channel has one, and no other; that none expires; and that whatever no notification has
   * told of is found. For a schedule: repeating it changes nothing.
   */
  tend(): Promise<TendedAccount[]>;
}

export const drivePush = (ports: DrivePushPorts): DrivePush => {
  const { sheets, watches, address, now } = ports;

  const tendOne = async (account: string | null, count: number): Promise<TendedAccount> => {
    const tended: TendedAccount = {
      account,
      sheets: count,
      opened: false,
      stopped: 0,
      queued: 0,
      wasDeaf: false,
      gone: [],
      error: null,
    };
    const wanted = count > 0 ? address : null;
    const drive = ports.drive({ account, urgency: 'background' });
    try {
      if (wanted !== null) {
        const watch = await watches.find(account);
        if (watch.pageToken === null) await beginAnew(account, null, drive, ports);
        const { queued, gone } = await ports.follow({ account, urgency: 'background' });
        Object.assign(tended, { queued: queued.length, gone });
        const dueMs = now().getTime() - SETTLING_MS;
        const hadChannel = channelStanding(watch).channelExpiresAt !== null;
        tended.wasDeaf = hadChannel && queued.some(({ time }) => Date.parse(time) < dueMs);
      }
      const nowMs = now().getTime();
      const secret = ports.newSecret();
      const draft = wanted === null ? null : newChannel(ports.newId(), wanted, secret, nowMs);
      const work = await watches.change<ChannelWork>(account, (watch) => {
        const decided = channelWork(watch, { isDeaf: tended.wasDeaf, nowMs, draft });
        return { answer: decided.work, watch: decided.watch };
      });
      let { stops } = work;
      if (work.opens !== null) {
        stops = await openChannel(work.opens, secret, account, drive);
        tended.opened = true;
      }
      for (const channel of stops) {
        await drive.stop({ id: channel.id, resourceId: channel.resourceId! });
        await forget(account, channel);
        tended.stopped++;
      }
    } catch (error) {
      tended.error = error;
    }
    return tended;
  };

  /** @returns those that are not needed any more */
  const openChannel = async (
    channel: DriveChannel,
    secret: string,
    account: string | null,
    drive: ReturnType<DriveAccess>,
  ): Promise<DriveChannel[]> => {
    try {
      const { pageToken } = await watches.find(account);
      const opened = await drive.watch(pageToken!, {
        id: channel.id,
        address: channel.address,
        token: tokenOf(account, secret),
        expiresAtMs: Date.parse(channel.expiresAt),
      });
      return await watches.change(account, (watch) => {
        const { stops, watch: changed } = withOpened(watch, channel.id, opened);
        return { answer: stops, watch: changed };
      });
    } catch (error) {
      const isRefused = error instanceof QuotaReached || (error instanceof DriveError && !error.mayPass);
      // Where nobody knows whether it is there, it is kept: its first notification says what it is stopped by.
      if (isRefused) await forget(account, channel);
      throw error;
    }
  };

  const forget = (account: string | null, { id }: DriveChannel): Promise<void> =>
    watches.change(account, (watch) => ({ answer: undefined, watch: withoutChannel(watch, id) }));

  const countOf = async (account: string | null): Promise<number> =>
    (await sheets.withDrivePush()).filter((sheet) => sheet.account === account).length;

  return {
    turnOn: async (spreadsheetId) => {
      const sheet = await sheets.find(spreadsheetId);
      if (sheet === null) return { outcome: 'not-connected' };
      const { account } = sheet;
      if (!(await ports.drive({ account, urgency: 'people' }).sees(spreadsheetId)))
        return { outcome: 'not-shared', account };
      if (!(await sheets.setDrivePush(spreadsheetId, true))) return { outcome: 'not-connected' };
      const tended = await tendOne(account, await countOf(account));
      await announce(sheet, { at: now() }, ports);
      return { outcome: 'on', tended };
    },
    turnOff: async (spreadsheetId) => {
      const sheet = await sheets.find(spreadsheetId);
      if (sheet === null || !(await sheets.setDrivePush(spreadsheetId, false))) return null;
      return tendOne(sheet.account, await countOf(sheet.account));
    },
    tend: async () => {
      const counts = new Map<string | null, number>();
      for (const { account } of await watches.list()) counts.set(account, 0);
      for (const { account } of await sheets.withDrivePush()) counts.set(account, (counts.get(account) ?? 0) + 1);
      const tended: TendedAccount[] = [];
      for (const [account, count] of counts) tended.push(await tendOne(account, count));
      return tended;
    },
  };
};

/** As Google recommends, in the form of a query. It names the account, so that a notification says whose log has grown. */
const tokenOf = (account: string | null, secret: string): string =>
  new URLSearchParams({ account: accountName(account), secret }).toString();

/** An account's channel, and the sheets of which it tells. */
export interface PushedAccount extends ChannelStanding {
  sheets: string[];
}

/** For operators: the accounts that have sheets to be told of, or a channel. */
export const pushedAccounts = (
  watches: readonly DriveWatch[],
  sheets: readonly { spreadsheetId: string; account: string | null }[],
): PushedAccount[] => {
  const accounts = new Set([...watches.map(({ account }) => account), ...sheets.map(({ account }) => account)]);
  return [...accounts]
    .map((account) => ({
      ...channelStanding(watches.find((watch) => watch.account === account) ?? emptyWatch(account)),
      sheets: sheets.filter((sheet) => sheet.account === account).map(({ spreadsheetId }) => spreadsheetId),
    }))
    .filter(({ sheets: told, channelExpiresAt }) => told.length > 0 || channelExpiresAt !== null);
};
