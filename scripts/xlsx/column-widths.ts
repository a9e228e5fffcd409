import { attribute, xmlEvents } from './xml.ts';

const DEFAULT_WIDTH = 64;

/** Pixels; columns count from 0. */
export const widthOf = (widths: readonly number[], column: number): number => widths[column] ?? DEFAULT_WIDTH;

/** Columns' widths as far as the sheet gives them; hidden ones have none. A width counts digits of 7 pixels. */
export const columnPixels = (sheet: string): number[] => {
  const widths: number[] = [];
  for (const event of xmlEvents(sheet)) {
    if (event.kind === 'open' && event.name === 'sheetData') break;
    if (event.kind !== 'open' || event.name !== 'col') continue;
    const [min, max, width] = ['min', 'max', 'width'].map((name) => Number(attribute(event.attributes, name) ?? 0)) as [
      number,
      number,
      number,
    ];
    const hidden = ['1', 'true'].includes(attribute(event.attributes, 'hidden') ?? '');
    // A last group often covers all columns that a sheet can have.
    for (let column = min; column <= Math.min(max, min + 100); column++)
      widths[column - 1] = hidden ? 0 : Math.round(width * 7 + 5);
  }
  return widths;
};
