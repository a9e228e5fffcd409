import { describe, expect, test } from 'vitest';
import { type RowClaim, rowIdentities } from '../../functions/sheet/identity.ts';

/** `3 a Acme Employer`: row, id (`-` where it has none), name and kind; a row of which only the id is left ends after it. */
const claims = (...lines: string[]): RowClaim[] =>
  lines.map((line) => {
    const [row, id, name, kind] = line.split(' ');
    return {
      row: Number(row),
      id: id === '-' ? null : id!,
      raw: name === undefined ? null : { name, ...(kind === undefined ? {} : { kind }) },
    };
  });

const memory = (texts: Readonly<Record<string, string>>) =>
  new Map(
    Object.entries(texts).map(([id, text]) => {
      const [name, kind] = text.split(' ');
      return [id, { name: name!, ...(kind === undefined ? {} : { kind }) }];
    }),
  );

const identified = (given: RowClaim[], texts: Readonly<Record<string, string>>, naming = ['name']) => {
  let made = 0;
  const { ids, ...rest } = rowIdentities(given, () => `new-${++made}`, memory(texts), naming);
  return { ids: [...ids].map(([row, id]) => `${row} ${id}`), ...rest };
};

describe('rows whose hidden cells are blank', () => {
  test.each([
    [
      'are the rows that the mirror lost, in any order',
      ['3 - Beta', '4 - Acme Employer'],
      { a: 'Acme Employer', b: 'Beta' },
      ['3 b', '4 a'],
    ],
    [
      'are known by their names where other cells changed',
      ['3 - Acme Funder', '4 - Beta'],
      { a: 'Acme Employer', b: 'Beta' },
      ['3 a', '4 b'],
    ],
    ['are new where nothing of the mirror is like them', ['3 - Gamma'], { a: 'Acme Employer' }, ['3 new-1']],
    [
      'are new where two of them have the name',
      ['3 - Acme Funder', '4 - Acme Educator'],
      { a: 'Acme Employer' },
      ['3 new-1', '4 new-2'],
    ],
    [
      'are new where the mirror has the name twice',
      ['3 - Acme Funder'],
      { a: 'Acme Employer', b: 'Acme Educator' },
      ['3 new-1'],
    ],
    [
      'of which one is the same in every cell leave it the id',
      ['3 - Acme Funder', '4 - Acme Employer'],
      { a: 'Acme Employer' },
      ['3 new-1', '4 a'],
    ],
    [
      'and like each other share out what there is',
      ['3 - Acme', '4 - Acme', '5 - Acme'],
      { a: 'Acme', b: 'Acme' },
      ['3 a', '4 b', '5 new-1'],
    ],
    ['take no id that another row has', ['3 a Acme', '4 - Acme'], { a: 'Acme' }, ['3 a', '4 new-1']],
    ['take the id that a blank row kept', ['3 a', '4 - Acme'], { a: 'Acme' }, ['4 a']],
  ])('%s', (_, lines, texts, ids) => {
    expect(identified(claims(...lines), texts)).toMatchObject({
      ids,
      isUnnamed: lines.some((line) => line.includes(' - ')),
    });
  });

  test('are never known by a name alone in a table whose rows may repeat', () => {
    expect(identified(claims('3 - Acme Funder', '4 - Beta'), { a: 'Acme Employer', b: 'Beta' }, []).ids).toEqual([
      '3 new-1',
      '4 b',
    ]);
  });
});

test('a copied row that was changed is a new row, whatever else was lost', () => {
  expect(identified(claims('3 a Acme', '4 a Beta Funder'), { a: 'Acme', b: 'Beta Employer' })).toEqual({
    ids: ['3 a', '4 new-1'],
    disputed: ['a'],
    isUnnamed: false,
  });
});
