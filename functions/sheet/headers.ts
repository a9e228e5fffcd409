import { spelledAs } from '../plan/messages/definitions.ts';
import { plannerHeaders, type Section } from '../plan/table.ts';
import { nameKey } from '../plan/text.ts';
import type { SnapshotTab } from './snapshot.ts';

/** A row of headers, and where in it each text stands by what counts of its spelling. */
export interface FoundHeader {
  /** From 1. */
  row: number;
  columns: Map<string, number[]>;
}

/** Found in any language, whichever these are in. */
export const expectedHeaders = (section: Section): string[] =>
  section.shape === 'table'
    ? Object.values(section.columns).map((column) => column.header)
    : [plannerHeaders.question, plannerHeaders.answer];

/**
 * The row that has the most of the section's headers, at least two of them (or its only one). A form's header is the one above
 * its own questions, because every form has the same two headers.
 */
export const findHeader = (tab: SnapshotTab, section: Section, tabSections: readonly Section[]): FoundHeader | null => {
  const expected = expectedHeaders(section);
  const needed = Math.min(2, expected.length);
  const others = tabSections.filter((each) => each !== section && each.shape === 'table');
  let best: { header: FoundHeader; count: number } | null = null;
  for (const [index, cells] of tab.rows.entries()) {
    const columns = textColumns(cells);
    const count = headerCount(columns, expected);
    if (count < needed || count <= (best?.count ?? 0)) continue;
    const header = { row: index + 1, columns };
    if (section.shape === 'form' && ![...questionRows(tab, section, header).values()].some(([row]) => row! > index + 1))
      continue;
    if (others.some((other) => headerCount(columns, expectedHeaders(other)) > count)) continue;
    best = { header, count };
    if (count === expected.length) break;
  }
  return best?.header ?? null;
};

/** Where in a row each text stands, by what counts of its spelling. */
const textColumns = (cells: SnapshotTab['rows'][number]): Map<string, number[]> => {
  const columns = new Map<string, number[]>();
  for (const [index, cell] of cells.entries()) {
    if (typeof cell?.value !== 'string') continue;
    const key = nameKey(cell.value);
    columns.set(key, [...(columns.get(key) ?? []), index]);
  }
  return columns;
};

export const headerCount = (columns: ReadonlyMap<string, number[]>, expected: readonly string[]): number =>
  expected.filter((name) => columnsNamed(columns, name).length > 0).length;

/** The columns with a header in any language, from left to right. */
export const columnsNamed = (columns: ReadonlyMap<string, number[]>, name: string): number[] => {
  const found = [...spelledAs(name)].flatMap((spelling) => columns.get(spelling) ?? []);
  return found.length < 2 ? found : found.sort((left, right) => left - right);
};

/**
 * The rows of each question, from 1; the first of several is the one that counts. Only the column below the header "Question" is looked at:
 * "Coordinator" in a column of people's own is not the question of that name.
 */
export const questionRows = (tab: SnapshotTab, section: Section, header: FoundHeader): Map<string, number[]> => {
  const fields = new Map(
    Object.entries(section.columns).flatMap(([field, column]) =>
      [...spelledAs(column.header)].map((spelling): [string, string] => [spelling, field]),
    ),
  );
  const found = new Map<string, number[]>();
  const column = columnsNamed(header.columns, plannerHeaders.question)[0];
  if (column === undefined) return found;
  for (const [index, cells] of tab.rows.entries()) {
    const value = cells[column]?.value;
    const field = typeof value === 'string' ? fields.get(nameKey(value)) : undefined;
    if (field !== undefined) found.set(field, [...(found.get(field) ?? []), index + 1]);
  }
  return found;
};
