import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { OAuth2Client } from 'google-auth-library';

/**
 * Cloud Tasks over HTTP, as its documentation says, with what it may do to its users done often.
 *
 * | rule                                                                          | from                                                             |
 * | ----------------------------------------------------------------------------- | ---------------------------------------------------------------- |
 * | a name cannot be used again for an hour after its task has ended              | REST reference, tasks.create                                     |
 * | a task has at most 100 KB, and is scheduled at most 30 days ahead             | Quotas and limits                                                |
 * | its deadline is 15 s to 30 min                                                | REST reference, Task.dispatchDeadline                            |
 * | 2xx ends a task; else it comes again, later each time; after 429 and 503 the queue slows down | REST reference, HttpRequest                      |
 * | order is not kept, tasks may come late and twice                              | Issues and limitations                                           |
 */
export interface CloudTasksDouble {
  rootUrl: string;
  /** Checks tokens against this server's certificates instead of Google's. */
  google: OAuth2Client;
  created: string[];
  /** Requests to the addresses of tasks that are not answered yet. */
  underWay(): number;
  /** What was sent, by the name of the task. */
  sent: { name: string; authorization: string | undefined; body: string; status: number | null }[];
  /** Answers with these statuses before it answers as it should; 'lost' carries out the request and breaks the connection. */
  trouble: (number | 'lost')[];
  close(): Promise<void>;
}

export interface CloudTasksDoubleOptions {
  /** What time it is here, in ms since 1970. */
  now?: () => number;
  /** From 0 to below 1. */
  random?: () => number;
  /** The chance that a task is sent a second time. */
  doubled?: number;
  /** How late a task may come. */
  lateMs?: number;
  reservedMs?: number;
  minBackoffMs?: number;
}

interface Task {
  name: string;
  /** Left out until it was sent. */
  dispatchCount?: number;
  scheduleTime: string;
  dispatchDeadline: string;
  httpRequest: {
    url: string;
    httpMethod: string;
    headers: Record<string, string>;
    body: string;
    oidcToken: { serviceAccountEmail: string; audience: string };
  };
}

export const startCloudTasks = async ({
  now = Date.now,
  random = () => 0,
  doubled = 0,
  lateMs = 0,
  reservedMs = 3_600_000,
  minBackoffMs = 100,
}: CloudTasksDoubleOptions = {}): Promise<CloudTasksDouble> => {
  const tasks = new Map<string, Task>();
  /** Names that cannot be used, with when they can be again. */
  const reserved = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let underWay = 0;
  const double: Pick<CloudTasksDouble, 'created' | 'sent' | 'trouble'> = { created: [], sent: [], trouble: [] };

  const after = (ms: number, act: () => Promise<void>): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void act();
    }, ms);
    timers.add(timer);
  };

  const tokenOf = ({ serviceAccountEmail, audience }: Task['httpRequest']['oidcToken']): string => {
    const nowSeconds = Math.floor(now() / 1000);
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: 'https://accounts.google.com',
      aud: audience,
      email: serviceAccountEmail,
      email_verified: true,
      iat: nowSeconds,
      exp: nowSeconds + 3600,
    };
    const signed = `${part({ alg: 'RS256', kid: 'double', typ: 'JWT' })}.${part(claims)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };

  const send = async (task: Task): Promise<number | null> => {
    const { url, httpMethod, headers, body, oidcToken } = task.httpRequest;
    const authorization = `Bearer ${tokenOf(oidcToken)}`;
    const text = Buffer.from(body, 'base64').toString();
    task.dispatchCount = (task.dispatchCount ?? 0) + 1;
    underWay++;
    const status = await fetch(url, {
      method: httpMethod,
      headers: { ...headers, authorization },
      body: text,
      signal: AbortSignal.timeout(Number.parseFloat(task.dispatchDeadline) * 1000),
    })
      .then(async (response) => {
        await response.arrayBuffer();
        return response.status;
      })
      .catch(() => null);
    underWay--;
    double.sent.push({ name: task.name, authorization, body: text, status });
    return status;
  };

  const dispatch = async (task: Task, attempt: number): Promise<void> => {
    if (random() < doubled) void send(task);
    const status = await send(task);
    if (!tasks.has(task.name)) return;
    if (status !== null && status >= 200 && status < 300) {
      tasks.delete(task.name);
      reserved.set(task.name, now() + reservedMs);
      return;
    }
    const slowdown = status === 429 || status === 503 ? 4 : 1;
    after(minBackoffMs * slowdown * 2 ** Math.min(attempt, 6), () => dispatch(task, attempt + 1));
  };

  const app = express();
  app.get('/certs', (_request, response) => {
    response.set('cache-control', 'max-age=3600').json({ double: publicKey.export({ type: 'spki', format: 'pem' }) });
  });
  app.use(express.json({ limit: '1mb' }));
  app.use('/v2', (request, response) => {
    const answer = (status: number, body: object): void => {
      const trouble = double.trouble.shift();
      if (trouble === 'lost') request.socket.destroy();
      else response.status(trouble ?? status).json(body);
    };
    // Trouble instead of an answer also keeps the request from being carried out.
    if (typeof double.trouble[0] === 'number') return answer(500, {});
    const name = request.path.slice(1);
    if (request.method === 'GET') return answer(tasks.has(name) ? 200 : 404, tasks.get(name) ?? {});
    const task = (request.body as { task: Task }).task;
    const wrong = problemOf(task, name, now());
    if (wrong !== null) return answer(400, { error: { message: wrong } });
    if (tasks.has(task.name) || (reserved.get(task.name) ?? 0) > now()) return answer(409, {});
    tasks.set(task.name, task);
    double.created.push(task.name);
    after(Math.max(0, Date.parse(task.scheduleTime) - now()) + random() * lateMs, () => dispatch(task, 0));
    answer(200, task);
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    rootUrl,
    google: new OAuth2Client({ endpoints: { oauth2FederatedSignonPemCertsUrl: `${rootUrl}/certs` } }),
    ...double,
    underWay: () => underWay,
    close: async () => {
      tasks.clear();
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** @returns what Google would not take about a task; null where nothing */
const problemOf = (task: Task, path: string, nowMs: number): string | null => {
  const queue = /^(projects\/[^/]+\/locations\/[^/]+\/queues\/[^/]+)\/tasks$/.exec(path)?.[1];
  const deadline = Number(/^(\d+)s$/.exec(task.dispatchDeadline)?.[1]);
  if (queue === undefined) return 'no such queue';
  if (!new RegExp(`^${queue}/tasks/[A-Za-z0-9_-]{1,500}$`).test(task.name)) return 'the name does not fit the queue';
  if (JSON.stringify(task).length > 100 * 1024) return 'the task is too large';
  if (!(Date.parse(task.scheduleTime) - nowMs < 30 * 86_400_000)) return 'scheduled too far ahead';
  if (!(deadline >= 15 && deadline <= 1800)) return 'the deadline is not from 15 s to 30 min';
  if (!/^https?:\/\//.test(task.httpRequest.url)) return 'the address is not one';
  return null;
};
