import type { DriveAccess, DriveUse } from '../drive/access.ts';
import { type DriveChange, DriveError, type DrivePort, SPREADSHEET_MIME_TYPE } from '../drive/client.ts';
import { type AnnouncedDeps, announce } from './announced.ts';
import type { DriveWatches } from './drive-watches.ts';
import type { SheetRegistry } from './registry.ts';

export interface DriveChangesPorts extends AnnouncedDeps {
  sheets: Pick<SheetRegistry, 'find' | 'raiseRequested' | 'withDrivePush'>;
  watches: DriveWatches;
  drive: DriveAccess;
  now: () => Date;
}

/** What was found in the log. */
export interface FollowedChanges {
  /** Changes that were not known, each of which has its pass queued. */
  queued: { spreadsheetId: string; time: string }[];
  /** Sheets that were deleted, or that the account may not see any more. */
  gone: string[];
  /** The log could not be read on from where it was read to, so a pass over every sheet is queued. */
  isBegunAnew: boolean;
}

/** Reads an account's log of changes on from where it was read to. */
export type FollowChanges = (use: DriveUse) => Promise<FollowedChanges>;

/**
 * Where the log was read to is noted only once what it says is counted, so a crash in between has it read again, and what is read again is
 * known by its version and time. A pass's own writes are in the log too, and cost one more pass, which finds nothing to write: to leave them
 * out would lose an edit that somebody made between the pass's reading and its writing, because the log has one entry for both.
 *
 * In one process an account's log is read once at a time: of those who ask while it is being read, all wait for one more reading.
 *
 * @returns a function that throws QuotaReached, DriveError or an Error of Firestore: what was not counted then is read the next time
 */
export const driveChanges = (ports: DriveChangesPorts): FollowChanges => {
  const reading = new Map<string | null, { now: Promise<FollowedChanges>; next: Promise<FollowedChanges> | null }>();
  const begin = (use: DriveUse): Promise<FollowedChanges> => {
    const now = followLog(use, ports).finally(() => {
      if (reading.get(use.account)?.now === now) reading.delete(use.account);
    });
    reading.set(use.account, { now, next: null });
    return now;
  };
  return (use) => {
    const under = reading.get(use.account);
    if (!under) return begin(use);
    under.next ??= under.now.then(
      () => begin(use),
      () => begin(use),
    );
    return under.next;
  };
};

const followLog = async (use: DriveUse, ports: DriveChangesPorts): Promise<FollowedChanges> => {
  const { account } = use;
  const drive = ports.drive(use);
  const followed: FollowedChanges = { queued: [], gone: [], isBegunAnew: false };
  let { pageToken } = await ports.watches.find(account);
  while (pageToken !== null) {
    const before = pageToken;
    const page = await drive.changes(before).catch((error: unknown) => {
      if (error instanceof DriveError && error.isTokenRefused) return null;
      throw error;
    });
    if (page === null) {
      await beginAnew(account, before, drive, ports);
      return { ...followed, isBegunAnew: true };
    }
    for (const change of page.changes) await take(change, account, followed, ports);
    if (page.pageToken !== before) await readTo(account, before, page.pageToken, ports);
    pageToken = page.isLast ? null : page.pageToken;
  }
  return followed;
};

const take = async (
  { fileId, removed, mimeType, version, time }: DriveChange,
  account: string | null,
  followed: FollowedChanges,
  ports: DriveChangesPorts,
): Promise<void> => {
  if (!removed && mimeType !== SPREADSHEET_MIME_TYPE) return;
  const sheet = await ports.sheets.find(fileId);
  // What is shared with several accounts is in the log of each.
  if (!sheet?.drivePush || sheet.account !== account) return;
  if (removed) {
    followed.gone.push(fileId);
    return;
  }
  const at = ports.now();
  const message = {
    id: `drive ${version} ${time}`,
    rememberUntil: new Date(at.getTime() + REMEMBERED_MS),
  };
  if ((await announce(sheet, { at, message }, ports)) === 'queued')
    followed.queued.push({ spreadsheetId: fileId, time });
};

/** Longer than anybody reads the same part of a log again. */
const REMEMBERED_MS = 3_600_000;

/** Another process may have read further meanwhile. */
const readTo = (
  account: string | null,
  before: string | null,
  pageToken: string,
  { watches }: Pick<DriveChangesPorts, 'watches'>,
): Promise<void> =>
  watches.change(account, (watch) =>
    watch.pageToken === before ? { answer: undefined, watch: { ...watch, pageToken } } : { answer: undefined },
  );

/**
 * Reads the log from now on. What has changed before nobody can tell, so each of the account's sheets is owed a pass.
 *
 * @param before  to where it was read
 */
export const beginAnew = async (
  account: string | null,
  before: string | null,
  drive: Pick<DrivePort, 'startPageToken'>,
  ports: DriveChangesPorts,
): Promise<void> => {
  const pageToken = await drive.startPageToken();
  for (const { spreadsheetId, account: its } of await ports.sheets.withDrivePush()) {
    const sheet = its === account ? await ports.sheets.find(spreadsheetId) : null;
    if (sheet) await announce(sheet, { at: ports.now() }, ports);
  }
  await readTo(account, before, pageToken, ports);
};
