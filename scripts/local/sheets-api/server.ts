import { randomBytes, randomInt } from 'node:crypto';
import express, { type Response, type Router } from 'express';
import type { PersonEdit, PersonResult } from '../grid-protocol.ts';
import { recalculated } from './formula/recalculate.ts';
import { localRouter } from './people/local.ts';
import type { PersonEvent } from './people/people.ts';
import { createPeople } from './people/people.ts';
import { quotaGuard, type SheetsQuota } from './quota.ts';
import { sqliteSheetStore } from './store.ts';
import { v4Router } from './v4.ts';
import { createWorkbooks } from './workbooks.ts';

export type { ChangeType } from './people/act.ts';
export type { PersonEvent } from './people/people.ts';

export interface SheetsServerOptions {
  /** The database, or ':memory:'. */
  file: string;
  now?: () => Date;
  /** Whole numbers from 0 to 2^31-1, each only once. */
  newId?: () => number;
  /** Ids of new spreadsheets. */
  newKey?: () => string;
  /** Calls beyond it are refused as by Google; without it there is no limit. */
  quota?: SheetsQuota;
}

/** One machine's Sheets API and the people's side of it. */
export interface SheetsServer {
  /** To be mounted at /v4. */
  v4: Router;
  /** To be mounted at /local. */
  local: Router;
  /** Called after each committed act of a person; requests to the API never call it, as in Apps Script. */
  onPersonEdit(listener: (event: PersonEvent) => void): void;
  /** Called after each committed change, a person's or a request's, with the spreadsheet's id. */
  onChange(listener: (spreadsheetId: string) => void): void;
  /** Types values as a person would; what POST /local/spreadsheets/:id/edits does. */
  personTypes(spreadsheetId: string, edit: PersonEdit): PersonResult;
  /** Sends a Server-Sent Event to the windows of a spreadsheet; a window that opens later gets the newest `state`. */
  publish(spreadsheetId: string, event: 'notice' | 'alerts' | 'sidebar' | 'goTo' | 'state', data: unknown): void;
  list(): { spreadsheetId: string; title: string }[];
  /** @throws ApiError 404 */
  revision(spreadsheetId: string): number;
  /** Ends event streams and closes the database. */
  close(): void;
}

export const createSheetsServer = (options: SheetsServerOptions): SheetsServer => {
  const {
    now = () => new Date(),
    newId = () => randomInt(1, 2 ** 31 - 1),
    // As Google's, and so never with a hyphen in front, which a program would take for an option.
    newKey = () => `1${randomBytes(32).toString('base64url')}`,
  } = options;
  const store = sqliteSheetStore(options.file);
  const workbooks = createWorkbooks(store, () => ({ now: now(), newId, newKey }), recalculated);
  const people = createPeople(workbooks);
  const streams = new Set<Response>();
  return {
    v4: options.quota ? express.Router().use(quotaGuard(options.quota), v4Router(workbooks)) : v4Router(workbooks),
    local: localRouter(people, (stream) => {
      streams.add(stream);
      stream.on('close', () => streams.delete(stream));
    }),
    onPersonEdit: people.onPersonEdit,
    onChange: (listener) => workbooks.onCommit(({ spreadsheetId }) => listener(spreadsheetId)),
    personTypes: people.types,
    publish: people.publish,
    list: workbooks.list,
    revision: (spreadsheetId) => workbooks.get(spreadsheetId).revision,
    close: () => {
      for (const stream of streams) stream.end();
      store.close();
    },
  };
};
