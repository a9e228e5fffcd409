import { withField } from './area.ts';
import { checkLength, withValue } from './cells.ts';
import { localeOf } from './locale.ts';
import type { Cell, NumberFormat, Spreadsheet } from './model.ts';
import { dateOfSerial, serialOfNow } from './serial.ts';
import { readTyped } from './typed.ts';

/**
 * The cell after a person typed into it (or the API wrote with USER_ENTERED): the text read by the spreadsheet's locale, and the number
 * format that the text brought along where the cell had none. Numbers and booleans are taken as they are.
 */
export const typedCell = (
  cell: Cell | undefined,
  input: string | number | boolean,
  spreadsheet: Spreadsheet,
  now: Date,
): Cell | undefined => {
  if (typeof input === 'number') return withValue(cell, { numberValue: input });
  if (typeof input === 'boolean') return withValue(cell, { boolValue: input });
  checkLength(input);
  const { locale, timeZone } = spreadsheet.properties;
  const own = cell?.format?.numberFormat;
  const year = dateOfSerial(serialOfNow(now, timeZone)).getUTCFullYear();
  const { value, format } = readTyped(input, localeOf(locale), year, own?.type === 'TEXT');
  const next = withValue(cell, value);
  return format && own === undefined
    ? withField(next, 'format', { ...next?.format, numberFormat: shared(format) })
    : next;
};

const formats = new Map<string, NumberFormat>();

/** One object for each number format, so that cells that look alike share it. */
const shared = (format: NumberFormat): NumberFormat => {
  const key = `${format.type} ${format.pattern}`;
  const known = formats.get(key) ?? format;
  formats.set(key, known);
  return known;
};
