import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS, { type Cell, type DataValidation, type Workbook } from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { templateLayout } from '../../sheets-template/layout.ts';
import { templateWorkbook } from '../../sheets-template/workbook.ts';
import { savedByLibreOffice, withoutLibreOffice } from '../support/libreoffice.ts';
import { describeWhere } from '../support/required.ts';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  file = join(folder, 'template.xlsx');
  const workbook = await templateWorkbook(templateLayout({ locale: 'es_US' }), {
    now: new Date('2026-07-01T09:00:00Z'),
  });
  await writeFile(file, Buffer.from(await workbook.xlsx.writeBuffer()));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const opened = async (path: string): Promise<Workbook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
};

const cellOf = (workbook: Workbook, tab: string, cell: string): Cell => workbook.getWorksheet(tab)!.getCell(cell);

const noteOf = (cell: Cell): string =>
  typeof cell.note === 'string' ? cell.note : (cell.note?.texts ?? []).map(({ text }) => text).join('');

/** LibreOffice writes a second formula that lists do not use. */
const dropdownOf = (cell: Cell): { type: DataValidation['type']; choices: string; refuses: boolean } => {
  const rule = cell.dataValidation!;
  return { type: rule.type, choices: rule.formulae[0], refuses: rule.showErrorMessage === true };
};

const holdsWhatTheTemplateHas = (workbook: Workbook): void => {
  expect(workbook.worksheets.map(({ name, state }) => `${name}${state === 'visible' ? '' : ` (${state})`}`)).toEqual([
    'Start',
    'Checklist',
    'Community',
    'Partners',
    'Goals',
    'Segments',
    'Assumptions',
    'Demand',
    'Programs',
    'Roles',
    'Resources',
    'Funding',
    'Set aside',
    'Progress',
    'What-if',
    'Funnel',
    'Calendar',
    'Forecast',
    'Pipeline',
    'Money',
    'Scenarios',
    'Proposal',
    'Lists (hidden)',
  ]);
  expect(cellOf(workbook, 'Partners', 'E2').value).toBe('Commitment');
  expect(noteOf(cellOf(workbook, 'Partners', 'E2'))).toBe(
    'Committed once the organization has said yes to its part.\nChoose one of: Invited; Committed.\nRequired.',
  );
  expect(dropdownOf(cellOf(workbook, 'Partners', 'E3'))).toEqual({
    type: 'list',
    choices: '"Invited,Committed"',
    refuses: false,
  });
  expect(dropdownOf(cellOf(workbook, 'Partners', 'E202')).choices).toBe('"Invited,Committed"');
  expect(dropdownOf(cellOf(workbook, 'Demand', 'A50')).choices).toBe('Partners!$A$3:$A$202');
  expect(workbook.getWorksheet('Partners')!.getColumn('I').hidden).toBe(true);
  expect(cellOf(workbook, 'Assumptions', 'D7')).toMatchObject({ value: 0.356, numFmt: '0.0%' });
};

test('the file has every tab, dropdown, note, format and frozen header, and lets other values in', async () => {
  const workbook = await opened(file);
  holdsWhatTheTemplateHas(workbook);
  expect(workbook.getWorksheet('Partners')!.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 2 });
  // exceljs reads it, and its types leave it out.
  expect((workbook as Workbook & { language: string }).language).toBe('es_US');
});

test('choices that have commas in them stand on a hidden tab, where they are not broken apart', async () => {
  const workbook = await opened(file);
  expect(dropdownOf(cellOf(workbook, 'Funding', 'A3')).choices).toBe('Lists!$A$1:$A$6');
  expect(cellOf(workbook, 'Lists', 'A3').value).toBe('Accreditation and federal aid (EQUIP, Pell)');
});

test('the tabs of the planner are protected without a password, and those for typing are not', async () => {
  const workbook = await opened(file);
  const protectedTabs = workbook.worksheets
    .filter((sheet) => (sheet as unknown as { sheetProtection: { sheet?: boolean } | null }).sheetProtection?.sheet)
    .map(({ name }) => name);
  expect(protectedTabs).toEqual([
    'Start',
    'Checklist',
    'Funnel',
    'Calendar',
    'Forecast',
    'Pipeline',
    'Money',
    'Scenarios',
    'Proposal',
  ]);
});

describeWhere(withoutLibreOffice, 'after LibreOffice has saved the file', () => {
  // What is frozen belongs to a window, and LibreOffice opens none here.
  test('dropdowns, notes, formats and the hidden column are still there', async () => {
    const saved = await savedByLibreOffice(file, 'xlsx', join(folder, 'saved'));
    holdsWhatTheTemplateHas(await opened(saved));
  });
});
