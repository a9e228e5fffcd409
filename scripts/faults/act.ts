import { definitionsIn } from '../../functions/plan/messages/definitions.ts';
import type { SectionName } from '../../functions/plan/plan.ts';
import { sections } from '../../functions/plan/plan.ts';
import type { Column, Section } from '../../functions/plan/table.ts';
import type { Chance } from '../chance.ts';
import { type LongTable, longTables } from '../long-tables.ts';
import type { Dialect } from './dialect.ts';
import { pulledColumns } from './ground.ts';
import { drawnTabAct, type TabAct } from './tab-act.ts';

const forms = ['community', 'goals', 'roleQuestions'] as const satisfies readonly SectionName[];

export type AskedForm = (typeof forms)[number];

/** What somebody types into one cell. */
export interface Typed {
  text: string;
  /** How the sheet shows it; null where it is read as a number, date or formula and the sheet chooses. */
  shows: string | null;
}

/**
 * What one person does. Rows are named by numbers that mean something once the table is looked at: a `place` is the n-th row that has
 * something in it, counted round and round, with a few blank rows after them.
 */
export type Act =
  | { do: 'type'; table: LongTable; place: number; field: string; typed: Typed }
  | { do: 'paste'; table: LongTable; place: number; rows: Typed[][] }
  | { do: 'answer'; form: AskedForm; field: string; typed: Typed }
  | { do: 'copy' | 'cut'; table: LongTable; place: number; to: number; withId: boolean }
  | { do: 'blank'; table: LongTable; place: number }
  | { do: 'insert' | 'delete'; table: LongTable; place: number; count: number }
  | { do: 'move'; table: LongTable; place: number; to: number }
  | { do: 'sort'; table: LongTable; field: string; ascending: boolean }
  | { do: 'undo' | 'redo' }
  /** Writes a note on a cell, below what stands in it. */
  | { do: 'note'; table: LongTable; place: number; field: string; label: string }
  | TabAct;

/** Of what people do most, there is most. */
const frequencies: Readonly<Record<Exclude<Act['do'], TabAct['do']> | 'tab', number>> = {
  type: 40,
  paste: 10,
  answer: 6,
  copy: 7,
  cut: 5,
  blank: 3,
  insert: 6,
  delete: 7,
  move: 4,
  sort: 6,
  undo: 10,
  redo: 4,
  tab: 6,
  note: 5,
};

/**
 * @param dialect  of the sheet
 * @param label    differs from act to act: part of what is typed, so that it can be told where it went
 */
export const drawnAct = (chance: Chance, dialect: Dialect, label: string): Act => {
  const kind = chance.weighted(frequencies);
  if (kind === 'tab') return drawnTabAct(chance);
  if (kind === 'undo' || kind === 'redo') return { do: kind };
  if (kind === 'answer') {
    const form = chance.pick(forms);
    const field = chance.pick(Object.keys(sections[form].columns).filter((each) => !leftAlone.has(each)));
    return { do: kind, form, field, typed: drawnText(chance, dialect, form, field, label) };
  }
  const table = chance.pick(longTables);
  const fields = Object.keys(sections[table].columns);
  const place = chance.whole(1000);
  switch (kind) {
    case 'type': {
      const field = chance.pick(fields);
      return { do: kind, table, place, field, typed: drawnText(chance, dialect, table, field, label) };
    }
    case 'paste': {
      const rows = Array.from({ length: chance.between(1, 6) }, (_, row) =>
        fields.map((field) => drawnText(chance, dialect, table, field, `${label}.${row}`)),
      );
      return { do: kind, table, place, rows };
    }
    case 'copy':
    case 'cut':
      return { do: kind, table, place, to: chance.whole(1000), withId: chance.is(0.5) };
    case 'move':
      return { do: kind, table, place, to: chance.whole(1000) };
    case 'insert':
    case 'delete':
      return { do: kind, table, place, count: chance.is(0.8) ? 1 : chance.between(2, 4) };
    case 'sort':
      return { do: kind, table, field: chance.pick(fields), ascending: chance.is(0.5) };
    case 'blank':
      return { do: kind, table, place };
    case 'note':
      return { do: kind, table, place, field: chance.pick(fields), label };
  }
};

/** What somebody does to the rows or columns of a sheet between a pass's reading and its writing. */
export const drawnMove = (chance: Chance): Act => {
  const table = chance.pick(longTables);
  const place = chance.whole(1000);
  switch (chance.weighted({ insert: 4, delete: 2, move: 3, sort: 3, moveColumn: 1 })) {
    case 'insert':
      return { do: 'insert', table, place, count: chance.between(1, 3) };
    case 'delete':
      return { do: 'delete', table, place, count: 1 };
    case 'move':
      return { do: 'move', table, place, to: chance.whole(1000) };
    case 'sort': {
      const field = chance.pick(Object.keys(sections[table].columns));
      return { do: 'sort', table, field, ascending: chance.is(0.5) };
    }
    case 'moveColumn': {
      const table = chance.pick(pulledColumns);
      const field = chance.pick(Object.keys(sections[table].columns));
      return { do: 'moveColumn', table, field, to: chance.whole(1000) };
    }
  }
};

/** The language of the whole sheet: its tabs would go by other names, which the people here do not learn. */
const leftAlone: ReadonlySet<string> = new Set(['language']);

/** Something that fits the column most of the time, and now and then what people type all the same. */
const drawnText = (chance: Chance, dialect: Dialect, name: SectionName, field: string, label: string): Typed => {
  if (chance.is(0.12)) return chance.pick(oddities);
  if (chance.is(0.06)) return { text: '', shows: '' };
  const { columns }: Pick<Section, 'columns'> = definitionsIn(dialect.language).sections[name];
  const column: Column = columns[field]!;
  const { decimal, group, days } = dialect;
  const seen = (text: string): Typed => ({ text, shows: text });
  const read = (text: string): Typed => ({ text, shows: null });
  switch (column.type.kind) {
    case 'text':
      return seen(chance.is(0.5) ? `${chance.pick(words)} ${label}` : chance.pick(words));
    case 'reference':
    case 'references':
      return seen(chance.pick(words));
    case 'choice':
    case 'choices':
      return seen(chance.pick(Object.values(column.type.options!)));
    case 'yesNo':
      return seen(chance.pick(['Yes', 'No', 'yes']));
    case 'email':
      return seen(`${chance.pick(words).replaceAll(' ', '.').toLowerCase()}@example.org`);
    case 'link':
      return seen(`https://example.org/${label}`);
    case 'date':
      return read(chance.pick(days));
    case 'percent':
      return read(`${chance.between(0, 100)}${chance.is(0.5) ? `${decimal}5` : ''}%`);
    case 'anything':
      return read(chance.pick(['120', '85%', `$45${group}000`, '2027-01-15']));
    case 'money':
      return read(
        `$${chance.between(0, 90)}${group}${chance.between(100, 999)}${chance.is(0.2) ? `${decimal}50` : ''}`,
      );
    case 'whole':
      return read(String(chance.between(0, 400)));
  }
};

/** Few, so that names meet: as references, and as duplicates. */
const words = [
  'Acme Software',
  'Beta Bank',
  'Gamma Care',
  'Help desk technician',
  'Web developer',
  'Veterans',
  'Ōtautahi Café',
] as const;

const oddities: readonly Typed[] = [
  { text: '85', shows: null },
  { text: '1,234.5', shows: null },
  { text: '-5', shows: null },
  { text: '=1/0', shows: null },
  { text: '=20+22', shows: null },
  { text: "'007", shows: '007' },
  { text: 'soon', shows: 'soon' },
  { text: '<b>bold</b> & "quoted"', shows: '<b>bold</b> & "quoted"' },
  { text: '東京 🙂', shows: '東京 🙂' },
];
