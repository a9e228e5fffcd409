import { allLanguages, isLanguage, type Language } from '../plan/messages/language.ts';
import { any, type Said, say } from '../plan/messages/said.ts';
import { shortened } from '../plan/text.ts';
import { type RollupFormat, rollupFormats } from './link.ts';
import { parseScope, type Scope, scopeForms } from './scope.ts';

/** What a link asks for. */
export interface RollupQuery {
  scope: Scope;
  year: number;
  format: RollupFormat;
  /** null where the link leaves it to its reader's browser. */
  language: Language | null;
  /** An earlier state that is to be shown, and one that is to be compared with: a day, or the beginning of a content hash. */
  snapshot: string | null;
  since: string | null;
  /** The states that there are are asked for, instead of any of them: `list=snapshots`. */
  isList: boolean;
}

/** The parameters of a link, or what is wrong with each of them. As a web framework parses them: a name given twice is a list. */
export const parseQuery = (query: Readonly<Record<string, unknown>>): RollupQuery | { problems: Said[] } => {
  const scope = parseScope(textOf(query.scope));
  const year = textOf(query.year);
  const format = query.format === undefined ? 'html' : rollupFormats.find((each) => each === query.format);
  const language = query.lang === undefined ? null : isLanguage(query.lang) ? query.lang : undefined;
  const problems = [
    ...(scope ? [] : [scopeProblem(query.scope)]),
    ...(isYear(year) ? [] : [yearProblem(query.year)]),
    ...(format
      ? []
      : [
          say('rollup.errors.formatUnknown', {
            parameter: 'format',
            format: quotable(query.format),
            forms: any(rollupFormats),
          }),
        ]),
    ...(language === undefined
      ? [
          say('rollup.errors.languageUnknown', {
            parameter: 'lang',
            language: quotable(query.lang),
            forms: any(allLanguages),
          }),
        ]
      : []),
  ];
  return scope && format && language !== undefined && problems.length === 0
    ? {
        scope,
        year: Number(year),
        format,
        language,
        snapshot: textOf(query.snapshot) || null,
        since: textOf(query.since) || null,
        isList: query.list === 'snapshots',
      }
    : { problems };
};

const isYear = (text: string): boolean => /^20\d\d$/.test(text);

const scopeProblem = (scope: unknown): Said => {
  const values = { parameter: 'scope', forms: any(scopeForms), example: 'scope=community:riverbend' };
  return typeof scope !== 'string'
    ? say('rollup.errors.scopeMissing', values)
    : say('rollup.errors.scopeUnknown', { ...values, scope: quotable(scope) });
};

const yearProblem = (year: unknown): Said => {
  const values = { parameter: 'year', form: 'YYYY' };
  return typeof year !== 'string'
    ? say('rollup.errors.yearMissing', values)
    : say('rollup.errors.yearUnknown', { ...values, year: quotable(year) });
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const quotable = (value: unknown): string => shortened(String(value));
