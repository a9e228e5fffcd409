import { headerOf, optionOf, type Said, share } from '../messages/said.ts';
import { type RateName, rateNames } from '../tables/assumptions.ts';
import { nameKey } from '../text.ts';
import { WHOLE_IN_BASIS_POINTS } from '../value.ts';
import { type Check, inHeader, inRow, type Problem } from './check.ts';

const stepNamed = (name: RateName): Said => optionOf('assumptions', 'rate', name);

const scenarioHeaders = {
  lowHeader: headerOf('assumptions', 'low'),
  likelyHeader: headerOf('assumptions', 'likely'),
  highHeader: headerOf('assumptions', 'high'),
};

/** Do the rates fit together? */
export const rateChecks: readonly Check[] = [
  {
    code: 'rates-out-of-order',
    severity: 'error',
    title: 'Of a rate, low is at most likely and likely is at most high.',
    on: 'entry',
    check: (plan) =>
      plan.assumptions.flatMap((row): Problem[] => {
        const { low, likely, high } = row.values;
        if (low !== null && likely !== null && low > likely)
          return [
            {
              at: inRow('assumptions', row, 'low'),
              text: 'rates-out-of-order/low',
              values: { low: share(low), likely: share(likely), ...scenarioHeaders },
            },
          ];
        if (likely !== null && high !== null && likely > high)
          return [
            {
              at: inRow('assumptions', row, 'high'),
              text: 'rates-out-of-order/high',
              values: { high: share(high), likely: share(likely), ...scenarioHeaders },
            },
          ];
        return [];
      }),
  },
  {
    code: 'routes-over-whole',
    severity: 'error',
    title: 'Of the people assessed, those matched and those enrolled come to at most 100%.',
    on: 'entry',
    check: (plan) => {
      const shared: readonly RateName[] = ['assessedToMatched', 'assessedToEnrolled'];
      const atSplit = plan.assumptions.filter((row) => row.values.rate !== null && shared.includes(row.values.rate));
      return scopesWithRates(atSplit.map((row) => row.values.segment)).flatMap((segment): Problem[] => {
        const rowOf = (name: RateName) => {
          const rows = atSplit.filter((row) => row.values.rate === name);
          const own = rows.find(
            (row) => segment !== null && row.values.segment !== null && nameKey(row.values.segment) === segment,
          );
          return own ?? rows.find((row) => row.values.segment === null);
        };
        const matched = rowOf('assessedToMatched');
        const enrolled = rowOf('assessedToEnrolled');
        if (!matched || !enrolled) return [];
        if (segment !== null && matched.values.segment === null && enrolled.values.segment === null) return [];
        return (['likely', 'high', 'low'] as const)
          .flatMap((scenario): Problem[] => {
            const [left, right] = [matched.values[scenario], enrolled.values[scenario]];
            if (left === null || right === null || left + right <= WHOLE_IN_BASIS_POINTS) return [];
            return [
              {
                at: inRow('assumptions', enrolled, scenario),
                values: {
                  matchedStep: stepNamed('assessedToMatched'),
                  matched: share(left),
                  enrolledStep: stepNamed('assessedToEnrolled'),
                  enrolled: share(right),
                  sum: share(left + right),
                },
              },
            ];
          })
          .slice(0, 1);
      });
    },
  },
  {
    code: 'rate-missing',
    severity: 'error',
    title: 'Each of the seven steps has a rate for everybody.',
    on: 'entry',
    check: (plan) => {
      // A tab or header that is gone, or a wholly blank tab, is said elsewhere.
      if (plan.assumptions.every((row) => row.invalid.includes('rate'))) return [];
      return (Object.keys(rateNames) as RateName[])
        .filter((name) => !plan.assumptions.some((row) => row.values.rate === name && row.values.segment === null))
        .map((name) => ({
          at: inHeader('assumptions', 'rate'),
          values: { step: stepNamed(name) },
        }));
    },
  },
];

const scopesWithRates = (segments: readonly (string | null)[]): (string | null)[] => [
  ...new Set([null, ...segments.map((segment) => (segment === null ? null : nameKey(segment)))]),
];
