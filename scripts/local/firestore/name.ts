import { type Key, keyOfPath, pathOfKey } from './key.ts';
import { invalid } from './status.ts';

/** Resource names as the API writes them: `projects/P/databases/D/documents/a/b`. */
const DATABASE_NAME = /^projects\/[^/]+\/databases\/[^/]+$/;
const DOCUMENTS_NAME = /^(projects\/[^/]+\/databases\/[^/]+)\/documents(?:\/(.+))?$/s;
const RESERVED_ID = /^__.*__$/s;
const NUMERIC_ID = /^__id-?\d+__$/;
/** https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields */
const MAX_ID_BYTES = 1500;

/** A resource name taken apart; `path` is empty for the root. */
export interface ResourceName {
  database: string;
  path: string;
}

export const databaseName = (name: string): string => {
  if (!DATABASE_NAME.test(name)) throw invalid(`"${name}" is not the name of a database: projects/P/databases/D`);
  return name;
};

export const parseName = (name: string): ResourceName => {
  const match = DOCUMENTS_NAME.exec(name);
  if (match === null) throw invalid(`"${name}" is not a resource name: projects/P/databases/D/documents/...`);
  return { database: match[1]!, path: match[2] ?? '' };
};

/**
 * The key of a document that is named in a request.
 *
 * @param database  the database that the request is about; a document of another one is refused
 */
export const documentKey = (name: string, database: string): Key => {
  const parsed = parseName(name);
  if (parsed.database !== database) throw invalid(`Document "${name}" is not in the request's database ${database}.`);
  return keyOfDocumentPath(parsed.path);
};

/** The key of the root or of a document below which a request looks. */
export const parentKeyOf = (path: string): Key => (path === '' ? '' : keyOfDocumentPath(path));

export const documentName = (database: string, key: Key): string => `${database}/documents/${pathOfKey(key)}`;

const keyOfDocumentPath = (path: string): Key => {
  const segments = path.split('/');
  if (segments.length % 2 !== 0) throw invalid(`"${path}" names a collection, not a document.`);
  for (const segment of segments) checkId(segment, path);
  return keyOfPath(path);
};

export const checkId = (id: string, where: string): void => {
  if (id === '' || id === '.' || id === '..')
    throw invalid(`"${where}" has the segment "${id}", which Firestore does not allow.`);
  if (RESERVED_ID.test(id) && !NUMERIC_ID.test(id))
    throw invalid(`"${where}" has the id "${id}": ids that begin and end with two underscores are reserved.`);
  if (!id.isWellFormed()) throw invalid(`"${where}" has an id that is not valid Unicode.`);
  if (Buffer.byteLength(id) > MAX_ID_BYTES)
    throw invalid(`"${where.slice(0, 40)}..." has an id longer than ${MAX_ID_BYTES} bytes.`);
};
