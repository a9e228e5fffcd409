import { columnLetters } from './a1.ts';

/**
 * The formula as it reads after being copied some rows down and columns to the right: relative references move along, those
 * with `$` stay, text in quotation marks is left alone. A reference that would leave the sheet becomes `#REF!`.
 */
export const movedFormula = (formula: string, rowsDown: number, columnsRight: number): string => {
  if (!formula.startsWith('=')) return formula;
  return formula
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*'!)/)
    .map((part, index) => (index % 2 === 1 ? part : moveReferences(part, rowsDown, columnsRight)))
    .join('');
};

const moveReferences = (text: string, rowsDown: number, columnsRight: number): string =>
  text.replace(
    /(?<![A-Za-z0-9_.$])(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![A-Za-z0-9_(.])/g,
    (_whole, fixedColumn: string, letters: string, fixedRow: string, digits: string) => {
      const column = columnNumber(letters) + (fixedColumn === '$' ? 0 : columnsRight);
      const row = Number(digits) + (fixedRow === '$' ? 0 : rowsDown);
      return column < 1 || row < 1 ? '#REF!' : `${fixedColumn}${columnLetters(column - 1)}${fixedRow}${row}`;
    },
  );

const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
