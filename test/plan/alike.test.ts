import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alikeNames } from '../../functions/plan/alike.ts';
import { spellingTies } from '../../functions/plan/spelling.ts';

const told = (...names: string[]): string[] =>
  alikeNames(
    names.map((name) => ({ name })),
    ({ name }) => spellingTies(name),
  ).map(({ entry, other }) => `${entry.name} ~ ${other.name}`);

test.each<[string[], string[]]>([
  [['Acme Software', 'ACME software', 'Acme Software, Inc.'], ['Acme Software, Inc. ~ Acme Software']],
  [['Acme Software', 'Acme Softwere', 'acme software'], ['Acme Softwere ~ Acme Software']],
  [
    ['Riverbend Community College', 'RCC', 'River City Council'],
    ['RCC ~ Riverbend Community College', 'River City Council ~ RCC'],
  ],
  [['Riverbend Community College', 'River City Council'], []],
  [['Region 1 Board', 'Region 2 Board'], []],
])('of %j these are told: %j', (names, expected) => {
  expect(told(...names)).toEqual(expected);
});

test('as many names are told whatever their order, and none together with itself', () => {
  const names = fc.array(
    fc.constantFrom(
      ...['Acme Software', 'Acme Softwere', 'Acme Softwre', 'ACME software', 'Acme Software, Inc.', 'RCC', 'Library'],
      ...['Riverbend Community College', 'River City Council', 'Riverbend  Comunity College', 'The Library', 'AS'],
    ),
    { maxLength: 10 },
  );
  const shuffled = names.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length })),
  );
  fc.assert(
    fc.property(shuffled, ([some, others]) => {
      expect(told(...some)).toHaveLength(told(...others).length);
      for (const pair of told(...some)) {
        const [one, other] = pair.split(' ~ ');
        expect(one).not.toBe(other);
      }
    }),
    { numRuns: 300 },
  );
});
