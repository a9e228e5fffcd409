import type { Request as HttpRequest, Response as HttpResponse, Router } from 'express';
import express from 'express';
import * as z from 'zod';
import type { PersonAction, PersonEdit } from '../../grid-protocol.ts';
import { invalid } from '../failure.ts';
import { sendFailure } from '../v4.ts';
import type { People } from './people.ts';

const whole = z.number().int().min(0);
const count = z.number().int().min(1);
const client = z.string().max(200).optional();

const personEdit = z.strictObject({
  tab: z.string(),
  range: z.string(),
  values: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  client,
  clear: z.array(z.string()).optional(),
});

const area = z.strictObject({ startRow: whole, endRow: whole, startColumn: whole, endColumn: whole });
const inserted = { client, sheetId: whole, at: whole, count };
const taken = { client, sheetId: whole, start: whole, count };

const personAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('insertRows'), ...inserted }),
  z.strictObject({ kind: z.literal('insertColumns'), ...inserted }),
  z.strictObject({ kind: z.literal('deleteRows'), ...taken }),
  z.strictObject({ kind: z.literal('deleteColumns'), ...taken }),
  z.strictObject({ kind: z.literal('moveRows'), ...taken, to: whole }),
  z.strictObject({ kind: z.literal('moveColumns'), ...taken, to: whole }),
  z.strictObject({ kind: z.literal('sort'), client, sheetId: whole, area, column: whole, ascending: z.boolean() }),
  z.strictObject({ kind: z.literal('resizeColumns'), ...taken, width: z.number().min(1) }),
  z.strictObject({ kind: z.literal('setNote'), client, sheetId: whole, row: whole, column: whole, note: z.string() }),
  z.strictObject({ kind: z.literal('addTab'), client, title: z.string() }),
  z.strictObject({ kind: z.literal('deleteTab'), client, sheetId: whole }),
  z.strictObject({ kind: z.literal('renameTab'), client, sheetId: whole, title: z.string() }),
  z.strictObject({ kind: z.literal('undo'), client }),
  z.strictObject({ kind: z.literal('redo'), client }),
]);

/** How often an idle event stream says that it is alive, so that proxies do not close it. */
const heartbeatMs = 15_000;

/**
 * The routes of grid-protocol.ts, to be mounted at /local.
 *
 * @param track  gets every event stream that opens, so that the server can end them when it closes
 */
export const localRouter = (people: People, track: (stream: HttpResponse) => void): Router => {
  const router = express.Router();
  const json = express.json({ limit: '50mb', type: () => true });
  router.get('/spreadsheets/:id/grid', (request, response) => {
    response.set('Cache-Control', 'no-store').json(people.state(request.params.id));
  });
  router.get('/spreadsheets/:id/events', (request, response) => {
    // An unknown spreadsheet is refused before the stream begins; what is told meanwhile follows its head.
    const early: string[] = [];
    const stop = people.listens(request.params.id, (event, data) => {
      const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
      if (response.headersSent) response.write(text);
      else early.push(text);
    });
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.write(`retry: 500\n\n${early.join('')}`);
    track(response);
    const heartbeat = setInterval(() => response.write(': alive\n\n'), heartbeatMs);
    heartbeat.unref();
    response.on('close', () => {
      clearInterval(heartbeat);
      stop();
    });
  });
  router.post('/spreadsheets/:id/edits', json, (request, response) => {
    response.json(people.types(request.params.id as string, parsed<PersonEdit>(personEdit, request.body)));
  });
  router.post('/spreadsheets/:id/actions', json, (request, response) => {
    response.json(people.acts(request.params.id as string, parsed<PersonAction>(personAction, request.body)));
  });
  router.use((cause: unknown, _request: HttpRequest, response: HttpResponse, next: (cause: unknown) => void) => {
    if (response.headersSent) next(cause);
    else sendFailure(response, cause);
  });
  return router;
};

const parsed = <Message>(schema: z.ZodType, body: unknown): Message => {
  const result = schema.safeParse(body);
  if (result.success) return result.data as Message;
  throw invalid(z.prettifyError(result.error));
};
