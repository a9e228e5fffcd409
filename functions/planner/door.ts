import type { Config } from '../config.ts';
import { handleOnEdit, type OnEditReply } from '../edits/on-edit.ts';
import type { EditQueue } from '../edits/queue.ts';
import type { SignedMessage } from '../edits/signed-message.ts';
import type { Watch } from '../watch/watch.ts';
import type { Store } from './store.ts';

export interface EditDoor {
  onEdit(message: SignedMessage): Promise<OnEditReply>;
}

/** Takes what the bound scripts say, and has passes run for it. */
export const editDoor = (config: Config, watch: Watch, { registry }: Store, queue: EditQueue): EditDoor => ({
  onEdit: async (message) => {
    const reply = await handleOnEdit(message, {
      sheets: registry,
      queue,
      toleranceSeconds: config.webhookToleranceSeconds,
    });
    if ('cause' in reply) watch.failed('edit not queued', reply.cause);
    watch.telemetry.count('techhire.edit.messages', {
      'http.response.status_code': reply.status,
      'techhire.answer': 'error' in reply.body ? reply.body.error.code : 'queued',
    });
    return reply;
  },
});
