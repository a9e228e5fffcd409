import { createHash } from 'node:crypto';
import type { AllocationTask } from '../plan/allocation.ts';
import type { Solver } from '../plan/linear-model.ts';
import { isTooLarge, type Proposal, proposalOf } from '../plan/proposal.ts';

/** Proposes the best allocation of a plan; null: of one that has no targets yet. */
export type Propose = (task: AllocationTask | null) => Promise<Proposal>;

/** Plans whose last answers are kept. */
const REMEMBERED = 100;

/**
 * Proposals that are worked out once for each task: most edits are of something that no allocation hangs on, and their passes must not wait for one.
 *
 * @param loadSolver  called when the first proposal needs it: loading takes longer than a whole pass
 */
export const rememberedProposals = (loadSolver: () => Promise<Solver>): Propose => {
  const answers = new Map<string, Promise<Proposal>>();
  let solver: Promise<Solver> | null = null;
  return async (task) => {
    if (task === null) return { kind: 'noTargets' };
    if (isTooLarge(task)) return { kind: 'tooLarge' };
    const key = createHash('sha256').update(JSON.stringify(task)).digest('base64url');
    const known = answers.get(key);
    if (known) return known;
    solver ??= loadSolver();
    const answer = solver.then((solve) => proposalOf(task, solve));
    answers.set(key, answer);
    // A solver that could not be loaded may be there at the next attempt.
    answer.catch(() => {
      answers.delete(key);
      solver = null;
    });
    if (answers.size > REMEMBERED) answers.delete(answers.keys().next().value!);
    return answer;
  };
};
