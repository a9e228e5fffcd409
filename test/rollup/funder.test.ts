import { describe, expect, it } from 'vitest';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import { rollupPage } from '../../functions/rollup/page/page.ts';
import { publishRollup } from '../../functions/rollup/publish.ts';
import { community } from './people.ts';

type Funding = PlanSummary['funding'][number];

const grant = (more: Partial<Funding>): Funding => ({
  source: 'philanthropy',
  status: 'received',
  amount: 0,
  spent: 0,
  used: 0,
  funder: 'Hope Fund',
  program: null,
  mayPayFor: [],
  id: null,
  from: null,
  to: null,
  awarded: null,
  ...more,
});

const withMoney = (id: string, goal: number, placed: number, funding: Funding[]): PlanSummary => ({
  ...community(id, { placedDirect: placed }),
  goals: { placements: goal, directShare: 1 },
  funding,
});

const rollup = publishRollup({
  scope: { kind: 'funder', name: 'hope fund' },
  name: 'Hope Fund',
  year: 2026,
  readAt: '2027-01-05T08:00:00.000Z',
  communitiesLeftOut: [],
  summaries: [
    withMoney('a', 60, 30, [
      grant({ program: 'Families first', amount: 30_000, used: 25_000, spent: 9_000, mayPayFor: ['childcare'] }),
      grant({ amount: 10_000.5, used: 10_000.5, status: 'committed', mayPayFor: ['childcare', 'transportation'] }),
      grant({ amount: 99_000, spent: 1_000, funder: 'Somebody else', mayPayFor: ['childcare'] }),
    ]),
    withMoney('b', 40, 20, [
      grant({
        amount: 5_000,
        used: 5_000,
        spent: 1_000,
        funder: 'hope  FUND',
        mayPayFor: ['transportation', 'childcare'],
      }),
      grant({ amount: 8_000, status: 'applied', mayPayFor: ['outreach'] }),
    ]),
  ],
});

/** Beside the grants themselves. */
const ownMoney = (indicator: string) =>
  [...rollup.facts]
    .filter((fact) => fact.indicator === indicator && !fact.breakdown.some(({ by }) => by === 'grant'))
    .map(({ breakdown, target, actual }) => [breakdown[0]?.value ?? null, target, actual]);

describe('a funder’s own money', () => {
  it('is divided by what it may pay for, each dollar once, and without what is only hoped for', () => {
    expect(ownMoney('own-money-given')).toEqual([
      ['Childcare', null, 30_000],
      ['Transportation and Childcare', null, 15_000.5],
    ]);
    expect(ownMoney('own-money-spent')).toEqual([
      [null, null, 10_000],
      ['Childcare', null, 9_000],
      ['Transportation and Childcare', null, 1_000],
    ]);
  });

  it('is set beside the placements of its communities, planned and so far', () => {
    // 45,000.50 for 100 placements; 10,000 spent for 50
    expect(ownMoney('own-money-per-placement')).toEqual([[null, 450.01, 200]]);
  });

  it('has a section of its own on the page, which says that others pay for the same people', () => {
    const page = rollupPage(rollup, { language: 'en', formats: [], link: null });
    expect(page).toContain('<h2 id="own-money">What Hope Fund pays for</h2>');
    expect(page).toContain(
      '$45,001 is received or committed in 2 communities. $40,001 of it finds something to pay for in this plan year, and $10,000 is spent. $8,000 more is applied for, or an idea.',
    );
    expect(page).toContain(
      '<th scope="row">Transportation and Childcare</th><td>$15,001</td><td>$15,001</td><td>$1,000</td>',
    );
    expect(page).toContain('They aim at 100 placements: $450 of this money for each.');
    expect(page).toContain('50 people have been placed so far: $200 spent for each.');
    expect(page).toContain('Others pay for the same people');
    expect(page).not.toContain('Somebody else');
  });
});
