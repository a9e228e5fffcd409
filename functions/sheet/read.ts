import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { hexOfShares } from '../plan/color.ts';
import { TEMPLATE_VERSION_KEY } from '../plan/results.ts';
import type { Snapshot, SnapshotCell, SnapshotTab } from './snapshot.ts';

/** All that a pass needs of a spreadsheet, in one call. With a mask Google sends grid data without includeGridData. */
export const SNAPSHOT_FIELDS = [
  'spreadsheetId',
  'properties(title,locale,timeZone)',
  'developerMetadata(metadataKey,metadataValue)',
  'sheets(properties(sheetId,title,hidden,gridProperties(rowCount,columnCount)),protectedRanges(protectedRangeId,description),' +
    'data(startRow,startColumn,rowData(values(userEnteredValue(formulaValue),effectiveValue,formattedValue,note,userEnteredFormat(backgroundColorStyle)))))',
].join(',');

/** The API's answer to a reading with SNAPSHOT_FIELDS. */
export const snapshotOf = (spreadsheet: sheets_v4.Schema$Spreadsheet): Snapshot => ({
  spreadsheetId: spreadsheet.spreadsheetId ?? '',
  title: spreadsheet.properties?.title ?? '',
  locale: spreadsheet.properties?.locale ?? 'en_US',
  timeZone: spreadsheet.properties?.timeZone ?? 'Etc/UTC',
  ...templateVersionOf(spreadsheet),
  tabs: (spreadsheet.sheets ?? []).map(tabOf),
});

/** A version is a whole number from 1; people can write into metadata what they like. */
const templateVersionOf = ({ developerMetadata }: sheets_v4.Schema$Spreadsheet): Pick<Snapshot, 'templateVersion'> => {
  const noted = developerMetadata?.find(({ metadataKey }) => metadataKey === TEMPLATE_VERSION_KEY)?.metadataValue ?? '';
  return /^[1-9]\d{0,5}$/.test(noted) ? { templateVersion: Number(noted) } : {};
};

const tabOf = ({ properties, data, protectedRanges }: sheets_v4.Schema$Sheet): SnapshotTab => {
  const rows: (SnapshotCell | undefined)[][] = [];
  for (const grid of data ?? [])
    for (const [index, row] of (grid.rowData ?? []).entries()) {
      const cells = Array.from({ length: grid.startColumn ?? 0 }, (): SnapshotCell | undefined => undefined);
      rows[(grid.startRow ?? 0) + index] = [...cells, ...(row.values ?? []).map(cellOf)];
    }
  return {
    sheetId: properties?.sheetId ?? 0,
    title: properties?.title ?? '',
    hidden: properties?.hidden ?? false,
    rowCount: properties?.gridProperties?.rowCount ?? 0,
    columnCount: properties?.gridProperties?.columnCount ?? 0,
    protections: (protectedRanges ?? []).map(({ protectedRangeId, description }) => ({
      id: protectedRangeId ?? 0,
      description: description ?? '',
    })),
    rows: Array.from(rows, (row) => row ?? []),
  };
};

const cellOf = (cell: sheets_v4.Schema$CellData): SnapshotCell | undefined => {
  const { effectiveValue: effective } = cell;
  const background = hexOfShares(cell.userEnteredFormat?.backgroundColorStyle?.rgbColor);
  const value = effective?.numberValue ?? effective?.stringValue ?? effective?.boolValue ?? null;
  const read: SnapshotCell = { value };
  if (cell.userEnteredValue?.formulaValue) read.formula = cell.userEnteredValue.formulaValue;
  if (effective?.errorValue) read.error = cell.formattedValue ?? `#${effective.errorValue.type ?? 'ERROR'}`;
  if (cell.formattedValue) read.text = cell.formattedValue;
  if (cell.note) read.note = cell.note;
  if (background) read.background = background;
  const holdsNothing = value === null && !read.formula && !read.error && !read.note && !read.background;
  return holdsNothing ? undefined : read;
};
