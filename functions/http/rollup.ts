import type { Rollups } from '../planner/rollups.ts';
import { failure, serve } from './serve.ts';

/** What a funder sees. */
export const serveRollup = (planner: () => Rollups): void =>
  serve('rollup', async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.status(405).set('allow', 'GET, HEAD').json(failure('method-not-allowed', 'Read a rollup with GET.'));
      return;
    }
    const accept = request.get('accept');
    const acceptLanguage = request.get('accept-language');
    const ifNoneMatch = request.get('if-none-match');
    const { status, contentType, headers, body } = await planner().rollup(
      {
        query: request.query,
        ...(accept === undefined ? {} : { accept }),
        ...(acceptLanguage === undefined ? {} : { acceptLanguage }),
        ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
      },
      request.method === 'GET',
    );
    response.status(status).set(headers).type(contentType);
    // A long answer has to leave in pieces, anyway: Cloud Run takes no more than 32 MiB at once.
    if (typeof body === 'string') response.send(body);
    else if (request.method === 'HEAD') response.end();
    else await body(response);
  });
