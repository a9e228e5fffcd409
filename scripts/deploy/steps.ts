import { rootKeySecretId } from './deployed.ts';
import type { DeployOptions } from './options.ts';

/** One command of a deployment. */
export interface Step {
  /** What it is for, as a person reads it. */
  title: string;
  command: Command;
  /** What this one prints is the input of `command`, and is seen and kept by nothing in between. */
  input?: Command;
  /** Where this command succeeds, what the step makes is there already and the step is left out. */
  unless?: Command;
}

export interface Command {
  program: 'gcloud' | 'terraform' | 'npm';
  words: readonly string[];
}

export interface Folders {
  /** The Terraform files. */
  terraform: string;
  /** Where the functions' archives are built. */
  bundles: string;
  /** Where the variables for Terraform are written. */
  variables: string;
}

/** The bucket with Terraform's state; bucket names are unique in the world, and so is a project's id. */
export const stateBucket = (project: string): string => `${project}-techhire-state`;

/**
 * Every step in order. All but the bucket for its own state and the root key is Terraform's: it knows what is there already, so a second run
 * changes nothing, and a run that broke off is taken up by the next.
 */
export const deploymentSteps = (options: DeployOptions, folders: Folders): Step[] => {
  const { project, region } = options;
  const bucket = `gs://${stateBucket(project)}`;
  const ofProject = [`--project=${project}`];
  const inFolder = `-chdir=${folders.terraform}`;
  return [
    {
      title: 'See that the project is there and that you may change it',
      command: gcloud('projects', 'describe', project, '--format=value(projectNumber)'),
    },
    {
      title: 'Switch on what Terraform needs to switch on the rest',
      command: gcloud(
        'services',
        'enable',
        'cloudresourcemanager.googleapis.com',
        'secretmanager.googleapis.com',
        'serviceusage.googleapis.com',
        'storage.googleapis.com',
        ...ofProject,
      ),
    },
    {
      title: 'Make the bucket for Terraform’s state, which cannot lie in what Terraform makes',
      unless: gcloud('storage', 'buckets', 'describe', bucket, '--format=value(name)', ...ofProject),
      command: gcloud(
        'storage',
        'buckets',
        'create',
        bucket,
        `--location=${region}`,
        '--uniform-bucket-level-access',
        '--public-access-prevention',
        ...ofProject,
      ),
    },
    {
      title: 'Keep every version of the state, so that a damaged one can be brought back',
      command: gcloud('storage', 'buckets', 'update', bucket, '--versioning', ...ofProject),
    },
    {
      title: 'Make the secret for the root keys, which seal the signing keys in Firestore',
      unless: gcloud('secrets', 'describe', rootKeySecretId, '--format=value(name)', ...ofProject),
      command: gcloud('secrets', 'create', rootKeySecretId, '--replication-policy=automatic', ...ofProject),
    },
    {
      title: 'Make the first root key; not by Terraform, whose state would show it',
      unless: gcloud('secrets', 'versions', 'describe', 'latest', `--secret=${rootKeySecretId}`, ...ofProject),
      input: { program: 'npm', words: ['run', '--silent', 'new-root-key'] },
      command: gcloud('secrets', 'versions', 'add', rootKeySecretId, '--data-file=-', ...ofProject),
    },
    {
      title: 'Build each function into one file',
      command: { program: 'npm', words: ['run', '--silent', 'bundle', '--', '--out', folders.bundles] },
    },
    {
      title: 'Fetch Google’s Terraform provider and the state',
      command: terraform(
        inFolder,
        'init',
        '-input=false',
        '-reconfigure',
        `-backend-config=bucket=${stateBucket(project)}`,
      ),
    },
    {
      title: 'Set up everything, or change what has changed',
      command: terraform(
        inFolder,
        'apply',
        `-var-file=${folders.variables}`,
        ...(options.yes ? ['-input=false', '-auto-approve'] : []),
      ),
    },
  ];
};

/** The values of scripts/deploy/terraform/variables.tf. */
export const terraformVariables = (options: DeployOptions, folders: Folders): Record<string, unknown> => ({
  project: options.project,
  region: options.region,
  firestore_location: options.firestoreLocation,
  bundles: folders.bundles,
  sheet_accounts: options.sheetAccounts,
  calls_per_project: options.callsPerProject,
  root_key_secret: rootKeySecretId,
  alert_email: options.alertEmail,
  billing_account: options.billingAccount,
  monthly_budget_dollars: options.monthlyBudgetDollars,
  publisher: options.publisher && {
    organization: options.publisher.organization,
    name: options.publisher.name,
    type: options.publisher.type,
    grant_prefix: options.publisher.grantPrefix,
  },
});

/** A step as it would be typed into a shell. */
export const stepLine = ({ command, input, unless }: Step): string => {
  const line = input ? `${shellLine(input)} | ${shellLine(command)}` : shellLine(command);
  return unless ? `${shellLine(unless)} || ${line}` : line;
};

export const shellLine = ({ program, words }: Command): string => [program, ...words.map(quoted)].join(' ');

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

const gcloud = (...words: string[]): Command => ({ program: 'gcloud', words });
const terraform = (...words: string[]): Command => ({ program: 'terraform', words });
