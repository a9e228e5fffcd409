import { plannedNumbers } from '../funnel.ts';
import { headerOf, tabOf } from '../messages/said.ts';
import type { PlanRow } from '../plan.ts';
import { nameKey } from '../text.ts';
import { type Check, inForm, inRow, type Problem, type TargetContext } from './check.ts';

/** Is there room for the people whom the goal needs? Run on the rows that count, once targets are worked out. */
export const capacityChecks: readonly Check<TargetContext>[] = [
  {
    code: 'override-too-low',
    severity: 'warning',
    title: 'A number of your own at a stage is at least what the goal needs there.',
    on: 'entry',
    check: (plan, { funnel }) => {
      const needed = plannedNumbers(funnel);
      if (needed === null) return [];
      return (Object.keys(needed) as (keyof typeof needed)[]).flatMap((field): Problem[] => {
        const own = plan.goals.values[field];
        return own !== null && own < needed[field]
          ? [
              {
                at: inForm('goals', field),
                values: { header: headerOf('goals', field), own, needed: needed[field], tab: tabOf('assumptions') },
              },
            ]
          : [];
      });
    },
  },
  {
    code: 'openings-below-goal',
    severity: 'warning',
    title: 'Employers expect at least as many openings as there are placements in the goal.',
    on: 'entry',
    check: (plan) => {
      const goal = plan.goals.values.placements;
      if (goal === null || plan.demand.length === 0 || lacksColumn(plan.demand, quarters)) return [];
      const openings = plan.demand.reduce(
        (sum, { values }) => quarters.reduce((ofRow, quarter) => ofRow + (values[quarter] ?? 0), sum),
        0,
      );
      if (openings >= goal) return [];
      return [
        {
          at: inForm('goals', 'placements'),
          values: { goal, openings, missing: goal - openings, tab: tabOf('demand') },
        },
      ];
    },
  },
  {
    code: 'commitments-below-goal',
    severity: 'info',
    title: 'Employers have committed to at least as many placements as the goal has.',
    on: 'entry',
    check: (plan) => {
      const goal = plan.goals.values.placements;
      const employers = plan.partners.filter(({ values }) => values.placementsCommitted !== null);
      if (goal === null || employers.length === 0) return [];
      const committed = employers.reduce((sum, { values }) => sum + (values.placementsCommitted ?? 0), 0);
      if (committed >= goal) return [];
      return [
        {
          at: inForm('goals', 'placements'),
          values: { goal, committed, missing: goal - committed, tab: tabOf('partners') },
        },
      ];
    },
  },
  {
    code: 'seats-below-need',
    severity: 'warning',
    title: 'Programs have seats for everybody who must start training.',
    on: 'entry',
    check: (plan, { funnel }) => {
      const needed = funnel.all?.stages.enrolled.target;
      if (needed === undefined || plan.programs.length === 0 || lacksColumn(plan.programs, ['seats'])) return [];
      const seats = plan.programs.reduce((sum, { values }) => sum + (values.seats ?? 0), 0);
      if (seats >= needed) return [];
      return [
        {
          at: inForm('goals', 'trainedNew'),
          values: { needed, seats, missing: needed - seats, tab: tabOf('programs') },
        },
      ];
    },
  },
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
            values: { role: line.values.role!, openings, ready, missing: openings - ready },
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
    check: (plan) => {
      const roles = new Set(plan.demand.flatMap(({ values }) => (values.role === null ? [] : [nameKey(values.role)])));
      if (roles.size === 0) return [];
      return plan.programs
        .filter(({ values }) => values.role !== null && !roles.has(nameKey(values.role)))
        .map((row) => ({
          at: inRow('programs', row, 'role'),
          values: { role: row.values.role!, tab: tabOf('demand') },
        }));
    },
  },
];

const quarters = ['openingsQ1', 'openingsQ2', 'openingsQ3', 'openingsQ4'] as const;

/** What stands in a column that is gone is not known, so there is nothing to sum. Rows with mistyped cells do not get here. */
const lacksColumn = (rows: readonly PlanRow<unknown>[], fields: readonly string[]): boolean =>
  rows.some((row) => fields.some((field) => row.invalid.includes(field)));
