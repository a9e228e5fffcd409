import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localeOf } from '../../../functions/plan/locale.ts';
import { definitionsIn, spelledAs } from '../../../functions/plan/messages/definitions.ts';
import { allLanguages } from '../../../functions/plan/messages/language.ts';
import { wordsIn } from '../../../functions/plan/messages/words.ts';
import { sectionList } from '../../../functions/plan/plan.ts';
import { nameKey } from '../../../functions/plan/text.ts';

const english = definitionsIn('en');

describe.each(allLanguages)('the definitions in %s', (language) => {
  const definitions = definitionsIn(language);

  test.each(sectionList.map(({ name }) => name as keyof typeof english.sections))('%s has all its words', (name) => {
    const [section, model] = [definitions.sections[name], english.sections[name]];
    expect(section.tab && section.title && section.noun).toBeTruthy();
    for (const [field, column] of Object.entries(section.columns)) {
      const { header, help, unit, type } = model.columns[field]!;
      expect(column.header).not.toBe('');
      expect(column.help).not.toBe('');
      expect([field, column.unit === undefined]).toEqual([field, unit === undefined]);
      expect(Object.keys(column.type.options ?? {})).toEqual(Object.keys(type.options ?? {}));
      if (language !== 'en') expect([header, help]).not.toEqual([column.header, column.help]);
    }
  });

  test('the tabs that the planner writes have a word for each of their columns', () => {
    expect(
      definitions.resultTabs.map(({ columns }) => columns.map(({ header, help }) => header !== '' && help !== '')),
    ).toEqual(english.resultTabs.map(({ columns }) => columns.map(() => true)));
    expect(definitions.startTab.lines).toHaveLength(english.startTab.lines.length);
  });

  test('no two tabs have the same title', () => {
    const titles = [...definitions.inputTabs, ...definitions.resultTabs, definitions.startTab].map(
      ({ title }) => title,
    );
    expect(new Set(titles).size).toBe(titles.length);
  });
});

test.each(sectionList.map(({ name }) => name as keyof typeof english.sections))(
  'in %s no header or question is in one language what another is in any',
  (name) => {
    const own = Object.values(english.sections[name].columns).map(({ header }) => header);
    const planner = Object.values(english.plannerHeaders);
    const names = english.sections[name].shape === 'table' ? [...own, ...planner] : own;
    const taken = new Map<string, string>();
    for (const header of names)
      for (const spelling of spelledAs(header)) {
        expect(taken.get(spelling) ?? header).toBe(header);
        taken.set(spelling, header);
      }
  },
);

const columnsWithOptions = sectionList.flatMap(({ name, columns }) =>
  Object.entries(columns).flatMap(([field, { type }]) =>
    type.options
      ? [{ name: name as keyof typeof english.sections, field, kind: type.kind, options: type.options }]
      : [],
  ),
);

test('an option typed in any language, in any case, is the same on a sheet in any language', () => {
  const typing = fc.constantFrom(...columnsWithOptions).chain((column) =>
    fc.record({
      column: fc.constant(column),
      code: fc.constantFrom(...Object.keys(column.options)),
      typedIn: fc.constantFrom(...allLanguages),
      sheetIn: fc.constantFrom(...allLanguages),
      upper: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(typing, ({ column: { name, field, kind }, code, typedIn, sheetIn, upper }) => {
      const label = definitionsIn(typedIn).sections[name].columns[field]!.type.options![code]!;
      const { type } = definitionsIn(sheetIn).sections[name].columns[field]!;
      const value = upper ? label.toUpperCase() : ` ${label}`;
      const meant = kind === 'yesNo' ? code === 'yes' : kind === 'choices' ? [code] : code;
      // A label with a comma in it cannot be one of several.
      if (kind === 'choices' && label.includes(',')) return;
      expect(type.understand({ value, text: value }, localeOf('en_US'))).toEqual({ candidate: meant });
    }),
  );
});

test.each(['en_US', 'es_US', 'es_MX', 'es_ES', 'de_DE'])(
  'numbers and days typed as %s writes them are the same everywhere',
  (name) => {
    const locale = localeOf(name);
    const tag = name.replace('_', '-');
    const { seats, price, startsOn } = definitionsIn('es').sections.programs.columns;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999 }),
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (number, date) => {
          const people = new Intl.NumberFormat(tag, { useGrouping: 'always' }).format(number);
          expect(seats!.type.understand({ value: people, text: people }, locale)).toEqual({ candidate: number });
          const amount = new Intl.NumberFormat(tag, { minimumFractionDigits: 2 }).format(number + 0.5);
          expect(price!.type.understand({ value: amount, text: amount }, locale)).toEqual({
            candidate: number * 100 + 50,
          });
          const iso = date.toISOString().slice(0, 10);
          for (const text of [
            iso,
            new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
              date,
            ),
          ]) {
            const understood = startsOn!.type.understand({ value: text, text }, locale);
            expect([text, understood]).toEqual([text, { candidate: iso }]);
          }
        },
      ),
    );
  },
);

test('a label for one code is in no language the label of another', () => {
  for (const { name, field, options } of columnsWithOptions) {
    const codes = new Map<string, string>();
    for (const language of allLanguages)
      for (const code of Object.keys(options)) {
        const key = nameKey(definitionsIn(language).sections[name].columns[field]!.type.options![code]!);
        expect(codes.get(key) ?? code).toBe(code);
        codes.set(key, code);
      }
  }
});

test('money, shares, days and lists are written as each language has them in the United States', () => {
  const said = [{ money: 450_000 }, { money: 450_050 }, { percent: 8_550 }, { date: '2026-12-31' }, { count: 1_200 }];
  expect(said.map(wordsIn('en').tell)).toEqual(['$4,500', '$4,500.50', '85.5%', 'Dec 31, 2026', '1,200']);
  expect(said.map(wordsIn('es').tell)).toEqual(['$4,500', '$4,500.50', '85.5%', '31 dic 2026', '1,200']);
  expect(wordsIn('es').tell({ list: ['a', 'b', 'ideas'], last: 'and' })).toBe('a, b e ideas');
  expect(wordsIn('en').tell({ list: ['a', 'b', 'c'], last: 'or' })).toBe('a, b or c');
});
