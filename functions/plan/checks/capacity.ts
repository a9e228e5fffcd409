import { goalPart, ownNumbers, plannedNumbers, planParts } from '../funnel.ts';
import { headerOf, tabOf } from '../messages/said.ts';
import { placementsReached } from '../routes.ts';
import { nameKey, nearestOf } from '../text.ts';
import { type Check, inForm, inRow, type Problem, problem, type TargetContext } from './check.ts';
import { quarters } from './demand.ts';
import { type Pair, pairCheck, valueIn } from './pairs.ts';

/**
 * Is there room for the people whom the goal needs? Run on the rows that count, once targets are worked out. Sums are taken over all rows: what a
 * row with an error holds counts as far as it can be read, so that one slip is not told of again as a shortage.
 */
export const capacityChecks: readonly Check<TargetContext>[] = [
  {
    code: 'override-too-low',
    severity: 'warning',
    title: 'A number of your own at a stage is at least what the goal needs there.',
    on: 'entry',
    check: (plan, { funnel }) => {
      const needed = plannedNumbers(funnel);
      const parts = planParts(plan)?.map((part) => goalPart(part, 'likely'));
      if (needed === null || !parts) return [];
      return (Object.keys(needed) as (keyof typeof needed)[]).flatMap((field): Problem[] => {
        const own = plan.goals.values[field];
        if (own === null || own >= needed[field]) return [];
        const stage = field === 'matched' || field === 'aware' ? field : 'enrolled';
        const people = ownNumbers(plan, funnel)[stage]!;
        // More with new providers can make up for fewer with existing ones.
        if (people >= funnel.all!.stages[stage].target) return [];
        const { reached, of } = placementsReached(people, stage, parts);
        return [
          {
            at: inForm('goals', field),
            values: {
              header: headerOf('goals', field),
              own,
              needed: needed[field],
              reached,
              of,
              stage,
              tab: tabOf('assumptions'),
            },
          },
        ];
      });
    },
  },
  pairCheck<Pair, TargetContext>({
    code: 'openings-below-goal',
    severity: 'warning',
    title: 'Employers expect at least as many openings as there are placements in the goal.',
    on: 'entry',
    missing: 'skipIfAll',
    pairs: (plan, { typed }) => [
      {
        at: inForm('goals', 'placements'),
        left: [plan.goals.values.placements],
        right: typed.demand.flatMap((row) => quarters.map((quarter) => valueIn(row, quarter))),
      },
    ],
    problem: ({ at }, { left, right }) =>
      problem(at, { goal: left, openings: right, missing: left - right, tab: tabOf('demand') }),
  }),
  pairCheck<Pair, TargetContext>({
    code: 'commitments-below-goal',
    severity: 'info',
    title: 'Employers have committed to at least as many placements as the goal has.',
    on: 'entry',
    missing: 'skipIfAll',
    pairs: (plan, { typed }) => [
      {
        at: inForm('goals', 'placements'),
        left: [plan.goals.values.placements],
        right: typed.partners.map((row) => valueIn(row, 'placementsCommitted')),
      },
    ],
    problem: ({ at }, { left, right }) =>
      problem(at, { committed: right, goal: left, missing: left - right, tab: tabOf('partners') }),
  }),
  pairCheck<Pair, TargetContext>({
    code: 'seats-below-need',
    severity: 'warning',
    title: 'Programs have seats for everybody who must start training.',
    on: 'entry',
    missing: 'skipIfAll',
    pairs: (_, { typed, funnel }) => [
      {
        at: inForm('goals', 'trainedNew'),
        left: [funnel.all?.stages.enrolled.target ?? null],
        right: typed.programs.map((row) => valueIn(row, 'seats')),
      },
    ],
    problem: ({ at }, { left, right }) =>
      problem(at, { needed: left, seats: right, missing: left - right, tab: tabOf('programs') }),
  }),
  {
    code: 'role-short',
    severity: 'info',
    title: 'As many people are expected to be ready for a role in the year as employers have openings in it.',
    on: 'entry',
    check: (plan, { calendar, pipeline, typed }) => {
      // Where an intake does not count, or trains for a role that nobody has, its own finding comes first: mending it may be enough.
      if (!calendar || !pipeline || pipeline.withoutDemand.length > 0) return [];
      const inYear = new Set(calendar.cohorts.flatMap(({ row, endsIn }) => (endsIn === null ? [] : row.id)));
      const others = new Set(
        typed.programs.flatMap(({ id, values }) => (inYear.has(id) ? [] : nameKey(values.role ?? ''))),
      );
      if (inYear.size === 0 || others.has('')) return [];
      return pipeline.roles.flatMap(({ key, openings, ready }): Problem[] => {
        const line = plan.demand.find(({ values }) => values.role !== null && nameKey(values.role) === key);
        if (!line || openings === null || openings <= ready || others.has(key)) return [];
        return [
          {
            at: inRow('demand', line, 'role'),
            values: {
              role: line.values.role!,
              openings,
              ready,
              missing: openings - ready,
              pipeline: tabOf('pipeline'),
            },
          },
        ];
      });
    },
  },
  {
    code: 'no-demand-for-role',
    severity: 'info',
    title: 'Programs train for roles that an employer here has openings in.',
    on: 'entry',
    check: (plan, { typed }) => {
      const names = typed.demand.flatMap(({ values }) => (values.role === null ? [] : [values.role]));
      const roles = new Map(names.map((name) => [nameKey(name), name]));
      if (roles.size === 0 || typed.demand.some(({ invalid }) => invalid.includes('role'))) return [];
      const nearestRole = nearestOf([...roles.values()]);
      return plan.programs
        .filter(({ values }) => values.role !== null && !roles.has(nameKey(values.role)))
        .map((row) => {
          const role = row.values.role!;
          const near = nearestRole(role);
          return near === null
            ? problem(inRow('programs', row, 'role'), { role, tab: tabOf('demand') })
            : problem(inRow('programs', row, 'role'), { role, near, tab: tabOf('demand') }, 'no-demand-for-role/near');
        });
    },
  },
];
