import type { AddressInfo } from 'node:net';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import express from 'express';
import { PassThroughClient } from 'google-auth-library';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { sheets } from 'googleapis/build/src/apis/sheets/index.js';
import { expect } from 'vitest';
import type { PersonAction, PersonEdit, PersonResult } from '../../../scripts/local/grid-protocol.ts';
import type { FieldType } from '../../../scripts/local/sheets-api/schema.ts';
import { messageType } from '../../../scripts/local/sheets-api/schema.ts';
import type { PersonEvent, SheetsServer } from '../../../scripts/local/sheets-api/server.ts';
import { createSheetsServer } from '../../../scripts/local/sheets-api/server.ts';

export interface Running {
  server: SheetsServer;
  api: sheets_v4.Sheets;
  /** `http://127.0.0.1:PORT` */
  root: string;
  /** What the listeners of onPersonEdit heard. */
  events: PersonEvent[];
  post(path: string, body: unknown): Promise<{ status: number; json: never }>;
  types(spreadsheetId: string, edit: PersonEdit): Promise<PersonResult & { error?: { code: number; message: string } }>;
  acts(
    spreadsheetId: string,
    action: PersonAction,
  ): Promise<PersonResult & { error?: { code: number; message: string } }>;
  close(): Promise<void>;
}

/** A server on a free port, at noon of 1 March 2026, whose every answer is held against Google's description of the API. */
export const startServer = async (file = ':memory:'): Promise<Running> => {
  let id = 1000;
  let key = 0;
  const server = createSheetsServer({
    file,
    now: () => new Date('2026-03-01T12:00:00Z'),
    newId: () => id++,
    newKey: () => `spreadsheet-${process.pid}-${Date.now()}-${key++}`,
  });
  const app = express();
  const violations: string[] = [];
  app.use('/v4', (request, response, next) => {
    const end = response.end.bind(response) as (...args: unknown[]) => typeof response;
    response.end = ((...args: unknown[]) => {
      if (response.statusCode === 200) {
        const violation = violationOf(request.method, request.originalUrl, String(args[0]));
        if (violation !== undefined) violations.push(violation);
      }
      return end(...args);
    }) as typeof response.end;
    next();
  });
  app.use('/v4', server.v4);
  app.use('/local', server.local);
  const http = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => http.once('listening', resolve));
  const root = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const events: PersonEvent[] = [];
  server.onPersonEdit((event) => events.push(event));
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${root}${path}`, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, json: (await response.json()) as never };
  };
  return {
    server,
    root,
    events,
    post,
    api: sheets({ version: 'v4', rootUrl: `${root}/`, auth: new PassThroughClient() as never }),
    types: async (spreadsheetId, edit) => (await post(`/local/spreadsheets/${spreadsheetId}/edits`, edit)).json,
    acts: async (spreadsheetId, action) => (await post(`/local/spreadsheets/${spreadsheetId}/actions`, action)).json,
    close: async () => {
      server.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      expect(violations).toEqual([]);
    },
  };
};

const ajv = new Ajv({ allErrors: true, strict: false });
const validators = new Map<string, ValidateFunction>();

/** Google's description of a message as a JSON schema; messages that the description here leaves out take anything. */
const validator = (name: string): ValidateFunction => {
  const known = validators.get(name);
  if (known) return known;
  const definitions: Record<string, unknown> = {};
  const define = (message: string): void => {
    if (message in definitions) return;
    const type = messageType(message);
    definitions[message] = {};
    if (!type) return;
    definitions[message] = {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(Object.entries(type.properties).map(([field, inner]) => [field, schemaOf(inner)])),
    };
  };
  const schemaOf = (type: FieldType): unknown => {
    if (type.$ref) {
      define(type.$ref);
      return { $ref: `#/definitions/${type.$ref}` };
    }
    if (type.type === 'any') return {};
    if (type.items) return { type: 'array', items: schemaOf(type.items) };
    if (type.additionalProperties) return { type: 'object', additionalProperties: schemaOf(type.additionalProperties) };
    return { type: type.type, ...(type.enum ? { enum: type.enum } : {}) };
  };
  define(name);
  const made = ajv.compile({ $ref: `#/definitions/${name}`, definitions });
  validators.set(name, made);
  return made;
};

const answers: [method: string, path: RegExp, message: string][] = [
  ['POST', /^\/v4\/spreadsheets$/, 'Spreadsheet'],
  ['GET', /^\/v4\/spreadsheets\/[^/:]+\/?$/, 'Spreadsheet'],
  ['POST', /:getByDataFilter$/, 'Spreadsheet'],
  ['POST', /\/values:batchUpdate$/, 'BatchUpdateValuesResponse'],
  ['POST', /:batchUpdate$/, 'BatchUpdateSpreadsheetResponse'],
  ['PUT', /\/values\//, 'UpdateValuesResponse'],
  ['POST', /:append$/, 'AppendValuesResponse'],
  ['POST', /:clear$/, 'ClearValuesResponse'],
  ['GET', /\/values:batchGet$/, 'BatchGetValuesResponse'],
  ['GET', /\/values\//, 'ValueRange'],
  ['POST', /:batchClear$/, 'BatchClearValuesResponse'],
  ['POST', /:batchGetByDataFilter$/, 'BatchGetValuesByDataFilterResponse'],
  ['POST', /:batchUpdateByDataFilter$/, 'BatchUpdateValuesByDataFilterResponse'],
  ['POST', /:batchClearByDataFilter$/, 'BatchClearValuesByDataFilterResponse'],
  ['GET', /\/developerMetadata\//, 'DeveloperMetadata'],
  ['POST', /:search$/, 'SearchDeveloperMetadataResponse'],
  ['POST', /:copyTo$/, 'SheetProperties'],
];

const violationOf = (method: string, url: string, body: string): string | undefined => {
  const path = url.replace(/\?.*$/s, '');
  const name = answers.find(([verb, shape]) => verb === method && shape.test(path))?.[2];
  if (!name) return `${method} ${path}: no description of its answer`;
  const validate = validator(name);
  return validate(JSON.parse(body)) ? undefined : `${method} ${path}: ${ajv.errorsText(validate.errors)}`;
};

/** A spreadsheet with one tab `Goals` (sheetId 7) of 12 rows and 5 columns, and the given values in it from A1 on, typed. */
export const newPlan = async ({ api }: Running, values: unknown[][] = []): Promise<string> => {
  const { data } = await api.spreadsheets.create({
    requestBody: {
      properties: { title: 'Plan', locale: 'en_US', timeZone: 'America/New_York' },
      sheets: [{ properties: { sheetId: 7, title: 'Goals', gridProperties: { rowCount: 12, columnCount: 5 } } }],
    },
  });
  const spreadsheetId = data.spreadsheetId!;
  if (values.length > 0)
    await api.spreadsheets.values.update({
      spreadsheetId,
      range: 'Goals!A1',
      valueInputOption: 'USER_ENTERED',
      requestBody: { values },
    });
  return spreadsheetId;
};

export const batch = async (
  { api }: Running,
  spreadsheetId: string,
  ...requests: sheets_v4.Schema$Request[]
): Promise<sheets_v4.Schema$Response[]> =>
  (await api.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } })).data.replies ?? [];

/** All values of a tab: as shown, or as they are. */
export const valuesOf = async (
  { api }: Running,
  spreadsheetId: string,
  range = 'Goals',
  valueRenderOption = 'FORMATTED_VALUE',
): Promise<unknown[][]> =>
  (await api.spreadsheets.values.get({ spreadsheetId, range, valueRenderOption })).data.values ?? [];

/** The cells of a range, with the fields asked for. */
export const cellsOf = async (
  { api }: Running,
  spreadsheetId: string,
  range: string,
  fields: string,
): Promise<sheets_v4.Schema$CellData[][]> => {
  const { data } = await api.spreadsheets.get({
    spreadsheetId,
    ranges: [range],
    fields: `sheets.data.rowData.values(${fields})`,
  });
  return (data.sheets?.[0]?.data?.[0]?.rowData ?? []).map(({ values }) => values ?? []);
};

/** What a call was refused with: Google's envelope as the official client gives it. */
export const refusalOf = async (call: Promise<unknown>): Promise<{ code: number; status: string; message: string }> => {
  try {
    await call;
  } catch (cause) {
    const { response } = cause as { response?: { data: { error: { code: number; status: string; message: string } } } };
    if (!response) throw cause;
    const { code, status, message } = response.data.error;
    return { code, status, message };
  }
  throw new Error('The call was not refused.');
};
