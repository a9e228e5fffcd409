import { describe, expect, it } from 'vitest';
import { localeOf } from '../../../scripts/local/sheets-api/locale.ts';
import { formatNumber, formattedValue } from '../../../scripts/local/sheets-api/number-format.ts';

const american = localeOf('en_US');

describe('a number shown by a pattern', () => {
  it.each([
    [1234.5, '#,##0', '1,235'],
    [0, '#,##0', '0'],
    [1234567, '#,##0', '1,234,567'],
    [-1234.5, '#,##0.00', '-1,234.50'],
    [1.005, '0.00', '1.01'],
    [2.5, '0', '3'],
    [-2.5, '0', '-3'],
    [5, '0.00', '5.00'],
    [5, '000', '005'],
    [0.85, '0%', '85%'],
    [0.07, '0%', '7%'],
    [0.07, '0.##%', '7.%'],
    [0.855, '0.##%', '85.5%'],
    [1, '0.00%', '100.00%'],
    [0.285, '0%', '29%'],
    [4500, '$#,##0.00', '$4,500.00'],
    [4500, '"$"#,##0', '$4,500'],
    [-20, '"$"#,##0', '-$20'],
    [5, '[$€]#,##0', '€5'],
    [5, '#,##0 [$€]', '5 €'],
    [1234567, '0.0,,"M"', '1.2M'],
    [0.5, '#.##', '.5'],
    [12345, '0.00E+00', '1.23E+04'],
    [0.00012, '0.00E+00', '1.20E-04'],
    [-5, '0;(0)', '(5)'],
    [0, '0;(0);"none"', 'none'],
    [3, '0 "people"', '3 people'],
    [-0.001, '0.0', '0.0'],
  ])('%d by %j is %j', (number, pattern, text) => {
    expect(formatNumber(number, pattern, american)).toBe(text);
  });

  // 46387 is 31 December 2026, a Thursday.
  it.each([
    [46387, 'yyyy-mm-dd', '2026-12-31'],
    [46387, 'm/d/yyyy', '12/31/2026'],
    [46387, 'mmm d, yyyy', 'Dec 31, 2026'],
    [46387, 'dddd, mmmm d', 'Thursday, December 31'],
    [46387, 'd-mmm-yy', '31-Dec-26'],
    [46387.5, 'm/d/yyyy h:mm:ss', '12/31/2026 12:00:00'],
    [0.75, 'h:mm AM/PM', '6:00 PM'],
    [0.75, 'hh:mm', '18:00'],
    [1.5, '[h]:mm', '36:00'],
    [0, 'yyyy-mm-dd', '1899-12-30'],
    [2, 'yyyy-mm-dd', '1900-01-01'],
    [60, 'yyyy-mm-dd', '1900-02-28'],
    [61, 'yyyy-mm-dd', '1900-03-01'],
  ])('the serial %d by %j is %j', (serial, pattern, text) => {
    expect(formatNumber(serial, pattern, american)).toBe(text);
  });

  it.each([
    [85, '85'],
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.3333333333'],
    [1234567.891, '1234567.891'],
    [123456789012345, '123456789012345'],
    [1e15, '1E+15'],
    [1.5e21, '1.5E+21'],
    [0.0000001, '1E-07'],
    [-5.5, '-5.5'],
  ])('%d without a pattern is %j', (number, text) => {
    expect(formatNumber(number, '', american)).toBe(text);
  });

  it('follows the locale', () => {
    expect(formatNumber(1234.5, '#,##0.00', localeOf('de_DE'))).toBe('1.234,50');
    expect(formatNumber(1234.5, '', localeOf('de_DE'))).toBe('1234,5');
    expect(formatNumber(46387, 'd mmmm yyyy', localeOf('de_DE'))).toBe('31 Dezember 2026');
  });
});

describe('a value shown in a cell', () => {
  it.each([
    [{ stringValue: ' as it is ' }, ' as it is '],
    [{ boolValue: true }, 'TRUE'],
    [{ boolValue: false }, 'FALSE'],
    [{ errorValue: { type: 'DIVIDE_BY_ZERO' } }, '#DIV/0!'],
    [{ errorValue: { type: 'N_A' } }, '#N/A'],
    [{ errorValue: { type: 'NAME' } }, '#NAME?'],
  ])('%j is %j', (value, text) => {
    expect(formattedValue(value, undefined, american)).toBe(text);
  });

  it('has its type’s usual pattern where the format names none', () => {
    const shown = (type: string, number: number) =>
      formattedValue({ numberValue: number }, { numberFormat: { type } }, american);
    expect(shown('PERCENT', 0.5)).toBe('50.00%');
    expect(shown('CURRENCY', 5)).toBe('$5.00');
    expect(shown('DATE', 46387)).toBe('12/31/2026');
    expect(shown('NUMBER', 1200)).toBe('1,200.00');
    expect(shown('TEXT', 1200)).toBe('1200');
  });
});
