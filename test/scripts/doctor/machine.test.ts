import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThroughClient } from 'google-auth-library';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../scripts/doctor/check.ts';
import { doctor } from '../../../scripts/doctor.ts';
import { type RunningMachine, startMachine, temporaryFolder } from '../../support/machine.ts';

const run = async (url: string, nodeVersion = '24.21.0') => {
  let out = '';
  const status = await doctor(['--port', new URL(url).port, '--json'], {
    out: (text) => (out += text),
    err: (text) => (out += text),
    env: {},
    nowMs: Date.now,
    nodeVersion,
    google: { auth: new PassThroughClient(), rootUrlOf: () => expect.unreachable() },
  });
  const reports = JSON.parse(out) as Report[];
  return { status, reports, named: (name: string) => reports.find((report) => report.name === name)! };
};

describe('npm start', () => {
  const folder = temporaryFolder();
  let machine: RunningMachine;
  beforeAll(async () => {
    machine = await startMachine(folder.path);
  }, 60_000);
  afterAll(async () => {
    await machine?.stop();
    folder.remove();
  });

  it('that is well fails in nothing, and asks Google nothing', async () => {
    // Until the first run of the schedule, which comes after ten minutes, that is to be seen to.
    await fetch(`${machine.url}/functions/reconcile`, { method: 'POST' });
    const { status, reports } = await run(machine.url);
    expect(reports.filter(({ result }) => result !== 'ok')).toEqual([]);
    expect(status).toBe(0);
  });

  it.skipIf(process.platform === 'win32')(
    'whose root keys others may read is told so, and how to mend it',
    async () => {
      const file = join(folder.path, 'root-keys');
      chmodSync(file, 0o644);
      expect((await run(machine.url)).named('root keys')).toMatchObject({ result: 'warn', mend: `chmod 600 ${file}` });
      chmodSync(file, 0o600);
    },
  );

  it('whose root keys are damaged or gone is told so', async () => {
    const file = join(folder.path, 'root-keys');
    writeFileSync(file, 'nonsense\n');
    const damaged = await run(machine.url);
    expect(damaged.named('root keys')).toMatchObject({ result: 'fail', found: expect.stringContaining('Line 1') });
    expect(damaged.named('signing keys')).toMatchObject({ result: 'fail' });
    expect(damaged.status).toBe(1);
    rmSync(file);
    expect((await run(machine.url)).named('root keys')).toMatchObject({
      result: 'fail',
      found: expect.stringContaining('ENOENT'),
      mend: expect.stringContaining('npm run rotate-key'),
    });
  });
});

describe('without npm start', () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());
  const answering = async (body: string): Promise<string> => {
    server = createServer((_request, response) => response.end(body));
    await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  it('says that nothing answers, and how to start it', async () => {
    const url = await answering('');
    await new Promise((closed) => server!.close(closed));
    const { status, named, reports } = await run(url);
    expect(named('server')).toMatchObject({
      result: 'fail',
      found: `Nothing answers at ${url}.`,
      mend: expect.stringContaining(`\`npm start -- --port ${new URL(url).port}\``),
    });
    expect(reports.filter(({ result }) => result === 'fail')).toHaveLength(1);
    expect(status).toBe(1);
  });

  it.each(['<h1>Something else</h1>', '{"status":"UP"}'])('tells another program that answers: %s', async (body) => {
    expect((await run(await answering(body))).named('server')).toMatchObject({
      result: 'fail',
      found: expect.stringContaining('Another program answers'),
      mend: expect.stringContaining('npm start -- --port 8090'),
    });
  });

  it('tells an older version of Node.js', async () => {
    expect((await run(await answering(''), '20.18.3')).named('node')).toMatchObject({
      result: 'fail',
      found: '20.18.3, but 20.19 or newer is needed.',
    });
  });
});
