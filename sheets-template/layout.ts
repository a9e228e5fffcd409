import { columnLetters } from '../functions/plan/a1.ts';
import type { ChecklistState } from '../functions/plan/checklist.ts';
import { localeOf } from '../functions/plan/locale.ts';
import { type Definitions, definitionsIn } from '../functions/plan/messages/definitions.ts';
import { allLanguages, type Language } from '../functions/plan/messages/language.ts';
import { type Said, say } from '../functions/plan/messages/said.ts';
import { type Words, wordsIn } from '../functions/plan/messages/words.ts';
import { noteOn } from '../functions/plan/note.ts';
import type { PlanPlaces, SectionName, SectionPlace } from '../functions/plan/plan.ts';
import { protectionTexts } from '../functions/plan/protections.ts';
import { type ResultColumn, type ResultName, type ResultTab, TEMPLATE_VERSION } from '../functions/plan/results.ts';
import type { Column, Form, Section, Table } from '../functions/plan/table.ts';
import { type LookName, stateTones } from './looks.ts';

/**
 * The template as a description that a Google spreadsheet and a file are both made from.
 * Rows and columns count from 0 and ends are exclusive, as in the Sheets API.
 */
export interface Layout {
  title: string;
  language: Language;
  /** `en_US` */
  locale: string;
  /** `America/New_York` */
  timeZone: string;
  version: number;
  tabs: readonly TabLayout[];
  /** Where each section stands, as the parser would find it: here rows count from 1. */
  places: Readonly<Record<SectionName, SectionPlace>>;
}

export interface TabLayout {
  sheetId: number;
  title: string;
  /** People write input tabs, the planner the others. */
  kind: 'start' | 'input' | 'result';
  rowCount: number;
  columnCount: number;
  frozenRows: number;
  frozenColumns: number;
  /** The columns that hold something; the tab may have more. */
  columns: readonly { width: number; hidden: boolean }[];
  rowHeights: readonly { row: number; height: number }[];
  /** How cells look and what may be chosen in them, by area; a later area covers an earlier one. */
  areas: readonly AreaLayout[];
  /** Cells that begin with something in them; they keep the look of their area. */
  cells: readonly CellLayout[];
  protections: readonly ProtectionLayout[];
  highlights: readonly HighlightLayout[];
}

export interface Area {
  startRow: number;
  endRow: number;
  startColumn: number;
  endColumn: number;
}

export interface CellLayout {
  row: number;
  column: number;
  value: string | number | boolean;
  note?: string;
}

export interface AreaLayout {
  area: Area;
  look: LookName;
  numberFormat?: NumberFormat;
  dropdown?: Dropdown;
}

export interface NumberFormat {
  type: 'NUMBER' | 'PERCENT' | 'CURRENCY' | 'DATE' | 'TEXT';
  pattern: string;
}

/** Choices offered in a cell. Other values are let in all the same: a finding then says what is wrong with them, in words. */
export type Dropdown = { options: readonly string[] } | { namesOf: { tab: string; area: Area } };

export interface ProtectionLayout {
  /** null: the whole tab. */
  area: Area | null;
  /** Areas in it that stay open to everybody. */
  except?: readonly Area[];
  /** Shown to whoever tries to type there. */
  description: string;
  /**
   * True on the tabs that people fill in: they may move, insert, sort and delete rows and columns, which a firm protection of a header would
   * refuse to everybody but the owner. Typing there then asks first instead of being refused; a header lost all the same is a finding.
   */
  warningOnly: boolean;
}

/** A look that follows from what the cells say. */
export interface HighlightLayout {
  area: Area;
  when: { textIs: string } | { formula: string };
  background?: string;
  color?: string;
  bold?: boolean;
}

export interface LayoutOptions {
  title?: string;
  locale?: string;
  timeZone?: string;
  /** Of titles, headers, notes and options; English where nothing is said. */
  language?: Language;
}

/** What the parts of a template are made with. */
interface Terms extends Definitions {
  words: Words;
  places: Readonly<Record<SectionName, SectionPlace>>;
}

/** The template: Start, Checklist, then the tabs that people fill in, then what the planner works out from them. */
export const templateLayout = (options: LayoutOptions = {}): Layout => {
  const definitions = definitionsIn(options.language ?? 'en');
  const { inputTabs, startTab } = definitions;
  const [first, ...otherResults] = definitions.resultTabs as readonly [ResultTab, ...ResultTab[]];
  const titles = [startTab.title, first.title, ...inputTabs.map((tab) => tab.title), ...otherResults.map(titleOf)];
  const sheetIdOf = (title: string): number => titles.indexOf(title) + 1;
  const placesByTab = inputTabs.map((tab) => placeSections(tab.sections, sheetIdOf(tab.title)));
  const places = Object.assign({}, ...placesByTab) as Record<SectionName, SectionPlace>;
  const terms: Terms = { ...definitions, words: wordsIn(definitions.language), places };
  return {
    title: options.title ?? startTab.heading,
    language: definitions.language,
    locale: options.locale ?? 'en_US',
    timeZone: options.timeZone ?? 'America/New_York',
    version: TEMPLATE_VERSION,
    tabs: [
      startLayout(sheetIdOf(startTab.title), terms),
      resultLayout(first, sheetIdOf(first.title), terms),
      ...inputTabs.map((tab) => inputLayout(tab.title, tab.sections, terms)),
      ...otherResults.map((tab) => resultLayout(tab, sheetIdOf(tab.title), terms)),
    ],
    places,
  };
};

const titleOf = (tab: { title: string }): string => tab.title;

/** Columns left free beside the planner's, for columns of people's own. */
const SPARE_COLUMNS = 4;
const TITLE_HEIGHT = 34;
const HEADER_HEIGHT = 44;
const STATUS_WIDTH = 200;
const WAIVER_WIDTH = 220;
/** A table wider than this scrolls sideways on most screens, so that the name of the row must stay. */
const FIELDS_BEFORE_FREEZING = 8;

/** Title row, header row, rows, and a blank row before the next section. */
const placeSections = (tabSections: readonly Section[], sheetId: number): PlanPlaces => {
  const places: PlanPlaces = {};
  let titleRow = 1;
  for (const section of tabSections) {
    const fields = Object.keys(section.columns);
    const rows = section.shape === 'table' ? section.roomFor : fields.length;
    const frame = {
      sheetId,
      tab: section.tab,
      headerRow: titleRow + 1,
      firstRow: titleRow + 2,
      lastRow: titleRow + 1 + rows,
    };
    if (section.shape === 'table')
      places[section.name as SectionName] = {
        ...frame,
        columns: Object.fromEntries(fields.map((field, index) => [field, index])),
        idColumn: fields.length,
        statusColumn: fields.length + 1,
        waiverColumn: fields.length + 2,
      };
    else {
      const computed = hasComputed(section);
      places[section.name as SectionName] = {
        ...frame,
        columns: Object.fromEntries(fields.map((field) => [field, 1])),
        questionColumn: 0,
        ...(computed ? { computedColumn: 2 } : {}),
        statusColumn: computed ? 3 : 2,
        waiverColumn: computed ? 4 : 3,
      };
    }
    titleRow = frame.lastRow + 2;
  }
  return places;
};

const hasComputed = (form: Form): boolean => Object.values(form.columns).some((column) => column.computed);

/** What one section adds to its tab. */
type Part = Pick<TabLayout, 'columns' | 'areas' | 'cells' | 'protections'>;

const inputLayout = (title: string, tabSections: readonly Section[], terms: Terms): TabLayout => {
  const { places } = terms;
  const parts = tabSections.map((section) => {
    const place = places[section.name as SectionName];
    return section.shape === 'table' ? tablePart(section, place, terms) : formPart(section, place, terms);
  });
  const tabPlaces = tabSections.map((section) => places[section.name as SectionName]);
  const [only, second] = tabSections;
  const columns = sideBySide(parts.map((part) => part.columns));
  return {
    sheetId: tabPlaces[0]!.sheetId,
    title,
    kind: 'input',
    rowCount: tabPlaces.at(-1)!.lastRow,
    columnCount: columns.length + SPARE_COLUMNS,
    // Frozen headers of a first section would stand above the rows of the second as if they were theirs.
    frozenRows: second ? 0 : 2,
    frozenColumns: second ? 0 : frozenColumns(only!),
    columns,
    rowHeights: tabPlaces.flatMap((place) => [
      { row: place.headerRow - 2, height: TITLE_HEIGHT },
      { row: place.headerRow - 1, height: HEADER_HEIGHT },
    ]),
    areas: parts.flatMap((part) => part.areas),
    cells: parts.flatMap((part) => part.cells),
    protections: parts.flatMap((part) => part.protections),
    highlights: [],
  };
};

const frozenColumns = (section: Section): number =>
  section.shape === 'table' && Object.keys(section.columns).length >= FIELDS_BEFORE_FREEZING ? 1 : 0;

/** A column is as wide as its widest section wants, and hidden only where no section shows anything in it. */
const sideBySide = (parts: readonly TabLayout['columns'][]): TabLayout['columns'] =>
  Array.from({ length: Math.max(...parts.map((part) => part.length)) }, (_, index) => {
    const wanted = parts.flatMap((part) => part[index] ?? []);
    const shown = wanted.filter((column) => !column.hidden);
    return shown.length === 0
      ? { width: wanted[0]!.width, hidden: true }
      : { width: Math.max(...shown.map((column) => column.width)), hidden: false };
  });

const tablePart = (table: Table, place: SectionPlace, terms: Terms): Part => {
  const { words, plannerHeaders } = terms;
  const { tell } = words;
  const descriptions = protectionTexts(terms.language);
  const fields = Object.entries(table.columns);
  const [idColumn, statusColumn] = [place.idColumn!, place.statusColumn!];
  const columnArea = (column: number): Area => rowsOf(place, column, column + 1);
  return {
    columns: [
      ...fields.map(([, column]) => ({ width: column.width, hidden: false })),
      { width: 90, hidden: true },
      { width: STATUS_WIDTH, hidden: false },
      { width: WAIVER_WIDTH, hidden: false },
    ],
    areas: [
      ...headArea(place, fields.length + 3),
      ...fields.flatMap(([, column], index): AreaLayout[] =>
        column.required ? [{ area: headerArea(place, index, index + 1), look: 'requiredHeader' }] : [],
      ),
      ...fields.map(([, column], index) => ({ area: columnArea(index), ...inputCell(column, terms) })),
      { area: rowsOf(place, idColumn, statusColumn + 1), look: 'planner' },
      { area: rowsOf(place, statusColumn + 1, statusColumn + 2), look: 'input' },
    ],
    cells: [
      // Text does not go on from a frozen column into those that scroll.
      { row: place.headerRow - 2, column: frozenColumns(table), value: table.title },
      ...fields.map(([, column], index) => ({
        row: place.headerRow - 1,
        column: index,
        value: column.header,
        note: noteOn(column, words),
      })),
      {
        row: place.headerRow - 1,
        column: idColumn,
        value: plannerHeaders.id,
        note: tell(say('notes.id')),
      },
      {
        row: place.headerRow - 1,
        column: statusColumn,
        value: plannerHeaders.status,
        note: tell(say('notes.status')),
      },
      {
        row: place.headerRow - 1,
        column: statusColumn + 1,
        value: plannerHeaders.waiver,
        note: tell(say('notes.waiver')),
      },
      ...table.starterRows.flatMap((starter, row) =>
        fields.flatMap(([field, column], index) => {
          const typed = starter[field];
          return typed === undefined
            ? []
            : [{ row: place.firstRow - 1 + row, column: index, value: cellValue(column, typed) }];
        }),
      ),
    ],
    protections: [
      {
        area: { ...headerArea(place, 0, statusColumn + 2), startRow: place.headerRow - 2 },
        description: descriptions.headers!,
        warningOnly: true,
      },
      { area: columnArea(idColumn), description: descriptions.id!, warningOnly: true },
      { area: columnArea(statusColumn), description: descriptions.status!, warningOnly: true },
    ],
  };
};

const formPart = (form: Form, place: SectionPlace, terms: Terms): Part => {
  const { words, plannerHeaders } = terms;
  const { tell } = words;
  const descriptions = protectionTexts(terms.language);
  const fields = Object.entries(form.columns);
  const { computedColumn } = place;
  const statusColumn = place.statusColumn!;
  const row = (index: number): number => place.firstRow - 1 + index;
  const headers = [
    {
      value: plannerHeaders.question,
      note: tell(say('notes.question')),
    },
    { value: plannerHeaders.answer, note: tell(say('notes.answer')) },
    ...(computedColumn === undefined
      ? []
      : [
          {
            value: plannerHeaders.computed,
            note: tell(say('notes.computed')),
          },
        ]),
    {
      value: plannerHeaders.status,
      note: tell(say('notes.answerStatus')),
    },
    { value: plannerHeaders.waiver, note: tell(say('notes.answerWaiver')) },
  ];
  return {
    columns: [
      { width: 320, hidden: false },
      { width: 280, hidden: false },
      ...(computedColumn === undefined ? [] : [{ width: 110, hidden: false }]),
      { width: STATUS_WIDTH, hidden: false },
      { width: WAIVER_WIDTH, hidden: false },
    ],
    areas: [
      ...headArea(place, statusColumn + 2),
      ...fields.flatMap(([, column], index): AreaLayout[] => [
        { area: cellArea(row(index), 0), look: column.required ? 'requiredQuestion' : 'question' },
        { area: cellArea(row(index), 1), ...inputCell(column, terms), look: 'answer' },
        ...(column.computed
          ? [{ area: cellArea(row(index), computedColumn!), ...formatOf(column), look: 'planner' as const }]
          : []),
      ]),
      { area: rowsOf(place, statusColumn, statusColumn + 1), look: 'planner' },
      { area: rowsOf(place, statusColumn + 1, statusColumn + 2), look: 'input' },
    ],
    cells: [
      { row: place.headerRow - 2, column: 0, value: form.title },
      ...headers.map((header, column) => ({ row: place.headerRow - 1, column, ...header })),
      ...fields.flatMap(([field, column], index) => {
        const typed = form.starterAnswers[field];
        return [
          { row: row(index), column: 0, value: column.header, note: noteOn(column, words) },
          ...(typed === undefined ? [] : [{ row: row(index), column: 1, value: cellValue(column, typed) }]),
        ];
      }),
    ],
    protections: [
      {
        area: { ...headerArea(place, 0, statusColumn + 1), startRow: place.headerRow - 2 },
        description: descriptions.headers!,
        warningOnly: true,
      },
      { area: rowsOf(place, 0, 1), description: descriptions.questions!, warningOnly: true },
      ...(computedColumn === undefined
        ? []
        : [
            {
              area: rowsOf(place, computedColumn, computedColumn + 1),
              description: descriptions.computed!,
              warningOnly: true,
            },
          ]),
      { area: rowsOf(place, statusColumn, statusColumn + 1), description: descriptions.status!, warningOnly: true },
    ],
  };
};

const headArea = (place: SectionPlace, width: number): AreaLayout[] => [
  {
    area: { ...headerArea(place, 0, width), startRow: place.headerRow - 2, endRow: place.headerRow - 1 },
    look: 'title',
  },
  { area: headerArea(place, 0, width), look: 'header' },
];

const headerArea = (place: SectionPlace, startColumn: number, endColumn: number): Area => ({
  startRow: place.headerRow - 1,
  endRow: place.headerRow,
  startColumn,
  endColumn,
});

const rowsOf = (place: SectionPlace, startColumn: number, endColumn: number): Area => ({
  startRow: place.firstRow - 1,
  endRow: place.lastRow,
  startColumn,
  endColumn,
});

const cellArea = (row: number, column: number): Area => ({
  startRow: row,
  endRow: row + 1,
  startColumn: column,
  endColumn: column + 1,
});

const inputCell = (column: Column, terms: Terms): Omit<AreaLayout, 'area'> => {
  const { kind, options, refersTo } = column.type;
  const dropdown: Dropdown | null =
    options && kind !== 'choices'
      ? { options: Object.values(options) }
      : refersTo && kind === 'reference'
        ? { namesOf: namesOf(refersTo, terms) }
        : null;
  return { look: 'input', ...formatOf(column), ...(dropdown ? { dropdown } : {}) };
};

/** The cells that name the rows of a table: where a reference's dropdown takes its choices from. */
const namesOf = (refersTo: string, { places, sections }: Terms): { tab: string; area: Area } => {
  const place = places[refersTo as SectionName];
  const column = place.columns[(sections[refersTo as SectionName] as Table).key!]!;
  return { tab: place.tab, area: rowsOf(place, column, column + 1) };
};

/**
 * Optional decimals leave a bare point behind whole numbers (`0.##%` shows 85% as `85.%`) in every spreadsheet program. So percents show
 * one decimal, money shows cents, and other numbers are left to the program, which shows them as they were typed.
 */
const formatOf = (column: Column): { numberFormat?: NumberFormat } => {
  const format = column.type.numberFormat;
  if (!format) return {};
  if (!format.pattern.includes('.#')) return { numberFormat: format };
  if (format.type === 'NUMBER') return {};
  return {
    numberFormat: { ...format, pattern: format.pattern.replace(/\.#+/, format.type === 'PERCENT' ? '.0' : '.00') },
  };
};

/** A starter value, written as a person in the United States would type it, as its cell holds it. */
const cellValue = (column: Column, typed: string | number): string | number | boolean => {
  const understood = column.type.understand({ value: typed }, localeOf('en_US'));
  if ('misfit' in understood)
    throw new RangeError(`The starter value "${typed}" of "${column.header}" does not do: ${understood.misfit.code}`);
  return column.type.toCell(column.type.schema.parse(understood.candidate));
};

const startLayout = (sheetId: number, { startTab, language, words }: Terms): TabLayout => {
  const { lines, state } = startTab;
  const firstLine = 1;
  const firstState = firstLine + lines.length + 1;
  const labels = Object.values(state);
  const rowCount = firstState + labels.length;
  const answer = cellArea(firstState + labels.indexOf(state.confirm), 1);
  return {
    sheetId,
    title: startTab.title,
    kind: 'start',
    rowCount,
    columnCount: 2,
    frozenRows: 0,
    frozenColumns: 0,
    columns: [
      { width: 240, hidden: false },
      { width: 980, hidden: false },
    ],
    rowHeights: [
      { row: 0, height: 46 },
      ...lines.map((_, index) => ({ row: firstLine + index, height: 32 })),
      ...labels.map((_, index) => ({ row: firstState + index, height: 30 })),
    ],
    areas: [
      { area: { startRow: 0, endRow: 1, startColumn: 0, endColumn: 2 }, look: 'heading' },
      { area: { startRow: firstLine, endRow: firstState - 1, startColumn: 0, endColumn: 1 }, look: 'step' },
      { area: { startRow: firstLine, endRow: firstState - 1, startColumn: 1, endColumn: 2 }, look: 'line' },
      { area: { startRow: firstState, endRow: rowCount, startColumn: 0, endColumn: 1 }, look: 'stateLabel' },
      { area: { startRow: firstState, endRow: rowCount, startColumn: 1, endColumn: 2 }, look: 'stateValue' },
      { area: answer, look: 'answer', dropdown: { options: [startTab.confirmed] } },
    ],
    cells: [
      { row: 0, column: 0, value: startTab.heading },
      ...lines.flatMap((line, index) => [
        { row: firstLine + index, column: 0, value: index + 1 },
        { row: firstLine + index, column: 1, value: line },
      ]),
      ...labels.map((label, index) => ({
        row: firstState + index,
        column: 0,
        value: label,
        ...(label === state.confirm ? { note: words.tell(say('notes.confirm')) } : {}),
      })),
      { row: firstState + labels.indexOf(state.version), column: 1, value: TEMPLATE_VERSION },
    ],
    protections: [
      {
        area: null,
        except: [answer],
        description: protectionTexts(language).start!,
        warningOnly: false,
      },
    ],
    highlights: [],
  };
};

/** Rows that a result tab has from the beginning; the planner adds more when it needs them. */
const RESULT_ROWS = 300;

const resultLayout = (tab: ResultTab, sheetId: number, terms: Terms): TabLayout => {
  const width = tab.columns.length;
  const rowCount = 2 + RESULT_ROWS;
  const resultRows: Area = { startRow: 2, endRow: rowCount, startColumn: 0, endColumn: width };
  return {
    sheetId,
    title: tab.title,
    kind: 'result',
    rowCount,
    columnCount: width,
    frozenRows: 2,
    frozenColumns: 0,
    columns: tab.columns.map((column) => ({ width: column.width, hidden: false })),
    rowHeights: [
      { row: 0, height: TITLE_HEIGHT },
      { row: 1, height: HEADER_HEIGHT },
    ],
    areas: [
      { area: { startRow: 0, endRow: 1, startColumn: 0, endColumn: width }, look: 'title' },
      { area: { startRow: 1, endRow: 2, startColumn: 0, endColumn: width }, look: 'header' },
      ...tab.columns.map(
        (column, index): AreaLayout => ({
          area: { ...resultRows, startColumn: index, endColumn: index + 1 },
          look: 'result',
          ...resultFormat(column),
        }),
      ),
    ],
    cells: [
      { row: 0, column: 0, value: tab.heading },
      ...tab.columns.map((column, index) => ({ row: 1, column: index, value: column.header, note: column.help })),
    ],
    protections: [
      {
        area: null,
        description: protectionTexts(terms.language)[tab.name]!,
        warningOnly: false,
      },
    ],
    highlights: highlightsOf(tab, resultRows),
  };
};

const resultFormat = (column: ResultColumn): { numberFormat?: NumberFormat } => {
  switch (column.format) {
    case 'whole':
      return { numberFormat: { type: 'NUMBER', pattern: '#,##0' } };
    case 'percent':
      return { numberFormat: { type: 'PERCENT', pattern: '0.0%' } };
    case 'date':
      return { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } };
    case 'money':
      return { numberFormat: { type: 'CURRENCY', pattern: '$#,##0' } };
    case 'text':
      return {};
  }
};

/** Rows that tell of a whole, beside those that tell of its parts. */
const wholeRows: Readonly<Record<Exclude<ResultName, 'checklist'>, { column: string; says: Said }>> = {
  funnel: { column: 'for', says: say('words.everybody') },
  calendar: { column: 'when', says: say('calendar.year') },
  forecast: { column: 'for', says: say('words.everybody') },
  pipeline: { column: 'when', says: say('pipeline.year') },
  money: { column: 'what', says: say('words.everybody') },
  scenarios: { column: 'part', says: say('whatIf.parts.scenario') },
  proposal: { column: 'part', says: say('proposal.goal') },
};

/** For the words of every language: a sheet whose language is changed keeps its looks. */
const highlightsOf = (tab: ResultTab, resultRows: Area): HighlightLayout[] => {
  const columnOf = (name: string): number => tab.columns.findIndex((column) => column.name === name);
  if (tab.name === 'checklist') {
    const column = columnOf('state');
    return allLanguages.flatMap((language) =>
      Object.entries(definitionsIn(language).checklistStates).map(([state, word]) => ({
        area: { ...resultRows, startColumn: column, endColumn: column + 1 },
        when: { textIs: word },
        ...stateTones[state as ChecklistState],
      })),
    );
  }
  const whole = wholeRows[tab.name];
  const column = columnOf(whole.column);
  return allLanguages.flatMap((language): HighlightLayout[] => {
    const word = wordsIn(language).tell(whole.says);
    return [
      {
        area: resultRows,
        when: { formula: `=$${columnLetters(column)}${resultRows.startRow + 1}="${word}"` },
        bold: true,
      },
      // The word itself, also where a program cannot work out formulas in conditional formats.
      { area: { ...resultRows, startColumn: column, endColumn: column + 1 }, when: { textIs: word }, bold: true },
    ];
  });
};
