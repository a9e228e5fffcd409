import type { PersonAction, PersonEdit } from '../../grid-protocol.ts';
import { areaName, cellName, parseA1 } from '../a1.ts';
import type { Area } from '../area.ts';
import { areaWithin, gridRangeOf, withCells, withField } from '../area.ts';
import { withValue } from '../cells.ts';
import { meets } from '../conditions.ts';
import { ApiError, invalid } from '../failure.ts';
import type { LineChange } from '../lines.ts';
import type { Cell, Sheet, Spreadsheet, World } from '../model.ts';
import { cellAt, effectiveValue, isBlank, sheetOf, sheetTitled, withSheet } from '../model.ts';
import { errorText } from '../number-format.ts';
import { applyRequests } from '../requests/batch.ts';
import { sortedSheet } from '../sorted-rows.ts';
import { grownSheet, withLines } from '../structure.ts';
import { typedCell } from '../typed-cell.ts';
import { checkLineChange, checkTab, checkTouching, checkTyping } from './protection.ts';

export type ChangeType =
  | 'EDIT'
  | 'INSERT_ROW'
  | 'REMOVE_ROW'
  | 'INSERT_COLUMN'
  | 'REMOVE_COLUMN'
  | 'INSERT_GRID'
  | 'REMOVE_GRID'
  | 'FORMAT'
  | 'OTHER';

/** What a person's act did. */
export interface Act {
  spreadsheet: Spreadsheet;
  sheetId: number;
  tab: string;
  /** Where it happened; the whole tab for acts on tabs. */
  area: Area;
  changeType: ChangeType;
  /**
   * Whether it counts as an edit of cells, which fires onEdit beside onChange. Rows and columns that come or go, and tabs, fire
   * onChange only. See developers.google.com/apps-script/guides/triggers/events
   */
  edits: boolean;
  /** The new and the old value of an edit of a single cell, as Apps Script gives them: text, absent for an empty cell. */
  value?: string;
  oldValue?: string;
  /** True where rows changed places by what they hold, so that undo puts the rows back without moving references. */
  sorted?: boolean;
}

/**
 * Types values as a person would: read by the locale, refused by protections and strict validation, the grid grown where a block reaches
 * beyond it.
 *
 * @throws ApiError whose message is written for the person
 */
export const typedAct = (spreadsheet: Spreadsheet, edit: PersonEdit, now: Date): Act => {
  const sheet = tabTitled(spreadsheet, edit.tab);
  const target = targetArea(sheet, edit);
  const clears = (edit.clear ?? []).map((text) => clearTarget(spreadsheet, sheet, text));
  const height = edit.values.length;
  const width = Math.max(0, ...edit.values.map((row) => row.length));
  const inputAt = (row: number, column: number): string | number | boolean | null | undefined =>
    edit.values[(row - target.startRow) % height]?.[(column - target.startColumn) % width];
  const touched = height === 0 || width === 0 ? undefined : touchedArea(target, inputAt);

  const grown = touched ? grownSheet(sheet, touched.endRow, touched.endColumn) : sheet;
  if (touched) checkTyping(grown, [touched]);
  for (const { sheet: other, area } of clears) checkTyping(other, [area]);

  let next = withSheet(spreadsheet, grown);
  for (const { sheet: other, area } of clears)
    next = withSheet(
      next,
      withCells(sheetOf(next, other.properties.sheetId)!, area, (cell) => withValue(cell, undefined)),
    );
  const base = sheetOf(next, sheet.properties.sheetId)!;
  const typed = touched
    ? withCells(base, touched, (cell, row, column) => {
        const input = inputAt(row, column);
        if (input === null || input === undefined) return cell;
        const after = typedCell(cell, input, spreadsheet, now);
        checkRule(after, row, column, { spreadsheet: next, sheet: base, now });
        return after;
      })
    : base;
  next = withSheet(next, typed);

  const area = touched ?? clears[0]?.area ?? target;
  const single = area.endRow - area.startRow === 1 && area.endColumn - area.startColumn === 1;
  const { sheetId, title } = sheet.properties;
  const value = single ? triggerValue(cellAt(typed, area.startRow, area.startColumn)) : undefined;
  const oldValue = single ? triggerValue(cellAt(sheet, area.startRow, area.startColumn)) : undefined;
  return {
    spreadsheet: next,
    sheetId,
    tab: title,
    area,
    changeType: 'EDIT',
    edits: true,
    ...(value === undefined ? {} : { value }),
    ...(oldValue === undefined ? {} : { oldValue }),
  };
};

const tabTitled = (spreadsheet: Spreadsheet, title: string): Sheet => {
  const sheet = sheetTitled(spreadsheet, title);
  if (!sheet) throw new ApiError('NOT_FOUND', `There is no tab "${title}" in this spreadsheet.`);
  return sheet;
};

/** The block that the values take: the range, repeated over it where it is a multiple, or spread from its first cell. */
const targetArea = (sheet: Sheet, { range, values }: PersonEdit): Area => {
  const open = parseA1(range);
  if (!open) throw invalid(`"${range}" is not a range of cells.`);
  const area: Area = {
    startRow: open.startRow ?? 0,
    endRow: open.endRow ?? sheet.rows.length,
    startColumn: open.startColumn ?? 0,
    endColumn: open.endColumn ?? sheet.columns.length,
  };
  const height = Math.max(1, values.length);
  const width = Math.max(1, ...values.map((row) => row.length));
  const rows = area.endRow - area.startRow;
  const columns = area.endColumn - area.startColumn;
  return {
    ...area,
    endRow: area.startRow + (rows % height === 0 ? rows : height),
    endColumn: area.startColumn + (columns % width === 0 ? columns : width),
  };
};

const touchedArea = (target: Area, inputAt: (row: number, column: number) => unknown): Area | undefined => {
  let touched: Area | undefined;
  for (let row = target.startRow; row < target.endRow; row += 1)
    for (let column = target.startColumn; column < target.endColumn; column += 1) {
      const input = inputAt(row, column);
      if (input === null || input === undefined) continue;
      touched = touched
        ? {
            startRow: Math.min(touched.startRow, row),
            endRow: Math.max(touched.endRow, row + 1),
            startColumn: Math.min(touched.startColumn, column),
            endColumn: Math.max(touched.endColumn, column + 1),
          }
        : { startRow: row, endRow: row + 1, startColumn: column, endColumn: column + 1 };
    }
  return touched;
};

const clearTarget = (spreadsheet: Spreadsheet, home: Sheet, text: string): { sheet: Sheet; area: Area } => {
  const titled = /^(?:'((?:[^']|'')*)'|([^!]*))!(.*)$/s.exec(text);
  const sheet = titled ? tabTitled(spreadsheet, titled[1]?.replaceAll("''", "'") ?? titled[2]!) : home;
  const open = parseA1(titled ? titled[3]! : text);
  if (!open) throw invalid(`"${text}" is not a range of cells.`);
  const { rows, columns } = sheet;
  return {
    sheet,
    area: {
      startRow: Math.min(open.startRow ?? 0, rows.length),
      endRow: Math.min(open.endRow ?? rows.length, rows.length),
      startColumn: Math.min(open.startColumn ?? 0, columns.length),
      endColumn: Math.min(open.endColumn ?? columns.length, columns.length),
    },
  };
};

/** A strict rule refuses a value that does not meet it; emptying a cell is always allowed. */
const checkRule = (cell: Cell | undefined, row: number, column: number, place: Parameters<typeof meets>[2]): void => {
  const rule = cell?.validation;
  if (!rule?.strict || !rule.condition || isBlank(cell) || meets(rule.condition, cell, place) !== false) return;
  throw invalid(
    rule.inputMessage ||
      `The data you entered in cell ${cellName(row, column)} violates the data validation rules set on this cell.`,
  );
};

const triggerValue = (cell: Cell | undefined): string | undefined => {
  const value = effectiveValue(cell);
  if (!value) return undefined;
  if (value.numberValue !== undefined) return String(value.numberValue);
  if (value.boolValue !== undefined) return value.boolValue ? 'TRUE' : 'FALSE';
  return value.errorValue ? errorText(value.errorValue) : (value.stringValue ?? value.formulaValue);
};

/** Everything a person does but typing, undo and redo. */
export const personAct = (
  spreadsheet: Spreadsheet,
  action: Exclude<PersonAction, { kind: 'undo' | 'redo' }>,
  world: World,
): Act => {
  if (action.kind === 'addTab') {
    const outcome = applyForPerson(spreadsheet, { addSheet: { properties: { title: action.title } } }, world);
    return tabAct(outcome.spreadsheet, outcome.spreadsheet.sheets.at(-1)!, 'INSERT_GRID');
  }
  const sheet = sheetOf(spreadsheet, action.sheetId);
  if (!sheet) throw new ApiError('NOT_FOUND', 'This tab is no longer there.');
  const { sheetId, title: tab } = sheet.properties;
  const lines = (change: LineChange, changeType: ChangeType, edits: boolean, inherit?: number): Act => {
    checkLineChange(sheet, change);
    const start =
      change.kind === 'insert'
        ? change.at
        : change.kind === 'move'
          ? change.to > change.start
            ? change.to - change.count
            : change.to
          : change.start;
    const whole = { startRow: 0, endRow: sheet.rows.length, startColumn: 0, endColumn: sheet.columns.length };
    const area =
      change.dimension === 'ROWS'
        ? { ...whole, startRow: start, endRow: start + change.count }
        : { ...whole, startColumn: start, endColumn: start + change.count };
    return { spreadsheet: withLines(spreadsheet, sheetId, change, inherit), sheetId, tab, area, changeType, edits };
  };
  switch (action.kind) {
    case 'insertRows':
      return lines(
        { dimension: 'ROWS', kind: 'insert', at: action.at, count: action.count },
        'INSERT_ROW',
        false,
        inheritedFrom(action.at, sheet.properties.frozenRowCount, sheet.rows.length),
      );
    case 'insertColumns':
      return lines(
        { dimension: 'COLUMNS', kind: 'insert', at: action.at, count: action.count },
        'INSERT_COLUMN',
        false,
        inheritedFrom(action.at, 0, sheet.columns.length),
      );
    case 'deleteRows':
      return lines(
        { dimension: 'ROWS', kind: 'delete', start: action.start, count: action.count },
        'REMOVE_ROW',
        false,
      );
    case 'deleteColumns':
      return lines(
        { dimension: 'COLUMNS', kind: 'delete', start: action.start, count: action.count },
        'REMOVE_COLUMN',
        false,
      );
    case 'moveRows':
      return lines(
        { dimension: 'ROWS', kind: 'move', start: action.start, count: action.count, to: action.to },
        'OTHER',
        true,
      );
    case 'moveColumns':
      return lines(
        { dimension: 'COLUMNS', kind: 'move', start: action.start, count: action.count, to: action.to },
        'OTHER',
        true,
      );
    case 'sort': {
      const area = areaWithin(sheet, gridRangeOf(sheetId, action.area));
      checkTouching(sheet, [area]);
      const specs = [{ dimensionIndex: action.column, sortOrder: action.ascending ? 'ASCENDING' : 'DESCENDING' }];
      const next = sortedSheet(sheet, area, specs, spreadsheet.properties.locale);
      return {
        spreadsheet: withSheet(spreadsheet, next),
        sheetId,
        tab,
        area,
        changeType: 'EDIT',
        edits: true,
        sorted: true,
      };
    }
    case 'resizeColumns': {
      const range = {
        sheetId,
        dimension: 'COLUMNS',
        startIndex: action.start,
        endIndex: action.start + action.count,
      } as const;
      const outcome = applyForPerson(
        spreadsheet,
        {
          updateDimensionProperties: {
            range,
            properties: { pixelSize: Math.round(action.width) },
            fields: 'pixelSize',
          },
        },
        world,
      );
      const area = {
        startRow: 0,
        endRow: sheet.rows.length,
        startColumn: action.start,
        endColumn: action.start + action.count,
      };
      return { spreadsheet: outcome.spreadsheet, sheetId, tab, area, changeType: 'OTHER', edits: false };
    }
    case 'setNote': {
      const area = areaWithin(sheet, {
        startRowIndex: action.row,
        endRowIndex: action.row + 1,
        startColumnIndex: action.column,
        endColumnIndex: action.column + 1,
      });
      checkTyping(sheet, [area]);
      const next = withCells(sheet, area, (cell) => withField(cell, 'note', action.note || undefined));
      return { spreadsheet: withSheet(spreadsheet, next), sheetId, tab, area, changeType: 'OTHER', edits: false };
    }
    case 'deleteTab': {
      checkTab(sheet);
      const outcome = applyForPerson(spreadsheet, { deleteSheet: { sheetId } }, world);
      return tabAct(outcome.spreadsheet, sheet, 'REMOVE_GRID');
    }
    case 'renameTab': {
      checkTab(sheet);
      const outcome = applyForPerson(
        spreadsheet,
        { updateSheetProperties: { properties: { sheetId, title: action.title }, fields: 'title' } },
        world,
      );
      return tabAct(outcome.spreadsheet, sheetOf(outcome.spreadsheet, sheetId)!, 'OTHER');
    }
    default:
      throw invalid(`There is no action "${String((action as { kind?: unknown }).kind)}".`);
  }
};

/** New lines look like the one before them, or the one after where that one is a header or not there. */
const inheritedFrom = (at: number, frozen: number, size: number): number | undefined => {
  if (at > frozen) return at - 1;
  return at < size ? at : undefined;
};

const tabAct = (spreadsheet: Spreadsheet, sheet: Sheet, changeType: ChangeType): Act => ({
  spreadsheet,
  sheetId: sheet.properties.sheetId,
  tab: sheet.properties.title,
  area: { startRow: 0, endRow: sheet.rows.length, startColumn: 0, endColumn: sheet.columns.length },
  changeType,
  edits: false,
});

/** Applies a request of the API; a refusal loses the request's name, which says nothing to a person. */
const applyForPerson = (
  spreadsheet: Spreadsheet,
  request: Parameters<typeof applyRequests>[1][number],
  world: World,
) => {
  try {
    return applyRequests(spreadsheet, [request], world);
  } catch (cause) {
    if (cause instanceof ApiError)
      throw new ApiError(cause.status, cause.message.replace(/^Invalid requests\[\d+\]\.\w+: /, ''));
    throw cause;
  }
};

/** An act's place in words: `A1:C3`. */
export const actRange = (act: Pick<Act, 'area'>): string => areaName(act.area);
