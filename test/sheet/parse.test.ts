import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnLetters } from '../../functions/plan/a1.ts';
import { type PlanRow, type SectionName, sectionList } from '../../functions/plan/plan.ts';
import { assessed, day, goodSheet, Sheet } from '../support/sheet.ts';

test.each(['en_US', 'es_MX', 'de_DE', 'en_GB'])('the blank template in %s has not one finding', (locale) => {
  const { findings, held, plan } = new Sheet({ locale }).assess();
  expect(findings).toEqual([]);
  expect(held).toEqual([]);
  expect(plan.partners).toEqual([]);
  expect(plan.assumptions).toHaveLength(7);
  expect(plan.goals.values.placements).toBeNull();
  expect(plan.community.values.confidence).toBe(8000);
});

test.each(['en_US', 'es_MX', 'de_DE', 'en_GB'])('the good plan in %s has not one finding', (locale) => {
  expect(goodSheet({ locale }).findings()).toEqual([]);
});

test('a row is understood cell by cell, with what was typed beside it', () => {
  const sheet = new Sheet().fill('programs', {
    provider: '  Code   Academy ',
    name: { value: 101, text: '101' },
    role: 'Web developer',
    existing: 'NEW',
    seats: '1,200',
    startsOn: day('2026-09-01'),
    weeks: 16,
    price: { value: 4500.5, text: '$4,500.50' },
    completionRate: { value: 0.855, text: '85.5%' },
    meetsCriteria: true,
  });
  sheet.set('Programs', 'L3', 'row-7');
  expect(sheet.assess().plan.programs).toEqual([
    {
      id: 'row-7',
      row: 3,
      values: {
        provider: 'Code Academy',
        name: '101',
        role: 'Web developer',
        existing: 'new',
        seats: 1200,
        startsOn: '2026-09-01',
        weeks: 16,
        price: 450050,
        completionRate: 8550,
        meetsCriteria: true,
        aid: null,
      },
      raw: {
        provider: '  Code   Academy ',
        name: '101',
        role: 'Web developer',
        existing: 'NEW',
        seats: '1,200',
        startsOn: '46266',
        weeks: '16',
        price: '$4,500.50',
        completionRate: '85.5%',
        meetsCriteria: 'true',
      },
      invalid: [],
    },
  ]);
});

describe('cells that do not do', () => {
  const finding = (sheet: Sheet, code: string) => sheet.assess().findings.find((each) => each.code === code);

  test('text where a number belongs: said on its cell, kept as typed, and the rest of the row is read', () => {
    const sheet = goodSheet().set('Programs', 'E3', 'many');
    const { plan, counted } = sheet.assess();
    expect(finding(sheet, 'not-a-number')).toEqual({
      code: 'not-a-number',
      severity: 'error',
      tab: 'Programs',
      cell: 'E3',
      message: 'Seats is "many", but it must be a whole number.',
      fix: 'Type digits only, for example 25.',
      at: { section: 'programs', rowId: 'new-19', row: 3, field: 'seats' },
    });
    expect(plan.programs[0]).toMatchObject({
      values: { seats: null, name: 'IT Support' },
      raw: { seats: 'many' },
      invalid: ['seats'],
    });
    expect(counted.programs.map((row) => row.values.name)).toEqual(['IT Basics']);
  });

  test.each<[string, string, string, Parameters<Sheet['set']>[2], string, string]>([
    [
      'not-whole',
      'Programs',
      'E3',
      2.5,
      'Seats is 2.5, but people and other things that are counted come whole.',
      'Type 3 or 2.',
    ],
    [
      'too-low',
      'Programs',
      'E3',
      '(5)',
      'Seats is "(5)", but the least it can be is 0.',
      'Type a whole number from 0 to 100,000.',
    ],
    [
      'too-high',
      'Programs',
      'G3',
      300,
      'Weeks is 300, but the most it can be is 260.',
      'Type a whole number from 1 to 260.',
    ],
    [
      'rate-out-of-range',
      'Programs',
      'I3',
      { value: 85, text: '85' },
      'Completion rate is 85, but a rate is between 0% and 100%.',
      'Did you mean 85%? Then type 85%.',
    ],
    [
      'not-a-date',
      'Programs',
      'F3',
      'in fall',
      'Starts on is "in fall", but it must be a date.',
      'Type a date, for example 2026-12-31.',
    ],
    [
      'ambiguous-date',
      'Programs',
      'F3',
      '03/04/2026',
      'Starts on is "03/04/2026", but it can be read as Mar 4, 2026 or as Apr 3, 2026.',
      'Type 2026-03-04 or 2026-04-03.',
    ],
    [
      'date-out-of-range',
      'Programs',
      'F3',
      { value: 2026, text: '1905-07-18' },
      'Starts on is 1905-07-18, but a plan has dates from 2000 to 2099.',
      'Type the whole date, for example 2026-12-31.',
    ],
    [
      'not-yes-or-no',
      'Programs',
      'J3',
      'maybe',
      'Meets the criteria is "maybe", but it must be Yes or No.',
      'Choose Yes or No from the list.',
    ],
    [
      'not-in-list',
      'Programs',
      'D3',
      'Existng',
      'Existing or new is "Existng", but it is not in the list.',
      'Did you mean "Existing"? Otherwise choose "Existing" or "New".',
    ],
    [
      'not-a-link',
      'Roles',
      'B20',
      'our website',
      'The answer to "Where are the criteria published?" is "our website", but a web address begins with https://.',
      'Type the whole address, for example https://example.org/criteria.',
    ],
    [
      'not-an-email',
      'Partners',
      'D3',
      'bo@acme',
      'Email is "bo@acme", but that is not an email address.',
      'Type an address such as name@example.org.',
    ],
    [
      'too-long',
      'Community',
      'B6',
      'a'.repeat(121),
      `Coordinator is "${'a'.repeat(59)}…", but it is longer than 120 characters.`,
      'Shorten it; notes can go in a column of your own.',
    ],
    [
      'required',
      'Programs',
      'G3',
      null,
      'Weeks is blank, and this row needs it.',
      'Type a whole number from 1 to 260.',
    ],
    [
      'required',
      'Community',
      'B3',
      '  ',
      'Community name is blank, and this form needs it.',
      'Type text of up to 120 characters.',
    ],
    [
      'formula-fails',
      'Programs',
      'E3',
      { value: null, formula: '=1/0', error: '#DIV/0!', text: '#DIV/0!' },
      'Seats shows #DIV/0!: its formula gives no value.',
      'Mend the formula, or type a whole number from 0 to 100,000.',
    ],
    [
      'formula-reaches-outside',
      'Programs',
      'E3',
      { value: 30, formula: '=importxml("https://example.org", "//b")', text: '30' },
      'Seats is a formula that fetches from outside this spreadsheet (IMPORTXML): its value can change or fail without anybody typing.',
      'Type the value itself, and say in a column of your own where it comes from.',
    ],
  ])('%s: %s!%s', (code, tab, cell, typed, message, fix) => {
    const sheet = goodSheet().set(tab, cell, typed);
    const found = sheet.assess().findings.filter((each) => each.code === code);
    expect(found.map(({ at: _, severity: __, ...rest }) => rest)).toEqual([{ code, tab, cell, message, fix }]);
    expect(found[0]?.severity).toBe(code === 'formula-reaches-outside' ? 'warning' : 'error');
  });

  test('a formula that fetches and fails says both', () => {
    const cell = { value: null, formula: '=IMPORTRANGE("x","A1")', error: '#REF!', text: '#REF!' };
    expect(goodSheet().set('Programs', 'H3', cell).findings()).toEqual([
      'formula-fails Programs!H3',
      'formula-reaches-outside Programs!H3',
    ]);
  });

  test('a formula with a value is the value', () => {
    expect(goodSheet().set('Programs', 'E3', { value: 30, formula: '=15*2', text: '30' }).findings()).toEqual([]);
  });

  test('formulas that show nothing, dragged down a column, begin no rows', () => {
    const sheet = goodSheet();
    for (let row = 5; row < 60; row++) sheet.set('Programs', `H${row}`, { value: '', formula: '=IF(A5="","",100)' });
    expect(sheet.findings()).toEqual([]);
    expect(sheet.assess().plan.programs).toHaveLength(2);
  });

  test('zero is a value and a blank is none', () => {
    const { plan } = goodSheet().set('Programs', 'H3', 0).set('Programs', 'H4', null).assess();
    expect(plan.programs.map((row) => row.values.price)).toEqual([0, null]);
  });

  test('a date that the sheet understood is the same day in every locale', () => {
    for (const locale of ['en_US', 'de_DE', 'es_MX', 'en_GB'])
      expect(goodSheet({ locale }).assess().plan.community.values.yearEnd).toBe('2027-06-30');
  });
});

describe('rows', () => {
  test('are known by their hidden ids, wherever they stand', () => {
    const sheet = goodSheet().set('Partners', 'I3', 'acme').set('Partners', 'I4', 'council');
    sheet.moveRow('Partners', 3, 20);
    const ids = sheet.assess().plan.partners.map(({ id, row, values }) => `${id} ${row} ${values.name}`);
    expect(ids[0]).toBe('council 3 Tech Council');
    expect(ids.at(-1)).toBe('acme 19 Acme Software');
  });

  test('without an id, and the second of two that share one, get new ones', () => {
    const sheet = goodSheet()
      .set('Partners', 'I3', 'acme')
      .set('Partners', 'I4', 'acme')
      .set('Partners', 'I5', ' spaced ')
      .set('Partners', 'I6', 12)
      .set('Partners', 'I7', { value: null, formula: '=I3', error: '#REF!' });
    expect(sheet.assess().plan.partners.map(({ id }) => id)).toEqual([
      'acme',
      'new-1',
      'spaced',
      '12',
      'new-2',
      'new-3',
      'new-4',
    ]);
  });

  test('may have blank rows between them and begin below the header', () => {
    const sheet = goodSheet().insertRows('Partners', 3, 2).insertRows('Partners', 8, 3);
    expect(sheet.findings()).toEqual([]);
    expect(sheet.assess().plan.partners.map(({ row }) => row)).toEqual([5, 6, 7, 11, 12, 13, 14]);
  });

  test('of which only the columns of people’s own are filled are no rows', () => {
    const sheet = goodSheet().set('Partners', 'N2', 'My notes').set('Partners', 'N30', 'ask again in May');
    expect(sheet.findings()).toEqual([]);
    expect(sheet.assess().plan.partners).toHaveLength(7);
  });

  test('of ragged length are read as far as they go', () => {
    const snapshot = goodSheet().snapshot();
    const partners = snapshot.tabs.find((tab) => tab.title === 'Partners')!;
    expect(partners.rows[3]!.length).toBeLessThan(partners.rows[2]!.length);
    const { plan } = assessed(snapshot);
    expect(plan.partners[1]!.values.placementsCommitted).toBeNull();
  });

  test('a starter row that lacks what the template typed there is incomplete', () => {
    expect(new Sheet().set('Assumptions', 'D5', null).findings()).toEqual(['required Assumptions!D5']);
    expect(
      new Sheet()
        .set('Assumptions', 'A10', 'Aware → applied')
        .set('Assumptions', 'B10', 'Women')
        .set('Assumptions', 'D10', 0.1)
        .findings(),
    ).toEqual(['unknown-name Assumptions!B10', 'required Assumptions!C10', 'required Assumptions!E10']);
  });
});

describe('columns', () => {
  test('are found by their headers, in any order, with others between them', () => {
    const before = withoutPlaces(goodSheet());
    const moved = goodSheet()
      .reorderColumns('Partners', ['E', 'J', 'B', 'I', 'A', 'H', 'C', 'G', 'D', 'F'])
      .insertColumn('Partners', 'C')
      .set('Partners', 'C2', 'Our rating')
      .set('Partners', 'C3', 5);
    expect(moved.findings()).toEqual([]);
    expect(withoutPlaces(moved)).toEqual(before);
    expect(moved.assess().places.partners).toMatchObject({
      columns: { name: 5, status: 0, kind: 3 },
      idColumn: 4,
      statusColumn: 1,
    });
  });

  test('have headers in any case and spacing', () => {
    expect(
      goodSheet().set('Partners', 'A2', ' ORGANIZATION ').set('Partners', 'F2', 'gave  input on\ntargets').findings(),
    ).toEqual([]);
  });

  test('a renamed header is one finding that says how to restore it, and holds the table', () => {
    const { findings, held, plan } = goodSheet().set('Partners', 'B2', 'Type').assess();
    expect(findings).toEqual([
      {
        code: 'header-missing',
        severity: 'error',
        tab: 'Partners',
        cell: 'B2',
        message:
          'The header "Kind" is gone, so that column is not read. It probably was column B, which is now called "Type".',
        fix: 'Type "Kind" here again; or, if this is a column of your own, insert one with the header "Kind".',
      },
    ]);
    expect(held).toEqual(['partners']);
    expect(plan.partners[0]).toMatchObject({ values: { name: 'Acme Software', kind: null }, invalid: ['kind'] });
  });

  test('a deleted column holds the table, and rows are not told that it is blank', () => {
    const { findings, held } = goodSheet().deleteColumn('Programs', 'E').assess();
    expect(findings.map(({ code, cell }) => `${code} ${cell}`)).toEqual(['header-missing A2']);
    expect(held).toEqual(['programs']);
  });

  test('of names that are gone are one finding, not one for every name', () => {
    expect(goodSheet().set('Partners', 'A2', 'Org').findings()).toEqual(['header-missing Partners!A2']);
  });

  test('of segments that are gone do not turn the segments’ people and rates into everybody’s', () => {
    const sheet = goodSheet()
      .set('Progress', 'C2', 'Group')
      .fill('assumptions', { rate: 'Aware → applied', segment: 'Veterans', low: 0.1, likely: 0.5, high: 0.6 })
      .set('Assumptions', 'B2', 'Group');
    const { findings, funnel, results } = sheet.assess();
    expect(findings.map(({ code, tab }) => `${code} ${tab}`)).toEqual([
      'header-missing Assumptions',
      'header-missing Progress',
    ]);
    expect(funnel.all).toBeNull();
    expect(results.funnel).toHaveLength(1);
  });

  test('of segments that are gone leave it open what everybody has reached so far', () => {
    const soFar = (sheet: Sheet) => sheet.assess().results.funnel[0]![9];
    expect(soFar(goodSheet())).toBe(400);
    expect(soFar(goodSheet().set('Progress', 'C2', 'Group'))).toBeNull();
  });

  test('a doubled header is a finding on the second, and the first is read', () => {
    const { findings, plan, held } = goodSheet().set('Partners', 'N2', 'Kind').set('Partners', 'N3', 'Funder').assess();
    expect(findings).toEqual([
      {
        code: 'header-doubled',
        severity: 'error',
        tab: 'Partners',
        cell: 'N2',
        message: 'There are 2 columns with the header "Kind"; only the first, B2, is read.',
        fix: 'Give this column another header, or delete it if it is a copy.',
      },
    ]);
    expect(plan.partners[0]!.values.kind).toBe('employer');
    expect(held).toEqual([]);
  });

  test('a column of people’s own that is called Status is left to them', () => {
    const left = goodSheet().insertColumn('Partners', 'A').set('Partners', 'A2', 'Status');
    expect(left.assess().places.partners).toMatchObject({ idColumn: 9, statusColumn: 10 });
    const right = goodSheet().set('Partners', 'K2', 'Status');
    expect(right.assess().places.partners).toMatchObject({ idColumn: 8, statusColumn: 9 });
    const form = goodSheet().set('Community', 'D2', 'Status');
    expect(form.assess().places.community).toMatchObject({ statusColumn: 2 });
  });

  test('without the hidden id column rows are read but held', () => {
    const { findings, held, plan } = goodSheet().deleteColumn('Partners', 'I').assess();
    expect(findings.map(({ code, tab, cell }) => `${code} ${tab}!${cell}`)).toEqual(['id-column-missing Partners!A2']);
    expect(held).toEqual(['partners']);
    expect(plan.partners).toHaveLength(7);
  });
});

describe('tabs', () => {
  test('stand in any order, with others between them', () => {
    const sheet = goodSheet()
      .addTab(
        'Our notes',
        [
          ['Organization', 'Kind'],
          ['Acme', 'x'],
        ],
        0,
      )
      .addTab('Partners (old)', [['Organization']], 3);
    expect(sheet.findings()).toEqual([]);
    expect(withoutPlaces(sheet)).toEqual(withoutPlaces(goodSheet()));
  });

  test('a deleted tab is one finding, also where other tabs refer to it, and its sections are held', () => {
    const { findings, held } = goodSheet().deleteTab('Partners').assess();
    expect(findings).toEqual([
      {
        code: 'tab-missing',
        severity: 'error',
        tab: 'Partners',
        cell: '',
        message: 'The tab "Partners" is not there, so nothing of it counts.',
        fix: 'Name the tab "Partners" again if it was renamed, or bring it back with Edit > Undo or from the version history.',
      },
    ]);
    expect(held).toEqual(['partners']);
  });

  test('a renamed tab is missing, in other case and spacing it is not', () => {
    expect(goodSheet().renameTab('Roles', 'Who does what').findings()).toEqual(['tab-missing Roles!']);
    expect(goodSheet().renameTab('Roles', 'Who does what').assess().held).toEqual(['roles', 'roleQuestions']);
    const { findings } = goodSheet().renameTab('Partners', ' partners').set(' partners', 'H3', 'x').assess();
    expect(findings.map(({ code, tab, cell }) => `${code} ${tab}!${cell}`)).toEqual(['not-a-number  partners!H3']);
  });

  test('without any headers say so', () => {
    const { findings, held } = goodSheet().deleteRows('Segments', 1, 2).assess();
    expect(findings.map(({ code, tab, cell, fix }) => ({ code, tab, cell, fix }))).toEqual([
      {
        code: 'headers-missing',
        tab: 'Segments',
        cell: '',
        fix: 'Choose TechHire > Repair, or type the headers again in one row: "Segment", "Placements goal", "Share of placements", "Served by", "New partner to join" and "Who asks them".',
      },
    ]);
    expect(held).toEqual(['segments']);
  });

  test('may lose their title rows and gain rows above their headers', () => {
    const sheet = goodSheet();
    for (const tab of ['Community', 'Partners', 'Segments', 'Assumptions', 'Funding', 'Progress'])
      sheet.deleteRows(tab, 1);
    for (const tab of ['Demand', 'Programs', 'Resources', 'Goals', 'Roles'])
      sheet.insertRows(tab, 1, 3).set(tab, 'A1', 'For the board meeting');
    expect(sheet.findings()).toEqual([]);
    expect(withoutPlaces(sheet)).toEqual(withoutPlaces(goodSheet()));
  });
});

describe('forms', () => {
  test('are found by their questions, in any order, with rows between them', () => {
    const sheet = goodSheet()
      .reorderRows('Community', 3, [8, 3, 5, 0, 1, 7, 6, 2, 4])
      .insertRows('Community', 5, 2)
      .set('Community', 'A5', 'Our own question')
      .set('Community', 'B5', 'our own answer');
    expect(sheet.findings()).toEqual([]);
    expect(withoutPlaces(sheet)).toEqual(withoutPlaces(goodSheet()));
    // "Community name" was the first and is the fourth; the second row below the header is followed by the two new ones.
    expect(sheet.assess().plan.community.rows).toMatchObject({ publishThreshold: 3, coordinator: 4, name: 8 });
  });

  test('a question that is gone is one finding, and its answer is not read', () => {
    const { findings, plan } = goodSheet().set('Community', 'A4', 'Which states?').assess();
    expect(findings.map(({ at: _, ...rest }) => rest)).toEqual([
      {
        code: 'question-missing',
        severity: 'error',
        tab: 'Community',
        cell: 'A4',
        message: 'The question "State or states" is gone, so its answer is not read. It probably stood here, in row 4.',
        fix: 'Type "State or states" here again.',
      },
    ]);
    expect(plan.community.values.states).toBeNull();
  });

  test('a question that was moved into the rows of another section is missing, and nothing there is taken for its answer', () => {
    const sheet = goodSheet()
      .set('Goals', 'A20', 'People to make aware')
      .set('Goals', 'B20', 'x')
      .set('Goals', 'A8', null);
    const { findings, plan } = sheet.assess();
    expect(findings.map(({ code, tab, cell }) => `${code} ${tab}!${cell}`)).toEqual([
      'question-missing Goals!A8',
      // What stands there now is a local goal.
      'required Goals!D20',
    ]);
    expect(plan.goals.rows).not.toHaveProperty('aware');
  });

  test('the same word in another column is not the question', () => {
    const sheet = goodSheet()
      .set('Community', 'E2', 'Filled in by')
      .set('Community', 'E3', 'Coordinator')
      .set('Community', 'B5', 'Community name');
    expect(sheet.findings()).toEqual(['lead-not-a-partner Community!B5']);
    expect(sheet.assess().plan.community).toMatchObject({
      values: { coordinator: 'Ana Ruiz', name: 'Riverbend TechHire' },
      rows: { coordinator: 6 },
    });
  });

  test('a question that stands twice says that the second answer is not read', () => {
    const sheet = goodSheet()
      .set('Community', 'A14', 'Coordinator')
      .set('Community', 'B14', 'Bo')
      .set('Community', 'A15', 'Coordinator');
    expect(sheet.findings()).toEqual(['question-doubled Community!B14']);
    expect(sheet.assess().plan.community.values.coordinator).toBe('Ana Ruiz');
  });

  test('answers may stand in another column', () => {
    const sheet = goodSheet().insertColumn('Goals', 'B').set('Goals', 'C3', 'x');
    expect(sheet.findings()).toContain('not-a-number Goals!C3');
  });
});

describe('two sections on one tab', () => {
  test('the second moves when rows are put into the first', () => {
    const sheet = goodSheet().insertRows('Roles', 7, 20).insertRows('Goals', 9, 5).set('Roles', 'B42', 'later');
    const { findings, places, plan } = sheet.assess();
    expect(places.roleQuestions).toMatchObject({ headerRow: 37, firstRow: 38 });
    expect(places.localGoals).toMatchObject({ headerRow: 20, firstRow: 21 });
    expect(plan.localGoals.map(({ row }) => row)).toEqual([21]);
    expect(findings.map(({ code, tab, cell }) => `${code} ${tab}!${cell}`)).toEqual([]);
    expect(plan.roleQuestions.rows).toMatchObject({ needsAligned: 38, validationMethod: 42 });
    expect(plan.roleQuestions.values.validationMethod).toBe('later');
  });

  test('a table that grows down to the second section’s title keeps its rows to itself', () => {
    const sheet = goodSheet();
    for (let row = 7; row <= 14; row++)
      sheet
        .set('Roles', `A${row}`, 'Metrics and data')
        .set(
          'Roles',
          `B${row}`,
          [
            'Acme Software',
            'Tech Council',
            'City College',
            'Code Academy',
            'Workforce Board',
            'Hope Foundation',
            'Acme Software',
            'Tech Council',
          ][row - 7]!,
        );
    expect(sheet.assess().plan.roles).toHaveLength(12);
    expect(sheet.findings()).toEqual(['duplicate-row Roles!A13', 'duplicate-row Roles!A14']);
  });

  test('a reworded title is no row of the table above', () => {
    const sheet = goodSheet().set('Roles', 'A16', 'More questions');
    expect(sheet.findings()).toEqual([]);
    expect(sheet.assess().plan.roles).toHaveLength(4);
    expect(goodSheet().set('Roles', 'A16', null).findings()).toEqual([]);
  });
});

test('every finding of a plan in the worst state has words, and each message says what was found', () => {
  const { places } = goodSheet().assess();
  const bad = [
    85,
    -3,
    2.5,
    1e300,
    'x',
    '🙂'.repeat(300),
    ' ',
    true,
    { value: null, formula: '=1/0', error: '#DIV/0!' },
    '03/04/2026',
    'a'.repeat(50_000),
  ];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...sectionList), fc.nat(9), fc.nat(11), fc.constantFrom(...bad)), {
        minLength: 30,
        maxLength: 60,
      }),
      (changes) => {
        const broken = goodSheet();
        for (const [section, row, column, typed] of changes) {
          const place = places[section.name as SectionName]!;
          const columns = Object.values(place.columns);
          broken.set(section.tab, `${columnLetters(columns[column % columns.length]!)}${place.firstRow + row}`, typed);
        }
        for (const { message, fix, code } of broken.assess().findings) {
          expect(`${message} ${fix}`).not.toMatch(/undefined|NaN|null|\[object|Infinity/);
          expect(message.length, message).toBeLessThanOrEqual(300);
          expect(fix.length, fix).toBeLessThanOrEqual(300);
          expect(message).toMatch(/[.]$/);
          expect(message.isWellFormed() && fix.isWellFormed()).toBe(true);
          expect(code).toMatch(/^[a-z-]+$/);
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('in any order of rows and columns a sheet says the same plan, with the same findings', () => {
  const tables = sectionList.filter(
    (section) => section.shape === 'table' && !['roles', 'localGoals'].includes(section.name),
  );
  const broken = (): Sheet =>
    goodSheet()
      .set('Partners', 'B5', 'Collge')
      .set('Programs', 'E4', 'twenty')
      .set('Demand', 'A3', 'Acme')
      .set('Assumptions', 'C6', 0.99)
      .set('Progress', 'E3', 500)
      .set('Funding', 'J3', 95_000);
  const before = broken();
  const summary = summaryOf(before);
  const places = before.assess().places;
  fc.assert(
    fc.property(fc.constantFrom(...tables), fc.infiniteStream(fc.nat()), (section, random) => {
      const place = places[section.name as SectionName]!;
      const sheet = broken();
      const width = place.statusColumn! + 1;
      sheet.reorderColumns(
        section.tab,
        shuffled(
          Array.from({ length: width }, (_, index) => columnLetters(index)),
          random,
        ),
      );
      // Rows that are alike in a period keep their order: which of two overlapping ones is the later depends on it.
      sheet.reorderRows(
        section.tab,
        place.firstRow,
        shuffled(
          Array.from({ length: 12 }, (_, index) => index),
          random,
        ),
      );
      expect(summaryOf(sheet)).toEqual(summary);
    }),
    { numRuns: 60 },
  );
});

/** What a plan says, apart from where it says it. */
const withoutPlaces = (sheet: Sheet): unknown =>
  Object.fromEntries(
    Object.entries(sheet.assess().plan).map(([name, contents]) => [
      name,
      Array.isArray(contents)
        ? (contents as PlanRow[]).map(({ values, raw }) => ({ values, raw }))
        : { values: contents.values, raw: contents.raw },
    ]),
  );

const summaryOf = (sheet: Sheet): unknown => {
  const { findings, funnel, checklist } = sheet.assess();
  const plan = withoutPlaces(sheet) as Record<string, unknown>;
  return {
    plan: Object.fromEntries(
      Object.entries(plan).map(([name, contents]) => [
        name,
        Array.isArray(contents) ? contents.map((each) => JSON.stringify(each)).sort() : contents,
      ]),
    ),
    findings: findings.map(({ code, tab, message }) => `${code} ${tab} ${message.replace(/row \d+/, 'row')}`).sort(),
    targets: funnel.all?.stages,
    checklist: checklist.map(({ code, state }) => `${code} ${state}`),
  };
};

const shuffled = <T>(items: T[], random: fc.Stream<number>): T[] => {
  const rest = [...items];
  return items.map(() => rest.splice(random.next().value % rest.length, 1)[0]!);
};
