import type * as z from 'zod';
import { cellPosition } from './a1.ts';
import { type FindingText, type MisfitText, say, type Values } from './messages/said.ts';
import type { Words } from './messages/words.ts';
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

/** A finding before it is put into a language. */
export interface UnwordedFinding extends Omit<Finding, 'message' | 'fix'> {
  /** Where the message tables have its words: its code, where it says one thing only. */
  text: FindingText;
  values: Values;
}

export const worded = ({ text, values, ...finding }: UnwordedFinding, { tell }: Words): Finding => {
  const said: Finding = {
    ...finding,
    message: tell(say(`findings.${text}.message`, values)),
    fix: tell(say(`findings.${text}.fix`, values)),
  };
  abouts.set(said, JSON.stringify(values, withoutRows));
  return said;
};

/**
 * What a finding speaks of, in no language: the same as long as the values that it names stay, wherever their rows stand. Beside the finding and not in
 * it, since nobody but a waiver asks for it.
 *
 * @returns '' for one that was not made by `worded`
 */
export const aboutOf = (finding: Finding): string => abouts.get(finding) ?? '';

const abouts = new WeakMap<Finding, string>();

const withoutRows = (key: string, value: unknown): unknown => (key === 'row' ? undefined : value);

/**
 * What zod found wrong with an understood value, as a misfit.
 *
 * @returns the first issue; a schema of the plan yields one issue at a time in practice
 */
export const misfitOf = <T>(issue: z.core.$ZodIssue, type: ValueType<T>): Misfit => {
  const bound = (limit: number | bigint): Values => ({ bound: type.show(Number(limit) as T), wants: type.wants });
  const misfit = (text: MisfitText, values: Values): Misfit => ({ code: text, text, values });
  switch (issue.code) {
    case 'too_small':
      return misfit('too-low', bound(issue.minimum));
    case 'too_big':
      return issue.origin === 'string'
        ? misfit('too-long', { most: Number(issue.maximum) })
        : misfit('too-high', bound(issue.maximum));
    case 'custom':
      if (issue.params?.code === 'date-out-of-range') return misfit('date-out-of-range', {});
      break;
    case 'invalid_format':
      if (issue.format === 'email') return misfit('not-an-email', {});
  }
  return misfit('not-valid', { wants: type.wants });
};

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
