import type { cloudfunctions_v2 } from 'googleapis/build/src/apis/cloudfunctions/v2.js';
import type { iamcredentials_v1 } from 'googleapis/build/src/apis/iamcredentials/v1.js';
import { type Config, ConfigError, readConfig, settings } from '../../functions/config.ts';
import { type FunctionName, functionNames } from '../../functions/function-names.ts';
import { functionAccount, functionRights, queueAccount, rootKeySecretId, serviceId } from '../deploy/deployed.ts';
import { answerProblem, answersOutcome, CLOSED, healthOutcome, openAnswer } from './answers.ts';
import { type Check, fail, type Outcome, ok, warn } from './check.ts';
import { DEPLOY_AGAIN, GoogleRefusal, logOf, refused } from './google.ts';
import { once } from './once.ts';
import type { Deployment } from './project.ts';

/** The functions of a project by their names there. @throws GoogleRefusal */
export type DeployedFunctions = () => Promise<ReadonlyMap<string | undefined, cloudfunctions_v2.Schema$Function>>;

/** Asked once, whoever needs to know. */
export const deployedFunctions = ({ project, region, ask }: Deployment): DeployedFunctions =>
  once(async () => {
    const { data } = await ask<cloudfunctions_v2.Schema$ListFunctionsResponse>({
      host: 'cloudfunctions.googleapis.com',
      path: `/v2/projects/${project}/locations/${region}/functions`,
      query: { pageSize: '1000' },
    });
    return new Map((data.functions ?? []).map((each) => [each.name?.split('/').at(-1), each]));
  });

/** The accounts that sheets are shared with, as the functions that work on sheets were told them. @throws ConfigError, GoogleRefusal */
export const toldSheetAccounts = async (listed: DeployedFunctions): Promise<readonly string[]> =>
  settingsOf((await listed()).get(serviceId('runPass'))).sheetsAccounts;

/** Whether the functions of a deployment are there, as they should be, answer, and what they say of themselves. */
export const functionChecks = ({ project, region, ask }: Deployment, listed: DeployedFunctions): Check[] => {
  const addressOf = async (name: FunctionName): Promise<string> => (await listed()).get(serviceId(name))!.url!;
  return [
    {
      name: 'functions',
      looksAt: 'that every function is deployed, under its own account',
      needs: ['project'],
      look: () =>
        listed().then(
          (found) => deployedOutcome(found, project),
          refused({ project, what: `The functions in ${region}`, role: 'roles/cloudfunctions.viewer' }),
        ),
    },
    {
      name: 'settings',
      looksAt: 'the settings that the functions were deployed with',
      needs: ['functions'],
      look: async () => {
        const deployed = await listed();
        const problems = functionNames.flatMap((name) =>
          settingProblems(name, deployed.get(serviceId(name))).map((problem) => `${name}: ${problem}`),
        );
        return problems.length === 0
          ? ok('The settings of all functions do.')
          : fail('Some settings do not do, so these functions answer nothing but an error.', DEPLOY_AGAIN, problems);
      },
    },
    {
      name: 'answers',
      looksAt: 'that every function answers, and lets in whom it should',
      needs: ['functions'],
      look: async () =>
        answersOutcome(
          await Promise.all(
            functionNames.map(async (name) =>
              answerProblem(functionRights[name].public ? openAnswer(name) : CLOSED, {
                name,
                address: await addressOf(name),
                log: logOf(name, { project, region }),
              }),
            ),
          ),
        ),
    },
    {
      name: 'health',
      looksAt: 'what the function health says: waiting edits, failing passes, errors of the last hour',
      needs: ['functions'],
      look: async () => {
        const address = await addressOf('health');
        let token: string;
        try {
          const { data } = await ask<iamcredentials_v1.Schema$GenerateIdTokenResponse>({
            host: 'iamcredentials.googleapis.com',
            path: `/v1/projects/-/serviceAccounts/${queueAccount(project)}:generateIdToken`,
            method: 'POST',
            body: { audience: address, includeEmail: true },
          });
          token = data.token!;
        } catch (error) {
          if (error instanceof GoogleRefusal && error.status === 403)
            return warn('You may not call it.', speakingFor(queueAccount(project), project));
          return refused({
            project,
            what: `The account ${queueAccount(project)}`,
            role: 'roles/iam.serviceAccountTokenCreator',
          })(error);
        }
        return healthOutcome(address, { authorization: `Bearer ${token}` }, logOf('health', { project, region }));
      },
    },
  ];
};

/** What to do where one may not speak for an account. */
export const speakingFor = (account: string, project: string): string =>
  `Have an owner of the project let you: \`gcloud iam service-accounts add-iam-policy-binding ${account} --member=user:YOU --role=roles/iam.serviceAccountTokenCreator --project=${project}\``;

/** The functions of a machine of `npm start`, which lets in everybody that reaches it. */
export const localFunctionChecks = (rootUrl: string): Check[] => [
  {
    name: 'answers',
    looksAt: 'that every function answers',
    needs: ['server'],
    look: async () =>
      answersOutcome(
        await Promise.all(
          functionNames.map((name) =>
            answerProblem(openAnswer(name), { name, address: `${rootUrl}/functions/${name}`, log: LOCAL_LOG }),
          ),
        ),
      ),
  },
  {
    name: 'health',
    looksAt: 'what the function health says: waiting edits, failing passes, errors of the last hour',
    needs: ['server'],
    look: () => healthOutcome(`${rootUrl}/functions/health`, {}, LOCAL_LOG),
  },
];

const LOCAL_LOG = 'what `npm start` has printed in its terminal.';

const deployedOutcome = (
  found: ReadonlyMap<string | undefined, cloudfunctions_v2.Schema$Function>,
  project: string,
): Outcome => {
  const problems = functionNames.flatMap((name) => {
    const deployed = found.get(serviceId(name));
    if (!deployed) return [`${serviceId(name)} is not there`];
    if (deployed.state !== 'ACTIVE')
      return [
        `${serviceId(name)} is ${deployed.state}${(deployed.stateMessages ?? []).map(({ message }) => `: ${message}`).join('')}`,
      ];
    const account = deployed.serviceConfig?.serviceAccountEmail;
    return account === functionAccount(name, project) ? [] : [`${serviceId(name)} works as ${account}`];
  });
  return problems.length === 0
    ? ok(`All ${functionNames.length} are deployed.`)
    : fail(`${problems.length} of ${functionNames.length} are not deployed as they should be.`, DEPLOY_AGAIN, problems);
};

/** @throws ConfigError */
const settingsOf = (deployed: cloudfunctions_v2.Schema$Function | undefined): Config =>
  // Cloud Run sets this itself.
  readConfig({ K_SERVICE: 'techhire', ...deployed?.serviceConfig?.environmentVariables });

const settingProblems = (
  name: FunctionName,
  deployed: cloudfunctions_v2.Schema$Function | undefined,
): readonly string[] => {
  try {
    const { rootKeys } = settingsOf(deployed);
    const isMounted = deployed?.serviceConfig?.secretVolumes?.some(({ secret }) => secret === rootKeySecretId) ?? false;
    return functionRights[name].keys && (rootKeys === null || !isMounted)
      ? [`the secret ${rootKeySecretId} is not mounted where ${settings.rootKeys.env} says`]
      : [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
};
