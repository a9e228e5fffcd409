import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FunctionName, functionNames } from '../../../functions/function-names.ts';
import { bundleFunctions, type FunctionBundle } from '../../../scripts/bundle/bundle.ts';
import { type BundleFolders, bundleFolders, type RunningFunction } from '../../../scripts/bundle/running.ts';
import { type Surroundings, startSurroundings } from '../../../scripts/bundle/surroundings.ts';
import { archiveOf } from '../../../scripts/bundle.ts';
import { readZip, unpack } from '../../../scripts/xlsx/zip.ts';
import { startOtlpReceiver } from '../../support/otlp-receiver.ts';

const run = promisify(execFile);

let folders: BundleFolders;
const paths = new Map<FunctionName, string>();
let bundles: Map<FunctionName, FunctionBundle>;

beforeAll(async () => {
  folders = await bundleFolders();
  bundles = new Map((await bundleFunctions()).map((bundle) => [bundle.name, bundle]));
  for (const [name, { files }] of bundles) paths.set(name, await folders.add(name, files));
}, 60_000);
afterAll(() => folders.remove());

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
      cwd: paths.get('onEdit')!,
    });
    const tree = JSON.parse(stdout) as { problems?: string[]; dependencies: object };
    expect(tree.problems ?? []).toEqual([]);
    expect(Object.keys(tree.dependencies)).toEqual(['@google-cloud/functions-framework']);
  });
});

describe('the functions as they run in the cloud: each by itself, from its bundle, under the framework’s own command', () => {
  const running = new Map<FunctionName, RunningFunction>();
  let surroundings: Surroundings;
  let metrics: Awaited<ReturnType<typeof startOtlpReceiver>>;

  beforeAll(async () => {
    let messages = 0;
    surroundings = await startSurroundings(() => `msg_${++messages}`);
    metrics = await startOtlpReceiver();
    const telling = { TECHHIRE_METRICS: 'otlp', TECHHIRE_METRICS_URL: metrics.url };
    await Promise.all(
      functionNames.map(async (name) =>
        running.set(name, await folders.start(name, { ...surroundings.envOf(name), ...telling })),
      ),
    );
  }, 120_000);
  afterAll(async () => {
    for (const each of running.values()) each.stop();
    metrics.close();
    await surroundings.close();
  });
  const url = (name: FunctionName): string => running.get(name)!.url;

  test.each<[string, RequestInit, number, string]>([
    ['malformed JSON', { body: '{"tab": Zebrafish' }, 400, 'malformed'],
    ['packed', { body: '{}', headers: { 'content-encoding': 'zebrafish' } }, 400, 'malformed'],
    ['too long', { body: `"${'x'.repeat(300_000)}"` }, 413, 'too-large'],
  ])(
    'a message that is %s is answered shortly and as JSON, and not quoted in the log',
    async (_, message, status, code) => {
      const { headers = {}, ...rest } = message;
      for (const name of ['onEdit', 'runPass'] as const) {
        const answer = await fetch(url(name), {
          method: 'POST',
          ...rest,
          headers: { 'content-type': 'application/json', ...headers },
        });
        expect([name, answer.status, await answer.json()]).toMatchObject([name, status, { error: { code } }]);
        expect(running.get(name)!.said().toLowerCase()).not.toContain('zebrafish');
      }
    },
  );

  test('onEdit queues a pass', async () => {
    const answer = await surroundings.post(url('onEdit'), { tab: 'Goals', range: 'B2' });
    expect([answer.status, await answer.text()]).toEqual([202, expect.any(String)]);
    expect(surroundings.tasks.created).toHaveLength(1);
  });

  test('what was counted is sent before the answer ends', () => {
    const told = metrics.received.flatMap(({ points }) => points.map(({ metric }) => metric));
    expect(told).toEqual(expect.arrayContaining(['techhire.edit.messages', 'http.server.request.duration']));
  });

  test('onDriveChange looks its channel up', async () => {
    const headers = {
      // As Google writes it.
      'content-type': 'application/json; utf-8',
      'x-goog-channel-id': 'nobodys',
      'x-goog-channel-token': 'account=own&secret=none',
      'x-goog-message-number': '1',
      'x-goog-resource-id': 'none',
      'x-goog-resource-state': 'sync',
    };
    const answer = await fetch(url('onDriveChange'), { method: 'POST', headers });
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'unknown-channel' } }]);
  });

  test('runPass reads, checks and mirrors the plan, with the solver in its place', async () => {
    const { spreadsheetId, rootUrl } = surroundings;
    const answer = await fetch(url('runPass'), {
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

  test('connect looks an invitation up', async () => {
    const answer = await surroundings.post(url('connect'), { step: 'ask', code: 'x'.repeat(32) });
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'unknown-invitation' } }]);
  });

  test('repair answers what it would change', async () => {
    const answer = await surroundings.post(url('repair'), { step: 'preview' });
    expect([answer.status, await answer.json()]).toMatchObject([200, {}]);
  });

  test('rollup shows what was mirrored, as a page and as a workbook', async () => {
    const page = await fetch(`${url('rollup')}?scope=community:riverbend&year=2026`, {
      headers: { accept: 'text/html' },
    });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<svg')]);
    const workbook = await fetch(`${url('rollup')}?scope=community:riverbend&year=2026&format=xlsx`);
    expect([
      workbook.status,
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ]).toEqual([200, 'PK']);
  }, 60_000);

  test('reconcile finds nothing left to do, and health says so', async () => {
    const reconciled = await fetch(url('reconcile'), { method: 'POST' });
    expect([reconciled.status, await reconciled.json()]).toMatchObject([200, { outcome: 'ended' }]);
    const health = await fetch(url('health'));
    expect([health.status, await health.json()]).toMatchObject([200, { ok: true, queue: { owing: 0 } }]);
  });
});
