import { parseArgs } from 'node:util';
import { settings } from '../../functions/config.ts';

/** What is deployed, and where. */
export interface DeployOptions {
  project: string;
  region: string;
  /** Firestore's place: a region, or nam5 or eur3 for several at once. */
  firestoreLocation: string;
  sheetAccounts: number;
  /** Reads, and as many writes, a minute, as Google has granted the project. */
  callsPerProject: number;
  alertEmail: string | null;
  billingAccount: string | null;
  monthlyBudgetDollars: number;
  /** Who publishes rollups in the forms of IATI and 360Giving; null where nobody does. */
  publisher: DeployedPublisher | null;
  /** Only shows the steps. */
  dryRun: boolean;
  /** Terraform does not ask before it changes anything. */
  yes: boolean;
}

/** The settings TECHHIRE_PUBLISHER_* and TECHHIRE_360GIVING_PREFIX. */
export interface DeployedPublisher {
  organization: string;
  name: string;
  type: string;
  grantPrefix: string | null;
}

/** What keeps a deployment from being begun or ended, said so that the next try is right. */
export class DeployError extends Error {}

export const usage = `Sets up TechHire Planner in a Google Cloud project, or brings it up to date. Running it twice changes nothing the second time.

  npm run deploy -- --project P --region R [--dry-run | --yes]

  --project P              id of a project that holds nothing else, for example techhire-ohio
  --region R               where the functions run, for example us-east5
  --firestore-location L   where the data is kept: a region, nam5 or eur3; the region where left out. It cannot be changed later
  --sheet-accounts N       service accounts that spreadsheets are shared with, 1 where left out; each brings 60 reads and 60 writes a minute
  --calls-per-project Q    reads, and as many writes, that the Sheets API allows the project a minute: 300 until Google grants more
  --alert-email E          who is told when passes fail or edits wait too long
  --billing-account B      for the budget's alert, for example 012345-6789AB-CDEF01; "gcloud billing accounts list" shows it
  --budget D               dollars a month, 50 where left out; nothing is switched off when they are spent
  --publisher-org ID       your organization's identifier on org-id.guide, such as US-EIN-123456789, for rollups in the forms of IATI and 360Giving
  --publisher-name NAME    its name, as others know it
  --publisher-type CODE    what it is, by IATI's list OrganisationType, such as 22 for a national NGO; 90, other, where left out
  --360giving-prefix P     with which the identifiers of grants begin, such as 360G-techhire; 360Giving gives it out
  --dry-run                prints every step as it would be typed, and runs none
  --yes                    does not ask before anything is changed

It needs gcloud (signed in: gcloud auth login) and Terraform 1.9 or newer.`;

/** @throws DeployError naming what is wrong and what to type instead */
export const readOptions = (args: readonly string[]): DeployOptions | 'help' => {
  const values = flagsOf(args);
  if (values.help) return 'help';
  const project = required(values.project, '--project', 'the id of a Google Cloud project, for example techhire-ohio');
  const region = required(values.region, '--region', 'a region of Google Cloud, for example us-east5');
  if (values['dry-run'] && values.yes) throw new DeployError('--dry-run and --yes contradict each other.');
  return {
    project: checked(
      project,
      '--project',
      /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
      '6 to 30 lower-case letters, digits and hyphens',
    ),
    region: checked(region, '--region', /^[a-z]+-[a-z]+[0-9]{1,2}$/, 'a region such as us-east5'),
    firestoreLocation: checked(
      values['firestore-location'] ?? region,
      '--firestore-location',
      /^([a-z]+-[a-z]+[0-9]{1,2}|nam5|eur3)$/,
      'a region such as us-east5, or nam5, or eur3',
    ),
    sheetAccounts: wholeNumber(values['sheet-accounts'] ?? '1', '--sheet-accounts', 1, 100),
    callsPerProject: wholeNumber(values['calls-per-project'] ?? '300', '--calls-per-project', 2, 1_000_000),
    alertEmail:
      values['alert-email'] === undefined
        ? null
        : checked(
            values['alert-email'],
            '--alert-email',
            /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
            'an address such as ops@techhire.example',
          ),
    billingAccount:
      values['billing-account'] === undefined
        ? null
        : checked(
            values['billing-account'],
            '--billing-account',
            /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/,
            'three groups of six, such as 012345-6789AB-CDEF01',
          ),
    monthlyBudgetDollars: wholeNumber(values.budget ?? '50', '--budget', 1, 10_000_000),
    publisher: publisherOf(values),
    dryRun: values['dry-run'] ?? false,
    yes: values.yes ?? false,
  };
};

const flagsOf = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        project: { type: 'string' },
        region: { type: 'string' },
        'firestore-location': { type: 'string' },
        'sheet-accounts': { type: 'string' },
        'calls-per-project': { type: 'string' },
        'alert-email': { type: 'string' },
        'billing-account': { type: 'string' },
        budget: { type: 'string' },
        'publisher-org': { type: 'string' },
        'publisher-name': { type: 'string' },
        'publisher-type': { type: 'string' },
        '360giving-prefix': { type: 'string' },
        'dry-run': { type: 'boolean' },
        yes: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new DeployError(`${(error as Error).message}\n\n${usage}`);
  }
};

const publisherFlags = {
  'publisher-org': settings.publisherOrganization,
  'publisher-name': settings.publisherName,
  'publisher-type': settings.publisherType,
  '360giving-prefix': settings.grantPrefix,
};

/** As the functions will read them, so that none of them stops a function that is deployed. */
const publisherOf = (values: { [Flag in keyof typeof publisherFlags]?: string }): DeployedPublisher | null => {
  for (const [flag, { parse, mend }] of Object.entries(publisherFlags)) {
    const value = values[flag as keyof typeof publisherFlags];
    if (value !== undefined && !(value !== '' && parse.safeParse(value).success))
      throw new DeployError(`--${flag} is "${value}". ${mend}`);
  }
  const { 'publisher-org': organization, 'publisher-name': name, ...others } = values;
  if (organization !== undefined && name !== undefined)
    return {
      organization,
      name,
      type: others['publisher-type'] ?? settings.publisherType.default!,
      grantPrefix: others['360giving-prefix'] ?? null,
    };
  const given = Object.keys(publisherFlags).find((flag) => values[flag as keyof typeof publisherFlags] !== undefined);
  if (given === undefined) return null;
  throw new DeployError(`--${given} is not enough: give --publisher-org and --publisher-name.`);
};

const required = (value: string | undefined, flag: string, meaning: string): string => {
  if (value === undefined || value === '') throw new DeployError(`${flag} is missing: ${meaning}.\n\n${usage}`);
  return value;
};

const checked = (value: string, flag: string, form: RegExp, meaning: string): string => {
  if (!form.test(value)) throw new DeployError(`${flag} is "${value}". Give it ${meaning}.`);
  return value;
};

const wholeNumber = (value: string, flag: string, least: number, most: number): number => {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new DeployError(`${flag} is "${value}". Give it a whole number from ${least} to ${most}.`);
  return number;
};
