import type { Area } from '../area.ts';
import { areaOf, areaWithin, gridRangeOf, intersection, withCells } from '../area.ts';
import { checkCondition, withValue } from '../cells.ts';
import { invalid } from '../failure.ts';
import { filteredRows, unfilteredRows } from '../filtered-rows.ts';
import { overlaid, updateMask } from '../mask.ts';
import type {
  BandedRange,
  ConditionalFormatRule,
  GridRange,
  NamedRange,
  ProtectedRange,
  Sheet,
  Spreadsheet,
} from '../model.ts';
import { isBlank, withSheet } from '../model.ts';
import type { Handlers } from './outcome.ts';
import { required, requiredArea, requiredSheet } from './outcome.ts';

/** Requests about what lies over cells: protections, names, merges, conditional formats, bands and filters. */
export const annotationRequests: Handlers = {
  addProtectedRange: (spreadsheet, request, { newId }) => {
    const given = required(request.protectedRange, 'protectedRange');
    if (given.range && given.namedRangeId !== undefined)
      throw invalid('Only one of range and namedRangeId can be set.');
    const { sheet, item } = protectionIn(spreadsheet, given);
    const protectedRangeId = given.protectedRangeId ?? newId();
    if (
      spreadsheet.sheets.some((other) => other.protectedRanges.some((one) => one.protectedRangeId === protectedRangeId))
    )
      throw invalid(`Protected range with id: ${protectedRangeId} already exists.`);
    const protectedRange: ProtectedRange = { ...item, protectedRangeId };
    return {
      spreadsheet: withSheet(spreadsheet, { ...sheet, protectedRanges: [...sheet.protectedRanges, protectedRange] }),
      reply: { addProtectedRange: { protectedRange: { ...protectedRange, requestingUserCanEdit: true } } },
    };
  },

  updateProtectedRange: (spreadsheet, { protectedRange = {}, fields }) => {
    const { sheet, index } = protectionWithId(spreadsheet, protectedRange.protectedRangeId);
    const before = sheet.protectedRanges[index]!;
    const mask = updateMask(fields, 'ProtectedRange', ['protectedRangeId', 'requestingUserCanEdit']);
    const merged = {
      ...overlaid<ProtectedRange>(before, protectedRange, mask),
      protectedRangeId: before.protectedRangeId!,
    };
    const { sheet: target, item } = protectionIn(spreadsheet, merged);
    if (target !== sheet) throw invalid('A protected range cannot move to another sheet.');
    return {
      spreadsheet: withSheet(spreadsheet, { ...sheet, protectedRanges: sheet.protectedRanges.with(index, item) }),
    };
  },

  deleteProtectedRange: (spreadsheet, { protectedRangeId }) => {
    const { sheet, index } = protectionWithId(spreadsheet, protectedRangeId);
    return {
      spreadsheet: withSheet(spreadsheet, { ...sheet, protectedRanges: sheet.protectedRanges.toSpliced(index, 1) }),
    };
  },

  addNamedRange: (spreadsheet, request, { newId }) => {
    const given = required(request.namedRange, 'namedRange');
    const namedRange: NamedRange = {
      ...checkedName(spreadsheet, given),
      namedRangeId: given.namedRangeId ?? String(newId()),
    };
    if (spreadsheet.namedRanges.some((one) => one.namedRangeId === namedRange.namedRangeId))
      throw invalid(`A named range with id ${namedRange.namedRangeId} already exists.`);
    return {
      spreadsheet: { ...spreadsheet, namedRanges: [...spreadsheet.namedRanges, namedRange] },
      reply: { addNamedRange: { namedRange } },
    };
  },

  updateNamedRange: (spreadsheet, { namedRange = {}, fields }) => {
    const index = nameWithId(spreadsheet, namedRange.namedRangeId);
    const before = spreadsheet.namedRanges[index]!;
    const mask = updateMask(fields, 'NamedRange');
    const merged = { ...overlaid<NamedRange>(before, namedRange, mask), namedRangeId: before.namedRangeId! };
    const next = checkedName(spreadsheet, merged, before);
    return { spreadsheet: { ...spreadsheet, namedRanges: spreadsheet.namedRanges.with(index, next) } };
  },

  deleteNamedRange: (spreadsheet, { namedRangeId }) => ({
    spreadsheet: {
      ...spreadsheet,
      namedRanges: spreadsheet.namedRanges.toSpliced(nameWithId(spreadsheet, namedRangeId), 1),
    },
  }),

  mergeCells: (spreadsheet, { range, mergeType }) => {
    const { sheet, area } = requiredArea(spreadsheet, range);
    const areas = mergedAreas(area, mergeType ?? 'MERGE_ALL');
    const rest = sheet.merges.filter((merge) => !intersection(areaOf(sheet, merge), area));
    for (const merge of sheet.merges) {
      const overlap = intersection(areaOf(sheet, merge), area);
      const whole = areaOf(sheet, merge);
      if (overlap && JSON.stringify(overlap) !== JSON.stringify(whole))
        throw invalid('You must select all cells in a merged range to merge or unmerge them.');
    }
    let next: Sheet = {
      ...sheet,
      merges: [...rest, ...areas.map((one) => gridRangeOf(sheet.properties.sheetId, one))],
    };
    // Only the first value of a merged area stays, in its first cell.
    for (const one of areas) {
      const first = firstValueIn(next, one);
      next = withCells(next, one, (cell, row, column) =>
        row === one.startRow && column === one.startColumn ? withValue(cell, first) : withValue(cell, undefined),
      );
    }
    return { spreadsheet: withSheet(spreadsheet, next) };
  },

  unmergeCells: (spreadsheet, { range }) => {
    const { sheet, area } = requiredArea(spreadsheet, range);
    for (const merge of sheet.merges) {
      const whole = areaOf(sheet, merge);
      const overlap = intersection(whole, area);
      if (overlap && JSON.stringify(overlap) !== JSON.stringify(whole))
        throw invalid('You must select all cells in a merged range to merge or unmerge them.');
    }
    const merges = sheet.merges.filter((merge) => !intersection(areaOf(sheet, merge), area));
    return { spreadsheet: withSheet(spreadsheet, { ...sheet, merges }) };
  },

  addConditionalFormatRule: (spreadsheet, { rule: given, index = 0 }) => {
    const rule = required(given, 'rule');
    const sheet = ruleSheet(spreadsheet, rule);
    if (index < 0 || index > sheet.conditionalFormats.length) throw invalid(`Invalid index: ${index}`);
    const conditionalFormats = sheet.conditionalFormats.toSpliced(index, 0, rule);
    return { spreadsheet: withSheet(spreadsheet, { ...sheet, conditionalFormats }) };
  },

  updateConditionalFormatRule: (spreadsheet, { index = 0, newIndex, rule, sheetId }) => {
    if (rule !== undefined && newIndex !== undefined) throw invalid('Only one of rule and newIndex can be set.');
    const sheet = rule ? ruleSheet(spreadsheet, rule) : requiredSheet(spreadsheet, sheetId);
    const before = sheet.conditionalFormats[index];
    if (!before) throw invalid(`No conditional format on sheet: ${sheet.properties.sheetId} at index: ${index}`);
    if (rule) {
      const conditionalFormats = sheet.conditionalFormats.with(index, rule);
      return {
        spreadsheet: withSheet(spreadsheet, { ...sheet, conditionalFormats }),
        reply: { updateConditionalFormatRule: { oldRule: before, newRule: rule, newIndex: index } },
      };
    }
    const to = required(newIndex, 'rule or newIndex');
    if (to < 0 || to >= sheet.conditionalFormats.length) throw invalid(`Invalid index: ${to}`);
    const conditionalFormats = sheet.conditionalFormats.toSpliced(index, 1).toSpliced(to, 0, before);
    return {
      spreadsheet: withSheet(spreadsheet, { ...sheet, conditionalFormats }),
      reply: { updateConditionalFormatRule: { newRule: before, oldIndex: index, newIndex: to } },
    };
  },

  deleteConditionalFormatRule: (spreadsheet, { index = 0, sheetId }) => {
    const sheet = requiredSheet(spreadsheet, sheetId);
    const rule = sheet.conditionalFormats[index];
    if (!rule) throw invalid(`No conditional format on sheet: ${sheet.properties.sheetId} at index: ${index}`);
    const conditionalFormats = sheet.conditionalFormats.toSpliced(index, 1);
    return {
      spreadsheet: withSheet(spreadsheet, { ...sheet, conditionalFormats }),
      reply: { deleteConditionalFormatRule: { rule } },
    };
  },

  addBanding: (spreadsheet, request, { newId }) => {
    const given = required(request.bandedRange, 'bandedRange');
    const { sheet, area } = requiredArea(spreadsheet, given.range);
    const bandedRange: BandedRange = { ...given, bandedRangeId: given.bandedRangeId ?? newId() };
    if (bandIndex(spreadsheet, bandedRange.bandedRangeId) !== undefined)
      throw invalid(`Banded range with id: ${bandedRange.bandedRangeId} already exists.`);
    checkBands(sheet, area, bandedRange);
    return {
      spreadsheet: withSheet(spreadsheet, { ...sheet, bandedRanges: [...sheet.bandedRanges, bandedRange] }),
      reply: { addBanding: { bandedRange } },
    };
  },

  updateBanding: (spreadsheet, { bandedRange = {}, fields }) => {
    const { sheet, index } = requiredBand(spreadsheet, bandedRange.bandedRangeId);
    const before = sheet.bandedRanges[index]!;
    const mask = updateMask(fields, 'BandedRange', ['bandedRangeId', 'bandedRangeReference']);
    const next: BandedRange = {
      ...overlaid<BandedRange>(before, bandedRange, mask),
      bandedRangeId: before.bandedRangeId!,
    };
    const target = requiredArea(spreadsheet, next.range);
    if (target.sheet !== sheet) throw invalid('A banded range cannot move to another sheet.');
    checkBands(sheet, target.area, next);
    return { spreadsheet: withSheet(spreadsheet, { ...sheet, bandedRanges: sheet.bandedRanges.with(index, next) }) };
  },

  deleteBanding: (spreadsheet, { bandedRangeId }) => {
    const { sheet, index } = requiredBand(spreadsheet, bandedRangeId);
    return { spreadsheet: withSheet(spreadsheet, { ...sheet, bandedRanges: sheet.bandedRanges.toSpliced(index, 1) }) };
  },

  setBasicFilter: (spreadsheet, { filter: given }, { now }) => {
    const filter = required(given, 'filter');
    if (filter.tableId !== undefined) throw invalid('This server does not serve tables.');
    const { sheet, area } = requiredArea(spreadsheet, filter.range);
    const filtered = filteredRows(spreadsheet, sheet, filter, area, now);
    return { spreadsheet: withSheet(spreadsheet, { ...filtered, basicFilter: filter }) };
  },

  clearBasicFilter: (spreadsheet, { sheetId }) => {
    const { basicFilter: _before, ...sheet } = requiredSheet(spreadsheet, sheetId);
    return { spreadsheet: withSheet(spreadsheet, unfilteredRows(sheet)) };
  },
};

const protectionIn = (spreadsheet: Spreadsheet, given: ProtectedRange): { sheet: Sheet; item: ProtectedRange } => {
  const { requestingUserCanEdit: _readOnly, ...item } = given;
  if (item.tableId !== undefined) throw invalid('This server does not serve tables.');
  const range = item.range ?? namedArea(spreadsheet, item.namedRangeId);
  if (!range) throw invalid('A protected range must have a range or a namedRangeId.');
  const sheet = requiredSheet(spreadsheet, range.sheetId);
  areaWithin(sheet, range);
  for (const open of item.unprotectedRanges ?? []) {
    if (
      range.startRowIndex !== undefined ||
      range.startColumnIndex !== undefined ||
      range.endRowIndex !== undefined ||
      range.endColumnIndex !== undefined
    )
      throw invalid('Unprotected ranges can only be set on a protected sheet.');
    if ((open.sheetId ?? 0) !== sheet.properties.sheetId)
      throw invalid('Unprotected ranges must be on the protected sheet.');
    areaWithin(sheet, open);
  }
  return { sheet, item: { ...item, range } };
};

const namedArea = (spreadsheet: Spreadsheet, namedRangeId: string | undefined): GridRange | undefined =>
  namedRangeId === undefined ? undefined : spreadsheet.namedRanges[nameWithId(spreadsheet, namedRangeId)]?.range;

const protectionWithId = (spreadsheet: Spreadsheet, id: number | undefined): { sheet: Sheet; index: number } => {
  for (const sheet of spreadsheet.sheets) {
    const index = sheet.protectedRanges.findIndex(({ protectedRangeId }) => protectedRangeId === id);
    if (index >= 0) return { sheet, index };
  }
  throw invalid(`No protected range with id: ${id}`);
};

const nameWithId = (spreadsheet: Spreadsheet, id: string | undefined): number => {
  const index = spreadsheet.namedRanges.findIndex(({ namedRangeId }) => namedRangeId === id);
  if (index < 0) throw invalid(`No named range with id: ${id}`);
  return index;
};

const checkedName = (spreadsheet: Spreadsheet, given: NamedRange, own?: NamedRange): NamedRange => {
  const name = given.name ?? '';
  if (!/^[\p{L}_][\p{L}\p{N}_.]{0,249}$/u.test(name) || /^(?:[A-Za-z]{1,3}\d+|R\d*C\d*|true|false)$/i.test(name))
    throw invalid(
      `Invalid name: "${name}". Named ranges must start with a letter or underscore and not look like a cell.`,
    );
  if (spreadsheet.namedRanges.some((other) => other !== own && other.name?.toLowerCase() === name.toLowerCase()))
    throw invalid(`Cannot add named range with name: ${name}. A named range with that name already exists.`);
  requiredArea(spreadsheet, given.range);
  return given;
};

const mergedAreas = (area: Area, mergeType: string): Area[] => {
  const areas: Area[] = [];
  if (mergeType === 'MERGE_COLUMNS')
    for (let column = area.startColumn; column < area.endColumn; column += 1)
      areas.push({ ...area, startColumn: column, endColumn: column + 1 });
  else if (mergeType === 'MERGE_ROWS')
    for (let row = area.startRow; row < area.endRow; row += 1) areas.push({ ...area, startRow: row, endRow: row + 1 });
  else areas.push(area);
  return areas.filter((one) => one.endRow - one.startRow > 1 || one.endColumn - one.startColumn > 1);
};

const firstValueIn = (sheet: Sheet, area: Area) => {
  for (let row = area.startRow; row < area.endRow; row += 1)
    for (let column = area.startColumn; column < area.endColumn; column += 1) {
      const cell = sheet.rows[row]?.cells[column];
      if (!isBlank(cell)) return cell?.value;
    }
  return undefined;
};

const ruleSheet = (spreadsheet: Spreadsheet, rule: ConditionalFormatRule): Sheet => {
  const [first, ...others] = rule.ranges ?? [];
  const { sheet } = requiredArea(spreadsheet, first, 'ranges in the rule');
  for (const range of others) {
    if ((range.sheetId ?? 0) !== sheet.properties.sheetId)
      throw invalid('All ranges of a conditional format must be on the same sheet.');
    areaWithin(sheet, range);
  }
  if ((rule.booleanRule === undefined) === (rule.gradientRule === undefined))
    throw invalid('A conditional format needs either a booleanRule or a gradientRule.');
  if (rule.booleanRule) checkCondition(rule.booleanRule.condition);
  return sheet;
};

const bandIndex = (spreadsheet: Spreadsheet, id: number | undefined): { sheet: Sheet; index: number } | undefined => {
  for (const sheet of spreadsheet.sheets) {
    const index = sheet.bandedRanges.findIndex(({ bandedRangeId }) => bandedRangeId === id);
    if (index >= 0) return { sheet, index };
  }
  return undefined;
};

const requiredBand = (spreadsheet: Spreadsheet, id: number | undefined): { sheet: Sheet; index: number } => {
  const found = bandIndex(spreadsheet, id);
  if (!found) throw invalid(`No banded range with id: ${id}`);
  return found;
};

const checkBands = (sheet: Sheet, area: Area, band: BandedRange): void => {
  if (!band.rowProperties && !band.columnProperties) throw invalid('Must specify rowProperties or columnProperties.');
  for (const other of sheet.bandedRanges)
    if (other.bandedRangeId !== band.bandedRangeId && other.range && intersection(areaOf(sheet, other.range), area))
      throw invalid(
        'You cannot add alternating background colors to a range that already has alternating background colors.',
      );
};
