import * as z from 'zod';
import { listed } from '../plan/text.ts';
import { rollupCsv } from './csv.ts';
import { rollupJson } from './json.ts';
import { type RollupFormat, rollupFormats } from './link.ts';
import { publishRollup } from './publish.ts';
import { parseScope, type Scope, scopeForms, scopeText } from './scope.ts';
import type { SummaryReader } from './summaries.ts';

export interface RollupRequest {
  /** As a web framework parses it: a name given twice is a list. */
  query: Readonly<Record<string, unknown>>;
  /** The Accept header; says how an error is told where `format` does not. */
  accept?: string;
  /** The If-None-Match header. */
  ifNoneMatch?: string;
}

export interface RollupResponse {
  status: 200 | 304 | 400 | 404;
  contentType: string;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** `GET rollup?scope=community:ID&year=2027&format=xlsx|csv|json|html`: the page where no format is given. */
export const handleRollup = async (
  request: RollupRequest,
  deps: { summaries: SummaryReader },
): Promise<RollupResponse> => {
  const query = querySchema.safeParse(request.query);
  if (!query.success) {
    const problems = query.error.issues.map(({ message }) => message);
    return refusal(400, 'This link is not complete', problems, request);
  }
  const { scope, year, format } = query.data;
  const reading = await deps.summaries.read(scope, year);
  if (reading.found === 0)
    return refusal(404, 'There is nothing to show', notFound(scope, year, reading.otherYears), request);

  const rollup = publishRollup({ ...reading, scope, year, communitiesLeftOut: reading.leftOut });
  // Weak: the time of reading may differ while every figure is the same.
  const etag = `W/"${rollup.contentHash}-${format}"`;
  const headers = { ...commonHeaders, etag };
  if (matches(request.ifNoneMatch, etag)) return { status: 304, contentType: contentTypes[format], headers, body: '' };
  const name = `techhire-rollup-${fileName(scope)}-${year}`;
  switch (format) {
    case 'xlsx': {
      // Loaded when the first workbook is asked for, as the library takes a while.
      const { rollupWorkbook } = await import('./xlsx.ts');
      return {
        status: 200,
        contentType: contentTypes.xlsx,
        headers: { ...headers, 'content-disposition': `attachment; filename="${name}.xlsx"` },
        body: await rollupWorkbook(rollup),
      };
    }
    case 'csv':
      return {
        status: 200,
        contentType: contentTypes.csv,
        headers: { ...headers, 'content-disposition': `attachment; filename="${name}.csv"` },
        body: rollupCsv(rollup),
      };
    case 'json':
      return {
        status: 200,
        contentType: contentTypes.json,
        headers: { ...headers, 'content-disposition': `inline; filename="${name}.json"` },
        body: rollupJson(rollup),
      };
    case 'html': {
      // Loaded when the first page is asked for: the chart library is the largest part of this function.
      const { pagePolicy, rollupPage } = await import('./page/page.ts');
      return {
        status: 200,
        contentType: contentTypes.html,
        headers: { ...headers, 'content-security-policy': pagePolicy },
        body: rollupPage(rollup),
      };
    }
  }
};

const querySchema = z.object({
  scope: z.string({ error: `Say for whom: scope=${listed(scopeForms, 'or')}.` }).transform((text, context): Scope => {
    const scope = parseScope(text);
    if (scope) return scope;
    context.addIssue({
      code: 'custom',
      message: `The scope "${text.slice(0, 60)}" is not known. Give scope=${listed(scopeForms, 'or')}, for example scope=community:riverbend.`,
    });
    return z.NEVER;
  }),
  year: z
    .string({ error: 'Say which plan year: year=YYYY, the calendar year in which it starts.' })
    .regex(/^20\d\d$/, {
      error: ({ input }) =>
        `The year "${String(input).slice(0, 60)}" is not one. Give year=YYYY from 2000 to 2099, the calendar year in which the plan year starts.`,
    })
    .transform(Number),
  format: z
    .enum(rollupFormats, {
      error: ({ input }) =>
        `The format "${String(input).slice(0, 60)}" is not known. Give format=${listed(rollupFormats, 'or')}.`,
    })
    .default('html'),
});

const notFound = (scope: Scope, year: number, otherYears: readonly number[]): string[] => {
  const years = otherYears.length > 0 ? ` There is one for ${listed(otherYears.map(String))}.` : '';
  switch (scope.kind) {
    case 'community':
      return otherYears.length > 0
        ? [`The community "${scope.id}" has no plan for ${year}.${years}`]
        : [`No community "${scope.id}" is known here.`];
    case 'state':
      return [`No community in ${scope.code} has a plan for ${year}.${years}`];
    case 'network':
      return [`No community has a plan for ${year}.${years}`];
  }
};

/** Told as it was asked: a page to who wants a page, JSON to programs. */
const refusal = async (
  status: 400 | 404,
  title: string,
  problems: string[],
  { query, accept = 'text/html' }: RollupRequest,
): Promise<RollupResponse> => {
  const { format = 'html' } = query;
  const isData = rollupFormats.some((each) => each !== 'html' && each === format);
  const wantsPage = format === 'html' ? /html|\*\/\*/.test(accept) : !isData && /html/.test(accept);
  if (!wantsPage)
    return {
      status,
      contentType: contentTypes.json,
      headers: { ...commonHeaders },
      body: `${JSON.stringify({ error: { status, title, problems } }, null, 2)}\n`,
    };
  const { errorPage, pagePolicy } = await import('./page/error-page.ts');
  return {
    status,
    contentType: contentTypes.html,
    headers: { ...commonHeaders, 'content-security-policy': pagePolicy },
    body: errorPage(title, problems),
  };
};

const contentTypes: Record<RollupFormat, string> = {
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** A rollup is as fresh as its read time says, and nothing on the way may keep it. */
const commonHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match: compared weakly. */
const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === etag.replace(/^W\//, '')));

/** An id may hold anything; a file's name in a header may not. */
const fileName = (scope: Scope): string =>
  scopeText(scope)
    .replace(/^community:/, '')
    .replace(/[^A-Za-z0-9-]+/g, '-');
