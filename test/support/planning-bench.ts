import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { leases } from '../../functions/edits/lease.ts';
import { openWrites } from '../../functions/edits/open-writes.ts';
import { type PassPorts, type PassReport, runPass } from '../../functions/edits/pass.ts';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { mirrorStore } from '../../functions/mirror/firestore.ts';
import { sheetRepair } from '../../functions/repair/repair.ts';
import { type SheetsAccess, sheetsAccess } from '../../functions/sheet/access.ts';
import { type SheetsPort, sheetsClient } from '../../functions/sheet/client.ts';
import { cellsOfRows, mirroredRows, replayedHistory } from '../../scripts/faults/mirror-reading.ts';
import type { PersonAction } from '../../scripts/local/grid-protocol.ts';
import { createPlanningSheet, type SheetEntry } from '../../scripts/local/planning-sheet.ts';
import { createSheetsServer } from '../../scripts/local/sheets-api/server.ts';
import { openTestDatabase } from '../mirror/test-database.ts';

export const now = new Date('2026-11-23T15:00:00Z');

/** A small plan: three partners, one of them of a kind that does not exist. */
export const smallPlan: SheetEntry[] = [
  {
    tab: 'Community',
    range: 'B3:B9',
    values: [['Millrace TechHire'], ['OH'], [''], [''], [''], ['2026-07-01'], ['2027-06-30']],
  },
  { tab: 'Goals', range: 'B3:B4', values: [['60'], ['0%']] },
  {
    tab: 'Partners',
    range: 'A3:E5',
    values: [
      ['Acme', 'Employer', '', '', 'Committed'],
      ['Beta', 'Emploier', '', '', 'Committed'],
      ['Gamma', 'Funder', '', '', 'Invited'],
    ],
  },
];

/** The Sheets API without a quota, and without waiting between attempts. */
export const unlimitedAccess = (client: SheetsPort): SheetsAccess =>
  sheetsAccess({
    clientOf: async () => client,
    budget: { take: async () => undefined, refused: async () => undefined },
    random: Math.random,
    wait: async () => undefined,
  });

export type PlanningBench = Awaited<ReturnType<typeof openPlanningBench>>;
export type ConnectedSheet = Awaited<ReturnType<PlanningBench['connectedSheet']>>;

/** The local Sheets server and a Firestore, for real passes over sheets that people pull about. */
export const openPlanningBench = async () => {
  const database = await openTestDatabase();
  const sheets = createSheetsServer({ file: ':memory:' });
  const server = createServer(express().use('/v4', sheets.v4).use('/local', sheets.local));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let communities = 0;
  let ids = 0;

  /** A planning sheet of its own, or one that is there already, connected to a community of its own. */
  const connectedSheet = async (
    changes: Partial<PassPorts> = {},
    entries: SheetEntry[] = smallPlan,
    there: string | null = null,
  ) => {
    const spreadsheetId = there ?? (await createPlanningSheet(rootUrl, 'A plan', entries));
    const communityId = `pass-${++communities}`;
    const registry = sheetRegistry(database.db);
    await registry.connect({
      spreadsheetId,
      communityId,
      newKey: 'whsec_b2Ygbm8gdXNlIGJ1dCBpbiB0aGVzZSB0ZXN0cw==',
      now: now.toISOString(),
    });
    /** What the passes of this sheet call; a test may put something in the way of its methods. */
    const client = sheetsClient(rootUrl);
    const ports: PassPorts = {
      sheets: unlimitedAccess(client),
      mirror: mirrorStore(database.db),
      leases: leases(database.db, 60_000),
      openWrites: openWrites(database.db),
      registry,
      now: () => now,
      newId: () => `id-${++ids}`,
      switchedOff: new Set(),
      propose: async () => ({ kind: 'notHere' }),
      wait: async () => undefined,
      ...changes,
    };
    const snapshot = () => sheetsClient(rootUrl).read(spreadsheetId);
    return {
      spreadsheetId,
      communityId,
      registry,
      client,
      ports,
      snapshot,
      types: (tab: string, range: string, values: (string | number | null)[][], clear: string[] = []) =>
        sheets.personTypes(spreadsheetId, { tab, range, values, clear, client: 'a window' }),
      /** Types into a cell whose protection asks first, and says that it is meant; such a step cannot be undone here. */
      insists: async (sheetId: number, row: number, column: number, value: string | number) => {
        const userEnteredValue = typeof value === 'number' ? { numberValue: value } : { stringValue: value };
        const start = { sheetId, rowIndex: row - 1, columnIndex: column };
        const cell = value === '' ? {} : { userEnteredValue };
        await sheetsClient(rootUrl).write(
          spreadsheetId,
          [{ updateCells: { start, rows: [{ values: [cell] }], fields: 'userEnteredValue' } }],
          [],
        );
      },
      /** What a message about an edit comes to. */
      announced: async () =>
        registry.raiseRequested((await registry.find(spreadsheetId))!, {
          at: now,
          message: { id: `message-${++ids}`, rememberUntil: new Date(now.getTime() + 600_000) },
        }),
      pass: (options: { always?: boolean; reconciling?: boolean } = {}): Promise<PassReport> =>
        runPass(spreadsheetId, ports, options),
      partners: async (year = 2026) => {
        const rows = await mirroredRows(database.db, communityId, year);
        return [...rows]
          .filter(([key]) => key.startsWith('partners/'))
          .map(([, { values }]) => values.name)
          .sort();
      },
      mirrored: (year = 2026) => mirroredRows(database.db, communityId, year),
      /** What the rows' documents hold, and what all of history comes to. */
      toldTwice: async (year = 2026) => ({
        rows: cellsOfRows(await mirroredRows(database.db, communityId, year)),
        history: await replayedHistory(database.db, communityId, year),
      }),
      summary: async (year = 2026) => (await database.db.doc(`summaries/${communityId}_${year}`).get()).data(),
      /** What stands in a cell now, with its note. */
      cell: async (tab: string, row: number, column: number) =>
        (await snapshot()).tabs.find(({ title }) => title === tab)!.rows[row - 1]?.[column],
      act: (action: PersonAction) =>
        fetch(`${rootUrl}/local/spreadsheets/${spreadsheetId}/actions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ client: 'a window', ...action }),
        }),
      sheetId: async (tab: string) => (await snapshot()).tabs.find(({ title }) => title === tab)!.sheetId,
    };
  };

  const repair = sheetRepair({
    sheets: unlimitedAccess(sheetsClient(rootUrl)),
    registry: sheetRegistry(database.db),
    leases: leases(database.db, 60_000),
    newId: () => `repair-${++ids}`,
    now: () => now,
    wait: async () => {},
  });

  return {
    rootUrl,
    db: database.db,
    connectedSheet,
    repair,
    /** Does what a preview shows. */
    carryOutRepair: async (spreadsheetId: string) => {
      const outcome = await repair.carryOut(spreadsheetId, (await repair.preview(spreadsheetId)).mark);
      if (outcome.outcome !== 'done') throw new Error('The sheet changed by itself.');
      return outcome;
    },
    /** For programs that reach the bench by their settings. */
    settings: {
      GOOGLE_CLOUD_PROJECT: database.projectId,
      FIRESTORE_EMULATOR_HOST: database.host,
      TECHHIRE_SHEETS_ROOT_URL: rootUrl,
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      sheets.close();
      await database.close();
    },
  };
};
