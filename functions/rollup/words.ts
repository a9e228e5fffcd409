import type { IsoDate } from '../plan/date.ts';
import { definitionsIn } from '../plan/messages/definitions.ts';
import { formatLocales, type Language } from '../plan/messages/language.ts';
import { day, type TextKey, type Values } from '../plan/messages/said.ts';
import { type Words, wordsIn } from '../plan/messages/words.ts';
import type { SectionName } from '../plan/plan.ts';
import type { RateName } from '../plan/tables/assumptions.ts';
import type { Unit } from './facts.ts';
import { OTHERS } from './fold/people.ts';
import type { PublishedRollup, Step } from './rollup.ts';

/** A text of the rollups' table, by its path there: `money.needed`. */
export type RollupText = TextKey extends infer Key ? (Key extends `rollup.${infer Rest}` ? Rest : never) : never;

/** What a rollup says in one language: texts, the names that the sheet has for things, numbers and days. */
export interface RollupWords extends Words {
  text(key: RollupText, values?: Values): string;
  title(rollup: Pick<PublishedRollup, 'scope' | 'name'>): string;
  step(step: Step): string;
  rate(step: RateName): string;
  need(kind: string): string;
  source(kind: string): string;
  partnerKind(kind: string): string;
  unit(unit: Unit): string;
  /** A segment's own name; the summary's word for those of no segment is not one. */
  segment(segment: { key: string; name: string }): string;
  /** A tab, by its English title. */
  tab(title: string): string;
  whole(value: number): string;
  /** `100 K`: for the lines of a chart where there is little room. */
  compact(value: number): string;
  /** Whole dollars. */
  dollars(amount: number): string;
  /** Whole percents of a part; less than one that is not nothing says so. */
  percent(part: number, of: number): string;
  /** `42.9%` of a share from 0 to 1. */
  tenths(share: number): string;
  day(date: IsoDate): string;
  /** `Jul 1 to Sep 30, 2026`: the year once where it is the same. */
  days(from: IsoDate, to: IsoDate): string;
  /** One day, or from the first to the last of several. */
  through(days: { first: IsoDate; last: IsoDate }): string;
  /** `Jul 2026` of `2026-07`. */
  month(month: string): string;
  /** `Jan 5, 2027 at 08:00 UTC` of an ISO time. */
  time(time: string): string;
}

export const rollupWords = (language: Language): RollupWords => {
  const found = made.get(language) ?? makeWords(language);
  made.set(language, found);
  return found;
};

const made = new Map<Language, RollupWords>();

const makeWords = (language: Language): RollupWords => {
  const locale = formatLocales[language];
  const wholeNumbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const compactNumbers = new Intl.NumberFormat(locale, { notation: 'compact' });
  const wholeDollars = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
  const tenthsOfPercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const wholePercents = new Intl.NumberFormat(locale, { style: 'percent', roundingMode: 'floor' });
  const monthAndDay = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const { tell } = wordsIn(language);
  const text = (key: RollupText, values?: Values): string =>
    tell({ say: `rollup.${key}` as TextKey, ...(values && { values }) });
  /** As the sheet has it; what no option is called is said as it is. */
  const option = (section: SectionName, field: string, code: string): string =>
    definitionsIn(language).sections[section].columns[field]!.type.options?.[code] ?? code;
  const dayOf = (date: IsoDate): string => tell(day(date));
  return {
    language,
    tell,
    text,
    title: ({ scope, name }) => {
      switch (scope.kind) {
        case 'community':
        case 'group':
          return name ?? scope.id;
        case 'state':
          return text('scopes.state', { state: scope.code });
        case 'funder':
          return text('scopes.funder', { funder: name ?? scope.name });
        case 'network':
          return text('scopes.network');
      }
    },
    step: (step) =>
      step === 'placed' ? text('labels.placed') : definitionsIn(language).sections.progress.columns[step]!.header,
    rate: (step) => option('assumptions', 'rate', step),
    need: (kind) => option('resources', 'need', kind),
    source: (kind) => option('funding', 'source', kind),
    partnerKind: (kind) => option('partners', 'kind', kind),
    unit: (unit) => text(`files.units.${unit}`),
    segment: ({ key, name }) => (key === OTHERS ? text('labels.everybodyElse') : name),
    tab: (title) => {
      const section = definitionsIn('en').sectionList.find(({ tab }) => tab === title);
      return section ? definitionsIn(language).sections[section.name as SectionName].tab : title;
    },
    whole: (value) => wholeNumbers.format(value),
    compact: (value) => compactNumbers.format(value),
    dollars: (amount) => wholeDollars.format(amount),
    percent: (part, of) => {
      const share = part / of;
      return share > 0 && share < 0.01 ? text('labels.underOnePercent') : wholePercents.format(share);
    },
    tenths: (share) => tenthsOfPercent.format(share),
    day: dayOf,
    days: (from, to) =>
      text('labels.days', {
        from: from.slice(0, 4) === to.slice(0, 4) ? monthAndDay.format(new Date(`${from}T00:00:00Z`)) : dayOf(from),
        to: dayOf(to),
      }),
    through: ({ first, last }) =>
      first === last ? dayOf(last) : text('labels.daysFrom', { first: dayOf(first), last: dayOf(last) }),
    month: (month) => tell({ month: `${month}-01` }),
    time: (time) => text('labels.time', { day: dayOf(time.slice(0, 10)), time: time.slice(11, 16) }),
  };
};
