import { fewestForBoth } from './binomial.ts';
import { backwardTargets, goalPart, type PlanPart, stepsToJob } from './funnel.ts';
import { routesFrom } from './routes.ts';
import { type StageName, stageNames } from './tables/progress.ts';
import { chancesOfGoals } from './uncertainty.ts';
import { WHOLE_IN_BASIS_POINTS } from './value.ts';

/** How many people a stage needs so that chance has little say. */
export interface StageConfidence {
  /** The fewest, at the likely rates. */
  withConfidence: number;
  /** The fewest, when nobody knows which rates between low and high it will be. */
  withUncertainRates: number;
  /** People whom the plan goes on with: a person's own number, else the target. */
  planned: number;
  /** The chance, 0 to 1, that so many people as are planned with here are enough, with uncertain rates; null where everybody counted is placed. */
  chance: number | null;
}

/**
 * How many people each stage needs so that the goal is reached with the confidence wanted, and how likely the planned numbers reach it.
 *
 * At the likely rates each person is placed or not like all others, independently: the number placed of N people is binomial. The event that
 * must have the wanted probability is that every route that starts from the stage reaches its own part of the goal: the placements by direct match of
 * those matched; those after training of those enrolled or completed; and before the split both at once, because people who train too
 * many cannot stand in for matches too few: the seats and employers' jobs after the split are planned for the parts. (That only the sum is
 * reached would need fewer people before the split than the plan itself at its likely rates, and more seats after it.)
 *
 * In a scope of several segments with rates of their own a person comes from each in proportion to its need; the goals are the scope's. Never fewer than
 * the target: at the likely rates a plan must also add up without luck.
 *
 * @param parts       the goal's parts in the scope
 * @param planned     people planned with at each stage
 * @param confidence  basis points, 5,000 to 9,900
 */
export const confidenceOf = (
  parts: readonly PlanPart[],
  planned: Readonly<Record<StageName, number>>,
  confidence: number,
): Record<StageName, StageConfidence> => {
  const key = JSON.stringify([parts.map(({ segment: _, ...part }) => part), planned, confidence]);
  const found = known.get(key);
  if (found) return found;
  const worked = workedOut(parts, planned, confidence);
  // The last ones again: most edits are of something else than goals and rates.
  if (known.size >= 200) known.delete(known.keys().next().value!);
  known.set(key, worked);
  return worked;
};

const known = new Map<string, Record<StageName, StageConfidence>>();

const workedOut = (
  parts: readonly PlanPart[],
  planned: Readonly<Record<StageName, number>>,
  confidence: number,
): Record<StageName, StageConfidence> => {
  const inScope = parts.filter((part) => part.placementsDirect + part.placementsTrained > 0);
  const goals = {
    direct: inScope.reduce((sum, part) => sum + part.placementsDirect, 0),
    trained: inScope.reduce((sum, part) => sum + part.placementsTrained, 0),
  };
  const likely = inScope.map((part) => goalPart(part, 'likely'));
  const targets = backwardTargets(likely);
  const chancesAt = chancesOfGoals(inScope);
  const certain = inScope.every((part) =>
    Object.values(part.rates).every(({ low, likely, high }) => low === likely && likely === high),
  );
  return Object.fromEntries(
    (Object.keys(stageNames) as StageName[]).map((stage): [StageName, StageConfidence] => {
      const { direct, trained } = stepsToJob[stage];
      const wanted = { direct: direct ? goals.direct : 0, trained: trained ? goals.trained : 0 };
      if (stage === 'placedDirect' || stage === 'placedTrained' || wanted.direct + wanted.trained === 0)
        return [
          stage,
          {
            withConfidence: targets[stage],
            withUncertainRates: targets[stage],
            planned: planned[stage],
            chance: null,
          },
        ];
      const routes = routesFrom(stage, likely);
      const withConfidence = Math.max(targets[stage], fewestForBoth(routes.direct, routes.trained, confidence));
      const chanceOf = chancesAt(stage);
      const reached = (people: number): number => chanceOf(people, wanted);
      return [
        stage,
        {
          withConfidence,
          withUncertainRates: certain
            ? withConfidence
            : Math.max(targets[stage], fewestOverCases(reached, withConfidence, confidence)),
          planned: planned[stage],
          chance: reached(planned[stage]),
        },
      ];
    }),
  ) as Record<StageName, StageConfidence>;
};

/**
 * The smallest number that is enough over all cases, or one above it by at most a ten-thousandth: chances are nearly straight lines over the logarithm
 * of people, so that a few lines between what is too few and what is enough lead there (regula falsi, in its Illinois form).
 */
const fewestOverCases = (reached: (people: number) => number, guess: number, confidence: number): number => {
  const surplus = (people: number): number => reached(people) - confidence / WHOLE_IN_BASIS_POINTS;
  let [few, enough] = [guess, guess];
  let [lacks, exceeds] = [0, surplus(guess)];
  if (exceeds >= 0)
    do {
      enough = few;
      few = Math.floor(few / 1.2);
      lacks = surplus(few);
      if (lacks >= 0) exceeds = lacks;
    } while (lacks >= 0);
  else
    do {
      [few, lacks] = [enough, exceeds];
      enough = Math.ceil(enough * 1.2);
      exceeds = surplus(enough);
    } while (exceeds < 0 && enough < Number.MAX_VALUE);
  while (enough - few > Math.max(1, enough / 10_000)) {
    const line = Math.round(few * (enough / few) ** (lacks / (lacks - exceeds)));
    const next = few > 0 ? Math.min(enough - 1, Math.max(few + 1, line)) : Math.ceil(enough / 2);
    const found = surplus(next);
    if (found >= 0) {
      [enough, exceeds] = [next, found];
      // The end that stays counts half, so that it does not stay for long.
      lacks /= 2;
    } else {
      [few, lacks] = [next, found];
      exceeds /= 2;
    }
  }
  return enough;
};
