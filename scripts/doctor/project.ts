import type { cloudresourcemanager_v3 } from 'googleapis/build/src/apis/cloudresourcemanager/v3.js';
import type { serviceusage_v1 } from 'googleapis/build/src/apis/serviceusage/v1.js';
import { apis } from '../deploy/deployed.ts';
import { type Check, fail, ok, warn } from './check.ts';
import { type AskGoogle, DEPLOY_AGAIN, GoogleRefusal, IDENTITY_HOST, refused, SIGN_IN } from './google.ts';

/** Where a deployment is, and who asks about it. */
export interface Deployment {
  project: string;
  region: string;
  ask: AskGoogle;
  /** What this machine's clock says, in ms since 1970. */
  nowMs(): number;
}

/** Whether anything else can be looked at: who asks, and of which project. */
export const projectChecks = ({ project, ask, nowMs }: Deployment): Check[] => [
  {
    name: 'credentials',
    looksAt: 'Application Default Credentials, with which this and the other commands work',
    look: async () => {
      try {
        const { data } = await ask<{ email?: string }>({
          host: IDENTITY_HOST,
          path: '/tokeninfo',
          method: 'POST',
        });
        return ok(data.email === undefined ? 'There are some.' : `You are ${data.email}.`);
      } catch (error) {
        if (!(error instanceof GoogleRefusal)) throw error;
        if (error.status === null && !isAboutCredentials(error.message))
          return refused({ project, what: 'Your identity', role: 'roles/viewer' })(error);
        return fail(`There are no credentials that Google takes: ${error.message}`, SIGN_IN);
      }
    },
  },
  {
    name: 'project',
    looksAt: 'that the project is there and active',
    needs: ['credentials'],
    look: () =>
      ask<cloudresourcemanager_v3.Schema$Project>({
        host: 'cloudresourcemanager.googleapis.com',
        path: `/v3/projects/${project}`,
      }).then(
        ({ data }) =>
          data.state === 'ACTIVE'
            ? ok(`${project} is active.`)
            : fail(
                `${project} is in the state ${data.state}.`,
                `Bring it back: \`gcloud projects undelete ${project}\`. After 30 days it is gone for good.`,
              ),
        // Google says the same of a project that is not there as of one that is none of one's business.
        (error: unknown) =>
          error instanceof GoogleRefusal && error.status === 403 && error.reason !== 'SERVICE_DISABLED'
            ? fail(`There is no ${project}, or you may not look at it: ${error.message}`, PROJECT_MEND)
            : refused({
                project,
                what: `The project ${project}`,
                whereMissing: PROJECT_MEND,
                role: 'roles/viewer',
              })(error),
      ),
  },
  {
    name: 'clock',
    looksAt: 'this machine’s clock against Google’s',
    needs: ['credentials'],
    look: async () => {
      const askedAtMs = nowMs();
      const { dateMs } = await ask({ host: IDENTITY_HOST, path: '/tokeninfo', method: 'POST' });
      if (dateMs === null) return warn('Google has not said what time it is.', 'Try again.');
      // The header tells whole seconds, and the answer was on its way for some of the time.
      const aheadSeconds = Math.round(((askedAtMs + nowMs()) / 2 - (dateMs + 500)) / 1000);
      if (Math.abs(aheadSeconds) <= EXACT_SECONDS) return ok('They agree.');
      const found = `This machine is ${Math.abs(aheadSeconds)} s ${aheadSeconds > 0 ? 'ahead of' : 'behind'} Google.`;
      const mend = 'Set the clock by the network (time.google.com), or links and times that you make here are wrong.';
      return Math.abs(aheadSeconds) > SIGNED_SECONDS ? fail(found, mend) : warn(found, mend);
    },
  },
  {
    name: 'apis',
    looksAt: 'that the Google APIs are switched on that the planner uses',
    needs: ['project'],
    look: () =>
      ask<serviceusage_v1.Schema$BatchGetServicesResponse>({
        host: 'serviceusage.googleapis.com',
        path: `/v1/projects/${project}/services:batchGet`,
        query: { names: apis.map((api) => `projects/${project}/services/${api}`) },
      }).then(
        ({ data }) => {
          const on = new Set(
            (data.services ?? []).filter(({ state }) => state === 'ENABLED').map(({ name }) => name?.split('/').at(-1)),
          );
          const off = apis.filter((api) => !on.has(api));
          return off.length === 0
            ? ok(`All ${apis.length} are.`)
            : fail(
                `${off.length} of ${apis.length} are not.`,
                `\`gcloud services enable ${off.join(' ')} --project=${project}\``,
                off,
              );
        },
        refused({ project, what: 'The list of APIs', role: 'roles/serviceusage.serviceUsageConsumer' }),
      ),
  },
  {
    name: 'own rights',
    looksAt: 'what you may do in the project',
    needs: ['project'],
    look: () =>
      ask<cloudresourcemanager_v3.Schema$TestIamPermissionsResponse>({
        host: 'cloudresourcemanager.googleapis.com',
        path: `/v3/projects/${project}:testIamPermissions`,
        method: 'POST',
        body: { permissions: Object.keys(operatorPermissions) },
      }).then(
        ({ data }) => {
          const granted = new Set(data.permissions ?? []);
          const missing = Object.entries(operatorPermissions).filter(([permission]) => !granted.has(permission));
          return missing.length === 0
            ? ok('You may do what the commands need.')
            : warn(
                `${missing.length} rights are missing, so some commands will be refused.`,
                `Have an owner of the project give you ${[...new Set(missing.map(([, { role }]) => role))].join(', ')}, or whatever else has these rights.`,
                missing.map(([permission, { needs }]) => `${permission}, to ${needs}`),
              );
        },
        refused({ project, what: 'The list of your rights', whereMissing: DEPLOY_AGAIN, role: 'roles/viewer' }),
      ),
  },
];

const PROJECT_MEND =
  'See that --project is spelt right: `gcloud projects list` shows yours. If it is, have an owner of the project give you the role roles/viewer.';

/** What Google's client says where it finds no credentials, or only some that are not valid any more. */
const isAboutCredentials = (message: string): boolean =>
  /default credentials|invalid_grant|invalid_rapt|refresh token|reauth/i.test(message);

/** Nobody notices less. */
const EXACT_SECONDS = 5;

/** How far signed messages may be off: functions/config.ts, webhookToleranceSeconds. */
const SIGNED_SECONDS = 300;

/** What operators' commands need, and the least role that has it. */
const operatorPermissions: Readonly<Record<string, { needs: string; role: string }>> = {
  'datastore.entities.get': { needs: 'read what is kept', role: 'roles/datastore.user' },
  'datastore.entities.update': { needs: 'connect, restore and repair sheets', role: 'roles/datastore.user' },
  'cloudtasks.queues.get': { needs: 'look at the queue', role: 'roles/cloudtasks.viewer' },
  'cloudtasks.tasks.create': { needs: 'have a pass run after a repair', role: 'roles/cloudtasks.enqueuer' },
  'cloudscheduler.jobs.get': { needs: 'look at the schedule', role: 'roles/cloudscheduler.viewer' },
  'cloudfunctions.functions.list': { needs: 'look at the functions', role: 'roles/cloudfunctions.viewer' },
  'secretmanager.versions.access': { needs: 'make links and keys', role: 'roles/secretmanager.secretAccessor' },
  'secretmanager.versions.add': { needs: 'rotate the root key', role: 'roles/secretmanager.secretVersionAdder' },
  'resourcemanager.projects.getIamPolicy': { needs: 'look at rights', role: 'roles/iam.securityReviewer' },
};
