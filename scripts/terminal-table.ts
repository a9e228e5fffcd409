import type { ResultColumn } from '../functions/plan/results.ts';

/** Headers over lines of cells, numbers to the right. */
export const tableLines = (
  columns: readonly { header: string; format: ResultColumn['format'] }[],
  rows: readonly (readonly string[])[],
): string[] => {
  const headers = columns.map(({ header }) => wrapped(header, HEADER_WIDTH));
  const widths = headers.map((lines, column) =>
    Math.max(...lines.map((each) => each.length), ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        columns[column]!.format === 'text' ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  return [
    ...Array.from({ length: Math.max(...headers.map((lines) => lines.length)) }, (_, index) =>
      line(headers.map((lines) => lines[index] ?? '')),
    ),
    line(widths.map((width) => '─'.repeat(width))),
    ...rows.map(line),
  ];
};

/** Long headers take more lines, so that the table fits into a terminal. */
const HEADER_WIDTH = 10;

/** Breaks at spaces; a word longer than the line stands alone. */
export const wrapped = (text: string, width: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};
