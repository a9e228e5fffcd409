import type { Severity } from './finding.ts';
import type { StageTarget } from './funnel.ts';
import type { FundingStatus } from './tables/funding.ts';
import type { StageName } from './tables/progress.ts';
import type { NeedKind } from './tables/resources.ts';

/** All that a rollup needs of one plan. No personal data, and no row that has an error counts in it. */
export interface PlanSummary {
  communityId: string;
  /** The calendar year in which the plan year ends. */
  year: number;
  revision: number;
  /** ISO time of the reading that it comes from. */
  readAt: string;
  community: {
    name: string;
    states: string[];
    leadOrganization: string | null;
    yearStart: string | null;
    yearEnd: string | null;
  };
  publishThreshold: number;
  goals: { placements: number | null; directShare: number | null };
  /** Targets and actual people by stage; `segment` null is the whole plan, 'other' those of no segment. */
  scopes: {
    segment: string | null;
    placements: number;
    targets: Record<StageName, StageTarget> | null;
    /** Sums of the Progress tab; null where nobody has counted. */
    actuals: Record<StageName, number | null>;
  }[];
  localGoals: {
    goal: string;
    measure: string | null;
    baseline: number | null;
    target: number | null;
    byWhen: string | null;
  }[];
  /** Actual people by period of the Progress tab, for all people of the period. */
  periods: { from: string; to: string; actuals: Record<StageName, number | null> }[];
  partners: { byKind: Record<string, { invited: number; committed: number }>; placementsCommitted: number };
  demand: { openings: number; employers: number };
  training: { programs: number; seats: number };
  /** Dollars. */
  needs: { need: NeedKind; amount: number }[];
  funding: { source: string; status: FundingStatus; amount: number; spent: number }[];
  checklist: { done: number; of: number };
  findings: Record<Severity, number>;
}
