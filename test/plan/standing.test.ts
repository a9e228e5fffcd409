import { expect, test } from 'vitest';
import { standingOf } from '../../functions/plan/standing.ts';
import { goodSheet } from '../support/sheet.ts';

/**
 * The good plan: 30 placements after training need 50 enrolled. By month 1 1 1, 2 2 2, 3 3 3, 4 4 4 of them; whoever is enrolled needs 101 days of training
 * and 90 more to the job. 10 are placed by direct match, by month 1 0 0, 1 1 0, 1 1 1, 2 1 1. Counted through October: 16 enrolled, 2 placed by direct match.
 */
const standing = () => {
  const sheet = goodSheet()
    .clear('segments')
    .set('Goals', 'B9', 4)
    .set('Goals', 'B10', 8)
    .set('Goals', 'B11', 12)
    .set('Goals', 'B12', 16)
    .deleteRows('Progress', 4);
  for (const [index, days] of [60, 30, 30, 90, 30, 365, 90].entries()) sheet.set('Assumptions', `F${index + 3}`, days);
  const { calendar, counted, funnel } = sheet.assess({ today: '2026-11-09' });
  return standingOf(funnel.all!, calendar.calendar!, counted, funnel);
};

test('says how many people and weeks a stage is behind the calendar', () => {
  // 191 days after October is May 10: due are the 22 placements through April, for whom 37 must be enrolled. 20 were due for the 12 placements through
  // January, 191 days before its end, on July 24: 14 weeks and a day ago.
  expect(standing().enrolled).toEqual({ due: 37, counted: 16, ahead: -21, weeksAhead: -14 });
});

test('says for how many weeks those counted are enough', () => {
  // The third placement by direct match is due on November 30.
  expect(standing().placedDirect).toEqual({ due: 2, counted: 2, ahead: 0, weeksAhead: 4 });
});

test('says nothing where nobody has counted', () => {
  const sheet = goodSheet().clear('segments').clear('progress');
  const { calendar, counted, funnel } = sheet.assess({ today: '2026-11-09' });
  expect(standingOf(funnel.all!, calendar.calendar!, counted, funnel).placedDirect).toMatchObject({
    counted: null,
    ahead: null,
    weeksAhead: null,
  });
});
