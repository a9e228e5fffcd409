import { describe, expect, test } from 'vitest';
import { allRules } from '../../../functions/plan/checks/catalogue.ts';
import { en } from '../../../functions/plan/messages/en.ts';
import { checkCases, expectedFindings, sheetOf, todayOf } from '../../fixtures/check-cases.ts';

const cases = checkCases();

/**
 * Rules that one sheet by itself cannot break: `not-valid` guards against a schema that finds fault in a way that it has no words for, and
 * `rows-gone`, `waiver-ended` and `not-announced` take what was there before.
 */
const unreachable = new Set(['not-valid', 'rows-gone', 'waiver-ended', 'not-announced']);

test.each(allRules.filter(({ code }) => !unreachable.has(code)))(
  '$code has a plan that passes and one that fails',
  ({ code }) => {
    const own = cases.filter((each) => each.code === code);
    expect(new Set(own.map(({ plan }) => plan))).toEqual(new Set(['passes', 'fails']));
    for (const each of own)
      if (each.plan === 'fails') expect(expectedFindings(each).some((line) => line.startsWith(`${code} `))).toBe(true);
  },
);

test('every rule has words, and all words are of a rule', () => {
  const told = [...Object.keys(en.findings), ...Object.keys(en.misfits)].map((name) => name.split('/')[0]!);
  // What is said of all misfits alike is no rule of its own.
  expect(new Set(told)).toEqual(new Set(['misfit', ...allRules.map(({ code }) => code)]));
});

test('every line is of a rule that there is', () => {
  const codes = new Set(allRules.map(({ code }) => code));
  expect(cases.filter(({ code }) => !codes.has(code))).toEqual([]);
});

describe.each(cases)('$code $plan: $cells', (line) => {
  const today = todayOf(line);

  test('it has exactly these findings', () => {
    expect(sheetOf(line).findings({ today })).toEqual(expectedFindings(line));
  });
});

test.each(cases.filter(({ plan }) => plan === 'fails'))(
  '$code $cells is of the severity that the catalogue says',
  (line) => {
    const { findings } = sheetOf(line).assess({ today: todayOf(line) });
    const rule = allRules.find(({ code }) => code === line.code)!;
    for (const finding of findings.filter(({ code }) => code === line.code))
      expect(finding.severity).toBe(rule.severity);
  },
);
