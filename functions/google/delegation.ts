import { OAuth2Client } from 'google-auth-library';
import { OperatorError } from '../watch/operator-error.ts';

/**
 * A service account that acts for a person of an organization whose administrator lets it (domain-wide delegation), for sheets that may not be shared
 * outside of it. Written as one account, `SERVICE-ACCOUNT:PERSON`; the sheet is shared with the person.
 * https://support.google.com/a/answer/162106
 */
export interface Delegation {
  serviceAccount: string;
  /** `planner@school.example` */
  person: string;
}

/** @returns null for an account that acts for itself */
export const delegationIn = (account: string): Delegation | null => {
  const [serviceAccount, person] = account.split(':');
  return person === undefined ? null : { serviceAccount: serviceAccount!, person };
};

/** Whom a sheet must be shared with, for this account to reach it. */
export const sharedWith = (account: string): string => delegationIn(account)?.person ?? account;

/** Google gave no token for a person. */
export class DelegationRefused extends OperatorError {
  override name = 'DelegationRefused';
  /** As a call that is not allowed has it, unless Google has a fault of its own. */
  readonly status: number;

  constructor(message: string, answered: number) {
    super('delegation', message);
    this.status = answered >= 500 ? answered : 403;
  }
}

export interface DelegationCalls {
  /** Has Google sign a token's content as the service account. @returns the signed token */
  sign(serviceAccount: string, payload: string): Promise<string>;
  fetch: typeof globalThis.fetch;
  nowMs(): number;
}

/**
 * Credentials for an API as the person, without a key file: Google signs for the service account, as which the functions may speak.
 * https://developers.google.com/identity/protocols/oauth2/service-account#authorizingrequests
 */
export const delegatedCredentials = (
  { serviceAccount, person }: Delegation,
  scope: string,
  { sign, fetch, nowMs }: DelegationCalls,
): OAuth2Client => {
  const client = new OAuth2Client();
  client.refreshHandler = async () => {
    const issuedAt = Math.floor(nowMs() / 1000);
    const assertion = await sign(
      serviceAccount,
      JSON.stringify({
        iss: serviceAccount,
        sub: person,
        scope,
        aud: TOKEN_URL,
        iat: issuedAt,
        exp: issuedAt + LIFETIME_SECONDS,
      }),
    );
    const answer = await fetch(TOKEN_URL, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const { access_token, expires_in, error } = (await answer.json()) as {
      access_token?: string;
      expires_in?: number;
      error?: string;
    };
    if (access_token === undefined)
      throw new DelegationRefused(
        `${serviceAccount} cannot act for ${person}: ${error ?? 'no reason'} (${answer.status}) from Google. The administrator of ${person} has to allow it the scope ${scope}: Admin console > Security > API controls > Domain-wide delegation.`,
        answer.status,
      );
    return { access_token, expiry_date: nowMs() + (expires_in ?? 0) * 1000 };
  };
  return client;
};

export const TOKEN_URL = 'https://oauth2.googleapis.com/token';

/** The longest that Google allows. */
const LIFETIME_SECONDS = 3600;

const CALL_TIMEOUT_MS = 20_000;
