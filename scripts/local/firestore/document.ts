import { type FieldPath, maskedFields, NAME_FIELD } from './field-path.ts';
import type { Key } from './key.ts';
import { documentName } from './name.ts';
import { type Fields, timestampOfMicros } from './value.ts';

/** A document as it is kept. Times are microseconds since 1970; the update time is the version that preconditions compare. */
export interface StoredDocument {
  readonly key: Key;
  readonly fields: Fields;
  readonly createTime: number;
  readonly updateTime: number;
}

/** The document as answers carry it; a mask keeps only the fields that it names. */
export const documentMessage = (database: string, document: StoredDocument, mask?: readonly FieldPath[]): object => {
  const fields = mask === undefined ? document.fields : maskedFields(document.fields, mask.filter(isField));
  return {
    name: documentName(database, document.key),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    createTime: timestampOfMicros(document.createTime),
    updateTime: timestampOfMicros(document.updateTime),
  };
};

const isField = (path: FieldPath): boolean => path.length !== 1 || path[0] !== NAME_FIELD;
