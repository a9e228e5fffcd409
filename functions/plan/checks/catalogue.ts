import { allowabilityChecks } from './allowability.ts';
import { answerChecks } from './answers.ts';
import { calendarChecks } from './calendar.ts';
import { capacityChecks } from './capacity.ts';
import type { Check, Rule, TargetContext } from './check.ts';
import { dateChecks } from './dates.ts';
import { demandChecks } from './demand.ts';
import { duplicateChecks } from './duplicates.ts';
import { fundingChecks } from './funding.ts';
import { latenessChecks } from './lateness.ts';
import { nameChecks } from './names.ts';
import { observedChecks } from './observed.ts';
import { plausibilityChecks } from './plausibility.ts';
import { rateChecks } from './rates.ts';
import { referenceChecks } from './references.ts';
import { criteriaChecks, seatChecks } from './seats.ts';
import { shareChecks } from './shares.ts';
import { sourceChecks } from './sources.ts';
import { stageChecks } from './stages.ts';
import { structureRules, waiverRules } from './structure.ts';
import { valueRules } from './values.ts';
import { type WhatIfContext, whatIfChecks } from './what-if.ts';

/** Grows whenever a rule is added, withdrawn or changes its mind. Kept with every plan, so that it is known what it was held to. */
export const RULES_VERSION = 4;

/** Rules that ask the same question of a plan. */
export interface RuleGroup<R extends Rule = Rule> {
  readonly question: string;
  readonly rules: readonly R[];
}

/** Checks of what is typed, in the order in which their findings are told for one cell. */
const ofPlan: readonly RuleGroup<Check>[] = [
  { question: 'Does anything stand twice that should stand once?', rules: duplicateChecks },
  { question: 'Does every name that a tab borrows from another stand there?', rules: referenceChecks },
  { question: 'Is one organization, role or person called by two names?', rules: nameChecks },
  { question: 'Do the rates fit together?', rules: rateChecks },
  { question: 'Do the parts fit into the whole?', rules: shareChecks },
  { question: 'Are days in order, and inside the plan year?', rules: dateChecks },
  { question: 'Do periods and windows cover the days that they are for?', rules: calendarChecks },
  { question: 'Do the people who moved on fit those who were there before?', rules: stageChecks },
  { question: 'Does what employers commit to fit what they need?', rules: demandChecks },
  { question: 'Do the people who are trained fit the programs that train them?', rules: seatChecks },
  { question: 'Does the money hold together?', rules: fundingChecks },
  { question: 'Is it clear where the money comes from, and is there some for every need?', rules: sourceChecks },
  { question: 'May this source pay for that need?', rules: allowabilityChecks },
  { question: 'Do answers that belong together agree, and can others use them?', rules: answerChecks },
  { question: 'Has anybody ever reached, paid or needed so much?', rules: plausibilityChecks },
];

/** Checks of what is typed against the targets that follow from it. */
const ofTargets: readonly RuleGroup<Check<TargetContext>>[] = [
  { question: 'Is there room for the people whom the goal needs?', rules: capacityChecks },
  { question: 'Do people come in time for the plan year?', rules: latenessChecks },
  { question: 'Do the programs that count do what was agreed?', rules: criteriaChecks },
  { question: 'Do the assumed rates fit what has been counted?', rules: observedChecks },
];

/** Checks of the scenarios beside the plan. */
const ofScenarios: readonly RuleGroup<Check<WhatIfContext>>[] = [
  { question: 'Can each scenario be worked out?', rules: whatIfChecks },
];

export const planChecks: readonly Check[] = ofPlan.flatMap(({ rules }) => rules);

export const targetChecks: readonly Check<TargetContext>[] = ofTargets.flatMap(({ rules }) => rules);

/** Every rule that findings can come from, by the question that it asks. */
export const ruleGroups: readonly RuleGroup[] = [
  { question: 'Is the sheet still built as the planner reads it?', rules: structureRules },
  { question: 'Can this value be understood?', rules: valueRules },
  ...ofPlan,
  ...ofTargets,
  ...ofScenarios,
  { question: 'Do waivers still say why a warning does not count?', rules: waiverRules },
];

export const allRules: readonly Rule[] = ruleGroups.flatMap(({ rules }) => rules);

export const ruleCodes: ReadonlySet<string> = new Set(allRules.map(({ code }) => code));
