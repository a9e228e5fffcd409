import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from './support.ts';
import { batch, cellsOf, newPlan, refusalOf, startServer, valuesOf } from './support.ts';

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.close());

const update = (spreadsheetId: string, range: string, values: unknown[][], more: object = {}) =>
  running.api.spreadsheets.values
    .update({ spreadsheetId, range, valueInputOption: 'USER_ENTERED', requestBody: { values }, ...more })
    .then(({ data }) => data);

describe('values.get', () => {
  it('leaves out empty cells at the end of rows and empty rows at the end', async () => {
    const spreadsheetId = await newPlan(running, [['a', '', 'c', ''], [], ['', 'b'], ['']]);
    const { data } = await running.api.spreadsheets.values.get({ spreadsheetId, range: 'Goals!A1:E9' });
    expect(data).toEqual({ range: 'Goals!A1:E9', majorDimension: 'ROWS', values: [['a', '', 'c'], [], ['', 'b']] });
  });

  it('has no values for an empty range, and cuts a range that ends beyond the tab', async () => {
    const spreadsheetId = await newPlan(running);
    const { data } = await running.api.spreadsheets.values.get({ spreadsheetId, range: 'Goals!B2:Z99' });
    expect(data).toEqual({ range: 'Goals!B2:E12', majorDimension: 'ROWS' });
  });

  it('turns columns into lists where asked', async () => {
    const spreadsheetId = await newPlan(running, [
      [1, 2],
      [3, 4],
    ]);
    const { data } = await running.api.spreadsheets.values.get({
      spreadsheetId,
      range: 'Goals',
      majorDimension: 'COLUMNS',
    });
    expect(data.values).toEqual([
      ['1', '3'],
      ['2', '4'],
    ]);
  });

  it.each([
    [{}, ['$4,500', '85%', '12/31/2026', 'TRUE', '#DIV/0!']],
    [{ valueRenderOption: 'UNFORMATTED_VALUE' }, [4500, 0.85, 46387, true, '#DIV/0!']],
    [{ valueRenderOption: 'FORMULA' }, [4500, 0.85, 46387, true, '=1/0']],
    [
      { valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'FORMATTED_STRING' },
      [4500, 0.85, '12/31/2026', true, '#DIV/0!'],
    ],
  ])('renders by %j', async (options, row) => {
    const spreadsheetId = await newPlan(running, [['$4,500', '85%', '12/31/2026', 'true', '=1/0']]);
    const { data } = await running.api.spreadsheets.values.get({ spreadsheetId, range: 'Goals!A1:E1', ...options });
    expect(data.values).toEqual([row]);
  });

  it.each([
    ['Goals'],
    ["'Goals'!A1:B1"],
    ['goals!A1'],
    ['A1:B1'],
    ['Goals!1:1'],
    ['Goals!A:A'],
    ['Goals!R1C1'],
    ['first_cell'],
  ])('understands the range %j', async (range) => {
    const spreadsheetId = await newPlan(running, [['x']]);
    await batch(running, spreadsheetId, {
      addNamedRange: {
        namedRange: {
          name: 'first_cell',
          range: { sheetId: 7, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 },
        },
      },
    });
    expect(await valuesOf(running, spreadsheetId, range)).toEqual([['x']]);
  });

  it('refuses what it cannot read as a range', async () => {
    const spreadsheetId = await newPlan(running);
    for (const range of ['Goalz!A1', 'Goals!', 'Goals!1A', 'nonsense'])
      expect(await refusalOf(running.api.spreadsheets.values.get({ spreadsheetId, range }))).toEqual({
        code: 400,
        status: 'INVALID_ARGUMENT',
        message: `Unable to parse range: ${range}`,
      });
  });
});

describe('values.update', () => {
  it('skips null, empties by "", and says what it wrote', async () => {
    const spreadsheetId = await newPlan(running, [['a', 'b', 'c']]);
    expect(await update(spreadsheetId, 'Goals!A1:E2', [[null, '', 'z']])).toEqual({
      spreadsheetId,
      updatedRange: 'Goals!A1:C1',
      updatedRows: 1,
      updatedColumns: 3,
      updatedCells: 2,
    });
    expect(await valuesOf(running, spreadsheetId)).toEqual([['a', '', 'z']]);
  });

  it('stores RAW text as it is and reads USER_ENTERED text as typed', async () => {
    const spreadsheetId = await newPlan(running);
    const values = [['1,200', '=1+1', ' x ', 5]];
    await update(spreadsheetId, 'Goals!A1', values, { valueInputOption: 'RAW' });
    await update(spreadsheetId, 'Goals!A2', values);
    expect(await valuesOf(running, spreadsheetId, 'Goals', 'UNFORMATTED_VALUE')).toEqual([
      ['1,200', '=1+1', ' x ', 5],
      [1200, 2, ' x ', 5],
    ]);
  });

  it('gives a cell the format that the text brought, unless it has one', async () => {
    const spreadsheetId = await newPlan(running);
    await batch(running, spreadsheetId, {
      repeatCell: {
        range: { sheetId: 7, startRowIndex: 1, endRowIndex: 2 },
        cell: { userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: '0.00' } } },
        fields: 'userEnteredFormat.numberFormat',
      },
    });
    await update(spreadsheetId, 'Goals!A1', [['50%'], ['50%']]);
    expect(
      await cellsOf(running, spreadsheetId, 'Goals!A1:A2', 'formattedValue,userEnteredFormat.numberFormat'),
    ).toEqual([
      [{ formattedValue: '50%', userEnteredFormat: { numberFormat: { type: 'PERCENT', pattern: '0%' } } }],
      [{ formattedValue: '0.50', userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: '0.00' } } }],
    ]);
  });

  it('keeps text text in a plain-text cell', async () => {
    const spreadsheetId = await newPlan(running);
    await batch(running, spreadsheetId, {
      repeatCell: {
        range: { sheetId: 7 },
        cell: { userEnteredFormat: { numberFormat: { type: 'TEXT', pattern: '@' } } },
        fields: 'userEnteredFormat.numberFormat',
      },
    });
    await update(spreadsheetId, 'Goals!A1', [['007', '=1+1', '12/31/2026']]);
    expect(await valuesOf(running, spreadsheetId, 'Goals', 'UNFORMATTED_VALUE')).toEqual([
      ['007', '=1+1', '12/31/2026'],
    ]);
  });

  it('answers the values where asked', async () => {
    const spreadsheetId = await newPlan(running, [['a', 'b']]);
    const answer = await update(spreadsheetId, 'Goals!A1:B2', [['85%']], {
      includeValuesInResponse: true,
      responseValueRenderOption: 'UNFORMATTED_VALUE',
    });
    expect(answer.updatedData).toEqual({ range: 'Goals!A1:B2', majorDimension: 'ROWS', values: [[0.85, 'b']] });
  });

  it('refuses values beyond the range or the tab, and a call that does not say how to read them', async () => {
    const spreadsheetId = await newPlan(running);
    const refused = (range: string, values: unknown[][], more: object = {}) =>
      refusalOf(update(spreadsheetId, range, values, more));
    expect(await refused('Goals!A1:B1', [['a', 'b', 'c']])).toMatchObject({
      message: 'Requested writing within range [Goals!A1:B1], but tried writing to column [C]',
    });
    expect(await refused('Goals!A1:B1', [['a'], ['b']])).toMatchObject({
      message: 'Requested writing within range [Goals!A1:B1], but tried writing to row [2]',
    });
    expect(await refused('Goals!A12', [['a'], ['b']])).toMatchObject({
      message: 'Range (Goals!A12:A13) exceeds grid limits. Max rows: 12, max columns: 5',
    });
    expect(await refused('Goals!A1', [['a']], { valueInputOption: undefined })).toMatchObject({
      message: "'valueInputOption' is required but not specified",
    });
    expect(await refused('Goals!A1', [[{ no: 'object' }]])).toMatchObject({ code: 400 });
    expect(await refused('Goals!A1', [['x'.repeat(50_001)]])).toMatchObject({ code: 400 });
  });
});

describe('values.append', () => {
  const append = (spreadsheetId: string, range: string, values: unknown[][], more: object = {}) =>
    running.api.spreadsheets.values
      .append({ spreadsheetId, range, valueInputOption: 'USER_ENTERED', requestBody: { values }, ...more })
      .then(({ data }) => data);

  it('writes after the table that the range touches, at its first column', async () => {
    const spreadsheetId = await newPlan(running, [[], ['', 'name', 'n'], ['', 'a', 1]]);
    expect(await append(spreadsheetId, 'Goals', [['b', 2]])).toMatchObject({
      tableRange: 'Goals!B2:C3',
      updates: { updatedRange: 'Goals!B4:C4', updatedCells: 2 },
    });
    expect(await valuesOf(running, spreadsheetId, 'Goals!B2:C4')).toEqual([
      ['name', 'n'],
      ['a', '1'],
      ['b', '2'],
    ]);
  });

  it('takes the last of two tables, and the one of a range in the middle', async () => {
    const values = [['a'], ['b'], [], ['c']];
    const last = await newPlan(running, values);
    expect((await append(last, 'Goals', [['x']])).updates?.updatedRange).toBe('Goals!A5');
    const first = await newPlan(running, values);
    expect((await append(first, 'Goals!A1:A2', [['x']])).updates?.updatedRange).toBe('Goals!A3');
  });

  it('begins at the range where there is no table, and lets the tab grow', async () => {
    const spreadsheetId = await newPlan(running);
    expect(await append(spreadsheetId, 'Goals!B12', [['x'], ['y']])).toMatchObject({
      updates: { updatedRange: 'Goals!B12:B13' },
    });
    const { data } = await running.api.spreadsheets.get({
      spreadsheetId,
      fields: 'sheets.properties.gridProperties.rowCount',
    });
    expect(data.sheets![0]!.properties!.gridProperties!.rowCount).toBe(13);
  });

  it('makes room for new rows where asked', async () => {
    const spreadsheetId = await newPlan(running, [['a'], [], ['below']]);
    await append(spreadsheetId, 'Goals!A1', [['b']], { insertDataOption: 'INSERT_ROWS' });
    expect(await valuesOf(running, spreadsheetId)).toEqual([['a'], ['b'], [], ['below']]);
  });
});

describe('values of many ranges', () => {
  it('are read by batchGet in the order asked', async () => {
    const spreadsheetId = await newPlan(running, [['a', 'b']]);
    const { data } = await running.api.spreadsheets.values.batchGet({
      spreadsheetId,
      ranges: ['Goals!B1', 'Goals!A1', 'Goals!C1'],
    });
    expect(data.valueRanges).toEqual([
      { range: 'Goals!B1', majorDimension: 'ROWS', values: [['b']] },
      { range: 'Goals!A1', majorDimension: 'ROWS', values: [['a']] },
      { range: 'Goals!C1', majorDimension: 'ROWS' },
    ]);
  });

  it('are written by batchUpdate, all or none, with totals', async () => {
    const spreadsheetId = await newPlan(running);
    const write = (data: object[]) =>
      running.api.spreadsheets.values.batchUpdate({ spreadsheetId, requestBody: { valueInputOption: 'RAW', data } });
    const { data } = await write([
      { range: 'Goals!A1:B1', values: [['a', 'b']] },
      { range: 'Goals!A2', majorDimension: 'COLUMNS', values: [['c', 'd']] },
    ]);
    expect(data).toMatchObject({
      totalUpdatedCells: 4,
      totalUpdatedRows: 3,
      totalUpdatedColumns: 2,
      totalUpdatedSheets: 1,
    });
    expect(data.responses).toMatchObject([{ updatedRange: 'Goals!A1:B1' }, { updatedRange: 'Goals!A2:A3' }]);
    expect(
      await refusalOf(
        write([
          { range: 'Goals!A1', values: [['lost']] },
          { range: 'Nowhere!A1', values: [['x']] },
        ]),
      ),
    ).toMatchObject({ code: 400 });
    expect(await valuesOf(running, spreadsheetId)).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  it('are emptied by clear and batchClear, which leave notes and formats', async () => {
    const spreadsheetId = await newPlan(running, [['5%', 'b', 'c']]);
    await batch(running, spreadsheetId, {
      updateCells: {
        start: { sheetId: 7, rowIndex: 0, columnIndex: 0 },
        rows: [{ values: [{ note: 'stays' }] }],
        fields: 'note',
      },
    });
    const one = await running.api.spreadsheets.values.clear({ spreadsheetId, range: 'Goals!A1:A99' });
    expect(one.data).toEqual({ spreadsheetId, clearedRange: 'Goals!A1:A12' });
    const many = await running.api.spreadsheets.values.batchClear({
      spreadsheetId,
      requestBody: { ranges: ['Goals!B1', 'Goals!E1'] },
    });
    expect(many.data).toEqual({ spreadsheetId, clearedRanges: ['Goals!B1', 'Goals!E1'] });
    expect(await valuesOf(running, spreadsheetId)).toEqual([['', '', 'c']]);
    expect(await cellsOf(running, spreadsheetId, 'Goals!A1', 'note,userEnteredFormat.numberFormat.type')).toEqual([
      [{ note: 'stays', userEnteredFormat: { numberFormat: { type: 'PERCENT' } } }],
    ]);
  });

  it('are found by data filters', async () => {
    const spreadsheetId = await newPlan(running, [['a', 'b']]);
    const { values } = running.api.spreadsheets;
    await values.batchUpdateByDataFilter({
      spreadsheetId,
      requestBody: { valueInputOption: 'RAW', data: [{ dataFilter: { a1Range: 'Goals!A2' }, values: [['c']] }] },
    });
    const read = await values.batchGetByDataFilter({
      spreadsheetId,
      requestBody: { dataFilters: [{ gridRange: { sheetId: 7, endColumnIndex: 1 } }] },
    });
    expect(read.data.valueRanges).toMatchObject([{ valueRange: { values: [['a'], ['c']] } }]);
    await values.batchClearByDataFilter({ spreadsheetId, requestBody: { dataFilters: [{ a1Range: 'Goals!A1:A2' }] } });
    expect(await valuesOf(running, spreadsheetId)).toEqual([['', 'b']]);
  });

  it('are found where the address holds colons and quotes as they are', async () => {
    const spreadsheetId = await newPlan(running, [['a', 'b']]);
    const response = await fetch(`${running.root}/v4/spreadsheets/${spreadsheetId}/values/'Goals'!A1:B1`);
    expect(await response.json()).toMatchObject({ values: [['a', 'b']] });
  });
});
