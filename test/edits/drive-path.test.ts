import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../functions/config.ts';
import { driveWatches } from '../../functions/edits/drive-watches.ts';
import type { PassReport } from '../../functions/edits/pass.ts';
import { isMemoryQueue, type MemoryQueue } from '../../functions/edits/queue.ts';
import { createPlanner, type Planner } from '../../functions/planner.ts';
import { watchOf } from '../../functions/watch/watch.ts';
import { createDriveServer, type DriveServer } from '../../scripts/local/drive-api/server.ts';
import { createPlanningSheet } from '../../scripts/local/planning-sheet.ts';
import { createSheetsServer, type SheetsServer } from '../../scripts/local/sheets-api/server.ts';
import { openTestDatabase } from '../mirror/test-database.ts';
import { waitFor } from '../support/machine.ts';

/* A sheet without the bound script: nothing but Drive tells of edits. Everything over HTTP, and the passes are real ones. */

let sheets: SheetsServer;
let drive: DriveServer;
let planner: Planner;
let watches: ReturnType<typeof driveWatches>;
let rootUrl: string;
let spreadsheetId: string;
const passes: PassReport[] = [];
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const database = await openTestDatabase();
  closing.push(database.close);
  watches = driveWatches(database.db);
  sheets = createSheetsServer({ file: ':memory:' });
  closing.push(sheets.close);
  drive = createDriveServer({ file: ':memory:', sheets, lagMs: 20 });
  const app = express().use('/v4', sheets.v4).use('/drive/v3', drive.v3);
  app.post('/functions/onDriveChange', async (request, response) => {
    const reply = await planner.onDriveChange({
      method: 'POST',
      rawBody: new Uint8Array(),
      headers: request.headers,
      nowMs: Date.now(),
    });
    response.status(reply.status).json(reply.body);
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  planner = createPlanner(
    readConfig({
      GOOGLE_CLOUD_PROJECT: database.projectId,
      FIRESTORE_EMULATOR_HOST: database.host,
      TECHHIRE_SHEETS_ROOT_URL: rootUrl,
      TECHHIRE_DRIVE_ROOT_URL: rootUrl,
      TECHHIRE_PUBLIC_URL: `${rootUrl}/functions`,
    }),
    watchOf(() => undefined),
  );
  planner.onPass((report) => void passes.push(report));
  closing.push(planner.close, drive.close);
  spreadsheetId = await createPlanningSheet(rootUrl, 'A plan', []);
  await planner.registry.connect({
    spreadsheetId,
    communityId: 'riverbend',
    newKey: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    now: new Date().toISOString(),
  });
  expect(await planner.drivePush.turnOn(spreadsheetId)).toMatchObject({ outcome: 'on', tended: { error: null } });
  await silence();
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const queue = (): MemoryQueue => {
  if (!isMemoryQueue(planner.queue)) throw new Error('The passes run here.');
  return planner.queue;
};

/** Waits until all that is in the log has been read, and no pass is owed: then nothing happens any more by itself. */
const silence = async (): Promise<void> => {
  await waitFor(async () => {
    await queue().idle();
    const answer = await fetch(`${rootUrl}/drive/v3/changes/startPageToken`);
    const { startPageToken } = (await answer.json()) as { startPageToken: string };
    const isRead = (await watches.find(null)).pageToken === startPageToken;
    const isOwed = (await planner.registry.find(spreadsheetId))!.owing || queue().pending(spreadsheetId);
    return isRead && !isOwed ? true : null;
  }, 20_000);
};

const type = (tab: string, range: string, value: string) =>
  sheets.personTypes(spreadsheetId, { tab, range, values: [[value]], clear: [], client: 'a window' });

const noteOf = async (tab: string, row: number, column: number): Promise<string | undefined> => {
  const answer = await fetch(
    `${rootUrl}/v4/spreadsheets/${spreadsheetId}?ranges=${tab}&includeGridData=true&fields=sheets.data.rowData.values.note`,
  );
  const { sheets: found } = (await answer.json()) as {
    sheets: { data: { rowData?: { values?: { note?: string }[] }[] }[] }[];
  };
  return found[0]!.data[0]!.rowData?.[row - 1]?.values?.[column]?.note;
};

it('shows a finding on the cell after an edit that nobody but Drive tells of, in two passes at most, and then there is silence', async () => {
  passes.length = 0;
  type('Partners', 'A3', 'Acme');
  type('Partners', 'B3', 'Emploier');
  await waitFor(async () => ((await noteOf('Partners', 3, 1))?.includes('Employer') ? true : null), 20_000);
  await silence();
  const writes = passes.flatMap((report) => (report.outcome === 'done' ? [report.writes] : []));
  // The second one looks at what the first one wrote, and finds that nothing is to be written.
  expect(writes).toEqual([1, 0]);
  expect(await planner.registry.find(spreadsheetId)).toMatchObject({ owing: false, unannouncedSince: null });
});

it('finds at the next reconciling what was typed while no notification came', async () => {
  drive.lose(drive.open()[0]!);
  type('Partners', 'B3', 'Employer');
  // The second run looks at what the pass has written: nobody tells of that either.
  for (let run = 0; run < 2; run++) {
    expect(await planner.reconcile(new Date(Date.now() + 1_000))).toMatchObject({ outcome: 'ended', failed: 0 });
    await queue().idle();
  }
  await silence();
  expect(await noteOf('Partners', 3, 1)).toBeUndefined();
  expect(await planner.registry.find(spreadsheetId)).toMatchObject({ unannouncedSince: null });
});
