import express from 'express';
import type { Planner } from '../../functions/planner.ts';
import type { ScriptHost } from './apps-script/host.ts';
import type { EditPath } from './edit-path.ts';

export interface LocalParts {
  version: string;
  firestore: { kind: string; host: string; project: string };
  planner: Planner;
  edits: EditPath;
  host: ScriptHost;
  /** Spreadsheets of this machine, by id; a title may be newer here than at the last pass. */
  titleOf(spreadsheetId: string): string | null;
}

/**
 * What one machine tells of itself.
 *
 * | route                                          | what                                                  |
 * | ---------------------------------------------- | ----------------------------------------------------- |
 * | GET  /health                                   | what runs, and the connected spreadsheets             |
 * | GET  /local/spreadsheets/:id/state             | where the edit path of a spreadsheet stands           |
 * | GET  /local/spreadsheets/:id/menu              | the menus of its bound script                         |
 * | POST /local/spreadsheets/:id/menu/:functionName | a person's choice in one of them                      |
 */
export const localRoutes = ({ version, firestore, planner, edits, host, titleOf }: LocalParts): express.Router => {
  const router = express.Router();
  router.get('/health', async (_request, response) => {
    const { ok, spreadsheets } = await planner.health();
    response.json({
      ok,
      version,
      firestore: { kind: firestore.kind, host: firestore.host, project: firestore.project },
      spreadsheets: spreadsheets.map(({ spreadsheetId, title, communityId, year }) => ({
        spreadsheetId,
        title: titleOf(spreadsheetId) ?? title,
        communityId,
        year,
      })),
    });
  });
  const known = express.Router({ mergeParams: true });
  router.use('/local/spreadsheets/:id', known);
  known.get(['/state', '/menu'], (request: express.Request<{ id: string }>, response, next) => {
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
