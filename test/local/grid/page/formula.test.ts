import { expect, test } from 'vitest';
import { movedFormula } from '../../../../scripts/local/grid/page/formula.ts';

test.each([
  ['relative references move along', '=A1+B2', 1, 1, '=B2+C3'],
  ['fixed ones stay', '=$A1+A$1+$A$1', 2, 3, '=$A3+D$1+$A$1'],
  ['ranges move at both ends', '=SUM(B2:B10)', 0, 1, '=SUM(C2:C10)'],
  ['text stays', '="A1 is "&A1', 1, 0, '="A1 is "&A2'],
  ['tab names stay, the reference after them moves', "='A1 plan'!B2+Goals!C3", 1, 0, "='A1 plan'!B3+Goals!C4"],
  ['function names that look like cells stay', '=LOG10(A1)', 1, 0, '=LOG10(A2)'],
  ['a reference that would leave the sheet is said to be lost', '=A1', -1, 0, '=#REF!'],
  ['what is no formula stays', 'A1', 5, 5, 'A1'],
])('%s', (_name, formula, down, right, moved) => {
  expect(movedFormula(formula, down, right)).toBe(moved);
});
