import { type Allocation, type AllocationTask, bestAllocation } from './allocation.ts';
import type { Solver } from './linear-model.ts';

/** What can be proposed while a sheet is edited. */
export type Proposal =
  | { kind: 'best'; allocation: Allocation }
  /** Too large to be worked out while people wait; the command line has more time. */
  | { kind: 'tooLarge' }
  /** There are no targets yet. */
  | { kind: 'noTargets' }
  /** Nobody solves here: a file is checked, not a sheet. */
  | { kind: 'notHere' };

/** With so many a plan takes well under a second; a plan with 40 programs and 60 sources takes several. */
const MOST_INTAKES = 15;
const MOST_SOURCES = 15;

export const isTooLarge = ({ intakes, sources }: AllocationTask): boolean =>
  intakes.filter(({ seats }) => seats !== null).length > MOST_INTAKES || sources.length > MOST_SOURCES;

/** A solver that gives up has had too much to do. */
export const proposalOf = (task: AllocationTask, solve: Solver): Proposal => {
  try {
    return { kind: 'best', allocation: bestAllocation(task, solve) };
  } catch {
    return { kind: 'tooLarge' };
  }
};
