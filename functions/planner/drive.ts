import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { driveAccess } from '../drive/access.ts';
import { type DrivePort, driveClients } from '../drive/client.ts';
import { driveChanges } from '../edits/drive-changes.ts';
import {
  type DrivePush,
  drivePush,
  type PushedAccount,
  pushedAccounts,
  type TendedAccount,
} from '../edits/drive-push.ts';
import { driveWatches } from '../edits/drive-watches.ts';
import { governor } from '../edits/governor.ts';
import { handleDriveChange, type OnDriveChangeDeps, type OnDriveChangeReply } from '../edits/on-drive-change.ts';
import type { EditQueue } from '../edits/queue.ts';
import type { SignedMessage } from '../edits/signed-message.ts';
import { accountName } from '../google/accounts.ts';
import { callTimer, timedClient } from '../watch/calls.ts';
import type { Log } from '../watch/log.ts';
import type { Watch } from '../watch/watch.ts';
import { functionUrl } from './addresses.ts';
import type { Store } from './store.ts';

export interface DriveParts extends OnDriveChangeDeps {
  push: DrivePush;
  pushed(): Promise<PushedAccount[]>;
}

/** All that listens to Drive, for edits in sheets without the bound script. */
export const driveParts = (
  config: Config,
  { firestore, registry }: Store,
  queue: Pick<EditQueue, 'enqueue'>,
  { telemetry }: Watch,
): DriveParts => {
  const clientOf = driveClients(config.driveRootUrl);
  const onCall = callTimer(telemetry, config.driveRootUrl);
  const watches = driveWatches(firestore);
  const budget = governor(firestore, {
    collection: 'driveQuota',
    limits: { calls: DRIVE_CALLS, windowMs: 60_000 },
    random: Math.random,
    wait,
    elapsedMs: () => performance.now(),
  });
  const ports = {
    sheets: registry,
    queue,
    watches,
    drive: driveAccess({ clientOf: async (account) => timedClient(await clientOf(account), METHODS, onCall), budget }),
    now: () => new Date(),
  };
  const follow = driveChanges(ports);
  return {
    watches,
    follow,
    push: drivePush({
      ...ports,
      follow,
      address: config.drivePush === 'on' && config.publicUrl !== null ? functionUrl(config, 'onDriveChange') : null,
      newId: () => randomBytes(24).toString('base64url'),
      newSecret: () => randomBytes(32).toString('base64url'),
    }),
    pushed: async () => pushedAccounts(await watches.list(), await registry.withDrivePush()),
  };
};

const METHODS = {
  startPageToken: 'GET',
  changes: 'GET',
  sees: 'GET',
  mayEdit: 'GET',
  watch: 'POST',
  stop: 'POST',
} as const satisfies Record<keyof DrivePort, string>;

/**
 * Calls of each kind that an account may make a minute. Listing changes, the dearest, costs 100 units of the 325,000 that Google allows it, and of the
 * 1,000,000 that it allows the project: https://developers.google.com/workspace/drive/api/guides/limits
 */
const DRIVE_CALLS = 600;

export interface DriveDoor {
  onDriveChange(message: SignedMessage): Promise<OnDriveChangeReply>;
}

/** Takes what Drive says, and has passes run for it. */
export const driveDoor = ({ log, failed }: Watch, deps: OnDriveChangeDeps): DriveDoor => ({
  onDriveChange: async (message) => {
    const reply = await handleDriveChange(message, deps);
    if ('cause' in reply) failed('changes in Drive not taken', reply.cause);
    if ('gone' in reply) {
      log('info', 'changes in Drive taken', reply.body);
      warnOfGone(reply.gone, log);
    }
    return reply;
  },
});

/** Sees to the channels, as part of reconciling. */
export const tending =
  (watch: Watch, { tend }: Pick<DrivePush, 'tend'>) =>
  async (): Promise<void> => {
    for (const account of await tend()) logTended(account, watch);
  };

const logTended = ({ account, error, gone, ...facts }: TendedAccount, { log, failed }: Watch): void => {
  const name = accountName(account);
  if (error !== null) failed('channels of Drive not seen to', error, { account: name });
  else if (facts.opened || facts.stopped > 0) log('info', 'channels of Drive changed', { account: name, ...facts });
  if (facts.wasDeaf)
    log('warn', 'Drive had not told of changes: a channel is opened anew', { account: name, ...facts });
  warnOfGone(gone, log);
};

const warnOfGone = (gone: readonly string[], log: Log): void => {
  for (const spreadsheetId of gone)
    log('warn', 'the sheet was deleted, or is not shared with its account any more', { spreadsheetId });
};
