import { type AuthClient, GoogleAuth, Impersonated, OAuth2Client } from 'google-auth-library';
import { GOOGLE_SHEETS_ROOT_URL, SHEETS_SCOPE, type SheetsPort, sheetsClient } from './client.ts';

/**
 * The Sheets API as one of several service accounts, because Google counts calls by account. The functions' own account speaks for the others,
 * so that there are no key files: it needs the role Service Account Token Creator on each of them.
 * https://cloud.google.com/iam/docs/service-account-impersonation
 *
 * @returns the client of an account, made when it is first needed; null is the functions' own account
 */
export const sheetsClients = (rootUrl: string): ((account: string | null) => Promise<SheetsPort>) => {
  const clients = new Map<string | null, Promise<SheetsPort>>();
  const make = async (account: string | null): Promise<SheetsPort> =>
    account === null ? sheetsClient(rootUrl) : sheetsClient(rootUrl, { account, auth: await authOf(account, rootUrl) });
  return (account) => {
    let client = clients.get(account);
    if (!client) {
      client = make(account);
      clients.set(account, client);
      // No credentials now may be a passing thing, and is tried again with the next call.
      client.catch(() => clients.delete(account));
    }
    return client;
  };
};

const authOf = async (account: string, rootUrl: string): Promise<AuthClient> => {
  if (rootUrl === GOOGLE_SHEETS_ROOT_URL)
    return new Impersonated({
      sourceClient: await new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] }).getClient(),
      targetPrincipal: account,
      targetScopes: [SHEETS_SCOPE],
    });
  // Another server asks for no credentials, but may count whose calls these are.
  const named = new OAuth2Client();
  named.setCredentials({ access_token: account });
  return named;
};
