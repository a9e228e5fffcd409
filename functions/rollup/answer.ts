import type { Writable } from 'node:stream';
import { isLanguage, type Language } from '../plan/messages/language.ts';
import type { Said } from '../plan/messages/said.ts';
import { wordsIn } from '../plan/messages/words.ts';
import { acceptedLanguage } from './accept-language.ts';
import { rollupFormats } from './link.ts';

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

/** Writes what may be too long to be whole in memory, no faster than it is taken, and ends it. */
export type Writing = (out: Writable) => Promise<void>;

export interface RollupResponse {
  /** 403: not for whoever has this link, or none. 410: the link worked once. 500: it is not safe to give out, which is an error of ours. */
  status: 200 | 304 | Refused;
  contentType: string;
  headers: Record<string, string>;
  body: string | Writing;
}

type Refused = 400 | 403 | 404 | 410 | 500 | 501;

/** Something that can be had instead. */
export interface Instead {
  /** A query of the same address. */
  address: string;
  text: Said;
}

/** Told as it was asked: a page to who wants a page, JSON to programs. */
export const refusal = async (
  status: Refused,
  title: Said,
  problems: readonly Said[],
  request: RollupRequest,
  instead: Instead | null = null,
): Promise<RollupResponse> => {
  const { query, accept = 'text/html' } = request;
  const words = wordsIn(languageOf(request));
  const { format = 'html' } = query;
  const isData = rollupFormats.some((each) => each !== 'html' && each === format);
  const wantsPage = format === 'html' ? /html|\*\/\*/.test(accept) : !isData && /html/.test(accept);
  if (!wantsPage)
    return {
      status,
      contentType: 'application/json; charset=utf-8',
      headers: { ...commonHeaders, ...languageHeaders(words.language) },
      body: `${JSON.stringify(
        {
          error: {
            status,
            title: words.tell(title),
            problems: problems.map(words.tell),
            ...(instead ? { instead: { address: instead.address, text: words.tell(instead.text) } } : {}),
          },
        },
        null,
        2,
      )}\n`,
    };
  const { errorPage, pagePolicy } = await import('./page/error-page.ts');
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    headers: { ...commonHeaders, ...languageHeaders(words.language), 'content-security-policy': pagePolicy },
    body: errorPage(title, problems, words, instead),
  };
};

export const languageOf = ({ query, acceptLanguage }: RollupRequest): Language =>
  isLanguage(query.lang) ? query.lang : acceptedLanguage(acceptLanguage);

export const languageHeaders = (language: Language): Record<string, string> => ({
  'content-language': language,
  vary: 'Accept-Language',
});

/** A rollup is as fresh as its read time says, and nothing on the way may keep it. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
