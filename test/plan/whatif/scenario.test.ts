import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mirrorDocuments } from '../../../functions/mirror/documents.ts';
import type { Scenario } from '../../../functions/plan/whatif/scenario.ts';
import { goodSheet, type Sheet, type Typed } from '../../support/sheet.ts';

/** The good sheet with rows on What-if: scenario, what to change, of which, to. */
const withRows = (...rows: [string, string, Typed, Typed][]): Sheet =>
  goodSheet().fill('whatIf', ...rows.map(([scenario, what, of, to]) => ({ scenario, what, of, to })));

const only = (sheet: Sheet): Scenario => {
  const { scenarios } = sheet.assess();
  expect(scenarios).toHaveLength(1);
  return scenarios[0]!;
};

const targets = ({ figures }: Scenario): number[] => Object.values(figures.stages!).map(({ target }) => target);

describe('a scenario is worked out as if the plan said so', () => {
  test('a goal of 80 needs twice as many people, and half of them have no seat', () => {
    const scenario = only(withRows(['Twice', 'Goals: Placements this year', null, 80]));
    // As worked by hand beside the good sheet, times two.
    expect(targets(scenario)).toEqual([2_500, 500, 250, 40, 100, 75, 20, 60]);
    expect(scenario.figures.seats).toEqual({ inYear: 50, short: 50 });
    // 12 x $3,000 + $5,000 + $4,500 x 100 + $2,000 + $8,000
    expect(scenario.figures.money.needed).toBe(50_100_000);
    expect(scenario.figures.costs[0]).toEqual({ kind: 'placement', each: 626_250 });
    expect(scenario.findings.added.map(({ code }) => code)).toContain('seats-below-need');
  });

  test('a rate of everybody', () => {
    const scenario = only(withRows(['Fewer', 'Assumptions: Enrolled → completed (trained)', null, 0.6]));
    // 30 / (80% x 60%) = 62.5; / 40% = 156.25; / 50% = 312.5; / 20% = 1,562.5
    expect(targets(scenario)).toEqual([1_563, 313, 157, 20, 63, 38, 10, 30]);
  });

  test('a rate of one segment, which has none of its own before', () => {
    const scenario = only(withRows(['Fewer', 'Assumptions: Completed → placed (trained)', 'Veterans', '40%']));
    // Of 10 veterans' placements 2.5 are direct by their part of 10 in 40: of 10 direct 3 are theirs, 7 are trained; 7 / 40% = 17.5.
    // The others: 23 / 80% = 28.75; together 46.25.
    expect(scenario.figures.stages!.completed.target).toBe(47);
    expect(scenario.changes[0]).toMatchObject({ section: 'assumptions', called: 'Veterans' });
  });

  test('Low and High make room for a rate beyond them', () => {
    const high = only(withRows(['Best', 'Assumptions: Enrolled → completed (trained)', null, 0.95]));
    expect(high.findings.added.map(({ code }) => code)).not.toContain('rates-out-of-order');
    const low = only(withRows(['Worst', 'Assumptions: Enrolled → completed (trained)', null, 0.3]));
    expect(low.findings.added.map(({ code }) => code)).not.toContain('rates-out-of-order');
  });

  test('an earlier start brings an intake into the plan year', () => {
    const sheet = withRows(['Earlier', 'Programs: Starts on', 'IT Basics', '2026-12-01']).set('Programs', 'F4', {
      value: 46_150,
    });
    // 46,150 is May 8, 2026, before the plan year: nobody of it counts.
    const { figures, findings } = only(sheet);
    expect(figures.seats).toEqual({ inYear: 50, short: 0 });
    expect(findings.gone.map(({ code }) => code)).toContain('date-outside-plan-year');
  });

  test('a value that could not be read is mended, and its row counts', () => {
    const { findings, figures } = only(
      withRows(['Mended', 'Programs: Seats', 'IT Basics', 20]).set('Programs', 'E4', 'many'),
    );
    expect(findings.gone.map(({ code, cell }) => `${code} ${cell}`)).toContain('not-a-number E4');
    expect(figures.seats?.inYear).toBe(50);
  });

  test('money that is won covers what is still to find', () => {
    // WIOA may pay for scholarships, 4,500 x 50 = $225,000, and for transportation, $2,000.
    const { figures } = only(withRows(['More', 'Funding: Amount', 'Adult', '$227,000']));
    expect(figures.money.byNeed.find(({ need }) => need === 'scholarships')).toEqual({
      need: 'scholarships',
      toFind: 0,
    });
  });

  test('several changes count together, and of two to the same value the last', () => {
    const { figures, changes } = only(
      withRows(['A', 'Goals: Placements this year', null, 80], ['a', 'Programs: Seats', 'IT Basics', 70]),
    );
    expect(changes).toHaveLength(2);
    expect(figures.seats).toEqual({ inYear: 100, short: 0 });
  });
});

test('a row with an error is left out of its scenario', () => {
  const { scenarios } = withRows(
    ['A', 'Goals: Placements this year', null, 80],
    ['A', 'Programs: Seats', 'Nothing of the kind', 70],
  ).assess();
  expect(scenarios.map(({ changes }) => changes.length)).toEqual([1]);
});

test('scenarios change nothing of the plan, of its document or of its summary', () => {
  const context = { communityId: 'c', year: 2026, readAt: '2026-11-20T12:00:00.000Z', spreadsheetId: 's' };
  const plain = mirrorDocuments(goodSheet().assess(), context);
  const row = fc.tuple(
    fc.constantFrom('A', 'B', 'C', 'D', ''),
    fc.constantFrom('Goals: Placements this year', 'Programs: Seats', 'Assumptions: Completed → placed (trained)', 'x'),
    fc.constantFrom(null, 'IT Basics', 'Veterans', 'IT Support', 'nobody'),
    fc.constantFrom<Typed>(80, '85%', 'many', -3, null),
  );
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
      const documents = mirrorDocuments(withRows(...rows).assess(), context);
      expect(documents.plan.results).toEqual(plain.plan.results);
      expect(documents.summary).toEqual(plain.summary);
      expect(documents.rows.filter(({ section }) => section !== 'whatIf')).toEqual(plain.rows);
    }),
    { numRuns: 15 },
  );
});

test('a sheet without the What-if tab is whole all the same', () => {
  const assessment = goodSheet().deleteTab('What-if').assess();
  expect(assessment.findings.map(({ code, tab }) => `${code} ${tab}`)).toEqual(['result-tab-missing What-if']);
  const context = { communityId: 'c', year: 2026, readAt: '2026-11-20T12:00:00.000Z', spreadsheetId: 's' };
  expect(mirrorDocuments(assessment, context).summary).not.toBeNull();
});

describe('the Scenarios tab', () => {
  test('has a column for each scenario, what it changes first, then figures beside the plan’s own', () => {
    const { results } = withRows(
      ['Twice', 'Goals: Placements this year', null, 80],
      ['More seats', 'Programs: Seats', 'IT Basics', 70],
    ).assess();
    const row = (part: string, figure: string) =>
      results.scenarios.find(([first, second]) => first === part && second === figure)?.slice(2, 6);
    expect(results.scenarios[0]!.slice(0, 6)).toEqual(['Scenario', 'Name', 'As it is', 'Twice', 'More seats', null]);
    expect(row('Changed', 'Goals: Placements this year')).toEqual(['40', '80', null, null]);
    expect(row('Changed', 'Programs: Seats, IT Basics')).toEqual(['20', null, '70', null]);
    expect(row('People needed', 'Enrolled (trained)')).toEqual([50, 100, 50, null]);
    expect(row('Seats and openings', 'Seats short')).toEqual([0, 50, 0, null]);
    expect(row('Findings', 'Mended')).toEqual([null, 'None', 'None', null]);
  });

  test('says what to type where there is none', () => {
    expect(goodSheet().assess().results.scenarios).toEqual([
      [
        'No scenario yet',
        null,
        null,
        null,
        null,
        null,
        'Type on the What-if tab what is to be tried: a name, what to change, and to what',
      ],
    ]);
  });
});
