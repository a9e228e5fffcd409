import type { Area } from './area.ts';
import { areaOf, intersection } from './area.ts';
import { invalid } from './failure.ts';
import { copiedFormula } from './formula/tokens.ts';
import type { Cell, ExtendedValue, Row, Sheet, SortSpec } from './model.ts';
import { effectiveValue, isBlank, trimCells } from './model.ts';

/**
 * The sheet with the rows of an area sorted. Cells move whole, with notes, looks and rules; blank keys go last in either order, blank
 * rows after them; equal rows keep their order. Where the area holds all that its rows hold, the rows' keys travel along, so that who looks at a row follows it.
 *
 * Numbers come before text, text before booleans, errors last; text is compared as the locale does, without regard to case.
 */
export const sortedSheet = (sheet: Sheet, area: Area, specs: readonly SortSpec[], localeTag: string): Sheet => {
  for (const merge of sheet.merges)
    if (intersection(areaOf(sheet, merge), area) && (merge.endRowIndex ?? 0) - (merge.startRowIndex ?? 0) > 1)
      throw invalid("You can't sort a range with vertical merges.");
  for (const { dimensionIndex = 0 } of specs)
    if (dimensionIndex < area.startColumn || dimensionIndex >= area.endColumn)
      throw invalid(`The sort column ${dimensionIndex} is outside of the range to sort.`);
  const collator = new Intl.Collator(localeTag.replaceAll('_', '-'), { sensitivity: 'accent' });
  const before = sheet.rows.slice(area.startRow, area.endRow);
  const keys = before.map((row) => specs.map(({ dimensionIndex = 0 }) => sortKey(row.cells[dimensionIndex])));
  const blank = before.map((row) => row.cells.slice(area.startColumn, area.endColumn).every(isBlank));
  const order = before
    .map((_, index) => index)
    .sort((one, other) => {
      if (blank[one] !== blank[other]) return Number(blank[one]) - Number(blank[other]);
      for (const [position, spec] of specs.entries()) {
        const difference = compareKeys(
          keys[one]![position]!,
          keys[other]![position]!,
          spec.sortOrder === 'DESCENDING',
          collator,
        );
        if (difference !== 0) return difference;
      }
      return one - other;
    });
  if (order.every((from, to) => from === to)) return sheet;
  const whole = before.every((row) =>
    row.cells.every((cell, column) => cell === undefined || (column >= area.startColumn && column < area.endColumn)),
  );
  const rows = sheet.rows.slice();
  order.forEach((from, to) => {
    if (from === to) return;
    const source = before[from]!;
    const target = before[to]!;
    const line = lineOf(target);
    if (
      whole &&
      source.pixelSize === line.pixelSize &&
      source.hidden === line.hidden &&
      !source.cells.some(isFormula)
    ) {
      rows[area.startRow + to] = source;
      return;
    }
    const moved = (cell: Cell | undefined): Cell | undefined => shifted(cell, to - from);
    const cells = target.cells.slice();
    for (
      let column = area.startColumn;
      column < Math.min(area.endColumn, Math.max(source.cells.length, cells.length));
      column += 1
    )
      cells[column] = moved(source.cells[column]);
    rows[area.startRow + to] = {
      ...lineOf(target),
      // What a filter hides it hides for what the row holds.
      ...(source.hiddenByFilter ? { hiddenByFilter: true } : {}),
      key: whole ? source.key : target.key,
      cells: sharedCells(source, trimCells(cells)),
    };
  });
  return { ...sheet, rows };
};

/** Heights and hidden rows stay where they are; only what the rows hold is sorted. */
const lineOf = ({ pixelSize, hidden }: Row): Omit<Row, 'key' | 'cells'> => ({
  ...(pixelSize === undefined ? {} : { pixelSize }),
  ...(hidden === undefined ? {} : { hidden }),
});

const sharedCells = (source: Row, cells: (Cell | undefined)[]): readonly (Cell | undefined)[] =>
  cells.length === source.cells.length && cells.every((cell, index) => cell === source.cells[index])
    ? source.cells
    : cells;

const isFormula = (cell: Cell | undefined): boolean => cell?.value?.formulaValue !== undefined;

/** A formula that moves with its row keeps speaking of its own row. */
const shifted = (cell: Cell | undefined, rows: number): Cell | undefined => {
  const formula = cell?.value?.formulaValue;
  if (formula === undefined) return cell;
  const moved = copiedFormula(formula, rows, 0);
  return moved === formula ? cell : { ...cell, value: { formulaValue: moved } };
};

interface SortKey {
  rank: number;
  value: number | string;
}

const sortKey = (cell: Cell | undefined): SortKey => {
  const value: ExtendedValue | undefined = effectiveValue(cell);
  if (isBlank(cell) || value === undefined || value.stringValue === '') return { rank: 4, value: 0 };
  if (value.numberValue !== undefined) return { rank: 0, value: value.numberValue };
  if (value.stringValue !== undefined) return { rank: 1, value: value.stringValue };
  if (value.boolValue !== undefined) return { rank: 2, value: Number(value.boolValue) };
  return { rank: 3, value: 0 };
};

const compareKeys = (one: SortKey, other: SortKey, descending: boolean, collator: Intl.Collator): number => {
  if (one.rank === 4 || other.rank === 4) return one.rank - other.rank;
  const ascending =
    one.rank !== other.rank
      ? one.rank - other.rank
      : typeof one.value === 'string' && typeof other.value === 'string'
        ? collator.compare(one.value, other.value)
        : Number(one.value) - Number(other.value);
  return descending ? -ascending : ascending;
};
