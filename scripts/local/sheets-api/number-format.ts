import type { Locale } from './locale.ts';
import type { CellFormat, ErrorValue, ExtendedValue, NumberFormat } from './model.ts';
import { dateOfSerial } from './serial.ts';

/** What a cell shows for a value: its number format applied, by the spreadsheet's locale. */
export const formattedValue = (
  value: ExtendedValue | undefined,
  format: CellFormat | undefined,
  locale: Locale,
): string | undefined => {
  if (value === undefined) return undefined;
  if (value.stringValue !== undefined) {
    const section = format?.numberFormat?.pattern?.split(';')[3];
    return section === undefined ? value.stringValue : section.replaceAll('"', '').replace('@', value.stringValue);
  }
  if (value.boolValue !== undefined) return value.boolValue ? 'TRUE' : 'FALSE';
  if (value.numberValue !== undefined)
    return formatNumber(value.numberValue, patternOf(format?.numberFormat, locale), locale);
  if (value.errorValue !== undefined) return errorText(value.errorValue);
  return value.formulaValue;
};

const errorTexts: Record<string, string> = {
  ERROR: '#ERROR!',
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
  LOADING: 'Loading...',
};

export const errorText = (error: ErrorValue): string => errorTexts[error.type ?? 'ERROR'] ?? '#ERROR!';

/** The pattern of a number format; a type without one has the locale's usual pattern. '' is the automatic format. */
export const patternOf = (format: NumberFormat | undefined, locale: Locale): string => {
  if (!format) return '';
  if (format.pattern) return format.pattern;
  switch (format.type) {
    case 'TEXT':
      return '@';
    case 'NUMBER':
      return '#,##0.00';
    case 'PERCENT':
      return '0.00%';
    case 'CURRENCY':
      return `"${locale.currency}"#,##0.00`;
    case 'DATE':
      return locale.datePattern;
    case 'TIME':
      return 'h:mm:ss AM/PM';
    case 'DATE_TIME':
      return `${locale.datePattern} h:mm:ss`;
    case 'SCIENTIFIC':
      return '0.00E+00';
    default:
      return '';
  }
};

/** True where a cell of this format holds dates or times, so that numbers in it are read and shown as such. */
export const isMoment = (format: NumberFormat | undefined): boolean =>
  format?.type === 'DATE' || format?.type === 'TIME' || format?.type === 'DATE_TIME';

/**
 * Shows a number by a pattern: sections for positive, negative and zero, digits, grouping, percent, exponent, quoted text,
 * `[$€]`, dates and times.
 * https://developers.google.com/workspace/sheets/api/guides/formats
 */
export const formatNumber = (value: number, pattern: string, locale: Locale): string => {
  if (pattern === '' || /^(general|@)$/i.test(pattern)) return automatic(value, locale);
  const sections = splitSections(pattern);
  const { section, number } = chooseSection(value, sections);
  const tokens = tokensOf(section);
  if (tokens.some(({ kind }) => kind === 'moment')) return showMoment(value, tokens, locale);
  return showNumber(number, tokens, locale);
};

/** The automatic format: whole numbers as they are, others to ten digits, very large and small ones with a power of ten. */
const automatic = (value: number, locale: Locale): string => {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const rounded = Number.isInteger(value) && size < 1e15 ? value : Number(value.toPrecision(10));
  if (size >= 1e15 || size < 1e-5) {
    const [digits = '', power = '0'] = Number(value.toPrecision(6)).toExponential().split('e');
    const exponent = Math.abs(Number(power)).toString().padStart(2, '0');
    return `${digits.replace('.', locale.decimal)}E${power.startsWith('-') ? '-' : '+'}${exponent}`;
  }
  return String(rounded).replace('.', locale.decimal);
};

const splitSections = (pattern: string): string[] => {
  const sections = [''];
  for (const part of pattern.match(/"[^"]*"?|\\.|\[[^\]]*\]|[\s\S]/g) ?? [])
    if (part === ';') sections.push('');
    else sections[sections.length - 1] += part;
  return sections;
};

const chooseSection = (value: number, sections: string[]): { section: string; number: number } => {
  const [positive = '', negative, zero] = sections;
  if (value < 0 && negative !== undefined) return { section: negative, number: -value };
  if (value === 0 && zero !== undefined) return { section: zero, number: 0 };
  return { section: positive, number: value };
};

interface Token {
  kind: 'text' | 'digits' | 'percent' | 'power' | 'moment';
  text: string;
}

const tokenShape =
  /"([^"]*)"?|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|(\[h+\]|\[m+\]|\[s+\])|\[[^\]]*\]|_.|\*.|(E[+-]0+)|((?:[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+),*)|(%)|(AM\/PM|am\/pm|A\/P|a\/p|y+|m+|d+|h+|s+(?:\.0+)?)|([\s\S])/gi;

const tokensOf = (section: string): Token[] => {
  const tokens: Token[] = [];
  for (const match of section.matchAll(tokenShape)) {
    const [whole, quoted, escapedCharacter, currency, elapsed, power, digits, percent, moment, other] = match;
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted });
    else if (escapedCharacter !== undefined) tokens.push({ kind: 'text', text: escapedCharacter });
    else if (currency !== undefined) tokens.push({ kind: 'text', text: currency });
    else if (elapsed !== undefined) tokens.push({ kind: 'moment', text: elapsed });
    else if (power !== undefined) tokens.push({ kind: 'power', text: power });
    else if (digits !== undefined) tokens.push({ kind: 'digits', text: digits });
    else if (percent !== undefined) tokens.push({ kind: 'percent', text: percent });
    else if (moment !== undefined) tokens.push({ kind: 'moment', text: moment });
    else if (other !== undefined) tokens.push({ kind: 'text', text: other });
    else if (whole.startsWith('_')) tokens.push({ kind: 'text', text: ' ' });
  }
  return tokens;
};

const showNumber = (value: number, tokens: Token[], locale: Locale): string => {
  const placeholder = tokens.findIndex(({ kind }) => kind === 'digits');
  if (placeholder < 0) return tokens.map(({ text }) => text).join('');
  const percent = tokens.filter(({ kind }) => kind === 'percent').length;
  const power = tokens.find(({ kind }) => kind === 'power');
  const pattern = tokens[placeholder]!.text;
  const { shown, zero } = power
    ? scientific(value, pattern, power.text, locale)
    : decimalDigits(scaled(Math.abs(value), percent), pattern, locale);
  const body = tokens
    .map((token, index) =>
      index === placeholder ? shown : token.kind === 'digits' || token.kind === 'power' ? '' : token.text,
    )
    .join('');
  return value < 0 && !zero ? `-${body}` : body;
};

/** 0.07 * 100 is 7.000000000000001; the decimal text moves its point exactly. */
const scaled = (size: number, percents: number): number =>
  percents === 0 ? size : Number(`${size}e${2 * percents}`) || size * 100 ** percents;

const decimalDigits = (size: number, pattern: string, locale: Locale): { shown: string; zero: boolean } => {
  // Commas at the end, after the places or without any, each divide by a thousand.
  const thousands = /,*$/.exec(pattern)![0].length;
  const [wholePattern = '', partPattern] = pattern.slice(0, pattern.length - thousands).split('.');
  const number = thousands === 0 ? size : size / 1000 ** thousands;
  const grouped = wholePattern.includes(',');
  const places = partPattern?.length ?? 0;
  const fixed = roundHalfAway(number, places);
  const [whole = '0', part = ''] = fixed.split('.');
  const least = (wholePattern.match(/0/g) ?? []).length;
  let wholeDigits = whole === '0' && least === 0 ? '' : whole.padStart(least, '0');
  if (grouped) wholeDigits = wholeDigits.replace(/\B(?=(\d{3})+(?!\d))/g, locale.group);
  let partDigits = part;
  for (let index = places - 1; index >= 0 && partPattern![index] === '#' && partDigits[index] === '0'; index -= 1)
    partDigits = partDigits.slice(0, index);
  const shown = partPattern === undefined ? wholeDigits : `${wholeDigits}${locale.decimal}${partDigits}`;
  return { shown, zero: !/[1-9]/.test(fixed) };
};

/** toFixed rounds the binary number: 1.005 to 1.00. People expect the decimal that they see to be rounded: 1.01. */
const roundHalfAway = (number: number, places: number): string => {
  if (number >= 1e15) return number.toFixed(places);
  const shifted = Number(`${number}e${places}`);
  return Number.isFinite(shifted)
    ? (Number(`${Math.round(shifted)}e-${places}`) || 0).toFixed(places)
    : number.toFixed(places);
};

const scientific = (
  value: number,
  pattern: string,
  power: string,
  locale: Locale,
): { shown: string; zero: boolean } => {
  const places = pattern.split('.')[1]?.length ?? 0;
  const [digits = '0', exponent = '0'] = Math.abs(value).toExponential(places).split('e');
  const sign = exponent.startsWith('-') ? '-' : power[1] === '+' ? '+' : '';
  const size = Math.abs(Number(exponent))
    .toString()
    .padStart(power.length - 2, '0');
  return { shown: `${digits.replace('.', locale.decimal)}E${sign}${size}`, zero: value === 0 };
};

const showMoment = (serial: number, tokens: Token[], locale: Locale): string => {
  const date = dateOfSerial(serial);
  const half = tokens.find(({ kind, text }) => kind === 'moment' && /^a/i.test(text))?.text;
  const two = (number: number): string => String(number).padStart(2, '0');
  let seenHour = false;
  return tokens
    .map(({ kind, text }, index) => {
      if (kind === 'digits' || kind === 'percent' || kind === 'power') return text;
      if (kind === 'text') return text;
      const unit = text.toLowerCase();
      if (unit.startsWith('[')) {
        seenHour = true;
        const perDay = unit[1] === 'h' ? 24 : unit[1] === 'm' ? 1440 : 86_400;
        return String(Math.floor(Math.round(serial * 86_400) / (86_400 / perDay))).padStart(unit.length - 2, '0');
      }
      switch (unit[0]) {
        case 'y':
          return unit.length <= 2 ? two(date.getUTCFullYear() % 100) : String(date.getUTCFullYear()).padStart(4, '0');
        case 'd': {
          if (unit.length >= 4) return locale.weekdays.long[date.getUTCDay()]!;
          if (unit.length === 3) return locale.weekdays.short[date.getUTCDay()]!;
          return unit.length === 2 ? two(date.getUTCDate()) : String(date.getUTCDate());
        }
        case 'h': {
          seenHour = true;
          const hour = half ? date.getUTCHours() % 12 || 12 : date.getUTCHours();
          return unit.length >= 2 ? two(hour) : String(hour);
        }
        case 's': {
          const fraction = unit.includes('.')
            ? (date.getUTCMilliseconds() / 1000).toFixed(unit.split('.')[1]!.length).slice(1)
            : '';
          return (unit.startsWith('ss') ? two(date.getUTCSeconds()) : String(date.getUTCSeconds())) + fraction;
        }
        case 'a': {
          const word = date.getUTCHours() < 12 ? 'AM' : 'PM';
          const cased = text === text.toLowerCase() ? word.toLowerCase() : word;
          return unit.length === 3 ? cased[0]! : cased;
        }
        default: {
          // `m` is minutes after an hour or before seconds, months elsewhere.
          const next = tokens
            .slice(index + 1)
            .find((token) => token.kind === 'moment')
            ?.text.toLowerCase();
          const minutes = unit.length <= 2 && (seenHour || next?.startsWith('s') || next?.startsWith('[s'));
          if (minutes) {
            seenHour = false;
            return unit.length === 2 ? two(date.getUTCMinutes()) : String(date.getUTCMinutes());
          }
          const month = date.getUTCMonth();
          if (unit.length === 5) return locale.months.long[month]![0]!;
          if (unit.length === 4) return locale.months.long[month]!;
          if (unit.length === 3) return locale.months.short[month]!;
          return unit.length === 2 ? two(month + 1) : String(month + 1);
        }
      }
    })
    .join('');
};
