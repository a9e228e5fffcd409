import { setTimeout as wait } from 'node:timers/promises';

/** What came of a look. */
export interface Outcome {
  /** fail: something does not work, or it cannot be seen whether it does. warn: it works, and somebody should see to it. */
  result: 'ok' | 'warn' | 'fail';
  /** What was found, in a sentence. */
  found: string;
  /** One line for each thing that is not as it should be, where there are several. */
  details?: readonly string[];
  /** What to do. */
  mend?: string;
}

/** One thing to look at. */
export interface Check {
  /** Short, stable, and told from all others: `queue`. */
  name: string;
  looksAt: string;
  /** Names of checks without whose success this one would say nothing. */
  needs?: readonly string[];
  look(): Promise<Outcome>;
}

export type Report = Looked | LeftOut;

type Looked = Pick<Check, 'name' | 'looksAt'> & Outcome;

/** A check that it needs has failed. */
type LeftOut = Pick<Check, 'name' | 'looksAt'> & { result: 'leftOut'; found: string };

export const ok = (found: string): Outcome => ({ result: 'ok', found });

export const warn = (found: string, mend: string, details: readonly string[] = []): Outcome => ({
  result: 'warn',
  found,
  mend,
  ...(details.length > 0 && { details }),
});

export const fail = (found: string, mend: string, details: readonly string[] = []): Outcome => ({
  ...warn(found, mend, details),
  result: 'fail',
});

/**
 * Carries out checks at the same time, each as soon as those that it needs have not failed. None keeps the others waiting for longer than the timeout, and none
 * that breaks takes others with it.
 *
 * @returns in the order of the checks
 */
export const reports = (checks: readonly Check[], timeoutMs: number): Promise<Report[]> => {
  const begun = new Map<string, Promise<Report>>();
  const reportOf = (check: Check): Promise<Report> => {
    const there = begun.get(check.name);
    if (there) return there;
    const report = carriedOut(check, timeoutMs, async () =>
      Promise.all((check.needs ?? []).map((name) => reportOf(named(name, checks)))),
    );
    begun.set(check.name, report);
    return report;
  };
  return Promise.all(checks.map(reportOf));
};

const carriedOut = async (
  { name, looksAt, look }: Check,
  timeoutMs: number,
  needed: () => Promise<Report[]>,
): Promise<Report> => {
  const missing = (await needed()).filter(({ result }) => result === 'fail' || result === 'leftOut');
  if (missing.length > 0)
    return {
      name,
      looksAt,
      result: 'leftOut',
      found: `Not looked at, because of ${missing.map((each) => each.name).join(', ')}.`,
    };
  return { name, looksAt, ...(await inTime(look, timeoutMs)) };
};

const inTime = async (look: Check['look'], timeoutMs: number): Promise<Outcome> => {
  const over = new AbortController();
  try {
    return await Promise.race([
      look(),
      wait(timeoutMs, undefined, { signal: over.signal }).then(() =>
        fail(
          `There was no answer within ${Math.round(timeoutMs / 1000)} s.`,
          'Try again; look at the network otherwise.',
        ),
      ),
    ]);
  } catch (error) {
    return fail(
      `The check itself failed: ${error instanceof Error ? error.message : String(error)}`,
      'Try again. Where it happens every time, it is a fault of this program: please report it with this line.',
    );
  } finally {
    over.abort();
  }
};

const named = (name: string, checks: readonly Check[]): Check => {
  const check = checks.find((each) => each.name === name);
  if (!check) throw new Error(`There is no check "${name}" to wait for.`);
  return check;
};
