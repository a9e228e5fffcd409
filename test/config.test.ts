import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, settings } from '../functions/config.ts';

const project = { GOOGLE_CLOUD_PROJECT: 'techhire-ohio' };

const problemsOf = (env: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
};

describe('readConfig', () => {
  it('needs nothing but the project', () => {
    expect(readConfig(project)).toEqual({
      projectId: 'techhire-ohio',
      databaseId: '(default)',
      firestoreEmulatorHost: null,
      rootKeys: null,
      sheetsRootUrl: 'https://sheets.googleapis.com',
      publicUrl: null,
      driveRootUrl: 'https://www.googleapis.com',
      drivePush: 'on',
      leaseSeconds: 60,
      queueKind: 'memory',
      tasksQueue: null,
      tasksServiceAccount: null,
      tasksRootUrl: 'https://cloudtasks.googleapis.com',
      queueWindowMs: 150,
      passSpacingMs: 1000,
      queueConcurrency: 4,
      reconcileAfterHours: 6,
      reconcileSeconds: 240,
      sheetsAccounts: [],
      callsPerAccount: 60,
      callsPerProject: 300,
      webhookToleranceSeconds: 300,
      publisherOrganization: null,
      publisherName: null,
      publisherType: '90',
      grantPrefix: null,
      linkDays: 90,
      rulesOff: [],
      serviceName: null,
      metrics: 'off',
      metricsUrl: 'https://telemetry.googleapis.com/v1/metrics',
      logLevel: 'info',
    });
  });

  it('reads every setting', () => {
    expect(
      readConfig({
        ...project,
        TECHHIRE_FIRESTORE_DATABASE: 'plans',
        FIRESTORE_EMULATOR_HOST: '127.0.0.1:8081',
        TECHHIRE_ROOT_KEYS: '/etc/secrets/root-keys',
        TECHHIRE_SHEETS_ROOT_URL: 'http://127.0.0.1:8080/',
        TECHHIRE_PUBLIC_URL: 'http://127.0.0.1:8080/functions/',
        TECHHIRE_DRIVE_ROOT_URL: 'http://127.0.0.1:8080/',
        TECHHIRE_DRIVE_PUSH: 'off',
        TECHHIRE_LEASE_SECONDS: '10',
        TECHHIRE_QUEUE: 'cloud-tasks',
        TECHHIRE_TASKS_QUEUE: 'projects/techhire-ohio/locations/us-east5/queues/passes',
        TECHHIRE_TASKS_SERVICE_ACCOUNT: 'passes@techhire-ohio.iam.gserviceaccount.com',
        TECHHIRE_TASKS_ROOT_URL: 'http://127.0.0.1:8082',
        TECHHIRE_QUEUE_WINDOW_MS: '0',
        TECHHIRE_PASS_SPACING_MS: '500',
        TECHHIRE_QUEUE_CONCURRENCY: '1',
        TECHHIRE_RECONCILE_AFTER_HOURS: '12',
        TECHHIRE_RECONCILE_SECONDS: '60',
        TECHHIRE_SHEETS_ACCOUNTS: 'one@x.iam.gserviceaccount.com, two@x.iam.gserviceaccount.com',
        TECHHIRE_CALLS_PER_ACCOUNT: '120',
        TECHHIRE_CALLS_PER_PROJECT: '600',
        TECHHIRE_WEBHOOK_TOLERANCE_SECONDS: '600',
        TECHHIRE_PUBLISHER_ORG: 'US-EIN-123456789',
        TECHHIRE_PUBLISHER_NAME: 'TechHire Ohio',
        TECHHIRE_PUBLISHER_TYPE: '22',
        TECHHIRE_360GIVING_PREFIX: '360G-techhire',
        TECHHIRE_LINK_DAYS: '30',
        TECHHIRE_RULES_OFF: ' seats-below-need, stage-order ',
        K_SERVICE: 'techhire-on-edit',
        TECHHIRE_METRICS: 'otlp',
        TECHHIRE_METRICS_URL: 'http://127.0.0.1:4318/v1/metrics',
        TECHHIRE_LOG_LEVEL: 'debug',
      }),
    ).toEqual({
      projectId: 'techhire-ohio',
      databaseId: 'plans',
      firestoreEmulatorHost: '127.0.0.1:8081',
      rootKeys: '/etc/secrets/root-keys',
      sheetsRootUrl: 'http://127.0.0.1:8080',
      publicUrl: 'http://127.0.0.1:8080/functions',
      driveRootUrl: 'http://127.0.0.1:8080',
      drivePush: 'off',
      leaseSeconds: 10,
      queueKind: 'cloud-tasks',
      tasksQueue: 'projects/techhire-ohio/locations/us-east5/queues/passes',
      tasksServiceAccount: 'passes@techhire-ohio.iam.gserviceaccount.com',
      tasksRootUrl: 'http://127.0.0.1:8082',
      queueWindowMs: 0,
      passSpacingMs: 500,
      queueConcurrency: 1,
      reconcileAfterHours: 12,
      reconcileSeconds: 60,
      sheetsAccounts: ['one@x.iam.gserviceaccount.com', 'two@x.iam.gserviceaccount.com'],
      callsPerAccount: 120,
      callsPerProject: 600,
      webhookToleranceSeconds: 600,
      publisherOrganization: 'US-EIN-123456789',
      publisherName: 'TechHire Ohio',
      publisherType: '22',
      grantPrefix: '360G-techhire',
      linkDays: 30,
      rulesOff: ['seats-below-need', 'stage-order'],
      serviceName: 'techhire-on-edit',
      metrics: 'otlp',
      metricsUrl: 'http://127.0.0.1:4318/v1/metrics',
      logLevel: 'debug',
    });
  });

  it('names everything that Cloud Tasks needs and that is not set', () => {
    expect(problemsOf({ ...project, TECHHIRE_QUEUE: 'cloud-tasks' })).toEqual([
      'TECHHIRE_TASKS_QUEUE is not set, and TECHHIRE_QUEUE is "cloud-tasks". The queue of Cloud Tasks. Set it to a path such as projects/techhire-ohio/locations/us-east5/queues/passes.',
      'TECHHIRE_TASKS_SERVICE_ACCOUNT is not set, and TECHHIRE_QUEUE is "cloud-tasks". The service account in whose name Cloud Tasks runs a pass, and nobody else may. Set it to an address such as passes@techhire-ohio.iam.gserviceaccount.com.',
      'TECHHIRE_PUBLIC_URL is not set, and TECHHIRE_QUEUE is "cloud-tasks". The address at which the functions are reached from outside. The functions’ names follow it, or stand in it in place of {function}, in lower case with hyphens: on-edit. Set it to an address such as https://us-east5-techhire-ohio.cloudfunctions.net/techhire-{function}, or leave it out where nothing outside calls.',
    ]);
  });

  it('wants the name of a publisher with its identifier', () => {
    expect(problemsOf({ ...project, TECHHIRE_PUBLISHER_ORG: 'US-EIN-123456789' })).toEqual([
      'TECHHIRE_PUBLISHER_NAME is not set, and TECHHIRE_PUBLISHER_ORG is "US-EIN-123456789". The name of that organization. Set it to the name as others know it.',
    ]);
  });

  it('runs no queue in a process that Cloud Run stops after each answer', () => {
    expect(problemsOf({ ...project, K_SERVICE: 'onedit' })).toEqual([
      'TECHHIRE_QUEUE is "memory", but on Cloud Run nothing runs after a request is answered, so no pass would. Set it to cloud-tasks.',
    ]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ ...project, TECHHIRE_LEASE_SECONDS: ' ', TECHHIRE_RULES_OFF: '' })).toEqual(
      readConfig(project),
    );
  });

  it('names a rule to be switched off that there is none of, and the one that was meant', () => {
    expect(problemsOf({ ...project, TECHHIRE_RULES_OFF: 'stage-order,seats-below-needs,Nonsense!' })).toEqual([
      'TECHHIRE_RULES_OFF is "stage-order,seats-below-needs,Nonsense!". There is no rule "seats-below-needs"; did you mean "seats-below-need"? There is no rule "Nonsense!". List codes as findings show them, for example seats-below-need,stage-order.',
    ]);
  });

  it('names every variable that does not do at once, each with what to type instead', () => {
    expect(
      problemsOf({ TECHHIRE_LEASE_SECONDS: '1', TECHHIRE_SHEETS_ROOT_URL: 'sheets', TECHHIRE_LOG_LEVEL: 'loud' }),
    ).toEqual([
      "GOOGLE_CLOUD_PROJECT is not set. The Google Cloud project that the functions run in and whose Firestore they use. Set it to the project's id, for example techhire-ohio: 6 to 30 lower-case letters, digits and hyphens.",
      'TECHHIRE_SHEETS_ROOT_URL is "sheets". Set it to an address such as http://127.0.0.1:8080, or leave it out for Google.',
      'TECHHIRE_LEASE_SECONDS is "1". Set it to a whole number of seconds from 5 to 540.',
      'TECHHIRE_LOG_LEVEL is "loud". Set it to debug, info, warn or error.',
    ]);
    expect(() => readConfig({})).toThrow(ConfigError);
  });

  it.each([
    ['GOOGLE_CLOUD_PROJECT', 'My Project'],
    ['FIRESTORE_EMULATOR_HOST', 'http://localhost:8081'],
    ['TECHHIRE_FIRESTORE_DATABASE', 'Plans'],
    ['TECHHIRE_PUBLIC_URL', 'ftp://example.org'],
    ['TECHHIRE_PUBLIC_URL', 'https://example.org/?a=1'],
    ['TECHHIRE_LEASE_SECONDS', '5.5'],
    ['TECHHIRE_QUEUE', 'redis'],
    ['TECHHIRE_QUEUE_WINDOW_MS', '-1'],
    ['TECHHIRE_QUEUE_CONCURRENCY', '0'],
    ['TECHHIRE_WEBHOOK_TOLERANCE_SECONDS', '1e3'],
    ['TECHHIRE_PUBLISHER_ORG', '123456789'],
    ['TECHHIRE_PUBLISHER_TYPE', '99'],
    ['TECHHIRE_360GIVING_PREFIX', 'techhire'],
    ['TECHHIRE_RULES_OFF', 'Not_A_Code'],
  ])('refuses %s=%s', (name, value) => {
    const [problem, ...others] = problemsOf({ ...project, [name]: value });
    expect(problem).toMatch(`${name} is ${JSON.stringify(value)}. `);
    expect(others).toEqual([]);
  });

  it('has a default that does for every setting but the project', () => {
    expect(Object.values(settings).filter((setting) => setting.default === null)).toEqual([settings.projectId]);
  });
});
