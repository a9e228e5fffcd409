import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { driveAccess } from '../drive/access.ts';
import { driveClients } from '../drive/client.ts';
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
import { errorFacts } from '../watch/error-facts.ts';
import type { Log } from '../watch/log.ts';
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
): DriveParts => {
  const watches = driveWatches(firestore);
  const budget = governor(firestore, {
    collection: 'driveQuota',
    limits: { calls: DRIVE_CALLS, windowMs: 60_000 },
    random: Math.random,
    wait,
  });
  const ports = {
    sheets: registry,
    queue,
    watches,
    drive: driveAccess({ clientOf: driveClients(config.driveRootUrl), budget }),
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

/**
 * Calls of each kind that an account may make a minute. Listing changes, the dearest, costs 100 units of the 325,000 that Google allows it, and of the
 * 1,000,000 that it allows the project: https://developers.google.com/workspace/drive/api/guides/limits
 */
const DRIVE_CALLS = 600;

export interface DriveDoor {
  onDriveChange(message: SignedMessage): Promise<OnDriveChangeReply>;
}

/** Takes what Drive says, and has passes run for it. */
export const driveDoor = (log: Log, deps: OnDriveChangeDeps): DriveDoor => ({
  onDriveChange: async (message) => {
    const reply = await handleDriveChange(message, deps);
    if ('cause' in reply) log('error', 'changes in Drive not taken', errorFacts(reply.cause));
    else if ('queued' in reply.body) log('info', 'changes in Drive taken', reply.body);
    return reply;
  },
});

/** Sees to the channels, as part of reconciling. */
export const tending =
  (log: Log, { tend }: Pick<DrivePush, 'tend'>) =>
  async (): Promise<void> => {
    for (const account of await tend()) logTended(account, log);
  };

const logTended = ({ account, error, gone, ...facts }: TendedAccount, log: Log): void => {
  const name = accountName(account);
  if (error !== null) log('error', 'channels of Drive not seen to', { account: name, ...errorFacts(error) });
  else if (facts.opened || facts.stopped > 0) log('info', 'channels of Drive changed', { account: name, ...facts });
  if (facts.wasDeaf)
    log('warn', 'Drive had not told of changes: a channel is opened anew', { account: name, ...facts });
  for (const spreadsheetId of gone)
    log('warn', 'the sheet was deleted, or is not shared with its account any more', { account: name, spreadsheetId });
};
