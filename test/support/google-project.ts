import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { cloudfunctions_v2 } from 'googleapis/build/src/apis/cloudfunctions/v2.js';
import type { cloudresourcemanager_v3 } from 'googleapis/build/src/apis/cloudresourcemanager/v3.js';
import type { cloudscheduler_v1 } from 'googleapis/build/src/apis/cloudscheduler/v1.js';
import type { cloudtasks_v2 } from 'googleapis/build/src/apis/cloudtasks/v2.js';
import type { firebaserules_v1 } from 'googleapis/build/src/apis/firebaserules/v1.js';
import type { firestore_v1 } from 'googleapis/build/src/apis/firestore/v1.js';
import type { iamcredentials_v1 } from 'googleapis/build/src/apis/iamcredentials/v1.js';
import type { secretmanager_v1 } from 'googleapis/build/src/apis/secretmanager/v1.js';
import type { serviceusage_v1 } from 'googleapis/build/src/apis/serviceusage/v1.js';
import { type FunctionName, functionNames } from '../../functions/function-names.ts';
import type { PlannerHealth } from '../../functions/planner/health.ts';
import { apis, expiringFields, functionRights, searchedFields } from '../../scripts/deploy/deployed.ts';

export interface GoogleAnswer {
  status?: number;
  body?: unknown;
  /** Never answers. */
  isSilent?: boolean;
}

/** A Google Cloud project as its APIs tell of it over HTTP, deployed and well; a test breaks what it is about. */
export interface GoogleProject {
  project: string;
  region: string;
  /** Of Sheets and Drive, whose client takes no path. */
  rootUrl: string;
  rootUrlOf(host: string): string;
  /** By `METHOD /host/path`, without the query, and HEALTH. Types are those of Google's discovery documents. */
  answers: Map<string, GoogleAnswer>;
  /** How far Google's clock is ahead. */
  aheadMs: number;
  /** As in `answers`. */
  asked: string[];
  close(): Promise<void>;
}

/** What the function health says to whom it lets in. */
export const HEALTH = 'health';

const [project, region] = ['techhire-ohio', 'us-east5'];

/** @param now  what time it is, in ms since 1970 */
export const openGoogleProject = async (now: () => number): Promise<GoogleProject> => {
  const server = createServer((request, response) => {
    // health lets in who brings the token that was made for it.
    const isLetIn = request.headers.authorization === 'Bearer an-id-token';
    const key = isLetIn ? HEALTH : `${request.method} ${request.url!.split('?')[0]}`;
    google.asked.push(key);
    const answer = google.answers.get(key) ?? refusal(404, 'NOT_FOUND', `Nothing is at ${key}.`);
    if (answer.isSilent) return;
    response.setHeader('date', new Date(now() + google.aheadMs).toUTCString());
    response.setHeader('content-type', 'application/json');
    response.statusCode = answer.status ?? 200;
    response.end(JSON.stringify(answer.body ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const google: GoogleProject = {
    project,
    region,
    rootUrl,
    rootUrlOf: (host) => `${rootUrl}/${host}`,
    answers: new Map(healthyAnswers(rootUrl, now()).map(([key, body]) => [key, { body }])),
    aheadMs: 0,
    asked: [],
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  for (const name of functionNames) google.answers.set(`GET /functions/${serviceOf(name)}`, anonymous(name));
  return google;
};

/** https://cloud.google.com/apis/design/errors */
export const refusal = (status: number, code: string, message: string, reason?: string): GoogleAnswer => ({
  status,
  body: {
    error: {
      code: status,
      message,
      status: code,
      ...(reason && { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }] }),
    },
  },
});

/** Written out, and not taken from the program, so that it is held against something. */
const serviceOf = (name: FunctionName): string =>
  `techhire-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const accountOf = (id: string): string => `${id}@${project}.iam.gserviceaccount.com`;

const anonymous = (name: FunctionName): GoogleAnswer =>
  !functionRights[name].public ? { status: 403 } : { status: name === 'rollup' ? 200 : 405 };

const binding = (role: string, names: readonly FunctionName[]): cloudresourcemanager_v3.Schema$Binding => ({
  role,
  members: names.map((name) => `serviceAccount:${accountOf(serviceOf(name))}`),
});

const whoHas = (right: 'queues' | 'sheets' | 'keys'): FunctionName[] =>
  functionNames.filter((name) => functionRights[name][right]);

const field = (name: string): string => {
  const [collection, ...path] = name.split('.');
  return `projects/${project}/databases/(default)/collectionGroups/${collection}/fields/${path.length > 1 ? `\`${path.join('.')}\`` : path[0]}`;
};

const healthyAnswers = (rootUrl: string, nowMs: number): [string, unknown][] => {
  const inProject = `projects/${project}`;
  const inRegion = `${inProject}/locations/${region}`;
  const writers = functionNames.filter((name) => functionRights[name].firestore === 'roles/datastore.user');
  const health: Pick<PlannerHealth, 'connected' | 'queue' | 'attention' | 'errors'> = {
    connected: 2,
    queue: { owing: 0, lagMs: 0 },
    attention: {
      passFailed: { count: 0, sheets: [] },
      waiting: { count: 0, sheets: [] },
      triggerNotInstalled: { count: 0, sheets: [] },
    },
    errors: { lastHour: 0, kinds: [] },
  };
  return [
    [
      'POST /oauth2.googleapis.com/tokeninfo',
      { email: 'operator@techhire.example', scope: 'openid', expires_in: '3599' },
    ],
    [
      `GET /cloudresourcemanager.googleapis.com/v3/${inProject}`,
      { name: 'projects/123', projectId: project, state: 'ACTIVE' } satisfies cloudresourcemanager_v3.Schema$Project,
    ],
    [
      `GET /serviceusage.googleapis.com/v1/${inProject}/services:batchGet`,
      {
        services: apis.map((api) => ({ name: `projects/123/services/${api}`, state: 'ENABLED' })),
      } satisfies serviceusage_v1.Schema$BatchGetServicesResponse,
    ],
    [
      `POST /cloudresourcemanager.googleapis.com/v3/${inProject}:testIamPermissions`,
      {
        permissions: [
          'datastore.entities.get',
          'datastore.entities.update',
          'cloudtasks.queues.get',
          'cloudtasks.tasks.create',
          'cloudscheduler.jobs.get',
          'cloudfunctions.functions.list',
          'resourcemanager.projects.getIamPolicy',
        ],
      } satisfies cloudresourcemanager_v3.Schema$TestIamPermissionsResponse,
    ],
    [
      `POST /secretmanager.googleapis.com/v1/${inProject}/secrets/techhire-root-keys:testIamPermissions`,
      {
        permissions: ['secretmanager.versions.access', 'secretmanager.versions.add'],
      } satisfies secretmanager_v1.Schema$TestIamPermissionsResponse,
    ],
    [
      `POST /cloudresourcemanager.googleapis.com/v3/${inProject}:getIamPolicy`,
      {
        bindings: [
          binding('roles/datastore.user', writers),
          binding('roles/datastore.viewer', ['health']),
          binding('roles/monitoring.metricWriter', functionNames),
        ],
      } satisfies cloudresourcemanager_v3.Schema$Policy,
    ],
    [
      `POST /cloudtasks.googleapis.com/v2/${inRegion}/queues/techhire-passes:getIamPolicy`,
      {
        bindings: [
          binding('roles/cloudtasks.enqueuer', whoHas('queues')),
          binding('roles/cloudtasks.viewer', whoHas('queues')),
        ],
      } satisfies cloudtasks_v2.Schema$Policy,
    ],
    [
      `POST /iam.googleapis.com/v1/${inProject}/serviceAccounts/${accountOf('techhire-queue')}:getIamPolicy`,
      { bindings: [binding('roles/iam.serviceAccountUser', whoHas('queues'))] },
    ],
    [
      `POST /iam.googleapis.com/v1/${inProject}/serviceAccounts/${accountOf('techhire-sheets-1')}:getIamPolicy`,
      { bindings: [binding('roles/iam.serviceAccountTokenCreator', whoHas('sheets'))] },
    ],
    [
      `GET /secretmanager.googleapis.com/v1/${inProject}/secrets/techhire-root-keys:getIamPolicy`,
      {
        bindings: [binding('roles/secretmanager.secretAccessor', whoHas('keys'))],
      } satisfies secretmanager_v1.Schema$Policy,
    ],
    [
      `GET /secretmanager.googleapis.com/v1/${inProject}/secrets/techhire-root-keys/versions/latest`,
      {
        name: 'projects/123/secrets/techhire-root-keys/versions/3',
        state: 'ENABLED',
        createTime: '2026-11-20T08:00:00Z',
      } satisfies secretmanager_v1.Schema$SecretVersion,
    ],
    [
      `GET /firestore.googleapis.com/v1/${inProject}/databases/(default)`,
      {
        type: 'FIRESTORE_NATIVE',
        locationId: region,
        deleteProtectionState: 'DELETE_PROTECTION_ENABLED',
        pointInTimeRecoveryEnablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
      } satisfies firestore_v1.Schema$GoogleFirestoreAdminV1Database,
    ],
    [
      // One answer to both filters.
      `GET /firestore.googleapis.com/v1/${inProject}/databases/(default)/collectionGroups/-/fields`,
      {
        fields: [
          ...searchedFields.map((name) => ({
            name: field(name),
            indexConfig: { indexes: [{ queryScope: 'COLLECTION', state: 'READY' }] },
          })),
          ...expiringFields.map((name) => ({ name: field(name), ttlConfig: { state: 'ACTIVE' } })),
        ],
      } satisfies firestore_v1.Schema$GoogleFirestoreAdminV1ListFieldsResponse,
    ],
    [
      `GET /firebaserules.googleapis.com/v1/${inProject}/releases/cloud.firestore`,
      { rulesetName: `${inProject}/rulesets/closed` } satisfies firebaserules_v1.Schema$Release,
    ],
    [
      `GET /firebaserules.googleapis.com/v1/${inProject}/rulesets/closed`,
      {
        source: {
          files: [{ name: 'firestore.rules', content: 'match /{document=**} {\n  allow read, write: if false;\n}' }],
        },
      } satisfies firebaserules_v1.Schema$Ruleset,
    ],
    [
      `GET /cloudtasks.googleapis.com/v2/${inRegion}/queues/techhire-passes`,
      {
        state: 'RUNNING',
        rateLimits: { maxDispatchesPerSecond: 100, maxConcurrentDispatches: 40 },
      } satisfies cloudtasks_v2.Schema$Queue,
    ],
    [
      `GET /cloudscheduler.googleapis.com/v1/${inRegion}/jobs/techhire-reconcile`,
      {
        state: 'ENABLED',
        status: {},
        lastAttemptTime: new Date(nowMs - 4 * 60_000).toISOString(),
      } satisfies cloudscheduler_v1.Schema$Job,
    ],
    [
      `GET /cloudfunctions.googleapis.com/v2/${inRegion}/functions`,
      {
        functions: functionNames.map((name) => ({
          name: `${inRegion}/functions/${serviceOf(name)}`,
          state: 'ACTIVE',
          url: `${rootUrl}/functions/${serviceOf(name)}`,
          serviceConfig: {
            serviceAccountEmail: accountOf(serviceOf(name)),
            secretVolumes: functionRights[name].keys
              ? [{ mountPath: '/etc/secrets', projectId: project, secret: 'techhire-root-keys' }]
              : [],
            environmentVariables: {
              GOOGLE_CLOUD_PROJECT: project,
              TECHHIRE_PUBLIC_URL: `https://${region}-${project}.cloudfunctions.net/techhire-{function}`,
              ...(functionRights[name].keys && { TECHHIRE_ROOT_KEYS: '/etc/secrets/root-keys' }),
              TECHHIRE_QUEUE: 'cloud-tasks',
              TECHHIRE_TASKS_QUEUE: `${inRegion}/queues/techhire-passes`,
              TECHHIRE_TASKS_SERVICE_ACCOUNT: accountOf('techhire-queue'),
              TECHHIRE_SHEETS_ACCOUNTS: accountOf('techhire-sheets-1'),
            },
          },
        })),
      } satisfies cloudfunctions_v2.Schema$ListFunctionsResponse,
    ],
    [
      `POST /iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${accountOf('techhire-queue')}:generateIdToken`,
      { token: 'an-id-token' } satisfies iamcredentials_v1.Schema$GenerateIdTokenResponse,
    ],
    [
      `POST /iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${accountOf('techhire-sheets-1')}:generateAccessToken`,
      {
        accessToken: 'an-access-token',
        expireTime: '2026-11-24T09:00:00Z',
      } satisfies iamcredentials_v1.Schema$GenerateAccessTokenResponse,
    ],
    [HEALTH, health],
  ];
};
