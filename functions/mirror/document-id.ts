import { createHash } from 'node:crypto';

/**
 * The Firestore document that a row is kept in.
 *
 * The planner's own row ids are used as they are. What people type or paste into the id column may be anything, and Firestore
 * refuses slashes, `.`, `..`, `__x__` and more than 1,500 bytes; such ids are hashed behind a `~`, which no id that is kept has, so that
 * two rows never share a document. https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields
 */
export const documentIdOf = (rowId: string): string =>
  /^(?!__.*__$)[A-Za-z0-9_-]{1,64}$/.test(rowId)
    ? rowId
    : // JSON escapes lone surrogates, so two ids that differ only in one stay apart.
      `~${createHash('sha256').update(JSON.stringify(rowId)).digest('base64url')}`;
