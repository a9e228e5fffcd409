import { subjectOf, tabOf } from '../messages/said.ts';
import { type Plan, type PlanForm, type PlanRow, type SectionName, sectionList, sections } from '../plan.ts';
import type { Table } from '../table.ts';
import { nameKey, nearestOf, shortened } from '../text.ts';
import { type Check, inForm, inRow, type Problem } from './check.ts';

/** Does every name that a tab borrows from another stand there? */
export const referenceChecks: readonly Check[] = [
  {
    code: 'unknown-name',
    severity: 'error',
    title: 'Every partner, segment or program that is named stands on its own tab.',
    on: 'entry',
    check: (plan, { unreadable }) =>
      sectionList.flatMap((section) =>
        Object.entries(section.columns).flatMap(([field, column]) => {
          if (column.type.refersTo === undefined) return [];
          // That its tab or its names are gone is one finding; that no name is found there would be hundreds.
          if (unreadable?.has(column.type.refersTo as SectionName)) return [];
          const known = namesOf(plan, column.type.refersTo as SectionName);
          const refersTo = column.type.refersTo;
          const nearestKnown = nearestOf([...known.values()]);
          const problem = (at: Problem['at'], value: unknown): Problem[] =>
            namesIn(value)
              .filter((name) => !known.has(nameKey(name)))
              .map((name) => {
                const near = nearestKnown(name);
                return {
                  at,
                  text: near === null ? 'unknown-name' : 'unknown-name/near',
                  values: {
                    subject: subjectOf(section.name, field),
                    name: shortened(name),
                    tab: tabOf(refersTo),
                    noun: { nounOf: refersTo },
                    ...(near === null ? {} : { near }),
                  },
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
