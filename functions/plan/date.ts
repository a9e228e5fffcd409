import type { Locale } from './locale.ts';

/** A day as `2026-12-31`. Days have no time and no time zone: a plan's dates are those on the community's calendar. */
export type IsoDate = string;

const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet, 1899-12-30: https://developers.google.com/workspace/sheets/api/reference/rest/v4/DateTimeRenderOption */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

/** A spreadsheet's serial number as a day; the fraction, a time of day, is dropped. */
export const serialToDate = (serial: number): IsoDate =>
  new Date(SERIAL_EPOCH + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10);

export const dateToSerial = (date: IsoDate): number => (Date.parse(`${date}T00:00:00Z`) - SERIAL_EPOCH) / DAY_MS;

export const addDays = (date: IsoDate, days: number): IsoDate => serialToDate(dateToSerial(date) + days);

export const daysBetween = (from: IsoDate, to: IsoDate): number => dateToSerial(to) - dateToSerial(from);

/** The same day so many months later, or the last day of a shorter month. */
export const addMonths = (date: IsoDate, months: number): IsoDate => {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, index] = [Math.floor(month / 12), month % 12];
  const days = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, index, Math.min(Number(date.slice(8)), days))).toISOString().slice(0, 10);
};

/** `Dec 31, 2026`, as messages show a day. */
export const dateInWords = (date: IsoDate): string => inWords.format(new Date(`${date}T00:00:00Z`));

/** `Dec 2026` */
export const monthInWords = (date: IsoDate): string => monthOnly.format(new Date(`${date}T00:00:00Z`));

const monthOnly = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' });

const inWords = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });

/** What a typed text says as a date: one day, two possible days, or none. */
export type DateReading = { date: IsoDate } | { either: [IsoDate, IsoDate] } | null;

/**
 * Reads a date that is still text in its cell. Spreadsheets turn the dates they understand into numbers, so what arrives here
 * was pasted or typed in another country's order; where day and month could be swapped, both readings are returned.
 */
export const readDateText = (text: string, locale: Locale): DateReading => {
  const digits = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})\.?$/.exec(text);
  if (digits) return readDigits([digits[1]!, digits[3]!, digits[4]!], digits[2]!, locale);
  const words = text
    .toLowerCase()
    .replaceAll('.', '')
    .replaceAll(',', ' ')
    .split(/\s+(?:de\s+)?/);
  if (words.length !== 3) return null;
  const month = words.findIndex((word) => monthNumber(word, locale) !== null);
  if (month !== 0 && month !== 1) return null;
  const day = words[month === 0 ? 1 : 0]!.replace(/(st|nd|rd|th)$/, '');
  if (!/^\d{1,2}$/.test(day) || !/^\d{4}$/.test(words[2]!)) return null;
  return asReading([calendarDate(Number(words[2]), monthNumber(words[month]!, locale)!, Number(day))]);
};

const readDigits = (parts: [string, string, string], separator: string, locale: Locale): DateReading => {
  const [first, second, third] = parts.map(Number) as [number, number, number];
  if (parts[0].length === 4) return asReading([calendarDate(first, second, third)]);
  if (parts[2].length !== 4 && parts[2].length !== 2) return null;
  const year = parts[2].length === 2 ? 2000 + third : third;
  const monthFirst = calendarDate(year, first, second);
  const dayFirst = calendarDate(year, second, first);
  // ISO's order with the century left out, `26-12-31`.
  const yearFirst =
    parts[2].length === 2 && (separator === '-' || locale.dateOrder === 'ymd')
      ? calendarDate(2000 + first, second, third)
      : null;
  return asReading([yearFirst, ...(locale.dateOrder === 'mdy' ? [monthFirst, dayFirst] : [dayFirst, monthFirst])]);
};

/** The readings in the order of their likelihood; null where an order makes no day of the calendar. */
const asReading = (readings: readonly (IsoDate | null)[]): DateReading => {
  const [first, second] = new Set(readings.filter((date) => date !== null));
  if (first === undefined) return null;
  return second === undefined ? { date: first } : { either: [first, second] };
};

const monthNumber = (word: string, locale: Locale): number | null => {
  const found = locale.monthNames.findIndex((spellings) => spellings.includes(word));
  return found < 0 ? null : found + 1;
};

const calendarDate = (year: number, month: number, day: number): IsoDate | null => {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null;
};
