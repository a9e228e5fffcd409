import { applyChanges } from './sheet-edits.ts';
import { attribute, xmlEvents } from './xml.ts';

/** The styles of a workbook, with like ones added that differ in their fill. */
export interface StyleEdits {
  /**
   * The number of a style that is like another but for its background.
   *
   * @param background  `#rrggbb`; null for none
   */
  withBackground(style: number, background: string | null): number;
  xml(): string;
}

export const editStyles = (xml: string): StyleEdits => {
  const prefix = /<((?:\w+:)?)styleSheet[\s>]/.exec(xml)?.[1] ?? '';
  const { cells, cellsEnd, fills, fillsEnd } = styleSpans(xml);
  const [addedCells, addedFills]: [string[], string[]] = [[], []];
  const fillNumbers = new Map<string, number>();
  const styleNumbers = new Map<string, number>();
  const fillOf = (color: string): number => {
    const known = fillNumbers.get(color);
    if (known !== undefined) return known;
    const rgb = `FF${color.slice(1).toUpperCase()}`;
    addedFills.push(
      `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${rgb}"/><${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`,
    );
    fillNumbers.set(color, fills + addedFills.length - 1);
    return fills + addedFills.length - 1;
  };
  return {
    withBackground: (style, background) => {
      const key = `${style} ${background}`;
      const known = styleNumbers.get(key);
      if (known !== undefined) return known;
      const like = cells[style] ?? cells[0];
      if (like === undefined) return style;
      const filled = like.replace(/\s(fillId|applyFill)="[^"]*"/g, '');
      const fill = background === null ? 0 : fillOf(background);
      addedCells.push(filled.replace(/^<[\w:]+/, (opening) => `${opening} fillId="${fill}" applyFill="1"`));
      styleNumbers.set(key, cells.length + addedCells.length - 1);
      return cells.length + addedCells.length - 1;
    },
    xml: () =>
      recounted(
        applyChanges(xml, [
          { start: fillsEnd, end: fillsEnd, text: addedFills.join('') },
          { start: cellsEnd, end: cellsEnd, text: addedCells.join('') },
        ]),
        [
          ['fills', fills + addedFills.length],
          ['cellXfs', cells.length + addedCells.length],
        ],
      ),
  };
};

const styleSpans = (xml: string): { cells: string[]; cellsEnd: number; fills: number; fillsEnd: number } => {
  const cells: string[] = [];
  let [cellsEnd, fills, fillsEnd, start] = [0, 0, 0, -1];
  // Fills and formats stand in other lists as well, such as those of conditional formats.
  let [inCells, inFills] = [false, false];
  for (const event of xmlEvents(xml))
    if (event.kind === 'open') {
      if (event.name === 'cellXfs') inCells = true;
      if (event.name === 'fills') inFills = true;
      if (event.name === 'fill' && inFills) fills++;
      if (event.name === 'xf' && inCells && event.empty) cells.push(xml.slice(event.start, event.end));
      else if (event.name === 'xf' && inCells) start = event.start;
    } else if (event.kind === 'close') {
      if (event.name === 'xf' && inCells) cells.push(xml.slice(start, event.end));
      if (event.name === 'fills') [fillsEnd, inFills] = [event.start, false];
      if (event.name === 'cellXfs') [cellsEnd, inCells] = [event.start, false];
    }
  return { cells, cellsEnd, fills, fillsEnd };
};

const recounted = (xml: string, counts: readonly [string, number][]): string =>
  counts.reduce(
    (text, [name, count]) =>
      text.replace(new RegExp(`<((?:\\w+:)?)${name}([^>]*)>`), (all, prefix: string, attributes: string) =>
        attribute(attributes, 'count') === undefined
          ? all
          : `<${prefix}${name}${attributes.replace(/count="[^"]*"/, `count="${count}"`)}>`,
      ),
    xml,
  );
