import type { GridChange, GridRow, GridSheetChange } from '../../grid-protocol.ts';
import { hasPlacedLooks } from '../effective-format.ts';
import type { Row, Sheet } from '../model.ts';
import type { Commit } from '../workbooks.ts';
import type { Palettes } from './grid.ts';
import { gridSheet, rowDescriber } from './grid.ts';

/** What windows know of the tabs apart from their rows, as JSON by sheet id. */
export type SheetHeads = Map<number, string>;

/**
 * What a commit changed, for the windows that show its spreadsheet: the rows whose references differ, their order, and what else is
 * different in the tabs. `heads` is brought up to date.
 */
export const gridChange = (commit: Commit, palettes: Palettes, heads: SheetHeads, now: Date): GridChange => {
  const { before, after, revision, client } = commit;
  const everything =
    before.properties.locale !== after.properties.locale || before.properties.timeZone !== after.properties.timeZone;
  const sheets: GridSheetChange[] = [];
  for (const sheet of after.sheets) {
    const { sheetId } = sheet.properties;
    const old = before.sheets.find(({ properties }) => properties.sheetId === sheetId);
    const palette = palettes.of(sheet);
    const rows = changedRows(commit, sheet, everything ? undefined : old, palettes, now);
    const rowOrder = sameOrder(sheet.rows, old?.rows) ? undefined : sheet.rows.map(({ key }) => key);
    const head = gridSheet(after, sheet, palette);
    const text = JSON.stringify(head);
    // A tab that comes back is new to the windows, even if it looks as it did before it went.
    const changed = !old || heads.get(sheetId) !== text;
    heads.set(sheetId, text);
    if (rows.length > 0 || rowOrder || changed)
      sheets.push({ sheetId, ...(changed ? { sheet: head } : {}), ...(rowOrder ? { rowOrder } : {}), rows });
  }
  const order = after.sheets.map(({ properties }) => properties.sheetId);
  const sameTabs =
    before.sheets.length === order.length &&
    before.sheets.every(({ properties }, index) => properties.sheetId === order[index]);
  return {
    revision,
    ...(before.properties.title === after.properties.title ? {} : { title: after.properties.title }),
    sheets,
    ...(sameTabs ? {} : { sheetOrder: order }),
    client,
  };
};

const sameOrder = (rows: readonly Row[], before: readonly Row[] | undefined): boolean =>
  rows === before || (rows.length === before?.length && rows.every(({ key }, index) => key === before[index]!.key));

const changedRows = (
  { before, after }: Commit,
  sheet: Sheet,
  old: Sheet | undefined,
  palettes: Palettes,
  now: Date,
): GridRow[] => {
  if (sheet === old) return [];
  const describe = rowDescriber(after, sheet, palettes.of(sheet), now);
  if (!old) return sheet.rows.map(describe);
  // Bands and conditional formats make a row's looks depend on where it stands, so all rows are compared as shown.
  const placed = hasPlacedLooks(sheet) || hasPlacedLooks(old);
  if (sheet.rows === old.rows && !placed) return [];
  const oldRows = new Map(old.rows.map((row, index) => [row.key, { row, index }]));
  const describeOld = placed ? rowDescriber(before, old, palettes.of(sheet), now) : undefined;
  return sheet.rows.flatMap((row, index) => {
    const previous = oldRows.get(row.key);
    if (previous?.row === row && !placed) return [];
    const shown = describe(row, index);
    if (previous && describeOld && JSON.stringify(describeOld(previous.row, previous.index)) === JSON.stringify(shown))
      return [];
    return [shown];
  });
};
