import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { cellName, columnLetters } from '../functions/plan/a1.ts';
import { hexOfShares } from '../functions/plan/color.ts';
import { definitionsIn, spelledAs } from '../functions/plan/messages/definitions.ts';
import type { Language } from '../functions/plan/messages/language.ts';
import { type Said, say } from '../functions/plan/messages/said.ts';
import type { OwnColumn, PlanPlaces, SectionName, SectionPlace } from '../functions/plan/plan.ts';
import { TEMPLATE_VERSION_KEY } from '../functions/plan/results.ts';
import type { Column, Section } from '../functions/plan/table.ts';
import { nameKey } from '../functions/plan/text.ts';
import type { Area, AreaLayout, Dropdown, Layout, ProtectionLayout, TabLayout } from './layout.ts';
import { looks } from './looks.ts';
import {
  cellFormat,
  extendedValue,
  gridRange,
  noteVersion,
  tabProperties,
  tabRequests,
  validationRule,
} from './requests.ts';

/** All that a repair has to know of a spreadsheet, more than a pass reads. */
export const REPAIR_FIELDS = [
  'spreadsheetId',
  'properties(title,locale,timeZone)',
  'developerMetadata(metadataId,metadataKey,metadataValue)',
  'sheets(properties(sheetId,title,index,hidden,gridProperties(rowCount,columnCount)),' +
    'protectedRanges(protectedRangeId,range,description,unprotectedRanges),' +
    'data(startRow,startColumn,columnMetadata(hiddenByUser),rowData(values(userEnteredValue,effectiveValue,formattedValue,note,' +
    'userEnteredFormat(backgroundColorStyle),dataValidation(condition)))))',
].join(',');

/** What was understood of the sheet, as the parser has it. */
export interface Understood {
  places: PlanPlaces;
  /** Row from 1 of each question that a form has. */
  questionRows(form: SectionName): Readonly<Record<string, number>>;
  /** Tabs of the planner that stand under another title; `places` has them under their own. */
  renamed: readonly { title: string; sheetId: number }[];
}

export interface RepairPlan {
  /** Of the sheet, and of what is said about it. */
  language: Language;
  /** What it does, one line each, in the order of the tabs; empty where nothing is to be done. */
  repairs: { tab: string; what: Said }[];
  /** What only a person can bring back. */
  left: { tab: string; what: Said }[];
  /** For one spreadsheets.batchUpdate. */
  requests: sheets_v4.Schema$Request[];
}

/**
 * What brings a planning sheet back into the form that the planner reads and people know: tabs, titles, headers, questions, missing columns,
 * the hidden one, notes, dropdowns, protections and the planner's own shading. Nothing that people typed is overwritten or deleted but the text
 * of a header, question or title that stands where the planner's own belongs. Repeating it changes nothing.
 *
 * @param spreadsheet  as it was read with REPAIR_FIELDS
 */
export const planRepairs = (
  spreadsheet: sheets_v4.Schema$Spreadsheet,
  layout: Layout,
  understood: Understood,
  options: { editors?: readonly string[] } = {},
): RepairPlan => {
  const plan: RepairPlan = { language: layout.language, repairs: [], left: [], requests: [] };
  const sheets = (spreadsheet.sheets ?? []).map(gridOf);
  const order = sheets.map(({ sheetId }) => sheetId);
  const editors = options.editors ?? [];
  const places: Partial<Record<SectionName, MutablePlace>> = Object.fromEntries(
    Object.entries(understood.places).map(([name, place]) => [name, { ...place, columns: { ...place.columns } }]),
  );
  let position = 0;
  for (const tab of layout.tabs) {
    const found = findTab(sheets, tab, understood);
    if (!found) {
      const sheetId = order.includes(tab.sheetId) ? Math.max(...order) + 1 : tab.sheetId;
      const again = { ...tab, sheetId };
      plan.requests.push({ addSheet: { properties: tabProperties(again, position) } });
      plan.requests.push(...tabRequests(again, layout, editors));
      order.splice(position, 0, sheetId);
      plan.repairs.push({ tab: tab.title, what: say('repairs.tab-added', { tab: tab.title }) });
      position++;
      continue;
    }
    position = order.indexOf(found.sheetId) + 1;
    const repair = new TabRepair(found, tab, layout, places, plan, editors);
    if (found.title !== tab.title) repair.rename();
    if (tab.kind === 'input') repair.input(understood.questionRows);
    else repair.result();
    repair.wholeTab();
  }
  noteNewest(spreadsheet, layout, plan);
  return plan;
};

/** What a sheet lacks of a newer template it has now: so it says that it has that one. */
const noteNewest = ({ developerMetadata }: sheets_v4.Schema$Spreadsheet, layout: Layout, plan: RepairPlan): void => {
  const noted = developerMetadata?.find(({ metadataKey }) => metadataKey === TEMPLATE_VERSION_KEY);
  const version = Number(noted?.metadataValue ?? 0);
  if (version >= layout.version || plan.left.length > 0) return;
  plan.requests.push(
    noted
      ? {
          updateDeveloperMetadata: {
            dataFilters: [{ developerMetadataLookup: { metadataId: noted.metadataId ?? 0 } }],
            developerMetadata: { metadataValue: String(layout.version) },
            fields: 'metadataValue',
          },
        }
      : noteVersion(layout),
  );
  const tab = layout.tabs.find(({ kind }) => kind === 'start')!.title;
  plan.repairs.push({
    tab,
    what: say('repairs.version-noted', { version: layout.version, found: noted?.metadataValue ?? 'none' }),
  });
};

/** A tab as it is read, and as it becomes while requests are added: later requests find it as earlier ones leave it. */
interface Grid {
  sheetId: number;
  title: string;
  rowCount: number;
  columnCount: number;
  rows: sheets_v4.Schema$CellData[][];
  hidden: boolean[];
  protections: sheets_v4.Schema$ProtectedRange[];
}

const gridOf = ({ properties, data, protectedRanges }: sheets_v4.Schema$Sheet): Grid => {
  const rows: sheets_v4.Schema$CellData[][] = [];
  const hidden: boolean[] = [];
  for (const block of data ?? []) {
    const [top, left] = [block.startRow ?? 0, block.startColumn ?? 0];
    for (const [index, row] of (block.rowData ?? []).entries())
      rows[top + index] = [...Array.from({ length: left }, () => ({})), ...(row.values ?? [])];
    for (const [index, column] of (block.columnMetadata ?? []).entries())
      hidden[left + index] = column.hiddenByUser ?? false;
  }
  return {
    sheetId: properties?.sheetId ?? 0,
    title: properties?.title ?? '',
    rowCount: properties?.gridProperties?.rowCount ?? 0,
    columnCount: properties?.gridProperties?.columnCount ?? 0,
    rows: Array.from(rows, (row) => [...(row ?? [])]),
    hidden: Array.from(hidden, (each) => each ?? false),
    protections: protectedRanges ?? [],
  };
};

/** By title; else what the parser took for it; else, of the planner's own tabs, by their heading. */
const findTab = (sheets: readonly Grid[], tab: TabLayout, { renamed }: Understood): Grid | undefined => {
  const other = renamed.find(({ title }) => title === tab.title);
  const heading = tab.cells[0]!.value;
  return (
    sheets.find(({ title }) => spelledAs(tab.title).has(nameKey(title))) ??
    sheets.find(({ sheetId }) => sheetId === other?.sheetId) ??
    (tab.kind === 'input' ? undefined : sheets.find(({ rows }) => textOf(rows[0]?.[0]) === heading))
  );
};

const textOf = (cell: sheets_v4.Schema$CellData | undefined): string => {
  const value = cell?.effectiveValue ?? cell?.userEnteredValue;
  return String(value?.stringValue ?? value?.numberValue ?? value?.boolValue ?? '');
};

type MutablePlace = { -readonly [Key in keyof SectionPlace]: SectionPlace[Key] } & {
  columns: Record<string, number>;
};

/** A section of a tab, and what is known of it at this point of the repair. */
interface Part {
  section: Section;
  /** Where the template has it. */
  model: SectionPlace;
  place: MutablePlace;
  questions: Record<string, number>;
}

class TabRepair {
  private readonly grid: Grid;
  private readonly tab: TabLayout;
  private readonly layout: Layout;
  /** Of all tabs, as those above this one leave them. */
  private readonly places: Partial<Record<SectionName, MutablePlace>>;
  private readonly plan: RepairPlan;
  private readonly editors: readonly string[];
  private parts: Part[] = [];

  constructor(
    grid: Grid,
    tab: TabLayout,
    layout: Layout,
    places: Partial<Record<SectionName, MutablePlace>>,
    plan: RepairPlan,
    editors: readonly string[],
  ) {
    this.grid = grid;
    this.tab = tab;
    this.layout = layout;
    this.places = places;
    this.plan = plan;
    this.editors = editors;
  }

  rename(): void {
    this.add(
      'tab-renamed',
      { found: this.grid.title },
      {
        updateSheetProperties: {
          properties: { sheetId: this.grid.sheetId, title: this.tab.title },
          fields: 'title',
        },
      },
    );
  }

  /** The planner's own tab: every cell that the template fills stands where the template has it. */
  result(): void {
    const { sheetId } = this.grid;
    if (this.tab.kind === 'start' && this.grid.rowCount < this.tab.rowCount) {
      const first = this.grid.rowCount;
      this.plan.requests.push({
        appendDimension: { sheetId, dimension: 'ROWS', length: this.tab.rowCount - first },
      });
      for (const area of this.tab.areas)
        if (area.area.endRow > first)
          this.plan.requests.push({
            repeatCell: {
              range: this.range({ ...area.area, startRow: Math.max(first, area.area.startRow) }),
              cell: { userEnteredFormat: cellFormat(area) },
              fields: 'userEnteredFormat',
            },
          });
      this.grid.rowCount = this.tab.rowCount;
    }
    this.bringResultColumnsBack();
    for (const { row, column, value, note } of this.tab.cells) {
      if (textOf(this.grid.rows[row]?.[column]) !== String(value))
        this.write('text-restored', row, column, { value, ...(note === undefined ? {} : { note }) });
      else if (note !== undefined) this.keepNote(row, column, String(value), note);
    }
    for (const area of this.tab.areas)
      this.keepDropdown(area.area, area, textOf(this.grid.rows[area.area.startRow]?.[0]));
  }

  /** Where headers of a result tab are others, as in an older template, its columns look as the newest has them: nobody types there. */
  private bringResultColumnsBack(): void {
    const { sheetId, columnCount } = this.grid;
    const { kind, cells, columns, areas } = this.tab;
    if (kind !== 'result' || cells.every(({ row, column, value }) => this.textAt(row, column) === String(value)))
      return;
    const missing = this.tab.columnCount - columnCount;
    if (missing > 0) this.plan.requests.push({ appendDimension: { sheetId, dimension: 'COLUMNS', length: missing } });
    this.grid.columnCount = Math.max(columnCount, this.tab.columnCount);
    for (const [index, { width }] of columns.entries())
      this.plan.requests.push({
        updateDimensionProperties: {
          range: { sheetId, dimension: 'COLUMNS', startIndex: index, endIndex: index + 1 },
          properties: { pixelSize: width },
          fields: 'pixelSize',
        },
      });
    for (const area of areas)
      this.plan.requests.push({
        repeatCell: {
          range: this.range(area.area),
          cell: { userEnteredFormat: cellFormat(area) },
          fields: 'userEnteredFormat',
        },
      });
  }

  private textAt(row: number, column: number): string {
    return textOf(this.grid.rows[row]?.[column]);
  }

  /** Columns and rows come first: whatever is put right afterwards is put right where it then stands. */
  input(questionRows: Understood['questionRows']): void {
    for (const section of definitionsIn(this.layout.language).inputTabs.find(({ title }) => title === this.tab.title)!
      .sections) {
      const name = section.name as SectionName;
      const model = this.layout.places[name];
      const place = this.places[name];
      if (place)
        this.parts.push({
          section,
          model,
          place,
          questions: section.shape === 'form' ? { ...questionRows(name) } : {},
        });
      else this.bringHeadersBack(section, model);
    }
    for (const part of this.parts) this.bringColumnsBack(part);
    for (const part of this.parts) if (part.section.shape === 'form') this.bringQuestionsBack(part);
    for (const part of this.parts) this.keepPart(part);
  }

  /** Protections that cover the tab. */
  wholeTab(): void {
    for (const protection of this.tab.protections) {
      if (protection.area !== null) continue;
      const same = this.grid.protections.find(
        ({ description, range }) => description === protection.description && range?.startRowIndex == null,
      );
      const open = (protection.except ?? []).map((area) => this.range(area));
      if (!same) this.protect(protection, { sheetId: this.grid.sheetId }, open);
      else if (open.length > 0 && (same.unprotectedRanges ?? []).length === 0)
        this.add(
          'protection-restored',
          { header: protection.description },
          {
            updateProtectedRange: {
              protectedRange: { protectedRangeId: same.protectedRangeId!, unprotectedRanges: open },
              fields: 'unprotectedRanges',
            },
          },
        );
    }
  }

  /** The row of headers is gone: it belongs below the section's title, or to the top of a tab that has one section only. */
  private bringHeadersBack(section: Section, model: SectionPlace): void {
    const titled = this.grid.rows.findIndex((cells) =>
      cells.some((cell) => spelledAs(section.title).has(nameKey(textOf(cell)))),
    );
    const sections = definitionsIn(this.layout.language).inputTabs.find(
      ({ title }) => title === this.tab.title,
    )!.sections;
    if (titled < 0 && sections.length > 1) {
      this.plan.left.push({ tab: this.tab.title, what: say('repairs.left/headers', { title: section.title }) });
      return;
    }
    const row = titled + 1;
    this.insertRows(row, 1);
    this.add('headers-inserted', { row: row + 1, title: section.title });
    for (const cell of this.tab.cells.filter((each) => each.row === model.headerRow - 1))
      this.put(row, cell.column, cell);
    const found = section.shape === 'form' ? this.questionsBelow(section, model) : {};
    this.parts.push({
      section,
      model,
      place: {
        ...model,
        columns: { ...model.columns },
        sheetId: this.grid.sheetId,
        headerRow: row + 1,
        firstRow: row + 2,
        lastRow: Math.max(row + 2, this.grid.rows.length),
      },
      questions: found,
    });
  }

  private questionsBelow(section: Section, { questionColumn }: SectionPlace): Record<string, number> {
    return Object.fromEntries(
      Object.entries(section.columns).flatMap(([field, { header }]) => {
        const row = this.grid.rows.findIndex((cells) => spelledAs(header).has(nameKey(textOf(cells[questionColumn!]))));
        return row < 0 ? [] : [[field, row + 1]];
      }),
    );
  }

  private bringColumnsBack(part: Part): void {
    const { section, place } = part;
    const headerRow = () => place.headerRow - 1;
    if (section.shape === 'table') {
      let before = -1;
      for (const [field, column] of Object.entries(section.columns)) {
        const likely = place.likely?.[field];
        if (place.columns[field] === undefined && likely !== undefined) {
          place.columns[field] = likely;
          this.write('header-restored', headerRow(), likely, { value: column.header });
        }
        if (place.columns[field] === undefined) {
          place.columns[field] = -1;
          place.columns[field] = this.newColumn(before + 1, part, part.model.columns[field]!, column.header);
        }
        before = place.columns[field]!;
      }
      this.bringOwnColumnBack('idColumn', 'id', before + 1, part);
    }
    const lastOwn = Math.max(place.idColumn ?? 0, ...Object.values(place.columns));
    this.bringOwnColumnBack('computedColumn', 'computed', lastOwn + 1, part);
    this.bringOwnColumnBack(
      'statusColumn',
      'status',
      (place.computedColumn ?? place.idColumn ?? Math.max(...Object.values(place.columns))) + 1,
      part,
    );
    this.bringOwnColumnBack('waiverColumn', 'waiver', place.statusColumn! + 1, part);
  }

  private bringOwnColumnBack(
    which: OwnColumn,
    name: 'id' | 'computed' | 'status' | 'waiver',
    before: number,
    part: Part,
  ): void {
    const { place } = part;
    const model = part.model[which];
    if (model === undefined || place[which] !== undefined) return;
    const header = definitionsIn(this.layout.language).plannerHeaders[name];
    const likely = place.likelyOwn?.[which];
    if (likely === undefined) place[which] = this.newColumn(before, part, model, header);
    else {
      place[which] = likely;
      this.write('header-restored', place.headerRow - 1, likely, { value: header });
    }
  }

  /**
   * Takes a column that is blank in the section's rows, else inserts one; then it looks as the template has it. What another section of the tab has in
   * that column stays where it is.
   */
  private newColumn(at: number, part: Part, model: number, header: string): number {
    const isBlank = (rows: typeof this.grid.rows): boolean => rows.every((cells) => textOf(cells[at]) === '');
    const own = this.grid.rows.slice(part.place.headerRow - 1, this.endOf(part));
    const isInside = Object.values(part.place.columns).includes(at);
    if (!isBlank(own) || isInside || at >= this.tab.columnCount) this.insertColumn(at);
    const { headerRow, firstRow } = part.place;
    const { width, hidden } = this.tab.columns[model]!;
    const { sheetId } = this.grid;
    if (isBlank(this.grid.rows)) {
      this.plan.requests.push({
        updateDimensionProperties: {
          range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
          properties: { pixelSize: width, hiddenByUser: hidden },
          fields: 'pixelSize,hiddenByUser',
        },
      });
      this.grid.hidden[at] = hidden;
    }
    const rows = { startColumn: at, endColumn: at + 1 };
    const looksOf = (row: number): AreaLayout[] =>
      this.tab.areas.filter(
        ({ area }) => area.startRow <= row && row < area.endRow && area.startColumn <= model && model < area.endColumn,
      );
    const look = (areas: readonly AreaLayout[], area: Area): void => {
      const last = areas.at(-1);
      if (last)
        this.plan.requests.push({
          repeatCell: {
            range: this.range(area),
            cell: { userEnteredFormat: cellFormat(last) },
            fields: 'userEnteredFormat',
          },
        });
    };
    look(looksOf(part.model.headerRow - 1), { ...rows, startRow: headerRow - 1, endRow: headerRow });
    // A form's rows look each as their question has it; the status column is all alike.
    look(looksOf(part.model.firstRow - 1), { ...rows, startRow: firstRow - 1, endRow: this.endOf(part) });
    const note = this.tab.cells.find((cell) => cell.row === part.model.headerRow - 1 && cell.column === model)?.note;
    this.put(headerRow - 1, at, { value: header, ...(note === undefined ? {} : { note }) });
    this.add('column-inserted', { column: columnLetters(at), header });
    return at;
  }

  private bringQuestionsBack(part: Part): void {
    const { section, place, questions } = part;
    const column = place.questionColumn!;
    let before = place.headerRow;
    for (const [index, [field, { header }]] of Object.entries(section.columns).entries()) {
      const likely = place.likely?.[field];
      const model = part.model.firstRow - 1 + index;
      if (questions[field] === undefined && likely !== undefined) {
        questions[field] = likely;
        this.write('question-restored', likely - 1, column, { value: header });
      }
      if (questions[field] === undefined) {
        this.insertRows(before, 1);
        questions[field] = before + 1;
        for (const { area, ...look } of this.tab.areas.filter(
          (each) => each.area.startRow <= model && model < each.area.endRow,
        ))
          this.plan.requests.push({
            repeatCell: {
              range: this.range({ ...area, startRow: before, endRow: before + 1 }),
              cell: { userEnteredFormat: cellFormat({ area, ...look }) },
              fields: 'userEnteredFormat',
            },
          });
        const cell = this.tab.cells.find((each) => each.row === model && each.column === part.model.questionColumn);
        this.put(before, column, { value: header, ...(cell?.note === undefined ? {} : { note: cell.note }) });
        this.add('question-inserted', { row: before + 1, header });
      }
      before = Math.max(before, questions[field]!);
      place.lastRow = Math.max(place.lastRow, questions[field]!);
    }
  }

  /** What does not move anything: titles, notes, dropdowns, the hidden column, shading and protections. */
  private keepPart(part: Part): void {
    const { section, place, model, questions } = part;
    this.keepTitle(part);
    const modelCells = (row: number, column: number) =>
      this.tab.cells.find((cell) => cell.row === row && cell.column === column);
    const rows = (column: number): Area => ({
      startRow: place.firstRow - 1,
      endRow: this.endOf(part),
      startColumn: column,
      endColumn: column + 1,
    });
    for (const [index, [field, column]] of Object.entries<Column>(section.columns).entries()) {
      const modelRow = section.shape === 'table' ? model.headerRow - 1 : model.firstRow - 1 + index;
      const modelColumn = section.shape === 'table' ? model.columns[field]! : model.questionColumn!;
      const [row, at] =
        section.shape === 'table'
          ? [place.headerRow - 1, place.columns[field]!]
          : [questions[field]! - 1, place.questionColumn!];
      this.keepNote(row, at, column.header, modelCells(modelRow, modelColumn)?.note ?? '');
      const dropdown = this.tab.areas.find(
        ({ area, dropdown: choices }) =>
          choices &&
          area.startColumn === model.columns[field] &&
          area.startRow === (section.shape === 'table' ? model.firstRow - 1 : modelRow),
      );
      if (dropdown)
        this.keepDropdown(
          section.shape === 'table'
            ? rows(at)
            : {
                startRow: row,
                endRow: row + 1,
                startColumn: place.columns[field]!,
                endColumn: place.columns[field]! + 1,
              },
          dropdown,
          column.header,
        );
    }
    for (const [at, modelColumn, header] of [
      [place.idColumn, model.idColumn, definitionsIn(this.layout.language).plannerHeaders.id],
      [place.computedColumn, model.computedColumn, definitionsIn(this.layout.language).plannerHeaders.computed],
      [place.statusColumn, model.statusColumn, definitionsIn(this.layout.language).plannerHeaders.status],
      [place.waiverColumn, model.waiverColumn, definitionsIn(this.layout.language).plannerHeaders.waiver],
    ] as const) {
      if (at === undefined || modelColumn === undefined) continue;
      this.keepNote(place.headerRow - 1, at, header, modelCells(model.headerRow - 1, modelColumn)?.note ?? '');
      if (section.shape === 'table' && at !== place.waiverColumn) this.keepShade(rows(at), header);
    }
    const id = place.idColumn;
    if (id !== undefined && this.tab.columns[model.idColumn!]?.hidden && !this.grid.hidden[id])
      this.add(
        'column-hidden',
        { header: definitionsIn(this.layout.language).plannerHeaders.id },
        {
          updateDimensionProperties: {
            range: { sheetId: this.grid.sheetId, dimension: 'COLUMNS', startIndex: id, endIndex: id + 1 },
            properties: { hiddenByUser: true },
            fields: 'hiddenByUser',
          },
        },
      );
    this.keepProtections(part);
  }

  private keepTitle({ section, place, model }: Part): void {
    const row = place.headerRow - 2;
    if (row < 0) return;
    const texts = [...(this.grid.rows[row] ?? []).entries()].filter(([, cell]) => textOf(cell) !== '');
    if (texts.some(([, cell]) => spelledAs(section.title).has(nameKey(textOf(cell)))) || texts.length > 1) return;
    const column = texts[0]?.[0] ?? this.tab.cells.find((cell) => cell.row === model.headerRow - 2)!.column;
    this.write('title-restored', row, column, { value: section.title }, section.tab);
  }

  private keepNote(row: number, column: number, header: string, note: string): void {
    const present = this.grid.rows[row]?.[column]?.note ?? '';
    if (note === '' || present.includes(note)) return;
    // What stands there is a person's, or tells of findings: it stays below.
    this.cell(row, column, { note: present === '' ? note : `${note}\n${present}` }, 'note');
    this.add('note-restored', { header });
  }

  /** People may narrow a list of names: only the kind of choice is looked at there, and the choices themselves where they are a list. */
  private keepDropdown(area: Area, { dropdown }: AreaLayout, header: string): void {
    if (!dropdown) return;
    const rule = validationRule(this.pointed(dropdown), this.layout);
    const choices = (condition: sheets_v4.Schema$BooleanCondition | undefined): string =>
      condition?.type === 'ONE_OF_LIST'
        ? (condition.values ?? []).map(({ userEnteredValue }) => userEnteredValue).join('\n')
        : (condition?.type ?? '');
    const isThere = (row: number): boolean =>
      choices(this.grid.rows[row]?.[area.startColumn]?.dataValidation?.condition) === choices(rule.condition);
    const rows = Array.from(
      { length: Math.min(area.endRow, this.grid.rows.length) - area.startRow },
      (_, index) => index,
    );
    if (rows.length > 0 && rows.every((index) => isThere(area.startRow + index))) return;
    this.add('dropdown-restored', { header }, { setDataValidation: { range: this.range(area), rule } });
  }

  /** A list of names is taken from where that table's names stand in this sheet. */
  private pointed(dropdown: Dropdown): Dropdown {
    if ('options' in dropdown) return dropdown;
    const { tab, area } = dropdown.namesOf;
    const [name, model] = Object.entries(this.layout.places).find(
      ([, place]) => place.tab === tab && place.firstRow - 1 === area.startRow,
    )! as [SectionName, SectionPlace];
    const field = Object.keys(model.columns).find((each) => model.columns[each] === area.startColumn)!;
    const column = this.places[name]?.columns[field] ?? area.startColumn;
    return { namesOf: { tab, area: { ...area, startColumn: column, endColumn: column + 1 } } };
  }

  private keepShade(area: Area, header: string): void {
    const wanted = cellFormat({ area, look: 'planner' });
    const shade = looks.planner.background!;
    const rows = Array.from(
      { length: Math.min(area.endRow, this.grid.rows.length) - area.startRow },
      (_, index) => index,
    );
    if (rows.every((index) => hexOf(this.grid.rows[area.startRow + index]?.[area.startColumn]) === shade)) return;
    this.add(
      'colour-restored',
      { header },
      {
        repeatCell: {
          range: this.range(area),
          cell: { userEnteredFormat: wanted },
          fields: 'userEnteredFormat',
        },
      },
    );
  }

  private keepProtections(part: Part): void {
    const { model } = part;
    const own = this.tab.protections.filter(
      ({ area }) => area !== null && area.startRow >= model.headerRow - 2 && area.startRow < model.lastRow,
    );
    for (const protection of own) {
      const area = this.protectedArea(protection.area!, part);
      const isThere = this.grid.protections.some(
        ({ description, range }) => description === protection.description && overlaps(range ?? {}, area),
      );
      if (!isThere) this.protect(protection, this.range(area), []);
    }
  }

  private protectedArea(area: Area, part: Part): Area {
    const { place, model } = part;
    const columns = [...Object.values(place.columns), place.questionColumn ?? 0, place.statusColumn ?? 0];
    if (place.waiverColumn !== undefined) columns.push(place.waiverColumn);
    if (area.startRow < model.firstRow - 1)
      return {
        startRow: Math.max(0, place.headerRow - 2),
        endRow: place.headerRow,
        startColumn: Math.min(...columns),
        endColumn: Math.max(...columns) + 1,
      };
    const at = [
      [model.idColumn, place.idColumn],
      [model.computedColumn, place.computedColumn],
      [model.statusColumn, place.statusColumn],
      [model.questionColumn, place.questionColumn],
    ].find(([modelColumn]) => modelColumn === area.startColumn)![1]!;
    return { startRow: place.firstRow - 1, endRow: this.endOf(part), startColumn: at, endColumn: at + 1 };
  }

  private protect(
    { description, warningOnly }: ProtectionLayout,
    range: sheets_v4.Schema$GridRange,
    open: sheets_v4.Schema$GridRange[],
  ): void {
    this.add(
      'protection-restored',
      { header: description },
      {
        addProtectedRange: {
          protectedRange: {
            range,
            ...(open.length > 0 ? { unprotectedRanges: open } : {}),
            description,
            warningOnly,
            ...(this.editors.length > 0 && !warningOnly ? { editors: { users: [...this.editors] } } : {}),
          },
        },
      },
    );
  }

  /** The last section of a tab goes on as far as the tab does; one above another ends before the blank row between them. */
  private endOf({ place, section }: Part): number {
    if (section.shape === 'form') return place.lastRow;
    if (this.parts.every((other) => other.place.headerRow <= place.headerRow)) return this.grid.rowCount;
    const isBlank = (this.grid.rows[place.lastRow - 1] ?? []).every((cell) => textOf(cell) === '');
    return isBlank ? place.lastRow - 1 : place.lastRow;
  }

  private range(area: Area): sheets_v4.Schema$GridRange {
    return gridRange({ ...this.tab, sheetId: this.grid.sheetId, rowCount: this.grid.rowCount }, area);
  }

  private insertColumn(at: number): void {
    const { sheetId } = this.grid;
    this.plan.requests.push({
      insertDimension: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
        inheritFromBefore: at > 0,
      },
    });
    for (const row of this.grid.rows) if (row.length > at) row.splice(at, 0, {});
    this.grid.hidden.splice(at, 0, false);
    const moved = (column: number): number => (column >= at ? column + 1 : column);
    for (const { place, section } of this.parts) {
      for (const field of Object.keys(place.columns)) place.columns[field] = moved(place.columns[field]!);
      for (const key of ['idColumn', 'statusColumn', 'waiverColumn', 'computedColumn', 'questionColumn'] as const)
        if (place[key] !== undefined) place[key] = moved(place[key]);
      if (place.likely && section.shape === 'table')
        place.likely = Object.fromEntries(
          Object.entries(place.likely).map(([field, column]) => [field, moved(column)]),
        );
      if (place.likelyOwn)
        place.likelyOwn = Object.fromEntries(
          Object.entries(place.likelyOwn).map(([which, column]) => [which, moved(column)]),
        );
    }
  }

  /** @param before  the row from 0 that moves down */
  private insertRows(before: number, count: number): void {
    const { sheetId } = this.grid;
    this.plan.requests.push({
      insertDimension: {
        range: { sheetId, dimension: 'ROWS', startIndex: before, endIndex: before + count },
        inheritFromBefore: before > 0,
      },
    });
    this.grid.rows.splice(before, 0, ...Array.from({ length: count }, () => []));
    this.grid.rowCount += count;
    const moved = (row: number): number => (row > before ? row + count : row);
    for (const { place, section, questions } of this.parts) {
      place.headerRow = moved(place.headerRow);
      place.firstRow = moved(place.firstRow);
      place.lastRow = moved(place.lastRow);
      for (const field of Object.keys(questions)) questions[field] = moved(questions[field]!);
      if (place.likely && section.shape === 'form')
        place.likely = Object.fromEntries(Object.entries(place.likely).map(([field, row]) => [field, moved(row)]));
    }
  }

  /** Writes a text of the planner's over what stands in its place, and says so. */
  private write(
    key: 'header-restored' | 'question-restored' | 'title-restored' | 'text-restored',
    row: number,
    column: number,
    cell: { value: string | number | boolean; note?: string },
    name: string | number | boolean = cell.value,
  ): void {
    const found = textOf(this.grid.rows[row]?.[column]);
    this.put(row, column, cell);
    this.add(key, { header: String(name), cell: cellName(column, row + 1), found: found === '' ? 'none' : found });
  }

  private put(row: number, column: number, { value, note }: { value: string | number | boolean; note?: string }): void {
    this.cell(
      row,
      column,
      { userEnteredValue: extendedValue(value), ...(note === undefined ? {} : { note }) },
      note === undefined ? 'userEnteredValue' : 'userEnteredValue,note',
    );
  }

  private cell(row: number, column: number, data: sheets_v4.Schema$CellData, fields: string): void {
    this.plan.requests.push({
      updateCells: {
        start: { sheetId: this.grid.sheetId, rowIndex: row, columnIndex: column },
        rows: [{ values: [data] }],
        fields,
      },
    });
    while (this.grid.rows.length <= row) this.grid.rows.push([]);
    const cells = this.grid.rows[row]!;
    while (cells.length <= column) cells.push({});
    const { effectiveValue: _before, ...kept } = cells[column]!;
    cells[column] = data.userEnteredValue ? { ...kept, ...data } : { ...cells[column], ...data };
  }

  private add(
    key: Exclude<
      keyof typeof import('../functions/plan/messages/en.ts').en.repairs,
      'left/headers' | 'tab-added' | 'version-noted' | 'dialogue'
    >,
    values: Readonly<Record<string, string | number>>,
    request?: sheets_v4.Schema$Request,
  ): void {
    this.plan.repairs.push({ tab: this.tab.title, what: say(`repairs.${key}`, { tab: this.tab.title, ...values }) });
    if (request) this.plan.requests.push(request);
  }
}

/** `#rrggbb` of a cell's own background. */
const hexOf = (cell: sheets_v4.Schema$CellData | undefined): string | null =>
  hexOfShares(cell?.userEnteredFormat?.backgroundColorStyle?.rgbColor);

const overlaps = (range: sheets_v4.Schema$GridRange, area: Area): boolean =>
  (range.startRowIndex ?? 0) < area.endRow &&
  area.startRow < (range.endRowIndex ?? Infinity) &&
  (range.startColumnIndex ?? 0) < area.endColumn &&
  area.startColumn < (range.endColumnIndex ?? Infinity);
