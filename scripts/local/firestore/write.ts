import type { StoredDocument } from './document.ts';
import { documentSize, MAX_DOCUMENT_BYTES } from './document-size.ts';
import { type FieldPath, parseFieldPath, valueAt, withoutValueAt, withValueAt } from './field-path.ts';
import { type FieldTransform, parseTransform, transformFields } from './field-transform.ts';
import type { Key } from './key.ts';
import type { PreconditionMessage, WriteMessage } from './messages.ts';
import { documentKey, documentName } from './name.ts';
import { invalid, StatusError } from './status.ts';
import { type Fields, microsOfTimestamp, normalizeFields, timestampOfMicros, type Value } from './value.ts';

/** One write of a request, understood and checked as far as that goes without the document. */
export interface Write {
  readonly key: Key;
  readonly name: string;
  readonly condition: PreconditionMessage;
  /** Null to delete the document. */
  readonly update: Update | null;
}

interface Update {
  readonly fields: Fields;
  /** Which fields are set or removed; undefined replaces the whole document. */
  readonly mask: readonly FieldPath[] | undefined;
  readonly transforms: readonly FieldTransform[];
}

/** What one write does to its document, worked out before anything is stored. */
export interface WriteEffect {
  /** The document afterwards, null where it is gone. */
  after: StoredDocument | null;
  /** The WriteResult of the answer. */
  result: { updateTime?: string; transformResults?: Value[] };
}

/** @throws StatusError INVALID_ARGUMENT when this could not be written to any document */
export const parseWrite = (message: WriteMessage, database: string): Write => {
  const { update, delete: deleted, transform } = message;
  if ([update, deleted, transform].filter((operation) => operation !== undefined).length !== 1)
    throw invalid('A write must be exactly one of update, delete and transform.');
  const given = update?.name ?? deleted ?? transform?.document;
  if (given === undefined) throw invalid('A write must name its document.');
  const key = documentKey(given, database);
  const write = { key, name: documentName(database, key), condition: message.currentDocument ?? {} };
  if (deleted !== undefined) {
    if (message.updateMask !== undefined || message.updateTransforms?.length)
      throw invalid('A delete cannot have a mask or transforms.');
    return { ...write, update: null };
  }
  // A transform alone leaves all other fields as they are, which is what an empty mask says.
  const mask = transform === undefined ? message.updateMask?.fieldPaths.map(parseFieldPath) : [];
  if (mask !== undefined) checkMask(mask);
  const transforms = (message.updateTransforms ?? transform?.fieldTransforms ?? []).map(parseTransform);
  return { ...write, update: { fields: normalizeFields(update?.fields), mask, transforms } };
};

/**
 * Refuses writes of one commit to one document whose conditions contradict each other whatever is stored, as Firestore does before it
 * looks at any document: to create what the commit has just written, to update what it has just deleted.
 *
 * @returns the writes without the conditions that the first write to their document has checked for them
 */
export const reconcileWrites = (writes: readonly Write[]): Write[] => {
  const earlier = new Map<Key, { wasDeleted: boolean; updateTime: string | undefined }>();
  return writes.map((write) => {
    const { exists, updateTime } = write.condition;
    const before = earlier.get(write.key);
    earlier.set(write.key, { wasDeleted: write.update === null, updateTime: before?.updateTime ?? updateTime });
    if (before === undefined) return write;
    if (exists === false && !before.wasDeleted)
      throw invalid('Cannot write, then create a document in the same request.');
    if (exists === true && before.wasDeleted)
      throw invalid('Cannot delete, then update or delete a document in the same request.');
    if (updateTime !== undefined && updateTime !== before.updateTime)
      throw invalid('Cannot ask for an update time of a document that the same request has written before.');
    return { ...write, condition: exists === undefined ? {} : { exists } };
  });
};

/**
 * @param before  the document as it is, null where there is none
 * @param version  the commit's time in microseconds
 * @throws StatusError NOT_FOUND, ALREADY_EXISTS or FAILED_PRECONDITION where its condition does not hold
 */
export const writeEffect = (write: Write, before: StoredDocument | null, version: number): WriteEffect => {
  checkCondition(write, before);
  if (write.update === null) return { after: null, result: {} };

  const { key, name } = write;
  const { fields, transformResults } = fieldsAfter(write.update, before?.fields ?? {}, version);
  const size = documentSize(key, fields);
  if (size > MAX_DOCUMENT_BYTES)
    throw invalid(
      `Document "${name}" cannot be written because its size (${size} bytes) exceeds the maximum allowed size of ${MAX_DOCUMENT_BYTES} bytes.`,
    );

  // A write that changes nothing leaves the update time as it was.
  const unchanged = before !== null && JSON.stringify(before.fields) === JSON.stringify(fields);
  const after = unchanged ? before : { key, fields, createTime: before?.createTime ?? version, updateTime: version };
  return {
    after,
    result: {
      updateTime: timestampOfMicros(after.updateTime),
      ...(transformResults.length > 0 ? { transformResults } : {}),
    },
  };
};

const checkCondition = ({ condition, name }: Write, before: StoredDocument | null): void => {
  if (condition.exists === true && before === null)
    throw new StatusError('NOT_FOUND', `No document to update: ${name}`);
  if (condition.exists === false && before !== null)
    throw new StatusError('ALREADY_EXISTS', `Document already exists: ${name}`);
  if (condition.updateTime === undefined) return;
  if (before === null)
    throw new StatusError('FAILED_PRECONDITION', `${name} is not there, so not as of ${condition.updateTime}.`);
  if (before.updateTime !== microsOfTimestamp(condition.updateTime))
    throw new StatusError(
      'FAILED_PRECONDITION',
      `The stored version of ${name} (${timestampOfMicros(before.updateTime)}) is not the required one (${condition.updateTime}).`,
    );
};

const fieldsAfter = (
  { fields: given, mask, transforms }: Update,
  before: Fields,
  version: number,
): { fields: Fields; transformResults: Value[] } => {
  let fields = mask === undefined ? given : before;
  for (const path of mask ?? []) {
    const value = valueAt(given, path);
    fields = value === undefined ? withoutValueAt(fields, path) : withValueAt(fields, path, value);
  }
  const transformResults: Value[] = [];
  for (const transform of transforms) {
    const transformed = transformFields(fields, transform, requestTime(version));
    fields = transformed.fields;
    transformResults.push(transformed.result);
  }
  // Fields that were set one by one may be out of order or nested too deep by now.
  return { fields: mask === undefined && transforms.length === 0 ? fields : normalizeFields(fields), transformResults };
};

const checkMask = (mask: readonly FieldPath[]): void => {
  const seen = new Set(mask.map(pathText));
  const isWithinAnother = (path: FieldPath): boolean =>
    path.some((_, length) => length > 0 && seen.has(pathText(path.slice(0, length))));
  if (seen.size < mask.length || mask.some(isWithinAnother))
    throw invalid('The update mask names a field twice, or a field and one within it.');
};

const pathText = (path: FieldPath): string => JSON.stringify(path);

/** Firestore gives a server timestamp in milliseconds; a commit's own time has microseconds. */
const requestTime = (version: number): string => timestampOfMicros(Math.floor(version / 1000) * 1000);
