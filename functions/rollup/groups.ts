import type { Firestore } from '@google-cloud/firestore';
import * as z from 'zod';

/** `groups/{id}`: communities that an operator has put together under a name. */
export interface Group {
  id: string;
  name: string;
  /** Ids, in order, each once. */
  communities: string[];
}

export interface GroupStore {
  /** By id. */
  list(): Promise<Group[]>;
  /** Puts a group in the place of the one with this id, if there is one. */
  define(group: Group): Promise<void>;
  /** @returns false where there was none */
  remove(id: string): Promise<boolean>;
}

export const groupSchema = z.object({
  name: z.string().min(1).max(200),
  communities: z.array(z.string().min(1)).min(1).max(5000),
});

export const groupStore = (db: Firestore): GroupStore => {
  const groups = db.collection('groups');
  return {
    list: async () =>
      (await groups.get()).docs.map((document) => ({ id: document.id, ...groupSchema.parse(document.data()) })),
    define: async ({ id, name, communities }) => {
      await groups.doc(id).set({ name, communities: [...new Set(communities)].sort() });
    },
    remove: async (id) => {
      const { exists } = await groups.doc(id).get();
      await groups.doc(id).delete();
      return exists;
    },
  };
};
