import type {
  GridArea,
  GridCell,
  GridProtection,
  GridRow,
  GridSheet,
  GridState,
  GridStyle,
  GridValidation,
} from '../../grid-protocol.ts';
import { areaOf } from '../area.ts';
import { optionsOf } from '../conditions.ts';
import { effectiveFormat, hasPlacedLooks } from '../effective-format.ts';
import { localeOf } from '../locale.ts';
import { hexOf } from '../looks.ts';
import type { Cell, CellFormat, DataValidationRule, ProtectedRange, Row, Sheet, Spreadsheet } from '../model.ts';
import { defaultColumnWidth, effectiveValue } from '../model.ts';
import { formatNumber, formattedValue, isMoment, patternOf } from '../number-format.ts';
import { linkOf } from '../render.ts';
import { readTyped } from '../typed.ts';

/**
 * The looks and rules that a spreadsheet's windows know by number. Numbers are only added, so that those in rows that were sent
 * before stay right.
 */
export interface Palette {
  styles: GridStyle[];
  rules: DataValidationRule[];
  styleOf(format: CellFormat): number | undefined;
  ruleOf(rule: DataValidationRule): number;
}

export const newPalette = (): Palette => {
  const styles: GridStyle[] = [];
  const rules: DataValidationRule[] = [];
  const stylesByFormat = new WeakMap<CellFormat, number>();
  const stylesByText = new Map<string, number>();
  const rulesByObject = new WeakMap<DataValidationRule, number>();
  const rulesByText = new Map<string, number>();
  const numbered = <Item extends object, Made>(
    item: Item,
    made: Made,
    objects: WeakMap<Item, number>,
    texts: Map<string, number>,
    list: Made[],
  ): number => {
    const text = JSON.stringify(made);
    let number = texts.get(text);
    if (number === undefined) {
      number = list.push(made) - 1;
      texts.set(text, number);
    }
    objects.set(item, number);
    return number;
  };
  return {
    styles,
    rules,
    styleOf: (format) => {
      const known =
        stylesByFormat.get(format) ?? numbered(format, gridStyle(format), stylesByFormat, stylesByText, styles);
      return Object.keys(styles[known]!).length === 0 ? undefined : known;
    },
    ruleOf: (rule) => rulesByObject.get(rule) ?? numbered(rule, rule, rulesByObject, rulesByText, rules),
  };
};

const alignments = { LEFT: 'left', CENTER: 'center', RIGHT: 'right' } as const;
const verticals = { TOP: 'top', MIDDLE: 'middle', BOTTOM: 'bottom' } as const;

/** What of a format differs from a plain cell: black Arial 10 on white. */
const gridStyle = (format: CellFormat): GridStyle => {
  const text = format.textFormat ?? {};
  const background = hexOf(format.backgroundColor ?? { red: 1, green: 1, blue: 1 });
  const color = hexOf(text.foregroundColor ?? {});
  const align = alignments[format.horizontalAlignment as keyof typeof alignments];
  const verticalAlign = verticals[format.verticalAlignment as keyof typeof verticals];
  return {
    ...(background === '#ffffff' ? {} : { background }),
    ...(color === '#000000' ? {} : { color }),
    ...(text.bold ? { bold: true } : {}),
    ...(text.italic ? { italic: true } : {}),
    ...(text.fontSize === undefined || text.fontSize === 10 ? {} : { fontSize: text.fontSize }),
    ...(align ? { align } : {}),
    ...(verticalAlign && verticalAlign !== 'bottom' ? { verticalAlign } : {}),
    ...(format.wrapStrategy === 'WRAP' ? { wrap: true } : {}),
  };
};

export const gridState = (spreadsheet: Spreadsheet, revision: number, palettes: Palettes, now: Date): GridState => ({
  spreadsheetId: spreadsheet.spreadsheetId,
  revision,
  title: spreadsheet.properties.title,
  locale: spreadsheet.properties.locale,
  timeZone: spreadsheet.properties.timeZone,
  sheets: spreadsheet.sheets.map((sheet) => {
    const describe = rowDescriber(spreadsheet, sheet, palettes.of(sheet), now);
    const rows = sheet.rows.map(describe);
    return { ...gridSheet(spreadsheet, sheet, palettes.of(sheet)), rows };
  }),
});

/** A palette for each tab of a spreadsheet. */
export interface Palettes {
  of(sheet: Sheet): Palette;
}

export const newPalettes = (): Palettes => {
  const bySheet = new Map<number, Palette>();
  return {
    of: ({ properties }) => {
      const palette = bySheet.get(properties.sheetId) ?? newPalette();
      bySheet.set(properties.sheetId, palette);
      return palette;
    },
  };
};

/** Everything of a tab but its rows. Rows are described first, as they add to the palette. */
export const gridSheet = (spreadsheet: Spreadsheet, sheet: Sheet, palette: Palette): Omit<GridSheet, 'rows'> => {
  const { properties: traits } = sheet;
  return {
    sheetId: traits.sheetId,
    title: traits.title,
    hidden: traits.hidden,
    ...(traits.tabColor ? { tabColor: hexOf(traits.tabColor) } : {}),
    frozenRowCount: traits.frozenRowCount,
    frozenColumnCount: traits.frozenColumnCount,
    columns: sheet.columns.map(({ pixelSize, hidden }) => ({
      width: pixelSize ?? defaultColumnWidth,
      hidden: hidden ?? false,
    })),
    protectedRanges: sheet.protectedRanges.map((item) => gridProtection(sheet, item)),
    merges: sheet.merges.map((merge) => areaOf(sheet, merge)),
    styles: palette.styles.slice(),
    validations: palette.rules.map((rule) => gridValidation(spreadsheet, sheet, rule)),
  };
};

const gridProtection = (sheet: Sheet, item: ProtectedRange): GridProtection => {
  const { sheetId: _sheet, ...sides } = item.range ?? {};
  const except = item.unprotectedRanges?.map((range): GridArea => areaOf(sheet, range));
  return {
    ...(Object.keys(sides).length > 0 ? { area: areaOf(sheet, item.range!) } : {}),
    ...(except?.length ? { except } : {}),
    description: protectionText(item),
    warningOnly: item.warningOnly ?? false,
  };
};

export const protectionText = (item: ProtectedRange): string =>
  item.description || 'This part of the sheet is protected.';

const gridValidation = (spreadsheet: Spreadsheet, sheet: Sheet, rule: DataValidationRule): GridValidation => {
  const { condition } = rule;
  const listed = condition?.type === 'ONE_OF_LIST' || condition?.type === 'ONE_OF_RANGE';
  return {
    ...(condition && listed ? { options: optionsOf(condition, { spreadsheet, sheet }) } : {}),
    ...(condition?.type === 'BOOLEAN' ? { checkbox: true } : {}),
    strict: rule.strict ?? false,
    ...(rule.inputMessage ? { help: rule.inputMessage } : {}),
  };
};

/** Makes the function that describes the rows of a tab for its windows. */
export const rowDescriber = (
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  palette: Palette,
  now: Date,
): ((row: Row, index: number) => GridRow) => {
  const describe = cellDescriber(spreadsheet, sheet, palette, now);
  // Bands and conditional formats colour empty cells too.
  const placed = hasPlacedLooks(sheet);
  const empty = (row: number, column: number): GridCell | null => {
    const style = palette.styleOf(effectiveFormat(undefined, row, column, { spreadsheet, sheet, now }));
    return style === undefined ? null : { style };
  };
  const cellsOf = (row: Row, index: number): (GridCell | null)[] => {
    const cells = Array.from({ length: placed ? sheet.columns.length : row.cells.length }, (_, column) => {
      const cell = row.cells[column];
      if (cell) return describe(cell, index, column);
      return placed ? empty(index, column) : null;
    });
    while (cells.at(-1) === null) cells.pop();
    return cells;
  };
  return (row, index) => ({
    key: row.key,
    ...(row.pixelSize === undefined ? {} : { height: row.pixelSize }),
    ...(row.hidden || row.hiddenByFilter ? { hidden: true } : {}),
    cells: cellsOf(row, index),
  });
};

const cellDescriber = (
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  palette: Palette,
  now: Date,
): ((cell: Cell, row: number, column: number) => GridCell) => {
  const locale = localeOf(spreadsheet.properties.locale);
  return (cell, row, column) => {
    const value = effectiveValue(cell);
    const text = formattedValue(value, cell.format, locale);
    const style = palette.styleOf(effectiveFormat(cell, row, column, { spreadsheet, sheet, now }));
    const entered = enteredText(cell, spreadsheet);
    const link = linkOf(cell);
    return {
      ...(text ? { text } : {}),
      ...(entered === (text ?? '') ? {} : { entered }),
      ...(value ? { kind: kindOf(value) } : {}),
      ...(cell.note === undefined ? {} : { note: cell.note }),
      ...(link === undefined ? {} : { link }),
      ...(style === undefined ? {} : { style }),
      ...(cell.validation ? { validation: palette.ruleOf(cell.validation) } : {}),
    };
  };
};

const kindOf = (value: NonNullable<Cell['value']>): NonNullable<GridCell['kind']> => {
  if (value.numberValue !== undefined) return 'number';
  if (value.boolValue !== undefined) return 'boolean';
  return value.errorValue ? 'error' : 'text';
};

/**
 * A cell's entry as a person would type it: a formula, a number without its looks, a percent as percent, a date as a date, and text with
 * a quote before it where it would otherwise be read as something else.
 */
export const enteredText = (cell: Cell | undefined, spreadsheet: Spreadsheet): string => {
  const value = cell?.value;
  if (!value) return '';
  if (value.formulaValue !== undefined) return value.formulaValue;
  if (value.boolValue !== undefined) return value.boolValue ? 'TRUE' : 'FALSE';
  const locale = localeOf(spreadsheet.properties.locale);
  const format = cell?.format?.numberFormat;
  if (value.numberValue !== undefined) {
    if (isMoment(format)) {
      const pattern = format?.type === 'DATE' ? locale.datePattern : patternOf(format, locale);
      return formatNumber(value.numberValue, pattern, locale);
    }
    const digits = (number: number): string => String(number).replace('.', locale.decimal);
    return format?.type === 'PERCENT'
      ? `${digits(Number(`${value.numberValue}e2`) || value.numberValue * 100)}%`
      : digits(value.numberValue);
  }
  const text = value.stringValue ?? '';
  if (format?.type === 'TEXT') return text;
  return readTyped(text, locale, 2000).value?.stringValue === text ? text : `'${text}`;
};
