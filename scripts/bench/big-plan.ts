import { addDays, dateToSerial } from '../../functions/plan/date.ts';
import { type SectionName, sections } from '../../functions/plan/plan.ts';
import type { Column, Table } from '../../functions/plan/table.ts';
import type { Snapshot, SnapshotCell } from '../../functions/sheet/snapshot.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import { type LongTable, longTables } from '../long-tables.ts';

/** Of the cells that somebody has typed something wrong into. */
const SHARE_OF_MISTAKES = 0.002;

const YEAR_START = '2026-07-01';

/** `rows` spread evenly over the tables. */
export const spread = (rows: number): Record<LongTable, number> =>
  Object.fromEntries(
    longTables.map((name, index) => [
      name,
      Math.floor((rows * (index + 1)) / longTables.length) - Math.floor((rows * index) / longTables.length),
    ]),
  ) as Record<LongTable, number>;

/**
 * A plan of any size, the same whenever it is made: every column filled in with what it asks for, here and there with a mistake. Rows are drawn one by
 * one, so they agree with one another no better than those of many hands: checks that compare rows find much.
 *
 * @param rows  by table; a table that is not named stays as the template has it
 */
export const bigPlan = (rows: Partial<Record<LongTable, number>>): Snapshot => {
  const { tabs, places, locale, timeZone } = templateLayout();
  const snapshot: Snapshot = {
    spreadsheetId: 'big-plan',
    title: 'A big plan',
    locale,
    timeZone,
    tabs: tabs.map(({ sheetId, title, rowCount, columnCount, cells }) => {
      const filled: (SnapshotCell | undefined)[][] = [];
      for (const { row, column, value } of cells) cellsOf(filled, row)[column] = { value };
      return { sheetId, title, hidden: false, rowCount, columnCount, rows: filled };
    }),
  };
  const random = randomNumbers(2026);
  const rowsOf = (name: SectionName): (SnapshotCell | undefined)[][] =>
    snapshot.tabs.find(({ title }) => title === places[name].tab)!.rows as (SnapshotCell | undefined)[][];
  const answer = (name: 'community' | 'goals', answers: Record<string, string | number>): void => {
    const fields = Object.keys(sections[name].columns);
    for (const [field, value] of Object.entries(answers))
      cellsOf(rowsOf(name), places[name].firstRow - 1 + fields.indexOf(field))[places[name].columns[field]!] = {
        value,
      };
  };
  answer('community', {
    name: 'A big community',
    states: 'OH',
    leadOrganization: 'A big organization',
    coordinator: 'Ana Ruiz',
    yearStart: dateToSerial(YEAR_START),
    yearEnd: dateToSerial('2027-06-30'),
  });
  answer('goals', { placements: 100, directShare: 0.25 });
  for (const [name, count] of Object.entries(rows) as [LongTable, number][]) {
    const place = places[name];
    const section = sections[name] as Table;
    const tab = snapshot.tabs.find(({ title }) => title === place.tab)!;
    for (let index = 0; index < count; index++) {
      const cells = cellsOf(rowsOf(name), place.firstRow - 1 + index);
      for (const [field, column] of Object.entries(section.columns)) {
        const value = random(1 / SHARE_OF_MISTAKES) === 0 ? 'about 12?' : typed(column, index, rows, random);
        cells[place.columns[field]!] = value === null ? undefined : { value };
      }
    }
    tab.rowCount = Math.max(tab.rowCount, place.firstRow + count);
  }
  return snapshot;
};

const cellsOf = (rows: (SnapshotCell | undefined)[][], row: number): (SnapshotCell | undefined)[] => {
  while (rows.length <= row) rows.push([]);
  return rows[row]!;
};

/** What a column asks for; of what may stay blank, every third cell is. */
const typed = (
  { type, required }: Column,
  index: number,
  rows: Partial<Record<LongTable, number>>,
  random: (below: number) => number,
): string | number | null => {
  if (!required && random(3) === 0) return null;
  const labels = Object.values(type.options ?? {});
  const nameIn = (table: string): string | null => {
    const count = rows[table as LongTable] ?? 0;
    return count === 0 ? null : nameOf(table, random(count));
  };
  switch (type.kind) {
    case 'whole':
      return random(60);
    case 'anything':
      return random(400);
    case 'percent':
      return (1 + random(100)) / 100;
    case 'money':
      return random(50_000);
    case 'date':
      return dateToSerial(addDays(YEAR_START, random(365)));
    case 'yesNo':
    case 'choice':
      return labels[random(labels.length)]!;
    case 'choices':
      return [labels[random(labels.length)]!, labels[random(labels.length)]!].join('; ');
    case 'reference':
    case 'references':
      return nameIn(type.refersTo!);
    case 'link':
      return `https://example.org/${index}`;
    case 'email':
      return `person${index}@example.org`;
    case 'text':
      return nameOf('partners', index);
  }
};

/** Names as different from one another as those of people and places. */
const nameOf = (table: string, index: number): string => {
  const random = randomNumbers(index + table.length * 1_000_003);
  const word = (): string => {
    const letters = Array.from({ length: 2 + random(2) }, () => SYLLABLES[random(SYLLABLES.length)]!);
    return letters.join('').replace(/^./, (first) => first.toUpperCase());
  };
  return `${word()} ${word()} ${index + 1}`;
};

const SYLLABLES = 'ba be bo da do fa fi ga go ka ke la lo ma mi na no pa ra ri sa so ta te va vo za zo'.split(' ');

/** Xorshift: the same numbers on every machine. @param seed  not 0 */
const randomNumbers = (seed: number): ((below: number) => number) => {
  let state = Math.imul(seed + 1, 2_654_435_761) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};
