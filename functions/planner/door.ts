import type { Config } from '../config.ts';
import { handleOnEdit, type OnEditReply } from '../edits/on-edit.ts';
import type { EditQueue } from '../edits/queue.ts';
import type { SignedMessage } from '../edits/signed-message.ts';
import { errorFacts } from '../watch/error-facts.ts';
import type { Log } from '../watch/log.ts';
import type { Store } from './store.ts';

export interface EditDoor {
  onEdit(message: SignedMessage): Promise<OnEditReply>;
}

/** Takes what the bound scripts say, and has passes run for it. */
export const editDoor = (config: Config, log: Log, { registry }: Store, queue: EditQueue): EditDoor => ({
  onEdit: async (message) => {
    const reply = await handleOnEdit(message, {
      sheets: registry,
      queue,
      toleranceSeconds: config.webhookToleranceSeconds,
    });
    if ('cause' in reply) log('error', 'edit not queued', errorFacts(reply.cause));
    return reply;
  },
});
