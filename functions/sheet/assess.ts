import type { ChecklistItem } from '../plan/checklist.ts';
import type { Finding } from '../plan/finding.ts';
import type { Funnel } from '../plan/funnel.ts';
import type { Plan, PlanPlaces } from '../plan/plan.ts';
import type { ResultRows } from '../plan/results.ts';

/** Everything that one reading of a spreadsheet comes to, before anything is written anywhere. */
export interface Assessment {
  plan: Plan;
  places: PlanPlaces;
  /** In the order of tabs, rows and columns. */
  findings: Finding[];
  funnel: Funnel;
  checklist: ChecklistItem[];
  /** What the planner's tabs should show. */
  results: { checklist: ResultRows; funnel: ResultRows };
}
