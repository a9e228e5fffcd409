import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../functions/config.ts';
import { signMessage } from '../../../functions/edits/signature.ts';
import { type FunctionName, functionNames } from '../../../functions/function-names.ts';
import { createPlanner } from '../../../functions/planner.ts';
import { bundleFunctions, type FunctionBundle } from '../../../scripts/bundle/bundle.ts';
import { archiveOf } from '../../../scripts/bundle.ts';
import { demoEntries } from '../../../scripts/demo-plan.ts';
import { startCloudTasks } from '../../../scripts/local/cloud-tasks.ts';
import { startEmbeddedFirestore } from '../../../scripts/local/firestore/embedded.ts';
import { createPlanningSheet } from '../../../scripts/local/planning-sheet.ts';
import { createSheetsServer } from '../../../scripts/local/sheets-api/server.ts';
import { readZip, unpack } from '../../../scripts/xlsx/zip.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '../../..');

let folder: string;
let bundles: Map<FunctionName, FunctionBundle>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundles-'));
  bundles = new Map((await bundleFunctions()).map((bundle) => [bundle.name, bundle]));
  for (const [name, { files }] of bundles) {
    await mkdir(join(folder, name));
    for (const [file, content] of files) await writeFile(join(folder, name, file), content);
  }
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a bundle', () => {
  const uses = (name: FunctionName, path: RegExp): boolean =>
    Object.keys(bundles.get(name)!.inputs).some((input) => path.test(input));

  test.each(functionNames)('of %s has no part of googleapis but the APIs that it calls', (name) => {
    const apis = new Set(
      Object.keys(bundles.get(name)!.inputs).flatMap(
        (path) => /googleapis\/build\/src\/apis\/([^/]+)/.exec(path)?.[1] ?? [],
      ),
    );
    expect([...apis].filter((api) => !['sheets', 'drive'].includes(api))).toEqual([]);
    expect(uses(name, /googleapis\/build\/src\/index\.js$/)).toBe(false);
  });

  test('has only what its function uses', () => {
    const having = (path: RegExp): FunctionName[] => functionNames.filter((name) => uses(name, path));
    expect(having(/node_modules\/(echarts|exceljs)\//)).toEqual(['rollup']);
    expect(having(/node_modules\/googleapis\//)).not.toContain('onEdit');
    expect(having(/functions\/rollup\/handler\.ts$/)).toEqual(['rollup']);
    expect(having(/functions\/repair\/repair\.ts$/)).toEqual(['repair']);
  });

  test('has the same bytes each time, so that nothing is deployed anew where nothing has changed', async () => {
    const [again] = await bundleFunctions(['onEdit']);
    expect(archiveOf(again!).equals(archiveOf(bundles.get('onEdit')!))).toBe(true);
  });

  test('is an archive of the code, its manifest, and a lock file', () => {
    const entries = readZip(archiveOf(bundles.get('health')!));
    expect(entries.map(({ name }) => name)).toEqual(['index.js', 'package.json', 'package-lock.json']);
    expect(JSON.parse(unpack(entries[1]!, 10_000).toString())).toMatchObject({
      main: 'index.js',
      dependencies: { '@google-cloud/functions-framework': expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    });
  });

  test('has a lock file that npm finds complete', async () => {
    // npm ls fails where a package is missing or is of another version than a package wants.
    const { stdout } = await run('npm', ['ls', '--package-lock-only', '--all', '--json'], {
      cwd: join(folder, 'onEdit'),
    });
    const tree = JSON.parse(stdout) as { problems?: string[]; dependencies: object };
    expect(tree.problems ?? []).toEqual([]);
    expect(Object.keys(tree.dependencies)).toEqual(['@google-cloud/functions-framework']);
  });
});

describe('the functions as they run in the cloud: each by itself, from its bundle, under the framework’s own command', () => {
  const closing: (() => unknown)[] = [];
  const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const urls = new Map<FunctionName, string>();
  let tasks: Awaited<ReturnType<typeof startCloudTasks>>;
  let rootUrl: string;
  let spreadsheetId: string;

  beforeAll(async () => {
    const firestore = await startEmbeddedFirestore({ file: ':memory:' });
    closing.push(firestore.close);
    const sheets = createSheetsServer({ file: ':memory:' });
    closing.push(sheets.close);
    const server = express().use('/v4', sheets.v4).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.close());
    rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    tasks = await startCloudTasks();
    closing.push(tasks.close);

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
    process.env.FIRESTORE_EMULATOR_HOST = firestore.host;
    const planner = createPlanner(readConfig(env), () => undefined);
    closing.push(planner.close);
    spreadsheetId = await createPlanningSheet(rootUrl, 'Riverbend', await demoEntries());
    await planner.registry.connect({
      spreadsheetId,
      communityId: 'riverbend',
      newKey: key,
      now: new Date().toISOString(),
    });

    await mkdir(join(folder, 'node_modules/@google-cloud'), { recursive: true });
    await symlink(
      join(repository, 'node_modules/@google-cloud/functions-framework'),
      join(folder, 'node_modules/@google-cloud/functions-framework'),
    );
    await Promise.all(
      functionNames.map(async (name) => {
        const port = await freePort();
        const child = spawn(
          process.execPath,
          [
            join(folder, 'node_modules/@google-cloud/functions-framework/build/src/main.js'),
            `--target=${name}`,
            `--port=${port}`,
          ],
          { cwd: join(folder, name), env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
        );
        closing.push(() => child.kill('SIGKILL'));
        urls.set(name, `http://127.0.0.1:${port}/`);
        await answering(urls.get(name)!, child);
      }),
    );
  }, 120_000);
  afterAll(async () => {
    delete process.env.FIRESTORE_EMULATOR_HOST;
    for (const close of closing.reverse()) await close();
  });

  const signed = (name: 'onEdit' | 'repair', content: object): Promise<Response> => {
    const body = JSON.stringify({ spreadsheetId, ...content });
    const timestampSeconds = Math.floor(Date.now() / 1000);
    const id = `msg_${name}`;
    return fetch(urls.get(name)!, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestampSeconds),
        'webhook-signature': signMessage({ key, id, timestampSeconds, body }),
      },
    });
  };

  test('onEdit queues a pass', async () => {
    const answer = await signed('onEdit', { tab: 'Goals', range: 'B2' });
    expect([answer.status, await answer.text()]).toEqual([202, expect.any(String)]);
    expect(tasks.created).toHaveLength(1);
  });

  test('runPass reads, checks and mirrors the plan, with the solver in its place', async () => {
    const answer = await fetch(urls.get('runPass')!, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ spreadsheetId }),
    });
    expect([answer.status, await answer.json()]).toMatchObject([200, { outcome: 'done', communityId: 'riverbend' }]);
    const proposal = await fetch(`${rootUrl}/v4/spreadsheets/${spreadsheetId}/values/Proposal!A1:Z60`);
    const { values } = (await proposal.json()) as { values: unknown[][] };
    // Below the headers.
    expect(values.length).toBeGreaterThan(2);
  }, 60_000);

  test('repair answers what it would change', async () => {
    const answer = await signed('repair', { step: 'preview' });
    expect([answer.status, await answer.json()]).toMatchObject([200, {}]);
  });

  test('rollup shows what was mirrored, as a page and as a workbook', async () => {
    const page = await fetch(`${urls.get('rollup')}?scope=community:riverbend&year=2026`, {
      headers: { accept: 'text/html' },
    });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<svg')]);
    const workbook = await fetch(`${urls.get('rollup')}?scope=community:riverbend&year=2026&format=xlsx`);
    expect([
      workbook.status,
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ]).toEqual([200, 'PK']);
  }, 60_000);

  test('reconcile finds nothing left to do, and health says so', async () => {
    const reconciled = await fetch(urls.get('reconcile')!, { method: 'POST' });
    expect([reconciled.status, await reconciled.json()]).toMatchObject([200, { outcome: 'ended' }]);
    const health = await fetch(urls.get('health')!);
    expect([health.status, await health.json()]).toMatchObject([200, { ok: true, queue: { owing: 0 } }]);
  });
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** @throws with what a program said where it ends before it answers */
const answering = async (url: string, child: ChildProcess): Promise<void> => {
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk;
  };
  child.stdout!.on('data', hear);
  child.stderr!.on('data', hear);
  while (child.exitCode === null) {
    // A page that browsers ask for by themselves, and that no function sees.
    if (
      await fetch(`${url}favicon.ico`).then(
        () => true,
        () => false,
      )
    )
      return;
    await wait(50);
  }
  throw new Error(`It ended with ${child.exitCode}: ${said}`);
};
