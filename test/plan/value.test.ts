import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateToSerial, serialToDate } from '../../functions/plan/date.ts';
import { misfitOf } from '../../functions/plan/finding.ts';
import { localeOf } from '../../functions/plan/locale.ts';
import { say } from '../../functions/plan/messages/said.ts';
import { wordsIn } from '../../functions/plan/messages/words.ts';
import { sectionList } from '../../functions/plan/plan.ts';
import { needKinds } from '../../functions/plan/tables/resources.ts';
import {
  choice,
  choices,
  date,
  email,
  isBlank,
  link,
  type Misfit,
  money,
  percent,
  quantity,
  type RawCell,
  reference,
  references,
  shownIn,
  text,
  type ValueType,
  wholeNumber,
  yesNo,
} from '../../functions/plan/value.ts';

const { tell } = wordsIn('en');

const inWords = ({ code, text, values }: Misfit) => ({
  code,
  but: tell(say(`misfits.${text}.but`, values)),
  fix: tell(say(`misfits.${text}.fix`, values)),
});

/** The value, or `code` and fix of why there is none, as the parser comes to it. */
const read = (type: ValueType<never> | ValueType<unknown>, raw: RawCell, locale = 'en_US'): unknown => {
  const understood = (type as ValueType<unknown>).understand(raw, localeOf(locale));
  if ('misfit' in understood) return { [understood.misfit.code]: inWords(understood.misfit).fix };
  const checked = type.schema.safeParse(understood.candidate);
  if (checked.success) return checked.data;
  const { code, fix } = inWords(misfitOf(checked.error.issues[0]!, type as ValueType<unknown>));
  return { [code]: fix };
};

/** A cell that holds text. */
const typed = (value: string): RawCell => ({ value, text: value });

const digitsOnly = { 'not-a-number': 'Type digits only, for example 25.' };

describe('whole numbers', () => {
  const seats = wholeNumber();
  const outOfRange = 'Type a whole number from 0 to 10,000,000.';

  test.each<[string, RawCell, unknown]>([
    ['a number', { value: 25, text: '25' }, 25],
    ['zero, which is not a blank', { value: 0, text: '0' }, 0],
    ['thousands as text', typed('1,200'), 1200],
    ['millions as text', typed('1,234,567'), 1234567],
    ['a currency sign as text', typed('$4,500'), 4500],
    ['spaces around', typed('  25 '), 25],
    ['spaces that do not break around', typed('\u00a025\u202f'), 25],
    ['full-width digits', typed('１，２００'), 1200],
    ['an exponent', typed('1e3'), 1000],
    ['a plus sign', typed('+7'), 7],
    ['decimals that are nothing', typed('12.0'), 12],
    ['minus nothing', typed('(0)'), 0],
    ['a formula’s result', { value: 12, formula: '=4*3', text: '12' }, 12],
    ['words', typed('many'), digitsOnly],
    ['a number with a word', typed('25 people'), digitsOnly],
    ['about a number', typed('~200'), digitsOnly],
    ['a range', typed('10-20'), digitsOnly],
    ['another country’s separators', typed('1.234,5'), digitsOnly],
    ['one separator that could be either country’s', typed('1.200'), digitsOnly],
    ['groups of other lengths', typed('12,00'), digitsOnly],
    ['thousands with spaces', typed('1 200'), digitsOnly],
    ['a truth value', { value: true, text: 'TRUE' }, digitsOnly],
    ['parentheses, an accountant’s minus', typed('(5)'), { 'too-low': outOfRange }],
    ['a negative number', { value: -3, text: '-3' }, { 'too-low': outOfRange }],
    ['the typographer’s minus', typed('−3'), { 'too-low': outOfRange }],
    ['half a person', { value: 2.5, text: '2.5' }, { 'not-whole': 'Type 3 or 2.' }],
    ['a percentage', typed('50 %'), { 'not-whole': 'Type 1 or 0.' }],
    ['a little less than nothing', { value: -0.5 }, { 'not-whole': 'Type 0.' }],
    ['half beyond the most', { value: 10_000_000.5 }, { 'not-whole': 'Type 10000000.' }],
    ['far below with a half', { value: -7.5 }, { 'not-whole': outOfRange }],
    ['one too many', { value: 10_000_001 }, { 'too-high': outOfRange }],
    ['beyond 2^53', typed('9007199254740993'), { 'too-high': outOfRange }],
    ['beyond what a number holds', typed('1e999'), digitsOnly],
    ['a huge exponent', { value: 1e300 }, { 'too-high': outOfRange }],
  ])('reads %s', (_, raw, expected) => {
    expect(read(seats, raw)).toStrictEqual(expected);
  });

  test('says the bound of the column, not that of the computer, for a number beyond 2^53', () => {
    const issue = seats.schema.safeParse(2 ** 53 + 2).error!.issues[0]!;
    expect(inWords(misfitOf(issue, seats))).toEqual({
      code: 'too-high',
      but: 'the most it can be is 10,000,000',
      fix: 'Type a whole number from 0 to 10,000,000.',
    });
  });

  test('offers only neighbours that the column takes', () => {
    expect(read(wholeNumber({ min: 1, max: 260 }), { value: 0.5 })).toEqual({ 'not-whole': 'Type 1.' });
    expect(read(wholeNumber({ min: 1, max: 260 }), { value: 259.5 })).toEqual({ 'not-whole': 'Type 260 or 259.' });
  });
});

describe('percentages', () => {
  const rate = percent();
  const between = (fix: string) => ({ 'rate-out-of-range': fix });
  const example = 'Type a percentage, for example 85%.';

  test.each<[string, RawCell, unknown]>([
    ['a cell formatted as percent', { value: 0.85, text: '85%' }, 8500],
    ['a fraction', { value: 0.85, text: '0.85' }, 8500],
    ['text with a sign', typed('85%'), 8500],
    ['a space before the sign', typed('50 %'), 5000],
    ['a space that does not break before the sign', typed('50\u00a0%'), 5000],
    ['full width', typed('８５％'), 8500],
    ['a fraction as text', typed('0.355'), 3550],
    ['none', { value: 0, text: '0%' }, 0],
    ['all', { value: 1, text: '100%' }, 10000],
    ['a fraction that no float holds', { value: 0.285, text: '28.5%' }, 2850],
    ['two thirds by a formula', { value: 2 / 3, formula: '=2/3', text: '66.7%' }, 6667],
    ['a bare 85', { value: 85, text: '85' }, between('Did you mean 85%? Then type 85%.')],
    ['a bare 85 as text', typed('85'), between('Did you mean 85%? Then type 85%.')],
    ['a bare 35.6', { value: 35.6, text: '35.6' }, between('Did you mean 35.6%? Then type 35.6%.')],
    ['a bare 100', { value: 100, text: '100' }, between('Did you mean 100%? Then type 100%.')],
    ['a bare 101', { value: 101, text: '101' }, between(example)],
    [
      'a bare 85 in a cell formatted as percent',
      { value: 85, text: '8500.0%' },
      between('Did you mean 85%? Then type 85%.'),
    ],
    ['a rate above all in a cell formatted as percent', { value: 1.5, text: '150.0%' }, between(example)],
    ['more than all as text', typed('150%'), between(example)],
    ['more than all without a displayed text', { value: '150%' }, between(example)],
    ['more than all by a formula', { value: 1.5, formula: '=3/2', text: '150%' }, between(example)],
    ['less than none', { value: -0.1, text: '-10%' }, between(example)],
    ['an accountant’s minus', typed('(5%)'), between(example)],
    ['words', typed('most'), { 'not-a-number': 'Type a percentage, for example 85%.' }],
    ['a truth value', { value: true, text: 'TRUE' }, { 'not-a-number': 'Type a percentage, for example 85%.' }],
  ])('reads %s', (_, raw, expected) => {
    expect(read(rate, raw)).toStrictEqual(expected);
  });

  test('offers a bare number as a percentage only where the column takes it', () => {
    const confidence = percent({ min: 5000, max: 9900 });
    expect(read(confidence, { value: 80, text: '80' })).toEqual(between('Did you mean 80%? Then type 80%.'));
    expect(read(confidence, { value: 20, text: '20' })).toEqual(between('Type a percentage from 50% to 99%.'));
    expect(read(confidence, { value: 100, text: '100' })).toEqual(between('Type a percentage from 50% to 99%.'));
    expect(read(confidence, { value: 0.2, text: '20%' })).toEqual({ 'too-low': 'Type a percentage from 50% to 99%.' });
    expect(read(confidence, { value: 1, text: '100%' })).toEqual({ 'too-high': 'Type a percentage from 50% to 99%.' });
  });
});

describe('money', () => {
  const price = money();

  test.each<[string, RawCell, unknown]>([
    ['dollars', { value: 4500, text: '$4,500' }, 450000],
    ['dollars as text', typed('$4,500'), 450000],
    ['dollars and cents', typed('$4,500.25'), 450025],
    ['cents that no float holds', { value: 4.35 }, 435],
    ['a third by a formula', { value: 1000 / 3, formula: '=1000/3' }, 33333],
    ['the sign behind', typed('4,500 $'), 450000],
    ['the code behind', typed('4,500 USD'), 450000],
    ['nothing', { value: 0, text: '$0' }, 0],
    ['almost nothing below nothing', { value: -0.001 }, 0],
    ['a minus before the sign', typed('-$5'), { 'too-low': 'Type an amount in dollars.' }],
    ['a minus behind the sign', typed('$-5'), { 'too-low': 'Type an amount in dollars.' }],
    ['an accountant’s minus', typed('($5)'), { 'too-low': 'Type an amount in dollars.' }],
    ['words', typed('to be agreed'), { 'not-a-number': 'Type digits only, for example 4500.' }],
    [
      'one separator that could be either country’s',
      typed('$1.200'),
      { 'not-a-number': 'Type digits only, for example 4500.' },
    ],
    ['more than there is', { value: 1e12 }, { 'too-high': 'Type an amount in dollars.' }],
    ['beyond 2^53', { value: 1e20 }, { 'too-high': 'Type an amount in dollars.' }],
  ])('reads %s', (_, raw, expected) => {
    expect(read(price, raw)).toStrictEqual(expected);
  });
});

test.each<[string, string, string, unknown]>([
  ['de_DE', 'thousands', '1.234', 1234],
  ['de_DE', 'thousands and decimals', '1.234,5', 1234.5],
  ['de_DE', 'decimals', '12,5', 12.5],
  ['de_DE', 'a euro sign', '4.500,00 €', 4500],
  ['de_DE', 'a point that groups nothing', '1.20', digitsOnly],
  ['de_DE', 'thousands as in the United States', '1,200', digitsOnly],
  ['de_DE', 'thousands and decimals as in the United States', '1,234.50', digitsOnly],
  ['es_MX', 'thousands', '1,234.5', 1234.5],
  ['es_MX', 'thousands as in Spain', '1.234,5', digitsOnly],
  ['en_GB', 'pounds', '£1,200', 1200],
  ['fr_FR', 'thousands with a narrow space', '1\u202f234,5', 1234.5],
  ['fr_FR', 'thousands with a plain space', '1 234', 1234],
  ['de_CH', 'thousands with a typographer’s apostrophe', '1’234.5', 1234.5],
  ['xx_XX', 'thousands where the locale is unknown', '1,234', 1234],
  ['en_US', 'an eighth', '0.125', 0.125],
  ['en_US', 'a negative measure', '-12.5', -12.5],
])('in %s, reads %s: %s', (locale, _, value, expected) => {
  expect(read(quantity(), typed(value), locale)).toStrictEqual(expected);
});

describe('dates', () => {
  const notADate = { 'not-a-date': 'Type a date, for example 2026-12-31.' };
  const wholeDate = { 'date-out-of-range': 'Type the whole date, for example 2026-12-31.' };
  const either = (first: string, second: string) => ({ 'ambiguous-date': `Type ${first} or ${second}.` });

  // 2026-12-31 is day 46,387: 126 years of 365 days and 31 leap days (1904 to 2024) after 1899-12-31, which is day 1, and 364 days more:
  // 45,990 + 31 + 1 + 365.
  test.each<[string, RawCell, unknown]>([
    ['a serial number', { value: 46387, text: '2026-12-31' }, '2026-12-31'],
    ['a serial number with a time of day', { value: 46387.75, text: '12/31/2026 18:00' }, '2026-12-31'],
    ['a serial number by a formula', { value: 46387, formula: '=DATE(2026,12,31)' }, '2026-12-31'],
    ['ISO', typed('2026-12-31'), '2026-12-31'],
    ['ISO with slashes', typed('2026/12/31'), '2026-12-31'],
    ['ISO without zeros', typed('2026-7-1'), '2026-07-01'],
    ['month first', typed('12/31/2026'), '2026-12-31'],
    ['day first, where it can be nothing else', typed('31/12/2026'), '2026-12-31'],
    ['points', typed('31.12.2026'), '2026-12-31'],
    ['points and a two-digit year', typed('31.12.26'), '2026-12-31'],
    ['two-digit year', typed('12/31/26'), '2026-12-31'],
    ['the same day and month', typed('4/4/2026'), '2026-04-04'],
    ['a short month name', typed('Dec 31, 2026'), '2026-12-31'],
    ['a month name', typed('December 31, 2026'), '2026-12-31'],
    ['a month name with a dot', typed('Sept. 5, 2026'), '2026-09-05'],
    ['an ordinal', typed('July 1st, 2026'), '2026-07-01'],
    ['the day before the month', typed('31 December 2026'), '2026-12-31'],
    ['capitals and spaces', typed(' 31  DEC 2026 '), '2026-12-31'],
    ['full-width digits', typed('２０２６－１２－３１'), '2026-12-31'],
    ['the leap day', typed('2/29/2028'), '2028-02-29'],
    ['a year’s first two digits left out, year first', typed('26-12-31'), either('2026-12-31', '2031-12-26')],
    ['either order', typed('03/04/2026'), either('2026-03-04', '2026-04-03')],
    ['either order, two-digit year', typed('3/4/26'), either('2026-03-04', '2026-04-03')],
    ['a leap day in another year', typed('2/29/2027'), notADate],
    ['a 31st that is none', typed('2026-06-31'), notADate],
    ['a month alone', typed('July 2026'), notADate],
    ['words', typed('soon'), notADate],
    ['a season', typed('Fall 2026'), notADate],
    ['the other language’s month', typed('31 de diciembre de 2026'), '2026-12-31'],
    ['the month of a language that the planner does not speak', typed('31 décembre 2026'), notADate],
    ['mixed separators', typed('12/31-2026'), notADate],
    ['a truth value', { value: true, text: 'TRUE' }, notADate],
    ['a year alone, which a spreadsheet takes for a day in 1905', { value: 2026, text: '1905-07-18' }, wholeDate],
    ['a year in the last century', typed('12/31/1999'), wholeDate],
    ['a year in the next century', typed('2100-01-01'), wholeDate],
    ['a number that is no day', { value: 1e9 }, notADate],
    ['a negative number that is no day', { value: -1e9 }, notADate],
  ])('reads %s', (_, raw, expected) => {
    expect(read(date(), raw)).toStrictEqual(expected);
  });

  test.each<[string, string, unknown]>([
    ['es_MX', '31 de diciembre de 2026', '2026-12-31'],
    ['es_MX', '1 de enero de 2027', '2027-01-01'],
    ['es_MX', '03/04/2026', either('2026-04-03', '2026-03-04')],
    ['de_DE', '31. Dezember 2026', '2026-12-31'],
    ['de_DE', '1. März 2027', '2027-03-01'],
    ['de_DE', '03.04.2026', either('2026-04-03', '2026-03-04')],
    ['en_GB', '03/04/2026', either('2026-04-03', '2026-03-04')],
    ['en_GB', '12/31/2026', '2026-12-31'],
    ['en_GB', 'Dec 31, 2026', '2026-12-31'],
    ['de_DE', 'Dec 31, 2026', '2026-12-31'],
    ['sv_SE', '26-12-31', either('2026-12-31', '2031-12-26')],
    ['ja_JP', '2026/12/31', '2026-12-31'],
  ])('in %s, reads %s', (locale, value, expected) => {
    expect(read(date(), typed(value), locale)).toStrictEqual(expected);
  });

  test('an ambiguous date says both days in words', () => {
    const understood = date().understand(typed('03/04/2026'), localeOf('en_US'));
    expect('misfit' in understood && inWords(understood.misfit)).toEqual({
      code: 'ambiguous-date',
      but: 'it can be read as Mar 4, 2026 or as Apr 3, 2026',
      fix: 'Type 2026-03-04 or 2026-04-03.',
    });
  });

  test('serial numbers and days are each other’s mirror image', () => {
    expect(serialToDate(1)).toBe('1899-12-31');
    expect(serialToDate(61)).toBe('1900-03-01');
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 2_900_000 }),
        (serial) => dateToSerial(serialToDate(serial)) === serial,
      ),
    );
  });
});

describe('yes and no', () => {
  const chooseOne = { 'not-yes-or-no': 'Choose Yes or No from the list.' };
  test.each<[RawCell, unknown]>([
    ...['Yes', 'yes', ' YES ', 'y', 'true', 'TRUE', 'Sí', 'si', 'x', '✓', '1', 'ＹＥＳ'].map(
      (value) => [typed(value), true] as [RawCell, unknown],
    ),
    ...['No', 'no', 'NO ', 'n', 'false', '0'].map((value) => [typed(value), false] as [RawCell, unknown]),
    ...['maybe', 'yes and no', '2', '-', '?'].map((value) => [typed(value), chooseOne] as [RawCell, unknown]),
    [{ value: true, text: 'TRUE' }, true],
    [{ value: false, text: 'FALSE' }, false],
    [{ value: true, text: 'WAHR' }, true],
    [{ value: false, text: 'FALSO' }, false],
    [{ value: 1, text: '100%' }, true],
    [{ value: 0, text: '0.00' }, false],
    [{ value: 2, text: '2' }, chooseOne],
  ])('reads %j', (raw, expected) => {
    expect(read(yesNo(), raw)).toStrictEqual(expected);
  });
});

describe('choices', () => {
  const kind = choice({ employer: 'Employer', trainingProvider: 'Training provider', funder: 'Funder' });
  const all = '"Employer", "Training provider" or "Funder"';

  test.each<[string, unknown]>([
    ['Training provider', 'trainingProvider'],
    ['  training   PROVIDER ', 'trainingProvider'],
    ['Training\u00a0provider', 'trainingProvider'],
    ['Ｅｍｐｌｏｙｅｒ', 'employer'],
    ['Traning provider', { 'not-in-list': `Did you mean "Training provider"? Otherwise choose ${all}.` }],
    ['Training', { 'not-in-list': `Did you mean "Training provider"? Otherwise choose ${all}.` }],
    ['Employers', { 'not-in-list': `Did you mean "Employer"? Otherwise choose ${all}.` }],
    ['zoo', { 'not-in-list': `Choose ${all}.` }],
    ['🙂', { 'not-in-list': `Choose ${all}.` }],
    ['constructor', { 'not-in-list': `Choose ${all}.` }],
    ['x'.repeat(50_000), { 'not-in-list': `Choose ${all}.` }],
  ])('reads %.40s', (value, expected) => {
    expect(read(kind, typed(value))).toStrictEqual(expected);
  });

  test.each<[string, unknown]>([
    ['Outreach', ['outreach']],
    ['outreach, CHILDCARE', ['outreach', 'childcare']],
    ['Outreach; Childcare\nTransportation', ['outreach', 'childcare', 'transportation']],
    ['Outreach, outreach', ['outreach']],
    [' , ', []],
    [
      'Outreach, Child care',
      {
        'not-in-list':
          'Did you mean "Childcare"? Otherwise choose "Coordination", "Outreach", "Training scholarships", "Transportation", "Childcare" or "Other support".',
      },
    ],
  ])('reads several: %j', (value, expected) => {
    expect(read(choices(needKinds), typed(value))).toStrictEqual(expected);
  });
});

describe('names, links and addresses', () => {
  test.each<[string, RawCell, string]>([
    ['emoji', typed('🚀 Launch Code 👩🏽‍💻'), '🚀 Launch Code 👩🏽‍💻'],
    ['a right-to-left name', typed('  مركز التدريب '), 'مركز التدريب'],
    ['a name in Hebrew', typed('מרכז קהילתי'), 'מרכז קהילתי'],
    ['an accent in two characters', typed('Jose\u0301'), 'José'],
    ['spaces of every kind', typed('\u00a0City\u2003College\t\u200b'), 'City College'],
    ['a number that is a name', { value: 2026, text: '2026' }, '2026'],
    ['a number as the sheet shows it', { value: 0.5, text: '50%' }, '50%'],
    ['a truth value that is a name', { value: true, text: 'TRUE' }, 'TRUE'],
    ['a formula’s text', { value: 'Acme', formula: '=A1', text: 'Acme' }, 'Acme'],
    ['text that looks like a formula', typed("'=1+1"), "'=1+1"],
  ])('reads %s', (_, raw, expected) => {
    expect(read(text(), raw)).toBe(expected);
    expect(read(reference('partners'), raw)).toBe(expected);
  });

  test('names of several rows may hold commas', () => {
    expect(read(references('partners'), typed('Acme, Inc.;  City College \n Library;'))).toEqual([
      'Acme, Inc.',
      'City College',
      'Library',
    ]);
  });

  test('very long text is a finding, not a crash', () => {
    const long = 'a'.repeat(50_000);
    expect(read(text(500), typed(long))).toEqual({ 'too-long': 'Shorten it; notes can go in a column of your own.' });
    expect(read(reference('partners'), typed(long))).toHaveProperty('too-long');
    expect(read(references('partners'), typed(long))).toHaveProperty('too-long');
    expect(read(link(), typed(`https://example.org/${long}`))).toHaveProperty('too-long');
    expect(read(email(), typed(`${long}@example.org`))).toEqual({
      'not-an-email': 'Type an address such as name@example.org.',
    });
  });

  test.each<[string, unknown]>([
    ['https://example.org', 'https://example.org'],
    ['http://example.org/a?b=c#d', 'http://example.org/a?b=c#d'],
    ['HTTPS://Example.org/Criteria', 'HTTPS://Example.org/Criteria'],
    ['https://münchen.example', 'https://münchen.example'],
    ['example.org/criteria', { 'not-a-link': 'Type https://example.org/criteria' }],
    ['www.example.org', { 'not-a-link': 'Type https://www.example.org' }],
    ['our website', { 'not-a-link': 'Type the whole address, for example https://example.org/criteria.' }],
    ['https://', { 'not-a-link': 'Type the whole address, for example https://example.org/criteria.' }],
    ['name@example.org', { 'not-a-link': 'Type the whole address, for example https://example.org/criteria.' }],
    ['javascript:alert(1.5)', { 'not-a-link': 'Type the whole address, for example https://example.org/criteria.' }],
    ['ftp://example.org', { 'not-a-link': 'Type the whole address, for example https://example.org/criteria.' }],
  ])('reads the link %s', (value, expected) => {
    expect(read(link(), typed(value))).toStrictEqual(expected);
  });

  test.each<[string, unknown]>([
    ['ana@example.org', 'ana@example.org'],
    [' ana.ruiz+plan@example.co.uk ', 'ana.ruiz+plan@example.co.uk'],
    ['mailto:ana@example.org', 'ana@example.org'],
    ['用户@例子.广告', '用户@例子.广告'],
    ['josé@correo.example', 'josé@correo.example'],
    ...[
      'ana@',
      '@example.org',
      'ana',
      'ana@example',
      'ana@example.',
      'ana example.org',
      'ana@example.org, bo@example.org',
      'Ana <ana@example.org>',
      'ana@example.org;bo@example.org',
    ].map((value): [string, unknown] => [value, { 'not-an-email': 'Type an address such as name@example.org.' }]),
  ])('reads the address %s', (value, expected) => {
    expect(read(email(), typed(value))).toStrictEqual(expected);
  });
});

test.each<[string, RawCell | undefined, boolean]>([
  ['no cell', undefined, true],
  ['an empty cell', { value: null }, true],
  ['an empty text', { value: '' }, true],
  ['spaces', { value: ' \u00a0\t\n' }, true],
  ['an invisible character', { value: '\u200b' }, true],
  ['a formula that shows nothing', { value: '', formula: '=IF(A1="","",1)' }, true],
  ['zero', { value: 0 }, false],
  ['No', { value: false }, false],
  ['a letter', { value: 'x' }, false],
  ['a formula that fails', { value: null, formula: '=1/0', error: '#DIV/0!' }, false],
  ['a formula', { value: 2, formula: '=1+1' }, false],
])('%s is blank or not', (_, raw, expected) => {
  expect(isBlank(raw)).toBe(expected);
});

test('what is shown of a long cell is short, and no character of it is cut in two', () => {
  const shown = shownIn(typed('🙂'.repeat(100)));
  expect([...shown].length).toBeLessThanOrEqual(60);
  expect(shown.isWellFormed()).toBe(true);
  expect(shownIn(typed('a'.repeat(60)))).toBe('a'.repeat(60));
  expect(shownIn(typed('a'.repeat(61)))).toBe(`${'a'.repeat(59)}…`);
  expect(shownIn({ value: null, formula: '=1/0', error: '#DIV/0!', text: '#DIV/0!' })).toBe('#DIV/0!');
});

/** A value of each column's type that its schema takes. */
const anyValue = (type: ValueType<unknown>): fc.Arbitrary<unknown> => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((each) =>
      each
        .normalize('NFKC')
        .replace(/[\s;\u200B\u2060\uFEFF]+/gu, ' ')
        .trim(),
    )
    .filter((each) => each !== '' && each === each.normalize('NFKC'));
  switch (type.kind) {
    case 'whole':
      return fc.integer({ min: 0, max: 10_000_000 }).filter((value) => type.schema.safeParse(value).success);
    case 'percent':
      return fc.integer({ min: 0, max: 10_000 }).filter((value) => type.schema.safeParse(value).success);
    case 'money':
      return fc.integer({ min: 0, max: 1e13 });
    case 'date':
      return fc.integer({ min: 36_526, max: 73_050 }).map(serialToDate);
    case 'yesNo':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...Object.keys(type.options!));
    case 'choices':
      return fc.uniqueArray(fc.constantFrom(...Object.keys(type.options!)), { minLength: 1 });
    case 'references':
      return fc.array(name, { minLength: 1, maxLength: 4 });
    case 'link':
      return fc.webUrl();
    case 'email':
      return fc.constantFrom('ana@example.org', 'josé@correo.example', '用户@例子.广告');
    default:
      return name;
  }
};

const columns = sectionList.flatMap((section) =>
  Object.values(section.columns).map((column) => ({ of: `${section.tab}: ${column.header}`, type: column.type })),
);

test.each(columns)('$of: a value written to its cell is read back as the same value', ({ type }) => {
  fc.assert(
    fc.property(anyValue(type), fc.constantFrom('en_US', 'de_DE', 'es_MX', 'en_GB'), (value, locale) => {
      expect(read(type, { value: type.toCell(value) }, locale)).toStrictEqual(value);
    }),
    { numRuns: 25 },
  );
});

test.each(columns)('$of: a value typed as it is shown is read as the same value', ({ type }) => {
  fc.assert(
    fc.property(anyValue(type), (value) => {
      expect(read(type, typed(tell(type.show(value))))).toStrictEqual(value);
    }),
    { numRuns: 25 },
  );
});

test.each(columns)('$of: what a fix says to type passes the rule', ({ type }) => {
  const anything = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: -5, max: 300, noNaN: true }),
    fc.boolean(),
    fc.constantFrom(
      '85',
      '03/04/2026',
      '3/4/26',
      '26-12-31',
      '12,5',
      '2.5',
      'example.org/a',
      'yess',
      'soon',
      'Outreach, childcare!',
    ),
  );
  fc.assert(
    fc.property(anything, fc.constantFrom('en_US', 'de_DE', 'en_GB'), (value, locale) => {
      const found = read(type, { value, text: String(value) }, locale);
      if (typeof found !== 'object' || found === null || Array.isArray(found)) return;
      const fix = Object.values(found)[0] as string;
      for (const offered of offersIn(fix)) expect(read(type, typed(offered), locale)).not.toBeTypeOf('object');
    }),
    { numRuns: 60 },
  );
});

/** The concrete values that a fix tells people to type. */
const offersIn = (fix: string): string[] => {
  const concrete = /^Type ([^ ]+?)(?: or ([^ ]+?))?\.?$/.exec(fix);
  const meant = /Then type (\S+)\.$/.exec(fix);
  const example = /for example (\S+?)\.$/.exec(fix);
  const address = /such as (\S+?)\.$/.exec(fix);
  return [concrete?.[1], concrete?.[2], meant?.[1], example?.[1], address?.[1]].filter((each) => each !== undefined);
};
