import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';

type SheetResource = sheets_v4.Schema$Sheet;
type CellResource = sheets_v4.Schema$CellData;

const kinds = ['Employer', 'Industry group', 'Educator', 'Training provider', 'Civic organization', 'Funder'];

const partners: [string, string, string, boolean, number][] = [
  ['p1', 'Riverside Manufacturing', 'Employer', true, 20],
  ['p2', 'Gulf Coast Health', 'Employer', false, 35],
  ['p3', 'Cimarron College', 'Educator', true, 0],
  ['p4', 'Code Prairie', 'Training provider', false, 0],
  ['p5', 'Northside Services', 'Civic organization', false, 0],
];

const text = (stringValue: string): CellResource => ({ userEnteredValue: { stringValue } });
const number = (numberValue: number): CellResource => ({ userEnteredValue: { numberValue } });

const kindRule: sheets_v4.Schema$DataValidationRule = {
  condition: { type: 'ONE_OF_LIST', values: kinds.map((userEnteredValue) => ({ userEnteredValue })) },
  strict: true,
  showCustomUi: true,
};
const tickRule: sheets_v4.Schema$DataValidationRule = { condition: { type: 'BOOLEAN' }, strict: true };

const header: CellResource[] = ['id', 'Partner', 'Kind', 'Gave input', 'Placements', 'Status'].map((name) => ({
  ...text(name),
  userEnteredFormat: {
    textFormat: { bold: true, foregroundColorStyle: { rgbColor: { red: 1, green: 1, blue: 1 } } },
    backgroundColorStyle: { rgbColor: { red: 0.04, green: 0.34, blue: 0.82 } },
  },
}));

const partnerRow = (values: [string, string, string, boolean, number] | undefined): CellResource[] => [
  values ? text(values[0]) : {},
  values ? text(values[1]) : {},
  { ...(values ? text(values[2]) : {}), dataValidation: kindRule },
  { userEnteredValue: { boolValue: values?.[3] ?? false }, dataValidation: tickRule },
  values ? number(values[4]) : {},
  values ? text('ok') : {},
];

const partnersTab: SheetResource = {
  properties: {
    sheetId: 1,
    title: 'Partners',
    tabColorStyle: { rgbColor: { red: 0.04, green: 0.34, blue: 0.82 } },
    gridProperties: { rowCount: 60, columnCount: 10, frozenRowCount: 1, frozenColumnCount: 2 },
  },
  data: [
    {
      startRow: 0,
      startColumn: 0,
      rowData: [
        { values: header },
        ...Array.from({ length: 20 }, (_row, index) => ({ values: partnerRow(partners[index]) })),
      ],
      columnMetadata: [
        { pixelSize: 60, hiddenByUser: true },
        { pixelSize: 190 },
        { pixelSize: 150 },
        { pixelSize: 100 },
      ],
    },
  ],
  protectedRanges: [
    {
      range: { sheetId: 1, startRowIndex: 0, endRowIndex: 60, startColumnIndex: 5, endColumnIndex: 6 },
      description: 'The planner writes the Status column. Type into the columns beside it.',
      warningOnly: true,
    },
  ],
};
partnersTab.data![0]!.rowData![1]!.values![4]!.note =
  'Placements are counted once a person has worked a day.\nSecond line.';

const notesTab: SheetResource = {
  properties: { sheetId: 2, title: 'Notes', gridProperties: { rowCount: 40, columnCount: 8 } },
  merges: [{ sheetId: 2, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 3 }],
  data: [
    {
      startRow: 0,
      startColumn: 0,
      rowData: [
        {
          values: [
            { ...text('Notes of the coordinator'), userEnteredFormat: { textFormat: { bold: true, fontSize: 16 } } },
          ],
        },
        {},
        { values: [{ userEnteredValue: { formulaValue: '=HYPERLINK("#gid=1&range=C4","Go to the college")' } }] },
      ],
    },
  ],
};

const bigTab: SheetResource = {
  properties: {
    sheetId: 3,
    title: 'Big',
    gridProperties: { rowCount: 5000, columnCount: 15, frozenRowCount: 1, frozenColumnCount: 1 },
  },
  data: [
    {
      startRow: 0,
      startColumn: 0,
      rowData: Array.from({ length: 5000 }, (_row, row) => ({
        values: Array.from({ length: 15 }, (_cell, column) =>
          row === 0
            ? text(`Column ${column + 1}`)
            : column === 0
              ? text(`Row ${row + 1}`)
              : number((row * 7 + column * 13) % 997),
        ),
      })),
    },
  ],
};

const hiddenTab: SheetResource = {
  properties: { sheetId: 4, title: 'Lists', hidden: true, gridProperties: { rowCount: 5, columnCount: 2 } },
};

/** A small plan with what the page has to show: dropdowns, ticks, notes, protection, merges, a hidden column and tab, and 5,000 rows if asked for. */
export const samplePlan = (options: { big?: boolean } = {}): sheets_v4.Schema$Spreadsheet =>
  structuredClone({
    properties: { title: 'Cimarron Valley plan', locale: 'en_US', timeZone: 'America/Chicago' },
    sheets: [partnersTab, notesTab, ...(options.big ? [bigTab] : []), hiddenTab],
  });
