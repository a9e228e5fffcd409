import * as z from 'zod';
import { dateToSerial, type IsoDate, readDateText, serialToDate } from './date.ts';
import type { Locale } from './locale.ts';
import { any, day, dollars, grouped, type MisfitText, type Said, say, share, type Values } from './messages/said.ts';
import { cleanText, nameKey, nearestName, shortened } from './text.ts';

/** One cell as a spreadsheet holds it. */
export interface RawCell {
  /** What the cell comes to: a formula's result, a typed value; null where it is blank or its formula fails. Dates are serial numbers. */
  value: string | number | boolean | null;
  formula?: string;
  /** `#REF!`, `#DIV/0!` and their like, where the formula fails. */
  error?: string;
  /** As displayed. */
  text?: string;
}

export type ValueKind =
  | 'text'
  | 'whole'
  | 'percent'
  | 'money'
  | 'date'
  | 'yesNo'
  | 'choice'
  | 'choices'
  | 'reference'
  | 'references'
  | 'link'
  | 'email'
  | 'anything';

/** What a cell comes to for the plan: a candidate that the schema then checks, or why it cannot be understood at all. */
export type Understood = { candidate: unknown } | { misfit: Misfit };

/** Why a value does not do: "Seats is "many", but it must be a whole number." */
export interface Misfit {
  /** The finding's code. */
  code: string;
  /** Where the message tables have its words. */
  text: MisfitText;
  values: Values;
}

/**
 * One way in which people write a value: how a cell is understood, what range it has, how it looks in a sheet, a message and the mirror.
 *
 * The sheet's facts stand beside the zod type and not in zod's registry, which drops them under `.optional()` and `.pipe()`.
 */
export interface ValueType<T> {
  readonly kind: ValueKind;
  /** Checks a candidate once it is understood. */
  readonly schema: z.ZodType<T>;
  /** `a whole number`, for messages and notes. */
  readonly wants: Said;
  /** Code to label, in the dropdown's order. */
  readonly options?: Readonly<Record<string, string>>;
  /** The table whose rows a reference names. */
  readonly refersTo?: string;
  readonly numberFormat?: {
    readonly type: 'NUMBER' | 'PERCENT' | 'CURRENCY' | 'DATE' | 'TEXT';
    readonly pattern: string;
  };
  /**
   * The same type with the labels of another language.
   *
   * @param labels     by code
   * @param spellings  what else stands for a code where people type it
   */
  relabeled?(labels: Labels, spellings: Spelled): ValueType<T>;
  understand(raw: RawCell, locale: Locale): Understood;
  /** As people read it: `85%`, `$4,500`, `Dec 31, 2026`. */
  show(value: T): Said;
  /** As a cell holds it: rates as fractions, dates as serial numbers. */
  toCell(value: T): string | number | boolean;
  /** As the mirror and exports hold it: rates as fractions, money in dollars, dates in ISO form. */
  toMirror(value: T): string | number | boolean | readonly string[];
}

/** What people see and type for a code. */
type Labels = Readonly<Record<string, string>>;
type Spelled = Readonly<Record<string, readonly string[]>>;

/** The value that a ValueType yields. */
export type ValueOf<Type> = Type extends ValueType<infer T> ? T : never;

/** Text on one or several lines. */
export const text = (longest = 500): ValueType<string> => ({
  kind: 'text',
  schema: z.string().max(longest),
  wants: say('wants.text', { longest }),
  understand: (raw) => ({ candidate: cleanText(textOf(raw)) }),
  ...asItIs,
});

/** People, seats, openings, weeks: whole, never negative. */
export const wholeNumber = (range: { min?: number; max?: number } = {}): ValueType<number> => {
  const { min = 0, max = 10_000_000 } = range;
  const wants = say('wants.whole', { min, max });
  return {
    kind: 'whole',
    // The column's own bounds first: zod's z.int() would tell of 9,007,199,254,740,991.
    schema: z.number().min(min).max(max).int(),
    wants,
    numberFormat: { type: 'NUMBER', pattern: '#,##0' },
    understand: (raw, locale) => {
      const read = readNumber(raw, locale);
      if (read === null || couldBeGrouped(raw, locale)) return notUnderstood('not-a-number/whole');
      if (!Number.isInteger(read)) {
        const near = [Math.ceil(read), Math.floor(read)].filter((whole) => whole >= min && whole <= max);
        return notUnderstood('not-whole', {
          instead: near.length > 0 ? any(near.map((whole) => String(whole + 0))) : wants,
        });
      }
      return { candidate: read };
    },
    show: grouped,
    toCell: (value) => value,
    toMirror: (value) => value,
  };
};

/** A number with decimals that is neither people nor money, such as a measure's target. */
export const quantity = (): ValueType<number> => ({
  kind: 'whole',
  schema: z.number().min(-1e12).max(1e12),
  wants: say('wants.quantity'),
  numberFormat: { type: 'NUMBER', pattern: '#,##0.##' },
  understand: (raw, locale) => {
    const read = readNumber(raw, locale);
    return read === null || couldBeGrouped(raw, locale) ? notUnderstood('not-a-number/quantity') : { candidate: read };
  },
  show: grouped,
  toCell: (value) => value,
  toMirror: (value) => value,
});

/** Rates are whole numbers of hundredths of a percent, so that products of rates stay exact: 85% is 8,500. */
export type BasisPoints = number;
export const WHOLE_IN_BASIS_POINTS = 10_000;

/** A rate or share. Finer than a hundredth of a percent (a formula's 2/3) is rounded to it. */
export const percent = (range: { min?: BasisPoints; max?: BasisPoints } = {}): ValueType<BasisPoints> => {
  const { min = 0, max = WHOLE_IN_BASIS_POINTS } = range;
  const bounds = { min: share(min), max: share(max) };
  return {
    kind: 'percent',
    schema: z.number().min(min).max(max).int(),
    wants: say('wants.percent', bounds),
    numberFormat: { type: 'PERCENT', pattern: '0.##%' },
    understand: (raw, locale) => {
      const read = readNumber(raw, locale);
      if (read === null) return notUnderstood('not-a-number/percent');
      if (read > 1 && read <= 100 && isBare(read, raw)) {
        const meant = `${plainNumber.format(read).replace('.', locale.decimal)}%`;
        const inRange = read * 100 >= min && read * 100 <= max;
        return inRange
          ? notUnderstood('rate-out-of-range/meant', { ...bounds, meant })
          : notUnderstood('rate-out-of-range/range', bounds);
      }
      if (read < 0 || read > 1) return notUnderstood('rate-out-of-range', bounds);
      return { candidate: Math.round(read * WHOLE_IN_BASIS_POINTS) };
    },
    show: share,
    toCell: (value) => value / WHOLE_IN_BASIS_POINTS,
    toMirror: (value) => value / WHOLE_IN_BASIS_POINTS,
  };
};

/** `25` for 25%. A cell formatted as percent shows it as 2500%, and from 500% on nobody can have meant what it shows. */
const isBare = (read: number, raw: RawCell): boolean =>
  raw.formula === undefined &&
  (!/[%٪]/.test(`${raw.text ?? ''}${raw.value}`) || (typeof raw.value === 'number' && read >= 5));

/** Money is whole cents, so that sums stay exact. */
export type Cents = number;

export const money = (): ValueType<Cents> => ({
  kind: 'money',
  schema: z.number().min(0).max(1e13).int(),
  wants: say('wants.money'),
  numberFormat: { type: 'CURRENCY', pattern: '$#,##0.##' },
  understand: (raw, locale) => {
    const read = readNumber(raw, locale);
    return read === null || couldBeGrouped(raw, locale)
      ? notUnderstood('not-a-number/money')
      : { candidate: Math.round(read * 100) + 0 };
  },
  show: dollars,
  toCell: (value) => value / 100,
  toMirror: (value) => value / 100,
});

export const date = (): ValueType<IsoDate> => ({
  kind: 'date',
  schema: z.iso
    .date()
    .refine((day) => day >= '2000-01-01' && day <= '2099-12-31', { params: { code: 'date-out-of-range' } }),
  wants: say('wants.date'),
  numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' },
  understand: (raw, locale) => {
    if (typeof raw.value === 'number') {
      if (raw.value < -600_000 || raw.value > 2_900_000) return notADate;
      return { candidate: serialToDate(raw.value) };
    }
    const read = readDateText(cleanText(textOf(raw)), locale);
    if (read === null) return notADate;
    if ('either' in read)
      return notUnderstood('ambiguous-date', {
        first: day(read.either[0]),
        second: day(read.either[1]),
        firstTyped: read.either[0],
        secondTyped: read.either[1],
      });
    return { candidate: read.date };
  },
  show: day,
  toCell: dateToSerial,
  toMirror: (value) => value,
});

export const yesNo = (): ValueType<boolean> => yesNoLabeled({ yes: 'Yes', no: 'No' });

const yesNoLabeled = (options: Labels): ValueType<boolean> => ({
  kind: 'yesNo',
  schema: z.boolean(),
  wants: say('wants.yesNo'),
  options,
  relabeled: yesNoLabeled,
  understand: (raw) => {
    // A truth value looks like TRUE, WAHR or VERDADERO, and 1 like 100%, as the sheet's locale and the cell's format have it.
    const typed = nameKey(String(raw.value ?? ''));
    if (['yes', 'y', 'true', 'sí', 'si', 's', 'verdadero', 'x', '✓', '1'].includes(typed)) return { candidate: true };
    if (['no', 'n', 'false', 'falso', '0'].includes(typed)) return { candidate: false };
    return notUnderstood('not-yes-or-no');
  },
  show: (value) => options[value ? 'yes' : 'no']!,
  toCell: (value) => options[value ? 'yes' : 'no']!,
  toMirror: (value) => value,
});

/** One of a list. The value is the option's code; people see and type its label, in any case and spacing. */
export const choice = <const Options extends Labels>(options: Options): ValueType<keyof Options & string> =>
  choiceLabeled<keyof Options & string>(options, {});

const choiceLabeled = <Code extends string>(options: Labels, spellings: Spelled): ValueType<Code> => ({
  kind: 'choice',
  schema: z.enum(Object.keys(options) as [Code, ...Code[]]),
  wants: isLong(options)
    ? say('wants.choiceOfList')
    : say('wants.choice', { labels: Object.values(options).join('; ') }),
  options,
  relabeled: choiceLabeled,
  understand: (raw) => {
    const code = optionCode(options, spellings, textOf(raw));
    return code === null ? notInList(options, cleanText(textOf(raw))) : { candidate: code };
  },
  show: (value) => options[value]!,
  toCell: (value) => options[value]!,
  toMirror: (value) => value,
});

/** Several of a list, with commas, semicolons or line breaks between them. */
export const choices = <const Options extends Labels>(options: Options): ValueType<(keyof Options & string)[]> =>
  choicesLabeled<keyof Options & string>(options, {});

const choicesLabeled = <Code extends string>(options: Labels, spellings: Spelled): ValueType<Code[]> => ({
  kind: 'choices',
  schema: z.array(z.enum(Object.keys(options) as [Code, ...Code[]])),
  wants: say('wants.choices', { labels: Object.values(options).join('; ') }),
  options,
  relabeled: choicesLabeled,
  understand: (raw) => {
    const codes: string[] = [];
    for (const item of splitList(textOf(raw), /[,;\n]/)) {
      const code = optionCode(options, spellings, item);
      if (code === null) return notInList(options, item);
      if (!codes.includes(code)) codes.push(code);
    }
    return { candidate: codes };
  },
  show: (values) => values.map((value) => options[value]).join(', '),
  toCell: (values) => values.map((value) => options[value]).join(', '),
  toMirror: (values) => values,
});

/** Another tab's row, by its name. Whether there is such a row is a check of its own: it takes the other tab to know. */
export const reference = (refersTo: string): ValueType<string> => ({
  kind: 'reference',
  schema: z.string().max(200),
  wants: say('wants.reference'),
  refersTo,
  understand: (raw) => ({ candidate: cleanText(textOf(raw)) }),
  ...asItIs,
});

/** Several rows of another tab, with semicolons or line breaks between them: names may hold commas. */
export const references = (refersTo: string): ValueType<string[]> => ({
  kind: 'references',
  schema: z.array(z.string().max(200)),
  wants: say('wants.references'),
  refersTo,
  understand: (raw) => ({ candidate: splitList(textOf(raw), /[;\n]/) }),
  show: (values) => values.join('; '),
  toCell: (values) => values.join('; '),
  toMirror: (values) => values,
});

export const link = (): ValueType<string> => ({
  kind: 'link',
  schema: z.string().max(2000),
  wants: say('wants.link'),
  understand: (raw) => {
    const typed = cleanText(textOf(raw));
    if (/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(typed)) return { candidate: typed };
    return /^[^\s/@:()]+\.[^\s@]{1,100}$/.test(typed)
      ? notUnderstood('not-a-link/meant', { meant: `https://${typed}` })
      : notUnderstood('not-a-link');
  },
  ...asItIs,
});

export const email = (): ValueType<string> => ({
  kind: 'email',
  schema: z.email({ pattern: ADDRESS }).max(254),
  wants: say('wants.email'),
  understand: (raw) => ({ candidate: cleanText(textOf(raw)).replace(/^mailto:/i, '') }),
  ...asItIs,
});

/** One address of letters of any script, with a dot in its domain: `ana@gmail` and two addresses in one cell are slips. */
const ADDRESS = /^[^\s@"(),:;<>[\]\\]{1,64}@[^\s@,;<>]+\.[^\s@.,;<>]{2,}$/u;

/** A value as it was typed, where another cell of the row says what kind of value it must be. */
export const anything = (): ValueType<string | number | boolean> => ({
  kind: 'anything',
  schema: z.union([z.string().max(200), z.number(), z.boolean()]),
  wants: say('wants.anything'),
  understand: (raw) => ({ candidate: typeof raw.value === 'string' ? cleanText(raw.value) : raw.value }),
  show: String,
  toCell: (value) => value,
  toMirror: (value) => value,
});

/** True for a cell that says nothing: no value, white space alone, or a formula such as `=IF(A3="","",1)` that shows nothing. */
export const isBlank = (raw: RawCell | undefined): boolean =>
  raw === undefined ||
  (raw.error === undefined && (raw.value === null || (typeof raw.value === 'string' && cleanText(raw.value) === '')));

/** What is in the cell, for a message: as displayed, shortened. */
export const shownIn = (raw: RawCell): string => {
  return shortened(cleanText(raw.error ?? raw.text ?? textOf(raw)));
};

const asItIs = {
  show: (value: string): Said => value,
  toCell: (value: string): string => value,
  toMirror: (value: string): string => value,
};

/** Also when the sheet made a number or a truth value of it: a street number is a name to the person who typed it. */
const textOf = (raw: RawCell): string => {
  if (typeof raw.value === 'string') return raw.value;
  if (raw.value === null) return '';
  return raw.text ?? String(raw.value);
};

/**
 * The number in a cell, also where it is still text: `1,200`, `$4,500`, `(5)`, `50 %`, `１２`, `1e3`.
 * Null when it is no number, or when its separators do not fit the locale (`1.234,5` in the United States).
 */
const readNumber = (raw: RawCell, locale: Locale): number | null => {
  if (typeof raw.value === 'number') return Number.isFinite(raw.value) ? raw.value : null;
  if (typeof raw.value !== 'string') return null;
  let rest = cleanText(raw.value).replaceAll('−', '-');
  let sign = 1;
  const inParentheses = /^\((.*)\)$/.exec(rest);
  if (inParentheses) [sign, rest] = [-1, inParentheses[1]!];
  const scale = /[%٪]$/.test(rest) ? 100 : 1;
  rest = rest
    .replace(/[%٪]$/, '')
    .replace(/^([-+]?)\s*[$€£]/, '$1')
    .replace(/\s*(?:USD|[$€£])$/i, '')
    .trim();
  // Switzerland's apostrophe is straight or curly, as the keyboard has it.
  rest = rest.replaceAll('’', "'");
  const group = locale.group.trim() === '' ? ' ' : locale.group.replace('’', "'");
  const grouped = new RegExp(`^[-+]?\\d{1,3}(?:${inPattern(group)}\\d{3})+(?:${inPattern(locale.decimal)}\\d*)?$`);
  if (grouped.test(rest)) rest = rest.replaceAll(group, '');
  if (locale.decimal !== '.' && rest.includes('.')) return null;
  rest = rest.replace(locale.decimal, '.');
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,2})?$/i.test(rest)) return null;
  // Nothing is not minus nothing: `(0)` is 0.
  const read = (sign * Number(rest)) / scale + 0;
  return Number.isFinite(read) ? read : null;
};

/**
 * True for text such as `1.200` or `1,200` with one separator before three digits. Where that sign is the locale's decimal sign it is one and
 * a fifth to the program and twelve hundred to whoever pasted it from another country, so it is asked about, not guessed.
 */
const couldBeGrouped = (raw: RawCell, locale: Locale): boolean => {
  if (typeof raw.value !== 'string') return false;
  const sign = /^\D*[1-9]\d{0,2}([.,])\d{3}\D*$/.exec(cleanText(raw.value))?.[1];
  return sign !== undefined && sign === locale.decimal;
};

const inPattern = (sign: string): string => sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const splitList = (typed: string, separators: RegExp): string[] =>
  typed.split(separators).map(cleanText).filter(Boolean);

const optionCode = (options: Labels, spellings: Spelled, typed: string): string | null => {
  const wanted = nameKey(typed);
  const found = Object.entries(options).find(
    ([code, label]) =>
      [label, ...(spellings[code] ?? [])].some((spelling) => nameKey(spelling) === wanted) || code === wanted,
  );
  return found ? found[0] : null;
};

/** Too long to be told in a note or a message: the cell's own list shows it. */
const isLong = (options: Labels): boolean => Object.values(options).join('; ').length > 500;

const notInList = (options: Labels, typed: string): Understood => {
  const labels = Object.values(options);
  const near = nearestName(typed, labels);
  const all = isLong(options) ? say('wants.choiceOfList') : any(labels.map((label) => `"${label}"`));
  return near === null
    ? notUnderstood('not-in-list', { labels: all })
    : notUnderstood('not-in-list/near', { near, labels: all });
};

/** The finding's code is the text's name up to the slash. */
const notUnderstood = (text: MisfitText, values: Values = {}): { misfit: Misfit } => ({
  misfit: { code: codeOf(text), text, values },
});

export const codeOf = (text: string): string => text.split('/')[0]!;

const notADate = notUnderstood('not-a-date');

/** As a number is typed, but for the decimal sign. */
const plainNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 10 });
