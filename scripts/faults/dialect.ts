import { definitionsIn } from '../../functions/plan/messages/definitions.ts';
import { type Language, languages } from '../../functions/plan/messages/language.ts';
import { type SectionName, sectionList } from '../../functions/plan/plan.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import type { Entry } from '../demo-plan.ts';

/** In which language a sheet is, and how people write numbers and days there. */
export interface Dialect {
  language: Language;
  /** As the spreadsheet names it. */
  locale: string;
  decimal: string;
  group: string;
  /** Ways to write days. */
  days: readonly string[];
}

const english: Dialect = {
  language: 'en',
  locale: 'en_US',
  decimal: '.',
  group: ',',
  days: ['2026-07-01', '2026-09-30', '10/1/2026', '2027-01-15', '2027-06-30'],
};

const spanish: Dialect = {
  language: 'es',
  locale: 'es_ES',
  decimal: ',',
  group: '.',
  days: ['2026-07-01', '30/9/2026', '1/10/2026', '2027-01-15', '30/6/2027'],
};

/** Every third sheet is Spanish. */
export const dialectOf = (sheet: number): Dialect => (sheet % 3 === 2 ? spanish : english);

/** A plan that stands in an English sheet, for a sheet in another language: it is typed where the same questions are. */
export const entriesIn = ({ language }: Dialect, entries: readonly Entry[]): Entry[] => {
  const { sections } = definitionsIn(language);
  const titles = new Map(sectionList.map(({ name, tab }) => [tab, sections[name as SectionName].tab]));
  const { places, tabs } = templateLayout();
  const { sheetId, firstRow } = places.community;
  const community = tabs.find((tab) => tab.sheetId === sheetId)!.title;
  const question = Object.keys(sections.community.columns).indexOf('language');
  return entries.map(({ tab, range, values }) => ({
    tab: titles.get(tab)!,
    range,
    values:
      tab === community && range.startsWith(`B${firstRow}`)
        ? values.map((row, index) => (index === question ? [languages[language]] : row))
        : values,
  }));
};
