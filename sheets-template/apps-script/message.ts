import type { Connection } from './properties.ts';

/** Says what happened, never what a cell holds. The functions read the sheet themselves. */
export type Announcement = { tab: string; range: string } | { change: string };

/** Asks what would be done; with the mark of the answer, has it done. */
export type Wish = { agreed?: string };

export interface Message {
  id: string;
  body: string;
}

export type Reply =
  | { kind: 'delivered'; body: string }
  | {
      kind: 'not-connected' | 'clocks-differ' | 'refused' | 'unreachable';
      detail: string;
      mayPass: boolean;
      /** The functions' own words, where they have given some. */
      said?: string;
    };

declare const TECHHIRE_VERSION: string;

/** A new message gets a new id. The same message sent again keeps its own, so that the functions handle it once. */
export function newMessage(content: Announcement | Wish): Message {
  return {
    id: Utilities.getUuid(),
    body: JSON.stringify({ spreadsheetId: SpreadsheetApp.getActive().getId(), ...content }),
  };
}

/** Signs a message as Standard Webhooks defines it and sends it once. Never throws: what went wrong is the reply. */
export function sendMessage(message: Message, connection: Connection): Reply {
  const timestamp = String(Math.floor(Date.now() / 1000));
  let signature: string;
  try {
    signature = sign(`${message.id}.${timestamp}.${message.body}`, connection.key);
  } catch (error) {
    return { kind: 'not-connected', detail: `The key cannot be used: ${error}`, mayPass: false };
  }
  return post(connection.url, message.body, {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  });
}

/** Sends a body once, signed or not. Never throws: what went wrong is the reply. */
export function post(url: string, body: string, headers: Record<string, string> = {}): Reply {
  try {
    const response = UrlFetchApp.fetch(url, {
      method: 'post',
      contentType: 'application/json',
      // For operators, who see by it where an old script is left.
      headers: { ...headers, 'x-techhire-script': TECHHIRE_VERSION },
      // As bytes: exactly what was signed, whatever character set a text would be sent in.
      payload: utf8Bytes(body),
      muteHttpExceptions: true,
      followRedirects: false,
    });
    return readReply(response.getResponseCode(), response.getContentText());
  } catch (error) {
    const detail = String(error).slice(0, 160);
    // The day's quota of requests, which is the person's for all their sheets, is used up: trying again uses up time as well.
    return { kind: 'unreachable', detail, mayPass: !/too many times/.test(detail) };
  }
}

function readReply(status: number, body: string): Reply {
  const { code, message } = errorIn(body);
  const detail = `HTTP ${status}`;
  const said = message ? { said: message } : {};
  // 409: an attempt whose answer was lost had been taken, and the sheet has been checked since.
  if ((status >= 200 && status < 300) || (status === 409 && code === 'replayed')) return { kind: 'delivered', body };
  // Google keeps the time of this script, so it is the functions' clock that is wrong, or the message was long on its way.
  if (code === 'stale' || code === 'too-new') return { kind: 'clocks-differ', detail, mayPass: true, ...said };
  // 401: the key is not this sheet's. 404, 410: the functions do not know this sheet, or not any more.
  if (status === 401 || status === 403 || status === 404 || status === 410)
    return { kind: 'not-connected', detail, mayPass: false, ...said };
  if (status === 408 || status === 429 || status >= 500) return { kind: 'unreachable', detail, mayPass: true, ...said };
  return { kind: 'refused', detail, mayPass: false, ...said };
}

/** What the functions call the error, and say of it; nothing where something else than they has answered. */
function errorIn(body: string): { code?: string; message?: string } {
  try {
    return JSON.parse(body).error || {};
  } catch (_) {
    return {};
  }
}

/** The methods that take text use other character sets than UTF-8 for some of it, so only bytes are handed over. */
function sign(content: string, key: string): string {
  const keyBytes = Utilities.base64Decode(key.replace(/^whsec_/, ''));
  return Utilities.base64Encode(Utilities.computeHmacSha256Signature(utf8Bytes(content), keyBytes));
}

function utf8Bytes(text: string): GoogleAppsScript.Byte[] {
  return Utilities.newBlob(text).getBytes();
}
