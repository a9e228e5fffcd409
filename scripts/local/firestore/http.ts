import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Service, Target } from './service.ts';
import { errorEnvelope, invalid, StatusError, statusOf } from './status.ts';

/** What Google's own endpoint accepts. (Its emulator stops at 4 MiB.) */
const MAX_BODY_BYTES = 11_534_336;

/** Methods of the API that are not served, with what to do instead. */
const UNSERVED: Readonly<Record<string, string>> = {
  listen: "Listeners (onSnapshot) need gRPC; read again instead, or start Google's emulator.",
  write: 'Write streams need gRPC; use Commit or BatchWrite.',
  partitionQuery: 'Run the query whole instead.',
  executePipeline: 'Pipelines are not served; use RunQuery.',
};

/** The REST v1 protocol over HTTP. https://firebase.google.com/docs/firestore/use-rest-api */
export const firestoreHttpServer = (service: Service): Server =>
  createServer((request, response) => {
    answer(service, request).then(
      (body) => send(response, 200, body),
      (error: unknown) => {
        const status = statusOf(error);
        if (status.status === 'INTERNAL') console.error(`Firestore: ${request.method} ${request.url} failed`, error);
        send(response, status.httpStatus, errorEnvelope(status));
      },
    );
  });

const answer = async (service: Service, request: IncomingMessage): Promise<object> => {
  // There are no credentials to ask for, so any page that a browser has open could otherwise write here. Clients send no origin.
  if (request.headers.origin !== undefined)
    throw new StatusError('PERMISSION_DENIED', 'The embedded Firestore does not answer web pages.');
  const body = await readBody(request);
  const url = new URL(request.url ?? '/', 'http://localhost');
  return route(service, request.method ?? 'GET', url, body);
};

const DOCUMENTS = /^\/v1\/(projects\/[^/]+\/databases\/[^/]+)\/documents(\/.*)?$/;
/** A custom method, such as `documents:commit`. Only a POST has one: elsewhere a colon is part of an id. */
const METHOD = /:([A-Za-z]+)$/;
const EMULATOR_DOCUMENTS = /^\/emulator\/v1\/(projects\/[^/]+\/databases\/[^/]+)\/documents$/;

const route = (service: Service, method: string, url: URL, body: string): object => {
  if (url.pathname === '/' && method === 'GET') return { ok: true, server: 'TechHire Planner embedded Firestore' };
  const cleared = EMULATOR_DOCUMENTS.exec(url.pathname);
  if (cleared !== null && method === 'DELETE') return service.clear(decoded(cleared[1]!));

  const verb = method === 'POST' ? METHOD.exec(url.pathname)?.[1] : undefined;
  const pathname = verb === undefined ? url.pathname : url.pathname.slice(0, -verb.length - 1);
  const match = DOCUMENTS.exec(pathname);
  if (match === null) throw new StatusError('UNIMPLEMENTED', `${method} ${url.pathname} is not served here.`);
  const database = decoded(match[1]!);
  const segments = (match[2] ?? '').split('/').slice(1).map(decoded);
  // A decoded slash could only be a mistake, or an attempt to reach another document than the path says.
  if (segments.some((segment) => segment.includes('/'))) throw invalid('An id must not contain a slash.');
  if (verb !== undefined) return call(service, verb, { database, path: segments.join('/') }, body);

  const parameters = parametersOf(url.searchParams);
  const isDocument = segments.length > 0 && segments.length % 2 === 0;
  const document: Target = { database, path: segments.join('/') };
  const parent: Target = { database, path: segments.slice(0, -1).join('/') };
  const collectionId = segments.at(-1) ?? '';
  if (isDocument && method === 'GET') return service.getDocument(document, parameters);
  if (isDocument && method === 'PATCH') return service.updateDocument(document, parameters, parseJson(body));
  if (isDocument && method === 'DELETE') return service.deleteDocument(document, parameters);
  if (!isDocument && collectionId !== '' && method === 'GET')
    return service.listDocuments(parent, collectionId, parameters);
  if (!isDocument && collectionId !== '' && method === 'POST')
    return service.createDocument(parent, collectionId, parameters, parseJson(body));
  throw new StatusError('UNIMPLEMENTED', `${method} ${url.pathname} is not a method of Firestore's REST API.`);
};

const call = (service: Service, verb: string, target: Target, body: string): object => {
  const rpc = Object.hasOwn(service.rpcs, verb) ? service.rpcs[verb] : undefined;
  if (rpc === undefined)
    throw new StatusError(
      'UNIMPLEMENTED',
      `The method ${verb} is not served by the embedded Firestore. ${UNSERVED[verb] ?? 'It serves: '.concat(Object.keys(service.rpcs).join(', '), '.')}`,
    );
  return rpc(target, parseJson(body));
};

/** The query string as a message. Google's system parameters, such as `$alt`, change nothing here. */
const parametersOf = (search: URLSearchParams): Record<string, unknown> => {
  const parameters: Record<string, unknown> = {};
  for (const name of new Set(search.keys())) {
    if (name.startsWith('$') || name === 'key' || name === 'alt' || name === 'prettyPrint') continue;
    const values = search.getAll(name);
    const [outer = name, inner] = name.split('.');
    if (inner === undefined) parameters[outer] = values[0];
    else {
      const message = parameters[outer] as object | undefined;
      parameters[outer] = { ...message, [inner]: inner === 'fieldPaths' ? values : values[0] };
    }
  }
  return parameters;
};

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    throw new StatusError('INVALID_ARGUMENT', `"${segment}" is not percent-encoded UTF-8.`, { cause: error });
  }
};

const parseJson = (body: string): unknown => {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch (error) {
    throw new StatusError('INVALID_ARGUMENT', 'The request is not JSON.', { cause: error });
  }
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw invalid(`Request payload size exceeds the limit: ${MAX_BODY_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const send = (response: ServerResponse, status: number, body: object): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
};
