import { expect, it } from 'vitest';
import { PackedSummaries } from '../../functions/rollup/packed-summaries.ts';
import { community } from './people.ts';

const many = Array.from({ length: 200 }, (_, index) => community(`c${index}`, { applied: index }, { states: ['OH'] }));

it.each([0, 1, 64, 65, 128, 200])(
  '%i packed summaries are there in their order, as often as they are gone through',
  (count) => {
    const packed = new PackedSummaries();
    for (const summary of many.slice(0, count)) packed.add(summary);
    for (let time = 1; time <= 2; time++) expect([...packed]).toEqual(many.slice(0, count));
  },
);
