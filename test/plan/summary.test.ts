import { describe, expect, test } from 'vitest';
import { type PlanSummary, summarize } from '../../functions/plan/summary.ts';
import { day, goodSheet, Sheet } from '../support/sheet.ts';

const summaryOf = (sheet: Sheet): PlanSummary => {
  const { counted, funnel, money, findings, checklist, waivers, calendar, forecast, pipeline, risk } = sheet.assess();
  return summarize(counted, funnel, money, {
    communityId: 'riverbend',
    year: 2026,
    revision: 3,
    readAt: '2026-11-20T17:00:00.000Z',
    findings,
    checklist,
    waivers,
    calendar: calendar.calendar,
    pipeline,
    risk,
    forecast: forecast.forecast,
  });
};

const undated = { id: expect.any(String), from: null, to: null, awarded: null };
const nobodys = { used: 0, funder: null, program: null, mayPayFor: [], ...undated };

test('the good plan summed up', () => {
  const { scopes, risk, moneyByMonth, ...rest } = summaryOf(goodSheet());
  expect(rest).toEqual({
    communityId: 'riverbend',
    year: 2026,
    revision: 3,
    readAt: '2026-11-20T17:00:00.000Z',
    community: {
      name: 'Riverbend TechHire',
      states: ['OH', 'KY'],
      leadOrganization: 'Workforce Board',
      yearStart: '2026-07-01',
      yearEnd: '2027-06-30',
    },
    publishThreshold: 10,
    goals: { placements: 40, directShare: 0.25 },
    // The good plan lacks windows.
    forecast: null,
    localGoals: [
      {
        goal: 'More women in tech',
        measure: 'Women among those placed',
        baseline: 4,
        target: 12,
        byWhen: '2027-06-30',
      },
    ],
    periods: [
      {
        from: '2026-07-01',
        to: '2026-09-30',
        actuals: {
          aware: 300,
          applied: 60,
          assessed: 30,
          matched: 5,
          enrolled: 12,
          completed: 0,
          placedDirect: 2,
          placedTrained: 0,
        },
      },
      {
        from: '2026-10-01',
        to: '2026-10-31',
        actuals: {
          aware: 100,
          applied: 20,
          assessed: 10,
          matched: 2,
          enrolled: 4,
          completed: null,
          placedDirect: null,
          placedTrained: null,
        },
      },
    ],
    partners: {
      byKind: {
        employer: { invited: 0, committed: 1 },
        industryGroup: { invited: 0, committed: 1 },
        educator: { invited: 0, committed: 1 },
        trainingProvider: { invited: 0, committed: 1 },
        civicOrganization: { invited: 0, committed: 1 },
        workforceBoard: { invited: 0, committed: 1 },
        funder: { invited: 0, committed: 1 },
      },
      placementsCommitted: 40,
    },
    demand: { openings: 40, employers: 1 },
    training: { programs: 2, seats: 50 },
    quarters: [
      { from: '2026-07-01', to: '2026-09-30', placements: 10 },
      { from: '2026-10-01', to: '2026-12-31', placements: 10 },
      { from: '2027-01-01', to: '2027-03-31', placements: 10 },
      { from: '2027-04-01', to: '2027-06-30', placements: 10 },
    ],
    // Direct 3, 3, 2 and 2. Both intakes end in Q2: 24 and 15 complete, 19 and 12 of them are placed. Openings are ten a quarter: in Q1 three are
    // filled and seven are not; 34 are ready in Q2, so that 24 wait; 26 in Q3, 16 wait; 18 in Q4, 8 wait.
    pipeline: {
      roles: [{ role: 'Help desk technician', openings: 40, ready: 41, short: 7, unplaced: 8 }],
      // Acme is committed, and has ten openings in each of Q2, Q3 and Q4 for the 31 who come from training.
      capture: { hired: 30, completers: 39 },
    },
    // $3,000 a month for twelve months; scholarships of $4,500 for each of 50 who start training.
    // Received money may pay for coordination, outreach and childcare, 49,000 of its 50,000. The committed 90,000 last from July into
    // November for scholarships and transportation; November's scholarships come before its transportation, so of that there are 123 days:
    // cents by largest remainder, 169.86 + 169.86 + 164.39 + 169.86.
    needs: [
      { need: 'coordination', amount: 36_000, received: 36_000, committed: 0, applied: 0, idea: 0 },
      { need: 'outreach', amount: 5000, received: 5000, committed: 0, applied: 0, idea: 0 },
      { need: 'scholarships', amount: 225_000, received: 0, committed: 89_326.03, applied: 0, idea: 0 },
      { need: 'transportation', amount: 2000, received: 0, committed: 673.97, applied: 0, idea: 0 },
      { need: 'childcare', amount: 8000, received: 8000, committed: 0, applied: 0, idea: 0 },
    ],
    // 50 who start training and 20 who are matched.
    participants: 70,
    funding: [
      {
        source: 'wioa',
        status: 'committed',
        amount: 90_000,
        spent: 12_000,
        used: 90_000,
        funder: 'Workforce Board',
        program: 'Adult',
        mayPayFor: ['scholarships', 'transportation'],
        ...undated,
      },
      { source: 'discretionary', status: 'setAside', amount: 0, spent: 0, ...nobodys },
      { source: 'accreditation', status: 'idea', amount: 0, spent: 0, ...nobodys },
      { source: 'stateLocal', status: 'applied', amount: 20_000, spent: 0, ...nobodys },
      {
        source: 'philanthropy',
        status: 'received',
        amount: 50_000,
        spent: 0,
        used: 49_000,
        funder: 'Hope Foundation',
        program: 'Opportunity fund',
        mayPayFor: ['coordination', 'outreach', 'childcare'],
        ...undated,
        from: '2026-07-01',
        to: '2027-06-30',
      },
      { source: 'employerFees', status: 'notConsidered', amount: 0, spent: 0, ...nobodys },
    ],
    funders: ['hope foundation', 'workforce board'],
    publication: { form: 'page', data: ['counts', 'rates'] },
    checklist: { done: 38, of: 40 },
    waivers: [],
    findings: { error: 0, warning: 0, info: 0 },
  });
  // 31 of 365 days, and a twelfth of what is paid by month: 3,000 + 424.66 + 19,109.59 + 169.86 + 679.45
  expect(moneyByMonth.map(({ month }) => month)).toEqual(
    [7, 8, 9, 10, 11, 12]
      .map((month) => `2026-${String(month).padStart(2, '0')}`)
      .concat([1, 2, 3, 4, 5, 6].map((month) => `2027-0${month}`)),
  );
  expect(moneyByMonth[0]).toEqual({
    month: '2026-07',
    amount: 23_383.56,
    received: 4104.11,
    committed: 19_279.45,
    applied: 0,
    idea: 0,
  });
  expect(moneyByMonth[11]).toMatchObject({ month: '2027-06', committed: 0 });
  expect(
    scopes.map(({ segment, placements, actuals }) => [segment, placements, actuals.aware, actuals.enrolled]),
  ).toEqual([
    [null, 40, 400, 16],
    ['Veterans', 10, 60, null],
    ['Women', 20, null, null],
    ['other', 10, null, null],
  ]);
  expect(scopes[0]!.targets!.aware).toEqual({ target: 1250, withLowRates: 15000, withHighRates: 235 });
  // Of the routes' own stages SciPy's binomial distribution gives 24 for 10 at 50% with 80%, 55 for 30 at 60% and 40 for 30 at 80%.
  expect(
    (['matched', 'enrolled', 'completed'] as const).map((stage) => scopes[0]!.confidence![stage].withConfidence),
  ).toEqual([24, 55, 40]);
  expect(scopes[0]!.confidence!.placedTrained).toEqual({
    withConfidence: 30,
    withUncertainRates: 30,
    planned: 30,
    chance: null,
  });
  expect(risk!.wanted).toBe(0.8);
  expect(risk!.weakest).toMatchObject({ stage: 'assessed', planned: 125 });
  // The largest swing: 250 applied / 10% and / 40%. Shares, not basis points.
  expect(risk!.swings[0]).toEqual({
    step: 'awareToApplied',
    segment: null,
    low: 0.1,
    likely: 0.2,
    high: 0.4,
    awareIfLow: 2500,
    awareIfHigh: 625,
  });
});

test('a funder supports a plan by money that is there, not by money that is hoped for', () => {
  expect(summaryOf(goodSheet().set('Funding', 'D3', 'Applied').set('Funding', 'J3', null)).funders).toEqual([
    'hope foundation',
  ]);
  // Money that has been spent was there.
  expect(summaryOf(goodSheet().set('Funding', 'D3', 'Applied')).funders).toEqual([
    'hope foundation',
    'workforce board',
  ]);
});

test('holds nothing personal', () => {
  const text = JSON.stringify(summaryOf(goodSheet().set('Roles', 'C3', 'Cleo Personal')));
  for (const personal of ['Ana', 'ana@example.org', 'Bo Lindqvist', 'bo@acme.example', 'Cleo'])
    expect(text).not.toContain(personal);
});

test('a blank plan has nulls, not zeros, and one scope', () => {
  const summary = summaryOf(new Sheet());
  expect(summary.goals).toEqual({ placements: null, directShare: null });
  expect(summary.scopes).toEqual([
    {
      segment: null,
      placements: 0,
      targets: null,
      confidence: null,
      actuals: {
        aware: null,
        applied: null,
        assessed: null,
        matched: null,
        enrolled: null,
        completed: null,
        placedDirect: null,
        placedTrained: null,
      },
    },
  ]);
  expect(summary.community).toEqual({
    name: 'riverbend',
    states: [],
    leadOrganization: null,
    yearStart: null,
    yearEnd: null,
  });
});

test('rows with errors do not count', () => {
  const summary = summaryOf(
    goodSheet().set('Funding', 'J3', 95_000).set('Programs', 'E3', 'x').set('Progress', 'D3', 'lots'),
  );
  expect(summary.funding.map(({ source }) => source)).not.toContain('wioa');
  expect(summary.training).toEqual({ programs: 1, seats: 20 });
  expect(summary.periods.map(({ from }) => from)).toEqual(['2026-10-01']);
  expect(summary.findings).toMatchObject({ error: 3 });
});

describe('money', () => {
  test.each<[string, (sheet: Sheet) => Sheet, number]>([
    [
      'a month, for the months that its period touches',
      (s) => s.set('Resources', 'E3', day('2026-09-15')).set('Resources', 'F3', day('2026-11-02')),
      9000,
    ],
    ['a month, to the end of the plan year', (s) => s.set('Resources', 'E3', day('2027-06-30')), 3000],
    ['a month, in a plan without a year', (s) => s.set('Community', 'B8', null).set('Community', 'B9', null), 36_000],
    ['in all', (s) => s.set('Resources', 'D3', 'In all'), 3000],
    ['a person, for those who start training', (s) => s.set('Resources', 'D3', 'A person'), 150_000],
    [
      'in cents that no float holds',
      (s) =>
        s
          .set('Resources', 'C3', 0.1)
          .set('Resources', 'D3', 'In all')
          .fill('resources', { need: 'Coordination', description: 'more', amount: 0.2, basis: 'In all' }),
      0.3,
    ],
  ])('%s', (_, change, expected) => {
    expect(summaryOf(change(goodSheet())).needs.find(({ need }) => need === 'coordination')?.amount).toBe(expected);
  });

  test('outreach a person is for those to be made aware', () => {
    const summary = summaryOf(goodSheet().set('Resources', 'C4', 2).set('Resources', 'D4', 'A person'));
    expect(summary.needs.find(({ need }) => need === 'outreach')?.amount).toBe(2500);
  });
});

test.each([
  ['OH, KY', ['OH', 'KY']],
  ['oh;ky', ['OH', 'KY']],
  ['OH/KY', ['OH', 'KY']],
  ['Ohio', []],
])('states typed as %s', (typed, expected) => {
  expect(summaryOf(goodSheet().set('Community', 'B4', typed)).community.states).toEqual(expected);
});
