import type { StageConfidence } from '../../functions/plan/confidence.ts';
import type { StageTarget } from '../../functions/plan/funnel.ts';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import type { RateName } from '../../functions/plan/tables/assumptions.ts';
import type { StageName } from '../../functions/plan/tables/progress.ts';
import type { RateSwing } from '../../functions/plan/tornado.ts';

/** Likely, with low rates, with high rates. */
const target = (likely: number, withLowRates: number, withHighRates: number): StageTarget => ({
  target: likely,
  withLowRates,
  withHighRates,
});

const swing = (
  step: RateName,
  [low, likely, high]: [number, number, number],
  awareIfLow: number,
  awareIfHigh: number,
): RateSwing => ({ step, segment: null, low, likely, high, awareIfLow, awareIfHigh });

/** With 80% confidence, the same with uncertain rates, planned with, and the chance that so many are enough. */
const sure = (
  withConfidence: number,
  withUncertainRates: number,
  planned: number,
  chance: number | null,
): StageConfidence => ({ withConfidence, withUncertainRates, planned, chance });

export const notCounted: Record<StageName, null> = {
  aware: null,
  applied: null,
  assessed: null,
  matched: null,
  enrolled: null,
  completed: null,
  placedDirect: null,
  placedTrained: null,
};

/**
 * An invented community. Its targets are worked out by hand with the template's rates:
 *
 * | | likely | low | high |
 * | --- | --- | --- | --- |
 * | matched | 20 / 0.25 = 80 | 20 / 0.1 = 200 | 20 / 0.4 = 50 |
 * | completed | 60 / 0.7 = 85.7 | 60 / 0.55 = 109.1 | 60 / 0.8 = 75 |
 * | enrolled | 60 / 0.7 / 0.77 = 111.3 | 60 / 0.55 / 0.65 = 167.8 | 60 / 0.8 / 0.85 = 88.2 |
 * | assessed, for direct | 80 / 0.15 = 533.3 | 200 / 0.1 = 2,000 | 50 / 0.25 = 200 |
 * | assessed, for trained | 111.3 / 0.356 = 312.7 | 167.8 / 0.2 = 839.2 | 88.2 / 0.57 = 154.8 |
 * | applied | 533.3 / 0.6 = 888.9 | 2,000 / 0.4 = 5,000 | 200 / 0.8 = 250 |
 * | aware | 888.9 / 0.1 = 8,888.9 | 5,000 / 0.05 = 100,000 | 250 / 0.2 = 1,250 |
 *
 * What confidence asks for was worked out with SciPy's binomial distribution, chances by four million plans simulated with NumPy; 96 are enrolled
 * because there are no more seats. One rate at its low, for instance the first: 888.9 / 0.05 = 17,777.8.
 */
export const riverbend = (): PlanSummary => ({
  communityId: 'riverbend',
  year: 2026,
  revision: 42,
  readAt: '2027-01-04T15:20:11.000Z',
  community: {
    name: 'Riverbend TechHire',
    states: ['OH'],
    leadOrganization: 'Riverbend Workforce Alliance',
    yearStart: '2026-07-01',
    yearEnd: '2027-06-30',
  },
  publishThreshold: 10,
  goals: { placements: 80, directShare: 0.25 },
  scopes: [
    {
      segment: null,
      placements: 80,
      targets: {
        aware: target(8_889, 100_000, 1_250),
        applied: target(889, 5_000, 250),
        assessed: target(534, 2_000, 200),
        matched: target(80, 200, 50),
        enrolled: target(112, 168, 89),
        completed: target(86, 110, 75),
        placedDirect: target(20, 20, 20),
        placedTrained: target(60, 60, 60),
      },
      confidence: {
        aware: sure(10_502, 12_390, 8_889, 0.553),
        applied: sure(1_049, 1_205, 889, 0.522),
        assessed: sure(628, 703, 534, 0.539),
        matched: sure(93, 104, 80, 0.519),
        enrolled: sure(119, 126, 96, 0.087),
        completed: sure(91, 94, 86, 0.513),
        placedDirect: sure(20, 20, 20, null),
        placedTrained: sure(60, 60, 60, null),
      },
      actuals: {
        aware: 4_310,
        applied: 472,
        assessed: 268,
        matched: 46,
        enrolled: 64,
        completed: 33,
        placedDirect: 21,
        placedTrained: 14,
      },
    },
    {
      segment: 'Veterans',
      placements: 24,
      // 6 direct, 18 trained
      targets: {
        aware: target(2_667, 30_000, 375),
        applied: target(267, 1_500, 75),
        assessed: target(160, 600, 60),
        matched: target(24, 60, 15),
        enrolled: target(34, 51, 27),
        completed: target(26, 33, 23),
        placedDirect: target(6, 6, 6),
        placedTrained: target(18, 18, 18),
      },
      confidence: null,
      actuals: { ...notCounted, assessed: 81, enrolled: 22, completed: 11, placedDirect: 10, placedTrained: 2 },
    },
    {
      segment: 'Young adults 17 to 29',
      placements: 30,
      // 8 direct, 22 trained
      targets: {
        aware: target(3_556, 40_000, 500),
        applied: target(356, 2_000, 100),
        assessed: target(214, 800, 80),
        matched: target(32, 80, 20),
        enrolled: target(41, 62, 33),
        completed: target(32, 40, 28),
        placedDirect: target(8, 8, 8),
        placedTrained: target(22, 22, 22),
      },
      confidence: null,
      actuals: { ...notCounted, assessed: 104, enrolled: 26, completed: 12, placedDirect: 3, placedTrained: 8 },
    },
    {
      segment: 'other',
      placements: 26,
      // 6 direct, 20 trained
      targets: {
        aware: target(2_667, 30_000, 375),
        applied: target(267, 1_500, 75),
        assessed: target(160, 600, 60),
        matched: target(24, 60, 15),
        enrolled: target(38, 56, 30),
        completed: target(29, 37, 25),
        placedDirect: target(6, 6, 6),
        placedTrained: target(20, 20, 20),
      },
      confidence: null,
      actuals: { ...notCounted },
    },
  ],
  risk: {
    wanted: 0.8,
    weakest: { stage: 'enrolled', planned: 96, chance: 0.087 },
    swings: [
      swing('matchedToPlaced', [0.1, 0.25, 0.4], 22_223, 5_556),
      swing('awareToApplied', [0.05, 0.1, 0.2], 17_778, 4_445),
      swing('assessedToMatched', [0.1, 0.15, 0.25], 13_334, 5_334),
      swing('appliedToAssessed', [0.4, 0.6, 0.8], 13_334, 6_667),
      swing('assessedToEnrolled', [0.2, 0.356, 0.57], 9_277, 8_889),
      swing('enrolledToCompleted', [0.65, 0.77, 0.85], 8_889, 8_889),
      swing('completedToPlaced', [0.55, 0.7, 0.8], 8_889, 8_889),
    ],
  },
  // 35 placed; of the rates, those of the whole as counted through the year's end.
  forecast: {
    goal: 80,
    confidence: 0.8,
    until: '2027-06-30',
    countedThrough: '2026-12-31',
    expected: 71.4,
    low: 60,
    high: 83,
    fromTotals: null,
    rates: [
      {
        step: 'awareToApplied',
        from: 'aware',
        to: 'applied',
        assumed: 0.1,
        moved: 472,
        hadTime: 3_800.5,
        low: 0.118,
        high: 0.131,
      },
      {
        step: 'completedToPlaced',
        from: 'completed',
        to: 'placedTrained',
        assumed: 0.7,
        moved: 14,
        hadTime: 17.5,
        low: 0.61,
        high: 0.9,
      },
    ],
  },
  localGoals: [
    {
      goal: 'More women in tech jobs',
      measure: 'Women among those placed, percent',
      baseline: 24,
      target: 35,
      byWhen: '2027-06-30',
    },
    {
      goal: 'Employers that drop degree requirements',
      measure: 'Employers with a signed pledge',
      baseline: null,
      target: 15,
      byWhen: '2027-03-31',
    },
  ],
  periods: [
    {
      from: '2026-07-01',
      to: '2026-09-30',
      actuals: {
        aware: 2_180,
        applied: 231,
        assessed: 127,
        matched: 22,
        enrolled: 38,
        completed: 0,
        placedDirect: 10,
        placedTrained: 0,
      },
    },
    {
      from: '2026-10-01',
      to: '2026-12-31',
      actuals: {
        aware: 2_130,
        applied: 241,
        assessed: 141,
        matched: 24,
        enrolled: 26,
        completed: 33,
        placedDirect: 11,
        placedTrained: 14,
      },
    },
  ],
  partners: {
    byKind: {
      employer: { invited: 6, committed: 9 },
      trainingProvider: { invited: 1, committed: 3 },
      educator: { invited: 0, committed: 1 },
      civicOrganization: { invited: 2, committed: 2 },
      workforceBoard: { invited: 0, committed: 1 },
      funder: { invited: 1, committed: 2 },
    },
    placementsCommitted: 64,
  },
  demand: { openings: 143, employers: 12 },
  training: { programs: 5, seats: 96 },
  quarters: [
    { from: '2026-07-01', to: '2026-09-30', placements: 10 },
    { from: '2026-10-01', to: '2026-12-31', placements: 20 },
    { from: '2027-01-01', to: '2027-03-31', placements: 24 },
    { from: '2027-04-01', to: '2027-06-30', placements: 26 },
  ],
  pipeline: {
    roles: [
      { role: 'Help desk technician', openings: 80, ready: 50, short: 32, unplaced: 2 },
      { role: 'Web developer', openings: 63, ready: 20, short: 43, unplaced: 0 },
      { role: 'Drone pilot', openings: null, ready: 6, short: 0, unplaced: 6 },
    ],
    capture: { hired: 40, completers: 78 },
  },
  // 240,000 are received, 150,000 committed, 200,000 applied for and 64,000 an idea; all of it finds a need.
  needs: [
    { need: 'coordination', amount: 95_000, received: 60_000, committed: 35_000, applied: 0, idea: 0 },
    { need: 'outreach', amount: 40_000, received: 0, committed: 40_000, applied: 0, idea: 0 },
    { need: 'scholarships', amount: 448_000, received: 180_000, committed: 0, applied: 200_000, idea: 64_000 },
    { need: 'transportation', amount: 26_880, received: 0, committed: 26_880, applied: 0, idea: 0 },
    { need: 'childcare', amount: 54_000, received: 0, committed: 48_120, applied: 0, idea: 0 },
  ],
  moneyByMonth: [
    { month: '2026-07', amount: 300_000, received: 200_000, committed: 100_000, applied: 0, idea: 0 },
    { month: '2027-01', amount: 363_880, received: 40_000, committed: 50_000, applied: 200_000, idea: 64_000 },
  ],
  participants: 192,
  funding: [
    {
      source: 'wioa',
      status: 'received',
      amount: 180_000,
      spent: 92_500,
      used: 180_000,
      funder: 'Riverbend Workforce Alliance',
      program: 'Adult and dislocated worker',
      mayPayFor: ['scholarships'],
      id: 'w1',
      from: '2026-07-01',
      to: '2027-06-30',
      awarded: '2026-06-12',
    },
    {
      source: 'philanthropy',
      status: 'committed',
      amount: 150_000,
      spent: 0,
      used: 150_000,
      funder: 'Hope Foundation',
      program: 'Opportunity fund',
      mayPayFor: ['coordination', 'outreach', 'transportation', 'childcare'],
      id: 'p1',
      from: '2026-09-01',
      to: null,
      awarded: '2026-08-03',
    },
    {
      source: 'philanthropy',
      status: 'received',
      amount: 60_000,
      spent: 31_250.5,
      used: 60_000,
      funder: 'Hope Foundation',
      program: null,
      mayPayFor: ['coordination'],
      id: 'p2',
      from: null,
      to: null,
      awarded: null,
    },
    {
      source: 'discretionary',
      status: 'applied',
      amount: 200_000,
      spent: 0,
      used: 200_000,
      funder: 'Department of Labor',
      program: null,
      mayPayFor: ['scholarships'],
      id: 'd1',
      from: null,
      to: null,
      awarded: null,
    },
    {
      source: 'employerFees',
      status: 'idea',
      amount: 64_000,
      spent: 0,
      used: 64_000,
      funder: null,
      program: null,
      mayPayFor: ['scholarships'],
      id: 'e1',
      from: null,
      to: null,
      awarded: null,
    },
    {
      source: 'stateLocal',
      status: 'notConsidered',
      amount: 0,
      spent: 0,
      used: 0,
      funder: null,
      program: null,
      mayPayFor: [],
      id: 's1',
      from: null,
      to: null,
      awarded: null,
    },
    {
      source: 'accreditation',
      status: 'setAside',
      amount: 0,
      spent: 0,
      used: 0,
      funder: null,
      program: null,
      mayPayFor: [],
      id: 'a1',
      from: null,
      to: null,
      awarded: null,
    },
  ],
  funders: ['hope foundation', 'riverbend workforce alliance'],
  publication: { form: 'openData', data: ['counts', 'rates', 'money'] },
  checklist: { done: 19, of: 27 },
  waivers: [{ rule: 'progress-gap', table: 'Progress', reason: 'Nobody counted in August' }],
  findings: { error: 3, warning: 5, info: 2 },
});
