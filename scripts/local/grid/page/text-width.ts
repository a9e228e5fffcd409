import type { Measure } from './layout.ts';

/** Measures text as the page draws it, on a canvas that is never shown. */
export const createMeasure = (): Measure => {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text, style) => {
    const font = `${style?.italic ? 'italic ' : ''}${style?.bold ? 'bold ' : ''}${((style?.fontSize ?? 10) * 4) / 3}px Arial, Helvetica, 'Liberation Sans', sans-serif`;
    const key = `${font}|${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (!context) return text.length * 7;
      if (context.font !== font) context.font = font;
      width = context.measureText(text).width;
      // Wrapping measures every beginning of a line: the memory is only for the current tab's.
      if (known.size > 20_000) known.clear();
      known.set(key, width);
    }
    return width;
  };
};
