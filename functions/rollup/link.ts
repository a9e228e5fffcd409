import { type Scope, scopeText } from './scope.ts';

export const rollupFormats = ['html', 'xlsx', 'csv', 'json', 'iati', 'wioa'] as const;
export type RollupFormat = (typeof rollupFormats)[number];

/** Relative to the page, so that it works behind any host and path. */
export const rollupLink = (scope: Scope, year: number, format: RollupFormat): string =>
  `?${new URLSearchParams({ scope: scopeText(scope), year: String(year), format })}`;
