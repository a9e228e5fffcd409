import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentIdOf } from '../../functions/mirror/document-id.ts';

describe('documentIdOf', () => {
  it.each(['a', '-V1StGXR8_Z5jdHi', '_V1StGXR8-Z5jdHi', '__a', '4f3c1b9e-7a52-4d0e-9d55-0a6d2f6a7b11'])(
    'keeps the id %s as it is',
    (id) => {
      expect(documentIdOf(id)).toBe(id);
    },
  );

  it.each(['', '.', '..', 'a/b', '__id__', '____', 'é', 'a b', '~a', 'x'.repeat(65), 'x'.repeat(5000), '😀'])(
    'hashes %j',
    (id) => {
      expect(documentIdOf(id)).toMatch(/^~[A-Za-z0-9_-]{43}$/);
    },
  );

  it('never gives two ids one document, nor one that Firestore refuses', () => {
    const id = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('a', 'A', '~', '~a', '\ud800', '\udfff', '\ufffd'),
    );
    fc.assert(
      fc.property(id, id, (left, right) => {
        expect(documentIdOf(left) === documentIdOf(right)).toBe(left === right);
        expect(documentIdOf(left)).toMatch(/^(?!__.*__$)(?!\.{1,2}$)[^/]{1,1500}$/);
      }),
    );
  });
});
