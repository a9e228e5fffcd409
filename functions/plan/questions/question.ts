import type { ChecklistState } from '../checklist.ts';
import type { en } from '../messages/en.ts';
import { quoted, type Said, say } from '../messages/said.ts';
import type { PlanRow, SectionName } from '../plan.ts';

/** A question of the planning checklist, and what a plan answers to it. */
export interface Question {
  code: string;
  part: Said;
  question: Said;
  answer: Answer;
  /** Set aside together with the question of this code. */
  within?: string;
  /** Whose findings make the question need attention. */
  covers: { section: SectionName; fields?: readonly string[]; rows?: readonly PlanRow<unknown>[] }[];
}

export interface Answer {
  state: ChecklistState;
  why: Said;
  goTo: Target;
}

/** A field of a form, or of a table's row; without a row the first free one. */
export interface Target {
  section: SectionName;
  field: string;
  row?: PlanRow<unknown>;
}

/** The questions that have words of their own, by code. */
export type QuestionCode = keyof (typeof en)['checklist']['questions'];

export const nameOf = (row: PlanRow<unknown>, name: string | null): Said =>
  quoted(name ?? say('words.row', { row: row.row }));
