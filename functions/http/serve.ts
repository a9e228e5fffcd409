import { http, type Request, type Response } from '@google-cloud/functions-framework';
import { type Config, readConfig } from '../config.ts';
import type { SheetMessage } from '../edits/signed-message.ts';
import type { FunctionName } from '../function-names.ts';
import type { MayCall } from '../planner/callers.ts';
import { errorFacts } from '../watch/error-facts.ts';
import { withTrace } from '../watch/trace.ts';
import { openWatch, type Watch } from '../watch/watch.ts';
import { beforeEnd } from './before-end.ts';

// The framework shows stack traces to callers unless this says otherwise.
process.env.NODE_ENV ??= 'production';

/** Something that a process makes once, when the first request needs it: a setting that does not do is then told to whoever asks, not to nobody. */
export const lazily = <T>(make: (config: Config, watch: Watch) => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    if (!made) {
      const { config, watch } = processHere();
      made = { value: make(config, watch) };
    }
    return made.value;
  };
};

/** What all functions of this process share. @throws ConfigError */
const processHere = (): { config: Config; watch: Watch } => {
  if (!shared) {
    const config = readConfig(process.env);
    shared = { config, watch: openWatch(config) };
  }
  return shared;
};
let shared: { config: Config; watch: Watch } | undefined;

/** Has the framework call a function of ours; whatever it throws becomes one line in the log and a short answer. */
export const serve = (name: FunctionName, handle: (request: Request, response: Response) => Promise<void>): void => {
  http(name, (request, response) =>
    withTrace(request.headers, async () => {
      const startedAt = performance.now();
      beforeEnd(response, async () => {
        shared?.watch.telemetry.time('http.server.request.duration', performance.now() - startedAt, {
          'http.request.method': methodOf(request.method),
          'http.route': `/${name}`,
          'http.response.status_code': response.statusCode,
          'url.scheme': 'https',
        });
        await shared?.watch.flush();
      });
      try {
        await handle(request, response);
      } catch (error) {
        if (shared) shared.watch.failed(`${name} failed`, error);
        else console.error(JSON.stringify({ severity: 'ERROR', message: `${name} failed`, ...errorFacts(error) }));
        if (!response.headersSent)
          response.status(500).json(failure('internal', 'Something went wrong on our side. Try again later.'));
      }
    }),
  );
};

/** Anybody can send a method of their own making. */
const methodOf = (method: string): string =>
  ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : '_OTHER';

/** The body of every answer that says no. */
export const failure = (code: string, message: string) => ({ error: { code, message } });

/** Answers a message of the bound script of a sheet. */
export const answerSheet = async (
  handle: (
    message: SheetMessage,
  ) => Promise<{ status: number; headers?: Readonly<Record<string, string>>; body: object }>,
  request: Request,
  response: Response,
): Promise<void> => {
  const { status, headers, body } = await handle({
    method: request.method,
    rawBody: request.rawBody ?? new Uint8Array(),
    headers: request.headers,
    nowMs: Date.now(),
  });
  response
    .status(status)
    .set(headers ?? {})
    .json(body);
};

/** @returns false where it was refused, and answered so */
export const isOwnCall = async (
  mayCall: MayCall,
  name: 'runPass' | 'reconcile',
  purpose: string,
  request: Request,
  response: Response,
): Promise<boolean> => {
  if (request.method !== 'POST') {
    response
      .status(405)
      .set('allow', 'POST')
      .json(failure('method-not-allowed', `${purpose} with POST.`));
    return false;
  }
  const refused = await mayCall(name, request.get('authorization'));
  if (refused) response.status(refused.status).json(failure(refused.code, refused.message));
  return refused === null;
};
