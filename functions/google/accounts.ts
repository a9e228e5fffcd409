import { type AuthClient, GoogleAuth, Impersonated, OAuth2Client, PassThroughClient } from 'google-auth-library';
import { type DelegationCalls, delegatedCredentials, delegationIn } from './delegation.ts';

/** One of Google's APIs. Where it is not Google that answers, the server asks for no credentials. */
export interface GoogleApi {
  /** Without a slash at its end. */
  rootUrl: string;
  /** Where Google answers. */
  googleRootUrl: string;
  scope: string;
}

/** A service account that is not the functions' own. */
export interface Caller {
  account: string;
  auth: AuthClient;
}

/** What stands for an account where null cannot: in the names of documents, and in what is sent. No account is called so. */
export const accountName = (account: string | null): string => account ?? OWN;

export const accountNamed = (name: string): string | null => (name === OWN ? null : name);

const OWN = 'own';

/** Those of the functions' own account. */
export const ownCredentials = ({ rootUrl, googleRootUrl, scope }: GoogleApi): AuthClient | GoogleAuth =>
  rootUrl === googleRootUrl ? new GoogleAuth({ scopes: [scope] }) : new PassThroughClient();

/**
 * An API as one of several service accounts, because Google counts calls by account. The functions' own account speaks for the others,
 * so that there are no key files: it needs the role Service Account Token Creator on each of them.
 * https://cloud.google.com/iam/docs/service-account-impersonation
 *
 * @param make  the client of whom it is told; that of the functions' own account where it is told of nobody
 * @returns the client of an account, made when it is first needed; null is the functions' own account
 */
export const clientsOfAccounts = <Client>(
  api: GoogleApi,
  make: (as?: Caller) => Client,
): ((account: string | null) => Promise<Client>) => {
  const clients = new Map<string | null, Promise<Client>>();
  const makeFor = async (account: string | null): Promise<Client> =>
    account === null ? make() : make({ account, auth: await credentialsOf(account, api) });
  return (account) => {
    let client = clients.get(account);
    if (!client) {
      client = makeFor(account);
      clients.set(account, client);
      // No credentials now may be a passing thing, and is tried again with the next call.
      client.catch(() => clients.delete(account));
    }
    return client;
  };
};

const credentialsOf = async (account: string, { rootUrl, googleRootUrl, scope }: GoogleApi): Promise<AuthClient> => {
  if (rootUrl === googleRootUrl) {
    const own = await new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] }).getClient();
    const delegation = delegationIn(account);
    return delegation === null
      ? new Impersonated({ sourceClient: own, targetPrincipal: account, targetScopes: [scope] })
      : delegatedCredentials(delegation, scope, { sign: signedBy(own), fetch: globalThis.fetch, nowMs: Date.now });
  }
  // Another server asks for no credentials, but may count whose calls these are.
  const named = new OAuth2Client();
  named.setCredentials({ access_token: account });
  return named;
};

/** https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/signJwt */
const signedBy =
  (own: AuthClient): DelegationCalls['sign'] =>
  async (serviceAccount, payload) => {
    const { data } = await own.request<{ signedJwt: string }>({
      url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${serviceAccount}:signJwt`,
      method: 'POST',
      data: { payload },
      timeout: SIGN_TIMEOUT_MS,
    });
    return data.signedJwt;
  };

const SIGN_TIMEOUT_MS = 20_000;
