import type { Locale } from './locale.ts';
import type { ExtendedValue, NumberFormat } from './model.ts';
import { serialOfDate } from './serial.ts';

/** What a text becomes when a person types it into a cell, and the number format that it brings to a cell without one. */
export interface Typed {
  value: ExtendedValue | undefined;
  format?: NumberFormat;
}

/**
 * Reads a text as Sheets does when it is typed (valueInputOption USER_ENTERED).
 *
 * | typed                               | becomes                             | format, where the cell has none |
 * | ----------------------------------- | ----------------------------------- | ------------------------------- |
 * | (nothing)                           | an empty cell                       |                                 |
 * | `'007`, anything in a `@` cell      | text, without the quote             |                                 |
 * | `=A1*2`, `+A1`                      | a formula                           |                                 |
 * | `true`                              | TRUE                                |                                 |
 * | `1200`, `-5`, `(5)`, `1,200`        | a number; parentheses mean negative | `#,##0` where grouped           |
 * | `85%`                               | 0.85                                | `0%`                            |
 * | `$4,500`                            | 4500                                | `"$"#,##0`                      |
 * | `1e3`                               | 1000                                | `0.00E+00`                      |
 * | `12/31/2026`, `2026-12-31`, `31 Dec 2026` | a date's serial               | the way it was typed            |
 * | `9:30`, `2026-12-31 14:00`          | a fraction of a day, date and time  | the way it was typed            |
 * | anything else                       | text, with its spaces               |                                 |
 *
 * Parts of a date are read in the locale's order. A number in a percent cell is taken as it stands: `85` is 8500%.
 *
 * @param thisYear  the year of a date typed without one
 */
export const readTyped = (text: string, locale: Locale, thisYear: number, isText = false): Typed => {
  if (text === '') return { value: undefined };
  if (isText) return { value: { stringValue: text.startsWith("'") ? text.slice(1) : text } };
  if (text.startsWith("'")) return { value: { stringValue: text.slice(1) } };
  if (text.startsWith('=') && text.length > 1) return { value: { formulaValue: text } };
  if (isPlainText(text)) return { value: { stringValue: text } };
  const trimmed = text.trim();
  const literal = /^true$/i.test(trimmed)
    ? { value: { boolValue: true } }
    : /^false$/i.test(trimmed)
      ? { value: { boolValue: false } }
      : (readNumber(trimmed, locale) ?? readMoment(trimmed, locale, thisYear));
  if (literal) return literal;
  // A leading plus starts a formula, as in the spreadsheets before it: `+A1+B1`.
  if (/^\+[^+\s]/.test(text)) return { value: { formulaValue: `=${text}` } };
  return { value: { stringValue: text } };
};

/** Most text can be nothing else: it has no digit, starts no formula and is no boolean. Said first, because cells are many. */
const isPlainText = (text: string): boolean => !/\d|^\+|^\s*(?:true|false)\s*$/i.test(text);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const currencySigns = '\\$|€|£|¥|₹|₩|₪|₺|₴|₽';

const numberShapes = new WeakMap<Locale, RegExp>();

const numberShape = (locale: Locale): RegExp => {
  const known = numberShapes.get(locale);
  if (known) return known;
  const group = /\s|\u202f|\u00a0/.test(locale.group)
    ? '[\\s\\u00a0\\u202f]'
    : locale.group === '’'
      ? "['’]"
      : escaped(locale.group);
  const decimal = escaped(locale.decimal);
  const currency = `(?:${currencySigns}|${escaped(locale.currency)})`;
  const shape = new RegExp(
    `^(?<open>\\()?(?<sign>[-+])?\\s*(?<before>${currency})?\\s*(?<sign2>[-+])?` +
      `(?<whole>\\d+|\\d{1,3}(?:${group}\\d{3})+)?(?:${decimal}(?<part>\\d*))?(?<power>[eE][-+]?\\d{1,3})?` +
      `\\s*(?<percent>%)?\\s*(?<after>${currency})?(?<close>\\))?$`,
    'u',
  );
  numberShapes.set(locale, shape);
  return shape;
};

const readNumber = (text: string, locale: Locale): Typed | undefined => {
  const match = numberShape(locale).exec(text)?.groups;
  if (!match || (match.whole === undefined && !match.part)) return undefined;
  if ((match.open === undefined) !== (match.close === undefined)) return undefined;
  if ((match.open || match.sign) && match.sign2) return undefined;
  if (match.open && match.sign) return undefined;
  if (match.before && match.after) return undefined;
  const digits = (match.whole ?? '0').replace(/\D/g, '');
  const size = Number(`${digits}.${match.part ?? ''}${match.power ?? ''}`.replace('.e', '.0e').replace('.E', '.0E'));
  if (!Number.isFinite(size)) return undefined;
  const negative = match.open !== undefined || match.sign === '-' || match.sign2 === '-';
  const signed = negative && size !== 0 ? -size : size;
  const numberValue = match.percent ? percentOf(signed) : signed;
  const format = numberFormatOf(match, digits, locale);
  return { value: { numberValue }, ...(format ? { format } : {}) };
};

/** 85 -> 0.85 without the dust that a division leaves: 0.07 and not 0.07000000000000001. */
const percentOf = (value: number): number => Number(`${value}e-2`) || value / 100;

const numberFormatOf = (
  match: Record<string, string | undefined>,
  digits: string,
  locale: Locale,
): NumberFormat | undefined => {
  const grouped = match.whole !== undefined && match.whole.length > digits.length;
  const sign = match.before ?? match.after;
  if (sign !== undefined) {
    const shown = sign === locale.currency ? `"${sign}"` : `[$${sign}]`;
    const number = match.part ? '#,##0.00' : '#,##0';
    return { type: 'CURRENCY', pattern: match.before === undefined ? `${number} ${shown}` : `${shown}${number}` };
  }
  if (match.percent) return { type: 'PERCENT', pattern: match.part ? '0.00%' : '0%' };
  if (match.power) return { type: 'SCIENTIFIC', pattern: '0.00E+00' };
  if (grouped) return { type: 'NUMBER', pattern: match.part ? '#,##0.00' : '#,##0' };
  return undefined;
};

const readMoment = (text: string, locale: Locale, thisYear: number): Typed | undefined => {
  const time = readTime(text);
  if (time) return { value: { numberValue: time.fraction }, format: { type: 'TIME', pattern: time.pattern } };
  const date = readDate(text, locale, thisYear);
  if (date) return { value: { numberValue: date.serial }, format: { type: 'DATE', pattern: date.pattern } };
  const both = /^(.*\d)(?:T|,?\s+)(\d{1,2}:.*)$/i.exec(text);
  if (!both) return undefined;
  const day = readDate(both[1]!, locale, thisYear);
  const hour = readTime(both[2]!);
  if (!day || !hour) return undefined;
  return {
    value: { numberValue: day.serial + hour.fraction },
    format: { type: 'DATE_TIME', pattern: `${day.pattern} ${hour.pattern}` },
  };
};

const readTime = (text: string): { fraction: number; pattern: string } | undefined => {
  const match = /^(\d{1,3}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?\s*(am|pm|a\.m\.|p\.m\.)?$/i.exec(text);
  if (!match) return undefined;
  const [, hours = '', minutes = '', seconds, thousandths = '', half] = match;
  let hour = Number(hours);
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
  if (half) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  const fraction = (hour * 3600 + Number(minutes) * 60 + Number(`${seconds ?? 0}${thousandths}`)) / 86_400;
  const shown = hour > 23 ? '[h]' : 'h';
  return { fraction, pattern: `${shown}:mm${seconds === undefined ? '' : ':ss'}${half ? ' AM/PM' : ''}` };
};

const readDate = (text: string, locale: Locale, thisYear: number): { serial: number; pattern: string } | undefined => {
  const dated = (parts: { year: number; month: number; day: number }, pattern: string) => {
    const serial = serialOfDate(parts);
    return serial === undefined ? undefined : { serial, pattern };
  };
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso)
    return dated(
      { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) },
      `yyyy${iso[2]}${iso[3]!.length === 2 ? 'mm' : 'm'}${iso[2]}${iso[4]!.length === 2 ? 'dd' : 'd'}`,
    );
  const separator = locale.datePattern.replace(/[dmy]/g, '')[0];
  const numeric = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?$/.exec(text);
  // A dot separates the parts of a date only where the locale writes dates so: 1.5 is a number or a text elsewhere.
  if (numeric && (numeric[2] !== '.' || separator === '.')) {
    const dayFirst = locale.dateOrder.indexOf('day') < locale.dateOrder.indexOf('month');
    const [day, month] = dayFirst ? [numeric[1], numeric[3]] : [numeric[3], numeric[1]];
    const sides = dayFirst ? ['d', 'm'] : ['m', 'd'];
    const year = numeric[4];
    const pattern = year === undefined ? sides.join(numeric[2]) : [...sides, 'yyyy'].join(numeric[2]);
    return dated(
      { year: year === undefined ? thisYear : fullYear(year), month: Number(month), day: Number(day) },
      numeric[2] === separator && year !== undefined ? locale.datePattern : pattern,
    );
  }
  const monthFirst = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$/u.exec(text);
  if (monthFirst) {
    const name = monthNamed(monthFirst[1]!, locale);
    if (!name) return undefined;
    const [, , day, year] = monthFirst;
    return dated(
      { year: year === undefined ? thisYear : Number(year), month: name.month, day: Number(day) },
      `${name.pattern} d${year === undefined ? '' : ', yyyy'}`,
    );
  }
  const dayFirst = /^(\d{1,2})[.\s-]\s*(\p{L}+)\.?(?:[,\s-]\s*(\d{4}|\d{2}))?$/u.exec(text);
  if (dayFirst) {
    const name = monthNamed(dayFirst[2]!, locale);
    if (!name) return undefined;
    const [, day, , year] = dayFirst;
    const dash = text.includes('-') ? '-' : ' ';
    return dated(
      { year: year === undefined ? thisYear : fullYear(year), month: name.month, day: Number(day) },
      `d${dash}${name.pattern}${year === undefined ? '' : `${dash}yyyy`}`,
    );
  }
  return undefined;
};

/** Two digits mean the hundred years from 1930 on, as in Sheets. */
const fullYear = (digits: string): number => {
  const year = Number(digits);
  return digits.length > 2 ? year : year < 30 ? 2000 + year : 1900 + year;
};

const english = {
  long: [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ],
  short: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
};

const monthNamed = (word: string, locale: Locale): { month: number; pattern: string } | undefined => {
  const wanted = word.toLowerCase();
  for (const [names, pattern] of [
    [locale.months.short, 'mmm'],
    [english.short, 'mmm'],
    [locale.months.long, 'mmmm'],
    [english.long, 'mmmm'],
  ] as const) {
    const index = names.findIndex((name) => name.toLowerCase().replace(/\.$/, '') === wanted);
    if (index >= 0) return { month: index + 1, pattern };
  }
  return wanted === 'sept' ? { month: 9, pattern: 'mmm' } : undefined;
};
