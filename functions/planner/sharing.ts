import type { Config } from '../config.ts';
import type { SignedMessage } from '../edits/signed-message.ts';
import { handleShare, mirroredPlans, type ShareReply } from '../sharing/on-share.ts';
import type { Watch } from '../watch/watch.ts';
import { functionUrl } from './addresses.ts';
import { openLinks } from './links.ts';
import type { Store } from './store.ts';

export interface ShareDoor {
  onShare(message: SignedMessage): Promise<ShareReply>;
}

/** Takes what the menu TechHire > Share with a funder says. */
export const shareDoor = (config: Config, watch: Watch, store: Store): ShareDoor => {
  const shared = { ...openLinks(store), plans: mirroredPlans(store.firestore) };
  return {
    onShare: async (message) => {
      const reply = await handleShare(message, {
        ...shared,
        sheets: store.registry,
        toleranceSeconds: config.webhookToleranceSeconds,
        linkDays: config.linkDays,
        rollupUrl: functionUrl(config, 'rollup'),
      });
      if ('cause' in reply) watch.failed('not shared', reply.cause);
      return reply;
    },
  };
};
