import { fileURLToPath } from 'node:url';
import { type AuthClient, GoogleAuth } from 'google-auth-library';
import { type Config, ConfigError, readConfig, settings } from '../functions/config.ts';
import { delegationIn } from '../functions/google/delegation.ts';
import { openStore } from '../functions/planner/store.ts';
import { watchOf } from '../functions/watch/watch.ts';
import { parsedArguments, UsageError } from './arguments.ts';
import { type Check, type Report, reports } from './doctor/check.ts';
import { databaseChecks } from './doctor/database.ts';
import { dispatchChecks } from './doctor/dispatch.ts';
import {
  deployedFunctions,
  functionChecks,
  localFunctionChecks,
  speakingFor,
  toldSheetAccounts,
} from './doctor/functions.ts';
import { askGoogle, GoogleRefusal } from './doctor/google.ts';
import { machineChecks, nodeCheck } from './doctor/local.ts';
import { type Deployment, projectChecks } from './doctor/project.ts';
import { rightsChecks } from './doctor/rights.ts';
import { rootKeysCheck } from './doctor/root-keys.ts';
import { type SheetsToLookAt, sheetChecks } from './doctor/sheets.ts';
import { reportLines } from './doctor/words.ts';
import { type OperatorTerminal, operatorTerminal, settingsOf } from './operator.ts';

const usage = `Looks at a deployment, or at npm start on this machine, from end to end: what is well, what is not, and what to do about it. It changes nothing.

  npm run doctor -- --project P --region R [--spreadsheet ID] [--json]
  npm run doctor [-- --port N] [--spreadsheet ID] [--json]

  --project P       id of the Google Cloud project that npm run deploy has set up
  --region R        where its functions run, for example us-east5
  --port N          of npm start, 8080 where left out
  --spreadsheet ID  looks at this sheet alone of all that are connected
  --json            prints a list of {name, looksAt, result, found, details, mend}; result is ok, warn, fail, or leftOut where another check has failed

It works as whom "gcloud auth application-default login" has signed in. Its exit status is 0 where nothing fails, 1 where something does, 2 where it could not begin.`;

export interface DoctorTerminal extends Omit<OperatorTerminal, 'ask'> {
  nowMs(): number;
  nodeVersion: string;
  google: {
    auth: Pick<AuthClient | GoogleAuth, 'request'>;
    /** Where a host of Google's answers. */
    rootUrlOf(host: string): string;
  };
}

/** @returns the exit status: 0 when nothing fails, 1 when something does, 2 when it could not begin */
export const doctor = async (args: readonly string[], terminal: DoctorTerminal): Promise<0 | 1 | 2> => {
  try {
    const options = readArguments(args);
    if (options === 'help') {
      terminal.out(`${usage}\n`);
      return 0;
    }
    const found = await ('project' in options ? lookAtDeployment(options, terminal) : lookAtMachine(options, terminal));
    terminal.out(options.json ? `${JSON.stringify(found, null, 2)}\n` : `${reportLines(found).join('\n')}\n`);
    return found.some(({ result }) => result === 'fail') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
};

/** Longer than an answer that starts an instance first, and another after it. */
const CHECK_TIMEOUT_MS = 30_000;

const lookAtDeployment = async (
  { project, region, spreadsheetId }: DeploymentOptions,
  { env, nowMs, nodeVersion, google }: DoctorTerminal,
): Promise<Report[]> => {
  const deployment: Deployment = { project, region, nowMs, ask: askGoogle(google.auth, project, google.rootUrlOf) };
  const listed = deployedFunctions(deployment);
  return withSheets(
    readConfig(await settingsOf({ ...env, [settings.projectId.env]: project })),
    { spreadsheetId, needs: ['database'], nowMs, barredAs: barredIn(deployment) },
    [
      nodeCheck(nodeVersion),
      ...projectChecks(deployment),
      ...rightsChecks(deployment, () => toldSheetAccounts(listed)),
      ...databaseChecks(deployment),
      ...dispatchChecks(deployment),
      rootKeysCheck(deployment),
      ...functionChecks(deployment, listed),
    ],
  );
};

const lookAtMachine = async (
  { rootUrl, spreadsheetId }: MachineOptions,
  { env, nowMs, nodeVersion }: DoctorTerminal,
): Promise<Report[]> => {
  const checks = [nodeCheck(nodeVersion), ...machineChecks(rootUrl), ...localFunctionChecks(rootUrl)];
  let config: Config;
  try {
    config = readConfig(await settingsOf({ ...env, [settings.sheetsRootUrl.env]: rootUrl }));
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError)) throw error;
    // The check of the server says so.
    return reports(checks, CHECK_TIMEOUT_MS);
  }
  return withSheets(config, { spreadsheetId, needs: ['server'], nowMs, barredAs: async () => null }, checks);
};

const withSheets = async (
  config: Config,
  about: Omit<SheetsToLookAt, 'config' | 'store'>,
  checks: readonly Check[],
): Promise<Report[]> => {
  const store = openStore(
    config,
    watchOf(() => undefined),
  );
  try {
    return await reports([...checks, ...sheetChecks({ config, store, ...about })], CHECK_TIMEOUT_MS);
  } finally {
    await store.firestore.terminate();
  }
};

/** Whether Google lets one work as an account, asked once for each. */
const barredIn = ({ project, ask }: Deployment): SheetsToLookAt['barredAs'] => {
  const asked = new Map<string, Promise<string | null>>();
  return async (account) => {
    if (account === null) return null;
    const serviceAccount = delegationIn(account)?.serviceAccount ?? account;
    const answer =
      asked.get(account) ??
      ask({
        host: 'iamcredentials.googleapis.com',
        path: `/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`,
        method: 'POST',
        body: { scope: ['https://www.googleapis.com/auth/spreadsheets'], lifetime: '300s' },
      }).then(
        () => null,
        (error: unknown) => {
          if (!(error instanceof GoogleRefusal)) throw error;
          return speakingFor(serviceAccount, project);
        },
      );
    asked.set(account, answer);
    return answer;
  };
};

interface Wish {
  spreadsheetId: string | null;
  json: boolean;
}

type DeploymentOptions = Wish & { project: string; region: string };

type MachineOptions = Wish & { rootUrl: string };

const readArguments = (args: readonly string[]): DeploymentOptions | MachineOptions | 'help' => {
  const { values, positionals } = parsedArguments(args, {
    project: { type: 'string' },
    region: { type: 'string' },
    port: { type: 'string' },
    spreadsheet: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected here.\n\n${usage}`);
  const wish: Wish = { spreadsheetId: values.spreadsheet ?? null, json: values.json ?? false };
  const { project, region, port } = values;
  if (project === undefined && region === undefined) {
    if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535))
      throw new UsageError(`--port is "${port}", but a port is a number up to 65535.`);
    return { ...wish, rootUrl: `http://127.0.0.1:${port ?? '8080'}` };
  }
  if (port !== undefined) throw new UsageError('--port is of npm start, and --project and --region of a deployment.');
  if (!project || !region)
    throw new UsageError(`--project and --region go together: ${project ? '--region' : '--project'} is missing.`);
  return { ...wish, project, region };
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await doctor(process.argv.slice(2), {
    ...operatorTerminal(),
    nowMs: Date.now,
    nodeVersion: process.versions.node,
    google: {
      auth: new GoogleAuth({
        // The address says who somebody is.
        scopes: ['https://www.googleapis.com/auth/cloud-platform', 'https://www.googleapis.com/auth/userinfo.email'],
      }),
      rootUrlOf: (host) => `https://${host}`,
    },
  });
