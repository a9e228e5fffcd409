import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Cell, CellValue, Workbook } from 'exceljs';
import { cellName } from '../functions/plan/a1.ts';
import { serialToDate } from '../functions/plan/date.ts';
import { type SectionName, type SectionPlace, sections } from '../functions/plan/plan.ts';
import type { Column, Section } from '../functions/plan/table.ts';
import { type Layout, templateLayout } from '../sheets-template/layout.ts';
import { templateWorkbook } from '../sheets-template/workbook.ts';
import { riverbend, riverbendToday, type TypedSection } from '../test/fixtures/riverbend.ts';
import { cellValue } from './typed-plan.ts';
import { finishWorkbook } from './xlsx/finish.ts';

/** The demo plan as a person would have filled in the template. */
export const demoFile = fileURLToPath(new URL('../test/fixtures/riverbend.xlsx', import.meta.url));

/** Values of one block of a tab, as a person types them; '' is a blank cell. */
export interface Entry {
  tab: string;
  /** A1 notation within the tab. */
  range: string;
  values: (string | number | boolean)[][];
}

/**
 * What the demo plan's file says in the cells for typing, to be typed into a spreadsheet that was made from the same template.
 */
export const demoEntries = async (file: string = demoFile): Promise<Entry[]> => {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const { places } = templateLayout();
  return Object.values(sections as unknown as Record<string, Section>).flatMap((section) => {
    const place = places[section.name as SectionName];
    const sheet = workbook.getWorksheet(section.tab);
    if (!sheet) throw new Error(`${file} has no tab "${section.tab}": it was not made from this template.`);
    const [firstColumn, lastColumn] = section.shape === 'table' ? [0, Object.keys(section.columns).length - 1] : [1, 1];
    const values: Entry['values'] = [];
    for (let row = place.firstRow; row <= place.lastRow; row++)
      values.push(
        Array.from({ length: lastColumn - firstColumn + 1 }, (_, index) =>
          asTyped(sheet.getCell(row, firstColumn + index + 1)),
        ),
      );
    while (values.length > 0 && values.at(-1)!.every((value) => value === '')) values.pop();
    if (values.length === 0) return [];
    const lastRow = place.firstRow + values.length - 1;
    return {
      tab: section.tab,
      range: `${cellName(firstColumn, place.firstRow)}:${cellName(lastColumn, lastRow)}`,
      values,
    };
  });
};

/** The file of the demo plan, the same bytes whenever it is made. */
export const demoWorkbookBytes = async (): Promise<Buffer> => {
  const layout = templateLayout({ title: 'Riverbend TechHire planning checklist' });
  const workbook = await templateWorkbook(layout, { now: new Date(`${riverbendToday}T12:00:00Z`) });
  for (const [name, typed] of Object.entries(riverbend)) fillIn(workbook, layout, name as SectionName, typed);
  return finishWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()));
};

const fillIn = (workbook: Workbook, { places }: Layout, name: SectionName, typed: TypedSection): void => {
  const section = sections[name] as unknown as Section;
  const place: SectionPlace = places[name];
  const sheet = workbook.getWorksheet(section.tab)!;
  const fields = Object.keys(section.columns);
  const type = (cell: Cell, field: string, text: string): void => {
    const { value, numFmt } = cellOf(section.columns[field]!, text);
    cell.value = value;
    if (numFmt && !cell.numFmt) cell.style = { ...cell.style, numFmt };
  };
  if ('length' in typed)
    for (const [index, row] of (typed as readonly Readonly<Record<string, string>>[]).entries())
      for (const field of fields)
        type(sheet.getCell(place.firstRow + index, place.columns[field]! + 1), field, row[field] ?? '');
  else
    for (const [field, text] of Object.entries(typed as Readonly<Record<string, string>>))
      type(sheet.getCell(place.firstRow + fields.indexOf(field), place.columns[field]! + 1), field, text);
};

/** With the look that a spreadsheet gives a number which is typed as a percent or a date. */
const cellOf = (column: Column, typed: string): { value: CellValue; numFmt?: string } => {
  const value = cellValue(column, typed);
  if (typeof value !== 'number') return { value };
  return {
    value,
    ...(typed.endsWith('%') ? { numFmt: '0%' } : /^\d{4}-\d\d-\d\d$/.test(typed) ? { numFmt: 'yyyy-mm-dd' } : {}),
  };
};

const asTyped = (cell: Cell): string | number | boolean => {
  const { value } = cell;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number') {
    if (/[dy]/.test(cell.numFmt ?? '')) return serialToDate(value);
    return cell.numFmt?.includes('%') ? `${Number((value * 100).toPrecision(12))}%` : value;
  }
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : cell.text;
  // A text that a spreadsheet would read as a number, date or formula is kept as text by an apostrophe.
  return /^[-+=$€£.\d'(]/.test(text) ? `'${text}` : text;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(demoFile, await demoWorkbookBytes());
  console.log(`Wrote ${demoFile}`);
}
