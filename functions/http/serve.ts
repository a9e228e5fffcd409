import { http, type Request, type Response } from '@google-cloud/functions-framework';
import { type Config, readConfig } from '../config.ts';
import type { SignedMessage } from '../edits/signed-message.ts';
import type { FunctionName } from '../function-names.ts';
import type { MayCall } from '../planner/callers.ts';
import { errorFacts } from '../watch/error-facts.ts';
import { jsonLog, type Log } from '../watch/log.ts';

// The framework shows stack traces to callers unless this says otherwise.
process.env.NODE_ENV ??= 'production';

/** Something that a process makes once, when the first request needs it: a setting that does not do is then told to whoever asks, not to nobody. */
export const lazily = <T>(make: (config: Config, log: Log) => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    if (!made) {
      const config = readConfig(process.env);
      made = { value: make(config, jsonLog(config)) };
    }
    return made.value;
  };
};

/** Has the framework call a function of ours; whatever it throws becomes one line in the log and a short answer. */
export const serve = (name: FunctionName, handle: (request: Request, response: Response) => Promise<void>): void => {
  http(name, async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      console.error(JSON.stringify({ severity: 'ERROR', message: `${name} failed`, ...errorFacts(error) }));
      if (!response.headersSent)
        response.status(500).json(failure('internal', 'Something went wrong on our side. Try again later.'));
    }
  });
};

/** The body of every answer that says no. */
export const failure = (code: string, message: string) => ({ error: { code, message } });

/** Answers a message that the bound script of a sheet has signed. */
export const answerSheet = async (
  handle: (
    message: SignedMessage,
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
