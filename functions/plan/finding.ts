import type * as z from 'zod';
import { cellPosition } from './a1.ts';
import type { Misfit, ValueType } from './value.ts';

export const severities = ['error', 'warning', 'info'] as const;

/**
 * - error: the row is left out of targets and rollups until it is mended
 * - warning: counted as it is, but probably not what was meant
 * - info: worth knowing
 */
export type Severity = (typeof severities)[number];

/** Something about the plan that a person should look at. Findings are returned, never thrown; codes are stable, wording may improve. */
export interface Finding {
  code: string;
  severity: Severity;
  /** The tab's title as the spreadsheet has it. */
  tab: string;
  /** `D7`; '' where it speaks of the whole tab. */
  cell: string;
  /** What is wrong and what was found. */
  message: string;
  /** What to do. */
  fix: string;
  /** The row that it speaks of, for the mirror and the row's status; absent for headers and tabs. */
  at?: { section: string; rowId: string | null; row: number; field: string | null };
}

/**
 * Words what zod found wrong with an understood value.
 *
 * @returns the first issue as a misfit; a schema of the plan yields one issue at a time in practice
 */
export const wordIssue = <T>(issue: z.core.$ZodIssue, type: ValueType<T>): Misfit => {
  switch (issue.code) {
    case 'too_small':
      return {
        code: 'too-low',
        but: `the least it can be is ${showBound(issue.minimum, type)}`,
        fix: `Type ${type.wants}.`,
      };
    case 'too_big':
      return issue.origin === 'string'
        ? {
            code: 'too-long',
            but: `it is longer than ${Number(issue.maximum).toLocaleString('en-US')} characters`,
            fix: 'Shorten it; notes can go in a column of your own.',
          }
        : {
            code: 'too-high',
            but: `the most it can be is ${showBound(issue.maximum, type)}`,
            fix: `Type ${type.wants}.`,
          };
    case 'custom':
      if (issue.params?.code === 'date-out-of-range')
        return {
          code: 'date-out-of-range',
          but: 'a plan has dates from 2000 to 2099',
          fix: 'Type the whole date, for example 2026-12-31.',
        };
      break;
    case 'invalid_format':
      if (issue.format === 'email')
        return {
          code: 'not-an-email',
          but: 'that is not an email address',
          fix: 'Type an address such as name@example.org.',
        };
  }
  return { code: 'not-valid', but: `it must be ${type.wants}`, fix: `Type ${type.wants}.` };
};

const showBound = <T>(bound: number | bigint, type: ValueType<T>): string => type.show(Number(bound) as T);

/** The order in which people read findings: by tab, row, column, then the graver first. A tab that is gone comes first. */
export const compareFindings =
  (tabOrder: ReadonlyMap<string, number>) =>
  (left: Finding, right: Finding): number => {
    const place = ({ tab, cell }: Finding): [number, number, number] => {
      const position = cell === '' ? { row: 0, column: 0 } : cellPosition(cell);
      return [tabOrder.get(tab) ?? -1, position.row, position.column];
    };
    const [a, b] = [place(left), place(right)];
    return (
      a[0] - b[0] ||
      a[1] - b[1] ||
      a[2] - b[2] ||
      severities.indexOf(left.severity) - severities.indexOf(right.severity)
    );
  };
