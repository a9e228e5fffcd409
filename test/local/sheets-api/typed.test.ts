import { describe, expect, it } from 'vitest';
import { localeOf } from '../../../scripts/local/sheets-api/locale.ts';
import { readTyped } from '../../../scripts/local/sheets-api/typed.ts';

// Serials: 1 January 2026 is day 46023 after 30 December 1899; 31 December 2026 is 364 days later.
const newYear2026 = 46023;
const lastDay2026 = 46387;

const american = localeOf('en_US');
const typed = (text: string, locale = american) => readTyped(text, locale, 2026);

describe('text typed in an American spreadsheet', () => {
  it.each([
    ['0', 0],
    ['1200', 1200],
    ['-5', -5],
    ['+5', 5],
    ['.5', 0.5],
    ['5.', 5],
    ['007', 7],
    [' 85 ', 85],
    ['(5)', -5],
    ['12345678901', 12345678901],
  ])('reads %j as the number %d and leaves the format alone', (text, number) => {
    expect(typed(text)).toEqual({ value: { numberValue: number } });
  });

  it.each([
    ['1,200', 1200, 'NUMBER', '#,##0'],
    ['1,200.50', 1200.5, 'NUMBER', '#,##0.00'],
    ['(1,200)', -1200, 'NUMBER', '#,##0'],
    ['85%', 0.85, 'PERCENT', '0%'],
    ['85 %', 0.85, 'PERCENT', '0%'],
    ['7%', 0.07, 'PERCENT', '0%'],
    ['85.5%', 0.855, 'PERCENT', '0.00%'],
    ['-3%', -0.03, 'PERCENT', '0%'],
    ['$4,500', 4500, 'CURRENCY', '"$"#,##0'],
    ['$4,500.25', 4500.25, 'CURRENCY', '"$"#,##0.00'],
    ['-$20', -20, 'CURRENCY', '"$"#,##0'],
    ['$-20', -20, 'CURRENCY', '"$"#,##0'],
    ['($20)', -20, 'CURRENCY', '"$"#,##0'],
    ['€5', 5, 'CURRENCY', '[$€]#,##0'],
    ['1e3', 1000, 'SCIENTIFIC', '0.00E+00'],
    ['2.5E-2', 0.025, 'SCIENTIFIC', '0.00E+00'],
  ])('reads %j as %d with a %s format %j', (text, number, type, pattern) => {
    expect(typed(text)).toEqual({ value: { numberValue: number }, format: { type, pattern } });
  });

  it.each([
    ['12/31/2026', lastDay2026, 'm/d/yyyy'],
    ['1/1/2026', newYear2026, 'm/d/yyyy'],
    ['12/31/26', lastDay2026, 'm/d/yyyy'],
    ['12/31', lastDay2026, 'm/d'],
    ['12-31-2026', lastDay2026, 'm-d-yyyy'],
    ['2026-12-31', lastDay2026, 'yyyy-mm-dd'],
    ['2026-1-1', newYear2026, 'yyyy-m-d'],
    ['2026/12/31', lastDay2026, 'yyyy/mm/dd'],
    ['Dec 31, 2026', lastDay2026, 'mmm d, yyyy'],
    ['December 31 2026', lastDay2026, 'mmmm d, yyyy'],
    ['31 Dec 2026', lastDay2026, 'd mmm yyyy'],
    ['31-Dec-2026', lastDay2026, 'd-mmm-yyyy'],
    ['Dec 31', lastDay2026, 'mmm d'],
    ['2/29/2024', 45351, 'm/d/yyyy'],
    ['1/1/1900', 2, 'm/d/yyyy'],
  ])('reads %j as the date with serial %d, shown as %s', (text, serial, pattern) => {
    expect(typed(text)).toEqual({ value: { numberValue: serial }, format: { type: 'DATE', pattern } });
  });

  it.each([
    ['6:00', 0.25, 'TIME', 'h:mm'],
    ['6:00 PM', 0.75, 'TIME', 'h:mm AM/PM'],
    ['12:00 am', 0, 'TIME', 'h:mm AM/PM'],
    ['36:00', 1.5, 'TIME', '[h]:mm'],
    ['12:00:00', 0.5, 'TIME', 'h:mm:ss'],
    ['2026-12-31 12:00', lastDay2026 + 0.5, 'DATE_TIME', 'yyyy-mm-dd h:mm'],
    ['12/31/2026 6:00 PM', lastDay2026 + 0.75, 'DATE_TIME', 'm/d/yyyy h:mm AM/PM'],
  ])('reads %j as the moment %d', (text, serial, type, pattern) => {
    expect(typed(text)).toEqual({ value: { numberValue: serial }, format: { type, pattern } });
  });

  it.each([['TRUE'], ['true'], [' True ']])('reads %j as a boolean', (text) => {
    expect(typed(text)).toEqual({ value: { boolValue: true } });
  });

  it.each([
    ['hello'],
    ['  spaces stay  '],
    ['85 percent'],
    ['1,20'],
    ['1,2000'],
    ['1.200,50'],
    ['2/30/2026'],
    ['13/31/2026'],
    ['12/31/2026 or later'],
    ['25:61'],
    ['(5'],
    ['-(5)'],
    ['$'],
    ['%'],
    ['='],
    ['+'],
    ['1e999'],
    ['٣٤'],
    ['８５'],
    ['1 200'],
    ['مرحبا 5'],
    ['🎉 1'],
    ['v1.2.3'],
    ['2026'.padEnd(400, 'x')],
  ])('keeps %j as text, as it is', (text) => {
    expect(typed(text)).toEqual({ value: { stringValue: text } });
  });

  it('takes a leading quote as the sign for text and drops it', () => {
    expect(typed("'007")).toEqual({ value: { stringValue: '007' } });
    expect(typed("'=A1")).toEqual({ value: { stringValue: '=A1' } });
  });

  it('reads what begins with = or with + as a formula', () => {
    expect(typed('=SUM(A1:A3)')).toEqual({ value: { formulaValue: '=SUM(A1:A3)' } });
    expect(typed('+A1*2')).toEqual({ value: { formulaValue: '=+A1*2' } });
  });

  it('keeps everything as text in a plain-text cell', () => {
    for (const text of ['007', '=A1', '85%', '12/31/2026', 'TRUE'])
      expect(readTyped(text, american, 2026, true)).toEqual({ value: { stringValue: text } });
  });

  it('empties the cell where nothing is typed', () => {
    expect(typed('')).toEqual({ value: undefined });
  });
});

describe('text typed in spreadsheets of other locales', () => {
  it.each([
    ['de_DE', '1.200,50', 1200.5, '#,##0.00'],
    ['de_DE', '31.12.2026', lastDay2026, 'd.m.yyyy'],
    ['de_DE', '31. Dezember 2026', lastDay2026, 'd mmmm yyyy'],
    ['en_GB', '31/12/2026', lastDay2026, 'dd/mm/yyyy'],
    ['fr_FR', '1 200,5', 1200.5, '#,##0.00'],
    ['fr_FR', '31/12/2026', lastDay2026, 'dd/mm/yyyy'],
    ['es_ES', '1.200', 1200, '#,##0'],
  ])('in %s reads %j as %d, shown as %s', (locale, text, number, pattern) => {
    const { value, format } = typed(text, localeOf(locale));
    expect(value).toEqual({ numberValue: number });
    expect(format?.pattern).toBe(pattern);
  });

  it('does not take another locale’s date for its own', () => {
    expect(typed('12/31/2026', localeOf('en_GB')).value).toEqual({ stringValue: '12/31/2026' });
    expect(typed('31.12.2026').value).toEqual({ stringValue: '31.12.2026' });
    expect(typed('1,5', localeOf('de_DE')).value).toEqual({ numberValue: 1.5 });
  });
});
