import type { SectionName } from './plan.ts';

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
