import { type FieldPath, parseFieldPath, valueAt, withValueAt } from './field-path.ts';
import type { FieldTransformMessage } from './messages.ts';
import { invalid } from './status.ts';
import {
  doubleValue,
  type Fields,
  integerValue,
  isNaNValue,
  isNumber,
  NULL,
  normalizeValue,
  numberOf,
  type Value,
} from './value.ts';
import { compareValues, equalValues } from './value-order.ts';

/** A transform of one field, understood: what to do with what is there. */
export interface FieldTransform {
  readonly path: FieldPath;
  /** The field's new value. `requestTime` is the commit's time. */
  valueAfter(before: Value | undefined, requestTime: string): Value;
  /** Whether the answer says the new value; of arrays it says null. */
  readonly tellsValue: boolean;
}

export const parseTransform = (message: FieldTransformMessage): FieldTransform => {
  const path = parseFieldPath(message.fieldPath);
  const { setToServerValue, increment, maximum, minimum, appendMissingElements, removeAllFromArray } = message;
  if (setToServerValue !== undefined)
    return { path, tellsValue: true, valueAfter: (_, requestTime) => ({ timestampValue: requestTime }) };
  if (increment !== undefined) {
    const operand = numberOperand(increment, 'increment');
    return { path, tellsValue: true, valueAfter: (before) => sum(before, operand) };
  }
  if (maximum !== undefined) {
    const operand = numberOperand(maximum, 'maximum');
    return { path, tellsValue: true, valueAfter: (before) => extreme(before, operand, 1) };
  }
  if (minimum !== undefined) {
    const operand = numberOperand(minimum, 'minimum');
    return { path, tellsValue: true, valueAfter: (before) => extreme(before, operand, -1) };
  }
  if (appendMissingElements !== undefined) {
    const added = elementsOf(normalizeValue({ arrayValue: appendMissingElements }));
    return { path, tellsValue: false, valueAfter: (before) => union(elementsOf(before), added) };
  }
  if (removeAllFromArray !== undefined) {
    const removed = elementsOf(normalizeValue({ arrayValue: removeAllFromArray }));
    return { path, tellsValue: false, valueAfter: (before) => difference(elementsOf(before), removed) };
  }
  throw invalid(`The transform of "${message.fieldPath}" says nothing to do.`);
};

/** The fields after a transform, and what a write's answer says of it. */
export const transformFields = (
  fields: Fields,
  { path, valueAfter, tellsValue }: FieldTransform,
  requestTime: string,
): { fields: Fields; result: Value } => {
  const value = valueAfter(valueAt(fields, path), requestTime);
  return { fields: withValueAt(fields, path, value), result: tellsValue ? value : NULL };
};

const numberOperand = (value: unknown, transform: string): Value => {
  const normalized = normalizeValue(value);
  if (!isNumber(normalized)) throw invalid(`${transform} needs a number.`);
  return normalized;
};

/** Integers stay integers and stop at the ends of 64 bits; one double makes the sum a double. What is no number counts as absent. */
const sum = (before: Value | undefined, increment: Value): Value => {
  if (before === undefined || !isNumber(before)) return increment;
  if ('integerValue' in before && 'integerValue' in increment)
    return integerValue(BigInt(before.integerValue) + BigInt(increment.integerValue));
  return doubleValue(Number(numberOf(before)) + Number(numberOf(increment)));
};

/** `sign` 1 for the larger, -1 for the smaller. Equal numbers leave the field as it was; NaN wins over every number. */
const extreme = (before: Value | undefined, other: Value, sign: 1 | -1): Value => {
  if (before === undefined || !isNumber(before)) return other;
  if (isNaNValue(before)) return before;
  if (isNaNValue(other)) return other;
  return compareValues(other, before) * sign > 0 ? other : before;
};

const union = (before: readonly Value[], added: readonly Value[]): Value => {
  const elements = [...before];
  for (const value of added) if (!elements.some((element) => equalValues(element, value))) elements.push(value);
  return arrayOf(elements);
};

const difference = (before: readonly Value[], removed: readonly Value[]): Value =>
  arrayOf(before.filter((element) => !removed.some((value) => equalValues(element, value))));

const elementsOf = (value: Value | undefined): readonly Value[] =>
  value !== undefined && 'arrayValue' in value ? (value.arrayValue.values ?? []) : [];

const arrayOf = (values: Value[]): Value => ({ arrayValue: values.length === 0 ? {} : { values } });
