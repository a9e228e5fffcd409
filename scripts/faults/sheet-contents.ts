import { type SectionName, sections } from '../../functions/plan/plan.ts';

/**
 * What stands in the cells for typing, as displayed: of a table its rows down to the last that is not blank, a field a cell; of a form a
 * row for each question with the answer.
 */
export type SheetContents = Readonly<Record<SectionName, readonly (readonly string[])[]>>;

/** The same before anybody has looked: null is a cell that is not blank and whose look the sheet chooses. */
export interface ExpectedContents {
  cells: Readonly<Record<SectionName, readonly (readonly (string | null)[])[]>>;
  /** A table whose rows are there in any order, blank ones anywhere among them. */
  sorted?: SectionName;
}

/** @param row  from 0, within the section; it may lie below its last row */
export const withCells = (
  { cells, sorted }: ExpectedContents,
  section: SectionName,
  row: number,
  column: number,
  block: readonly (readonly (string | null)[])[],
): ExpectedContents =>
  withRows({ cells, ...(sorted && { sorted }) }, section, (rows, blank) => {
    for (const [index, texts] of block.entries()) {
      while (rows.length <= row + index) rows.push(blank);
      rows[row + index] = rows[row + index]!.map((before, at) =>
        at >= column && at < column + texts.length ? texts[at - column]! : before,
      );
    }
  });

/** @param change  changes the list of rows; a blank row is given to it */
export const withRows = (
  { cells, ...rest }: ExpectedContents,
  section: SectionName,
  change: (rows: (readonly (string | null)[])[], blank: readonly string[]) => void,
  width = Object.keys(sections[section].columns).length,
): ExpectedContents => {
  const rows = [...cells[section]];
  change(
    rows,
    Array.from({ length: width }, () => ''),
  );
  return { ...rest, cells: { ...cells, [section]: rows.slice(0, rows.findLastIndex((row) => !isBlank(row)) + 1) } };
};

/** Where contents are not what they have to be, in words; [] where they are. */
export const differences = ({ cells, sorted }: ExpectedContents, found: SheetContents): string[] =>
  (Object.keys(cells) as SectionName[]).flatMap((section) => {
    const inOrder = <Row extends readonly (string | null)[]>(rows: readonly Row[]): readonly Row[] =>
      section === sorted
        ? rows.filter((row) => !isBlank(row)).sort((one, other) => (rowText(one) < rowText(other) ? -1 : 1))
        : rows;
    const [wanted, there] = [inOrder(cells[section]), inOrder(found[section])];
    return Array.from({ length: Math.max(wanted.length, there.length) }, (_, index) => index)
      .filter((index) => !fits(wanted[index] ?? [], there[index] ?? []))
      .map(
        (index) =>
          `${section}, row ${index + 1}: there is ${rowText(there[index] ?? [])}, but there should be ${rowText(wanted[index] ?? [])}`,
      );
  });

export const isBlank = (row: readonly (string | null)[]): boolean => row.every((text) => text === '');

const fits = (wanted: readonly (string | null)[], found: readonly string[]): boolean =>
  Array.from({ length: Math.max(wanted.length, found.length) }, (_, index) => index).every((index) => {
    const [want = '', there = ''] = [wanted[index], found[index]];
    return want === null ? there !== '' : want === there;
  });

const rowText = (row: readonly (string | null)[]): string => JSON.stringify(row);
