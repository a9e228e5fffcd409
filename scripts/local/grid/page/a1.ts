import type { GridArea } from '../../grid-protocol.ts';

/** 0 -> `A`, 25 -> `Z`, 26 -> `AA`. */
export const columnLetters = (column: number): string => {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
};

/** The address of a cell counted from 0: (2, 2) -> `C3`. */
export const cellAddress = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;

/** The address of an area: `C3`, or `C3:D9` where it holds more than one cell. */
export const areaAddress = (area: GridArea): string => {
  const first = cellAddress(area.startRow, area.startColumn);
  const last = cellAddress(area.endRow - 1, area.endColumn - 1);
  return first === last ? first : `${first}:${last}`;
};

export interface Address {
  /** Null where the address names no tab. */
  tab: string | null;
  area: GridArea;
}

/**
 * Reads `C3`, `$C$3:D9`, `C:E`, `3:5`, each with or without a tab (`Goals!C3`, `'My tab'!C3`). Open sides end at `Infinity`.
 *
 * @returns null where the text is no address
 */
export const parseAddress = (text: string): Address | null => {
  const match = /^\s*(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?\$?([a-z]{0,3})\$?(\d*)(?::\$?([a-z]{0,3})\$?(\d*))?\s*$/i.exec(
    text,
  );
  if (!match) return null;
  const [, quoted, plain, column1 = '', row1 = '', column2, row2] = match;
  const second = column2 !== undefined && row2 !== undefined;
  if (column1 === '' && row1 === '') return null;
  if (second && ((column1 === '') !== (column2 === '') || (column2 === '' && row2 === ''))) return null;
  if (!second && (column1 === '' || row1 === '')) return null;
  const columns = [column1, second ? column2 : column1].filter((letters) => letters !== '').map(columnIndex);
  const rows = [row1, second ? row2 : row1].map((digits) => (digits === '' ? null : Number(digits) - 1));
  if (rows.some((row) => row !== null && row < 0)) return null;
  const closedRows = rows.filter((row) => row !== null);
  return {
    tab: quoted !== undefined ? quoted.replaceAll("''", "'") : (plain ?? null),
    area: {
      startRow: closedRows.length === 0 ? 0 : Math.min(...closedRows),
      endRow: closedRows.length < 2 ? Number.POSITIVE_INFINITY : Math.max(...closedRows) + 1,
      startColumn: columns.length === 0 ? 0 : Math.min(...columns),
      endColumn: columns.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...columns) + 1,
    },
  };
};

const columnIndex = (letters: string): number => {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
};

export const contains = (area: GridArea, row: number, column: number): boolean =>
  row >= area.startRow && row < area.endRow && column >= area.startColumn && column < area.endColumn;

export const overlap = (a: GridArea, b: GridArea): boolean =>
  a.startRow < b.endRow && b.startRow < a.endRow && a.startColumn < b.endColumn && b.startColumn < a.endColumn;
