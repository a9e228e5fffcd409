import { parseFieldPath, valueAt, withValueAt } from './field-path.ts';
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
  normalizeValues,
  numberOf,
  type Value,
} from './value.ts';
import { compareValues, equalValues } from './value-order.ts';

/** The fields after one transform, and what a write's answer says of it: the new value, or null for arrays. */
export interface Transformed {
  fields: Fields;
  result: Value;
}

export const transformFields = (fields: Fields, transform: FieldTransformMessage, requestTime: string): Transformed => {
  const path = parseFieldPath(transform.fieldPath);
  const before = valueAt(fields, path);
  const set = (value: Value, result = value): Transformed => ({ fields: withValueAt(fields, path, value), result });

  if (transform.setToServerValue !== undefined) return set({ timestampValue: requestTime });
  if (transform.increment !== undefined) return set(sum(before, operand(transform.increment, 'increment')));
  if (transform.maximum !== undefined) return set(extreme(before, operand(transform.maximum, 'maximum'), 1));
  if (transform.minimum !== undefined) return set(extreme(before, operand(transform.minimum, 'minimum'), -1));
  if (transform.appendMissingElements !== undefined) {
    const elements = [...elementsOf(before)];
    for (const value of normalizeValues(transform.appendMissingElements.values, 1))
      if (!elements.some((element) => equalValues(element, value))) elements.push(value);
    return set(arrayOf(elements), NULL);
  }
  if (transform.removeAllFromArray !== undefined) {
    const removed = normalizeValues(transform.removeAllFromArray.values, 1);
    const elements = elementsOf(before).filter((element) => !removed.some((value) => equalValues(element, value)));
    return set(arrayOf(elements), NULL);
  }
  throw invalid(`The transform of "${transform.fieldPath}" says nothing to do.`);
};

const operand = (value: unknown, transform: string): Value => {
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

const elementsOf = (value: Value | undefined): readonly Value[] =>
  value !== undefined && 'arrayValue' in value ? (value.arrayValue.values ?? []) : [];

const arrayOf = (values: Value[]): Value => ({ arrayValue: values.length === 0 ? {} : { values } });
