import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnLetters } from '../../../functions/plan/a1.ts';
import { allLanguages } from '../../../functions/plan/messages/language.ts';
import { feedback } from '../../../functions/sheet/feedback.ts';
import { applied } from '../../sheet/applied.ts';
import { assessed, type Sheet } from '../../support/sheet.ts';
import { anySheet, ROWS, sheetWith, tables } from './any-sheet.ts';

const now = new Date('2026-11-20T12:00:00Z');

/** How often each finding is made of each column. */
const counts = (sheet: Sheet): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const { code, at } of sheet.assess().findings) {
    const key = `${code} ${at?.section} ${at?.field}`;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
};

test('whatever stands in the cells, a sheet is checked, told of in every language, and checked twice the same', () => {
  fc.assert(
    fc.property(anySheet, (cells) => {
      const snapshot = sheetWith(cells).snapshot();
      const told = allLanguages.map((language) => {
        const assessment = assessed(snapshot, { language });
        expect(assessed(snapshot, { language })).toEqual(assessment);
        feedback(snapshot, assessment, now);
        return assessment.findings.map(({ code, severity, cell, tab }) => `${severity} ${code} ${tab}!${cell}`);
      });
      expect(told[1]).toEqual(told[0]);
    }),
    { numRuns: 20 },
  );
});

test('whatever stands in the cells, once it is told of nothing is left to tell', () => {
  fc.assert(
    fc.property(anySheet, (cells) => {
      const snapshot = sheetWith(cells).snapshot();
      const told = applied(snapshot, feedback(snapshot, assessed(snapshot), now));
      const again = assessed(told);
      expect(feedback(told, again, now).cells).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('whatever stands in the cells, the order of rows never changes what is found', () => {
  const orders = fc.tuple(
    ...tables.map(() => fc.shuffledSubarray([...Array(ROWS).keys()], { minLength: ROWS, maxLength: ROWS })),
  );
  fc.assert(
    fc.property(anySheet, orders, (cells, order) => {
      const sheet = sheetWith(cells);
      const before = counts(sheet);
      for (const [index, { place }] of tables.entries()) sheet.reorderRows(place.tab, place.firstRow, order[index]!);
      expect(counts(sheet)).toEqual(before);
    }),
    { numRuns: 30 },
  );
});

test('whatever stands in the cells, the order of columns never changes what is found', () => {
  const swaps = fc.constantFrom(...tables.filter(({ name }) => name !== 'localGoals')).chain(({ section, place }) => {
    const letters = Object.keys(section.columns).map((_, index) => columnLetters(index));
    return fc.record({
      tab: fc.constant(place.tab),
      order: fc.shuffledSubarray(letters, { minLength: letters.length, maxLength: letters.length }),
    });
  });
  fc.assert(
    fc.property(anySheet, swaps, (cells, { tab, order }) => {
      const sheet = sheetWith(cells);
      const before = counts(sheet);
      expect(counts(sheet.reorderColumns(tab, order))).toEqual(before);
    }),
    { numRuns: 20 },
  );
});

test('what the rows’ statuses count, with what is said of headers and tabs, is what the tab and Start count', () => {
  fc.assert(
    fc.property(anySheet, (cells) => {
      const snapshot = sheetWith(cells).snapshot();
      const assessment = assessed(snapshot, { language: 'en' });
      const told = applied(snapshot, feedback(snapshot, assessment, now));
      const cell = (tab: string, row: number, column: number): string =>
        String(told.tabs.find(({ title }) => title === tab)!.rows[row - 1]?.[column]?.value ?? '');
      const counted = (status: string): number =>
        [...status.matchAll(/(\d+) (?:error|warning|hint)s?/g)].reduce((sum, [, count]) => sum + Number(count), 0);
      let inRows = 0;
      for (const [name, place] of Object.entries(assessment.places)) {
        const { findings } = assessment;
        const ofSection = findings.filter(({ at }) => at?.section === name);
        const ofHeaders = ofSection.filter(({ at }) => at!.row === place.headerRow);
        let statuses = 0;
        for (let row = place.firstRow; row <= place.lastRow; row++)
          statuses += counted(cell(place.tab, row, place.statusColumn!).split(':')[0]!);
        expect([name, statuses]).toEqual([name, ofSection.length - ofHeaders.length]);
        inRows += ofSection.length;
      }
      const start = told.tabs.find(({ title }) => title === 'Start')!;
      const line = start.rows.find((row) => row[0]?.value === 'Open findings')![1]!.value;
      expect(counted(String(line))).toBe(assessment.findings.length);
      expect(inRows).toBe(assessment.findings.length);
    }),
    { numRuns: 20 },
  );
});
