import { describe, expect, it } from 'vitest';
import { publishRollup } from '../../functions/rollup/publish.ts';
import { type FunderCase, foundation, nationalNetwork, stateAgency } from '../fixtures/funders/funders.ts';
import { rollupInputOf } from './funders.ts';

const published = (funder: FunderCase) => publishRollup(rollupInputOf(funder));

describe('what a funder receives of plans as people type them', () => {
  it.each([
    ['a state’s workforce agency', stateAgency, { actual: 10, target: 11 }, 11],
    ['a foundation, whose six communities count by month and group', foundation, { actual: 6, target: 6 }, 10],
    ['a national network', nationalNetwork, { actual: 69, target: 72 }, 11],
  ])(
    '%s: who is in it and who is missing, all placements, and no count of few people',
    (_, funder, included, threshold) => {
      const facts = [...published(funder).facts];
      const fact = (indicator: string) =>
        facts.find((each) => each.indicator === indicator && each.breakdown.length === 0);
      // The strictest that one of its communities asks for.
      expect(fact('publish-threshold')!.target).toBe(threshold);
      expect(fact('communities-included')).toMatchObject(included);
      expect(fact('people-placed')!.actual).toBeGreaterThan(threshold);
      const few = facts.filter(
        ({ indicator, status, actual }) =>
          indicator.startsWith('people-') && status === 'counted' && actual! > 0 && actual! < threshold,
      );
      expect(few).toEqual([]);
    },
    // A network takes a while to publish where the machine is busy.
    180_000,
  );

  it('the foundation finds its own money in all six, however its name is spelled', () => {
    const ids = published(foundation).funder!.grants.map(({ communityId }) => communityId);
    expect(new Set(ids)).toEqual(new Set(foundation.communities.map(({ id }) => id)));
  });
});
