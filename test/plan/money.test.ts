import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leftAtBest, type MoneyPlan, moneyTiers, planMoney, stillToFind } from '../../functions/plan/money.ts';
import type { NeedKind } from '../../functions/plan/tables/resources.ts';
import { day, goodSheet, type Sheet, type Typed } from '../support/sheet.ts';

const moneyOf = (sheet: Sheet): MoneyPlan => sheet.assess().money;

const set =
  (...cells: [tab: string, cell: string, typed: Typed][]) =>
  (sheet: Sheet): Sheet =>
    cells.reduce((changed, [tab, cell, typed]) => changed.set(tab, cell, typed), sheet);

/** Cents of one need, and how the amount begins. */
const needOf = (sheet: Sheet, need: NeedKind) => moneyOf(sheet).needs.find((each) => each.need === need);

describe('what is needed', () => {
  // 50 start training: 30 in the existing program for $4,500, 20 in the new one, which is free.
  test.each<[string, (sheet: Sheet) => Sheet, number]>([
    ['the price of every seat that somebody takes', (s) => s, 13_500_000],
    ['less other aid', set(['Programs', 'K3', 500]), 12_000_000],
    ['nothing where other aid pays more than the price', set(['Programs', 'K3', 5000]), 0],
    [
      'the average price of all seats for those without a seat: 25 x 4,500 + 5 x (25 x 4,500 + 20 x 0) / 45',
      set(['Programs', 'E3', 25]),
      12_500_000,
    ],
    ['the average price for seats without one', set(['Programs', 'H4', null]), 22_500_000],
    [
      'fractions of a cent rounded up: 30 x 1,000 + 10 x (30 x 1,000 + 10 x 0.01) / 40',
      set(['Programs', 'H3', 1000], ['Programs', 'E4', 10], ['Programs', 'H4', 0.01]),
      // 10 x 0.01, and an average of 750.0025, so 750.01
      3_000_010 + 750_010,
    ],
  ])('scholarships without an amount of their own are %s', (_, change, expected) => {
    const sheet = change(goodSheet()).set('Resources', 'C5', null).set('Resources', 'D5', null);
    expect(needOf(sheet, 'scholarships')?.amount).toBe(expected);
  });

  test('scholarships fall due when their program starts', () => {
    const months = moneyOf(goodSheet().set('Resources', 'C5', null).set('Resources', 'D5', null)).needs.find(
      ({ need }) => need === 'scholarships',
    )?.lines[0]?.byMonth;
    // July, August, September
    expect(months?.slice(0, 4)).toEqual([0, 0, 13_500_000, 0]);
  });

  test('of an amount in all, the days of its period in the plan year count', () => {
    // 365 of 730 days
    const sheet = goodSheet().set('Resources', 'E4', day('2026-07-01')).set('Resources', 'F4', day('2028-06-29'));
    expect(needOf(sheet, 'outreach')?.amount).toBe(250_000);
  });

  test('an amount a person is not known without the funnel, and is not zero', () => {
    const money = moneyOf(goodSheet().set('Goals', 'B3', null));
    expect(money.needs.find(({ need }) => need === 'scholarships')?.lines[0]?.amount).toBeNull();
    expect(money.costs).toEqual([]);
    expect(
      goodSheet()
        .set('Goals', 'B3', null)
        .assess()
        .results.money.find((row) => row[1] === 'Training scholarships'),
    ).toEqual([
      'By need',
      'Training scholarships',
      null,
      null,
      null,
      null,
      null,
      expect.stringContaining(
        'Resources row 5: $4,500 a person, but how many people is not known without the placements goal (Goals)',
      ),
    ]);
  });
});

describe('the money', () => {
  test('covers what each source may pay for, while it may be spent', () => {
    // Coordination 3,000 a month; the grant of 50,000 that may pay for it runs from October on, and may pay for childcare (8,000) too.
    const money = moneyOf(goodSheet().set('Funding', 'G7', day('2026-10-10')).set('Funding', 'I7', 'Coordination'));
    const [july, , , october] = money.months;
    expect([july?.received, october?.received]).toEqual([0, 300_000]);
    expect(money.needs[0]).toMatchObject({
      need: 'coordination',
      amount: 3_600_000,
      received: 2_700_000,
      committed: 0,
    });
    expect(money.sources.map(({ row, used, unusable }) => [row, used, unusable])).toEqual([
      [3, 9_000_000, null],
      [6, 0, 'noUses'],
      [7, 2_700_000, null],
    ]);
  });

  test('outside the plan year covers nothing', () => {
    const sheet = goodSheet().set('Funding', 'G7', day('2027-07-01')).set('Funding', 'H7', day('2028-06-30'));
    expect(moneyOf(sheet).sources.at(-1)).toMatchObject({ used: 0, unusable: 'outsideYear' });
  });

  test('hoped for closes no gap, and says what it would close', () => {
    const before = moneyOf(goodSheet()).total;
    const after = moneyOf(goodSheet().set('Funding', 'I6', 'Training scholarships')).total;
    expect(stillToFind(after)).toBe(stillToFind(before));
    expect(leftAtBest(after)).toBe(leftAtBest(before) - 2_000_000);
  });

  test('a row with an error pays for nothing', () => {
    expect(moneyOf(goodSheet().set('Funding', 'F7', 'lots')).total.received).toBe(0);
  });

  test('a placement and a participant cost the same sum, shared by fewer or more', () => {
    // 276,000 for 40 placements, and for 50 who start training and 20 who are matched
    expect(moneyOf(goodSheet()).costs).toEqual([
      { kind: 'placement', each: 690_000, people: 40 },
      { kind: 'participant', each: 394_286, people: 70 },
    ]);
  });
});

describe('for any plan', () => {
  const dates = fc.option(
    fc.constantFrom('2026-07-01', '2026-09-15', '2027-01-31', '2027-06-30', '2028-02-01').map(day),
    { nil: null },
  );
  const needs = fc.array(
    fc.record({
      need: fc.constantFrom('Coordination', 'Outreach', 'Training scholarships', 'Transportation', 'Childcare'),
      amount: fc.integer({ min: 0, max: 9_999_999 }).map((cents) => cents / 100),
      basis: fc.constantFrom('In all', 'A month', 'A person'),
      from: dates,
      to: dates,
    }),
    { maxLength: 6 },
  );
  const sources = fc.array(
    fc.record({
      source: fc.constantFrom('WIOA', 'Philanthropy', 'State or local'),
      status: fc.constantFrom('Received', 'Committed', 'Applied', 'Idea'),
      amount: fc.integer({ min: 0, max: 99_999_999 }).map((cents) => cents / 100),
      mayPayFor: fc.constantFrom('Coordination', 'Outreach, Training scholarships', 'Transportation, Childcare', ''),
      from: dates,
      to: dates,
    }),
    { maxLength: 6 },
  );
  const sheetOf = (rows: { needs: object[]; sources: object[] }): Sheet =>
    goodSheet()
      .clear('resources')
      .clear('funding')
      .fill('resources', ...rows.needs.map((row, index) => ({ ...row, description: `line ${index}` })))
      .fill('funding', ...rows.sources.map((row, index) => ({ ...row, program: `program ${index}` })));

  test('needs, months and the whole add up to the cent, and nothing is covered twice', () => {
    fc.assert(
      fc.property(needs, sources, (needRows, sourceRows) => {
        const money = moneyOf(sheetOf({ needs: needRows, sources: sourceRows }));
        for (const part of ['amount', ...moneyTiers] as const) {
          const sum = (parts: readonly { [name in typeof part]: number }[]): number =>
            parts.reduce((so, each) => so + each[part], 0);
          expect(sum(money.needs)).toBe(money.total[part]);
          expect(sum(money.months)).toBe(money.total[part]);
        }
        for (const each of [...money.needs, ...money.months, money.total])
          expect(leftAtBest(each)).toBeGreaterThanOrEqual(0);
        for (const tier of moneyTiers)
          expect(money.sources.filter((source) => source.tier === tier).reduce((so, { used }) => so + used, 0)).toBe(
            money.total[tier],
          );
      }),
      { numRuns: 40 },
    );
  });

  test('the order of rows changes no amount', () => {
    fc.assert(
      fc.property(needs, sources, (needRows, sourceRows) => {
        const amounts = ({ needs: byNeed, months, total }: MoneyPlan) => ({
          total,
          months,
          needs: byNeed.map(({ lines: _, ...covered }) => covered),
        });
        const { counted, funnel } = sheetOf({ needs: needRows, sources: sourceRows }).assess();
        const turned = {
          ...counted,
          resources: counted.resources.toReversed(),
          funding: counted.funding.toReversed(),
        };
        expect(amounts(planMoney(turned, funnel))).toEqual(amounts(planMoney(counted, funnel)));
      }),
      { numRuns: 40 },
    );
  });

  // It took no end before: a test that does not end fails.
  test('60 sources may pay for 40 needs', () => {
    const { counted, funnel } = sheetOf({
      needs: Array.from({ length: 40 }, (_, index) => ({
        need: ['Coordination', 'Outreach', 'Training scholarships', 'Transportation', 'Childcare'][index % 5]!,
        amount: 1000 + index,
        basis: 'A month',
      })),
      sources: Array.from({ length: 60 }, (_, index) => ({
        source: 'WIOA',
        status: ['Received', 'Committed', 'Applied', 'Idea'][index % 4]!,
        amount: 5000 + index,
        mayPayFor: [
          'Coordination, Outreach',
          'Outreach, Childcare',
          'Childcare, Transportation, Training scholarships',
        ][index % 3]!,
        from: day(`2026-${String(7 + (index % 6)).padStart(2, '0')}-01`),
      })),
    }).assess();
    expect(planMoney(counted, funnel)).not.toBeNull();
  });
});
