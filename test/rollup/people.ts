import type { PlanSummary } from '../../functions/plan/summary.ts';
import { type StageName, stageNames } from '../../functions/plan/tables/progress.ts';
import { notCounted, riverbend } from './riverbend.ts';

export type SomeActuals = Partial<Record<StageName, number | null>>;

/**
 * A community with nothing but a goal and counts of people: the whole, and by segment and period as given. What is not named
 * is not counted.
 */
export const community = (
  id: string,
  actuals: SomeActuals,
  more: {
    segments?: Record<string, SomeActuals>;
    periods?: Record<string, SomeActuals>;
    threshold?: number;
    states?: string[];
  } = {},
): PlanSummary => ({
  ...riverbend(),
  communityId: id,
  community: { ...riverbend().community, name: `Community ${id}`, states: more.states ?? ['OH'] },
  publishThreshold: more.threshold ?? 10,
  scopes: [
    { segment: null, placements: 80, targets: null, confidence: null, actuals: { ...notCounted, ...actuals } },
    ...Object.entries(more.segments ?? {}).map(([segment, counts]) => ({
      segment,
      placements: 20,
      targets: null,
      confidence: null,
      actuals: { ...notCounted, ...counts },
    })),
  ],
  periods: Object.entries(more.periods ?? {}).map(([period, counts]) => ({
    from: period.split('/')[0]!,
    to: period.split('/')[1]!,
    actuals: { ...notCounted, ...counts },
  })),
  localGoals: [],
  forecast: null,
  quarters: [],
  pipeline: null,
});

export const stages = Object.keys(stageNames) as StageName[];
