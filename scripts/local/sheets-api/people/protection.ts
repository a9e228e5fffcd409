import type { Area } from '../area.ts';
import { areaOf, contains, intersection } from '../area.ts';
import { ApiError } from '../failure.ts';
import type { LineChange } from '../lines.ts';
import type { ProtectedRange, Sheet } from '../model.ts';
import { protectionText } from './grid.ts';

/**
 * Refuses what a person may not touch.
 *
 * | protection   | typing, pasting, notes               | sorting, rows and columns inserted, deleted, moved |
 * | ------------ | ------------------------------------ | -------------------------------------------------- |
 * | strict       | refused where it touches             | refused where it touches                           |
 * | warning only | refused where it lies wholly inside  | let through                                        |
 *
 * @throws ApiError 403 with the protection's description
 */
export const checkTyping = (sheet: Sheet, areas: readonly Area[]): void => {
  checkTouching(sheet, areas);
  for (const area of areas) {
    const warnings = sheet.protectedRanges.filter(({ warningOnly }) => warningOnly);
    const first = warnings.find((item) => closedParts(sheet, item, area).length > 0);
    if (!first) continue;
    let open = [area];
    for (const item of warnings)
      for (const closed of closedParts(sheet, item, area)) open = open.flatMap((part) => without(part, closed));
    if (open.length === 0) throw refusal(first);
  }
};

/** The column for acts that move cells: only strict protections refuse. */
export const checkTouching = (sheet: Sheet, areas: readonly Area[]): void => {
  for (const item of sheet.protectedRanges) {
    if (item.warningOnly) continue;
    for (const area of areas) if (closedParts(sheet, item, area).length > 0) throw refusal(item);
  }
};

/** Rows and columns inserted between others are refused only inside a strict protection; deleting and moving touch what they take. */
export const checkLineChange = (sheet: Sheet, change: LineChange): void => {
  const whole = { startRow: 0, endRow: sheet.rows.length, startColumn: 0, endColumn: sheet.columns.length };
  const lines = (start: number, end: number): Area =>
    change.dimension === 'ROWS'
      ? { ...whole, startRow: start, endRow: end }
      : { ...whole, startColumn: start, endColumn: end };
  if (change.kind !== 'insert') checkTouching(sheet, [lines(change.start, change.start + change.count)]);
  const at = change.kind === 'insert' ? change.at : change.kind === 'move' ? change.to : undefined;
  if (at === undefined) return;
  for (const item of sheet.protectedRanges) {
    if (item.warningOnly) continue;
    const area = item.range ? areaOf(sheet, item.range) : whole;
    const [start, end] =
      change.dimension === 'ROWS' ? [area.startRow, area.endRow] : [area.startColumn, area.endColumn];
    // At the edge of a range something new is outside of it; at the edge of a protected tab nothing is.
    const inside = contains(area, whole) || (at > start && at < end);
    if (inside && closedParts(sheet, item, lines(Math.max(0, at - 1), at + 1)).length > 0) throw refusal(item);
  }
};

/** Renaming or deleting a tab is refused where all of it is strictly protected. */
export const checkTab = (sheet: Sheet): void => {
  const whole = areaOf(sheet, {});
  for (const item of sheet.protectedRanges)
    if (!item.warningOnly && item.range && contains(areaOf(sheet, item.range), whole)) throw refusal(item);
};

const refusal = (item: ProtectedRange): ApiError => new ApiError('PERMISSION_DENIED', protectionText(item));

/** The parts of an area that a protection closes: within its range and outside of the ranges that it leaves open. */
const closedParts = (sheet: Sheet, item: ProtectedRange, area: Area): Area[] => {
  const inside = intersection(item.range ? areaOf(sheet, item.range) : areaOf(sheet, {}), area);
  if (!inside) return [];
  let closed = [inside];
  for (const range of item.unprotectedRanges ?? [])
    closed = closed.flatMap((part) => without(part, areaOf(sheet, range)));
  return closed;
};

/** What is left of an area without another: at most four blocks around it. */
const without = (area: Area, hole: Area): Area[] => {
  const cut = intersection(area, hole);
  if (!cut) return [area];
  return [
    { ...area, endRow: cut.startRow },
    { ...area, startRow: cut.endRow },
    { ...area, startRow: cut.startRow, endRow: cut.endRow, endColumn: cut.startColumn },
    { ...area, startRow: cut.startRow, endRow: cut.endRow, startColumn: cut.endColumn },
  ].filter((part) => part.startRow < part.endRow && part.startColumn < part.endColumn);
};
