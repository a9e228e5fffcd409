import { calendarRows } from '../plan/calendar-rows.ts';
import { withCells } from '../plan/cell-names.ts';
import { type ChecklistItem, planChecklist } from '../plan/checklist.ts';
import { runChecks } from '../plan/checks/check.ts';
import { whatIfChecks } from '../plan/checks/what-if.ts';
import { countedPlan } from '../plan/counted.ts';
import type { IsoDate } from '../plan/date.ts';
import { compareFindings, type Finding, worded } from '../plan/finding.ts';
import { forecastRows } from '../plan/forecast-rows.ts';
import { localeOf } from '../plan/locale.ts';
import { definitionsIn } from '../plan/messages/definitions.ts';
import type { Language } from '../plan/messages/language.ts';
import { wordsIn } from '../plan/messages/words.ts';
import { moneyRows } from '../plan/money-rows.ts';
import { type Outcome, type OutcomeContext, planOutcome } from '../plan/outcome.ts';
import { pipelineRows } from '../plan/pipeline-rows.ts';
import { type Plan, type PlanPlaces, type SectionName, sectionList } from '../plan/plan.ts';
import type { Proposal } from '../plan/proposal.ts';
import { proposalRows } from '../plan/proposal-rows.ts';
import { checklistRows, funnelRows } from '../plan/result-rows.ts';
import type { ResultName, ResultRows } from '../plan/results.ts';
import { planScenarios } from '../plan/whatif/plan-scenarios.ts';
import { keyFigures, type Scenario } from '../plan/whatif/scenario.ts';
import { scenarioRows } from '../plan/whatif/scenario-rows.ts';
import type { RowMemory, RowName, UnnamedRows } from './identity.ts';
import { parsePlan } from './parse.ts';
import { nothingGone, type RowsGoneQuestion, rowsGoneFindings, rowsGoneInWords } from './rows-gone.ts';
import type { Snapshot } from './snapshot.ts';
import { unannouncedFindings } from './unannounced.ts';

/** Everything that one reading of a spreadsheet comes to, before anything is written anywhere. Findings are in the order of tabs, rows and columns. */
export interface Assessment extends Outcome {
  /** All that is there, rows with errors included. */
  plan: Plan;
  /** What the sheet's texts are in, or are to be in once this is written to it. */
  language: Language;
  places: PlanPlaces;
  /** What was found while the cells were read. */
  ofCells: Finding[];
  /** Sections that cannot be read whole because a tab or header is gone; the mirror keeps what it has of them. */
  held: SectionName[];
  /** Ids that only the mirror's memory can give to a row with certainty. */
  disputed: RowName[];
  /** Tables in which rows have no id: the mirror may know them. */
  unnamed: UnnamedRows[];
  /** What Start asks of rows that are gone; null where there is nothing to ask. */
  rowsGone: { question: string | null; answerHolds: boolean };
  /** ISO time at which the sheet was found to have changed though nobody had told; null where that is not so. */
  unannouncedSince: string | null;
  checklist: ChecklistItem[];
  /** What the plan would come to as the What-if tab has it; beside the plan, never in it. */
  scenarios: Scenario[];
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
  /** When the sheet was found to have changed though nobody had told. */
  unannouncedSince?: string | null;
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
  const unannouncedSince = context.unannouncedSince ?? null;
  const ofCells = [
    ...unannouncedFindings(snapshot, unannouncedSince, definitionsIn(language)),
    ...rowsGoneFindings(rowsGone.tables, places, definitionsIn(language)),
    ...parsed.findings,
  ].map((finding) => worded(finding, words));
  const heldTo = outcomeContext({ places, language }, context);
  const outcome = planOutcome(plan, ofCells, heldTo);
  const locale = localeOf(snapshot.locale);
  const ofScenarios = runChecks(
    whatIfChecks,
    outcome.counted,
    { today: context.today, locale, typed: plan },
    places,
    heldTo.switchedOff,
    words,
  );
  const scenarios = planScenarios(
    countedPlan(outcome.counted, ofScenarios).whatIf,
    { plan, ofCells, outcome },
    locale,
    heldTo,
  );
  const tabOrder = new Map(snapshot.tabs.map((tab, index) => [tab.title, index]));
  const findings = [...outcome.findings, ...ofScenarios].sort(compareFindings(tabOrder));
  const { counted, funnel, risk, calendar, forecast, pipeline, money } = outcome;
  const checklist = planChecklist(plan, funnel, findings, places, words);
  const fromCells = withCells(counted, places);
  return {
    ...outcome,
    findings,
    plan,
    language,
    places,
    ofCells,
    held,
    disputed,
    unnamed,
    rowsGone: { question: rowsGoneInWords(rowsGone.tables, words), answerHolds: rowsGone.answerHolds },
    unannouncedSince,
    checklist,
    scenarios,
    results: {
      checklist: checklistRows(checklist, words),
      funnel: funnelRows(funnel, counted, risk, calendar.calendar, words, fromCells),
      calendar: calendarRows(calendar, counted, funnel, words, fromCells),
      forecast: forecastRows(forecast, calendar.calendar, counted, funnel, words),
      pipeline: pipelineRows(pipeline, calendar, counted, words, fromCells),
      money: moneyRows(money, counted, funnel, words, fromCells),
      proposal: proposalRows({ kind: 'notHere' }, counted, money, words),
      scenarios: scenarioRows(keyFigures(outcome), scenarios, words),
    },
  };
};

/** With a proposal beside people's own numbers, where somebody has worked one out. */
export const withProposal = (assessment: Assessment, proposal: Proposal): Assessment => {
  const { counted, money, language, results } = assessment;
  return {
    ...assessment,
    results: { ...results, proposal: proposalRows(proposal, counted, money, wordsIn(language)) },
  };
};

/** By what an assessed plan, or one with other values, is checked and worked out. */
export const outcomeContext = (
  { places, language }: Pick<Assessment, 'places' | 'language'>,
  { today, switchedOff = new Set() }: Pick<AssessContext, 'today' | 'switchedOff'>,
): OutcomeContext => ({ today, switchedOff, places, unreadable: unreadableTables(places), words: wordsIn(language) });

const unreadableTables = (places: PlanPlaces): ReadonlySet<SectionName> =>
  new Set(
    sectionList.flatMap((section) => {
      if (section.shape !== 'table' || section.key === null) return [];
      const name = section.name as SectionName;
      return places[name]?.columns[section.key] === undefined ? [name] : [];
    }),
  );
