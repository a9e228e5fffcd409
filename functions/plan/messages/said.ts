import type { IsoDate } from '../date.ts';
import type { en } from './en.ts';

/**
 * Something to be said to a person, as data and in no language yet: rules, parsers and results stay pure and say the same in every language.
 * `wordsIn(language).tell(said)` puts it into words.
 *
 * A string is said as it is: what somebody typed, a name, a cell. A number is written with the language's separators.
 */
export type Said =
  | string
  | number
  /** A text of the message tables, by its path. */
  | { readonly say: TextKey; readonly values?: Values }
  | { readonly date: IsoDate }
  /** A day's month and year. */
  | { readonly month: IsoDate }
  /** Whole cents. */
  | { readonly money: number }
  /** Basis points: 8,500 is 85%. */
  | { readonly percent: number }
  /** A number with separators, also where a text has a bare `{bound}` for it. */
  | { readonly count: number }
  | { readonly list: readonly Said[]; readonly last: 'and' | 'or' }
  /** `a; b`: items that have commas of their own. */
  | { readonly parts: readonly Said[] }
  /** The title of the tab that a section stands on. */
  | { readonly tabOf: string }
  /** What one row of a section is: `program`. */
  | { readonly nounOf: string }
  | { readonly headerOf: FieldPath }
  /** A column as the start of a sentence: `Seats`, `The answer to "Who collects the data?"`. */
  | { readonly subjectOf: FieldPath }
  /** A header or label within a sentence: with a small letter where the language has it so. */
  | { readonly small: Said }
  | { readonly optionOf: FieldPath; readonly code: string };

/** A section's name and one of its fields. */
export type FieldPath = readonly [section: string, field: string];

/**
 * What fills a text's placeholders. A number goes in as a number: `{people, number}` writes it with separators, `{people, plural, …}` chooses by it,
 * and a bare `{row}` leaves it as it is.
 */
export type Values = Readonly<Record<string, Said>>;

/** `findings.duplicate-row.fix` */
export type TextKey = Paths<typeof en>;

type Paths<Table> = {
  [Key in keyof Table & string]: Table[Key] extends string ? Key : `${Key}.${Paths<Table[Key]>}`;
}[keyof Table & string];

/** The names under which findings have their texts: their code, with `/` and a word behind it where one code says several things. */
export type FindingText = keyof (typeof en)['findings'] & string;
/** The codes of findings that have texts. */
export type FindingCode = FindingText extends infer Text
  ? Text extends `${infer Code}/${string}`
    ? Code
    : Text
  : never;
export type MisfitText = keyof (typeof en)['misfits'] & string;

export const say = (key: TextKey, values?: Values): Said => (values ? { say: key, values } : { say: key });
export const day = (date: IsoDate): Said => ({ date });
export const grouped = (count: number): Said => ({ count });
/** @param cents  whole cents */
export const dollars = (cents: number): Said => ({ money: cents });
/** @param basisPoints  8,500 is 85% */
export const share = (basisPoints: number): Said => ({ percent: basisPoints });
export const all = (items: readonly Said[]): Said => ({ list: items, last: 'and' });
export const any = (items: readonly Said[]): Said => ({ list: items, last: 'or' });
export const parts = (items: readonly Said[]): Said => ({ parts: items });
/**
 * The first of many items, and how many more there are: a cell holds at most 50,000 characters, and nobody reads a thousand rows in one.
 */
export const atMost = (most: number, items: readonly Said[]): readonly Said[] =>
  items.length <= most ? items : [...items.slice(0, most - 1), say('words.more', { count: items.length - (most - 1) })];
export const tabOf = (section: string): Said => ({ tabOf: section });
export const headerOf = (section: string, field: string): Said => ({ headerOf: [section, field] });
export const subjectOf = (section: string, field: string): Said => ({ subjectOf: [section, field] });
export const optionOf = (section: string, field: string, code: string): Said => ({ optionOf: [section, field], code });
export const small = (said: Said): Said => ({ small: said });
export const quoted = (said: Said): Said => say('words.quoted', { text: said });
