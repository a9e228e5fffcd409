import type { StoredDocument } from './document.ts';
import { documentSize, MAX_DOCUMENT_BYTES } from './document-size.ts';
import { type FieldPath, parseFieldPath, valueAt, withoutValueAt, withValueAt } from './field-path.ts';
import { transformFields } from './field-transform.ts';
import type { Key } from './key.ts';
import type { FieldTransformMessage, PreconditionMessage, WriteMessage } from './messages.ts';
import { documentKey, documentName } from './name.ts';
import { invalid, StatusError } from './status.ts';
import { type Fields, microsOfTimestamp, normalizeFields, timestampOfMicros, type Value } from './value.ts';

/** What one write does to its document, worked out before anything is stored. */
export interface WriteEffect {
  key: Key;
  /** The document afterwards, null where it is gone. */
  after: StoredDocument | null;
  /** The WriteResult of the answer. */
  result: { updateTime?: string; transformResults?: Value[] };
}

export const writeKey = (write: WriteMessage, database: string): Key => {
  const name = write.update?.name ?? write.delete ?? write.transform?.document;
  if (name === undefined) throw invalid('A write must name a document to update, delete or transform.');
  return documentKey(name, database);
};

/**
 * @param before  the document as it is, null where there is none
 * @param version  the commit's time in microseconds
 * @throws StatusError NOT_FOUND, ALREADY_EXISTS or FAILED_PRECONDITION where its precondition does not hold
 */
export const writeEffect = (
  write: WriteMessage,
  database: string,
  before: StoredDocument | null,
  version: number,
): WriteEffect => {
  const operations = [write.update, write.delete, write.transform].filter((operation) => operation !== undefined);
  if (operations.length > 1) throw invalid('A write must be one of update, delete and transform, not several.');
  const key = writeKey(write, database);
  checkPrecondition(write.currentDocument, documentName(database, key), before);

  if (write.delete !== undefined) {
    if (write.updateMask !== undefined || write.updateTransforms?.length)
      throw invalid('A delete cannot have a mask or transforms.');
    return { key, after: null, result: {} };
  }

  const updated = updatedFields(write, before?.fields ?? {});
  const { fields, results } = transformed(
    updated,
    write.updateTransforms ?? write.transform?.fieldTransforms ?? [],
    version,
  );
  const size = documentSize(key, fields);
  if (size > MAX_DOCUMENT_BYTES)
    throw invalid(
      `Document "${documentName(database, key)}" cannot be written because its size (${size} bytes) exceeds the maximum allowed size of ${MAX_DOCUMENT_BYTES} bytes.`,
    );

  // A write that changes nothing leaves the update time as it was.
  const unchanged = before !== null && JSON.stringify(before.fields) === JSON.stringify(fields);
  const after = unchanged ? before : { key, fields, createTime: before?.createTime ?? version, updateTime: version };
  return {
    key,
    after,
    result: {
      updateTime: timestampOfMicros(after.updateTime),
      ...(results.length > 0 ? { transformResults: results } : {}),
    },
  };
};

/**
 * Refuses writes of one commit to one document whose conditions contradict each other whatever is stored, as Firestore does before it
 * looks at any document: to create what the commit has just written, to update what it has just deleted.
 */
export const checkTogether = (writes: readonly WriteMessage[], database: string): void => {
  const earlier = new Map<Key, WriteMessage>();
  for (const write of writes) {
    const key = writeKey(write, database);
    const before = earlier.get(key);
    earlier.set(key, write);
    if (before === undefined) continue;
    const condition = write.currentDocument;
    const wasDeleted = before.delete !== undefined;
    if (condition?.exists === false && !wasDeleted)
      throw invalid('Cannot write, then create a document in the same request.');
    if (condition?.exists === true && wasDeleted)
      throw invalid('Cannot delete, then update or delete a document in the same request.');
    if (condition?.updateTime !== before.currentDocument?.updateTime)
      throw invalid('Cannot write a document twice in the same request with different conditions on its update time.');
  }
};

const checkPrecondition = (
  condition: PreconditionMessage | undefined,
  name: string,
  before: StoredDocument | null,
): void => {
  if (condition?.exists === true && before === null)
    throw new StatusError('NOT_FOUND', `No document to update: ${name}`);
  if (condition?.exists === false && before !== null)
    throw new StatusError('ALREADY_EXISTS', `Document already exists: ${name}`);
  if (condition?.updateTime === undefined) return;
  if (before === null) throw new StatusError('FAILED_PRECONDITION', `No document to update: ${name}`);
  if (before.updateTime !== microsOfTimestamp(condition.updateTime))
    throw new StatusError(
      'FAILED_PRECONDITION',
      `The stored version of ${name} (${timestampOfMicros(before.updateTime)}) is not the required one (${condition.updateTime}).`,
    );
};

/** The fields before transforms: all of the update's, or with a mask the old ones with the masked ones set or removed. */
const updatedFields = (write: WriteMessage, before: Fields): Fields => {
  if (write.transform !== undefined) return before;
  const given = normalizeFields(write.update?.fields);
  if (write.updateMask === undefined) return given;
  const mask = write.updateMask.fieldPaths.map(parseFieldPath);
  checkMask(mask);
  let fields = before;
  for (const path of mask) {
    const value = valueAt(given, path);
    fields = value === undefined ? withoutValueAt(fields, path) : withValueAt(fields, path, value);
  }
  return normalizeFields(fields);
};

const checkMask = (mask: readonly FieldPath[]): void => {
  const texts = mask.map((path) => JSON.stringify(path).slice(0, -1));
  const seen = new Set(texts);
  const overlapping = seen.size < texts.length || mask.some((path) => hasAncestor(path, seen));
  if (overlapping) throw invalid('The update mask names a field twice, or a field and one within it.');
};

const hasAncestor = (path: FieldPath, seen: ReadonlySet<string>): boolean =>
  path.slice(1).some((_, i) => seen.has(JSON.stringify(path.slice(0, i + 1)).slice(0, -1)));

const transformed = (
  fields: Fields,
  transforms: readonly FieldTransformMessage[],
  version: number,
): { fields: Fields; results: Value[] } => {
  if (transforms.length === 0) return { fields, results: [] };
  const results: Value[] = [];
  let current = fields;
  for (const transform of transforms) {
    const step = transformFields(current, transform, requestTime(version));
    current = step.fields;
    results.push(step.result);
  }
  return { fields: normalizeFields(current), results };
};

/** Firestore gives a server timestamp in milliseconds; a commit's own time has microseconds. */
const requestTime = (version: number): string => timestampOfMicros(Math.floor(version / 1000) * 1000);
