import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type AuthClient, GoogleAuth, PassThroughClient } from 'google-auth-library';
import { retryDelayMs } from '../sheet/retry-delay.ts';
import { OperatorError } from '../watch/operator-error.ts';
import type { EditQueue } from './queue.ts';

export interface CloudTasksOptions {
  /** Without a slash at its end; another than Google's is a server that asks for no credentials. */
  rootUrl: string;
  /** `projects/P/locations/L/queues/Q` */
  queue: string;
  /** What runs a pass: the address of the function runPass, which is also the audience of the token that it is called with. */
  passUrl: string;
  /** Whose token that is. */
  serviceAccount: string;
  /** Tasks of a sheet that fall into the same stretch of time are one. */
  windowMs: number;
  /** Sheets that owe a pass. */
  owing: () => Promise<string[]>;
  now: () => number;
  random: () => number;
}

export const CLOUD_TASKS_ROOT_URL = 'https://cloudtasks.googleapis.com';

/**
 * The queue in Google Cloud. It is asked over REST by the client that is loaded for Google's APIs anyway: the library for Cloud Tasks would
 * make a function that starts 0.2 s slower and 43 MB larger, for two calls.
 *
 * A task's name is made of its sheet and of the stretch of time at whose end it is to run, so that edits of the same moment share one task:
 * Google creates a second one of the same name only an hour after the first has ended.
 * https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks/create
 *
 * Google runs a task again until it is answered with 2xx, as the queue's retryConfig says. A task may come twice, late, and after a later one.
 */
export const cloudTasksQueue = (options: CloudTasksOptions): EditQueue => {
  const { rootUrl, queue, windowMs, now } = options;
  let auth: Promise<AuthClient> | undefined;
  const client = (): Promise<AuthClient> => {
    auth ??= rootUrl === CLOUD_TASKS_ROOT_URL ? googleClient() : Promise.resolve(new PassThroughClient());
    return auth;
  };

  /** @returns the status, 200 or one that its caller can use */
  const ask = async (method: 'GET' | 'POST', path: string, data?: object): Promise<number> => {
    for (let attempt = 1; ; attempt++) {
      const status = await statusOf(
        (await client()).request({
          url: `${rootUrl}/v2/${path}`,
          method,
          ...(data ? { data } : {}),
          timeout: CALL_TIMEOUT_MS,
          retry: false,
          validateStatus: () => true,
        }),
      );
      if (status !== null && status !== 429 && status < 500) return status;
      // Asking again is safe: a task that was created after all is there under its name.
      if (attempt === ATTEMPTS) throw new CloudTasksError(method, queue, status);
      await wait(retryDelayMs(attempt, { firstRetryMs: 100, longestRetryMs: 1_000 }, options.random()));
    }
  };

  const enqueue = async (spreadsheetId: string, delayMs = 0): Promise<void> => {
    const first = Math.floor((now() + delayMs) / windowMs);
    for (let window = first; window < first + WINDOWS; window++) {
      const name = `${queue}/tasks/${taskId(spreadsheetId, window)}`;
      const task = taskAt((window + 1) * windowMs, name, spreadsheetId, options);
      const created = await ask('POST', `${queue}/tasks`, { task });
      if (created === 200) return;
      if (created !== 409) throw new CloudTasksError('POST', queue, created);
      // One that waits or runs stands for this edit too: the edit is counted, and a pass that misses it owes another. One that has ended
      // leaves its name behind, and if clocks differ its stretch of time may not be over here.
      const found = await ask('GET', name);
      if (found === 200) return;
      if (found !== 404) throw new CloudTasksError('GET', queue, found);
    }
    throw new OperatorError(
      'tasks.clock',
      `Cannot queue ${spreadsheetId}: the tasks of its next ${WINDOWS} windows have all run. Compare the clocks.`,
    );
  };

  return {
    enqueue,
    recover: async () => {
      const owing = await options.owing();
      for (const spreadsheetId of owing) await enqueue(spreadsheetId);
      return owing.length;
    },
    close: async () => undefined,
  };
};

/** A call to Cloud Tasks that failed, and what an operator can do. */
class CloudTasksError extends OperatorError {
  override name = 'CloudTasksError';
  constructor(method: string, queue: string, status: number | null) {
    const mend =
      status === 403
        ? "Give the functions' service account the roles Cloud Tasks Enqueuer and Viewer on the queue, and Service Account User on the tasks' account."
        : status === 404
          ? 'There is no such queue. Create it, or correct TECHHIRE_TASKS_QUEUE.'
          : 'The sender is asked to send its message again.';
    super(
      `tasks.${status ?? 'no-answer'}`,
      `Cannot ${method === 'GET' ? 'look for a task in' : 'put a task into'} ${queue}: ${status === null ? 'no answer' : `${status} from Cloud Tasks`}. ${mend}`,
    );
  }
}

const CALL_TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;

/** How many names are tried; by more than these no two clocks of Google's machines differ. */
const WINDOWS = 3;

/** Longer than a pass that reads a large sheet and waits for Google. Allowed are 15 s to 30 min. */
const DISPATCH_DEADLINE = '180s';

/** Ids without an order: those that count up make Cloud Tasks slow. */
const taskId = (spreadsheetId: string, window: number): string =>
  createHash('sha256').update(`${spreadsheetId} ${window}`).digest('base64url');

const taskAt = (
  atMs: number,
  name: string,
  spreadsheetId: string,
  { passUrl, serviceAccount }: CloudTasksOptions,
): object => ({
  name,
  scheduleTime: new Date(atMs).toISOString(),
  dispatchDeadline: DISPATCH_DEADLINE,
  httpRequest: {
    url: passUrl,
    httpMethod: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from(JSON.stringify({ spreadsheetId })).toString('base64'),
    oidcToken: { serviceAccountEmail: serviceAccount, audience: passUrl },
  },
});

const googleClient = (): Promise<AuthClient> =>
  new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-tasks'] }).getClient();

/** @returns null where no answer came */
const statusOf = (answer: Promise<{ status: number }>): Promise<number | null> =>
  answer.then(
    ({ status }) => status,
    () => null,
  );
