import type { CallBudget, SheetUse } from '../sheet/access.ts';
import { QuotaReached } from '../sheet/client.ts';
import { DriveError, type DrivePort } from './client.ts';

/** Whose log of changes is used, and whether anybody waits for what it says. */
export interface DriveUse {
  /** Null for the functions' own. */
  account: string | null;
  urgency: SheetUse['urgency'];
}

export type DriveAccess = (use: DriveUse) => DrivePort;

export interface DriveAccessOptions {
  /** The client of an account. */
  clientOf: (account: string | null) => Promise<DrivePort>;
  /** One of Drive's own: Google counts calls to it apart from those to Sheets. */
  budget: CallBudget;
}

/**
 * The Drive API within its quota. All calls throw QuotaReached where none is left, and DriveError where Google does not carry them out;
 * none is made again here, because Google sends a notification again that was not taken, and reconcile looks after the rest.
 */
export const driveAccess =
  ({ clientOf, budget }: DriveAccessOptions): DriveAccess =>
  ({ account, urgency }) => {
    const call = async <T>(kind: 'reads' | 'writes', make: (client: DrivePort) => Promise<T>): Promise<T> => {
      const client = await clientOf(account);
      await budget.take(kind, { spreadsheetId: LOG_OF_CHANGES, account, urgency });
      return make(client).catch(async (error: unknown) => {
        if (!(error instanceof DriveError && error.isOverQuota)) throw error;
        const retryInMs = error.retryAfterMs ?? UNTOLD_WAIT_MS;
        await budget.refused(account, retryInMs);
        throw new QuotaReached(error.message, retryInMs, { cause: error });
      });
    };
    return {
      startPageToken: () => call('reads', (client) => client.startPageToken()),
      changes: (pageToken) => call('reads', (client) => client.changes(pageToken)),
      mayEdit: (fileId) => call('reads', (client) => client.mayEdit(fileId)),
      sees: (fileId) => call('reads', (client) => client.sees(fileId)),
      watch: (...request) => call('writes', (client) => client.watch(...request)),
      stop: (channel) => call('writes', (client) => client.stop(channel)),
    };
  };

/** In place of a spreadsheet: all sheets of an account share one. */
const LOG_OF_CHANGES = 'log-of-changes';

/** Google seldom says when to come again; its quota is refilled every minute. https://developers.google.com/workspace/drive/api/guides/limits */
const UNTOLD_WAIT_MS = 30_000;
