import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Router } from 'express';
import type { Language } from '../../../functions/plan/messages/language.ts';
import { gridRouter } from '../../../scripts/local/grid/serve.ts';
import type { GridPassState } from '../../../scripts/local/grid-protocol.ts';
import { panelWords } from '../../../scripts/local/panel-words.ts';
import { createSheetsServer, type SheetsServer } from '../../../scripts/local/sheets-api/server.ts';
import { samplePlan } from './sample-plan.ts';

export interface GridServer {
  url: string;
  /** Makes a spreadsheet and gives its id. */
  create(options?: { big?: boolean }): Promise<string>;
  /** Says where the edit path stands, as the functions do on one machine. */
  say(spreadsheetId: string, state: Omit<GridPassState, 'panel'>, language?: Language): void;
  notice(spreadsheetId: string, title: string, message: string): void;
  /** Goes away, as a killed process does. */
  leave(): Promise<void>;
  /** Comes back on the same port with what was saved. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** The page over the local Sheets server, without the functions. */
export const startGridServer = async (): Promise<GridServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'grid-'));
  const page: Router = await gridRouter({ spreadsheetId: () => 'none', rollupUrl: () => '/functions/rollup?scope=x' });
  let sheets: SheetsServer;
  let server: Server;
  let port = 0;
  const states = new Map<string, GridPassState>();

  const comeBack = async (): Promise<void> => {
    sheets = createSheetsServer({ file: join(folder, 'sheets.sqlite') });
    const app = express();
    app.use('/v4', sheets.v4);
    app.use('/local', sheets.local);
    app.get('/local/spreadsheets/:id/state', (request, response) => {
      response.json(
        states.get(request.params.id) ?? {
          revision: 1,
          pending: false,
          findings: [],
          lastPass: null,
          panel: panelWords('en', []),
        },
      );
    });
    app.use(page);
    server = createServer(app);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    port = (server.address() as AddressInfo).port;
  };
  const leave = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    sheets.close();
    await closed;
  };
  await comeBack();
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    create: async (options) => {
      const response = await fetch(`${url}/v4/spreadsheets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(samplePlan(options)),
      });
      if (!response.ok) throw new Error(`Cannot create the sample plan: ${response.status} ${await response.text()}`);
      return ((await response.json()) as { spreadsheetId: string }).spreadsheetId;
    },
    say: (spreadsheetId, told, language = 'en') => {
      const state: GridPassState = { ...told, panel: panelWords(language, told.findings) };
      states.set(spreadsheetId, state);
      sheets.publish(spreadsheetId, 'state', state);
    },
    notice: (spreadsheetId, title, message) => sheets.publish(spreadsheetId, 'notice', { title, message }),
    leave,
    comeBack,
    stop: async () => {
      await leave();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
