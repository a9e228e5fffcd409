import type { cloudfunctions_v2 } from 'googleapis/build/src/apis/cloudfunctions/v2.js';
import type { iamcredentials_v1 } from 'googleapis/build/src/apis/iamcredentials/v1.js';
import { type Config, ConfigError, readConfig, settings } from '../../functions/config.ts';
import { type FunctionName, functionNames } from '../../functions/function-names.ts';
import type { PlannerHealth } from '../../functions/planner/health.ts';
import { functionAccount, functionRights, queueAccount, rootKeySecretId, serviceId } from '../deploy/deployed.ts';
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
          ? ok('They do.')
          : fail('Some do not, so these functions answer nothing but an error.', DEPLOY_AGAIN, problems);
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
              unansweredAs(
                functionRights[name].public ? openAnswer(name) : CLOSED,
                name,
                await addressOf(name),
                logOf(name, { project, region }),
              ),
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
          functionNames.map((name) => unansweredAs(openAnswer(name), name, `${rootUrl}/functions/${name}`, LOCAL_LOG)),
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

/** How a function answers a GET of somebody whom nobody knows. */
interface ExpectedAnswer {
  status: number;
  query: string;
}

/** Where anybody may call it. All but these are told something, by POST. */
const openAnswer = (name: FunctionName): ExpectedAnswer =>
  name === 'rollup'
    ? { status: 200, query: '?format=json-schema' }
    : { status: name === 'health' ? 200 : 405, query: '' };

/** Cloud Run answers in the function's place. https://cloud.google.com/run/docs/securing/managing-access */
const CLOSED: ExpectedAnswer = { status: 403, query: '' };

/** @returns null where it answers as it should, else what it does and what to do */
const unansweredAs = async (
  { status, query }: ExpectedAnswer,
  name: FunctionName,
  address: string,
  log: string,
): Promise<{ found: string; mend: string } | null> => {
  let answered: number;
  try {
    const answer = await fetch(`${address}${query}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    await answer.body?.cancel();
    answered = answer.status;
  } catch (error) {
    const { cause, message } = error as Error;
    return {
      found: `${name} does not answer at ${address}: ${cause instanceof Error ? cause.message : message}`,
      mend: 'See that this machine reaches the address, then try again.',
    };
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

const answersOutcome = (problems: readonly ({ found: string; mend: string } | null)[]): Outcome => {
  const wrong = problems.filter((problem) => problem !== null);
  return wrong.length === 0
    ? ok(`All ${problems.length} do.`)
    : fail(
        `${wrong.length} of ${problems.length} do not.`,
        [...new Set(wrong.map(({ mend }) => mend))].join(' '),
        wrong.map(({ found }) => found),
      );
};

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
    ? ok(`All ${functionNames.length} are.`)
    : fail(`${problems.length} of ${functionNames.length} are not.`, DEPLOY_AGAIN, problems);
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

const healthOutcome = async (address: string, headers: Record<string, string>, log: string): Promise<Outcome> => {
  const answer = await fetch(address, {
    headers: { accept: 'application/json', ...headers },
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
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
