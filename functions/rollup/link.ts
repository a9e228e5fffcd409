import type { Language } from '../plan/messages/language.ts';
import { type Scope, scopeText } from './scope.ts';

export const rollupFormats = ['html', 'xlsx', 'csv', 'json', 'iati', 'wioa', '360giving', '360giving-csv'] as const;
export type RollupFormat = (typeof rollupFormats)[number];
/** Every format but the page, which is no file. */
export type RollupFile = Exclude<RollupFormat, 'html'>;

/** What the format of a file is called in every language. */
export const fileNames: Readonly<Record<RollupFile, string>> = {
  xlsx: 'Excel',
  csv: 'CSV',
  json: 'JSON',
  iati: 'IATI',
  wioa: 'WIOA',
  '360giving': '360Giving (JSON)',
  '360giving-csv': '360Giving (CSV)',
};

/**
 * Relative to the page, so that it works behind any host and path.
 *
 * @param link  by whose right the page was opened; what it leads to is opened by the same
 */
export const rollupLink = (
  scope: Scope,
  year: number,
  format: RollupFormat,
  { language, link }: { language: Language; link: string | null },
): string =>
  `?${new URLSearchParams({
    scope: scopeText(scope),
    year: String(year),
    // The page is what there is where no format is named.
    ...(format === 'html' ? {} : { format }),
    lang: language,
    ...(link === null ? {} : { link }),
  })}`;
