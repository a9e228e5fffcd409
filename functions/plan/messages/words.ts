import { IntlMessageFormat } from 'intl-messageformat';
import type { SectionName } from '../plan.ts';
import type { Section } from '../table.ts';
import { definitionsIn } from './definitions.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { formatLocales, type Language } from './language.ts';
import type { FieldPath, Said, Values } from './said.ts';

/** Says in one language what is said in none yet. */
export interface Words {
  readonly language: Language;
  /** @throws Error for a text without one of the values that it needs, or a column or option that there is none of: a mistake of the program */
  tell(said: Said): string;
}

/** The message tables: English is the one that the others are held to. */
export const messageTables: Readonly<Record<Language, MessageTable>> = { en, es };

/** Every text of English, in the same places, in another language. */
export type MessageTable = Translated<typeof en>;
type Translated<Table> = { readonly [Key in keyof Table]: Table[Key] extends string ? string : Translated<Table[Key]> };

export const wordsIn = (language: Language): Words => {
  const words = made.get(language) ?? makeWords(language);
  made.set(language, words);
  return words;
};

const made = new Map<Language, Words>();

const makeWords = (language: Language): Words => {
  const locale = formatLocales[language];
  // Made once: each of these takes longer to make than to use, and a plan has thousands of texts.
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 10 });
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    trailingZeroDisplay: 'stripIfInteger',
  });
  const dates = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  // British lists have no comma before "and", as the planner's texts have none.
  const listLocale = language === 'en' ? 'en-GB' : locale;
  const lists = {
    and: new Intl.ListFormat(listLocale, { type: 'conjunction' }),
    or: new Intl.ListFormat(listLocale, { type: 'disjunction' }),
  };
  const messages = new Map<string, IntlMessageFormat>();
  const message = (key: string): IntlMessageFormat => {
    const found =
      messages.get(key) ?? new IntlMessageFormat(textAt(key, language), locale, undefined, { ignoreTag: true });
    messages.set(key, found);
    return found;
  };
  const filled = (values: Values): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : tell(value)]),
    );
  const columnAt = ([section, field]: FieldPath): Section['columns'][string] => {
    const column = sectionNamed(section).columns[field];
    if (!column) throw new RangeError(`There is no column ${section}.${field} to name.`);
    return column;
  };
  const sectionNamed = (name: string): Section => {
    const section = definitionsIn(language).sections[name as SectionName] as Section | undefined;
    if (!section) throw new RangeError(`There is no section ${name} to name.`);
    return section;
  };
  const resultTabNamed = (name: string): string | undefined =>
    definitionsIn(language).resultTabs.find((tab) => tab.name === name)?.title;
  const tell = (said: Said): string => {
    if (typeof said === 'string') return said;
    if (typeof said === 'number') return numbers.format(said);
    if ('say' in said) return String(message(said.say).format(filled(said.values ?? {})));
    if ('date' in said) return dates.format(new Date(`${said.date}T00:00:00Z`));
    if ('month' in said) return months.format(new Date(`${said.month}T00:00:00Z`));
    if ('money' in said) return money.format(said.money / 100);
    if ('percent' in said) return percents.format(said.percent / 10_000);
    if ('count' in said) return numbers.format(said.count);
    if ('list' in said) return lists[said.last].format(said.list.map(tell));
    if ('parts' in said) return said.parts.map(tell).join('; ');
    if ('tabOf' in said) return resultTabNamed(said.tabOf) ?? sectionNamed(said.tabOf).tab;
    if ('nounOf' in said) return sectionNamed(said.nounOf).noun;
    if ('headerOf' in said) return columnAt(said.headerOf).header;
    if ('subjectOf' in said) return tell(subject(columnAt(said.subjectOf)));
    if ('small' in said) return tell(said.small).toLocaleLowerCase(locale);
    const label = columnAt(said.optionOf).type.options?.[said.code];
    if (label === undefined) throw new RangeError(`${said.optionOf.join('.')} has no option ${said.code}.`);
    return label;
  };
  return { language, tell };
};

/** What a column's value is called at the start of a message: `Seats`, `The answer to "Who collects the data?"`. */
export const subject = ({ header }: { header: string }): Said =>
  header.endsWith('?') ? { say: 'words.answerTo', values: { question: header } } : header;

const textAt = (key: string, language: Language): string => {
  const [group, ...rest] = key.split('.');
  let place: unknown = messageTables[language][group as keyof MessageTable];
  for (const part of rest) place = (place as Record<string, unknown> | undefined)?.[part];
  if (typeof place !== 'string') throw new RangeError(`There is no text ${key} in ${language}.`);
  return place;
};
