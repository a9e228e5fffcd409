import type { AuthClient, GoogleAuth } from 'google-auth-library';
import type { FunctionName } from '../../functions/function-names.ts';
import { serviceId } from '../deploy/deployed.ts';
import { fail, type Outcome } from './check.ts';

/** What is asked of one of Google's APIs. */
export interface Question {
  /** For example `cloudtasks.googleapis.com`. */
  host: string;
  /** With the slash at its beginning. */
  path: string;
  method?: 'GET' | 'POST';
  query?: Readonly<Record<string, string | readonly string[]>>;
  body?: object;
}

export interface Answer<T> {
  data: T;
  /** Google's clock, to the second; null where it does not say. */
  dateMs: number | null;
}

/** Asks Google as whoever runs this program. @throws GoogleRefusal */
export type AskGoogle = <T>(question: Question) => Promise<Answer<T>>;

/** An answer that says no, or none. */
export class GoogleRefusal extends Error {
  override name = 'GoogleRefusal';
  readonly host: string;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** What Google calls it, such as `SERVICE_DISABLED`; null where it does not say. */
  readonly reason: string | null;
  constructor(host: string, status: number | null, reason: string | null, message: string, options?: ErrorOptions) {
    super(message, options);
    this.host = host;
    this.status = status;
    this.reason = reason;
  }
}

/**
 * @param auth       whose questions these are
 * @param project    whose quota is used: Google refuses many questions of people that name none
 * @param rootUrlOf  where a host of Google's answers
 */
export const askGoogle =
  (
    auth: Pick<AuthClient | GoogleAuth, 'request'>,
    project: string,
    rootUrlOf: (host: string) => string = (host) => `https://${host}`,
  ): AskGoogle =>
  async <T>({ host, path, method = 'GET', query = {}, body }: Question) => {
    const url = new URL(`${rootUrlOf(host)}${path}`);
    for (const [name, values] of Object.entries(query))
      for (const value of [values].flat()) url.searchParams.append(name, value);
    const response = await auth
      .request<T>({
        url: url.href,
        method,
        // Who one is has nothing to do with any project.
        ...(host !== IDENTITY_HOST && { headers: { 'x-goog-user-project': project } }),
        ...(body && { data: body }),
        timeout: ANSWER_TIMEOUT_MS,
        retry: false,
        validateStatus: () => true,
      })
      .catch((cause: unknown) => {
        throw new GoogleRefusal(host, null, null, cause instanceof Error ? cause.message : String(cause), { cause });
      });
    if (response.status >= 300) throw refusalOf(host, response.status, response.data);
    const dateMs = Date.parse(response.headers.get('date') ?? '');
    return { data: response.data, dateMs: Number.isNaN(dateMs) ? null : dateMs };
  };

/** Tells whose credentials they are. */
export const IDENTITY_HOST = 'oauth2.googleapis.com';

/** Shorter than the time that a check has, which may ask more than once. */
const ANSWER_TIMEOUT_MS = 8_000;

/** https://cloud.google.com/apis/design/errors */
const refusalOf = (host: string, status: number, data: unknown): GoogleRefusal => {
  const { error } = (data ?? {}) as {
    error?: { message?: unknown; status?: unknown; details?: { reason?: unknown }[] };
  };
  const reason = error?.details?.find((detail) => typeof detail.reason === 'string')?.reason ?? error?.status;
  return new GoogleRefusal(
    host,
    status,
    typeof reason === 'string' ? reason : null,
    typeof error?.message === 'string' ? error.message : `${host} answered ${status}.`,
  );
};

export interface RefusalContext {
  project: string;
  /** What was looked for, as a sentence begins: `The queue techhire-passes`. */
  what: string;
  /** What to do where it is not there. */
  whereMissing?: string;
  /** A role that lets one look. */
  role: string;
}

/** What a refusal says, and what to do. @throws whatever else was thrown */
export const refused =
  ({ project, what, whereMissing = DEPLOY_AGAIN, role }: RefusalContext) =>
  (error: unknown): Outcome => {
    if (!(error instanceof GoogleRefusal)) throw error;
    const { host, status, reason, message } = error;
    if (status === null)
      return fail(`${host} could not be asked: ${message}`, 'See that this machine reaches Google, then try again.');
    if (reason === 'SERVICE_DISABLED')
      return fail(
        `${what} cannot be looked at: the API ${host} is not switched on.`,
        `\`gcloud services enable ${host} --project=${project}\``,
      );
    if (status === 404) return fail(`${what} is not there.`, whereMissing);
    if (status === 401) return fail(`Google does not take your credentials: ${message}`, SIGN_IN);
    if (status === 403)
      return fail(
        `You may not look at it: ${message}`,
        `Have an owner of the project give you the role: \`gcloud projects add-iam-policy-binding ${project} --member=user:YOU --role=${role}\``,
      );
    return fail(`${host} answered ${status}: ${message}`, 'Try again in a few minutes.');
  };

export const DEPLOY_AGAIN = 'Run `npm run deploy` again: it makes what is missing, and changes nothing else.';

export const SIGN_IN = 'Sign in: `gcloud auth application-default login`';

/** The command that shows what a function has logged. */
export const logOf = (name: FunctionName, { project, region }: { project: string; region: string }): string =>
  `\`gcloud functions logs read ${serviceId(name)} --region=${region} --project=${project}\``;
