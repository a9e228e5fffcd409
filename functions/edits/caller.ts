import type { OAuth2Client } from 'google-auth-library';

/** Why a caller is not let in; null where it is. */
export type CallerRefusal = { status: 401 | 403; code: string; message: string } | null;

export interface ExpectedCaller {
  /** What the token must be made for: the address of the function. */
  audience: string;
  /** The service account whose token it must be. */
  serviceAccount: string;
}

/**
 * Lets in who brings an OpenID Connect token of one service account for one audience, as Cloud Tasks and Cloud Scheduler do.
 * https://cloud.google.com/tasks/docs/creating-http-target-tasks#token
 *
 * @param google  checks signatures against the certificates of whoever signs, which it fetches once and keeps
 */
export const callerCheck =
  ({ audience, serviceAccount }: ExpectedCaller, google: OAuth2Client) =>
  async (authorization: string | undefined): Promise<CallerRefusal> => {
    const idToken = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
    if (idToken === undefined)
      return { status: 401, code: 'no-token', message: 'Call this with the token of a service account.' };
    const payload = await google.verifyIdToken({ idToken, audience }).then(
      (ticket) => ticket.getPayload(),
      () => undefined,
    );
    if (!payload) return { status: 401, code: 'bad-token', message: 'The token is not valid here and now.' };
    if (payload.email !== serviceAccount || payload.email_verified !== true)
      return { status: 403, code: 'wrong-caller', message: 'This account may not call this function.' };
    return null;
  };
