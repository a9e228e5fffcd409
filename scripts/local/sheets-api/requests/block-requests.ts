import type { Area } from '../area.ts';
import { areaOf, gridRangeOf, intersection, withCells, withField } from '../area.ts';
import { sameEntry, withValue } from '../cells.ts';
import { invalid } from '../failure.ts';
import { copiedFormula } from '../formula/tokens.ts';
import { localeOf } from '../locale.ts';
import type { Cell, CellFormat, Dimension, ExtendedValue, Request, Sheet, Spreadsheet, World } from '../model.ts';
import { cellAt, effectiveValue, sheetOf, withSheet } from '../model.ts';
import { shownText } from '../render.ts';
import { sortedSheet } from '../sorted-rows.ts';
import { grownSheet, withMovedBlock } from '../structure.ts';
import { readTyped } from '../typed.ts';
import { typedCell } from '../typed-cell.ts';
import type { Handlers } from './outcome.ts';
import { required, requiredArea, requiredSheet } from './outcome.ts';

/** Requests that move, copy and search blocks of cells. */
export const blockRequests: Handlers = {
  insertRange: (spreadsheet, { range, shiftDimension }) => {
    const { sheet, area } = requiredArea(spreadsheet, range);
    const dimension = shifted(shiftDimension);
    const block = restOf(sheet, area, dimension, false);
    const down = dimension === 'ROWS' ? area.endRow - area.startRow : 0;
    const right = dimension === 'ROWS' ? 0 : area.endColumn - area.startColumn;
    refuseSplitMerges(sheet, block);
    const grown = grownSheet(
      sheet,
      contentEnd(sheet, block, 'ROWS') + down,
      contentEnd(sheet, block, 'COLUMNS') + right,
    );
    const { sheetId } = sheet.properties;
    const whole = restOf(grown, area, dimension, false);
    const followed = withMovedBlock(
      withSheet(spreadsheet, grown),
      { sheetId, area: whole },
      { sheetId, row: area.startRow + down, column: area.startColumn + right },
    );
    const base = sheetOf(followed, sheetId)!;
    const next = withCells(base, whole, (_cell, row, column) =>
      row - down >= whole.startRow && column - right >= whole.startColumn
        ? cellAt(base, row - down, column - right)
        : undefined,
    );
    return { spreadsheet: withSheet(followed, next) };
  },

  deleteRange: (spreadsheet, { range, shiftDimension }) => {
    const { sheet, area } = requiredArea(spreadsheet, range);
    const dimension = shifted(shiftDimension);
    const { sheetId } = sheet.properties;
    const block = restOf(sheet, area, dimension, true);
    refuseSplitMerges(sheet, restOf(sheet, area, dimension, false));
    const followed = withMovedBlock(
      spreadsheet,
      { sheetId, area: block },
      { sheetId, row: area.startRow, column: area.startColumn },
      { sheetId, area },
    );
    const base = sheetOf(followed, sheetId)!;
    const up = dimension === 'ROWS' ? area.endRow - area.startRow : 0;
    const left = dimension === 'ROWS' ? 0 : area.endColumn - area.startColumn;
    const next = withCells(base, restOf(base, area, dimension, false), (_cell, row, column) =>
      cellAt(base, row + up, column + left),
    );
    return { spreadsheet: withSheet(followed, next) };
  },

  cutPaste: (spreadsheet, request) => {
    const { sheet, area } = requiredArea(spreadsheet, request.source, 'source');
    const {
      sheetId: targetId = 0,
      rowIndex: row = 0,
      columnIndex: column = 0,
    } = required(request.destination, 'destination');
    const target = requiredSheet(spreadsheet, targetId);
    const height = area.endRow - area.startRow;
    const width = area.endColumn - area.startColumn;
    checkFits(target, row, column, height, width);
    const { sheetId } = sheet.properties;
    const followed =
      request.pasteType === 'PASTE_NORMAL' || request.pasteType === undefined
        ? withMovedBlock(spreadsheet, { sheetId, area }, { sheetId: targetId, row, column })
        : spreadsheet;
    const cut = sheetOf(followed, sheetId)!;
    const paste = pasted(request.pasteType);
    const emptied = withSheet(
      followed,
      withCells(cut, area, () => undefined),
    );
    const next = withCells(
      sheetOf(emptied, targetId)!,
      { startRow: row, endRow: row + height, startColumn: column, endColumn: column + width },
      (before, at, across) => paste(before, cellAt(cut, at - row + area.startRow, across - column + area.startColumn)),
    );
    return { spreadsheet: withSheet(emptied, next) };
  },

  copyPaste: (spreadsheet, request) => {
    const { sheet: source, area } = requiredArea(spreadsheet, request.source, 'source');
    const { sheet: target, area: into } = requiredArea(spreadsheet, request.destination, 'destination');
    const turned = request.pasteOrientation === 'TRANSPOSE';
    const height = turned ? area.endColumn - area.startColumn : area.endRow - area.startRow;
    const width = turned ? area.endRow - area.startRow : area.endColumn - area.startColumn;
    // A destination that is no multiple of the source takes it once, from its first cell.
    const times = (have: number, need: number): number => (have % need === 0 && have > 0 ? have : need);
    const area2: Area = {
      ...into,
      endRow: into.startRow + times(into.endRow - into.startRow, height),
      endColumn: into.startColumn + times(into.endColumn - into.startColumn, width),
    };
    checkFits(
      target,
      area2.startRow,
      area2.startColumn,
      area2.endRow - area2.startRow,
      area2.endColumn - area2.startColumn,
    );
    if (request.pasteType === 'PASTE_CONDITIONAL_FORMATTING')
      return { spreadsheet: withCopiedRules(spreadsheet, source, area, target, area2) };
    const paste = pasted(request.pasteType);
    const next = withCells(target, area2, (before, row, column) => {
      const down = (row - area2.startRow) % height;
      const across = (column - area2.startColumn) % width;
      const fromRow = area.startRow + (turned ? across : down);
      const fromColumn = area.startColumn + (turned ? down : across);
      const cell = cellAt(source, fromRow, fromColumn);
      const formula = cell?.value?.formulaValue;
      return paste(
        before,
        formula === undefined
          ? cell
          : { ...cell, value: { formulaValue: copiedFormula(formula, row - fromRow, column - fromColumn) } },
      );
    });
    const copied = withSheet(spreadsheet, next);
    const rules =
      request.pasteType === undefined || request.pasteType === 'PASTE_NORMAL' || request.pasteType === 'PASTE_FORMAT';
    return {
      spreadsheet: rules
        ? withCopiedRules(copied, source, area, sheetOf(copied, target.properties.sheetId)!, area2)
        : copied,
    };
  },

  pasteData: (spreadsheet, request, world) => {
    const { sheetId, rowIndex = 0, columnIndex = 0 } = required(request.coordinate, 'coordinate');
    if (request.html) throw invalid('This server does not paste HTML.');
    const sheet = requiredSheet(spreadsheet, sheetId);
    const rows = delimitedRows(request.data ?? '', required(request.delimiter, 'delimiter'));
    const widest = Math.max(0, ...rows.map((row) => row.length));
    checkFits(sheet, rowIndex, columnIndex, 0, 0);
    const grown = grownSheet(sheet, rowIndex + rows.length, columnIndex + widest);
    const next = withCells(
      grown,
      { startRow: rowIndex, endRow: rowIndex + rows.length, startColumn: columnIndex, endColumn: columnIndex + widest },
      (cell, row, column) => {
        const text = rows[row - rowIndex]?.[column - columnIndex];
        return text === undefined ? cell : typedCell(cell, text, spreadsheet, world.now);
      },
    );
    return { spreadsheet: withSheet(spreadsheet, next) };
  },

  sortRange: (spreadsheet, { range, sortSpecs = [] }) => {
    const { sheet, area } = requiredArea(spreadsheet, range);
    for (const spec of sortSpecs)
      if (spec.backgroundColor || spec.backgroundColorStyle || spec.foregroundColor || spec.foregroundColorStyle)
        throw invalid('This server does not sort by color.');
    return { spreadsheet: withSheet(spreadsheet, sortedSheet(sheet, area, sortSpecs, spreadsheet.properties.locale)) };
  },

  findReplace: (spreadsheet, request, world) => {
    const scopes = [request.range, request.sheetId, request.allSheets || undefined].filter(
      (scope) => scope !== undefined,
    );
    if (scopes.length !== 1) throw invalid('Exactly one of range, sheetId and allSheets must be set.');
    const targets = request.allSheets
      ? spreadsheet.sheets.map((sheet) => ({ sheet, area: areaOf(sheet, {}) }))
      : [requiredArea(spreadsheet, request.range ?? { sheetId: request.sheetId ?? 0 })];
    return replaced(spreadsheet, targets, request, world);
  },
};

const shifted = (dimension: string | undefined): Dimension => {
  if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('No shiftDimension specified.');
  return dimension;
};

/** The cells that a shift moves: from the range (or right after it) to the edge of the sheet. */
const restOf = (sheet: Sheet, area: Area, dimension: Dimension, after: boolean): Area =>
  dimension === 'ROWS'
    ? { ...area, startRow: after ? area.endRow : area.startRow, endRow: sheet.rows.length }
    : { ...area, startColumn: after ? area.endColumn : area.startColumn, endColumn: sheet.columns.length };

const refuseSplitMerges = (sheet: Sheet, area: Area): void => {
  for (const merge of sheet.merges) {
    const whole = areaOf(sheet, merge);
    const overlap = intersection(whole, area);
    if (overlap && JSON.stringify(overlap) !== JSON.stringify(whole))
      throw invalid('Cannot shift cells that cut through a merged range.');
  }
};

/** Where the last cell with anything in it ends within an area, along a dimension. */
const contentEnd = (sheet: Sheet, area: Area, dimension: Dimension): number => {
  let end = 0;
  for (let row = area.startRow; row < area.endRow; row += 1) {
    const { cells = [] } = sheet.rows[row] ?? {};
    for (let column = Math.min(area.endColumn, cells.length) - 1; column >= area.startColumn; column -= 1)
      if (cells[column]) {
        end = Math.max(end, dimension === 'ROWS' ? row + 1 : column + 1);
        break;
      }
  }
  return end;
};

const checkFits = (sheet: Sheet, row: number, column: number, height: number, width: number): void => {
  if (row < 0 || column < 0 || row + height > sheet.rows.length || column + width > sheet.columns.length)
    throw invalid(
      `The paste would exceed grid limits. Max rows: ${sheet.rows.length}, max columns: ${sheet.columns.length}`,
    );
};

/** What a cell is after another one was pasted on it. */
const pasted = (
  pasteType: string | undefined,
): ((before: Cell | undefined, source: Cell | undefined) => Cell | undefined) => {
  const withoutBorders = (format: CellFormat | undefined, own: CellFormat | undefined): CellFormat | undefined => {
    const { borders: _dropped, ...rest } = format ?? {};
    const next = own?.borders ? { ...rest, borders: own.borders } : rest;
    return Object.keys(next).length > 0 ? next : undefined;
  };
  switch (pasteType) {
    case 'PASTE_VALUES':
      return (before, source) => withValue(before, effectiveValue(source));
    case 'PASTE_FORMULA':
      return (before, source) => withValue(before, source?.value);
    case 'PASTE_FORMAT':
      return (before, source) => withField(before, 'format', source?.format);
    case 'PASTE_DATA_VALIDATION':
      return (before, source) => withField(before, 'validation', source?.validation);
    case 'PASTE_NO_BORDERS':
      return (before, source) => withField(source, 'format', withoutBorders(source?.format, before?.format));
    case 'PASTE_CONDITIONAL_FORMATTING':
      return (before) => before;
    default:
      return (_before, source) => source;
  }
};

/** Conditional formats that cover the copied cells cover their copies too. */
const withCopiedRules = (
  spreadsheet: Spreadsheet,
  source: Sheet,
  area: Area,
  target: Sheet,
  into: Area,
): Spreadsheet => {
  if (source.properties.sheetId !== target.properties.sheetId) return spreadsheet;
  const conditionalFormats = target.conditionalFormats.map((rule) => {
    const copies = (rule.ranges ?? []).flatMap((range) => {
      const overlap = intersection(areaOf(source, range), area);
      if (!overlap) return [];
      const copy = {
        startRow: into.startRow + overlap.startRow - area.startRow,
        endRow: overlap.endRow === area.endRow ? into.endRow : into.startRow + overlap.endRow - area.startRow,
        startColumn: into.startColumn + overlap.startColumn - area.startColumn,
        endColumn:
          overlap.endColumn === area.endColumn
            ? into.endColumn
            : into.startColumn + overlap.endColumn - area.startColumn,
      };
      const covered = (rule.ranges ?? []).some(
        (own) => JSON.stringify(intersection(areaOf(target, own), copy)) === JSON.stringify(copy),
      );
      return covered ? [] : [gridRangeOf(target.properties.sheetId, copy)];
    });
    return copies.length === 0 ? rule : { ...rule, ranges: [...(rule.ranges ?? []), ...copies] };
  });
  return conditionalFormats.every((rule, index) => rule === target.conditionalFormats[index])
    ? spreadsheet
    : withSheet(spreadsheet, { ...target, conditionalFormats });
};

/** Delimited text as it comes from a file or the clipboard: quotes around a field may hold delimiters and line ends. */
export const delimitedRows = (text: string, delimiter: string): string[][] => {
  if (delimiter === '') throw invalid('The delimiter must not be empty.');
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    let field = '';
    if (text[at] === '"') {
      at += 1;
      while (at < text.length) {
        if (text[at] === '"' && text[at + 1] === '"') {
          field += '"';
          at += 2;
        } else if (text[at] === '"') {
          at += 1;
          break;
        } else field += text[at++];
      }
    }
    while (at < text.length && !text.startsWith(delimiter, at) && text[at] !== '\n' && text[at] !== '\r')
      field += text[at++];
    rows.at(-1)!.push(field);
    if (text.startsWith(delimiter, at)) at += delimiter.length;
    else if (at < text.length) {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      if (at >= text.length) break;
      rows.push([]);
    } else break;
  }
  return rows;
};

const replaced = (
  spreadsheet: Spreadsheet,
  targets: { sheet: Sheet; area: Area }[],
  request: NonNullable<Request['findReplace']>,
  world: World,
) => {
  const pattern = searchPattern(request);
  const replacement = request.searchByRegex
    ? (request.replacement ?? '')
    : (request.replacement ?? '').replaceAll('$', '$$$$');
  const locale = localeOf(spreadsheet.properties.locale);
  const counts = { valuesChanged: 0, formulasChanged: 0, rowsChanged: 0, sheetsChanged: 0, occurrencesChanged: 0 };
  let next = spreadsheet;
  for (const { sheet, area } of targets) {
    const rows = new Set<number>();
    const changed = withCells(sheet, area, (cell, row) => {
      const formula = cell?.value?.formulaValue;
      if (!cell?.value || (formula !== undefined && !request.includeFormulas)) return cell;
      const text = formula ?? cell.value.stringValue ?? shownText(spreadsheet, cell) ?? '';
      const found = text.match(pattern)?.length ?? 0;
      if (found === 0) return cell;
      const result = text.replace(pattern, replacement);
      const value: ExtendedValue | undefined =
        formula !== undefined
          ? { formulaValue: result }
          : readTyped(result, locale, world.now.getUTCFullYear(), cell.format?.numberFormat?.type === 'TEXT').value;
      if (sameEntry(cell.value, value)) return cell;
      counts.occurrencesChanged += found;
      if (formula === undefined) counts.valuesChanged += 1;
      else counts.formulasChanged += 1;
      rows.add(row);
      return withValue(cell, value);
    });
    if (rows.size === 0) continue;
    counts.rowsChanged += rows.size;
    counts.sheetsChanged += 1;
    next = withSheet(next, changed);
  }
  const findReplace = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  return { spreadsheet: next, reply: { findReplace } };
};

const searchPattern = ({
  find = '',
  matchCase,
  matchEntireCell,
  searchByRegex,
}: NonNullable<Request['findReplace']>): RegExp => {
  if (find === '') throw invalid('No find specified.');
  const source = searchByRegex ? find : find.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  try {
    return new RegExp(matchEntireCell ? `^(?:${source})$` : source, `gu${matchCase ? '' : 'i'}`);
  } catch {
    throw invalid(`Invalid regular expression: ${find}`);
  }
};
