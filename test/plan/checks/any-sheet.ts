import fc from 'fast-check';
import { cellName } from '../../../functions/plan/a1.ts';
import { definitionsIn } from '../../../functions/plan/messages/definitions.ts';
import { allLanguages } from '../../../functions/plan/messages/language.ts';
import { type SectionName, sectionList } from '../../../functions/plan/plan.ts';
import type { Column } from '../../../functions/plan/table.ts';
import type { SnapshotCell } from '../../../functions/sheet/snapshot.ts';
import { templateLayout } from '../../../sheets-template/layout.ts';
import { day, Sheet, type Typed } from '../../support/sheet.ts';

/** What somebody types somewhere, by tab and cell. */
export interface AnySheet {
  cells: { tab: string; cell: string; typed: Typed }[];
}

export const { places } = templateLayout();

/** Tables with the rows that are typed into. */
export const tables = sectionList
  .filter(({ shape, name }) => shape === 'table' && name !== 'roles')
  .map((section) => ({ section, name: section.name as SectionName, place: places[section.name as SectionName] }));

export const ROWS = 6;

/** Things that come to stand in cells, whatever the column asks for. */
const anything: fc.Arbitrary<Typed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...'— |n/a|12 people|85|85%|1.234,5|05/10/2026|∞|１２|TRUE|sí|2026-02-30|May|😀|0|-3|1e400|$|;;|"'.split('|'),
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.boolean() },
  {
    weight: 1,
    arbitrary: fc.constantFrom<SnapshotCell>(
      { value: null, error: '#DIV/0!', text: '#DIV/0!', formula: '=1/0' },
      { value: 12, text: '12', formula: '=SUM(A1:A3)' },
      { value: 'x', text: 'x', formula: '=IMPORTDATA("https://example.org")' },
      { value: '', text: '', formula: '=IF(A1="","",1)' },
    ),
  },
);

/** Few, so that names meet, and some of them twice or nearly. */
const names = ['Acme', 'ACME ', 'Acme, Inc.', 'Bolt College', 'Bolt Colege', 'Library', 'Veterans'];

/** What a column asks for, in either language. */
const asked = ({ type }: Column, section: SectionName, field: string): fc.Arbitrary<Typed> => {
  const labels = allLanguages.flatMap((language) =>
    Object.values(definitionsIn(language).sections[section].columns[field]!.type.options ?? {}),
  );
  switch (type.kind) {
    case 'whole':
      return fc.nat(80);
    case 'percent':
      return fc.nat(100).map((percent) => percent / 100);
    case 'money':
      return fc.nat(40_000);
    case 'date':
      return fc.constantFrom('2026-05-01', '2026-07-01', '2026-09-15', '2026-11-20', '2027-06-30').map(day);
    case 'yesNo':
    case 'choice':
      return fc.constantFrom(...labels);
    case 'choices':
      return fc.array(fc.constantFrom(...labels), { minLength: 1, maxLength: 3 }).map((some) => some.join('; '));
    case 'references':
      return fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }).map((some) => some.join('; '));
    case 'link':
      return fc.constantFrom('https://example.org/criteria', 'example.org', 'http://intranet');
    case 'email':
      return fc.constantFrom('ana@example.org', 'ana@');
    case 'anything':
      return fc.oneof(fc.nat(200), fc.constantFrom<Typed>('85%', '$4,500', '2027-01-11'));
    case 'text':
    case 'reference':
      return fc.constantFrom(...names);
  }
};

const typedInto = (column: Column, section: SectionName, field: string): fc.Arbitrary<Typed> =>
  fc.oneof(
    { weight: 12, arbitrary: asked(column, section, field) },
    { weight: 3, arbitrary: anything },
    { weight: 3, arbitrary: fc.constant(null) },
  );

const block = (section: (typeof sectionList)[number]): fc.Arbitrary<AnySheet['cells']> => {
  const name = section.name as SectionName;
  const place = places[name];
  const fields = Object.entries(section.columns);
  const cellsOf = (row: number): fc.Arbitrary<AnySheet['cells'][number]>[] =>
    fields.map(([field, column], index) =>
      typedInto(column, name, field).map((typed) => ({
        tab: place.tab,
        cell: cellName(place.columns[field]!, section.shape === 'form' ? place.firstRow + index : row),
        typed,
      })),
    );
  if (section.shape === 'form') return fc.tuple(...cellsOf(0));
  return fc
    .nat(ROWS)
    .chain((rows) =>
      fc.tuple(...Array.from({ length: rows }, (_, index) => fc.tuple(...cellsOf(place.firstRow + index)))),
    )
    .map((rows) => rows.flat());
};

/**
 * Plans as no form would let them be: in every table and form some rows that mostly hold what their columns ask for, in either language, and here and
 * there anything at all.
 */
export const anySheet: fc.Arbitrary<AnySheet> = fc
  .tuple(...sectionList.filter(({ name }) => name !== 'roles').map(block))
  .map((blocks) => ({ cells: blocks.flat() }));

/** With its rows and columns where the template has them. */
export const sheetWith = ({ cells }: AnySheet): Sheet => {
  const sheet = new Sheet();
  // The template's own rows would be half of the plan.
  for (const { name } of tables) sheet.clear(name);
  for (const { tab, cell, typed } of cells) sheet.set(tab, cell, typed);
  return sheet;
};
