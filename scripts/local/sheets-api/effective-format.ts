import { areaOf, contains } from './area.ts';
import type { ConditionPlace } from './conditions.ts';
import { meets } from './conditions.ts';
import { comparisonHolds } from './formula/comparison.ts';
import { layered, rgbOf, withBothColors } from './looks.ts';
import type { BandedRange, Cell, CellFormat, Color, ColorStyle, Sheet } from './model.ts';

const overDefault = new WeakMap<CellFormat, WeakMap<CellFormat, CellFormat>>();

/** The spreadsheet's default with a cell's own format over it; made once for each format. */
const overDefaults = (base: CellFormat, format: CellFormat | undefined): CellFormat => {
  if (!format) return base;
  const known = overDefault.get(base) ?? new WeakMap<CellFormat, CellFormat>();
  overDefault.set(base, known);
  const made = known.get(format) ?? layered(base, format);
  known.set(format, made);
  return made;
};

const wholeLooks = new WeakMap<CellFormat, CellFormat>();

const wholeLook = (look: CellFormat): CellFormat => {
  const made = wholeLooks.get(look) ?? withBothColors(look);
  wholeLooks.set(look, made);
  return made;
};

/** True for a sheet in which a cell's looks depend on more than the cell: where it stands, or what it holds. */
export const hasPlacedLooks = (sheet: Sheet): boolean =>
  sheet.bandedRanges.length > 0 || sheet.conditionalFormats.length > 0;

/** How a cell looks in the end: the default, the bands, its own format and the conditional formats that it meets, in this order. */
export const effectiveFormat = (
  cell: Cell | undefined,
  row: number,
  column: number,
  place: ConditionPlace,
): CellFormat => {
  const base = place.spreadsheet.properties.defaultFormat;
  const { sheet } = place;
  if (!hasPlacedLooks(sheet)) return overDefaults(base, cell?.format);
  const spot = { startRow: row, endRow: row + 1, startColumn: column, endColumn: column + 1 };
  let format = base;
  for (const band of sheet.bandedRanges) {
    if (!band.range || !contains(areaOf(sheet, band.range), spot)) continue;
    const color = bandColor(band, areaOf(sheet, band.range), row, column);
    if (color) format = { ...format, backgroundColor: color, backgroundColorStyle: { rgbColor: color } };
  }
  format = layered(format, cell?.format);
  // The first rule that a cell meets wins, so the last ones are laid down first.
  for (const rule of sheet.conditionalFormats.toReversed()) {
    const { condition, format: look } = rule.booleanRule ?? {};
    if (!condition || !look) continue;
    if (!rule.ranges?.some((range) => contains(areaOf(sheet, range), spot))) continue;
    // A custom formula is written for the first cell of the rule's first range.
    const first = areaOf(sheet, rule.ranges[0]!);
    const met =
      condition.type === 'CUSTOM_FORMULA'
        ? comparisonHolds(
            condition.values?.[0]?.userEnteredValue ?? '',
            row - first.startRow,
            column - first.startColumn,
            place.spreadsheet,
            sheet,
          )
        : meets(condition, cell, place);
    if (met === true) format = layered(format, wholeLook(look));
  }
  return format;
};

const bandColor = (
  band: BandedRange,
  area: ReturnType<typeof areaOf>,
  row: number,
  column: number,
): Color | undefined => {
  const properties = band.rowProperties ?? band.columnProperties;
  if (!properties) return undefined;
  const byRow = band.rowProperties !== undefined;
  const position = byRow ? row - area.startRow : column - area.startColumn;
  const last = byRow ? area.endRow - area.startRow - 1 : area.endColumn - area.startColumn - 1;
  const color = (rgb: Color | undefined, style: ColorStyle | undefined): Color | undefined =>
    style ? rgbOf(style) : rgb;
  const header = color(properties.headerColor, properties.headerColorStyle);
  const footer = color(properties.footerColor, properties.footerColorStyle);
  if (position === 0 && header) return header;
  if (position === last && footer) return footer;
  return (position - (header ? 1 : 0)) % 2 === 0
    ? color(properties.firstBandColor, properties.firstBandColorStyle)
    : color(properties.secondBandColor, properties.secondBandColorStyle);
};
