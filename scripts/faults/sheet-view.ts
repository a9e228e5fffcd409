import { quotedTab } from '../../functions/plan/a1.ts';
import { definitionsIn } from '../../functions/plan/messages/definitions.ts';
import type { Language } from '../../functions/plan/messages/language.ts';
import { type SectionName, sectionList } from '../../functions/plan/plan.ts';
import { type Ground, groundOf, isAsTemplate, type Place } from './ground.ts';
import { isBlank, type SheetContents } from './sheet-contents.ts';

/** What the sheet looks like at one moment. */
export interface Seen {
  ground: Ground;
  contents: SheetContents;
  isAsTemplate: boolean;
}

/** What can be seen of a spreadsheet. */
export interface SheetView {
  look(): Promise<Seen>;
  /** Of the tabs, by id and in their order. */
  titles(): Promise<Map<number, string>>;
  /** All that stands in these tabs or ranges, as displayed. */
  valuesOf(ranges: readonly string[]): Promise<string[][][]>;
  /** The notes on the cells of these ranges; of all cells where none is said. */
  notesIn(...ranges: string[]): Promise<string[]>;
}

/** @param api  the address of the spreadsheet in the Sheets API */
export const sheetView = (api: string, language: Language): SheetView => {
  const read = async <T>(url: string): Promise<T> => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`The sheet cannot be read: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };

  const valuesOf = async (ranges: readonly string[]): Promise<string[][][]> => {
    const query = ranges.map((range) => `ranges=${encodeURIComponent(range)}`).join('&');
    const { valueRanges } = await read<{ valueRanges: { values?: string[][] }[] }>(`${api}/values:batchGet?${query}`);
    return valueRanges.map(({ values = [] }) => values);
  };

  const titles = async (): Promise<Map<number, string>> => {
    const { sheets } = await read<{ sheets: { properties: { sheetId: number; title: string } }[] }>(
      `${api}?fields=sheets.properties(sheetId,title)`,
    );
    return new Map(sheets.map(({ properties }) => [properties.sheetId, properties.title]));
  };

  const look = async (): Promise<Seen> => {
    const tabs = await titles();
    const values = await valuesOf([...tabs.values()].map(quotedTab));
    const byId = new Map([...tabs.keys()].map((sheetId, index) => [sheetId, values[index]!]));
    const rowOf = (sheetId: number, row: number): readonly string[] => byId.get(sheetId)?.[row - 1] ?? [];
    const ground = groundOf(language, tabs, rowOf);
    const contents = Object.fromEntries(
      sectionList.map(({ name }) => {
        const place = ground[name as SectionName];
        return [name, sectionContents(name as SectionName, place, byId.get(place.sheetId)!)];
      }),
    ) as unknown as SheetContents;
    return {
      ground,
      contents,
      isAsTemplate: isAsTemplate(ground, language, ({ sheetId, headerRow }) => rowOf(sheetId, headerRow)),
    };
  };

  const notesIn = async (...ranges: string[]): Promise<string[]> => {
    const query = ranges.map((range) => `ranges=${encodeURIComponent(range)}&`).join('');
    const { sheets } = await read<{ sheets: { data?: { rowData?: { values?: { note?: string }[] }[] }[] }[] }>(
      `${api}?${query}fields=sheets.data.rowData.values.note`,
    );
    return sheets.flatMap(({ data = [] }) =>
      data.flatMap(({ rowData = [] }) =>
        rowData.flatMap(({ values = [] }) => values.flatMap(({ note }) => (note === undefined ? [] : [note]))),
      ),
    );
  };

  return { look, titles, valuesOf, notesIn };
};

export const fieldsOf = (name: SectionName): string[] => Object.keys(definitionsIn('en').sections[name].columns);

/** A field that has no column is blank. */
const sectionContents = (name: SectionName, place: Place, tab: readonly (readonly string[])[]): string[][] => {
  const { questionColumn, firstRow, lastRow, columns } = place;
  const textIn = (row: number, field: string): string => tab[row - 1]?.[columns[field] ?? -1] ?? '';
  const fields = fieldsOf(name);
  if (questionColumn !== undefined) return fields.map((field, question) => [textIn(firstRow + question, field)]);
  const end = lastRow ?? tab.length;
  const rows = Array.from({ length: Math.max(0, end - firstRow + 1) }, (_, index) =>
    fields.map((field) => textIn(firstRow + index, field)),
  );
  return rows.slice(0, rows.findLastIndex((row) => !isBlank(row)) + 1);
};
