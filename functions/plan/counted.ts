import type { Finding } from './finding.ts';
import { emptyPlan, type Plan, type PlanRow } from './plan.ts';

/**
 * The plan with only what counts in targets and rollups: rows with an error are left out. Answers of forms that could not be
 * understood are null already; an understood answer counts even where it contradicts another, because the rest hangs on it.
 */
export const countedPlan = (plan: Plan, findings: readonly Finding[]): Plan => {
  const bad = new Set(
    findings.flatMap(({ severity, at }) => (severity === 'error' && at ? [`${at.section} ${at.rowId}`] : [])),
  );
  const counts = emptyPlan() as unknown as Record<string, unknown>;
  for (const [name, contents] of Object.entries(plan))
    counts[name] = Array.isArray(contents)
      ? (contents as PlanRow[]).filter((row) => !bad.has(`${name} ${row.id}`))
      : contents;
  return counts as unknown as Plan;
};
