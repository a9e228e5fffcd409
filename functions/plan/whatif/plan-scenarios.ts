import type { Locale } from '../locale.ts';
import type { OutcomeContext } from '../outcome.ts';
import type { RowOf } from '../plan.ts';
import { MOST_SCENARIOS } from '../tables/what-if.ts';
import { nameKey } from '../text.ts';
import { changeIn } from './change.ts';
import { type Baseline, type Scenario, scenarioOf } from './scenario.ts';

/**
 * The scenarios of the What-if tab, in the order of their first rows.
 *
 * @param rows  those without errors: what a row with one asks for is left out of its scenario
 */
export const planScenarios = (
  rows: readonly RowOf<'whatIf'>[],
  baseline: Baseline,
  locale: Locale,
  context: OutcomeContext,
): Scenario[] =>
  [...Map.groupBy(rows, ({ values }) => nameKey(values.scenario ?? '')).values()]
    .slice(0, MOST_SCENARIOS)
    .map((inScenario) =>
      scenarioOf(
        {
          name: inScenario[0]!.values.scenario!,
          changes: inScenario.flatMap((row) => {
            const change = changeIn(row, baseline.plan, locale);
            return change === null || 'text' in change ? [] : [change];
          }),
        },
        baseline,
        context,
      ),
    );
