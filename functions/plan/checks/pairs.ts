import type { FindingCode } from '../messages/said.ts';
import type { Plan, PlanRow } from '../plan.ts';
import type { Check, PlanContext, Problem, Rule } from './check.ts';

/**
 * What a blank means to a rule that compares two sums:
 * - skipIfAny: with one value missing nothing can be said
 * - skipIfAll: a side of which nothing is known is not compared; beside known values a blank adds nothing
 * - asZero: who is to be counted and is not there counts as none
 */
export type Missing = 'skipIfAny' | 'skipIfAll' | 'asZero';

/** Not blank and not a number: whatever it is compared with, nothing can be said. */
export const UNKNOWN = 'unknown';

/** A value of one side: null where the cell is blank, UNKNOWN where it holds something that cannot be understood. */
export type PairValue = number | null | typeof UNKNOWN;

/** One comparison: the sum of the left values must be at most the sum of the right ones. */
export interface Pair {
  at: Problem['at'];
  left: readonly PairValue[];
  right: readonly PairValue[];
}

/** A rule that holds where one sum is at most another. What a missing value means is part of its definition. */
export interface PairCheck<P extends Pair, Context = PlanContext> extends Rule {
  readonly code: FindingCode;
  readonly missing: Missing;
  pairs(plan: Plan, context: Context): readonly P[];
  /** What is said where the left sum is more than the right one. */
  problem(pair: P, sums: { left: number; right: number }): Problem;
}

/** A pair rule as a check like any other. */
export const pairCheck = <P extends Pair, Context = PlanContext>({
  pairs,
  problem,
  ...rule
}: PairCheck<P, Context>): Check<Context> & { readonly missing: Missing } => ({
  ...rule,
  check: (plan, context) =>
    pairs(plan, context).flatMap((pair) => {
      const left = sumOf(pair.left, rule.missing);
      const right = sumOf(pair.right, rule.missing);
      return left !== null && right !== null && left > right ? [problem(pair, { left, right })] : [];
    }),
});

/** Null where nothing can be said of the sum. */
export const sumOf = (values: readonly PairValue[], missing: Missing): number | null => {
  if (values.includes(UNKNOWN)) return null;
  const known = values.filter((value) => value !== null) as number[];
  if (missing === 'skipIfAny' && known.length < values.length) return null;
  if (missing !== 'asZero' && known.length === 0) return null;
  return known.reduce((sum, value) => sum + value, 0);
};

/** The value of a row's cell for a pair: a mistyped cell, or a column that is gone, is not a blank. */
export const valueIn = <Values>(row: PlanRow<Values>, field: keyof Values & string): PairValue => {
  if (row.invalid.includes(field)) return UNKNOWN;
  const value = row.values[field];
  return typeof value === 'number' ? value : null;
};
