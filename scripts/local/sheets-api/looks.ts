import { invalid } from './failure.ts';
import type { Mask } from './mask.ts';
import { overlaid } from './mask.ts';
import type { Border, CellFormat, Color, ColorStyle } from './model.ts';

/**
 * Makes the function that writes formats by one mask. It remembers what it did, so that a thousand cells that looked alike share
 * one object afterwards too.
 */
export const formatWriter = (
  mask: Mask | true,
): ((before: CellFormat | undefined, update: CellFormat | undefined) => CellFormat | undefined) => {
  const done = new Map<CellFormat | undefined, Map<CellFormat | undefined, CellFormat | undefined>>();
  return (before, update) => {
    const byUpdate = done.get(before) ?? new Map<CellFormat | undefined, CellFormat | undefined>();
    done.set(before, byUpdate);
    if (!byUpdate.has(update)) byUpdate.set(update, writtenFormat(before, update, mask));
    return byUpdate.get(update);
  };
};

const writtenFormat = (
  before: CellFormat | undefined,
  update: CellFormat | undefined,
  mask: Mask | true,
): CellFormat | undefined => {
  const format = overlaid(before, update, mask) as Fields | undefined;
  if (!format) return undefined;
  if (format.numberFormat && !(format.numberFormat as { type?: string }).type)
    throw invalid('userEnteredFormat.numberFormat.type must be set.');
  const written = (path: string[]): boolean => {
    let at: Mask | true | undefined = mask;
    for (const name of path) {
      if (at === true || at === undefined) break;
      at = at['*'] === true ? true : at[name];
    }
    return at !== undefined;
  };
  let next = pairedColors(format, 'backgroundColor', 'backgroundColorStyle', (key) => written([key]));
  if (next.textFormat)
    next = {
      ...next,
      textFormat: pairedColors(next.textFormat as Fields, 'foregroundColor', 'foregroundColorStyle', (key) =>
        written(['textFormat', key]),
      ),
    };
  if (next.borders) next = { ...next, borders: tidyBorders(next.borders as Record<string, Border>) };
  return Object.keys(next).length === 0 ? undefined : (next as CellFormat);
};

/** A format of its own, as a conditional one has it, with each of its colours in both of their forms. */
export const withBothColors = (format: CellFormat): CellFormat => writtenFormat(undefined, format, true) ?? {};

type Fields = Record<string, unknown>;

/** The API keeps every colour twice, as `x` and as `xStyle`; whichever was written sets both, the style where both were. */
const pairedColors = (
  fields: Fields,
  colorKey: string,
  styleKey: string,
  written: (key: string) => boolean,
): Fields => {
  const { [colorKey]: color, [styleKey]: style, ...rest } = fields as Record<string, unknown>;
  const fromStyle = written(styleKey) && (style !== undefined || !written(colorKey) || color === undefined);
  if (fromStyle)
    return style === undefined
      ? rest
      : { ...rest, [colorKey]: rgbOf(style as ColorStyle), [styleKey]: tidyStyle(style as ColorStyle) };
  if (color === undefined) return rest;
  const rgb = tidyColor(color as Color);
  return { ...rest, [colorKey]: rgb, [styleKey]: written(colorKey) ? { rgbColor: rgb } : (style ?? { rgbColor: rgb }) };
};

const tidyBorders = (borders: Record<string, Border>): Record<string, Border> =>
  Object.fromEntries(
    Object.entries(borders).flatMap(([side, border]) => {
      const tidy = tidyBorder(border);
      return tidy ? [[side, tidy]] : [];
    }),
  );

const borderWidths: Record<string, number> = { SOLID_MEDIUM: 2, SOLID_THICK: 3, DOUBLE: 3 };

/** A border with its width and both colours; undefined for style NONE. */
export const tidyBorder = (border: Border): Border | undefined => {
  if (!border.style || border.style === 'NONE' || border.style === 'STYLE_UNSPECIFIED') return undefined;
  const color = border.colorStyle ? rgbOf(border.colorStyle) : tidyColor(border.color ?? {});
  return {
    style: border.style,
    width: borderWidths[border.style] ?? 1,
    color,
    colorStyle: border.colorStyle ?? { rgbColor: color },
  };
};

/** A colour without its zeros, as the API answers it. */
const tidyColor = ({ red, green, blue, alpha }: Color): Color => ({
  ...(red ? { red } : {}),
  ...(green ? { green } : {}),
  ...(blue ? { blue } : {}),
  ...(alpha !== undefined && alpha !== 1 ? { alpha } : {}),
});

const tidyStyle = (style: ColorStyle): ColorStyle => (style.rgbColor ? { rgbColor: tidyColor(style.rgbColor) } : style);

/** The standard theme of a new spreadsheet. */
const themeColors: Record<string, string> = {
  TEXT: '#000000',
  BACKGROUND: '#ffffff',
  ACCENT1: '#4285f4',
  ACCENT2: '#ea4335',
  ACCENT3: '#fbbc04',
  ACCENT4: '#34a853',
  ACCENT5: '#ff6d01',
  ACCENT6: '#46bdc6',
  LINK: '#1155cc',
};

export const rgbOf = (style: ColorStyle): Color => {
  const hex = style.themeColor && themeColors[style.themeColor];
  if (!hex) return tidyColor(style.rgbColor ?? {});
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return tidyColor({ red: channel(1), green: channel(3), blue: channel(5) });
};

/** `{red: 1}` -> `#ff0000`. */
export const hexOf = (color: Color): string =>
  `#${[color.red, color.green, color.blue]
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part ?? 0)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** A format over a base: what the upper one names wins, level by level. */
export const layered = (base: CellFormat, upper: CellFormat | undefined): CellFormat => {
  if (!upper) return base;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(upper))
    merged[key] =
      key === 'textFormat' || key === 'borders' || key === 'padding'
        ? { ...(merged[key] as object | undefined), ...(value as object) }
        : value;
  return merged as CellFormat;
};
