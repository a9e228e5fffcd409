import { type Allowed, type Condition, closedPrograms, mayPay } from '../allowability.ts';
import { all, headerOf, optionOf, type Said, say, small, tabOf } from '../messages/said.ts';
import type { Plan, RowOf } from '../plan.ts';
import { workforcePell } from '../published.ts';
import type { FundingStatus } from '../tables/funding.ts';
import type { NeedKind } from '../tables/resources.ts';
import { nameKey } from '../text.ts';
import { type Check, inRow, problem } from './check.ts';

/** May this source pay for that need? */
export const allowabilityChecks: readonly Check[] = [
  {
    code: 'use-not-allowed',
    severity: 'error',
    title: 'No source is to pay for a need that it may not pay for.',
    on: 'entry',
    check: (plan) => {
      const boards = workforceBoards(plan);
      return sought(plan, 'idea', 'applied', 'committed', 'received').flatMap((row) => {
        const refused = usesOf(row, boards).filter(({ allowed }) => allowed === 'no');
        return refused.length === 0
          ? []
          : [
              problem(inRow('funding', row, 'mayPayFor'), {
                source: optionOf('funding', 'source', row.values.source!),
                needs: needsIn(refused),
              }),
            ];
      });
    },
  },
  {
    code: 'use-conditional',
    severity: 'warning',
    title: 'Where a source pays only under a condition, it is said how the plan keeps it.',
    on: 'entry',
    check: (plan) => {
      const boards = workforceBoards(plan);
      return sought(plan, 'applied', 'committed', 'received').flatMap((row) => {
        if (row.values.conditions !== null || row.invalid.includes('conditions')) return [];
        const uses = usesOf(row, boards).filter(({ allowed }) => allowed !== 'yes' && allowed !== 'no');
        if (uses.length === 0) return [];
        const byCondition = Map.groupBy(uses, ({ allowed }) => allowed as Condition);
        return [
          problem(inRow('funding', row, 'conditions'), {
            source: optionOf('funding', 'source', row.values.source!),
            conditions: all(
              [...byCondition].map(([condition, under]) => say(`conditions.${condition}`, { needs: needsIn(under) })),
            ),
            header: headerOf('funding', 'conditions'),
          }),
        ];
      });
    },
  },
  {
    code: 'program-closed',
    severity: 'warning',
    title: 'No money is hoped for from a program that gives no new money.',
    on: 'entry',
    check: (plan) =>
      sought(plan, 'idea', 'applied').flatMap((row) => {
        const closed = closedPrograms.find(({ pattern }) => pattern.test(row.values.program ?? ''));
        return closed ? [problem(inRow('funding', row, 'program'), { program: closed.name, since: closed.since })] : [];
      }),
  },
  {
    code: 'pell-without-program',
    severity: 'warning',
    title: 'Where Workforce Pell is to pay, there is a program of the length that it pays for.',
    on: 'entry',
    check: (plan) => {
      const { fewestWeeks, under, source } = workforcePell;
      const mayFit = plan.programs.some(
        ({ values, invalid }) =>
          invalid.includes('weeks') || values.weeks === null || (values.weeks >= fewestWeeks && values.weeks < under),
      );
      if (mayFit || plan.programs.length === 0) return [];
      return sought(plan, 'applied', 'committed', 'received')
        .filter(({ values }) => values.source === 'accreditation' && /\bworkforce pell\b/i.test(values.program ?? ''))
        .map((row) =>
          problem(inRow('funding', row, 'program'), { fewestWeeks, under, source, tab: tabOf('programs') }),
        );
    },
  },
];

const sought = (plan: Plan, ...statuses: FundingStatus[]): RowOf<'funding'>[] =>
  plan.funding.filter(
    ({ values }) => values.source !== null && values.status !== null && statuses.includes(values.status),
  );

interface Use {
  need: NeedKind;
  allowed: Allowed;
}

const usesOf = (row: RowOf<'funding'>, boards: ReadonlySet<string>): Use[] => {
  const { source, program, funder, mayPayFor } = row.values;
  const fromWorkforceBoard = funder !== null && boards.has(nameKey(funder));
  return (mayPayFor ?? []).map((need) => ({
    need,
    allowed: mayPay({ kind: source!, program, fromWorkforceBoard }, need),
  }));
};

const needsIn = (uses: readonly Use[]): Said => all(uses.map(({ need }) => small(optionOf('resources', 'need', need))));

const workforceBoards = (plan: Plan): ReadonlySet<string> =>
  new Set(
    plan.partners
      .filter(({ values }) => values.kind === 'workforceBoard' && values.name !== null)
      .map(({ values }) => nameKey(values.name!)),
  );
