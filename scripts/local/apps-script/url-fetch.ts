import { ScriptError } from './script-error.ts';

/** A request as UrlFetchApp.fetch describes it; the body is bytes already. */
export interface FetchRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array | null;
  muteHttpExceptions: boolean;
  followRedirects: boolean;
}

export interface FetchResponse {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/**
 * Makes the request of a script that stands still meanwhile, and fails with the words that UrlFetchApp uses.
 * https://developers.google.com/apps-script/reference/url-fetch/url-fetch-app
 *
 * @throws ScriptError where UrlFetchApp would throw
 */
export const fetchForScript = async (
  fetch: typeof globalThis.fetch,
  request: FetchRequest,
  signal: AbortSignal,
): Promise<FetchResponse> => {
  const url = checkedUrl(request.url);
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(url, {
      method: request.method.toUpperCase(),
      headers: request.headers,
      body: request.body === null ? null : new Uint8Array(request.body),
      redirect: request.followRedirects ? 'follow' : 'manual',
      signal: AbortSignal.any([deadline, signal]),
    });
    const body = new Uint8Array(await response.arrayBuffer());
    if (response.status >= 400 && !request.muteHttpExceptions) throw httpFailure(url, response.status, body);
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    if (error instanceof ScriptError) throw error;
    if (deadline.aborted) throw new ScriptError(`Timeout: ${url}`);
    throw new ScriptError(`${causeCode(error) === 'ENOTFOUND' ? 'DNS error' : 'Address unavailable'}: ${url}`);
  }
};

const deadlineMs = 60_000;

const checkedUrl = (text: string): string => {
  if (text.length > 2048) throw new ScriptError('Limit Exceeded: URLFetch URL Length.');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new ScriptError(`Invalid argument: ${text}`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new ScriptError(`Attribute provided with invalid value: ${text}`);
  return url.href;
};

const httpFailure = (url: string, status: number, body: Uint8Array): ScriptError =>
  new ScriptError(
    `Request failed for ${new URL(url).origin} returned code ${status}. Truncated server response: ${Buffer.from(body).toString('utf8').slice(0, 100)} (use muteHttpExceptions option to examine full response)`,
  );

/** The code of the system's error, which fetch wraps, sometimes twice. */
const causeCode = (error: unknown): string | null => {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = (at as NodeJS.ErrnoException).code;
    if (typeof code === 'string') return code;
  }
  return null;
};
