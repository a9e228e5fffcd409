import { expect, it } from 'vitest';
import { type Check, fail, ok, reports } from '../../../scripts/doctor/check.ts';
import { reportLines } from '../../../scripts/doctor/words.ts';

const check = (name: string, look: Check['look'], needs?: string[]): Check => ({
  name,
  looksAt: `the ${name}`,
  look,
  ...(needs && { needs }),
});

it('checks are carried out at the same time, and told in their order', async () => {
  const begun: string[] = [];
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const found = await reports(
    [
      check('first', async () => {
        begun.push('first');
        await held;
        return ok('There.');
      }),
      check('second', async () => {
        begun.push('second');
        letGo();
        return ok('There.');
      }),
    ],
    10_000,
  );
  expect(begun).toEqual(['first', 'second']);
  expect(found.map(({ name, result }) => [name, result])).toEqual([
    ['first', 'ok'],
    ['second', 'ok'],
  ]);
});

it('what needs a check that failed is left out, and what needs that too', async () => {
  const found = await reports(
    [
      check('third', () => expect.unreachable(), ['second']),
      check('second', () => expect.unreachable(), ['first']),
      check('first', async () => fail('Gone.', 'Bring it back.')),
      check('other', async () => ok('There.')),
    ],
    10_000,
  );
  expect(found.map(({ name, result, found }) => [name, result, found])).toEqual([
    ['third', 'leftOut', 'Not looked at, because of second.'],
    ['second', 'leftOut', 'Not looked at, because of first.'],
    ['first', 'fail', 'Gone.'],
    ['other', 'ok', 'There.'],
  ]);
  expect(reportLines(found)).toEqual([
    'FAIL  first  Gone.',
    '             → Bring it back.',
    'ok    other  There.',
    '',
    'Left out until that is mended: third and second.',
    '',
    'Well: 1. To be seen to: 0. Failed: 1. Left out: 2.',
  ]);
});

it('a check that never ends, and one that breaks, fail by themselves', async () => {
  const found = await reports(
    [
      check('endless', () => new Promise(() => undefined)),
      check('broken', async () => {
        throw new TypeError('x is not a function');
      }),
      check('well', async () => ok('There.')),
    ],
    20,
  );
  expect(found.map(({ result, found }) => [result, found])).toEqual([
    ['fail', 'There was no answer within 0 s.'],
    ['fail', 'The check itself failed: x is not a function'],
    ['ok', 'There.'],
  ]);
});
