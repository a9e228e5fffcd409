import { describe, expect, it } from 'vitest';
import { columnIndex, columnLetters, parseA1, quotedTitle } from '../../../scripts/local/sheets-api/a1.ts';
import { copiedFormula, tokensOfFormula } from '../../../scripts/local/sheets-api/formula/tokens.ts';
import { movedStretch } from '../../../scripts/local/sheets-api/lines.ts';

describe('A1 notation', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('column %d is %s', (index, letters) => {
    expect(columnLetters(index)).toBe(letters);
    expect(columnIndex(letters)).toBe(index);
  });

  it.each([
    ['B3', { startRow: 2, endRow: 3, startColumn: 1, endColumn: 2 }],
    ['B3:D5', { startRow: 2, endRow: 5, startColumn: 1, endColumn: 4 }],
    ['D5:B3', { startRow: 2, endRow: 5, startColumn: 1, endColumn: 4 }],
    ['$B$3:d5', { startRow: 2, endRow: 5, startColumn: 1, endColumn: 4 }],
    ['A:C', { startColumn: 0, endColumn: 3 }],
    ['2:5', { startRow: 1, endRow: 5 }],
    ['A2:C', { startRow: 1, startColumn: 0, endColumn: 3 }],
    ['R2C3', { startRow: 1, endRow: 2, startColumn: 2, endColumn: 3 }],
  ])('%j is %j', (text, area) => {
    expect(parseA1(text)).toEqual(area);
  });

  it.each([['A'], ['5'], ['A1:'], [':A1'], ['A0'], ['1A'], [''], ['A1:B2:C3'], ['Goals']])('%j is no range', (text) => {
    expect(parseA1(text)).toBeUndefined();
  });

  it('quotes the titles that are not plain words', () => {
    expect([
      quotedTitle('Goals'),
      quotedTitle('My tab'),
      quotedTitle("It's"),
      quotedTitle('A1'),
      quotedTitle('2026'),
    ]).toEqual(['Goals', "'My tab'", "'It''s'", "'A1'", "'2026'"]);
  });
});

describe('a formula', () => {
  it.each([
    ['=A1+$B$2', 1, 1, '=B2+$B$2'],
    ['=SUM(A1:B2)', 2, 0, '=SUM(A3:B4)'],
    ["='My tab'!A1*Goals!$A2", 1, 2, "='My tab'!C2*Goals!$A3"],
    ['="A1 stays"&A1', 1, 0, '="A1 stays"&A2'],
    ['=LOG10(A1)', 1, 0, '=LOG10(A2)'],
    ['=A1', -1, 0, '=#REF!'],
    ['=SUM(A:A)', 5, 1, '=SUM(B:B)'],
    ['=SUM(2:3)', 1, 5, '=SUM(3:4)'],
    ['=named_A1+1', 1, 1, '=named_A1+1'],
  ])('%s copied %d down and %d right is %s', (formula, rows, columns, copied) => {
    expect(copiedFormula(formula, rows, columns)).toBe(copied);
  });

  it.each([['=IF(A1>=5,"a ""b""",\'x y\'!B2:B)'], ['=1.5E3+-A$1%'], ['=unbalanced("'], ['={1,2;3,4}']])(
    'of %s can be put together again from its tokens',
    (formula) => {
      expect(
        tokensOfFormula(formula)
          .map(({ text }) => text)
          .join(''),
      ).toBe(formula);
    },
  );
});

describe('rows from 3 up to 6', () => {
  const stretch = { start: 3, end: 6 };
  const rows = 'ROWS' as const;
  it.each([
    [{ dimension: rows, kind: 'insert', at: 0, count: 2 } as const, { start: 5, end: 8 }],
    [{ dimension: rows, kind: 'insert', at: 3, count: 2 } as const, { start: 5, end: 8 }],
    [{ dimension: rows, kind: 'insert', at: 4, count: 2 } as const, { start: 3, end: 8 }],
    [{ dimension: rows, kind: 'insert', at: 6, count: 2 } as const, { start: 3, end: 6 }],
    [{ dimension: rows, kind: 'delete', start: 0, count: 2 } as const, { start: 1, end: 4 }],
    [{ dimension: rows, kind: 'delete', start: 2, count: 2 } as const, { start: 2, end: 4 }],
    [{ dimension: rows, kind: 'delete', start: 5, count: 9 } as const, { start: 3, end: 5 }],
    [{ dimension: rows, kind: 'delete', start: 3, count: 3 } as const, undefined],
    [{ dimension: rows, kind: 'move', start: 3, count: 3, to: 0 } as const, { start: 0, end: 3 }],
    [{ dimension: rows, kind: 'move', start: 3, count: 3, to: 10 } as const, { start: 7, end: 10 }],
    [{ dimension: rows, kind: 'move', start: 4, count: 1, to: 6 } as const, { start: 3, end: 5 }],
    [{ dimension: rows, kind: 'move', start: 0, count: 2, to: 5 } as const, { start: 1, end: 6 }],
  ])('after %j are %j', (change, moved) => {
    expect(movedStretch(stretch, change)).toEqual(moved);
  });
});
