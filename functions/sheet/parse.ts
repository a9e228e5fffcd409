import { cellName, columnLetters } from '../plan/a1.ts';
import { type Finding, misfitOf, type Severity, type UnwordedFinding } from '../plan/finding.ts';
import { type Locale, localeOf } from '../plan/locale.ts';
import { type Definitions, definitionsIn, spelledAs, spelledAsAny } from '../plan/messages/definitions.ts';
import { allLanguages, type Language } from '../plan/messages/language.ts';
import { all, type FindingCode, type FindingText, say, type TextKey, type Values } from '../plan/messages/said.ts';
import { subject, wordsIn } from '../plan/messages/words.ts';
import {
  blankValues,
  emptyPlan,
  type OwnColumn,
  type Plan,
  type PlanForm,
  type PlanPlaces,
  type PlanRow,
  type SectionName,
  type SectionPlace,
} from '../plan/plan.ts';
import { type Column, type Form, plannerHeaders, type Section, type Table } from '../plan/table.ts';
import { nameKey } from '../plan/text.ts';
import { isBlank, type Misfit, type RawCell, shownIn } from '../plan/value.ts';
import type { WaiverCell } from '../plan/waivers.ts';
import { columnsNamed, expectedHeaders, type FoundHeader, findHeader, questionRows } from './headers.ts';
import { type RowClaim, type RowMemory, type RowName, rowIdentities, type UnnamedRows } from './identity.ts';
import { isKnown, likeliest } from './likely.ts';
import { outsideSource } from './outside-source.ts';
import { type Snapshot, type SnapshotTab, tabTitled } from './snapshot.ts';
import { readTabs, type TabsRead } from './tabs.ts';

/** A plan as far as it can be understood, where its parts stand, and what is wrong with single cells, headers and tabs. */
export interface ParsedPlan {
  plan: Plan;
  /** Which language the sheet is to be in. */
  language: Language;
  places: PlanPlaces;
  /** In no language yet: which one to tell them in is an answer of the plan. */
  findings: UnwordedFinding[];
  /** Sections that cannot be read whole because a tab or header is gone; the mirror keeps what it has of them. */
  held: SectionName[];
  /** Tabs of the planner that stand in the sheet under another title. */
  renamed: TabsRead['renamed'];
  /** Ids that the sheet alone cannot give to a row with certainty: what the mirror remembers of them settles it. */
  disputed: RowName[];
  /** Tables in which rows have no id. */
  unnamed: UnnamedRows[];
}

/**
 * Reads a spreadsheet's cells as a plan. Tabs are found by title, columns by header text and questions by their wording, never by position:
 * people may move columns, insert rows and keep columns and tabs of their own, and all of that is left alone. Titles, headers, questions and
 * options are understood in every language, whichever the sheet is in.
 *
 * @param newId             makes an id for a row that has none
 * @param options.memory    what the mirror has of the rows that were disputed when this was called without it
 * @param options.language  what columns are called in findings; otherwise the sheet's own
 */
export const parsePlan = (
  snapshot: Snapshot,
  newId: () => string,
  options: { memory?: RowMemory; language?: Language } = {},
): ParsedPlan => {
  const language = options.language ?? languageOf(snapshot);
  const parsed = nothingParsed(language);
  const definitions = definitionsIn(language);
  const locale = localeOf(snapshot.locale);
  const { findings, renamed } = readTabs(snapshot, definitions);
  parsed.findings.push(...findings);
  parsed.renamed.push(...renamed);
  for (const { title, sections } of definitions.inputTabs) {
    const tab = tabTitled(snapshot, title);
    if (tab) parseTab(tab, sections, { definitions, locale, newId, memory: options.memory ?? new Map() }, parsed);
    else parsed.held.push(...sections.map((section) => section.name as SectionName));
  }
  return parsed;
};

/** The language that the community's form asks for; where it does not say, the one that most tabs are titled in. */
export const languageOf = (snapshot: Snapshot): Language => {
  const titledIn = (language: Language): number => {
    const titles = new Set(definitionsIn(language).inputTabs.map(({ title }) => nameKey(title)));
    return snapshot.tabs.filter(({ title }) => titles.has(nameKey(title))).length;
  };
  const shown = allLanguages.reduce((best, each) => (titledIn(each) > titledIn(best) ? each : best));
  const definitions = definitionsIn(shown);
  const { community } = definitions.sections;
  const tab = tabTitled(snapshot, community.tab);
  if (!tab) return shown;
  const parsed = nothingParsed(shown);
  parseTab(
    tab,
    [community],
    { definitions, locale: localeOf(snapshot.locale), newId: () => '', memory: new Map() },
    parsed,
  );
  return parsed.plan.community.values.language ?? shown;
};

const nothingParsed = (language: Language): ParsedPlan => ({
  plan: emptyPlan(),
  language,
  places: {},
  findings: [],
  held: [],
  renamed: [],
  disputed: [],
  unnamed: [],
});

interface ParseContext {
  definitions: Definitions;
  locale: Locale;
  newId: () => string;
  memory: RowMemory;
}

const parseTab = (
  tab: SnapshotTab,
  tabSections: readonly Section[],
  context: ParseContext,
  parsed: ParsedPlan,
): void => {
  const headers = tabSections.map((section) => ({
    section,
    header: findHeader(tab, section, tabSections),
  }));
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
        text: 'headers-missing',
        values: {
          title: section.title,
          headers: all(headersToType(section, context.definitions).map((name) => `"${name}"`)),
        },
      });
      parsed.held.push(section.name as SectionName);
      continue;
    }
    const end = Math.min(tab.rows.length, ...starts.filter((start) => start > header.row).map((start) => start - 1));
    const place = locate(tab, section, header, end, context, parsed.findings);
    parsed.places[section.name as SectionName] = place;
    const missing = Object.keys(section.columns).some((field) => place.columns[field] === undefined);
    if (missing || (section.shape === 'table' && place.idColumn === undefined))
      parsed.held.push(section.name as SectionName);
    const reader: CellReader = {
      ...context,
      tab,
      place,
      findings: parsed.findings,
      disputed: parsed.disputed,
      unnamed: parsed.unnamed,
    };
    const plan = parsed.plan as unknown as Record<string, unknown>;
    plan[section.name] =
      section.shape === 'table'
        ? readTable(section, reader)
        : readForm(section, questionRows(tab, section, header), reader);
  }
};

const headersToType = (section: Section, { plannerHeaders: own }: Definitions): string[] =>
  section.shape === 'table' ? expectedHeaders(section) : [own.question, own.answer];

/**
 * The title row above a header belongs to the section below it, not to the one above. A reworded title is one still: a single text with a
 * blank row above it.
 */
const sectionStart = (tab: SnapshotTab, section: Section, headerRow: number): number => {
  const above = (tab.rows[headerRow - 2] ?? []).filter((cell) => !isBlank(cell));
  const titled = above.some(
    (cell) => typeof cell?.value === 'string' && spelledAs(section.title).has(nameKey(cell.value)),
  );
  const reworded = above.length === 1 && (tab.rows[headerRow - 3] ?? []).every(isBlank);
  return titled || reworded ? headerRow - 1 : headerRow;
};

const locate = (
  tab: SnapshotTab,
  section: Section,
  header: FoundHeader,
  lastRow: number,
  context: ParseContext,
  findings: UnwordedFinding[],
): SectionPlace => {
  const columns: Record<string, number> = {};
  const columnOf = (name: string): number | undefined => columnsNamed(header.columns, name)[0];
  const answer = columnOf(plannerHeaders.answer);
  for (const [field, column] of Object.entries(section.columns)) {
    const found = section.shape === 'table' ? columnOf(column.header) : answer;
    if (found !== undefined) columns[field] = found;
    if (section.shape === 'form') continue;
    const places = columnsNamed(header.columns, column.header);
    const add = (cell: string, code: FindingCode & FindingText, values: Values): void => {
      findings.push({ code, severity: 'error', tab: tab.title, cell, text: code, values });
    };
    for (const twin of places.slice(1))
      add(cellName(twin, header.row), 'header-doubled', {
        header: column.header,
        columns: places.length,
        first: cellName(places[0]!, header.row),
      });
  }
  const place: SectionPlace = {
    sheetId: tab.sheetId,
    tab: tab.title,
    headerRow: header.row,
    firstRow: header.row + 1,
    lastRow,
    columns,
  };
  const question = section.shape === 'form' ? columnOf(plannerHeaders.question) : undefined;
  if (question !== undefined) place.questionColumn = question;
  const likely = section.shape === 'table' ? likelyColumns(tab, section, place, context.locale) : {};
  if (Object.keys(likely).length > 0) place.likely = likely;
  for (const [field, column] of Object.entries(section.columns)) {
    if (section.shape === 'form' || columns[field] !== undefined) continue;
    const at = likely[field];
    const found = at === undefined ? undefined : tab.rows[header.row - 1]?.[at]?.value;
    findings.push({
      code: 'header-missing',
      severity: 'error',
      tab: tab.title,
      cell: cellName(at ?? 0, header.row),
      ...(at === undefined
        ? { text: 'header-missing', values: { header: column.header, row: header.row } }
        : {
            text: found ? 'header-missing/reworded' : 'header-missing/emptied',
            values: { header: column.header, column: columnLetters(at), found: String(found ?? '') },
          }),
    });
  }
  const table = section.shape === 'table';
  const id = table ? columnOf(plannerHeaders.id) : undefined;
  if (id !== undefined) place.idColumn = id;
  const computed = columnOf(plannerHeaders.computed);
  if (computed !== undefined) place.computedColumn = computed;
  // People keep columns of their own called Status; the planner's is the one next to its other columns.
  const beside = id ?? computed ?? answer ?? 0;
  const status = columnsNamed(header.columns, plannerHeaders.status).toSorted(
    (left, right) => Math.abs(left - beside) - Math.abs(right - beside) || right - left,
  )[0];
  if (status !== undefined) place.statusColumn = status;
  const waiver = columnOf(plannerHeaders.waiver);
  if (waiver !== undefined) place.waiverColumn = waiver;
  findOwnColumns(tab, section, place, context, findings);
  return place;
};

/** Says which of the planner's own columns are gone, and where each probably is if its header was reworded or emptied. */
const findOwnColumns = (
  tab: SnapshotTab,
  section: Section,
  place: SectionPlace,
  { definitions, locale }: ParseContext,
  findings: UnwordedFinding[],
): void => {
  const headers = tab.rows[place.headerRow - 1] ?? [];
  const known = spelledAsAny([...expectedHeaders(section), ...Object.values(plannerHeaders)]);
  const taken = new Set([...Object.values(place.columns), ...Object.values(place.likely ?? {})]);
  for (const { name, place: at, severity, isOf, note } of ownColumns) {
    if (place[at] !== undefined || !isOf(section)) continue;
    const candidates = [...headers.entries()]
      .filter(([column, cell]) => cell !== undefined && !taken.has(column) && !isKnown(cell, known))
      .map(([column, cell]) => ({ at: column, header: cell, inPlace: false, cells: [] }));
    const wanted = {
      header: definitions.plannerHeaders[name],
      help: wordsIn(definitions.language).tell(say(note(section))),
    };
    const likely = likeliest(wanted, candidates, locale);
    const code = `${name}-column-missing` as const;
    if (likely === null) {
      findings.push({
        code,
        severity,
        tab: tab.title,
        cell: cellName(0, place.headerRow),
        text: code,
        values: { header: wanted.header },
      });
      continue;
    }
    taken.add(likely);
    place.likelyOwn = { ...place.likelyOwn, [at]: likely };
    const found = headers[likely]?.value;
    findings.push({
      code,
      severity,
      tab: tab.title,
      cell: cellName(likely, place.headerRow),
      text: `${code}/reworded`,
      values: {
        header: wanted.header,
        column: columnLetters(likely),
        found: found === null || found === undefined ? 'none' : String(found),
      },
    });
  }
};

/** A column that the planner keeps beside those of a section. */
interface OwnColumnFacts {
  name: Exclude<keyof typeof plannerHeaders, 'question' | 'answer'>;
  place: OwnColumn;
  severity: Severity;
  isOf(section: Section): boolean;
  /** What stands in the note on its header. */
  note(section: Section): TextKey;
}

const ownColumns: readonly OwnColumnFacts[] = [
  {
    name: 'id',
    place: 'idColumn',
    severity: 'error',
    isOf: ({ shape }) => shape === 'table',
    note: () => 'notes.id',
  },
  {
    name: 'computed',
    place: 'computedColumn',
    severity: 'warning',
    isOf: ({ columns }) => Object.values(columns).some(({ computed }) => computed),
    note: () => 'notes.computed',
  },
  {
    name: 'status',
    place: 'statusColumn',
    severity: 'warning',
    isOf: () => true,
    note: ({ shape }) => (shape === 'form' ? 'notes.answerStatus' : 'notes.status'),
  },
  {
    name: 'waiver',
    place: 'waiverColumn',
    severity: 'warning',
    isOf: () => true,
    note: ({ shape }) => (shape === 'form' ? 'notes.answerWaiver' : 'notes.waiver'),
  },
];

/** Columns whose header is none of the planner's, for the fields that no column has the header of. */
const likelyColumns = (
  tab: SnapshotTab,
  section: Section,
  place: SectionPlace,
  locale: Locale,
): Record<string, number> => {
  const fields = Object.keys(section.columns);
  const known = spelledAsAny([...expectedHeaders(section), ...Object.values(plannerHeaders)]);
  const headers = tab.rows[place.headerRow - 1] ?? [];
  const taken = new Set(Object.values(place.columns));
  const likely: Record<string, number> = {};
  for (const [index, field] of fields.entries()) {
    if (place.columns[field] !== undefined) continue;
    const columnAt = (other: string | undefined): number | undefined =>
      other === undefined ? undefined : (place.columns[other] ?? likely[other]);
    const [before, after] = [columnAt(fields[index - 1]), columnAt(fields[index + 1])];
    const below = (column: number) =>
      Array.from(
        { length: place.lastRow - place.firstRow + 1 },
        (_, row) => tab.rows[place.firstRow - 1 + row]?.[column],
      );
    const candidates = Array.from({ length: Math.max(headers.length, tab.columnCount) }, (_, column) => column)
      .filter((column) => !taken.has(column) && !isKnown(headers[column], known))
      .map((column) => ({
        at: column,
        header: headers[column],
        inPlace: index === 0 ? column === 0 : column - 1 === before || column + 1 === after,
        cells: below(column),
      }))
      .filter(({ header, cells }) => !isBlank(header) || header?.note !== undefined || !cells.every(isBlank));
    const at = likeliest(section.columns[field]!, candidates, locale);
    if (at === null) continue;
    likely[field] = at;
    taken.add(at);
  }
  return likely;
};

/** Rows of a form whose question is none of the planner's, for the questions that no row has. */
const likelyRow = (
  tab: SnapshotTab,
  form: Section,
  place: SectionPlace,
  rows: ReadonlyMap<string, number>,
  field: string,
  questionColumn: number,
  locale: Locale,
): number | null => {
  const fields = Object.keys(form.columns);
  const index = fields.indexOf(field);
  const known = spelledAsAny([...expectedHeaders(form), ...Object.values(form.columns).map(({ header }) => header)]);
  const [before, after] = [rows.get(fields[index - 1]!), rows.get(fields[index + 1]!)];
  const taken = new Set(rows.values());
  const candidates = Array.from({ length: place.lastRow - place.firstRow + 1 }, (_, offset) => place.firstRow + offset)
    .filter((row) => !taken.has(row) && !isKnown(tab.rows[row - 1]?.[questionColumn], known))
    .map((row) => ({
      at: row,
      header: tab.rows[row - 1]?.[questionColumn],
      inPlace: row - 1 === before || row + 1 === after,
      cells: [tab.rows[row - 1]?.[place.columns[field] ?? -1]],
    }))
    .filter(({ header }) => header !== undefined);
  return likeliest(form.columns[field]!, candidates, locale);
};

interface CellReader extends ParseContext {
  tab: SnapshotTab;
  place: SectionPlace;
  findings: UnwordedFinding[];
  disputed: RowName[];
  unnamed: UnnamedRows[];
}

const readTable = (table: Table, reader: CellReader): PlanRow[] => {
  const { tab, place } = reader;
  const rows: PlanRow[] = [];
  const fields = Object.keys(table.columns);
  const section = table.name as SectionName;
  const claims = claimsOf(fields, tab, place);
  const { ids, disputed, isUnnamed } = rowIdentities(
    claims,
    reader.newId,
    reader.memory.get(section) ?? new Map(),
    table.unique,
  );
  reader.disputed.push(...disputed.map((id) => ({ section, id })));
  // Without the hidden column nothing of the table is saved, and nothing is to be known again.
  if (isUnnamed && place.idColumn !== undefined)
    reader.unnamed.push({ section, ids: claims.flatMap(({ id }) => id ?? []) });
  for (const [row, id] of ids) {
    const cells = tab.rows[row - 1] ?? [];
    const cellOf = (field: string): RawCell | undefined =>
      place.columns[field] === undefined ? undefined : cells[place.columns[field]];
    const entry: PlanRow & { invalid: string[]; raw: Record<string, string> } = {
      id,
      row,
      values: blankValues(table.columns),
      raw: {},
      invalid: [],
    };
    // A starter row that lacks what the template typed into it has been changed, and so has begun too.
    const begun = fields.some((field) => {
      const { starter, required } = table.columns[field]!;
      return starter
        ? required && place.columns[field] !== undefined && isBlank(cellOf(field))
        : !isBlank(cellOf(field));
    });
    for (const field of fields) {
      const at = { section: table.name, rowId: id, row, field };
      // What stands in a column that is gone is not known, and not known is not blank.
      if (place.columns[field] === undefined) entry.invalid.push(field);
      readCell(table.columns[field]!, cellOf(field), { begun, at }, entry, reader);
    }
    const waiver = waiverIn(cells, place);
    if (waiver) entry.waiver = waiver;
    rows.push(entry);
  }
  return rows;
};

const waiverIn = (cells: SnapshotTab['rows'][number], place: SectionPlace): WaiverCell | null => {
  const cell = place.waiverColumn === undefined ? undefined : cells[place.waiverColumn];
  return cell && !isBlank(cell) ? { text: displayed(cell), note: cell.note ?? '' } : null;
};

/** What each row of a table shows and which id stands in it; blank rows only where an id does. */
const claimsOf = (fields: readonly string[], tab: SnapshotTab, place: SectionPlace): RowClaim[] => {
  const claims: RowClaim[] = [];
  for (let row = place.firstRow; row <= place.lastRow; row++) {
    const cells = tab.rows[row - 1] ?? [];
    const raw: Record<string, string> = {};
    for (const field of fields) {
      const column = place.columns[field];
      const cell = column === undefined ? undefined : cells[column];
      if (cell && !isBlank(cell)) raw[field] = displayed(cell);
    }
    const written = place.idColumn === undefined ? null : (cells[place.idColumn]?.value ?? null);
    const id = written === null ? '' : String(written).trim();
    const isRow = Object.keys(raw).length > 0;
    if (isRow || id !== '') claims.push({ row, id: id === '' ? null : id, raw: isRow ? raw : null });
  }
  return claims;
};

/** What a cell shows, as the mirror keeps it. */
const displayed = (cell: RawCell): string => cell.text ?? String(cell.error ?? cell.value ?? cell.formula ?? '');

const readForm = (form: Form, found: ReadonlyMap<string, readonly number[]>, reader: CellReader): PlanForm => {
  const { tab, place } = reader;
  // A question that was moved into another section's rows would take that section's cells for its own.
  const inPlace = [...found].map(([field, all]): [string, number[]] => [
    field,
    all.filter((row) => row >= place.firstRow && row <= place.lastRow),
  ]);
  const rows = new Map(inPlace.flatMap(([field, [first]]) => (first === undefined ? [] : [[field, first]])));
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
      const at =
        place.questionColumn === undefined
          ? null
          : likelyRow(tab, form, place, rows, field, place.questionColumn, reader.locale);
      if (at !== null) place.likely = { ...place.likely, [field]: at };
      reader.findings.push({
        code: 'question-missing',
        severity: 'error',
        tab: tab.title,
        ...(at === null
          ? { cell: cellName(0, place.headerRow), text: 'question-missing' as const }
          : { cell: cellName(place.questionColumn!, at), text: 'question-missing/reworded' as const }),
        values: {
          question: form.columns[field]!.header,
          header: reader.definitions.plannerHeaders.question,
          row: at ?? 0,
        },
      });
      continue;
    }
    const column = form.columns[field]!;
    for (const twin of found.get(field)!.slice(1)) {
      const index = place.columns[field];
      if (index === undefined || isBlank(tab.rows[twin - 1]?.[index])) continue;
      reader.findings.push({
        code: 'question-doubled',
        severity: 'warning',
        tab: tab.title,
        cell: cellName(index, twin),
        text: 'question-doubled',
        values: { question: column.header, row, twin },
      });
    }
    readCell(column, cellOf(field), { begun, at: { section: form.name, rowId: null, row, field } }, entry, reader);
    const waiver = waiverIn(tab.rows[row - 1] ?? [], place);
    if (waiver) entry.waivers = { ...entry.waivers, [field]: waiver };
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
  const name = subject(column);
  const add = (severity: Severity, code: string, text: FindingText, values: Values): void => {
    const cell = index === undefined ? '' : cellName(index, at.row);
    reader.findings.push({ code, severity, tab: reader.tab.title, cell, text, values, at });
  };
  if (raw === undefined || isBlank(raw)) {
    // A column that is gone is one finding on its header, not one on every row.
    if (column.required && context.begun && index !== undefined)
      add('error', 'required', 'required', {
        subject: name,
        where: at.rowId === null ? 'form' : 'row',
        wants: column.type.wants,
      });
    return;
  }
  const found = shownIn(raw);
  entry.raw[at.field] = displayed(raw);
  const outside = raw.formula === undefined ? null : outsideSource(raw.formula);
  if (outside)
    add(
      'warning',
      'formula-reaches-outside',
      'workbook' in outside ? 'formula-reaches-outside/workbook' : 'formula-reaches-outside',
      { subject: name, ...outside },
    );
  if (raw.error !== undefined) {
    entry.invalid.push(at.field);
    add('error', 'formula-fails', 'formula-fails', { subject: name, error: raw.error, wants: column.type.wants });
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
  const { code, text, values } = misfit ?? misfitOf(checked!.error!.issues[0]!, column.type);
  add('error', code, 'misfit', {
    subject: name,
    found: typeof raw.value === 'number' ? found : `"${found}"`,
    but: say(`misfits.${text}.but`, values),
    fix: say(`misfits.${text}.fix`, values),
  });
};
