import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { invitationStore } from '../connecting/invitations.ts';
import { type ConnectReply, handleConnect } from '../connecting/on-connect.ts';
import { sourceLimit } from '../connecting/source-limit.ts';
import type { EditQueue } from '../edits/queue.ts';
import { formatKey } from '../edits/signature.ts';
import type { SheetMessage } from '../edits/signed-message.ts';
import type { SheetsAccess } from '../sheet/access.ts';
import type { Watch } from '../watch/watch.ts';
import { functionUrl } from './addresses.ts';
import type { Store } from './store.ts';

export interface ConnectDoor {
  onConnect(message: SheetMessage): Promise<ConnectReply>;
}

/** Takes what the menu TechHire > Connect says. */
export const connectDoor = (
  config: Config,
  watch: Watch,
  { firestore, registry }: Pick<Store, 'firestore' | 'registry'>,
  sheets: SheetsAccess,
  queue: Pick<EditQueue, 'enqueue'>,
): ConnectDoor => {
  const shared = {
    invitations: invitationStore(firestore),
    registry,
    sheets,
    queue,
    // Scripts of all sheets call from the same few addresses of Google's.
    mayAsk: sourceLimit(60),
    newChallenge: () => randomBytes(24).toString('base64url'),
    newKey: () => formatKey(randomBytes(32)),
    wait,
  };
  return {
    onConnect: async (message) => {
      const reply = await handleConnect(message, { ...shared, onEditUrl: functionUrl(config, 'onEdit') });
      if ('cause' in reply) watch.failed('not connected', reply.cause);
      return reply;
    },
  };
};
