import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CheckCase, checkCases, sheetOf } from '../../fixtures/check-cases.ts';
import { assessed, type Sheet } from '../../support/sheet.ts';

/** Plans with something wrong in them: one to three of the failing lines on one sheet. */
const brokenPlan = (): fc.Arbitrary<Sheet> =>
  fc
    .uniqueArray(fc.constantFrom(...failing), { minLength: 1, maxLength: 3, selector: ({ cells }) => cells })
    .map((lines) => sheetOf({ cells: lines.map(({ cells }) => cells).join(' | ') }));

/** Of rows and values; headers and questions that are gone change which cells there are. */
const failing: CheckCase[] = checkCases().filter(({ plan, file }) => plan === 'fails' && file !== 'structure');

const counts = (sheet: Sheet): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const { code, at } of sheet.assess().findings) {
    const key = `${code} ${at?.section} ${at?.field}`;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
};

test('checking twice gives the same', () => {
  fc.assert(
    fc.property(brokenPlan(), (sheet) => {
      const snapshot = sheet.snapshot();
      expect(assessed(snapshot).findings).toEqual(assessed(snapshot).findings);
    }),
    { numRuns: 25 },
  );
});

test('the order of rows changes which of two alike rows is named, and never what is found', () => {
  const tables: [tab: string, first: number, rows: number][] = [
    ['Partners', 3, 9],
    ['Segments', 3, 4],
    ['Assumptions', 3, 9],
    ['Demand', 3, 4],
    ['Programs', 3, 4],
    ['Resources', 3, 7],
    ['Funding', 3, 7],
    ['Progress', 3, 5],
  ];
  fc.assert(
    fc.property(
      brokenPlan(),
      fc.tuple(
        ...tables.map(([, , rows]) =>
          fc.shuffledSubarray([...Array(rows).keys()], { minLength: rows, maxLength: rows }),
        ),
      ),
      (sheet, orders) => {
        const before = counts(sheet);
        for (const [index, [tab, first]] of tables.entries()) sheet.reorderRows(tab, first, orders[index]!);
        expect(counts(sheet)).toEqual(before);
      },
    ),
    { numRuns: 40 },
  );
});

test('the order of columns changes no finding', () => {
  const columns = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M'];
  fc.assert(
    fc.property(
      brokenPlan(),
      fc.constantFrom('Partners', 'Funding', 'Programs', 'Progress', 'Assumptions'),
      fc.shuffledSubarray(columns, { minLength: columns.length, maxLength: columns.length }),
      (sheet, tab, order) => {
        const before = counts(sheet);
        expect(counts(sheet.reorderColumns(tab, order))).toEqual(before);
      },
    ),
    { numRuns: 25 },
  );
});

test('a tab’s findings are those of its rows, its form and its headers', () => {
  fc.assert(
    fc.property(brokenPlan(), (sheet) => {
      const { findings } = sheet.assess();
      const perTab = Map.groupBy(findings, ({ tab }) => tab);
      for (const [, inTab] of perTab) {
        const perRow = Map.groupBy(inTab, ({ at }) => `${at?.section} ${at?.row}`);
        expect([...perRow.values()].reduce((sum, each) => sum + each.length, 0)).toBe(inTab.length);
        // One cell is not told the same twice.
        const told = inTab.map(({ code, cell }) => `${code} ${cell}`);
        expect(new Set(told).size).toBe(told.length);
      }
    }),
    { numRuns: 25 },
  );
});
