import { describe, expect, test } from 'vitest';
import type { ChecklistItem } from '../../functions/plan/checklist.ts';
import { day, goodSheet, Sheet } from '../support/sheet.ts';

const lines = (sheet: Sheet): string[] =>
  sheet.assess().checklist.map(({ code, state, goTo }) => `${code}: ${state} ${goTo.tab}!${goTo.cell}`);
const item = (sheet: Sheet, code: string): Omit<ChecklistItem, 'code' | 'part' | 'question'> => {
  const { state, why, goTo } = sheet.assess().checklist.find((each) => each.code === code)!;
  return { state, why, goTo };
};

test('every question of a blank template is to do, with the cell where to begin', () => {
  expect(lines(new Sheet())).toEqual([
    // Nothing can be worked out without the goal.
    'placements: toDo Goals!B3',
    'direct-share: toDo Goals!B4',
    'matched: toDo Goals!B3',
    'trained-existing: toDo Goals!B3',
    'trained-new: toDo Goals!B3',
    'aware: toDo Goals!B3',
    'segments: toDo Segments!A3',
    'segment-partners: toDo Segments!A3',
    'input-employers: toDo Partners!A3',
    'input-industry-groups: toDo Partners!A3',
    'input-educators: toDo Partners!A3',
    'input-civic-organizations: toDo Partners!A3',
    'input-workforce-boards: toDo Partners!A3',
    'local-goals: toDo Goals!A16',
    'role-employerEngagement: toDo Roles!B3',
    'role-outreachAndTraining: toDo Roles!B4',
    'role-validationAndMatching: toDo Roles!B5',
    'role-metricsAndData: toDo Roles!B6',
    'needs-aligned: toDo Roles!B18',
    'provider-criteria: toDo Roles!B19',
    'central-information: toDo Roles!B21',
    'validation: toDo Roles!B22',
    'data-collector: toDo Roles!B24',
    'data-public: toDo Roles!B25',
    'informs-job-seekers: toDo Roles!B27',
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
    { code: 'funding-accreditation', state: 'inProgress', why: '1 source at idea or applied.', cell: 'D5' },
    { code: 'funding-stateLocal', state: 'inProgress', why: '1 source at idea or applied.', cell: 'D6' },
    { code: 'funding-employerFees', state: 'toDo', why: 'Not considered yet.', cell: 'D8' },
  ]);
  expect(checklist.slice(0, 6).map(({ why }) => why)).toEqual([
    '40 placements.',
    '25% by direct match.',
    '20 people to match, worked out from the goal.',
    '30 people in seats of existing programs, worked out from the goal.',
    '20 people beyond the seats of existing programs, worked out from the goal.',
    '1,250 people to reach, worked out from the goal.',
  ]);
});

test('the Checklist tab shows each with a link to its cell', () => {
  const { results } = goodSheet().assess();
  expect(results.checklist).toHaveLength(33);
  expect(results.checklist[0]).toEqual([
    'Shared goals',
    'How many people will be placed in tech jobs this year, across all employers and partners?',
    'Done',
    '40 placements.',
    { label: 'Goals B3', tab: 'Goals', cell: 'B3' },
  ]);
  expect(results.checklist[28]).toEqual([
    'Funding',
    'Has this source been considered: Discretionary grant?',
    'Set aside',
    'No call for proposals this year',
    { label: 'Funding E4', tab: 'Funding', cell: 'E4' },
  ]);
});

describe('a question is', () => {
  test.each<[string, string, (sheet: Sheet) => Sheet, string, string, string]>([
    [
      'done with a number of one’s own',
      'matched',
      (s) => s.set('Goals', 'B5', 25),
      'done',
      'Your own number is 25; 20 people to match, worked out from the goal.',
      'B5',
    ],
    [
      'done with a number of one’s own while nothing can be worked out',
      'aware',
      (s) => s.set('Goals', 'B3', null).set('Goals', 'B8', 900),
      'done',
      'Your own number is 900.',
      'B8',
    ],
    [
      'to do while something is missing',
      'aware',
      (s) => s.set('Goals', 'B3', null),
      'toDo',
      'To be worked out; still missing: the placements goal (Goals).',
      'B3',
    ],
    [
      'in progress with a segment without a goal',
      'segments',
      (s) => s.set('Segments', 'C4', null),
      'needsAttention',
      '1 finding: This segment has neither a placements goal nor a share, so no targets are worked out for it.',
      'B4',
    ],
    [
      'in progress with partners of whom some gave input',
      'input-educators',
      (s) => s.set('Partners', 'F6', 'No'),
      'inProgress',
      '1 of 2 gave input.',
      'F6',
    ],
    [
      'to do with partners of whom none gave input',
      'input-employers',
      (s) => s.set('Partners', 'F3', null),
      'toDo',
      '0 of 1 gave input.',
      'F3',
    ],
    [
      'to do without partners of the kind',
      'input-workforce-boards',
      (s) => s.set('Partners', 'B8', 'Intermediary'),
      'toDo',
      'No partner of this kind is on the Partners tab.',
      'A10',
    ],
    [
      'in progress with a local goal without an owner',
      'local-goals',
      (s) => s.set('Goals', 'F16', null),
      'inProgress',
      '"More women in tech" lacks its target, day or owner.',
      'F16',
    ],
    [
      'in progress until partners have agreed',
      'role-metricsAndData',
      (s) => s.set('Roles', 'D6', null),
      'inProgress',
      'Library; the day on which partners agreed is open.',
      'D6',
    ],
    [
      'to do without an organization',
      'role-metricsAndData',
      (s) => s.set('Roles', 'B6', null).set('Roles', 'D6', null),
      'toDo',
      'No organization is named.',
      'B6',
    ],
    [
      'in progress while the answer is No',
      'needs-aligned',
      (s) => s.set('Roles', 'B18', 'No'),
      'inProgress',
      'The answer is No so far.',
      'B18',
    ],
    [
      'in progress with one of two answers',
      'provider-criteria',
      (s) => s.set('Roles', 'B20', null),
      'inProgress',
      'The criteria, or where they are published, are open.',
      'B20',
    ],
    [
      'in progress with a method whose cost is open',
      'validation',
      (s) => s.set('Roles', 'B23', null),
      'inProgress',
      'The method, or its cost, is open.',
      'B23',
    ],
    [
      'done when another one informs',
      'informs-job-seekers',
      (s) => s.set('Roles', 'B27', 'City College'),
      'done',
      'City College informs; Library collects.',
      'B27',
    ],
    [
      'done when the same one informs, however it is spelled',
      'informs-job-seekers',
      (s) => s.set('Roles', 'B27', ' LIBRARY'),
      'done',
      'The organization that collects the data informs job seekers too.',
      'B27',
    ],
    [
      'to do without an amount',
      'coordination',
      (s) => s.set('Resources', 'B3', null).set('Resources', 'C3', null).set('Resources', 'D3', null),
      'toDo',
      'Still without an amount: coordination.',
      'C3',
    ],
    [
      'in progress with some amounts',
      'broadening-access',
      (s) => s.set('Resources', 'C7', null).set('Resources', 'D7', null),
      'inProgress',
      'Still without an amount: childcare.',
      'C7',
    ],
    [
      'set aside without a reason: needs attention',
      'funding-discretionary',
      (s) => s.set('Funding', 'E4', null),
      'needsAttention',
      '1 finding: This source was set aside, but it is not said why.',
      'E4',
    ],
    [
      'done with a committed source beside one set aside',
      'funding-discretionary',
      (s) =>
        s.fill('funding', {
          source: 'Discretionary grant',
          program: 'H-1B',
          status: 'Received',
          amount: 10,
          mayPayFor: 'Outreach',
        }),
      'done',
      '1 source committed or received.',
      'D9',
    ],
    [
      'in need of attention with a goal that cannot be read',
      'placements',
      (s) => s.set('Goals', 'B3', 'forty'),
      'needsAttention',
      '1 finding: Placements this year is "forty", but it must be a whole number.',
      'B3',
    ],
    [
      'in need of attention with a share that cannot be read',
      'direct-share',
      (s) => s.set('Goals', 'B4', { value: 25, text: '25' }),
      'needsAttention',
      '1 finding: Of them, by direct match is 25, but a rate is between 0% and 100%.',
      'B4',
    ],
    [
      'in need of attention with a name that is unknown',
      'data-collector',
      (s) => s.set('Roles', 'B24', 'Nobody'),
      'needsAttention',
      '1 finding: The answer to "Who collects and aggregates the data?" is "Nobody", but the Partners tab has no partner of that name.',
      'B24',
    ],
    [
      'in need of attention where seats are too few',
      'trained-new',
      (s) => s.set('Programs', 'E4', 5),
      'needsAttention',
      '1 finding: 50 people must start training, but the Programs tab has 35 seats.',
      'B7',
    ],
    [
      'in need of attention with two findings, of which the first is said',
      'funding-wioa',
      (s) => s.set('Funding', 'J3', 95_000).set('Funding', 'I3', null),
      'needsAttention',
      '2 findings: It is not said what this source may pay for, so it covers no need.',
      'I3',
    ],
  ])('%s', (_, code, change, state, why, cell) => {
    const found = item(change(goodSheet()), code);
    expect({ state: found.state, why: found.why, cell: found.goTo.cell }).toEqual({ state, why, cell });
  });

  test('not disturbed by a hint', () => {
    expect(item(goodSheet().set('Partners', 'H3', 10), 'placements').state).toBe('done');
  });

  test('not disturbed by a mistake in a row that it does not cover', () => {
    const sheet = goodSheet().set('Partners', 'D3', 'no address').set('Partners', 'B4', 'Councl');
    expect(item(sheet, 'input-employers').state).toBe('done');
    expect(item(sheet, 'input-industry-groups')).toMatchObject({ state: 'toDo', goTo: { cell: 'A10' } });
  });
});

test('every question can be done', () => {
  const sheet = goodSheet();
  for (const row of [4, 5, 6, 8])
    sheet
      .set('Funding', `B${row}`, 'A program')
      .set('Funding', `D${row}`, 'Committed')
      .set('Funding', `F${row}`, 1000)
      .set('Funding', `I${row}`, 'Training scholarships')
      .set('Funding', `K${row}`, 'As agreed');
  expect(sheet.findings()).toEqual([]);
  expect(new Set(sheet.assess().checklist.map(({ state }) => state))).toEqual(new Set(['done']));
});

test('links follow cells that were moved', () => {
  const sheet = goodSheet()
    .set('Partners', 'F3', null)
    .insertColumn('Partners', 'A')
    .insertRows('Partners', 1, 4)
    .insertRows('Roles', 7, 3)
    .set('Roles', 'B21', 'No');
  expect(item(sheet, 'input-employers').goTo).toEqual({ section: 'partners', tab: 'Partners', cell: 'G7' });
  expect(item(sheet, 'needs-aligned').goTo).toEqual({ section: 'roleQuestions', tab: 'Roles', cell: 'B21' });
});

test('a tab that is gone is where to go', () => {
  expect(item(goodSheet().deleteTab('Segments'), 'segments')).toEqual({
    state: 'toDo',
    why: 'No segment is named.',
    goTo: { section: 'segments', tab: 'Segments', cell: 'A1' },
  });
  expect(item(goodSheet().renameTab('Goals', 'goals '), 'placements').goTo.tab).toBe('goals ');
});

test('a plan year typed later changes no state', () => {
  expect(lines(goodSheet().set('Community', 'B8', null).set('Community', 'B9', null))).toEqual(lines(goodSheet()));
  expect(day('2026-07-01')).toBe(46204);
});
