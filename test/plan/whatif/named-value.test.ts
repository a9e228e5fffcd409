import { describe, expect, test } from 'vitest';
import { wordsIn } from '../../../functions/plan/messages/words.ts';
import { valueNamed } from '../../../functions/plan/whatif/named-value.ts';
import { day, goodSheet } from '../../support/sheet.ts';

/** The good plan, and a second intake of one of its programs. */
const { plan } = goodSheet()
  .fill('programs', {
    provider: 'Code Academy',
    name: 'IT Support',
    role: 'Help desk technician',
    existing: 'Existing',
    seats: 10,
    startsOn: day('2027-01-11'),
    weeks: 16,
    price: 4500,
  })
  .assess();

const words = wordsIn('en');

const named = (name: string) => {
  const found = valueNamed(name, plan, words);
  return 'problem' in found ? words.tell(found.problem) : found;
};

describe('a value is found by what a coordinator would call it', () => {
  test.each<[string, string, string | null]>([
    ['goals.placements', 'goals.placements', null],
    ['Placements this year', 'goals.placements', null],
    ['placements', 'goals.placements', null],
    ['goals.directShare', 'goals.directShare', null],
    ['placements by quarter: Q3', 'goals.placementsQ3', null],
    ['confidence wanted', 'community.confidence', null],
    ['started->completed', 'assumptions.enrolledToCompleted', null],
    ['Enrolled → completed (trained)', 'assumptions.enrolledToCompleted', null],
    ['completed => hired', 'assumptions.completedToPlaced', null],
    ['Veterans: enrolled->completed', 'assumptions.enrolledToCompleted', 'Veterans'],
    ['enrolled->completed for veterans', 'assumptions.enrolledToCompleted', 'veterans'],
    ['share of Women', 'segments.share', 'Women'],
    ['Segments: Placements goal, Veterans', 'segments.placements', 'Veterans'],
    ['seats of IT Basics', 'programs.seats', 'IT Basics'],
    ['starts on of IT Basics', 'programs.startsOn', 'IT Basics'],
    ['programs.price IT Support 2027-01-11', 'programs.price', 'IT Support 2027-01-11'],
    ['amount of Opportunity fund', 'funding.amount', 'Opportunity fund'],
    ['amount of Part-time coordinator', 'resources.amount', 'Part-time coordinator'],
    ['childcare: amount', 'resources.amount', 'childcare'],
    ['openings q2 of Acme Software', 'demand.openingsQ2', 'Acme Software'],
    ['Metas: Colocaciones este año', 'goals.placements', null],
    ['Programas: Cupos, IT Basics', 'programs.seats', 'IT Basics'],
  ])('%s', (name, what, of) => {
    expect(named(name)).toEqual({ what, of });
  });
});

describe('what is no value is told, with the nearest that there is', () => {
  test.each([
    ['goals.placementz', '"goals.placementz" is no value of the plan. Did you mean "goals.placements"?'],
    ['seets of IT Basics', '"seets of IT Basics" is no value of the plan. Did you mean "Seats of IT Basics"?'],
    ['seets of the evening course', '"seets of the evening course" is no value of the plan. Did you mean "Seats"?'],
    ['luck', '"luck" is no value of the plan.'],
  ])('%s', (name, told) => {
    expect(named(name)).toBe(told);
  });

  test('a name that fits several values asks for the tab', () => {
    // Resources and Funding both have dates, and neither row is named.
    const { plan: two } = goodSheet().set('Funding', 'B7', 'Transportation').assess();
    const found = valueNamed('amount of Transportation', two, words);
    expect('problem' in found && words.tell(found.problem)).toBe(
      '"amount of Transportation" can be more than one value of the plan. Name its tab too: "Resources: Amount" or "Funding: Amount".',
    );
    expect(valueNamed('Funding: amount of Transportation', two, words)).toEqual({
      what: 'funding.amount',
      of: 'Transportation',
    });
  });
});
