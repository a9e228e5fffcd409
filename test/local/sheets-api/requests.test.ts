import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from './support.ts';
import { batch, cellsOf, newPlan, refusalOf, startServer, valuesOf } from './support.ts';

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.close());

const range = (
  startRowIndex: number,
  endRowIndex: number,
  startColumnIndex: number,
  endColumnIndex: number,
  sheetId = 7,
) => ({
  sheetId,
  startRowIndex,
  endRowIndex,
  startColumnIndex,
  endColumnIndex,
});
const rows = (startIndex: number, endIndex: number) => ({ sheetId: 7, dimension: 'ROWS', startIndex, endIndex });
const columns = (startIndex: number, endIndex: number) => ({ sheetId: 7, dimension: 'COLUMNS', startIndex, endIndex });
const sheetOf = async (spreadsheetId: string) =>
  (await running.api.spreadsheets.get({ spreadsheetId })).data.sheets![0]!;
const formulas = (spreadsheetId: string, where = 'Goals') => valuesOf(running, spreadsheetId, where, 'FORMULA');

describe('cells', () => {
  it('updateCells clears what the mask names and the rows do not give, within its range', async () => {
    const spreadsheetId = await newPlan(running, [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    const note = {
      updateCells: {
        range: range(0, 2, 0, 2),
        rows: [{ values: [{ note: '1' }, { note: '2' }] }, { values: [{ note: '3' }] }],
        fields: 'note',
      },
    };
    await batch(running, spreadsheetId, note);
    await batch(running, spreadsheetId, {
      updateCells: { range: range(0, 2, 0, 2), rows: [{ values: [{ note: 'new' }] }], fields: 'note' },
    });
    expect(await cellsOf(running, spreadsheetId, 'Goals!A1:B2', 'note,formattedValue')).toEqual([
      [{ formattedValue: 'a', note: 'new' }, { formattedValue: 'b' }],
      [{ formattedValue: 'c' }, { formattedValue: 'd' }],
    ]);
  });

  it('updateCells from a start leaves cells beyond its rows alone and refuses to leave the tab', async () => {
    const spreadsheetId = await newPlan(running, [['a', 'b', 'c']]);
    const value = (text: string) => ({ userEnteredValue: { stringValue: text } });
    await batch(running, spreadsheetId, {
      updateCells: {
        start: { sheetId: 7, columnIndex: 1 },
        rows: [{ values: [value('B')] }, { values: [] }, { values: [value('low')] }],
        fields: 'userEnteredValue',
      },
    });
    expect(await valuesOf(running, spreadsheetId)).toEqual([['a', 'B', 'c'], [], ['', 'low']]);
    const beyond = batch(running, spreadsheetId, {
      updateCells: {
        start: { sheetId: 7, rowIndex: 11 },
        rows: [{ values: [value('x')] }, { values: [value('y')] }],
        fields: 'userEnteredValue',
      },
    });
    expect((await refusalOf(beyond)).message).toContain('Invalid requests[0].updateCells: Attempting to write row: 12');
  });

  it('updateCells takes typed values of every kind and refuses those that are not one', async () => {
    const spreadsheetId = await newPlan(running);
    const write = (...values: object[]) =>
      batch(running, spreadsheetId, {
        updateCells: {
          start: { sheetId: 7 },
          rows: [{ values: values.map((userEnteredValue) => ({ userEnteredValue })) }],
          fields: 'userEnteredValue',
        },
      });
    await write(
      { stringValue: '=1+1' },
      { numberValue: 1.5 },
      { boolValue: false },
      { formulaValue: '=B1*2' },
      { stringValue: '85%' },
    );
    expect(await valuesOf(running, spreadsheetId, 'Goals', 'UNFORMATTED_VALUE')).toEqual([
      ['=1+1', 1.5, false, 3, '85%'],
    ]);
    expect((await refusalOf(write({ formulaValue: 'B1*2' }))).message).toContain('Invalid formula: B1*2');
    expect((await refusalOf(write({ stringValue: 'a', numberValue: 1 }))).message).toContain('one kind of value');
    expect((await refusalOf(write({ errorValue: { type: 'REF' } }))).message).toContain('read-only');
  });

  it('keeps both spellings of a colour the same', async () => {
    const spreadsheetId = await newPlan(running);
    const paint = (cell: object, fields: string, row: number) => ({
      repeatCell: { range: range(row, row + 1, 0, 1), cell: { userEnteredFormat: cell }, fields },
    });
    await batch(
      running,
      spreadsheetId,
      paint({ backgroundColor: { red: 1, green: 0 } }, 'userEnteredFormat.backgroundColor', 0),
      paint({ backgroundColorStyle: { rgbColor: { blue: 1 } } }, 'userEnteredFormat.backgroundColorStyle', 1),
      paint({ backgroundColor: { red: 1 } }, 'userEnteredFormat', 2),
      paint({}, 'userEnteredFormat.backgroundColor', 2),
      paint({ textFormat: { bold: true } }, 'userEnteredFormat.textFormat.bold', 3),
      paint({ textFormat: { foregroundColor: { red: 1 } } }, 'userEnteredFormat.textFormat.foregroundColor', 3),
    );
    expect(await cellsOf(running, spreadsheetId, 'Goals!A1:A4', 'userEnteredFormat')).toEqual([
      [{ userEnteredFormat: { backgroundColor: { red: 1 }, backgroundColorStyle: { rgbColor: { red: 1 } } } }],
      [{ userEnteredFormat: { backgroundColor: { blue: 1 }, backgroundColorStyle: { rgbColor: { blue: 1 } } } }],
      [],
      [
        {
          userEnteredFormat: {
            textFormat: { bold: true, foregroundColor: { red: 1 }, foregroundColorStyle: { rgbColor: { red: 1 } } },
          },
        },
      ],
    ]);
  });

  it('repeatCell moves the relative references of a formula', async () => {
    const spreadsheetId = await newPlan(running, [
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
    await batch(running, spreadsheetId, {
      repeatCell: {
        range: range(0, 3, 2, 3),
        cell: { userEnteredValue: { formulaValue: '=A1+$B$1' } },
        fields: 'userEnteredValue',
      },
    });
    expect(await formulas(spreadsheetId, 'Goals!C1:C3')).toEqual([['=A1+$B$1'], ['=A2+$B$1'], ['=A3+$B$1']]);
    expect(await valuesOf(running, spreadsheetId, 'Goals!C1:C3')).toEqual([['11'], ['12'], ['13']]);
  });

  it('appendCells writes after the last row with data and lets the tab grow', async () => {
    const spreadsheetId = await newPlan(running, [['a'], [], ['c']]);
    const row = { values: [{ userEnteredValue: { stringValue: 'new' } }] };
    await batch(running, spreadsheetId, {
      appendCells: { sheetId: 7, rows: Array(10).fill(row), fields: 'userEnteredValue' },
    });
    expect((await valuesOf(running, spreadsheetId)).map(([text]) => text ?? '')).toEqual([
      'a',
      '',
      'c',
      ...Array(10).fill('new'),
    ]);
    expect((await sheetOf(spreadsheetId)).properties?.gridProperties?.rowCount).toBe(13);
  });

  it('setDataValidation sets and clears rules and refuses conditions without their values', async () => {
    const spreadsheetId = await newPlan(running);
    const rule = {
      condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'yes' }] },
      strict: true,
      inputMessage: 'Yes.',
    };
    await batch(
      running,
      spreadsheetId,
      { setDataValidation: { range: range(0, 2, 0, 1), rule } },
      { setDataValidation: { range: range(1, 2, 0, 1) } },
    );
    expect(await cellsOf(running, spreadsheetId, 'Goals!A1:A2', 'dataValidation')).toEqual([
      [{ dataValidation: rule }],
    ]);
    const bad = batch(running, spreadsheetId, {
      setDataValidation: { range: range(0, 1, 0, 1), rule: { condition: { type: 'NUMBER_BETWEEN' } } },
    });
    expect((await refusalOf(bad)).message).toBe(
      'Invalid requests[0].setDataValidation: ConditionType NUMBER_BETWEEN requires exactly 2 values, but got 0 values.',
    );
  });

  it('updateBorders draws the sides of a block and takes them off by NONE', async () => {
    const spreadsheetId = await newPlan(running);
    const solid = { style: 'SOLID' };
    const drawn = { style: 'SOLID', width: 1, color: {}, colorStyle: { rgbColor: {} } };
    await batch(running, spreadsheetId, {
      updateBorders: { range: range(0, 2, 0, 1), top: solid, bottom: solid, innerHorizontal: solid },
    });
    await batch(running, spreadsheetId, { updateBorders: { range: range(0, 1, 0, 1), top: { style: 'NONE' } } });
    expect(await cellsOf(running, spreadsheetId, 'Goals!A1:A2', 'userEnteredFormat.borders')).toEqual([
      [{ userEnteredFormat: { borders: { bottom: drawn } } }],
      [{ userEnteredFormat: { borders: { top: drawn, bottom: drawn } } }],
    ]);
  });
});

describe('tabs', () => {
  it('addSheet gives what was asked, at the place asked', async () => {
    const spreadsheetId = await newPlan(running);
    const [reply] = await batch(running, spreadsheetId, {
      addSheet: {
        properties: {
          title: 'Start',
          sheetId: 1,
          index: 0,
          hidden: true,
          tabColorStyle: { themeColor: 'ACCENT4' },
          gridProperties: { rowCount: 3, columnCount: 2, frozenColumnCount: 1, hideGridlines: true },
        },
      },
    });
    const green = { red: 52 / 255, green: 168 / 255, blue: 83 / 255 };
    expect(reply?.addSheet?.properties).toEqual({
      sheetId: 1,
      title: 'Start',
      index: 0,
      sheetType: 'GRID',
      hidden: true,
      tabColor: green,
      tabColorStyle: { rgbColor: green },
      gridProperties: { rowCount: 3, columnCount: 2, frozenColumnCount: 1, hideGridlines: true },
    });
    expect(
      (await refusalOf(batch(running, spreadsheetId, { addSheet: { properties: { sheetId: 1 } } }))).message,
    ).toContain('Sheet id 1 already exists');
  });

  it('updateSheetProperties renames, and formulas follow', async () => {
    const spreadsheetId = await newPlan(running, [[5]]);
    await batch(running, spreadsheetId, { addSheet: { properties: { title: 'Other', sheetId: 8 } } });
    await running.api.spreadsheets.values.update({
      spreadsheetId,
      range: 'Other!A1',
      valueInputOption: 'USER_ENTERED',
      requestBody: { values: [['=Goals!A1*2']] },
    });
    await batch(running, spreadsheetId, {
      updateSheetProperties: { properties: { sheetId: 7, title: 'Our goals' }, fields: 'title' },
    });
    expect(await formulas(spreadsheetId, 'Other')).toEqual([["='Our goals'!A1*2"]]);
    expect(await valuesOf(running, spreadsheetId, 'Other')).toEqual([['10']]);
  });

  it('updateSheetProperties moves a tab by the index before the move', async () => {
    const spreadsheetId = await newPlan(running);
    await batch(
      running,
      spreadsheetId,
      { addSheet: { properties: { title: 'B', sheetId: 8 } } },
      { addSheet: { properties: { title: 'C', sheetId: 9 } } },
    );
    await batch(running, spreadsheetId, {
      updateSheetProperties: { properties: { sheetId: 7, index: 2 }, fields: 'index' },
    });
    const { data } = await running.api.spreadsheets.get({ spreadsheetId, fields: 'sheets.properties.title' });
    expect(data.sheets?.map(({ properties }) => properties?.title)).toEqual(['B', 'Goals', 'C']);
  });

  it('updateSheetProperties changes the size and refuses to freeze or hide everything', async () => {
    const spreadsheetId = await newPlan(running, [['a'], ['b']]);
    const set = (properties: object, fields: string) =>
      batch(running, spreadsheetId, { updateSheetProperties: { properties: { sheetId: 7, ...properties }, fields } });
    await set(
      { gridProperties: { rowCount: 1, columnCount: 9, frozenColumnCount: 2 } },
      'gridProperties(rowCount,columnCount,frozenColumnCount)',
    );
    expect((await sheetOf(spreadsheetId)).properties?.gridProperties).toEqual({
      rowCount: 1,
      columnCount: 9,
      frozenColumnCount: 2,
    });
    expect(await valuesOf(running, spreadsheetId)).toEqual([['a']]);
    expect(
      (await refusalOf(set({ gridProperties: { frozenRowCount: 1 } }, 'gridProperties.frozenRowCount'))).message,
    ).toContain("can't freeze all");
    expect((await refusalOf(set({ hidden: true }, 'hidden'))).message).toContain("can't hide all");
  });

  it('duplicateSheet copies everything under new ids', async () => {
    const spreadsheetId = await newPlan(running, [['=A2'], [4]]);
    await batch(running, spreadsheetId, { addProtectedRange: { protectedRange: { range: range(0, 1, 0, 1) } } });
    await batch(running, spreadsheetId, {
      duplicateSheet: { sourceSheetId: 7, newSheetId: 8, newSheetName: 'Twin', insertSheetIndex: 0 },
    });
    const { data } = await running.api.spreadsheets.get({ spreadsheetId });
    expect(data.sheets?.map(({ properties }) => properties?.title)).toEqual(['Twin', 'Goals']);
    const [twin, own] = data.sheets!.map(({ protectedRanges }) => protectedRanges![0]!);
    expect(twin?.range?.sheetId).toBe(8);
    expect(twin?.protectedRangeId).not.toBe(own?.protectedRangeId);
    expect(await valuesOf(running, spreadsheetId, 'Twin')).toEqual([['4'], ['4']]);
  });

  it('deleteSheet leaves #REF! behind and keeps one visible tab', async () => {
    const spreadsheetId = await newPlan(running, [[5]]);
    await batch(running, spreadsheetId, { addSheet: { properties: { title: 'Other', sheetId: 8 } } });
    await running.api.spreadsheets.values.update({
      spreadsheetId,
      range: 'Other!A1',
      valueInputOption: 'USER_ENTERED',
      requestBody: { values: [['=Goals!A1']] },
    });
    await batch(running, spreadsheetId, { deleteSheet: { sheetId: 7 } });
    expect(await formulas(spreadsheetId, 'Other')).toEqual([['=#REF!']]);
    expect(await valuesOf(running, spreadsheetId, 'Other')).toEqual([['#REF!']]);
    expect((await refusalOf(batch(running, spreadsheetId, { deleteSheet: { sheetId: 8 } }))).message).toContain(
      "can't remove all the sheets",
    );
  });

  it('updateSpreadsheetProperties sets the title and the locale', async () => {
    const spreadsheetId = await newPlan(running);
    await batch(running, spreadsheetId, {
      updateSpreadsheetProperties: { properties: { title: 'Renamed', locale: 'de_DE' }, fields: 'title,locale' },
    });
    const { data } = await running.api.spreadsheets.get({ spreadsheetId });
    expect(data.properties).toMatchObject({ title: 'Renamed', locale: 'de_DE', timeZone: 'America/New_York' });
    await running.api.spreadsheets.values.update({
      spreadsheetId,
      range: 'Goals!A1',
      valueInputOption: 'USER_ENTERED',
      requestBody: { values: [['1.200,5']] },
    });
    expect(await valuesOf(running, spreadsheetId, 'Goals', 'UNFORMATTED_VALUE')).toEqual([[1200.5]]);
  });
});

/** A plan in which everything that can be anchored is anchored to rows 3 to 5 (indexes 2 to 4) of columns B and C. */
const anchored = async (): Promise<string> => {
  const spreadsheetId = await newPlan(running, [
    ['head', 'x'],
    ['r2', 2],
    ['r3', 3],
    ['r4', 4],
    ['r5', 5],
    ['r6', '=SUM(B3:B5)+B$4', '=B2', '=SUM(B4)'],
  ]);
  const block = range(2, 5, 1, 3);
  await batch(
    running,
    spreadsheetId,
    { addProtectedRange: { protectedRange: { range: block, description: 'd' } } },
    { addNamedRange: { namedRange: { name: 'block', range: block } } },
    { mergeCells: { range: range(2, 5, 2, 3), mergeType: 'MERGE_ALL' } },
    { setBasicFilter: { filter: { range: block, criteria: { 2: { hiddenValues: ['x'] } } } } },
    {
      addConditionalFormatRule: {
        rule: {
          ranges: [block],
          booleanRule: {
            condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: '=B3>1' }] },
            format: { textFormat: { bold: true } },
          },
        },
      },
    },
    {
      addBanding: {
        bandedRange: { range: block, rowProperties: { firstBandColor: { red: 1 }, secondBandColor: { blue: 1 } } },
      },
    },
    {
      setDataValidation: {
        range: range(9, 10, 0, 1),
        rule: { condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: '=Goals!A3:A5' }] } },
      },
    },
    {
      createDeveloperMetadata: {
        developerMetadata: { metadataKey: 'row', visibility: 'DOCUMENT', location: { dimensionRange: rows(3, 4) } },
      },
    },
  );
  return spreadsheetId;
};

const anchors = async (spreadsheetId: string) => {
  const { data } = await running.api.spreadsheets.get({ spreadsheetId, includeGridData: true });
  const sheet = data.sheets![0]!;
  const metadata = await running.api.spreadsheets.developerMetadata.search({
    spreadsheetId,
    requestBody: { dataFilters: [{ developerMetadataLookup: { metadataKey: 'row' } }] },
  });
  const rowsOf = (one: { startRowIndex?: number | null; endRowIndex?: number | null } | null | undefined) =>
    one ? [one.startRowIndex, one.endRowIndex] : null;
  const cells = sheet.data![0]!.rowData!.flatMap(({ values }) => values ?? []);
  return {
    protected: rowsOf(sheet.protectedRanges?.[0]?.range),
    named: rowsOf(data.namedRanges?.[0]?.range),
    merge: rowsOf(sheet.merges?.[0]),
    filter: rowsOf(sheet.basicFilter?.range),
    conditional: rowsOf(sheet.conditionalFormats?.[0]?.ranges?.[0]),
    custom: sheet.conditionalFormats?.[0]?.booleanRule?.condition?.values?.[0]?.userEnteredValue,
    banded: rowsOf(sheet.bandedRanges?.[0]?.range),
    validation: cells.find(({ dataValidation }) => dataValidation)?.dataValidation?.condition?.values?.[0]
      ?.userEnteredValue,
    metadata:
      metadata.data.matchedDeveloperMetadata?.[0]?.developerMetadata?.location?.dimensionRange?.startIndex ?? null,
    formulas: cells.flatMap(({ userEnteredValue }) => userEnteredValue?.formulaValue ?? []),
  };
};

describe('rows and columns', () => {
  it('inserted above move all that is anchored below', async () => {
    const spreadsheetId = await anchored();
    await batch(running, spreadsheetId, { insertDimension: { range: rows(1, 3) } });
    expect(await anchors(spreadsheetId)).toEqual({
      protected: [4, 7],
      named: [4, 7],
      merge: [4, 7],
      filter: [4, 7],
      conditional: [4, 7],
      custom: '=B5>1',
      banded: [4, 7],
      validation: '=Goals!A5:A7',
      metadata: 5,
      formulas: ['=SUM(B5:B7)+B$6', '=B4', '=SUM(B6)'],
    });
  });

  it('inserted inside let what is anchored grow', async () => {
    const spreadsheetId = await anchored();
    await batch(running, spreadsheetId, { insertDimension: { range: rows(3, 4), inheritFromBefore: true } });
    expect(await anchors(spreadsheetId)).toMatchObject({
      protected: [2, 6],
      merge: [2, 6],
      filter: [2, 6],
      validation: '=Goals!A3:A6',
      metadata: 4,
      formulas: ['=SUM(B3:B6)+B$5', '=B2', '=SUM(B5)'],
    });
  });

  it('deleted shrink what is anchored, and take away what was only there', async () => {
    const spreadsheetId = await anchored();
    await batch(running, spreadsheetId, { deleteDimension: { range: rows(3, 4) } });
    expect(await anchors(spreadsheetId)).toMatchObject({
      protected: [2, 4],
      merge: [2, 4],
      banded: [2, 4],
      metadata: null,
      formulas: ['=SUM(B3:B4)+#REF!', '=B2', '=SUM(#REF!)'],
    });
    await batch(running, spreadsheetId, { deleteDimension: { range: rows(1, 4) } });
    expect(await anchors(spreadsheetId)).toMatchObject({
      protected: null,
      named: null,
      merge: null,
      filter: null,
      conditional: null,
      banded: null,
      formulas: ['=SUM(#REF!)+#REF!', '=#REF!', '=SUM(#REF!)'],
    });
  });

  it('moved take along what is anchored to them', async () => {
    const spreadsheetId = await anchored();
    await batch(running, spreadsheetId, { moveDimension: { source: rows(2, 5), destinationIndex: 1 } });
    expect(await anchors(spreadsheetId)).toMatchObject({
      protected: [1, 4],
      merge: [1, 4],
      metadata: 2,
      formulas: ['=SUM(B2:B4)+B$3', '=B5', '=SUM(B3)'],
    });
    expect((await valuesOf(running, spreadsheetId, 'Goals!A1:A6')).flat()).toEqual([
      'head',
      'r3',
      'r4',
      'r5',
      'r2',
      'r6',
    ]);
  });

  it('move as the documentation’s example: 1 and 2 to between 3 and 4', async () => {
    const spreadsheetId = await newPlan(running, [[0], [1], [2], [3], [4]]);
    await batch(running, spreadsheetId, { moveDimension: { source: rows(1, 3), destinationIndex: 4 } });
    expect((await valuesOf(running, spreadsheetId)).flat()).toEqual(['0', '3', '1', '2', '4']);
  });

  it('inherit looks and rules from before or after', async () => {
    const spreadsheetId = await newPlan(running);
    const paint = (row: number, color: object) => ({
      repeatCell: {
        range: range(row, row + 1, 0, 1),
        cell: { userEnteredFormat: { backgroundColor: color } },
        fields: 'userEnteredFormat.backgroundColor',
      },
    });
    await batch(running, spreadsheetId, paint(0, { red: 1 }), paint(1, { green: 1 }));
    await batch(
      running,
      spreadsheetId,
      { insertDimension: { range: rows(1, 2), inheritFromBefore: true } },
      { insertDimension: { range: rows(2, 3), inheritFromBefore: false } },
    );
    const colors = (await cellsOf(running, spreadsheetId, 'Goals!A1:A4', 'userEnteredFormat.backgroundColor')).map(
      ([cell]) => cell?.userEnteredFormat?.backgroundColor,
    );
    expect(colors).toEqual([{ red: 1 }, { red: 1 }, { green: 1 }, { green: 1 }]);
    const first = batch(running, spreadsheetId, { insertDimension: { range: rows(0, 1), inheritFromBefore: true } });
    expect((await refusalOf(first)).message).toContain('inheritFromBefore cannot be true');
  });

  it('of columns shift cells and formulas sideways', async () => {
    const spreadsheetId = await newPlan(running, [[1, 2, '=A1+B1']]);
    await batch(running, spreadsheetId, { insertDimension: { range: columns(1, 2) } });
    expect(await formulas(spreadsheetId)).toEqual([[1, '', 2, '=A1+C1']]);
    await batch(running, spreadsheetId, { deleteDimension: { range: columns(0, 1) } });
    expect(await formulas(spreadsheetId)).toEqual([['', 2, '=#REF!+B1']]);
    await batch(running, spreadsheetId, { moveDimension: { source: columns(1, 2), destinationIndex: 0 } });
    expect(await formulas(spreadsheetId)).toEqual([[2, '', '=#REF!+A1']]);
  });

  it('are sized, hidden and added at the end', async () => {
    const spreadsheetId = await newPlan(running);
    await batch(
      running,
      spreadsheetId,
      {
        updateDimensionProperties: {
          range: columns(0, 2),
          properties: { pixelSize: 180, hiddenByUser: true },
          fields: 'pixelSize,hiddenByUser',
        },
      },
      { updateDimensionProperties: { range: rows(0, 1), properties: { pixelSize: 40 }, fields: 'pixelSize' } },
      { updateDimensionProperties: { range: columns(1, 2), properties: {}, fields: 'hiddenByUser' } },
      { appendDimension: { sheetId: 7, dimension: 'COLUMNS', length: 2 } },
    );
    const { data } = await running.api.spreadsheets.get({
      spreadsheetId,
      fields: 'sheets.data(columnMetadata,rowMetadata)',
    });
    const grid = data.sheets![0]!.data![0]!;
    expect(grid.columnMetadata).toHaveLength(7);
    expect(grid.columnMetadata!.slice(0, 3)).toEqual([
      { pixelSize: 180, hiddenByUser: true },
      { pixelSize: 180 },
      { pixelSize: 100 },
    ]);
    expect(grid.rowMetadata!.slice(0, 2)).toEqual([{ pixelSize: 40 }, { pixelSize: 21 }]);
  });

  it('are refused beyond the tab, and all of them cannot go', async () => {
    const spreadsheetId = await newPlan(running);
    expect(
      (await refusalOf(batch(running, spreadsheetId, { deleteDimension: { range: rows(0, 12) } }))).message,
    ).toContain("can't delete all the rows");
    expect(
      (await refusalOf(batch(running, spreadsheetId, { deleteDimension: { range: rows(10, 13) } }))).message,
    ).toContain('the sheet has 12');
    expect(
      (await refusalOf(batch(running, spreadsheetId, { insertDimension: { range: rows(13, 14) } }))).message,
    ).toContain('Cannot insert rows at 13');
  });
});

describe('blocks', () => {
  it('insertRange and deleteRange shift cells, and references follow them', async () => {
    const spreadsheetId = await newPlan(running, [['a', 1], ['b', 2], ['c', 3], ['=B2']]);
    await batch(running, spreadsheetId, { insertRange: { range: range(0, 1, 1, 2), shiftDimension: 'ROWS' } });
    expect(await formulas(spreadsheetId)).toEqual([['a'], ['b', 1], ['c', 2], ['=B3', 3]]);
    await batch(running, spreadsheetId, { deleteRange: { range: range(0, 2, 1, 2), shiftDimension: 'ROWS' } });
    expect(await formulas(spreadsheetId)).toEqual([['a', 2], ['b', 3], ['c'], ['=B1']]);
    await batch(running, spreadsheetId, { deleteRange: { range: range(0, 1, 0, 1), shiftDimension: 'COLUMNS' } });
    expect(await formulas(spreadsheetId)).toEqual([[2], ['b', 3], ['c'], ['=A1']]);
  });

  it('cutPaste moves cells with their references', async () => {
    const spreadsheetId = await newPlan(running, [[1, '=A1'], ['=A1+1']]);
    await batch(running, spreadsheetId, {
      cutPaste: {
        source: range(0, 1, 0, 1),
        destination: { sheetId: 7, rowIndex: 4, columnIndex: 4 },
        pasteType: 'PASTE_NORMAL',
      },
    });
    expect(await formulas(spreadsheetId)).toEqual([['', '=E5'], ['=E5+1'], [], [], ['', '', '', '', 1]]);
  });

  it('copyPaste repeats the source over a multiple of it, turned where asked', async () => {
    const spreadsheetId = await newPlan(running, [
      [1, 2],
      ['=A1', '=B1'],
    ]);
    await batch(running, spreadsheetId, {
      copyPaste: { source: range(1, 2, 0, 2), destination: range(2, 4, 0, 4), pasteType: 'PASTE_NORMAL' },
    });
    expect(await formulas(spreadsheetId, 'Goals!A3:D4')).toEqual([
      ['=A2', '=B2', '=C2', '=D2'],
      ['=A3', '=B3', '=C3', '=D3'],
    ]);
    await batch(running, spreadsheetId, {
      copyPaste: {
        source: range(0, 1, 0, 2),
        destination: range(5, 6, 0, 1),
        pasteType: 'PASTE_VALUES',
        pasteOrientation: 'TRANSPOSE',
      },
    });
    expect(await valuesOf(running, spreadsheetId, 'Goals!A6:A7')).toEqual([['1'], ['2']]);
  });

  it('copyPaste takes only values, formats or rules where asked', async () => {
    const spreadsheetId = await newPlan(running, [['50%', '', '', '']]);
    await batch(running, spreadsheetId, {
      setDataValidation: { range: range(0, 1, 0, 1), rule: { condition: { type: 'NOT_BLANK' } } },
    });
    const paste = (column: number, pasteType: string) => ({
      copyPaste: { source: range(0, 1, 0, 1), destination: range(0, 1, column, column + 1), pasteType },
    });
    await batch(
      running,
      spreadsheetId,
      paste(1, 'PASTE_VALUES'),
      paste(2, 'PASTE_FORMAT'),
      paste(3, 'PASTE_DATA_VALIDATION'),
    );
    const [cells] = await cellsOf(
      running,
      spreadsheetId,
      'Goals!B1:D1',
      'userEnteredValue,userEnteredFormat.numberFormat.type,dataValidation.condition.type',
    );
    expect(cells).toEqual([
      { userEnteredValue: { numberValue: 0.5 } },
      { userEnteredFormat: { numberFormat: { type: 'PERCENT' } } },
      { dataValidation: { condition: { type: 'NOT_BLANK' } } },
    ]);
  });

  it('pasteData reads delimited text as typed, with quotes, and lets the tab grow', async () => {
    const spreadsheetId = await newPlan(running);
    await batch(running, spreadsheetId, {
      pasteData: {
        coordinate: { sheetId: 7, rowIndex: 11, columnIndex: 0 },
        data: 'a\t"two\nlines ""x"""\t5%\nb',
        delimiter: '\t',
        type: 'PASTE_NORMAL',
      },
    });
    expect(await valuesOf(running, spreadsheetId, 'Goals!A12:C13')).toEqual([['a', 'two\nlines "x"', '5%'], ['b']]);
  });

  it('sortRange orders numbers, text and booleans, blanks last either way, and carries whole cells', async () => {
    const spreadsheetId = await newPlan(running, [
      ['name', 'n'],
      ['b', 2],
      ['', ''],
      ['c', ''],
      ['a', 10],
      ['d', 'text'],
      ['e', true],
      ['B', 2],
    ]);
    await batch(running, spreadsheetId, {
      updateCells: { start: { sheetId: 7, rowIndex: 4 }, rows: [{ values: [{ note: 'of a' }] }], fields: 'note' },
    });
    const sort = (sortOrder: string) =>
      batch(running, spreadsheetId, {
        sortRange: { range: range(1, 8, 0, 5), sortSpecs: [{ dimensionIndex: 1, sortOrder }] },
      });
    const names = async () => (await valuesOf(running, spreadsheetId, 'Goals!A2:A8')).map(([name]) => name);
    await sort('ASCENDING');
    expect(await names()).toEqual(['b', 'B', 'a', 'd', 'e', 'c']);
    await sort('DESCENDING');
    expect(await names()).toEqual(['e', 'd', 'a', 'b', 'B', 'c']);
    expect(await cellsOf(running, spreadsheetId, 'Goals!A4', 'note')).toEqual([[{ note: 'of a' }]]);
  });

  it('sortRange lets formulas speak of their own row', async () => {
    const spreadsheetId = await newPlan(running, [
      [3, '=A1*10'],
      [1, '=A2*10'],
      [2, '=A3*10'],
    ]);
    await batch(running, spreadsheetId, {
      sortRange: { range: range(0, 3, 0, 2), sortSpecs: [{ dimensionIndex: 0 }] },
    });
    expect(await valuesOf(running, spreadsheetId)).toEqual([
      ['1', '10'],
      ['2', '20'],
      ['3', '30'],
    ]);
  });

  it('findReplace changes text, counts, and leaves formulas unless asked', async () => {
    const spreadsheetId = await newPlan(running, [
      ['Acme Inc', 'acme acme'],
      ['="Acme"', 12],
    ]);
    const [reply] = await batch(running, spreadsheetId, {
      findReplace: { find: 'acme', replacement: 'Apex', sheetId: 7 },
    });
    expect(reply?.findReplace).toEqual({ valuesChanged: 2, rowsChanged: 1, sheetsChanged: 1, occurrencesChanged: 3 });
    const [regex] = await batch(running, spreadsheetId, {
      findReplace: {
        find: '(Ac)(me)',
        replacement: '$2$1',
        searchByRegex: true,
        matchCase: true,
        includeFormulas: true,
        allSheets: true,
      },
    });
    expect(regex?.findReplace).toMatchObject({ formulasChanged: 1 });
    expect(await formulas(spreadsheetId)).toEqual([
      ['Apex Inc', 'Apex Apex'],
      ['="meAc"', 12],
    ]);
  });
});

describe('annotations', () => {
  it('protections are added, changed and removed', async () => {
    const spreadsheetId = await newPlan(running);
    const [reply] = await batch(running, spreadsheetId, {
      addProtectedRange: {
        protectedRange: {
          range: { sheetId: 7 },
          unprotectedRanges: [range(1, 12, 0, 2)],
          description: 'Ask first',
          warningOnly: true,
        },
      },
    });
    const id = reply!.addProtectedRange!.protectedRange!.protectedRangeId!;
    await batch(running, spreadsheetId, {
      updateProtectedRange: {
        protectedRange: { protectedRangeId: id, description: 'Closed' },
        fields: 'description,warningOnly',
      },
    });
    expect((await sheetOf(spreadsheetId)).protectedRanges).toEqual([
      {
        protectedRangeId: id,
        range: { sheetId: 7 },
        unprotectedRanges: [range(1, 12, 0, 2)],
        description: 'Closed',
        requestingUserCanEdit: true,
      },
    ]);
    await batch(running, spreadsheetId, { deleteProtectedRange: { protectedRangeId: id } });
    expect(await sheetOf(spreadsheetId)).not.toHaveProperty('protectedRanges');
    expect(
      (await refusalOf(batch(running, spreadsheetId, { deleteProtectedRange: { protectedRangeId: id } }))).message,
    ).toContain(`No protected range with id: ${id}`);
  });

  it('named ranges are added, changed and removed, each name once', async () => {
    const spreadsheetId = await newPlan(running);
    const [reply] = await batch(running, spreadsheetId, {
      addNamedRange: { namedRange: { name: 'rates', range: range(0, 1, 0, 1) } },
    });
    const namedRangeId = reply!.addNamedRange!.namedRange!.namedRangeId!;
    expect(
      (
        await refusalOf(
          batch(running, spreadsheetId, { addNamedRange: { namedRange: { name: 'Rates', range: range(0, 1, 0, 1) } } }),
        )
      ).message,
    ).toContain('already exists');
    expect(
      (
        await refusalOf(
          batch(running, spreadsheetId, { addNamedRange: { namedRange: { name: 'A1', range: range(0, 1, 0, 1) } } }),
        )
      ).message,
    ).toContain('Invalid name');
    await batch(running, spreadsheetId, {
      updateNamedRange: { namedRange: { namedRangeId, name: 'shares' }, fields: 'name' },
    });
    const { data } = await running.api.spreadsheets.get({ spreadsheetId });
    expect(data.namedRanges).toEqual([{ namedRangeId, name: 'shares', range: range(0, 1, 0, 1) }]);
    await batch(running, spreadsheetId, { deleteNamedRange: { namedRangeId } });
    expect((await running.api.spreadsheets.get({ spreadsheetId })).data).not.toHaveProperty('namedRanges');
  });

  it('merges keep the first value and are undone whole', async () => {
    const spreadsheetId = await newPlan(running, [
      ['', 'b'],
      ['c', 'd'],
    ]);
    await batch(running, spreadsheetId, { mergeCells: { range: range(0, 2, 0, 2), mergeType: 'MERGE_ROWS' } });
    expect((await sheetOf(spreadsheetId)).merges).toEqual([range(0, 1, 0, 2), range(1, 2, 0, 2)]);
    expect(await valuesOf(running, spreadsheetId)).toEqual([['b'], ['c']]);
    expect(
      (await refusalOf(batch(running, spreadsheetId, { unmergeCells: { range: range(0, 1, 0, 1) } }))).message,
    ).toContain('select all cells');
    await batch(running, spreadsheetId, { unmergeCells: { range: range(0, 2, 0, 2) } });
    expect(await sheetOf(spreadsheetId)).not.toHaveProperty('merges');
  });

  it('conditional formats are ordered, moved, replaced and shown', async () => {
    const spreadsheetId = await newPlan(running, [['late'], ['fine']]);
    const rule = (word: string, color: object) => ({
      ranges: [range(0, 5, 0, 1)],
      booleanRule: {
        condition: { type: 'TEXT_EQ', values: [{ userEnteredValue: word }] },
        format: { backgroundColor: color },
      },
    });
    await batch(
      running,
      spreadsheetId,
      { addConditionalFormatRule: { rule: rule('late', { red: 1 }), index: 0 } },
      { addConditionalFormatRule: { rule: rule('fine', { green: 1 }), index: 0 } },
    );
    const [moved] = await batch(running, spreadsheetId, {
      updateConditionalFormatRule: { sheetId: 7, index: 0, newIndex: 1 },
    });
    expect(moved?.updateConditionalFormatRule).toEqual({
      newRule: rule('fine', { green: 1 }),
      oldIndex: 0,
      newIndex: 1,
    });
    expect(await cellsOf(running, spreadsheetId, 'Goals!A1:A2', 'effectiveFormat.backgroundColor')).toEqual([
      [{ effectiveFormat: { backgroundColor: { red: 1 } } }],
      [{ effectiveFormat: { backgroundColor: { green: 1 } } }],
    ]);
    const [deleted] = await batch(running, spreadsheetId, { deleteConditionalFormatRule: { sheetId: 7, index: 0 } });
    expect(deleted?.deleteConditionalFormatRule?.rule).toEqual(rule('late', { red: 1 }));
    expect(
      (await refusalOf(batch(running, spreadsheetId, { deleteConditionalFormatRule: { sheetId: 7, index: 5 } })))
        .message,
    ).toContain('at index: 5');
  });

  it.each([
    ['=$B1="All"', ['bold', 'plain', 'plain']],
    ['=$B1<>"All"', ['plain', 'bold', 'bold']],
    ['=$C1>=2', ['plain', 'bold', 'bold']],
    ['=Goals!$C1<2', ['bold', 'plain', 'plain']],
    ['=$B1=""', ['plain', 'plain', 'bold']],
    ['=AND($C1>=2,TRUE)', ['plain', 'plain', 'plain']],
  ])('a conditional format by the formula %s shows where it holds', async (formula, looks) => {
    const spreadsheetId = await newPlan(running, [
      ['a', 'all', 1],
      ['b', 'one', 2],
      ['c', '', 3],
    ]);
    const condition = { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: formula }] };
    await batch(running, spreadsheetId, {
      addConditionalFormatRule: {
        rule: { ranges: [range(0, 3, 0, 3)], booleanRule: { condition, format: { textFormat: { bold: true } } } },
      },
    });
    const cells = await cellsOf(running, spreadsheetId, 'Goals!A1:A3', 'effectiveFormat.textFormat.bold');
    expect(cells.map(([cell]) => (cell?.effectiveFormat?.textFormat?.bold ? 'bold' : 'plain'))).toEqual(looks);
  });

  it.each([{ backgroundColor: { green: 1 } }, { backgroundColorStyle: { rgbColor: { green: 1 } } }])(
    'a conditional format shows its colour, in whichever form it was written: %j',
    async (format) => {
      const spreadsheetId = await newPlan(running, [['Done'], ['To do']]);
      const condition = { type: 'TEXT_EQ', values: [{ userEnteredValue: 'Done' }] };
      await batch(running, spreadsheetId, {
        addConditionalFormatRule: { rule: { ranges: [range(0, 2, 0, 1)], booleanRule: { condition, format } } },
      });
      const cells = await cellsOf(running, spreadsheetId, 'Goals!A1:A2', 'effectiveFormat.backgroundColor');
      expect(cells.map(([cell]) => cell?.effectiveFormat?.backgroundColor)).toEqual([
        { green: 1 },
        { red: 1, green: 1, blue: 1 },
      ]);
    },
  );

  it('bands colour rows by turns and may not overlap', async () => {
    const spreadsheetId = await newPlan(running, [['h'], ['1'], ['2'], ['3']]);
    const band = {
      range: range(0, 4, 0, 1),
      rowProperties: { headerColor: { blue: 1 }, firstBandColor: { red: 1 }, secondBandColor: { green: 1 } },
    };
    const [reply] = await batch(running, spreadsheetId, { addBanding: { bandedRange: band } });
    const { bandedRangeId } = reply!.addBanding!.bandedRange!;
    expect(
      (await cellsOf(running, spreadsheetId, 'Goals!A1:A4', 'effectiveFormat.backgroundColor')).map(
        ([cell]) => cell?.effectiveFormat?.backgroundColor,
      ),
    ).toEqual([{ blue: 1 }, { red: 1 }, { green: 1 }, { red: 1 }]);
    expect((await refusalOf(batch(running, spreadsheetId, { addBanding: { bandedRange: band } }))).message).toContain(
      'alternating background colors',
    );
    await batch(running, spreadsheetId, {
      updateBanding: { bandedRange: { bandedRangeId: bandedRangeId!, range: range(0, 2, 0, 1) }, fields: 'range' },
    });
    expect((await sheetOf(spreadsheetId)).bandedRanges?.[0]?.range).toEqual(range(0, 2, 0, 1));
    await batch(running, spreadsheetId, { deleteBanding: { bandedRangeId: bandedRangeId! } });
    expect(await sheetOf(spreadsheetId)).not.toHaveProperty('bandedRanges');
  });

  it('a basic filter is set and cleared', async () => {
    const spreadsheetId = await newPlan(running, [['a'], ['b']]);
    await batch(running, spreadsheetId, { setBasicFilter: { filter: { range: range(0, 2, 0, 1) } } });
    expect((await sheetOf(spreadsheetId)).basicFilter).toEqual({ range: range(0, 2, 0, 1) });
    await batch(running, spreadsheetId, { clearBasicFilter: { sheetId: 7 } });
    expect(await sheetOf(spreadsheetId)).not.toHaveProperty('basicFilter');
  });

  it('a basic filter hides the rows that it does not let through, which go on being read', async () => {
    const spreadsheetId = await newPlan(running, [
      ['kind', 'seats'],
      ['a', 5],
      ['b', 20],
      ['a', 30],
      ['c', 40],
    ]);
    const hidden = async () => {
      const { data } = await running.api.spreadsheets.get({ spreadsheetId, includeGridData: true });
      const rows = data.sheets![0]!.data![0]!.rowMetadata!;
      return rows.slice(0, 6).map(({ hiddenByFilter }) => hiddenByFilter ?? false);
    };
    const filter = (filterSpecs: sheets_v4.Schema$FilterSpec[]) =>
      batch(running, spreadsheetId, { setBasicFilter: { filter: { range: range(0, 5, 0, 2), filterSpecs } } });
    await filter([{ columnIndex: 0, filterCriteria: { hiddenValues: ['a'] } }]);
    expect(await hidden()).toEqual([false, true, false, true, false, false]);
    expect(await valuesOf(running, spreadsheetId)).toHaveLength(5);
    await batch(running, spreadsheetId, {
      sortRange: { range: range(1, 5, 0, 2), sortSpecs: [{ dimensionIndex: 1, sortOrder: 'DESCENDING' }] },
    });
    // c, a, b, a: what is hidden goes with what it holds.
    expect(await hidden()).toEqual([false, false, true, false, true, false]);
    const atLeast30 = { type: 'NUMBER_GREATER_THAN_EQ', values: [{ userEnteredValue: '30' }] };
    await filter([{ columnIndex: 1, filterCriteria: { condition: atLeast30 } }]);
    expect(await hidden()).toEqual([false, false, false, true, true, false]);
    await batch(running, spreadsheetId, { clearBasicFilter: { sheetId: 7 } });
    expect(await hidden()).toEqual([false, false, false, false, false, false]);
  });

  it('developer metadata is created, found, changed and deleted', async () => {
    const spreadsheetId = await newPlan(running);
    const [reply] = await batch(
      running,
      spreadsheetId,
      {
        createDeveloperMetadata: {
          developerMetadata: {
            metadataKey: 'version',
            metadataValue: '1',
            visibility: 'PROJECT',
            location: { spreadsheet: true },
          },
        },
      },
      {
        createDeveloperMetadata: {
          developerMetadata: { metadataKey: 'tab', visibility: 'DOCUMENT', location: { sheetId: 7 } },
        },
      },
    );
    const { metadataId } = reply!.createDeveloperMetadata!.developerMetadata!;
    const get = async () =>
      (await running.api.spreadsheets.developerMetadata.get({ spreadsheetId, metadataId: metadataId! })).data;
    expect(await get()).toEqual({
      metadataId,
      metadataKey: 'version',
      metadataValue: '1',
      visibility: 'PROJECT',
      location: { locationType: 'SPREADSHEET', spreadsheet: true },
    });
    const lookup = { developerMetadataLookup: { metadataKey: 'version' } };
    await batch(running, spreadsheetId, {
      updateDeveloperMetadata: {
        dataFilters: [lookup],
        developerMetadata: { metadataValue: '2' },
        fields: 'metadataValue',
      },
    });
    expect((await get()).metadataValue).toBe('2');
    expect((await running.api.spreadsheets.get({ spreadsheetId })).data).toMatchObject({
      developerMetadata: [{ metadataValue: '2' }],
      sheets: [{ developerMetadata: [{ metadataKey: 'tab', location: { locationType: 'SHEET', sheetId: 7 } }] }],
    });
    const [, deleted] = await batch(
      running,
      spreadsheetId,
      { addSheet: {} },
      { deleteDeveloperMetadata: { dataFilter: lookup } },
    );
    expect(deleted?.deleteDeveloperMetadata?.deletedDeveloperMetadata).toHaveLength(1);
    expect(await refusalOf(get())).toMatchObject({ code: 404 });
  });
});
