import { expect, test } from 'vitest';
import { documentSize } from '../../../scripts/local/firestore/document-size.ts';
import { keyOfPath } from '../../../scripts/local/firestore/key.ts';

test('counts a document as the example of https://firebase.google.com/docs/firestore/storage-size does', () => {
  const fields = {
    type: { stringValue: 'Personal' },
    done: { booleanValue: false },
    priority: { integerValue: '1' },
    description: { stringValue: 'Learn Cloud Firestore' },
  };
  // Name 44 (6 + 5 + 6 + 11 + 16), fields 71 (14 + 6 + 17 + 34), and 32 for the document.
  expect(documentSize(keyOfPath('users/jeff/tasks/my_task_id'), fields)).toBe(147);
});

test('counts text by its UTF-8 bytes, and what is in lists and maps', () => {
  const fields = {
    // 2 + (2 + 4 + 1)
    t: { stringValue: 'é🙂' },
    // 2 + 8 + 1
    l: { arrayValue: { values: [{ doubleValue: 1 }, { nullValue: null }] } },
    // 2 + (2 + 16) + (2 + 3)
    m: { mapValue: { fields: { g: { geoPointValue: { latitude: 0, longitude: 0 } }, b: { bytesValue: 'AAAA' } } } },
  } as const;
  // Name 2 + 2 + 16.
  expect(documentSize(keyOfPath('a/b'), structuredClone(fields) as never)).toBe(20 + 9 + 11 + 25 + 32);
});
