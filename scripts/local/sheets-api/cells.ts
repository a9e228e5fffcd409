import { withField } from './area.ts';
import { invalid } from './failure.ts';
import { formatWriter } from './looks.ts';
import type { Mask } from './mask.ts';
import type { Cell, CellData, DataValidationRule, ExtendedValue } from './model.ts';
import { tidyCell } from './model.ts';

/** Fields of CellData that nobody can write. */
export const readOnlyCellFields = [
  'effectiveValue',
  'effectiveFormat',
  'formattedValue',
  'hyperlink',
  'dataSourceFormula',
] as const;

const unserved = ['pivotTable', 'dataSourceTable', 'chipRuns'] as const;

/**
 * Makes the function that writes CellData into cells by one mask. Fields that the mask names and the data lacks are cleared.
 */
export const cellWriter = (
  mask: Mask,
): ((before: Cell | undefined, data: CellData | undefined) => Cell | undefined) => {
  const format = mask.userEnteredFormat === undefined ? undefined : formatWriter(mask.userEnteredFormat);
  const rules = new Map<DataValidationRule, DataValidationRule>();
  return (before, data) => {
    for (const field of unserved)
      if (data?.[field] !== undefined) throw invalid(`This server does not store ${field} in cells.`);
    let cell = before;
    if (mask.userEnteredValue !== undefined) cell = withValue(cell, enteredValue(data?.userEnteredValue));
    if (format) cell = withField(cell, 'format', format(cell?.format, data?.userEnteredFormat));
    if (mask.note !== undefined) cell = withField(cell, 'note', data?.note || undefined);
    if (mask.dataValidation !== undefined) {
      const rule = data?.dataValidation;
      if (rule && !rules.has(rule)) rules.set(rule, checkedRule(rule));
      cell = withField(cell, 'validation', rule && rules.get(rule));
    }
    if (mask.textFormatRuns !== undefined)
      cell = withField(cell, 'runs', data?.textFormatRuns?.length ? data.textFormatRuns : undefined);
    return cell;
  };
};

/** The cell with another entry; what a formula came to, a link and text runs go with the old one. */
export const withValue = (cell: Cell | undefined, value: ExtendedValue | undefined): Cell | undefined => {
  if (cell === undefined && value === undefined) return undefined;
  if (sameEntry(cell?.value, value)) return cell;
  const { value: _value, computed: _computed, link: _link, runs: _runs, ...rest } = cell ?? {};
  return tidyCell(value === undefined ? rest : { ...rest, value });
};

export const sameEntry = (one: ExtendedValue | undefined, other: ExtendedValue | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one.stringValue === other.stringValue &&
    one.numberValue === other.numberValue &&
    one.boolValue === other.boolValue &&
    one.formulaValue === other.formulaValue &&
    one.errorValue?.type === other.errorValue?.type &&
    one.errorValue?.message === other.errorValue?.message);

/** A cell holds no more characters than this. https://support.google.com/drive/answer/37603 */
const textLimit = 50_000;

const enteredValue = (value: ExtendedValue | undefined): ExtendedValue | undefined => {
  if (value === undefined) return undefined;
  const kinds = Object.keys(value);
  if (kinds.length === 0) return undefined;
  if (kinds.length > 1) throw invalid(`userEnteredValue must have one kind of value, has ${kinds.join(' and ')}.`);
  if (value.errorValue) throw invalid('userEnteredValue.errorValue is read-only.');
  if (value.formulaValue !== undefined && !value.formulaValue.startsWith('='))
    throw invalid(`Invalid formula: ${value.formulaValue.slice(0, 100)}`);
  checkLength(value.stringValue ?? value.formulaValue);
  return value.stringValue === '' ? undefined : value;
};

export const checkLength = (text: string | undefined): void => {
  if (text !== undefined && text.length > textLimit)
    throw invalid(`Your input contains more than the maximum of ${textLimit} characters in a single cell.`);
};

const valuesNeeded: Record<string, [number, number]> = {
  NUMBER_GREATER: [1, 1],
  NUMBER_GREATER_THAN_EQ: [1, 1],
  NUMBER_LESS: [1, 1],
  NUMBER_LESS_THAN_EQ: [1, 1],
  NUMBER_EQ: [1, 1],
  NUMBER_NOT_EQ: [1, 1],
  NUMBER_BETWEEN: [2, 2],
  NUMBER_NOT_BETWEEN: [2, 2],
  TEXT_CONTAINS: [1, 1],
  TEXT_NOT_CONTAINS: [1, 1],
  TEXT_STARTS_WITH: [1, 1],
  TEXT_ENDS_WITH: [1, 1],
  TEXT_EQ: [1, Infinity],
  TEXT_IS_EMAIL: [0, 0],
  TEXT_IS_URL: [0, 0],
  DATE_EQ: [1, Infinity],
  DATE_BEFORE: [1, 1],
  DATE_AFTER: [1, 1],
  DATE_ON_OR_BEFORE: [1, 1],
  DATE_ON_OR_AFTER: [1, 1],
  DATE_BETWEEN: [2, 2],
  DATE_NOT_BETWEEN: [2, 2],
  DATE_IS_VALID: [0, 0],
  ONE_OF_RANGE: [1, 1],
  ONE_OF_LIST: [1, Infinity],
  BLANK: [0, 0],
  NOT_BLANK: [0, 0],
  CUSTOM_FORMULA: [1, 1],
  BOOLEAN: [0, 2],
  TEXT_NOT_EQ: [1, Infinity],
  DATE_NOT_EQ: [1, Infinity],
};

/** Refuses a condition without its values, as Google does. */
export const checkedRule = (rule: DataValidationRule): DataValidationRule => {
  checkCondition(rule.condition);
  return rule;
};

export const checkCondition = (condition: DataValidationRule['condition']): void => {
  const type = condition?.type;
  const needed = type && valuesNeeded[type];
  if (!needed)
    throw invalid(type ? `ConditionType ${type} is not supported here.` : 'A condition type must be specified.');
  const count = condition?.values?.length ?? 0;
  if (count < needed[0] || count > needed[1])
    throw invalid(
      `ConditionType ${type} requires ${needed[0] === needed[1] ? `exactly ${needed[0]}` : `at least ${needed[0]}`} values, but got ${count} values.`,
    );
  if (type === 'CUSTOM_FORMULA' && !condition?.values?.[0]?.userEnteredValue?.startsWith('='))
    throw invalid('Invalid ConditionValue.userEnteredValue: a formula must start with "=".');
};
