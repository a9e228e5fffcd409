import type { cloudscheduler_v1 } from 'googleapis/build/src/apis/cloudscheduler/v1.js';
import type { cloudtasks_v2 } from 'googleapis/build/src/apis/cloudtasks/v2.js';
import { settings } from '../../functions/config.ts';
import { jobName, queueName } from '../deploy/deployed.ts';
import { withQuota } from '../simulate/advice.ts';
import { type Check, fail, type Outcome, ok, warn } from './check.ts';
import { DEPLOY_AGAIN, logOf, refused } from './google.ts';
import type { Deployment } from './project.ts';

/** What has passes run. */
export const dispatchChecks = ({ project, region, ask, nowMs }: Deployment): Check[] => [
  {
    name: 'queue',
    looksAt: 'the queue in which edits wait for their pass',
    needs: ['project'],
    look: () =>
      ask<cloudtasks_v2.Schema$Queue>({
        host: 'cloudtasks.googleapis.com',
        path: `/v2/${queueName(project, region)}`,
      }).then(
        ({ data }) => queueOutcome(data, project, region),
        refused({ project, what: `The queue techhire-passes in ${region}`, role: 'roles/cloudtasks.viewer' }),
      ),
  },
  {
    name: 'schedule',
    looksAt: 'the schedule that looks at sheets which nobody has announced an edit of',
    needs: ['project'],
    look: () =>
      ask<cloudscheduler_v1.Schema$Job>({
        host: 'cloudscheduler.googleapis.com',
        path: `/v1/${jobName(project, region)}`,
      }).then(
        ({ data }) => jobOutcome(data, project, region, nowMs()),
        refused({ project, what: `The schedule techhire-reconcile in ${region}`, role: 'roles/cloudscheduler.viewer' }),
      ),
  },
];

const queueOutcome = ({ state, rateLimits }: cloudtasks_v2.Schema$Queue, project: string, region: string): Outcome => {
  const command = `\`gcloud tasks queues resume techhire-passes --location=${region} --project=${project}\``;
  if (state !== 'RUNNING') return fail(`It is ${state}: edits wait, and no pass is run.`, command);
  const { maxDispatchesPerSecond = 0, maxConcurrentDispatches = 0 } = rateLimits ?? {};
  const found = `It runs, with up to ${maxDispatchesPerSecond} tasks a second and ${maxConcurrentDispatches} at the same time.`;
  return maxDispatchesPerSecond! < LEAST.dispatchesPerSecond || maxConcurrentDispatches! < LEAST.concurrentDispatches
    ? warn(`${found} That is less than it was deployed with, and edits wait for it.`, DEPLOY_AGAIN)
    : ok(found);
};

/** With Google's quota as it is at first; scripts/deploy/terraform/queue.tf gives it no less. */
const LEAST = withQuota(Number(settings.callsPerProject.default));

const jobOutcome = (
  { state, status, lastAttemptTime }: cloudscheduler_v1.Schema$Job,
  project: string,
  region: string,
  nowMs: number,
): Outcome => {
  if (state !== 'ENABLED')
    return fail(
      `It is ${state}: lost messages are not made good, and channels of Drive run out.`,
      `\`gcloud scheduler jobs resume techhire-reconcile --location=${region} --project=${project}\``,
    );
  if (!lastAttemptTime) return warn('It has not run yet.', 'Look again in ten minutes.');
  const minutesAgo = Math.round((nowMs - Date.parse(lastAttemptTime)) / 60_000);
  if (minutesAgo > LATE_MINUTES)
    return fail(
      `It ran last ${minutesAgo} minutes ago, and should every ten.`,
      `\`gcloud scheduler jobs run techhire-reconcile --location=${region} --project=${project}\`. Where that fails: ${DEPLOY_AGAIN}`,
    );
  // google.rpc.Code; absent or 0 is success.
  if (status?.code)
    return fail(
      `Its last run ended with code ${status.code}${status.message ? `: ${status.message}` : ''}.`,
      `The log of the function says why: ${logOf('reconcile', { project, region })}`,
    );
  return ok(`It ran ${minutesAgo} minutes ago, and ended well.`);
};

/** Three of its turns. */
const LATE_MINUTES = 30;
