import { cellName } from '../plan/a1.ts';
import type { UnwordedFinding } from '../plan/finding.ts';
import { type Definitions, definitionsIn, spelledAs } from '../plan/messages/definitions.ts';
import { allLanguages } from '../plan/messages/language.ts';
import { all, type Said, say, tabOf } from '../plan/messages/said.ts';
import { type Words, wordsIn } from '../plan/messages/words.ts';
import { type PlanPlaces, type SectionName, sections } from '../plan/plan.ts';
import { startTab } from '../plan/results.ts';
import { nameKey } from '../plan/text.ts';
import { type Snapshot, type SnapshotTab, tabTitled } from './snapshot.ts';

/** Rows of a table that the mirror has and the sheet no longer shows: so many at once that somebody is asked before they are deleted. */
export interface RowsGone {
  section: SectionName;
  gone: number;
  /** Rows that the table had. */
  of: number;
  /** Of the rows that are gone: another set of rows is another question. */
  fingerprint: string;
}

/** What the sheet is to ask of rows that are gone. */
export interface RowsGoneQuestion {
  tables: readonly RowsGone[];
  /** An answer that stands in the sheet was given to this very question. */
  answerHolds: boolean;
}

export const nothingGone: RowsGoneQuestion = { tables: [], answerHolds: false };

/** Fewer rows than this are deleted without asking. */
export const ASKED_FROM = 5;

/** More than half of a table: rather a slip of the hand or a failed paste than what somebody means to do. */
export const isTooManyGone = (gone: number, of: number): boolean => gone >= ASKED_FROM && gone * 2 > of;

/** `Partners: 40 of 52 rows`, a table each; null where nothing is asked. */
export const rowsGoneInWords = (tables: readonly RowsGone[], { tell }: Words): string | null =>
  tables.length === 0
    ? null
    : tell(all(tables.map(({ section, gone, of }) => say('words.rowsGone', { table: nameOf(section), gone, of }))));

/** The tab's title, and the table's noun where the tab has two sections. */
const nameOf = (section: SectionName): Said => {
  const { tab } = sections[section];
  const alone = Object.values(sections).filter((each) => each.tab === tab).length === 1;
  return alone ? tabOf(section) : say('words.sectionOf', { tab: tabOf(section), noun: { nounOf: section } });
};

/** One finding a table, on its first header. */
export const rowsGoneFindings = (
  tables: readonly RowsGone[],
  places: PlanPlaces,
  { sections, startTab }: Definitions,
): UnwordedFinding[] =>
  tables.map(({ section, gone, of }) => {
    const place = places[section];
    return {
      code: 'rows-gone',
      severity: 'error',
      tab: place?.tab ?? sections[section].tab,
      cell: place ? cellName(Math.min(...Object.values(place.columns)), place.headerRow) : '',
      text: 'rows-gone',
      values: { gone, of, answer: startTab.confirmed, question: startTab.state.confirm, start: startTab.title },
    };
  });

/** The row of a line of Start, by its label in any language; null where that line is gone. */
export const rowLabelled = (tab: SnapshotTab, label: string): number | null => {
  const index = tab.rows.findIndex(
    (cells) => typeof cells[0]?.value === 'string' && spelledAs(label).has(nameKey(cells[0].value)),
  );
  return index < 0 ? null : index + 1;
};

/**
 * Whether somebody has said that the rows were deleted on purpose: the answer counts only beside the question that it was given to.
 *
 * @param tables  what was asked when the sheet was last written
 */
export const isDeletionConfirmed = (snapshot: Snapshot, tables: readonly RowsGone[]): boolean =>
  tables.length > 0 &&
  allLanguages.some(
    (language) => startText(snapshot, startTab.state.rowsGone) === rowsGoneInWords(tables, wordsIn(language)),
  ) &&
  allLanguages.some(
    (language) =>
      nameKey(startText(snapshot, startTab.state.confirm) ?? '') ===
      nameKey(definitionsIn(language).startTab.confirmed),
  );

const startText = (snapshot: Snapshot, label: string): string | null => {
  const tab = tabTitled(snapshot, startTab.title);
  const row = tab ? rowLabelled(tab, label) : null;
  const value = row === null ? null : tab!.rows[row - 1]?.[1]?.value;
  return typeof value === 'string' ? value : null;
};
