import { all, any, headerOf } from '../messages/said.ts';
import { type PlanRow, type SectionName, sectionList } from '../plan.ts';
import type { Table } from '../table.ts';
import { nameKey } from '../text.ts';
import { type Check, inRow, type Problem } from './check.ts';

/** Does anything stand twice that should stand once? */
export const duplicateChecks: readonly Check[] = [
  {
    code: 'duplicate-row',
    severity: 'error',
    title: 'No two rows of a table say the same thing twice.',
    on: 'entry',
    check: (plan) =>
      sectionList.flatMap((section): Problem[] => {
        if (section.shape !== 'table' || section.unique.length === 0) return [];
        const name = section.name as SectionName;
        const first = new Map<string, PlanRow>();
        return (plan[name] as PlanRow[]).flatMap((row): Problem[] => {
          // Cells that could not be understood have findings of their own; two of them are not known to be alike.
          if (section.unique.some((field) => row.invalid.includes(field))) return [];
          if (section.unique.every((field) => row.values[field] === null)) return [];
          if (!saysMoreThanItsStart(row, section)) return [];
          const key = JSON.stringify(section.unique.map((field) => comparable(row.values[field])));
          const earlier = first.get(key);
          if (earlier === undefined) {
            first.set(key, row);
            return [];
          }
          const headers = section.unique.map((field) => headerOf(name, field));
          return [
            {
              at: inRow(name, row, section.unique[0]!),
              values: {
                noun: { nounOf: name },
                row: earlier.row,
                headers: all(headers),
                columns: headers.length,
                anyHeader: any(headers),
              },
            },
          ];
        });
      }),
  },
];

const comparable = (value: unknown): unknown => (typeof value === 'string' ? nameKey(value) : value);

/** Two untouched starter rows of the template are no mistake; but a starter row of Assumptions is a whole rate. */
const saysMoreThanItsStart = (row: PlanRow, section: Table): boolean =>
  section.name === 'assumptions' ||
  Object.entries(section.columns).some(([field, column]) => !column.starter && row.raw[field] !== undefined);
