import { randomBytes } from 'node:crypto';
import { formatKey } from '../edits/signature.ts';
import { type LinkKeys, linkKeys } from '../sharing/link-keys.ts';
import { type LinkStore, linkStore } from '../sharing/links.ts';
import type { Store } from './store.ts';

/** The links to rollups, and the keys that they are signed with. */
export const openLinks = ({
  firestore,
  box,
}: Pick<Store, 'firestore' | 'box'>): { links: LinkStore; keys: LinkKeys } => ({
  links: linkStore(firestore),
  keys: linkKeys(firestore, box, { newKey: () => formatKey(randomBytes(32)), nowMs: Date.now }),
});
