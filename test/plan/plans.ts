import fc from 'fast-check';
import {
  blankValues,
  emptyPlan,
  type Plan,
  type PlanRow,
  type SectionName,
  sections,
} from '../../functions/plan/plan.ts';
import { type RateName, rateNames } from '../../functions/plan/tables/assumptions.ts';

/** Rows of a table as parsing leaves them: what is not given is blank. */
export const rowsOf = <Name extends SectionName>(section: Name, ...entries: Record<string, unknown>[]): Plan[Name] =>
  entries.map(
    (values, index): PlanRow => ({
      id: `${section}-${index}`,
      row: index + 3,
      values: { ...blankValues(sections[section].columns), ...values },
      raw: {},
      invalid: [],
    }),
  ) as unknown as Plan[Name];

/** Basis points and days by step. */
export type Steps = Record<RateName, { likely: number; windowDays: number }>;

export interface PlanFacts {
  placements: number;
  /** Basis points. */
  directShare: number;
  quarters?: (number | null)[];
  steps: Steps;
  demand?: Record<string, unknown>[];
  programs?: Record<string, unknown>[];
  partners?: Record<string, unknown>[];
  segments?: Record<string, unknown>[];
}

/** A plan for July 2026 to June 2027. */
export const planOf = (facts: PlanFacts): Plan => {
  const plan = emptyPlan();
  Object.assign(plan.community.values, { yearStart: '2026-07-01', yearEnd: '2027-06-30' });
  const [placementsQ1, placementsQ2, placementsQ3, placementsQ4] = facts.quarters ?? [null, null, null, null];
  Object.assign(plan.goals.values, {
    placements: facts.placements,
    directShare: facts.directShare,
    placementsQ1,
    placementsQ2,
    placementsQ3,
    placementsQ4,
  });
  plan.assumptions = rowsOf(
    'assumptions',
    ...(Object.entries(facts.steps) as [RateName, Steps[RateName]][]).map(([rate, { likely, windowDays }]) => ({
      rate,
      low: likely,
      likely,
      high: likely,
      windowDays,
    })),
  );
  plan.segments = rowsOf('segments', ...(facts.segments ?? []));
  plan.partners = rowsOf('partners', ...(facts.partners ?? []));
  plan.demand = rowsOf('demand', ...(facts.demand ?? []));
  plan.programs = rowsOf('programs', ...(facts.programs ?? []));
  return plan;
};

const roles = ['Help desk', 'help  DESK', 'Developer', 'Tester', 'Analyst'];
const employers = ['Acme', 'Bolt', 'Crane'];

const aStep = fc.record({ likely: fc.integer({ min: 1, max: 10_000 }), windowDays: fc.integer({ min: 0, max: 400 }) });

const blankOr = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

const openings = blankOr(fc.nat(60));

/** Plans of any size and any shape, all rows without mistakes. */
export const anyPlanFacts: fc.Arbitrary<PlanFacts> = fc.record({
  placements: fc.integer({ min: 1, max: 2_000 }),
  directShare: fc.nat(10_000),
  quarters: fc.array(blankOr(fc.nat(700)), { minLength: 4, maxLength: 4 }),
  steps: fc.record(
    Object.fromEntries((Object.keys(rateNames) as RateName[]).map((name) => [name, aStep])) as Record<
      RateName,
      typeof aStep
    >,
  ),
  demand: fc.array(
    fc.record({
      employer: fc.constantFrom(...employers),
      role: fc.constantFrom(...roles),
      openingsQ1: openings,
      openingsQ2: openings,
      openingsQ3: openings,
      openingsQ4: openings,
    }),
    { maxLength: 8 },
  ),
  programs: fc.array(
    fc.record({
      provider: fc.constant('College'),
      name: fc.constantFrom('One', 'Two', 'Three'),
      role: fc.constantFrom(...roles),
      existing: fc.constantFrom('existing', 'new'),
      seats: fc.nat(80),
      startsOn: fc.constantFrom('2026-07-01', '2026-09-14', '2026-12-01', '2027-02-08', '2027-05-31', '2027-08-01'),
      weeks: fc.integer({ min: 1, max: 40 }),
      completionRate: blankOr(fc.nat(10_000)),
    }),
    { maxLength: 8 },
  ),
  partners: fc.constant([
    { name: 'Acme', status: 'committed' },
    { name: 'Bolt', status: 'invited' },
    { name: 'Crane', status: 'committed' },
  ]),
});
