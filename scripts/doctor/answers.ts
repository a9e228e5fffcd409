import type { FunctionName } from '../../functions/function-names.ts';
import type { PlannerHealth } from '../../functions/planner/health.ts';
import { fail, type Outcome, ok, warn } from './check.ts';
import { DEPLOY_AGAIN } from './google.ts';

/** How a function answers a GET of somebody whom nobody knows. */
interface ExpectedAnswer {
  status: number;
  query: string;
}

/** Of a function that anybody may call. All but these are told something, by POST. */
export const openAnswer = (name: FunctionName): ExpectedAnswer =>
  name === 'rollup'
    ? { status: 200, query: '?format=json-schema' }
    : { status: name === 'health' ? 200 : 405, query: '' };

/** Of a function that its callers alone may call: Cloud Run answers in the function's place. https://cloud.google.com/run/docs/securing/managing-access */
export const CLOSED: ExpectedAnswer = { status: 403, query: '' };

interface AskedFunction {
  name: FunctionName;
  address: string;
  /** Where to read what it has logged. */
  log: string;
}

interface AnswerProblem {
  found: string;
  mend: string;
}

/** @returns null where it answers as it should, else what it does and what to do */
export const answerProblem = async (
  { status, query }: ExpectedAnswer,
  { name, address, log }: AskedFunction,
): Promise<AnswerProblem | null> => {
  let answered: number;
  try {
    const answer = await fetch(`${address}${query}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    await answer.body?.cancel();
    answered = answer.status;
  } catch (error) {
    return { found: `${name} does not answer at ${address}: ${whyNot(error)}`, mend: REACH };
  }
  // Cloud Run has both for somebody whom it does not know.
  if (answered === status || (status === CLOSED.status && answered === 401)) return null;
  if (status === CLOSED.status)
    return {
      found: `${name} answers ${answered} to somebody unknown, who is to be refused`,
      mend: `Take away its public access: ${DEPLOY_AGAIN}`,
    };
  if (answered === 401 || answered === 403)
    return {
      found: `${name} refuses everybody with ${answered}`,
      mend: 'An organization’s policy may forbid public functions (constraints/iam.allowedPolicyMemberDomains): have its administrator except this project, then run `npm run deploy` again.',
    };
  return {
    found: `${name} answers ${answered} and not ${status}`,
    mend: `Its log says why: ${log}`,
  };
};

/** An instance may have to be started first. */
const ANSWER_TIMEOUT_MS = 12_000;

export const answersOutcome = (problems: readonly (AnswerProblem | null)[]): Outcome => {
  const wrong = problems.filter((problem) => problem !== null);
  return wrong.length === 0
    ? ok(`All ${problems.length} functions answer as they should.`)
    : fail(
        `${wrong.length} of ${problems.length} functions do not answer as they should.`,
        [...new Set(wrong.map(({ mend }) => mend))].join(' '),
        wrong.map(({ found }) => found),
      );
};

/** What the function health says. @param log  where to read what it has logged */
export const healthOutcome = async (
  address: string,
  headers: Record<string, string>,
  log: string,
): Promise<Outcome> => {
  let answer: Response;
  try {
    answer = await fetch(address, {
      headers: { accept: 'application/json', ...headers },
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
  } catch (error) {
    return fail(`health does not answer at ${address}: ${whyNot(error)}`, REACH);
  }
  if (!answer.ok) return fail(`health answers ${answer.status}.`, `Its log says why: ${log}`);
  const { connected, queue, attention, errors } = (await answer.json()) as PlannerHealth;
  const needing = Object.entries(attention).filter(([, { count }]) => count > 0);
  const lines = [
    ...needing.map(
      ([reason, { count, sheets }]) =>
        `${reason}: ${count}, ${sheets.map(({ spreadsheetId }) => spreadsheetId).join(', ')}`,
    ),
    ...errors.kinds.map(({ kind, count }) => `${count} errors of the kind ${kind} in the last hour`),
  ];
  const found = `${connected} sheets are connected; ${queue.owing} wait for a pass.`;
  return lines.length === 0
    ? ok(found)
    : warn(
        found,
        needing.length > 0
          ? 'What this program says of the sheets below says what to do.'
          : 'The log says which sheets they were of; single ones pass by themselves.',
        lines,
      );
};

/** Why there was no answer. */
const whyNot = (error: unknown): string => {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
};

const REACH = 'See that this machine reaches the address, then try again.';
