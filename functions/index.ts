import { http, type Request, type Response } from '@google-cloud/functions-framework';
import * as z from 'zod';
import { readConfig } from './config.ts';
import { readJson } from './edits/json-body.ts';
import { SheetIsBusy } from './edits/pass.ts';
import { spreadsheetIdSchema } from './edits/registry.ts';
import type { SignedMessage } from './edits/signed-message.ts';
import { errorText, jsonLog } from './log.ts';
import { createPlanner, type Planner } from './planner.ts';

// The framework shows stack traces to callers unless this says otherwise.
process.env.NODE_ENV ??= 'production';

/** The planner of this process, made when the first request needs it. */
export const planner = (): Planner => {
  if (!made) {
    const config = readConfig(process.env);
    made = createPlanner(config, jsonLog(config.logLevel));
  }
  return made;
};
let made: Planner | undefined;

/** The names of all functions, as they are deployed and as they stand in addresses. */
export const functionNames = ['onEdit', 'repair', 'runPass', 'reconcile', 'rollup', 'health'] as const;

const serve = (
  name: (typeof functionNames)[number],
  handle: (request: Request, response: Response) => Promise<void>,
): void => {
  http(name, async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      console.error(JSON.stringify({ severity: 'ERROR', message: `${name} failed`, error: errorText(error) }));
      if (!response.headersSent)
        response.status(500).json(failure('internal', 'Something went wrong on our side. Try again later.'));
    }
  });
};

const failure = (code: string, message: string) => ({ error: { code, message } });

/** The bound script of a sheet says that something changed. */
serve('onEdit', (request, response) => answerSheet(planner().onEdit, request, response));

/** A person has chosen TechHire > Repair in a sheet. */
serve('repair', (request, response) => answerSheet(planner().onRepair, request, response));

const answerSheet = async (
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

const passRequest = z.object({ spreadsheetId: spreadsheetIdSchema, always: z.boolean().optional() });

/** The queue has a pass run; a status other than 2xx has it run again later. */
serve('runPass', async (request, response) => {
  if (!(await isOwnCall('runPass', 'Run a pass', request, response))) return;
  const asked = readJson(request.rawBody ?? new Uint8Array(), passRequest);
  if ('problem' in asked) {
    response.status(400).json(failure('malformed', asked.problem));
    return;
  }
  try {
    const report = await planner().pass(asked.value.spreadsheetId, { always: asked.value.always ?? false });
    response.json(report.outcome === 'done' ? { ...report, findings: report.findings.length } : report);
  } catch (error) {
    if (!(error instanceof SheetIsBusy)) throw error;
    // Not 429 or 503: Cloud Tasks would slow down the whole queue.
    response.status(409).json(failure('busy', error.message));
  }
});

/** @returns false where it was refused, and answered so */
const isOwnCall = async (
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
  const refused = await planner().mayCall(name, request.get('authorization'));
  if (refused) response.status(refused.status).json(failure(refused.code, refused.message));
  return refused === null;
};

/** A schedule has the sheets looked at that nobody has looked at for long; a run that finds another one under way leaves it to that. */
serve('reconcile', async (request, response) => {
  if (await isOwnCall('reconcile', 'Reconcile', request, response)) response.json(await planner().reconcile());
});

/** What a funder sees. */
serve('rollup', async (request, response) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.status(405).set('allow', 'GET, HEAD').json(failure('method-not-allowed', 'Read a rollup with GET.'));
    return;
  }
  const accept = request.get('accept');
  const ifNoneMatch = request.get('if-none-match');
  const { status, contentType, headers, body } = await planner().rollup({
    query: request.query,
    ...(accept === undefined ? {} : { accept }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
  });
  response.status(status).set(headers).type(contentType).send(body);
});

/** Whether the planner works, and how each sheet stands. */
serve('health', async (_request, response) => {
  response.json(await planner().health());
});
