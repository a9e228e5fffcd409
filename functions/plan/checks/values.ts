import type { Rule } from './check.ts';

const value = (code: string, title: string): Rule => ({ code, severity: 'error', title, on: 'entry' });

/**
 * Rules that the reading of single cells holds to: each follows from its column's type and header, and is told by functions/sheet/parse.ts.
 */
export const valueRules: readonly Rule[] = [
  value('required', 'A row or form that has begun has all that it needs.'),
  value('not-a-number', 'A number is typed in digits, with separators as the sheet’s country has them.'),
  value('not-whole', 'People and other things that are counted are whole numbers.'),
  value('rate-out-of-range', 'A rate is a percentage within its column’s bounds.'),
  value('too-low', 'A number is at least the least that its column can hold.'),
  value('too-high', 'A number is at most the most that its column can hold.'),
  value('not-a-date', 'A date is a day of the calendar.'),
  value('ambiguous-date', 'A date that is text can be read in one way only.'),
  value('date-out-of-range', 'A date is from 2000 to 2099.'),
  value('not-yes-or-no', 'A question of yes or no is answered by one of the two.'),
  value('not-in-list', 'A choice is one of its list.'),
  value('not-a-link', 'A web address is whole.'),
  value('not-an-email', 'An email address is one address.'),
  value('too-long', 'A text is no longer than its column can hold.'),
  value('not-valid', 'A value fits its column.'),
  value('formula-fails', 'A formula in a cell for typing gives a value.'),
  {
    code: 'formula-reaches-outside',
    severity: 'warning',
    title: 'A formula in a cell for typing takes nothing from outside the spreadsheet.',
    on: 'entry',
  },
];
