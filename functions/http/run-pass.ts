import * as z from 'zod';
import { readJson } from '../edits/json-body.ts';
import { spreadsheetIdSchema } from '../edits/registry.ts';
import { SheetIsBusy } from '../edits/sheet-is-busy.ts';
import type { MayCall } from '../planner/callers.ts';
import type { Pass } from '../planner/passes.ts';
import { failure, isOwnCall, serve } from './serve.ts';

const passRequest = z.object({ spreadsheetId: spreadsheetIdSchema, always: z.boolean().optional() });

/** The queue has a pass run; a status other than 2xx has it run again later. */
export const serveRunPass = (planner: () => { pass: Pass; mayCall: MayCall }): void =>
  serve('runPass', async (request, response) => {
    const { pass, mayCall } = planner();
    if (!(await isOwnCall(mayCall, 'runPass', 'Run a pass', request, response))) return;
    const asked = readJson(request.rawBody ?? new Uint8Array(), passRequest);
    if ('problem' in asked) {
      response.status(400).json(failure('malformed', asked.problem));
      return;
    }
    try {
      const report = await pass(asked.value.spreadsheetId, { always: asked.value.always ?? false });
      response.json(report.outcome === 'done' ? { ...report, findings: report.findings.length } : report);
    } catch (error) {
      // What went wrong was told where the pass was run.
      if (!(error instanceof SheetIsBusy)) {
        response.status(500).json(failure('failed', 'The pass failed; it is to be run again.'));
        return;
      }
      // Not 429 or 503: Cloud Tasks would slow down the whole queue.
      response.status(409).json(failure('busy', error.message));
    }
  });
