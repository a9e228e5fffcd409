import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Demand, leastCover } from '../../../functions/rollup/disclosure/cover.ts';

const demand = (need: number, weights: Record<number, number>, onlyIf: number | null = null): Demand => ({
  need,
  weights: new Map(Object.entries(weights).map(([cell, weight]) => [Number(cell), weight])),
  onlyIf,
});
const covered = (demands: Demand[], losses: number[]): number[] | null => {
  const cover = leastCover(demands, (cell) => losses[cell]!);
  return cover && [...cover].sort((left, right) => left - right);
};

describe('the cells that meet demands at the least loss', () => {
  it.each<[string, Demand[], number[], number[] | null]>([
    ['are none without a demand', [], [], []],
    ['are the one that loses less', [demand(10, { 0: 10, 1: 10 })], [3, 2], [1]],
    ['are two where one alone does not reach', [demand(10, { 0: 6, 1: 6, 2: 6 })], [3, 1, 2], [1, 2]],
    [
      'are one for two demands rather than one for each',
      [demand(1, { 0: 1, 1: 1 }), demand(1, { 1: 1, 2: 1 })],
      [2, 3, 2],
      [1],
    ],
    ['meet what only holds of one of them', [demand(1, { 0: 1, 2: 1 }), demand(1, { 1: 1 }, 0)], [1, 5, 4], [2]],
    ['are not to be had where nothing meets a demand', [demand(10, { 0: 6 })], [1], null],
  ])('%s', (_, demands, losses, cells) => {
    expect(covered(demands, losses)).toEqual(cells);
  });

  it('lose as little as the best of all choices', () => {
    const drawn = fc.array(
      fc.record({
        need: fc.integer({ min: 1, max: 10 }),
        weights: fc.array(fc.nat(10), { minLength: 7, maxLength: 7 }),
        onlyIf: fc.option(fc.nat(6), { nil: null }),
      }),
      { maxLength: 6 },
    );
    const losses = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(drawn, losses, (all, loss) => {
        const demands = all.map(({ need, weights, onlyIf }) =>
          demand(
            need,
            Object.fromEntries(
              weights.flatMap((weight, cell) =>
                weight > 0 && cell !== onlyIf ? [[cell, Math.min(weight, need)]] : [],
              ),
            ),
            onlyIf,
          ),
        );
        const isMet = (chosen: number): boolean =>
          demands.every(
            ({ need, weights, onlyIf }) =>
              (onlyIf !== null && !(chosen & (1 << onlyIf))) ||
              [...weights].reduce((sum, [cell, weight]) => (chosen & (1 << cell) ? sum + weight : sum), 0) >= need,
          );
        const lossOf = (chosen: number): number =>
          loss.reduce((sum, each, cell) => (chosen & (1 << cell) ? sum + each : sum), 0);
        const best = Array.from({ length: 128 }, (_, chosen) => chosen)
          .filter(isMet)
          .reduce((least, chosen) => Math.min(least, lossOf(chosen)), Number.POSITIVE_INFINITY);
        const found = covered(demands, loss);
        expect(found === null ? Number.POSITIVE_INFINITY : found.reduce((sum, cell) => sum + loss[cell]!, 0)).toBe(
          best,
        );
      }),
      { numRuns: 200 },
    );
  });
});
