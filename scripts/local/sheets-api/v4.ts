import type { Request as HttpRequest, Response as HttpResponse, Router } from 'express';
import express from 'express';
import { findRange, rangeName } from './a1.ts';
import type { Area } from './area.ts';
import { newSpreadsheet } from './created.ts';
import { filteredAreas, matchingMetadata } from './data-filters.ts';
import { ApiError, invalid, notFound } from './failure.ts';
import { masked, responseMask } from './mask.ts';
import type { DataFilter, Request, Sheet, Spreadsheet } from './model.ts';
import { sheetOf } from './model.ts';
import { sheetPropertiesOf, spreadsheetJson } from './render.ts';
import { applyRequests, parseRequests } from './requests/batch.ts';
import { copiedSheet, copyTitle } from './requests/tab-requests.ts';
import { parseMessage } from './schema.ts';
import type { ValueOptions, ValuesWritten } from './values.ts';
import { readRange, valueRange, withAppended, withoutValues, withValues } from './values.ts';
import type { Workbooks } from './workbooks.ts';

/** One call: what the path and the query named, and the body. */
interface Call {
  spreadsheetId: string;
  /** What stands in the path where the route says `*`: a range, a sheet id, a metadata id. */
  part: string;
  query: Query;
  body: unknown;
}

interface Route {
  method: string;
  /** Path below /spreadsheets/ID with `*` for one segment, and the verb after the colon. */
  path: string;
  /** The response's message, for the `fields` parameter. */
  answers: string;
  /** Query parameters of its own; the ones of every method are known. */
  takes?: readonly string[];
  run: (call: Call, workbooks: Workbooks) => unknown;
}

const standardParameters = new Set(
  '$.xgafv,access_token,alt,callback,fields,key,oauth_token,prettyPrint,quotaUser,upload_protocol,uploadType,userIp'.split(
    ',',
  ),
);

/** The Sheets API v4 over HTTP, to be mounted at /v4. Bodies of up to 50 MB. */
export const v4Router = (workbooks: Workbooks): Router => {
  const router = express.Router();
  router.use(express.json({ limit: '50mb', type: () => true }));
  router.use((request, response) => {
    const { route, call } = routed(request);
    const mask = responseMask(call.query.one('fields'), route.answers);
    const answer = route.run(call, workbooks);
    // Routes that answer a Spreadsheet apply the mask themselves, so that only what it names is worked out.
    send(response, route.answers === 'Spreadsheet' ? answer : masked(answer, mask), call.query.flag('prettyPrint'));
  });
  router.use((cause: unknown, _request: HttpRequest, response: HttpResponse, _next: unknown) => {
    sendFailure(response, cause);
  });
  return router;
};

/** Compact unless asked otherwise, where Google indents unless asked otherwise: a whole grid is a third smaller so. */
const send = (response: HttpResponse, answer: unknown, indented: boolean): void => {
  response
    .status(200)
    .type('application/json')
    .end(JSON.stringify(answer, null, indented ? 2 : 0));
};

/** Answers with Google's envelope; what is not a refusal of ours is an error of this program, told to the operator. */
export const sendFailure = (response: HttpResponse, cause: unknown): void => {
  const failure = failureOf(cause);
  if (failure.code >= 500) console.error(cause);
  response
    .status(failure.code)
    .type('application/json')
    .send(JSON.stringify(failure.toRefusal(), null, 2));
};

const failureOf = (cause: unknown): ApiError => {
  if (cause instanceof ApiError) return cause;
  const { type, message = '' } = (cause ?? {}) as { type?: string; message?: string };
  if (type === 'entity.parse.failed') return invalid(`Invalid JSON payload received. ${message}`);
  if (type === 'entity.too.large')
    return new ApiError('RESOURCE_EXHAUSTED', 'Request payload size exceeds the limit: 52428800 bytes.');
  if (type?.startsWith('encoding.') || type?.startsWith('request.') || type === 'charset.unsupported')
    return invalid(message);
  return new ApiError('INTERNAL', 'Internal error encountered.');
};

const routed = (request: HttpRequest): { route: Route; call: Call } => {
  const url = new URL(request.originalUrl, 'http://localhost');
  const segments = new URL(request.url, 'http://localhost').pathname.split('/').filter((segment) => segment !== '');
  // `ID/:batchUpdate`, as google-spreadsheet writes it, means `ID:batchUpdate`.
  const path = segments.join('/').replace(/\/:(?=\w+$)/, ':');
  const query = queryOf(url.searchParams);
  for (const route of routes) {
    if (route.method !== request.method) continue;
    const match = matchPath(route.path, path);
    if (!match) continue;
    for (const name of query.names())
      if (!standardParameters.has(name) && !route.takes?.includes(name))
        throw new ApiError(
          'INVALID_ARGUMENT',
          `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
          [
            {
              '@type': 'type.googleapis.com/google.rpc.BadRequest',
              fieldViolations: [
                {
                  description: `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
                },
              ],
            },
          ],
        );
    return { route, call: { ...match, query, body: request.body as unknown } };
  }
  throw notFound(`The requested URL ${request.method} ${url.pathname} was not found on this server.`);
};

/** Matches `values/*:append` and the like; a colon that starts no verb of ours belongs to the range. */
const matchPath = (wanted: string, path: string): Pick<Call, 'spreadsheetId' | 'part'> | undefined => {
  const { body, verb } = splitVerb(path);
  const { body: wantedBody, verb: wantedVerb } = splitVerb(wanted);
  if (verb !== wantedVerb) return undefined;
  const have = body.split('/');
  const want = wantedBody.split('/');
  if (have.length !== want.length) return undefined;
  let spreadsheetId = '';
  let part = '';
  for (const [index, name] of want.entries()) {
    const segment = have[index]!;
    if (name === 'ID') spreadsheetId = decoded(segment);
    else if (name === '*') part = decoded(segment);
    else if (name !== segment) return undefined;
  }
  return { spreadsheetId, part };
};

const verbs =
  /:(batchUpdate|getByDataFilter|append|clear|batchGet|batchClear|batchGetByDataFilter|batchUpdateByDataFilter|batchClearByDataFilter|search|copyTo)$/;

const splitVerb = (path: string): { body: string; verb: string } => {
  const match = verbs.exec(path);
  return match ? { body: path.slice(0, match.index), verb: match[1]! } : { body: path, verb: '' };
};

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalid(`Invalid path: ${segment}`);
  }
};

interface Query {
  names(): string[];
  one(name: string): string | undefined;
  all(name: string): string[];
  flag(name: string): boolean;
  choice<Value extends string>(name: string, choices: readonly Value[]): Value | undefined;
}

const queryOf = (parameters: URLSearchParams): Query => ({
  names: () => [...new Set(parameters.keys())],
  one: (name) => parameters.get(name) ?? undefined,
  all: (name) => parameters.getAll(name),
  flag: (name) => {
    const value = parameters.get(name) ?? 'false';
    if (value !== 'true' && value !== 'false' && value !== '')
      throw invalid(`Invalid value at '${name}' (TYPE_BOOL), "${value}"`);
    return value === 'true';
  },
  choice: <Value extends string>(name: string, choices: readonly Value[]) => {
    const value = parameters.get(name);
    if (value === null) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw invalid(`Invalid value at '${name}' (TYPE_ENUM), "${value}"`);
    return found;
  },
});

const dimensions = ['ROWS', 'COLUMNS'] as const;
const renderings = ['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA'] as const;
const dateRenderings = ['SERIAL_NUMBER', 'FORMATTED_STRING'] as const;
const inputs = ['RAW', 'USER_ENTERED'] as const;

const valueOptions = (query: Query, prefix = ''): ValueOptions => {
  const named = (name: string): string => (prefix === '' ? name : `${prefix}${name[0]!.toUpperCase()}${name.slice(1)}`);
  return {
    majorDimension: (prefix === '' ? query.choice('majorDimension', dimensions) : undefined) ?? 'ROWS',
    valueRenderOption: query.choice(named('valueRenderOption'), renderings) ?? 'FORMATTED_VALUE',
    dateTimeRenderOption: query.choice(named('dateTimeRenderOption'), dateRenderings) ?? 'SERIAL_NUMBER',
  };
};

const readParameters = ['majorDimension', 'valueRenderOption', 'dateTimeRenderOption'];
const writeParameters = [
  'valueInputOption',
  'includeValuesInResponse',
  'responseValueRenderOption',
  'responseDateTimeRenderOption',
];

/** @throws ApiError in Google's words where the option is missing */
const isParsed = (option: string | undefined): boolean => {
  if (option === 'RAW' || option === 'USER_ENTERED') return option === 'USER_ENTERED';
  throw invalid("'valueInputOption' is required but not specified");
};

interface WriteBody {
  range?: string;
  majorDimension?: 'ROWS' | 'COLUMNS';
  values?: unknown[][];
}

interface ResponseOptions {
  includeValuesInResponse?: boolean;
  responseValueRenderOption?: ValueOptions['valueRenderOption'];
  responseDateTimeRenderOption?: ValueOptions['dateTimeRenderOption'];
}

const updateJson = (
  spreadsheet: Spreadsheet,
  written: ValuesWritten,
  majorDimension: 'ROWS' | 'COLUMNS',
  options: ResponseOptions,
) => {
  const { spreadsheetId } = spreadsheet;
  const sheet = sheetOf(spreadsheet, written.sheetId)!;
  return {
    spreadsheetId,
    updatedRange: written.updatedRange,
    ...(written.updatedRows > 0 ? { updatedRows: written.updatedRows } : {}),
    ...(written.updatedColumns > 0 ? { updatedColumns: written.updatedColumns } : {}),
    ...(written.updatedCells > 0 ? { updatedCells: written.updatedCells } : {}),
    ...(options.includeValuesInResponse
      ? {
          updatedData: valueRange(spreadsheet, sheet, written.asked, {
            majorDimension,
            valueRenderOption: options.responseValueRenderOption ?? 'FORMATTED_VALUE',
            dateTimeRenderOption: options.responseDateTimeRenderOption ?? 'SERIAL_NUMBER',
          }),
        }
      : {}),
  };
};

const major = (dimension: string | undefined): 'ROWS' | 'COLUMNS' => (dimension === 'COLUMNS' ? 'COLUMNS' : 'ROWS');

const totals = (spreadsheetId: string, written: readonly ValuesWritten[]) => {
  const rows = new Set<string>();
  const columns = new Set<string>();
  const sheets = new Set<number>();
  let updatedCells = 0;
  for (const { area, sheetId, updatedCells: count } of written) {
    updatedCells += count;
    if (count === 0) continue;
    sheets.add(sheetId);
    for (let row = area.startRow; row < area.endRow; row += 1) rows.add(`${sheetId} ${row}`);
    for (let column = area.startColumn; column < area.endColumn; column += 1) columns.add(`${sheetId} ${column}`);
  }
  return {
    spreadsheetId,
    totalUpdatedRows: rows.size,
    totalUpdatedColumns: columns.size,
    totalUpdatedCells: updatedCells,
    totalUpdatedSheets: sheets.size,
  };
};

const rangesOf = (spreadsheet: Spreadsheet, texts: readonly string[]) =>
  texts.length === 0 ? undefined : texts.map((text) => readRange(spreadsheet, text));

const routes: readonly Route[] = [
  {
    method: 'POST',
    path: 'spreadsheets',
    answers: 'Spreadsheet',
    run: ({ body, query }, workbooks) => {
      const world = workbooks.world();
      const spreadsheet = workbooks.add(newSpreadsheet(parseMessage('Spreadsheet', body), world));
      return spreadsheetJson(spreadsheet, {
        includeGridData: false,
        mask: responseMask(query.one('fields'), 'Spreadsheet'),
        now: world.now,
      });
    },
  },
  {
    method: 'GET',
    path: 'spreadsheets/ID',
    answers: 'Spreadsheet',
    takes: ['ranges', 'includeGridData', 'excludeTablesInBandedRanges'],
    run: ({ spreadsheetId, query }, workbooks) => {
      const { spreadsheet } = workbooks.get(spreadsheetId);
      const ranges = rangesOf(spreadsheet, query.all('ranges'));
      return spreadsheetJson(spreadsheet, {
        ...(ranges ? { ranges } : {}),
        includeGridData: query.flag('includeGridData'),
        mask: responseMask(query.one('fields'), 'Spreadsheet'),
        now: workbooks.world().now,
      });
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID:getByDataFilter',
    answers: 'Spreadsheet',
    run: ({ spreadsheetId, query, body }, workbooks) => {
      const { dataFilters = [], includeGridData = false } = parseMessage<{
        dataFilters?: DataFilter[];
        includeGridData?: boolean;
      }>('GetSpreadsheetByDataFilterRequest', body);
      const { spreadsheet } = workbooks.get(spreadsheetId);
      const ranges = dataFilters.flatMap((filter) => filteredAreas(spreadsheet, filter));
      return spreadsheetJson(spreadsheet, {
        ...(dataFilters.length > 0 ? { ranges } : {}),
        includeGridData,
        mask: responseMask(query.one('fields'), 'Spreadsheet'),
        now: workbooks.world().now,
      });
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID:batchUpdate',
    answers: 'BatchUpdateSpreadsheetResponse',
    run: ({ spreadsheetId, query, body }, workbooks) => {
      const { requests: json, ...rest } = (body ?? {}) as { requests?: unknown };
      const options = parseMessage<{
        includeSpreadsheetInResponse?: boolean;
        responseRanges?: string[];
        responseIncludeGridData?: boolean;
      }>('BatchUpdateSpreadsheetRequest', rest);
      const { spreadsheet: before } = workbooks.get(spreadsheetId);
      const requests: Request[] = parseRequests(json);
      const world = workbooks.world();
      const { spreadsheet: next, replies } = applyRequests(before, requests, world);
      // Refused before anything is committed: a mask or a range that the answer cannot be made with.
      const mask = responseMask(query.one('fields'), 'BatchUpdateSpreadsheetResponse');
      const inner = mask === true ? true : mask.updatedSpreadsheet;
      const wanted = options.includeSpreadsheetInResponse ? rangesOf(next, options.responseRanges ?? []) : undefined;
      const { spreadsheet } = workbooks.commit(next, null);
      if (!options.includeSpreadsheetInResponse) return { spreadsheetId, replies };
      const ranges = wanted?.map(({ sheet, area }) => ({
        sheet: sheetOf(spreadsheet, sheet.properties.sheetId)!,
        area,
      }));
      return {
        spreadsheetId,
        replies,
        updatedSpreadsheet: spreadsheetJson(spreadsheet, {
          ...(ranges ? { ranges } : {}),
          includeGridData: options.responseIncludeGridData ?? false,
          mask: inner === undefined ? {} : inner,
          now: world.now,
        }),
      };
    },
  },
  {
    method: 'GET',
    path: 'spreadsheets/ID/values/*',
    answers: 'ValueRange',
    takes: readParameters,
    run: ({ spreadsheetId, part, query }, workbooks) => {
      const { spreadsheet } = workbooks.get(spreadsheetId);
      const { sheet, area } = readRange(spreadsheet, part);
      return valueRange(spreadsheet, sheet, area, valueOptions(query));
    },
  },
  {
    method: 'PUT',
    path: 'spreadsheets/ID/values/*',
    answers: 'UpdateValuesResponse',
    takes: writeParameters,
    run: ({ spreadsheetId, part, query, body }, workbooks) => {
      const given = parseMessage<WriteBody>('ValueRange', body);
      const parsed = isParsed(query.choice('valueInputOption', inputs));
      const { spreadsheet } = workbooks.get(spreadsheetId);
      const { sheet, area } = findRange(spreadsheet, part);
      if (given.range !== undefined && !sameRange(spreadsheet, given.range, part))
        throw invalid(`Requested writing within range [${part}], but the values are for range [${given.range}]`);
      const written = withValues(
        spreadsheet,
        sheet,
        area,
        given.values,
        major(given.majorDimension),
        parsed,
        workbooks.world().now,
      );
      const { spreadsheet: after } = workbooks.commit(written.spreadsheet, null);
      return updateJson(after, written, major(given.majorDimension), responseOptions(query));
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID/values/*:append',
    answers: 'AppendValuesResponse',
    takes: [...writeParameters, 'insertDataOption'],
    run: ({ spreadsheetId, part, query, body }, workbooks) => {
      const given = parseMessage<WriteBody>('ValueRange', body);
      const parsed = isParsed(query.choice('valueInputOption', inputs));
      const insertRows = query.choice('insertDataOption', ['OVERWRITE', 'INSERT_ROWS'] as const) === 'INSERT_ROWS';
      const { spreadsheet } = workbooks.get(spreadsheetId);
      const majorDimension = major(given.majorDimension);
      const written = withAppended(spreadsheet, part, given.values, {
        majorDimension,
        parsed,
        insertRows,
        now: workbooks.world().now,
      });
      const { spreadsheet: after } = workbooks.commit(written.spreadsheet, null);
      return {
        spreadsheetId,
        ...(written.tableRange === undefined ? {} : { tableRange: written.tableRange }),
        updates: updateJson(after, written, majorDimension, responseOptions(query)),
      };
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID/values/*:clear',
    answers: 'ClearValuesResponse',
    run: ({ spreadsheetId, part, body }, workbooks) => {
      parseMessage('ClearValuesRequest', body);
      const { spreadsheet } = workbooks.get(spreadsheetId);
      const { sheet, area } = readRange(spreadsheet, part);
      workbooks.commit(withoutValues(spreadsheet, sheet, area), null);
      return { spreadsheetId, clearedRange: rangeName(sheet, area) };
    },
  },
  {
    method: 'GET',
    path: 'spreadsheets/ID/values:batchGet',
    answers: 'BatchGetValuesResponse',
    takes: ['ranges', ...readParameters],
    run: ({ spreadsheetId, query }, workbooks) => {
      const { spreadsheet } = workbooks.get(spreadsheetId);
      const options = valueOptions(query);
      return {
        spreadsheetId,
        valueRanges: query.all('ranges').map((text) => {
          const { sheet, area } = readRange(spreadsheet, text);
          return valueRange(spreadsheet, sheet, area, options);
        }),
      };
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID/values:batchUpdate',
    answers: 'BatchUpdateValuesResponse',
    run: ({ spreadsheetId, body }, workbooks) => {
      const given = parseMessage<ResponseOptions & { valueInputOption?: string; data?: WriteBody[] }>(
        'BatchUpdateValuesRequest',
        body,
      );
      const parsed = isParsed(given.valueInputOption);
      const writes = (given.data ?? []).map(({ range = '', ...data }) => ({
        ...data,
        targets: (spreadsheet: Spreadsheet) => [findRange(spreadsheet, range)],
      }));
      const { after, written } = writeAll(workbooks, spreadsheetId, writes, parsed);
      return {
        ...totals(spreadsheetId, written.flat()),
        responses: written
          .flat()
          .map((one, index) => updateJson(after, one, major(given.data?.[index]?.majorDimension), given)),
      };
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID/values:batchClear',
    answers: 'BatchClearValuesResponse',
    run: ({ spreadsheetId, body }, workbooks) => {
      const { ranges = [] } = parseMessage<{ ranges?: string[] }>('BatchClearValuesRequest', body);
      const { spreadsheet } = workbooks.get(spreadsheetId);
      return {
        spreadsheetId,
        clearedRanges: clearAll(
          workbooks,
          spreadsheet,
          ranges.map((text) => readRange(spreadsheet, text)),
        ),
      };
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID/values:batchGetByDataFilter',
    answers: 'BatchGetValuesByDataFilterResponse',
    run: ({ spreadsheetId, body }, workbooks) => {
      const { dataFilters = [], ...given } = parseMessage<Partial<ValueOptions> & { dataFilters?: DataFilter[] }>(
        'BatchGetValuesByDataFilterRequest',
        body,
      );
      const { spreadsheet } = workbooks.get(spreadsheetId);
      const options: ValueOptions = {
        majorDimension: major(given.majorDimension),
        valueRenderOption: given.valueRenderOption ?? 'FORMATTED_VALUE',
        dateTimeRenderOption: given.dateTimeRenderOption ?? 'SERIAL_NUMBER',
      };
      const valueRanges = dataFilters.flatMap((filter) =>
        filteredAreas(spreadsheet, filter).map(({ sheet, area }) => ({
          valueRange: valueRange(spreadsheet, sheet, area, options),
          dataFilters: [filter],
        })),
      );
      return { spreadsheetId, valueRanges };
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID/values:batchUpdateByDataFilter',
    answers: 'BatchUpdateValuesByDataFilterResponse',
    run: ({ spreadsheetId, body }, workbooks) => {
      const given = parseMessage<
        ResponseOptions & { valueInputOption?: string; data?: (WriteBody & { dataFilter?: DataFilter })[] }
      >('BatchUpdateValuesByDataFilterRequest', body);
      const parsed = isParsed(given.valueInputOption);
      const writes = (given.data ?? []).map(({ dataFilter = {}, ...data }) => ({
        ...data,
        targets: (spreadsheet: Spreadsheet) => filteredAreas(spreadsheet, dataFilter),
      }));
      const { after, written } = writeAll(workbooks, spreadsheetId, writes, parsed);
      return {
        ...totals(spreadsheetId, written.flat()),
        responses: written.flatMap((list, index) =>
          list.map((one) => {
            const { spreadsheetId: _id, ...json } = updateJson(
              after,
              one,
              major(given.data?.[index]?.majorDimension),
              given,
            );
            return { ...json, dataFilter: given.data?.[index]?.dataFilter };
          }),
        ),
      };
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID/values:batchClearByDataFilter',
    answers: 'BatchClearValuesByDataFilterResponse',
    run: ({ spreadsheetId, body }, workbooks) => {
      const { dataFilters = [] } = parseMessage<{ dataFilters?: DataFilter[] }>(
        'BatchClearValuesByDataFilterRequest',
        body,
      );
      const { spreadsheet } = workbooks.get(spreadsheetId);
      return {
        spreadsheetId,
        clearedRanges: clearAll(
          workbooks,
          spreadsheet,
          dataFilters.flatMap((filter) => filteredAreas(spreadsheet, filter)),
        ),
      };
    },
  },
  {
    method: 'GET',
    path: 'spreadsheets/ID/developerMetadata/*',
    answers: 'DeveloperMetadata',
    run: ({ spreadsheetId, part }, workbooks) => {
      const { spreadsheet } = workbooks.get(spreadsheetId);
      const entry = spreadsheet.metadata.find(({ metadataId }) => String(metadataId) === part);
      if (!entry) throw notFound(`No developer metadata with id: ${part}`);
      return entry;
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID/developerMetadata:search',
    answers: 'SearchDeveloperMetadataResponse',
    run: ({ spreadsheetId, body }, workbooks) => {
      const { dataFilters = [] } = parseMessage<{ dataFilters?: DataFilter[] }>('SearchDeveloperMetadataRequest', body);
      const { spreadsheet } = workbooks.get(spreadsheetId);
      const found = spreadsheet.metadata.flatMap((developerMetadata) => {
        const filters = dataFilters.filter((filter) =>
          matchingMetadata(spreadsheet, filter).includes(developerMetadata),
        );
        return filters.length > 0 ? [{ developerMetadata, dataFilters: filters }] : [];
      });
      return found.length > 0 ? { matchedDeveloperMetadata: found } : {};
    },
  },
  {
    method: 'POST',
    path: 'spreadsheets/ID/sheets/*:copyTo',
    answers: 'SheetProperties',
    run: ({ spreadsheetId, part, body }, workbooks) => {
      const { destinationSpreadsheetId = '' } = parseMessage<{ destinationSpreadsheetId?: string }>(
        'CopySheetToAnotherSpreadsheetRequest',
        body,
      );
      const source = sheetOf(workbooks.get(spreadsheetId).spreadsheet, Number(part));
      if (!source) throw invalid(`No grid with id: ${part}`);
      const { spreadsheet: target } = workbooks.get(destinationSpreadsheetId);
      const { newId } = workbooks.world();
      const traits = {
        ...source.properties,
        sheetId: newId(),
        title: copyTitle(target, source.properties.title),
        hidden: false,
      };
      const copy = copiedSheet(source, traits, newId);
      const { spreadsheet: after } = workbooks.commit({ ...target, sheets: [...target.sheets, copy] }, null);
      return sheetPropertiesOf(after.sheets.at(-1)!, after.sheets.length - 1);
    },
  },
];

const responseOptions = (query: Query): ResponseOptions => {
  const options = valueOptions(query, 'response');
  return {
    includeValuesInResponse: query.flag('includeValuesInResponse'),
    responseValueRenderOption: options.valueRenderOption,
    responseDateTimeRenderOption: options.dateTimeRenderOption,
  };
};

const sameRange = (spreadsheet: Spreadsheet, one: string, other: string): boolean => {
  const [first, second] = [findRange(spreadsheet, one), findRange(spreadsheet, other)];
  return first.sheet === second.sheet && JSON.stringify(first.area) === JSON.stringify(second.area);
};

const writeAll = (
  workbooks: Workbooks,
  spreadsheetId: string,
  writes: readonly (Omit<WriteBody, 'range'> & {
    targets: (spreadsheet: Spreadsheet) => { sheet: Sheet; area: Area }[];
  })[],
  parsed: boolean,
): { after: Spreadsheet; written: ValuesWritten[][] } => {
  const { now } = workbooks.world();
  let { spreadsheet } = workbooks.get(spreadsheetId);
  const written = writes.map(({ values, majorDimension, targets }) =>
    targets(spreadsheet).map(({ sheet, area }) => {
      const current = sheetOf(spreadsheet, sheet.properties.sheetId)!;
      const one = withValues(spreadsheet, current, area, values, major(majorDimension), parsed, now);
      ({ spreadsheet } = one);
      return one;
    }),
  );
  return { after: workbooks.commit(spreadsheet, null).spreadsheet, written };
};

const clearAll = (
  workbooks: Workbooks,
  spreadsheet: Spreadsheet,
  targets: readonly { sheet: Sheet; area: Area }[],
): string[] => {
  let next = spreadsheet;
  for (const { sheet, area } of targets) next = withoutValues(next, sheet, area);
  workbooks.commit(next, null);
  return targets.map(({ sheet, area }) => rangeName(sheet, area));
};
