import type { cloudresourcemanager_v3 } from 'googleapis/build/src/apis/cloudresourcemanager/v3.js';
import { type FunctionName, functionNames } from '../../functions/function-names.ts';
import {
  type FunctionRights,
  functionAccount,
  functionRights,
  queueAccount,
  queueName,
  rootKeySecretName,
} from '../deploy/deployed.ts';
import { type Check, fail, type Outcome, ok, warn } from './check.ts';
import { DEPLOY_AGAIN, refused } from './google.ts';
import type { Deployment } from './project.ts';

/** Who has which role on something: Google's form of it is the same everywhere. */
type Policy = cloudresourcemanager_v3.Schema$Policy;

/**
 * Whether the functions' accounts may do what they have to, and no more.
 *
 * @param sheetAccounts  those that sheets are shared with, as the functions were told them
 */
export const rightsChecks = (deployment: Deployment, sheetAccounts: () => Promise<readonly string[]>): Check[] => {
  const { project, region } = deployment;
  const policyCheck = policyCheckOf(deployment);
  return [
    policyCheck({
      name: 'rights in the project',
      looksAt: 'what the functions’ accounts may do in the project',
      host: 'cloudresourcemanager.googleapis.com',
      path: `/v3/projects/${project}:getIamPolicy`,
      method: 'POST',
      what: 'Rights in the project',
      expected: functionNames.flatMap((name) =>
        [functionRights[name].firestore, 'roles/monitoring.metricWriter'].map((role) => ({ name, role })),
      ),
      isTooMuch: (role) => /^roles\/(owner|editor|iam\.securityAdmin|iam\.serviceAccountTokenCreator)$/.test(role),
    }),
    policyCheck({
      name: 'rights on the queue',
      looksAt: 'who may put sheets into the queue',
      host: 'cloudtasks.googleapis.com',
      path: `/v2/${queueName(project, region)}:getIamPolicy`,
      method: 'POST',
      what: 'Rights on the queue',
      expected: whoHas('queues').flatMap((name) =>
        ['roles/cloudtasks.enqueuer', 'roles/cloudtasks.viewer'].map((role) => ({ name, role })),
      ),
    }),
    policyCheck({
      name: 'rights to call',
      looksAt: 'who may lend the queue’s identity to a task',
      host: 'iam.googleapis.com',
      path: `/v1/projects/${project}/serviceAccounts/${queueAccount(project)}:getIamPolicy`,
      method: 'POST',
      what: `The account ${queueAccount(project)}`,
      expected: whoHas('queues').map((name) => ({ name, role: 'roles/iam.serviceAccountUser' })),
    }),
    policyCheck({
      name: 'rights on the root keys',
      looksAt: 'who may read the root keys',
      host: 'secretmanager.googleapis.com',
      path: `/v1/${rootKeySecretName(project)}:getIamPolicy`,
      method: 'GET',
      what: `The secret ${rootKeySecretName(project)}`,
      expected: whoHas('keys').map((name) => ({ name, role: 'roles/secretmanager.secretAccessor' })),
    }),
    {
      name: 'rights on sheet accounts',
      looksAt: 'which functions may read and write sheets as the accounts that these are shared with',
      needs: ['settings'],
      look: async () => {
        const accounts = await sheetAccounts();
        const outcomes = await Promise.all(
          accounts.map((account) =>
            policyOutcome(deployment, {
              host: 'iam.googleapis.com',
              path: `/v1/projects/${project}/serviceAccounts/${account}:getIamPolicy`,
              method: 'POST',
              what: `The account ${account}`,
              expected: whoHas('sheets').map((name) => ({ name, role: 'roles/iam.serviceAccountTokenCreator' })),
            }),
          ),
        );
        const index = outcomes.findIndex(({ result }) => result !== 'ok');
        return index < 0
          ? ok(`Those on ${accounts.length === 1 ? 'the account' : `all ${accounts.length} accounts`} are there.`)
          : { ...outcomes[index]!, found: `${accounts[index]}: ${outcomes[index]!.found}` };
      },
    },
  ];
};

const whoHas = (right: keyof FunctionRights): FunctionName[] =>
  functionNames.filter((name) => functionRights[name][right]);

interface PolicyQuestion {
  host: string;
  path: string;
  method: 'GET' | 'POST';
  /** What the policy is of, as a sentence begins. */
  what: string;
  expected: readonly { name: FunctionName; role: string }[];
  /** Roles that no function is to have. */
  isTooMuch?: (role: string) => boolean;
}

const policyCheckOf =
  (deployment: Deployment) =>
  ({ name, looksAt, ...question }: Pick<Check, 'name' | 'looksAt'> & PolicyQuestion): Check => ({
    name,
    looksAt,
    needs: ['project'],
    look: () => policyOutcome(deployment, question),
  });

const policyOutcome = (
  { project, ask }: Deployment,
  { host, path, method, what, expected, isTooMuch }: PolicyQuestion,
): Promise<Outcome> =>
  ask<Policy>({ host, path, method, ...(method === 'POST' && { body: {} }) }).then(
    ({ data }) => rightsOutcome(project, data, expected, isTooMuch),
    refused({ project, what, role: 'roles/iam.securityReviewer' }),
  );

const rightsOutcome = (
  project: string,
  policy: Policy,
  expected: PolicyQuestion['expected'],
  isTooMuch: PolicyQuestion['isTooMuch'] = () => false,
): Outcome => {
  const rolesOf = (name: FunctionName): string[] => {
    const member = `serviceAccount:${functionAccount(name, project)}`;
    return (policy.bindings ?? []).filter(({ members }) => members?.includes(member)).map(({ role }) => role!);
  };
  const missing = expected.filter(({ name, role }) => !rolesOf(name).includes(role));
  if (missing.length > 0)
    return fail(
      `${missing.length} of ${expected.length} rights are missing.`,
      `${DEPLOY_AGAIN} Deleted and made again, an account loses its rights.`,
      missing.map(({ name, role }) => `${functionAccount(name, project)} has no ${role}`),
    );
  const tooMuch = functionNames.flatMap((name) =>
    rolesOf(name)
      .filter(isTooMuch)
      .map((role) => `${functionAccount(name, project)} has ${role}`),
  );
  if (tooMuch.length > 0)
    return warn(
      'Functions may do more than they have to.',
      `Take it from them: \`gcloud projects remove-iam-policy-binding ${project} --member=serviceAccount:ACCOUNT --role=ROLE\``,
      tooMuch,
    );
  return ok(`All ${expected.length} rights are there.`);
};
