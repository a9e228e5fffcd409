import { QuotaReached, SheetsError, type SheetsPort } from './client.ts';
import { retryDelayMs } from './retry-delay.ts';

/** Who uses the Sheets API for which sheet; each pass, repair and restore gets one. */
export interface SheetUse {
  spreadsheetId: string;
  /** The service account that the sheet is shared with; null for the functions' own. */
  account: string | null;
  /**
   * `mending`: what somebody typed is overwritten until this is done. `people`: somebody has typed and waits for the answer.
   * `background`: nobody does.
   */
  urgency: 'mending' | 'people' | 'background';
  /** Told of each call that is made, whatever comes of it; `isRepeat`: the one before it had no good answer. */
  onCall(kind: keyof Calls, isRepeat: boolean): void;
}

/** Calls to the Sheets API. */
export interface Calls {
  reads: number;
  writes: number;
}

export type SheetsAccess = (use: SheetUse) => SheetsPort;

/** Who may call now: Google counts calls by account and minute. */
export interface CallBudget {
  /**
   * Takes a call, or says when to ask again. A read is given only where a write would be too: a pass that cannot write what it found
   * has read in vain.
   *
   * @throws QuotaReached
   */
  take(kind: keyof Calls, use: Pick<SheetUse, 'spreadsheetId' | 'account' | 'urgency'>): Promise<void>;
  /** Google has refused a call all the same: nobody is to try with this account before. */
  refused(account: string | null, retryInMs: number): Promise<void>;
}

export interface AccessOptions {
  /** The client of an account. */
  clientOf: (account: string | null) => Promise<SheetsPort>;
  budget: CallBudget;
  /** From 0 to below 1. */
  random: () => number;
  wait: (ms: number) => Promise<void>;
}

/**
 * The Sheets API within its quota, for one use:
 *
 * | answer to a call     | a read                            | a write                                             |
 * | -------------------- | --------------------------------- | --------------------------------------------------- |
 * | 429                  | QuotaReached: the pass comes again later, and so do those of all sheets of this account |
 * | none, 408 or 5xx     | again after a while, a few times  | SheetsError: it may have been carried out. The caller reads, which waits a while first |
 * | anything else        | SheetsError                       | SheetsError                                         |
 */
export const sheetsAccess =
  ({ clientOf, budget, random, wait }: AccessOptions): SheetsAccess =>
  (use) => {
    /** In a row, since the last call that was answered well. */
    let failures = 0;
    const call = async <T>(kind: keyof Calls, make: (client: SheetsPort) => Promise<T>): Promise<T> => {
      const client = await clientOf(use.account);
      await budget.take(kind, use);
      use.onCall(kind, failures > 0);
      try {
        const answer = await make(client);
        failures = 0;
        return answer;
      } catch (error) {
        if (!(error instanceof SheetsError)) throw error;
        failures++;
        if (error.status !== 429) throw error;
        const retryInMs = error.retryAfterMs ?? UNTOLD_WAIT_MS;
        await budget.refused(use.account, retryInMs);
        throw new QuotaReached(error.message, retryInMs, { cause: error });
      }
    };
    const read = async <T>(make: (client: SheetsPort) => Promise<T>): Promise<T> => {
      for (let attempt = 1; ; attempt++) {
        if (failures > 0) await wait(retryDelayMs(failures, PAUSES, random()));
        try {
          return await call('reads', make);
        } catch (error) {
          if (!(error instanceof SheetsError && error.mayPass) || attempt === READ_ATTEMPTS) throw error;
        }
      }
    };
    return {
      read: (...request) => read((client) => client.read(...request)),
      readFields: (...request) => read((client) => client.readFields(...request)),
      write: (...request) => call('writes', (client) => client.write(...request)),
    };
  };

const READ_ATTEMPTS = 4;

/** Google seldom says when to come again; its quota is refilled every minute. https://developers.google.com/workspace/sheets/api/limits */
const UNTOLD_WAIT_MS = 30_000;

const PAUSES = { firstRetryMs: 500, longestRetryMs: 8_000 };
