import { type Plan, type PlanForm, type PlanRow, type SectionName, sectionList, sections } from '../plan.ts';
import type { Table } from '../table.ts';
import { nameKey, nearestName } from '../text.ts';
import { type Check, inForm, inRow, type Problem } from './check.ts';

/** Does every name that a tab borrows from another stand there? */
export const referenceChecks: readonly Check[] = [
  {
    code: 'unknown-name',
    severity: 'error',
    title: 'Every partner, segment or program that is named stands on its own tab.',
    on: 'entry',
    check: (plan) =>
      sectionList.flatMap((section) =>
        Object.entries(section.columns).flatMap(([field, column]) => {
          if (column.type.refersTo === undefined) return [];
          const known = namesOf(plan, column.type.refersTo as SectionName);
          const target = sections[column.type.refersTo as 'partners'];
          const problem = (at: Problem['at'], value: unknown): Problem[] =>
            namesIn(value)
              .filter((name) => !known.has(nameKey(name)))
              .map((name) => {
                const near = nearestName(name, [...known.values()]);
                return {
                  at,
                  message: `${column.header} is "${name}", but the ${target.tab} tab has no ${target.noun} of that name.`,
                  fix: near
                    ? `Did you mean "${near}"? Otherwise add "${name}" to the ${target.tab} tab.`
                    : `Add "${name}" to the ${target.tab} tab, or choose one that is there.`,
                };
              });
          const name = section.name as SectionName;
          return section.shape === 'form'
            ? problem(inForm(name, field), (plan[name] as PlanForm).values[field])
            : (plan[name] as PlanRow[]).flatMap((row) => problem(inRow(name, row, field), row.values[field]));
        }),
      ),
  },
];

/** Also names in rows that have errors: a partner with a mistyped address is a partner still. */
const namesOf = (plan: Plan, table: SectionName): Map<string, string> => {
  const key = (sections[table] as unknown as Table).key!;
  return new Map(
    (plan[table] as PlanRow[]).flatMap((row) => {
      const name = row.values[key];
      return typeof name === 'string' ? [[nameKey(name), name]] : [];
    }),
  );
};

const namesIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
