import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTsv, parseTsv } from '../../../../scripts/local/grid/page/tsv.ts';

test.each([
  ['a single cell', 'Tulsa', [['Tulsa']]],
  [
    'rows and columns',
    'a\tb\nc\td',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'the line break after the last row that Excel writes',
    'a\tb\r\nc\td\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'empty cells at the ends',
    '\ta\t\n\t\t',
    [
      ['', 'a', ''],
      ['', '', ''],
    ],
  ],
  ['an empty row in between', 'a\n\nb', [['a'], [''], ['b']]],
  [
    'a quoted cell with a line break, a tab and quotation marks',
    'x\t"one\ntwo\t""three"""\ty',
    [['x', 'one\ntwo\t"three"', 'y']],
  ],
  ['line breaks of Windows within a quoted cell', '"one\r\ntwo"\r\nx\r\n', [['one\ntwo'], ['x']]],
  ['a quotation mark that closes too early', '"quoted" words\tb', [['"quoted" words', 'b']]],
  ['a quotation mark that never closes', '"open\tb', [['"open', 'b']]],
  ['quotation marks inside a cell', '5" pipe\tsay "hi"', [['5" pipe', 'say "hi"']]],
  ['nothing', '', [['']]],
])('reads %s', (_name, text, cells) => {
  expect(parseTsv(text)).toEqual(cells);
});

test('quotes only the cells that need it', () => {
  expect(
    formatTsv([
      ['plain', '5" pipe', 'two\nlines'],
      ['tab\there', '"quoted"', ''],
    ]),
  ).toBe('plain\t5" pipe\t"two\nlines"\n"tab\there"\t"""quoted"""\t');
});

test('what is copied is pasted as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ', 'é', '👩‍🏫', ','), maxLength: 8 });
  const block = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    )
    // A last row of one empty cell cannot be told from the line break that other programs write after the last row.
    .filter((rows) => rows.length === 1 || rows.at(-1)!.join('') !== '' || rows.at(-1)!.length > 1);
  fc.assert(
    fc.property(block, (rows) => {
      expect(parseTsv(formatTsv(rows))).toEqual(rows);
    }),
  );
});
