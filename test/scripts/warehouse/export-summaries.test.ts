import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firestoreClient } from '../../../functions/mirror/client.ts';
import { summaryRow } from '../../../functions/rollup/warehouse/row.ts';
import { summaryTable } from '../../../functions/rollup/warehouse/table.ts';
import { exportSummaries } from '../../../scripts/export-summaries.ts';
import { type RunningFirestore, startEmbeddedFirestore } from '../../../scripts/local/firestore/embedded.ts';
import { bigQueryClient } from '../../../scripts/warehouse/bigquery.ts';
import { community } from '../../rollup/people.ts';
import { riverbend } from '../../rollup/riverbend.ts';

let firestoreServer: RunningFirestore;
let folder: string;
let server: Server;
/** What BigQuery was sent, and what it answers next. */
let asked: { method: string; path: string; body: Buffer }[];
let answers: { status: number; body: object }[];

beforeAll(async () => {
  firestoreServer = await startEmbeddedFirestore({ file: ':memory:' });
  const firestore = firestoreClient({ projectId: 'warehouse-test', emulatorHost: firestoreServer.host });
  for (const summary of [riverbend(), community('lakeside', { applied: 40 }), { ...riverbend(), year: 2027 }])
    await firestore.doc(`summaries/${summary.communityId}_${summary.year}`).set(summary);
  await firestore.terminate();
  folder = await mkdtemp(join(tmpdir(), 'techhire-export-'));
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    asked.push({ method: request.method!, path: request.url!, body: Buffer.concat(parts) });
    const { status, body } = answers.shift() ?? { status: 500, body: {} };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  server.close();
  await firestoreServer.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  asked = [];
  answers = [];
});

const run = async (...args: string[]) => {
  let [out, err] = ['', ''];
  const status = await exportSummaries(
    args,
    {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      env: { GOOGLE_CLOUD_PROJECT: 'warehouse-test', FIRESTORE_EMULATOR_HOST: firestoreServer.host },
    },
    (place) =>
      bigQueryClient(place, { rootUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, pollMs: 1 }),
  );
  return { status, out, err };
};

const rowsIn = (packed: Buffer): unknown[] =>
  gunzipSync(packed)
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const expected = [community('lakeside', { applied: 40 }), riverbend(), { ...riverbend(), year: 2027 }].map(summaryRow);

describe('npm run export-summaries', () => {
  it('writes the rows of every year, their schema and the views', async () => {
    const { status, out } = await run('--to', folder);
    expect(status).toBe(0);
    expect(out).toMatch(/^Wrote 3 summaries as of 20\d\d-/);
    expect(rowsIn(await readFile(join(folder, 'summaries.ndjson.gz')))).toEqual(expected);
    expect(JSON.parse(await readFile(join(folder, 'summaries.schema.json'), 'utf8'))).toEqual(summaryTable());
    const views = await readFile(join(folder, 'views.sql'), 'utf8');
    expect(views).toContain('CREATE OR REPLACE VIEW `warehouse-test.techhire_plans.internal_rollup` AS');
    expect(views).toContain('CROSS JOIN UNNEST(r.`scopes`) AS e1');
    expect(asked).toEqual([]);
  });

  it('loads them in the place of the rows before, waits until they are in, and makes the views', async () => {
    answers = [
      { status: 200, body: { status: { state: 'PENDING' } } },
      { status: 200, body: { status: { state: 'RUNNING' } } },
      { status: 200, body: { status: { state: 'DONE' } } },
      { status: 200, body: { jobComplete: true } },
    ];
    const { status, out } = await run('--to', folder, '--load', '--dataset', 'plans', '--location', 'EU');
    expect(out).toContain('Loaded them into warehouse-test.plans');
    expect(status).toBe(0);
    const [insert, , , views] = asked;
    expect(insert!.path).toMatch(/^\/upload\/bigquery\/v2\/projects\/warehouse-test\/jobs\?uploadType=multipart/);
    const text = insert!.body.toString('latin1');
    const { jobReference, configuration } = JSON.parse(/\r\n\r\n(\{.*\})\r\n/s.exec(text)![1]!);
    expect(jobReference).toMatchObject({ location: 'EU', jobId: expect.stringMatching(/^techhire_summaries_20\w+$/) });
    expect(configuration.load).toEqual({
      sourceFormat: 'NEWLINE_DELIMITED_JSON',
      writeDisposition: 'WRITE_TRUNCATE',
      destinationTable: { projectId: 'warehouse-test', datasetId: 'plans', tableId: 'summaries' },
      schema: { fields: summaryTable() },
    });
    const from = text.indexOf('\x1f\x8b');
    expect(rowsIn(insert!.body.subarray(from, text.lastIndexOf('\r\n--')))).toEqual(expected);
    expect(JSON.parse(views!.body.toString('utf8')).query).toContain('`warehouse-test.plans.internal_rollup`');
  });

  it('does not load twice what is loaded already', async () => {
    answers = [
      { status: 409, body: { error: { message: 'Already Exists: Job' } } },
      { status: 200, body: { status: { state: 'DONE' } } },
      { status: 200, body: { jobComplete: true } },
    ];
    expect((await run('--to', folder, '--load')).status).toBe(0);
  });

  it.each([
    [403, /roles BigQuery Job User/],
    [404, /Make the dataset first/],
  ])('says what to do where BigQuery answers %i', async (code, mend) => {
    answers = [{ status: code, body: { error: { message: 'no' } } }];
    const { status, err } = await run('--to', folder, '--load');
    expect(status).toBe(2);
    expect(err).toMatch(mend);
  });

  it('says what BigQuery found wrong with the rows', async () => {
    answers = [
      { status: 200, body: {} },
      { status: 200, body: { status: { state: 'DONE', errorResult: { message: 'Row 2 is too long' } } } },
    ];
    const { status, err } = await run('--to', folder, '--load');
    expect([status, err]).toEqual([
      2,
      'Cannot load the table warehouse-test.techhire_plans.summaries: Row 2 is too long\n',
    ]);
  });

  it('asks where to, and for a dataset that can be one', async () => {
    expect((await run()).err).toContain('Say --to FOLDER');
    expect((await run('--to', folder, '--dataset', 'a-b')).err).toContain('letters, digits and underscores');
  });
});
