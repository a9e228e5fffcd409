import { isLanguage, type Language } from '../plan/messages/language.ts';
import { all, type Said, say } from '../plan/messages/said.ts';
import { wordsIn } from '../plan/messages/words.ts';
import { acceptedLanguage } from './accept-language.ts';
import { formats } from './formats.ts';
import { rollupJsonSchema } from './json-schema.ts';
import { rollupFormats } from './link.ts';
import { publishRollup } from './publish.ts';
import type { Publisher } from './publisher.ts';
import { parseQuery } from './query.ts';
import { type Scope, scopeText } from './scope.ts';
import type { ScopeReading, SummaryReader } from './summaries.ts';

export interface RollupRequest {
  /** As a web framework parses it: a name given twice is a list. */
  query: Readonly<Record<string, unknown>>;
  /** The Accept header; says how an error is told where `format` does not. */
  accept?: string;
  /** The Accept-Language header; says the language where `lang` does not. */
  acceptLanguage?: string;
  /** The If-None-Match header. */
  ifNoneMatch?: string;
}

export interface RollupResponse {
  status: 200 | 304 | 400 | 404 | 501;
  contentType: string;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** `GET rollup?scope=community:ID&year=2027&format=xlsx|csv|json|html&lang=en|es`: the page where no format is given. */
export const handleRollup = async (
  request: RollupRequest,
  deps: { summaries: SummaryReader; publisher: Publisher | null },
): Promise<RollupResponse> => {
  if (request.query.format === 'json-schema') return schemaResponse();
  const query = parseQuery(request.query);
  if ('problems' in query) return refusal(400, say('rollup.errors.incomplete'), query.problems, request);
  const { scope, year, format } = query;
  const reading = await deps.summaries.read(scope, year);
  if (reading.found === 0) return refusal(404, say('rollup.errors.nothing'), [notFound(scope, year, reading)], request);

  const rollup = publishRollup({ ...reading, scope, year, communitiesLeftOut: reading.leftOut });
  // Weak: the time of reading may differ while every figure is the same.
  const etag = `W/"${rollup.contentHash}-${format}"`;
  const headers = { ...commonHeaders, etag };
  if (matches(request.ifNoneMatch, etag))
    return { status: 304, contentType: format === 'html' ? HTML : formats[format].contentType, headers, body: '' };
  if (format === 'html') {
    // Loaded when the first page is asked for: the chart library is the largest part of this function.
    const { pagePolicy, rollupPage } = await import('./page/page.ts');
    return {
      status: 200,
      contentType: HTML,
      headers: { ...headers, 'content-security-policy': pagePolicy },
      body: rollupPage(rollup),
    };
  }
  const { contentType, extension, part, disposition, headers: own, write } = formats[format];
  const body = await write(rollup, deps.publisher);
  if (typeof body === 'object' && 'refused' in body)
    return refusal(501, say('rollup.errors.notInThisForm'), [body.refused], request);
  return {
    status: 200,
    contentType,
    headers: {
      ...headers,
      ...own,
      'content-disposition': `${disposition}; filename="techhire-${part ?? 'rollup'}-${fileName(scope)}-${year}.${extension}"`,
    },
    body,
  };
};

/** Of the form, not of any plan: it needs no scope, and only a new version changes it. */
const schemaResponse = (): RollupResponse => ({
  status: 200,
  contentType: 'application/schema+json; charset=utf-8',
  headers: { 'x-content-type-options': 'nosniff', 'cache-control': 'public, max-age=3600' },
  body: rollupJsonSchema(),
});

const notFound = (scope: Scope, year: number, { name, otherYears }: ScopeReading): Said => {
  const values = { year: String(year) };
  const problem = ((): Said => {
    switch (scope.kind) {
      case 'community':
        return otherYears.length > 0
          ? say('rollup.errors.communityYear', { community: scope.id, ...values })
          : say('rollup.errors.communityUnknown', { community: scope.id });
      case 'state':
        return say('rollup.errors.stateYear', { state: scope.code, ...values });
      case 'group':
        return name === null
          ? say('rollup.errors.groupUnknown', { group: scope.id })
          : say('rollup.errors.groupYear', { group: name, ...values });
      case 'funder':
        return say('rollup.errors.funderYear', { funder: scope.name, ...values });
      case 'network':
        return say('rollup.errors.networkYear', values);
    }
  })();
  return otherYears.length > 0
    ? say('rollup.errors.otherYears', { problem, years: all(otherYears.map(String)) })
    : problem;
};

/** Told as it was asked: a page to who wants a page, JSON to programs. */
const refusal = async (
  status: 400 | 404 | 501,
  title: Said,
  problems: readonly Said[],
  request: RollupRequest,
): Promise<RollupResponse> => {
  const { query, accept = 'text/html' } = request;
  const words = wordsIn(languageOf(request));
  const { format = 'html' } = query;
  const isData = rollupFormats.some((each) => each !== 'html' && each === format);
  const wantsPage = format === 'html' ? /html|\*\/\*/.test(accept) : !isData && /html/.test(accept);
  if (!wantsPage)
    return {
      status,
      contentType: formats.json.contentType,
      headers: { ...commonHeaders, ...languageHeaders(words.language) },
      body: `${JSON.stringify({ error: { status, title: words.tell(title), problems: problems.map(words.tell) } }, null, 2)}\n`,
    };
  const { errorPage, pagePolicy } = await import('./page/error-page.ts');
  return {
    status,
    contentType: HTML,
    headers: { ...commonHeaders, ...languageHeaders(words.language), 'content-security-policy': pagePolicy },
    body: errorPage(title, problems, words),
  };
};

const HTML = 'text/html; charset=utf-8';

const languageOf = ({ query, acceptLanguage }: RollupRequest): Language =>
  isLanguage(query.lang) ? query.lang : acceptedLanguage(acceptLanguage);

const languageHeaders = (language: Language): Record<string, string> => ({
  'content-language': language,
  vary: 'Accept-Language',
});

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
