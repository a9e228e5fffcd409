import { cellName } from '../plan/a1.ts';
import { type Finding, type Severity, wordIssue } from '../plan/finding.ts';
import { type Locale, localeOf } from '../plan/locale.ts';
import {
  blankValues,
  emptyPlan,
  inputTabs,
  type Plan,
  type PlanForm,
  type PlanPlaces,
  type PlanRow,
  type SectionName,
  type SectionPlace,
} from '../plan/plan.ts';
import { type Column, plannerHeaders, type Section, type Table } from '../plan/table.ts';
import { counted, listed, nameKey } from '../plan/text.ts';
import { isBlank, type Misfit, type RawCell, shownIn } from '../plan/value.ts';
import type { Snapshot, SnapshotTab } from './snapshot.ts';

/** A plan as far as it can be understood, where its parts stand, and what is wrong with single cells, headers and tabs. */
export interface ParsedPlan {
  plan: Plan;
  places: PlanPlaces;
  findings: Finding[];
  /** Sections that cannot be read whole because a tab or header is gone; the mirror keeps what it has of them. */
  held: SectionName[];
}

/**
 * Reads a spreadsheet's cells as a plan. Tabs are found by title, columns by header text and questions by their wording, never by position:
 * people may move columns, insert rows and keep columns and tabs of their own, and all of that is left alone.
 *
 * @param newId  makes an id for a row that has none
 */
export const parsePlan = (snapshot: Snapshot, newId: () => string): ParsedPlan => {
  const parsed: ParsedPlan = { plan: emptyPlan(), places: {}, findings: [], held: [] };
  const locale = localeOf(snapshot.locale);
  for (const inputTab of inputTabs) {
    const tab = snapshot.tabs.find((each) => nameKey(each.title) === nameKey(inputTab.title));
    if (!tab) {
      parsed.findings.push({
        code: 'tab-missing',
        severity: 'error',
        tab: inputTab.title,
        cell: '',
        message: `The tab "${inputTab.title}" is not there, so nothing of it counts.`,
        fix: `Name the tab "${inputTab.title}" again if it was renamed, or bring it back with Edit > Undo or from the version history.`,
      });
      parsed.held.push(...inputTab.sections.map((section) => section.name as SectionName));
      continue;
    }
    parseTab(tab, inputTab.sections, locale, newId, parsed);
  }
  return parsed;
};

const parseTab = (
  tab: SnapshotTab,
  tabSections: readonly Section[],
  locale: Locale,
  newId: () => string,
  parsed: ParsedPlan,
): void => {
  const headers = tabSections.map((section) => ({ section, header: findHeader(tab, section, tabSections) }));
  const starts = headers.flatMap(({ section, header }) =>
    header === null ? [] : [sectionStart(tab, section, header.row)],
  );
  for (const { section, header } of headers) {
    if (header === null) {
      parsed.findings.push({
        code: 'headers-missing',
        severity: 'error',
        tab: tab.title,
        cell: '',
        message: `The headers of "${section.title}" are not on this tab, so nothing below them counts.`,
        fix: `Type the headers again in one row: ${listed(expectedHeaders(section).map((name) => `"${name}"`))}.`,
      });
      parsed.held.push(section.name as SectionName);
      continue;
    }
    const end = Math.min(tab.rows.length, ...starts.filter((start) => start > header.row).map((start) => start - 1));
    const place = locate(tab, section, header, end, parsed.findings);
    parsed.places[section.name as SectionName] = place;
    const missing = Object.keys(section.columns).some((field) => place.columns[field] === undefined);
    if (missing || (section.shape === 'table' && place.idColumn === undefined))
      parsed.held.push(section.name as SectionName);
    const reader: CellReader = { tab, locale, newId, place, findings: parsed.findings };
    const plan = parsed.plan as unknown as Record<string, unknown>;
    plan[section.name] = section.shape === 'table' ? readTable(section, reader) : readForm(section, reader);
  }
};

interface FoundHeader {
  /** From 1. */
  row: number;
  columns: Map<string, number[]>;
}

const expectedHeaders = (section: Section): string[] =>
  section.shape === 'table'
    ? Object.values(section.columns).map((column) => column.header)
    : [plannerHeaders.question, plannerHeaders.answer];

/**
 * The row that has the most of the section's headers, at least two of them (or its only one). A form's header is the one above
 * the first of its own questions, because every form has the same two headers.
 */
const findHeader = (tab: SnapshotTab, section: Section, tabSections: readonly Section[]): FoundHeader | null => {
  const wanted = new Set([...expectedHeaders(section), plannerHeaders.id, plannerHeaders.status].map(nameKey));
  const needed = Math.min(2, expectedHeaders(section).length);
  const others = tabSections.filter((each) => each !== section && each.shape === 'table');
  let best: { row: number; count: number } | null = null;
  const answered = section.shape === 'form' ? questionRows(tab, section) : null;
  for (const [index, cells] of tab.rows.entries()) {
    const own = new Set(
      cells.flatMap((cell) =>
        typeof cell?.value === 'string' && wanted.has(nameKey(cell.value)) ? [nameKey(cell.value)] : [],
      ),
    );
    const count = expectedHeaders(section).filter((name) => own.has(nameKey(name))).length;
    if (count < needed) continue;
    if (answered && ![...answered.values()].some((row) => row > index + 1)) continue;
    if (others.some((other) => headerCount(cells, other) > count)) continue;
    if (best === null || count > best.count) best = { row: index + 1, count };
  }
  if (best === null) return null;
  const columns = new Map<string, number[]>();
  for (const [index, cell] of (tab.rows[best.row - 1] ?? []).entries()) {
    if (typeof cell?.value !== 'string') continue;
    const key = nameKey(cell.value);
    columns.set(key, [...(columns.get(key) ?? []), index]);
  }
  return { row: best.row, columns };
};

const headerCount = (cells: SnapshotTab['rows'][number], section: Section): number => {
  const there = new Set(cells.flatMap((cell) => (typeof cell?.value === 'string' ? [nameKey(cell.value)] : [])));
  return expectedHeaders(section).filter((name) => there.has(nameKey(name))).length;
};

const questionRows = (tab: SnapshotTab, section: Section): Map<string, number> => {
  const fields = new Map(Object.entries(section.columns).map(([field, column]) => [nameKey(column.header), field]));
  const found = new Map<string, number>();
  for (const [index, cells] of tab.rows.entries())
    for (const cell of cells) {
      const field = typeof cell?.value === 'string' ? fields.get(nameKey(cell.value)) : undefined;
      if (field !== undefined && !found.has(field)) found.set(field, index + 1);
    }
  return found;
};

/** The title row above a header belongs to the section below it, not to the one above. */
const sectionStart = (tab: SnapshotTab, section: Section, headerRow: number): number => {
  const above = tab.rows[headerRow - 2] ?? [];
  const titled = above.some(
    (cell) => typeof cell?.value === 'string' && nameKey(cell.value) === nameKey(section.title),
  );
  return titled ? headerRow - 1 : headerRow;
};

const locate = (
  tab: SnapshotTab,
  section: Section,
  header: FoundHeader,
  lastRow: number,
  findings: Finding[],
): SectionPlace => {
  const columns: Record<string, number> = {};
  const columnOf = (name: string): number | undefined => header.columns.get(nameKey(name))?.[0];
  const answer = columnOf(plannerHeaders.answer);
  for (const [field, column] of Object.entries(section.columns)) {
    const found = section.shape === 'table' ? columnOf(column.header) : answer;
    if (found !== undefined) columns[field] = found;
    if (section.shape === 'form') continue;
    const places = header.columns.get(nameKey(column.header)) ?? [];
    const add = (cell: string, code: string, message: string, fix: string): void => {
      findings.push({ code, severity: 'error', tab: tab.title, cell, message, fix });
    };
    if (places.length === 0)
      add(
        cellName(0, header.row),
        'header-missing',
        `The header "${column.header}" is not in row ${header.row}, so that column is not read.`,
        `Type "${column.header}" above its column again, or insert a column with that header.`,
      );
    for (const twin of places.slice(1))
      add(
        cellName(twin, header.row),
        'header-doubled',
        `There are ${counted(places.length, 'column', 'columns')} with the header "${column.header}"; only the first, ${cellName(places[0]!, header.row)}, is read.`,
        'Give this column another header, or delete it if it is a copy.',
      );
  }
  const place: SectionPlace = {
    sheetId: tab.sheetId,
    tab: tab.title,
    headerRow: header.row,
    firstRow: header.row + 1,
    lastRow,
    columns,
  };
  const planner = {
    idColumn: plannerHeaders.id,
    statusColumn: plannerHeaders.status,
    computedColumn: plannerHeaders.computed,
  };
  for (const [key, name] of Object.entries(planner)) {
    const found = columnOf(name);
    if (found !== undefined) place[key as keyof typeof planner] = found;
  }
  if (section.shape === 'table' && place.idColumn === undefined)
    findings.push({
      code: 'id-column-missing',
      severity: 'error',
      tab: tab.title,
      cell: cellName(0, header.row),
      message: `The hidden column "${plannerHeaders.id}" is gone, so rows can no longer be told apart and none of them are saved.`,
      fix: `Bring it back with Edit > Undo or from the version history, or type "${plannerHeaders.id}" as the header of a new column.`,
    });
  return place;
};

interface CellReader {
  tab: SnapshotTab;
  locale: Locale;
  newId: () => string;
  place: SectionPlace;
  findings: Finding[];
}

const readTable = (table: Table, reader: CellReader): PlanRow[] => {
  const { tab, place } = reader;
  const rows: PlanRow[] = [];
  const seen = new Set<string>();
  for (let row = place.firstRow; row <= place.lastRow; row++) {
    const cells = tab.rows[row - 1] ?? [];
    const cellOf = (field: string): RawCell | undefined =>
      place.columns[field] === undefined ? undefined : cells[place.columns[field]];
    const fields = Object.keys(table.columns);
    if (fields.every((field) => isBlank(cellOf(field)))) continue;
    const idCell = place.idColumn === undefined ? undefined : cells[place.idColumn];
    const typedId = idCell?.value === null || idCell?.value === undefined ? '' : String(idCell.value).trim();
    // The second of two rows that share an id is the copy: it gets one of its own.
    const id = typedId === '' || seen.has(typedId) ? reader.newId() : typedId;
    seen.add(id);
    const entry: PlanRow & { invalid: string[]; raw: Record<string, string> } = {
      id,
      row,
      values: blankValues(table.columns),
      raw: {},
      invalid: [],
    };
    const begun = fields.some((field) => !table.columns[field]!.starter && !isBlank(cellOf(field)));
    for (const field of fields) {
      const at = { section: table.name, rowId: id, row, field };
      readCell(table.columns[field]!, cellOf(field), { begun, at }, entry, reader);
    }
    rows.push(entry);
  }
  return rows;
};

const readForm = (form: Section, reader: CellReader): PlanForm => {
  const { tab, place } = reader;
  const rows = questionRows(tab, form);
  const entry: PlanForm & { invalid: string[]; raw: Record<string, string>; rows: Record<string, number> } = {
    values: blankValues(form.columns),
    raw: {},
    invalid: [],
    rows: Object.fromEntries(rows),
  };
  const cellOf = (field: string): RawCell | undefined => {
    const row = rows.get(field);
    const column = place.columns[field];
    return row === undefined || column === undefined ? undefined : tab.rows[row - 1]?.[column];
  };
  const fields = Object.keys(form.columns);
  const begun = fields.some((field) => !form.columns[field]!.starter && !isBlank(cellOf(field)));
  for (const field of fields) {
    const row = rows.get(field);
    if (row === undefined) {
      reader.findings.push({
        code: 'question-missing',
        severity: 'error',
        tab: tab.title,
        cell: cellName(0, place.headerRow),
        message: `The question "${form.columns[field]!.header}" is not on this tab, so its answer is not read.`,
        fix: `Type "${form.columns[field]!.header}" in the "${plannerHeaders.question}" column again.`,
      });
      continue;
    }
    readCell(
      form.columns[field]!,
      cellOf(field),
      { begun, at: { section: form.name, rowId: null, row, field } },
      entry,
      reader,
    );
  }
  return entry;
};

const readCell = (
  column: Column,
  raw: RawCell | undefined,
  context: { begun: boolean; at: NonNullable<Finding['at']> & { field: string } },
  entry: { values: Record<string, unknown>; raw: Record<string, string>; invalid: string[] },
  reader: CellReader,
): void => {
  const { at } = context;
  const { place } = reader;
  const index = place.columns[at.field];
  const add = (severity: Severity, code: string, message: string, fix: string): void => {
    const cell = index === undefined ? '' : cellName(index, at.row);
    reader.findings.push({ code, severity, tab: reader.tab.title, cell, message, fix, at });
  };
  if (raw === undefined || isBlank(raw)) {
    // A column that is gone is one finding on its header, not one on every row.
    if (column.required && context.begun && index !== undefined)
      add(
        'error',
        'required',
        `${column.header} is blank, and this ${at.rowId === null ? 'form' : 'row'} needs it.`,
        `Type ${column.type.wants}.`,
      );
    return;
  }
  const found = shownIn(raw);
  entry.raw[at.field] = raw.text ?? String(raw.error ?? raw.value ?? raw.formula ?? '');
  if (raw.formula !== undefined && reachesOutside(raw.formula))
    add(
      'warning',
      'formula-reaches-outside',
      `${column.header} is a formula that fetches from outside this spreadsheet (${functionIn(raw.formula)}): its value can change or fail without anybody typing.`,
      'Type the value itself, and say in a column of your own where it comes from.',
    );
  if (raw.error !== undefined) {
    entry.invalid.push(at.field);
    add(
      'error',
      'formula-fails',
      `${column.header} shows ${raw.error}: its formula gives no value.`,
      `Mend the formula, or type ${column.type.wants}.`,
    );
    return;
  }
  const understood = column.type.understand(raw, reader.locale);
  const misfit: Misfit | null = 'misfit' in understood ? understood.misfit : null;
  const checked = 'candidate' in understood ? column.type.schema.safeParse(understood.candidate) : null;
  if (checked?.success) {
    entry.values[at.field] = checked.data;
    return;
  }
  entry.invalid.push(at.field);
  const worded = misfit ?? wordIssue(checked!.error!.issues[0]!, column.type);
  const shown = typeof raw.value === 'number' ? found : `"${found}"`;
  add('error', worded.code, `${column.header} is ${shown}, but ${worded.but}.`, worded.fix);
};

const OUTSIDE = /\b(IMPORT(?:XML|HTML|DATA|FEED|RANGE)|IMAGE|GOOGLEFINANCE|GOOGLETRANSLATE|WEBSERVICE)\s*\(/i;

const reachesOutside = (formula: string): boolean => OUTSIDE.test(formula);

const functionIn = (formula: string): string => OUTSIDE.exec(formula)?.[1]?.toUpperCase() ?? '';
