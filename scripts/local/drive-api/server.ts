import { randomInt } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import express, { type ErrorRequestHandler, type Router } from 'express';
import { masked, parseMask } from '../sheets-api/mask.ts';
import type { SheetsServer } from '../sheets-api/server.ts';
import { type ChangeEntry, changeLog } from './change-log.ts';
import { channels, type WatchRequest } from './channels.ts';
import { DriveRefusal, invalid, notFound } from './failure.ts';
import { type Fate, type Notification, notifier } from './notifier.ts';
import { type DriveQuota, driveQuotaGuard } from './quota.ts';

export interface DriveServerOptions {
  /** The database, or ':memory:'. */
  file: string;
  /** Whose spreadsheets these are. */
  sheets: Pick<SheetsServer, 'list' | 'revision' | 'onChange'>;
  /** Who sees a file; everybody by default. A user is whose access token it is, '' without one. */
  isReader?: (fileId: string, user: string) => boolean;
  /** How long after a change it is announced, and with it all others of this time. Google's is up to some three minutes. */
  lagMs?: number;
  firstRetryMs?: number;
  /** Calls beyond it are refused as by Google; without it there is no limit. */
  quota?: DriveQuota;
  fate?: (notification: Notification) => Fate;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** What a message's number grows by. */
  step?: () => number;
}

/** One machine's Drive API, as much of it as tells of changes. */
export interface DriveServer {
  /** To be mounted at /drive/v3. */
  v3: Router;
  /** Its readers cannot see it any more. */
  remove(fileId: string): void;
  /** Page tokens from before the newest change are refused from now on. */
  forgetTokens(): void;
  /** Ids of the channels that are open. */
  open(): string[];
  /** Nothing is on its way to an address, or waits for its time. */
  isQuiet(): boolean;
  /** Ends a channel without anybody's having asked for it. */
  lose(channelId: string): void;
  close(): void;
}

/**
 * | route                         | does                                                          |
 * | ----------------------------- | ------------------------------------------------------------- |
 * | GET  /changes/startPageToken  | changes.getStartPageToken                                     |
 * | GET  /changes                 | changes.list                                                  |
 * | POST /changes/watch           | changes.watch; its sync message may come before its answer    |
 * | POST /channels/stop           | channels.stop                                                 |
 * | GET  /files/:id               | files.get                                                     |
 *
 * https://developers.google.com/workspace/drive/api/guides/manage-changes
 */
export const createDriveServer = ({
  file,
  sheets,
  isReader = () => true,
  lagMs = 300,
  firstRetryMs = 500,
  quota,
  fate = () => ({ copies: 1, lateMs: 0 }),
  now = Date.now,
  step = () => randomInt(1, 1_000),
}: DriveServerOptions): DriveServer => {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  const log = changeLog(database);
  const open = channels(database, (number) => number + step());
  const announcer = notifier({ channels: open, lagMs, firstRetryMs, fate, now });
  let oldestToken = 1;

  const fileJson = (fileId: string): object | undefined => {
    const found = sheets.list().find(({ spreadsheetId }) => spreadsheetId === fileId);
    return (
      found && {
        kind: 'drive#file',
        id: fileId,
        name: found.title,
        mimeType: 'application/vnd.google-apps.spreadsheet',
        version: String(sheets.revision(fileId)),
        capabilities: { canEdit: true },
      }
    );
  };
  const changeJson = ({ fileId, time, removed }: ChangeEntry): object => {
    const about = removed ? undefined : fileJson(fileId);
    return {
      kind: 'drive#change',
      changeType: 'file',
      time,
      fileId,
      removed: about === undefined,
      ...(about && { file: about }),
    };
  };
  /** @throws DriveRefusal */
  const tokenIn = (text: unknown): number => {
    const token = /^\d{1,15}$/.test(String(text)) ? Number(text) : 0;
    if (token < 1 || token > log.next()) throw invalid('Invalid Value');
    if (token < oldestToken) throw new DriveRefusal(410, 'gone', 'The page token is too old.');
    return token;
  };

  const noteChange = (fileId: string, removed: boolean): void => {
    if (!database.isOpen) return;
    log.add({ fileId, time: new Date(now()).toISOString(), removed });
    announcer.changed((user) => isReader(fileId, user));
  };
  sheets.onChange((spreadsheetId) => noteChange(spreadsheetId, false));

  const v3 = express.Router();
  v3.use(express.json());
  if (quota) v3.use(driveQuotaGuard(quota, userOf, now));
  v3.get('/changes/startPageToken', (request, response) => {
    response.json(shown({ kind: 'drive#startPageToken', startPageToken: String(log.next()) }, request));
  });
  v3.get('/changes', (request, response) => {
    const token = tokenIn(request.query.pageToken);
    const pageSize = Math.min(1_000, Number(request.query.pageSize ?? 100));
    if (!(pageSize >= 1)) throw invalid('Invalid value for pageSize');
    const user = userOf(request.get('authorization'));
    const entries = log.since(token).filter(({ fileId }) => isReader(fileId, user));
    const more = entries[pageSize];
    response.json(
      shown(
        {
          kind: 'drive#changeList',
          ...(more ? { nextPageToken: String(more.id) } : { newStartPageToken: String(log.next()) }),
          changes: entries.slice(0, pageSize).map(changeJson),
        },
        request,
      ),
    );
  });
  v3.post('/changes/watch', (request, response) => {
    tokenIn(request.query.pageToken);
    const user = userOf(request.get('authorization'));
    const channel = open.open(user, (request.body ?? {}) as WatchRequest, now());
    announcer.synced(channel);
    const { id, resourceId, resourceUri, token, expiration } = channel;
    response.json({ kind: 'api#channel', id, resourceId, resourceUri, token, expiration: String(expiration) });
  });
  v3.post('/channels/stop', (request, response) => {
    const { id, resourceId } = (request.body ?? {}) as { id?: unknown; resourceId?: unknown };
    open.stop(id, resourceId);
    response.status(204).end();
  });
  v3.get('/files/:id', (request: express.Request<{ id: string }>, response) => {
    const { id } = request.params;
    const about = isReader(id, userOf(request.get('authorization'))) ? fileJson(id) : undefined;
    if (!about) throw notFound(`File not found: ${id}`);
    response.json(shown(about, request));
  });
  v3.use((request) => {
    throw notFound(`${request.method} ${request.path}`);
  });
  v3.use(refused);

  return {
    v3,
    remove: (fileId) => noteChange(fileId, true),
    forgetTokens: () => {
      oldestToken = log.next();
    },
    open: () => open.live(now()).map(({ id }) => id),
    isQuiet: announcer.isQuiet,
    lose: (channelId) => open.end(channelId),
    close: () => {
      announcer.close();
      database.close();
    },
  };
};

const userOf = (authorization: string | undefined): string => authorization?.replace(/^Bearer /, '') ?? '';

const shown = (value: object, { query }: express.Request): unknown =>
  query.fields === undefined ? value : masked(value, parseMask(String(query.fields)));

const refused: ErrorRequestHandler = (cause: unknown, _request, response, _next) => {
  const refusal =
    cause instanceof DriveRefusal
      ? cause
      : cause instanceof SyntaxError
        ? invalid(cause.message)
        : new DriveRefusal(500, 'internalError', 'Internal Error');
  if (refusal.status === 500) console.error(cause);
  response.status(refusal.status).json(refusal.toJson());
};
