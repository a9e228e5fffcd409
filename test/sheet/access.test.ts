import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type SheetUse, sheetsAccess } from '../../functions/sheet/access.ts';
import { QuotaReached, sheetsClients } from '../../functions/sheet/client.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The Sheets API as a list of answers: a status each, or null for a connection that breaks. */
const answering = async (answers: (number | null)[], headers: Record<string, string> = {}) => {
  const seen: string[] = [];
  const listener: RequestListener = (request, response) => {
    seen.push(`${request.method} ${request.headers.authorization ?? 'anonymous'}`);
    const status = answers.length > 0 ? answers.shift()! : 200;
    if (status === null) request.socket.destroy();
    else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{}');
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const waits: number[] = [];
  const refusals: unknown[] = [];
  const calls = { reads: 0, writes: 0 };
  const taken: string[] = [];
  const open = (account: string | null = null) =>
    sheetsAccess({
      clientOf: sheetsClients(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
      budget: {
        take: async (kind) => void taken.push(kind),
        refused: async (...refusal) => void refusals.push(refusal),
      },
      random: () => 0,
      wait: async (ms) => void waits.push(ms),
    })({ spreadsheetId: 'a', account, urgency: 'people', onCall: (kind) => calls[kind]++ } satisfies SheetUse);
  return { seen, waits, refusals, calls, taken, open };
};

describe('a read', () => {
  it.each([[503], [500], [408], [null]])(
    'that gets %s is made again after a while, each time counted',
    async (failure) => {
      const { open, waits, calls, taken } = await answering([failure, failure, 200]);
      await open().read('a');
      // Half of 500 ms, then of twice that: chance is 0 here.
      expect([waits, calls, taken]).toEqual([[250, 500], { reads: 3, writes: 0 }, ['reads', 'reads', 'reads']]);
    },
  );

  it('is given up after four attempts', async () => {
    const { open, calls } = await answering([503, 503, 503, 503, 200]);
    await expect(open().read('a')).rejects.toMatchObject({ name: 'SheetsError', status: 503 });
    expect(calls.reads).toBe(4);
  });

  it.each([403, 404])('that gets %d is not made again', async (status) => {
    const { open, calls } = await answering([status]);
    await expect(open().read('a')).rejects.toMatchObject({ status });
    expect(calls.reads).toBe(1);
  });
});

describe('a call that Google refuses for its quota', () => {
  it.each([
    [{ 'retry-after': '17' }, 17_000],
    [{}, 30_000],
  ])('with the headers %j is not repeated, and stops all calls of its account', async (headers, retryInMs) => {
    for (const kind of ['read', 'write'] as const) {
      const { open, refusals, seen } = await answering([429], headers);
      const port = open();
      const call = kind === 'read' ? port.read('a') : port.write('a', [{ deleteSheet: { sheetId: 1 } }], []);
      await expect(call).rejects.toBeInstanceOf(QuotaReached);
      await expect(call).rejects.toMatchObject({ retryInMs });
      expect([refusals, seen.length]).toEqual([[[null, retryInMs]], 1]);
    }
  });
});

describe('a write', () => {
  it.each([[503], [500], [null]])(
    'that gets %s is never repeated; the read after it waits a while',
    async (failure) => {
      const { open, waits, calls } = await answering([failure]);
      const port = open();
      await expect(port.write('a', [{ deleteSheet: { sheetId: 1 } }], [])).rejects.toMatchObject({ mayPass: true });
      expect([waits, calls]).toEqual([[], { reads: 0, writes: 1 }]);
      await port.read('a');
      expect([waits, calls]).toEqual([[250], { reads: 1, writes: 1 }]);
    },
  );
});

it('each account makes its calls in its own name', async () => {
  const { open, seen } = await answering([]);
  await open().read('a');
  await open('sheets-1@techhire-ohio.iam.gserviceaccount.com').read('a');
  expect(seen).toEqual(['GET anonymous', 'GET Bearer sheets-1@techhire-ohio.iam.gserviceaccount.com']);
});
