import { type Scope, scopeText } from './scope.ts';

export const rollupFormats = ['html', 'xlsx', 'csv', 'json', 'iati', 'wioa'] as const;
export type RollupFormat = (typeof rollupFormats)[number];

/**
 * Relative to the page, so that it works behind any host and path.
 *
 * @param link  by whose right the page was opened; what it leads to is opened by the same
 */
export const rollupLink = (scope: Scope, year: number, format: RollupFormat, link: string | null): string =>
  `?${new URLSearchParams({ scope: scopeText(scope), year: String(year), format, ...(link === null ? {} : { link }) })}`;
