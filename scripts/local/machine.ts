import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stop as stopBundler } from 'esbuild';
import express from 'express';
import { isMemoryQueue, type MemoryQueue } from '../../functions/edits/queue.ts';
import { frontDoorServer } from '../../functions/front-door.ts';
import type { Planner } from '../../functions/planner.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { buildBoundScript } from '../bound-script.ts';
import { demoEntries } from '../demo-plan.ts';
import { openAlerts } from './alerts.ts';
import { createScriptHost } from './apps-script/host.ts';
import { fileProperties } from './apps-script/properties-store.ts';
import { sheetsByApi } from './apps-script/script-sheets.ts';
import { connectSheet } from './connect-sheet.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { createDriveServer } from './drive-api/server.ts';
import { editPath } from './edit-path.ts';
import { startEmbeddedFirestore } from './firestore/embedded.ts';
import { findEmulator, startEmulator } from './firestore/emulator.ts';
import { functionsHost } from './functions-host.ts';
import { gridRouter } from './grid/serve.ts';
import type { GridPlace, GridSidebar } from './grid-protocol.ts';
import { OptionError, type StartOptions } from './options.ts';
import { createPlanningSheet } from './planning-sheet.ts';
import { keptRootKeys } from './root-keys.ts';
import { localRoutes } from './routes.ts';
import { schedule } from './schedule.ts';
import { createSheetsServer } from './sheets-api/server.ts';
import { openSidebars } from './sidebars.ts';

/** Everything that one machine runs. */
export interface Machine {
  url: string;
  spreadsheetId: string;
  close(): Promise<void>;
}

/** Any id will do where no project is. */
const LOCAL_PROJECT = 'techhire-local';

/**
 * Starts everything, in the order in which each needs the other, and says what runs where.
 *
 * @param startedAt  performance.now() when the program began, for the times that it prints
 * @throws OptionError for what a person can mend: a taken port, a folder that cannot be used, a missing emulator
 */
export const startMachine = async (
  options: StartOptions,
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
  startedAt: number,
): Promise<Machine> => {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const folder = openDataFolder(options.dataFolder);
    closers.push(folder.release);
    const app = express();
    app.disable('x-powered-by');
    const server = frontDoorServer();
    const port = await listen(server, options.port);
    closers.push(() => stopListening(server));
    const url = `http://localhost:${port}`;
    const rootUrl = `http://127.0.0.1:${port}`;

    const project = env.GOOGLE_CLOUD_PROJECT ?? LOCAL_PROJECT;
    const firestore = await startFirestore(options, env, folder);
    closers.push(firestore.close);

    const sheets = createSheetsServer({ file: folder.file('sheets.sqlite') });
    closers.push(sheets.close);
    app.use('/v4', sheets.v4);
    app.use('/local', sheets.local);
    const drive = createDriveServer({ file: folder.file('drive.sqlite'), sheets });
    closers.push(drive.close);
    app.use('/drive/v3', drive.v3);

    const rootKeys = await keptRootKeys(folder);
    // The functions read their settings from the environment, as they do in the cloud.
    Object.assign(process.env, {
      NODE_ENV: env.NODE_ENV ?? 'production',
      GOOGLE_CLOUD_PROJECT: project,
      FIRESTORE_EMULATOR_HOST: firestore.host,
      TECHHIRE_ROOT_KEYS: rootKeys,
      METADATA_SERVER_DETECTION: 'none',
      TECHHIRE_SHEETS_ROOT_URL: rootUrl,
      TECHHIRE_DRIVE_ROOT_URL: rootUrl,
      TECHHIRE_PUBLIC_URL: `${rootUrl}/functions`,
      // Nobody else works on these sheets, so what a crash left half done is taken up again soon.
      TECHHIRE_LEASE_SECONDS: env.TECHHIRE_LEASE_SECONDS ?? '5',
      // The Sheets API of this machine has no quota.
      TECHHIRE_CALLS_PER_ACCOUNT: env.TECHHIRE_CALLS_PER_ACCOUNT ?? '100000',
      TECHHIRE_CALLS_PER_PROJECT: env.TECHHIRE_CALLS_PER_PROJECT ?? '100000',
      // Invented, so that rollups can be had in every form; the prefix of a list that there is not.
      TECHHIRE_PUBLISHER_ORG: env.TECHHIRE_PUBLISHER_ORG ?? 'XX-DEMO-1',
      TECHHIRE_PUBLISHER_NAME: env.TECHHIRE_PUBLISHER_NAME ?? 'TechHire on this machine',
      TECHHIRE_360GIVING_PREFIX: env.TECHHIRE_360GIVING_PREFIX ?? '360G-demo',
      TECHHIRE_LOG_LEVEL: env.TECHHIRE_LOG_LEVEL ?? 'warn',
    });
    const functions = await import('../../functions/index.ts');
    const planner = functions.planner();
    closers.push(planner.close);
    const queue = queueHere(planner);
    const serveFunction = functionsHost();
    server.on('request', (request, response) => {
      if (!serveFunction(request, response)) app(request, response);
    });

    const alerts = openAlerts((spreadsheetId, open) => sheets.publish(spreadsheetId, 'alerts', open));
    const sidebars = openSidebars();
    const script = await buildBoundScript();
    const properties = fileProperties(folder.file('script-properties'));
    const host = createScriptHost({
      ...script,
      properties,
      onToast: (spreadsheetId, { title, message }) => sheets.publish(spreadsheetId, 'notice', { title, message }),
      onAlert: alerts.ask,
      onPrompt: alerts.askText,
      onSidebar: (spreadsheetId, seat, { title, html }) => {
        sidebars.show(spreadsheetId, html);
        if (seat) sheets.publish(spreadsheetId, 'sidebar', { window: seat.window, title } satisfies GridSidebar);
      },
      onGoTo: (spreadsheetId, seat, place) => {
        if (seat) sheets.publish(spreadsheetId, 'goTo', { window: seat.window, ...place } satisfies GridPlace);
      },
      sheets: sheetsByApi(rootUrl),
    });
    closers.push(host.close, () => within(host.idle(), LAST_MESSAGE_MS));
    const edits = editPath(host, planner, queue, sheets.revision, (spreadsheetId, state) =>
      sheets.publish(spreadsheetId, 'state', state),
    );
    if (!options.withoutScript) sheets.onPersonEdit(edits.fire);
    const rollupPaths = new Map<string, string>();
    planner.onPass((report) => {
      if (report.outcome === 'done')
        rollupPaths.set(
          report.spreadsheetId,
          `/functions/rollup?scope=community:${report.communityId}&year=${report.year}`,
        );
    });

    const opened = await openSpreadsheet(options, folder, rootUrl);
    const connect = (spreadsheetId: string, communityId: string): Promise<void> =>
      connectSheet(
        { spreadsheetId, communityId, url: `${rootUrl}/functions/onEdit` },
        planner.registry,
        properties,
        host,
      );
    for (const [kind, spreadsheetId] of Object.entries(folder.spreadsheets.read()))
      await connect(spreadsheetId, communityIds[kind] ?? kind);
    if (options.withoutScript)
      for (const spreadsheetId of Object.values(folder.spreadsheets.read()))
        await planner.drivePush.turnOn(spreadsheetId);
    // The port may be another one than the last time.
    else await planner.drivePush.tend();

    const titles = (): Map<string, string> => new Map(sheets.list().map((each) => [each.spreadsheetId, each.title]));
    app.use(
      localRoutes({
        version: packageFile.version,
        firestore: { ...firestore, project },
        rootKeys,
        planner,
        edits,
        host,
        alerts,
        sidebars,
        titleOf: (spreadsheetId) => titles().get(spreadsheetId) ?? null,
      }),
    );
    app.use(await gridRouter({ spreadsheetId: () => opened, rollupUrl: () => rollupPaths.get(opened) ?? null }));
    app.use((_request, response) => {
      response.status(404).json({
        error: {
          code: 404,
          status: 'NOT_FOUND',
          message: 'There is nothing at this address. The planning sheet is at /.',
        },
      });
    });

    await planner.registry.forgetMessages(new Date());
    await planner.queue.recover();
    await within(edits.idle(), FIRST_PASS_MS);
    closers.push(schedule(() => fetch(`${rootUrl}/functions/reconcile`, { method: 'POST' }), RECONCILE_EVERY_MS));
    // The bundler keeps a process of its own for as long as it is not told that this is all.
    await stopBundler();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    print(`TechHire Planner ${packageFile.version}, ready after ${seconds} s. Stop it with Ctrl-C.`);
    print(`  Planning sheet   ${url}/`);
    if (rollupPaths.has(opened)) print(`  Funder's page    ${url}${rollupPaths.get(opened)}`);
    print(`  Sheets API v4    ${url}/v4/spreadsheets/${opened}`);
    print(`  Firestore        ${firestore.kind} at ${firestore.host}, project ${project}`);
    print(`  Kept in          ${folder.path}`);
    // The chart library is slow to load; nobody should wait for it when the page is opened.
    void import('../../functions/rollup/page/page.ts');
    return { url, spreadsheetId: opened, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** An edit of the last second may still be on its way to the functions when the machine stops. */
const LAST_MESSAGE_MS = 1_000;

/** @throws OptionError where the environment says that passes are run elsewhere */
const queueHere = ({ queue }: Planner): MemoryQueue => {
  if (isMemoryQueue(queue)) return queue;
  throw new OptionError('npm start runs the passes itself: leave TECHHIRE_QUEUE out of the environment.');
};

/** The page is worth looking at once the sheet has been checked; a machine that is slower than this shows it while it is checked. */
const FIRST_PASS_MS = 10_000;

/** As often as deployments have it done; which sheets are due is a setting. */
const RECONCILE_EVERY_MS = 10 * 60_000;

const communityIds: Readonly<Record<string, string>> = { demo: 'riverbend', empty: 'my-community' };

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE')
        reject(
          new OptionError(`Port ${port} is taken. Choose another one: npm start -- --port ${port + 1}`, { cause }),
        );
      else if (cause.code === 'EACCES')
        reject(
          new OptionError(`Port ${port} needs special rights. Choose one above 1024: npm start -- --port 8080`, {
            cause,
          }),
        );
      else reject(cause);
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

interface LocalFirestore {
  kind: 'embedded' | 'emulator' | 'running';
  host: string;
  close(): Promise<void> | void;
}

const startFirestore = async (
  options: StartOptions,
  env: NodeJS.ProcessEnv,
  folder: DataFolder,
): Promise<LocalFirestore> => {
  if (options.firestore === 'running')
    return { kind: 'running', host: env.FIRESTORE_EMULATOR_HOST!, close: () => undefined };
  if (options.firestore === 'embedded')
    return { kind: 'embedded', ...(await startEmbeddedFirestore({ file: folder.file('firestore.sqlite') })) };
  const found = findEmulator(env);
  if ('missing' in found) throw new OptionError(found.missing);
  return {
    kind: 'emulator',
    ...(await startEmulator({ dataDir: folder.file('firestore-emulator'), project: LOCAL_PROJECT })),
  };
};

/** The spreadsheet that `/` opens: made at the first start, and the same one ever after. */
const openSpreadsheet = async (options: StartOptions, folder: DataFolder, rootUrl: string): Promise<string> => {
  const kind = options.empty ? 'empty' : 'demo';
  const known = folder.spreadsheets.read();
  if (known[kind] !== undefined) return known[kind];
  const spreadsheetId = options.empty
    ? await createPlanningSheet(rootUrl, 'TechHire planning checklist', [])
    : await createPlanningSheet(rootUrl, 'Riverbend TechHire (invented example)', await demoEntries());
  folder.spreadsheets.write({ ...known, [kind]: spreadsheetId });
  return spreadsheetId;
};

const within = (work: Promise<unknown>, ms: number): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, ms).unref())]);
