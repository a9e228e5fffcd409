import { inRequest, invalid } from '../failure.ts';
import type { Request, Response, Spreadsheet, World } from '../model.ts';
import { messageType, parseMessage } from '../schema.ts';
import { annotationRequests } from './annotation-requests.ts';
import { blockRequests } from './block-requests.ts';
import { cellRequests } from './cell-requests.ts';
import { lineRequests } from './line-requests.ts';
import { metadataRequests } from './metadata-requests.ts';
import type { Handler, Handlers } from './outcome.ts';
import { tabRequests } from './tab-requests.ts';

/** Every kind of request that this server serves. */
export const handlers: Handlers = {
  ...tabRequests,
  ...cellRequests,
  ...lineRequests,
  ...blockRequests,
  ...annotationRequests,
  ...metadataRequests,
};

/**
 * Checks the requests of a batch against Google's description before anything is applied.
 *
 * @throws ApiError that names the first request that is not one of this server's, or every field that is unknown or of a wrong type
 */
export const parseRequests = (json: unknown): Request[] => {
  if (!Array.isArray(json) || json.length === 0) throw invalid('Must specify at least one request.');
  json.forEach((request: unknown, index) => {
    if (typeof request !== 'object' || request === null) return;
    const kinds = Object.keys(request);
    for (const kind of kinds)
      if (!(kind in handlers) && messageType('Request')!.properties[kind])
        throw invalid(`Invalid requests[${index}].${kind}: This server does not serve ${kind}.`);
    if (kinds.length !== 1)
      throw invalid(
        `Invalid requests[${index}]: ${kinds.length === 0 ? 'No request set.' : `Only one kind of request can be set, but got ${kinds.join(', ')}.`}`,
      );
  });
  return json.map((request, index) => parseMessage<Request>('Request', request, `requests[${index}]`));
};

/**
 * Applies a batch: all of it or, by throwing, nothing. Nothing is changed in place.
 *
 * @throws ApiError `Invalid requests[i].kind: ...`
 */
export const applyRequests = (
  spreadsheet: Spreadsheet,
  requests: readonly Request[],
  world: World,
): { spreadsheet: Spreadsheet; replies: Response[] } => {
  const replies: Response[] = [];
  let next = spreadsheet;
  requests.forEach((request, index) => {
    const [kind, body] = Object.entries(request)[0] as [keyof Request, never];
    try {
      const outcome = (handlers[kind] as Handler<keyof Request>)(next, body, world);
      next = outcome.spreadsheet;
      replies.push(outcome.reply ?? {});
    } catch (cause) {
      throw inRequest(index, kind, cause);
    }
  });
  return { spreadsheet: next, replies };
};
