import { keyOfPath } from './key.ts';
import { compareText } from './text-order.ts';
import { type Fields, isVectorFields, numberOf, type Value } from './value.ts';

/**
 * The order of values of different types, as Firestore sorts them:
 * https://firebase.google.com/docs/firestore/manage-data/data-types#value_type_ordering
 */
export const typeRank = (value: Value): number => {
  if ('nullValue' in value) return 0;
  if ('booleanValue' in value) return 1;
  if ('integerValue' in value || 'doubleValue' in value) return 2;
  if ('timestampValue' in value) return 3;
  if ('stringValue' in value) return 4;
  if ('bytesValue' in value) return 5;
  if ('referenceValue' in value) return 6;
  if ('geoPointValue' in value) return 7;
  if ('arrayValue' in value) return 8;
  return isVectorFields(value.mapValue.fields ?? {}) ? 9 : 10;
};

/** @returns below 0 where a comes first, 0 where they are equal (1 equals 1.0), above 0 where b comes first */
export const compareValues = (a: Value, b: Value): number => {
  const rankA = typeRank(a);
  const rankB = typeRank(b);
  if (rankA !== rankB) return rankA - rankB;
  if ('integerValue' in a || 'doubleValue' in a) return compareNumbers(numberOf(a), numberOf(b));
  if ('stringValue' in a && 'stringValue' in b) return compareText(a.stringValue, b.stringValue);
  if ('booleanValue' in a && 'booleanValue' in b) return Number(a.booleanValue) - Number(b.booleanValue);
  // Normalized timestamps have one length, so their text sorts as their time does.
  if ('timestampValue' in a && 'timestampValue' in b) return compareText(a.timestampValue, b.timestampValue);
  if ('bytesValue' in a && 'bytesValue' in b)
    return Buffer.compare(Buffer.from(a.bytesValue, 'base64'), Buffer.from(b.bytesValue, 'base64'));
  if ('referenceValue' in a && 'referenceValue' in b)
    return compareText(keyOfPath(a.referenceValue), keyOfPath(b.referenceValue));
  if ('geoPointValue' in a && 'geoPointValue' in b)
    return a.geoPointValue.latitude - b.geoPointValue.latitude || a.geoPointValue.longitude - b.geoPointValue.longitude;
  if ('arrayValue' in a && 'arrayValue' in b) return compareLists(a.arrayValue.values ?? [], b.arrayValue.values ?? []);
  if ('mapValue' in a && 'mapValue' in b) {
    const fieldsA = a.mapValue.fields ?? {};
    const fieldsB = b.mapValue.fields ?? {};
    return rankA === 9 ? compareVectors(fieldsA, fieldsB) : compareMaps(fieldsA, fieldsB);
  }
  return 0;
};

export const equalValues = (a: Value, b: Value): boolean => compareValues(a, b) === 0;

/** NaN equals itself and comes before every number. */
const compareNumbers = (a: number | bigint, b: number | bigint): number => {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
};

const compareLists = (a: readonly Value[], b: readonly Value[]): number => {
  for (const [i, value] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    const order = compareValues(value, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};

/** Shorter vectors first, then element by element. */
const compareVectors = (a: Fields, b: Fields): number => {
  const valuesA = vectorElements(a);
  const valuesB = vectorElements(b);
  return valuesA.length - valuesB.length || compareLists(valuesA, valuesB);
};

const vectorElements = (fields: Fields): Value[] => {
  const value = fields.value;
  return value !== undefined && 'arrayValue' in value ? (value.arrayValue.values ?? []) : [];
};

/** Key by key in the keys' order: first the key, then its value; a map that ends first comes first. */
const compareMaps = (a: Fields, b: Fields): number => {
  const keysA = Object.keys(a).sort(compareText);
  const keysB = Object.keys(b).sort(compareText);
  for (const [i, keyA] of keysA.entries()) {
    const keyB = keysB[i];
    if (keyB === undefined) return 1;
    const order = compareText(keyA, keyB) || compareValues(a[keyA]!, b[keyB]!);
    if (order !== 0) return order;
  }
  return keysA.length - keysB.length;
};
