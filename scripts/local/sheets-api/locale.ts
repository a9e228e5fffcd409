/** What a spreadsheet's locale says about how numbers and dates are written. */
export interface Locale {
  decimal: string;
  group: string;
  /** The order of the parts of a short date. */
  dateOrder: ('day' | 'month' | 'year')[];
  /** The pattern of a short date, e.g. `m/d/yyyy`. */
  datePattern: string;
  currency: string;
  months: { long: string[]; short: string[] };
  weekdays: { long: string[]; short: string[] };
}

const known = new Map<string, Locale>();

/** Reads `en_US`, `de_DE`, `fr` and so on; a name that Intl does not know counts as en_US. */
export const localeOf = (name: string): Locale => {
  const cached = known.get(name);
  if (cached) return cached;
  const locale = describeLocale(validTag(name));
  known.set(name, locale);
  return locale;
};

const validTag = (name: string): string => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(name.replaceAll('_', '-'))[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
};

export const isLocale = (name: string): boolean => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(name.replaceAll('_', '-')).length > 0;
  } catch {
    return false;
  }
};

/** Intl does not tell a region's currency. Symbols of the regions whose locales Sheets offers most; others use their euro. */
const currencies: Record<string, string> = {
  US: '$',
  CA: '$',
  AU: '$',
  NZ: '$',
  MX: '$',
  AR: '$',
  CL: '$',
  CO: '$',
  SG: '$',
  HK: 'HK$',
  GB: '£',
  JP: '¥',
  CN: '¥',
  IN: '₹',
  BR: 'R$',
  CH: 'CHF',
  SE: 'kr',
  NO: 'kr',
  DK: 'kr.',
  PL: 'zł',
  CZ: 'Kč',
  KR: '₩',
  IL: '₪',
  TR: '₺',
  UA: '₴',
  RU: '₽',
};
const describeLocale = (tag: string): Locale => {
  const number = new Intl.NumberFormat(tag, { useGrouping: true, numberingSystem: 'latn' }).formatToParts(-1234567.5);
  const date = new Intl.DateTimeFormat(tag, {
    numberingSystem: 'latn',
    calendar: 'gregory',
    timeZone: 'UTC',
  }).formatToParts(Date.UTC(2033, 2, 4));
  const region = new Intl.Locale(tag).maximize().region ?? 'US';
  const order = date.map(({ type }) => type).filter((type) => type === 'day' || type === 'month' || type === 'year');
  const pattern = date
    .map(({ type, value }) => {
      if (type === 'day') return value.length === 2 ? 'dd' : 'd';
      if (type === 'month') return value.length === 2 ? 'mm' : 'm';
      return type === 'year' ? 'yyyy' : value;
    })
    .join('');
  const names = (part: 'month' | 'weekday', style: 'long' | 'short', count: number): string[] => {
    const format = new Intl.DateTimeFormat(tag, { [part]: style, timeZone: 'UTC' });
    // 2 January 2000 was a Sunday.
    return Array.from({ length: count }, (_, index) =>
      format.format(part === 'month' ? Date.UTC(2000, index, 15) : Date.UTC(2000, 0, 2 + index)),
    );
  };
  return {
    decimal: number.find(({ type }) => type === 'decimal')?.value ?? '.',
    group: number.find(({ type }) => type === 'group')?.value ?? ',',
    dateOrder: order,
    datePattern: pattern,
    currency: currencies[region] ?? '€',
    months: { long: names('month', 'long', 12), short: names('month', 'short', 12) },
    weekdays: { long: names('weekday', 'long', 7), short: names('weekday', 'short', 7) },
  };
};
