import { cellName } from '../a1.ts';
import type { Calendar } from '../calendar.ts';
import type { IsoDate } from '../date.ts';
import { type Finding, type Severity, type UnwordedFinding, worded } from '../finding.ts';
import type { Forecast } from '../forecast.ts';
import type { Funnel } from '../funnel.ts';
import type { FindingCode, FindingText, Values } from '../messages/said.ts';
import type { Words } from '../messages/words.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Plan, PlanForm, PlanPlaces, PlanRow, SectionName } from '../plan.ts';

/** Something that holds in a good plan, by the code that its findings have. */
export interface Rule {
  /** Stable: waivers, settings and the reference page name it. */
  readonly code: string;
  readonly severity: Severity;
  /** What holds in a plan that passes, as one sentence. */
  readonly title: string;
  /** `entry`: only typing can break it. `always`: it can come to fail without an edit, as days go by. */
  readonly on: 'entry' | 'always';
}

/**
 * A rule across the cells of a row, the rows of a tab or several tabs.
 *
 * @typeParam Context  what it looks at besides the plan
 */
export interface Check<Context = PlanContext> extends Rule {
  readonly code: FindingCode;
  check(plan: Plan, context: Context): Problem[];
}

/** What checks of the plan alone see: rows with errors included. */
export interface PlanContext {
  today: IsoDate;
  /** Tables whose rows' names cannot be read because the tab or the header above them is gone. */
  unreadable?: ReadonlySet<SectionName>;
}

/** What checks against targets see; their plan holds only the rows that count. */
export interface TargetContext extends PlanContext {
  funnel: Funnel;
  calendar: Calendar | null;
  forecast: Forecast | null;
  pipeline: Pipeline | null;
  /** The plan as typed: rows with errors included, which may explain what the others lack. */
  typed: Plan;
}

/** One failure of a check. */
export interface Problem {
  at: { section: SectionName; row: PlanRow<unknown> | 'form' | 'header'; field: string };
  /** Where the message tables have its words, where they are not under the check's code: `stage-order/first`. */
  text?: FindingText;
  /** What fills the placeholders of its words. */
  values?: Values;
}

/** @param text  where its words are not under the check's code */
export const problem = (at: Problem['at'], values: Values = {}, text?: FindingText): Problem => ({
  at,
  values,
  ...(text === undefined ? {} : { text }),
});

export const inRow = (section: SectionName, row: PlanRow<unknown>, field: string): Problem['at'] => ({
  section,
  row,
  field,
});

/** For what a table lacks: the header of the column where it should stand. */
export const inHeader = (section: SectionName, field: string): Problem['at'] => ({ section, row: 'header', field });

export const inForm = (section: SectionName, field: string): Problem['at'] => ({ section, row: 'form', field });

/**
 * Runs checks in order and gives each failure its cell.
 *
 * @param switchedOff  codes of rules that this deployment does not use
 * @param words        the language of messages
 */
export const runChecks = <Context>(
  checks: readonly Check<Context>[],
  plan: Plan,
  context: Context,
  places: PlanPlaces,
  switchedOff: ReadonlySet<string>,
  words: Words,
): Finding[] =>
  checks
    .filter((check) => !switchedOff.has(check.code))
    .flatMap((check) =>
      check.check(plan, context).map((problem) => worded(asFinding(check, problem, plan, places), words)),
    );

const asFinding = (
  check: Pick<Check, 'code' | 'severity'>,
  problem: Problem,
  plan: Plan,
  places: PlanPlaces,
): UnwordedFinding => {
  const { section, row, field } = problem.at;
  const place = places[section];
  const inSheet =
    row === 'form' ? (plan[section] as PlanForm).rows[field] : row === 'header' ? place?.headerRow : row.row;
  const rowNumber = inSheet ?? place?.headerRow ?? 1;
  const column = place?.columns[field];
  return {
    code: check.code,
    severity: check.severity,
    tab: place?.tab ?? section,
    cell: place && column !== undefined ? cellName(column, rowNumber) : '',
    // A check that says several things names one of them in every problem; saying none throws when it is worded.
    text: problem.text ?? (check.code as FindingText),
    values: problem.values ?? {},
    at: { section, rowId: typeof row === 'string' ? null : row.id, row: rowNumber, field },
  };
};
