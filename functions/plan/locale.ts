import { formatLocales } from './messages/language.ts';

/** How numbers and dates are written where the spreadsheet is at home. */
export interface Locale {
  /** As the spreadsheet names it, `en_US`. */
  name: string;
  decimal: string;
  group: string;
  /** The order of day, month and year in a date of digits. */
  dateOrder: 'mdy' | 'dmy' | 'ymd';
  /** Names and short names of the twelve months, lower case, without dots; January first. */
  monthNames: string[][];
}

const known = new Map<string, Locale>();

/**
 * The habits of a spreadsheet's locale, from the runtime's CLDR data.
 *
 * @param name  `en_US`, `es-MX`, `de`; a name that the runtime does not know counts as `en_US`, Google's default
 */
export const localeOf = (name: string): Locale => {
  let locale = known.get(name);
  if (!locale) {
    locale = describeLocale(name);
    known.set(name, locale);
  }
  return locale;
};

const describeLocale = (name: string): Locale => {
  const tag = supportedTag(name);
  const numberParts = new Intl.NumberFormat(tag, { useGrouping: true }).formatToParts(1234567.5);
  const sign = (type: 'decimal' | 'group', fallback: string): string =>
    numberParts.find((part) => part.type === type)?.value ?? fallback;
  const order = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' })
    .formatToParts(new Date(Date.UTC(2026, 11, 31)))
    .flatMap((part) => (part.type === 'year' || part.type === 'month' || part.type === 'day' ? [part.type[0]!] : []))
    .join('');
  const decimal = sign('decimal', '.');
  return {
    name,
    decimal,
    group: sign('group', decimal === ',' ? '.' : ','),
    dateOrder: order === 'mdy' || order === 'dmy' ? order : 'ymd',
    monthNames: monthNames(tag),
  };
};

const supportedTag = (name: string): string => {
  const tag = name.replaceAll('_', '-');
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
};

/**
 * The names of the planner's languages are understood everywhere: partners paste from each other's documents, and a sheet in Spanish is often at home
 * in en_US.
 */
const monthNames = (tag: string): string[][] =>
  Array.from({ length: 12 }, (_, month) => {
    const day = new Date(Date.UTC(2026, month, 15));
    const names = [tag, ...Object.values(formatLocales)].flatMap((language) =>
      (['long', 'short'] as const).map((length) =>
        new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' })
          .format(day)
          .toLowerCase()
          .replaceAll('.', ''),
      ),
    );
    return [...new Set(month === 8 ? [...names, 'sept', 'setiembre'] : names)];
  });
