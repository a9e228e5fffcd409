import { expect, test } from 'vitest';
import { type CellEdit, editCells } from '../../../scripts/xlsx/sheet-edits.ts';

const sheet = (rows: string): string =>
  `<worksheet><cols/><sheetData>${rows}</sheetData><pageMargins left="1"/></worksheet>`;

test.each<[string, string, CellEdit, string]>([
  [
    'replaces a value and keeps the look',
    '<row r="3"><c r="B3" s="4" t="s"><v>1</v></c><c r="C3"/></row>',
    { row: 3, column: 1, value: 'A & B' },
    '<row r="3"><c r="B3" s="4" t="inlineStr"><is><t xml:space="preserve">A &amp; B</t></is></c><c r="C3"/></row>',
  ],
  [
    'puts a new cell between its neighbours',
    '<row r="3"><c r="A3"/><c r="D3"><v>1</v></c></row>',
    { row: 3, column: 1, value: 12 },
    '<row r="3"><c r="A3"/><c r="B3"><v>12</v></c><c r="D3"><v>1</v></c></row>',
  ],
  [
    'puts a new row between its neighbours',
    '<row r="1"/><row r="9"/>',
    { row: 4, column: 27, value: 1 },
    '<row r="1"/><row r="4"><c r="AB4"><v>1</v></c></row><row r="9"/>',
  ],
  [
    'adds a last row',
    '<row r="1"/>',
    { row: 2, column: 0, value: 1 },
    '<row r="1"/><row r="2"><c r="A2"><v>1</v></c></row>',
  ],
  [
    'fills a row without cells',
    '<row r="1" spans="1:2"/>',
    { row: 1, column: 0, value: 1 },
    '<row r="1" spans="1:2"><c r="A1"><v>1</v></c></row>',
  ],
  [
    'empties a cell',
    '<row r="1"><c r="A1" s="2"><f>1</f><v>1</v></c></row>',
    { row: 1, column: 0, value: null },
    '<row r="1"><c r="A1" s="2"/></row>',
  ],
  [
    'writes nothing where nothing was',
    '<row r="1"><c r="B1"/></row>',
    { row: 1, column: 0, value: null },
    '<row r="1"><c r="B1"/></row>',
  ],
  [
    'changes a look and keeps what the cell holds',
    '<row r="1"><c r="A1" s="2" t="s" cm="1"><f>B1</f><v>7</v></c></row>',
    { row: 1, column: 0, style: (now) => now + 10 },
    '<row r="1"><c r="A1" s="12" t="s" cm="1"><f>B1</f><v>7</v></c></row>',
  ],
  [
    'writes a formula with what it comes to',
    '',
    { row: 1, column: 0, formula: 'HYPERLINK("#A!B1","A")', value: 'A' },
    '<row r="1"><c r="A1" t="str"><f>HYPERLINK(&quot;#A!B1&quot;,&quot;A&quot;)</f><v>A</v></c></row>',
  ],
  [
    'lets go of a height that nobody chose, and keeps a chosen one',
    '<row r="1" ht="15"><c r="A1"/></row><row r="2" ht="40" customHeight="1"/>',
    { row: 1, column: 0, value: 1 },
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" ht="40" customHeight="1"/>',
  ],
])('%s', (_, before, edit, after) => {
  expect(editCells(sheet(before), [edit])).toBe(sheet(after));
});

test('writes into a sheet without rows, with the prefix that its program uses', () => {
  expect(editCells('<x:worksheet><x:sheetData/></x:worksheet>', [{ row: 2, column: 0, value: 1 }])).toBe(
    '<x:worksheet><x:sheetData><x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
  );
});

test('characters that a file cannot hold are left out', () => {
  expect(editCells(sheet(''), [{ row: 1, column: 0, value: 'a\u0000b\u0007' }])).toContain('>ab</t>');
});
