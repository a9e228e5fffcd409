import { describe, expect, test } from 'vitest';
import type { ChecklistItem, ChecklistState } from '../../functions/plan/checklist.ts';
import { goodSheet, Sheet } from '../support/sheet.ts';

const lines = (sheet: Sheet): string[] =>
  sheet.assess().checklist.map(({ code, state, goTo }) => `${code}: ${state} ${goTo.tab}!${goTo.cell}`);
const item = (sheet: Sheet, code: string): Omit<ChecklistItem, 'code' | 'part' | 'question'> => {
  const { state, why, goTo } = sheet.assess().checklist.find((each) => each.code === code)!;
  return { state, why, goTo };
};

test('every question of a blank template is to do, with the cell where to begin', () => {
  expect(lines(new Sheet())).toEqual([
    'community: toDo Community!B3',
    // Nothing can be worked out without the goal.
    'placements: toDo Goals!B3',
    'direct-share: toDo Goals!B4',
    'matched: toDo Goals!B3',
    'trained-existing: toDo Goals!B3',
    'trained-new: toDo Goals!B3',
    'aware: toDo Goals!B3',
    'segments: toDo Segments!A3',
    'segment-partners: toDo Segments!A3',
    'input-employer: toDo Partners!A3',
    'input-industryGroup: toDo Partners!A3',
    'input-educator: toDo Partners!A3',
    'input-civicOrganization: toDo Partners!A3',
    'input-workforceBoard: toDo Partners!A3',
    'local-goals: toDo Goals!A16',
    'role-employerEngagement: toDo Roles!B3',
    'needs-aligned: toDo Roles!B18',
    'role-outreachAndTraining: toDo Roles!B4',
    'provider-criteria: toDo Roles!B19',
    'criteria-published: toDo Roles!B20',
    'central-information: toDo Roles!B21',
    'role-validationAndMatching: toDo Roles!B5',
    'validation: toDo Roles!B22',
    'role-metricsAndData: toDo Roles!B6',
    'data-collector: toDo Roles!B26',
    'data-public: toDo Roles!B27',
    'public-form: toDo Roles!B28',
    'informs-job-seekers: toDo Roles!B29',
    'coordination: toDo Resources!C3',
    'broadening-access: toDo Resources!C4',
    'funding-wioa: toDo Funding!D3',
    'funding-discretionary: toDo Funding!D4',
    'funding-accreditation: toDo Funding!D5',
    'funding-stateLocal: toDo Funding!D6',
    'funding-philanthropy: toDo Funding!D7',
    'funding-employerFees: toDo Funding!D8',
  ]);
});

test('every question of the good plan is done, but for funding that is still open', () => {
  const { checklist } = goodSheet().assess();
  expect(
    checklist
      .filter(({ state }) => state !== 'done')
      .map(({ code, state, why, goTo }) => ({ code, state, why, cell: goTo.cell })),
  ).toEqual([
    { code: 'funding-discretionary', state: 'setAside', why: 'No call for proposals this year', cell: 'E4' },
    { code: 'funding-accreditation', state: 'inProgress', why: 'So far an idea.', cell: 'D5' },
    { code: 'funding-employerFees', state: 'toDo', why: 'Not considered yet.', cell: 'D8' },
  ]);
  expect(checklist.slice(0, 11).map(({ why }) => why)).toEqual([
    'Riverbend TechHire, Jul 1, 2026 to Jun 30, 2027.',
    '40 placements.',
    '25% by direct match.',
    '20 people to match, worked out from the goal.',
    '30 people in seats of existing programs, worked out from the goal.',
    '20 people beyond the seats of existing programs, worked out from the goal.',
    '1,250 people to reach, worked out from the goal.',
    '"Veterans" and "Women".',
    '10 placements.',
    '50% of the placements.',
    '1 new partner is named.',
  ]);
});

test('the Checklist tab shows each with a link to its cell', () => {
  const { results } = goodSheet().assess();
  expect(results.checklist).toHaveLength(40);
  expect(results.checklist[1]).toEqual([
    'Shared goals',
    'How many people will be placed in tech jobs this year, across all employers and partners?',
    'Done',
    '40 placements.',
    { label: 'Goals B3', tab: 'Goals', cell: 'B3' },
  ]);
  expect(results.checklist[8]![1]).toBe('How many people of the group "Veterans" will be placed?');
  expect(results.checklist[35]).toEqual([
    'Funding',
    'Has this source been considered: Discretionary grant?',
    'Set aside',
    'No call for proposals this year',
    { label: 'Funding E4', tab: 'Funding', cell: 'E4' },
  ]);
});

/** How a question comes into a state: what is changed in the good plan, in which everything but some funding is done. */
type Case = [state: ChecklistState, change: (sheet: Sheet) => Sheet, why: string | RegExp, cell: string];

const cleared =
  (tab: string, ...cells: string[]) =>
  (sheet: Sheet): Sheet =>
    cells.reduce((each, cell) => each.set(tab, cell, null), sheet);

const toldAside = (question: string, reason: string | null = 'Not in our county') => ({ question, reason });

const byInput = (kind: string, row: number, free: number, asides: string): Case[] => [
  [
    'toDo',
    (s) => s.set('Partners', `B${row}`, 'Intermediary'),
    'No partner of this kind is on the Partners tab. Where there is none to ask, say so on the Set aside tab.',
    `Partners!A${free}`,
  ],
  ['toDo', (s) => s.set('Partners', `F${row}`, null), '0 of 1 gave input.', `Partners!F${row}`],
  [
    'inProgress',
    (s) => s.fill('partners', { name: 'Another one', kind, status: 'Committed', gaveInput: 'No' }),
    '1 of 2 gave input.',
    `Partners!F${free}`,
  ],
  [
    'needsAttention',
    (s) =>
      s
        .set('Partners', `F${row}`, 'perhaps')
        .fill('partners', { name: 'Another', kind, status: 'Committed', gaveInput: 'Yes' }),
    /^1 finding: Gave input on targets is "perhaps"/,
    `Partners!F${row}`,
  ],
  ['done', (s) => s, '1 of 1 gave input.', `Partners!F${row}`],
  [
    'setAside',
    (s) => s.set('Partners', `B${row}`, 'Intermediary').fill('setAside', toldAside(asides)),
    'Not in our county',
    'Set aside!B3',
  ],
];

const byResponsibility = (row: number, name: string): Case[] => [
  ['toDo', cleared('Roles', `B${row}`, `D${row}`), 'No organization is named.', `Roles!B${row}`],
  ['inProgress', cleared('Roles', `D${row}`), /; the day on which partners agreed is open\.$/, `Roles!D${row}`],
  [
    'needsAttention',
    (s) => s.set('Roles', `B${row}`, 'Nobody'),
    /^1 finding: Organization is "Nobody"/,
    `Roles!B${row}`,
  ],
  ['done', (s) => s, /^[A-Z].*\.$/, `Roles!B${row}`],
  [
    'setAside',
    (s) =>
      cleared(
        'Roles',
        `B${row}`,
        `D${row}`,
      )(s).fill('setAside', toldAside(`Who answers for ${name}, and have partners agreed?`)),
    'Not in our county',
    'Set aside!B3',
  ],
];

const byAnswer = (row: number, question: string, wrong: string): Case[] => [
  ['toDo', cleared('Roles', `B${row}`), 'Not answered.', `Roles!B${row}`],
  ['needsAttention', (s) => s.set('Roles', `B${row}`, wrong), /^1 finding: The answer to /, `Roles!B${row}`],
  ['done', (s) => s, /.+/, `Roles!B${row}`],
  [
    'setAside',
    (s) => cleared('Roles', `B${row}`)(s).fill('setAside', toldAside(question)),
    'Not in our county',
    'Set aside!B3',
  ],
];

const bySource = (row: number): Case[] => [
  ['toDo', (s) => s.set('Funding', `D${row}`, 'Not considered yet'), 'Not considered yet.', `Funding!D${row}`],
  [
    'inProgress',
    (s) => cleared('Funding', `F${row}`, `J${row}`)(s).set('Funding', `D${row}`, 'Idea'),
    'So far an idea.',
    `Funding!D${row}`,
  ],
  [
    'needsAttention',
    (s) => s.set('Funding', `D${row}`, 'Applied').set('Funding', `F${row}`, 'much'),
    /^\d findings?: /,
    `Funding!F${row}`,
  ],
  [
    'done',
    (s) =>
      s
        .set('Funding', `B${row}`, 'A program')
        .set('Funding', `D${row}`, 'Applied')
        .set('Funding', `F${row}`, 500)
        .set('Funding', `I${row}`, 'Training scholarships')
        .set('Funding', `J${row}`, null)
        .set('Funding', `K${row}`, 'As agreed'),
    '1 source applied for, committed or received.',
    `Funding!D${row}`,
  ],
  [
    'setAside',
    (s) =>
      cleared(
        'Funding',
        `F${row}`,
        `J${row}`,
      )(s)
        .set('Funding', `D${row}`, 'Considered and set aside')
        .set('Funding', `E${row}`, 'Too late'),
    'Too late',
    `Funding!E${row}`,
  ],
];

const workedOut = (row: number, numbers: string): Case[] => [
  ['toDo', cleared('Goals', 'B3'), 'To be worked out; still missing: the placements goal (Goals).', 'Goals!B3'],
  ['needsAttention', (s) => s.set('Goals', `B${row}`, 'many'), /^1 finding: /, `Goals!B${row}`],
  ['done', (s) => s, `${numbers}, worked out from the goal.`, `Goals!B${row}`],
  [
    'done',
    (s) => s.set('Goals', `B${row}`, 5_000),
    `Your own number is 5,000; ${numbers}, worked out from the goal.`,
    `Goals!B${row}`,
  ],
  ['done', (s) => s.set('Goals', 'B3', null).set('Goals', `B${row}`, 900), 'Your own number is 900.', `Goals!B${row}`],
];

const withoutSegments = cleared('Segments', 'A3', 'A4', 'B3', 'B4', 'C3', 'C4', 'D3', 'D4', 'E3', 'E4', 'F3', 'F4');
const withoutLocalGoal = cleared('Goals', 'A16', 'B16', 'C16', 'D16', 'E16', 'F16');
const withoutRows = (name: 'demand' | 'programs') => (sheet: Sheet) => sheet.clear(name);

const cases: Record<string, Case[]> = {
  community: [
    [
      'toDo',
      cleared('Community', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B9'),
      /^Still open: community name, state or states/,
      'Community!B3',
    ],
    [
      'needsAttention',
      (s) => cleared('Community', 'B3', 'B4', 'B5', 'B8', 'B9')(s).set('Community', 'B3', 'Riverbend'),
      /./,
      'Community!B4',
    ],
    ['needsAttention', cleared('Community', 'B8'), /^1 finding: Plan year starts on is blank/, 'Community!B8'],
    ['needsAttention', (s) => s.set('Community', 'B4', 'Ohoi'), /^1 finding: /, 'Community!B4'],
    ['done', (s) => s, 'Riverbend TechHire, Jul 1, 2026 to Jun 30, 2027.', 'Community!B3'],
  ],
  placements: [
    ['toDo', cleared('Goals', 'B3', 'B4'), 'The placements goal is not set.', 'Goals!B3'],
    [
      'needsAttention',
      (s) => s.set('Goals', 'B3', 'forty'),
      '1 finding: Placements this year is "forty", but it must be a whole number.',
      'Goals!B3',
    ],
    ['done', (s) => s, '40 placements.', 'Goals!B3'],
  ],
  'direct-share': [
    ['toDo', cleared('Goals', 'B4', 'B3'), 'The share is not set.', 'Goals!B4'],
    [
      'needsAttention',
      (s) => s.set('Goals', 'B4', { value: 25, text: '25' }),
      '1 finding: Of them, by direct match is 25, but a rate is between 0% and 100%.',
      'Goals!B4',
    ],
    ['done', (s) => s, '25% by direct match.', 'Goals!B4'],
  ],
  matched: workedOut(5, '20 people to match'),
  'trained-existing': [
    ['toDo', cleared('Goals', 'B3'), 'To be worked out; still missing: the placements goal (Goals).', 'Goals!B3'],
    [
      'inProgress',
      withoutRows('programs'),
      '0 people in seats of existing programs, worked out from the goal. No program is on the Programs tab yet.',
      'Programs!A3',
    ],
    [
      'needsAttention',
      (s) => s.set('Programs', 'E3', 'many'),
      '1 finding: Seats is "many", but it must be a whole number.',
      'Programs!E3',
    ],
    ['done', (s) => s, '30 people in seats of existing programs, worked out from the goal.', 'Goals!B6'],
  ],
  'trained-new': [
    ['toDo', cleared('Goals', 'B3'), 'To be worked out; still missing: the placements goal (Goals).', 'Goals!B3'],
    [
      'needsAttention',
      (s) => s.set('Programs', 'E4', 5),
      '1 finding: 50 people must start training, but the Programs tab has 35 seats.',
      'Goals!B7',
    ],
    ['done', (s) => s, '20 people beyond the seats of existing programs, worked out from the goal.', 'Goals!B7'],
    // Nobody has to be trained: no program has to be there.
    [
      'done',
      (s) => s.set('Goals', 'B4', 1).clear('programs'),
      '0 people beyond the seats of existing programs, worked out from the goal.',
      'Goals!B7',
    ],
  ],
  aware: workedOut(8, '1,250 people to reach'),
  segments: [
    [
      'toDo',
      withoutSegments,
      'No segment is named. Where there are no goals by group, say so on the Set aside tab.',
      'Segments!A3',
    ],
    ['needsAttention', (s) => s.set('Segments', 'A4', 'veterans'), /^1 finding: /, 'Segments!A4'],
    ['done', (s) => s, '"Veterans" and "Women".', 'Segments!A3'],
    [
      'setAside',
      (s) =>
        withoutSegments(s).fill(
          'setAside',
          toldAside('Which groups of job seekers does the community have goals for?'),
        ),
      'Not in our county',
      'Set aside!B3',
    ],
  ],
  'segment-new-10': [
    [
      'needsAttention',
      cleared('Segments', 'C4'),
      '1 finding: This segment has neither a placements goal nor a share, so no targets are worked out for it.',
      'Segments!B4',
    ],
    ['done', (s) => s, '50% of the placements.', 'Segments!C4'],
  ],
  'segment-partners': [
    [
      'toDo',
      withoutSegments,
      'No segment is named. Where there are no goals by group, say so on the Set aside tab.',
      'Segments!A3',
    ],
    ['needsAttention', cleared('Segments', 'E4', 'F4'), /^1 finding: /, 'Segments!D4'],
    ['needsAttention', cleared('Segments', 'F4'), /^1 finding: /, 'Segments!F4'],
    ['done', (s) => s, '1 new partner is named.', 'Segments!D3'],
    ['done', (s) => s.set('Segments', 'D4', 'Library'), 'Every segment is served.', 'Segments!D3'],
    [
      'setAside',
      (s) =>
        withoutSegments(s).fill(
          'setAside',
          toldAside('Which groups of job seekers does the community have goals for?'),
        ),
      'Not in our county',
      'Set aside!B3',
    ],
    [
      'setAside',
      (s) =>
        cleared(
          'Segments',
          'F4',
        )(s).fill(
          'setAside',
          toldAside('Which new partners will join for segments that nobody serves, and who asks them?'),
        ),
      'Not in our county',
      'Set aside!B3',
    ],
  ],
  'input-employer': byInput('Employer', 3, 10, 'Have employers given input on the targets?'),
  'input-industryGroup': byInput('Industry group', 4, 10, 'Have industry groups given input on the targets?'),
  'input-educator': byInput('Educator', 5, 10, 'Have educators given input on the targets?'),
  'input-trainingProvider': byInput('Training provider', 6, 10, '').slice(1, -1),
  'input-civicOrganization': byInput(
    'Civic organization',
    7,
    10,
    'Have civic organizations given input on the targets?',
  ),
  'input-workforceBoard': byInput('Workforce board', 8, 10, 'Have workforce boards given input on the targets?'),
  'input-funder': byInput('Funder', 9, 10, '').slice(1, -1),
  'local-goals': [
    ['toDo', withoutLocalGoal, 'No local goal is set. Where there is none, say so on the Set aside tab.', 'Goals!A16'],
    ['inProgress', cleared('Goals', 'F16'), '"More women in tech" lacks its target, day or owner.', 'Goals!F16'],
    ['needsAttention', (s) => s.set('Goals', 'D16', 4), /^1 finding: The target is the same as Baseline/, 'Goals!D16'],
    ['done', (s) => s, '1 local goal.', 'Goals!A16'],
    [
      'setAside',
      (s) => withoutLocalGoal(s).fill('setAside', toldAside('Which additional local goals does the community have?')),
      'Not in our county',
      'Set aside!B3',
    ],
  ],
  'role-employerEngagement': byResponsibility(3, 'employer engagement'),
  'needs-aligned': [
    ...byAnswer(18, 'Are hiring needs aligned to training programs?', 'perhaps'),
    ['inProgress', (s) => s.set('Roles', 'B18', 'No'), 'The answer is No so far.', 'Roles!B18'],
    ['inProgress', withoutRows('demand'), 'The answer is Yes, but nothing is on the Demand tab yet.', 'Demand!A3'],
    [
      'inProgress',
      withoutRows('programs'),
      'The answer is Yes, but nothing is on the Programs tab yet.',
      'Programs!A3',
    ],
  ],
  'role-outreachAndTraining': byResponsibility(4, 'outreach and training'),
  'provider-criteria': byAnswer(19, 'Are the criteria for training providers clear to all?', 'x'.repeat(1_001)),
  'criteria-published': byAnswer(20, 'Are the criteria for training providers published?', 'our page'),
  'central-information': byAnswer(21, 'Is there one central place for training and matching information?', 'our page'),
  'role-validationAndMatching': byResponsibility(5, 'validation and matching'),
  validation: [
    ['toDo', cleared('Roles', 'B22', 'B23', 'B24', 'B25'), /^Not answered: "How are aptitude/, 'Roles!B22'],
    ['inProgress', cleared('Roles', 'B25'), 'Not answered: "What does validating one person cost?".', 'Roles!B25'],
    [
      'inProgress',
      (s) => s.set('Roles', 'B23', 'Technical skills'),
      'The method does not validate aptitude and soft skills.',
      'Roles!B23',
    ],
    ['inProgress', (s) => s.set('Roles', 'B24', 'No'), 'Employers do not trust what it finds so far.', 'Roles!B24'],
    ['needsAttention', (s) => s.set('Roles', 'B25', 'little'), /^1 finding: The answer to /, 'Roles!B25'],
    ['done', (s) => s, 'Answered.', 'Roles!B22'],
    [
      'setAside',
      (s) =>
        cleared(
          'Roles',
          'B25',
        )(s).fill(
          'setAside',
          toldAside('Is there a trusted low-cost method to validate aptitude, soft and technical skills?'),
        ),
      'Not in our county',
      'Set aside!B3',
    ],
  ],
  'role-metricsAndData': byResponsibility(6, 'metrics and data'),
  'data-collector': byAnswer(26, 'Who collects and aggregates the data?', 'Nobody'),
  'data-public': byAnswer(27, 'What data becomes public?', 'Everything'),
  'public-form': byAnswer(28, 'In what form does data become public?', 'On a wall'),
  'informs-job-seekers': [
    ...byAnswer(29, 'Who informs job seekers of outcomes, and is it who collects the data?', 'Nobody'),
    ['done', (s) => s.set('Roles', 'B29', 'City College'), 'City College informs; Library collects.', 'Roles!B29'],
    [
      'done',
      (s) => s.set('Roles', 'B29', ' LIBRARY'),
      'The organization that collects the data informs job seekers too.',
      'Roles!B29',
    ],
  ],
  coordination: [
    ['toDo', cleared('Resources', 'B3', 'C3', 'D3'), 'Still without an amount: coordination.', 'Resources!C3'],
    [
      'needsAttention',
      (s) => s.set('Resources', 'D3', 'Weekly').fill('resources', { need: 'Coordination', amount: 5, basis: 'In all' }),
      /^1 finding: Basis is "Weekly"/,
      'Resources!D3',
    ],
    ['done', (s) => s, '$3,000.', 'Resources!C3'],
    [
      'setAside',
      (s) => cleared('Resources', 'B3', 'C3', 'D3')(s).fill('setAside', toldAside('What does coordination cost?')),
      'Not in our county',
      'Set aside!B3',
    ],
  ],
  'broadening-access': [
    [
      'toDo',
      cleared('Resources', 'C4', 'D4', 'C5', 'D5', 'C6', 'D6', 'C7', 'D7'),
      /^Still without an amount: outreach, /,
      'Resources!C4',
    ],
    ['inProgress', cleared('Resources', 'C7', 'D7'), 'Still without an amount: childcare.', 'Resources!C7'],
    ['needsAttention', cleared('Resources', 'D7'), /^1 finding: Basis is blank/, 'Resources!D7'],
    ['done', (s) => s, '4 lines with an amount.', 'Resources!C4'],
    [
      'setAside',
      (s) =>
        cleared(
          'Resources',
          'C7',
          'D7',
        )(s).fill(
          'setAside',
          toldAside('What does broadening access cost: outreach, scholarships, transportation, childcare?'),
        ),
      'Not in our county',
      'Set aside!B3',
    ],
  ],
  'funding-wioa': bySource(3),
  'funding-discretionary': [
    ...bySource(4),
    [
      'needsAttention',
      cleared('Funding', 'E4'),
      '1 finding: This source was set aside, but it is not said why.',
      'Funding!E4',
    ],
    [
      'done',
      (s) =>
        s.fill('funding', {
          source: 'Discretionary grant',
          program: 'H-1B',
          status: 'Received',
          amount: 10,
          mayPayFor: 'Outreach',
        }),
      '1 source applied for, committed or received.',
      'Funding!D9',
    ],
  ],
  'funding-accreditation': bySource(5),
  'funding-stateLocal': bySource(6),
  'funding-philanthropy': bySource(7),
  'funding-employerFees': bySource(8),
};

describe.each(Object.entries(cases))('the question %s', (code, states) => {
  test.each(states)('comes to be %s', (state, change, why, cell) => {
    const found = item(change(goodSheet()), code);
    expect(`${found.goTo.tab}!${found.goTo.cell} ${found.state}`).toBe(`${cell} ${state}`);
    if (typeof why === 'string') expect(found.why).toBe(why);
    else expect(found.why).toMatch(why);
  });
});

test('every question has its table of states', () => {
  expect(
    goodSheet()
      .assess()
      .checklist.map(({ code }) => code)
      .filter((code) => !/^segment-new/.test(code)),
  ).toEqual(Object.keys(cases).filter((code) => code !== 'segment-new-10'));
});

describe('a question set aside', () => {
  const question = 'Which additional local goals does the community have?';

  test('stays open without a reason', () => {
    expect(item(withoutLocalGoal(goodSheet()).fill('setAside', { question }), 'local-goals')).toMatchObject({
      state: 'needsAttention',
      why: '1 finding: Why it is left out is blank, and this row needs it.',
      goTo: { tab: 'Set aside', cell: 'B3' },
    });
  });

  test('is done where it is answered all the same', () => {
    expect(item(goodSheet().fill('setAside', toldAside(question)), 'local-goals').state).toBe('done');
  });

  test('is named in either language, and near enough is told', () => {
    const inSpanish = toldAside('¿Qué otras metas locales tiene la comunidad?');
    expect(item(withoutLocalGoal(goodSheet()).fill('setAside', inSpanish), 'local-goals').state).toBe('setAside');
    const { findings } = goodSheet().fill('setAside', toldAside('Which additional local goals do we have?')).assess();
    expect(findings.map(({ code, cell, fix }) => `${code} ${cell} ${fix}`)).toEqual([
      'not-in-list A3 Did you mean "Which additional local goals does the community have?"? Otherwise choose one from the list of the cell.',
    ]);
  });
});

test('a question is not disturbed by a hint', () => {
  expect(item(goodSheet().set('Partners', 'H3', 10), 'placements').state).toBe('done');
});

test('a question is not disturbed by a mistake in a row that it does not cover', () => {
  const sheet = goodSheet().set('Partners', 'D3', 'no address').set('Partners', 'B4', 'Councl');
  expect(item(sheet, 'input-employer').state).toBe('done');
  expect(item(sheet, 'input-industryGroup')).toMatchObject({ state: 'toDo', goTo: { cell: 'A10' } });
});

test('links follow cells that were moved', () => {
  const sheet = goodSheet()
    .set('Partners', 'F3', null)
    .insertColumn('Partners', 'A')
    .insertRows('Partners', 1, 4)
    .insertRows('Roles', 7, 3)
    .set('Roles', 'B21', 'No');
  expect(item(sheet, 'input-employer').goTo).toEqual({ section: 'partners', tab: 'Partners', cell: 'G7' });
  expect(item(sheet, 'needs-aligned').goTo).toEqual({ section: 'roleQuestions', tab: 'Roles', cell: 'B21' });
});

test('a tab that is gone is where to go', () => {
  expect(item(goodSheet().deleteTab('Segments'), 'segments')).toEqual({
    state: 'toDo',
    why: 'No segment is named. Where there are no goals by group, say so on the Set aside tab.',
    goTo: { section: 'segments', tab: 'Segments', cell: 'A1' },
  });
  expect(item(goodSheet().renameTab('Goals', 'goals '), 'placements').goTo.tab).toBe('goals ');
});

test('a plan year typed later changes no other state', () => {
  const others = (sheet: Sheet): string[] => lines(sheet).slice(1);
  expect(others(goodSheet().set('Community', 'B8', null).set('Community', 'B9', null))).toEqual(others(goodSheet()));
});
