import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellName, cellPosition, columnLetters, quotedTab } from '../../functions/plan/a1.ts';
import { cleanText, counted, listed, nameKey, nearestName, shortened } from '../../functions/plan/text.ts';

describe('text as it counts', () => {
  test.each([
    ['  City \u00a0 College\t', 'City College'],
    ['two\nlines', 'two lines'],
    ['\ufeffAcme\u200b', 'Acme'],
    ['ﬁrst', 'first'],
    ['Ａcme １２', 'Acme 12'],
    ['👩🏽‍💻 Coders', '👩🏽‍💻 Coders'],
    ['שלום  עולם', 'שלום עולם'],
    ['   ', ''],
  ])('%j is %j', (typed, expected) => {
    expect(cleanText(typed)).toBe(expected);
  });

  test('is the same when it is cleaned again', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => cleanText(cleanText(typed)) === cleanText(typed)));
  });

  test('names are alike in any case, spacing and composition', () => {
    expect(nameKey(' CAFÉ  Müller ')).toBe(nameKey('Cafe\u0301 mu\u0308ller'));
    expect(nameKey('Acme, Inc.')).not.toBe(nameKey('Acme Inc'));
  });
});

describe('the nearest name', () => {
  const names = ['Acme Software', 'City College', 'Code Academy', 'Workforce Board', 'IBM'];
  test.each<[string, string | null]>([
    ['Acme Sofware', 'Acme Software'],
    ['acme', 'Acme Software'],
    ['City Collage', 'City College'],
    ['Code Acadamy of Riverbend', null],
    ['Code Academy of Riverbend', 'Code Academy'],
    ['Workforce', 'Workforce Board'],
    ['IBN', 'IBM'],
    ['I', null],
    ['Hospital', null],
    ['', null],
    ['  ', null],
  ])('to %j is %j', (typed, expected) => {
    expect(nearestName(typed, names)).toBe(expected);
  });

  test('is the nearer of two, and the first of two as near', () => {
    expect(nearestName('Program B', ['Program A', 'Program B2', 'Program C'])).toBe('Program A');
    expect(nearestName('Collegs', ['Colleges of the city', 'Collega', 'College'])).toBe('Collega');
    expect(nearestName('x', [])).toBeNull();
  });

  test('is what counting all edits in a full table comes to', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(letters, fc.array(letters, { maxLength: 6 }), (typed, candidates) => {
        const near = candidates.map((name) => {
          const starts = name.length >= 3 && typed.length >= 3 && (name.startsWith(typed) || typed.startsWith(name));
          const distance = starts ? 1 : edits(typed, name);
          return distance <= Math.max(1, Math.floor(Math.max(typed.length, name.length) / 3))
            ? distance
            : Number.POSITIVE_INFINITY;
        });
        const least = Math.min(...near);
        expect(nearestName(typed, candidates)).toBe(Number.isFinite(least) ? candidates[near.indexOf(least)] : null);
      }),
    );
  });
});

/** Levenshtein's distance by its definition. */
const edits = (left: string, right: string): number =>
  left === '' || right === ''
    ? left.length + right.length
    : left[0] === right[0]
      ? edits(left.slice(1), right.slice(1))
      : 1 + Math.min(edits(left.slice(1), right), edits(left, right.slice(1)), edits(left.slice(1), right.slice(1)));

test('words for numbers and lists', () => {
  expect([counted(0, 'person', 'people'), counted(1, 'person', 'people'), counted(1200, 'person', 'people')]).toEqual([
    '0 people',
    '1 person',
    '1,200 people',
  ]);
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')]).toEqual([
    '',
    'a',
    'a and b',
    'a, b or c',
  ]);
});

test('shortened text has at most sixty characters, all of them whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
      const short = shortened(typed);
      expect([...short].length).toBeLessThanOrEqual(60);
      expect(short.isWellFormed()).toBe(true);
      if ([...typed].length <= 60) expect(short).toBe(typed);
      else expect(typed.startsWith(short.slice(0, -1)) && short.endsWith('…')).toBe(true);
    }),
  );
});

test('cells in A1 notation', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 18_277].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'ZZZ',
  ]);
  expect(cellPosition('AB12')).toEqual({ column: 27, row: 12 });
  expect(() => cellPosition('12')).toThrow(RangeError);
  fc.assert(
    fc.property(fc.nat(18_277), fc.integer({ min: 1, max: 1_000_000 }), (column, row) => {
      expect(cellPosition(cellName(column, row))).toEqual({ column, row });
    }),
  );
  expect(['Goals', 'Riverbend’s tab', "Bo's tab", '2026'].map(quotedTab)).toEqual([
    'Goals',
    "'Riverbend’s tab'",
    "'Bo''s tab'",
    "'2026'",
  ]);
});
