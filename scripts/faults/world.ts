import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Firestore } from '@google-cloud/firestore';
import { stop as stopBundler } from 'esbuild';
import express from 'express';
import { sheetRegistry } from '../../functions/edits/registry.ts';
import { firestoreClient } from '../../functions/mirror/client.ts';
import type { Language } from '../../functions/plan/messages/language.ts';
import { buildBoundScript } from '../bound-script.ts';
import { demoEntries } from '../demo-plan.ts';
import { createScriptHost, type ScriptHost } from '../local/apps-script/host.ts';
import { memoryProperties } from '../local/apps-script/properties-store.ts';
import { connectSheet } from '../local/connect-sheet.ts';
import { createPlanningSheet } from '../local/planning-sheet.ts';
import { createSheetsServer } from '../local/sheets-api/server.ts';
import type { QueueKind } from './bench.ts';
import { cloudTasksLines } from './cloud-tasks-lines.ts';
import { dialectOf, entriesIn } from './dialect.ts';
import { type StoppableFirestore, stoppableFirestore } from './firestore-server.ts';
import { type FunctionsProcesses, functionsProcesses } from './functions-processes.ts';
import type { Fault, Injector, Purpose } from './injector.ts';
import { type Line, type LineOptions, type Passing, startLine } from './line.ts';
import { type People, peopleAt } from './people.ts';

/** A connected spreadsheet with people at it. */
export interface WorldSheet {
  name: string;
  spreadsheetId: string;
  communityId: string;
  language: Language;
  people: People;
}

/** Told of what happens between the programs. */
export interface Witness {
  log(event: Readonly<Record<string, unknown>>): void;
  fault(purpose: Purpose, fault: Fault): void;
  /** A person changed a sheet. */
  edited(spreadsheetId: string): void;
  /** The functions took a message of a sheet, which they had got at `startedMs`. */
  messageTaken(spreadsheetId: string, startedMs: number): void;
  /** The functions call the Sheets API, whatever becomes of it. */
  called(spreadsheetId: string, kind: 'reads' | 'writes', account: string): void;
  /** The Sheets API gave a reading, for which it had been asked at `startedMs`. */
  sheetRead(spreadsheetId: string, startedMs: number): void;
  passDone(spreadsheetId: string): void;
  /** A note of people's was lost as own-notes.ts says. */
  noteExcused(sheet: number, label: string): void;
  /** A pass had come over something that was typed, and has put it back. */
  putBack(sheet: number): void;
}

/** All programs of the planner, with faults on the lines between them, on this machine. */
export interface World {
  /** Past all faults. */
  db: Firestore;
  /** Of the Sheets API and of people's hands on it, past all faults. */
  sheetsUrl: string;
  /** What the time is in all of these programs, as long as no clock is wrong. */
  now(): Date;
  sheets: readonly WorldSheet[];
  script: ScriptHost;
  functions: FunctionsProcesses;
  firestore: StoppableFirestore;
  /** Requests that have come in on any of the lines, and how many of them are under way. */
  requests(): { total: number; underWay: number };
  close(): Promise<void>;
}

export interface WorldOptions {
  seed: number;
  /** How many spreadsheets. */
  sheets: number;
  queue: QueueKind;
  injector: Injector;
  /** Does something to the rows of a sheet between a reading and its answer. */
  moveRows: (spreadsheetId: string) => Promise<void>;
  witness: Witness;
}

/** Starts everything, with spreadsheets that hold the demo plan, each connected and checked once. */
export const startWorld = async (options: WorldOptions): Promise<World> => {
  const { injector, witness } = options;
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const folder = mkdtempSync(join(tmpdir(), 'techhire-faults-'));
    closers.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
    const clockOffsetMs = BEGINS_AT - Date.now();
    const now = (): Date => new Date(Date.now() + clockOffsetMs);

    const firestore = await stoppableFirestore(join(folder, 'firestore.sqlite'));
    closers.push(firestore.stop);
    const db = firestoreClient({ projectId: PROJECT, emulatorHost: firestore.host });
    closers.push(() => db.terminate());

    const sheetsServer = createSheetsServer({ file: join(folder, 'sheets.sqlite'), now });
    closers.push(sheetsServer.close);
    const server = createServer(express().use('/v4', sheetsServer.v4).use('/local', sheetsServer.local));
    // On a busy machine a connection would otherwise be given up in the very moment in which it is used again.
    server.keepAliveTimeout = 0;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    const sheetsHost = `127.0.0.1:${(server.address() as AddressInfo).port}`;

    const sheets: WorldSheet[] = [];
    const sheetOf = (url: string): WorldSheet | undefined =>
      sheets.find(({ spreadsheetId }) => spreadsheetId === spreadsheetIn(url));
    const lines: Line[] = [];
    const lineWith = async (
      options: Pick<LineOptions, 'target' | 'failure'> &
        Partial<LineOptions> & { purposeOf: (passing: Passing) => Purpose },
    ): Promise<Line> => {
      const started = await startLine({
        onRequest: () => undefined,
        meddle: async () => undefined,
        onAnswer: () => undefined,
        ...options,
        faultFor: (passing) => {
          const purpose = options.purposeOf(passing);
          const fault = injector.faultFor(purpose);
          if (fault) witness.fault(purpose, fault);
          return fault;
        },
      });
      lines.push(started);
      closers.push(started.close);
      return started;
    };

    const sheetsLine = await lineWith({
      target: () => sheetsHost,
      failure: googleFailure,
      purposeOf: ({ method }) => (method === 'GET' ? 'sheet-read' : 'sheet-write'),
      onRequest: ({ method, url, headers }) =>
        witness.called(spreadsheetIn(url), method === 'GET' ? 'reads' : 'writes', headers.authorization ?? 'own'),
      meddle: (_, { url }) => options.moveRows(spreadsheetIn(url)),
      around: ({ method, url }, carry) => {
        const notes = sheetOf(url)?.people.notes;
        return method === 'GET' || !notes ? carry() : notes.around(carry);
      },
      onAnswer: ({ method, url }, { status, body }, startedMs) => {
        if (status !== 200 || method !== 'GET') return;
        sheetOf(url)?.people.notes.read(body.toString());
        witness.sheetRead(spreadsheetIn(url), startedMs);
      },
    });
    const communities = new Map<string, string>();
    const firestoreLine = await lineWith({
      target: () => firestore.host,
      failure: googleFailure,
      purposeOf: ({ url }) => (url.includes(':commit') ? 'firestore-commit' : 'firestore-read'),
      meddle: async (_, { body }) => {
        const text = body.toString();
        const communityId = /communities\/([\w-]+)/.exec(text)?.[1];
        const spreadsheetId = /sheets\/([\w-]+)/.exec(text)?.[1] ?? communities.get(communityId ?? '');
        if (spreadsheetId === undefined) return;
        // As an operator who rotates a key at this very moment; that Firestore may be away is none of its business.
        await sheetRegistry(db)
          .find(spreadsheetId)
          .then((sheet) => sheet && db.doc(`sheets/${spreadsheetId}`).update({ communityId: sheet.communityId }))
          .catch(() => undefined);
      },
    });

    // Tasks are sent to whatever process is there then.
    let nextProcess: FunctionsProcesses['next'] = () => null;
    const tasks =
      options.queue === 'memory'
        ? null
        : await cloudTasksLines({
            seed: options.seed,
            project: PROJECT,
            now: () => now().getTime(),
            nextProcess: () => nextProcess(),
            lineTo: (target, purpose) =>
              lineWith({
                target,
                failure: purpose === 'queue' ? googleFailure : frontEndFailure,
                purposeOf: () => purpose,
              }),
          });
    if (tasks) closers.push(tasks.close);

    const accounts = Array.from(
      { length: Math.ceil(options.sheets / SHEETS_PER_ACCOUNT) },
      (_, number) => `sheets-${number}@${PROJECT}.iam.gserviceaccount.com`,
    );
    const functions = functionsProcesses({
      clockOffsetMs,
      env: {
        NODE_ENV: 'production',
        GOOGLE_CLOUD_PROJECT: PROJECT,
        FIRESTORE_EMULATOR_HOST: firestoreLine.host,
        METADATA_SERVER_DETECTION: 'none',
        TECHHIRE_SHEETS_ROOT_URL: `http://${sheetsLine.host}`,
        // What a kill left half done is taken up again soon; but a pass on a busy machine must not look as if it had been killed, or two
        // processes take the sheet from each other for as long as the machine is busy.
        TECHHIRE_LEASE_SECONDS: '20',
        TECHHIRE_LOG_LEVEL: 'warn',
        TECHHIRE_SHEETS_ACCOUNTS: accounts.join(','),
        ...tasks?.settings,
      },
      onPassDone: witness.passDone,
      onLog: (process, logged) => witness.log({ event: 'logged', process, line: logged }),
    });
    closers.push(functions.close);
    nextProcess = functions.next;
    await functions.start(0);

    const messagesLine = await lineWith({
      target: functions.next,
      failure: frontEndFailure,
      purposeOf: () => 'message',
      onAnswer: ({ body }, { status }, startedMs) => {
        witness.log({ event: 'message', status });
        if (status === 202)
          witness.messageTaken((JSON.parse(body.toString()) as { spreadsheetId: string }).spreadsheetId, startedMs);
      },
    });

    const properties = memoryProperties();
    const bundle = await buildBoundScript();
    // The bundler keeps a process of its own for as long as it is not told that this is all.
    await stopBundler();
    // Whoever is asked whether to repair agrees.
    const script = createScriptHost({ ...bundle, properties, now: () => now().getTime(), onAlert: () => 'OK' });
    closers.push(script.close);
    sheetsServer.onPersonEdit((event) => {
      witness.edited(event.spreadsheetId);
      if (injector.isHeard()) void script.fire(event);
      else witness.log({ event: 'unheard', spreadsheetId: event.spreadsheetId });
    });

    const sheetsUrl = `http://${sheetsHost}`;
    const plan = await demoEntries();
    for (let number = 0; number < options.sheets; number++) {
      const name = `sheet ${number}`;
      const communityId = `community-${number}`;
      const dialect = dialectOf(number);
      const { language, locale } = dialect;
      const entries = entriesIn(dialect, plan);
      const spreadsheetId = await createPlanningSheet(sheetsUrl, name, entries, { language, locale });
      communities.set(communityId, spreadsheetId);
      const url = `http://${messagesLine.host}/functions/onEdit`;
      await connectSheet({ spreadsheetId, communityId, url }, sheetRegistry(db, accounts), properties, script);
      const people = await peopleAt({
        rootUrl: sheetsUrl,
        spreadsheetId,
        language,
        onRequest: (request) => witness.log({ event: 'request', sheet: number, request }),
        onNoteExcused: (label) => witness.noteExcused(number, label),
        onPutBack: () => witness.putBack(number),
        // It may wait for a minute's quota, and each of its calls be answered late.
        patienceMs: 150_000,
        chooseRepair: async () => {
          const { outcome, error, log } = await script.runMenuItem(spreadsheetId, 'repair');
          witness.log({ event: 'repair', sheet: number, outcome, error, log });
        },
      });
      sheets.push({ name, spreadsheetId, communityId, language, people });
    }
    return {
      db,
      sheetsUrl,
      now,
      sheets,
      script,
      functions,
      firestore,
      requests: () =>
        lines
          .map((each) => each.requests())
          .reduce((sum, { total, underWay }) => ({ total: sum.total + total, underWay: sum.underWay + underWay })),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** As many as get a pass or two a minute each within an account's quota, while people work on all of them. */
const SHEETS_PER_ACCOUNT = 7;

/** Any id will do where no project is. */
const PROJECT = 'techhire-faults';

/** Always the same day, so that what a plan says of its dates does not change with the day on which it is run. */
const BEGINS_AT = Date.parse('2026-11-23T15:00:00Z');

const spreadsheetIn = (url: string): string => /spreadsheets\/([\w-]+)/.exec(url)?.[1] ?? '';

const statuses: Readonly<Record<number, string>> = { 429: 'RESOURCE_EXHAUSTED', 500: 'INTERNAL', 503: 'UNAVAILABLE' };

/** https://cloud.google.com/apis/design/errors */
const googleFailure = (code: number): object => ({
  error: { code, message: 'Made to fail.', status: statuses[code] },
});

const frontEndFailure = (status: number): object => ({
  error: { code: 'unavailable', message: `The front end answers ${status}.` },
});
