import { coverageOf } from './coverage.ts';
import type { Fact } from './facts.ts';
import { auditNote } from './method.ts';
import type { PublishedRollup } from './rollup.ts';
import { rollupWords } from './words.ts';

/**
 * One fact a row, as RFC 4180 has it: CRLF, quotes where they are needed and doubled within. Begins with a byte order mark,
 * without which Excel reads UTF-8 as something else. Numbers are plain, so that a negative one stays a number; text that a
 * spreadsheet program would take for a formula is kept text.
 *
 * Line by line as it is asked for: of a large scope the file is never whole in memory.
 */
export function* csvLines(rollup: PublishedRollup): Generator<string> {
  const words = rollupWords(rollup.language);
  const { text } = words;
  const factLine = (fact: Fact): string => csvLine(columns.map(([, read]) => read(fact)));
  yield `\uFEFF${csvLine(columns.map(([header]) => header))}`;
  let first: Fact | undefined;
  for (const fact of rollup.facts) {
    first ??= fact;
    yield factLine(fact);
  }
  const coverage = coverageOf(rollup, words);
  if (coverage !== '') yield factLine(aboutRow(rollup, first!, 'coverage', text('files.csv.coverage'), coverage));
  const audit = auditNote(rollup, words);
  if (audit !== '') yield factLine(aboutRow(rollup, first!, 'audit', text('files.csv.audit'), audit));
  yield factLine(aboutRow(rollup, first!, 'read-time', text('files.csv.readTime'), rollup.readAt));
  yield factLine(aboutRow(rollup, first!, 'content-hash', text('files.csv.contentHash'), rollup.contentHash));
}

export const csvLine = (values: readonly (string | number | null)[]): string => `${values.map(csvField).join(',')}\r\n`;

/** A field of a row: text in quotes where needed, a number as it is, nothing for what is not known. */
export const csvField = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = asPlainText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * Text that can do no harm in a spreadsheet program: where it begins as a formula does, a quote goes before it.
 * Source: OWASP ASVS 5.0 1.2.10; the full-width signs because some programs read them as the plain ones.
 */
export const asPlainText = (text: string): string => (/^[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? `'${text}` : text);

const columns: readonly (readonly [header: string, read: (fact: Fact) => string | number | null])[] = [
  ['scope', ({ scope }) => scope],
  ['period_start', ({ periodStart }) => periodStart],
  ['period_end', ({ periodEnd }) => periodEnd],
  ['indicator', ({ indicator }) => indicator],
  ['title', ({ title }) => title],
  ['breakdown', ({ breakdown }) => breakdown.map(({ by }) => by).join('; ') || null],
  ['breakdown_value', ({ breakdown }) => breakdown.map(({ value }) => value).join('; ') || null],
  ['baseline', ({ baseline }) => baseline],
  ['target', ({ target }) => target],
  ['target_if_rates_low', ({ targetIfRatesLow }) => targetIfRatesLow],
  ['target_if_rates_high', ({ targetIfRatesHigh }) => targetIfRatesHigh],
  ['target_with_confidence', ({ targetWithConfidence }) => targetWithConfidence],
  ['target_with_uncertain_rates', ({ targetWithUncertainRates }) => targetWithUncertainRates],
  ['actual', ({ actual }) => actual],
  ['unit', ({ unit }) => unit],
  ['status', ({ status }) => status],
  ['communities', ({ communities }) => communities],
  ['source', ({ source }) => source],
  ['note', ({ note }) => note],
];

/** About the file itself, for the scope and period of the first fact: no figure, and not part of the hash that it gives. */
const aboutRow = (rollup: PublishedRollup, first: Fact, indicator: string, title: string, note: string): Fact => ({
  ...first,
  indicator,
  title,
  breakdown: [],
  baseline: null,
  target: null,
  targetIfRatesLow: null,
  targetIfRatesHigh: null,
  targetWithConfidence: null,
  targetWithUncertainRates: null,
  actual: null,
  unit: 'as stated',
  status: 'planned',
  communities: rollup.communities.length,
  source: '',
  note,
});
