import { confidenceOf, type StageConfidence } from './confidence.ts';
import { type Funnel, ownNumbers, planParts, segmentParts } from './funnel.ts';
import type { Plan } from './plan.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import { type RateSwing, rateSwings } from './tornado.ts';

/** How much chance and uncertain rates can do to a plan. */
export interface Risk {
  /** The confidence wanted, in basis points. */
  confidence: number;
  all: Record<StageName, StageConfidence>;
  /** In the order of the funnel's segments. */
  segments: Record<StageName, StageConfidence>[];
  /** The stage at which the plan's own numbers are least likely to be enough. The goal cannot be likelier than that. */
  weakest: { stage: StageName; planned: number; chance: number } | null;
  swings: RateSwing[];
}

/** What most plans use, where the Community tab says nothing. */
export const DEFAULT_CONFIDENCE = 8_000;

/**
 * @param plan    only what counts: rows with errors are left out before
 * @param funnel  of the same plan
 * @returns null where there are no targets
 */
export const planRisk = (plan: Plan, funnel: Funnel): Risk | null => {
  const parts = planParts(plan);
  if (parts === null || funnel.all === null) return null;
  const confidence = plan.community.values.confidence ?? DEFAULT_CONFIDENCE;
  const all = confidenceOf(parts, plannedPeople(plan, funnel), confidence);
  const chances = (Object.keys(stageNames) as StageName[]).flatMap((stage) => {
    const { planned, chance } = all[stage];
    return chance === null ? [] : [{ stage, planned, chance }];
  });
  return {
    confidence,
    all,
    segments: segmentParts(parts).map((part, index) =>
      confidenceOf([part], targetsOf(funnel.segments[index]!.stages), confidence),
    ),
    weakest: chances.reduce<Risk['weakest']>(
      (weakest, each) => (weakest === null || each.chance < weakest.chance ? each : weakest),
      null,
    ),
    swings: rateSwings(parts),
  };
};

/** In tenths of a percent, which is as much as is known of a chance. */
export const shownChance = (chance: number): number => Math.round(chance * 1000) / 1000;

/** The people with whom the plan goes on at each stage: people's own numbers, else the targets; never more in training than there are seats. */
export const plannedPeople = (plan: Plan, funnel: Funnel): Record<StageName, number> => {
  const numbers = { ...targetsOf(funnel.all!.stages), ...ownNumbers(plan, funnel) };
  if (plan.programs.length === 0) return numbers;
  const seats = plan.programs.reduce((sum, { values }) => sum + (values.seats ?? 0), 0);
  return { ...numbers, enrolled: Math.min(numbers.enrolled, seats) };
};

const targetsOf = (stages: Readonly<Record<StageName, { target: number }>>): Record<StageName, number> =>
  Object.fromEntries(Object.entries(stages).map(([stage, { target }]) => [stage, target])) as Record<StageName, number>;
