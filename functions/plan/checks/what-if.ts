import type { Locale } from '../locale.ts';
import type { Plan } from '../plan.ts';
import { MOST_SCENARIOS } from '../tables/what-if.ts';
import { nameKey } from '../text.ts';
import { changeIn, type Unclear } from '../whatif/change.ts';
import { type Check, inRow, type PlanContext, type Problem, problem } from './check.ts';

/** What checks of scenarios see. */
export interface WhatIfContext extends PlanContext {
  /** In which numbers and dates typed as text are read. */
  locale: Locale;
  /** The plan as typed: a scenario may change a row that has errors, and so mend it. */
  typed: Plan;
}

/** Can each scenario be worked out? Run on rows that have no error by themselves, after the plan: nothing of the plan hangs on them. */
export const whatIfChecks: readonly Check<WhatIfContext>[] = [
  {
    code: 'scenario-of-which',
    severity: 'error',
    title: 'A change of a scenario is of one row of the plan, or of a question that the whole plan has.',
    on: 'entry',
    check: (plan, context) => unclearIn('of', plan, context),
  },
  {
    code: 'scenario-value',
    severity: 'error',
    title: 'The new value of a scenario’s change is one that its column can hold.',
    on: 'entry',
    check: (plan, context) => unclearIn('to', plan, context),
  },
  {
    code: 'scenarios-too-many',
    severity: 'error',
    title: `There are at most ${MOST_SCENARIOS} scenarios.`,
    on: 'entry',
    check: ({ whatIf }) => {
      const names = new Set<string>();
      return whatIf.flatMap((row) => {
        const { scenario } = row.values;
        if (scenario === null) return [];
        const key = nameKey(scenario);
        // Of its rows the first is enough to say so.
        const isOld = names.has(key);
        names.add(key);
        return isOld || names.size <= MOST_SCENARIOS
          ? []
          : [problem(inRow('whatIf', row, 'scenario'), { scenario, most: MOST_SCENARIOS })];
      });
    },
  },
];

const unclearIn = (part: Unclear['part'], { whatIf }: Plan, { typed, locale }: WhatIfContext): Problem[] =>
  whatIf.flatMap((row) => {
    const change = changeIn(row, typed, locale);
    return change !== null && 'text' in change && change.part === part
      ? [problem(inRow('whatIf', row, part), change.values, change.text)]
      : [];
  });
