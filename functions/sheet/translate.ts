import { type Definitions, definitionsIn, spelledAs } from '../plan/messages/definitions.ts';
import { allLanguages, type Language } from '../plan/messages/language.ts';
import { say } from '../plan/messages/said.ts';
import { wordsIn } from '../plan/messages/words.ts';
import { noteOn } from '../plan/note.ts';
import type { PlanForm, PlanPlaces, SectionName, SectionPlace } from '../plan/plan.ts';
import { protectionTexts } from '../plan/protections.ts';
import type { Column, Section } from '../plan/table.ts';
import { nameKey } from '../plan/text.ts';
import { type CellWrite, ownNote } from './feedback.ts';
import { languageOf, parsePlan } from './parse.ts';
import { rowLabelled } from './rows-gone.ts';
import { type Snapshot, type SnapshotCell, type SnapshotTab, tabTitled } from './snapshot.ts';

/** What brings the planner's own texts of a sheet into the language that its form asks for. */
export interface Translation {
  /** The sheet as it is once this is written. */
  snapshot: Snapshot;
  titles: { sheetId: number; title: string }[];
  cells: CellWrite[];
  /** Rows count from 1, columns from 0; the last row is included. */
  dropdowns: { sheetId: number; column: number; firstRow: number; lastRow: number; options: readonly string[] }[];
  protections: { id: number; description: string }[];
}

/**
 * Titles, headers, questions, notes, dropdowns and what protections say; never what a person typed, which is understood in every language.
 * Nothing for a sheet whose tabs have their titles in its language already: all of this is written together, so none of it lags behind.
 */
export const translate = (read: Snapshot): Translation => {
  const language = languageOf(read);
  const definitions = definitionsIn(language);
  const tabs = [...definitions.inputTabs, ...definitions.resultTabs, definitions.startTab];
  const titles = tabs.flatMap(({ title }) => {
    const tab = tabTitled(read, title);
    return tab && nameKey(tab.title) !== nameKey(title) ? [{ sheetId: tab.sheetId, title }] : [];
  });
  const nothing = { snapshot: read, titles: [], cells: [], dropdowns: [], protections: [] };
  if (titles.length === 0) return nothing;
  const { plan, places } = parsePlan(read, () => '');
  const change: Change = { read, language, definitions, cells: [], dropdowns: [] };
  for (const section of definitions.sectionList) {
    const place = places[section.name as SectionName];
    const tab = place && read.tabs.find(({ sheetId }) => sheetId === place.sheetId);
    if (!place || !tab) continue;
    translateSection(tab, section, place, plan[section.name as SectionName] as PlanForm, places, change);
  }
  for (const [index, result] of definitions.resultTabs.entries()) {
    const tab = tabTitled(read, result.title);
    if (!tab) continue;
    put(tab, 1, 0, (each) => each.resultTabs[index]!.heading, change);
    for (const column of result.columns.keys())
      put(tab, 2, column, (each) => each.resultTabs[index]!.columns[column]!.header, change, {
        note: (each) => definitionsIn(each).resultTabs[index]!.columns[column]!.help,
      });
  }
  translateStart(change);
  return {
    snapshot: withChanges(read, titles, change.cells),
    titles,
    cells: change.cells,
    dropdowns: change.dropdowns,
    protections: read.tabs.flatMap(({ protections = [] }) => protections.flatMap((each) => translated(each, language))),
  };
};

interface Change {
  read: Snapshot;
  language: Language;
  definitions: Definitions;
  cells: CellWrite[];
  dropdowns: Translation['dropdowns'];
}

const translateSection = (
  tab: SnapshotTab,
  section: Section,
  place: SectionPlace,
  form: PlanForm,
  places: PlanPlaces,
  change: Change,
): void => {
  const name = section.name as SectionName;
  const titleRow = tab.rows[place.headerRow - 2] ?? [];
  const titleColumn = titleRow.findIndex(
    (cell) => typeof cell?.value === 'string' && spelledAs(section.title).has(nameKey(cell.value)),
  );
  if (titleColumn >= 0) put(tab, place.headerRow - 1, titleColumn, (each) => each.sections[name].title, change);
  const isForm = section.shape === 'form';
  for (const [field, column] of Object.entries(section.columns)) {
    const row = isForm ? form.rows[field] : place.headerRow;
    const at = isForm ? place.questionColumn : place.columns[field];
    if (row === undefined || at === undefined) continue;
    const inLanguage = (language: Language): Column => definitionsIn(language).sections[name].columns[field]!;
    put(tab, row, at, (each) => each.sections[name].columns[field]!.header, change, {
      note: (language) => noteOn(inLanguage(language), wordsIn(language)),
    });
    const { options, kind } = column.type;
    if (options && kind !== 'choices' && place.columns[field] !== undefined)
      change.dropdowns.push({
        sheetId: tab.sheetId,
        column: place.columns[field],
        firstRow: isForm ? row : place.firstRow,
        lastRow: isForm ? row : lastRowOf(tab, place, places),
        options: Object.values(options),
      });
  }
  const own = [
    ['id', place.idColumn, 'notes.id'],
    ['question', place.questionColumn, 'notes.question'],
    ['answer', isForm ? Object.values(place.columns)[0] : undefined, 'notes.answer'],
    ['computed', place.computedColumn, 'notes.computed'],
    ['status', place.statusColumn, isForm ? 'notes.answerStatus' : 'notes.status'],
    ['waiver', place.waiverColumn, isForm ? 'notes.answerWaiver' : 'notes.waiver'],
  ] as const;
  for (const [header, column, note] of own)
    if (column !== undefined)
      put(tab, place.headerRow, column, (each) => each.plannerHeaders[header], change, {
        note: (language) => wordsIn(language).tell(say(note)),
      });
};

/** Down to the blank row above the next section's title, also where nothing has been typed yet. */
const lastRowOf = (tab: SnapshotTab, place: SectionPlace, places: PlanPlaces): number =>
  Math.min(
    tab.rowCount,
    ...Object.values(places)
      .filter((other) => other.sheetId === place.sheetId && other.headerRow > place.headerRow)
      .map((other) => other.headerRow - 3),
  );

const translateStart = (change: Change): void => {
  const { startTab } = change.definitions;
  const tab = tabTitled(change.read, startTab.title);
  if (!tab) return;
  put(tab, 1, 0, (each) => each.startTab.heading, change);
  for (const index of startTab.lines.keys()) {
    const known = new Set(allLanguages.map((language) => definitionsIn(language).startTab.lines[index]!));
    const row = tab.rows.findIndex((cells) => typeof cells[1]?.value === 'string' && known.has(cells[1].value));
    if (row >= 0) put(tab, row + 1, 1, (each) => each.startTab.lines[index]!, change);
  }
  for (const label of Object.keys(startTab.state) as (keyof typeof startTab.state)[]) {
    const row = rowLabelled(tab, startTab.state[label]);
    if (row === null) continue;
    put(tab, row, 0, (each) => each.startTab.state[label], change, {
      note: (language) => wordsIn(language).tell(say('notes.confirm')),
    });
    if (label !== 'confirm') continue;
    change.dropdowns.push({
      sheetId: tab.sheetId,
      column: 1,
      firstRow: row,
      lastRow: row,
      options: [startTab.confirmed],
    });
    put(tab, row, 1, (each) => each.startTab.confirmed, change);
  }
};

/** Changes a text and a note that are the planner's own in another language; what a person wrote there stays. */
const put = (
  tab: SnapshotTab,
  row: number,
  column: number,
  text: (definitions: Definitions) => string,
  { language, cells }: Change,
  { note }: { note?: (language: Language) => string } = {},
): void => {
  const cell = tab.rows[row - 1]?.[column];
  if (!cell) return;
  const write: CellWrite = { sheetId: tab.sheetId, row, column };
  const wanted = text(definitionsIn(language));
  const isOurs = allLanguages.some((each) => nameKey(String(cell.value)) === nameKey(text(definitionsIn(each))));
  if (isOurs && cell.value !== wanted) write.value = wanted;
  const own = ownNote(cell.note);
  if (note && own !== note(language) && allLanguages.some((each) => own === note(each)))
    write.note = cell.note!.replace(own, () => note(language));
  if ('value' in write || 'note' in write) cells.push(write);
};

const translated = (
  { id, description }: { id: number; description: string },
  language: Language,
): Translation['protections'] => {
  const key = Object.keys(protectionTexts(language)).find((name) =>
    allLanguages.some((each) => protectionTexts(each)[name] === description),
  );
  const wanted = key === undefined ? undefined : protectionTexts(language)[key]!;
  return wanted === undefined || wanted === description ? [] : [{ id, description: wanted }];
};

const withChanges = (read: Snapshot, titles: Translation['titles'], cells: readonly CellWrite[]): Snapshot => ({
  ...read,
  tabs: read.tabs.map((tab) => {
    const inTab = Map.groupBy(
      cells.filter(({ sheetId }) => sheetId === tab.sheetId),
      ({ row }) => row,
    );
    return {
      ...tab,
      title: titles.find(({ sheetId }) => sheetId === tab.sheetId)?.title ?? tab.title,
      rows: tab.rows.map((inRow, index) => {
        const writes = inTab.get(index + 1);
        return writes
          ? inRow.map((cell, column) =>
              changed(
                cell,
                writes.find((each) => each.column === column),
              ),
            )
          : inRow;
      }),
    };
  }),
});

const changed = (cell: SnapshotCell | undefined, write: CellWrite | undefined): SnapshotCell | undefined =>
  cell && write
    ? {
        ...cell,
        ...(typeof write.value === 'string' ? { value: write.value, text: write.value } : {}),
        ...(typeof write.note === 'string' ? { note: write.note } : {}),
      }
    : cell;
