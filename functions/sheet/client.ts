import type { GoogleAuth } from 'google-auth-library';
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { type Caller, clientsOfAccounts, type GoogleApi, ownCredentials } from '../google/accounts.ts';
import { DelegationRefused, sharedWith } from '../google/delegation.ts';
import { callFailure } from '../google/failure.ts';
import { columnLetters, quotedTab } from '../plan/a1.ts';
import { OperatorError } from '../watch/operator-error.ts';
import { SNAPSHOT_FIELDS, snapshotOf } from './read.ts';
import type { Snapshot } from './snapshot.ts';

/** What the planner needs of the Sheets API: one call each. */
export interface SheetsPort {
  /** What a pass reads. @throws SheetsError */
  read(spreadsheetId: string): Promise<Snapshot>;
  /** What a repair reads: more, and as it stands. @param fields a mask @throws SheetsError */
  readFields(spreadsheetId: string, fields: string): Promise<sheets_v4.Schema$Spreadsheet>;
  /**
   * Carries out requests together or not at all, and gives back what stands in some lines of cells afterwards.
   *
   * @returns for each of the lines its cells, from row 1 or from column A, as text, blank and failing ones as ''
   * @throws SheetsError
   */
  write(spreadsheetId: string, requests: sheets_v4.Schema$Request[], lines: readonly SheetLine[]): Promise<string[][]>;
}

/** A whole column, counted from 0, or a whole row, counted from 1. */
export type SheetLine = { sheetId: number; tab: string } & ({ column: number } | { row: number });

/** A call to Google that failed: which, of which spreadsheet, and what an operator can do. */
export class SheetsError extends OperatorError {
  override name = 'SheetsError';
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** How long Google asks to wait, where it says so. */
  readonly retryAfterMs: number | null;
  constructor(message: string, status: number | null, retryAfterMs: number | null, options: ErrorOptions) {
    super(`sheets.${status ?? 'no-answer'}`, message, options);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  /** The same call may succeed later. Of a write it is then unknown whether it was carried out: a 503 can follow a commit. */
  get mayPass(): boolean {
    return this.status === null || this.status === 408 || this.status >= 500;
  }
}

/** No call is free before some time has passed: the task comes back then, and nothing is wrong. */
export class QuotaReached extends OperatorError {
  override name = 'QuotaReached';
  readonly retryInMs: number;
  constructor(message: string, retryInMs: number, options?: ErrorOptions) {
    super('quota', message, options);
    this.retryInMs = retryInMs;
  }
}

export const GOOGLE_SHEETS_ROOT_URL = 'https://sheets.googleapis.com';

/**
 * Google's own client on the least that the planner needs. Each call is made once: who may try again, and when, is `sheetsAccess`'s to say.
 *
 * @param rootUrl  without a slash at its end
 * @param as       whose calls these are; the functions' own account by default
 */
export const sheetsClient = (rootUrl: string = GOOGLE_SHEETS_ROOT_URL, as?: Caller): SheetsPort => {
  const auth = as?.auth ?? ownCredentials(sheetsApi(rootUrl));
  const { spreadsheets } = sheets({ version: 'v4', rootUrl: `${rootUrl}/`, auth: auth as GoogleAuth });
  const failed = (operation: string, spreadsheetId: string) => asSheetsError(operation, spreadsheetId, as?.account);
  const readFields: SheetsPort['readFields'] = async (spreadsheetId, fields) => {
    const answer = await spreadsheets
      .get({ spreadsheetId, fields }, { timeout: CALL_TIMEOUT_MS, retry: false })
      .catch(failed('read', spreadsheetId));
    return answer.data;
  };
  return {
    read: async (spreadsheetId) => snapshotOf(await readFields(spreadsheetId, SNAPSHOT_FIELDS)),
    readFields,
    write: async (spreadsheetId, requests, lines) => {
      const answer = await spreadsheets
        .batchUpdate(
          {
            spreadsheetId,
            fields:
              'updatedSpreadsheet(sheets(properties(sheetId),data(startRow,startColumn,rowData(values(effectiveValue)))))',
            requestBody: {
              requests,
              includeSpreadsheetInResponse: lines.length > 0,
              ...(lines.length > 0
                ? {
                    responseIncludeGridData: true,
                    responseRanges: lines.map(lineRange),
                  }
                : {}),
            },
          },
          { timeout: CALL_TIMEOUT_MS, retry: false },
        )
        .catch(failed('write to', spreadsheetId));
      const answered = answer.data.updatedSpreadsheet?.sheets ?? [];
      return lines.map((line) => {
        const inSheet = lines.filter(({ sheetId }) => sheetId === line.sheetId);
        return lineCells(answered, line, inSheet.indexOf(line));
      });
    },
  };
};

/** @returns the client of an account; null is the functions' own */
export const sheetsClients = (rootUrl: string): ((account: string | null) => Promise<SheetsPort>) =>
  clientsOfAccounts(sheetsApi(rootUrl), (as) => sheetsClient(rootUrl, as));

const sheetsApi = (rootUrl: string): GoogleApi => ({
  rootUrl,
  googleRootUrl: GOOGLE_SHEETS_ROOT_URL,
  scope: 'https://www.googleapis.com/auth/spreadsheets',
});

/** Google gives up after 180 s: https://developers.google.com/workspace/sheets/api/limits */
const CALL_TIMEOUT_MS = 60_000;

const lineRange = (line: SheetLine): string => {
  const name = 'row' in line ? line.row : columnLetters(line.column);
  return `${quotedTab(line.tab)}!${name}:${name}`;
};

/** @param index  which of the lines that were asked for in its sheet: the answer has their cells in that order */
const lineCells = (answered: readonly sheets_v4.Schema$Sheet[], line: SheetLine, index: number): string[] => {
  const sheet = answered.find(({ properties }) => (properties?.sheetId ?? 0) === line.sheetId);
  const grid = sheet?.data?.[index];
  if (!grid) return [];
  const rows = (grid.rowData ?? []).map(({ values }) => (values ?? []).map(cellText));
  return 'row' in line
    ? [...Array.from({ length: grid.startColumn ?? 0 }, () => ''), ...(rows[0] ?? [])]
    : [...Array.from({ length: grid.startRow ?? 0 }, () => ''), ...rows.map(([text]) => text ?? '')];
};

const cellText = ({ effectiveValue: value }: sheets_v4.Schema$CellData): string =>
  String(value?.stringValue ?? value?.numberValue ?? value?.boolValue ?? '');

const asSheetsError =
  (operation: string, spreadsheetId: string, account = "the planner's service account") =>
  (cause: unknown): never => {
    const { status, retryAfterMs } = callFailure(cause);
    const mend =
      cause instanceof DelegationRefused
        ? cause.message
        : status === 403
          ? `Share the spreadsheet with ${sharedWith(account)} as an editor.`
          : status === 404
            ? 'The spreadsheet was deleted, or its id is wrong.'
            : status === 429
              ? "Google's limit of calls a minute is reached; it is tried again later."
              : 'It is tried again later.';
    throw new SheetsError(
      `Cannot ${operation} spreadsheet ${spreadsheetId}: ${status === null ? 'no answer' : `${status} from the Sheets API`}. ${mend}`,
      status,
      retryAfterMs,
      { cause },
    );
  };
