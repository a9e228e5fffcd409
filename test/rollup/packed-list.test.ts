import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PackedList, sortedBy } from '../../functions/rollup/packed-list.ts';
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

it('a packed list is sorted by a key as a list is, what has the same key as it was before', () => {
  const rows = fc.array(fc.record({ key: fc.string({ maxLength: 2 }), row: fc.nat() }), { maxLength: 60 });
  fc.assert(
    fc.property(rows, (items) => {
      const sorted = items.toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
      expect([...sortedBy(PackedList.of(items), ({ key }) => key)]).toEqual(sorted);
    }),
  );
});

it('thousands of keys are sorted as few are', () => {
  const items = Array.from({ length: 12_345 }, (_, index) => ({ key: String((index * 7_919) % 12_345), index }));
  expect([...sortedBy(PackedList.of(items), ({ key }) => key)].map(({ key }) => key)).toEqual(
    items.map(({ key }) => key).sort(),
  );
});
