import express from 'express';
import * as z from 'zod';
import type { Planner } from '../../functions/planner.ts';
import type { OpenAlerts } from './alerts.ts';
import type { ScriptMenu } from './apps-script/execution.ts';
import type { ScriptHost } from './apps-script/host.ts';
import type { EditPath } from './edit-path.ts';
import type { GridAlertAnswer, GridRun, GridRunWish, GridSeat } from './grid-protocol.ts';
import { SIDEBAR_POLICY, type Sidebars } from './sidebars.ts';

export interface LocalParts {
  version: string;
  firestore: { kind: string; host: string; project: string };
  /** The file that they are in, for operators' commands on this machine. */
  rootKeys: string;
  planner: Planner;
  edits: EditPath;
  host: ScriptHost;
  alerts: OpenAlerts;
  sidebars: Sidebars;
  /** Spreadsheets of this machine, by id; a title may be newer here than at the last pass. */
  titleOf(spreadsheetId: string): string | null;
}

const alertAnswer: z.ZodType<GridAlertAnswer> = z.object({
  answer: z.enum(['OK', 'CANCEL', 'YES', 'NO', 'CLOSE']),
  text: z.string().max(10_000).exactOptional(),
});

const seat: z.ZodType<GridSeat> = z.object({
  window: z.string().max(100),
  tab: z.string().max(200),
  row: z.int().min(1),
  column: z.int().min(1),
});

const runWish: z.ZodType<GridRunWish> = z.object({ seat, args: z.array(z.unknown()).max(20) });

/**
 * What one machine tells of itself.
 *
 * | route                                          | what                                                  |
 * | ---------------------------------------------- | ----------------------------------------------------- |
 * | GET  /health                                   | what runs, the connected spreadsheets, and what the function says |
 * | GET  /local/spreadsheets/:id/state             | where the edit path of a spreadsheet stands           |
 * | GET  /local/spreadsheets/:id/menu              | the menus of its bound script                         |
 * | POST /local/spreadsheets/:id/menu/:functionName | a person's choice in one of them; answered once the script has ended |
 * | GET  /local/spreadsheets/:id/sidebar           | the page that the script shows beside the sheet       |
 * | POST /local/spreadsheets/:id/run/:functionName | `{seat, args}`: that page runs a function of the script |
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
  sidebars,
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
  /** What each sheet's menus offer, as they were made when it was opened. */
  const offered = new Map<string, Set<string>>();
  const opened = async (id: string): Promise<ScriptMenu[]> => {
    const menus = await host.menu(id);
    offered.set(id, new Set(menus.flatMap(({ items }) => items.map(({ functionName }) => functionName))));
    return menus;
  };
  known.get('/menu', async (request: express.Request<{ id: string }>, response) => {
    response.json(await opened(request.params.id));
  });
  known.get('/alerts', (request: express.Request<{ id: string }>, response) => {
    response.set('cache-control', 'no-store').json(alerts.open(request.params.id));
  });
  known.post('/alerts/:alert', express.json(), (request: express.Request<{ id: string; alert: string }>, response) => {
    const given = alertAnswer.safeParse(request.body);
    if (!given.success) {
      const message = 'The body is JSON such as {"answer": "OK"}: OK, CANCEL, YES, NO or CLOSE.';
      response.status(400).json({ error: { code: 400, status: 'INVALID_ARGUMENT', message } });
    } else if (alerts.answer(request.params.id, request.params.alert, given.data.answer, given.data.text))
      response.json({});
    else {
      const message = 'This question has been answered already.';
      response.status(404).json({ error: { code: 404, status: 'NOT_FOUND', message } });
    }
  });
  known.post(
    '/menu/:functionName',
    express.json(),
    async (request: express.Request<{ id: string; functionName: string }>, response) => {
      const { id, functionName } = request.params;
      if (!offered.has(id)) await opened(id);
      if (!offered.get(id)!.has(functionName)) {
        response
          .status(404)
          .json({ error: { code: 404, status: 'NOT_FOUND', message: `The menu has no "${functionName}".` } });
        return;
      }
      // Whoever sits at no window says nothing of one.
      const from = seat.safeParse(request.body);
      response.json(await host.runMenuItem(id, functionName, { seat: from.success ? from.data : null }));
    },
  );
  known.get('/sidebar', (request: express.Request<{ id: string }>, response, next) => {
    const page = sidebars.page(request.params.id);
    if (page === null) return next();
    response.set({ 'content-security-policy': SIDEBAR_POLICY, 'cache-control': 'no-store' }).type('html').send(page);
  });
  known.post(
    '/run/:functionName',
    express.json(),
    async (request: express.Request<{ id: string; functionName: string }>, response) => {
      const { id, functionName } = request.params;
      const wish = runWish.safeParse(request.body);
      if (!wish.success) {
        const message =
          'The body is JSON such as {"seat": {"window": "w", "tab": "Goals", "row": 1, "column": 1}, "args": []}.';
        response.status(400).json({ error: { code: 400, status: 'INVALID_ARGUMENT', message } });
        return;
      }
      const { value, error } = await host.runMenuItem(id, functionName, wish.data);
      response.json({ value, error } satisfies GridRun);
    },
  );
  return router;
};
