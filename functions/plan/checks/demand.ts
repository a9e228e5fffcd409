import { headerOf, optionOf, tabOf } from '../messages/said.ts';
import type { Plan, RowOf } from '../plan.ts';
import { nameKey } from '../text.ts';
import { type Check, inHeader, inRow, problem } from './check.ts';
import { type PairValue, pairCheck, valueIn } from './pairs.ts';

export const quarters = ['openingsQ1', 'openingsQ2', 'openingsQ3', 'openingsQ4'] as const;

/** Does what employers commit to fit what they need? */
export const demandChecks: readonly Check[] = [
  {
    code: 'openings-missing',
    severity: 'warning',
    title: 'A line of demand has openings in one quarter at least, or a 0.',
    on: 'entry',
    check: (plan) =>
      plan.demand
        .filter(
          (row) =>
            row.values.employer !== null &&
            row.values.role !== null &&
            quarters.every((quarter) => valueIn(row, quarter) === null),
        )
        .map((row) => problem(inRow('demand', row, 'openingsQ1'))),
  },
  pairCheck({
    code: 'commitments-over-openings',
    severity: 'warning',
    title: 'No employer commits to more placements than it has openings.',
    on: 'entry',
    missing: 'skipIfAll',
    pairs: (plan) => {
      const openings = openingsByEmployer(plan);
      if (openings === null) return [];
      return plan.partners.flatMap((row) => {
        const ofEmployer = row.values.name === null ? undefined : openings.get(nameKey(row.values.name));
        return ofEmployer
          ? [
              {
                at: inRow('partners', row, 'placementsCommitted'),
                left: [valueIn(row, 'placementsCommitted')],
                right: ofEmployer,
              },
            ]
          : [];
      });
    },
    problem: ({ at }, { left, right }) => problem(at, { committed: left, openings: right, tab: tabOf('demand') }),
  }),
  {
    code: 'commitment-without-openings',
    severity: 'info',
    title: 'An employer that commits to placements has a line on the Demand tab.',
    on: 'entry',
    check: (plan) => {
      const openings = openingsByEmployer(plan);
      if (openings === null || openings.size === 0) return [];
      return plan.partners
        .filter(
          ({ values }) =>
            values.name !== null && (values.placementsCommitted ?? 0) > 0 && !openings.has(nameKey(values.name)),
        )
        .map((row) =>
          problem(inRow('partners', row, 'placementsCommitted'), {
            committed: row.values.placementsCommitted!,
            tab: tabOf('demand'),
          }),
        );
    },
  },
  {
    code: 'commitment-while-invited',
    severity: 'warning',
    title: 'An employer that commits to placements stands at Committed.',
    on: 'entry',
    check: (plan) =>
      plan.partners
        .filter(({ values }) => values.status === 'invited' && (values.placementsCommitted ?? 0) > 0)
        .map((row) =>
          problem(inRow('partners', row, 'status'), {
            committed: row.values.placementsCommitted!,
            invited: optionOf('partners', 'status', 'invited'),
            committedLabel: optionOf('partners', 'status', 'committed'),
            header: headerOf('partners', 'placementsCommitted'),
          }),
        ),
  },
  {
    code: 'ability-differs',
    severity: 'warning',
    title: 'An employer that does not hire on ability does not do so for a role either.',
    on: 'entry',
    check: (plan) => {
      const refusing = new Set(
        plan.partners
          .filter(({ values }) => values.hiresOnAbility === false && values.name !== null)
          .map(({ values }) => nameKey(values.name!)),
      );
      return plan.demand
        .filter(
          ({ values }) =>
            values.hiresOnAbility === true && values.employer !== null && refusing.has(nameKey(values.employer)),
        )
        .map((row) =>
          problem(inRow('demand', row, 'hiresOnAbility'), {
            employer: row.values.employer!,
            header: headerOf('partners', 'hiresOnAbility'),
            no: optionOf('partners', 'hiresOnAbility', 'no'),
            tab: tabOf('partners'),
          }),
        );
    },
  },
  {
    code: 'nobody-hires-on-ability',
    severity: 'warning',
    title: 'One employer at least hires on ability.',
    on: 'entry',
    check: (plan) => {
      const employers = plan.partners.filter(({ values }) => values.kind === 'employer');
      const refusing = employers.filter(({ values }) => values.hiresOnAbility === false);
      if (refusing.length === 0) return [];
      if (
        employers.some(({ values, invalid }) => values.hiresOnAbility === true || invalid.includes('hiresOnAbility')) ||
        plan.demand.some(({ values }) => values.hiresOnAbility === true)
      )
        return [];
      return [problem(inHeader('partners', 'hiresOnAbility'), { employers: refusing.length })];
    },
  },
];

/** Openings of each employer, quarter by quarter; null where a line cannot be given to an employer, and so no sum is known. */
const openingsByEmployer = (plan: Plan): Map<string, PairValue[]> | null => {
  const partners = new Set(plan.partners.flatMap(({ values }) => (values.name === null ? [] : [nameKey(values.name)])));
  const lines = plan.demand.filter((row) => row.values.employer !== null || hasOpenings(row));
  if (lines.some(({ values }) => values.employer === null || !partners.has(nameKey(values.employer)))) return null;
  const openings = new Map<string, PairValue[]>();
  for (const row of lines) {
    const key = nameKey(row.values.employer!);
    const ofEmployer = openings.get(key) ?? [];
    ofEmployer.push(...quarters.map((quarter) => valueIn(row, quarter)));
    openings.set(key, ofEmployer);
  }
  return openings;
};

const hasOpenings = (row: RowOf<'demand'>): boolean => quarters.some((quarter) => valueIn(row, quarter) !== null);
