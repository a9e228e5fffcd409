import { definitionsIn } from '../../functions/plan/messages/definitions.ts';
import type { Language } from '../../functions/plan/messages/language.ts';
import { type SectionName, type SectionPlace, sectionList } from '../../functions/plan/plan.ts';
import { templateLayout } from '../../sheets-template/layout.ts';

/** Where everything stands in a sheet at this moment, as people see it. Without any of the program's own finding: they know the tabs. */
export type Ground = Readonly<Record<SectionName, Place>>;

/** Rows count from 1 and columns from 0. */
export interface Place extends Omit<SectionPlace, 'lastRow'> {
  /** Where it ends that has another section below it on its tab; null where it goes on to the end of the tab. */
  lastRow: number | null;
  /** How many columns there are from the first to the last that means something. */
  width: number;
}

/** Tables that stand alone on their tabs, whose columns people pull about. */
export const pulledColumns = [
  'partners',
  'segments',
  'assumptions',
  'demand',
  'programs',
  'resources',
  'funding',
  'progress',
] as const satisfies readonly SectionName[];

export type PulledColumns = (typeof pulledColumns)[number];

/** What people make of a title or a header that they rename. */
export const renamed = (name: string): string => `${name} (old)`;

const layouts = { en: templateLayout(), es: templateLayout({ language: 'es' }) } satisfies Record<Language, unknown>;

/**
 * @param titles   of the tabs that are there, by id
 * @param headers  what stands in a row of a tab
 */
export const groundOf = (
  language: Language,
  titles: ReadonlyMap<number, string>,
  headers: (sheetId: number, row: number) => readonly string[],
): Ground => {
  const { places } = layouts[language];
  const { sections, plannerHeaders } = definitionsIn(language);
  return Object.fromEntries(
    sectionList.map((section) => {
      const name = section.name as SectionName;
      const place = places[name];
      const tab = titles.get(place.sheetId);
      if (tab === undefined) throw new Error(`The tab of ${name} is gone.`);
      const isLast = !sectionList.some(({ name: other }) => {
        const { sheetId, firstRow } = places[other as SectionName];
        return sheetId === place.sheetId && firstRow > place.firstRow;
      });
      const frame = { ...place, tab, lastRow: isLast && section.shape === 'table' ? null : place.lastRow };
      if (!(pulledColumns as readonly string[]).includes(name))
        return [name, { ...frame, width: (place.waiverColumn ?? place.statusColumn ?? 0) + 1 }];
      const row = headers(place.sheetId, place.headerRow);
      const columnOf = (header: string): number | undefined => {
        const column = row.findIndex((text) => text === header || text === renamed(header));
        return column < 0 ? undefined : column;
      };
      const columns = Object.fromEntries(
        Object.entries(sections[name].columns).flatMap(([field, { header }]) => {
          const column = columnOf(header);
          return column === undefined ? [] : [[field, column]];
        }),
      );
      const [idColumn, statusColumn, waiverColumn] = [
        plannerHeaders.id,
        plannerHeaders.status,
        plannerHeaders.waiver,
      ].map(columnOf);
      return [name, { ...frame, columns, idColumn, statusColumn, waiverColumn, width: row.length }];
    }),
  ) as unknown as Ground;
};

/** Whether every tab, header and column is called as the template calls it. */
export const isAsTemplate = (
  ground: Ground,
  language: Language,
  headers: (place: Place) => readonly string[],
): boolean =>
  sectionList.every(({ name }) => {
    const place = ground[name as SectionName];
    const { sections } = definitionsIn(language);
    const section = sections[name as SectionName];
    return (
      place.tab === section.tab &&
      (place.questionColumn !== undefined ||
        Object.values(section.columns).every(({ header }) => headers(place).includes(header)))
    );
  });
