import type { Area } from './area.ts';
import { meets } from './conditions.ts';
import { localeOf } from './locale.ts';
import type { BasicFilter, Row, Sheet, Spreadsheet } from './model.ts';
import { effectiveValue } from './model.ts';
import { formattedValue } from './number-format.ts';

/**
 * Hides the rows that a filter does not let through, below its row of headers, and shows all others. As in Google Sheets this is done when the
 * filter is set: a row that is changed afterwards stays as it is until then. Colours as criteria are not served.
 */
export const filteredRows = (
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  { filterSpecs, criteria }: BasicFilter,
  area: Area,
  now: Date,
): Sheet => {
  const locale = localeOf(spreadsheet.properties.locale);
  const specs =
    filterSpecs ??
    Object.entries(criteria ?? {}).map(([columnIndex, filterCriteria]) => ({
      columnIndex: Number(columnIndex),
      filterCriteria,
    }));
  const isLetThrough = (row: Row): boolean =>
    specs.every(({ columnIndex = 0, filterCriteria = {} }) => {
      const cell = row.cells[columnIndex];
      const text = formattedValue(effectiveValue(cell), cell?.format, locale) ?? '';
      const { hiddenValues = [], condition } = filterCriteria;
      return (
        !hiddenValues.includes(text) && (!condition || meets(condition, cell, { spreadsheet, sheet, now }) !== false)
      );
    });
  return {
    ...sheet,
    rows: sheet.rows.map((row, index) =>
      shown(row, index <= area.startRow || index >= area.endRow || isLetThrough(row)),
    ),
  };
};

/** Shows all rows that a filter has hidden. */
export const unfilteredRows = (sheet: Sheet): Sheet => ({ ...sheet, rows: sheet.rows.map((row) => shown(row, true)) });

const shown = (row: Row, isShown: boolean): Row => {
  if (isShown !== (row.hiddenByFilter ?? false)) return row;
  const { hiddenByFilter: _before, ...rest } = row;
  return isShown ? rest : { ...rest, hiddenByFilter: true };
};
