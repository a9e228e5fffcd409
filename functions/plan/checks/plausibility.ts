import { add, compare, type Fraction, fraction, multiply } from '../fraction.ts';
import { dollars, headerOf, optionOf, share, tabOf } from '../messages/said.ts';
import type { Plan } from '../plan.ts';
import {
  admittedOfApplicants,
  communityYear,
  costOfOne,
  placedOfApplicants,
  placedWithin90Days,
  publishedRates,
  trainingLength,
  trainingPrice,
} from '../published.ts';
import type { RateName } from '../tables/assumptions.ts';
import { WHOLE_IN_BASIS_POINTS } from '../value.ts';
import { type Check, inForm, inRow, problem } from './check.ts';
import { pairCheck, UNKNOWN, valueIn } from './pairs.ts';

/** Has anybody ever reached, paid or needed so much? Each figure is named with its source. */
export const plausibilityChecks: readonly Check[] = [
  {
    code: 'goal-above-reached',
    severity: 'warning',
    title: 'The placements goal is not far above what communities have reached in a year.',
    on: 'entry',
    check: (plan) => {
      const goal = plan.goals.values.placements;
      return goal !== null && goal > communityYear.farAbove
        ? [
            problem(inForm('goals', 'placements'), {
              goal,
              average: communityYear.average,
              placements: communityYear.placements,
              communities: communityYear.communities,
              source: communityYear.source,
            }),
          ]
        : [];
    },
  },
  {
    code: 'rate-above-published',
    severity: 'warning',
    title: 'No likely rate is higher than the highest that was published.',
    on: 'entry',
    check: (plan) =>
      withPublished(plan).flatMap(({ row, likely, highest }) =>
        likely > highest.rate
          ? [
              problem(inRow('assumptions', row, 'likely'), {
                rate: share(likely),
                published: share(highest.rate),
                source: highest.source,
              }),
            ]
          : [],
      ),
  },
  {
    code: 'rate-below-published',
    severity: 'info',
    title: 'No likely rate is lower than the lowest that was published.',
    on: 'entry',
    check: (plan) =>
      withPublished(plan).flatMap(({ row, likely, lowest }) =>
        likely < lowest.rate
          ? [
              problem(inRow('assumptions', row, 'likely'), {
                rate: share(likely),
                published: share(lowest.rate),
                source: lowest.source,
              }),
            ]
          : [],
      ),
  },
  {
    code: 'applicants-placed-too-often',
    severity: 'warning',
    title: 'The likely rates together do not place more than every third applicant.',
    on: 'entry',
    check: (plan) => {
      const row = plan.assumptions.find(
        ({ values, invalid }) =>
          values.rate === 'appliedToAssessed' && values.segment === null && !invalid.includes('segment'),
      );
      const placed = placedOf(plan);
      if (!row || placed === null) return [];
      if (compare(placed, fraction(admittedOfApplicants.one, admittedOfApplicants.in)) <= 0) return [];
      return [
        problem(inRow('assumptions', row, 'likely'), {
          placed: share(Number((placed.numerator * BigInt(WHOLE_IN_BASIS_POINTS)) / placed.denominator)),
          published: share(placedOfApplicants.rate),
          source: placedOfApplicants.source,
          admittedBy: admittedOfApplicants.source,
        }),
      ];
    },
  },
  {
    code: 'window-short',
    severity: 'warning',
    title: 'A high placement rate is counted within more than 90 days of completing.',
    on: 'entry',
    check: (plan) =>
      plan.assumptions.flatMap((row) => {
        const { rate, windowDays, likely } = row.values;
        return rate === 'completedToPlaced' &&
          windowDays !== null &&
          likely !== null &&
          windowDays <= placedWithin90Days.days &&
          likely > placedWithin90Days.rate
          ? [
              problem(inRow('assumptions', row, 'windowDays'), {
                rate: share(likely),
                days: windowDays,
                published: share(placedWithin90Days.rate),
                publishedDays: placedWithin90Days.days,
                source: placedWithin90Days.source,
              }),
            ]
          : [];
      }),
  },
  {
    code: 'price-above-published',
    severity: 'warning',
    title: 'No program costs one person more than programs are known to.',
    on: 'entry',
    check: (plan) =>
      plan.programs.flatMap((row) => {
        const { price } = row.values;
        return price !== null && price > trainingPrice.highest
          ? [
              problem(inRow('programs', row, 'price'), {
                price: dollars(price),
                published: dollars(trainingPrice.highest),
                source: trainingPrice.source,
              }),
            ]
          : [];
      }),
  },
  {
    code: 'weeks-above-published',
    severity: 'warning',
    title: 'No program lasts longer than two years.',
    on: 'entry',
    check: (plan) =>
      plan.programs.flatMap((row) => {
        const { weeks } = row.values;
        return weeks !== null && weeks > trainingLength.longestWeeks
          ? [
              problem(inRow('programs', row, 'weeks'), {
                weeks,
                // Days typed as weeks are the usual slip.
                asDays: Math.max(1, Math.round(weeks / 7)),
                published: trainingLength.longestWeeks,
                source: trainingLength.source,
              }),
            ]
          : [];
      }),
  },
  {
    code: 'cost-above-published',
    severity: 'warning',
    title: 'No need costs more a person than a whole program is known to.',
    on: 'entry',
    check: (plan) =>
      plan.resources.flatMap((row) => {
        const { amount, basis } = row.values;
        return amount !== null && basis === 'perPerson' && amount > costOfOne.highest
          ? [
              problem(inRow('resources', row, 'amount'), {
                amount: dollars(amount),
                published: dollars(costOfOne.highest),
                total: optionOf('resources', 'basis', 'total'),
                source: costOfOne.source,
              }),
            ]
          : [];
      }),
  },
  pairCheck({
    code: 'scholarship-over-price',
    severity: 'warning',
    title: 'A scholarship for one person is at most the highest price of a program.',
    on: 'entry',
    missing: 'skipIfAll',
    pairs: (plan) => {
      const highest = plan.programs.reduce<number | null>(
        (most, { values }) => (values.price === null ? most : Math.max(most ?? 0, values.price)),
        null,
      );
      const unknown = plan.programs.some(({ invalid }) => invalid.includes('price'));
      return plan.resources
        .filter(({ values }) => values.need === 'scholarships' && values.basis === 'perPerson')
        .map((row) => ({
          at: inRow('resources', row, 'amount'),
          left: [valueIn(row, 'amount')],
          right: [unknown ? UNKNOWN : highest],
        }));
    },
    problem: ({ at }, { left, right }) =>
      problem(at, { amount: dollars(left), price: dollars(right), tab: tabOf('programs') }),
  }),
  {
    code: 'completion-below-assumed',
    severity: 'warning',
    title: 'The programs’ own completion rates come to at least the low rate of the Assumptions tab.',
    on: 'entry',
    check: (plan) => {
      const row = plan.assumptions.find(
        ({ values, invalid }) =>
          values.rate === 'enrolledToCompleted' && values.segment === null && !invalid.includes('segment'),
      );
      // A program that has not measured its rate says nothing; one whose cell cannot be read may say anything.
      if (row?.values.low == null || plan.programs.some(({ invalid }) => invalid.includes('completionRate'))) return [];
      const measured = plan.programs.filter(
        ({ values }) => values.completionRate !== null && values.seats !== null && values.seats > 0,
      );
      const seats = measured.reduce((sum, { values }) => sum + values.seats!, 0);
      const completing = measured.reduce((sum, { values }) => sum + values.seats! * values.completionRate!, 0);
      if (seats === 0 || completing >= row.values.low * seats) return [];
      return [
        problem(inRow('assumptions', row, 'low'), {
          low: share(row.values.low),
          measured: share(Math.floor(completing / seats)),
          programs: measured.length,
          likelyHeader: headerOf('assumptions', 'likely'),
        }),
      ];
    },
  },
];

type RateWithFigures = keyof typeof publishedRates;

const withPublished = (plan: Plan) =>
  plan.assumptions.flatMap((row) => {
    const { rate, likely } = row.values;
    return rate !== null && likely !== null && rate in publishedRates
      ? [{ row, likely, ...publishedRates[rate as RateWithFigures] }]
      : [];
  });

/** Of those who apply, which part is placed by either route at the likely rates for everybody; null where a rate is missing. */
const placedOf = (plan: Plan): Fraction | null => {
  const rates = new Map<RateName, number>();
  for (const { values, invalid } of plan.assumptions)
    if (values.rate !== null && values.segment === null && values.likely !== null && !invalid.includes('segment'))
      if (!rates.has(values.rate)) rates.set(values.rate, values.likely);
  const chain = (...names: RateName[]): Fraction | null =>
    names.reduce<Fraction | null>((product, name) => {
      const rate = rates.get(name);
      return product === null || rate === undefined ? null : multiply(product, fraction(rate, WHOLE_IN_BASIS_POINTS));
    }, fraction(1));
  const direct = chain('appliedToAssessed', 'assessedToMatched', 'matchedToPlaced');
  const trained = chain('appliedToAssessed', 'assessedToEnrolled', 'enrolledToCompleted', 'completedToPlaced');
  return direct && trained && add(direct, trained);
};
