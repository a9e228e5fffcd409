import { cellPosition } from '../plan/a1.ts';
import { plannedQuarters } from '../plan/calendar.ts';
import type { ChecklistItem } from '../plan/checklist.ts';
import { type Finding, type Severity, severities } from '../plan/finding.ts';
import { paceLine } from '../plan/forecast-rows.ts';
import { plannedNumbers } from '../plan/funnel.ts';
import { localeOf } from '../plan/locale.ts';
import { type Definitions, definitionsIn } from '../plan/messages/definitions.ts';
import { allLanguages } from '../plan/messages/language.ts';
import { all, headerOf, type Said, say, share } from '../plan/messages/said.ts';
import { type Words, wordsIn } from '../plan/messages/words.ts';
import type { PlanForm, PlanRow, SectionName, SectionPlace } from '../plan/plan.ts';
import type { ResultCell, ResultRows, ResultTab } from '../plan/results.ts';
import type { Risk } from '../plan/risk.ts';
import { findingCounts } from '../plan/summary.ts';
import type { Section } from '../plan/table.ts';
import { waiverMark } from '../plan/waivers.ts';
import type { Assessment } from './assess.ts';
import { rowLabelled } from './rows-gone.ts';
import { type Snapshot, type SnapshotCell, type SnapshotTab, tabTitled } from './snapshot.ts';
import { timeInWords } from './unannounced.ts';

/** One cell to be changed; what is absent stays as it is, null empties it. */
export interface CellWrite<Value = string | number | null> {
  sheetId: number;
  /** From 1. */
  row: number;
  /** From 0. */
  column: number;
  value?: Value;
  /** Instead of a value. */
  formula?: string;
  note?: string | null;
  background?: string | null;
}

export interface Feedback {
  cells: CellWrite[];
  /** Tabs that need more rows to hold what is written. */
  grow: { sheetId: number; rows?: number; columns?: number }[];
}

/**
 * What has to be written so that the sheet shows an assessment: notes and colours on cells with findings, statuses, row ids, numbers worked
 * out and the result tabs. Only what differs from what the sheet shows now; nothing for a sheet that shows it all. The value of an input
 * cell is never among it.
 *
 * @param now  the time, shown on Start together with other changes only, so that a pass that changes nothing writes nothing
 */
export const feedback = (snapshot: Snapshot, assessment: Assessment, now: Date): Feedback => {
  const result: Feedback = { cells: [], grow: [] };
  const tabs = new Map(snapshot.tabs.map((tab) => [tab.sheetId, tab]));
  const definitions = definitionsIn(assessment.language);
  const words = wordsIn(assessment.language);
  markCells(snapshot, assessment.findings, waiverLines(assessment, words), words, result);
  for (const section of definitions.sectionList) {
    const name = section.name as SectionName;
    const place = assessment.places[name];
    const tab = place && tabs.get(place.sheetId);
    if (!place || !tab) continue;
    if (section.shape === 'table')
      fillTable(tab, place, assessment.plan[name] as PlanRow[], section, { ...assessment, words }, result);
    else fillForm(tab, place, assessment.plan[name] as PlanForm, section, { ...assessment, words }, result);
  }
  for (const tab of definitions.resultTabs) fillResult(snapshot, tab, assessment.results[tab.name], result);
  fillStart(snapshot, assessment, definitions, words, now, result);
  return { ...result, cells: mergeWrites(result.cells) };
};

/** The first line of a note that the planner has written. */
export const MARK = '▲ TechHire Planner';
/** Ends the planner's part of a note, in any language; what a person writes stands below it. */
export const ENDS = allLanguages.map((language) => wordsIn(language).tell(say('words.ownNoteBelow')));

/** Unusual enough that nobody picks them by hand, so the planner knows its own. */
export const findingColors: Record<Severity, string> = { error: '#fbd9d3', warning: '#fdebc1', info: '#d9e9fb' };

export const isFindingColor = (background: string | undefined): boolean =>
  Object.values(findingColors).includes(background ?? '');

/** The person's part of a note. */
export const ownNote = (note: string | undefined): string => {
  if (note === undefined) return '';
  // By the ends of lines, which no message has: it may quote a cell in which somebody typed the same words.
  const lines = note.split('\n');
  const start = lines.findIndex((line) => line.endsWith(MARK));
  if (start < 0) return note;
  const isEnd = (line: string): string | undefined => ENDS.find((each) => line.startsWith(each));
  const end = lines.findIndex((line, index) => index > start && isEnd(line) !== undefined);
  // Without the line that ends it the planner's part was cut short by hand: what is left of it is the planner's.
  return [
    ...lines.slice(0, start),
    ...typedBeside(lines[start]!.slice(0, -MARK.length)),
    ...(end < 0 ? [] : [...typedBeside(lines[end]!.slice(isEnd(lines[end]!)!.length)), ...lines.slice(end + 1)]),
  ].join('\n');
};

/** Somebody may have typed on in the planner's own lines. */
const typedBeside = (rest: string): string[] => (rest.trim() === '' ? [] : [rest]);

/** A note that tells of findings above a person's own text. */
export const noteFor = (
  findings: readonly Pick<Finding, 'severity' | 'message' | 'fix' | 'code'>[],
  own: string,
  { tell }: Words,
  lines: readonly string[] = [],
): string =>
  [
    MARK,
    ...lines,
    ...findings.map(
      ({ severity, message, fix, code }) => `${tell(say(`words.${severity}`))}: ${message}\n→ ${fix} [${code}]`,
    ),
    tell(say('words.ownNoteBelow')),
    ...(own === '' ? [] : [own]),
  ].join('\n');

/** By sheet id and place of each Waiver cell: what it was given for, to be kept in its note. */
const waiverLines = (
  { plan, places, waivers }: Assessment,
  { tell }: Words,
): ReadonlyMap<string, readonly string[]> => {
  const lines = new Map<string, string[]>();
  const bySection = Map.groupBy(waivers, ({ section }) => section);
  for (const [section, inSection] of bySection) {
    const place = places[section]!;
    const contents = plan[section];
    const rows = Array.isArray(contents)
      ? new Map((contents as PlanRow[]).map(({ id, row }) => [id, row]))
      : new Map(Object.entries(contents.rows));
    for (const waiver of inSection) {
      const row = rows.get(waiver.rowId ?? waiver.field!)!;
      const key = `${place.sheetId} ${positionKey({ column: place.waiverColumn!, row })}`;
      const text = say(waiver.holds ? 'words.waives' : 'words.waiverEnded', {
        rule: waiver.rule,
        mark: waiverMark(waiver),
      });
      lines.set(key, [...(lines.get(key) ?? []), tell(text)]);
    }
  }
  return lines;
};

const markCells = (
  snapshot: Snapshot,
  findings: readonly Finding[],
  lines: ReadonlyMap<string, readonly string[]>,
  words: Words,
  result: Feedback,
): void => {
  for (const tab of snapshot.tabs) {
    const wanted = Map.groupBy(
      findings.filter((finding) => finding.tab === tab.title && finding.cell !== ''),
      (finding) => finding.cell,
    );
    const byPosition = new Map([...wanted].map(([cell, inCell]) => [positionKey(cellPosition(cell)), inCell]));
    for (const [index, cells] of tab.rows.entries())
      for (const [column, cell] of cells.entries()) {
        const key = positionKey({ column, row: index + 1 });
        const inCell = byPosition.get(key);
        byPosition.delete(key);
        const inLines = lines.get(`${tab.sheetId} ${key}`);
        if (inCell || inLines || cell?.note?.includes(MARK) || isFindingColor(cell?.background))
          markCell(tab, { column, row: index + 1 }, cell, inCell ?? [], inLines ?? [], words, result);
      }
    // Cells beyond what was read are blank ones.
    for (const inCell of byPosition.values())
      markCell(tab, cellPosition(inCell[0]!.cell), undefined, inCell, [], words, result);
  }
};

const positionKey = ({ column, row }: { column: number; row: number }): number => row * 100_000 + column;

const markCell = (
  tab: SnapshotTab,
  position: { column: number; row: number },
  cell: SnapshotCell | undefined,
  findings: readonly Finding[],
  lines: readonly string[],
  words: Words,
  result: Feedback,
): void => {
  const own = ownNote(cell?.note);
  const note = findings.length > 0 || lines.length > 0 ? noteFor(findings, own, words, lines) : own;
  const write: CellWrite = { sheetId: tab.sheetId, ...position };
  if (note !== (cell?.note ?? '')) write.note = note === '' ? null : note;
  const color = findings.length > 0 ? findingColors[gravest(findings)] : null;
  // A colour that a person gave the cell is theirs; the note and the row's status tell enough.
  const mayPaint = cell?.background === undefined || cell.background === '#ffffff' || isFindingColor(cell.background);
  if (mayPaint && color !== null && cell?.background !== color) write.background = color;
  if (color === null && isFindingColor(cell?.background)) write.background = null;
  if ('note' in write || 'background' in write) result.cells.push(write);
};

const gravest = (findings: readonly Finding[]): Severity =>
  severities.find((severity) => findings.some((finding) => finding.severity === severity))!;

/** An assessment and the language to tell it in. */
type Told = Pick<Assessment, 'findings' | 'waived' | 'funnel' | 'calendar'> & { words: Words };

const fillTable = (
  tab: SnapshotTab,
  place: SectionPlace,
  rows: readonly PlanRow[],
  section: Section,
  { findings, waived, words }: Told,
  result: Feedback,
): void => {
  const waivedIn = Map.groupBy(
    waived.filter((finding) => finding.at!.section === section.name),
    (finding) => finding.at!.row,
  );
  const byRow = Map.groupBy(
    findings.filter((finding) => finding.at?.section === section.name),
    (finding) => finding.at!.row,
  );
  const planned = new Map(rows.map((row) => [row.row, row]));
  const ids = new Set(rows.map(({ id }) => id));
  for (let row = place.firstRow; row <= place.lastRow; row++) {
    const entry = planned.get(row);
    if (place.idColumn !== undefined)
      put(tab, row, place.idColumn, entry?.id ?? idOfEmptyRow(tab, row, place.idColumn, ids), result);
    if (place.statusColumn !== undefined)
      put(
        tab,
        row,
        place.statusColumn,
        entry
          ? rowStatus(byRow.get(row) ?? [], section, begun(entry, section), words, waivedIn.get(row)?.length ?? 0)
          : null,
        result,
      );
  }
};

/** The id of a row that somebody has emptied stays, so that undo brings the same row back; one that went to another row does not. */
const idOfEmptyRow = (tab: SnapshotTab, row: number, column: number, ids: Set<string>): string | null => {
  const value = tab.rows[row - 1]?.[column]?.value;
  const id = typeof value === 'string' ? value.trim() : '';
  if (id === '' || ids.has(id)) return null;
  ids.add(id);
  return id;
};

/** A row with nothing in it but what the template typed says nothing yet. */
const begun = (entry: PlanRow, section: Section): boolean => {
  const columns = Object.entries(section.columns);
  return (
    columns.some(([field, column]) => !column.starter && entry.raw[field] !== undefined) ||
    section.name === 'assumptions'
  );
};

const fillForm = (
  tab: SnapshotTab,
  place: SectionPlace,
  form: PlanForm,
  section: Section,
  { findings, waived, funnel, calendar, words }: Told,
  result: Feedback,
): void => {
  const planned: Readonly<Record<string, number>> = {
    ...plannedNumbers(funnel),
    ...plannedQuarters(calendar.calendar),
  };
  for (const [field, column] of Object.entries(section.columns)) {
    const row = form.rows[field];
    if (row === undefined) continue;
    const inField = ({ at }: Finding): boolean => at?.section === section.name && at.field === field;
    if (place.statusColumn !== undefined)
      put(
        tab,
        row,
        place.statusColumn,
        rowStatus(
          findings.filter(inField),
          section,
          form.raw[field] !== undefined,
          words,
          waived.filter(inField).length,
        ),
        result,
      );
    if (place.computedColumn !== undefined && column.computed)
      put(tab, row, place.computedColumn, planned[field] ?? null, result);
  }
  // A row that came in between the questions may have got what was meant for the one that it pushed down.
  const asked = new Set(Object.values(form.rows));
  for (let row = place.firstRow; row <= place.lastRow; row++)
    for (const column of [place.statusColumn, place.computedColumn])
      if (column !== undefined && !asked.has(row)) put(tab, row, column, null, result);
};

/** `OK`, or how many findings there are of each kind and in which columns; blank where there is nothing to say. */
const rowStatus = (
  findings: readonly Finding[],
  section: Section,
  typed: boolean,
  { tell }: Words,
  waived: number,
): string | null => {
  const aside = waived > 0 ? [say('words.waivedCount', { count: waived })] : [];
  if (findings.length === 0)
    return aside.length > 0 ? tell(all([say('words.ok'), ...aside])) : typed ? tell(say('words.ok')) : null;
  const counts = findingCounts(findings);
  const counted = all([
    ...(counts.error ? [say('words.errors', { count: counts.error })] : []),
    ...(counts.warning ? [say('words.warnings', { count: counts.warning })] : []),
    ...(counts.info ? [say('words.hints', { count: counts.info })] : []),
    ...aside,
  ]);
  if (section.shape === 'form') return tell(counted);
  const headers = new Set(findings.flatMap(({ at }) => (at?.field ? [section.columns[at.field]?.header ?? ''] : [])));
  return tell(say('words.inColumns', { findings: counted, columns: all([...headers]) }));
};

const fillResult = (snapshot: Snapshot, definition: ResultTab, rows: ResultRows, result: Feedback): void => {
  const tab = tabTitled(snapshot, definition.title);
  if (!tab) return;
  const first = 3;
  const needed = first + rows.length - 1;
  if (needed > tab.rowCount) result.grow.push({ sheetId: tab.sheetId, rows: needed - tab.rowCount });
  // Of an older template, or somebody deleted some.
  const missing = definition.columns.length - tab.columnCount;
  if (missing > 0) result.grow.push({ sheetId: tab.sheetId, columns: missing });
  for (let row = first; row <= Math.max(needed, tab.rows.length); row++)
    for (let column = 0; column < definition.columns.length; column++) {
      const cell = rows[row - first]?.[column] ?? null;
      if (cell !== null && typeof cell === 'object') putLink(snapshot, tab, row, column, cell, result);
      else put(tab, row, column, cell, result);
    }
};

const fillStart = (
  snapshot: Snapshot,
  { checklist, findings, risk, forecast, rowsGone, unannouncedSince }: Assessment,
  { startTab }: Definitions,
  words: Words,
  now: Date,
  result: Feedback,
): void => {
  const tab = tabTitled(snapshot, startTab.title);
  if (!tab) return;
  const pace = paceLine(forecast);
  const lines: [string, string | number | null][] = [
    [startTab.state.checklist, checklistLine(checklist, words)],
    [startTab.state.findings, findingsLine(findings, words)],
    [startTab.state.chance, chanceLine(risk, words)],
    [startTab.state.pace, pace && words.tell(pace)],
    // Where the sheet does not say which it has, what stands there stays.
    ...(snapshot.templateVersion === undefined
      ? []
      : [[startTab.state.version, snapshot.templateVersion] satisfies [string, number]]),
  ];
  for (const [label, value] of lines) {
    const row = rowLabelled(tab, label);
    if (row !== null) put(tab, row, 1, value, result);
  }
  askOfRowsGone(tab, rowsGone, startTab.state, result);
  const row = rowLabelled(tab, startTab.state.lastChange);
  if (row === null || result.cells.length === 0) return;
  const time = timeInWords(now, snapshot.timeZone);
  put(tab, row, 1, unannouncedSince === null ? time : words.tell(say('words.unannounced', { time })), result);
};

/** An answer stays only beside the question that it was given to. */
const askOfRowsGone = (
  tab: SnapshotTab,
  { question, answerHolds }: Assessment['rowsGone'],
  state: Definitions['startTab']['state'],
  result: Feedback,
): void => {
  const [asked, answered] = [state.rowsGone, state.confirm].map((label) => rowLabelled(tab, label));
  const sameQuestion = asked !== null && question !== null && (tab.rows[asked! - 1]?.[1]?.value ?? null) === question;
  if (asked) put(tab, asked, 1, question, result);
  if (answered && !(sameQuestion && answerHolds)) put(tab, answered, 1, null, result);
};

export const checklistLine = (checklist: readonly ChecklistItem[], { tell }: Words): string => {
  const count = (state: ChecklistItem['state']): number => checklist.filter((item) => item.state === state).length;
  const rest = (['setAside', 'needsAttention', 'inProgress', 'toDo'] as const).flatMap((state): Said[] =>
    count(state) > 0 ? [say(`checklist.progress.${state}`, { count: count(state) })] : [],
  );
  const done = say('checklist.progress.done', { count: count('done'), all: checklist.length });
  return [done, ...rest].map(tell).join(', ');
};

const findingsLine = (findings: readonly Finding[], { tell }: Words): string => {
  const counts = findingCounts(findings);
  if (findings.length === 0) return tell(say('words.nothing'));
  return [
    say('words.errors', { count: counts.error }),
    say('words.warnings', { count: counts.warning }),
    say('words.hints', { count: counts.info }),
  ]
    .map(tell)
    .join(', ');
};

/** Blank where there are no targets yet: the Funnel tab says what is missing. */
const chanceLine = (risk: Risk | null, { tell }: Words): string | null =>
  risk?.weakest
    ? tell(
        say('words.chanceOfGoal', {
          // Up to the next tenth of a percent, because it is a bound.
          chance: share(Math.ceil(risk.weakest.chance * 1000) * 10),
          planned: risk.weakest.planned,
          stage: headerOf('progress', risk.weakest.stage),
          wanted: share(risk.confidence),
        }),
      )
    : null;

const put = (tab: SnapshotTab, row: number, column: number, wanted: string | number | null, result: Feedback): void => {
  // A cell cannot hold empty text: it is blank.
  const value = wanted === '' ? null : wanted;
  const cell = tab.rows[row - 1]?.[column];
  const shown = cell?.formula !== undefined || cell?.error !== undefined ? undefined : (cell?.value ?? null);
  if ((shown === '' ? null : shown) === value) return;
  result.cells.push({ sheetId: tab.sheetId, row, column, value });
};

const putLink = (
  snapshot: Snapshot,
  tab: SnapshotTab,
  row: number,
  column: number,
  link: Exclude<ResultCell, string | number | null>,
  result: Feedback,
): void => {
  const target = snapshot.tabs.find((each) => each.title === link.tab);
  if (!target) {
    put(tab, row, column, link.label, result);
    return;
  }
  // Where the comma is the decimal sign, arguments of formulas are separated by semicolons.
  const separator = localeOf(snapshot.locale).decimal === ',' ? ';' : ',';
  const quoted = link.label.replaceAll('"', '""');
  const formula = `=HYPERLINK("#gid=${target.sheetId}&range=${link.cell}"${separator}"${quoted}")`;
  if (withoutSpaces(tab.rows[row - 1]?.[column]?.formula) === withoutSpaces(formula)) return;
  result.cells.push({ sheetId: tab.sheetId, row, column, formula });
};

/** A spreadsheet may give a formula back with other spaces than it was written with. */
const withoutSpaces = (formula: string | undefined): string | undefined => formula?.replaceAll(' ', '');

/** One write a cell, the later before the earlier: a note and a value for the same cell travel together. */
export const mergeWrites = <Write extends CellWrite<unknown>>(writes: readonly Write[]): Write[] => {
  const byCell = new Map<string, Write>();
  for (const write of writes) {
    const key = `${write.sheetId} ${write.row} ${write.column}`;
    byCell.set(key, { ...byCell.get(key), ...write });
  }
  return [...byCell.values()];
};
