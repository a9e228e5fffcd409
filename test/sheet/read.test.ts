import { expect, test } from 'vitest';
import { SNAPSHOT_FIELDS, snapshotOf } from '../../functions/sheet/read.ts';

test('asks for what a pass needs and no more, in balanced parentheses', () => {
  expect(SNAPSHOT_FIELDS).not.toMatch(/\s/);
  expect([...SNAPSHOT_FIELDS].filter((sign) => sign === '(')).toHaveLength(
    [...SNAPSHOT_FIELDS].filter((sign) => sign === ')').length,
  );
  for (const needed of [
    'formulaValue',
    'effectiveValue',
    'formattedValue',
    'note',
    'backgroundColorStyle',
    'locale',
    'timeZone',
    'rowCount',
  ])
    expect(SNAPSHOT_FIELDS).toContain(needed);
  for (const personal of ['creator', 'owners', 'permissions', 'chipRuns'])
    expect(SNAPSHOT_FIELDS).not.toContain(personal);
});

test('an answer of the Sheets API comes to a snapshot', () => {
  expect(
    snapshotOf({
      spreadsheetId: '1AbC',
      properties: { title: 'Riverbend', locale: 'de_DE', timeZone: 'Europe/Berlin' },
      sheets: [
        {
          properties: { sheetId: 0, title: 'Partners', gridProperties: { rowCount: 200, columnCount: 14 } },
          protectedRanges: [{ protectedRangeId: 9, description: 'Headers.' }, {}],
          data: [
            {
              rowData: [
                {
                  values: [
                    {
                      effectiveValue: { stringValue: 'Organization' },
                      formattedValue: 'Organization',
                      note: 'As it is to be called.',
                    },
                  ],
                },
                {},
                {
                  values: [
                    { effectiveValue: { numberValue: 0.85 }, formattedValue: '85%' },
                    {},
                    { effectiveValue: { boolValue: false }, formattedValue: 'FALSCH' },
                    {
                      userEnteredValue: { formulaValue: '=A1*2' },
                      effectiveValue: { numberValue: 0 },
                      formattedValue: '0',
                    },
                    {
                      userEnteredValue: { formulaValue: '=1/0' },
                      effectiveValue: { errorValue: { type: 'DIVIDE_BY_ZERO', message: 'x' } },
                      formattedValue: '#DIV/0!',
                    },
                    { userEnteredFormat: { backgroundColorStyle: { rgbColor: { red: 1, green: 0.5 } } } },
                    { note: 'a note on a blank cell' },
                    { userEnteredFormat: {} },
                  ],
                },
              ],
            },
          ],
        },
        { properties: { sheetId: 7, title: 'Own', hidden: true } },
      ],
    }),
  ).toEqual({
    spreadsheetId: '1AbC',
    title: 'Riverbend',
    locale: 'de_DE',
    timeZone: 'Europe/Berlin',
    tabs: [
      {
        sheetId: 0,
        title: 'Partners',
        hidden: false,
        rowCount: 200,
        columnCount: 14,
        protections: [
          { id: 9, description: 'Headers.' },
          { id: 0, description: '' },
        ],
        rows: [
          [{ value: 'Organization', text: 'Organization', note: 'As it is to be called.' }],
          [],
          [
            { value: 0.85, text: '85%' },
            undefined,
            { value: false, text: 'FALSCH' },
            { value: 0, formula: '=A1*2', text: '0' },
            { value: null, formula: '=1/0', error: '#DIV/0!', text: '#DIV/0!' },
            // Half of ff is 7f.8, and an absent part is none.
            { value: null, background: '#ff8000' },
            { value: null, note: 'a note on a blank cell' },
            undefined,
          ],
        ],
      },
      { sheetId: 7, title: 'Own', hidden: true, rowCount: 0, columnCount: 0, protections: [], rows: [] },
    ],
  });
});

test('grid data that begins elsewhere stands where it belongs', () => {
  const { tabs } = snapshotOf({
    sheets: [
      {
        properties: { sheetId: 1, title: 'Goals' },
        data: [
          {
            startRow: 2,
            startColumn: 1,
            rowData: [{ values: [{ effectiveValue: { numberValue: 80 }, formattedValue: '80' }] }],
          },
        ],
      },
    ],
  });
  expect(tabs[0]!.rows).toEqual([[], [], [undefined, { value: 80, text: '80' }]]);
});

test('an error without a text is named by its kind', () => {
  const { tabs } = snapshotOf({
    sheets: [
      {
        properties: {},
        data: [
          {
            rowData: [
              { values: [{ effectiveValue: { errorValue: { type: 'REF' } } }, { effectiveValue: { errorValue: {} } }] },
            ],
          },
        ],
      },
    ],
  });
  expect(tabs[0]!.rows[0]).toEqual([
    { value: null, error: '#REF' },
    { value: null, error: '#ERROR' },
  ]);
});

test('a spreadsheet without anything is one without tabs, at home where Google’s are', () => {
  expect(snapshotOf({})).toEqual({ spreadsheetId: '', title: '', locale: 'en_US', timeZone: 'Etc/UTC', tabs: [] });
});
