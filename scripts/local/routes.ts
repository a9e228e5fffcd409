import express from 'express';
import * as z from 'zod';
import type { Planner } from '../../functions/planner.ts';
import type { OpenAlerts } from './alerts.ts';
import type { ScriptHost } from './apps-script/host.ts';
import type { EditPath } from './edit-path.ts';
import type { GridAlertAnswer } from './grid-protocol.ts';

export interface LocalParts {
  version: string;
  firestore: { kind: string; host: string; project: string };
  /** The file that they are in, for operators' commands on this machine. */
  rootKeys: string;
  planner: Planner;
  edits: EditPath;
  host: ScriptHost;
  alerts: OpenAlerts;
  /** Spreadsheets of this machine, by id; a title may be newer here than at the last pass. */
  titleOf(spreadsheetId: string): string | null;
}

const alertAnswer: z.ZodType<GridAlertAnswer> = z.object({ answer: z.enum(['OK', 'CANCEL', 'YES', 'NO', 'CLOSE']) });

/**
 * What one machine tells of itself.
 *
 * | route                                          | what                                                  |
 * | ---------------------------------------------- | ----------------------------------------------------- |
 * | GET  /health                                   | what runs, the connected spreadsheets, and what the function says |
 * | GET  /local/spreadsheets/:id/state             | where the edit path of a spreadsheet stands           |
 * | GET  /local/spreadsheets/:id/menu              | the menus of its bound script                         |
 * | POST /local/spreadsheets/:id/menu/:functionName | a person's choice in one of them; answered once the script has ended |
 * | GET  /local/spreadsheets/:id/alerts            | the script's dialogues that wait for an answer        |
 * | POST /local/spreadsheets/:id/alerts/:alert     | `{answer}` to one of them                             |
 */
export const localRoutes = ({
  version,
  firestore,
  rootKeys,
  planner,
  edits,
  host,
  alerts,
  titleOf,
}: LocalParts): express.Router => {
  const router = express.Router();
  router.get('/health', async (_request, response) => {
    const [health, sheets] = await Promise.all([planner.health(), planner.registry.list()]);
    response.json({
      ...health,
      version,
      firestore: { kind: firestore.kind, host: firestore.host, project: firestore.project },
      rootKeys,
      spreadsheets: sheets.map(({ spreadsheetId, communityId, lastPass }) => ({
        spreadsheetId,
        title: titleOf(spreadsheetId) ?? lastPass?.title ?? null,
        communityId,
        year: lastPass?.year ?? null,
      })),
    });
  });
  const known = express.Router({ mergeParams: true });
  router.use('/local/spreadsheets/:id', known);
  known.get(['/state', '/menu', '/alerts'], (request: express.Request<{ id: string }>, response, next) => {
    if (titleOf(request.params.id) !== null) return next();
    response.status(404).json({
      error: {
        code: 404,
        status: 'NOT_FOUND',
        message: `There is no spreadsheet "${request.params.id}" here. GET /health lists those that there are.`,
      },
    });
  });
  known.get('/state', (request: express.Request<{ id: string }>, response) => {
    response.set('cache-control', 'no-store').json(edits.state(request.params.id));
  });
  known.get('/menu', async (request: express.Request<{ id: string }>, response) => {
    response.json(await host.menu(request.params.id));
  });
  known.get('/alerts', (request: express.Request<{ id: string }>, response) => {
    response.set('cache-control', 'no-store').json(alerts.open(request.params.id));
  });
  known.post('/alerts/:alert', express.json(), (request: express.Request<{ id: string; alert: string }>, response) => {
    const given = alertAnswer.safeParse(request.body);
    if (!given.success) {
      const message = 'The body is JSON such as {"answer": "OK"}: OK, CANCEL, YES, NO or CLOSE.';
      response.status(400).json({ error: { code: 400, status: 'INVALID_ARGUMENT', message } });
    } else if (alerts.answer(request.params.id, request.params.alert, given.data.answer)) response.json({});
    else {
      const message = 'This question has been answered already.';
      response.status(404).json({ error: { code: 404, status: 'NOT_FOUND', message } });
    }
  });
  known.post(
    '/menu/:functionName',
    async (request: express.Request<{ id: string; functionName: string }>, response) => {
      const { id, functionName } = request.params;
      const offered = (await host.menu(id)).flatMap(({ items }) => items.map((item) => item.functionName));
      if (!offered.includes(functionName)) {
        response
          .status(404)
          .json({ error: { code: 404, status: 'NOT_FOUND', message: `The menu has no "${functionName}".` } });
        return;
      }
      response.json(await host.runMenuItem(id, functionName));
    },
  );
  return router;
};
