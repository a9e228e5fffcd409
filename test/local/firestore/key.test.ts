import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterAllBelow,
  firstBelow,
  keyOfPath,
  keyOfSegments,
  lastSegment,
  parentKey,
  pathOfKey,
  segmentsOfKey,
} from '../../../scripts/local/firestore/key.ts';
import { compareText } from '../../../scripts/local/firestore/text-order.ts';

const segment = fc.oneof(
  fc.string({ minLength: 1, maxLength: 4, unit: 'binary' }),
  fc.constantFrom('\u0000', '\u0001', '\u0002\u0003', 'a', 'a!', 'a\u0000', '🙂', '�', '__id7__', '__id-7__'),
);
const segments = fc.array(segment, { minLength: 1, maxLength: 4 });

describe('keys', () => {
  test('give back the path that they stand for', () => {
    expect(pathOfKey(keyOfPath('communities/a b/plans/2026'))).toBe('communities/a b/plans/2026');
    fc.assert(
      fc.property(segments, (path) => {
        expect(segmentsOfKey(keyOfSegments(path))).toEqual(path);
      }),
    );
  });

  test('sort as Firestore sorts paths: segment by segment, by UTF-8, numeric ids first and by number', () => {
    const sorted = [
      'a/__id-9223372036854775808__',
      'a/__id-3__',
      'a/__id7__',
      'a/__id7__/x/y',
      'a/__id10__',
      'a/\u0000',
      'a/1',
      'a/10',
      'a/2',
      'a/B',
      'a/B/z/z',
      'a/B!',
      'a/b',
      'a/é',
      'a/�',
      'a/🙂',
      'a!/a',
    ];
    expect(sorted.map(keyOfPath).sort(compareText).map(pathOfKey)).toEqual(sorted);
  });

  test('sort in SQLite as they do here', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const sqlite = new DatabaseSync(':memory:');
    sqlite.exec('CREATE TABLE keys (key TEXT)');
    const paths = fc.sample(segments, { numRuns: 300, seed: 1 });
    const keys = paths.map(keyOfSegments);
    const insert = sqlite.prepare('INSERT INTO keys VALUES (?)');
    for (const key of keys) insert.run(key);
    const sorted = sqlite.prepare('SELECT key FROM keys ORDER BY key').all() as { key: string }[];
    expect(sorted.map(({ key }) => key)).toEqual([...keys].sort(compareText));
    sqlite.close();
  });

  test('of all that is below a key are between its first and its last, and no others', () => {
    fc.assert(
      fc.property(segments, segments, (path, other) => {
        const key = keyOfSegments(path);
        const otherKey = keyOfSegments(other);
        const isBetween = compareText(otherKey, firstBelow(key)) >= 0 && compareText(otherKey, afterAllBelow(key)) < 0;
        const isDescendant = other.length > path.length && path.every((name, n) => name === other[n]);
        expect(isBetween).toBe(isDescendant);
      }),
    );
  });

  test('know their parent and their last segment', () => {
    expect(pathOfKey(parentKey(keyOfPath('a/b/c')))).toBe('a/b');
    expect(parentKey(keyOfPath('a'))).toBe('');
    expect(lastSegment(keyOfPath('a/b/__id3__'))).toBe('__id3__');
  });
});
