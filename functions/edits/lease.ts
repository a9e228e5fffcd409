import type { Firestore } from '@google-cloud/firestore';
import type { Fence } from '../mirror/firestore.ts';
import { type ConnectedSheet, type LastPass, readSheet, type SheetRecord, sheetPath } from './registry.ts';

/** The right to be the only pass of a sheet. */
export interface Lease {
  spreadsheetId: string;
  token: number;
  holder: string;
  /** ISO time at which another pass may take it over. */
  expiresAt: string;
  /** `requested` as it was when this pass began: every edit counted in it is in what the pass reads. */
  requested: number;
}

export type AcquireOutcome =
  | {
      acquired: true;
      lease: Lease;
      sheet: ConnectedSheet;
      /** False where the last pass has seen every announced edit, and has ended: a task that came twice has nothing left to do. */
      owed: boolean;
      /** The pass before did not end: it crashed, or is so slow that it counts as crashed. */
      tookOver: boolean;
    }
  | { acquired: false; reason: 'not-connected' }
  | { acquired: false; reason: 'held'; until: string }
  /** Asked for only where something is owed. */
  | { acquired: false; reason: 'not-owed' };

export type RenewOutcome = { held: true; lease: Lease; requested: number } | { held: false };

export type ReleaseOutcome =
  /** `owed`: edits were announced since this pass began, so it must run again. */
  | { released: true; owed: boolean; unannouncedSince: string | null }
  /** Another pass has taken the lease over; what this one found out is not recorded. */
  | { released: false };

/** How a pass ended; what a failed one had seen counts as unseen. */
export interface PassResult {
  lastPass: LastPass;
  templateVersion?: number;
  /** The sheet has changed since the pass before, and when this one began no message had said so. */
  isUnannounced?: boolean;
}

export interface Leases {
  /**
   * @param holder  names this pass and no other: asking again under the same name gives the same lease, because the answer to the
   *   first time may have been lost
   * @param options.ifOwed  changes nothing where no edit waits, so that tasks that come twice do not get into each other's way
   */
  acquire(
    spreadsheetId: string,
    holder: string,
    nowMs: number,
    options?: { ifOwed?: boolean },
  ): Promise<AcquireOutcome>;
  /** Holds the lease longer, as long as nobody has taken it over. */
  renew(lease: Lease, nowMs: number): Promise<RenewOutcome>;
  release(lease: Lease, result: PassResult): Promise<ReleaseOutcome>;
  /** Gives the lease back where no pass was run with it: what was owed is owed still. */
  letGo(lease: Lease): Promise<{ released: boolean }>;
}

export const leases = (db: Firestore, durationMs: number): Leases => {
  /** Reads the sheet's record, decides, and writes what the decision changes, as one. */
  const decide = <T>(
    spreadsheetId: string,
    decision: (sheet: ConnectedSheet | null) => { answer: T; change?: Partial<SheetRecord> },
  ): Promise<T> =>
    db.runTransaction(
      async (transaction) => {
        const reference = db.doc(sheetPath(spreadsheetId));
        const document = await transaction.get(reference);
        const sheet = document.exists ? readSheet(spreadsheetId, document.data()) : null;
        const { answer, change } = decision(sheet);
        if (change) transaction.update(reference, { ...change });
        return answer;
      },
      { maxAttempts: 10 },
    );

  return {
    acquire: (spreadsheetId, holder, nowMs, { ifOwed = false } = {}) =>
      decide<AcquireOutcome>(spreadsheetId, (sheet) => {
        if (sheet === null) return { answer: { acquired: false, reason: 'not-connected' } };
        const { lease, requested, processed } = sheet;
        if (lease.holder !== null && lease.holder !== holder && !isExpired(lease, nowMs, durationMs))
          return { answer: { acquired: false, reason: 'held', until: lease.expiresAt! } };
        if (ifOwed && lease.holder === null && requested <= processed && sheet.lastPass !== null)
          return { answer: { acquired: false, reason: 'not-owed' } };
        const token = lease.holder === holder ? lease.token : lease.token + 1;
        const expiresAt = timeAfter(nowMs, durationMs);
        const tookOver = lease.holder !== null && lease.holder !== holder;
        return {
          answer: {
            acquired: true,
            lease: { spreadsheetId, token, holder, expiresAt, requested },
            sheet,
            owed: requested > processed || tookOver,
            tookOver,
          },
          change: {
            lease: { token, holder, expiresAt },
            // What the pass before had sent may arrive after this one has read, and a crash tells nobody: so one more looks after it.
            ...(tookOver && {
              requested: requested + 1,
              owing: true,
              owingSince: sheet.owingSince ?? timeAfter(nowMs, 0),
            }),
          },
        };
      }),

    renew: (lease, nowMs) =>
      decide<RenewOutcome>(lease.spreadsheetId, (sheet) => {
        if (sheet === null || !isHolder(sheet, lease)) return { answer: { held: false } };
        const expiresAt = timeAfter(nowMs, durationMs);
        return {
          answer: { held: true, lease: { ...lease, expiresAt }, requested: sheet.requested },
          change: { lease: { token: lease.token, holder: lease.holder, expiresAt } },
        };
      }),

    release: (lease, { lastPass, templateVersion, isUnannounced }) =>
      decide<ReleaseOutcome>(lease.spreadsheetId, (sheet) => {
        if (sheet === null || sheet.lease.token !== lease.token) return { answer: { released: false } };
        const processed = lastPass.outcome === 'done' ? Math.max(sheet.processed, lease.requested) : sheet.processed;
        // A message that came in meanwhile has said so after all.
        const isFirstUnannounced =
          isUnannounced === true && sheet.requested === lease.requested && sheet.unannouncedSince === null;
        // So one more pass shows it in the sheet.
        const requested = isFirstUnannounced ? sheet.requested + 1 : sheet.requested;
        const owed = requested > processed;
        const unannouncedSince = isFirstUnannounced ? lastPass.finishedAt : sheet.unannouncedSince;
        // Released before, but the answer was lost.
        if (sheet.lease.holder === null)
          return { answer: { released: true, owed: sheet.owing, unannouncedSince: sheet.unannouncedSince } };
        return {
          answer: { released: true, owed, unannouncedSince },
          change: {
            lease: { token: lease.token, holder: null, expiresAt: null },
            processed,
            owing: owed,
            ...(isFirstUnannounced && { requested, unannouncedSince }),
            // Of edits that came in during this pass the first came after it began; of those that a failed one leaves behind, it is known.
            owingSince: !owed ? null : lastPass.outcome === 'done' ? lastPass.finishedAt : sheet.owingSince,
            lastPass,
            ...(templateVersion !== undefined && { templateVersion }),
          },
        };
      }),

    letGo: (lease) =>
      decide<{ released: boolean }>(lease.spreadsheetId, (sheet) => {
        if (sheet === null || sheet.lease.token !== lease.token) return { answer: { released: false } };
        // Where nobody holds it, it was let go before, and the answer was lost.
        return isHolder(sheet, lease)
          ? { answer: { released: true }, change: { lease: { token: lease.token, holder: null, expiresAt: null } } }
          : { answer: { released: true } };
      }),
  };
};

/**
 * Ties what a pass writes to its lease: the write reads the sheet's record in its own transaction and finds another token when the lease
 * was taken over. The clock has no part in it, so clocks that differ can cost a needless takeover but never a wrong write.
 */
export const leaseFence = (lease: Lease): Fence => ({
  path: sheetPath(lease.spreadsheetId),
  isHeld: (document) => document !== undefined && isHolder(document as unknown as SheetRecord, lease),
});

const isHolder = (sheet: SheetRecord, { token, holder }: Lease): boolean =>
  sheet.lease.token === token && sheet.lease.holder === holder;

/** Also one that ends later than any that is taken now: the clock of who took it was ahead, and if that has crashed, nobody else lets it go. */
export const isExpired = (
  { expiresAt }: Pick<SheetRecord['lease'], 'expiresAt'>,
  nowMs: number,
  durationMs: number,
): boolean => {
  const leftMs = expiresAt === null ? 0 : Date.parse(expiresAt) - nowMs;
  // Clocks that differ by less than a lease lasts are waited for.
  return leftMs <= 0 || leftMs > 2 * durationMs;
};

const timeAfter = (nowMs: number, durationMs: number): string => new Date(nowMs + durationMs).toISOString();
