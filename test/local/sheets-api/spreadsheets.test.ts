import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from './support.ts';
import { batch, cellsOf, newPlan, refusalOf, startServer, valuesOf } from './support.ts';

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.close());

describe('spreadsheets.create', () => {
  it('makes one tab of 1000 rows and 26 columns where none is asked for', async () => {
    const { data } = await running.api.spreadsheets.create({ requestBody: { properties: { title: 'New' } } });
    expect(data.properties).toMatchObject({
      title: 'New',
      locale: 'en_US',
      timeZone: 'Etc/GMT',
      autoRecalc: 'ON_CHANGE',
    });
    expect(data.sheets).toEqual([
      {
        properties: {
          sheetId: 0,
          title: 'Sheet1',
          index: 0,
          sheetType: 'GRID',
          gridProperties: { rowCount: 1000, columnCount: 26 },
        },
      },
    ]);
    expect(running.server.list()).toContainEqual({ spreadsheetId: data.spreadsheetId, title: 'New' });
  });

  it('takes over tabs with their data, merges, protections and named ranges', async () => {
    const range = { sheetId: 3, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 2 };
    const { data } = await running.api.spreadsheets.create({
      requestBody: {
        sheets: [
          {
            properties: {
              sheetId: 3,
              title: 'Start',
              gridProperties: { rowCount: 4, columnCount: 4, frozenRowCount: 1 },
              tabColor: { red: 1 },
            },
            data: [
              {
                startRow: 1,
                rowData: [{ values: [{ userEnteredValue: { stringValue: 'hello' }, note: 'hi' }] }],
                columnMetadata: [{ pixelSize: 250 }],
              },
            ],
            merges: [range],
            protectedRanges: [{ range, description: 'keep' }],
          },
        ],
        namedRanges: [{ name: 'first', range }],
      },
    });
    const full = (await running.api.spreadsheets.get({ spreadsheetId: data.spreadsheetId!, includeGridData: true }))
      .data;
    const sheet = full.sheets![0]!;
    expect(sheet.properties).toMatchObject({
      tabColor: { red: 1 },
      tabColorStyle: { rgbColor: { red: 1 } },
      gridProperties: { frozenRowCount: 1 },
    });
    expect(sheet.merges).toEqual([range]);
    expect(sheet.protectedRanges).toMatchObject([{ range, description: 'keep', requestingUserCanEdit: true }]);
    expect(full.namedRanges).toMatchObject([{ name: 'first', range }]);
    expect(sheet.data![0]!.rowData).toMatchObject([{}, { values: [{ formattedValue: 'hello', note: 'hi' }] }]);
    expect(sheet.data![0]!.columnMetadata![0]).toEqual({ pixelSize: 250 });
  });

  it('refuses a locale and a time zone that are not known', async () => {
    expect(
      await refusalOf(running.api.spreadsheets.create({ requestBody: { properties: { timeZone: 'Mars/Base' } } })),
    ).toMatchObject({
      code: 400,
      message: 'Unsupported time zone: Mars/Base',
    });
    expect(
      await refusalOf(running.api.spreadsheets.create({ requestBody: { properties: { locale: 'xx_YY_!!' } } })),
    ).toMatchObject({ code: 400 });
  });
});

describe('spreadsheets.get', () => {
  it('answers without grid data unless it is asked for', async () => {
    const spreadsheetId = await newPlan(running, [['a']]);
    const { data } = await running.api.spreadsheets.get({ spreadsheetId });
    expect(data.sheets![0]).not.toHaveProperty('data');
    expect(data.spreadsheetUrl).toContain(spreadsheetId);
  });

  it('answers only what the mask names, and only the ranges', async () => {
    const spreadsheetId = await newPlan(running, [
      ['a', 1],
      ['b', 0.5],
    ]);
    await batch(running, spreadsheetId, { addSheet: { properties: { title: 'Other' } } });
    const { data } = await running.api.spreadsheets.get({
      spreadsheetId,
      ranges: ['Goals!A2:B2', 'Goals!B1'],
      fields: 'sheets(properties.title,data(startRow,startColumn,rowData.values.effectiveValue))',
    });
    expect(data).toEqual({
      sheets: [
        {
          properties: { title: 'Goals' },
          data: [
            {
              startRow: 1,
              rowData: [
                { values: [{ effectiveValue: { stringValue: 'b' } }, { effectiveValue: { numberValue: 0.5 } }] },
              ],
            },
            { startColumn: 1, rowData: [{ values: [{ effectiveValue: { numberValue: 1 } }] }] },
          ],
        },
      ],
    });
  });

  it('leaves grid data out where the mask does not name it, whatever includeGridData says', async () => {
    const spreadsheetId = await newPlan(running, [['a']]);
    const { data } = await running.api.spreadsheets.get({
      spreadsheetId,
      includeGridData: true,
      fields: 'sheets.properties.sheetId',
    });
    expect(data).toEqual({ sheets: [{ properties: { sheetId: 7 } }] });
  });

  it('refuses masks, ranges, parameters and spreadsheets that are not there', async () => {
    const spreadsheetId = await newPlan(running);
    const get = (more: object) => refusalOf(running.api.spreadsheets.get({ spreadsheetId, ...more }));
    expect(await get({ fields: 'sheets.propertiez' })).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' });
    expect(await get({ ranges: ['Nothing!A1'] })).toMatchObject({
      code: 400,
      message: 'Unable to parse range: Nothing!A1',
    });
    expect(await get({ ranges: ['Goals!A99'] })).toMatchObject({
      message: 'Range (Goals!A99) exceeds grid limits. Max rows: 12, max columns: 5',
    });
    expect(await get({ surprise: 1 })).toMatchObject({ code: 400 });
    expect(await get({ spreadsheetId: 'nope' })).toEqual({
      code: 404,
      status: 'NOT_FOUND',
      message: 'Requested entity was not found.',
    });
  });
});

describe('spreadsheets.getByDataFilter', () => {
  it('finds ranges by A1, by grid range and by developer metadata', async () => {
    const spreadsheetId = await newPlan(running, [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    await batch(running, spreadsheetId, {
      createDeveloperMetadata: {
        developerMetadata: {
          metadataKey: 'column',
          metadataValue: 'second',
          visibility: 'DOCUMENT',
          location: { dimensionRange: { sheetId: 7, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } },
        },
      },
    });
    const { data } = await running.api.spreadsheets.getByDataFilter({
      spreadsheetId,
      fields: 'sheets.data.rowData.values.formattedValue',
      requestBody: {
        dataFilters: [
          { a1Range: 'Goals!A1' },
          { gridRange: { sheetId: 7, startRowIndex: 1, endRowIndex: 2 } },
          { developerMetadataLookup: { metadataKey: 'column' } },
        ],
      },
    });
    const cell = (text: string) => ({ formattedValue: text });
    expect(data.sheets![0]!.data).toEqual([
      { rowData: [{ values: [cell('a')] }] },
      { rowData: [{ values: [cell('c'), cell('d')] }] },
      { rowData: [{ values: [cell('b')] }, { values: [cell('d')] }] },
    ]);
  });
});

describe('spreadsheets.batchUpdate', () => {
  it('answers one reply for each request, and the spreadsheet where asked', async () => {
    const spreadsheetId = await newPlan(running, [['id-1'], ['id-2']]);
    const { data } = await running.api.spreadsheets.batchUpdate({
      spreadsheetId,
      requestBody: {
        requests: [
          {
            updateCells: {
              start: { sheetId: 7, rowIndex: 0, columnIndex: 1 },
              rows: [{ values: [{ note: 'n' }] }],
              fields: 'note',
            },
          },
          { addSheet: { properties: { title: 'More' } } },
        ],
        includeSpreadsheetInResponse: true,
        responseRanges: ['Goals!A1:A2'],
        responseIncludeGridData: true,
      },
      fields: 'replies,updatedSpreadsheet.sheets.data.rowData.values.formattedValue',
    });
    expect(data.replies).toMatchObject([{}, { addSheet: { properties: { title: 'More', index: 1 } } }]);
    expect(data.updatedSpreadsheet).toEqual({
      sheets: [
        { data: [{ rowData: [{ values: [{ formattedValue: 'id-1' }] }, { values: [{ formattedValue: 'id-2' }] }] }] },
      ],
    });
  });

  it('applies all of a batch or nothing', async () => {
    const spreadsheetId = await newPlan(running, [['before']]);
    const refused = await refusalOf(
      batch(
        running,
        spreadsheetId,
        {
          updateCells: {
            start: { sheetId: 7 },
            rows: [{ values: [{ userEnteredValue: { stringValue: 'after' } }] }],
            fields: 'userEnteredValue',
          },
        },
        { addSheet: { properties: { title: 'goals' } } },
      ),
    );
    expect(refused).toEqual({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: 'Invalid requests[1].addSheet: A sheet with the name "goals" already exists. Please enter another name.',
    });
    expect(await valuesOf(running, spreadsheetId)).toEqual([['before']]);
  });

  it.each([
    [
      [{ addSheet: {} }, { updateCellz: {} }],
      'Invalid JSON payload received. Unknown name "updateCellz" at \'requests[1]\': Cannot find field.',
    ],
    [[{ addChart: { chart: {} } }], 'Invalid requests[0].addChart: This server does not serve addChart.'],
    [[{ textToColumns: {} }], 'Invalid requests[0].textToColumns: This server does not serve textToColumns.'],
    [[{}], 'Invalid requests[0]: No request set.'],
    [
      [{ addSheet: {}, deleteSheet: {} }],
      'Invalid requests[0]: Only one kind of request can be set, but got addSheet, deleteSheet.',
    ],
    [[], 'Must specify at least one request.'],
    [
      [{ repeatCell: { cell: { userEnteredFormat: { horizontalAlign: 'LEFT' } } } }],
      'Invalid JSON payload received. Unknown name "horizontalAlign" at \'requests[0].repeat_cell.cell.user_entered_format\': Cannot find field.',
    ],
    [
      [{ repeatCell: { cell: { userEnteredFormat: { horizontalAlignment: 'WEST' } } } }],
      'Invalid value at \'requests[0].repeat_cell.cell.user_entered_format.horizontal_alignment\' (TYPE_ENUM), "WEST"',
    ],
    [
      [{ deleteSheet: { sheetId: 'seven' } }],
      'Invalid value at \'requests[0].delete_sheet.sheet_id\' (TYPE_INT32), "seven"',
    ],
    [[{ deleteSheet: { sheetId: 99 } }], 'Invalid requests[0].deleteSheet: No grid with id: 99'],
    [
      [{ repeatCell: { range: { sheetId: 7 }, cell: {} } }],
      "Invalid requests[0].repeatCell: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    ],
    [
      [{ repeatCell: { range: { sheetId: 7 }, cell: {}, fields: 'notes' } }],
      'Invalid requests[0].repeatCell: Invalid field: notes',
    ],
    [
      [{ repeatCell: { range: { sheetId: 7, endRowIndex: 13 }, cell: {}, fields: 'note' } }],
      'Invalid requests[0].repeatCell: Range (Goals) exceeds grid limits. Max rows: 12, max columns: 5',
    ],
    [
      [{ repeatCell: { range: { sheetId: 7 }, cell: { pivotTable: {} }, fields: '*' } }],
      "Invalid value at 'requests[0].repeat_cell.cell.pivot_table': this server does not serve PivotTable.",
    ],
  ])('refuses %j, saying what is wrong', async (requests, message) => {
    const spreadsheetId = await newPlan(running);
    const { status, json } = await running.post(`/v4/spreadsheets/${spreadsheetId}:batchUpdate`, { requests });
    expect({ status, json }).toMatchObject({
      status: 400,
      json: { error: { code: 400, status: 'INVALID_ARGUMENT', message } },
    });
  });

  it('accepts a slash before the colon, as google-spreadsheet sends it', async () => {
    const spreadsheetId = await newPlan(running);
    const { status, json } = await running.post(`/v4/spreadsheets/${spreadsheetId}/:batchUpdate`, {
      requests: [{ addSheet: {} }],
    });
    expect({ status, json }).toMatchObject({ status: 200, json: { spreadsheetId } });
    const response = await fetch(`${running.root}/v4/spreadsheets/${spreadsheetId}/`);
    expect(response.status).toBe(200);
  });

  it('answers malformed JSON and unknown addresses in Google’s envelope', async () => {
    const broken = await fetch(`${running.root}/v4/spreadsheets`, { method: 'POST', body: '{"properties":' });
    expect([broken.status, await broken.json()]).toMatchObject([400, { error: { status: 'INVALID_ARGUMENT' } }]);
    const unknown = await fetch(`${running.root}/v4/spreadsheetz`);
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { error: { status: 'NOT_FOUND' } }]);
  });
});

describe('spreadsheets.sheets.copyTo', () => {
  it('copies a tab into another spreadsheet', async () => {
    const source = await newPlan(running, [['copied']]);
    const target = await newPlan(running);
    const { data } = await running.api.spreadsheets.sheets.copyTo({
      spreadsheetId: source,
      sheetId: 7,
      requestBody: { destinationSpreadsheetId: target },
    });
    expect(data).toMatchObject({ title: 'Copy of Goals', index: 1 });
    expect(await cellsOf(running, target, "'Copy of Goals'!A1", 'formattedValue')).toEqual([
      [{ formattedValue: 'copied' }],
    ]);
  });
});
