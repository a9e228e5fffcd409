import { findRange } from './a1.ts';
import { ApiError } from './failure.ts';
import { localeOf } from './locale.ts';
import type { BooleanCondition, Cell, ExtendedValue, Sheet, Spreadsheet } from './model.ts';
import { cellAt, effectiveValue } from './model.ts';
import { formattedValue } from './number-format.ts';
import { serialOfNow } from './serial.ts';
import { readTyped } from './typed.ts';

/** Where a condition is judged: its values are read by the spreadsheet's locale, and ranges without a title are of `sheet`. */
export interface ConditionPlace {
  spreadsheet: Spreadsheet;
  sheet: Sheet;
  now: Date;
}

/**
 * Whether a cell meets a condition of a validation, a conditional format or a filter.
 *
 * @returns undefined where this server cannot tell: a custom formula, or a value that is a formula
 */
export const meets = (
  condition: BooleanCondition,
  cell: Cell | undefined,
  place: ConditionPlace,
): boolean | undefined => {
  const locale = localeOf(place.spreadsheet.properties.locale);
  const value = effectiveValue(cell);
  const text = formattedValue(value, cell?.format, locale) ?? '';
  const { numberValue: number } = value ?? {};
  const values = condition.values ?? [];
  if (!rangeType(condition) && values.some(({ userEnteredValue }) => userEnteredValue?.startsWith('=')))
    return undefined;
  const texts = values.map(({ userEnteredValue = '' }) => userEnteredValue);
  const numbers = values.map(({ userEnteredValue = '', relativeDate }) => {
    const today = Math.floor(serialOfNow(place.now, place.spreadsheet.properties.timeZone));
    if (relativeDate) return today + (relativeDays[relativeDate] ?? 0);
    return readTyped(userEnteredValue, locale, place.now.getUTCFullYear()).value?.numberValue ?? Number.NaN;
  });
  const [low = Number.NaN, high = Number.NaN] = numbers;
  const wanted = (texts[0] ?? '').toLowerCase();
  const shown = text.toLowerCase();
  const day = number === undefined ? undefined : Math.floor(number);
  const between = (at: number | undefined): boolean =>
    at !== undefined && at >= Math.min(low, high) && at <= Math.max(low, high);
  switch (condition.type) {
    case 'NUMBER_GREATER':
      return number !== undefined && number > low;
    case 'NUMBER_GREATER_THAN_EQ':
      return number !== undefined && number >= low;
    case 'NUMBER_LESS':
      return number !== undefined && number < low;
    case 'NUMBER_LESS_THAN_EQ':
      return number !== undefined && number <= low;
    case 'NUMBER_EQ':
      return number === low;
    case 'NUMBER_NOT_EQ':
      return number !== undefined && number !== low;
    case 'NUMBER_BETWEEN':
      return between(number);
    case 'NUMBER_NOT_BETWEEN':
      return number !== undefined && !between(number);
    case 'TEXT_CONTAINS':
      return shown.includes(wanted);
    case 'TEXT_NOT_CONTAINS':
      return !shown.includes(wanted);
    case 'TEXT_STARTS_WITH':
      return shown.startsWith(wanted);
    case 'TEXT_ENDS_WITH':
      return shown.endsWith(wanted);
    case 'TEXT_EQ':
      return texts.some((one) => one.toLowerCase() === shown);
    case 'TEXT_NOT_EQ':
      return texts.every((one) => one.toLowerCase() !== shown);
    case 'TEXT_IS_EMAIL':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
    case 'TEXT_IS_URL':
      return /^(?:https?:\/\/|ftp:\/\/|mailto:)?[^\s/@.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?$/i.test(text);
    case 'DATE_IS_VALID':
      return number !== undefined;
    case 'DATE_EQ':
      return day !== undefined && numbers.includes(day);
    case 'DATE_NOT_EQ':
      return day !== undefined && !numbers.includes(day);
    case 'DATE_BEFORE':
      return day !== undefined && day < low;
    case 'DATE_AFTER':
      return day !== undefined && day > low;
    case 'DATE_ON_OR_BEFORE':
      return day !== undefined && day <= low;
    case 'DATE_ON_OR_AFTER':
      return day !== undefined && day >= low;
    case 'DATE_BETWEEN':
      return between(day);
    case 'DATE_NOT_BETWEEN':
      return day !== undefined && !between(day);
    case 'ONE_OF_LIST':
    case 'ONE_OF_RANGE':
      return optionsOf(condition, place).some(
        (option) => option === text || sameValue(readTyped(option, locale, place.now.getUTCFullYear()).value, value),
      );
    case 'BLANK':
      return value === undefined || text === '';
    case 'NOT_BLANK':
      return value !== undefined && text !== '';
    case 'BOOLEAN':
      return values.length === 0 ? value?.boolValue !== undefined : texts.includes(text);
    default:
      return undefined;
  }
};

const relativeDays: Record<string, number> = {
  PAST_YEAR: -365,
  PAST_MONTH: -30,
  PAST_WEEK: -7,
  YESTERDAY: -1,
  TODAY: 0,
  TOMORROW: 1,
};

const rangeType = (condition: BooleanCondition): boolean => condition.type === 'ONE_OF_RANGE';

const sameValue = (one: ExtendedValue | undefined, other: ExtendedValue | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.numberValue === other.numberValue &&
  one.boolValue === other.boolValue &&
  one.stringValue === other.stringValue &&
  one.formulaValue === undefined;

/** The choices of a dropdown, as shown: the list's own, or those in the cells of the range, each once and without blanks. */
export const optionsOf = (
  condition: BooleanCondition,
  { spreadsheet, sheet }: Omit<ConditionPlace, 'now'>,
): string[] => {
  const values = (condition.values ?? []).map(({ userEnteredValue = '' }) => userEnteredValue);
  if (condition.type === 'ONE_OF_LIST') return values;
  if (condition.type !== 'ONE_OF_RANGE') return [];
  const text = (values[0] ?? '').replace(/^=/, '').replaceAll('$', '');
  const locale = localeOf(spreadsheet.properties.locale);
  try {
    const found = findRange(
      // A range without a title is of the rule's own tab.
      { ...spreadsheet, sheets: [sheet, ...spreadsheet.sheets.filter((other) => other !== sheet)] },
      text,
    );
    const options = new Set<string>();
    for (let row = found.area.startRow; row < Math.min(found.area.endRow, found.sheet.rows.length); row += 1)
      for (let column = found.area.startColumn; column < found.area.endColumn; column += 1) {
        const cell = cellAt(found.sheet, row, column);
        const shown = formattedValue(effectiveValue(cell), cell?.format, locale);
        if (shown) options.add(shown);
      }
    return [...options];
  } catch (cause) {
    // The range's tab is gone: the dropdown is empty, as in Sheets.
    if (cause instanceof ApiError) return [];
    throw cause;
  }
};
