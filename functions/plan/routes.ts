import type { RouteGoal } from './binomial.ts';
import { add, compare, divide, type Fraction, floor, fraction, multiply, ZERO } from './fraction.ts';
import { type GoalPart, needsOf, poolsOf, stepsToJob } from './funnel.ts';
import type { StageName } from './tables/progress.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';

/**
 * What becomes of one person at a stage: the exact chance of a job on each route, and the placements that hang on it. Where segments have rates of their
 * own, a person comes from each in proportion to its need. The goal is 0 on a route that does not start from the stage.
 */
export const routesFrom = (stage: StageName, parts: readonly GoalPart[]): { direct: RouteGoal; trained: RouteGoal } => {
  const pools = poolsOf(parts).map((pool) => ({ need: needsOf(pool)[stage], rates: pool.rates }));
  const needed = pools.reduce((sum, { need }) => add(sum, need), ZERO);
  const route = (name: 'direct' | 'trained', goalOf: (part: GoalPart) => number): RouteGoal => {
    const steps = stepsToJob[stage][name];
    if (steps === null || compare(needed, ZERO) === 0) return { goal: 0, chance: ZERO };
    const placed = pools.reduce<Fraction>(
      (sum, { need, rates }) =>
        add(
          sum,
          steps.reduce((left, step) => multiply(left, fraction(rates[step], WHOLE_IN_BASIS_POINTS)), need),
        ),
      ZERO,
    );
    return { goal: parts.reduce((sum, part) => sum + goalOf(part), 0), chance: divide(placed, needed) };
  };
  return {
    direct: route('direct', (part) => part.placementsDirect),
    trained: route('trained', (part) => part.placementsTrained),
  };
};

/** How many of the placements that hang on a stage so many people reach at the given rates; what a route has beyond its goal does not count for the other. */
export const placementsReached = (
  people: number,
  stage: StageName,
  parts: readonly GoalPart[],
): { reached: number; of: number } => {
  const routes = Object.values(routesFrom(stage, parts)).filter(({ goal }) => goal > 0);
  return {
    reached: routes.reduce(
      (sum, { goal, chance }) => sum + Math.min(goal, floor(multiply(fraction(people), chance))),
      0,
    ),
    of: routes.reduce((sum, { goal }) => sum + goal, 0),
  };
};
