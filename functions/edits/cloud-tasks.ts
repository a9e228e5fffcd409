import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type AuthClient, GoogleAuth, PassThroughClient } from 'google-auth-library';
import { retryDelayMs } from '../sheet/retry-delay.ts';
import type { EndedCall } from '../watch/calls.ts';
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
  /** How long after an edit its pass begins; further edits within this time share it. */
  windowMs: number;
  /** Passes of one sheet begin this far apart on average: there is one task a sheet in each stretch of time of this length. */
  spacingMs: number;
  /** Sheets that owe a pass. */
  owing: () => Promise<string[]>;
  now: () => number;
  random: () => number;
  onCall?: (call: EndedCall) => void;
}

export const CLOUD_TASKS_ROOT_URL = 'https://cloudtasks.googleapis.com';

/**
 * The queue in Google Cloud. It is asked over REST by the client that is loaded for Google's APIs anyway: the library for Cloud Tasks would
 * make a function that starts 0.2 s slower and 43 MB larger, for two calls.
 *
 * A task's name is made of its sheet and of the stretch of time in which it is to run, so that there is one in each: Google creates a second
 * one of the same name only an hour after the first has ended. What is done for an edit depends on the task of its stretch:
 *
 * | there is               | the edit                                                                                           |
 * | ---------------------- | -------------------------------------------------------------------------------------------------- |
 * | none                   | makes one, which runs as soon as the window is over                                                |
 * | one that waits         | shares it                                                                                          |
 * | one that was sent      | is perhaps too late for its pass, so it makes or shares the one that runs when the next stretch begins |
 *
 * https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks/create
 *
 * Google runs a task again until it is answered with 2xx, as the queue's retryConfig says. A task may come twice, late, and after a later one.
 */
export const cloudTasksQueue = (options: CloudTasksOptions): EditQueue => {
  const { rootUrl, queue, windowMs, spacingMs, now } = options;
  let auth: Promise<AuthClient> | undefined;
  const client = (): Promise<AuthClient> => {
    auth ??= rootUrl === CLOUD_TASKS_ROOT_URL ? googleClient() : Promise.resolve(new PassThroughClient());
    return auth;
  };

  /** @returns an answer with the status 200 or one that its caller can use */
  const ask = async (method: 'GET' | 'POST', path: string, data?: object): Promise<Answer> => {
    for (let attempt = 1; ; attempt++) {
      const startedAt = performance.now();
      const answer = await (await client())
        .request<Answer['data']>({
          url: `${rootUrl}/v2/${path}`,
          method,
          ...(data ? { data } : {}),
          timeout: CALL_TIMEOUT_MS,
          retry: false,
          validateStatus: () => true,
        })
        .catch(() => null);
      const status = answer?.status ?? null;
      options.onCall?.({ method, status, ms: performance.now() - startedAt });
      if (answer !== null && status !== null && status !== 429 && status < 500) return answer;
      // Asking again is safe: a task that was created after all is there under its name.
      if (attempt === ATTEMPTS) throw new CloudTasksError(method, queue, status);
      await wait(retryDelayMs(attempt, { firstRetryMs: 100, longestRetryMs: 1_000 }, options.random()));
    }
  };

  /** The stretch of time that a moment is in. */
  const stretchOf = (atMs: number): number => Math.floor(atMs / spacingMs);

  const enqueue: EditQueue['enqueue'] = async (spreadsheetId, delayMs = windowMs, passBegunMs = -Infinity) => {
    const dueMs = now() + delayMs;
    const first = Math.max(stretchOf(dueMs), stretchOf(passBegunMs) + 1);
    for (let stretch = first; stretch < first + STRETCHES; stretch++) {
      const name = `${queue}/tasks/${taskId(spreadsheetId, stretch)}`;
      const task = taskAt(Math.max(dueMs, stretch * spacingMs), name, spreadsheetId, options);
      const created = await ask('POST', `${queue}/tasks`, { task });
      if (created.status === 200) return;
      if (created.status !== 409) throw new CloudTasksError('POST', queue, created.status);
      const found = await ask('GET', name);
      if (found.status !== 200 && found.status !== 404) throw new CloudTasksError('GET', queue, found.status);
      // One that has ended leaves its name behind.
      if (found.status === 200 && (found.data.dispatchCount ?? 0) === 0) return;
    }
    throw new OperatorError(
      'tasks.clock',
      `Cannot queue ${spreadsheetId}: the tasks of its next ${STRETCHES * spacingMs} ms have all run. Compare the clocks.`,
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

interface Answer {
  status: number;
  /** Of a task: how often it was sent to be run; left out until then. */
  data: { dispatchCount?: number };
}

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
const STRETCHES = 3;

/** Longer than a pass that reads a large sheet and waits for Google. Allowed are 15 s to 30 min. */
const DISPATCH_DEADLINE = '180s';

/** Ids without an order: those that count up make Cloud Tasks slow. */
const taskId = (spreadsheetId: string, stretch: number): string =>
  createHash('sha256').update(`${spreadsheetId} ${stretch}`).digest('base64url');

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
