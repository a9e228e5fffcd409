/** `A`, `Z`, `AA` for columns 0, 25, 26. */
export const columnLetters = (column: number): string => {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
};

/** The cell in A1 notation; columns count from 0, rows from 1. */
export const cellName = (column: number, row: number): string => `${columnLetters(column)}${row}`;

/** Column (from 0) and row (from 1) of `D7`. */
export const cellPosition = (cell: string): { column: number; row: number } => {
  const match = /^([A-Z]+)(\d+)$/.exec(cell);
  if (!match) throw new RangeError(`"${cell}" is not a cell in A1 notation`);
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(match[2]) };
};

/** A tab's title as a formula or range needs it: `'Riverbend''s tab'`. */
export const quotedTab = (title: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(title) ? title : `'${title.replaceAll("'", "''")}'`;
