import type { Book } from './book.ts';
import { sheetCells } from './cells.ts';
import { columnPixels, widthOf } from './column-widths.ts';
import { applyChanges, type Change } from './sheet-edits.ts';
import { attribute, xmlEvents } from './xml.ts';

const LETTER_PIXELS = 5.6;
const CELL_PADDING = 6;
const LINE_POINTS = 12.75;
const ROW_PADDING_POINTS = 3;

/**
 * Makes rows high enough for text in several lines. A spreadsheet program does that when somebody types, but believes a file that it opens.
 * The height is worked out from letters of an average width; a program that measures them may choose another one later.
 *
 * @param rows  the rows to look at, from 1; all of them where it is left out
 */
export const fitRowHeights = (
  xml: string,
  { strings, styles }: Pick<Book, 'strings' | 'styles'>,
  rows?: ReadonlySet<number>,
): string => {
  const widths = columnPixels(xml);
  const lines = new Map<number, number>();
  for (const { row, column, style, content } of sheetCells(xml)) {
    if (!content?.value || !styles[style]?.wraps || rows?.has(row) === false) continue;
    if (!['s', 'str', 'inlineStr'].includes(content.type) || widthOf(widths, column) === 0) continue;
    const text = content.type === 's' ? (strings[Number(content.value)] ?? '') : content.value;
    const letters = Math.max(1, Math.floor((widthOf(widths, column) - CELL_PADDING) / LETTER_PIXELS));
    const needed = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
    lines.set(row, Math.max(lines.get(row) ?? 1, needed));
  }
  const changes: Change[] = [];
  let number = 0;
  for (const event of xmlEvents(xml)) {
    if (event.kind !== 'open' || event.name !== 'row') continue;
    number = Number(attribute(event.attributes, 'r') ?? number + 1);
    const needed = lines.get(number) ?? 1;
    const chosen = ['1', 'true'].includes(attribute(event.attributes, 'customHeight') ?? '');
    if (needed === 1 || chosen) continue;
    const height = needed * LINE_POINTS + ROW_PADDING_POINTS;
    if (Number(attribute(event.attributes, 'ht') ?? 0) >= height) continue;
    const attributes = event.attributes.replace(/\sht\s*=\s*("[^"]*"|'[^']*')/, '');
    const start = event.end - (event.empty ? 2 : 1);
    changes.push({
      start: start - event.attributes.length,
      end: start,
      text: `${attributes.trimEnd()} ht="${height}"`,
    });
  }
  return applyChanges(xml, changes);
};
