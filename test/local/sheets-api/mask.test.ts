import { describe, expect, it } from 'vitest';
import { masked, overlaid, parseMask, responseMask, updateMask } from '../../../scripts/local/sheets-api/mask.ts';

describe('a field mask', () => {
  it.each([
    ['a', { a: true }],
    ['a,b', { a: true, b: true }],
    ['a.b', { a: { b: true } }],
    ['a/b', { a: { b: true } }],
    ['a(b,c.d)', { a: { b: true, c: { d: true } } }],
    ['a.b(c,d)', { a: { b: { c: true, d: true } } }],
    ['a.b,a.c', { a: { b: true, c: true } }],
    ['a.b,a', { a: true }],
    ['a,a.b', { a: true }],
    ['*', { '*': true }],
    ['a.*', { a: { '*': true } }],
    [' a , b ', { a: true, b: true }],
  ])('%j names %j', (text, mask) => {
    expect(parseMask(text)).toEqual(mask);
  });

  it.each([[''], [','], ['a,'], ['a('], ['a(b'], ['a)'], ['a..b'], ['.a'], ['a b'], ['a(b)c']])(
    '%j is refused',
    (text) => {
      expect(() => parseMask(text)).toThrow(SyntaxError);
    },
  );

  it('of a response must name fields that there are, through lists and messages', () => {
    expect(responseMask('sheets.data.rowData.values(formattedValue,note)', 'Spreadsheet')).toEqual({
      sheets: { data: { rowData: { values: { formattedValue: true, note: true } } } },
    });
    expect(() => responseMask('sheets.nothing', 'Spreadsheet')).toThrow('Request contains an invalid argument.');
    expect(() => responseMask('spreadsheetId.more', 'Spreadsheet')).toThrow('Request contains an invalid argument.');
    expect(responseMask('sheets.charts.chartId', 'Spreadsheet')).toEqual({ sheets: { charts: { chartId: true } } });
    expect(responseMask(undefined, 'Spreadsheet')).toBe(true);
    expect(responseMask('*', 'Spreadsheet')).toBe(true);
  });

  it('of an update is required, and * means every field that can be written', () => {
    expect(() => updateMask(undefined, 'CellData')).toThrow('At least one field must be listed');
    expect(() => updateMask('userEnteredValu', 'CellData')).toThrow('Invalid field: user_entered_valu');
    expect(() => updateMask('effectiveValue', 'CellData', ['effectiveValue'])).toThrow('read-only: effective_value');
    expect(updateMask('*', 'CellData', ['effectiveValue'])).not.toHaveProperty('effectiveValue');
    expect(updateMask('*', 'CellData', [])).toHaveProperty('note', true);
  });

  it('takes the named parts out of lists and messages', () => {
    const value = { a: [{ b: 1, c: 2 }, { c: 3 }], d: { e: 4, f: 5 }, g: 6 };
    expect(masked(value, parseMask('a.b,d.f'))).toEqual({ a: [{ b: 1 }, {}], d: { f: 5 } });
    expect(masked(value, parseMask('*.f,g'))).toEqual({ a: [{}, {}], d: { f: 5 }, g: 6 });
  });

  it('lays the named fields of one message over another, clearing those that are missing', () => {
    expect(overlaid({ a: 1, b: 2 }, { a: 3 }, parseMask('a,b'))).toEqual({ a: 3 });
    expect(overlaid({ a: { x: 1, y: 2 } }, { a: { x: 5 } }, parseMask('a.x'))).toEqual({ a: { x: 5, y: 2 } });
    expect(overlaid({ a: { x: 1 } }, {}, parseMask('a.x'))).toBeUndefined();
    expect(overlaid({ a: 1, b: 2 }, { a: 3 }, parseMask('*'))).toEqual({ a: 3 });
  });
});
