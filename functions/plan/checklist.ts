import { cellName } from './a1.ts';
import type { Finding } from './finding.ts';
import type { Funnel } from './funnel.ts';
import { say } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import type { Plan, PlanForm, PlanPlaces, RowOf, SectionName } from './plan.ts';
import { sections } from './plan.ts';
import { communityQuestion } from './questions/community.ts';
import { fundingQuestions } from './questions/funding.ts';
import { goalQuestions, localGoalQuestion, segmentQuestions } from './questions/goals.ts';
import { partnerQuestions } from './questions/partners.ts';
import type { Answer, Question, Target } from './questions/question.ts';
import { resourceQuestions } from './questions/resources.ts';
import { roleQuestions } from './questions/roles.ts';

export const checklistStates = {
  toDo: 'To do',
  inProgress: 'In progress',
  needsAttention: 'Needs attention',
  done: 'Done',
  setAside: 'Set aside',
} as const;

export type ChecklistState = keyof typeof checklistStates;

/** One question of the planning checklist, with how far the plan is with it. */
export interface ChecklistItem {
  code: string;
  part: string;
  question: string;
  state: ChecklistState;
  /** What the state rests on. */
  why: string;
  /** The cell where to go on. */
  goTo: { section: SectionName; tab: string; cell: string };
}

/**
 * How far a plan is with every question of the checklist, in the checklist's order.
 *
 * @param plan      rows with errors included: an answer with a mistake is an answer that needs attention
 * @param findings  of the same plan
 * @param words     the language that the questions and reasons are told in
 */
export const planChecklist = (
  plan: Plan,
  funnel: Funnel,
  findings: readonly Finding[],
  places: PlanPlaces,
  { tell }: Words,
): ChecklistItem[] => {
  const wrong = findings.filter((finding) => finding.severity !== 'info' && finding.at);
  const bySection = Map.groupBy(wrong, ({ at }) => at!.section);
  // A question about one row asks for that row's findings only: there may be thousands of either.
  const byRow = Map.groupBy(wrong, ({ at }) => `${at!.section} ${at!.rowId}`);
  const findingsIn = ({ section, fields, rows }: Question['covers'][number]): Finding[] => {
    const about = rows ? rows.flatMap(({ id }) => byRow.get(`${section} ${id}`) ?? []) : (bySection.get(section) ?? []);
    return about.filter(({ at }) => !fields || (at!.field !== null && fields.includes(at!.field)));
  };
  return questions(plan, funnel).map(({ code, covers, within, ...said }) => {
    const [part, question] = [tell(said.part), tell(said.question)];
    const aside = plan.setAside.filter(({ values }) => values.question === code || values.question === within);
    const answer = setAside(said.answer, aside[0]);
    // What is missing for an answer that is left out on purpose is not asked for again.
    const asked = ({ severity }: Finding): boolean => !isLeftOut(answer) || severity === 'error';
    const bad = [...covers, { section: 'setAside' as const, rows: aside }].flatMap(findingsIn).filter(asked);
    const first = bad[0];
    if (answer.state !== 'toDo' && first)
      return {
        code,
        part,
        question,
        state: 'needsAttention',
        why: tell(say('checklist.why.findings', { findings: bad.length, first: first.message })),
        goTo: { section: first.at!.section as SectionName, tab: first.tab, cell: first.cell },
      };
    return {
      code,
      part,
      question,
      state: answer.state,
      why: tell(answer.why),
      goTo: cellOf(answer.goTo, plan, places),
    };
  });
};

/** An answer that the plan leaves out with a reason; what is answered all the same stays answered. */
const setAside = (answer: Answer, row: RowOf<'setAside'> | undefined): Answer => {
  if (!row || answer.state === 'done' || answer.state === 'setAside') return answer;
  const goTo: Target = { section: 'setAside', field: 'reason', row };
  return row.values.reason === null
    ? { state: 'inProgress', why: say('checklist.why.noReason'), goTo }
    : { state: 'setAside', why: row.values.reason, goTo };
};

const isLeftOut = ({ state, goTo }: Answer): boolean => state === 'setAside' && goTo.section === 'setAside';

const cellOf = (target: Target, plan: Plan, places: PlanPlaces): ChecklistItem['goTo'] => {
  const { section, field } = target;
  const place = places[section];
  const tab = place?.tab ?? sections[section].tab;
  const column = place?.columns[field];
  if (!place || column === undefined) return { section, tab, cell: 'A1' };
  const contents = plan[section];
  const row = Array.isArray(contents)
    ? (target.row?.row ?? Math.max(place.headerRow, ...contents.map((each) => each.row)) + 1)
    : ((contents as PlanForm).rows[field] ?? place.headerRow);
  return { section, tab, cell: cellName(column, row) };
};

const questions = (plan: Plan, funnel: Funnel): Question[] => [
  communityQuestion(plan),
  ...goalQuestions(plan, funnel),
  ...segmentQuestions(plan),
  ...partnerQuestions(plan),
  localGoalQuestion(plan),
  ...roleQuestions(plan),
  ...resourceQuestions(plan),
  ...fundingQuestions(plan),
];
