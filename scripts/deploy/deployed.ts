import type { FunctionName } from '../../functions/function-names.ts';
import { deployedName } from '../../functions/planner/addresses.ts';

/** What a deployment consists of, as scripts/deploy/terraform sets it up, for those who look for it. A test holds the two against each other. */

/** The secret that holds the deployment's root keys, and holds them alone. */
export const rootKeySecretId = 'techhire-root-keys';

/** As Secret Manager names it. */
export const rootKeySecretName = (project: string): string => `projects/${project}/secrets/${rootKeySecretId}`;

export const queueName = (project: string, region: string): string =>
  `projects/${project}/locations/${region}/queues/techhire-passes`;

/** The schedule of `reconcile`. */
export const jobName = (project: string, region: string): string =>
  `projects/${project}/locations/${region}/jobs/techhire-reconcile`;

/** A function's name in the cloud, and the id of its account. */
export const serviceId = (name: FunctionName): string => `techhire-${deployedName(name)}`;

/** The account in whose name the queue and the schedule call. */
export const queueAccount = (project: string): string => accountAddress('techhire-queue', project);

export const functionAccount = (name: FunctionName, project: string): string =>
  accountAddress(serviceId(name), project);

const accountAddress = (id: string, project: string): string => `${id}@${project}.iam.gserviceaccount.com`;

/** What a function may do. */
export interface FunctionRights {
  /** Anybody may call it: it checks signatures or links itself. */
  public: boolean;
  /** Its role in Firestore. */
  firestore: 'roles/datastore.user' | 'roles/datastore.viewer';
  /** Puts sheets into the queue, and looks at them there. */
  queues: boolean;
  /** Speaks for the accounts that sheets are shared with. */
  sheets: boolean;
  /** Reads the root keys. */
  keys: boolean;
}

const writes = 'roles/datastore.user';

export const functionRights: Readonly<Record<FunctionName, FunctionRights>> = {
  onEdit: { public: true, firestore: writes, queues: true, sheets: false, keys: true },
  onDriveChange: { public: true, firestore: writes, queues: true, sheets: true, keys: false },
  connect: { public: true, firestore: writes, queues: true, sheets: true, keys: true },
  repair: { public: true, firestore: writes, queues: true, sheets: true, keys: true },
  share: { public: true, firestore: writes, queues: false, sheets: false, keys: true },
  runPass: { public: false, firestore: writes, queues: true, sheets: true, keys: false },
  reconcile: { public: false, firestore: writes, queues: true, sheets: true, keys: false },
  rollup: { public: true, firestore: writes, queues: false, sheets: false, keys: true },
  health: { public: false, firestore: 'roles/datastore.viewer', queues: false, sheets: false, keys: false },
};

/** What the project has switched on. */
export const apis = [
  'artifactregistry.googleapis.com',
  'cloudbuild.googleapis.com',
  'cloudfunctions.googleapis.com',
  'cloudscheduler.googleapis.com',
  'cloudtasks.googleapis.com',
  'drive.googleapis.com',
  'firebaserules.googleapis.com',
  'firestore.googleapis.com',
  'iam.googleapis.com',
  'iamcredentials.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
  'run.googleapis.com',
  'script.googleapis.com',
  'secretmanager.googleapis.com',
  'sheets.googleapis.com',
  'telemetry.googleapis.com',
] as const;

/** Fields, as `collection.field`, by whose time the database forgets documents. */
export const expiringFields = [
  'downloads.forgetAt',
  'invitations.expiresAt',
  'links.forgetAt',
  'messages.rememberUntil',
  'openWrites.keepUntil',
] as const;

/** Fields, as `collection.field`, that queries ask for in collections where nothing else is indexed. */
export const searchedFields = [
  'history.revision',
  'summaries.community.states',
  'summaries.communityId',
  'summaries.funders',
  'summaries.year',
  'told.isSum',
  'told.year',
] as const;
