import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from './support.ts';
import { batch, cellsOf, newPlan, startServer, valuesOf } from './support.ts';

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.close());

const plain = (spreadsheetId: string, range = 'Goals') => valuesOf(running, spreadsheetId, range, 'UNFORMATTED_VALUE');
const type = (spreadsheetId: string, range: string, values: unknown[][]) =>
  running.api.spreadsheets.values.update({
    spreadsheetId,
    range,
    valueInputOption: 'USER_ENTERED',
    requestBody: { values },
  });

describe('a formula', () => {
  it.each([
    ['=A1+A2*2', 5],
    ['=SUM(A1:A3)', 6],
    ['=SUM(A2:A)', 5],
    ['=SUM(A:A)', 6],
    ['=SUM(1:1)-B1', 1],
    ['=AVERAGE(A1:A3)', 2],
    ['=COUNTA(A1:A9)', 3],
    ['=IF(A1=1,"yes","no")', 'yes'],
    ['=A1&" of "&A3', '1 of 3'],
    ['=A1>A2', false],
    ['=ROUND(10/3,2)', 3.33],
    ['=0.1+0.2', 0.3],
    ['=1/3', 0.333333333333333],
    ['=2^40', 1099511627776],
    ['=DATE(2026,12,31)', 46387],
    ['=TODAY()', 46082],
    ['=VLOOKUP(2,A1:B3,2,FALSE)', 'two'],
    ['=XLOOKUP(3,A1:A3,B1:B3)', 'three'],
    ['=SUMIFS(A1:A3,A1:A3,">1")', 5],
    ['=IFERROR(1/0,"none")', 'none'],
    ['=LEN(B3)', 5],
    ['=three_rates', 3],
    ['=INDIRECT("A2")', 2],
    ['=LEFT(HYPERLINK("https://example.org","label"),2)', 'la'],
    ['=D9', 0],
    ['=ISBLANK(D9)', true],
    ['=-5%', -0.05],
  ])('%s is %j', async (formula, result) => {
    const spreadsheetId = await newPlan(running, [
      [1, "'one"],
      [2, 'two'],
      [3, 'three'],
    ]);
    await batch(running, spreadsheetId, {
      addNamedRange: {
        namedRange: {
          name: 'three_rates',
          range: { sheetId: 7, startRowIndex: 2, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 1 },
        },
      },
    });
    // B1 is text and counts as nothing in a sum; the row's own cell is left out by standing in another row.
    if (formula.includes('1:1')) await type(spreadsheetId, 'Goals!B1', [[0]]);
    await type(spreadsheetId, 'Goals!D5', [[formula]]);
    expect(await plain(spreadsheetId, 'Goals!D5')).toEqual([[result]]);
    expect(await valuesOf(running, spreadsheetId, 'Goals!D5', 'FORMULA')).toEqual([[formula]]);
  });

  it.each([
    ['=1/0', 'DIVIDE_BY_ZERO', '#DIV/0!'],
    ['=NOSUCH(1)', 'NAME', '#NAME?'],
    ['=nothing_named', 'NAME', '#NAME?'],
    ['="x"*2', 'VALUE', '#VALUE!'],
    ['=Gone!A1', 'REF', '#REF!'],
    ['=VLOOKUP(9,A1:B3,2,FALSE)', 'N_A', '#N/A'],
    ['=SQRT(-1)', 'NUM', '#NUM!'],
    ['=SUM(', 'ERROR', '#ERROR!'],
    ['=A1+', 'ERROR', '#ERROR!'],
    ['=D5', 'REF', '#REF!'],
    ['=E5+1', 'REF', '#REF!'],
  ])('%s is an error of type %s', async (formula, errorType, shown) => {
    const spreadsheetId = await newPlan(running, [[1, 2]]);
    await type(spreadsheetId, 'Goals!D5', [[formula, '=D5']]);
    const [[cell] = []] = await cellsOf(
      running,
      spreadsheetId,
      'Goals!D5',
      'userEnteredValue,effectiveValue,formattedValue',
    );
    expect(cell).toMatchObject({
      userEnteredValue: { formulaValue: formula },
      effectiveValue: { errorValue: { type: errorType } },
      formattedValue: shown,
    });
    expect(cell?.effectiveValue?.errorValue?.message).not.toBe('');
  });

  it.each([
    ['IMPORTXML'],
    ['IMPORTRANGE'],
    ['IMPORTDATA'],
    ['IMPORTHTML'],
    ['IMPORTFEED'],
    ['GOOGLEFINANCE'],
    ['GOOGLETRANSLATE'],
    ['IMAGE'],
  ])('with %s is never run and says why', async (name) => {
    const spreadsheetId = await newPlan(running, [
      [`=IF(FALSE,${name.toLowerCase()}("http://127.0.0.1:1/","//a"),1)`, '=A1'],
    ]);
    const [[own, dependent] = []] = await cellsOf(running, spreadsheetId, 'Goals!A1:B1', 'effectiveValue');
    expect(own?.effectiveValue).toEqual({
      errorValue: { type: 'N_A', message: `${name} is not run: this server reaches nothing outside.` },
    });
    expect(dependent?.effectiveValue?.errorValue?.type).toBe('N_A');
  });

  it('of a link shows its label and leads to its address', async () => {
    const spreadsheetId = await newPlan(running, [
      [
        'example.org',
        '=HYPERLINK("https://"&A1,"Go to "&A1)',
        '=HYPERLINK("#gid=7&range=B2")',
        '=IF(TRUE,HYPERLINK("https://x.org","x"),1)',
      ],
    ]);
    expect(await cellsOf(running, spreadsheetId, 'Goals!B1:D1', 'formattedValue,hyperlink')).toEqual([
      [
        { formattedValue: 'Go to example.org', hyperlink: 'https://example.org' },
        { formattedValue: '#gid=7&range=B2', hyperlink: '#gid=7&range=B2' },
        { formattedValue: 'x' },
      ],
    ]);
    await type(spreadsheetId, 'Goals!B1', [['plain']]);
    expect(await cellsOf(running, spreadsheetId, 'Goals!B1', 'formattedValue,hyperlink')).toEqual([
      [{ formattedValue: 'plain' }],
    ]);
  });

  it('is worked out again when a cell, a tab or a name that it speaks of changes', async () => {
    const spreadsheetId = await newPlan(running, [[1, '=A1*2', '=B1+Other!A1']]);
    expect(await plain(spreadsheetId)).toEqual([[1, 2, '#REF!']]);
    await batch(running, spreadsheetId, { addSheet: { properties: { title: 'Other' } } });
    expect(await plain(spreadsheetId)).toEqual([[1, 2, 2]]);
    await type(spreadsheetId, 'Other!A1', [[10]]);
    await type(spreadsheetId, 'Goals!A1', [[5]]);
    expect(await plain(spreadsheetId)).toEqual([[5, 10, 20]]);
    await running.api.spreadsheets.values.clear({ spreadsheetId, range: 'Goals!B1' });
    expect(await plain(spreadsheetId)).toEqual([[5, '', 10]]);
  });

  it('of an array fills the cells around it, unless they hold something', async () => {
    const spreadsheetId = await newPlan(running, [[3], [1], [2], ['=SORT(A1:A3)'], [], [], ['=SUM(A4:A6)']]);
    expect((await plain(spreadsheetId)).flat()).toEqual([3, 1, 2, 1, 2, 3, 6]);
    await type(spreadsheetId, 'Goals!A5', [['in the way']]);
    expect(await cellsOf(running, spreadsheetId, 'Goals!A4:A6', 'formattedValue')).toEqual([
      [{ formattedValue: '#REF!' }],
      [{ formattedValue: 'in the way' }],
    ]);
    await type(spreadsheetId, 'Goals!A5', [['']]);
    expect((await plain(spreadsheetId, 'Goals!A4:A6')).flat()).toEqual([1, 2, 3]);
    await type(spreadsheetId, 'Goals!A4', [['']]);
    expect(await plain(spreadsheetId, 'Goals!A4:A6')).toEqual([]);
  });

  it('is written with semicolons and decimal commas where the locale does so', async () => {
    const spreadsheetId = await newPlan(running);
    await batch(running, spreadsheetId, {
      updateSpreadsheetProperties: { properties: { locale: 'de_DE' }, fields: 'locale' },
    });
    await type(spreadsheetId, 'Goals!A1', [['=ROUND(1,256*2;1)']]);
    expect(await plain(spreadsheetId)).toEqual([[2.5]]);
    expect(await valuesOf(running, spreadsheetId)).toEqual([['2,5']]);
  });

  it('takes text for text, whatever it looks like', async () => {
    const spreadsheetId = await newPlan(running, [["'007", "'=1+1", "'TRUE", '=A1&B1&C1', '=ISTEXT(C1)']]);
    expect(await plain(spreadsheetId, 'Goals!D1:E1')).toEqual([['007=1+1TRUE', true]]);
  });

  it('is shown by its cell’s format', async () => {
    const spreadsheetId = await newPlan(running, [['50%', '=A1/2']]);
    await batch(running, spreadsheetId, {
      repeatCell: {
        range: { sheetId: 7, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 },
        cell: { userEnteredFormat: { numberFormat: { type: 'PERCENT', pattern: '0%' } } },
        fields: 'userEnteredFormat.numberFormat',
      },
    });
    expect(await valuesOf(running, spreadsheetId)).toEqual([['50%', '25%']]);
  });

  it('that exhausts the engine is an error of its own, and the others go on', async () => {
    const spreadsheetId = await newPlan(running, [[1, '=A1+1']]);
    const nested = `=${'('.repeat(3000)}A1${')'.repeat(3000)}`;
    const long = `=${'1+'.repeat(5000)}A1`;
    await type(spreadsheetId, 'Goals!A2', [[nested, long, '=A1+2']]);
    await type(spreadsheetId, 'Goals!A1', [[10]]);
    expect(await valuesOf(running, spreadsheetId)).toEqual([
      ['10', '11'],
      ['#ERROR!', '#ERROR!', '12'],
    ]);
    const [[cell] = []] = await cellsOf(running, spreadsheetId, 'Goals!A2', 'effectiveValue');
    expect(cell?.effectiveValue?.errorValue?.message).toBe(
      'This formula takes more time or memory than it is given here.',
    );
  });
});
