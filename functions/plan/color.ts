/** A colour as the Sheets API has it: shares of 1, an absent part is 0. */
export interface ColorShares {
  red?: number | null;
  green?: number | null;
  blue?: number | null;
}

/** `#rrggbb` as shares of 1. */
export const sharesOfHex = (color: string): { red: number; green: number; blue: number } => {
  const part = (start: number): number => Number.parseInt(color.slice(start, start + 2), 16) / 255;
  return { red: part(1), green: part(3), blue: part(5) };
};

/** Shares of 1 as `#rrggbb`; null where no colour is set. */
export const hexOfShares = (color: ColorShares | null | undefined): string | null => {
  if (!color) return null;
  const part = (share: number | null | undefined): string =>
    Math.round((share ?? 0) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${part(color.red)}${part(color.green)}${part(color.blue)}`;
};
