import { type CalendarReading, planCalendar } from '../plan/calendar.ts';
import { calendarRows } from '../plan/calendar-rows.ts';
import { type ChecklistItem, planChecklist } from '../plan/checklist.ts';
import { planChecks, ruleCodes, targetChecks } from '../plan/checks/catalogue.ts';
import { runChecks } from '../plan/checks/check.ts';
import { countedPlan } from '../plan/counted.ts';
import type { IsoDate } from '../plan/date.ts';
import { compareFindings, type Finding, worded } from '../plan/finding.ts';
import { type Funnel, planFunnel } from '../plan/funnel.ts';
import { definitionsIn } from '../plan/messages/definitions.ts';
import type { Language } from '../plan/messages/language.ts';
import { wordsIn } from '../plan/messages/words.ts';
import { type MoneyPlan, planMoney } from '../plan/money.ts';
import { moneyRows } from '../plan/money-rows.ts';
import { type Pipeline, planPipeline } from '../plan/pipeline.ts';
import { pipelineRows } from '../plan/pipeline-rows.ts';
import { type Plan, type PlanPlaces, type SectionName, sectionList } from '../plan/plan.ts';
import { checklistRows, funnelRows } from '../plan/result-rows.ts';
import type { ResultRows } from '../plan/results.ts';
import { planRisk, type Risk } from '../plan/risk.ts';
import { type Waiver, waive } from '../plan/waivers.ts';
import type { RowMemory, RowName } from './identity.ts';
import { parsePlan } from './parse.ts';
import { nothingGone, type RowsGoneQuestion, rowsGoneFindings, rowsGoneInWords } from './rows-gone.ts';
import type { Snapshot } from './snapshot.ts';

/** Everything that one reading of a spreadsheet comes to, before anything is written anywhere. */
export interface Assessment {
  /** All that is there, rows with errors included. */
  plan: Plan;
  /** What the sheet's texts are in, or are to be in once this is written to it. */
  language: Language;
  /** Only what counts in targets and rollups. */
  counted: Plan;
  places: PlanPlaces;
  /** Sections that cannot be read whole because a tab or header is gone; the mirror keeps what it has of them. */
  held: SectionName[];
  /** Ids that only the mirror's memory can give to a row with certainty. */
  disputed: RowName[];
  /** What Start asks of rows that are gone; null where there is nothing to ask. */
  rowsGone: { question: string | null; answerHolds: boolean };
  /** In the order of tabs, rows and columns. */
  findings: Finding[];
  /** Warnings that a person has waived: they are in no count and colour no cell. */
  waived: Finding[];
  waivers: Waiver[];
  funnel: Funnel;
  /** null where there are no targets. */
  risk: Risk | null;
  calendar: CalendarReading;
  /** null where there is nothing to set side by side yet. */
  pipeline: Pipeline | null;
  money: MoneyPlan;
  checklist: ChecklistItem[];
  /** What the planner's tabs should show. */
  results: {
    checklist: ResultRows;
    funnel: ResultRows;
    calendar: ResultRows;
    pipeline: ResultRows;
    money: ResultRows;
  };
}

export interface AssessContext {
  /** The day on the community's calendar. */
  today: IsoDate;
  newId: () => string;
  /** Of the rows that were disputed when the same snapshot was assessed without it. */
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
  const switchedOff = context.switchedOff ?? new Set<string>();
  const { plan, language, places, held, disputed, findings: ofCells } = parsePlan(snapshot, context.newId, context);
  const words = wordsIn(language);
  const rowsGone = context.rowsGone ?? nothingGone;
  const ofPlan = [
    ...[...rowsGoneFindings(rowsGone.tables, places, definitionsIn(language)), ...ofCells]
      .filter((finding) => !switchedOff.has(finding.code))
      .map((finding) => worded(finding, words)),
    ...runChecks(
      planChecks,
      plan,
      { today: context.today, unreadable: unreadableTables(places) },
      places,
      switchedOff,
      words,
    ),
  ];
  const counted = countedPlan(plan, ofPlan);
  const funnel = planFunnel(counted);
  const calendar = planCalendar(counted, funnel, context.today);
  const pipeline = planPipeline(counted, funnel, calendar.calendar);
  const targets = { today: context.today, funnel, calendar: calendar.calendar, pipeline, typed: plan };
  const ofTargets = runChecks(targetChecks, counted, targets, places, switchedOff, words);
  const money = planMoney(counted, funnel);
  const tabOrder = new Map(snapshot.tabs.map((tab, index) => [tab.title, index]));
  const { waived, waivers, ...unwaived } = waive([...ofPlan, ...ofTargets], plan, places, ruleCodes);
  const findings = [...unwaived.findings, ...unwaived.about.map((finding) => worded(finding, words))]
    .filter(({ code }) => !switchedOff.has(code))
    .sort(compareFindings(tabOrder));
  const risk = planRisk(counted, funnel);
  const checklist = planChecklist(plan, funnel, findings, places, words);
  return {
    plan,
    language,
    counted,
    places,
    held,
    disputed,
    rowsGone: { question: rowsGoneInWords(rowsGone.tables, words), answerHolds: rowsGone.answerHolds },
    findings,
    waived,
    waivers,
    funnel,
    risk,
    calendar,
    pipeline,
    money,
    checklist,
    results: {
      checklist: checklistRows(checklist, words),
      funnel: funnelRows(funnel, counted, risk, calendar.calendar, words),
      calendar: calendarRows(calendar, funnel, words),
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
