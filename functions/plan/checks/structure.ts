import type { Rule } from './check.ts';

const structure = (code: string, title: string, severity: Rule['severity'] = 'error'): Rule => ({
  code,
  severity,
  title,
  on: 'entry',
});

/** Rules that the finding of tabs, headers and questions holds to, told by functions/sheet/tabs.ts, parse.ts, rows-gone.ts and unannounced.ts. */
export const structureRules: readonly Rule[] = [
  structure('tab-missing', 'Every tab of the template is there.'),
  structure('tab-copied', 'A tab of the template is there once; copies kept as a record are hidden.', 'warning'),
  structure('result-tab-missing', 'Every tab that the planner writes is there, and the one for scenarios.', 'warning'),
  structure(
    'result-header-changed',
    'The tabs that the planner writes have its headings, headers and labels.',
    'warning',
  ),
  structure('headers-missing', 'Every table and form has its headers.'),
  structure('header-missing', 'Every column has its header.'),
  structure('header-doubled', 'Every header stands once.'),
  structure('id-column-missing', 'Every table has its hidden column of row ids.'),
  structure('computed-column-missing', 'Every form with numbers worked out has a column for them.', 'warning'),
  structure('status-column-missing', 'Every table and form has its column of states.', 'warning'),
  structure('waiver-column-missing', 'Every table has its column for waivers.', 'warning'),
  structure('question-missing', 'Every question of a form is there.'),
  structure('question-doubled', 'A question that is answered stands once.', 'warning'),
  structure('rows-gone', 'No table loses most of its rows at once without a person saying so.'),
  structure('not-announced', 'The planner is told of every change as it is made.', 'warning'),
];

const aboutWaivers = (code: string, title: string): Rule => ({ code, severity: 'info', title, on: 'entry' });

/** Rules that the finding of waivers holds to, told by functions/plan/waivers.ts. */
export const waiverRules: readonly Rule[] = [
  aboutWaivers('waiver-ended', 'What a waived warning speaks of is as it was when it was waived.'),
  aboutWaivers('waiver-unknown-rule', 'A waiver names a rule that there is.'),
  aboutWaivers('waiver-which-rule', 'A waiver names its rule where the row has warnings of several.'),
  aboutWaivers('waiver-not-needed', 'A waiver stands in a row that has such a warning.'),
  aboutWaivers('waiver-of-error', 'A waiver is of a warning, not of an error.'),
];
