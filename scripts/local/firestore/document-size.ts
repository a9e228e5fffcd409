import type { Key } from './key.ts';
import { segmentsOfKey } from './key.ts';
import type { Fields, Value } from './value.ts';

/** https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields */
export const MAX_DOCUMENT_BYTES = 1_048_576;

/** What a document counts in bytes, as https://firebase.google.com/docs/firestore/storage-size works it out. */
export const documentSize = (key: Key, fields: Fields): number =>
  nameSize(segmentsOfKey(key)) + fieldsSize(fields) + 32;

const nameSize = (segments: readonly string[]): number =>
  segments.reduce((size, segment) => size + textSize(segment), 16);

const fieldsSize = (fields: Fields): number => {
  let size = 0;
  for (const name of Object.keys(fields)) size += textSize(name) + valueSize(fields[name]!);
  return size;
};

const valueSize = (value: Value): number => {
  if ('stringValue' in value) return textSize(value.stringValue);
  if ('nullValue' in value || 'booleanValue' in value) return 1;
  if ('bytesValue' in value) return Buffer.byteLength(value.bytesValue, 'base64');
  if ('referenceValue' in value) return nameSize(value.referenceValue.split('/').slice(5));
  if ('geoPointValue' in value) return 16;
  if ('arrayValue' in value)
    return (value.arrayValue.values ?? []).reduce((size, element) => size + valueSize(element), 0);
  if ('mapValue' in value) return fieldsSize(value.mapValue.fields ?? {});
  return 8;
};

const textSize = (text: string): number => Buffer.byteLength(text) + 1;
