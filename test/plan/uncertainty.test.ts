import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanPart } from '../../functions/plan/funnel.ts';
import { type RateName, rateNames } from '../../functions/plan/tables/assumptions.ts';
import type { StageName } from '../../functions/plan/tables/progress.ts';
import { chancesOfGoals } from '../../functions/plan/uncertainty.ts';

type Percents = [low: number, likely: number, high: number];

/** See reference/simulated-plans.py. */
interface Simulated {
  name: string;
  stage: StageName;
  people: number;
  reached: number;
  error: number;
  slope: number;
  parts: {
    direct: number;
    trained: number;
    rates: Record<RateName, Percents>;
    own: Partial<Record<RateName, Percents>>;
  }[];
}

const { plans, cases } = JSON.parse(
  readFileSync(new URL('reference/simulated-plans.json', import.meta.url), 'utf8'),
) as { plans: number; cases: Simulated[] };

const partsOf = ({ parts }: Pick<Simulated, 'parts'>): PlanPart[] =>
  parts.map(({ direct, trained, rates, own }, index) => ({
    segment: 'other',
    placementsDirect: direct,
    placementsTrained: trained,
    rates: Object.fromEntries(
      (Object.keys(rateNames) as RateName[]).map((name) => {
        const [low, likely, high] = (own[name] ?? rates[name]).map((percent) => Math.round(percent * 100)) as Percents;
        return [name, { low, likely, high, ownOf: own[name] ? `segment ${index}` : null }];
      }),
    ) as PlanPart['rates'],
  }));

const chanceIn = (simulated: Simulated): number => {
  const sum = (of: (part: Simulated['parts'][number]) => number): number =>
    simulated.parts.reduce((so, part) => so + of(part), 0);
  const { stage, people } = simulated;
  return chancesOfGoals(partsOf(simulated))(stage)(people, {
    direct: stage === 'enrolled' || stage === 'completed' ? 0 : sum(({ direct }) => direct),
    trained: stage === 'matched' ? 0 : sum(({ trained }) => trained),
  });
};

describe('held against ten million simulated plans', () => {
  test('they are as many as that', () => {
    expect([plans, cases.length]).toEqual([10_000_000, 14]);
  });

  // The difference in chances over the slope is the difference in people. What four standard errors of the simulation come to is not known to be off.
  test.each(cases)('$name: off by at most one person in a thousand', (simulated) => {
    const difference = Math.abs(chanceIn(simulated) - simulated.reached);
    expect(Math.max(0, difference - 4 * simulated.error) / simulated.slope).toBeLessThan(0.001);
  });
});

describe('for any rates', () => {
  const range = fc
    .tuple(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), fc.nat(10_000))
    .map((rates) => rates.toSorted((a, b) => a - b).map((rate) => Math.max(1, rate) / 100) as Percents);
  const rates = fc.record(
    Object.fromEntries(Object.keys(rateNames).map((name) => [name, range])) as Record<RateName, typeof range>,
  );
  const stages: StageName[] = ['aware', 'applied', 'assessed', 'matched', 'enrolled', 'completed'];

  test('more people are never less likely to reach a goal, and a higher goal is never likelier', () => {
    fc.assert(
      fc.property(
        rates,
        fc.constantFrom(...stages),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 40 }),
        (all, stage, direct, trained, times) => {
          const chanceOf = chancesOfGoals(partsOf({ parts: [{ direct, trained, rates: all, own: {} }] }))(stage);
          const goals = {
            direct: stage === 'enrolled' || stage === 'completed' ? 0 : direct,
            trained: stage === 'matched' ? 0 : trained,
          };
          const people = (direct + trained) * times;
          const chance = chanceOf(people, goals);
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
          expect(chanceOf(people + times, goals)).toBeGreaterThanOrEqual(chance - 1e-4);
          expect(
            chanceOf(people, {
              direct: goals.direct && goals.direct + 1,
              trained: goals.trained && goals.trained + 1,
            }),
          ).toBeLessThanOrEqual(chance + 1e-4);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('parts without rates of their own are one, and rates of their own that are the same change next to nothing', () => {
    const shared = cases[0]!.parts[0]!;
    const halves = [
      { ...shared, direct: 10, trained: 30 },
      { ...shared, direct: 10, trained: 30 },
    ];
    const chance = (parts: Simulated['parts']): number =>
      chancesOfGoals(partsOf({ parts }))('aware')(12_000, { direct: 20, trained: 60 });
    expect(chance(halves)).toBe(chance([shared]));
    const certain = { awareToApplied: [10, 10, 10] as Percents };
    const [one, two] = [halves[0]!, halves[1]!];
    expect(
      chance([
        { ...one, rates: { ...shared.rates, ...certain } },
        { ...two, own: certain, rates: { ...shared.rates, ...certain } },
      ]),
    ).toBeCloseTo(chance([{ ...shared, rates: { ...shared.rates, ...certain } }]), 3);
  });
});
