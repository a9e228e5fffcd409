import type { Language } from '../plan/messages/language.ts';
import { all, day, type Said, say } from '../plan/messages/said.ts';
import {
  commonHeaders,
  type Instead,
  languageHeaders,
  languageOf,
  type RollupRequest,
  type RollupResponse,
  refusal,
} from './answer.ts';
import { changesCsv, changesJson } from './changes.ts';
import { UnsafeExport } from './disclosure/audit.ts';
import { inTime, openSnapshots } from './earlier.ts';
import { formats, offeredFormats } from './formats.ts';
import { rollupJsonSchema } from './json-schema.ts';
import { type RollupFormat, rollupLink } from './link.ts';
import { type PublicReading, publicReading } from './publication.ts';
import { inLanguage, publishRollup } from './publish.ts';
import { publishInTurn } from './publish-in-turn.ts';
import type { Publisher } from './publisher.ts';
import { parseQuery, type RollupQuery } from './query.ts';
import type { PublishedRollup } from './rollup.ts';
import { type Scope, scopeText } from './scope.ts';
import { type SnapshotList, snapshotsCsv, snapshotsJson } from './snapshot-list.ts';
import type { Snapshot, SnapshotStore } from './snapshots.ts';
import type { ScopeReading, SummaryReader } from './summaries.ts';
import type { ToldStore } from './told-store.ts';

/** What somebody may read whatever is public, because a link says so. Whoever passes one has checked the link. */
export interface Grant {
  /** As it stands in the address, for the addresses on the page. */
  link: string;
  formats: readonly RollupFormat[];
}

export interface RollupDeps {
  summaries: SummaryReader;
  /** Who publishes, where the operator has said so. */
  publisher: Publisher | null;
  /** Where what is published is kept; null where it is not. */
  snapshots: SnapshotStore | null;
  /** What readers have been told of a year by all that was published; null where exports are not compared. */
  told: ToldStore | null;
}

/** An answer, which figures are in it, if any, and why there is none where that is an error of ours. */
export type RollupAnswer = RollupResponse & { contentHash?: string; cause?: UnsafeExport };

/** `GET rollup?scope=community:ID&year=2027&format=xlsx|csv|json|html&lang=en|es`: the page where no format is given. */
export const handleRollup = async (
  request: RollupRequest,
  deps: RollupDeps,
  grant: Grant | null = null,
): Promise<RollupAnswer> => {
  if (request.query.format === 'json-schema') return schemaResponse();
  const query = parseQuery(request.query);
  if ('problems' in query) return refusal(400, say('rollup.errors.incomplete'), query.problems, request);
  const { scope, year, format } = query;
  const found = await deps.summaries.read(scope, year);
  if (found.found === 0) return refusal(404, say('rollup.errors.nothing'), [notFound(scope, year, found)], request);
  const { reading, plans, withheld, formats: allowed } = grant ? grantedReading(found, grant) : publicReading(found);
  if (plans === 0) return refusal(403, say('sharing.notPublic.title'), [notPublic(scope, found)], request);
  if (!allowed.includes(format))
    return refusal(403, say('sharing.notPublic.title'), [formatRefused(allowed, grant)], request);

  const isPublic = grant === null;
  const { snapshots } = deps;
  const openStates = async (): Promise<Snapshot[]> =>
    snapshots ? openSnapshots(snapshots, scope, year, isPublic) : [];
  if (query.isList)
    return listResponse({ scope, year, snapshots: await openStates() }, format === 'csv' ? 'csv' : 'json');
  const input = { ...reading, scope, year, communitiesLeftOut: reading.leftOut, withheld };
  const publish = async (): Promise<PublishedRollup> =>
    deps.told ? publishInTurn(deps.told, input) : publishRollup(input);
  // Data is for programs as well, whose answers do not depend on who asks.
  const language = format === 'html' ? languageOf(request) : (query.language ?? 'en');
  const published = await safely(async () =>
    snapshots
      ? inTime(snapshots, { scope, year }, publish, { ...query, language }, isPublic)
      : { rollup: inLanguage(await publish(), language), changes: null, others: [] },
  );
  if (published instanceof UnsafeExport) {
    const [before] = await openStates();
    const instead = before ? insteadOf(query, languageOf(request), before, grant) : null;
    const answer = await refusal(500, say('rollup.errors.unsafe'), unsafe(published), request, instead);
    return { ...answer, cause: published };
  }
  if ('problem' in published) return refusal(404, say('sharing.changes.unknownTitle'), [published.problem], request);
  const { rollup, changes, others } = published;
  // Weak: the time of reading may differ while every figure is the same.
  const etag = `W/"${rollup.contentHash}-${format}-${language}${changes ? `-${changes.since.contentHash}` : ''}"`;
  const headers = { ...commonHeaders, 'content-language': language, etag };
  if (matches(request.ifNoneMatch, etag))
    return { status: 304, contentType: format === 'html' ? HTML : formats[format].contentType, headers, body: '' };
  if (format === 'html') {
    // Loaded when the first page is asked for: the chart library is the largest part of this function.
    const { pagePolicy, rollupPage } = await import('./page/page.ts');
    return {
      status: 200,
      contentHash: rollup.contentHash,
      contentType: HTML,
      headers: { ...headers, ...languageHeaders(language), 'content-security-policy': pagePolicy },
      body: rollupPage(rollup, {
        language,
        formats: offeredFormats(allowed, deps.publisher),
        link: grant?.link ?? null,
        changes,
        others,
      }),
    };
  }
  if (changes && (format === 'csv' || format === 'json'))
    return {
      status: 200,
      contentHash: rollup.contentHash,
      contentType: formats[format].contentType,
      headers: {
        ...headers,
        'content-disposition': `attachment; filename="techhire-changes-${fileName(scope)}-${year}.${format}"`,
      },
      body: (format === 'csv' ? changesCsv : changesJson)(rollup, changes),
    };
  const { contentType, extension, part, disposition, headers: own, write } = formats[format];
  const body = write(rollup, deps.publisher);
  if (typeof body === 'object' && 'refused' in body)
    return refusal(501, say('rollup.errors.notInThisForm'), [body.refused], request);
  return {
    status: 200,
    contentHash: rollup.contentHash,
    contentType,
    headers: {
      ...headers,
      ...own,
      'content-disposition': `${disposition}; filename="techhire-${part ?? 'rollup'}-${fileName(scope)}-${year}.${extension}"`,
    },
    body,
  };
};

const listResponse = (list: SnapshotList, format: 'csv' | 'json'): RollupResponse => ({
  status: 200,
  contentType: formats[format].contentType,
  headers: {
    ...commonHeaders,
    'content-disposition': `attachment; filename="techhire-snapshots-${fileName(list.scope)}-${list.year}.${format}"`,
  },
  body: (format === 'csv' ? snapshotsCsv : snapshotsJson)(list),
});

/** What comes of publishing, or why it must not be given to anybody. */
const safely = async <T>(publish: () => Promise<T>): Promise<T | UnsafeExport> => {
  try {
    return await publish();
  } catch (error) {
    if (error instanceof UnsafeExport) return error;
    throw error;
  }
};

/** What the log calls it. */
export const NOT_GIVEN_OUT = 'rollup not given out';

const unsafe = ({ counts }: UnsafeExport): Said[] => [
  say('rollup.errors.unsafeFound', { counts }),
  say('rollup.errors.unsafeDo', { log: NOT_GIVEN_OUT }),
];

const insteadOf = (
  { scope, year, format }: RollupQuery,
  language: Language,
  { readAt, contentHash }: Snapshot,
  grant: Grant | null,
): Instead => ({
  address: `${rollupLink(scope, year, format, { language, link: grant?.link ?? null })}&snapshot=${contentHash.slice(0, 16)}`,
  text: say('rollup.errors.unsafeBefore', { day: day(readAt.slice(0, 10)) }),
});

/** Of the form, not of any plan: it needs no scope, and only a new version changes it. */
const schemaResponse = (): RollupResponse => ({
  status: 200,
  contentType: 'application/schema+json; charset=utf-8',
  headers: { 'x-content-type-options': 'nosniff', 'cache-control': 'public, max-age=3600' },
  body: rollupJsonSchema(),
});

const grantedReading = (reading: ScopeReading, { formats }: Grant): PublicReading => ({
  reading,
  plans: reading.found,
  withheld: [],
  formats,
});

const notPublic = (scope: Scope, { summaries }: ScopeReading): Said => {
  const [only] = scope.kind === 'community' ? summaries : [];
  return only
    ? say('sharing.notPublic.community', {
        community: only.community.name,
        menu: say('words.inMenu', { menu: 'TechHire', item: say('script.menu.share') }),
      })
    : say('sharing.notPublic.scope');
};

const formatRefused = (formats: readonly RollupFormat[], grant: Grant | null): Said =>
  say(grant ? 'sharing.notPublic.formatOfLink' : 'sharing.notPublic.format', { formats: all(formats) });

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

const HTML = 'text/html; charset=utf-8';

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
