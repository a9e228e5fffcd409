import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { driveAccess } from '../../functions/drive/access.ts';
import { driveClients } from '../../functions/drive/client.ts';
import { driveChanges } from '../../functions/edits/drive-changes.ts';
import { type DrivePushPorts, drivePush } from '../../functions/edits/drive-push.ts';
import { driveWatches } from '../../functions/edits/drive-watches.ts';
import { handleDriveChange } from '../../functions/edits/on-drive-change.ts';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { createDriveServer, type DriveServer, type DriveServerOptions } from '../../scripts/local/drive-api/server.ts';
import { createSheetsServer } from '../../scripts/local/sheets-api/server.ts';
import { openTestDatabase } from '../mirror/test-database.ts';
import { waitFor } from './machine.ts';

export type DriveBench = Awaited<ReturnType<typeof openDriveBench>>;

/** A notification that came in, and what it was answered with; 0 where the connection was broken off. */
export interface Delivery {
  headers: Record<string, string>;
  status: number;
}

/**
 * The local Sheets and Drive servers, a Firestore, and all that listens to Drive, over HTTP, with a clock that stands still until it is set.
 * Passes are noted instead of run.
 */
export const openDriveBench = async (options: Partial<Omit<DriveServerOptions, 'sheets' | 'now' | 'file'>> = {}) => {
  const database = await openTestDatabase();
  const clock = { ms: Date.parse('2026-11-23T12:00:00.000Z') };
  const sheets = createSheetsServer({ file: ':memory:' });
  const deliveries: Delivery[] = [];
  /** Statuses with which the next notifications are answered instead of being looked at. */
  const trouble: number[] = [];
  const drive: DriveServer = createDriveServer({
    file: ':memory:',
    sheets,
    lagMs: 10,
    firstRetryMs: 10,
    now: () => clock.ms,
    ...options,
  });
  const answering = new Set<Promise<unknown>>();
  const app = express().use('/v4', sheets.v4).use('/drive/v3', drive.v3);
  app.post('/onDriveChange', async (request, response) => {
    const inTrouble = trouble.shift();
    const answer =
      inTrouble === undefined
        ? handleDriveChange({ method: 'POST', headers: request.headers, nowMs: clock.ms }, deps)
        : Promise.resolve({ status: inTrouble, body: {} });
    answering.add(answer);
    const reply = await answer;
    answering.delete(answer);
    deliveries.push({ headers: request.headers as Record<string, string>, status: reply.status });
    response.status(reply.status).json(reply.body);
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const registry = sheetRegistry(database.db);
  const watches = driveWatches(database.db);
  const queued: string[] = [];
  const clientOf = driveClients(rootUrl);
  let ids = 0;
  const ports: Omit<DrivePushPorts, 'follow'> = {
    sheets: registry,
    queue: { enqueue: async (spreadsheetId) => void queued.push(spreadsheetId) },
    watches,
    drive: driveAccess({ clientOf, budget: { take: async () => undefined, refused: async () => undefined } }),
    now: () => new Date(clock.ms),
    address: `${rootUrl}/onDriveChange`,
    newId: () => `channel-${++ids}`,
    newSecret: () => `secret-${ids}`,
  };
  const follow = driveChanges(ports);
  const deps = { watches, follow };

  /** What another process would do. */
  const pushWith = (changes: Partial<typeof ports> = {}) => {
    const changed = { ...ports, ...changes };
    const follow = driveChanges(changed);
    return { ...drivePush({ ...changed, follow }), follow };
  };

  /** Connected, and its first pass done. */
  const connectedSheet = async (account: string | null = null): Promise<string> => {
    const created = await fetch(`${rootUrl}/v4/spreadsheets`, {
      method: 'POST',
      body: JSON.stringify({ properties: { title: 'A plan' }, sheets: [{ properties: { title: 'Goals' } }] }),
    });
    const { spreadsheetId } = (await created.json()) as { spreadsheetId: string };
    const communityId = `drive-${spreadsheetId
      .slice(0, 20)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, 'x')}`;
    const now = new Date(clock.ms).toISOString();
    await registry.connect({
      spreadsheetId,
      communityId,
      newKey: 'whsec_b2Ygbm8gdXNlIGJ1dCBpbiB0aGVzZSB0ZXN0cw==',
      now,
    });
    await database.db.doc(`sheets/${spreadsheetId}`).update({ account });
    await passed(spreadsheetId);
    return spreadsheetId;
  };
  const passed = async (spreadsheetId: string): Promise<void> => {
    const { requested } = (await registry.find(spreadsheetId))!;
    await database.db.doc(`sheets/${spreadsheetId}`).update({ processed: requested, owing: false, owingSince: null });
  };

  return {
    rootUrl,
    db: database.db,
    clock,
    drive,
    clientOf,
    registry,
    watches,
    ports,
    deps,
    follow,
    push: pushWith(),
    pushWith,
    deliveries,
    trouble,
    queued,
    connectedSheet,
    /** As if its pass had been run. */
    passed,
    /** Connected, and edits of it are found in Drive's log; nothing is queued for it. */
    watchedSheet: async (account: string | null = null): Promise<string> => {
      const spreadsheetId = await connectedSheet(account);
      const turnedOn = await pushWith().turnOn(spreadsheetId);
      if (turnedOn.outcome !== 'on' || turnedOn.tended.error !== null)
        throw new Error(`not turned on: ${JSON.stringify(turnedOn)}`);
      await passed(spreadsheetId);
      queued.length = 0;
      return spreadsheetId;
    },
    revision: sheets.revision,
    /** Waits until no notification is on its way. */
    quiet: () => waitFor(() => (drive.isQuiet() && answering.size === 0 ? true : null), 20_000),
    types: (spreadsheetId: string, value: string) =>
      sheets.personTypes(spreadsheetId, {
        tab: 'Goals',
        range: 'B3',
        values: [[value]],
        clear: [],
        client: 'a window',
      }),
    channels: async (account: string | null = null) => (await watches.find(account)).channels,
    /** Waits for as many notifications of a kind, and gives them back. */
    heard: (state: string, count: number): Promise<Delivery[]> =>
      waitFor(() => {
        const found = deliveries.filter(({ headers }) => headers['x-goog-resource-state'] === state);
        return found.length >= count ? found : null;
      }, 10_000),
    close: async () => {
      drive.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.allSettled(answering);
      sheets.close();
      await database.close();
    },
  };
};
