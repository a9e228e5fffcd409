import { expect, it } from 'vitest';
import { PackedList } from '../../functions/rollup/packed-list.ts';
import { community } from './people.ts';

const many = Array.from({ length: 200 }, (_, index) => ({
  ...community(`c${index}`, { applied: index }, { states: ['OH'] }),
  remark: 'ö'.repeat(10_000),
}));

it.each([0, 1, 64, 65, 128, 200])(
  '%i packed summaries are there in their order, as often as they are gone through, and in JSON as in any list',
  (count) => {
    const items = many.slice(0, count);
    const packed = PackedList.of(items);
    for (let time = 1; time <= 2; time++) expect([...packed]).toEqual(items);
    expect(JSON.stringify({ packed })).toBe(JSON.stringify({ packed: items }));
  },
);
