import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanSummary } from '../../functions/plan/summary.ts';
import { foldRollup, type RollupInput } from '../../functions/rollup/fold.ts';
import { steps } from '../../functions/rollup/rollup.ts';
import { community, stages } from './people.ts';
import { riverbend } from './riverbend.ts';

const inputOf = (summaries: RollupInput['summaries']): RollupInput => ({
  scope: { kind: 'network' },
  year: 2026,
  readAt: '2027-01-05T08:00:00.000Z',
  summaries,
  communitiesLeftOut: [],
});

describe('the fold of one community', () => {
  const rollup = foldRollup({ ...inputOf([riverbend()]), scope: { kind: 'community', id: 'riverbend' } });

  it('says what the plan says, stage by stage', () => {
    expect(rollup.name).toBe('Riverbend TechHire');
    expect(rollup.period).toEqual({ from: '2026-07-01', to: '2027-06-30' });
    expect(rollup.threshold).toBe(10);
    expect(rollup.people.whole.enrolled).toEqual({
      target: 112,
      withLowRates: 168,
      withHighRates: 89,
      withConfidence: 119,
      withUncertainRates: 126,
      actual: 64,
      communities: { target: 1, actual: 1 },
    });
    // 21 by direct match and 14 after training, of a goal of 80
    expect(rollup.people.whole.placed).toEqual({
      target: 80,
      withLowRates: 80,
      withHighRates: 80,
      withConfidence: 80,
      withUncertainRates: 80,
      actual: 35,
      communities: { target: 1, actual: 1 },
    });
  });

  it('lists segments by name, and those of none last', () => {
    expect(rollup.people.segments.map(({ name, row }) => [name, row.placed.target, row.placed.actual])).toEqual([
      ['Veterans', 24, 12],
      ['Young adults 17 to 29', 30, 11],
      ['other', 26, null],
    ]);
  });

  it('compares with an even pace on the last day that was counted', () => {
    // July to December are 184 of 365 days.
    expect(rollup.pace).toEqual({
      expected: (80 * 184) / 365,
      goal: 80,
      communities: 1,
      countedThrough: { first: '2026-12-31', last: '2026-12-31' },
    });
  });

  it('adds up needs and money by source and status', () => {
    expect(rollup.money.needed).toBe(663_880);
    expect(rollup.money.stillToFind).toBe(273_880);
    expect(rollup.money.covered).toEqual({
      amount: 663_880,
      received: 240_000,
      committed: 150_000,
      applied: 200_000,
      idea: 64_000,
    });
    // 663,880 / 80 placements; / 192 people who are enrolled (112) or matched (80): 3,457.708...
    expect(rollup.money.costs).toEqual({ placement: 8_298.5, participant: 3_457.71 });
    expect(rollup.money.totals).toEqual({
      received: 240_000,
      committed: 150_000,
      applied: 200_000,
      idea: 64_000,
      spent: 123_750.5,
    });
    expect(rollup.money.funding.map(({ source, received, committed }) => [source, received, committed])).toEqual([
      ['wioa', 180_000, 0],
      ['discretionary', 0, 0],
      ['accreditation', 0, 0],
      ['stateLocal', 0, 0],
      ['philanthropy', 60_000, 150_000],
      ['employerFees', 0, 0],
    ]);
  });
});

describe('the fold of several communities', () => {
  it('adds up segments of the same name, however they are spelled', () => {
    const { people } = foldRollup(
      inputOf([
        community('b', {}, { segments: { ' veterans': { applied: 20 }, Women: { applied: 12 } } }),
        community('a', {}, { segments: { VETERANS: { applied: 30 } } }),
      ]),
    );
    expect(people.segments.map(({ name, communities, row }) => [name, communities, row.applied.actual])).toEqual([
      ['VETERANS', 2, 50],
      ['Women', 1, 12],
    ]);
  });

  it('leaves a stage that nobody has counted unknown, and one that somebody counted as nobody zero', () => {
    const { people } = foldRollup(inputOf([community('a', { applied: null, enrolled: 0 }), community('b', {})]));
    expect(people.whole.applied.actual).toBeNull();
    expect(people.whole.enrolled).toMatchObject({ actual: 0, communities: { actual: 1 } });
    expect(people.whole.placed.actual).toBeNull();
  });

  it('takes the placements of the one route that a community counts as all of its placements', () => {
    const { people } = foldRollup(inputOf([community('a', { placedTrained: 17 })]));
    expect(people.whole.placed.actual).toBe(17);
    expect(people.whole.placedDirect.actual).toBeNull();
  });

  it('adds dollars in whole cents', () => {
    const penny = (id: string, amount: number) => ({
      ...community(id, {}),
      needs: [{ need: 'outreach' as const, amount, received: amount, committed: 0, applied: 0, idea: 0 }],
    });
    const { needed, covered } = foldRollup(inputOf([penny('a', 0.1), penny('b', 0.2)])).money;
    expect([needed, covered.received]).toEqual([0.3, 0.3]);
  });

  it('is as strict as its strictest community', () => {
    expect(foldRollup(inputOf([community('a', {}), community('b', {}, { threshold: 25 })])).threshold).toBe(25);
    expect(foldRollup(inputOf([community('a', {}, { threshold: 5 })])).threshold).toBe(5);
  });

  it('gives the first day of the first plan year and the last of the last', () => {
    const late = {
      ...community('late', {}),
      community: { ...riverbend().community, yearStart: '2026-09-01', yearEnd: '2027-08-31' },
    };
    expect(foldRollup(inputOf([riverbend(), late])).period).toEqual({ from: '2026-07-01', to: '2027-08-31' });
  });
});

const counts = fc.record(Object.fromEntries(stages.map((stage) => [stage, fc.option(fc.nat(500), { nil: null })])));
const communities = fc
  .array(
    fc.record({
      actuals: counts,
      segments: fc.dictionary(fc.constantFrom('Women', 'women ', 'Veterans', 'Youth'), counts, { maxKeys: 3 }),
    }),
    { maxLength: 6 },
  )
  .map((each) => each.map(({ actuals, segments }, index) => community(`c${index}`, actuals, { segments })));

describe('whatever the communities say', () => {
  it('every total is the sum of what was counted, in any order of communities', () => {
    fc.assert(
      fc.property(communities, (summaries) => {
        const rollup = foldRollup(inputOf(summaries));
        expect(foldRollup(inputOf([...summaries].reverse()))).toEqual(rollup);
        for (const stage of stages) {
          const counted = summaries.flatMap(({ scopes }) => scopes[0]!.actuals[stage] ?? []);
          expect(rollup.people.whole[stage].actual).toBe(
            counted.length === 0 ? null : counted.reduce((so, count) => so + count, 0),
          );
          expect(rollup.people.whole[stage].communities.actual).toBe(counted.length);
        }
      }),
    );
  });

  it('one community more adds its own figures and changes nothing else', () => {
    fc.assert(
      fc.property(communities, (summaries) => {
        const before = foldRollup(inputOf(summaries)).people;
        const after = foldRollup(
          inputOf([...summaries, community('z', { aware: 40 }, { segments: { Other: { applied: 7 } } })]),
        ).people;
        for (const step of steps) {
          const { actual } = before.whole[step];
          expect(after.whole[step].actual).toBe(step === 'aware' ? (actual ?? 0) + 40 : actual);
        }
        expect(after.segments.filter(({ key }) => key !== 'other')).toEqual(before.segments);
      }),
    );
  });
});

describe('the size of a network', () => {
  it('may be 1,000 communities', () => {
    const summaries = Array.from({ length: 1_000 }, (_, index) => ({ ...riverbend(), communityId: `c${index}` }));
    const rollup = foldRollup(inputOf(summaries));
    expect(rollup.people.whole.placed).toMatchObject({ target: 80_000, actual: 35_000 });
  });
});

describe('chance and uncertain rates', () => {
  const lakeside = (): PlanSummary => ({
    ...riverbend(),
    communityId: 'lakeside',
    community: { ...riverbend().community, name: 'Lakeside' },
    risk: {
      wanted: 0.9,
      weakest: { stage: 'matched', planned: 120, chance: 0.93 },
      swings: [
        { ...riverbend().risk!.swings[1]!, low: 0.08, awareIfLow: 11_112 },
        { ...riverbend().risk!.swings[1]!, segment: ' VETERANS', awareIfLow: 9_000, awareIfHigh: 8_000 },
      ],
    },
  });

  it('of one community are what its plan says', () => {
    const { risk } = foldRollup(inputOf([riverbend()]));
    expect(risk.chances).toEqual([
      {
        communityId: 'riverbend',
        community: 'Riverbend TechHire',
        wanted: 0.8,
        chance: 0.087,
        stage: 'enrolled',
        planned: 96,
      },
    ]);
    expect(risk.stages.map(({ stage, planned }) => [stage, planned])).toEqual([
      ['aware', 8_889],
      ['applied', 889],
      ['assessed', 534],
      ['matched', 80],
      ['enrolled', 96],
      ['completed', 86],
    ]);
    expect(risk.swings[1]).toEqual({
      step: 'awareToApplied',
      segment: null,
      communities: 1,
      rate: { low: 0.05, likely: 0.1, high: 0.2 },
      awareIfLow: 17_778,
      awareIfHigh: 4_445,
    });
  });

  it('of several: people add up, chances do not, and a rate turns out low in all that have it at once', () => {
    const { risk, people } = foldRollup(inputOf([riverbend(), lakeside()]));
    expect([people.whole.enrolled.withConfidence, people.whole.enrolled.withUncertainRates]).toEqual([238, 252]);
    expect(risk.chances.map(({ communityId, chance }) => [communityId, chance])).toEqual([
      ['lakeside', 0.93],
      ['riverbend', 0.087],
    ]);
    expect(risk.stages).toEqual([]);
    // Riverbend's largest swing, which Lakeside does not have: its 8,889 stay. 22,223 + 8,889 and 5,556 + 8,889.
    expect(risk.swings.find(({ step }) => step === 'matchedToPlaced')).toMatchObject({
      communities: 1,
      awareIfLow: 31_112,
      awareIfHigh: 14_445,
    });
    // 17,778 + 11,112 and 4,445 twice; a segment's own rate is another.
    expect(risk.swings.filter(({ step }) => step === 'awareToApplied')).toEqual([
      { step: 'awareToApplied', segment: null, communities: 2, rate: null, awareIfLow: 28_890, awareIfHigh: 8_890 },
      {
        step: 'awareToApplied',
        segment: 'VETERANS',
        communities: 1,
        rate: { low: 0.05, likely: 0.1, high: 0.2 },
        awareIfLow: 17_889,
        awareIfHigh: 16_889,
      },
    ]);
  });

  it('are not known for all where one of those with a target does not say', () => {
    const before: PlanSummary = {
      ...lakeside(),
      risk: null,
      scopes: riverbend().scopes.map((scope) => ({ ...scope, confidence: null })),
    };
    for (const summaries of [
      [riverbend(), before],
      [{ ...before, communityId: 'a' }, riverbend(), lakeside()],
    ]) {
      const { people, risk } = foldRollup(inputOf(summaries));
      expect([people.whole.enrolled.target, people.whole.enrolled.withConfidence]).toEqual([
        112 * summaries.length,
        null,
      ]);
      expect(risk.chances).toHaveLength(summaries.length - 1);
    }
  });
});
