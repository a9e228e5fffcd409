import type { RateName } from './tables/assumptions.ts';
import type { StageName } from './tables/progress.ts';

/** Targets by stage for the whole plan and for each segment; null where the plan does not say enough to work them out. */
export interface Funnel {
  all: FunnelScope | null;
  segments: FunnelScope[];
  /** What is missing, in words, where `all` is null: "the placements goal (Goals)". */
  missing: string[];
}

export interface FunnelScope {
  /** null: the whole plan; `other`: placements that belong to no segment of the Segments tab. */
  segment: { id: string | null; name: string } | 'other' | null;
  placements: number;
  placementsDirect: number;
  placementsTrained: number;
  /** People needed at each stage, whole. */
  stages: Record<StageName, StageTarget>;
  /** Of those enrolled, who fit the seats of existing programs, and who do not; the whole plan only. */
  enrolledBy?: { existing: number; new: number };
  /** The likely rates used, in basis points. */
  rates: Record<RateName, number>;
}

export interface StageTarget {
  /** With likely rates. */
  target: number;
  /** With every rate at its low: the most people. */
  withLowRates: number;
  /** With every rate at its high: the fewest people. */
  withHighRates: number;
}
