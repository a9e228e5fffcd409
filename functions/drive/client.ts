import type { GoogleAuth } from 'google-auth-library';
import { drive, type drive_v3 } from 'googleapis/build/src/apis/drive/index.js';
import { type Caller, clientsOfAccounts, type GoogleApi, ownCredentials } from '../google/accounts.ts';
import { DelegationRefused } from '../google/delegation.ts';
import { type CallFailure, callFailure } from '../google/failure.ts';
import { OperatorError } from '../watch/operator-error.ts';

/** What push needs of the Drive API: one call each. All throw DriveError. */
export interface DrivePort {
  /** From where on the account's log of changes holds everything that happens from now on. It does not expire. */
  startPageToken(): Promise<string>;
  /** What has changed since a page token was given. */
  changes(pageToken: string): Promise<ChangesPage>;
  /** Has Google tell an address of every change, from a page token on. */
  watch(pageToken: string, channel: NewChannel): Promise<OpenedChannel>;
  /** @returns also where Google knows the channel no more */
  stop(channel: { id: string; resourceId: string }): Promise<void>;
  /** Whether the account can see a file, and so its changes. */
  sees(fileId: string): Promise<boolean>;
  /** Whether it may change the file, too. */
  mayEdit(fileId: string): Promise<boolean>;
}

export interface ChangesPage {
  changes: DriveChange[];
  /** Where the log goes on: at once where `isLast` is false, else with what will happen. */
  pageToken: string;
  isLast: boolean;
}

/** That a file is not as it was: a log has at most one entry a file, the newest. */
export interface DriveChange {
  fileId: string;
  /** It was deleted, or the account may not see it any more. */
  removed: boolean;
  /** Of a file that is there. */
  mimeType: string | null;
  /** Grows with every change of the file; null of one that is removed. */
  version: string | null;
  /** ISO time. */
  time: string;
}

export interface NewChannel {
  /** 1 to 64 letters, digits, hyphens and the like; never used before. */
  id: string;
  /** Https. */
  address: string;
  /** Comes back with each notification; 256 characters at most. */
  token: string;
  expiresAtMs: number;
}

export interface OpenedChannel {
  /** Names what is watched; a channel is stopped by it and its id. */
  resourceId: string;
  /** May be sooner than was asked for. */
  expiresAtMs: number;
}

/** A call to the Drive API that failed: which, and what an operator can do. */
export class DriveError extends OperatorError implements CallFailure {
  override name = 'DriveError';
  readonly status: number | null;
  readonly reason: string | null;
  readonly retryAfterMs: number | null;

  constructor(message: string, { status, reason, retryAfterMs }: CallFailure, options?: ErrorOptions) {
    super(`drive.${status ?? 'no-answer'}`, message, options);
    this.status = status;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }

  /** The same call may succeed later. Whether a channel was opened all the same is then unknown. */
  get mayPass(): boolean {
    return this.status === null || this.status === 408 || this.status >= 500;
  }

  /** A limit was reached; Drive says so with 403 too. https://developers.google.com/workspace/drive/api/guides/limits */
  get isOverQuota(): boolean {
    return isOverQuota(this);
  }

  /** Of a call for changes: Google gives nothing for this page token any more. */
  get isTokenRefused(): boolean {
    return this.status === 400 || this.status === 410;
  }
}

export const GOOGLE_DRIVE_ROOT_URL = 'https://www.googleapis.com';

export const SPREADSHEET_MIME_TYPE = 'application/vnd.google-apps.spreadsheet';

/** @returns the client of an account; null is the functions' own */
export const driveClients = (rootUrl: string): ((account: string | null) => Promise<DrivePort>) =>
  clientsOfAccounts(driveApi(rootUrl), (as) => driveClient(rootUrl, as));

/**
 * Google's own client on the least that push needs. Each call is made once: who may try again, and when, is the caller's to say.
 *
 * @param rootUrl  without a slash at its end
 * @param as       whose calls these are; the functions' own account by default
 */
export const driveClient = (rootUrl: string, as?: Caller): DrivePort => {
  const auth = as?.auth ?? ownCredentials(driveApi(rootUrl));
  const { changes, channels, files } = drive({ version: 'v3', rootUrl: `${rootUrl}/`, auth: auth as GoogleAuth });
  return {
    startPageToken: async () => {
      const { data } = await changes
        .getStartPageToken({ ...ALL_DRIVES, fields: 'startPageToken' }, ONE_TRY)
        .catch(asDriveError('ask where the log of changes stands'));
      return data.startPageToken!;
    },
    changes: async (pageToken) => {
      const { data } = await changes
        .list({ ...ALL_DRIVES, includeItemsFromAllDrives: true, pageToken, pageSize: 1_000, fields: FIELDS }, ONE_TRY)
        .catch(asDriveError('list changes'));
      return {
        changes: (data.changes ?? []).flatMap(asChange),
        pageToken: (data.nextPageToken ?? data.newStartPageToken)!,
        isLast: !data.nextPageToken,
      };
    },
    watch: async (pageToken, { id, address, token, expiresAtMs }) => {
      const requestBody = { id, type: 'web_hook', address, token, expiration: String(expiresAtMs) };
      const { data } = await changes
        .watch({ ...ALL_DRIVES, includeItemsFromAllDrives: true, pageToken, requestBody }, ONE_TRY)
        .catch(asDriveError('open a channel'));
      return { resourceId: data.resourceId!, expiresAtMs: Number(data.expiration ?? expiresAtMs) };
    },
    stop: async ({ id, resourceId }) => {
      await channels.stop({ requestBody: { id, resourceId } }, ONE_TRY).catch((cause: unknown) => {
        if (callFailure(cause).status !== 404) asDriveError('stop a channel')(cause);
      });
    },
    sees: (fileId) =>
      files.get({ fileId, supportsAllDrives: true, fields: 'id' }, ONE_TRY).then(
        () => true,
        (cause: unknown) => (callFailure(cause).status === 404 ? false : asDriveError('look for a file')(cause)),
      ),
    mayEdit: async (fileId) => {
      const { data } = await files
        .get({ fileId, supportsAllDrives: true, fields: 'capabilities(canEdit)' }, ONE_TRY)
        .catch(asDriveError('look at a file'));
      return data.capabilities?.canEdit === true;
    },
  };
};

const driveApi = (rootUrl: string): GoogleApi => ({
  rootUrl,
  googleRootUrl: GOOGLE_DRIVE_ROOT_URL,
  // The narrowest that lists changes and opens channels: what stands in files it does not show.
  scope: 'https://www.googleapis.com/auth/drive.metadata.readonly',
});

/** Sheets in shared drives count too. */
const ALL_DRIVES = { supportsAllDrives: true } as const;

const ONE_TRY = { timeout: 20_000, retry: false } as const;

const FIELDS = 'nextPageToken,newStartPageToken,changes(fileId,removed,time,file(mimeType,version))';

/** Changes of shared drives themselves name no file. */
const asChange = ({ fileId, removed, time, file }: drive_v3.Schema$Change): DriveChange[] =>
  fileId
    ? [
        {
          fileId,
          removed: removed ?? false,
          mimeType: file?.mimeType ?? null,
          version: file?.version ?? null,
          time: time!,
        },
      ]
    : [];

const asDriveError =
  (operation: string) =>
  (cause: unknown): never => {
    const failure = callFailure(cause);
    const { status, reason } = failure;
    const said = status === null ? 'no answer' : `${status} from the Drive API${reason === null ? '' : `, ${reason}`}`;
    const mend = cause instanceof DelegationRefused ? cause.message : mendOf(failure);
    throw new DriveError(`Cannot ${operation}: ${said}. ${mend}`, failure, { cause });
  };

const isOverQuota = ({ status, reason }: CallFailure): boolean =>
  status === 429 || (status === 403 && /LimitExceeded$/.test(reason ?? ''));

/** https://developers.google.com/workspace/drive/api/guides/handle-errors */
const mendOf = (failure: CallFailure): string => {
  if (failure.reason === 'push.webhookUrlNotHttps')
    return 'Google sends notifications to https addresses only: set TECHHIRE_PUBLIC_URL to one.';
  if (failure.reason === 'push.webhookUrlUnauthorized')
    return 'Google does not send to this address: verify that its domain is yours in Google Search Console, or set TECHHIRE_PUBLIC_URL to an address of Google Cloud.';
  if (failure.reason === 'accessNotConfigured')
    return 'Enable the Google Drive API in the project: gcloud services enable drive.googleapis.com';
  if (isOverQuota(failure)) return "Google's limit is reached; it is tried again later.";
  if (failure.status === 401 || failure.status === 403)
    return "The service account may not do this: it needs the scope drive.metadata.readonly, and the functions' own account the role Service Account Token Creator on it.";
  return 'It is tried again later.';
};
