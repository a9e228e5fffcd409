import { dayOfEdits } from './edits.ts';
import { percentile } from './lags.ts';
import { type DayReport, type Deployment, simulateDay } from './simulation.ts';

/** The least that serves so many communities well. */
export interface Advice {
  accounts: number;
  callsPerProject: number;
  /** Google has to grant it. */
  isQuotaToAskFor: boolean;
  day: DayReport;
}

/** Nine of ten see the feedback on an edit within this time. */
export const WELL_SERVED_MS = 5_000;

/** What Google allows without being asked. */
const GRANTED_PER_PROJECT = 300;

/**
 * Tries one account after the other within the quota that every project has, then more and more quota, each time with as many accounts as can
 * use it, on one working day.
 */
export const adviceFor = (seed: number, deployment: Deployment, people: number): Advice => {
  const edits = dayOfEdits(seed, 0, { communities: deployment.communities, people });
  for (const { accounts, callsPerProject } of offers(deployment.callsPerAccount)) {
    const day = simulateDay(edits, { ...deployment, ...withQuota(callsPerProject), accounts, callsPerProject });
    if (percentile(day.lagsMs, 0.9) <= WELL_SERVED_MS)
      return { accounts, callsPerProject, isQuotaToAskFor: callsPerProject > GRANTED_PER_PROJECT, day };
  }
  throw new Error('No quota is enough, because a pass alone takes too long.');
};

/** The queue's rate and breadth for a quota, as scripts/deploy/terraform/queue.tf sets them. */
export const withQuota = (
  callsPerProject: number,
): Pick<Deployment, 'dispatchesPerSecond' | 'concurrentDispatches'> => ({
  dispatchesPerSecond: Math.min(500, Math.max(100, Math.ceil(callsPerProject / 40))),
  concurrentDispatches: Math.max(40, Math.ceil(callsPerProject / 15)),
});

function* offers(callsPerAccount: number): Generator<{ accounts: number; callsPerProject: number }> {
  const most = Math.floor(GRANTED_PER_PROJECT / callsPerAccount) - 1;
  for (let accounts = 1; accounts <= most; accounts++) yield { accounts, callsPerProject: GRANTED_PER_PROJECT };
  for (let callsPerProject = 600; callsPerProject <= 600 * 2 ** 12; callsPerProject *= 2)
    yield { accounts: Math.floor(callsPerProject / callsPerAccount) - 1, callsPerProject };
}
