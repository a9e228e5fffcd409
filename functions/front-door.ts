import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';

/** More than any message to the functions needs: an announcement has a few hundred bytes. */
export const LARGEST_BODY_BYTES = 256 * 1024;

/**
 * Stands before the Functions Framework, which would read up to 1 GB, unpack and parse it, and answer what it cannot parse with a page of
 * its own, all before a function is asked. Here a body is read as it comes, up to a bound, and is neither unpacked nor parsed: the
 * framework finds it read and leaves it alone, and functions find the bytes in `rawBody`.
 *
 * Where the framework's own command serves the functions, `standBeforeFramework` puts it there.
 */
export const frontDoor =
  (handle: RequestListener, largestBodyBytes = LARGEST_BODY_BYTES): RequestListener =>
  (request, response) => {
    if (Number(request.headers['content-length'] ?? 0) > largestBodyBytes) {
      refuseBody(request, response, largestBodyBytes);
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes <= largestBodyBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      request.off('data', take).off('end', pass);
      refuseBody(request, response, largestBodyBytes);
    };
    const pass = (): void => {
      Object.assign(request, { rawBody: Buffer.concat(chunks) });
      handle(request, response);
    };
    request.on('data', take).on('end', pass);
    // A sender that breaks off is no fault of ours, and nobody is left to answer.
    request.on('error', () => undefined);
  };

/**
 * Puts the front door before the one server of this process, which the framework's own command makes and shows to nobody: Node tells of it with its
 * first request, before that is looked at. So what is no JSON is not answered with the framework's page, nor quoted in its log.
 * https://nodejs.org/api/diagnostics_channel.html#http
 */
export const standBeforeFramework = (): void => {
  const stand = (message: unknown): void => {
    unsubscribe(REQUEST_STARTS, stand);
    const { server } = message as { server: Server };
    const [framework] = server.listeners('request') as [RequestListener];
    server.removeAllListeners('request').on('request', frontDoor(framework)).on('clientError', answerBrokenRequest);
    server.headersTimeout = TIMEOUTS.headersTimeout;
    server.requestTimeout = TIMEOUTS.requestTimeout;
  };
  subscribe(REQUEST_STARTS, stand);
};

const REQUEST_STARTS = 'http.server.request.start';

/** A server for `frontDoor` that lets no sender take its time, and answers what is no HTTP in the same form as everything else. */
export const frontDoorServer = (): Server =>
  createServer({ ...TIMEOUTS, connectionsCheckingInterval: 1_000 }).on('clientError', answerBrokenRequest);

const TIMEOUTS = { headersTimeout: 5_000, requestTimeout: 10_000 } as const;

/** How much of a body that is too large is still read, so that its sender comes to read the answer. */
const LARGEST_DISCARDED_BYTES = 4 * 1024 * 1024;

const refuseBody = (request: IncomingMessage, response: ServerResponse, largestBodyBytes: number): void => {
  const body = errorBody('too-large', `A body has at most ${largestBodyBytes} bytes here.`);
  response.writeHead(413, { ...jsonHeaders(body), connection: 'close' });
  // Ended only after the sender has: a connection that is closed while data comes in is reset, and the answer is lost with it.
  response.write(body);
  let discarded = 0;
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > LARGEST_DISCARDED_BYTES) request.destroy();
  });
  request.on('end', () => response.end());
};

const answerBrokenRequest = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? [408, 'too-slow', 'The request took too long to arrive.']
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? [431, 'headers-too-large', 'The headers are too large.']
        : [400, 'malformed', 'This is not a request as HTTP/1.1 defines it.'];
  const body = errorBody(code as string, message as string);
  const headers = Object.entries({ ...jsonHeaders(body), connection: 'close' });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status as number]}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
};

const errorBody = (code: string, message: string): string => JSON.stringify({ error: { code, message } });

const jsonHeaders = (body: string): Record<string, string | number> => ({
  'content-type': 'application/json; charset=utf-8',
  'content-length': Buffer.byteLength(body),
});
