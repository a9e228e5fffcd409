import { Agent, createServer, request as httpRequest, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './injector.ts';

/** One request as it came in, whole. */
export interface Passing {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface LineOptions {
  /** Where requests go now, `127.0.0.1:PORT`; null while nobody is there. */
  target: () => string | null;
  /** Told of each request as it comes in, before anything goes wrong with it. */
  onRequest: (passing: Passing) => void;
  /** What goes wrong with this one. */
  faultFor: (passing: Passing) => Fault | null;
  /** Does what the fault asks of others, at the moment when it has to be done. */
  meddle: (fault: Fault, passing: Passing) => Promise<void>;
  /** The body of an answer that stands for a failure. */
  failure: (status: number) => object;
  /** Has a request carried out, and may look around before and after. */
  around?: (passing: Passing, carry: () => Promise<Answer>) => Promise<Answer>;
  /** Told of each time that a request was carried out, with the answer that the target gave, whether or not it is passed on. */
  onAnswer: (passing: Passing, answer: Answer, startedMs: number) => void;
}

export interface Line {
  /** `127.0.0.1:PORT` */
  host: string;
  /** Requests that have come in, and how many of them are not answered yet or still to be doubled. */
  requests(): { total: number; underWay: number };
  close(): Promise<void>;
}

/** Stands between two programs and lets requests and answers through, each with what goes wrong with it. */
export const startLine = async (options: LineOptions): Promise<Line> => {
  const agent = new Agent({ keepAlive: true });
  let [total, underWay] = [0, 0];

  const carryOut = async (passing: Passing): Promise<Answer> => {
    const target = options.target();
    if (target === null) throw new Error('Nobody is there.');
    const startedMs = Date.now();
    const carry = (): Promise<Answer> => forwarded(agent, target, passing);
    const answer = await (options.around ? options.around(passing, carry) : carry());
    options.onAnswer(passing, answer, startedMs);
    return answer;
  };

  const pass = async (passing: Passing, response: ServerResponse): Promise<void> => {
    const fault = options.faultFor(passing);
    if (fault === null) return respond(response, await carryOut(passing));
    switch (fault.kind) {
      case 'late': {
        await sleep(fault.beforeMs);
        const answer = await carryOut(passing);
        await sleep(fault.afterMs);
        return respond(response, answer);
      }
      case 'refused':
        return respond(response, failed(fault.status, options.failure));
      case 'answer-lost':
        await carryOut(passing);
        return respond(response, failed(fault.status, options.failure));
      case 'broken': {
        const answer = fault.at === 'before' ? null : await carryOut(passing);
        if (answer && fault.at === 'half') await respondHalf(response, answer);
        response.destroy();
        return;
      }
      case 'doubled': {
        const answer = await carryOut(passing);
        respond(response, answer);
        await sleep(fault.againAfterMs);
        await carryOut(passing);
        return;
      }
      case 'contended':
        await options.meddle(fault, passing);
        return respond(response, await carryOut(passing));
      case 'rows-moved': {
        const answer = await carryOut(passing);
        await options.meddle(fault, passing);
        return respond(response, answer);
      }
    }
  };

  const server = createServer(async (incoming, response) => {
    total++;
    underWay++;
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { method = 'GET', url = '/', headers } = incoming;
      const passing = { method, url, headers, body: Buffer.concat(chunks) };
      options.onRequest(passing);
      await pass(passing, response);
    } catch {
      // The program behind is gone, or the one in front is: either way the connection ends.
      response.destroy();
    } finally {
      underWay--;
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => ({ total, underWay }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
};

const forwarded = (agent: Agent, target: string, { method, url, headers, body }: Passing): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const [host, port] = target.split(':');
    // The target answers for itself whether the connection stays.
    const { connection: _connection, ...passed } = headers;
    const request = httpRequest(
      { agent, host, port, method, path: url, headers: { ...passed, host: target } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
        answer.on('error', reject);
        answer.on('aborted', () => reject(new Error('The answer broke off.')));
      },
    );
    request.on('error', reject);
    request.end(body);
  });

const failed = (status: number, failure: LineOptions['failure']): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: Buffer.from(JSON.stringify(failure(status))),
});

const headOf = ({ headers, body }: Answer): Record<string, string | string[] | number> => {
  const { connection: _connection, 'transfer-encoding': _encoding, 'keep-alive': _keepAlive, ...kept } = headers;
  return { ...(kept as Record<string, string | string[]>), 'content-length': body.length };
};

const respond = (response: ServerResponse, answer: Answer): void => {
  response.writeHead(answer.status, headOf(answer));
  response.end(answer.body);
};

/** The head promises all of it. */
const respondHalf = (response: ServerResponse, answer: Answer): Promise<void> =>
  new Promise((resolve) => {
    response.writeHead(answer.status, headOf(answer));
    response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () => resolve());
  });
