import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { frontDoor } from '../../functions/front-door.ts';
import { functionNames, isFunctionName } from '../../functions/function-names.ts';

/**
 * The cloud functions of this process under `/functions/<name>`, each in the Functions Framework that runs it in the cloud too, behind
 * the front door.
 *
 * @returns answers true when the request was for a function
 */
export const functionsHost = (): ((request: IncomingMessage, response: ServerResponse) => boolean) => {
  const hosts = new Map<string, RequestListener>();
  return (request, response) => {
    const match = /^\/functions\/([^/?#]*)/.exec(request.url ?? '');
    if (!match) return false;
    const name = match[1]!;
    if (!isFunctionName(name)) {
      response.writeHead(404, { 'content-type': 'application/json; charset=utf-8' });
      response.end(
        JSON.stringify({
          error: {
            code: 404,
            status: 'NOT_FOUND',
            message: `There is no function "${name.slice(0, 40)}" here. There are: ${functionNames.join(', ')}.`,
          },
        }),
      );
      return true;
    }
    let host = hosts.get(name);
    if (!host) {
      host = frontDoor(getTestServer(name).listeners('request')[0] as RequestListener);
      hosts.set(name, host);
    }
    // The framework serves one function at the root, as the cloud does.
    request.url = request.url!.slice(match[0].length) || '/';
    if (!request.url.startsWith('/')) request.url = `/${request.url}`;
    host(request, response);
    return true;
  };
};
