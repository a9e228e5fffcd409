import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedMessage {
  path: string;
  headers: IncomingHttpHeaders;
  rawBody: Buffer;
  /** When its last byte was read, by performance.now(). */
  atMs: number;
}

export interface Receiver {
  url: string;
  port: number;
  received: ReceivedMessage[];
  /** Parsed bodies, in the order of arrival. */
  bodies(): unknown[];
  close(): Promise<void>;
}

type Answer = number | { status: number; code: string } | { status: number; body: object };

/**
 * A real HTTP server in the place of the function that the bound script calls.
 *
 * @param answer  the status for each message, with the code of an error or what else it says; it may take its time
 */
export const startReceiver = async (
  answer: (message: ReceivedMessage, index: number) => Answer | Promise<Answer> = () => 202,
  port = 0,
): Promise<Receiver> => {
  const received: ReceivedMessage[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const message = {
        path: request.url!,
        headers: request.headers,
        rawBody: Buffer.concat(chunks),
        atMs: performance.now(),
      };
      received.push(message);
      const answered = await answer(message, received.length - 1);
      if (typeof answered === 'number') response.writeHead(answered).end();
      else
        response
          .writeHead(answered.status)
          .end(JSON.stringify('body' in answered ? answered.body : { error: { code: answered.code, message: '' } }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}/functions/onEdit`,
    port: bound,
    received,
    bodies: () => received.map(({ rawBody }) => JSON.parse(rawBody.toString('utf8')) as unknown),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
