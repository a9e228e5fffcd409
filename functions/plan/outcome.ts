import { type CalendarReading, planCalendar } from './calendar.ts';
import { planChecks, ruleCodes, targetChecks } from './checks/catalogue.ts';
import { type PlanContext, runChecks } from './checks/check.ts';
import { countedPlan } from './counted.ts';
import { type Finding, worded } from './finding.ts';
import { type ForecastReading, planForecast } from './forecast.ts';
import { type Funnel, planFunnel } from './funnel.ts';
import type { Words } from './messages/words.ts';
import { type MoneyPlan, planMoney } from './money.ts';
import { type Pipeline, planPipeline } from './pipeline.ts';
import type { Plan, PlanPlaces } from './plan.ts';
import { planRisk, type Risk } from './risk.ts';
import { type Waiver, waive } from './waivers.ts';

/** What a plan comes to: what is wrong with it, and all that follows from what counts of it. */
export interface Outcome {
  /** Only what counts in targets and rollups. */
  counted: Plan;
  /** In no order. */
  findings: Finding[];
  /** Warnings that a person has waived: they are in no count and colour no cell. */
  waived: Finding[];
  waivers: Waiver[];
  funnel: Funnel;
  /** null where there are no targets. */
  risk: Risk | null;
  calendar: CalendarReading;
  forecast: ForecastReading;
  /** null where there is nothing to set side by side yet. */
  pipeline: Pipeline | null;
  money: MoneyPlan;
}

export interface OutcomeContext extends PlanContext {
  places: PlanPlaces;
  /** Codes of rules that are not used here. */
  switchedOff: ReadonlySet<string>;
  words: Words;
}

/**
 * Checks a plan and works out its targets; the plan may be one that a spreadsheet says, or one that somebody only thinks of.
 *
 * @param plan     all that is there, rows with errors included
 * @param ofCells  what was found while the cells were read
 */
export const planOutcome = (plan: Plan, ofCells: readonly Finding[], context: OutcomeContext): Outcome => {
  const { places, switchedOff, words } = context;
  const ofPlan = [
    ...ofCells.filter(({ code }) => !switchedOff.has(code)),
    ...runChecks(planChecks, plan, context, places, switchedOff, words),
  ];
  const counted = countedPlan(plan, ofPlan);
  const funnel = planFunnel(counted);
  const calendar = planCalendar(counted, funnel, context.today);
  const pipeline = planPipeline(counted, funnel, calendar.calendar);
  const forecast = planForecast(counted, funnel);
  const targets = {
    today: context.today,
    funnel,
    calendar: calendar.calendar,
    forecast: forecast.forecast,
    pipeline,
    typed: plan,
  };
  const ofTargets = runChecks(targetChecks, counted, targets, places, switchedOff, words);
  const { waived, waivers, ...unwaived } = waive([...ofPlan, ...ofTargets], plan, places, ruleCodes);
  return {
    counted,
    findings: [...unwaived.findings, ...unwaived.about.map((finding) => worded(finding, words))].filter(
      ({ code }) => !switchedOff.has(code),
    ),
    waived,
    waivers,
    funnel,
    risk: planRisk(counted, funnel),
    calendar,
    forecast,
    pipeline,
    money: planMoney(counted, funnel),
  };
};
