import type { PlanSummary } from '../../plan/summary.ts';

/** A part of a rollup while plans are added to it. It keeps no plan, so that thousands of them take the room of what they come to. */
export interface FoldPart<Result> {
  add(summary: PlanSummary): void;
  result(): Result;
}

/** What a part comes to of these plans alone. */
export const folded = <Result>(part: FoldPart<Result>, summaries: Iterable<PlanSummary>): Result => {
  for (const summary of summaries) part.add(summary);
  return part.result();
};
