import type { Alignment, DataValidation, Fill, Font, Style, Workbook, Worksheet } from 'exceljs';
import { cellName, columnLetters, quotedTab } from '../functions/plan/a1.ts';
import type { Area, AreaLayout, Dropdown, HighlightLayout, Layout, TabLayout } from './layout.ts';
import { type Look, looks, tabColors } from './looks.ts';

/** The tab that holds the choices of dropdowns which do not fit into a rule itself; hidden. */
const LISTS_TAB = 'Lists';

/**
 * The template as a workbook for Excel, LibreOffice and Google Sheets, ready to be filled in further and saved.
 *
 * A file cannot refuse typing in some cells and still let people sort and insert rows around them, so only the tabs that the planner
 * writes are protected, without a password.
 *
 * @param options.now  goes into the file as the time of its making
 */
export const templateWorkbook = async (layout: Layout, options: { now: Date }): Promise<Workbook> => {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  Object.assign(workbook, { title: layout.title, language: layout.locale });
  workbook.creator = 'TechHire Planner';
  workbook.lastModifiedBy = 'TechHire Planner';
  workbook.created = options.now;
  workbook.modified = options.now;
  workbook.views = [{ x: 0, y: 0, width: 28_000, height: 16_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  workbook.subject = `TechHire planning checklist, template version ${layout.version}`;
  const lists = listRanges(layout);
  for (const tab of layout.tabs) await addTab(workbook, tab, lists);
  if (lists.size > 0) addLists(workbook, lists);
  return workbook;
};

const addTab = async (workbook: Workbook, tab: TabLayout, lists: ListRanges): Promise<void> => {
  const sheet = workbook.addWorksheet(tab.title, {
    properties: { tabColor: { argb: argb(tabColors[tab.kind]) } },
    views: [view(tab)],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, showGridLines: true },
  });
  if (tab.frozenRows > 0) sheet.pageSetup.printTitlesRow = `1:${tab.frozenRows}`;
  for (const [index, { width, hidden }] of tab.columns.entries()) {
    const column = sheet.getColumn(index + 1);
    column.width = characters(width);
    column.hidden = hidden;
  }
  for (const { row, height } of tab.rowHeights) sheet.getRow(row + 1).height = height * POINTS_A_PIXEL;
  for (const area of tab.areas) paint(sheet, area);
  for (const { row, column, value, note } of tab.cells) {
    const cell = sheet.getCell(row + 1, column + 1);
    cell.value = value;
    if (note !== undefined) cell.note = { texts: [{ text: note }], margins: { insetmode: 'auto' } };
  }
  for (const { area, dropdown } of tab.areas) if (dropdown) addDropdown(sheet, area, dropdown, lists);
  for (const [index, highlight] of tab.highlights.entries()) addHighlight(sheet, highlight, index + 1);
  for (const { startRow, startColumn } of tab.protections.flatMap(({ except }) => except ?? [])) {
    const cell = sheet.getCell(startRow + 1, startColumn + 1);
    cell.style = { ...cell.style, protection: { locked: false } };
  }
  if (tab.protections.some(({ area }) => area === null))
    await sheet.protect('', {
      selectLockedCells: true,
      selectUnlockedCells: true,
      formatColumns: true,
      formatRows: true,
    });
};

const view = (tab: TabLayout): Worksheet['views'][number] => {
  const showGridLines = tab.kind !== 'start';
  return tab.frozenRows + tab.frozenColumns > 0
    ? {
        state: 'frozen',
        xSplit: tab.frozenColumns,
        ySplit: tab.frozenRows,
        topLeftCell: cellName(tab.frozenColumns, tab.frozenRows + 1),
        showGridLines,
      }
    : { state: 'normal', showGridLines };
};

const POINTS_A_PIXEL = 0.75;

/** A file's column width counts digits of 7 pixels, with 5 pixels around them. */
const characters = (pixels: number): number => (pixels - 5) / 7;

/** Cells of one area share one style object, which the file then holds once. */
const paint = (sheet: Worksheet, { area, look, numberFormat }: AreaLayout): void => {
  const style = cellStyle(looks[look], numberFormat?.pattern);
  for (let row = area.startRow; row < area.endRow; row++)
    for (let column = area.startColumn; column < area.endColumn; column++)
      sheet.getCell(row + 1, column + 1).style = style;
};

const cellStyle = (look: Look, pattern: string | undefined): Partial<Style> => {
  const font: Partial<Font> = {
    name: 'Arial',
    size: look.fontSize ?? 10,
    ...(look.bold ? { bold: true } : {}),
    ...(look.color ? { color: { argb: argb(look.color) } } : {}),
  };
  const alignment: Partial<Alignment> = {
    vertical: 'middle',
    wrapText: look.wrap === 'wrap',
    ...(look.align ? { horizontal: look.align } : {}),
  };
  return {
    font,
    alignment,
    ...(look.background ? { fill: solid(look.background) } : {}),
    // Text that goes on into the next cells must not be crossed by their lines.
    ...(look.background && look.wrap === 'wrap' ? { border: hairlines } : {}),
    ...(pattern ? { numFmt: pattern } : {}),
  };
};

/** A filled cell hides the grid lines around it; these take their place. */
const hairlines = Object.fromEntries(
  (['top', 'left', 'bottom', 'right'] as const).map((side) => [side, { style: 'thin', color: { argb: 'FFD5DADD' } }]),
) as Style['border'];

const solid = (color: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb: argb(color) } });

const argb = (color: string): string => `FF${color.slice(1).toUpperCase()}`;

const addDropdown = (sheet: Worksheet, area: Area, dropdown: Dropdown, lists: ListRanges): void => {
  const rule: DataValidation = {
    type: 'list',
    allowBlank: true,
    // Other values are let in; a finding says what is wrong with them.
    showErrorMessage: false,
    formulae: [
      'options' in dropdown
        ? optionsFormula(dropdown.options, lists)
        : rangeFormula(dropdown.namesOf.tab, dropdown.namesOf.area),
    ],
  };
  // One rule for the whole area: set on each cell instead, exceljs writes rules that overlap. Its types leave this property out.
  const { dataValidations } = sheet as unknown as { dataValidations: { add(ref: string, rule: DataValidation): void } };
  dataValidations.add(reference(area), rule);
};

/** Options by their text, and where on the hidden tab they stand. */
type ListRanges = ReadonlyMap<string, { options: readonly string[]; column: number }>;

const listRanges = (layout: Layout): ListRanges => {
  const lists = new Map<string, { options: readonly string[]; column: number }>();
  for (const { dropdown } of layout.tabs.flatMap((tab) => tab.areas))
    if (dropdown && 'options' in dropdown && !fitsIntoRule(dropdown.options) && !lists.has(dropdown.options.join('\n')))
      lists.set(dropdown.options.join('\n'), { options: dropdown.options, column: lists.size });
  return lists;
};

/** A rule's own list has commas between its options and at most 255 characters. */
const fitsIntoRule = (options: readonly string[]): boolean =>
  options.every((option) => !/[,"]/.test(option)) && options.join(',').length <= 255;

const optionsFormula = (options: readonly string[], lists: ListRanges): string => {
  const list = lists.get(options.join('\n'));
  if (!list) return `"${options.join(',')}"`;
  return rangeFormula(LISTS_TAB, {
    startRow: 0,
    endRow: options.length,
    startColumn: list.column,
    endColumn: list.column + 1,
  });
};

const rangeFormula = (tab: string, area: Area): string => {
  const letters = columnLetters(area.startColumn);
  return `${quotedTab(tab)}!$${letters}$${area.startRow + 1}:$${letters}$${area.endRow}`;
};

const addLists = (workbook: Workbook, lists: ListRanges): void => {
  const sheet = workbook.addWorksheet(LISTS_TAB, { state: 'hidden' });
  for (const { options, column } of lists.values())
    for (const [row, option] of options.entries()) sheet.getCell(row + 1, column + 1).value = option;
};

const addHighlight = (
  sheet: Worksheet,
  { area, when, background, color, bold }: HighlightLayout,
  priority: number,
): void => {
  const style: Partial<Style> = {
    font: { ...(color ? { color: { argb: argb(color) } } : {}), ...(bold ? { bold } : {}) },
    // A conditional fill is painted with its background colour, unlike a cell's own.
    ...(background ? { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: argb(background) } } } : {}),
  };
  sheet.addConditionalFormatting({
    ref: reference(area),
    rules: [
      'textIs' in when
        ? { type: 'cellIs', operator: 'equal', formulae: [`"${when.textIs}"`], style, priority }
        : { type: 'expression', formulae: [when.formula.slice(1)], style, priority },
    ],
  });
};

const reference = (area: Area): string =>
  `${cellName(area.startColumn, area.startRow + 1)}:${cellName(area.endColumn - 1, area.endRow)}`;
