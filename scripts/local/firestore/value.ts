import { parseName } from './name.ts';
import { invalid } from './status.ts';
import { compareText } from './text-order.ts';

/**
 * Firestore's values as REST writes them, after `normalizeValue`: integers as decimal text, doubles as numbers or
 * "NaN"/"Infinity"/"-Infinity"/"-0", timestamps with exactly six decimals, map keys in order. One value has one text, so that two equal
 * documents have the same JSON.
 */
export type Value =
  | { nullValue: null }
  | { booleanValue: boolean }
  | { integerValue: string }
  | { doubleValue: number | 'NaN' | 'Infinity' | '-Infinity' | '-0' }
  | { timestampValue: string }
  | { stringValue: string }
  | { bytesValue: string }
  | { referenceValue: string }
  | { geoPointValue: { latitude: number; longitude: number } }
  | { arrayValue: { values?: Value[] } }
  | { mapValue: { fields?: Fields } };

export type Fields = Record<string, Value>;

export const NULL: Value = { nullValue: null };

const INT64_MIN = -(1n << 63n);
const INT64_MAX = (1n << 63n) - 1n;
/** https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields */
const MAX_VALUE_BYTES = 1_048_487;
/** A document's own map counts as none: 20 levels of maps and arrays below it. */
const MAX_DEPTH = 20;
/** https://firebase.google.com/docs/firestore/vector-search#limitations */
const MAX_VECTOR_LENGTH = 2048;

export const normalizeFields = (fields: unknown, depth = 0): Fields => {
  if (fields === undefined || fields === null) return {};
  if (!isRecord(fields)) throw invalid('"fields" must be an object.');
  const normalized: Fields = {};
  for (const name of Object.keys(fields).sort(compareText)) {
    checkFieldName(name, fields);
    normalized[name] = normalizeValue(fields[name], depth);
  }
  return normalized;
};

/** A value of a request in its one form. `depth` is how many maps and arrays it is in. */
export const normalizeValue = (value: unknown, depth = 0): Value => {
  if (!isRecord(value)) throw invalid(`A value must be an object such as {"stringValue": "..."}, not ${show(value)}.`);
  const types = Object.keys(value);
  const type = types[0];
  if (types.length !== 1 || type === undefined)
    throw invalid(`A value must have exactly one type, but has ${types.length}: ${types.join(', ')}.`);
  const content = value[type];
  switch (type) {
    case 'nullValue':
      return NULL;
    case 'booleanValue':
      if (typeof content !== 'boolean') throw invalid(`booleanValue must be true or false, not ${show(content)}.`);
      return { booleanValue: content };
    case 'integerValue':
      return { integerValue: normalizeInteger(content) };
    case 'doubleValue':
      return doubleValue(numberOfDouble(content));
    case 'timestampValue':
      return { timestampValue: normalizeTimestamp(content) };
    case 'stringValue':
      if (typeof content !== 'string') throw invalid(`stringValue must be text, not ${show(content)}.`);
      checkSize(Buffer.byteLength(content));
      return { stringValue: content };
    case 'bytesValue':
      if (typeof content !== 'string') throw invalid(`bytesValue must be base64 text, not ${show(content)}.`);
      checkSize(Buffer.byteLength(content, 'base64'));
      return { bytesValue: Buffer.from(content, 'base64').toString('base64') };
    case 'referenceValue':
      if (typeof content !== 'string') throw invalid(`referenceValue must be text, not ${show(content)}.`);
      parseName(content);
      return { referenceValue: content };
    case 'geoPointValue':
      return { geoPointValue: normalizeGeoPoint(content) };
    case 'arrayValue':
      return normalizeArray(content, depth);
    case 'mapValue':
      return normalizeMap(content, depth);
    default:
      throw invalid(`This server does not know the value type "${type}".`);
  }
};

export const normalizeValues = (list: unknown, depth = 0): Value[] => {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw invalid('"values" must be an array.');
  return list.map((value) => normalizeValue(value, depth));
};

/** A number's wire form; JSON has no NaN, no infinities, and JSON.stringify loses the sign of -0. */
export const doubleValue = (number: number): Value => {
  if (Number.isFinite(number)) return { doubleValue: Object.is(number, -0) ? '-0' : number };
  return { doubleValue: Number.isNaN(number) ? 'NaN' : number > 0 ? 'Infinity' : '-Infinity' };
};

/** Clamps as Firestore's increment does: an overflow stays at the largest or smallest 64-bit integer. */
export const integerValue = (integer: bigint): Value => ({
  integerValue: String(integer > INT64_MAX ? INT64_MAX : integer < INT64_MIN ? INT64_MIN : integer),
});

export const isNumber = (value: Value): value is Extract<Value, { integerValue: string } | { doubleValue: unknown }> =>
  'integerValue' in value || 'doubleValue' in value;

/** An integer beyond 2^53 stays exact as a bigint; JavaScript compares bigints and numbers exactly. */
export const numberOf = (value: Value): number | bigint => {
  if ('integerValue' in value) {
    const number = Number(value.integerValue);
    return Number.isSafeInteger(number) ? number : BigInt(value.integerValue);
  }
  return 'doubleValue' in value ? Number(value.doubleValue) : Number.NaN;
};

export const isNaNValue = (value: Value): boolean => 'doubleValue' in value && value.doubleValue === 'NaN';

const TIMESTAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/**
 * In UTC with exactly six decimals, so that the texts of two timestamps sort as their times do. Firestore keeps microseconds and
 * cuts the rest off.
 */
const normalizeTimestamp = (text: unknown): string => {
  const match = typeof text === 'string' ? TIMESTAMP.exec(text) : null;
  const ms = match === null ? Number.NaN : Date.parse(`${match[1]}${match[3]}`);
  if (match === null || Number.isNaN(ms))
    throw invalid(`A timestamp must look like 2026-01-31T12:00:00Z, not ${show(text)}.`);
  return `${new Date(ms).toISOString().slice(0, -5)}.${(match[2] ?? '').padEnd(6, '0').slice(0, 6)}Z`;
};

/** Microseconds since 1970, exact until the year 2255: for the server's own times, not for values of documents. */
export const microsOfTimestamp = (text: string): number => {
  const normalized = normalizeTimestamp(text);
  return Date.parse(`${normalized.slice(0, 19)}Z`) * 1000 + Number(normalized.slice(20, 26));
};

export const timestampOfMicros = (micros: number): string => {
  const seconds = Math.floor(micros / 1_000_000);
  const fraction = String(micros - seconds * 1_000_000).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, -5)}.${fraction}Z`;
};

const normalizeInteger = (content: unknown): string => {
  const text = typeof content === 'number' ? String(content) : content;
  if (typeof text !== 'string' || !/^-?\d+$/.test(text))
    throw invalid(`integerValue must be a whole number, not ${show(content)}.`);
  const integer = BigInt(text);
  if (integer < INT64_MIN || integer > INT64_MAX) throw invalid(`integerValue ${text} does not fit in 64 bits.`);
  return String(integer);
};

const numberOfDouble = (content: unknown): number => {
  if (typeof content === 'number') return content;
  if (typeof content === 'string' && content.trim() !== '') {
    const number = Number(content);
    if (!Number.isNaN(number) || content === 'NaN') return number;
  }
  throw invalid(`doubleValue must be a number, not ${show(content)}.`);
};

const normalizeGeoPoint = (content: unknown): { latitude: number; longitude: number } => {
  if (!isRecord(content)) throw invalid('geoPointValue must be an object.');
  const { latitude = 0, longitude = 0 } = content;
  if (typeof latitude !== 'number' || Math.abs(latitude) > 90)
    throw invalid(`A latitude must be from -90 to 90, not ${show(latitude)}.`);
  if (typeof longitude !== 'number' || Math.abs(longitude) > 180)
    throw invalid(`A longitude must be from -180 to 180, not ${show(longitude)}.`);
  return { latitude, longitude };
};

const normalizeArray = (content: unknown, depth: number): Value => {
  checkDepth(depth);
  if (!isRecord(content)) throw invalid('arrayValue must be an object.');
  const values = normalizeValues(content.values, depth + 1);
  if (values.some((value) => 'arrayValue' in value)) throw invalid('Cannot convert an array value in an array value.');
  if (values.some(isVector)) throw invalid('Cannot convert a vector value in an array value.');
  return { arrayValue: values.length === 0 ? {} : { values } };
};

const normalizeMap = (content: unknown, depth: number): Value => {
  checkDepth(depth);
  if (!isRecord(content)) throw invalid('mapValue must be an object.');
  const fields = normalizeFields(content.fields, depth + 1);
  if (isVectorFields(fields)) checkVector(fields);
  return { mapValue: Object.keys(fields).length === 0 ? {} : { fields } };
};

const checkVector = (fields: Fields): void => {
  const { value } = fields;
  if (value === undefined || !('arrayValue' in value)) throw invalid("Vector map is missing key 'value'.");
  if (Object.keys(fields).length > 2) throw invalid('Vector map has entries other than its value.');
  const { values = [] } = value.arrayValue;
  if (values.length === 0) throw invalid('Cannot have a zero length vector.');
  if (values.length > MAX_VECTOR_LENGTH) throw invalid(`A vector has at most ${MAX_VECTOR_LENGTH} elements.`);
  if (values.some((element) => !('doubleValue' in element)))
    throw invalid("Vector must only contain values of type 'double'.");
};

const checkDepth = (depth: number): void => {
  if (depth >= MAX_DEPTH) throw invalid(`A value is nested deeper than the ${MAX_DEPTH} levels that Firestore allows.`);
};

const checkSize = (bytes: number): void => {
  if (bytes > MAX_VALUE_BYTES)
    throw invalid(`A value of ${bytes} bytes is longer than the ${MAX_VALUE_BYTES} bytes that Firestore allows.`);
};

const checkFieldName = (name: string, siblings: Record<string, unknown>): void => {
  if (name === '') throw invalid('A field name must not be empty.');
  // A vector is a map with the reserved key __type__; nothing else may use a reserved name.
  if (/^__.*__$/s.test(name) && !(name === '__type__' && isVectorFields(siblings)))
    throw invalid(`The field name "${name}" is reserved: it begins and ends with two underscores.`);
  if (Buffer.byteLength(name) > 1500) throw invalid(`The field name "${name.slice(0, 40)}..." is over 1500 bytes.`);
};

/** Whether a map's fields are those of a vector: {__type__: "__vector__", value: [numbers]}. */
export const isVectorFields = (fields: Record<string, unknown>): boolean => {
  const type = fields.__type__;
  return isRecord(type) && type.stringValue === '__vector__';
};

const isVector = (value: Value): boolean => 'mapValue' in value && isVectorFields(value.mapValue.fields ?? {});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? 'nothing';
