import * as z from 'zod';
import { ruleCodes } from './plan/checks/catalogue.ts';
import { nearestName } from './plan/text.ts';
import { OperatorError } from './watch/operator-error.ts';

/** One thing that whoever runs the planner can set: its environment variable, what it means, and how it is read. */
export interface Setting<T = unknown> {
  readonly env: string;
  /** For the reference page and for error messages. */
  readonly meaning: string;
  /** As it would be typed; null where there is none and the variable must be set. An empty variable counts as not set. */
  readonly default: string | null;
  /** What to type instead of a value that does not do. */
  readonly mend: string;
  readonly parse: z.ZodType<T, string>;
}

const setting = <T>(facts: Setting<T>): Setting<T> => facts;

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** An absolute http or https address, without the slash at its end. */
const address = () =>
  z
    .url({ protocol: /^https?$/ })
    .refine((url) => !/[?#]/.test(url))
    .transform((url) => url.replace(/\/+$/, ''));

const serviceAccount = () => z.string().regex(/^[a-z0-9-]{1,63}@[a-z0-9.-]+\.gserviceaccount\.com$/);

/** Unset: the feature behind it is off. */
const orNone = <T>(parse: z.ZodType<T, string>) => z.union([z.literal('').transform(() => null), parse]);

/** Which codes no rule has, each with the one that was probably meant. */
const unknownRules = (codes: readonly string[]): string =>
  codes
    .filter((code) => !ruleCodes.has(code))
    .map((code) => {
      const near = nearestName(code, [...ruleCodes]);
      return `There is no rule "${code}"${near === null ? '.' : `; did you mean "${near}"?`}`;
    })
    .join(' ');

/** Every setting, in the order in which the reference page shows them. Nothing else in functions/ reads the environment. */
export const settings = {
  projectId: setting({
    env: 'GOOGLE_CLOUD_PROJECT',
    meaning: 'The Google Cloud project that the functions run in and whose Firestore they use.',
    default: null,
    mend: "Set it to the project's id, for example techhire-ohio: 6 to 30 lower-case letters, digits and hyphens.",
    parse: z.string().regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
  }),
  databaseId: setting({
    env: 'TECHHIRE_FIRESTORE_DATABASE',
    meaning: 'The Firestore database of that project.',
    default: '(default)',
    mend: 'Set it to the id of a database in Native mode, or leave it out for (default).',
    parse: z.string().regex(/^(\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/),
  }),
  firestoreEmulatorHost: setting({
    env: 'FIRESTORE_EMULATOR_HOST',
    meaning: "A Firestore server to use instead of Google's: the embedded one, or Google's emulator.",
    default: '',
    mend: 'Set it to host:port, for example 127.0.0.1:8081, or leave it out.',
    parse: orNone(z.string().regex(/^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):\d{1,5}$/)),
  }),
  rootKeys: setting({
    env: 'TECHHIRE_ROOT_KEYS',
    meaning:
      'Where the root keys are, which seal the signing keys in Firestore: a file, or a secret of Secret Manager. Unset: signing keys are kept as they are, which in Google Cloud is refused.',
    default: '',
    mend: 'Set it to a path such as /etc/secrets/root-keys, or to projects/techhire-ohio/secrets/techhire-root-keys.',
    parse: orNone(z.string().max(1000)),
  }),
  sheetsRootUrl: setting({
    env: 'TECHHIRE_SHEETS_ROOT_URL',
    meaning: 'The address under which the Sheets API answers at /v4.',
    default: 'https://sheets.googleapis.com',
    mend: 'Set it to an address such as http://127.0.0.1:8080, or leave it out for Google.',
    parse: address(),
  }),
  publicUrl: setting({
    env: 'TECHHIRE_PUBLIC_URL',
    meaning:
      'The address at which the functions are reached from outside. The functions’ names follow it, or stand in it in place of {function}, in lower case with hyphens: on-edit.',
    default: '',
    mend: 'Set it to an address such as https://us-east5-techhire-ohio.cloudfunctions.net/techhire-{function}, or leave it out where nothing outside calls.',
    parse: orNone(address()),
  }),
  driveRootUrl: setting({
    env: 'TECHHIRE_DRIVE_ROOT_URL',
    meaning: 'The address under which the Drive API answers at /drive/v3.',
    default: 'https://www.googleapis.com',
    mend: 'Set it to an address such as http://127.0.0.1:8080, or leave it out for Google.',
    parse: address(),
  }),
  drivePush: setting({
    env: 'TECHHIRE_DRIVE_PUSH',
    meaning:
      'Whether Google Drive may tell of edits in sheets without the bound script, for which npm run drive-push has turned it on. It tells the function onDriveChange, at TECHHIRE_PUBLIC_URL.',
    default: 'on',
    mend: 'Set it to on or off.',
    parse: z.enum(['on', 'off']),
  }),
  leaseSeconds: setting({
    env: 'TECHHIRE_LEASE_SECONDS',
    meaning: 'How long a pass may hold its sheet without renewing; after a crash the sheet waits this long.',
    default: '60',
    mend: 'Set it to a whole number of seconds from 5 to 540.',
    parse: wholeNumber(5, 540),
  }),
  queueKind: setting({
    env: 'TECHHIRE_QUEUE',
    meaning:
      'Where edits wait for their pass. memory: in this process, taken up again from Firestore after a restart. cloud-tasks: in Google Cloud.',
    default: 'memory',
    mend: 'Set it to memory or cloud-tasks.',
    parse: z.enum(['memory', 'cloud-tasks']),
  }),
  tasksQueue: setting({
    env: 'TECHHIRE_TASKS_QUEUE',
    meaning: 'The queue of Cloud Tasks.',
    default: '',
    mend: 'Set it to a path such as projects/techhire-ohio/locations/us-east5/queues/passes.',
    parse: orNone(z.string().regex(/^projects\/[\w:.-]+\/locations\/[\w-]+\/queues\/[A-Za-z0-9-]{1,100}$/)),
  }),
  tasksServiceAccount: setting({
    env: 'TECHHIRE_TASKS_SERVICE_ACCOUNT',
    meaning: 'The service account in whose name Cloud Tasks runs a pass, and nobody else may.',
    default: '',
    mend: 'Set it to an address such as passes@techhire-ohio.iam.gserviceaccount.com.',
    parse: orNone(serviceAccount()),
  }),
  tasksRootUrl: setting({
    env: 'TECHHIRE_TASKS_ROOT_URL',
    meaning:
      'The address under which Cloud Tasks answers at /v2; another than Google’s shows at /certs the keys that it signs with.',
    default: 'https://cloudtasks.googleapis.com',
    mend: 'Leave it out for Google.',
    parse: address(),
  }),
  queueWindowMs: setting({
    env: 'TECHHIRE_QUEUE_WINDOW_MS',
    meaning: 'How long after an edit its pass begins; further edits of that sheet within this time share the pass.',
    default: '150',
    mend: 'Set it to a whole number of milliseconds from 0 to 60000.',
    parse: wholeNumber(0, 60_000),
  }),
  passSpacingMs: setting({
    env: 'TECHHIRE_PASS_SPACING_MS',
    meaning: 'How far apart passes of one sheet begin at least, while people type on and on.',
    default: '1000',
    mend: 'Set it to a whole number of milliseconds from 0 to 60000.',
    parse: wholeNumber(0, 60_000),
  }),
  queueConcurrency: setting({
    env: 'TECHHIRE_QUEUE_CONCURRENCY',
    meaning: 'How many sheets are worked on at the same time.',
    default: '4',
    mend: 'Set it to a whole number from 1 to 100.',
    parse: wholeNumber(1, 100),
  }),
  reconcileAfterHours: setting({
    env: 'TECHHIRE_RECONCILE_AFTER_HOURS',
    meaning: 'How long after its last pass a sheet is looked at again though nobody has told of an edit.',
    default: '6',
    mend: 'Set it to a whole number of hours from 1 to 168.',
    parse: wholeNumber(1, 168),
  }),
  reconcileSeconds: setting({
    env: 'TECHHIRE_RECONCILE_SECONDS',
    meaning: 'For how long one run of reconcile begins passes; the next run goes on where it stopped.',
    default: '240',
    mend: 'Set it to a whole number of seconds from 1 to 400: the pass that is under way then has to end before the function does.',
    parse: wholeNumber(1, 400),
  }),
  sheetsAccounts: setting({
    env: 'TECHHIRE_SHEETS_ACCOUNTS',
    meaning:
      'Service accounts that read and write sheets beside the functions’ own, with commas between them. A sheet that is connected from now on is given to the one with the fewest, and must be shared with it.',
    default: '',
    mend: 'List addresses such as sheets-1@techhire-ohio.iam.gserviceaccount.com.',
    parse: z
      .string()
      .transform((list) => list.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(serviceAccount())),
  }),
  callsPerAccount: setting({
    env: 'TECHHIRE_CALLS_PER_ACCOUNT',
    meaning: "How many reads, and as many writes, Google's quota allows each account a minute.",
    default: '60',
    mend: 'Set it to a whole number from 2 to 100000.',
    parse: wholeNumber(2, 100_000),
  }),
  callsPerProject: setting({
    env: 'TECHHIRE_CALLS_PER_PROJECT',
    meaning:
      "How many reads, and as many writes, Google's quota allows the project a minute. Each account gets an equal part.",
    default: '300',
    mend: 'Set it to a whole number from 2 to 1000000.',
    parse: wholeNumber(2, 1_000_000),
  }),
  webhookToleranceSeconds: setting({
    env: 'TECHHIRE_WEBHOOK_TOLERANCE_SECONDS',
    meaning: 'How old or how far ahead a signed message may be.',
    default: '300',
    mend: 'Set it to a whole number of seconds from 30 to 3600.',
    parse: wholeNumber(30, 3600),
  }),
  publisherOrganization: setting({
    env: 'TECHHIRE_PUBLISHER_ORG',
    meaning:
      'The organization that publishes rollups in the forms of IATI and 360Giving, by its identifier on org-id.guide.',
    default: '',
    mend: 'Set it to a list’s code and the number on it, such as US-EIN-123456789; leave it out where nobody asks for these forms.',
    parse: orNone(z.string().regex(/^[A-Z]{2,3}(-[A-Z0-9]+)?-[A-Za-z0-9.]+$/)),
  }),
  publisherName: setting({
    env: 'TECHHIRE_PUBLISHER_NAME',
    meaning: 'The name of that organization.',
    default: '',
    mend: 'Set it to the name as others know it.',
    parse: orNone(z.string().max(200)),
  }),
  publisherType: setting({
    env: 'TECHHIRE_PUBLISHER_TYPE',
    meaning: 'What that organization is, as a code of IATI’s list OrganisationType.',
    default: '90',
    mend: 'Set it to 10 (government), 11 (local government), 15 (other public sector), 22 (national NGO), 23 (regional NGO), 60 (foundation), 70 (private sector), 80 (academic) or 90 (other).',
    parse: z.enum(['10', '11', '15', '22', '23', '60', '70', '80', '90']),
  }),
  grantPrefix: setting({
    env: 'TECHHIRE_360GIVING_PREFIX',
    meaning: 'With which the identifiers of grants begin in the form of 360Giving, which gives it out to publishers.',
    default: '',
    mend: 'Set it to the prefix, such as 360G-techhire.',
    parse: orNone(z.string().regex(/^360G-[A-Za-z0-9]+$/)),
  }),
  linkDays: setting({
    env: 'TECHHIRE_LINK_DAYS',
    meaning: 'How long a link works that a coordinator makes from the sheet by TechHire > Share with a funder.',
    default: '90',
    mend: 'Set it to a whole number of days from 1 to 730.',
    parse: wholeNumber(1, 730),
  }),
  rulesOff: setting({
    env: 'TECHHIRE_RULES_OFF',
    meaning: 'Codes of checks that this installation does not want, with commas between them.',
    default: '',
    mend: 'List codes as findings show them, for example seats-below-need,stage-order.',
    parse: z
      .string()
      .transform((list) => list.split(/[\s,]+/).filter(Boolean))
      .refine(
        (codes) => codes.every((code) => ruleCodes.has(code)),
        // Named, so that nobody looks for it among many.
        { error: ({ input }) => unknownRules(input as string[]) },
      ),
  }),
  serviceName: setting({
    env: 'K_SERVICE',
    meaning: 'What metrics call this process. Cloud Run sets it.',
    default: '',
    mend: 'Leave it out.',
    parse: orNone(z.string().max(100)),
  }),
  metrics: setting({
    env: 'TECHHIRE_METRICS',
    meaning:
      'Where counts and durations go. off: nowhere. terminal: to the output, for a look. otlp: to a server that speaks OpenTelemetry’s protocol.',
    default: 'off',
    mend: 'Set it to off, terminal or otlp.',
    parse: z.enum(['off', 'terminal', 'otlp']),
  }),
  metricsUrl: setting({
    env: 'TECHHIRE_METRICS_URL',
    meaning:
      'The server that takes metrics as OTLP over HTTP. Google’s files them in Cloud Monitoring; the functions’ accounts need the role Monitoring Metric Writer. Any other is asked without credentials.',
    default: 'https://telemetry.googleapis.com/v1/metrics',
    mend: 'Set it to an address such as http://127.0.0.1:4318/v1/metrics, or leave it out for Google.',
    parse: address(),
  }),
  logLevel: setting({
    env: 'TECHHIRE_LOG_LEVEL',
    meaning: 'The least important lines that are still logged.',
    default: 'info',
    mend: 'Set it to debug, info, warn or error.',
    parse: z.enum(['debug', 'info', 'warn', 'error']),
  }),
} as const;

export type Config = {
  readonly [Name in keyof typeof settings]: (typeof settings)[Name] extends Setting<infer T> ? T : never;
};

/**
 * Reads every setting at once.
 *
 * @throws ConfigError naming every variable that does not do, so that nobody mends them one start at a time
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const config: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, each] of Object.entries<Setting>(settings)) {
    const given = env[each.env]?.trim() || null;
    const text = given ?? each.default;
    if (text === null) {
      problems.push(`${each.env} is not set. ${each.meaning} ${each.mend}`);
      continue;
    }
    const parsed = each.parse.safeParse(text);
    if (parsed.success) config[name] = parsed.data;
    else {
      const why = parsed.error.issues.map((issue) => (issue.code === 'custom' ? `${issue.message} ` : '')).join('');
      problems.push(`${each.env} is ${JSON.stringify(text)}. ${why}${each.mend}`);
    }
  }
  if (problems.length === 0) problems.push(...contradictions(config as Config, env));
  if (problems.length > 0) throw new ConfigError(problems);
  return config as Config;
};

/** What is wrong with settings that are right each by itself. */
const contradictions = (config: Config, env: Readonly<Record<string, string | undefined>>): string[] => {
  const { queueKind, tasksQueue, tasksServiceAccount, publicUrl, publisherOrganization, publisherName } = settings;
  // Cloud Run sets this in every container: https://cloud.google.com/run/docs/container-contract
  if (config.queueKind === 'memory' && env.K_SERVICE)
    return [
      `${queueKind.env} is "memory", but on Cloud Run nothing runs after a request is answered, so no pass would. Set it to cloud-tasks.`,
    ];
  return [
    ...(config.queueKind === 'memory'
      ? []
      : [
          ...(config.tasksQueue === null ? [tasksQueue] : []),
          ...(config.tasksServiceAccount === null ? [tasksServiceAccount] : []),
          ...(config.publicUrl === null ? [publicUrl] : []),
        ].map((missing) => isMissing(missing, queueKind, 'cloud-tasks'))),
    ...(config.publisherOrganization !== null && config.publisherName === null
      ? [isMissing(publisherName, publisherOrganization, config.publisherOrganization)]
      : []),
  ];
};

const isMissing = (missing: Setting, because: Setting, value: string): string =>
  `${missing.env} is not set, and ${because.env} is "${value}". ${missing.meaning} ${missing.mend}`;

export class ConfigError extends OperatorError {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super('config', `The settings do not do:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}
