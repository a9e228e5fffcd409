import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThroughClient } from 'google-auth-library';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SheetRecord, sheetRegistry } from '../../../functions/edits/registry.ts';
import { functionNames } from '../../../functions/function-names.ts';
import { keyBox } from '../../../functions/keys/key-box.ts';
import { rootKeyFile } from '../../../functions/keys/root-key-file.ts';
import { formatRootKeys, newRootKey } from '../../../functions/keys/root-keys.ts';
import { firestoreClient } from '../../../functions/mirror/client.ts';
import { TEMPLATE_VERSION } from '../../../functions/plan/results.ts';
import type { Report } from '../../../scripts/doctor/check.ts';
import { doctor } from '../../../scripts/doctor.ts';
import { startEmbeddedFirestore } from '../../../scripts/local/firestore/embedded.ts';
import { gcloudProblems } from '../../support/gcloud.ts';
import { type GoogleProject, HEALTH, openGoogleProject, refusal } from '../../support/google-project.ts';
import { temporaryFolder } from '../../support/machine.ts';
import { describeWhere, programMissing } from '../../support/required.ts';

const account = 'techhire-sheets-1@techhire-ohio.iam.gserviceaccount.com';
const nowMs = Date.now();
const ago = (minutes: number): string => new Date(nowMs - minutes * 60_000).toISOString();

let google: GoogleProject;
let firestore: Awaited<ReturnType<typeof startEmbeddedFirestore>>;
let db: FirebaseFirestore.Firestore;
const folder = temporaryFolder();
const rootKeys = `${folder.path}/root-keys`;

beforeAll(async () => {
  firestore = await startEmbeddedFirestore({ file: ':memory:' });
  db = firestoreClient({ projectId: 'techhire-ohio', emulatorHost: firestore.host });
  await rootKeyFile(rootKeys).write(formatRootKeys([newRootKey(new Date())]));
});
afterAll(async () => {
  await db.terminate();
  await firestore.close();
  folder.remove();
});

/** One connected sheet that is well, and when reconcile ran. */
beforeEach(async () => {
  google = await openGoogleProject(() => nowMs);
  await sheetRegistry(db, [account], keyBox(rootKeyFile(rootKeys))).connect({
    spreadsheetId: 'sheet-a',
    communityId: 'riverbend',
    newKey: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    now: ago(600),
  });
  await change({
    processed: 1,
    owing: false,
    owingSince: null,
    templateVersion: TEMPLATE_VERSION,
    lastPass: { finishedAt: ago(5), outcome: 'done' },
  });
  const last = { startedAt: ago(5), finishedAt: ago(4), passed: 1, failed: 0, left: 0 };
  await db.doc('runs/reconcile').set({ holder: null, expiresAt: null, last });
  google.answers.set('GET /v4/spreadsheets/sheet-a', { body: { spreadsheetId: 'sheet-a' } });
  google.answers.set('GET /drive/v3/files/sheet-a', { body: { capabilities: { canEdit: true } } });
});
afterEach(async () => {
  await google.close();
  await db.doc('sheets/sheet-a').delete();
});

const change = (fields: Partial<SheetRecord>): Promise<unknown> => db.doc('sheets/sheet-a').update({ ...fields });

const run = async (args: readonly string[] = []) => {
  let [out, err] = ['', ''];
  const status = await doctor(['--project', 'techhire-ohio', '--region', 'us-east5', ...args], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: {
      FIRESTORE_EMULATOR_HOST: firestore.host,
      TECHHIRE_ROOT_KEYS: rootKeys,
      TECHHIRE_SHEETS_ROOT_URL: google.rootUrl,
      TECHHIRE_DRIVE_ROOT_URL: google.rootUrl,
    },
    nowMs: () => nowMs,
    nodeVersion: '24.21.0',
    google: { auth: new PassThroughClient(), rootUrlOf: google.rootUrlOf },
  });
  return { status, out, err };
};

const look = async (args: readonly string[] = []) => {
  const { status, out } = await run([...args, '--json']);
  const reports = JSON.parse(out) as Report[];
  return { status, reports, named: (name: string) => reports.find((report) => report.name === name)! };
};

/** Everything that a case does not break stays well, but for what it makes impossible to look at. */
const others = (reports: readonly Report[], name: string): Report[] =>
  reports.filter((report) => report.name !== name && report.result !== 'ok' && report.result !== 'leftOut');

describe('a deployment that is well', () => {
  it('has nothing to be seen to', async () => {
    const { status, reports } = await look();
    expect(reports.filter(({ result }) => result !== 'ok')).toEqual([]);
    expect(status).toBe(0);
    expect(new Set(reports.map(({ name }) => name)).size).toBe(reports.length);
  });

  it('is told in a line a check', async () => {
    const { out } = await run();
    expect(out).toMatch(/^ok {4}node +24\.21\.0\.$/m);
    expect(out).toMatch(/^ok {4}credentials +You are operator@techhire\.example\.$/m);
    expect(out).toMatch(/All \d+ checks are well\.\n$/);
  });

  it('is looked at without a change to anything', async () => {
    await run();
    // What is POSTed asks: for rights, for a short-lived token, and who one is.
    const posted = google.asked.filter((key) => key.startsWith('POST ')).map((key) => key.split(/[:/]/).at(-1));
    expect([...new Set(posted)].sort()).toEqual([
      'generateAccessToken',
      'generateIdToken',
      'getIamPolicy',
      'testIamPermissions',
      'tokeninfo',
    ]);
  });
});

const inProject = 'projects/techhire-ohio';
const inRegion = `${inProject}/locations/us-east5`;
const queue = `GET /cloudtasks.googleapis.com/v2/${inRegion}/queues/techhire-passes`;
const job = `GET /cloudscheduler.googleapis.com/v1/${inRegion}/jobs/techhire-reconcile`;
const functions = `GET /cloudfunctions.googleapis.com/v2/${inRegion}/functions`;
const database = `GET /firestore.googleapis.com/v1/${inProject}/databases/(default)`;
const fields = `${database}/collectionGroups/-/fields`;
const projectPolicy = `POST /cloudresourcemanager.googleapis.com/v3/${inProject}:getIamPolicy`;
const rootKeyVersion = `GET /secretmanager.googleapis.com/v1/${inProject}/secrets/techhire-root-keys/versions/latest`;
const rootKeyPolicy = `GET /secretmanager.googleapis.com/v1/${inProject}/secrets/techhire-root-keys:getIamPolicy`;
const queueAccountPolicy = `POST /iam.googleapis.com/v1/${inProject}/serviceAccounts/techhire-queue@techhire-ohio.iam.gserviceaccount.com:getIamPolicy`;
const rootKeyRights = `POST /secretmanager.googleapis.com/v1/${inProject}/secrets/techhire-root-keys:testIamPermissions`;
const sheetAccountPolicy = `POST /iam.googleapis.com/v1/${inProject}/serviceAccounts/${account}:getIamPolicy`;
const idToken = `POST /iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/techhire-queue@techhire-ohio.iam.gserviceaccount.com:generateIdToken`;
const accessToken = `POST /iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken`;

const denied = refusal(403, 'PERMISSION_DENIED', 'The caller does not have permission');

/** The healthy answer with something of it changed. */
const changed = <Body>(key: string, how: (body: Body) => void): void => {
  const body = structuredClone(google.answers.get(key)!.body) as Body;
  how(body);
  google.answers.set(key, { body });
};

interface Case {
  check: string;
  /** What is wrong, as a test's name goes on. */
  wrong: string;
  breaks(): unknown;
  result: 'warn' | 'fail';
  found: string;
  details?: string;
  mend: string;
}

const cases: Case[] = [
  {
    check: 'credentials',
    wrong: 'Google does not take them',
    breaks: () =>
      google.answers.set('POST /oauth2.googleapis.com/tokeninfo', {
        status: 400,
        body: { error: 'invalid_token', error_description: 'Invalid Value' },
      }),
    result: 'fail',
    found: 'There are no credentials that Google takes',
    mend: 'gcloud auth application-default login',
  },
  {
    check: 'clock',
    wrong: 'it is ten minutes behind',
    breaks: () => {
      google.aheadMs = 600_000;
    },
    result: 'fail',
    found: 'This machine is 600 s behind Google.',
    mend: 'Set the clock by the network',
  },
  {
    check: 'clock',
    wrong: 'it is a minute ahead',
    breaks: () => {
      google.aheadMs = -60_000;
    },
    result: 'warn',
    found: 'This machine is 60 s ahead of Google.',
    mend: 'Set the clock by the network',
  },
  {
    check: 'project',
    wrong: 'it is not there',
    breaks: () =>
      google.answers.set(`GET /cloudresourcemanager.googleapis.com/v3/${inProject}`, refusal(404, 'NOT_FOUND', 'No.')),
    result: 'fail',
    found: 'The project techhire-ohio is not there.',
    mend: 'gcloud projects list',
  },
  {
    check: 'project',
    wrong: 'it is somebody else’s',
    breaks: () => google.answers.set(`GET /cloudresourcemanager.googleapis.com/v3/${inProject}`, denied),
    result: 'fail',
    found: 'There is no techhire-ohio, or you may not look at it',
    mend: 'gcloud projects list',
  },
  {
    check: 'project',
    wrong: 'it is being deleted',
    breaks: () =>
      changed<{ state: string }>(`GET /cloudresourcemanager.googleapis.com/v3/${inProject}`, (body) => {
        body.state = 'DELETE_REQUESTED';
      }),
    result: 'fail',
    found: 'techhire-ohio is in the state DELETE_REQUESTED.',
    mend: 'gcloud projects undelete techhire-ohio',
  },
  {
    check: 'apis',
    wrong: 'one is switched off',
    breaks: () =>
      changed<{ services: { name: string; state: string }[] }>(
        `GET /serviceusage.googleapis.com/v1/${inProject}/services:batchGet`,
        ({ services }) => {
          services.find(({ name }) => name.endsWith('/sheets.googleapis.com'))!.state = 'DISABLED';
        },
      ),
    result: 'fail',
    found: '1 of 17 are switched off.',
    details: 'sheets.googleapis.com',
    mend: 'gcloud services enable sheets.googleapis.com --project=techhire-ohio',
  },
  {
    check: 'own rights',
    wrong: 'two are missing',
    breaks: () => {
      changed<{ permissions: string[] }>(
        `POST /cloudresourcemanager.googleapis.com/v3/${inProject}:testIamPermissions`,
        (body) => {
          body.permissions = body.permissions.filter((each) => each !== 'cloudtasks.tasks.create');
        },
      );
      changed<{ permissions: string[] }>(rootKeyRights, (body) => {
        body.permissions = ['secretmanager.versions.access'];
      });
    },
    result: 'warn',
    found: 'Some commands will be refused, for want of 2 of your rights.',
    details: 'secretmanager.versions.add, to rotate the root key',
    mend: 'give you roles/cloudtasks.enqueuer and roles/secretmanager.secretVersionAdder',
  },
  {
    check: 'rights in the project',
    wrong: 'a function has lost its role',
    breaks: () =>
      changed<{ bindings: { role: string }[] }>(projectPolicy, (body) => {
        body.bindings = body.bindings.filter(({ role }) => role !== 'roles/datastore.viewer');
      }),
    result: 'fail',
    found: `1 of ${2 * functionNames.length} rights are missing.`,
    details: 'techhire-health@techhire-ohio.iam.gserviceaccount.com has no roles/datastore.viewer',
    mend: 'npm run deploy',
  },
  {
    check: 'rights in the project',
    wrong: 'a function may do everything',
    breaks: () =>
      changed<{ bindings: { role: string; members: string[] }[] }>(projectPolicy, ({ bindings }) => {
        bindings.push({
          role: 'roles/editor',
          members: ['serviceAccount:techhire-rollup@techhire-ohio.iam.gserviceaccount.com'],
        });
      }),
    result: 'warn',
    found: 'Functions may do more than they have to.',
    details: 'techhire-rollup@techhire-ohio.iam.gserviceaccount.com has roles/editor',
    mend: 'gcloud projects remove-iam-policy-binding techhire-ohio',
  },
  {
    check: 'rights on the queue',
    wrong: 'you may not look',
    breaks: () => google.answers.set(`${queue.replace('GET', 'POST')}:getIamPolicy`, denied),
    result: 'fail',
    found: 'You may not look at it: The caller does not have permission',
    mend: 'gcloud projects add-iam-policy-binding techhire-ohio --member=user:YOU --role=roles/iam.securityReviewer',
  },
  {
    check: 'rights to call',
    wrong: 'a function may not lend the queue’s identity',
    breaks: () =>
      changed<{ bindings: { members: string[] }[] }>(
        queueAccountPolicy,
        ({ bindings }) => void bindings[0]!.members.shift(),
      ),
    result: 'fail',
    found: 'rights are missing.',
    details: 'techhire-on-edit@techhire-ohio.iam.gserviceaccount.com has no roles/iam.serviceAccountUser',
    mend: 'npm run deploy',
  },
  {
    check: 'rights on the root keys',
    wrong: 'a function may not read them',
    breaks: () => google.answers.set(rootKeyPolicy, { body: {} }),
    result: 'fail',
    found: 'rights are missing.',
    details: 'techhire-on-edit@techhire-ohio.iam.gserviceaccount.com has no roles/secretmanager.secretAccessor',
    mend: 'npm run deploy',
  },
  {
    check: 'rights on sheet accounts',
    wrong: 'the account is not there',
    breaks: () => google.answers.set(sheetAccountPolicy, refusal(404, 'NOT_FOUND', 'Unknown service account')),
    result: 'fail',
    found: `The account ${account} is not there.`,
    mend: 'npm run deploy',
  },
  {
    check: 'database',
    wrong: 'it is of the other type',
    breaks: () => google.answers.set(database, { body: { type: 'DATASTORE_MODE' } }),
    result: 'fail',
    found: 'The database is of the type DATASTORE_MODE',
    mend: 'gcloud firestore databases update --type=firestore-native',
  },
  {
    check: 'database',
    wrong: 'it can be deleted',
    breaks: () =>
      changed<{ deleteProtectionState: string }>(database, (body) => {
        body.deleteProtectionState = 'DELETE_PROTECTION_DISABLED';
      }),
    result: 'warn',
    found: 'It works, in us-east5, and is not as it was deployed.',
    details: 'It can be deleted with one command.',
    mend: 'npm run deploy',
  },
  {
    check: 'database',
    wrong: 'the API is switched off',
    breaks: () =>
      google.answers.set(
        database,
        refusal(403, 'PERMISSION_DENIED', 'It has not been used before.', 'SERVICE_DISABLED'),
      ),
    result: 'fail',
    found: 'the API firestore.googleapis.com is not switched on',
    mend: 'gcloud services enable firestore.googleapis.com --project=techhire-ohio',
  },
  {
    check: 'indexes',
    wrong: 'one is being built',
    breaks: () =>
      changed<{ fields: { indexConfig?: { indexes: { state: string }[] } }[] }>(fields, (body) => {
        body.fields[0]!.indexConfig!.indexes[0]!.state = 'CREATING';
      }),
    result: 'warn',
    found: 'Indexes are being built',
    details: 'history.revision',
    mend: 'Wait',
  },
  {
    check: 'indexes',
    wrong: 'one of a field in a field is missing',
    breaks: () =>
      changed<{ fields: { name: string }[] }>(fields, (body) => {
        body.fields = body.fields.filter(({ name }) => !name.includes('community.states'));
      }),
    result: 'fail',
    found: 'Rollups cannot be asked for by everything',
    details: 'summaries.community.states is not indexed',
    mend: 'npm run deploy',
  },
  {
    check: 'expiry',
    wrong: 'a policy is missing',
    breaks: () =>
      changed<{ fields: { name: string }[] }>(fields, (body) => {
        body.fields = body.fields.filter(({ name }) => !name.includes('/messages/'));
      }),
    result: 'fail',
    found: 'Some documents are kept for ever.',
    details: 'messages.rememberUntil: no policy',
    mend: 'npm run deploy',
  },
  {
    check: 'rules',
    wrong: 'they let clients read',
    breaks: () =>
      google.answers.set(`GET /firebaserules.googleapis.com/v1/${inProject}/rulesets/closed`, {
        body: { source: { files: [{ content: 'match /a { allow read; }\nmatch /b { allow write: if false; }' }] } },
      }),
    result: 'fail',
    found: 'The rules let clients in.',
    details: 'allow read;',
    mend: 'npm run deploy',
  },
  {
    check: 'queue',
    wrong: 'it is paused',
    breaks: () =>
      changed<{ state: string }>(queue, (body) => {
        body.state = 'PAUSED';
      }),
    result: 'fail',
    found: 'It is PAUSED: edits wait, and no pass is run.',
    mend: 'gcloud tasks queues resume techhire-passes --location=us-east5 --project=techhire-ohio',
  },
  {
    check: 'queue',
    wrong: 'it has been slowed down',
    breaks: () =>
      changed<{ rateLimits: { maxDispatchesPerSecond: number } }>(queue, (body) => {
        body.rateLimits.maxDispatchesPerSecond = 1;
      }),
    result: 'warn',
    found: 'up to 1 tasks a second',
    mend: 'npm run deploy',
  },
  {
    check: 'queue',
    wrong: 'it is not there',
    breaks: () => google.answers.delete(queue),
    result: 'fail',
    found: 'The queue techhire-passes in us-east5 is not there.',
    mend: 'npm run deploy',
  },
  {
    check: 'schedule',
    wrong: 'it is paused',
    breaks: () =>
      changed<{ state: string }>(job, (body) => {
        body.state = 'PAUSED';
      }),
    result: 'fail',
    found: 'It is PAUSED',
    mend: 'gcloud scheduler jobs resume techhire-reconcile --location=us-east5 --project=techhire-ohio',
  },
  {
    check: 'schedule',
    wrong: 'its last run failed',
    breaks: () =>
      changed<{ status: object }>(job, (body) => {
        body.status = { code: 7, message: 'PERMISSION_DENIED' };
      }),
    result: 'fail',
    found: 'Its last run ended with code 7: PERMISSION_DENIED.',
    mend: 'gcloud functions logs read techhire-reconcile --region=us-east5 --project=techhire-ohio',
  },
  {
    check: 'schedule',
    wrong: 'it has not run for hours',
    breaks: () =>
      changed<{ lastAttemptTime: string }>(job, (body) => {
        body.lastAttemptTime = ago(180);
      }),
    result: 'fail',
    found: 'It ran last 180 minutes ago',
    mend: 'gcloud scheduler jobs run techhire-reconcile',
  },
  {
    check: 'root keys',
    wrong: 'the newest version is disabled',
    breaks: () =>
      changed<{ state: string }>(rootKeyVersion, (body) => {
        body.state = 'DISABLED';
      }),
    result: 'fail',
    found: 'Its newest version is DISABLED',
    mend: 'gcloud secrets versions enable 3 --secret=techhire-root-keys --project=techhire-ohio',
  },
  {
    check: 'functions',
    wrong: 'one failed to be deployed',
    breaks: () =>
      changed<{ functions: { state: string; stateMessages?: object[] }[] }>(functions, (body) => {
        body.functions[0]!.state = 'FAILED';
        body.functions[0]!.stateMessages = [{ severity: 'ERROR', message: 'Build failed' }];
      }),
    result: 'fail',
    found: `1 of ${functionNames.length} are not deployed as they should be.`,
    details: 'techhire-on-edit is FAILED: Build failed',
    mend: 'npm run deploy',
  },
  {
    check: 'settings',
    wrong: 'one does not do',
    breaks: () =>
      changed<{ functions: { serviceConfig: { environmentVariables: Record<string, string> } }[] }>(
        functions,
        (body) => {
          body.functions[0]!.serviceConfig.environmentVariables.TECHHIRE_LINK_DAYS = 'many';
        },
      ),
    result: 'fail',
    found: 'Some settings do not do',
    details: 'onEdit: TECHHIRE_LINK_DAYS is "many".',
    mend: 'npm run deploy',
  },
  {
    check: 'settings',
    wrong: 'the root keys are not mounted',
    breaks: () =>
      changed<{ functions: { serviceConfig: { secretVolumes: object[] } }[] }>(functions, (body) => {
        body.functions[0]!.serviceConfig.secretVolumes = [];
      }),
    result: 'fail',
    found: 'Some settings do not do',
    details: 'onEdit: the secret techhire-root-keys is not mounted where TECHHIRE_ROOT_KEYS says',
    mend: 'npm run deploy',
  },
  {
    check: 'answers',
    wrong: 'a private function answers everybody',
    breaks: () => google.answers.set('GET /functions/techhire-run-pass', { status: 405 }),
    result: 'fail',
    found: `1 of ${functionNames.length} functions do not answer as they should.`,
    details: 'runPass answers 405 to somebody unknown, who is to be refused',
    mend: 'npm run deploy',
  },
  {
    check: 'answers',
    wrong: 'an organization forbids public functions',
    breaks: () => google.answers.set('GET /functions/techhire-on-edit', { status: 403 }),
    result: 'fail',
    found: `1 of ${functionNames.length} functions do not answer as they should.`,
    details: 'onEdit refuses everybody with 403',
    mend: 'constraints/iam.allowedPolicyMemberDomains',
  },
  {
    check: 'answers',
    wrong: 'a function fails',
    breaks: () => google.answers.set('GET /functions/techhire-rollup', { status: 500 }),
    result: 'fail',
    found: `1 of ${functionNames.length} functions do not answer as they should.`,
    details: 'rollup answers 500 and not 200',
    mend: 'gcloud functions logs read',
  },
  {
    check: 'health',
    wrong: 'you may not call it',
    breaks: () => google.answers.set(idToken, denied),
    result: 'warn',
    found: 'You may not call it.',
    mend: '`gcloud iam service-accounts add-iam-policy-binding techhire-queue@techhire-ohio.iam.gserviceaccount.com',
  },
  {
    check: 'health',
    wrong: 'it counts errors',
    breaks: () =>
      changed<{ errors: { lastHour: number; kinds: object[] } }>(HEALTH, (body) => {
        body.errors = { lastHour: 3, kinds: [{ kind: 'sheets.503', count: 3 }] };
      }),
    result: 'warn',
    found: '2 sheets are connected; 0 wait for a pass.',
    details: '3 errors of the kind sheets.503 in the last hour',
    mend: 'The log says which sheets they were of',
  },
  {
    check: 'sheets',
    wrong: 'none is connected',
    breaks: () => db.doc('sheets/sheet-a').delete(),
    result: 'warn',
    found: 'None is connected.',
    mend: 'TechHire > Connect',
  },
  {
    check: 'sheets',
    wrong: 'a record cannot be read',
    breaks: () => db.doc('sheets/sheet-a').update({ lease: null }),
    result: 'fail',
    found: 'Cannot read sheets/sheet-a: these fields are not as they should be: lease.',
    mend: 'Do what is said there.',
  },
  {
    check: 'passes',
    wrong: 'one failed',
    breaks: () =>
      change({ lastPass: { finishedAt: ago(5), outcome: 'failed', message: 'Cannot read spreadsheet sheet-a: 403.' } }),
    result: 'fail',
    found: 'The sheet is not well.',
    details: 'Cannot read spreadsheet sheet-a: 403.',
    mend: 'npm run reconcile',
  },
  {
    check: 'passes',
    wrong: 'an edit waits',
    breaks: () => change({ owing: true, owingSince: ago(45) }),
    result: 'fail',
    found: 'The sheet is not well.',
    details: 'sheet-a (riverbend): an edit has waited for 45 minutes',
    mend: 'the queue',
  },
  {
    check: 'triggers',
    wrong: 'a sheet changed and no message came',
    breaks: () => change({ unannouncedSince: '2026-11-23T12:00:00.000Z' }),
    result: 'fail',
    found: 'The sheet is not well.',
    details: 'it changed though no message came, found at 2026-11-23T12:00:00.000Z',
    mend: 'TechHire > Connect',
  },
  {
    check: 'template',
    wrong: 'it is an old one',
    breaks: () => change({ templateVersion: 1 }),
    result: 'warn',
    found: 'The sheet is not well.',
    details: `version 1; the newest is ${TEMPLATE_VERSION}`,
    mend: 'npm run upgrade',
  },
  {
    check: 'scripts',
    wrong: 'one is of another version',
    breaks: () => change({ scriptVersion: '0.0.9' }),
    result: 'warn',
    found: 'The sheet is not well.',
    details: 'version 0.0.9; this program is',
    mend: 'npm run upgrade',
  },
  {
    check: 'signing keys',
    wrong: 'its root key is lost',
    breaks: () => change({ keys: ['sealed:1:lost:AAAA'] }),
    result: 'fail',
    found: 'The sheet is not well.',
    details: 'A key is sealed with the root key lost',
    mend: 'Do what is said there.',
  },
  {
    check: 'access',
    wrong: 'the sheet is not shared any more',
    breaks: () =>
      google.answers.set('GET /v4/spreadsheets/sheet-a', refusal(403, 'PERMISSION_DENIED', 'No permission.')),
    result: 'fail',
    found: 'The sheet is not well.',
    details: `Share the spreadsheet with ${account} as an editor.`,
    mend: 'Do what is said there.',
  },
  {
    check: 'access',
    wrong: 'the sheet is shared for reading only',
    breaks: () => google.answers.set('GET /drive/v3/files/sheet-a', { body: { capabilities: { canEdit: false } } }),
    result: 'fail',
    found: 'The sheet is not well.',
    details: `${account} may read it and not write it`,
    mend: `Have somebody share the sheet with ${account} as an editor.`,
  },
  {
    check: 'access',
    wrong: 'you may not work as the account',
    breaks: () => google.answers.set(accessToken, denied),
    result: 'warn',
    found: 'The sheet is not well.',
    details: `not looked at, because you may not work as ${account}`,
    mend: `\`gcloud iam service-accounts add-iam-policy-binding ${account}`,
  },
  {
    check: 'channels of Drive',
    wrong: 'none is open for a sheet that needs it',
    breaks: () => change({ drivePush: true }),
    result: 'fail',
    found: 'The sheet is not well.',
    details: 'no channel is open',
    mend: 'npm run reconcile',
  },
  {
    check: 'reconciling',
    wrong: 'it was hours ago',
    breaks: () =>
      db.doc('runs/reconcile').set({
        holder: null,
        expiresAt: null,
        last: { startedAt: ago(200), finishedAt: ago(190), passed: 1, failed: 0, left: 0 },
      }),
    result: 'fail',
    found: '190 minutes ago',
    mend: 'npm run reconcile',
  },
];

describe('what is wrong is found, with what to do', () => {
  it.each(cases)('$check: $wrong', async ({ check, breaks, result, found, details, mend }) => {
    await breaks();
    const { status, reports, named } = await look();
    const report = named(check);
    expect(report).toMatchObject({
      result,
      found: expect.stringContaining(found),
      mend: expect.stringContaining(mend),
    });
    if (details !== undefined)
      expect('details' in report && report.details).toContainEqual(expect.stringContaining(details));
    expect(others(reports, check)).toEqual([]);
    expect(status).toBe(result === 'fail' ? 1 : 0);
  });

  it('every check of a deployment but that of Node has a case', async () => {
    const { reports } = await look();
    const covered = new Set(cases.map(({ check }) => check));
    expect(reports.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual(['node']);
  });

  it('the guide for operators has a word on every check', async () => {
    const guide = readFileSync(join(import.meta.dirname, '../../../docs/operator.md'), 'utf8');
    const { reports } = await look();
    expect(reports.map(({ name }) => name).filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });

  it('what cannot be looked at is left out, and told in one line', async () => {
    google.answers.set('POST /oauth2.googleapis.com/tokeninfo', { status: 401 });
    const { status, out } = await run();
    expect(status).toBe(1);
    expect(out).toMatch(/^Left out until that is mended: project, clock, apis, .* and reconciling\.$/m);
    expect(google.asked).toEqual(['POST /oauth2.googleapis.com/tokeninfo']);
  });

  it('one sheet alone is looked at', async () => {
    expect((await look(['--spreadsheet', 'sheet-a'])).named('sheets')).toMatchObject({
      result: 'ok',
      found: 'One is connected.',
    });
    expect((await look(['--spreadsheet', 'nobodys'])).named('sheets')).toMatchObject({
      result: 'fail',
      found: 'nobodys is not connected.',
    });
  });
});

describe('what cannot be', () => {
  it.each([
    [['--project', 'techhire-ohio'], '--region is missing'],
    [['--region', 'us-east5'], '--project is missing'],
    [['--project', 'techhire-ohio', '--region', 'us-east5', '--port', '8080'], '--port is of npm start'],
    [['--port', 'x'], '--port is "x"'],
    [['please'], '"please" is not expected here.'],
    [['--project', 'TechHire', '--region', 'us-east5'], 'GOOGLE_CLOUD_PROJECT is "TechHire"'],
  ])('%j is refused, saying what is wrong', async (args, message) => {
    let err = '';
    const status = await doctor(args, {
      out: () => undefined,
      err: (text) => (err += text),
      env: {},
      nowMs: Date.now,
      nodeVersion: '24.21.0',
      google: { auth: new PassThroughClient(), rootUrlOf: google.rootUrlOf },
    });
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});

describeWhere(
  programMissing('gcloud', '--version'),
  'every gcloud command that is to be typed',
  () => {
    it('is one that gcloud’s own parser takes', async () => {
      const commands: string[][] = [];
      for (const { breaks } of cases.filter(({ mend }) => mend.includes('gcloud '))) {
        await google.close();
        google = await openGoogleProject(() => nowMs);
        await breaks();
        for (const report of (await look()).reports)
          for (const [, command] of ('mend' in report ? (report.mend ?? '') : '').matchAll(/`gcloud ([^`]+)`/g))
            commands.push(command!.split(' '));
      }
      expect(commands.length).toBeGreaterThan(8);
      expect(gcloudProblems(commands).map((problem, index) => [commands[index], problem])).toEqual(
        commands.map((words) => [words, null]),
      );
    });
  },
  { isOptional: true },
);
