import type { Server as HttpServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';

/** How every HTTP/2 connection begins, and so every gRPC client's; no HTTP/1.1 request begins so. */
const HTTP2_PREFACE = 'PRI ';
const UNIMPLEMENTED = '12';

/** One port for both protocols: REST is served, and gRPC is told at once that it is not, where it would try again for a minute. */
export interface FrontDoor {
  readonly server: Server;
  closeAllConnections(): void;
}

export const frontDoor = (rest: HttpServer): FrontDoor => {
  const grpc = createHttp2Server();
  const told = new Set<string>();
  grpc.on('stream', (stream, headers) => {
    const message = `${headers[':path']} came by gRPC, but the embedded Firestore speaks REST only. Set preferRest: true, and read again instead of listening (onSnapshot).`;
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': UNIMPLEMENTED, 'grpc-message': message },
      { endStream: true },
    );
    // The official client hides this answer to a listener and tries again for ever, so it is said here too.
    if (!told.has(message)) console.error(`Firestore: ${message}`);
    told.add(message);
  });

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A client that breaks off before it has said anything.
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first = socket.read() as Buffer | null;
      if (first === null) return;
      socket.unshift(first);
      const isGrpc = first.toString('latin1').startsWith(HTTP2_PREFACE);
      (isGrpc ? grpc : rest).emit('connection', socket);
    });
  });
  return {
    server,
    closeAllConnections: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
};
