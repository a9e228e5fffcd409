import { invalid } from '../failure.ts';
import { dimensionOf, lineCount } from '../lines.ts';
import type { Mask } from '../mask.ts';
import { updateMask } from '../mask.ts';
import type { Line, Sheet } from '../model.ts';
import { defaultColumnWidth, withSheet } from '../model.ts';
import { shownText } from '../render.ts';
import { grownSheet, withLines } from '../structure.ts';
import type { Handlers } from './outcome.ts';
import { required, requiredSheet } from './outcome.ts';

/** Requests about whole rows and columns. */
export const lineRequests: Handlers = {
  insertDimension: (spreadsheet, { range, inheritFromBefore = false }) => {
    const { sheetId = 0, startIndex, endIndex, ...rest } = required(range, 'range');
    requiredSheet(spreadsheet, sheetId);
    if (startIndex === undefined || endIndex === undefined)
      throw invalid('Both the start and end indexes must be bounded.');
    if (inheritFromBefore && startIndex === 0)
      throw invalid('inheritFromBefore cannot be true if inserting at the start of the sheet.');
    const dimension = dimensionOf(rest);
    return {
      spreadsheet: withLines(
        spreadsheet,
        sheetId,
        { dimension, kind: 'insert', at: startIndex, count: endIndex - startIndex },
        inheritFromBefore ? startIndex - 1 : startIndex,
      ),
    };
  },

  deleteDimension: (spreadsheet, { range }) => {
    const { sheet, dimension, start, end } = stretchOf(spreadsheet, required(range, 'range'));
    return {
      spreadsheet: withLines(spreadsheet, sheet.properties.sheetId, {
        dimension,
        kind: 'delete',
        start,
        count: end - start,
      }),
    };
  },

  moveDimension: (spreadsheet, { source, destinationIndex = 0 }) => {
    const { sheet, dimension, start, end } = stretchOf(spreadsheet, required(source, 'source'));
    if (destinationIndex > start && destinationIndex < end)
      throw invalid('The destination index is within the source.');
    return {
      spreadsheet: withLines(spreadsheet, sheet.properties.sheetId, {
        dimension,
        kind: 'move',
        start,
        count: end - start,
        to: destinationIndex,
      }),
    };
  },

  appendDimension: (spreadsheet, { sheetId, dimension, length = 0 }) => {
    const sheet = requiredSheet(spreadsheet, sheetId);
    if (length < 1) throw invalid(`The length must be at least 1, was ${length}.`);
    const rows = dimension === 'COLUMNS' ? 0 : sheet.rows.length + length;
    const columns = dimension === 'COLUMNS' ? sheet.columns.length + length : 0;
    return { spreadsheet: withSheet(spreadsheet, grownSheet(sheet, rows, columns)) };
  },

  updateDimensionProperties: (spreadsheet, { range, properties = {}, fields }) => {
    const { sheet, dimension, start, end } = stretchOf(spreadsheet, required(range, 'range'));
    const mask = updateMask(fields, 'DimensionProperties', [
      'hiddenByFilter',
      'dataSourceColumnReference',
      'developerMetadata',
    ]);
    if ((properties.pixelSize ?? 0) < 0) throw invalid('pixelSize must not be negative.');
    const change = <Item extends Line>(line: Item): Item => withLineProperties(line, properties, mask);
    const next: Sheet =
      dimension === 'ROWS'
        ? { ...sheet, rows: sheet.rows.map((row, index) => (index >= start && index < end ? change(row) : row)) }
        : {
            ...sheet,
            columns: sheet.columns.map((column, index) => (index >= start && index < end ? change(column) : column)),
          };
    return { spreadsheet: withSheet(spreadsheet, next) };
  },

  autoResizeDimensions: (spreadsheet, { dimensions }) => {
    const { sheet, dimension, start, end } = stretchOf(spreadsheet, required(dimensions, 'dimensions'));
    if (dimension === 'ROWS') {
      const rows = sheet.rows.map((row, index) => {
        if (index < start || index >= end || row.pixelSize === undefined) return row;
        const { pixelSize: _size, ...rest } = row;
        return rest;
      });
      return { spreadsheet: withSheet(spreadsheet, { ...sheet, rows }) };
    }
    // A browser measures text; seven pixels a character is near enough for Arial 10 on this server, which draws nothing.
    const columns = sheet.columns.map((column, index) => {
      if (index < start || index >= end) return column;
      const longest = sheet.rows.reduce(
        (most, row) => Math.max(most, shownText(spreadsheet, row.cells[index])?.length ?? 0),
        0,
      );
      return { ...column, pixelSize: longest === 0 ? defaultColumnWidth : Math.max(21, longest * 7 + 12) };
    });
    return { spreadsheet: withSheet(spreadsheet, { ...sheet, columns }) };
  },
};

const stretchOf = (
  spreadsheet: Parameters<typeof requiredSheet>[0],
  range: { sheetId?: number; dimension?: string; startIndex?: number; endIndex?: number },
) => {
  const sheet = requiredSheet(spreadsheet, range.sheetId);
  const dimension = dimensionOf(range);
  const size = lineCount(sheet, dimension);
  const start = range.startIndex ?? 0;
  const end = range.endIndex ?? size;
  if (start < 0 || end <= start) throw invalid(`endIndex[${end}] must be greater than startIndex[${start}]`);
  if (end > size) throw invalid(`Cannot reach ${dimension.toLowerCase()} ${start} to ${end}: the sheet has ${size}.`);
  return { sheet, dimension, start, end };
};

const withLineProperties = <Item extends Line>(
  line: Item,
  properties: { pixelSize?: number; hiddenByUser?: boolean },
  mask: Mask,
): Item => {
  let next = line;
  if (mask.pixelSize !== undefined) next = withLineField(next, 'pixelSize', properties.pixelSize || undefined);
  if (mask.hiddenByUser !== undefined) next = withLineField(next, 'hidden', properties.hiddenByUser || undefined);
  return next;
};

const withLineField = <Item extends Line, Field extends 'pixelSize' | 'hidden'>(
  line: Item,
  field: Field,
  value: Item[Field] | undefined,
): Item => {
  if (line[field] === value) return line;
  const { [field]: _before, ...rest } = line;
  return (value === undefined ? rest : { ...rest, [field]: value }) as Item;
};
