import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexShards, readIndexShards, rowKey, splitRowKey } from '../../functions/mirror/row-index.ts';

const rows = (count: number): Map<string, string> =>
  new Map(Array.from({ length: count }, (_, index) => [`partners/${String(index).padStart(22, 'x')}`, 'AbCdEfGhIjk']));

describe('the index of rows', () => {
  it('is one line a section, in an order of its own', () => {
    const index = new Map([
      ['partners/r2', 'BBBBBBBBBBB'],
      ['goals/form', 'CCCCCCCCCCC'],
      ['partners/r1', 'AAAAAAAAAAA'],
    ]);
    expect(indexShards(index)).toEqual(['goals form CCCCCCCCCCC\npartners r1 AAAAAAAAAAA r2 BBBBBBBBBBB']);
  });

  it('is one empty text for an empty plan', () => {
    expect(indexShards(new Map())).toEqual(['']);
    expect(readIndexShards([''])).toEqual(new Map());
  });

  it('comes back as it was from any number of shards', () => {
    const id = fc.stringMatching(/^~?[A-Za-z0-9][A-Za-z0-9_-]{0,30}$/);
    const entry = fc.tuple(
      fc.constantFrom('partners', 'demand', 'goals'),
      id,
      fc.stringMatching(/^[A-Za-z0-9_-]{11}$/),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), fc.constantFrom(200, 1000, 100_000), (entries, limitBytes) => {
        const index = new Map(entries.map(([section, documentId, print]) => [rowKey(section, documentId), print]));
        const shards = indexShards(index, limitBytes);
        expect(readIndexShards(shards)).toEqual(index);
        for (const shard of shards) expect(shard.length).toBeLessThanOrEqual(limitBytes);
      }),
    );
  });

  it('holds 20,000 rows in documents far below 1 MiB', () => {
    const shards = indexShards(rows(20_000));
    expect(shards.length).toBe(2);
    // 22 + 1 + 11 + 1 characters a row, and the section's name once a shard.
    expect(shards.reduce((sum, shard) => sum + shard.length, 0)).toBe(20_000 * 35 + 2 * 'partners'.length);
  });

  it('changes one shard when one row changes', () => {
    const [before, after] = [rows(20_000), rows(20_000).set('partners/xxxxxxxxxxxxxxxxxxxx77', 'ZZZZZZZZZZZ')];
    const [old, now] = [indexShards(before), indexShards(after)];
    expect(now.filter((shard, index) => shard !== old[index])).toHaveLength(1);
  });

  it('splits a key at its first slash', () => {
    expect(splitRowKey('partners/r1')).toEqual({ section: 'partners', documentId: 'r1' });
  });
});
