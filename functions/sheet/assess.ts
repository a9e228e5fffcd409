import { calendarRows } from '../plan/calendar-rows.ts';
import { type ChecklistItem, planChecklist } from '../plan/checklist.ts';
import type { IsoDate } from '../plan/date.ts';
import { compareFindings, worded } from '../plan/finding.ts';
import { forecastRows } from '../plan/forecast-rows.ts';
import { definitionsIn } from '../plan/messages/definitions.ts';
import type { Language } from '../plan/messages/language.ts';
import { wordsIn } from '../plan/messages/words.ts';
import { moneyRows } from '../plan/money-rows.ts';
import { type Outcome, type OutcomeContext, planOutcome } from '../plan/outcome.ts';
import { pipelineRows } from '../plan/pipeline-rows.ts';
import { type Plan, type PlanPlaces, type SectionName, sectionList } from '../plan/plan.ts';
import { checklistRows, funnelRows } from '../plan/result-rows.ts';
import type { ResultName, ResultRows } from '../plan/results.ts';
import type { RowMemory, RowName, UnnamedRows } from './identity.ts';
import { parsePlan } from './parse.ts';
import { nothingGone, type RowsGoneQuestion, rowsGoneFindings, rowsGoneInWords } from './rows-gone.ts';
import type { Snapshot } from './snapshot.ts';

/** Everything that one reading of a spreadsheet comes to, before anything is written anywhere. Findings are in the order of tabs, rows and columns. */
export interface Assessment extends Outcome {
  /** All that is there, rows with errors included. */
  plan: Plan;
  /** What the sheet's texts are in, or are to be in once this is written to it. */
  language: Language;
  places: PlanPlaces;
  /** Sections that cannot be read whole because a tab or header is gone; the mirror keeps what it has of them. */
  held: SectionName[];
  /** Ids that only the mirror's memory can give to a row with certainty. */
  disputed: RowName[];
  /** Tables in which rows have no id: the mirror may know them. */
  unnamed: UnnamedRows[];
  /** What Start asks of rows that are gone; null where there is nothing to ask. */
  rowsGone: { question: string | null; answerHolds: boolean };
  checklist: ChecklistItem[];
  /** What the planner's tabs should show. */
  results: Readonly<Record<ResultName, ResultRows>>;
}

export interface AssessContext {
  /** The day on the community's calendar. */
  today: IsoDate;
  newId: () => string;
  /** Of the rows that were disputed, and of those gone from unnamed tables, when the same snapshot was assessed without it. */
  memory?: RowMemory;
  /** Rows that are gone and not deleted yet. */
  rowsGone?: RowsGoneQuestion;
  /** Instead of the one that the plan asks for. */
  language?: Language;
  /** Codes of rules that are not used here. */
  switchedOff?: ReadonlySet<string>;
}

/**
 * Understands a spreadsheet, checks it and works out its targets; pure, so that a pass, a file on the command line and a test
 * come to the same.
 */
export const assess = (snapshot: Snapshot, context: AssessContext): Assessment => {
  const parsed = parsePlan(snapshot, context.newId, context);
  const { plan, language, places, held, disputed, unnamed } = parsed;
  const words = wordsIn(language);
  const rowsGone = context.rowsGone ?? nothingGone;
  const ofCells = [...rowsGoneFindings(rowsGone.tables, places, definitionsIn(language)), ...parsed.findings].map(
    (finding) => worded(finding, words),
  );
  const outcomeContext: OutcomeContext = {
    today: context.today,
    unreadable: unreadableTables(places),
    places,
    switchedOff: context.switchedOff ?? new Set<string>(),
    words,
  };
  const outcome = planOutcome(plan, ofCells, outcomeContext);
  const tabOrder = new Map(snapshot.tabs.map((tab, index) => [tab.title, index]));
  const findings = outcome.findings.sort(compareFindings(tabOrder));
  const { counted, funnel, risk, calendar, forecast, pipeline, money } = outcome;
  const checklist = planChecklist(plan, funnel, findings, places, words);
  return {
    ...outcome,
    plan,
    language,
    places,
    held,
    disputed,
    unnamed,
    rowsGone: { question: rowsGoneInWords(rowsGone.tables, words), answerHolds: rowsGone.answerHolds },
    checklist,
    results: {
      checklist: checklistRows(checklist, words),
      funnel: funnelRows(funnel, counted, risk, calendar.calendar, words),
      calendar: calendarRows(calendar, funnel, words),
      forecast: forecastRows(forecast, calendar.calendar, counted, funnel, words),
      pipeline: pipelineRows(pipeline, calendar, words),
      money: moneyRows(money, counted, funnel, words),
    },
  };
};

const unreadableTables = (places: PlanPlaces): ReadonlySet<SectionName> =>
  new Set(
    sectionList.flatMap((section) => {
      if (section.shape !== 'table' || section.key === null) return [];
      const name = section.name as SectionName;
      return places[name]?.columns[section.key] === undefined ? [name] : [];
    }),
  );
