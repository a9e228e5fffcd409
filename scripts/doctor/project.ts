import type { cloudresourcemanager_v3 } from 'googleapis/build/src/apis/cloudresourcemanager/v3.js';
import type { serviceusage_v1 } from 'googleapis/build/src/apis/serviceusage/v1.js';
import { listed } from '../../functions/plan/text.ts';
import { apis, rootKeySecretName } from '../deploy/deployed.ts';
import { type Check, fail, ok, warn } from './check.ts';
import { type AskGoogle, GoogleRefusal, IDENTITY_HOST, refused, SIGN_IN } from './google.ts';

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
      if (Math.abs(aheadSeconds) <= EXACT_SECONDS) return ok('It agrees with Google’s.');
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
            ? ok(`All ${apis.length} are switched on.`)
            : fail(
                `${off.length} of ${apis.length} are switched off.`,
                `\`gcloud services enable ${off.join(' ')} --project=${project}\``,
                off,
              );
        },
        refused({ project, what: 'The list of APIs', role: 'roles/serviceusage.serviceUsageConsumer' }),
      ),
  },
  {
    name: 'own rights',
    looksAt: 'what you may do in the project, and with the root keys',
    needs: ['project'],
    look: async () => {
      const missingOn = async (host: string, path: string, needed: readonly OperatorRight[]) => {
        const { data } = await ask<cloudresourcemanager_v3.Schema$TestIamPermissionsResponse>({
          host,
          path: `${path}:testIamPermissions`,
          method: 'POST',
          body: { permissions: needed.map(({ permission }) => permission) },
        });
        return needed.filter(({ permission }) => !data.permissions?.includes(permission));
      };
      try {
        const missing = (
          await Promise.all([
            missingOn('cloudresourcemanager.googleapis.com', `/v3/projects/${project}`, rightsInProject),
            // Whoever has them on this secret alone has none of them in the project.
            missingOn('secretmanager.googleapis.com', `/v1/${rootKeySecretName(project)}`, rightsOnRootKeys),
          ])
        ).flat();
        return missing.length === 0
          ? ok('You may do what the commands need.')
          : warn(
              `Some commands will be refused, for want of ${missing.length} of your rights.`,
              `Have an owner of the project give you ${listed([...new Set(missing.map(({ role }) => role))])}, or whatever else has these rights.`,
              missing.map(({ permission, needed }) => `${permission}, to ${needed}`),
            );
      } catch (error) {
        return refused({ project, what: 'The list of your rights', role: 'roles/viewer' })(error);
      }
    },
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

/** Something that operators' commands need. */
interface OperatorRight {
  permission: string;
  /** What for. */
  needed: string;
  /** The least that has it. */
  role: string;
}

const rightsInProject: readonly OperatorRight[] = [
  { permission: 'datastore.entities.get', needed: 'read what is kept', role: 'roles/datastore.user' },
  { permission: 'datastore.entities.update', needed: 'connect, restore and repair', role: 'roles/datastore.user' },
  { permission: 'cloudtasks.queues.get', needed: 'look at the queue', role: 'roles/cloudtasks.viewer' },
  { permission: 'cloudtasks.tasks.create', needed: 'have a pass run', role: 'roles/cloudtasks.enqueuer' },
  { permission: 'cloudscheduler.jobs.get', needed: 'look at the schedule', role: 'roles/cloudscheduler.viewer' },
  { permission: 'cloudfunctions.functions.list', needed: 'look at the functions', role: 'roles/cloudfunctions.viewer' },
  { permission: 'resourcemanager.projects.getIamPolicy', needed: 'look at rights', role: 'roles/iam.securityReviewer' },
];

const rightsOnRootKeys: readonly OperatorRight[] = [
  {
    permission: 'secretmanager.versions.access',
    needed: 'make links and keys',
    role: 'roles/secretmanager.secretAccessor',
  },
  {
    permission: 'secretmanager.versions.add',
    needed: 'rotate the root key',
    role: 'roles/secretmanager.secretVersionAdder',
  },
];
