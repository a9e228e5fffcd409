import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { readConfig } from '../../functions/config.ts';
import { signMessage } from '../../functions/edits/signature.ts';
import type { SignedMessage } from '../../functions/edits/signed-message.ts';
import type { FunctionName } from '../../functions/function-names.ts';
import { rootKeyFile } from '../../functions/keys/root-key-file.ts';
import { formatRootKeys, newRootKey } from '../../functions/keys/root-keys.ts';
import { createPlanner } from '../../functions/planner.ts';
import { watchOf } from '../../functions/watch/watch.ts';
import { demoEntries } from '../demo-plan.ts';
import { functionRights } from '../deploy/deployed.ts';
import { type CloudTasksDouble, startCloudTasks } from '../local/cloud-tasks.ts';
import { startEmbeddedFirestore } from '../local/firestore/embedded.ts';
import { createPlanningSheet } from '../local/planning-sheet.ts';
import { createSheetsServer } from '../local/sheets-api/server.ts';

/** What the functions meet in the cloud, on this machine: Firestore, the Sheets API, Cloud Tasks, and the demo plan's sheet, connected. */
export interface Surroundings {
  /** The settings with which a function finds it: the root keys only where it has them in the cloud, too. */
  envOf(name: FunctionName): Readonly<Record<string, string>>;
  /** Of the Sheets API. */
  rootUrl: string;
  tasks: CloudTasksDouble;
  spreadsheetId: string;
  /** What the sheet's bound script would say, as it reaches a function. */
  signed(body: string): SignedMessage;
  /** Has the sheet's bound script say something to a function. */
  post(url: string, content: object): Promise<Response>;
  close(): Promise<void>;
}

/** @param newId  a new text each time, by which a message is known */
export const startSurroundings = async (newId: () => string): Promise<Surroundings> => {
  const closing: (() => unknown)[] = [];
  const firestore = await startEmbeddedFirestore({ file: ':memory:' });
  closing.push(firestore.close);
  const sheets = createSheetsServer({ file: ':memory:' });
  closing.push(sheets.close);
  const server = express().use('/v4', sheets.v4).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tasks = await startCloudTasks();
  closing.push(tasks.close);
  const folder = await mkdtemp(join(tmpdir(), 'techhire-root-keys-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const rootKeys = { TECHHIRE_ROOT_KEYS: join(folder, 'root-keys') };
  await rootKeyFile(rootKeys.TECHHIRE_ROOT_KEYS).write(formatRootKeys([newRootKey(new Date())]));
  const env = {
    GOOGLE_CLOUD_PROJECT: 'techhire-ohio',
    FIRESTORE_EMULATOR_HOST: firestore.host,
    METADATA_SERVER_DETECTION: 'none',
    TECHHIRE_SHEETS_ROOT_URL: rootUrl,
    TECHHIRE_PUBLIC_URL: 'https://us-east5-techhire-ohio.cloudfunctions.net/techhire-{function}',
    // Lets us call what in the cloud only the queue may; the tasks themselves go to Cloud Tasks.
    TECHHIRE_QUEUE: 'memory',
    TECHHIRE_TASKS_ROOT_URL: tasks.rootUrl,
    TECHHIRE_TASKS_QUEUE: 'projects/techhire-ohio/locations/us-east5/queues/techhire-passes',
    TECHHIRE_TASKS_SERVICE_ACCOUNT: 'techhire-queue@techhire-ohio.iam.gserviceaccount.com',
  };
  const planner = createPlanner(
    readConfig({ ...env, ...rootKeys }),
    watchOf(() => undefined),
  );
  closing.push(planner.close);
  const spreadsheetId = await createPlanningSheet(rootUrl, 'Riverbend', await demoEntries());
  await planner.registry.connect({
    spreadsheetId,
    communityId: 'riverbend',
    newKey: KEY,
    now: new Date().toISOString(),
  });
  const signed = (body: string): SignedMessage & { headers: Record<string, string> } => {
    const nowMs = Date.now();
    const timestampSeconds = Math.floor(nowMs / 1000);
    const id = newId();
    const signature = signMessage({ key: KEY, id, timestampSeconds, body });
    return {
      method: 'POST',
      rawBody: Buffer.from(body),
      nowMs,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(timestampSeconds),
        'webhook-signature': signature,
      },
    };
  };
  return {
    envOf: (name) => (functionRights[name].keys ? { ...env, ...rootKeys } : env),
    rootUrl,
    tasks,
    spreadsheetId,
    signed,
    post: (url, content) => {
      const body = JSON.stringify({ spreadsheetId, ...content });
      return fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...signed(body).headers },
      });
    },
    close: async () => {
      for (const close of closing.reverse()) await close();
    },
  };
};

/** Of a sheet that lives only as long as this process. */
const KEY = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
