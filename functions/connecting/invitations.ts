import { createHash } from 'node:crypto';
import type { DocumentSnapshot, Firestore, Timestamp, Transaction } from '@google-cloud/firestore';

/**
 * What lets one sheet be connected to a community, once. Operators make them; coordinators get a text of the function's address, `#`, and a code.
 * Kept is the code's hash alone: whoever reads the database can invite nobody.
 */
export interface Invitation {
  /** The hash of its code. */
  id: string;
  communityId: string;
  /** The community may have other sheets already: this one is for another year. */
  besides: boolean;
  /** The account that is to read and write the sheet; null for the one of the pool that has the fewest. */
  account: string | null;
  /** The sheet that it was used for; null while it was not. */
  usedFor: string | null;
  /** What the sheet that asked last is to show for a proof. */
  proof: Proof | null;
}

export interface Proof {
  spreadsheetId: string;
  challenge: string;
  /** The service account that is to find it there; null for the functions' own. */
  account: string | null;
}

export interface InvitationStore {
  make(
    invitation: Pick<Invitation, 'communityId' | 'besides' | 'account'> & { code: string; expiresAt: Date },
  ): Promise<void>;
  /** @returns null where there is none, or its time is over */
  find(code: string, now: Date): Promise<Invitation | null>;
  /** From now on this is the proof that is waited for, and no other. */
  waitFor(invitationId: string, proof: Proof): Promise<void>;
  /** Part of the transaction that connects the sheet: null where another sheet was quicker, else what writes that this one has used it. */
  use(invitationId: string, spreadsheetId: string): (transaction: Transaction) => Promise<(() => void) | null>;
  /** @returns how many of the community's were still good */
  withdraw(communityId: string, now: Date): Promise<number>;
}

/** A text that nobody guesses: 24 random bytes. */
export const invitationCode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

export const isInvitationCode = (text: string): boolean => /^[A-Za-z0-9_-]{32}$/.test(text);

export const invitationStore = (db: Firestore): InvitationStore => {
  const invitations = db.collection('invitations');
  return {
    make: async ({ code, ...invitation }) => {
      // The database forgets it by itself some time after `expiresAt`, by a TTL policy.
      await invitations.doc(idOf(code)).create({ ...invitation, usedFor: null, proof: null });
    },
    find: async (code, now) => {
      const document = await invitations.doc(idOf(code)).get();
      return document.exists && isGood(document, now) ? readInvitation(document) : null;
    },
    waitFor: async (invitationId, proof) => {
      await invitations.doc(invitationId).update({ proof });
    },
    use: (invitationId, spreadsheetId) => async (transaction) => {
      const reference = invitations.doc(invitationId);
      const document = await transaction.get(reference);
      if (!document.exists || ![null, spreadsheetId].includes(readInvitation(document).usedFor)) return null;
      return () => void transaction.update(reference, { usedFor: spreadsheetId, proof: null });
    },
    withdraw: async (communityId, now) => {
      const { docs } = await invitations.where('communityId', '==', communityId).get();
      await Promise.all(docs.map(({ ref }) => ref.delete()));
      return docs.filter((document) => isGood(document, now) && document.get('usedFor') === null).length;
    },
  };
};

const idOf = (code: string): string => createHash('sha256').update(code).digest('base64url');

const isGood = (document: DocumentSnapshot, now: Date): boolean =>
  (document.get('expiresAt') as Timestamp).toMillis() > now.getTime();

const readInvitation = (document: DocumentSnapshot): Invitation => ({
  id: document.id,
  communityId: document.get('communityId') as string,
  besides: document.get('besides') as boolean,
  account: document.get('account') as string | null,
  usedFor: document.get('usedFor') as string | null,
  proof: document.get('proof') as Proof | null,
});
