import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getTestServer } from '@google-cloud/functions-framework/testing';

/**
 * The cloud functions of this process under `/functions/<name>`, each in the Functions Framework that runs it in the cloud too, so that
 * body parsing, raw bodies and error answers are the same here and there.
 *
 * @param names  functions that functions/index.ts has registered
 * @returns answers true when the request was for a function
 */
export const functionsHost = (
  names: readonly string[],
): ((request: IncomingMessage, response: ServerResponse) => boolean) => {
  const hosts = new Map<string, ReturnType<typeof getTestServer>>();
  return (request, response) => {
    const match = /^\/functions\/([A-Za-z]+)(?=[/?#]|$)/.exec(request.url ?? '');
    if (!match) return false;
    const name = match[1]!;
    if (!names.includes(name)) {
      response.writeHead(404, { 'content-type': 'application/json; charset=utf-8' });
      response.end(
        JSON.stringify({
          error: {
            code: 404,
            status: 'NOT_FOUND',
            message: `There is no function "${name}" here. There are: ${names.join(', ')}.`,
          },
        }),
      );
      return true;
    }
    let host = hosts.get(name);
    if (!host) {
      host = getTestServer(name);
      hosts.set(name, host);
    }
    // The framework serves one function at the root, as the cloud does.
    request.url = request.url!.slice(match[0].length) || '/';
    if (!request.url.startsWith('/')) request.url = `/${request.url}`;
    (host.listeners('request')[0] as RequestListener)(request, response);
    return true;
  };
};
