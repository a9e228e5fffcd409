import type { Corner, Reference } from './formula/tokens.ts';
import { withReferences } from './formula/tokens.ts';
import type {
  BandedRange,
  BasicFilter,
  BooleanCondition,
  Cell,
  ConditionalFormatRule,
  DataValidationRule,
  DeveloperMetadata,
  GridRange,
  NamedRange,
  ProtectedRange,
  Row,
  Sheet,
  Spreadsheet,
} from './model.ts';

/** How the anchors of one change follow it: ranges of the sheets, and references in formulas. */
export interface Following {
  /** undefined where the cells of the range are gone; the same object where nothing changes. */
  range: (range: GridRange) => GridRange | undefined;
}

/**
 * Lets everything that points at cells follow a change of the grid: formulas in cells, in validations and in conditional
 * formats, protections, merges, filters, bands, named ranges and developer metadata. What pointed only at deleted cells goes with
 * them; a formula's reference to them reads `#REF!`.
 */
export const withAnchors = (spreadsheet: Spreadsheet, following: Following): Spreadsheet => {
  const ids = new Map(spreadsheet.sheets.map(({ properties }) => [properties.title.toLowerCase(), properties.sheetId]));
  const titles = new Map(spreadsheet.sheets.map(({ properties }) => [properties.sheetId, properties.title]));
  const formulaIn =
    (home: number) =>
    (formula: string): string =>
      withReferences(formula, (reference) => {
        const sheetId = reference.title === undefined ? home : ids.get(reference.title.toLowerCase());
        if (sheetId === undefined) return reference;
        const before = rangeOf(reference, sheetId);
        const after = following.range(before);
        if (after === before) return reference;
        return after && movedReference(reference, after, titles.get(after.sheetId ?? 0), after.sheetId !== sheetId);
      });
  return {
    ...spreadsheet,
    sheets: kept(spreadsheet.sheets, (sheet) => sheetFollowing(sheet, following, formulaIn(sheet.properties.sheetId))),
    namedRanges: kept(spreadsheet.namedRanges, (named): NamedRange | undefined => withRange(named, following)),
    metadata: kept(spreadsheet.metadata, (entry) => metadataFollowing(entry, following)),
  };
};

/** The list with each item replaced; the same list where every item stays the same. Items that come back undefined go. */
const kept = <Item>(items: readonly Item[], change: (item: Item) => Item | undefined): readonly Item[] => {
  let changed = false;
  const next: Item[] = [];
  for (const item of items) {
    const after = change(item);
    if (after !== item) changed = true;
    if (after !== undefined) next.push(after);
  }
  return changed ? next : items;
};

const withRange = <Item extends { readonly range?: GridRange }>(item: Item, following: Following): Item | undefined => {
  if (!item.range) return item;
  const range = following.range(item.range);
  if (range === item.range) return item;
  return range && { ...item, range };
};

const sheetFollowing = (sheet: Sheet, following: Following, formula: (text: string) => string): Sheet => {
  const next = {
    rows: rowsFollowing(sheet.rows, formula),
    protectedRanges: kept(sheet.protectedRanges, (item) => protectionFollowing(item, following)),
    merges: kept(sheet.merges, (merge) => {
      const after = following.range(merge);
      return after && isSingleCell(after) ? undefined : after;
    }),
    bandedRanges: kept(sheet.bandedRanges, (item): BandedRange | undefined => withRange(item, following)),
    conditionalFormats: kept(sheet.conditionalFormats, (rule) => ruleFollowing(rule, following, formula)),
  };
  const basicFilter = sheet.basicFilter && filterFollowing(sheet.basicFilter, following);
  const same =
    basicFilter === sheet.basicFilter &&
    (Object.keys(next) as (keyof typeof next)[]).every((key) => next[key] === sheet[key]);
  if (same) return sheet;
  const { basicFilter: _before, ...rest } = sheet;
  return { ...rest, ...next, ...(basicFilter ? { basicFilter } : {}) };
};

const isSingleCell = (range: GridRange): boolean =>
  (range.endRowIndex ?? 0) - (range.startRowIndex ?? 0) === 1 &&
  (range.endColumnIndex ?? 0) - (range.startColumnIndex ?? 0) === 1;

/** Which rows hold formulas or rules with references; remembered by row, as rows never change. */
const referring = new WeakMap<Row, boolean>();

export const rowRefers = (row: Row): boolean => {
  const remembered = referring.get(row);
  if (remembered !== undefined) return remembered;
  const refers = row.cells.some(
    (cell) =>
      cell !== undefined && (cell.value?.formulaValue !== undefined || conditionRefers(cell.validation?.condition)),
  );
  referring.set(row, refers);
  return refers;
};

const conditionRefers = (condition: BooleanCondition | undefined): boolean =>
  condition?.values?.some(({ userEnteredValue }) => userEnteredValue?.startsWith('=')) ?? false;

const rowsFollowing = (rows: readonly Row[], formula: (text: string) => string): readonly Row[] => {
  const rules = new Map<DataValidationRule, DataValidationRule>();
  return kept(rows, (row) => {
    if (!rowRefers(row)) return row;
    const cells = row.cells.map((cell) => cell && cellFollowing(cell, rules, formula));
    return cells.every((cell, index) => cell === row.cells[index]) ? row : { ...row, cells };
  });
};

const cellFollowing = (
  cell: Cell,
  rules: Map<DataValidationRule, DataValidationRule>,
  formula: (text: string) => string,
): Cell => {
  const before = cell.value?.formulaValue;
  const after = before === undefined ? undefined : formula(before);
  const validation = cell.validation && validationFollowing(cell.validation, rules, formula);
  if (after === before && validation === cell.validation) return cell;
  return {
    ...cell,
    ...(after === undefined ? {} : { value: { formulaValue: after } }),
    ...(validation ? { validation } : {}),
  };
};

const validationFollowing = (
  rule: DataValidationRule,
  rules: Map<DataValidationRule, DataValidationRule>,
  formula: (text: string) => string,
): DataValidationRule => {
  const done = rules.get(rule);
  if (done) return done;
  const condition = rule.condition && conditionFollowing(rule.condition, formula);
  const next = condition === rule.condition || !condition ? rule : { ...rule, condition };
  rules.set(rule, next);
  return next;
};

const conditionFollowing = (condition: BooleanCondition, formula: (text: string) => string): BooleanCondition => {
  if (!conditionRefers(condition)) return condition;
  const values = kept(condition.values ?? [], (value) => {
    const before = value.userEnteredValue;
    if (!before?.startsWith('=')) return value;
    const after = formula(before);
    return after === before ? value : { ...value, userEnteredValue: after };
  });
  return values === condition.values ? condition : { ...condition, values };
};

const protectionFollowing = (item: ProtectedRange, following: Following): ProtectedRange | undefined => {
  const own = withRange(item, following);
  if (!own?.unprotectedRanges) return own;
  const open = kept(own.unprotectedRanges, following.range);
  return open === own.unprotectedRanges ? own : { ...own, unprotectedRanges: open };
};

const ruleFollowing = (
  rule: ConditionalFormatRule,
  following: Following,
  formula: (text: string) => string,
): ConditionalFormatRule | undefined => {
  const ranges = kept(rule.ranges ?? [], following.range);
  if (ranges.length === 0) return undefined;
  const before = rule.booleanRule?.condition;
  const condition = before && conditionFollowing(before, formula);
  if (ranges === rule.ranges && condition === before) return rule;
  return { ...rule, ranges, ...(condition ? { booleanRule: { ...rule.booleanRule, condition } } : {}) };
};

const filterFollowing = (filter: BasicFilter, following: Following): BasicFilter | undefined => {
  const moved = withRange(filter, following);
  if (!moved || moved === filter) return moved;
  const column = (index: number): number | undefined =>
    following.range({
      sheetId: filter.range?.sheetId ?? 0,
      startRowIndex: filter.range?.startRowIndex ?? 0,
      endRowIndex: (filter.range?.startRowIndex ?? 0) + 1,
      startColumnIndex: index,
      endColumnIndex: index + 1,
    })?.startColumnIndex;
  const { criteria, sortSpecs, filterSpecs, ...rest } = moved;
  return {
    ...rest,
    ...(criteria
      ? {
          criteria: Object.fromEntries(
            Object.entries(criteria).flatMap(([key, value]) => {
              const index = column(Number(key));
              return index === undefined ? [] : [[String(index), value]];
            }),
          ),
        }
      : {}),
    ...(sortSpecs
      ? {
          sortSpecs: sortSpecs.flatMap((spec) => {
            const index = column(spec.dimensionIndex ?? 0);
            return index === undefined ? [] : [{ ...spec, dimensionIndex: index }];
          }),
        }
      : {}),
    ...(filterSpecs
      ? {
          filterSpecs: filterSpecs.flatMap((spec) => {
            const index = column(spec.columnIndex ?? 0);
            return index === undefined ? [] : [{ ...spec, columnIndex: index }];
          }),
        }
      : {}),
  };
};

const metadataFollowing = (entry: DeveloperMetadata, following: Following): DeveloperMetadata | undefined => {
  const lines = entry.location?.dimensionRange;
  if (!lines) return entry;
  const { sheetId = 0, startIndex = 0, endIndex = startIndex + 1 } = lines;
  const rows = lines.dimension !== 'COLUMNS';
  const before: GridRange = rows
    ? { sheetId, startRowIndex: startIndex, endRowIndex: endIndex }
    : { sheetId, startColumnIndex: startIndex, endColumnIndex: endIndex };
  const after = following.range(before);
  if (after === before) return entry;
  if (!after) return undefined;
  const start = (rows ? after.startRowIndex : after.startColumnIndex) ?? 0;
  const dimensionRange = { ...lines, startIndex: start, endIndex: start + (endIndex - startIndex) };
  return { ...entry, location: { ...entry.location, dimensionRange } };
};

const rangeOf = ({ start, end = start }: Reference, sheetId: number): GridRange => ({
  sheetId,
  ...side('startRowIndex', 'endRowIndex', start.row, end.row),
  ...side('startColumnIndex', 'endColumnIndex', start.column, end.column),
});

const side = (startKey: string, endKey: string, first: number | undefined, last: number | undefined): GridRange => {
  if (first === undefined) return last === undefined ? {} : { [endKey]: last + 1 };
  if (last === undefined) return { [startKey]: first };
  return { [startKey]: Math.min(first, last), [endKey]: Math.max(first, last) + 1 };
};

const movedReference = (
  reference: Reference,
  range: GridRange,
  title: string | undefined,
  otherSheet: boolean,
): Reference => {
  const corner = (before: Corner, last: boolean): Corner => ({
    ...before,
    ...(before.row === undefined ? {} : { row: last ? (range.endRowIndex ?? 1) - 1 : (range.startRowIndex ?? 0) }),
    ...(before.column === undefined
      ? {}
      : { column: last ? (range.endColumnIndex ?? 1) - 1 : (range.startColumnIndex ?? 0) }),
  });
  return {
    ...reference,
    ...(otherSheet && title !== undefined ? { title } : {}),
    start: corner(reference.start, false),
    ...(reference.end ? { end: corner(reference.end, true) } : {}),
  };
};
