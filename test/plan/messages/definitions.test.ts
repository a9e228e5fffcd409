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

/** The sheets' locales, and one of each way of writing numbers and days. */
const locales = ['en_US', 'es_US', 'es_MX', 'es_ES', 'en_GB', 'de_DE', 'fr_FR', 'pt_BR'];
/** `1.234,50 US$` in every form that people type it in. */
const dollarForms = (amount: number, tag: string): string[] => {
  const number = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, useGrouping: 'always' }).format(amount);
  const currency = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: 'USD',
    useGrouping: 'always',
    currencyDisplay: 'narrowSymbol',
  });
  return [number, `$${number}`, `$ ${number}`, `${number} $`, currency.format(amount)];
};

describe.each(locales)('typed as %s writes them', (name) => {
  const locale = localeOf(name);
  const tag = name.replace('_', '-');

  describe.each(allLanguages)('on a sheet in %s', (language) => {
    const { seats, price, startsOn, completionRate } = definitionsIn(language).sections.programs.columns;
    const understood = (column: typeof seats, text: string) => [
      text,
      column!.type.understand({ value: text, text }, locale),
    ];

    test('numbers, money, shares and days are the same everywhere', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 99_999 }),
          fc.integer({ min: 100, max: 10_000 }),
          fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
          (number, basisPoints, date) => {
            const people = new Intl.NumberFormat(tag, { useGrouping: 'always' }).format(number);
            expect(understood(seats, people)).toEqual([people, { candidate: number }]);
            for (const amount of dollarForms(number + 0.5, tag))
              expect(understood(price, amount)).toEqual([amount, { candidate: number * 100 + 50 }]);
            const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 });
            const fraction = new Intl.NumberFormat(tag, { maximumFractionDigits: 4 });
            for (const rate of [share.format(basisPoints / 10_000), fraction.format(basisPoints / 10_000)])
              expect(understood(completionRate, rate)).toEqual([rate, { candidate: basisPoints }]);
            const iso = date.toISOString().slice(0, 10);
            const long = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
            // Also in the planner's other language: a sheet in Spanish may be at home in en_US.
            const spelled = [tag, 'en-US', 'es-US', 'es-MX'].flatMap((each) =>
              [long, { ...long, month: 'short' } as const].map((form) =>
                new Intl.DateTimeFormat(each, form).format(date),
              ),
            );
            for (const day of [iso, ...spelled]) expect(understood(startsOn, day)).toEqual([day, { candidate: iso }]);
            const digits = new Intl.DateTimeFormat(tag, {
              day: '2-digit',
              month: '2-digit',
              year: 'numeric',
              timeZone: 'UTC',
            }).format(date);
            // What could be either of two days is asked about, and never guessed.
            const either = date.getUTCDate() <= 12 && date.getUTCDate() !== date.getUTCMonth() + 1;
            expect(understood(startsOn, digits)).toEqual([
              digits,
              either ? { misfit: expect.objectContaining({ code: 'ambiguous-date' }) } : { candidate: iso },
            ]);
          },
        ),
        { numRuns: 60 },
      );
    });

    test('yes and no are the same in either language', () => {
      const { meetsCriteria } = definitionsIn(language).sections.programs.columns;
      for (const [text, yes] of Object.entries({
        Yes: true,
        YES: true,
        yes: true,
        Sí: true,
        si: true,
        SÍ: true,
        No: false,
        NO: false,
      }))
        expect(understood(meetsCriteria, text)).toEqual([text, { candidate: yes }]);
    });
  });
});

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
